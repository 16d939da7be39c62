"""GeoParquet read back by pyarrow, pandas and DuckDB: types, nulls, points, and the metadata of GeoParquet 1.1."""

from __future__ import annotations

import datetime as dt
import io
import json
import struct
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from told_example import ARMY, SOUTH_WEST, party, planned, told

from vedette.formats.exports import BINARY
from vedette.formats.sheet import COLUMNS
from vedette.model import ToldEvent, TollRange


def written(*events: ToldEvent) -> bytes:
    stream = io.BytesIO()
    BINARY["parquet"](events, stream)
    return stream.getvalue()


def read(*events: ToldEvent) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The rows and the `geo` metadata, as pyarrow reads them."""
    parquet = pytest.importorskip("pyarrow.parquet")
    file = parquet.ParquetFile(io.BytesIO(written(*events)))
    return file.read().to_pylist(), json.loads(file.metadata.metadata[b"geo"])


def test_columns_have_their_types_and_unknown_is_null() -> None:
    rows, _ = read(told(toll=(TollRange("killed", 14, None, ()),)), planned())
    assert list(rows[0]) == [*COLUMNS, "geometry"]
    day = dt.date(2022, 3, 4)
    assert (rows[0]["earliest"], rows[0]["latest"], rows[0]["geonames_id"]) == (day, day, 2449066)
    assert (rows[0]["killed_low"], rows[0]["killed_high"], rows[0]["wounded_low"]) == (14, None, None)
    assert (rows[0]["actors"], rows[0]["urls"], rows[0]["publishers"]) == ([ARMY.name], [], ["Outlet 1", "Outlet 2"])
    assert (rows[0]["precision"], rows[0]["radius_km"], rows[0]["grade"]) == ("exact", 5.0, "F6")
    unknown = ("earliest", "latitude", "longitude", "precision", "radius_km", "country", "killed_low", "geometry")
    assert [rows[1][name] for name in unknown] == [None] * len(unknown)


def test_a_point_is_longitude_first_and_the_metadata_name_it() -> None:
    rows, geo = read(told(), told(place=SOUTH_WEST), planned())
    assert struct.unpack("<BIdd", rows[1]["geometry"]) == (1, 1, -63.18117, -17.78629)
    column = geo["columns"][geo["primary_column"]]
    assert geo["version"].startswith("1.")
    assert (column["encoding"], column["geometry_types"]) == ("WKB", ["Point"])
    assert column["bbox"] == [-63.18117, -17.78629, 0.72346, 15.2004]
    assert "crs" not in column  # absent is OGC:CRS84


@pytest.mark.parametrize("events", [(), (planned(),)], ids=["no event", "no point"])
def test_a_file_without_any_point_is_geoparquet_too(events: tuple[ToldEvent, ...]) -> None:
    rows, geo = read(*events)
    assert len(rows) == len(events)
    assert geo["columns"]["geometry"] == {"encoding": "WKB", "geometry_types": []}


def test_the_same_events_give_the_same_bytes() -> None:
    assert written(told(), planned()) == written(told(), planned())


def test_words_that_are_sql_or_broken_are_words(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    name = '\'); DROP TABLE told; -- "x" 🚀 ‏'
    file = tmp_path / "it's.parquet"
    file.write_bytes(written(told(actors=(party(replace(ARMY, name=name)),))))
    assert pandas.read_parquet(file)["actors"][0].tolist() == [name.rstrip("‏ ")]


def test_duckdb_reads_the_geometry_and_asks_of_it(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    file = tmp_path / "events.parquet"
    file.write_bytes(written(told(), told(place=SOUTH_WEST), planned()))
    with duckdb.connect(":memory:") as database:
        rows = database.execute("SELECT place, ST_AsText(geometry), year(earliest) FROM read_parquet(?)", [str(file)]).fetchall()
    assert rows[0] == ("Tessit", "POINT (0.72346 15.2004)", 2022)
    assert rows[2] == ("Labbezanga", None, None)
