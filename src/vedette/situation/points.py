"""Statements of control with the events they rest on -> points: who has, takes or loses which place, on the day it is so from.

Left out is what says nothing of the place itself (what lies near it), of a side (what a monitor or a crowd "controls") or of
a day (a report that looks back without one). Of what is left, a vague day gives way to the narrower one that the same
side's taking is given, and a holder who is only pointed at to another who is named.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import median_high

from vedette.lexicon.grammar import listed
from vedette.lexicon.kinds import kinds
from vedette.model import Actor, Coded, ControlPoint, ControlStatement, Interval, Joined, Place, Report
from vedette.resolving.sources import plain_name
from vedette.resolving.states import may_hold, one_side, state_of
from vedette.situation.evidence import Evidence, days_of, gather, statements

POSSESSIVE = listed("possessive")
POINTING = listed("pointing")
SHARES = listed("shares")
OUTSKIRTS = listed("outskirts")
BY = frozenset({"near", "around", "outside", "surrounding", "between"})  # "the area around X", but "half of X near the river"
LONG_AFTER = 60  # days from the middle one that a report tells of to its publication, from which on it looks back
ABOUT = 31  # days to either side within which a named holder speaks against one who is only pointed at
LONG = 31  # days within which a place that is held may also be lost
NARROW = 7  # days that a taking may be spread over and still give a vaguer word for it its day
FIRST = {"held": 0, "lost": 1, "part": 2, "gained": 3, "holds": 4}


def control_points(coded: Sequence[Coded], joined: Joined) -> list[ControlPoint]:
    """What the reports state of who holds which place, on which day; `joined` need hold the events and origins of these only."""
    evidence = gather(joined, frozenset(kind.id for kind in kinds().values() if kind.control != "none"))
    looking_back = {one.report.id for one in coded if _looks_back(one)}
    told = [
        (report, statement)
        for report, statement in statements(coded)
        if not (report.id in looking_back and _bounded_by_publication(report, statement)) and not _nobody_known(statement)
    ]
    return [point for report, statement in told if (point := _point(report, statement, evidence)) is not None]


def by_place(points: Iterable[ControlPoint]) -> list[list[ControlPoint]]:
    """The points of each place, by place and day, as far as they stand beside each other."""
    groups: dict[str, list[ControlPoint]] = defaultdict(list)
    for point in sorted(points, key=_order):
        groups[point.key].append(point)
    return [_sure(_until_taken(group)) for _, group in sorted(groups.items())]


def _order(point: ControlPoint) -> tuple[object, ...]:
    """By day; on one day, what was held until then, what was lost, what was gained, what is held now."""
    held = point.change == "holds" and (point.told.earliest is None or point.before)
    change = "part" if point.part else "held" if held else point.change
    return (point.day, point.stance == "denied", FIRST[change], *point.voice.order, key_of(point.holder))


def key_of(holder: Actor) -> str:
    """What tells a holder from another: its id, else its name in plain form."""
    return holder.id or plain_name(holder.name)


def _looks_back(coded: Coded) -> bool:
    """Whether a report tells of what was long over when it was published: an article of history, a summary of a year."""
    published = coded.report.published
    days = [event.when.value.latest for event in coded.events if event.when is not None and event.when_words is not None]
    told = [day for day in days if day is not None and published is not None and day <= published]
    return bool(told) and published is not None and (published - median_high(told)).days > LONG_AFTER


def _bounded_by_publication(report: Report, statement: ControlStatement) -> bool:
    """Whether a statement has no day of its own but that of publication, which says nothing where a report looks back."""
    return statement.when is None or statement.when.value.latest == report.published


def _nobody_known(statement: ControlStatement) -> bool:
    """Whether the holder is of no sort that holds places, or known by words alone that point to somebody else: "the group"."""
    holder = statement.holder.match.value
    return not may_hold(holder) or (holder.id is None and holder.name.lower().split()[0] in POINTING)


def _a_share(statement: ControlStatement) -> bool:
    """Whether what is held is a share of the place: "15% of the city", "half of the town"."""
    words = statement.place.mention.text.lower().replace("%", " % ").split()
    beside = not OUTSKIRTS.isdisjoint(words) or not BY.isdisjoint(words[:4])
    return not SHARES.isdisjoint(words) and not beside


def _only_near(place: Place) -> bool:
    """Whether a place is only told to lie by a town, or somewhere in its district."""
    return place.precision == "near" or (place.precision == "district" and place.sort == "town")


def _point(report: Report, statement: ControlStatement, evidence: Evidence) -> ControlPoint | None:
    """A statement on its day; one without any day, of a place that is only near another, or for "its forces", is left out."""
    match = statement.place.match
    if match is None or statement.holder.mention.text.split(" ", 1)[0].lower() in POSSESSIVE:
        return None
    part = _a_share(statement)
    if not part and _only_near(match.value):
        return None
    event = evidence.event_of(report, statement) if statement.change != "holds" else None
    days = days_of(statement, event)
    day = days.latest or days.earliest or report.published
    if day is None:
        return None
    if statement.change == "holds" and _span(days) > LONG and days.latest != report.published:
        return None  # "the stronghold that it was in 2017"
    voice = evidence.voice(report, statement.speakers)
    holder = state_of(statement.holder.match.value)
    pointed = statement.holder.mention.antecedent is not None
    at, what = match.value, event.id if event else None
    start = statement.sentence.start
    return ControlPoint(day, days, holder, statement.change, statement.stance, voice, at, what, start, part=part, pointed=pointed)


def _until_taken(points: Sequence[ControlPoint]) -> list[ControlPoint]:
    """The points of one place; "captured X, a stronghold of Y", "recaptured X from Y" tell that Y held it until then."""
    taken = {(point.voice.report, point.sentence): point for point in points if point.change == "gained" and not point.part}
    found = []
    for point in points:
        other = taken.get((point.voice.report, point.sentence)) if point.change != "gained" else None
        before = other is not None and not one_side(other.holder, point.holder) and other.day <= point.day
        found.append(replace(point, day=other.day, before=True) if other is not None and before else point)
    return found


def _sure(points: Sequence[ControlPoint]) -> list[ControlPoint]:
    """The points of one place: with the narrowest days that each side's takings are given, without who is pointed at in vain."""
    takings = [point for point in points if point.change == "gained" and point.stance == "asserted" and not point.part]
    narrow = [one for one in takings if _span(one.told) <= NARROW]
    named = [one for one in takings if not one.pointed]
    kept = (point for point in points if not (point.pointed and _named_otherwise(point, named)))
    return sorted((_on_its_day(point, narrow) for point in kept), key=_order)


def _span(told: Interval) -> int:
    return (told.latest - told.earliest).days + 1 if told.earliest is not None and told.latest is not None else 10**6


def _on_its_day(point: ControlPoint, narrow: Sequence[ControlPoint]) -> ControlPoint:
    """ "In December" is the 11th where the same side's taking is told of for the 11th."""
    if point.change != "gained" or _span(point.told) <= NARROW or point.part:
        return point
    first = point.told.earliest or point.day - dt.timedelta(ABOUT)
    within = (one for one in _between(narrow, first, point.day) if one_side(one.holder, point.holder))
    day = next(within, None)
    return replace(point, day=day.day, told=day.told) if day is not None else point


def _named_otherwise(point: ControlPoint, named: Sequence[ControlPoint]) -> bool:
    """Whether about that day another side is named as having taken it, and this one is not."""
    about = list(_between(named, point.day - dt.timedelta(ABOUT), point.day + dt.timedelta(ABOUT)))
    return bool(about) and not any(one_side(one.holder, point.holder) for one in about)


def _between(points: Sequence[ControlPoint], first: dt.date, last: dt.date) -> Iterable[ControlPoint]:
    """The points from a day to another, of points in order of days."""
    start = bisect_left(points, first, key=lambda point: point.day)
    for point in points[start:]:
        if point.day > last:
            return
        yield point
