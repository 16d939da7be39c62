"""What many reports say of who took, lost and holds places -> ControlIntervals: who held each place from when to when.

Statements of a place are gone through by day. A side that gains a place, or that a later report says holds it, ends the
interval before; one that only denies a gain, or says within days that the old holder is still there, makes it contested.
A day that is only bounded counts as its last: from then on it is so.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median_high

from vedette.lexicon.grammar import listed
from vedette.lexicon.kinds import kinds
from vedette.model import Actor, Coded, ControlInterval, ControlPoint, ControlStatement, Joined, Report, Voice
from vedette.resolving.sources import plain_name
from vedette.resolving.states import may_be, state_of
from vedette.situation.evidence import Evidence, counted, days_of, gather, reports_of, statements, status_of

POSSESSIVE = listed("possessive")
DISPUTED_WITHIN = 3  # days after a gain within which a word against it makes it contested, not undone
LONG_AFTER = 60  # days from the middle one that a report tells of to its publication, from which on it looks back
POINTING = listed("pointing")
SHARES = listed("shares")
VAGUE = 31  # days over which a gain has no day of its own
FIRST = {"held": 0, "lost": 1, "gained": 2, "holds": 3}


@dataclass(slots=True)
class _Open:
    """An interval while it is gathered."""

    holder: Actor
    since: dt.date | None
    began: dt.date
    asserting: list[Voice] = field(default_factory=list)
    denying: list[Voice] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    until: dt.date | None = None
    possible: bool = False


def control_intervals(coded: Sequence[Coded], joined: Joined) -> tuple[ControlInterval, ...]:
    """Who held which place from when to when, by place and day; the same in every order of the reports."""
    return control_of(control_points(coded, joined))


def control_of(points: Iterable[ControlPoint]) -> tuple[ControlInterval, ...]:
    """Who held which place, of all points of each place."""
    return tuple(sorted((interval for group in _by_place(points) for interval in _intervals(group)), key=_listed))


def control_points(coded: Sequence[Coded], joined: Joined) -> list[ControlPoint]:
    """What the reports state of who holds which place, on which day; `joined` need hold the events and origins of these only."""
    changing = frozenset(kind.id for kind in kinds().values() if kind.control != "none")
    evidence = gather(joined, changing)
    looking_back = {one.report.id for one in coded if _looks_back(one)}
    told = [
        (report, statement)
        for report, statement in statements(coded)
        if not (report.id in looking_back and _bounded_by_publication(report, statement))
        and not _nobody_known(statement)
        and not _a_share(statement)
    ]
    return [point for report, statement in told if (point := _point(report, statement, evidence)) is not None]


def _looks_back(coded: Coded) -> bool:
    """Whether a report tells of what was long over when it was published: an article of history, a summary of a year."""
    published = coded.report.published
    days = [event.when.value.latest for event in coded.events if event.when is not None and event.when_words is not None]
    told = [day for day in days if day is not None and published is not None and day <= published]
    return bool(told) and published is not None and (published - median_high(told)).days > LONG_AFTER


def _bounded_by_publication(report: Report, statement: ControlStatement) -> bool:
    """Whether a statement has no day of its own but that of publication, which says nothing where a report looks back."""
    return statement.when is not None and statement.when.value.latest == report.published


def _nobody_known(statement: ControlStatement) -> bool:
    """Whether the holder is known by words alone that point to somebody told of elsewhere: "the group", "their forces"."""
    holder = statement.holder.match.value
    return holder.id is None and holder.name.lower().split()[0] in POINTING


def _a_share(statement: ControlStatement) -> bool:
    """Whether what is held is only a share of the place: "15% of the city", "half of the town"."""
    words = statement.place.mention.text.lower().replace("%", " % ").split()
    return bool(SHARES.intersection(words[:6]))


def control_at(intervals: Iterable[ControlInterval], day: dt.date) -> tuple[ControlInterval, ...]:
    """The intervals that hold on a day."""
    return tuple(one for one in intervals if (one.since is None or one.since <= day) and (one.until is None or day < one.until))


def _listed(one: ControlInterval) -> tuple[object, ...]:
    return (
        one.place.name,
        one.place.country or "",
        one.since or one.until or dt.date.min,
        one.until or dt.date.max,
        one.holder.name,
    )


def _point(report: Report, statement: ControlStatement, evidence: Evidence) -> ControlPoint | None:
    """A statement on its day; one without any day, of a place that is only near another, or for "its forces", is left out."""
    match = statement.place.match
    if match is None or match.value.precision == "near" or statement.holder.mention.text.split(" ", 1)[0].lower() in POSSESSIVE:
        return None
    event = evidence.event_of(report, statement) if statement.change != "holds" else None
    days = days_of(statement, event)
    day = days.latest or days.earliest or report.published
    if day is None:
        return None
    voice = evidence.voice(report, statement.speakers)
    holder = state_of(statement.holder.match.value)
    return ControlPoint(day, days, holder, statement.change, statement.stance, voice, match.value, event.id if event else None)


def _by_place(points: Iterable[ControlPoint]) -> list[list[ControlPoint]]:
    """The points of each place, by day."""
    groups: dict[str, list[ControlPoint]] = defaultdict(list)
    for point in sorted(points, key=_order):
        groups[point.key].append(point)
    return [group for _, group in sorted(groups.items())]


def _order(point: ControlPoint) -> tuple[object, ...]:
    """By day; on one day, what was held until then, what was lost, what was gained, what is held now."""
    change = "held" if point.change == "holds" and point.told.earliest is None else point.change
    return (point.day, point.stance == "denied", FIRST[change], *point.voice.order, _key(point.holder))


def _intervals(points: Sequence[ControlPoint]) -> list[ControlInterval]:
    """The intervals of one place."""
    done: list[_Open] = []
    now: _Open | None = None
    for point in (point for point in points if point.stance != "denied"):
        if now is not None and _one_side(now.holder, point.holder):
            now = _same_holder(point, now, done)
        elif point.change == "lost":
            _lost_by_another(point, now, done)
        else:
            now = _next_holder(point, now, done)
    if now is not None:
        done.append(now)
    for point in points:
        if point.stance == "denied":
            _deny(point, done)
    return [_made(one, points) for one in done]


def _same_holder(point: ControlPoint, now: _Open, done: list[_Open]) -> _Open | None:
    """The present holder is told of once more, or has lost the place."""
    if point.change == "lost":
        now.until = point.day
        done.append(now)
        return None
    _bears_out(point, now)
    return now


def _lost_by_another(point: ControlPoint, now: _Open | None, done: list[_Open]) -> None:
    """A loss by one who is not known to hold the place: it ends what was open to him, or shows that he held it until then."""
    known = [one for one in done if _key(one.holder) == _key(point.holder) and one.until is not None and one.until >= point.day]
    if known or (now is None and done) or point.stance == "possible":
        return
    if now is None or now.began >= point.day:
        earlier = _Open(point.holder, None, point.day, [point.voice], until=point.day)
        if not any(_key(one.holder) == _key(point.holder) for one in done):
            done.append(earlier)


def _next_holder(point: ControlPoint, now: _Open | None, done: list[_Open]) -> _Open | None:
    """Another holder is told of: a change, or a word against the present one where it comes close upon his gain."""
    if point.stance == "possible" and now is not None:
        return now
    fresh = now is not None and now.since is not None and (point.day - now.began).days <= DISPUTED_WITHIN
    if now is not None and fresh and point.change == "holds":
        if point.voice.origin not in {voice.origin for voice in now.asserting}:
            now.denying.append(point.voice)
        return now
    began = _Open(point.holder, _since(point, now), point.day, possible=point.stance == "possible")
    _bears_out(point, began)
    if now is not None:
        now.until = point.day
        done.append(now)
    return began


def _since(point: ControlPoint, now: _Open | None) -> dt.date | None:
    """The first day that it is so: of a gain its last possible day, of a plain statement none unless another held it before."""
    if point.change == "gained":
        wide = point.told.earliest is not None and (point.day - point.told.earliest).days > VAGUE
        return None if wide else point.day
    return point.day if now is not None else None


def _bears_out(point: ControlPoint, now: _Open) -> None:
    if point.stance == "asserted":
        now.asserting.append(point.voice)
        now.possible = False
    if point.event is not None and point.event not in now.events:
        now.events.append(point.event)


def _deny(point: ControlPoint, done: Sequence[_Open]) -> None:
    """A denial goes to the interval of that holder which begins, or is, about that day."""
    if point.change == "lost":
        return
    mine = [one for one in done if _key(one.holder) == _key(point.holder)]
    near = [one for one in mine if abs((one.began - point.day).days) <= DISPUTED_WITHIN]
    for one in near[:1]:
        one.denying.append(point.voice)
        if point.event is not None and point.event not in one.events:
            one.events.append(point.event)


def _made(one: _Open, points: Sequence[ControlPoint]) -> ControlInterval:
    status = status_of(one.asserting, one.denying) if not one.possible else "unconfirmed"
    return ControlInterval(
        place=points[0].place,
        holder=one.holder,
        since=one.since,
        until=one.until,
        status=status,
        asserted_by=reports_of(one.asserting),
        denied_by=reports_of(one.denying),
        independent_sources=counted(one.asserting),
        events=tuple(sorted(one.events)),
        reason=_reason(one),
    )


def _reason(one: _Open) -> str:
    begin = f"from {one.since.isoformat()}" if one.since else "since before it is told of"
    end = f" until {one.until.isoformat()}, when another is said to have it or it is said to be lost" if one.until else ""
    against = f"; {len(one.denying)} statement(s) against it" if one.denying else ""
    return f"{len(one.asserting)} statement(s) that {one.holder.name} holds it {begin}{end}{against}"


def _one_side(one: Actor, other: Actor) -> bool:
    """Whether two holders are one, or the one a general word for the other."""
    return _key(one) == _key(other) or may_be(one, other) or may_be(other, one)


def _key(holder: Actor) -> str:
    return holder.id or plain_name(holder.name)
