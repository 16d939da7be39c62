"""Events and HoldingReadings of one report -> ControlStatements: gained, lost, holds.

A capture gains the place for its actor and a withdrawal loses it (`kinds.toml`, control); a plan or a supposition changes
nothing and is not stated. A place wider than a district is not taken by a battle, and no statement gives away a country.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence

from vedette.lexicon.kinds import kinds
from vedette.model import ActorMention, Change, ControlStatement, Event, HoldingReading, Interval, PlaceMention

STATED = frozenset({"asserted", "denied", "possible"})
TOO_WIDE = frozenset({"province", "country"})


def state_control(events: Sequence[Event], holdings: Sequence[HoldingReading]) -> tuple[ControlStatement, ...]:
    """What a report says of who holds what, in text order, each place, holder and change once a stance and time.

    A chronicle tells of a town that is taken, lost and taken again: what is of other days is said anew.
    """
    found: dict[tuple[str, str, str, str], list[ControlStatement]] = defaultdict(list)
    for statement in sorted([*_from_events(events), *_from_holdings(holdings)], key=lambda one: one.sentence.start):
        told = found[_where(statement.place), statement.holder.match.value.key, statement.change, statement.stance]
        same = next((at for at, other in enumerate(told) if _at_one_time(other, statement)), None)
        if same is None:
            told.append(statement)
        elif _without_first_day(told[same]) and not _without_first_day(statement):
            told[same] = statement
    return tuple(sorted((one for told in found.values() for one in told), key=lambda one: one.sentence.start))


def _at_one_time(one: ControlStatement, other: ControlStatement) -> bool:
    """Whether two statements may be of the same days."""
    days = [statement.when.value if statement.when else Interval(None, None) for statement in (one, other)]
    (first, last), (begin, end) = ((each.earliest or dt.date.min, each.latest or dt.date.max) for each in days)
    return first <= end and begin <= last


def _without_first_day(statement: ControlStatement) -> bool:
    return statement.when is None or statement.when.value.earliest is None


def _from_events(events: Sequence[Event]) -> Iterator[ControlStatement]:
    for event in events:
        effect = kinds()[event.kind].control
        place = _what_changed_hands(event)
        if effect == "none" or event.stance not in STATED or place is None or _wide(place) or not event.actors:
            continue
        if all(reading.claim.bound_for or reading.claim.under_way for reading in event.readings):
            continue  # who withdraws to a town does not lose it, and who begins to withdraw has not yet left
        change: Change = "gained" if effect == "gains" else "lost"
        yield _of_event(event, place, event.actors[0], change)
        if effect == "gains":
            for loser in event.recipients:
                if loser.match.value.sector not in ("CVL", None):
                    yield _of_event(event, place, loser, "lost")


def _what_changed_hands(event: Event) -> PlaceMention | None:
    """The event's place, or the bridge or base in it that was all that was taken."""
    parts = [reading.held for reading in event.readings if reading.held is not None]
    return parts[0] if len(parts) == len(event.readings) else event.place


def _of_event(event: Event, place: PlaceMention, holder: ActorMention, change: Change) -> ControlStatement:
    claim = next((reading.claim for reading in event.readings if reading.claim.stance == event.stance), event.readings[0].claim)
    return ControlStatement(
        place=place,
        holder=holder,
        change=change,
        stance=event.stance,
        when=event.when,
        sentence=claim.sentence,
        speakers=claim.speakers,
        reason=f"{claim.trigger.text!r} tells of {event.kind}",
    )


def _from_holdings(holdings: Sequence[HoldingReading]) -> Iterator[ControlStatement]:
    for reading in holdings:
        country = reading.place.match is not None and reading.place.match.value.precision == "country"
        if reading.claim.stance in STATED and not country:
            yield ControlStatement(
                place=reading.held or reading.place,
                holder=reading.holder,
                change=reading.claim.change,
                stance=reading.claim.stance,
                when=reading.when,
                sentence=reading.claim.sentence,
                speakers=reading.claim.speakers,
                reason=reading.claim.notes[0] if reading.claim.notes else "a plain statement",
            )


def _wide(place: PlaceMention) -> bool:
    return place.match is not None and place.match.value.precision in TOO_WIDE


def _where(place: PlaceMention) -> str:
    value = place.match.value if place.match else None
    return f"{value.name} {value.latitude} {value.longitude}" if value else place.mention.text
