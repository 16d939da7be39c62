"""Judgements -> rows, and back; and what awaits one. A judgement is only ever added, or marked as withdrawn.

What it binds are claims, which stay whatever is joined; what awaits is read off the joins and the control of the moment.
"""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from vedette.errors import UsageError
from vedette.model import Awaiting, ControlInterval, Join, Judgement, Told
from vedette.store.codec import from_json, to_json
from vedette.store.opening import Store
from vedette.store.queries import PAGE, find_control
from vedette.store.saving import digest, now, stamp, user
from vedette.store.schema import claims, event_claims, events, joins, judgements

BOUND = ("one", "other", "together", "labels")
COLUMNS = ("id", "decision", "subject", "who", "why", "made_at", "withdrawn_at", "withdrawn_by")


def judge(store: Store, judgement: Judgement) -> tuple[Judgement, bool]:
    """Keeps a judgement, with its id and day, and the user's name where none is given; False where the same one stands already."""
    record = to_json(judgement, without=COLUMNS)
    with store.writing() as connection:
        same = sa.select(judgements).where(
            judgements.c.decision == judgement.decision, judgements.c.subject == judgement.subject, judgements.c.record == record
        )
        before = [_judgement(row) for row in connection.execute(same)]
        standing = next((one for one in before if one.withdrawn_at is None), None)
        if standing is not None:
            return standing, False
        id_ = digest(f"{judgement.decision} {judgement.subject} {record} {len(before)}")
        values = {"decision": judgement.decision, "subject": judgement.subject, "why": judgement.why, "record": record}
        made = stamp(store.made_by) | {"made_at": now(exactly=True)}
        connection.execute(judgements.insert().values(id=id_, who=judgement.who or user(), **values, **made))
        row = connection.execute(sa.select(judgements).where(judgements.c.id == id_)).one()
    return _judgement(row), True


def withdraw(store: Store, name: str, *, who: str = "") -> tuple[Judgement, bool]:
    """Marks the judgement of this id, or the beginning of it, as withdrawn; with it, False where it was. Raises UsageError."""
    with store.writing() as connection:
        short = judgements.c.id.startswith(name, autoescape=True)
        found = connection.execute(sa.select(judgements).where(short).limit(2)).all() if name else []
        if len(found) != 1:
            raise UsageError(f"{name!r} is {'the beginning of several judgements' if found else 'no judgement'} of {store.name}")
        judgement = _judgement(found[0])
        if judgement.withdrawn_at is not None:
            return judgement, False
        mine = judgements.c.id == judgement.id
        connection.execute(judgements.update().where(mine).values(withdrawn_at=now(), withdrawn_by=who or user()))
    return judgement, True


def find_judgements(connection: sa.Connection) -> list[Judgement]:
    """All judgements in the order in which they were made, those that were withdrawn too."""
    return [_judgement(row) for row in connection.execute(sa.select(judgements).order_by(judgements.c.seq))]


def find_awaiting(connection: sa.Connection) -> list[Awaiting]:
    """What awaits a person: the joins nearest to either answer first, then contested control."""
    unsure = [from_json(Join, row) for row in connection.execute(sa.select(joins.c.record).where(~joins.c.certain)).scalars()]
    told = _told(connection, {part for join in unsure for part in (join.one, join.other)})
    asked = [_of_join(join, told) for join in unsure if join.one in told and join.other in told]
    accepted = {one.subject for one in find_judgements(connection) if one.decision == "accept" and one.withdrawn_at is None}
    held = [_of_control(one) for one in find_control(connection) if one.status == "contested"]
    return [*sorted(asked, key=lambda one: (one.score or 0.0, one.id)), *(one for one in held if one.id not in accepted)]


def claims_of(connection: sa.Connection, name: str) -> list[str]:
    """The claims whose ids are this or begin so."""
    return list(
        connection.execute(sa.select(claims.c.id).where(claims.c.id.between(name, f"{name}g")).distinct().limit(2)).scalars()
    )


def _judgement(row: sa.Row[tuple[object, ...]]) -> Judgement:
    held = row._mapping
    return from_json(Judgement, held["record"] or "{}", **{name: held[name] for name in COLUMNS})


def _told(connection: sa.Connection, parts: Iterable[str]) -> dict[str, Told]:
    """The claim that names each single report's event, with the event that it is in now."""
    query = (
        sa.select(claims.c.names_event, claims.c.id, claims.c.report, claims.c.sentence, events.c.id.label("event"))
        .join(event_claims, event_claims.c.claim == claims.c.id)
        .join(events, events.c.seq == event_claims.c.event)
    )
    asked, found = sorted(set(parts)), dict[str, Told]()
    for start in range(0, len(asked), PAGE):  # a statement takes only so many parameters
        for row in connection.execute(query.where(claims.c.names_event.in_(asked[start : start + PAGE]))):
            found[row.names_event] = Told(row.id, row.event, row.report, row.sentence)
    return found


def _of_join(join: Join, told: dict[str, Told]) -> Awaiting:
    both = (told[join.one], told[join.other])
    return Awaiting(
        id=digest(f"join {join.one} {join.other}"),
        sort="join",
        outcome=join.outcome,
        reason=join.reason,
        score=join.score,
        events=tuple(sorted({one.event for one in both})),
        told=both,
    )


def _of_control(interval: ControlInterval) -> Awaiting:
    """Its id hangs on who says what: where that changes, it awaits a person again."""
    place, holder = interval.place, interval.holder
    where = f"{place.name} {place.country} {place.latitude} {place.longitude} {holder.id or holder.name}"
    says = f"{interval.since} {interval.until} {sorted(interval.asserted_by)} {sorted(interval.denied_by)}"
    return Awaiting(
        id=digest(f"control {where} {says}"),
        sort="control",
        outcome=f"{holder.name} holds {place.name}",
        reason=f"{len(interval.asserted_by)} report(s) say so, {len(interval.denied_by)} deny it; {interval.reason}",
        score=None,
        events=interval.events,
        told=(),
    )
