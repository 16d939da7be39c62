"""What is wanted -> how many events there are of each kind, status, place, party …; and what a word may mean among them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from vedette.model import Actor, Counted, Facets, Tally, Wanted
from vedette.resolving.folding import fold
from vedette.store.cards import count_events
from vedette.store.codec import from_json
from vedette.store.conditions import like, wanted_events
from vedette.store.kept import JOINED, TURN
from vedette.store.schema import (
    codings,
    control,
    copies,
    event_cards,
    event_changes,
    event_claims,
    event_parties,
    events,
    intake_log,
    judgements,
    meta,
    parties,
    party_words,
    reports,
    ties,
)

MOST = 50
FOUND = 20
MOST_DAYS = 400
# Facets over a column of the events, with the field of Wanted that is left out when each is counted.
COLUMNS = {
    "kind": (events.c.kind, {"kinds": frozenset()}),
    "status": (events.c.status, {"statuses": frozenset()}),
    "stance": (events.c.stance, {"stances": frozenset()}),
    "country": (events.c.country, {"place": None, "around": None}),
    "place": (event_cards.c.place_name, {"place": None, "around": None}),
}
# Made once: it is asked with every request.
STATE = sa.select(
    *(sa.select(sa.func.max(column)).scalar_subquery() for column in (codings.c.seq, intake_log.c.seq, judgements.c.seq)),
    *(sa.select(sa.func.max(event_changes.c[name])).scalar_subquery() for name in ("changed_at", "gone_at")),
    sa.select(sa.func.count(judgements.c.withdrawn_at)).scalar_subquery(),
    *(sa.select(meta.c.value).where(meta.c.name == name).scalar_subquery() for name in (JOINED, TURN)),
)
# The beginnings of ISO days that make days, months and years of them.
SPANS = {"day": (10, ""), "month": (7, "-01"), "year": (4, "-01-01")}


def state_now(connection: sa.Connection) -> str:
    """What changes with anything that a database tells: what was read, decided, joined, logged."""
    return "|".join(map(str, connection.execute(STATE).one()))


def tally(connection: sa.Connection) -> Tally:
    """How much a database holds, and its first and last day."""
    placed, dated = (count_events(connection, Wanted(**{name: True})) for name in ("placed", "dated"))  # type: ignore[arg-type]  # bools
    tables = (events, reports, copies, control, ties, judgements)
    number = {table.name: connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0 for table in tables}
    first, last = connection.execute(sa.select(sa.func.min(events.c.first), sa.func.max(events.c.last))).one()
    return Tally(placed=placed, dated=dated, first=first, last=last, **number)


def find_publishers(connection: sa.Connection) -> list[Counted]:
    """Who published the reports, with how many."""
    number = sa.func.count()
    query = sa.select(reports.c.publisher, number).where(reports.c.publisher.is_not(None)).group_by(reports.c.publisher)
    return [Counted(name, count) for name, count in connection.execute(query.order_by(number.desc(), reports.c.publisher))]


def find_facets(connection: sa.Connection, wanted: Wanted) -> Facets:
    """How the events that are wanted fall; each list counts with all that is wanted but its own field."""
    found = {name: tuple(_by_column(connection, column, replace(wanted, **own))) for name, (column, own) in COLUMNS.items()}  # type: ignore[arg-type]  # fields by name
    by, days = _by_day(connection, wanted)
    return Facets(
        total=count_events(connection, wanted),
        of=count_events(connection, Wanted()),
        placed=count_events(connection, replace(wanted, placed=True)) if wanted.placed is not False else 0,
        dated=count_events(connection, replace(wanted, dated=True)) if wanted.dated is not False else 0,
        **found,
        actor=tuple(_by_actor(connection, replace(wanted, actor=None))),
        source=tuple(_by_source(connection, replace(wanted, source=None))),
        days=days,
        by=by,
    )


def suggest(connection: sa.Connection, of: str, words: str) -> list[Counted]:
    """Places, parties (`actor`) or publishers (`source`) that begin with, or hold a word that begins with, `words`."""
    number = sa.func.count()
    if of == "actor":
        known = sa.select(party_words.c.party).where((" " + party_words.c.words).like(f"% {like(fold(words))}%", escape="\\"))
        return _parties(connection, Wanted(), event_parties.c.party.in_(known), limit=FOUND)
    if of == "place":
        column, query = event_cards.c.place_name, sa.select(event_cards.c.place_name, number, sa.func.min(events.c.country))
        query = query.join(events, events.c.seq == event_cards.c.event)
        held = (" " + events.c.place).like(f"% {like(fold(words))}%", escape="\\")
    else:
        column, query = reports.c.publisher, sa.select(reports.c.publisher, number, sa.null())
        held = (" " + reports.c.publisher).ilike(f"% {like(words)}%", escape="\\")
    query = query.where(column.is_not(None), held).group_by(column).order_by(number.desc(), column).limit(FOUND)
    return [Counted(value, count, label=country) for value, count, country in connection.execute(query)]


def _by_column(connection: sa.Connection, column: sa.ColumnElement[Any], wanted: Wanted) -> Iterator[Counted]:
    number = sa.func.count()
    query = sa.select(column, number).select_from(events)
    if column.table is event_cards:
        query = query.join(event_cards, event_cards.c.event == events.c.seq)
    query = query.where(*wanted_events(wanted), column.is_not(None)).group_by(column).order_by(number.desc(), column).limit(MOST)
    yield from (Counted(value, count) for value, count in connection.execute(query))


def _by_actor(connection: sa.Connection, wanted: Wanted) -> list[Counted]:
    return _parties(connection, wanted, sa.true(), limit=MOST)


def _parties(connection: sa.Connection, wanted: Wanted, which: sa.ColumnElement[bool], *, limit: int) -> list[Counted]:
    """Parties with how many events each takes part in; the name is that of one of these events."""
    number = sa.func.count()
    one = sa.func.min(event_parties.c.event)
    query = (
        sa.select(parties.c.key, number, one)
        .join_from(event_parties, parties, parties.c.seq == event_parties.c.party)
        .join(events, events.c.seq == event_parties.c.event)
        .where(which, *wanted_events(wanted))
        .group_by(parties.c.key)
        .order_by(number.desc(), parties.c.key)
        .limit(limit)
    )
    found = connection.execute(query).all()
    cards = sa.select(event_cards.c.actors, event_cards.c.recipients).where(event_cards.c.event.in_([row[2] for row in found]))
    sides = [side for row in connection.execute(cards) for side in row]
    known = {actor.key: actor for side in sides for line in side.split("\n") if line for actor in [from_json(Actor, line)]}
    return [_party(known.get(key, Actor(None, key)), count) for key, count, _ in found]


def _party(actor: Actor, count: int) -> Counted:
    return Counted(actor.name, count, id=actor.id, label=actor.country)


def _by_source(connection: sa.Connection, wanted: Wanted) -> Iterator[Counted]:
    number = sa.func.count(sa.distinct(event_claims.c.event))
    query = (
        sa.select(reports.c.publisher, number)
        .join_from(event_claims, reports, reports.c.id == event_claims.c.report)
        .join(events, events.c.seq == event_claims.c.event)
        .where(reports.c.publisher.is_not(None), *wanted_events(wanted))
        .group_by(reports.c.publisher)
        .order_by(number.desc(), reports.c.publisher)
        .limit(MOST)
    )
    yield from (Counted(value, count) for value, count in connection.execute(query))


def _by_day(connection: sa.Connection, wanted: Wanted) -> tuple[str, tuple[Counted, ...]]:
    """By each event's first day, in days, months or years: the first of these of which there are not too many."""
    number = sa.func.count()
    query = sa.select(events.c.first, number).where(*wanted_events(wanted), events.c.first.is_not(None)).group_by(events.c.first)
    days: list[tuple[dt.date, int]] = [(day, count) for day, count in connection.execute(query.order_by(events.c.first))]
    for by, (length, rest) in SPANS.items():
        counts: dict[str, int] = {}
        for day, count in days:
            begin = day.isoformat()[:length] + rest
            counts[begin] = counts.get(begin, 0) + count
        if len(counts) <= MOST_DAYS or by == "year":
            break
    return by, tuple(Counted(day, count) for day, count in counts.items())
