"""Events in short -> records for a list, and the columns that a map and a table are drawn from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from vedette.formats.jsonl import as_line
from vedette.formats.records import Record, count_record, day_text, place_value, rounded
from vedette.model import TOLLS, Actor, Count, EventCard, Facets

EPOCH = dt.date(1970, 1, 1).toordinal()
NAMED = ("kind", "stance", "status", "precision", "place", "admin1", "country")


def card_record(card: EventCard) -> Record:
    """The record of one event in short."""
    told = dict(card.toll)
    place = {"text": card.place_words, **place_value(card.place)} if card.place or card.place_words else None
    return {
        "id": card.id,
        "kind": card.kind,
        "stance": card.stance,
        "status": card.status,
        "earliest": day_text(card.days.earliest),
        "latest": day_text(card.days.latest),
        "place": place,
        "actors": [_party(actor) for actor in card.actors],
        "recipients": [_party(actor) for actor in card.recipients],
        "toll": {name: count_record(told[name]) if name in told else None for name in TOLLS},
        "independent_sources": card.independent_sources,
        "reports": card.reports,
        "publishers": list(card.publishers),
        "disputed": list(card.disputed),
        "grade": card.grade,
        "salience": rounded(card.salience),
        "judged": card.judged,
        "sentence": {"report": card.report, "text": card.sentence} if card.sentence is not None else None,
        "changed": card.changed,
    }


def card_line(card: EventCard) -> str:
    """The record of one event in short, as a line of JSON."""
    return as_line(card_record(card))


def feed_record(cards: Iterable[EventCard]) -> Record:
    """Events in columns of one length: names as numbers into `names`, days as days since 1970-01-01."""
    names: dict[str, dict[str, int]] = {name: {} for name in (*NAMED, "actor")}
    rows = [_row(card, names) for card in cards]
    columns = {name: [row[number] for row in rows] for number, name in enumerate(COLUMNS)}
    return {"names": {name: list(numbers) for name, numbers in names.items()}, "columns": columns}


def facets_record(facets: Facets) -> Record:
    """The record of how events fall."""
    lists = ("kind", "status", "stance", "country", "place", "source")
    return {
        **{name: getattr(facets, name) for name in ("total", "of", "placed", "dated")},
        **{name: [{"value": one.value, "count": one.count} for one in getattr(facets, name)] for name in lists},
        "actor": [{"value": one.value, "id": one.id, "count": one.count} for one in facets.actor],
        "days": [{"day": one.value, "count": one.count} for one in facets.days],
        "by": facets.by,
    }


COLUMNS = (
    *("id", "kind", "stance", "status", "first", "last", "latitude", "longitude", "precision", "radius_km"),
    *("place", "admin1", "country", "killed_low", "killed_high", "sources", "reports", "disputed", "actors", "recipients"),
)


def _row(card: EventCard, names: dict[str, dict[str, int]]) -> Sequence[object]:
    """The fields of a card in the order of the columns; a new name takes the next number."""

    def number(column: str, name: str | None) -> int | None:
        return None if name is None else names[column].setdefault(name, len(names[column]))

    place, killed = card.place, dict(card.toll).get("killed", Count(None, None))
    return (
        card.id,
        number("kind", card.kind),
        number("stance", card.stance),
        number("status", card.status),
        _day(card.days.earliest),
        _day(card.days.latest),
        _degrees(place.latitude) if place else None,
        _degrees(place.longitude) if place else None,
        number("precision", place.precision if place else None),
        round(place.radius_km, 1) if place else None,
        number("place", place.name if place else card.place_words),
        number("admin1", place.admin1 if place else None),
        number("country", place.country if place else None),
        killed.low,
        killed.high,
        card.independent_sources,
        card.reports,
        int(bool(card.disputed)),
        [number("actor", actor.name) for actor in card.actors],
        [number("actor", actor.name) for actor in card.recipients],
    )


def _day(day: dt.date | None) -> int | None:
    return None if day is None else day.toordinal() - EPOCH


def _party(actor: Actor) -> Record:
    return {"id": actor.id, "name": actor.name, "country": actor.country}


def _degrees(degrees: float | None) -> float | None:
    return None if degrees is None else round(degrees, 5)
