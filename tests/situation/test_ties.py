"""Who backs, fights, commands whom: each pair and kind once a stance, in the order of the text."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from by_hand import party, speaker, tie

from vedette.model import TieKind
from vedette.situation import state_ties
from vedette.situation.ties import SYMMETRIC

TURKEY, GNA = party("tur-gov", "Government of Turkey"), party("lby-gov", "Government of Libya")
LNA, BRIGADE = party("lna", "Libyan National Army"), party(None, "the Red Heron Brigade")


def test_nothing_gives_nothing() -> None:
    assert state_ties(()) == ()


@pytest.mark.parametrize("kind", get_args(TieKind))
def test_a_tie_keeps_its_sides_kind_and_words(kind: Any) -> None:
    spoken = speaker("a diplomat", "official")
    (one,) = state_ties([tie(kind, TURKEY, GNA, 2, stance="possible", speakers=(spoken,))])
    assert (one.source, one.target, one.kind, one.stance) == (TURKEY, GNA, kind, "possible")
    assert (one.sentence.start, one.speakers) == (2000, (spoken,))


TWICE: list[tuple[str, Any, Any, int]] = [
    ("the same", tie("backs", TURKEY, GNA, 0), tie("backs", TURKEY, GNA, 1), 1),
    ("the other way round", tie("backs", TURKEY, GNA, 0), tie("backs", GNA, TURKEY, 1), 2),
    ("of two kinds", tie("backs", TURKEY, GNA, 0), tie("allied", TURKEY, GNA, 1), 2),
    ("told and denied", tie("backs", TURKEY, GNA, 0), tie("backs", TURKEY, GNA, 1, stance="denied"), 2),
    ("of two pairs", tie("backs", TURKEY, GNA, 0), tie("backs", TURKEY, LNA, 1), 2),
    ("by words alone", tie("backs", TURKEY, BRIGADE, 0), tie("backs", TURKEY, BRIGADE, 1), 1),
]


@pytest.mark.parametrize(("one", "other", "left"), [row[1:] for row in TWICE], ids=[row[0] for row in TWICE])
def test_a_tie_is_stated_once(one: Any, other: Any, left: int) -> None:
    found = state_ties([one, other])
    assert len(found) == left
    assert found[0].sentence.start == 0


@pytest.mark.parametrize("kind", get_args(TieKind))
def test_who_fights_is_fought_and_an_ally_has_one(kind: Any) -> None:
    found = state_ties([tie(kind, LNA, GNA, 0), tie(kind, GNA, LNA, 1)])
    assert len(found) == (1 if kind in {"allied", "fights"} else 2)
    assert (found[0].source, found[0].target) == (LNA, GNA)


def test_what_goes_both_ways() -> None:
    assert set(get_args(TieKind)) >= SYMMETRIC


def test_ties_stand_in_the_order_that_they_are_told() -> None:
    found = state_ties([tie("fights", LNA, GNA, 0), tie("backs", TURKEY, GNA, 1), tie("fights", GNA, LNA, 2)])
    assert [(one.kind, one.sentence.start) for one in found] == [("fights", 0), ("backs", 1000)]
