"""A user's own places: a GeoNames country dump or a CSV -> rows kept beside the index, which is then built with them.

In: a file. Out: a table in the user's data folder under the file's name, so that adding it again replaces it, and a line for
each row that is not what it should be. The one decision: of a dump only towns, districts and sites that reports name are taken.
"""

from __future__ import annotations

import csv
import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from vedette.errors import UnreadableFile
from vedette.lexicon import Lexicon

CACHE_VARIABLE = "VEDETTE_CACHE"
COLUMNS = (
    "name",
    "aliases",
    "sort",
    "country",
    "admin1",
    "latitude",
    "longitude",
    "radius_km",
    "population",
    "geonames_id",
    "source",
)
# GeoNames' readme of its export: geonameid, name, asciiname, alternatenames, latitude, longitude, feature class, feature code,
# country code, cc2, admin1 … admin4 code, population, elevation, dem, timezone, modification date.
DUMP = 19
NEEDED = ("name", "latitude", "longitude")
OPTIONAL = ("aliases", "country", "admin1", "radius_km", "source")
RADIUS = 5.0
MOST_KM = 2_000.0


@dataclass(frozen=True, slots=True)
class Added:
    """How many places were taken from a file, how many were passed over as none that reports name, and the bad rows in words."""

    places: int
    passed_over: int
    bad: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What a row is read against: countries by code, divisions by code and by country and name, and the feature codes."""

    countries: Mapping[str, str]
    iso2: Mapping[str, str]
    divisions: Mapping[tuple[str, str], str]
    codes: Mapping[str, tuple[str, str]]


def add(file: Path, lexicon: Lexicon) -> Added:
    """Takes the places of a GeoNames dump or a CSV into the user's own; raises UnreadableFile where none of it can be used."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(f"{file}: {error}") from error
    lines = text.splitlines()
    known = _known(lexicon)
    first = next((line for line in lines if line.strip()), "")
    rows = list(_dump(file, lines, known) if first.count("\t") == DUMP - 1 else _table(file, lines, known))
    good = [row for row in rows if isinstance(row, Mapping)]
    bad = tuple(row for row in rows if isinstance(row, str))
    if not good:
        raise UnreadableFile(f"{file}: no place in it could be used; {bad[0] if bad else 'it holds no rows'}")
    _keep(file.stem, good)
    return Added(len(good), len(rows) - len(good) - len(bad), bad)


def own_rows() -> Iterator[Mapping[str, str]]:
    """All rows that the user has added, file by file."""
    for file in _files():
        with file.open(encoding="utf-8", newline="") as stream:
            yield from csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)


def own_stamp() -> bytes:
    """What tells one state of the user's own places from another; empty where there are none."""
    digests = [hashlib.sha256(file.name.encode() + b"\0" + file.read_bytes()).digest() for file in _files()]
    return b"".join(digests)


def _folder() -> Path:
    """Beside the index where the user has said where that is, else the user's data folder, which no cleaner of caches empties."""
    named = os.environ.get(CACHE_VARIABLE)
    if named:
        return Path(named) / "own-places"
    from platformdirs import user_data_path

    return user_data_path("vedette", appauthor=False) / "places"


def _files() -> list[Path]:
    return sorted(_folder().glob("*.tsv"))


def _keep(stem: str, rows: Sequence[Mapping[str, str]]) -> None:
    """Writes the rows under the file's name, whole or not at all."""
    folder = _folder()
    final = folder / f"{stem}.tsv"
    part = folder / f".{stem}.{os.getpid()}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lines = ["\t".join(COLUMNS), *("\t".join(row[column] for column in COLUMNS) for row in rows)]
        part.write_text("\n".join(lines) + "\n", encoding="utf-8")
        part.replace(final)
    except OSError as error:
        raise UnreadableFile(f"{final}: cannot be written: {error}") from error
    finally:
        part.unlink(missing_ok=True)


def _known(lexicon: Lexicon) -> Known:
    countries, iso2 = {}, {}
    for row in lexicon.rows("places/countries", "country"):
        iso2[row["iso3"]] = row["iso2"]
        for word in (row["iso2"], row["iso3"], row["name"]):
            countries[word.casefold()] = row["iso3"]
    divisions = {}
    for row in lexicon.rows("places/admin1", "admin1"):
        for word in (row["code"].partition(".")[2], row["code"], row["name"], *row["aliases"].split("|")):
            divisions[row["iso2"], word.casefold()] = row["code"]
    codes = {
        word: (row["sort"], str(row["radius_km"]))
        for row in lexicon.rows("places/feature_codes", "feature_code")
        for word in row.words("words")
    }
    return Known(countries, iso2, divisions, codes)


def _dump(file: Path, lines: Sequence[str], known: Known) -> Iterator[Mapping[str, str] | str | None]:
    """A row, or what is wrong with it, for each line of a GeoNames dump; None for one of a kind that is passed over."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) != DUMP:
            yield f"{file}:{number}: {len(cells)} columns; a row of GeoNames has {DUMP}"
            continue
        code = f"{cells[6]}.{cells[7]}"
        sort = known.codes.get(code) or next(
            (v for k, v in known.codes.items() if k.endswith("*") and code.startswith(k[:-1])), None
        )
        if sort is None:
            yield None
            continue
        yield _row(
            f"{file}:{number}",
            {
                "name": cells[1],
                "aliases": "|".join(dict.fromkeys(word for word in (cells[2], *cells[3].split(",")) if word and word != cells[1])),
                "sort": sort[0],
                "country": cells[8],
                "admin1": cells[10],
                "latitude": cells[4],
                "longitude": cells[5],
                "radius_km": sort[1],
                "population": cells[14],
                "geonames_id": cells[0],
                "source": "GeoNames",
            },
            known,
        )


def _table(file: Path, lines: Sequence[str], known: Known) -> Iterator[Mapping[str, str] | str]:
    """A row, or what is wrong with it, for each line of a CSV with a header."""
    reader = csv.DictReader(lines, restkey="")
    header = [str(cell).strip() for cell in reader.fieldnames or ()]
    missing = [column for column in NEEDED if column not in header]
    unknown = [column for column in header if column not in (*NEEDED, *OPTIONAL)]
    if missing or unknown:
        what = f"lacks the column {missing[0]!r}" if missing else f"has a column {unknown[0]!r} that is not known"
        raise UnreadableFile(f"{file}:1: the header {what}; it may have {', '.join((*NEEDED, *OPTIONAL))}")
    reader.fieldnames = header
    for cells in reader:
        where = f"{file}:{reader.line_num}"
        if "" in cells:
            yield f"{where}: more cells than the header has columns"
        else:
            given = {column: (cells.get(column) or "").strip() for column in (*NEEDED, *OPTIONAL)}
            filled = {"sort": "own", "population": "", "geonames_id": "", **given, "radius_km": given["radius_km"] or str(RADIUS)}
            yield _row(where, {**filled, "source": given["source"] or file.name}, known)


def _row(where: str, cells: Mapping[str, str], known: Known) -> Mapping[str, str] | str:
    """The row as it is kept, or a line that says what is wrong with it."""
    if not cells["name"]:
        return f"{where}: a place needs a name"
    for column, most in (("latitude", 90.0), ("longitude", 180.0), ("radius_km", MOST_KM)):
        try:
            value = float(cells[column])
        except ValueError:
            return f"{where}: {column} {cells[column]!r} is no number"
        if not -most <= value <= most or (column == "radius_km" and value <= 0):
            return f"{where}: {column} {cells[column]!r} is out of range"
    if not all((cells[column] or "0").isdigit() for column in ("population", "geonames_id")):
        return f"{where}: population and geonameid are whole numbers"
    country = known.countries.get(cells["country"].casefold(), "")
    if cells["country"] and not country:
        return f"{where}: country {cells['country']!r} is no ISO 3166 code or name of a country"
    division = known.divisions.get((known.iso2.get(country, ""), cells["admin1"].casefold()), "")
    kept = {**cells, "country": country, "admin1": division}
    return {column: " ".join(value.split()) for column, value in kept.items()}


__all__ = ["CACHE_VARIABLE", "Added", "add", "own_rows", "own_stamp"]
