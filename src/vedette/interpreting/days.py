"""The days of claims: by their own words, on from the day last told, or bounded by when they were said or written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from vedette.interpreting.context import Context
from vedette.model import (
    Claim,
    HoldingClaim,
    Interval,
    Match,
    Mention,
    Tense,
)
from vedette.resolving.dates import resolve_anchor, resolve_date

# Sentences within which an event without a day is of the day told last: into the next paragraph one, within a paragraph more.
GOES_ON, GOES_ON_INSIDE = 2, 5


@dataclass(frozen=True, slots=True)
class Told:
    """The days last told of, whether that was near enough to go on from, and the day that a phrase counts to.

    `known` are the days of words met before, by where they stand: two events of one "the day before" share it; `above` is the
    day of the heading that it stands under.
    """

    days: Interval | None
    fresh: bool
    counted_to: Interval | None
    known: Mapping[int, Match[Interval]]
    above: Interval | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """The days that a report's story has come to, and the sentence and the offset at which they were told."""

    days: Interval | None = None
    sentence: int = -GOES_ON_INSIDE
    offset: int = 0


def opened(at: int, point: Point, context: Context) -> Point:
    """Where the story stands when a sentence opens: at the day that it opens with, else where it stood."""
    words = context.days_set.get(at)
    if words is None:
        return point
    found = resolve_date(words.words, context.clock_at(words.start, point.days), context.lexicon)
    if found is None:
        return point
    return Point(found.value, at, words.end) if is_short(found.value) else come_to(found.value, point)


def come_to(days: Interval, point: Point) -> Point:
    """ "By 5 May": a next day counts from there, but what is told without a day is not of it."""
    if days.earliest is not None or days.latest is None:
        return point
    return Point(Interval(days.latest, days.latest))


def after_saying(claim: Claim, point: Point, context: Context) -> Point:
    """Where the story stands after what was said on a day: "On 2 May, X said …" lets a next day count from there."""
    if claim.when is not None or claim.said_when is None:
        return point
    found = resolve_date(claim.said_when.words, context.clock_at(claim.said_when.start, point.days), context.lexicon)
    return Point(found.value) if found is not None and is_short(found.value) else point


def near_enough(claim: Claim, point: Point, context: Context) -> bool:
    """Whether a claim stands near enough to the day last told to go on from it."""
    away = claim.sentence_index - point.sentence
    same_paragraph = "\n\n" not in context.report.text[point.offset : claim.trigger.start]
    return away < (GOES_ON_INSIDE if same_paragraph else GOES_ON)


def day_above(sentence: Mention, context: Context) -> Interval | None:
    """The day of the heading that a sentence stands under."""
    words = context.headed.get(sentence.start)
    found = resolve_date(words.words, context.clock_at(words.start), context.lexicon) if words is not None else None
    return found.value if found is not None and is_short(found.value) else None


def day_counted_to(claim: Claim, claims: Sequence[Claim], told: Interval | None, context: Context) -> Interval | None:
    """The day that "a day after taking X, …" counts to: the main event's own, or the day on which it was said."""
    main = [other for other in claims if other.sentence_index == claim.sentence_index and not other.when_counts_from_it]
    for words in (*(other.when for other in main), claim.said_when, *(other.said_when for other in main)):
        found = resolve_date(words.words, context.clock_at(words.start, told), context.lexicon) if words is not None else None
        if found is not None and is_short(found.value):
            return found.value
    return None


def when_of(claim: Claim, told: Told, context: Context) -> Match[Interval] | None:
    """The days of a claim: by its own words, else bounded by when it was said or published."""
    tense: Tense = "future" if claim.stance == "planned" else claim.tense
    day = context.clock_at(claim.when.start if claim.when is not None else claim.trigger.start, told.days, tense)
    if claim.when is not None and claim.when.start in told.known:
        return told.known[claim.when.start]
    said = _said_on(claim, told, context)
    if said is not None:
        day = replace(day, narrative=said)  # "said on Monday that … the previous day"
    if claim.when is not None:
        if claim.when_counts_from_it:
            anchored = resolve_anchor(claim.when.words, replace(day, narrative=told.counted_to), context.lexicon)
            if anchored is not None:
                return anchored
        found = resolve_date(claim.when.words, day, context.lexicon)
        if found is not None:
            return found
    return _bounded(claim, told, context)


def _said_on(claim: Claim, told: Told, context: Context) -> Interval | None:
    """The one day on which a claim was said, if its words give one."""
    if claim.said_when is None:
        return None
    found = resolve_date(claim.said_when.words, replace(context.clock, narrative=told.days), context.lexicon)
    return found.value if found is not None and is_short(found.value) else None


def _bounded(claim: Claim, told: Told, context: Context) -> Match[Interval] | None:
    here = context.clock_at(claim.trigger.start, told.days)
    said = resolve_date(claim.said_when.words, here, context.lexicon) if claim.said_when else None
    goes_on = (
        told.fresh and claim.said_when is None and claim.tense in ("past", "none") and claim.stance in ("asserted", "possible")
    )
    if goes_on and told.days is not None:
        return Match(told.days, 0.45, "no day is told; it goes on from what was told just before")
    written = told.above.latest if told.above is not None else here.published
    latest = said.value.latest if said is not None and said.value.latest is not None else written
    if latest is None or claim.stance == "hypothetical" or (said is None and here.story and not _over(claim)):
        return None  # what is still to come in a report that looks back may be over when it is published
    if claim.stance == "planned":
        return Match(Interval(latest, None), 0.4, f"no day is told; it lay ahead on {_day(latest)}")
    if claim.tense == "present" and not claim.again:
        return Match(Interval(latest, latest), 0.5, f"no day is told; it was going on when told, on {_day(latest)}")
    return Match(Interval(None, latest), 0.4, f"no day is told; it was over when told, on {_day(latest)}")


def _over(claim: Claim) -> bool:
    return claim.stance != "planned" and claim.tense != "present"


def when_held(claim: HoldingClaim, context: Context) -> Match[Interval] | None:
    """The days of a holding: by its own words, else up to when it was told."""
    published = context.clock.published
    if claim.when is not None:
        found = resolve_date(claim.when.words, context.clock_at(claim.when.start), context.lexicon)
        if found is not None:
            return found
    above = day_above(claim.sentence, context)
    if above is not None:
        return Match(above, 0.4, "no day is told; it stands under the heading of this day")
    if published is None:
        return None
    return Match(Interval(None, published), 0.4, f"no day is told; it was so when told, on {_day(published)}")


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def is_short(days: Interval) -> bool:
    """Whether an interval is narrow enough for "the same day" to hang on it."""
    return days.earliest is not None and days.latest is not None and (days.latest - days.earliest).days <= 3
