from __future__ import annotations

import datetime as dt

import pytest
from coded_example import ARMY, JNIM, coded, party

from vedette.formats import wording
from vedette.model import Actor, ActorMention, Count, Interval, Match, Mention, Place, PlaceMention, Speaker, Toll


def day(words: str | None) -> dt.date | None:
    return dt.date.fromisoformat(words) if words else None


INTERVALS = [
    ("2017-11-03", "2017-11-03", "3 Nov 2017"),
    ("2017-11-03", "2017-11-05", "3–5 Nov 2017"),
    ("2017-10-28", "2017-11-03", "28 Oct – 3 Nov 2017"),
    ("2016-12-28", "2017-01-03", "28 Dec 2016 – 3 Jan 2017"),
    ("2017-11-01", "2017-11-30", "Nov 2017"),
    ("2016-02-01", "2016-02-29", "Feb 2016"),
    ("2016-02-01", "2016-02-28", "1–28 Feb 2016"),
    ("2017-10-01", "2017-11-30", "Oct–Nov 2017"),
    ("2017-12-01", "2018-01-31", "Dec 2017 – Jan 2018"),
    ("2014-01-01", "2014-12-31", "2014"),
    ("2013-01-01", "2014-12-31", "2013–2014"),
    ("2014-01-01", "2014-12-30", "1 Jan – 30 Dec 2014"),
    ("2017-11-03", None, "from 3 Nov 2017"),
    (None, "2017-11-03", "by 3 Nov 2017"),
    (None, None, "–"),
]
COUNTS = [
    (3, 3, "3"),
    (14, 22, "14–22"),
    (14, None, "≥ 14"),
    (None, 5, "≤ 5"),
    (0, 0, "0"),
    (1200, 1200, "1,200"),
    (None, None, "–"),
]


@pytest.mark.parametrize(("earliest", "latest", "words"), INTERVALS)
def test_an_interval_is_short_and_loses_no_day(earliest: str | None, latest: str | None, words: str) -> None:
    assert wording.interval_words(Interval(day(earliest), day(latest))) == words


@pytest.mark.parametrize(("low", "high", "words"), COUNTS)
def test_a_count(low: int | None, high: int | None, words: str) -> None:
    assert wording.count_words(Count(low, high)) == words


def test_what_is_unknown_is_a_dash() -> None:
    assert {wording.interval_words(None), wording.count_words(None), wording.place_words(None), wording.toll_words(Toll())} == {"–"}
    assert {wording.name_words([]), wording.party_words([], []), wording.speaker_words([()]), wording.day_words(None)} == {"–"}


def test_a_toll_names_what_is_counted() -> None:
    toll = Toll(killed=Match(Count(14, 22), 1, ""), displaced=Match(Count(None, None), 1, ""), wounded=Match(Count(5, None), 1, ""))
    assert wording.toll_words(toll) == "14–22 killed, ≥ 5 wounded, – displaced"


def test_parties_and_the_way_it_goes() -> None:
    army, jnim = party("The army met JNIM", "The army", ARMY), party("The army met JNIM", "JNIM", JNIM)
    assert wording.party_words([army], [jnim]) == "Military Forces of Mali → Jamaat Nusrat al-Islam wal-Muslimin"
    assert wording.party_words([army, army], []) == "Military Forces of Mali"
    assert wording.party_words([], [army]) == "– → Military Forces of Mali"


def test_many_names_are_counted() -> None:
    many = [ActorMention(Mention("x", 0, 1), Match(Actor(None, f"Group {n}"), 1, "")) for n in range(6)]
    assert wording.name_words(many) == "Group 0, Group 1, Group 2, Group 3 and 2 more"


@pytest.mark.parametrize(
    ("precision", "words"),
    [("exact", "Gao"), ("near", "near Gao"), ("province", "Gao (province)"), ("district", "Gao (district)"), ("country", "Gao")],
)
def test_a_place_tells_how_vague_it_is(precision: str, words: str) -> None:
    place = Place("Gao", None, "MLI", None, None, None, precision, 5)  # type: ignore[arg-type]  # the rows hold plain strings
    assert wording.place_words(PlaceMention(Mention("Gao", 0, 3), False, Match(place, 1, ""), "")) == words


def test_a_place_that_is_not_resolved_stands_in_quotes() -> None:
    assert wording.place_words(coded().events[1].place) == "“Labbezanga”"


def test_speakers_stand_innermost_first() -> None:
    chain = (
        Speaker(Mention("he", 20, 22, Mention("Jo Ray", 0, 6)), "official", "Someone"),
        Speaker(Mention("a wire", 23, 29), "agency"),
    )
    assert wording.speaker_words([chain, chain, chain[1:], ()]) == "Jo Ray via a wire; a wire"


@pytest.mark.parametrize(
    ("words", "clean"), [("a\x1b[31mb\x07", "a [31mb"), ("two\n lines\t here", "two lines here"), ("\u202eabc", "abc")]
)
def test_no_report_commands_the_terminal(words: str, clean: str) -> None:
    assert wording.clean(words) == clean
