"""Values -> the few words that a table shows of them: "3 Nov 2017", "Nov 2017", "≥ 14 killed"; unknown is "–".

Words of a report are stripped of control characters, so that no report can command a terminal.
"""

from __future__ import annotations

import calendar
import datetime as dt
import unicodedata
from collections.abc import Sequence

from vedette.model import TOLLS, ActorMention, Count, Interval, Match, PlaceMention, Speaker, Toll

UNKNOWN = "–"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
HIDDEN = ("Cc", "Cf", "Cs", "Co")
# A list of names in a cell is no longer than this; the rest are counted.
MOST_NAMES = 4


def day_words(day: dt.date | None) -> str:
    """A day: "3 Nov 2017"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else UNKNOWN


def interval_words(interval: Interval | None) -> str:
    """An interval as short as it can be said without losing a day: a day, a month, a year, or from–to."""
    if interval is None or (interval.earliest is None and interval.latest is None):
        return UNKNOWN
    first, last = interval.earliest, interval.latest
    if first is None or last is None:
        return f"from {day_words(first)}" if first else f"by {day_words(last)}"
    if first == last:
        return day_words(first)
    return _whole_months(first, last) or _span(first, last)


def count_words(count: Count | None) -> str:
    """A count: "3", "14–22", "≥ 14", "≤ 5"."""
    if count is None or (count.low is None and count.high is None):
        return UNKNOWN
    if count.low == count.high:
        return f"{count.low:,}"
    if count.high is None:
        return f"≥ {count.low:,}"
    return f"≤ {count.high:,}" if count.low is None else f"{count.low:,}–{count.high:,}"


def toll_words(toll: Toll) -> str:
    """A toll: "14–22 killed (5 children), 5 wounded"."""
    told: list[tuple[str, Match[Count] | None]] = [(name, getattr(toll, name)) for name in TOLLS]
    return ", ".join(f"{count_words(match.value)} {name}{_parts(toll, name)}" for name, match in told if match) or UNKNOWN


def _parts(toll: Toll, name: str) -> str:
    parts = ", ".join(f"{count_words(part.count.value)} {part.who}" for part in toll.parts if part.toll == name)
    return f" ({parts})" if parts else ""


def party_words(actors: Sequence[ActorMention], recipients: Sequence[ActorMention]) -> str:
    """Who does it and to whom: "Syria → Islamic State"."""
    if not recipients:
        return name_words(actors)
    return f"{name_words(actors)} → {name_words(recipients)}"


def name_words(actors: Sequence[ActorMention]) -> str:
    """The names of parties, each once."""
    names = list(dict.fromkeys(clean(actor.match.value.name) for actor in actors))
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    return (", ".join(names[:MOST_NAMES]) + more) or UNKNOWN


def place_words(mention: PlaceMention | None) -> str:
    """A place by its name, with what is vague about it; one that is not resolved by the report's words, in quotes."""
    if mention is None:
        return UNKNOWN
    if mention.match is None:
        return f"“{clean(mention.mention.text)}”"
    place = mention.match.value
    name = clean(place.name)
    if place.precision == "near":
        return f"near {name}"
    return name if place.precision in ("exact", "country") else f"{name} ({place.precision})"


def speaker_words(chains: Sequence[Sequence[Speaker]]) -> str:
    """Attribution chains in the report's words, innermost first, each once: "a military source via Reuters"."""
    told = [" via ".join(clean(speaker.mention.named.text) for speaker in chain) for chain in chains if chain]
    return "; ".join(dict.fromkeys(told)) or UNKNOWN


def clean(words: str) -> str:
    """`words` on one line, without control characters."""
    return " ".join(visible(words).split())


def visible(words: str) -> str:
    """`words` with a space for each control character."""
    return "".join(" " if unicodedata.category(character) in HIDDEN else character for character in words)


def _whole_months(first: dt.date, last: dt.date) -> str | None:
    if first.day != 1 or last.day != calendar.monthrange(last.year, last.month)[1]:
        return None
    if first.month == 1 and last.month == 12:
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if first.year != last.year:
        return f"{MONTHS[first.month - 1]} {first.year} – {MONTHS[last.month - 1]} {last.year}"
    months = MONTHS[first.month - 1] if first.month == last.month else f"{MONTHS[first.month - 1]}–{MONTHS[last.month - 1]}"
    return f"{months} {first.year}"


def _span(first: dt.date, last: dt.date) -> str:
    if first.year != last.year:
        return f"{day_words(first)} – {day_words(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} – {day_words(last)}"
    return f"{first.day}–{day_words(last)}"
