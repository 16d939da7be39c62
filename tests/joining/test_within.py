"""What tells of one happening is one event, what disagrees stays apart, and the most salient event comes first."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any, Literal

import pytest
from by_hand import count, days, nowhere, party, place, reading

from vedette.joining import join_within
from vedette.joining.within import overlap
from vedette.model import Event, Interval, Reading

ARMY, JNIM = party("mli-mil", "Military Forces of Mali"), party("jnim", "JNIM")
GOVERNMENT, UNKNOWN = party("mli-gov", "Government of Mali"), party(None, "the Red Heron Brigade")
VILLAGERS = party("mli-cvl", "Civilians (Mali)")
TESSIT, LABBEZANGA = place("Tessit", admin1="Gao"), place("Labbezanga", admin1="Gao")
GAO_TOWN = place("Gao", admin1="Gao")
GAO = place("Gao", precision="province", radius_km=250.0, sort="province")
MALI = place("Mali", precision="country", radius_km=800.0, sort="country")
NIGER = place("Niger", "NER", precision="country", radius_km=800.0, sort="country")
TESSIT_IN_NIGER = place("Tessit", "NER")
FRIDAY, SATURDAY = days("03-04", "03-04"), days("03-05", "03-05")
WEEK, BY_FRIDAY, FROM_SATURDAY = days("02-28", "03-06"), days(None, "03-04"), days("03-05", None)

CLASH: dict[str, Any] = {"actors": (ARMY,), "recipients": (JNIM,), "place": TESSIT, "when": FRIDAY}
STRIKE: dict[str, Any] = {"actors": (ARMY,), "place": TESSIT, "when": FRIDAY}


def shape(events: tuple[Event, ...]) -> list[list[int]]:
    """Which sentences each event rests on, in the order of the text."""
    return sorted([one.claim.sentence_index for one in event.readings] for event in events)


def test_nothing_gives_nothing() -> None:
    assert join_within(()) == ()


def test_one_reading_is_one_event() -> None:
    (event,) = join_within((reading("armed-clash", 0, **CLASH),))
    assert (event.kind, event.stance, event.place, event.when, len(event.readings)) == (
        "armed-clash",
        "asserted",
        TESSIT,
        FRIDAY,
        1,
    )


def test_the_same_sentence_twice_is_one_event_of_two_claims() -> None:
    words = "Soldiers retook the town of Tessit on Friday after a week of fighting"
    told = [reading("capture", index, words=words, actors=(ARMY,), when=FRIDAY) for index in (0, 4)]
    (event,) = join_within(told)
    assert [one.claim.sentence_index for one in event.readings] == [0, 4]
    assert event.actors == (ARMY,)


WORDS = "Soldiers retook the dusty northern town on Friday"
PARAPHRASES = [
    ("the same words", WORDS, 1),
    ("two of eight words differ", "Soldiers recaptured the dusty northern city on Friday", 1),
    ("three of eight words differ", "Soldiers recaptured the dusty southern city on Friday", 2),
    ("other words", "Nobody knows what became of a convoy", 2),
]


@pytest.mark.parametrize(("words", "events"), [row[1:] for row in PARAPHRASES], ids=[row[0] for row in PARAPHRASES])
def test_a_paraphrase_is_the_same_event(words: str, events: int) -> None:
    told = [reading("capture", 0, words=WORDS), reading("capture", 1, words=words)]
    assert len(join_within(told)) == events


KADUNA, KAJURU = place("Kaduna", "NGA", admin1="Kaduna"), place("Kajuru", "NGA", admin1="Kaduna", radius_km=9.0)
# A headline and the sentence that leads the body: (what, kind and fields of each), whether they are one event.
LEADS: list[tuple[str, str, dict[str, Any], str, dict[str, Any], bool]] = [
    ("its dead", "ambush", {"killed": count(4, 4)}, "killing", {"killed": count(4, 4), "when": FRIDAY}, True),
    ("no other sign", "ambush", {}, "killing", {"killed": count(4, 4), "when": FRIDAY}, False),
    ("other dead", "ambush", {"killed": count(4, 4)}, "killing", {"killed": count(9, 9), "when": FRIDAY}, False),
    ("its place", "killing", {"place": TESSIT}, "air-strike", {"place": TESSIT}, True),
    (
        "the province",
        "abduction",
        {"place": KADUNA, "captured": count(28, 28)},
        "abduction",
        {"place": KAJURU, "captured": count(28, None)},
        True,
    ),
    ("another place", "abduction", {"place": LABBEZANGA}, "abduction", {"place": TESSIT}, False),
    (
        "other parties",
        "ambush",
        {"killed": count(4, 4), "actors": (ARMY,)},
        "killing",
        {"killed": count(4, 4), "actors": (JNIM,)},
        False,
    ),
    ("denied", "ambush", {"killed": count(4, 4)}, "killing", {"killed": count(4, 4), "stance": "denied"}, False),
]


@pytest.mark.parametrize(("kind", "fields", "other", "again", "one"), [row[1:] for row in LEADS], ids=[row[0] for row in LEADS])
def test_a_headline_and_its_lead(kind: str, fields: dict[str, Any], other: str, again: dict[str, Any], one: bool) -> None:
    told = [reading(kind, 0, part="title", **fields), reading(other, 1, **again)]
    assert (len(join_within(told)) == 1) is one


# Two readings that agree on everything but what the row says; whether they are one event.
PAIRS: list[tuple[str, str, dict[str, Any], str, dict[str, Any], bool]] = [
    ("alike", "armed-clash", {}, "armed-clash", {}, True),
    # stances
    ("told and denied", "armed-clash", {}, "armed-clash", {"stance": "denied"}, False),
    ("told and planned", "armed-clash", {}, "armed-clash", {"stance": "planned"}, False),
    ("both denied", "armed-clash", {"stance": "denied"}, "armed-clash", {"stance": "denied"}, True),
    # kinds: of one family, in two sentences
    ("a clash and an offensive", "armed-clash", {}, "offensive", {}, True),
    ("a strike and shelling", "air-strike", {}, "shelling", {}, True),
    ("a clash and a capture", "armed-clash", {}, "capture", {}, False),
    ("an abduction and a killing", "abduction", {}, "killing", {}, False),
    ("two kinds of one family in one sentence", "air-strike", {}, "shelling", {"sentence": 0, "offset": 20}, False),
    ("one kind twice in one sentence", "shelling", {}, "shelling", {"sentence": 0, "offset": 20}, True),
    # places
    ("two towns", "armed-clash", {}, "armed-clash", {"place": LABBEZANGA}, False),
    ("a town and its province", "armed-clash", {}, "armed-clash", {"place": GAO}, True),
    ("a town and its country", "armed-clash", {}, "armed-clash", {"place": MALI}, True),
    ("a town and another country", "armed-clash", {}, "armed-clash", {"place": NIGER}, False),
    ("towns of one name in two countries", "armed-clash", {}, "armed-clash", {"place": TESSIT_IN_NIGER}, False),
    ("a town and a place unknown", "armed-clash", {}, "armed-clash", {"place": nowhere("Ouatagouna")}, True),
    ("a town and no place", "armed-clash", {}, "armed-clash", {"place": None}, True),
    # days
    ("two days", "armed-clash", {}, "armed-clash", {"when": SATURDAY}, False),
    ("a day of a week", "armed-clash", {}, "armed-clash", {"when": WEEK}, True),
    ("a day and the days up to it", "armed-clash", {}, "armed-clash", {"when": BY_FRIDAY, "when_told": False}, True),
    ("a day and the days after it", "armed-clash", {}, "armed-clash", {"when": FROM_SATURDAY}, False),
    ("a day and no day", "armed-clash", {}, "armed-clash", {"when": None}, True),
    # parties
    ("an army and its government", "armed-clash", {}, "armed-clash", {"actors": (GOVERNMENT,)}, True),
    ("another actor", "armed-clash", {}, "armed-clash", {"actors": (UNKNOWN,)}, False),
    ("another recipient", "armed-clash", {}, "armed-clash", {"recipients": (VILLAGERS,)}, False),
    ("one actor of two", "armed-clash", {}, "armed-clash", {"actors": (UNKNOWN, ARMY)}, True),
    ("nobody told", "armed-clash", {}, "armed-clash", {"actors": (), "recipients": ()}, True),
    # tolls
    ("one toll", "armed-clash", {"killed": count(9, 9)}, "armed-clash", {"killed": count(9, 9)}, True),
    ("two tolls", "armed-clash", {"killed": count(9, 9)}, "armed-clash", {"killed": count(10, 10)}, False),
    ("a toll and none", "armed-clash", {"killed": count(9, 9)}, "armed-clash", {}, True),
    ("two numbers of wounded", "armed-clash", {"wounded": count(9, 9)}, "armed-clash", {"wounded": count(10, 10)}, True),
]


@pytest.mark.parametrize(("first", "some", "second", "others", "is_one"), [row[1:] for row in PAIRS], ids=[row[0] for row in PAIRS])
def test_one_happening_or_two(first: str, some: dict[str, Any], second: str, others: dict[str, Any], is_one: bool) -> None:
    others = {**CLASH, **others}
    told = [reading(first, 0, **(CLASH | some)), reading(second, others.pop("sentence", 1), **others)]
    assert len(join_within(told)) == (1 if is_one else 2)


@pytest.mark.parametrize(
    ("one", "other"), [(count(24, 99), count(31, 31)), (count(2, None), count(14, None)), (count(14, None), count(20, 20))]
)
def test_tolls_that_can_both_be_true_are_of_one_event(one: Any, other: Any) -> None:
    told = [reading("armed-clash", 0, killed=one, **CLASH), reading("armed-clash", 1, killed=other, **CLASH)]
    assert len(join_within(told)) == 1


SEAT = "a town whose province bears the name of its chief town is taken for one with that chief town"


def test_a_town_is_not_the_chief_town_of_its_province() -> None:
    told = [reading("armed-clash", 0, **CLASH), reading("armed-clash", 1, **{**CLASH, "place": GAO_TOWN})]
    assert len(join_within(told)) == 2


# A protest, what its crowd did and how it was met.
PROTESTS: list[tuple[str, str, str, dict[str, Any], bool]] = [
    ("a protest and how it was met", "protest", "force-against-protesters", {}, True),
    ("a protest that turns to a riot", "protest", "riot", {}, True),
    ("in two towns", "protest", "force-against-protesters", {"place": LABBEZANGA}, False),
    ("on two days", "protest", "riot", {"when": SATURDAY}, False),
    ("told and denied", "protest", "force-against-protesters", {"stance": "denied"}, False),
    ("and an arrest", "protest", "arrest", {}, False),
]


@pytest.mark.parametrize(("first", "second", "others", "is_one"), [row[1:] for row in PROTESTS], ids=[row[0] for row in PROTESTS])
def test_a_protest_and_how_it_was_met(first: str, second: str, others: dict[str, Any], is_one: bool) -> None:
    crowd = {"actors": (VILLAGERS,), "place": TESSIT, "when": FRIDAY}
    met = {"actors": (ARMY,), "recipients": (VILLAGERS,), "place": TESSIT, "when": FRIDAY} | others
    events = join_within([reading(first, 0, **crowd), reading(second, 1, **met)])
    assert len(events) == (1 if is_one else 2)
    if is_one:
        assert events[0].kind == second


# Little that agrees is not enough, though nothing disagrees: pairs on either side of the line.
ENOUGH: list[tuple[str, dict[str, Any], bool]] = [
    ("only the kind", {}, False),
    ("kind and place", {"place": TESSIT}, False),
    ("kind and actor", {"actors": (ARMY,)}, False),
    ("kind, place and actor", {"place": TESSIT, "actors": (ARMY,)}, True),
    ("kind, actor and recipient", {"actors": (ARMY,), "recipients": (JNIM,)}, True),
    ("kind, place and day", {"place": TESSIT, "when": FRIDAY}, True),
    ("kind, place and a day that no words tell", {"place": TESSIT, "when": FRIDAY, "when_told": False}, False),
    ("kind and days without a beginning", {"actors": (ARMY,), "when": BY_FRIDAY}, False),
    ("kind, place and toll", {"place": TESSIT, "killed": count(9, 9)}, True),
    ("kind and toll", {"killed": count(9, 9)}, False),
]


@pytest.mark.parametrize(("fields", "is_one"), [row[1:] for row in ENOUGH], ids=[row[0] for row in ENOUGH])
def test_enough_must_agree(fields: dict[str, Any], is_one: bool) -> None:
    told = [reading("shelling", 0, **fields), reading("shelling", 1, **fields)]
    assert len(join_within(told)) == (1 if is_one else 2)


# The same, where the first is the headline: less is enough.
HEADLINES: list[tuple[str, str, dict[str, Any], bool]] = [
    ("kind and actor", "shelling", {"actors": (ARMY,)}, True),
    ("kind and place", "shelling", {"place": TESSIT}, True),
    ("only the kind", "shelling", {}, False),
    ("a kind of its family, and actor", "missile-strike", {"actors": (ARMY,)}, True),
    ("only a kind of its family", "missile-strike", {}, False),
    ("another kind", "capture", {"actors": (ARMY,)}, False),
]


@pytest.mark.parametrize(("kind", "fields", "is_one"), [row[1:] for row in HEADLINES], ids=[row[0] for row in HEADLINES])
def test_a_headline_joins_the_body(kind: str, fields: dict[str, Any], is_one: bool) -> None:
    told = [reading("shelling", 0, part="title", tense="present", **fields), reading(kind, 1, **fields)]
    assert len(join_within(told)) == (1 if is_one else 2)


def test_a_headline_told_by_the_body_asks_for_enough_again() -> None:
    told = [
        reading("shelling", 0, part="title", actors=(ARMY,)),
        reading("shelling", 1, actors=(ARMY,), place=TESSIT),
        reading("shelling", 2, actors=(ARMY,)),
    ]
    assert shape(join_within(told)) == [[0, 1], [2]]


def test_two_strikes_in_one_town_with_different_tolls_stay_two() -> None:
    told = [
        reading("air-strike", 0, killed=count(14, 14), **STRIKE),
        reading("air-strike", 1, killed=count(3, 3), **STRIKE),
        reading("air-strike", 2, killed=count(14, 14), **STRIKE),
    ]
    assert shape(join_within(told)) == [[0, 2], [1]]


def test_a_reading_must_agree_with_all_of_an_event() -> None:
    """A country joins its two towns no more than the towns join each other."""
    told = [
        reading("armed-clash", 0, **CLASH),
        reading("armed-clash", 1, **{**CLASH, "place": MALI}),
        reading("armed-clash", 2, **{**CLASH, "place": LABBEZANGA}),
    ]
    assert shape(join_within(told)) == [[0, 1], [2]]


def test_a_reading_goes_to_the_event_that_it_agrees_with_most() -> None:
    told = [
        reading("armed-clash", 0, **{**CLASH, "place": MALI, "when": None}),
        reading("armed-clash", 1, **{**CLASH, "recipients": (VILLAGERS,)}),
        reading("armed-clash", 2, **{**CLASH, "recipients": ()}),
    ]
    assert shape(join_within(told)) == [[0], [1, 2]]


# A sentence after an air strike in sentence 0 that killed 14; whether it only goes on counting.
CONTINUED: list[tuple[str, str, int, dict[str, Any], bool]] = [
    ("others wounded", "attack", 1, {"wounded": count(30, 30)}, True),
    ("three sentences on", "attack", 3, {"wounded": count(30, 30)}, True),
    ("four sentences on", "attack", 4, {"wounded": count(30, 30)}, False),
    ("other people killed", "killing", 1, {"killed": count(3, 3)}, False),
    ("by somebody named", "attack", 1, {"wounded": count(30, 30), "actors": (JNIM,)}, False),
    ("somewhere named", "attack", 1, {"wounded": count(30, 30), "place": LABBEZANGA}, False),
    ("on a day told", "attack", 1, {"wounded": count(30, 30), "when": SATURDAY}, False),
    ("of another kind", "abduction", 1, {"wounded": count(30, 30)}, False),
    ("denied", "attack", 1, {"wounded": count(30, 30), "stance": "denied"}, False),
    ("with nobody counted", "attack", 1, {}, False),
]


@pytest.mark.parametrize(
    ("kind", "sentence", "fields", "goes_on"), [row[1:] for row in CONTINUED], ids=[row[0] for row in CONTINUED]
)
def test_a_toll_that_goes_on(kind: str, sentence: int, fields: dict[str, Any], goes_on: bool) -> None:
    told = [reading("air-strike", 0, killed=count(14, 14), **STRIKE), reading(kind, sentence, **fields)]
    events = join_within(told)
    assert len(events) == (1 if goes_on else 2)
    if goes_on:
        assert (events[0].kind, events[0].toll.killed, events[0].toll.wounded) == (
            "air-strike",
            count(14, 14),
            count(30, 30),
        )


def test_a_toll_goes_on_with_the_nearest_event_that_lacks_it() -> None:
    told = [
        reading("air-strike", 0, killed=count(14, 14), **STRIKE),
        reading("shelling", 1, killed=count(2, 2), **{**STRIKE, "place": LABBEZANGA}),
        reading("attack", 2, wounded=count(30, 30)),
    ]
    assert shape(join_within(told)) == [[0], [1, 2]]


def test_no_toll_goes_on_with_what_harms_nobody() -> None:
    told = [reading("meet", 0, actors=(ARMY,)), reading("attack", 1, wounded=count(30, 30))]
    assert len(join_within(told)) == 2


# ── order ──


def orders(told: list[Reading]) -> list[str]:
    return [event.readings[0].claim.id for event in join_within(told)]


# Each pair: what stands before what.
ORDER: list[tuple[str, list[Reading], list[str]]] = [
    (
        "the lead before what follows",
        [reading("capture", 0, id="lead"), reading("armed-clash", 1, id="later")],
        ["lead", "later"],
    ),
    (
        "what happened before what is planned",
        [reading("offensive", 0, id="plan", stance="planned"), reading("capture", 0, id="fact", offset=30)],
        ["fact", "plan"],
    ),
    (
        "what is denied counts as news",
        [reading("offensive", 0, id="plan", stance="planned"), reading("capture", 0, id="denial", offset=30, stance="denied")],
        ["denial", "plan"],
    ),
    (
        "news before the background",
        [reading("capture", 0, id="past", tense="pluperfect"), reading("capture", 0, id="news", offset=30)],
        ["news", "past"],
    ),
    (
        "a day before a year",
        [
            reading("capture", 0, id="year", when=days("01-01", "12-31"), place=TESSIT),
            reading("capture", 0, id="day", offset=30, when=FRIDAY, place=LABBEZANGA),
        ],
        ["day", "year"],
    ),
    (
        "violence before words",
        [reading("meet", 0, id="words"), reading("capture", 0, id="violence", offset=30)],
        ["violence", "words"],
    ),
    (
        "the headline before the lead",
        [reading("meet", 1, id="lead"), reading("capture", 0, id="headline", part="title")],
        ["headline", "lead"],
    ),
    (
        "what is level, in the order of the text",
        [reading("capture", 0, id="first"), reading("armed-clash", 0, id="second", offset=30)],
        ["first", "second"],
    ),
]


@pytest.mark.parametrize(("told", "expected"), [row[1:] for row in ORDER], ids=[row[0] for row in ORDER])
def test_order(told: list[Reading], expected: list[str]) -> None:
    assert orders(told) == expected


def test_told_often_comes_before_told_once() -> None:
    once = reading("abduction", 1, id="once", place=LABBEZANGA)
    often = [reading("armed-clash", index, id=f"often{index}", **CLASH) for index in (1, 2, 3)]
    assert orders([once, *often])[0] == "often1"


def test_salience_falls_and_lies_between_0_and_1() -> None:
    told = [reading(kind, index) for index, kind in enumerate(("capture", "meet", "abduction", "arrest", "protest"))]
    saliences = [event.salience for event in join_within(told)]
    assert all(0 <= salience <= 1 for salience in saliences)
    assert all(first >= second for first, second in pairwise(saliences))


def test_every_reading_is_in_one_event() -> None:
    told = [
        reading(kind, index, actors=(ARMY,), place=where)
        for index, (kind, where) in enumerate(
            [("shelling", TESSIT), ("shelling", LABBEZANGA), ("air-strike", TESSIT), ("meet", None), ("shelling", TESSIT)]
        )
    ]
    spread = [one.claim.id for event in join_within(told) for one in event.readings]
    assert sorted(spread) == sorted(one.claim.id for one in told)


OVERLAPS = [
    (days("03-01", "03-04"), days("03-04", "03-06"), days("03-04", "03-04")),
    (days("03-01", "03-03"), days("03-04", "03-06"), None),
    (days(None, "03-04"), days("03-04", None), days("03-04", "03-04")),
    (days(None, "03-03"), days("03-04", None), None),
    (days(None, "03-03"), days(None, "03-05"), days(None, "03-03")),
    (days(None, None), days("03-01", "03-02"), days("03-01", "03-02")),
    (days(None, None), days(None, None), days(None, None)),
]


@pytest.mark.parametrize(("one", "other", "common"), OVERLAPS)
def test_overlap(one: Any, other: Any, common: Any) -> None:
    expected: Interval | None = common.value if common else None
    assert overlap(one.value, other.value) == expected
    assert overlap(other.value, one.value) == expected


def test_what_hangs_on_words_comes_after_them() -> None:
    raid = reading("raid", 0, offset=20)
    hanging = replace(raid, claim=replace(raid.claim, beneath=True))
    assert [event.kind for event in join_within([reading("accuse", 0), hanging])] == ["accuse", "raid"]
    assert [event.kind for event in join_within([reading("accuse", 0), raid])] == ["raid", "accuse"]


def test_a_headline_of_the_kind_does_not_hold_its_body_apart() -> None:
    """A headline that names no place goes with each sentence that tells of its kind of happening."""
    army, town = party("mli-mil", "Military Forces of Mali"), place("Kidal")
    body = [reading("capture", index, place=town, actors=(army,)) for index in (1, 2)]
    assert len(join_within([reading("capture", 0, part="title", actors=(army,)), *body])) == 1


@pytest.mark.parametrize("precision", ["near", "province"])
def test_a_village_near_a_town_or_in_its_province_is_not_the_town(precision: Literal["near", "province"]) -> None:
    assert TESSIT.match is not None
    beside = replace(TESSIT, match=replace(TESSIT.match, value=replace(TESSIT.match.value, precision=precision, radius_km=40.0)))
    told = [reading("capture", index, place=where, actors=(ARMY,), when=FRIDAY) for index, where in enumerate((TESSIT, beside))]
    assert len(join_within(told)) == 2
