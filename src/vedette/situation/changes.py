"""Who held what and was tied to whom over time -> what was otherwise on one day than on another, step by step.

A step is the day from which it is so, with the interval that ended and the one that began, each with the reports and events
that it rests on. Where no report tells who held a place before or after, that side of the step is None.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from vedette.model import ControlChange, ControlInterval, TieChange, TieInterval
from vedette.situation.tie_intervals import ENDED_BY


def control_changes(intervals: Iterable[ControlInterval], first: dt.date, last: dt.date) -> tuple[ControlChange, ...]:
    """Each change of hands after `first` and by `last`, by place and day: what `last` has otherwise than `first`, and how it came.

    `intervals` are all of the places that are asked for, also those that ended on `last` or before.
    """
    places: dict[tuple[object, ...], list[ControlInterval]] = defaultdict(list)
    for one in intervals:
        places[_spot(one)].append(one)
    steps = [step for held in places.values() for step in _steps(sorted(held, key=_days))]
    within = [step for step in steps if first < step.day <= last]
    return tuple(sorted(within, key=lambda step: (step.place.name, step.place.country or "", step.day)))


def tie_changes(intervals: Iterable[TieInterval], first: dt.date, last: dt.date) -> tuple[TieChange, ...]:
    """Each tie that was first told of, or ended, after `first` and by `last`, by day; of one that ended, the tie that ended it."""
    ties = list(intervals)
    begun = [TieChange(one.since, "told", one) for one in ties if one.since is not None]
    ended = [TieChange(one.until, "ended", one, _ended_by(one, ties)) for one in ties if one.until is not None]
    within = [step for step in (*begun, *ended) if first < step.day <= last]
    return tuple(sorted(within, key=lambda step: (step.day, step.tie.source.name, step.tie.target.name, step.tie.kind)))


def _spot(one: ControlInterval) -> tuple[object, ...]:
    place = one.place
    return (place.name, place.country, place.latitude, place.longitude)


def _days(one: ControlInterval) -> tuple[dt.date, dt.date]:
    return (one.since or dt.date.min, one.until or dt.date.max)


def _steps(held: Sequence[ControlInterval]) -> Iterator[ControlChange]:
    """The steps of one place, whose intervals stand in order; where one ends on the day on which another begins, it is one step."""
    begun: set[int] = set()
    for number, one in enumerate(held):
        if one.since is not None and number not in begun:
            yield ControlChange(one.place, one.since, None, one)
        if one.until is None:
            continue
        after = next((i for i in range(number + 1, len(held)) if i not in begun and held[i].since == one.until), None)
        begun.update(() if after is None else (after,))
        yield ControlChange(one.place, one.until, one, None if after is None else held[after])


def _ended_by(tie: TieInterval, ties: Iterable[TieInterval]) -> TieInterval | None:
    """The tie between the same two that ends such a one, and was told of by the day of its end."""
    pair, enders = {tie.source.key, tie.target.key}, ENDED_BY.get(tie.kind, frozenset())
    found = [one for one in ties if {one.source.key, one.target.key} == pair and one.kind in enders]
    return next((one for one in found if one.since and tie.until and one.since <= tie.until), None)
