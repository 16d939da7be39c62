"""Dates by counting ("on Friday", "two weeks ago", "a day later"): a handler a pattern of `date_phrases.CORES`.

In: the named parts of a matched pattern and what it hangs on. Out: Found. Words like "yesterday" and "last week" count from
the publication; "a day later" and "that week" from the day last told of, and less surely from the publication without one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from vedette.model import Interval
from vedette.resolving.calendar_days import WEEKDAYS, add, moved, one_day, say, say_interval, unit_days, weekday_near
from vedette.resolving.date_context import Found, Here, Parts, amount_of, moved_by, numbers_of, part_of, stepped


def _told_weekday(m: Parts, here: Here) -> Found | None:
    number, side = int(m["w"] or 0), m["rel"]
    on = side in ("following", "after")
    day = weekday_near(here.told_day, number, 1 if on else -1, same=side in ("same", "that"))
    word = "next after" if on else "last on or before" if side in ("same", "that") else "last before"
    return Found(
        one_day(day), "day", 0.85 if here.narrative else 0.6, f"is the {WEEKDAYS[number]} {word} {here.told_words}: {say(day)}"
    )


def _weekday(m: Parts, here: Here) -> Found | None:
    number = int(m["w"] or 0)
    if m.get("rw"):
        told = m["rw"] not in ("last", "this", "next")
        base = here.told_day if told else here.day
        steps = {"last": -1, "this": 0, "next": 1, "previous": -1, "following": 1}.get(m["rw"] or "", 0)
        day = base - dt.timedelta(base.weekday() - number - 7 * steps)
        counted = here.told_words if told else here.published_words
        return Found(one_day(day), "day", 0.9, f"is {say(day)}, by the week of {counted}")
    side = m.get("rel")
    if side == "this" and here.tense in ("none", "present"):
        day = here.day - dt.timedelta(here.day.weekday() - number)
        return Found(one_day(day), "day", 0.8, f"is {say(day)}, in the week of {here.published_words}")
    on = side in ("next", "coming") or (here.ahead and side in (None, "this"))
    from_told = here.tense == "pluperfect" and here.narrative is not None and side is None
    base, words = (here.told_day, here.told_words) if from_told else (here.day, here.published_words)
    day = weekday_near(base, number, 1 if on else -1, same=side in (None, "this"))
    score = 0.92 if here.tense != "none" and side is None else 0.82
    exact = side not in (None, "this")
    return Found(one_day(day), "day", score, f"is {say(day)}, the {_nth(on, exact)} {words}")


def _nth(on: bool, exact: bool) -> str:
    return f"{'next' if on else 'last'} such day {'' if exact else 'on or '}{'after' if on else 'before'}"


def _relative(m: Parts, here: Here) -> Found | None:
    row = here.words.rows["relative"][m["r"] or ""]
    days = moved(one_day(here.day), int(row["first"]), int(row["last"]))
    return Found(days, "day", 0.7 if m["r"] == "now" else 0.93, f"is {say_interval(days)}, counted from {here.published_words}")


def _span(m: Parts, here: Here) -> Found | None:
    """ "the past few weeks" end at the publication, "the following two days" begin after the day last told of."""
    side, unit = m["rel"] or "", m["u"] or "day"
    unit = unit if unit in here.words.rows["unit"] else "day"
    low = numbers_of((m.get("q") or "").split(), here.words)[0]
    steps, size = (low, unit) if m.get("q") else (int(here.words.rows["unit"][unit]["recent"]), "day")
    told = side in ("following", "previous") or (side == "next" and not here.ahead and here.narrative is not None)
    base, counted = (here.told_day, here.told_words) if told else (here.day, here.published_words)
    score = (0.85 if m.get("q") else 0.75) if not told or here.narrative else 0.4
    if side in ("next", "coming", "following"):
        days = Interval(base + dt.timedelta(1 if told else 0), stepped(base, steps, size))
    else:
        first = here.told.earliest or base if told else base
        days = Interval(stepped(first, -steps, size), first - dt.timedelta(1) if told else base)
    return Found(days, "span", score, f"is {say_interval(days)}, counted from {counted}")


def _in_unit(m: Parts, here: Here) -> Found | None:
    unit = m["u"] if m["u"] in ("week", "month", "year", "decade", "weekend") else "day"
    base = here.told if unit == "day" else unit_days(here.told_day, unit)
    score = 0.8 if here.narrative else 0.6
    return part_of(Found(base, unit, score, f"is {say_interval(base)}, counted from {here.told_words}"), m, here)


def _ago(m: Parts, here: Here) -> Found | None:
    amount = amount_of(m, here.words)
    days = moved_by(one_day(here.day), amount, -1)
    days = Interval(days.earliest, min(days.latest or here.day, here.day))
    return Found(
        days,
        amount.unit,
        0.9 if days.earliest == days.latest else 0.8,
        f"is {amount.text} before {here.published_words}: {say_interval(days)}",
    )


def _shift(m: Parts, here: Here) -> Found | None:
    """ "a day later", "three days earlier", "a day after": counted from the day last told of."""
    amount = amount_of(m, here.words)
    back = m["way"] == "earlier" or m["side"] in ("before", "previous")
    if here.narrative or back:
        days = moved_by(here.told, amount, -1 if back else 1)
        side = "before" if back else "after"
        score = (0.88 if amount.low == amount.high else 0.75) if here.narrative else 0.45
        return Found(days, amount.unit, score, f"is {amount.text} {side} {here.told_words}: {say_interval(days)}")
    return _unanchored(here, fresh=m["side"] == "after")


def _unanchored(here: Here, *, fresh: bool) -> Found:
    """What follows a happening whose day is not known: news when it is `fresh`, else no later than the publication."""
    if here.ahead:
        return Found(
            Interval(here.day, None),
            "span",
            0.3,
            f"counts from a day that is not known; told as to come, so after {here.published_words}",
        )
    if fresh:
        why = "counts from a happening whose day is not known; what followed it is taken to be told on the day of "
        return Found(one_day(here.day), "day", 0.4, why + here.published_words)
    return Found(
        Interval(None, here.day), "span", 0.3, f"counts from a day that is not known, so no later than {here.published_words}"
    )


def _hence(m: Parts, here: Here) -> Found | None:
    amount = amount_of(m, here.words)
    days = moved_by(one_day(here.day), amount, 1)
    return Found(days, amount.unit, 0.85, f"is {amount.text} after {here.published_words}: {say_interval(days)}")


def _hence_ahead(m: Parts, here: Here) -> Found | None:
    return _hence(m, here) if here.ahead else None


def _daypart(m: Parts, here: Here) -> Found | None:
    """ "last night" may lie on either side of midnight."""
    side, night = m["rel"] or "", m["h"] in ("night", "overnight")
    if side in ("last", "this"):
        days = one_day(here.day) if side == "this" else Interval(add(here.day, -1), here.day if night else add(here.day, -1))
        return Found(days, "day", 0.9, f"is {say_interval(days)}, counted from {here.published_words}")
    return _told_step({"following": 1, "next": 1, "previous": -1}.get(side, 0), here)


def _told_step(steps: int, here: Here) -> Found:
    if steps > 0 and here.narrative is None:
        return _unanchored(here, fresh=False)
    base = here.told if steps == 0 else one_day(here.told_day if steps > 0 else here.told.earliest or here.told_day)
    days = moved(base, steps, steps)
    step = f"is the day {'after' if steps > 0 else 'before'}" if steps else "is"
    why = f"{step} {here.told_words}" + (f": {say_interval(days)}" if steps else "")
    return Found(days, "day", 0.88 if here.narrative else 0.4, why)


def _unit(m: Parts, here: Here) -> Found | None:
    """ "last week" is the calendar week before, "the last week" and "the past week" the seven days to the publication."""
    side, unit = m.get("rel"), m["u"] or "day"
    if unit == "weekend":
        return _weekend(side, here)
    told = side in ("that", "same", "previous", "following") or (side == "next" and bool(m.get("the") or unit == "day"))
    steps = {"last": -1, "next": 1, "coming": 1, "previous": -1, "following": 1}.get(side or "", 0)
    if told and unit == "day":
        return _told_step(steps, here)
    if side == "past" or (side == "last" and m.get("the")):
        days = Interval(stepped(here.day, -1, unit), here.day)
        return Found(days, "span", 0.85, f"is {say_interval(days)}, up to {here.published_words}")
    base, counted = (here.told_day, here.told_words) if told else (here.day, here.published_words)
    days = unit_days(base, unit, steps)
    score = 0.9 if not told or here.narrative else 0.45
    return Found(days, unit, score, f"is {say_interval(days)}, counted from {counted}")


def _weekend(side: str | None, here: Here) -> Found | None:
    told = side in ("that", "same", "previous", "following")
    base, counted = (here.told_day, here.told_words) if told else (here.day, here.published_words)
    on = side in ("next", "coming", "following") or (here.ahead and side in (None, "this"))
    saturday = weekday_near(base, 5, 1 if on else -1, same=side in (None, "this", "past", "that", "same"))
    if side in ("last", "previous") and base.weekday() == 6:
        saturday -= dt.timedelta(7)
    days = Interval(saturday, add(saturday, 1))
    return Found(days, "week", 0.88, f"is the weekend of {say_interval(days)}, counted from {counted}")


def _running(m: Parts, here: Here) -> Found | None:
    """ "for the third day" is three days in a row, the last being the day told of."""
    unit = m["u"] if m["u"] in here.words.rows["unit"] else "day"
    steps, last = int(m["o"] or 1) - 1, here.told_day
    days = Interval(stepped(last, -steps, unit or "day") if steps else last, last)
    return Found(
        days, "span", 0.7, f"is the {'last' if steps == 0 else steps + 1} in a row up to {here.told_words}: {say_interval(days)}"
    )


def _lasting(m: Parts, here: Here) -> Found | None:
    """ "for two weeks" says how long; that it ends at the publication (begins there, in the future) is supposed."""
    amount = amount_of(m, here.words)
    day = stepped(here.day, amount.low if here.ahead else -amount.low, amount.unit)
    days = Interval(here.day, day) if here.ahead else Interval(day, here.day)
    side = "from" if here.ahead else "back from"
    why = f"says how long, {amount.text}; counted {side} {here.published_words}: {say_interval(days)}"
    return Found(days, "span", 0.45, why)


def _told_daypart(m: Parts, here: Here) -> Found | None:
    fresh = here.narrative is None or (here.day - here.told_day).days <= 1
    if m.get("h") != "overnight":
        days, words = here.told, here.told_words
    else:
        days, words = (
            (moved(one_day(here.day), -1, 0), here.published_words) if fresh else (moved(here.told, 0, 1), here.told_words)
        )
    score = 0.85 if m.get("h") == "overnight" and fresh else 0.7 if here.narrative else 0.45
    return Found(days, "day", score, f"is a time of {say_interval(days)}, counted from {words}")


def _then(_m: Parts, here: Here) -> Found | None:
    return Found(here.told, "day", 0.75 if here.narrative else 0.4, f"is {here.told_words}")


RELATIVE: dict[str, Callable[[Parts, Here], Found | None]] = {
    "told_weekday": _told_weekday,
    "weekday": _weekday,
    "relative": _relative,
    "span": _span,
    "in_unit": _in_unit,
    "ago": _ago,
    "shift": _shift,
    "hence": _hence,
    "hence_ahead": _hence_ahead,
    "daypart": _daypart,
    "unit": _unit,
    "running": _running,
    "lasting": _lasting,
    "told_daypart": _told_daypart,
    "then": _then,
}
