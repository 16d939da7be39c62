"""What readings of one happening add up to: the tightest place and days, every party once, the fullest toll, a lasting id."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from by_hand import count, days, nowhere, party, place, reading

from vedette.joining.adding_up import add_up
from vedette.model import Event, Reading, Toll

ARMY, ARMY_SURER = party("ukr-mil", "Military Forces of Ukraine", score=0.75), party("ukr-mil", "Military Forces of Ukraine")
INVADERS = party("rus-mil", "Military Forces of Russia")
BRIGADE = party(None, "the Red Heron Brigade", score=0.2)
BAKHMUT = place("Bakhmut", "UKR")
OBLAST = place("Donetsk", "UKR", precision="province", radius_km=120.0, sort="province")
DISTRICT = place("Bakhmut", "UKR", precision="district", radius_km=30.0)


def added(*told: Reading) -> Event:
    return add_up(told, salience=0.5)


KINDS = [
    (["shelling"], "shelling"),
    (["shelling", "missile-strike"], "shelling"),
    (["missile-strike", "shelling"], "missile-strike"),
    (["shelling", "missile-strike", "missile-strike"], "missile-strike"),
    (["shelling", "missile-strike", "missile-strike", "shelling"], "shelling"),
    # A protest is what the gravest of its readings makes of it.
    (["protest", "protest", "protest-with-intervention"], "protest-with-intervention"),
    (["force-against-protesters", "protest-with-intervention", "protest"], "force-against-protesters"),
    (["protest", "riot", "protest"], "riot"),
    (["protest", "strike", "strike"], "strike"),
    # A killing is what another event brought about.
    (["shelling", "killing", "killing"], "shelling"),
    (["killing", "killing"], "killing"),
    # "The bombing" says nothing of where the bombs came from.
    (["bombing", "bombing", "air-strike"], "air-strike"),
    (["bombing", "shelling"], "bombing"),
]


@pytest.mark.parametrize(("kinds", "expected"), KINDS)
def test_the_kind_is_what_most_tell_then_the_first(kinds: list[str], expected: str) -> None:
    assert added(*(reading(kind, index) for index, kind in enumerate(kinds))).kind == expected


def test_stance_and_salience_are_handed_on() -> None:
    event = add_up([reading("capture", 0, stance="denied")], salience=0.71)
    assert (event.stance, event.salience) == ("denied", 0.71)


def test_the_id_is_the_same_in_every_order_and_rests_on_the_smallest_claim() -> None:
    told = [reading("shelling", index, id=f"c{index}") for index in range(3)]
    ids = {added(*order).id for order in permutations(told)}
    assert len(ids) == 1
    assert ids == {added(told[0]).id}
    assert added(told[1]).id not in ids
    assert len(ids.pop()) == 16


def test_readings_stand_in_the_order_of_the_text() -> None:
    told = [reading("shelling", index, offset=offset) for index, offset in ((2, 0), (0, 50), (0, 10))]
    assert [one.claim.trigger.start for one in added(*told).readings] == [10, 50, 2000]


PARTIES: list[tuple[str, list[tuple[Any, ...]], tuple[Any, ...]]] = [
    ("none", [(), ()], ()),
    ("one twice: the surest mention", [(ARMY,), (ARMY_SURER,)], (ARMY_SURER,)),
    ("one twice, level: the first", [(ARMY_SURER,), (ARMY_SURER,)], (ARMY_SURER,)),
    ("one less sure later", [(ARMY_SURER,), (ARMY,)], (ARMY_SURER,)),
    ("two", [(ARMY,), (INVADERS,)], (ARMY, INVADERS)),
    ("one of the roster and one by its words", [(ARMY, BRIGADE), (BRIGADE,)], (ARMY, BRIGADE)),
]


@pytest.mark.parametrize(("told", "expected"), [row[1:] for row in PARTIES], ids=[row[0] for row in PARTIES])
def test_every_party_once(told: list[tuple[Any, ...]], expected: tuple[Any, ...]) -> None:
    event = added(*(reading("shelling", index, actors=actors, recipients=actors) for index, actors in enumerate(told)))
    assert event.actors == expected
    assert event.recipients == expected


def test_who_meets_a_protest_is_its_other_side() -> None:
    told = [reading("protest", 0, actors=(BRIGADE,)), reading("force-against-protesters", 1, actors=(ARMY,), recipients=(BRIGADE,))]
    event = added(*told)
    assert (event.actors, event.recipients) == ((BRIGADE,), (ARMY,))


def test_who_meets_a_protest_that_is_not_told_itself_is_the_actor() -> None:
    event = added(reading("force-against-protesters", 1, actors=(ARMY,), recipients=(BRIGADE,)))
    assert (event.actors, event.recipients) == ((ARMY,), (BRIGADE,))


SIDE = "a party known by a general word alone ('soldiers') does not give way to the named one of its side"


@pytest.mark.xfail(strict=True, reason=SIDE)
def test_a_general_word_gives_way_to_a_name() -> None:
    soldiers = party(None, "Military forces", score=0.4, words="soldiers")
    told = [reading("shelling", 0, actors=(soldiers,)), reading("shelling", 1, actors=(ARMY,))]
    assert added(*told).actors == (ARMY,)


PLACES: list[tuple[str, list[Any], Any]] = [
    ("none", [None, None], None),
    ("the tightest", [OBLAST, BAKHMUT, DISTRICT], BAKHMUT),
    ("the tightest first", [BAKHMUT, OBLAST], BAKHMUT),
    ("a place known before one that is not", [nowhere("Opytne"), OBLAST], OBLAST),
    ("one that nobody knows, where there is no other", [None, nowhere("Opytne")], nowhere("Opytne")),
]


@pytest.mark.parametrize(("told", "expected"), [row[1:] for row in PLACES], ids=[row[0] for row in PLACES])
def test_the_tightest_place(told: list[Any], expected: Any) -> None:
    assert added(*(reading("shelling", index, place=where) for index, where in enumerate(told))).place == expected


DAY, WEEK, BY, FROM = days("03-04", "03-04"), days("02-28", "03-06"), days(None, "03-05"), days("03-01", None)
DAY_UNSURE = days("03-05", "03-05", score=0.4)
DAYS: list[tuple[str, list[Any], Any, str | None]] = [
    ("none", [None, None], None, None),
    ("the narrowest", [WEEK, DAY], DAY, "on day 1000"),
    ("the narrowest first", [DAY, WEEK], DAY, "on day 0"),
    ("closed before open, cut to it", [BY, WEEK], days("02-28", "03-05"), "on day 1000"),
    ("of two days the surer", [DAY_UNSURE, DAY], DAY, "on day 1000"),
    ("two open ones bound each other", [BY, FROM], days("03-01", "03-05"), "on day 0"),
]


@pytest.mark.parametrize(("told", "expected", "words"), [row[1:] for row in DAYS], ids=[row[0] for row in DAYS])
def test_the_narrowest_days_with_their_words(told: list[Any], expected: Any, words: str | None) -> None:
    event = added(*(reading("shelling", index, when=when) for index, when in enumerate(told)))
    assert (event.when and event.when.value) == (expected and expected.value)
    assert (event.when_words.text if event.when_words else None) == words


def test_days_that_no_words_tell_have_none() -> None:
    event = added(reading("shelling", 0, when=BY, when_told=False))
    assert (event.when, event.when_words) == (BY, None)


def test_days_that_only_go_on_from_others_end_when_it_was_over() -> None:
    event = added(reading("capture", 0, when=BY, when_told=False), reading("capture", 1, when=DAY, when_told=False))
    assert event.when is not None
    assert event.when.value == days("03-04", "03-05").value
    assert event.when_words is None


def test_days_within_what_the_others_allow() -> None:
    event = added(reading("shelling", 0, when=WEEK), reading("shelling", 1, when=BY, when_told=False))
    assert event.when is not None
    assert event.when.value == days("02-28", "03-05").value


def test_words_go_before_what_only_the_tense_tells() -> None:
    now = reading("killing", 1, when=days("03-05", "03-05"), when_told=False, tense="present")
    event = added(reading("killing", 0, when=WEEK), now)
    assert event.when is not None
    assert event.when.value == WEEK.value


COUNTS: list[tuple[str, list[Any], Any]] = [
    ("none", [None, None], None),
    ("the first", [count(14, None), count(20, None)], count(14, None)),
    ("a later one", [None, count(14, None)], count(14, None)),
    ("a number beside a bare plural", [count(2, None), count(14, None)], count(14, None)),
    ("a bare plural alone", [count(2, None)], count(2, None)),
    ("an exact one", [count(24, 99), count(31, 31)], count(31, 31)),
    ("the first exact one", [count(31, 31), count(24, 99), count(30, 30)], count(31, 31)),
]


@pytest.mark.parametrize(("told", "expected"), [row[1:] for row in COUNTS], ids=[row[0] for row in COUNTS])
@pytest.mark.parametrize("field", ["killed", "wounded", "captured", "missing", "displaced"])
def test_the_toll_of_each_sort(field: str, told: list[Any], expected: Any) -> None:
    event = added(*(reading("shelling", index, **{field: one}) for index, one in enumerate(told)))
    assert event.toll == Toll(**{field: expected})


def test_tolls_of_different_sorts_stand_together() -> None:
    event = added(reading("shelling", 0, killed=count(3, 3)), reading("attack", 1, wounded=count(5, 5)))
    assert event.toll == Toll(killed=count(3, 3), wounded=count(5, 5))
