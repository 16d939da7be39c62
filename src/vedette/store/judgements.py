"""Judgements -> rows, and back. A judgement is only ever added, or marked as withdrawn.

What it binds are claims, which stay what they are whatever is joined.
"""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa

from vedette.errors import NothingNamed
from vedette.model import Judgement
from vedette.store.codec import from_json, to_json
from vedette.store.opening import Store
from vedette.store.saving import CANCEL, digest, now, of_item, stamp, touch, user
from vedette.store.schema import claims, event_claims, events, judgements

BOUND = ("one", "other", "together", "labels")
COLUMNS = ("id", "decision", "subject", "who", "why", "made_at", "withdrawn_at", "withdrawn_by", "made_by")


def judge(store: Store, judgement: Judgement) -> tuple[Judgement, bool]:
    """Keeps a judgement, with its id and day, and the user's name where none is given; False where the same one stands already.

    One that a later judgement spoke against does not stand so: said again, it is kept again.
    """
    record = to_json(judgement, without=COLUMNS)
    with store.writing() as connection:
        before = find_judgements(connection)
        last = next((one for one in reversed(before) if one.withdrawn_at is None and _meet(one, judgement)), None)
        if last is not None and _content(last) == _content(judgement):
            return last, False
        number = sum(_content(one) == _content(judgement) for one in before)
        id_ = digest(f"{judgement.decision} {judgement.subject} {record} {number}")
        values = {"decision": judgement.decision, "subject": judgement.subject, "why": judgement.why, "record": record}
        made = stamp(store.made_by) | {"made_at": now(exactly=True)}
        connection.execute(judgements.insert().values(id=id_, who=judgement.who or user(), **values, **made))
        row = connection.execute(sa.select(judgements).where(judgements.c.id == id_)).one()
        _touch(connection, judgement)
    return _judgement(row), True


def _touch(connection: sa.Connection, judgement: Judgement) -> None:
    """The reports of the claims that it binds are joined anew; of a removal, the report; of a kill notice, those of its item."""
    bound = sa.select(claims.c.report).where(claims.c.id.in_({*judgement.one, *judgement.other}))
    named = connection.execute(of_item(judgement.subject)).scalars() if judgement.decision == CANCEL else ()
    touch(connection, {judgement.subject, *connection.execute(bound).scalars(), *named})


def _content(judgement: Judgement) -> tuple[object, ...]:
    """What is decided, whoever says so and when."""
    return (judgement.decision, judgement.subject, *(getattr(judgement, name) for name in BOUND))


def _meet(one: Judgement, other: Judgement) -> bool:
    """Whether two judgements are about the same thing, or share a claim."""
    return one.subject == other.subject or not {*one.one, *one.other}.isdisjoint({*other.one, *other.other})


def withdraw(store: Store, name: str, *, who: str = "") -> tuple[Judgement, bool]:
    """Marks the judgement of this id, or the beginning of it, as withdrawn; with it, False where it was. Raises NothingNamed."""
    with store.writing() as connection:
        short = judgements.c.id.istartswith(name, autoescape=True)
        found = connection.execute(sa.select(judgements).where(short).limit(2)).all() if name else []
        if len(found) != 1:
            raise NothingNamed(f"{name!r} is {'the beginning of several judgements' if found else 'no judgement'} of {store.name}")
        judgement = _judgement(found[0])
        if judgement.withdrawn_at is not None:
            return judgement, False
        withdrawn = replace(judgement, withdrawn_at=now(), withdrawn_by=who or user())
        mark = {"withdrawn_at": withdrawn.withdrawn_at, "withdrawn_by": withdrawn.withdrawn_by}
        connection.execute(judgements.update().where(judgements.c.id == judgement.id).values(**mark))
        _touch(connection, judgement)
    return withdrawn, True


def find_judgements(connection: sa.Connection) -> list[Judgement]:
    """All judgements in the order in which they were made, those that were withdrawn too."""
    return [_judgement(row) for row in connection.execute(sa.select(judgements).order_by(judgements.c.seq))]


def event_of_claim(connection: sa.Connection, claim: str) -> str | None:
    """The id of the event that a claim is in now."""
    return connection.scalar(
        sa.select(events.c.id).join(event_claims, event_claims.c.event == events.c.seq).where(event_claims.c.claim == claim)
    )


def _judgement(row: sa.Row[tuple[object, ...]]) -> Judgement:
    held = row._mapping
    return from_json(Judgement, held["record"] or "{}", **{name: held[name] for name in COLUMNS})
