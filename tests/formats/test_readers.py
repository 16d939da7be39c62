"""Exports read back by the readers that people use: pandas, libhxl, FollowTheMoney, and the rules of RFC 7946.

No word that a report may hold, however nasty, breaks a row, runs as a formula, or hides another cell.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from told_example import ARMY, SOUTH_WEST, events, head, party, planned, told

from vedette.formats.cells import FORMULA
from vedette.formats.exports import BINARY, EXPORTS
from vedette.model import Place, ToldEvent, TollRange

SHEETS = ("csv", "acled", "ucdp", "hxl")
NASTY = (
    "=cmd|' /C calc'!A0",
    '"quoted", and; parted',
    "a\r\nb\rc\nd",
    "\t=1+1",
    "\x00=1",
    "‏=שלום",
    "🚀 rocket",
    "-2+3",
    " =1",
    "﻿=1",
    "＝1",
    "a\u2028b\u0085c",
)
words = st.one_of(st.sampled_from(NASTY), st.text(min_size=1, max_size=30))
degrees = st.one_of(st.none(), st.floats(-90, 90))


@st.composite
def nasty(draw: Any) -> ToldEvent:
    """An event with nasty names of parties, places and outlets, at any point or none."""
    latitude, longitude = draw(degrees), draw(st.floats(-180, 180))
    place = Place(draw(words), None, "BOL", draw(words), latitude, None if latitude is None else longitude, "near", 25.0)
    low = draw(st.one_of(st.none(), st.integers(0, 10**6)))
    base = told(
        EVENT,
        place=place,
        actors=(party(replace(ARMY, name=draw(words), acled=draw(st.one_of(st.none(), words)))),),
        toll=(TollRange("killed", low, None, ()),),
    )
    title, outlet, url = draw(words), draw(words), draw(st.one_of(st.none(), words))
    return replace(base, reports=tuple(head(one.id, title=title, publisher=outlet, url=url) for one in base.reports))


EVENT = events()["capture"]
MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def written(shape: str, *given: ToldEvent) -> str:
    stream = io.StringIO()
    EXPORTS[shape](given, stream)
    stream.getvalue().encode()  # or no file could hold it
    return stream.getvalue()


def frame(shape: str, *given: ToldEvent) -> Any:
    """The sheet as pandas reads it, as people do: types are guessed."""
    pandas = pytest.importorskip("pandas")
    return pandas.read_csv(io.StringIO(written(shape, *given)), skiprows=[1] if shape == "hxl" else None)


def number(value: str) -> bool:
    try:
        return math.isfinite(float(value))
    except ValueError:
        return False


@MANY
@given(st.lists(nasty(), min_size=1, max_size=3))
def test_no_words_break_a_sheet_or_run_in_it(given: list[ToldEvent]) -> None:
    for shape in SHEETS:
        text = written(shape, *given)
        rows = list(csv.reader(io.StringIO(text), strict=True))
        header, *rest = rows
        assert len(rest) == len(given) + (shape == "hxl")
        assert {len(row) for row in rest} == {len(header)}
        for row in rest[shape == "hxl" :]:
            # What stands before the sign does not hide it from a spreadsheet: spaces, marks that are not seen.
            assert not [value for value in row if value.lstrip().startswith(FORMULA) and not number(value)]
            assert not [value for value in row if any(mark in value for mark in "\x00\r\n\t\u2028")]


@MANY
@given(st.lists(nasty(), min_size=1, max_size=3))
@example([told(place=SOUTH_WEST)])
def test_points_come_through_every_sheet_unharmed(given: list[ToldEvent]) -> None:
    for shape in SHEETS:
        found = frame(shape, *given)
        for one, latitude, longitude in zip(given, found["latitude"], found["longitude"], strict=True):
            place = one.event.place.match.value  # type: ignore[union-attr]  # each has one
            assert math.isnan(latitude) if place.latitude is None else latitude == pytest.approx(place.latitude, abs=1e-4)
            assert math.isnan(longitude) if place.longitude is None else longitude == pytest.approx(place.longitude, abs=1e-4)


@MANY
@given(st.lists(nasty(), min_size=1, max_size=3))
def test_every_line_of_json_is_one_record_that_can_be_written(given: list[ToldEvent]) -> None:
    for shape in ("jsonl", "plover", "ftm"):
        text = written(shape, *given)
        assert [json.loads(line) for line in text.splitlines()] == [json.loads(line) for line in text.split("\n") if line]
    whole = json.loads(written("geojson", *given))
    assert len(whole["features"]) == len(given)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(nasty(), min_size=1, max_size=3))
def test_any_words_go_into_parquet_and_come_back(given: list[ToldEvent]) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    stream = io.BytesIO()
    BINARY["parquet"](given, stream)
    rows = parquet.read_table(io.BytesIO(stream.getvalue())).to_pylist()
    assert [row["id"] for row in rows] == [one.event.id for one in given]
    assert [row["geometry"] is None for row in rows] == [row["latitude"] is None for row in rows]


def test_pandas_reads_acled_with_its_types() -> None:
    found = frame("acled", told(toll=(TollRange("killed", 14, 22, ()),)), told(place=SOUTH_WEST), planned())
    assert len(found.columns) == 31
    assert found["fatalities"].dtype.kind == "i"
    assert list(found["latitude"][:2]) == [15.2004, -17.7863]
    assert found["event_date"][0] == "2022-03-04"
    assert found[["event_date", "latitude"]].isna().iloc[2].all()


def test_pandas_reads_ucdp_with_its_types() -> None:
    found = frame("ucdp", told(), told(place=SOUTH_WEST))
    assert len(found.columns) == 49
    assert [found[name].dtype.kind for name in ("id", "best", "date_prec", "longitude")] == ["i", "i", "i", "f"]
    assert found["geom_wkt"][1] == "POINT (-63.18117 -17.78629)"


def test_libhxl_reads_the_tags_and_the_rows(tmp_path: Path) -> None:
    hxl = pytest.importorskip("hxl")
    file = tmp_path / "events.csv"
    file.write_text(written("hxl", told(), told(place=SOUTH_WEST), planned()), encoding="utf-8")
    with hxl.data(str(file), hxl.InputOptions(allow_local=True)) as source:
        rows = list(source)
        assert "#affected+killed" in source.display_tags
    assert [row.get("#loc+name") for row in rows] == ["Tessit", "Santa Cruz", "Labbezanga"]
    assert [row.get("#geo+lat") for row in rows] == ["15.2004", "-17.78629", None]
    assert [row.get("#country+code") for row in rows] == ["MLI", "BOL", None]


def test_followthemoney_takes_every_entity() -> None:
    ftm = pytest.importorskip("followthemoney")
    given = [json.loads(line) for line in written("ftm", told(), told(place=SOUTH_WEST), planned()).splitlines()]
    assert given
    for entity in given:
        schema = ftm.model.get(entity["schema"])
        assert schema is not None, entity["schema"]
        schema.validate(entity)
        unknown = set(entity["properties"]) - set(schema.properties)
        assert not unknown, f"{entity['schema']} has no {unknown}"
        for name, values in entity["properties"].items():
            sort = schema.get(name).type
            assert [value for value in values if not sort.validate(value)] == [], (entity["schema"], name, values)
        proxy = ftm.model.get_proxy(entity)
        assert proxy.caption


def _positions(geometry: dict[str, Any] | None) -> Iterator[list[float]]:
    if geometry is not None:
        assert geometry["type"] == "Point"
        yield geometry["coordinates"]


@MANY
@given(st.lists(nasty(), min_size=1, max_size=3))
@example([told(), told(place=SOUTH_WEST), planned()])
def test_geojson_keeps_the_rules_of_rfc_7946(given: list[ToldEvent]) -> None:
    whole = json.loads(written("geojson", *given))
    assert whole["type"] == "FeatureCollection"
    assert "crs" not in whole
    for feature in whole["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert isinstance(feature["id"], str)
        for longitude, latitude in _positions(feature["geometry"]):
            assert -180 <= longitude <= 180
            assert -90 <= latitude <= 90
