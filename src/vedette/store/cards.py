"""Events in short: an event -> its row of `event_cards`, and what is wanted -> cards, a page of their lines, or numbers alone.

A line is a card as it goes out, made when the event is put in. A page follows the line that another ended with: by that
event's id, which outlives what is joined anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from vedette.model import (
    TOLLS,
    Actor,
    ActorMention,
    CardLine,
    Count,
    EventCard,
    Interval,
    JoinedEvent,
    Order,
    Place,
    Wanted,
    main_reading,
)
from vedette.store.codec import from_json, to_json
from vedette.store.conditions import Condition, wanted_events
from vedette.store.schema import card_lines, claims, event_cards, event_claims, events, reports

PAGE = 500
# What each order sorts by, the greatest first; nothing known comes last.
KEYS: dict[Order, sa.ColumnElement[Any] | None] = {
    "days": None,
    "-days": sa.func.coalesce(sa.cast(events.c.first, sa.String), ""),
    "-sources": event_cards.c.independent_sources,
    "-killed": sa.func.coalesce(event_cards.c.killed_high, event_cards.c.killed_low, -1),
    "-changed": event_cards.c.changed,
    "-salience": event_cards.c.salience,
}
_of, _in = events.c, event_cards.c
# Fields of the event, of its place in the order of a Place, of how it is told, and counts.
COLUMNS = (
    *(_of.seq, _of.id, _of.kind, _of.stance, _of.status, _in.earliest, _in.latest, _in.place_words, _in.actors, _in.recipients),
    *(_in.place_name, _in.geonames_id, _of.country, _in.admin1_name, _of.latitude, _of.longitude, _in.precision, _in.radius_km),
    *(_in.independent_sources, _in.reports, _in.disputed, _in.grade, _in.salience, _in.judged, _in.changed, _in.claim),
    *(_in[f"{toll}_{end}"] for toll in TOLLS for end in ("low", "high")),
)

# Made once: they are asked with every page.
PUBLISHED = (
    sa.select(event_claims.c.event, reports.c.publisher)
    .join(reports, reports.c.id == event_claims.c.report)
    .where(event_claims.c.event.in_(sa.bindparam("asked", expanding=True)), reports.c.publisher.is_not(None))
    .order_by(reports.c.published.asc().nulls_first(), reports.c.seq)
)
SAID = (
    sa.select(claims.c.id, claims.c.sentence, claims.c.report)
    .where(claims.c.id.in_(sa.bindparam("asked", expanding=True)))
    .order_by(claims.c.seq)
)
Said = tuple[str | None, str | None]
Tell = Callable[[EventCard], str]


def card_row(seq: int, event: JoinedEvent, changed: str) -> dict[str, object]:
    """The row of the event numbered `seq`, which reads as it does since the moment `changed`."""
    place = event.place.match.value if event.place and event.place.match else None
    days = event.when.value if event.when else Interval(None, None)
    tolls = {toll.toll: toll for toll in event.toll}
    return {
        "event": seq,
        "earliest": days.earliest,
        "latest": days.latest,
        "place_words": event.place.mention.named.text if event.place else None,
        "place_name": place and place.name,
        "admin1_name": place and place.admin1,
        "geonames_id": place and place.geonames_id,
        "precision": place and place.precision,
        "radius_km": place and place.radius_km,
        "actors": _parties(event.actors),
        "recipients": _parties(event.recipients),
        **{f"{toll}_{end}": getattr(tolls.get(toll), end, None) for toll in TOLLS for end in ("low", "high")},
        "independent_sources": event.independent_sources,
        "reports": len(event.reports),
        "disputed": " ".join(dispute.field for dispute in event.disputed),
        "grade": f"{event.grade.reliability}{event.grade.credibility}",
        "salience": event.salience,
        "judged": bool(event.judged),
        "changed": changed,
        "claim": main_reading(event).claim.id,
    }


def line_rows(connection: sa.Connection, numbers: Sequence[int], tell: Tell) -> Iterator[dict[str, object]]:
    """The rows of `card_lines` of these events, whose cards and claims are there; `tell` makes a line of a card."""
    query = sa.select(*COLUMNS).join_from(events, event_cards, event_cards.c.event == events.c.seq)
    for start in range(0, len(numbers), PAGE):
        rows = connection.execute(query.where(events.c.seq.in_(numbers[start : start + PAGE]))).all()
        yield from ({"event": card.number, "line": tell(card)} for card in _filled(connection, rows))


def find_lines(connection: sa.Connection, wanted: Wanted, *, order: Order = "days", after: str | None = None) -> list[CardLine]:
    """The lines of the events that are wanted, in order; those that follow the event `after`.

    Raises KeyError where `after` is no event any more.
    """
    key = KEYS[order]
    query: sa.Select[Any] = sa.select(events.c.id, card_lines.c.line).join_from(
        events, card_lines, card_lines.c.event == events.c.seq
    )
    if key is not None:
        query = query.join(event_cards, event_cards.c.event == events.c.seq).order_by(key.desc())
    query = query.order_by(events.c.seq).where(*wanted_events(wanted)).limit(wanted.limit)
    if after is not None:
        query = query.where(_follows(connection, key, after))
    return [CardLine(row.id, row.line) for row in connection.execute(query)]


def find_cards(connection: sa.Connection, wanted: Wanted) -> list[EventCard]:
    """The events that are wanted, in short, by their days, with their publishers and a sentence."""
    query = _wanted(wanted).order_by(events.c.seq).limit(wanted.limit)
    return list(_filled(connection, connection.execute(query).all()))


def find_all_cards(connection: sa.Connection, wanted: Wanted) -> Iterator[EventCard]:
    """All events that are wanted, by their days, without publishers and sentences."""
    query = _wanted(wanted).order_by(events.c.seq)
    for rows in connection.execute(query.execution_options(yield_per=PAGE)).partitions(PAGE):
        yield from map(_card, rows)


def find_numbers(connection: sa.Connection, wanted: Wanted) -> list[int]:
    """The numbers of the events that are wanted, ascending."""
    return list(connection.execute(sa.select(events.c.seq).where(*wanted_events(wanted)).order_by(events.c.seq)).scalars())


def count_events(connection: sa.Connection, wanted: Wanted) -> int:
    """How many events are wanted."""
    return connection.scalar(sa.select(sa.func.count()).select_from(events).where(*wanted_events(wanted))) or 0


def _wanted(wanted: Wanted) -> sa.Select[Any]:
    cards = sa.select(*COLUMNS).join_from(events, event_cards, event_cards.c.event == events.c.seq)
    return cards.where(*wanted_events(wanted))


def _follows(connection: sa.Connection, key: sa.ColumnElement[Any] | None, after: str) -> Condition:
    columns = [events.c.seq] if key is None else [events.c.seq, key]
    last = sa.select(*columns).join_from(events, event_cards, event_cards.c.event == events.c.seq).where(events.c.id == after)
    row = connection.execute(last).one_or_none()
    if row is None:
        raise KeyError(after)
    later: Condition = events.c.seq > row[0]
    return later if key is None else sa.or_(key < row[1], sa.and_(key == row[1], later))


def _card(row: sa.Row[Any], publishers: Sequence[str] = (), said: Said = (None, None)) -> EventCard:
    """A card of a row of `COLUMNS`; taken apart by place, since a map has 50,000 of them."""
    number, id_, kind, stance, status, earliest, latest, place_words, actors, recipients, *rest = tuple[Any, ...](row)
    place, (sources, reports_, disputed, grade, salience, judged, changed, claim), counts = rest[:8], rest[8:16], rest[16:]
    told = zip(TOLLS, counts[::2], counts[1::2], strict=True)
    return EventCard(
        number=number,
        id=id_,
        kind=kind,
        stance=stance,
        status=status,
        days=Interval(earliest, latest),
        place_words=place_words,
        place=Place(*place) if place[6] is not None else None,  # one that is known has a precision
        actors=_read_parties(actors),
        recipients=_read_parties(recipients),
        toll=tuple((toll, Count(low, high)) for toll, low, high in told if low is not None or high is not None),
        independent_sources=sources,
        reports=reports_,
        disputed=tuple(disputed.split()),
        grade=grade,
        salience=salience,
        judged=judged,
        changed=changed,
        claim=claim,
        publishers=tuple(publishers),
        sentence=said[0],
        report=said[1],
    )


def _filled(connection: sa.Connection, rows: Sequence[sa.Row[Any]]) -> Iterator[EventCard]:
    """Cards with their publishers, each once, and the sentence of the claim that tells each best."""
    publishers: dict[int, dict[str, None]] = {row.seq: {} for row in rows}
    sentences: dict[str, Said] = {}
    for start in range(0, len(rows), PAGE):
        page = rows[start : start + PAGE]
        for event, publisher in connection.execute(PUBLISHED, {"asked": [row.seq for row in page]}).all():
            publishers[event][publisher] = None
        for id_, sentence, report in connection.execute(SAID, {"asked": [row.claim for row in page]}).all():
            sentences[id_] = (sentence, report)
    for row in rows:
        yield _card(row, list(publishers[row.seq]), sentences.get(row.claim, (None, None)))


def _parties(mentions: Iterable[ActorMention]) -> str:
    return "\n".join(to_json(mention.match.value) for mention in mentions)


@lru_cache(maxsize=20_000)
def _read_parties(text: str) -> tuple[Actor, ...]:
    """Parties are few and events many: each list is read once."""
    return tuple(from_json(Actor, line) for line in text.split("\n") if line)
