"""Events of many reports -> GeoParquet 1.1, an event a row: days are dates, counts are integers, several values are lists.

DuckDB writes the columns, from lines of JSON beside the file, so that any number of events takes little memory. What tells
of the geometry is written here, since DuckDB writes none where no event has a point.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import BinaryIO

from vedette.formats.jsonl import as_line
from vedette.formats.sheet import COLUMNS, LISTS, values_of
from vedette.model import TOLLS, ToldEvent

WHOLE = ("independent_sources", "geonames_id", *(f"{toll}_{end}" for toll in TOLLS for end in ("low", "high")))
TYPES = {
    **dict.fromkeys(COLUMNS, "VARCHAR"),
    **dict.fromkeys(LISTS, "VARCHAR[]"),
    **dict.fromkeys(WHOLE, "BIGINT"),
    **dict.fromkeys(("earliest", "latest"), "DATE"),
    **dict.fromkeys(("latitude", "longitude", "radius_km"), "DOUBLE"),
    "point": "VARCHAR",
}
# Nothing is fetched while a file is written, and the same events give the same bytes.
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "threads": 1,
}
Point = tuple[float, float]


def write_parquet(told: Iterable[ToldEvent], stream: BinaryIO) -> None:
    """Writes one whole file; the geometry is null where an event has no point."""
    with TemporaryDirectory(prefix="vedette-") as folder:
        lines, file = Path(folder, "events.jsonl"), Path(folder, "events.parquet")
        _write_columns(lines, file, _geo(_write_lines(told, lines)))
        with file.open("rb") as whole:
            copyfileobj(whole, stream)


def _write_lines(told: Iterable[ToldEvent], file: Path) -> list[Point]:
    """Writes an event a line; the points of the box that holds all of them, its corners: none where no event has one."""
    points: list[Point] = []
    with file.open("w", encoding="utf-8") as lines:
        for one in told:
            values = values_of(one)
            latitude, longitude, point = values["latitude"], values["longitude"], None
            if isinstance(latitude, float) and isinstance(longitude, float):
                points, point = _around([*points, (longitude, latitude)]), f"POINT ({longitude} {latitude})"
            plain = {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in values.items()}
            lines.write(as_line({**plain, "point": point}) + "\n")
    return points


def _around(points: list[Point]) -> list[Point]:
    """The south-western and the north-eastern corner of the box around points."""
    across, up = zip(*points, strict=True)
    return [(min(across), min(up)), (max(across), max(up))]


def _geo(corners: list[Point]) -> str:
    """The `geo` metadata of GeoParquet 1.1: points in degrees, longitude first, on OGC:CRS84, which is its default."""
    column: dict[str, object] = {"encoding": "WKB", "geometry_types": ["Point"] if corners else []}
    if corners:
        column["bbox"] = [*corners[0], *corners[-1]]
    return json.dumps({"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}})


def _write_columns(lines: Path, file: Path, geo: str) -> None:
    import duckdb

    with duckdb.connect(":memory:", config=SETTINGS) as database:
        read = database.read_json(str(lines), format="newline_delimited", columns=TYPES)
        read.create_view("told")
        copied = "COPY (SELECT * EXCLUDE point, point::GEOMETRY AS geometry FROM told)"
        database.execute(f"{copied} TO {quoted(str(file))} (FORMAT parquet, KV_METADATA {{geo: {quoted(geo)}}})")


def quoted(words: str) -> str:
    """Words as SQL has them; DuckDB takes no parameters here."""
    return "'" + words.replace("'", "''") + "'"
