"""Statements of control with the events they rest on -> who held each place from when to when.

Statements of a place are gone through by day. A side that gains a place, or that a later report says holds it, ends the
interval before; one that only denies a gain, or says within days that the old holder is still there, makes it contested, and
so does a side that has a part of the place, until one takes it all. A day that is only bounded counts as its last.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from vedette.model import Actor, Coded, ControlInterval, ControlPoint, Joined, Place, Voice
from vedette.resolving.states import backs, one_side
from vedette.situation.evidence import counted, reports_of, status_of
from vedette.situation.points import LONG_AFTER, by_place, control_points, key_of

DISPUTED_WITHIN = 3  # days after a gain within which a word against it makes it contested, not undone
VAGUE = 31  # days over which a gain has no day of its own
STILL = 366  # days for which a part that a side is told to have counts for who had the place until another took all of it


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
    partly: bool = False


def control_intervals(coded: Sequence[Coded], joined: Joined) -> tuple[ControlInterval, ...]:
    """Who held which place from when to when, by place and day; the same in every order of the reports."""
    return control_of(control_points(coded, joined))


def control_of(points: Iterable[ControlPoint]) -> tuple[ControlInterval, ...]:
    """Who held which place, of all points of each place."""
    return tuple(sorted((one for group in by_place(points) for one in _intervals(group)), key=_listed))


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


def _intervals(points: Sequence[ControlPoint]) -> list[ControlInterval]:
    """The intervals of one place."""
    done: list[_Open] = []
    now: _Open | None = None
    parts: list[ControlPoint] = []
    for point in (point for point in points if point.stance != "denied"):
        if point.part:
            parts.append(point)
            now = _a_part(point, now, done)
        elif now is not None and one_side(now.holder, point.holder):
            now = _same_holder(point, now, done)
        elif point.change == "lost":
            _lost_by_another(point, now, done)
        else:
            if now is None and point.change == "gained":
                done += _until_then(point, parts, done)
            now = _next_holder(point, now, done)
    if now is not None:
        done.append(now)
    for point in points:
        if point.stance == "denied":
            _deny(point, done)
    whole = next((point.place for point in points if not point.part), None)
    return [_made(one, whole or points[0].place) for one in done]


def _a_part(point: ControlPoint, now: _Open | None, done: list[_Open]) -> _Open | None:
    """A side has a part of the place: another's interval is contested from then on."""
    if now is None or point.change == "lost" or point.stance != "asserted" or point.day <= now.began:
        return now
    if one_side(now.holder, point.holder):
        return now
    if not now.partly:
        now.until = point.day
        done.append(now)
        now = _Open(now.holder, point.day, point.day, list(now.asserting), partly=True)
    now.denying.append(point.voice)
    return now


def _until_then(point: ControlPoint, parts: Sequence[ControlPoint], done: Sequence[_Open]) -> list[_Open]:
    """Who was last told to have a part of a place before another took it all had that part until then."""
    since = max((one.until for one in done if one.until is not None), default=dt.date.min)
    told = [one for one in parts if one.change != "lost" and one.stance == "asserted" and since <= one.day <= point.day]
    told = [one for one in told if (point.day - one.day).days <= STILL]
    others = [one for one in told if not one_side(one.holder, point.holder)]
    if not others:
        return []
    mine = [one.voice for one in told if one_side(one.holder, point.holder)]
    theirs = [one.voice for one in others if key_of(one.holder) == key_of(others[-1].holder)]
    return [_Open(others[-1].holder, None, others[0].day, theirs, mine, until=point.day, partly=True)]


def _same_holder(point: ControlPoint, now: _Open, done: list[_Open]) -> _Open | None:
    """The present holder is told of once more, has lost the place, or has now all of it."""
    helped = backs(point.holder, now.holder)
    if point.change == "lost" and helped:
        return now  # a power's forces that leave are not those whom it backs
    if point.change == "lost":
        now.until = point.day
        done.append(now)
        return None
    if now.partly and point.change == "gained" and point.stance == "asserted":
        now.until = point.day
        done.append(now)
        now = _Open(now.holder, point.day, point.day)
    if backs(now.holder, point.holder) or now.holder.name.startswith("Unidentified"):
        now.holder = point.holder
    _bears_out(point, now)
    return now


def _lost_by_another(point: ControlPoint, now: _Open | None, done: list[_Open]) -> None:
    """A loss by one who is not known to hold the place: it ends what was open to him, or shows that he held it until then.

    Where another takes it from him, he is who had it since the last one known to hold it had lost it.
    """
    known = [one for one in done if key_of(one.holder) == key_of(point.holder) and one.until is not None and one.until >= point.day]
    if known or point.stance == "possible":
        return
    if now is None and done:
        last = max((one for one in done if one.until is not None), key=lambda one: one.until or one.began)
        if point.before and (last.until or last.began) < point.day and not one_side(last.holder, point.holder):
            done.append(_Open(point.holder, last.until, last.until or point.day, [point.voice], until=point.day))
        return
    if now is None or now.began >= point.day:
        earlier = _Open(point.holder, None, point.day, [point.voice], until=point.day)
        if not any(key_of(one.holder) == key_of(point.holder) for one in done):
            done.append(earlier)


def _next_holder(point: ControlPoint, now: _Open | None, done: list[_Open]) -> _Open | None:
    """Another holder is told of: a change, or a word against the present one where it comes close upon his gain."""
    if point.stance == "possible" and now is not None:
        return now
    if now is not None and now.partly and point.change == "holds" and (point.day - now.began).days <= LONG_AFTER:
        now.denying.append(point.voice)
        return now
    fresh = now is not None and now.since is not None and (point.day - now.began).days <= DISPUTED_WITHIN
    if now is not None and fresh and point.change == "holds":
        if point.voice.origin not in {voice.origin for voice in now.asserting}:
            now.denying.append(point.voice)
        return now
    began = _Open(point.holder, _since(point, now is not None or bool(done)), point.day, possible=point.stance == "possible")
    _bears_out(point, began)
    if now is not None:
        now.until = point.day
        done.append(now)
    return began


def _since(point: ControlPoint, after_another: bool) -> dt.date | None:
    """The first day that it is so: of a gain its last possible day, of a plain statement none unless another held it before."""
    if point.change == "gained" and not after_another:
        wide = point.told.earliest is not None and (point.day - point.told.earliest).days > VAGUE
        return None if wide else point.day
    return point.day if after_another else None


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
    mine = [one for one in done if key_of(one.holder) == key_of(point.holder)]
    near = [one for one in mine if abs((one.began - point.day).days) <= DISPUTED_WITHIN]
    for one in near[:1]:
        one.denying.append(point.voice)
        if point.event is not None and point.event not in one.events:
            one.events.append(point.event)


def _made(one: _Open, place: Place) -> ControlInterval:
    status = status_of(one.asserting, one.denying) if not one.possible else "unconfirmed"
    return ControlInterval(
        place=place,
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
    word = "that another has a part of it" if one.partly else "against it"
    against = f"; {len(one.denying)} statement(s) {word}" if one.denying else ""
    return f"{len(one.asserting)} statement(s) that {one.holder.name} holds it {begin}{end}{against}"
