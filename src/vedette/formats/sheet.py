"""Events of many reports -> the project's own CSV, one event a row, and the same fields for maps."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from vedette.formats.cells import (
    JOINER,
    Cell,
    days_of,
    degrees,
    each_once,
    grade_of,
    place_name,
    place_of,
    sentences_of,
    several,
    speakers_of,
    toll_of,
    write_events,
)
from vedette.lexicon.kinds import codes_of
from vedette.model import TOLLS, ToldEvent

Value = Cell | list[str]
COLUMNS = (
    *("id", "kind", "stance", "status", "independent_sources", "grade", "grade_reason"),
    *("earliest", "latest", "actors", "recipients"),
    *("place", "precision", "radius_km", "admin1", "country", "latitude", "longitude", "geonames_id"),
    *(f"{toll}_{end}" for toll in TOLLS for end in ("low", "high")),
    *("disputed", "acled_event_type", "acled_sub_event_type", "plover_type", "plover_mode", "cameo"),
    *("publishers", "speakers", "reports", "urls", "sentences", "version"),
)
# What an event may have several of -> what stands between them in one cell.
LISTS = {
    **dict.fromkeys(("actors", "recipients", "disputed", "publishers", "speakers", "reports"), JOINER),
    **dict.fromkeys(("urls", "sentences"), " "),
}


def write_csv(told: Iterable[ToldEvent], stream: TextIO) -> None:
    """Writes a header and a row an event."""
    write_events(stream, COLUMNS, map(fields_of, told))


def fields_of(told: ToldEvent) -> dict[str, Cell]:
    """The fields of an event, by the names of the columns, each in one cell."""
    return {name: _in_one(name, value) for name, value in values_of(told).items()}


def _in_one(name: str, value: Value) -> Cell:
    if not isinstance(value, list):
        return value
    return several(value, LISTS[name]) if name != "sentences" else " ".join(value)


def values_of(told: ToldEvent) -> dict[str, Value]:
    """The fields of an event, by the names of the columns; of what it may have several of, all in a list."""
    event = told.event
    place, days = place_of(event), days_of(event)
    found = codes_of(event)
    given: dict[str, Value] = {
        **{name: getattr(event, name) for name in ("id", "kind", "stance", "status", "independent_sources")},
        "grade": grade_of(event),
        "grade_reason": event.grade.reason,
        "earliest": days.earliest,
        "latest": days.latest,
        "actors": each_once(mention.match.value.name for mention in event.actors),
        "recipients": each_once(mention.match.value.name for mention in event.recipients),
        "place": place_name(event),
        **{name: getattr(place, name, None) for name in ("precision", "admin1", "country", "geonames_id")},
        "radius_km": round(place.radius_km, 1) if place else None,
        "latitude": degrees(place.latitude, 5) if place else None,
        "longitude": degrees(place.longitude, 5) if place else None,
        **{f"{toll}_{end}": getattr(toll_of(event, toll), end, None) for toll in TOLLS for end in ("low", "high")},
        "disputed": each_once(dispute.field for dispute in event.disputed),
        "acled_event_type": found.acled_event,
        "acled_sub_event_type": found.acled_sub,
        "plover_type": found.plover_type,
        "plover_mode": found.plover_mode,
        "cameo": found.cameo,
        "publishers": each_once(head.publisher for head in told.reports),
        "speakers": each_once(speaker.name or speaker.mention.named.text for speaker in speakers_of(event)),
        "reports": list(event.reports),
        "urls": each_once(head.url for head in told.reports),
        "sentences": sentences_of(told),
        "version": event.made_by,
    }
    return {name: given[name] for name in COLUMNS}
