from __future__ import annotations

import datetime as dt
import re

import pytest

from vedette.errors import LexiconError
from vedette.lexicon import load
from vedette.lexicon.kinds import kinds
from vedette.model import Interval
from vedette.situation.phrases import FIELD, capital, count_words, days_words, fill, listed, row

ALL = ("kind", "actors", "recipients", "sides", "place", "at", "days")


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{a} took {b}", "X took Y"),
        ("{a}[ from {none}] went", "X went"),
        ("{a}[ with {b}]", "X with Y"),
        ("{none} went", None),
        ("{unheard} went", None),
        ("{trap}", "[{a}] {b}"),
        ("[{none}]{a}", "X"),
    ],
)
def test_filling(template: str, words: str | None) -> None:
    assert fill(template, {"a": "X", "b": "Y", "none": None, "trap": "[{a}] {b}"}) == words


def day(words: str | None) -> dt.date | None:
    return dt.date.fromisoformat(words) if words else None


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2022-03-04", "2022-03-04", "4 March 2022"),
        ("2022-03-04", "2022-03-05", "4 to 5 March 2022"),
        ("2022-03-31", "2022-04-01", "31 March to 1 April 2022"),
        ("2021-12-31", "2022-01-01", "31 December 2021 to 1 January 2022"),
        ("2022-03-01", "2022-03-31", "March 2022"),
        ("2022-03-01", "2022-03-30", "1 to 30 March 2022"),
        ("2022-01-01", "2022-12-31", "2022"),
        ("2021-01-01", "2022-12-31", "2021 to 2022"),
        (None, "2022-03-04", "by 4 March 2022"),
        ("2022-03-04", None, "from 4 March 2022 on"),
        (None, None, None),
    ],
)
def test_days(first: str | None, last: str | None, words: str | None) -> None:
    assert days_words(Interval(day(first), day(last))) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(3, 3, "3"), (14, 22, "14 to 22"), (14, None, "at least 14"), (None, 5, "at most 5"), (1200, 1200, "1,200")],
)
def test_counts(low: int | None, high: int | None, words: str) -> None:
    assert count_words(low, high) == words


@pytest.mark.parametrize(
    ("items", "words"), [((), None), (("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c", "a"), "a, b and c")]
)
def test_lists(items: tuple[str, ...], words: str | None) -> None:
    assert listed(items) == words


def test_a_capital_first_only() -> None:
    assert capital("the Army of X") == "The Army of X"


def test_every_row_of_a_kind_names_a_kind_and_asks_for_fields_that_there_are() -> None:
    for one in load().rows("brief", "kind"):
        assert one["id"] == "*" or one["id"] in kinds(), one["id"]
        for template in (*one.words("says"), *one.words("noun")):
            assert set(FIELD.findall(template)) <= set(ALL), template


def test_templates_hold_no_name_figure_or_capital_but_the_first() -> None:
    for table in ("kind", "frame", "tie"):
        for one in load().rows("brief", table):
            for template in (*one.words("says"), *one.words("noun")):
                assert not re.search(r"\d|(?<=.)[A-Z]", FIELD.sub("", template)), template


def test_every_kind_can_be_named_with_nothing_told() -> None:
    known = {one["id"]: one for one in load().rows("brief", "kind")}
    for kind in kinds():
        nouns = (*(known[kind].words("noun") if kind in known else ()), *known["*"].words("noun"))
        assert any(fill(noun, {"kind": kind}) for noun in nouns), kind


def test_every_kind_has_a_row_that_tells_it() -> None:
    told = {one["id"] for one in load().rows("brief", "kind") if one.words("says")}
    assert told == set(kinds())


def test_a_row_that_is_not_there_is_named() -> None:
    with pytest.raises(LexiconError, match="nonsuch"):
        row("frame", "nonsuch")
