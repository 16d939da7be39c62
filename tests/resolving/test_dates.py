"""Date phrases and what they mean: rows of (phrase, earliest, latest), a table a situation, boundaries in pairs."""

import datetime as dt
import re

import pytest

from vedette.lexicon.tables import load
from vedette.model import Interval
from vedette.resolving.dates import DateContext, find_dates, resolve_anchor, resolve_date


def day(text: str) -> dt.date | None:
    return None if text == "-" else dt.date.fromisoformat(text)


def span(first: str, last: str = "") -> Interval:
    return Interval(day(first), day(last or first))


def rows(text: str) -> list[tuple[str, Interval]]:
    """Lines "phrase | earliest | latest"; the latest is left out for one day, "-" is an open end."""
    made = []
    for line in text.strip().splitlines():
        phrase, *ends = (part.strip() for part in line.split("|"))
        made.append((phrase, span(*ends)))
    return made


def resolved(phrase: str, context: DateContext) -> Interval | None:
    match = resolve_date(phrase, context, load())
    return match and match.value


SATURDAY = DateContext(dt.date(2017, 11, 4), None, "past")

ABSOLUTE = """
4 November 2017 | 2017-11-04
November 4, 2017 | 2017-11-04
November 4th, 2017 | 2017-11-04
the 4th of November 2017 | 2017-11-04
the fourth of November 2017 | 2017-11-04
Nov. 4, 2017 | 2017-11-04
4 Nov 2017 | 2017-11-04
4 Sept. 2014 | 2014-09-04
2017-11-04 | 2017-11-04
2017/11/04 | 2017-11-04
13/10/2017 | 2017-10-13
10/13/2017 | 2017-10-13
13.10.2017 | 2017-10-13
4/4/2016 | 2016-04-04
Saturday 4 November 2017 | 2017-11-04
Saturday, November 4, 2017 | 2017-11-04
Saturday (4 November 2017) | 2017-11-04
29 February 2016 | 2016-02-29
November 2016 | 2016-11-01 | 2016-11-30
February 2016 | 2016-02-01 | 2016-02-29
February 2015 | 2015-02-01 | 2015-02-28
the month of June 2016 | 2016-06-01 | 2016-06-30
2014 | 2014-01-01 | 2014-12-31
in 2014 | 2014-01-01 | 2014-12-31
the year 1999 | 1999-01-01 | 1999-12-31
in early 2014 | 2014-01-01 | 2014-04-30
mid-2014 | 2014-05-01 | 2014-08-31
late 2016 | 2016-09-01 | 2016-12-31
the end of 2016 | 2016-09-01 | 2016-12-31
early June 2016 | 2016-06-01 | 2016-06-10
mid-June 2016 | 2016-06-11 | 2016-06-20
late June 2016 | 2016-06-21 | 2016-06-30
late February 2016 | 2016-02-21 | 2016-02-29
the beginning of May 2015 | 2015-05-01 | 2015-05-10
the first days of May 2015 | 2015-05-01 | 2015-05-10
the last two weeks of May 2015 | 2015-05-21 | 2015-05-31
the spring of 2015 | 2015-03-01 | 2015-05-31
summer 2016 | 2016-06-01 | 2016-08-31
the winter of 2015 | 2015-12-01 | 2016-02-29
the winter of 2016-17 | 2016-12-01 | 2017-02-28
late summer 2016 | 2016-08-01 | 2016-08-31
the 1990s | 1990-01-01 | 1999-12-31
the early 1990s | 1990-01-01 | 1993-12-31
the late 1990s | 1997-01-01 | 1999-12-31
the first half of 2017 | 2017-01-01 | 2017-06-30
the second half of 2016 | 2016-07-01 | 2016-12-31
the first quarter of 2016 | 2016-01-01 | 2016-03-31
the fourth quarter of 2016 | 2016-10-01 | 2016-12-31
the first half of June 2016 | 2016-06-01 | 2016-06-15
the second half of June 2016 | 2016-06-16 | 2016-06-30
the week of 3 May 2017 | 2017-05-01 | 2017-05-07
the week beginning 3 May 2017 | 2017-05-03 | 2017-05-09
the week ending 3 May 2017 | 2017-04-27 | 2017-05-03
the weekend of 6 May 2017 | 2017-05-06 | 2017-05-07
between 3 and 9 May 2017 | 2017-05-03 | 2017-05-09
from 3 to 9 May 2017 | 2017-05-03 | 2017-05-09
3–9 May 2017 | 2017-05-03 | 2017-05-09
3-9 May 2017 | 2017-05-03 | 2017-05-09
on 3 and 4 May 2017 | 2017-05-03 | 2017-05-04
3, 4 and 5 May 2017 | 2017-05-03 | 2017-05-05
May 3-9, 2017 | 2017-05-03 | 2017-05-09
May 3 and 4, 2017 | 2017-05-03 | 2017-05-04
from 3 May to 9 June 2017 | 2017-05-03 | 2017-06-09
12 December 2016 to 3 January 2017 | 2016-12-12 | 2017-01-03
from 12 December to 3 January 2017 | 2016-12-12 | 2017-01-03
between March and May 2016 | 2016-03-01 | 2016-05-31
2014-2016 | 2014-01-01 | 2016-12-31
2014–16 | 2014-01-01 | 2016-12-31
from 2014 to 2016 | 2014-01-01 | 2016-12-31
late 2015 and early 2016 | 2015-09-01 | 2016-04-30
around 18 April 2016 | 2016-04-15 | 2016-04-21
around 18 April 2016 (as reported) | 2016-04-12 | 2016-04-21
18 April 2016 (week of) | 2016-04-18 | 2016-04-24
around 20 April 2016 (week of) | 2016-04-18 | 2016-04-24
18 April 2016 (month of) | 2016-04-01 | 2016-04-30
the night of 3 May 2017 | 2017-05-03
the night of 3 to 4 May 2017 | 2017-05-03 | 2017-05-04
early in the morning of 3 May 2017 | 2017-05-03
until May 2015 | - | 2015-05-31
up to 3 May 2015 | - | 2015-05-03
before 3 May 2015 | - | 2015-05-02
by 3 May 2015 | - | 2015-05-03
no later than 3 May 2015 | - | 2015-05-03
a day after 3 May 2015 | 2015-05-04
two days before 3 May 2015 | 2015-05-01
On 18 April 2016, at 6pm | 2016-04-18
"""

YEARLESS = """
4 November | 2017-11-04
5 November | 2016-11-05
Nov. 4 | 2017-11-04
16 February | 2017-02-16
29 February | 2016-02-29
October | 2017-10-01 | 2017-10-31
November | 2017-11-01 | 2017-11-04
December | 2016-12-01 | 2016-12-31
mid-March | 2017-03-11 | 2017-03-20
mid-November | 2016-11-11 | 2016-11-20
early November | 2017-11-01 | 2017-11-04
by early November | - | 2017-11-04
by early October | - | 2017-10-10
last November | 2016-11-01 | 2016-11-30
last October | 2017-10-01 | 2017-10-31
4 November last year | 2016-11-04
May this year | 2017-05-01 | 2017-05-31
week of 3 May | 2017-05-01 | 2017-05-07
last summer | 2017-06-01 | 2017-08-31
"""

RELATIVE = """
today | 2017-11-04
yesterday | 2017-11-03
tonight | 2017-11-04
now | 2017-11-04
currently | 2017-11-04
overnight | 2017-11-03 | 2017-11-04
last night | 2017-11-03 | 2017-11-04
this morning | 2017-11-04
yesterday evening | 2017-11-03
the day before yesterday | 2017-11-02
Saturday | 2017-11-04
Sunday | 2017-10-29
Friday | 2017-11-03
Saturday evening | 2017-11-04
on Friday morning | 2017-11-03
earlier on Tuesday | 2017-10-31
late on Thursday | 2017-11-02
early Thursday | 2017-11-02
in the early hours of Friday | 2017-11-03
shortly before midnight on Thursday | 2017-11-02
at around 6 pm on Thursday | 2017-11-02
on Thursday at 18:30 local time | 2017-11-02
overnight on Thursday | 2017-11-02 | 2017-11-03
overnight into Friday | 2017-11-02 | 2017-11-03
Thursday night into Friday | 2017-11-02 | 2017-11-03
last Friday | 2017-11-03
last Saturday | 2017-10-28
Monday last week | 2017-10-23
Friday 3 November | 2017-11-03
this week | 2017-10-30 | 2017-11-04
this month | 2017-11-01 | 2017-11-04
this year | 2017-01-01 | 2017-11-04
so far this year | 2017-01-01 | 2017-11-04
last week | 2017-10-23 | 2017-10-29
last month | 2017-10-01 | 2017-10-31
last year | 2016-01-01 | 2016-12-31
late last month | 2017-10-21 | 2017-10-31
late last year | 2016-09-01 | 2016-12-31
earlier this month | 2017-11-01 | 2017-11-04
the last week | 2017-10-28 | 2017-11-04
the past week | 2017-10-28 | 2017-11-04
the past month | 2017-10-04 | 2017-11-04
the past few weeks | 2017-10-14 | 2017-11-04
in recent days | 2017-10-28 | 2017-11-04
in the last 24 hours | 2017-11-03 | 2017-11-04
in the last 48 hours | 2017-11-02 | 2017-11-04
the last three days | 2017-11-01 | 2017-11-04
over the past two years | 2015-11-04 | 2017-11-04
a day ago | 2017-11-03
three days ago | 2017-11-01
two or three days ago | 2017-11-01 | 2017-11-02
several days ago | 2017-10-26 | 2017-11-01
a week ago | 2017-10-25 | 2017-10-31
two weeks ago | 2017-10-18 | 2017-10-24
two months ago | 2017-09-01 | 2017-09-30
a year ago | 2016-01-01 | 2016-12-31
twenty-two days ago | 2017-10-13
an hour ago | 2017-11-03 | 2017-11-04
since Wednesday | 2017-11-01 | 2017-11-04
since 2014 | 2014-01-01 | 2017-11-04
from Monday onwards | 2017-10-30 | 2017-11-04
until Sunday | - | 2017-10-29
by Friday morning | - | 2017-11-03
before Friday | - | 2017-11-02
after Thursday | 2017-11-02 | 2017-11-04
between Thursday and Saturday | 2017-11-02 | 2017-11-04
Thursday and Friday | 2017-11-02 | 2017-11-03
from Tuesday to Thursday | 2017-10-31 | 2017-11-02
a day after Thursday's attack | 2017-11-03
over the weekend | 2017-11-04
last weekend | 2017-10-28 | 2017-10-29
for the third day | 2017-11-02 | 2017-11-04
for the third consecutive day | 2017-11-02 | 2017-11-04
for two weeks | 2017-10-21 | 2017-11-04
"""

# Told on Wednesday 17 May 2023; the text last told of Saturday 15 April 2023.
TOLD = DateContext(dt.date(2023, 5, 17), span("2023-04-15"), "past")
NARRATIVE = """
the same day | 2023-04-15
that day | 2023-04-15
later that day | 2023-04-15
earlier in the day | 2023-04-15
during the day | 2023-04-15
that night | 2023-04-15
at dawn | 2023-04-15
in the evening | 2023-04-15
a day after | 2023-04-16
a day later | 2023-04-16
the day after | 2023-04-16
the next day | 2023-04-16
the following day | 2023-04-16
the following morning | 2023-04-16
two days later | 2023-04-17
48 hours later | 2023-04-17
hours later | 2023-04-15 | 2023-04-16
several days later | 2023-04-18 | 2023-04-24
a week later | 2023-04-19 | 2023-04-25
the day before | 2023-04-14
the previous day | 2023-04-14
a day earlier | 2023-04-14
three days earlier | 2023-04-12
two weeks before | 2023-03-29 | 2023-04-04
a month earlier | 2023-03-01 | 2023-03-31
a year earlier | 2022-01-01 | 2022-12-31
that week | 2023-04-10 | 2023-04-16
earlier that week | 2023-04-10 | 2023-04-15
the following week | 2023-04-17 | 2023-04-23
the same month | 2023-04-01 | 2023-04-30
the previous month | 2023-03-01 | 2023-03-31
the following Friday | 2023-04-21
the previous Friday | 2023-04-14
the following two days | 2023-04-16 | 2023-04-17
the previous four days | 2023-04-11 | 2023-04-14
since then | 2023-04-15 | 2023-05-17
by then | - | 2023-04-15
on the 20th | 2023-04-20
yesterday | 2023-05-16
Friday | 2023-05-12
"""

FUTURE = """
Wednesday | 2023-05-17
Thursday | 2023-05-18
Tuesday | 2023-05-23
next Friday | 2023-05-19
this Friday | 2023-05-19
tomorrow | 2023-05-18
12 June | 2023-06-12
17 May | 2023-05-17
16 May | 2024-05-16
next week | 2023-05-22 | 2023-05-28
next month | 2023-06-01 | 2023-06-30
the coming weeks | 2023-05-17 | 2023-06-14
the next three days | 2023-05-17 | 2023-05-20
later this month | 2023-05-17 | 2023-05-31
in two days | 2023-05-19
three days from now | 2023-05-20
by Sunday | - | 2023-05-21
from Monday to Friday | 2023-05-22 | 2023-05-26
from Friday | 2023-05-19 | -
after Friday | 2023-05-19 | -
the weekend | 2023-05-20 | 2023-05-21
"""


@pytest.mark.parametrize(("phrase", "expected"), rows(ABSOLUTE) + rows(YEARLESS) + rows(RELATIVE))
def test_told_in_the_past_on_a_saturday(phrase: str, expected: Interval) -> None:
    assert resolved(phrase, SATURDAY) == expected


@pytest.mark.parametrize(("phrase", "expected"), rows(NARRATIVE))
def test_counted_from_the_day_last_told_of(phrase: str, expected: Interval) -> None:
    assert resolved(phrase, TOLD) == expected


@pytest.mark.parametrize(("phrase", "expected"), rows(FUTURE))
def test_told_as_to_come(phrase: str, expected: Interval) -> None:
    assert resolved(phrase, DateContext(dt.date(2023, 5, 17), None, "future")) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    rows("""
20 May | 2023-05-20
1 December | 2022-12-01
1 November | 2023-11-01
Wednesday | 2023-05-17
Thursday | 2023-05-11
this Monday | 2023-05-15
June | 2023-06-01 | 2023-06-30
"""),
)
def test_without_tense_the_nearest_year_and_the_last_weekday(phrase: str, expected: Interval) -> None:
    assert resolved(phrase, DateContext(dt.date(2023, 5, 17))) == expected


@pytest.mark.parametrize(
    ("published", "phrase", "expected"),
    [
        ("2023-05-20", "over the weekend", span("2023-05-20")),
        ("2023-05-21", "over the weekend", span("2023-05-20", "2023-05-21")),
        ("2023-05-22", "over the weekend", span("2023-05-20", "2023-05-21")),
        ("2023-05-21", "last weekend", span("2023-05-13", "2023-05-14")),
        ("2023-05-22", "last weekend", span("2023-05-20", "2023-05-21")),
        ("2023-12-31", "last month", span("2023-11-01", "2023-11-30")),
        ("2024-01-01", "last month", span("2023-12-01", "2023-12-31")),
        ("2024-01-01", "yesterday", span("2023-12-31")),
        ("2024-03-01", "yesterday", span("2024-02-29")),
        ("2023-03-31", "the past month", span("2023-02-28", "2023-03-31")),
        ("2024-01-02", "30 December", span("2023-12-30")),
        ("2024-01-02", "last year", span("2023-01-01", "2023-12-31")),
    ],
)
def test_at_the_edges_of_the_calendar(published: str, phrase: str, expected: Interval) -> None:
    assert resolved(phrase, DateContext(day(published), None, "past")) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    rows("""
4 November 2017 | 2017-11-04
in early 2014 | 2014-01-01 | 2014-04-30
since 2014 | 2014-01-01 | -
until May 2015 | - | 2015-05-31
Friday | - | -
4 November | - | -
yesterday | - | -
a day after | - | -
the same day | - | -
two weeks ago | - | -
the past few weeks | - | -
"""),
)
def test_with_no_date_known_only_what_is_certain(phrase: str, expected: Interval) -> None:
    match = resolve_date(phrase, DateContext(), load())
    assert match is not None
    assert match.value == expected
    if expected == span("-"):
        assert match.score == 0
        assert "unresolved" in match.reason


@pytest.mark.parametrize(("tense", "expected"), [("pluperfect", "2023-04-13"), ("past", "2023-05-11")])
def test_a_weekday_in_the_pluperfect_counts_from_the_narrative(tense: str, expected: str) -> None:
    context = DateContext(TOLD.published, TOLD.narrative, tense)  # type: ignore[arg-type]  # the rows hold plain strings
    assert resolved("on Thursday", context) == span(expected)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [("a day later", span("-", "2017-11-04")), ("a day after", span("2017-11-04")), ("three days earlier", span("2017-11-01"))],
)
def test_an_unknown_narrative_is_said_and_costs(phrase: str, expected: Interval) -> None:
    match = resolve_date(phrase, SATURDAY, load())
    assert match is not None
    assert match.value == expected
    assert match.score < 0.5
    assert "publication" in match.reason


@pytest.mark.parametrize(
    "phrase",
    [
        "a man",
        "2,000 fighters",
        "the second day",
        "Sunday Times",
        "31 April",
        "32 May 2017",
        "march",
        "30 February 2016",
        "",
        "the",
        "14",
        "may",
    ],
)
def test_no_date(phrase: str) -> None:
    assert resolve_date(phrase, SATURDAY, load()) is None


def test_weekday_and_date_that_disagree_are_said() -> None:
    wrong, right = (resolve_date(phrase, SATURDAY, load()) for phrase in ("Friday 4 November 2017", "Saturday 4 November 2017"))
    assert wrong is not None
    assert right is not None
    assert wrong.value == right.value == span("2017-11-04")
    assert "disagrees" in wrong.reason
    assert "disagrees" not in right.reason
    assert wrong.score < right.score


@pytest.mark.parametrize(("phrase", "known"), [("4/11/2017", False), ("13/11/2016", True), ("11/11/2016", True)])
def test_day_and_month_in_figures_only_when_plain(phrase: str, known: bool) -> None:
    match = resolve_date(phrase, SATURDAY, load())
    assert match is not None
    assert (match.value.earliest is not None) is known
    assert known or "4 November or 11 April 2017" in match.reason


def test_a_date_told_in_the_past_that_lies_ahead_costs() -> None:
    behind, ahead = (resolve_date(phrase, SATURDAY, load()) for phrase in ("4 November 2017", "5 November 2017"))
    assert behind is not None
    assert ahead is not None
    assert ahead.value == span("2017-11-05")
    assert ahead.score < behind.score
    assert "after the publication" in ahead.reason


@pytest.mark.parametrize(
    ("phrase", "context", "expected"),
    [
        ("a day after", SATURDAY, span("2017-11-03")),
        ("two days after", SATURDAY, span("2017-11-02")),
        ("the day before", SATURDAY, span("2017-11-05")),
        ("a day after", TOLD, span("2023-04-14")),
        ("a day later", TOLD, None),
        ("on Friday", TOLD, None),
        ("a day after", DateContext(), None),
    ],
)
def test_the_happening_that_is_counted_from(phrase: str, context: DateContext, expected: Interval | None) -> None:
    match = resolve_anchor(phrase, context, load())
    assert (match and match.value) == expected


def test_every_reason_is_a_sentence_with_the_phrase() -> None:
    for phrase, _ in rows(RELATIVE):
        match = resolve_date(phrase, SATURDAY, load())
        assert match is not None
        assert re.fullmatch(rf"'{re.escape(phrase)}' .+\.", match.reason), match.reason


FOUND = [
    "The army retook the town [late on Thursday] .",
    "On [4 November 2017] , rebels attacked .",
    "In [mid - March 2017] the group fled .",
    "In [mid-March] the group fled .",
    "It said that [2017-11-04] was quiet .",
    "[Friday] 's attack came [two weeks ago] .",
    "[A day after] taking control of the city , the army advanced .",
    "[Two days after] the army declared victory , the monitor said on [Saturday] .",
    "[A day after Friday] 's raid the rebels left .",
    "Territory shrank within [the past few weeks] .",
    "They had held it [since Wednesday] and stay [until Sunday] .",
    "[From 3 to 9 May 2015] they advanced , and [between Thursday and Saturday] fell back .",
    "It happened on [May 3] and 20 people were killed .",
    "It happened on [May 3 and 4] , they said .",
    "The town fell [in the early hours of Friday] .",
    "The June deal was signed ; the [June 13] attack was not .",
    "[the night between 22 and 23 May] was calm .",
    "They overran it in [2014] and lost it in [early 2016] .",
    "He was killed in [August] . In [May] , 14 people died .",
    "Theresa May said on [Monday] that troops may leave .",
    "The Sunday Times said 2000 fighters left in [2014] .",
    "Sales rose on Black Friday .",
    "Rebels march on the capital as they may .",
    "A Sun reporter sat there .",
    "2,000 fighters and 2000 fighters and 1999 rifles left .",
    "They fought for three hours on the second day .",
    "The March 23 Movement ( M23 ) attacked .",
    "It has been so since the fall of the city .",
    "[The spring of 2015] was calm .",
    "[For the third consecutive day] shells fell .",
    "IS [now] holds the town , now that the army left .",
    "[Since then] , calm held .",
    "Strikes hit over [the weekend] and [overnight] .",
    "Around Kobane , [around 18 April 2022 ( week of )] , men fled .",
    "The 45-year-old died [hours later] .",
    "Fighting ran [from 12 December to 3 January 2017] .",
    "It was the worst year for the two - year - old truce .",
]


@pytest.mark.parametrize("marked", FOUND)
def test_found_in_a_sentence(marked: str) -> None:
    expected = re.findall(r"\[(.*?)\]", marked)
    words = re.sub(r"[\[\]]", "", marked).split()
    assert [" ".join(words[first:last]) for first, last in find_dates(words)] == expected


@pytest.mark.parametrize("marked", FOUND)
def test_all_that_is_found_is_resolved(marked: str) -> None:
    words = re.sub(r"[\[\]]", "", marked).split()
    for first, last in find_dates(words):
        assert resolve_date(" ".join(words[first:last]), SATURDAY, load()) is not None
