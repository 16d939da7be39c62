"""What joining makes of some reports -> the derived tables, in one transaction, in the place of what stood there.

They are views: nothing is lost with what goes. An event's columns are what one may ask for, its record is the whole of it.
Numbers hang on what a record is, not on what was there before it, so that any order of joining gives the same rows.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from vedette.model import (
    Actor,
    ControlInterval,
    ControlPoint,
    Copy,
    Interval,
    Join,
    JoinedEvent,
    Origin,
    PlaceMention,
    Rejoined,
    Restated,
    TellingMark,
    TextMark,
    TieInterval,
    TieTold,
)
from vedette.resolving.folding import fold
from vedette.store import schema
from vedette.store.cards import Tell, card_row, line_rows
from vedette.store.changes import note_changes, note_doubt, note_gone, note_swept
from vedette.store.codec import from_json, to_json
from vedette.store.kept import JOINED, TURN, batched
from vedette.store.rows import delete_rows, put_rows, replace_rows
from vedette.store.saving import digest, touch
from vedette.store.shelf import CONTROL, TIE

Row = dict[str, object]
Words = Counter[tuple[str, int]]
# A place no nearer than a province is found by its name: its point lies somewhere in the middle of it.
POINTLESS = frozenset({"province", "country"})
# The bits of an event's number: the days from year 1 to its first (more than any has for one without days), the days
# that it lasts, and as many of its id's as are left.
DAYS_BITS, SPAN_BITS, ID_BITS = 22, 10, 31
WITHOUT_DAYS = 2**DAYS_BITS - 1
BY_EVENT = (schema.event_records, schema.event_cards, schema.card_lines, schema.event_parts, schema.event_claims)


def replace_views(connection: sa.Connection, made: Rejoined, restated: Restated, tell: Tell) -> None:
    """Puts what joining made of some reports in the place of what stood there, where they touched it; `tell` makes cards' lines."""
    _replace_marks(connection, made)
    replace_rows(connection, schema.copies, schema.copies.c.report, made.reports, (_copy_row(copy) for copy in made.copies))
    replace_rows(connection, schema.origins, schema.origins.c.report, made.reports, (_origin_row(one) for one in made.origins))
    for column in (schema.joins.c.one, schema.joins.c.other):
        delete_rows(connection, schema.joins, column, made.parts)
    put_rows(connection, schema.joins, (_join_row(join) for join in made.joins))
    _replace_events(connection, made, tell)
    _replace_intervals(connection, restated)
    delete_rows(connection, schema.unjoined, schema.unjoined.c.report, made.touched)
    note_swept(connection)
    _turn(connection)


def begin_anew(connection: sa.Connection, made_by: str) -> None:
    """Leaves all reports to be joined by this version. What was made before goes: it may have been made by other rules."""
    for table in schema.DERIVED:
        connection.execute(table.delete())
    note_doubt(connection)
    _note(connection, JOINED, made_by)
    touch(connection, sa.select(schema.reports.c.id))
    _turn(connection)


def _turn(connection: sa.Connection) -> None:
    """Counts a joining, so that another who joined what stood before sees that it does so no more."""
    turn = int(connection.scalar(sa.select(schema.meta.c.value).where(schema.meta.c.name == TURN)) or 0)
    _note(connection, TURN, str(turn + 1))


def _note(connection: sa.Connection, name: str, value: str) -> None:
    connection.execute(schema.meta.delete().where(schema.meta.c.name == name))
    connection.execute(schema.meta.insert().values(name=name, value=value))


def _replace_marks(connection: sa.Connection, made: Rejoined) -> None:
    text, telling, name = schema.text_marks, schema.telling_marks, schema.credit_names
    replace_rows(connection, text, text.c.report, made.marked, (_text_row(mark) for mark in made.texts))
    replace_rows(connection, telling, telling.c.report, made.reports, (_telling_row(mark) for mark in made.tellings))
    named = ({"name": one, "report": mark.report} for mark in made.texts for one in mark.names)
    replace_rows(connection, name, name.c.report, made.marked, named)


def _replace_events(connection: sa.Connection, made: Rejoined, tell: Tell) -> None:
    """The events of the parts that were joined anew; those that are as they were stay, unless a report was read anew."""
    records = {event.id: (event, to_json(event)) for event in made.events}
    old = _events_of(connection, made.parts)
    stay = {
        held.id
        for held in old
        if held.id in records and records[held.id][1] == held.record and made.marked.isdisjoint(records[held.id][0].reports)
    }
    words: Words = Counter()
    gone = [held for held in old if held.id not in stay]
    _take_out(connection, [held.seq for held in gone], [from_json(JoinedEvent, held.record) for held in gone], words)
    note_gone(connection, {held.id for held in gone}.difference(records))
    _put_events(connection, [one for id_, one in sorted(records.items()) if id_ not in stay], words, tell)
    _count_words(connection, words)


def _events_of(connection: sa.Connection, parts: Collection[str]) -> list[Any]:
    """The events, with their numbers and records, that these parts are in."""
    query = (
        sa.select(schema.events.c.seq, schema.events.c.id, schema.event_records.c.record)
        .join(schema.event_records, schema.event_records.c.event == schema.events.c.seq)
        .join(schema.event_parts, schema.event_parts.c.event == schema.events.c.seq)
    )
    found: dict[int, Any] = {}
    for page in batched(sorted(parts)):
        found.update((row.seq, row) for row in connection.execute(query.where(schema.event_parts.c.part.in_(page))))
    return list(found.values())


def _take_out(connection: sa.Connection, numbers: Sequence[int], events: Sequence[JoinedEvent], words: Words) -> None:
    claimed = sa.select(schema.claims.c.seq).join(schema.event_claims, schema.event_claims.c.claim == schema.claims.c.id)
    told = claimed.where(schema.event_claims.c.event == sa.bindparam("asked"))
    if numbers:
        out = schema.event_sentences.delete().where(schema.event_sentences.c.sentence.in_(told))
        connection.execute(out, [{"asked": number} for number in numbers])
    for table in BY_EVENT:
        delete_rows(connection, table, table.c.event, numbers)
    for table in (schema.event_points, schema.event_days):
        delete_rows(connection, table, table.c.id, numbers)
    delete_rows(connection, schema.events, schema.events.c.seq, numbers)
    pairs = [{"asked": party, "of": seq} for seq, event in zip(numbers, events, strict=True) for party in _parties(event)]
    part = schema.event_parties.c
    if pairs:
        both = (part.party == sa.bindparam("asked")) & (part.event == sa.bindparam("of"))
        connection.execute(schema.event_parties.delete().where(both), pairs)
    for event in events:
        words.subtract(_words(event))
    empty = ~sa.exists().where(part.party == schema.parties.c.seq)
    left = sorted({party for event in events for party in _parties(event)})
    if left:
        out = schema.parties.delete().where(schema.parties.c.seq == sa.bindparam("asked"), empty)
        connection.execute(out, [{"asked": party} for party in left])


def _put_events(connection: sa.Connection, events: Sequence[tuple[JoinedEvent, str]], words: Words, tell: Tell) -> None:
    numbers = _free_numbers(connection, (event for event, _ in events))
    numbered = [(seq, event, record) for seq, (event, record) in zip(numbers, events, strict=True)]
    put_rows(connection, schema.events, ({"seq": seq, **_event_row(event)} for seq, event, _ in numbered))
    put_rows(connection, schema.event_records, ({"event": seq, "record": record} for seq, _, record in numbered))
    changed = note_changes(connection, {event.id: digest(record) for _, event, record in numbered})
    put_rows(connection, schema.event_cards, (card_row(seq, event, changed[event.id]) for seq, event, _ in numbered))
    put_rows(connection, schema.event_parts, ({"part": part, "event": seq} for seq, event, _ in numbered for part in event.parts))
    put_rows(connection, schema.event_claims, (row for seq, event, _ in numbered for row in _claim_rows(seq, event)))
    put_rows(connection, schema.card_lines, line_rows(connection, numbers, tell))
    told = (
        sa.select(schema.claims.c.seq, schema.event_claims.c.event)
        .join_from(schema.event_claims, schema.claims, schema.claims.c.id == schema.event_claims.c.claim)
        .where(schema.event_claims.c.event == sa.bindparam("asked"))
    )
    if numbered:
        sentences = schema.event_sentences.insert().from_select(["sentence", "event"], told)
        connection.execute(sentences, [{"asked": seq} for seq, _, _ in numbered])
    put_rows(connection, schema.event_days, (row for seq, event, _ in numbered for row in _day_rows(seq, event)))
    put_rows(connection, schema.event_points, (row for seq, event, _ in numbered for row in _point_rows(seq, event.place)))
    parties = {party: row for _, event, _ in numbered for party, row in _parties(event).items()}
    known = set[object]()
    for page in batched(sorted(parties)):
        known.update(connection.execute(sa.select(schema.parties.c.seq).where(schema.parties.c.seq.in_(page))).scalars())
    put_rows(connection, schema.parties, (row for party, row in sorted(parties.items()) if party not in known))
    takes_part = ({"party": party, "event": seq} for seq, event, _ in numbered for party in _parties(event))
    put_rows(connection, schema.event_parties, takes_part)
    for _, event, _ in numbered:
        words.update(_words(event))


def number_of(event: JoinedEvent) -> int:
    """The number of an event: its days and then its id decide, so that events stand in order whichever were there first."""
    first, last = _days(event)
    day = first.toordinal() if first else WITHOUT_DAYS
    span = min((last - first).days, 2**SPAN_BITS - 1) if first and last else 0
    return (((day << SPAN_BITS) + span) << ID_BITS) + (hashed(event.id) >> (63 - ID_BITS))


def hashed(name: str) -> int:
    """A number of 63 bits for a name."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big") >> 1


def _free_numbers(connection: sa.Connection, events: Iterable[JoinedEvent]) -> list[int]:
    """The numbers of events; the next where another of the same days has that by chance, once in 10^9 pairs of them."""
    wanted, column = [number_of(event) for event in events], schema.events.c.seq
    taken = set[int]()
    for page in batched(wanted):
        near = sa.or_(column.in_(page), column.in_([seq + 1 for seq in page]))
        taken.update(connection.execute(sa.select(column).where(near)).scalars())
    found: list[int] = []
    for seq in wanted:
        while seq in taken:
            seq += 1
        taken.add(seq)
        found.append(seq)
    return found


def _parties(event: JoinedEvent) -> dict[int, dict[str, int | str | None]]:
    """The parties that take part, by their numbers."""
    actors = [mention.match.value for mention in (*event.actors, *event.recipients)]
    return {_party(actor): {"seq": _party(actor), "key": actor.key, "country": actor.country} for actor in actors}


def _party(actor: Actor) -> int:
    return hashed(f"{actor.key} {actor.country}")


def _words(event: JoinedEvent) -> set[tuple[str, int]]:
    """What each of its parties is called, in the reports and by us."""
    return {
        (said, _party(mention.match.value))
        for mention in (*event.actors, *event.recipients)
        for name in (mention.match.value.id or "", mention.match.value.name, mention.mention.named.text)
        if (said := fold(name))
    }


def _count_words(connection: sa.Connection, words: Words) -> None:
    """Adds up how many events use each word, and takes out those that none uses."""
    table, changed = schema.party_words, {key: by for key, by in words.items() if by}
    for page in batched(sorted({said for said, _ in changed})):
        for row in connection.execute(sa.select(table).where(table.c.words.in_(page))).all():
            if (row.words, row.party) in changed:
                changed[row.words, row.party] += row.uses
    for said, party in words:
        if (said, party) in changed:
            connection.execute(table.delete().where(table.c.words == said, table.c.party == party))
    rows = ({"words": said, "party": party, "uses": uses} for (said, party), uses in sorted(changed.items()) if uses > 0)
    put_rows(connection, table, rows)


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


def _text_row(mark: TextMark) -> Row:
    return {
        "report": mark.report,
        "publisher": mark.publisher,
        "day": mark.published.toordinal() if mark.published else 0,
        "order": json.dumps(mark.order),
        "bands": mark.bands,
        "names": json.dumps(mark.names),
    }


def _telling_row(mark: TellingMark) -> Row:
    plain = {name: getattr(mark, name) for name in ("part", "report", "bundle", "low", "high", "kind", "place", "narrow")}
    return {**plain, "cells": json.dumps(mark.cells), "tokens": json.dumps(mark.tokens)}


def _origin_row(origin: Origin) -> Row:
    return {"report": origin.report, "origin": origin.origin, "reason": origin.reason}


def _join_row(join: Join) -> Row:
    return {"one": join.one, "other": join.other, "certain": join.certain, "record": to_json(join)}


def _copy_row(copy: Copy) -> Row:
    return {"report": copy.report, "of": copy.of, "how": copy.how, "record": to_json(copy)}


# ── control and ties ──


def _replace_intervals(connection: sa.Connection, restated: Restated) -> None:
    points = schema.points
    rows = [*_point_records(restated.points, CONTROL), *_point_records(restated.told, TIE)]
    replace_rows(connection, points, points.c.report, restated.reports, rows)
    control = (_control_row(key, interval) for key, intervals in restated.control.items() for interval in intervals)
    replace_rows(connection, schema.control, schema.control.c.key, restated.control.keys(), control)
    ties = (_tie_row(key, interval) for key, intervals in restated.ties.items() for interval in intervals)
    replace_rows(connection, schema.ties, schema.ties.c.key, restated.ties.keys(), ties)


def _point_records(points: Sequence[ControlPoint | TieTold], sort: str) -> Iterator[Row]:
    """Each report's points in their order."""
    at: Counter[str] = Counter()
    for point in points:
        report = point.voice.report
        yield {"report": report, "sort": sort, "at": at[report], "key": point.key, "record": to_json(point)}
        at[report] += 1


def _control_row(key: str, interval: ControlInterval) -> Row:
    place = interval.place
    return {
        "key": key,
        "place": fold(place.name),
        "admin1": fold(place.admin1) if place.admin1 else None,
        "country": place.country,
        "holder": party_line(interval.holder),
        "since": interval.since,
        "until": interval.until,
        "record": to_json(interval),
    }


def _tie_row(key: str, interval: TieInterval) -> Row:
    return {
        "key": key,
        "source": party_line(interval.source),
        "target": party_line(interval.target),
        "since": interval.since,
        "until": interval.until,
        "record": to_json(interval),
    }


def party_line(actor: Actor) -> str:
    """All that a party may be asked for by, folded, each between bars: " | syr mil | military forces of syria | syr | "."""
    return f" | {' | '.join(fold(word) for word in (actor.id, actor.name, actor.country) if word)} | "
