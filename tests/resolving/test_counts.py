"""Words of number and what they mean: rows of (phrase, low, high), boundaries in pairs."""

import re

import pytest

from vedette.lexicon.tables import load
from vedette.model import Count
from vedette.resolving.counts import find_counts, resolve_count


def rows(text: str) -> list[tuple[str, Count]]:
    """Lines "phrase | low | high"; the high is left out for an exact number, "-" is an open end."""
    made = []
    for line in text.strip().splitlines():
        phrase, *ends = (part.strip() for part in line.split("|"))
        low, high = (None if end == "-" else int(end) for end in (ends[0], ends[-1]))
        made.append((phrase, Count(low, high)))
    return made


NUMBERS = """
14 | 14
1,200 | 1200
2,000 fighters | 2000
2000 fighters | 2000
2k | 2000
1.2 million | 1200000
1.5 million people | 1500000
two million | 2000000
zero | 0
one | 1
three | 3
twelve | 12
nineteen | 19
twenty | 20
twenty-two | 22
ninety-nine | 99
a hundred | 100
two hundred | 200
two hundred and fifty | 250
two thousand three hundred and five | 2305
half a million | 500000
one and a half million | 1500000
a dozen | 12
half a dozen | 6
two dozen | 24
a couple | 2
a couple of soldiers | 2
a pair of rebels | 2
a | 1
an | 1
a soldier | 1
the man | 1
a 45-year-old man | 1
another man | 1
another 14 | 14
all 14 soldiers | 14
14 more people | 14
both men | 2
two of the men | 2
one of the two guards | 1
14 civilians | 14
a group of five men | 5
no | 0
none | 0
no one | 0
nobody | 0
no casualties | 0
no civilian casualties | 0
14 Army soldiers | 14
"""

VAGUE = """
dozens | 24 | 99
dozens of fighters | 24 | 99
tens of people | 20 | 99
scores | 40 | -
hundreds | 200 | 999
thousands of refugees | 2000 | 9999
tens of thousands | 20000 | 99999
hundreds of thousands | 200000 | 999999
millions | 2000000 | -
several | 3 | 9
several hundred | 300 | 999
several dozen | 36 | 119
a few | 3 | 5
a handful of men | 3 | 5
many | 3 | -
some 30 | 27 | 33
about 40 | 36 | 44
around 200 residents | 180 | 220
approximately ten | 9 | 11
an estimated 1,000 | 900 | 1100
twenty or so | 18 | 22
nearly 50 | 45 | 49
almost 100 | 90 | 99
just over 50 | 51 | 55
up to 20 | - | 20
as many as 15 people | - | 15
no more than 12 | - | 12
at most 12 | - | 12
at least 14 | 14 | -
at least 14 civilians | 14 | -
no fewer than 12 | 12 | -
14 or more | 14 | -
30+ | 30 | -
more than 30 | 31 | -
over 100 | 101 | -
more than a hundred | 101 | -
fewer than 10 | - | 9
less than 10 | - | 9
at least some 30 | 27 | -
at least two dozen | 24 | -
up to several hundred | - | 999
between 10 and 15 | 10 | 15
from 10 to 15 | 10 | 15
10 to 15 | 10 | 15
10–15 | 10 | 15
10-15 people | 10 | 15
five or six | 5 | 6
two to three hundred | 200 | 300
10 to 15 thousand | 10000 | 15000
civilians were killed | 2 | -
Syrian soldiers | 2 | -
people | 2 | -
a group of men | 2 | -
a number of fighters | 2 | -
"""

LISTS = """
two soldiers and three civilians | 5
two soldiers, three civilians and a child | 6
five men, two women and a child | 8
a woman and her two sons | 3
a man and his son | 2
several soldiers and 2 civilians | 5 | 11
at least 14 soldiers and two civilians | 16 | -
up to 20 soldiers and three civilians | 3 | 23
one policeman, one soldier and a teacher | 3
six, including two children | 6
six people, including a woman and two children | 6
three people, among them a child | 3
22 civilians, among them nine children | 22
six people, two of them children | 6
14 fighters, most of whom were foreigners | 14
five people, three men and two women | 5
six people, a woman and two children | 6
eight civilians (five men and three women) | 8
14 civilians and 3 vehicles | 14
one soldier killed and five wounded | 1
two killed and three injured | 2
fifteen troops and militia members | 15
the head of 100 households | 1
a captain of the battalion 101 | 1
14 soldiers in clashes with rebels and militiamen | 14
a gunman in the town and the village | 1
a drug and robbery suspect | 1
"""


@pytest.mark.parametrize(("phrase", "expected"), rows(NUMBERS) + rows(VAGUE) + rows(LISTS))
def test_resolved(phrase: str, expected: Count) -> None:
    match = resolve_count(phrase, load())
    assert match is not None
    assert match.value == expected
    assert match.reason.startswith(f"'{phrase}' ")
    assert match.reason.endswith(".")
    assert 0 < match.score <= 1


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        "the army",
        "Aleppo",
        "Taliban",
        "30 km",
        "155 mm",
        "two to three hours",
        "three hours",
        "14 percent",
        "20%",
        "$5 million",
        "5 million dollars",
        "hundreds of metres",
        "dozens of times",
        "four consecutive months",
        "in 2014",
        "18 April 2022",
        "103rd Brigade",
        "Route 60",
        "M23",
        "three-quarters",
        "7.5",
    ],
)
def test_counts_nothing(phrase: str) -> None:
    assert resolve_count(phrase, load()) is None


def test_a_sum_is_said_and_costs() -> None:
    one, both = (resolve_count(phrase, load()) for phrase in ("five soldiers", "two soldiers and three civilians"))
    assert one is not None
    assert both is not None
    assert one.value == both.value
    assert "together 5" in both.reason
    assert both.score < one.score


def test_a_part_is_said() -> None:
    match = resolve_count("six people, including two children", load())
    assert match is not None
    assert "'including'" in match.reason


@pytest.mark.parametrize("phrase", ["dozens", "several", "hundreds", "many", "a few", "scores"])
def test_a_vague_word_gives_its_grounds_and_is_less_sure(phrase: str) -> None:
    match = resolve_count(phrase, load())
    exact = resolve_count("14", load())
    assert match is not None
    assert exact is not None
    assert "(" in match.reason
    assert match.score < exact.score


FOUND = [
    "[At least 14] civilians were killed on 18 April 2022 when the 103rd Brigade shelled Route 60 , 30 km from Raqqa .",
    "M23 and MH17 and Brigade 4 fired 155 mm shells worth $ 5 million .",
    "About 20 % , or 20 percent , of it fell .",
    "A 45 - year - old man and a 30-year-old died .",
    "[Thirty] other people were wounded , [22] civilians , among them [nine] children .",
    "There were [no] casualties and [no] one was hurt ; [no fewer than 12] died .",
    "There was no immediate comment .",
    "[Between 10 and 15] fighters and [10 - 15] others , or [10–15] .",
    "[Five or six] men and [two hundred and fifty] others fled .",
    "Ahmad , 45 , was [one] of the [two] men .",
    "In 2014 , [2000] fighters left ; [2,000] more came in 2015 .",
    "At 6 pm , two to three hours later , they fired dozens of times .",
    "[Hundreds of thousands] fled ; [some 30] stayed and [as many as 20] hid .",
    "Three days later , after two weeks of fighting , they left the two - storey house .",
    "They were aged 14 to 20 .",
    "[Three] T-72 tanks and COVID-19 were at 10 Downing Street .",
    "The [nine] members of Group 4 met in Area 51 .",
    "How many died is not known ; [many] fled .",
    "They met one another at the one side .",
    "[A dozen] rebels and [half a dozen] soldiers died .",
    "[Dozens] were hurt and [more than 1.2 million] displaced .",
    "The strike of 9/11 and the quake of magnitude 7.5 .",
    "Between 3 and 9 May , [five] died .",
    "[14] Army soldiers and the 14 Brigade .",
    "They took [three] villages 30 to 40 kilometres away .",
    "The militia took a village .",
]


@pytest.mark.parametrize("marked", FOUND)
def test_found_in_a_sentence(marked: str) -> None:
    words = re.sub(r"[\[\]]", "", marked).split()
    found = [" ".join(words[first:last]) for first, last in find_counts(words)]
    assert found == re.findall(r"\[(.*?)\]", marked)


@pytest.mark.parametrize("marked", FOUND)
def test_all_that_is_found_is_resolved(marked: str) -> None:
    words = re.sub(r"[\[\]]", "", marked).split()
    for first, last in find_counts(words):
        assert resolve_count(" ".join(words[first:last]), load()) is not None
