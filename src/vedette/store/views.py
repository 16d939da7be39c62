"""What joining makes of all reports -> the derived tables, all of them in one transaction.

They are views: what stood in them goes, and nothing is lost by that. An event's columns are what one may ask for, its
record is the whole of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import sqlalchemy as sa

from vedette.model import Actor, ControlInterval, Copy, Interval, Joined, JoinedEvent, Origin, PlaceMention, TieInterval
from vedette.resolving.folding import fold
from vedette.store import schema
from vedette.store.codec import to_json
from vedette.store.kept import JOINED, state

Row = dict[str, object]
# A place no nearer than a province is found by its name: its point lies somewhere in the middle of it.
POINTLESS = frozenset({"province", "country"})
BATCH = 500


def replace_views(
    connection: sa.Connection,
    joined: Joined,
    control: Sequence[ControlInterval],
    ties: Sequence[TieInterval],
    *,
    made_by: str,
) -> None:
    """Puts these events, copies, control and ties in the place of those that stood there."""
    for table in schema.DERIVED:
        connection.execute(table.delete())
    _put(connection, schema.copies, (_copy_row(copy) for copy in {c.report: c for c in reversed(joined.copies)}.values()))
    _put(connection, schema.origins, ({"report": o.report, "origin": o.origin, "reason": o.reason} for o in _once(joined.origins)))
    _put(connection, schema.joins, ({"certain": join.certain, "record": to_json(join)} for join in joined.joins))
    _put(connection, schema.control, (_control_row(interval) for interval in control))
    _put(connection, schema.ties, (_tie_row(interval) for interval in ties))
    _put_events(connection, joined.events)
    connection.execute(schema.meta.delete().where(schema.meta.c.name == JOINED))
    connection.execute(schema.meta.insert().values(name=JOINED, value=state(connection, made_by)))


def _put(connection: sa.Connection, table: sa.Table, rows: Iterator[Row]) -> None:
    held: list[Row] = []
    for row in rows:
        held.append(row)
        if len(held) == BATCH:
            connection.execute(table.insert(), held)
            held = []
    if held:
        connection.execute(table.insert(), held)


def _once(origins: Sequence[Origin]) -> Iterator[Origin]:
    yield from {(origin.report, origin.origin): origin for origin in origins}.values()


def _put_events(connection: sa.Connection, events: Sequence[JoinedEvent]) -> None:
    numbered = list(enumerate(sorted(events, key=_order), start=1))
    _put(connection, schema.events, ({"seq": seq, **_event_row(event)} for seq, event in numbered))
    _put(connection, schema.event_records, ({"event": seq, "record": to_json(event)} for seq, event in numbered))
    _put(connection, schema.event_claims, (row for seq, event in numbered for row in _claim_rows(seq, event)))
    told = sa.select(schema.claims.c.seq, schema.event_claims.c.event).join_from(
        schema.claims, schema.event_claims, schema.claims.c.id == schema.event_claims.c.claim
    )
    connection.execute(schema.event_sentences.insert().from_select(["sentence", "event"], told))
    _put(connection, schema.event_days, (row for seq, event in numbered for row in _day_rows(seq, event)))
    _put(connection, schema.event_points, (row for seq, event in numbered for row in _point_rows(seq, event.place)))
    parties: dict[str, tuple[int, Actor]] = {}
    words: set[tuple[str, int]] = set()
    takes_part: set[tuple[int, int]] = set()
    for seq, event in numbered:
        for mention in (*event.actors, *event.recipients):
            actor = mention.match.value
            party, _ = parties.setdefault(actor.key, (len(parties) + 1, actor))
            takes_part.add((party, seq))
            words.update((fold(name), party) for name in (actor.id or "", actor.name, mention.mention.named.text) if fold(name))
    _put(
        connection,
        schema.parties,
        ({"seq": seq, "key": key, "country": actor.country} for key, (seq, actor) in parties.items()),
    )
    _put(connection, schema.party_words, ({"words": said, "party": party} for said, party in sorted(words)))
    _put(connection, schema.event_parties, ({"party": party, "event": seq} for party, seq in sorted(takes_part)))


def _order(event: JoinedEvent) -> tuple[bool, dt.date, dt.date, str]:
    first, last = _days(event)
    return first is None, first or dt.date.min, last or dt.date.min, event.id


def _days(event: JoinedEvent) -> tuple[dt.date | None, dt.date | None]:
    """The first and the last day; an end that is open takes the other."""
    days = event.when.value if event.when else Interval(None, None)
    return days.earliest or days.latest, days.latest or days.earliest


def _day_rows(seq: int, event: JoinedEvent) -> Iterator[Row]:
    first, last = _days(event)
    if first is not None and last is not None:
        yield {"id": seq, "first": first.toordinal(), "last": last.toordinal()}


def _event_row(event: JoinedEvent) -> Row:
    first, last = _days(event)
    return {
        "id": event.id,
        "kind": event.kind,
        "stance": event.stance,
        "status": event.status,
        "first": first,
        "last": last,
        **_place_columns(event.place),
    }


def _place_columns(mention: PlaceMention | None) -> Row:
    place = mention.match.value if mention and mention.match else None
    if place is None:
        unknown = fold(mention.mention.named.text) if mention else None
        return {"place": unknown, "admin1": None, "country": None, "latitude": None, "longitude": None}
    return {
        "place": fold(place.name),
        "admin1": fold(place.admin1) if place.admin1 else None,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
    }


def _claim_rows(seq: int, event: JoinedEvent) -> Iterator[Row]:
    for claim in {reading.claim.id: reading.claim for reading in event.readings}.values():
        yield {"claim": claim.id, "event": seq, "report": claim.report}


def _point_rows(seq: int, mention: PlaceMention | None) -> Iterator[Row]:
    place = mention.match.value if mention and mention.match else None
    if place and place.latitude is not None and place.longitude is not None and place.precision not in POINTLESS:
        north, east = place.latitude, place.longitude
        yield {"id": seq, "south": north, "north": north, "west": east, "east": east}


def _copy_row(copy: Copy) -> Row:
    return {"report": copy.report, "of": copy.of, "how": copy.how, "record": to_json(copy)}


def _control_row(interval: ControlInterval) -> Row:
    place = interval.place
    return {
        "place": fold(place.name),
        "admin1": fold(place.admin1) if place.admin1 else None,
        "country": place.country,
        "holder": party_line(interval.holder),
        "since": interval.since,
        "until": interval.until,
        "record": to_json(interval),
    }


def _tie_row(interval: TieInterval) -> Row:
    return {
        "source": party_line(interval.source),
        "target": party_line(interval.target),
        "since": interval.since,
        "until": interval.until,
        "record": to_json(interval),
    }


def party_line(actor: Actor) -> str:
    """All that a party may be asked for by, folded, each between bars: " | syr mil | military forces of syria | syr | "."""
    return f" | {' | '.join(fold(word) for word in (actor.id, actor.name, actor.country) if word)} | "
