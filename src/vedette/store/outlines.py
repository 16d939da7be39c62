"""The views of a moment -> outlines, short enough to be held for all events; and two of them -> what moved between.

An event is the same as long as its id is, or lives on where most of its claims are; an interval of control or of a tie is the
same as long as its place or parties, its holder, and its turn among those of them are.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

import sqlalchemy as sa

from vedette.model import ControlInterval, Count, FieldMove, JoinedEvent, Move, Outline, TieInterval
from vedette.store.codec import from_json
from vedette.store.queries import PAGE, find_control, find_ties
from vedette.store.schema import event_records, events

Outlines = dict[tuple[str, str], Outline]
SORTS = ("event", "control", "tie")
HOWS = ("appeared", "changed", "vanished")


def outlines(connection: sa.Connection) -> Outlines:
    """Every event, interval of control and tie as it stands now, by its sort and id."""
    return {(one.sort, one.id): one for one in (*_events(connection), *_held(connection), *_tied(connection))}


def find_moves(connection: sa.Connection, before: Outlines) -> list[Move]:
    """What is otherwise now than `before`: events first; what appeared, what changed, what vanished."""
    after = outlines(connection)
    gone, new = ([one for key, one in these.items() if key not in those] for these, those in ((before, after), (after, before)))
    homes = _homes(gone, after)
    renamed = _renamed(gone, homes, {one.id for one in new if one.sort == "event"})
    moves = [_moved(before[key], after[key]) for key in before if key in after and before[key].fields != after[key].fields]
    moves += [_moved(one, after["event", renamed[one.id]]) for one in gone if one.id in renamed]
    moves += [replace(_vanished(one), became=homes.get(one.id)) for one in gone if one.id not in renamed]
    moves += [_appeared(one) for one in new if one.id not in renamed.values()]
    return sorted(moves, key=lambda one: (SORTS.index(one.sort), HOWS.index(one.how), one.name, one.id))


def _homes(gone: Iterable[Outline], after: Outlines) -> dict[str, str]:
    """The event that holds most of the claims of each event that is gone, where one does."""
    home = {claim: one.id for one in after.values() for claim in one.claims}
    found = {one.id: Counter(home[claim] for claim in one.claims if claim in home) for one in gone}
    return {id_: min(counts, key=lambda event: (-counts[event], event)) for id_, counts in found.items() if counts}


def _renamed(gone: Iterable[Outline], homes: dict[str, str], new: set[str]) -> dict[str, str]:
    """Events that live on under an id that is new, each under its own: they have lost the claim that named them."""
    found: dict[str, str] = {}
    for one in gone:
        if one.id in homes and homes[one.id] in new and homes[one.id] not in found.values():
            found[one.id] = homes[one.id]
    return found


def _moved(was: Outline, now: Outline) -> Move:
    known, known_now = (dict((("id", one.id), *one.fields)) for one in (was, now))
    fields = [FieldMove(name, known.get(name), known_now.get(name)) for name in {**known, **known_now}]
    return Move(now.sort, "changed", now.id, now.name, tuple(one for one in fields if one.was != one.now))


def _appeared(one: Outline) -> Move:
    return Move(one.sort, "appeared", one.id, one.name, tuple(FieldMove(name, None, words) for name, words in one.fields))


def _vanished(one: Outline) -> Move:
    return Move(one.sort, "vanished", one.id, one.name, tuple(FieldMove(name, words, None) for name, words in one.fields))


def _events(connection: sa.Connection) -> Iterator[Outline]:
    query = sa.select(event_records.c.record).join(events, events.c.seq == event_records.c.event).order_by(events.c.seq)
    for rows in connection.execute(query.execution_options(yield_per=PAGE)).partitions(PAGE):
        yield from (_event(from_json(JoinedEvent, row.record)) for row in rows)


def _event(event: JoinedEvent) -> Outline:
    place = event.place.match.value if event.place and event.place.match else None
    named = place.name if place else event.place.mention.named.text if event.place else None
    days = event.when.value if event.when else None
    point = f"{place.latitude}, {place.longitude}" if place and place.latitude is not None else None
    given = {
        "kind": event.kind,
        "stance": event.stance,
        "status": event.status,
        "independent_sources": str(event.independent_sources),
        "actors": ", ".join(one.match.value.name for one in event.actors),
        "recipients": ", ".join(one.match.value.name for one in event.recipients),
        "place": named,
        "point": point,
        "earliest": _day(days.earliest) if days else None,
        "latest": _day(days.latest) if days else None,
        **{one.toll: _count(Count(one.low, one.high)) for one in event.toll},
        "disputed": ", ".join(one.field for one in event.disputed),
        "reports": ", ".join(event.reports),
    }
    name = ", ".join(word for word in (event.kind, named, given["earliest"] or given["latest"]) if word)
    return Outline("event", event.id, name, _known(given), tuple(sorted({reading.claim.id for reading in event.readings})))


def _held(connection: sa.Connection) -> Iterator[Outline]:
    return _numbered(_control(one) for one in find_control(connection))


def _tied(connection: sa.Connection) -> Iterator[Outline]:
    return _numbered(_tie(one) for one in find_ties(connection))


def _control(one: ControlInterval) -> Outline:
    place, holder = one.place, one.holder
    id_ = f"{place.name} {place.country or ''} {place.latitude} {place.longitude} {holder.key}"
    return Outline("control", id_, f"{holder.name} holds {place.name}", _span(one))


def _tie(one: TieInterval) -> Outline:
    name = f"{one.source.name} {one.kind.replace('_', ' ')} {one.target.name}"
    return Outline("tie", f"{one.source.key} {one.kind} {one.target.key}", name, _span(one))


def _span(one: ControlInterval | TieInterval) -> tuple[tuple[str, str], ...]:
    return _known(
        {
            "since": _day(one.since),
            "until": _day(one.until),
            "status": one.status,
            "independent_sources": str(one.independent_sources),
            "asserted_by": ", ".join(one.asserted_by),
            "denied_by": ", ".join(one.denied_by),
        }
    )


def _numbered(found: Iterable[Outline]) -> Iterator[Outline]:
    """Outlines of one id, told apart by their turn."""
    turns: Counter[str] = Counter()
    for one in found:
        turns[one.id] += 1
        yield Outline(one.sort, f"{one.id} {turns[one.id]}", one.name, one.fields)


def _known(given: dict[str, str | None]) -> tuple[tuple[str, str], ...]:
    return tuple((name, words) for name, words in given.items() if words)


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _count(count: Count) -> str:
    if count.high is None:
        return f"at least {count.low}"
    return str(count.low) if count.low == count.high else f"{count.low or 0} to {count.high}"
