"""What reports state of control, restated where a person says that an event is something else: who took what follows the event.

What was coded is never changed: new records go into the intervals, and the old ones come back when the judgement is withdrawn.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from vedette.model import Coded, ControlStatement, Event, Joined, JoinedEvent, Toll
from vedette.situation.control import state_control


def restate_control(coded: Sequence[Coded], joined: Joined) -> list[Coded]:
    """The coded reports, with the statements that rest on a relabelled event as they follow from its labels."""
    judged: dict[str, list[JoinedEvent]] = defaultdict(list)
    for event in joined.events:
        if event.relabelled:
            for report in event.reports:
                judged[report].append(event)
    return [_restated(one, judged[one.report.id]) if one.report.id in judged else one for one in coded]


def _restated(coded: Coded, judged: Sequence[JoinedEvent]) -> Coded:
    claims = {reading.claim.id for event in judged for reading in event.readings}
    old = [event for event in coded.events if any(reading.claim.id in claims for reading in event.readings)]
    gone = {_key(statement) for statement in state_control(old, ())}
    rest = [left for event in old if (left := _without(event, claims)) is not None]
    stated = state_control([*rest, *(_of_report(event, coded.report.id) for event in judged)], ())
    kept = [statement for statement in coded.control if _key(statement) not in gone]
    return replace(coded, control=tuple(sorted((*kept, *stated), key=lambda one: one.sentence.start)))


def _without(event: Event, claims: set[str]) -> Event | None:
    """What of an event a person split off from the one that was relabelled; None where nothing was."""
    left = tuple(reading for reading in event.readings if reading.claim.id not in claims)
    return replace(event, readings=left) if left else None


def _of_report(event: JoinedEvent, report: str) -> Event:
    """The joined event as this report would have told it."""
    readings = tuple(reading for reading in event.readings if reading.claim.report == report)
    return Event(
        id=event.id,
        kind=event.kind,
        stance=event.stance,
        salience=event.salience,
        readings=readings,
        actors=event.actors,
        recipients=event.recipients,
        place=event.place,
        when=event.when,
        when_words=None,
        toll=Toll(),
    )


def _key(statement: ControlStatement) -> tuple[str, str, str, str, int]:
    place, holder = statement.place.match, statement.holder.match.value
    where = place.value.name if place else statement.place.mention.text
    return (where, holder.key, statement.change, statement.stance, statement.sentence.start)
