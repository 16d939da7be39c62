"""Reckoning with days, weeks, months and years, for resolving.dates.

In: days and numbers. Out: intervals of whole days, both ends inclusive, and words for them. Weeks run from Monday
to Sunday (ISO 8601); a month or year counted back or on is the whole calendar month or year.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange

from vedette.model import Interval

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def say(day: dt.date) -> str:
    """A day in words.

    >>> say(dt.date(2017, 11, 4))
    'Saturday 4 November 2017'
    """
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def say_interval(days: Interval) -> str:
    """An interval in words; an open end is said."""
    if days.earliest is None and days.latest is None:
        return "an unknown day"
    if days.earliest is None or days.latest is None:
        return f"from {say(days.earliest)} on" if days.earliest else f"no later than {say(days.latest)}" if days.latest else ""
    return say(days.earliest) if days.earliest == days.latest else f"{say(days.earliest)} to {say(days.latest)}"


def day_of(year: int, month: int, day: int) -> dt.date | None:
    """The day, or None where the calendar has none such."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def one_day(day: dt.date) -> Interval:
    """The interval of one day."""
    return Interval(day, day)


def month_days(year: int, month: int, months: int = 1) -> Interval:
    """The days of `months` whole months from `month`, which may run over the end of the year to either side."""
    first, last = year * 12 + month - 1, year * 12 + month - 1 + months - 1
    end_year, end_month = last // 12, last % 12 + 1
    return Interval(dt.date(first // 12, first % 12 + 1, 1), dt.date(end_year, end_month, monthrange(end_year, end_month)[1]))


def year_days(year: int, years: int = 1) -> Interval:
    """The days of `years` whole years from `year`."""
    return Interval(dt.date(year, 1, 1), dt.date(year + years - 1, 12, 31))


def week_days(day: dt.date) -> Interval:
    """Monday to Sunday of the week that holds `day`."""
    monday = day - dt.timedelta(day.weekday())
    return Interval(monday, monday + dt.timedelta(6))


def unit_days(day: dt.date, unit: str, steps: int = 0) -> Interval:
    """The calendar unit that lies `steps` after the one that holds `day`; a weekend is that of the week."""
    if unit == "month":
        return month_days(day.year, day.month + steps)
    if unit == "year":
        return year_days(day.year + steps)
    if unit == "decade":
        return year_days((day.year // 10 + steps) * 10, 10)
    moved = day + dt.timedelta(steps * (7 if unit in ("week", "weekend") else 14 if unit == "fortnight" else 1))
    if unit == "weekend":
        return Interval(moved - dt.timedelta(moved.weekday() - 5), moved - dt.timedelta(moved.weekday() - 6))
    return week_days(moved) if unit == "week" else one_day(moved)


def weekday_near(day: dt.date, weekday: int, direction: int, *, same: bool = True) -> dt.date:
    """The nearest `weekday` before (-1) or after (+1) `day`, or `day` itself where `same` allows it."""
    away = (day.weekday() - weekday if direction < 0 else weekday - day.weekday()) % 7
    return day + dt.timedelta(direction * (away or (0 if same else 7)))


def moved(days: Interval, low: int, high: int) -> Interval:
    """Both ends moved, the earliest by `low` days and the latest by `high`; an open end stays open."""
    return Interval(add(days.earliest, low), add(days.latest, high))


def add(day: dt.date | None, days: int) -> dt.date | None:
    """`day` moved by `days`; None stays None, and a day outside the calendar is None."""
    try:
        return None if day is None else day + dt.timedelta(days)
    except OverflowError:
        return None
