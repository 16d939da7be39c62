"""Events of many reports -> a GeoJSON FeatureCollection (RFC 7946): longitude first, no geometry where there is no point."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TextIO, cast

from vedette.formats.jsonl import as_line
from vedette.formats.records import Record
from vedette.formats.sheet import fields_of
from vedette.model import ToldEvent

POINT = ("latitude", "longitude")


def write_geojson(told: Iterable[ToldEvent], stream: TextIO) -> None:
    """Writes one FeatureCollection, a feature a line."""
    stream.write('{"type": "FeatureCollection", "features": [')
    for number, one in enumerate(told):
        stream.write(f"{',' * bool(number)}\n{as_line(_feature(one))}")
    stream.write("\n]}\n")


def control_geojson(records: Sequence[Record]) -> str:
    """Records of control as one FeatureCollection, a feature a line; a place without a point has no geometry."""
    features = ",\n".join(as_line(_held(record)) for record in records)
    return f'{{"type": "FeatureCollection", "features": [\n{features}\n]}}\n'


def _held(record: Record) -> Record:
    place = cast(Mapping[str, object], record["place"])
    latitude, longitude = (place[name] for name in POINT)
    point = {"type": "Point", "coordinates": [longitude, latitude]} if latitude is not None and longitude is not None else None
    return {"type": "Feature", "id": record.get("id"), "geometry": point, "properties": record}


def _feature(told: ToldEvent) -> Record:
    fields = fields_of(told)
    latitude, longitude = (fields[name] for name in POINT)
    located = latitude is not None and longitude is not None
    properties = {
        name: value.isoformat() if isinstance(value, dt.date) else value for name, value in fields.items() if name not in POINT
    }
    return {
        "type": "Feature",
        "id": told.event.id,
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]} if located else None,
        "properties": properties,
    }
