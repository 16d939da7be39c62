"""Fields -> words by the templates of `brief.toml`, and the plain words for days, counts and lists that fields hold.

A template's part in [brackets] is left out where a field of it is not told; one that lacks a field outside them does not
fit. Fields are put in once and never read as templates.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from vedette.errors import LexiconError
from vedette.lexicon import Row, load
from vedette.model import Count, Interval

Fields = Mapping[str, str | None]
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
FIELD = re.compile(r"\{(\w+)\}")


def row(table: str, id_: str) -> Row:
    """A row of `brief.toml`; raises LexiconError where there is none."""
    for one in load().rows("brief", table):
        if one["id"] == id_:
            return one
    raise LexiconError(f"brief.toml: there is no [[{table}]] {id_!r}")


@lru_cache(maxsize=64)
def words(name: str) -> tuple[str, ...]:
    """The words of a list of `brief.toml`."""
    return row("list", name).words("words")


def kind_templates(kind: str, key: str) -> tuple[str, ...]:
    """The templates of a kind, then those that any kind has."""
    known = {one["id"]: one for one in load().rows("brief", "kind")}
    return tuple(template for id_ in (kind, "*") if id_ in known for template in known[id_].words(key))


def frame(name: str, fields: Fields) -> str | None:
    """The sentence of a frame; None where it lacks a field."""
    said = fill(row("frame", name)["says"], fields)
    return capital(said) if said is not None else None


def first_filled(templates: Sequence[str], fields: Fields) -> str | None:
    """The first template that fits the fields."""
    return next((said for template in templates if (said := fill(template, fields)) is not None), None)


def fill(template: str, fields: Fields) -> str | None:
    """A template with its fields put in; None where one outside brackets is not told.

    >>> fill("{who} took {what}[ from {whom}]", {"who": "They", "what": "it", "whom": None})
    'They took it'
    """
    parts: list[str] = []
    for index, piece in enumerate(OPTIONAL.split(template)):
        optional = index % 2 == 1
        told = all(fields.get(name) is not None for name in FIELD.findall(piece))
        if told:
            parts.append(FIELD.sub(lambda match: fields[match[1]] or "", piece))
        elif not optional:
            return None
    return "".join(parts)


def capital(words_: str) -> str:
    """With a capital letter first."""
    return words_[:1].upper() + words_[1:]


def listed(items: Iterable[str], *, joiner: str = "and") -> str | None:
    """Each once: "a, b and c"; None for none."""
    told = list(dict.fromkeys(items))
    if len(told) < 2:
        return told[0] if told else None
    return f"{', '.join(told[:-1])} {joiner} {told[-1]}"


def day_words(day: dt.date | None) -> str | None:
    """A day: "9 November 2017"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else None


def days_words(days: Interval | None) -> str | None:
    """Days as short as they can be said without losing one; None where none is told."""
    if days is None or (days.earliest is None and days.latest is None):
        return None
    first, last = days.earliest, days.latest
    if first is None or last is None:
        return f"from {day_words(first)} on" if first else f"by {day_words(last)}"
    if first == last:
        return day_words(first)
    return _whole(first, last) or _span(first, last)


def count_words(low: int | None, high: int | None) -> str:
    """A count: "14", "14 to 22", "at least 14"."""
    if low == high:
        return f"{low:,}"
    if high is None:
        return f"at least {low:,}"
    return f"at most {high:,}" if low is None else f"{low:,} to {high:,}"


def counted(count: Count) -> str:
    """The words of a Count."""
    return count_words(count.low, count.high)


def _whole(first: dt.date, last: dt.date) -> str | None:
    """A whole year or month by its name."""
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    month = (first.year, first.month) == (last.year, last.month)
    whole = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
    return f"{MONTHS[first.month - 1]} {first.year}" if month and whole else None


def _span(first: dt.date, last: dt.date) -> str:
    if first.year != last.year:
        return f"{day_words(first)} to {day_words(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} to {day_words(last)}"
    return f"{first.day} to {day_words(last)}"
