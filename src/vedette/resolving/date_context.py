"""What a date phrase hangs on, and what its handlers share: amounts of units, moving by them, parts of a span.

In: the named parts of a matched pattern. Out: Found (days, unit, score, reason as a clause after the quoted phrase).
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass

from vedette.model import Interval, Tense
from vedette.resolving.calendar_days import add, month_days, moved, one_day, say, say_interval, unit_days, year_days
from vedette.resolving.date_phrases import Words

Parts = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Found:
    """Days with the unit they were given in, how sure it is, and why, as a clause that follows the quoted phrase."""

    days: Interval
    unit: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Here:
    """What a phrase hangs on: a day for certain, `anchor` saying which, the day last told of, the tense; and the look-ups.

    `story` are the days that a report which looks back has come to, the last first.
    """

    day: dt.date
    narrative: Interval | None
    tense: Tense
    words: Words
    anchor: str = "the publication on"
    story: tuple[Interval, ...] = ()

    @property
    def year(self) -> int:
        """The year that one not given is looked for around."""
        told = self.story[0].latest if self.story else None
        return told.year if told else self.day.year

    @property
    def ahead(self) -> bool:
        """Whether the verb looks forward."""
        return self.tense == "future"

    @property
    def told(self) -> Interval:
        """The day last told of, or else the publication."""
        return self.narrative or one_day(self.day)

    @property
    def told_day(self) -> dt.date:
        """The last day of `told`."""
        return self.told.latest or self.told.earliest or self.day

    @property
    def told_words(self) -> str:
        """What `told` is, in words."""
        return f"the day last told of, {say_interval(self.told)}" if self.narrative else self.published_words

    @property
    def published_words(self) -> str:
        """The publication, in words."""
        return f"{self.anchor} {say(self.day)}"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of units, as far as the words give it; `text` says it."""

    low: int
    high: int
    unit: str
    slack: int
    text: str


def amount_of(m: Parts, words: Words) -> Amount:
    """The amount in the parts `q` (numbers) with `u`, `v` (plural units without number) or `t` ("the day")."""
    unit = m.get("u") or m.get("v") or m.get("t") or "day"
    unit = unit if unit in words.rows["unit"] else "day"
    bare = words.rows["quantity"]["bare"]
    low, high = numbers_of((m.get("q") or "").split(), words) if m.get("q") else (1, 1)
    if m.get("v"):
        low, high = int(bare["low"]), int(bare["high"])
    row, vague = words.rows["unit"][unit], m.get("vague")
    slack = int(row["slack"])
    if vague in ("about", "up to", "less than"):
        low, high, slack = (low, high, slack + max(1, int(row["slack"]))) if vague == "about" else (0, high, slack)
    elif vague in ("more than", "at least", "over"):
        high += 1
    number = str(low) if low == high else f"{low} to {high}"
    return Amount(low, high, unit, slack, f"{number} {unit}{'s' if high != 1 else ''}")


def numbers_of(symbols: Iterable[str], words: Words) -> tuple[int, int]:
    """Least and most of "two or three", "a couple of", "two and a half", "half an"."""
    lows: list[int] = []
    highs: list[int] = []
    for symbol in symbols:
        if symbol[0] == "N":
            both = (int(symbol[1:]), int(symbol[1:]))
        elif symbol[0] == "Q":
            row = words.rows["quantity"][symbol[1:]]
            both = (int(row["low"]), int(row["high"]))
        elif symbol == "Fhalf":
            both = (lows.pop(), highs.pop() + 1) if lows else (0, 1)
        else:
            continue
        if lows and lows[-1] >= 20 and lows[-1] % 10 == 0 and both[1] < 10:
            both = (lows.pop() + both[0], highs.pop() + both[1])
        lows.append(both[0])
        highs.append(both[1])
    return (min(lows), max(highs)) if lows else (1, 1)


def moved_by(days: Interval, amount: Amount, sign: int) -> Interval:
    """`days` moved by an amount, on (+1) or back (-1); months and years are whole calendar ones."""
    near, far = (amount.low, amount.high) if sign > 0 else (-amount.high, -amount.low)
    if amount.unit in ("month", "year"):
        first = days.earliest and unit_days(days.earliest, amount.unit, near).earliest
        return Interval(first, days.latest and unit_days(days.latest, amount.unit, far).latest)
    if amount.unit in ("hour", "minute"):
        per = 24 if amount.unit == "hour" else 1440
        least, most = amount.low // per, -(-amount.high // per) if amount.unit == "hour" else amount.high // per
        return moved(days, least, most) if sign > 0 else moved(days, -most, -least)
    length = 1 if amount.unit == "day" else {"week": 7, "fortnight": 14, "weekend": 7, "decade": 3652}[amount.unit]
    return moved(days, near * length - amount.slack, far * length + amount.slack)


def stepped(day: dt.date, steps: int, unit: str) -> dt.date:
    """The day so many units on (or back, where negative); a month's end stays one."""
    if unit in ("month", "year", "decade"):
        months = day.year * 12 + day.month - 1 + steps * {"month": 1, "year": 12, "decade": 120}[unit]
        year, month = months // 12, months % 12 + 1
        return dt.date(year, month, min(day.day, monthrange(year, month)[1]))
    hours = {"hour": 1, "minute": 0, "day": 24, "week": 168, "fortnight": 336, "weekend": 168}[unit] * abs(steps)
    return day + dt.timedelta((1 if steps > 0 else -1) * -(-hours // 24))


def part_of(found: Found, m: Parts, here: Here) -> Found:
    """The part of found days that "early", "the first half of" and the like leave; a part of a day is that day."""
    first, last = found.days.earliest, found.days.latest
    if first is None or last is None or found.unit not in ("week", "month", "year", "decade", "season"):
        return found
    if m.get("f"):
        days = _fraction(first, found.unit, int(m["o"] or 1), int(here.words.rows["fraction"][m["f"] or "half"]["parts"]))
    else:
        days = _row_part(found.days, found.unit, m["p"] or "", here)
    return (
        found if days is None else Found(days, "span", found.score * 0.95, f"{found.why}; of that the part is {say_interval(days)}")
    )


def _fraction(first: dt.date, unit: str, which: int, parts: int) -> Interval | None:
    if which > parts or unit not in ("month", "year", "decade"):
        return None
    if unit == "decade":
        return year_days(first.year + (which - 1) * 10 // parts, 10 // parts)
    if unit == "year":
        return month_days(first.year, 1 + (which - 1) * 12 // parts, 12 // parts)
    whole = month_days(first.year, first.month)
    cuts = [round(30 / parts * place) for place in range(parts + 1)]
    return Interval(add(first, cuts[which - 1]), whole.latest if which == parts else add(first, cuts[which] - 1))


def _row_part(days: Interval, unit: str, part: str, here: Here) -> Interval | None:
    row, first, last = here.words.rows["part"][part], days.earliest, days.latest
    if first is None or last is None:
        return None
    if "ref" in row:
        at = here.day if first <= here.day <= last else here.told_day
        if not first <= at <= last:
            return None
        return Interval(first, at) if row["ref"] == "before" else Interval(at, last)
    low, high = row.get(unit, (0, 0))
    if unit == "month":
        return Interval(add(first, low - 1), min(last, first + dt.timedelta(high - 1)))
    if unit == "year":
        return month_days(first.year, low, high - low + 1)
    if unit == "decade":
        return year_days(first.year + low, high - low + 1)
    if unit == "week":
        return Interval(add(first, low), add(first, high))
    return month_days(first.year, first.month + ("early", "mid", "late").index(part))
