"""A report that looks back (a chronicle, an encyclopedia's article) -> the days that its story has come to, by where they are told.

In: the date phrases of a report by where they stand, and the day of publication. Out: a Story, on whose days a day without a year
hangs, or an empty one where the report tells of its own time. It looks back where its days with a year end long before
publication, hardly a word counts from the publication, and its days without a year are not all of the last weeks.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from vedette.lexicon import Lexicon
from vedette.model import Interval, Mention
from vedette.resolving.calendar_days import MONTHS
from vedette.resolving.dates import DateContext, resolve_date

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
NUMBER = re.compile(r"\d")
BARE_MONTH = re.compile(rf"^(?!.*\b(?:last|this|next|past)\b).*\b(?:{'|'.join(MONTHS)})\b", re.IGNORECASE)
LONG_AGO = dt.timedelta(60)
LATELY = dt.timedelta(45)
YEAR_LONG, SEASON_LONG = 366, 92
STEPS = 3  # steps of a story that a day may hang on: the last may be an aside
DEICTIC_SHARE = 0.1
SOME_DAY = Interval(dt.date(2001, 5, 9), dt.date(2001, 5, 9))
TWO_DAYS = (dt.date(2001, 6, 11), dt.date(2003, 7, 24))


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """A date phrase of a report, and whether its sentence opens with it."""

    mention: Mention
    opens: bool


@dataclass(frozen=True, slots=True)
class Step:
    """From an offset on, the story is at these days."""

    start: int
    days: Interval


@dataclass(frozen=True, slots=True)
class Story:
    """The steps of a story, in text order; none where the report tells of its own time."""

    steps: tuple[Step, ...] = ()

    def at(self, offset: int) -> tuple[Interval, ...]:
        """The days that the story has come to before an offset, or else begins with; the last first, and some before them."""
        last = max(1, bisect_right(self.steps, offset - 1, key=attrgetter("start")))
        return _latest(self.steps[:last])


def story_of(phrases: Sequence[DatePhrase], published: dt.date | None, lexicon: Lexicon) -> Story:
    """The Story of a report with these date phrases, in text order."""
    if published is None:
        return Story()
    dated = [phrase for phrase in phrases if YEAR.search(phrase.mention.text)]
    days = [found for phrase in dated if (found := _days(phrase, DateContext(published), lexicon)) is not None]
    if not days or max(_told_of(found) or published for found in days) > published - LONG_AGO:
        return Story()
    if _counts_from_now(phrases, lexicon) or _all_lately(phrases, published, lexicon):
        return Story()
    return Story(tuple(_steps(phrases, published, lexicon)))


def _told_of(days: Interval) -> dt.date | None:
    """The last of the days, or the first of many: "since April 2016" runs to the publication."""
    return days.latest if _length(days) <= YEAR_LONG else days.earliest


def _days(phrase: DatePhrase, context: DateContext, lexicon: Lexicon) -> Interval | None:
    """The days of a phrase where both ends are known."""
    found = resolve_date(phrase.mention.text, context, lexicon)
    if found is None or found.value.earliest is None or found.value.latest is None:
        return None
    return found.value


def _counts_from_now(phrases: Sequence[DatePhrase], lexicon: Lexicon) -> bool:
    """Whether words like "on Friday", "last week" come to more than a tithe of the days in numbers."""
    numbered = sum(NUMBER.search(phrase.mention.text) is not None for phrase in phrases)
    loose = {phrase.mention.text for phrase in phrases if not NUMBER.search(phrase.mention.text)}
    deictic = {words for words in loose if _hangs_on_now(words, lexicon)}
    return sum(phrase.mention.text in deictic for phrase in phrases) > numbered * DEICTIC_SHARE


def _hangs_on_now(words: str, lexicon: Lexicon) -> bool:
    """Whether words mean another day where they are written on another; a bare month ("early June") is told as a day in it is."""
    if BARE_MONTH.search(words):
        return False
    one, other = (resolve_date(words, DateContext(day, SOME_DAY), lexicon) for day in TWO_DAYS)
    return one is not None and other is not None and one.value != other.value


def _all_lately(phrases: Sequence[DatePhrase], published: dt.date, lexicon: Lexicon) -> bool:
    """Whether the days without a year are all of the weeks before publication: they are news, those with a year what led to it."""
    loose = [phrase for phrase in phrases if NUMBER.search(phrase.mention.text) and not YEAR.search(phrase.mention.text)]
    found = [days for phrase in loose if (days := _days(phrase, DateContext(published, tense="past"), lexicon)) is not None]
    return bool(found) and all(days.earliest is not None and days.earliest >= published - LATELY for days in found)


def _steps(phrases: Sequence[DatePhrase], published: dt.date, lexicon: Lexicon) -> list[Step]:
    """A day that opens a sentence moves the story on; so does any with a year before the first of them, or where that is wide."""
    found: list[Step] = []
    context = DateContext(published, tense="past")
    for phrase in phrases:
        dated = YEAR.search(phrase.mention.text) is not None
        vague = not found or _length(found[-1].days) > SEASON_LONG
        if not NUMBER.search(phrase.mention.text) or not (phrase.opens or (dated and vague)):
            continue
        here = replace(context, story=_latest(found))
        days = _days(phrase, here, lexicon) if dated or found else None
        if days is not None and _length(days) <= YEAR_LONG:
            if found and _within(days, found[-1].days):
                found.pop()  # the year of a title, and then the month
            found.append(Step(phrase.mention.start, days))
    return found


def _within(days: Interval, wide: Interval) -> bool:
    """Whether days are of a longer time, a season at least."""
    if _length(wide) <= SEASON_LONG or days.earliest is None or days.latest is None:
        return False
    return (wide.earliest or dt.date.max) <= days.earliest and days.latest <= (wide.latest or dt.date.min)


def _latest(steps: Sequence[Step]) -> tuple[Interval, ...]:
    return tuple(step.days for step in reversed(steps[-STEPS:]))


def _length(days: Interval) -> int:
    return (days.latest - days.earliest).days + 1 if days.earliest is not None and days.latest is not None else YEAR_LONG + 1
