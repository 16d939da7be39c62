"""A report that looks back gives its days the year that its story has come to; news keeps that of the publication."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from vedette.lexicon import load
from vedette.model import Mention
from vedette.resolving.dates import DateContext, resolve_date
from vedette.resolving.story_days import DatePhrase, Story, story_of

LONG_AFTER = dt.date(2021, 6, 3)


def story(words: Sequence[str], published: dt.date | None = LONG_AFTER) -> Story:
    phrases = [DatePhrase(Mention(text, 100 * at, 100 * at + len(text)), True) for at, text in enumerate(words)]
    return story_of(phrases, published, load())


def read(words: str, told: Story, offset: int) -> dt.date | None:
    context = DateContext(LONG_AFTER, tense="past", story=told.at(offset))
    found = resolve_date(words, context, load())
    return found.value.earliest if found is not None else None


@pytest.mark.parametrize(
    ("words", "offset", "expected"),
    [
        ("9 March", 150, dt.date(2012, 3, 9)),
        ("28 February", 150, dt.date(2012, 2, 28)),
        ("5 January", 250, dt.date(2013, 1, 5)),
        ("1 January", 20, dt.date(2012, 1, 1)),
        ("in July", 150, dt.date(2012, 7, 1)),
    ],
)
def test_a_day_without_a_year_is_nearest_to_what_the_story_has_come_to(words: str, offset: int, expected: dt.date) -> None:
    assert read(words, story(["4 March 2012", "On 29 April", "On 20 December"]), offset) == expected


def test_an_aside_does_not_carry_the_story_off() -> None:
    told = story(["4 March 2012", "On 9 March", "On 2 May 2014"])
    assert read("11 March", told, 250) == dt.date(2012, 3, 11)
    assert read("4 May", told, 250) == dt.date(2014, 5, 4)


def test_a_year_that_opens_a_chapter_is_followed() -> None:
    assert read("11 March", story(["4 March 2012", "In 2015"]), 150) == dt.date(2015, 3, 11)


@pytest.mark.parametrize(
    "words",
    [
        ["On 22 May", "On 1 June", "since 4 March 2012"],  # all days without a year are of the weeks before publication
        ["4 March 2012", "On 9 April", "on Friday", "last week"],  # it counts from its own day
        ["4 March 2012", "12 May 2021", "On 9 April"],  # it tells of its own year
        ["On 9 April", "On 11 April"],  # nothing says the year
    ],
)
def test_news_tells_of_its_own_time(words: list[str]) -> None:
    assert story(words) == Story()


def test_bare_months_are_no_words_that_count_from_now() -> None:
    assert story(["4 March 2012", "early June", "late July", "On 9 August", "in October"]).steps


def test_a_day_within_the_year_of_a_title_waits_for_a_narrower_one() -> None:
    told = story(["2012", "January 2012", "9 March"])
    assert read("11 December", told, 150) == dt.date(2011, 12, 11)


def test_what_was_so_before_goes_back() -> None:
    told = story(["4 March 2012", "On 29 August"])
    context = DateContext(LONG_AFTER, tense="pluperfect", story=told.at(150))
    found = resolve_date("20 December", context, load())
    assert found is not None and found.value.earliest == dt.date(2011, 12, 20)


def test_yesterday_counts_from_where_the_story_has_come_to() -> None:
    assert read("yesterday", story(["4 March 2012", "On 29 August"]), 150) == dt.date(2012, 8, 28)


def test_since_a_day_is_told_of_by_its_beginning() -> None:
    assert story(["since April 2012", "4 March 2012", "On 9 April"]).steps


def test_without_a_publication_there_is_nothing_to_look_back_from() -> None:
    assert story(["4 March 2012", "On 9 April"], None) == Story()


@pytest.mark.parametrize("words", ["last May", "previous May", "next May", "that May"])
def test_months_told_by_a_side_are_found_however_far_the_story_is(words: str) -> None:
    assert resolve_date(words, DateContext(LONG_AFTER, story("4 March 2002".split("|")).at(9)[0]), load()) is not None
