"""Whose word a statement is, and how many independent sources there are."""

from __future__ import annotations

from typing import Any

import pytest
from by_hand import mention

from vedette.model import Actor, Speaker
from vedette.resolving.sources import independent, outlet_key, source_of
from vedette.resolving.states import may_be, state_of

SPEAKERS: list[tuple[str, list[tuple[str, Any, str | None]], str]] = [
    ("nobody", [], "paper"),
    ("a party by its roster's name", [("the group", "party", "JNIM")], "jnim"),
    ("a state's army", [("the army", "party", "Military Forces of Mali")], "government of mali"),
    ("a monitor", [("the Euphrates Monitor", "monitor", None)], "euphrates monitor"),
    ("its activists", [("activists of the Euphrates Monitor", "monitor", "Civil society (Syria)")], "euphrates monitor"),
    ("witnesses", [("residents", "witness", "Civilians (Mali)")], "paper"),
    ("an unnamed source of a party", [("a military source", "unnamed", "Military Forces of Mali")], "paper"),
    ("a monitor by a general word", [("the watchdog", "monitor", None)], "paper"),
    ("an agency under another name", [("Agence France Presse", "agency", None)], "afp"),
    ("the innermost", [("the Red Cross", "monitor", None), ("Reuters", "agency", None)], "red cross"),
]


@pytest.mark.parametrize(("chain", "source"), [row[1:] for row in SPEAKERS], ids=[row[0] for row in SPEAKERS])
def test_whose_word_it_is(chain: list[tuple[str, Any, str | None]], source: str) -> None:
    speakers = [Speaker(mention(words), role, name) for words, role, name in chain]
    found = source_of(speakers, "paper")
    assert found == (outlet_key("Red Cross") if source == "red cross" else source)


COUNTED = [
    ("none", {}, 0),
    ("two reports of one speaker", {"a": ["army"], "b": ["army"]}, 1),
    ("one report of two speakers", {"a": ["army", "monitor"]}, 1),
    ("two reports, one with its own word", {"a": ["army"], "b": ["army", "b"]}, 2),
    ("three of two", {"a": ["army"], "b": ["army", "monitor"], "c": ["monitor"]}, 2),
]


@pytest.mark.parametrize(("brought", "number"), [row[1:] for row in COUNTED], ids=[row[0] for row in COUNTED])
def test_how_many_are_independent(brought: dict[str, list[str]], number: int) -> None:
    assert len(independent(brought)) == number


STATES = [
    (Actor("syr-mil", "Military Forces of Syria", "SYR", "MIL"), "Government of Syria"),
    (Actor("irq-cop", "Police Forces of Iraq", "IRQ", "COP"), "Government of Iraq"),
    (Actor("syr-gov", "Government of Syria", "SYR", "GOV"), "Government of Syria"),
    (Actor("syrian-democratic-forces", "Syrian Democratic Forces", "SYR", "REB"), "Syrian Democratic Forces"),
    (Actor("eth-reb", "Rebels (Ethiopia)", "ETH", "REB"), "Rebels (Ethiopia)"),
    (Actor(None, "the Red Heron Brigade"), "the Red Heron Brigade"),
]


@pytest.mark.parametrize(("actor", "name"), STATES, ids=lambda value: getattr(value, "name", ""))
def test_what_a_states_forces_take_the_state_holds(actor: Actor, name: str) -> None:
    assert state_of(actor).name == name


REBELS, TIGRAYANS = Actor(None, "Rebels (Ethiopia)", "ETH", "REB"), Actor("tdf", "Tigray Defence Forces", "ETH", "REB")
MAY_BE = [
    (REBELS, TIGRAYANS, True),
    (TIGRAYANS, REBELS, False),
    (REBELS, Actor("plan", "Polisario", "ESH", "REB"), False),
    (REBELS, Actor("eth-mil", "Military Forces of Ethiopia", "ETH", "MIL"), False),
    (Actor(None, "Unidentified aircraft"), Actor("eth-mil", "Military Forces of Ethiopia", "ETH", "MIL"), True),
    (Actor(None, "Civilians (Ethiopia)", "ETH", "CVL"), TIGRAYANS, False),
]


@pytest.mark.parametrize(("one", "other", "expected"), MAY_BE, ids=lambda value: getattr(value, "name", ""))
def test_whom_a_general_word_may_mean(one: Actor, other: Actor, expected: bool) -> None:
    assert may_be(one, other) is expected
