"""The joins and the control of the moment -> what awaits a person: joins that are not sure, contested control.

Of two groups of tellings that are each sure one question is asked, however many joins lie between them. What was joined on
weak grounds comes first, since events show it; then what was left apart on strong ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from vedette.model import Awaiting, ControlInterval, Join, Told
from vedette.store.codec import from_json
from vedette.store.judgements import find_judgements
from vedette.store.queries import PAGE, find_control
from vedette.store.saving import digest
from vedette.store.schema import claims, event_claims, events, joins


def find_awaiting(connection: sa.Connection) -> list[Awaiting]:
    """What awaits a person, the joins first."""
    known = [
        from_json(Join, row) for row in connection.execute(sa.select(joins.c.record).order_by(joins.c.one, joins.c.other)).scalars()
    ]
    unsure = [join for join in known if not join.certain]
    told = _told(connection, {part for join in unsure for part in (join.one, join.other)})
    accepted = {one.subject for one in find_judgements(connection) if one.decision == "accept" and one.withdrawn_at is None}
    held = [_of_control(one) for one in find_control(connection) if one.status == "contested"]
    return [*_of_joins(known, told), *(one for one in held if one.id not in accepted)]


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


def _of_joins(known: Sequence[Join], told: dict[str, Told]) -> list[Awaiting]:
    """A question for each two groups: of what was joined, those that are surely one; of what was left apart, the events."""
    home = _sure_groups(known)
    between: dict[tuple[str, str, str], list[Join]] = defaultdict(list)
    for join in known:
        if not join.certain and join.one in told and join.other in told:
            groups = [home.get(part, part) if join.outcome == "joined" else told[part].event for part in (join.one, join.other)]
            if groups[0] != groups[1]:
                between[join.outcome, min(groups), max(groups)].append(join)
    asked = [_question(outcome, first, found, told, home) for (outcome, first, _), found in between.items()]
    weakest = {"joined": 1.0, "apart": -1.0}
    return sorted(asked, key=lambda one: (one.outcome != "joined", weakest[one.outcome] * (one.score or 0.0), one.id))


def _sure_groups(known: Sequence[Join]) -> dict[str, str]:
    """Parts that sure joins hold together, each with the name of its group: the smallest of their ids."""
    home: dict[str, str] = {}

    def top(part: str) -> str:
        while home.get(part, part) != part:
            part = home[part]
        return part

    for join in known:
        if join.certain and join.outcome == "joined":
            first, second = sorted((top(join.one), top(join.other)))
            home[second] = first
            home.setdefault(first, first)
    return {part: top(part) for part in home}


def _question(outcome: str, first: str, found: Sequence[Join], told: dict[str, Told], home: dict[str, str]) -> Awaiting:
    """One question of the joins between two groups; its id hangs on the tellings, so that with a new one it is asked anew."""
    surest = max(found, key=lambda join: (join.score, join.one, join.other))
    sides: tuple[dict[str, Told], dict[str, Told]] = ({}, {})
    for join in sorted(found, key=lambda join: join is not surest):
        for part in (join.one, join.other):
            group = home.get(part, part) if outcome == "joined" else told[part].event
            sides[group != first].setdefault(part, told[part])
    tellings = f"{sorted(sides[0])} {sorted(sides[1])}"
    return Awaiting(
        id=digest(f"{outcome} {tellings}"),
        sort="join",
        outcome=outcome,
        reason=surest.reason,
        score=surest.score,
        events=tuple(sorted({one.event for side in sides for one in side.values()})),
        one=tuple(sides[0].values()),
        other=tuple(sides[1].values()),
    )


def _of_control(interval: ControlInterval) -> Awaiting:
    """Its id hangs on who says what: where that changes, it awaits a person again."""
    place, holder = interval.place, interval.holder
    where = f"{place.name} {place.country} {place.latitude} {place.longitude} {holder.key}"
    says = f"{interval.since} {interval.until} {sorted(interval.asserted_by)} {sorted(interval.denied_by)}"
    number, against = len(interval.asserted_by), len(interval.denied_by)
    return Awaiting(
        id=digest(f"control {where} {says}"),
        sort="control",
        outcome=f"{holder.name} holds {place.name}",
        reason=f"{number} report{'s' * (number != 1)} for it, {against} against; {interval.reason}",
        score=None,
        events=interval.events,
    )
