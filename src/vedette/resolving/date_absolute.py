"""Dates by name ("4 November 2017", "early 2014", "the spring of 2015"): a handler a pattern of `date_phrases.CORES`.

In: the named parts of a matched pattern and what it hangs on. Out: Found, or None where the calendar has no such day. A year
that is not given is the one that the tense looks to from the publication. A weekday that disagrees is said; the date holds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from vedette.model import Interval
from vedette.resolving.calendar_days import MONTHS, WEEKDAYS, day_of, month_days, one_day, say, say_interval, year_days
from vedette.resolving.date_context import Found, Here, Parts

BACKWARDS, ASIDE = 3.0, 60  # what going back in a story costs beside going on, and the days that passing over a step costs
TOLD = ("that", "same", "previous", "following")


def _year(m: Parts, here: Here) -> int | None:
    if m.get("y"):
        return int(m["y"] or 0)
    if m.get("ry") in ("that", "same"):
        return here.told_day.year
    return here.day.year + {"last": -1, "this": 0, "next": 1}[m["ry"] or ""] if m.get("ry") else None


def _pick(choices: Iterable[Interval], here: Here) -> Interval | None:
    """Of the same days in several years, the one that the tense looks to, or else the nearest."""
    known = [choice for choice in choices if choice.earliest and choice.latest]
    if here.story:
        back = here.tense == "pluperfect"
        return min(known, key=lambda choice: _from_story(choice, here.story, back=back), default=None)
    behind = [choice for choice in known if choice.earliest and choice.earliest <= here.day]
    ahead = [choice for choice in known if choice.latest and choice.latest >= here.day]
    if here.tense in ("past", "pluperfect"):
        return behind[-1] if behind else None
    if here.ahead:
        return ahead[0] if ahead else None
    return min(known, key=lambda choice: _away(choice, here.day), default=None)


def _from_story(choice: Interval, story: Sequence[Interval], *, back: bool) -> float:
    """How far a day lies from where the story has come to, or was before an aside: it rather goes on than back.

    With `back` it rather goes back: "had taken it in December".
    """
    return min(_between(choice, days, back=back) + step * ASIDE for step, days in enumerate(story))


def _between(choice: Interval, told: Interval, *, back: bool) -> float:
    if choice.earliest is None or choice.latest is None or told.earliest is None or told.latest is None:
        return float(10**6)
    later, earlier = (choice.earliest - told.latest).days, (told.earliest - choice.latest).days
    return max(later * BACKWARDS, earlier, 0) if back else max(later, earlier * BACKWARDS, 0)


def _away(days: Interval, day: dt.date) -> int:
    if days.earliest is None or days.latest is None:
        return 10**6
    return max((days.earliest - day).days, (day - days.latest).days, 0)


def _picked_words(here: Here) -> str:
    if here.story:
        return f"nearest to what the report, which looks back, has come to: {say_interval(here.story[0])}"
    side = "no later than" if here.tense in ("past", "pluperfect") else "no earlier than" if here.ahead else "nearest to"
    return f"{side} {here.published_words}"


def _day(m: Parts, here: Here) -> Found | None:
    number = int(m.get("d") or m.get("_d") or 0)
    month, year = (
        int(m.get("m") or m.get("_m") or 0),
        _year({**m, "y": m.get("y") or m.get("_y"), "ry": m.get("ry") or m.get("_ry")}, here),
    )
    if not 1 <= month <= 12:
        return None
    if year is not None:
        day = day_of(year, month, number)
        return _checked(Found(one_day(day), "day", 0.98, f"is {say(day)}"), m) if day else None
    years = range(max(1, here.year - 8), here.year + 9)
    picked = _pick((one_day(day) for day in (day_of(year, month, number) for year in years) if day), here)
    if picked is None:
        return None
    why = f"gives no year; {say_interval(picked)} is the one {_picked_words(here)}"
    return _checked(Found(picked, "day", 0.88, why), m)


def _checked(found: Found, m: Parts) -> Found:
    """Says where the weekday and the date disagree; the date holds."""
    said, day = m.get("w") or m.get("x"), found.days.earliest
    if said is None or day is None:
        return found
    if day.weekday() == int(said):
        return replace(found, score=min(1.0, found.score + 0.01))
    wrong = f"{found.why}; the weekday given, {WEEKDAYS[int(said)]}, disagrees with the date, which is kept"
    return replace(found, score=found.score * 0.7, why=wrong)


def _iso(m: Parts, _here: Here) -> Found | None:
    year, month, number = (int(part) for part in (m["iso"] or "").split("-"))
    day = day_of(year, month, number)
    return _checked(Found(one_day(day), "day", 0.98, f"is {say(day)}"), m) if day else None


def _ambiguous(m: Parts, _here: Here) -> Found | None:
    one, two, year = (int(part) for part in (m["a"] or "").split("/"))
    if not (1 <= one <= 12 and 1 <= two <= 12):
        return None
    either = f"{one} {MONTHS[two - 1]} or {two} {MONTHS[one - 1]} {year}"
    return Found(Interval(None, None), "day", 0.0, f"may be {either}, by the country of the writer, and stays unresolved")


def _day_list(m: Parts, here: Here) -> Found | None:
    first, last = int(m["d"] or 0), int(m.get("e") or m.get("f") or 0)
    ends = [_day({**m, "d": str(number), "w": None}, here) for number in (last, first)]
    if first >= last or ends[0] is None or ends[0].days.earliest is None:
        return None
    begin = day_of(ends[0].days.earliest.year, ends[0].days.earliest.month, first)
    days = Interval(begin, ends[0].days.latest)
    return Found(days, "list", ends[0].score, f"runs {say_interval(days)}; its end {ends[0].why}") if begin else None


def _years(m: Parts, _here: Here) -> Found | None:
    first, text = int(m["y"] or 0), m["z"] or ""
    last = int(text) if len(text) == 4 else first // 100 * 100 + int(text)
    return Found(year_days(first, last - first + 1), "list", 0.93, f"is the years {first} to {last}") if last > first else None


def _month(m: Parts, here: Here) -> Found | None:
    return _part_of_year(m, here, (int(m["m"] or 1), 1), "month")


def _season(m: Parts, here: Here) -> Found | None:
    row = here.words.rows["season"].get(m["s"] or "")
    found = row and _part_of_year(m, here, (int(row["month"]), int(row["months"])), "season")
    return replace(found, score=found.score * 0.9, why=f"{found.why}, by the northern seasons") if found else None


def _part_of_year(m: Parts, here: Here, months: tuple[int, int], unit: str) -> Found | None:
    month, length = months
    if (year := _year(m, here)) is not None:
        days = month_days(year, month, length)
        return Found(days, unit, 0.96, f"is {say_interval(days)}")
    side = m.get("rel")
    picked = _by_side(side, month, length, here) if side else _pick(_around(here.year, month, length), here)
    place = here.told_words if side in TOLD else here.published_words
    which = f"that '{side}' means, counted from {place}" if side else _picked_words(here)
    return Found(picked, unit, 0.88, f"gives no year; {say_interval(picked)} is the one {which}") if picked else None


def _around(year: int, month: int, length: int) -> list[Interval]:
    """The same months of this year and of the two years to either side."""
    return [month_days(other, month, length) for other in range(year - 2, year + 3)]


def _by_side(side: str, month: int, length: int, here: Here) -> Interval | None:
    """ "last May", "that May": counted from the day last told of or from the publication."""
    base = here.told_day if side in TOLD else here.day
    around = _around(base.year, month, length)
    if side in ("that", "same", "this"):
        return around[2]
    if side in ("last", "past", "previous"):
        return next((days for days in reversed(around) if days.latest and days.latest < base), None)
    return next((days for days in around if days.earliest and days.earliest > base), None)


def _whole_year(m: Parts, _here: Here) -> Found | None:
    return Found(year_days(int(m["y"] or 0)), "year", 0.96, f"is the year {m['y']}")


def _decade(m: Parts, _here: Here) -> Found | None:
    return Found(year_days(int(m["c"] or 0), 10), "decade", 0.95, f"is the years {m['c']} to {int(m['c'] or 0) + 9}")


def _month_day(m: Parts, here: Here) -> Found | None:
    number, told = int(m["d"] or 0), here.told_day
    days = [one_day(day) for step in range(-2, 3) if (day := day_of(*_month_step(told, step), number))]
    picked = _pick(days, replace(here, day=told, tense="none") if here.narrative else here)
    return Found(picked, "day", 0.7, f"gives no month; {say_interval(picked)} goes with {here.told_words}") if picked else None


def _month_step(day: dt.date, steps: int) -> tuple[int, int]:
    months = day.year * 12 + day.month - 1 + steps
    return months // 12, months % 12 + 1


ABSOLUTE: dict[str, Callable[[Parts, Here], Found | None]] = {
    "iso": _iso,
    "ambiguous": _ambiguous,
    "day_list": _day_list,
    "day": _day,
    "years": _years,
    "month": _month,
    "season": _season,
    "year": _whole_year,
    "decade": _decade,
    "month_day": _month_day,
}
