"""The project's own gold keeps its own rules (gold/README.md): words that stand in the text, all kinds, stances and roles."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from pathlib import Path
from typing import get_args

import pytest

from vedette.lexicon import load
from vedette.lexicon.kinds import kinds
from vedette.model import Change, Role, Stance, TieKind
from vedette.scoring.cases import EITHER, Case, GoldEvent, read_cases
from vedette.scoring.native import spans_of

GOLD = Path(__file__).parents[2] / "gold"
SENTENCES = read_cases(GOLD / "sentences.jsonl")
REPORTS = read_cases(GOLD / "reports.jsonl")
ATTRIBUTION, STANCE, HOLDING, BACKING = (
    read_cases(GOLD / f"{name}.jsonl") for name in ("attribution", "stance", "holding", "backing")
)
FOCUSED = ATTRIBUTION + STANCE + HOLDING + BACKING
CASES = SENTENCES + REPORTS + FOCUSED
EVENTS = [event for case in CASES for event in case.events]
FIELDS = {"kind", "trigger", "stance", "actors", "recipients", "place", "when", "killed", "wounded", "speakers", "also", "optional"}
QUOTED = re.compile(r"\bquoted by\b")


def words_of(case: Case) -> list[str]:
    """All words that a case says are in its text."""
    found = list(chain.from_iterable([event.trigger, *event.also, *event.actors, *event.recipients] for event in case.events))
    found += [event.place.words for event in case.events if event.place is not None]
    found += [speaker.words for event in case.events for speaker in event.speakers]
    found += [words for one in case.control or () for words in (one.holder, one.place)]
    return found + [words for one in case.ties or () for words in (one.source, one.target)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.report.id)
def test_words_stand_in_the_text(case: Case) -> None:
    readings = [reading for words in words_of(case) for reading in words.split(EITHER)]
    assert [reading for reading in readings if not spans_of(case.report.text, reading)] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.report.id)
def test_a_trigger_stands_once(case: Case) -> None:
    assert [event.trigger for event in case.events if len(spans_of(case.report.text, event.trigger)) != 1] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.report.id)
def test_labels_are_the_contracts(case: Case) -> None:
    for event in case.events:
        assert set(event.kinds) <= set(kinds()), event.trigger
        assert set(event.stances) <= set(get_args(Stance)), event.trigger
        assert event.given <= FIELDS, event.trigger
        assert {role for speaker in event.speakers for role in speaker.roles} <= set(get_args(Role)), event.trigger
    assert {one.change for one in case.control or ()} <= set(get_args(Change))
    assert {kind for one in case.ties or () for kind in one.kinds} <= set(get_args(TieKind))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.report.id)
def test_days_and_numbers_are_in_order(case: Case) -> None:
    for event in case.events:
        if event.when is not None:
            assert event.when.earliest is not None and event.when.latest is not None
            assert event.when.earliest <= event.when.latest, event.trigger
            if event.stances == ("asserted",):
                assert event.when.latest <= (case.report.published or event.when.latest), event.trigger
        for count in (event.killed, event.wounded):
            assert count is None or count.high is None or (count.low or 0) <= count.high, event.trigger


def test_ids_are_used_once() -> None:
    assert [name for name, times in Counter(case.report.id for case in CASES).items() if times > 1] == []


ENOUGH = [(ATTRIBUTION, 150), (STANCE, 100), (HOLDING, 60), (BACKING, 60)]


@pytest.mark.parametrize(("cases", "least"), ENOUGH, ids=["attribution", "stance", "holding", "backing"])
def test_there_is_enough_about_each_thing(cases: tuple[Case, ...], least: int) -> None:
    assert len(cases) >= least
    assert len({case.country for case in cases}) >= 30
    assert len({case.report.text for case in cases}) == len(cases)


def test_there_are_chains_enough() -> None:
    assert sum(any(len(event.speakers) > 1 for event in case.events) for case in ATTRIBUTION) >= 40


@pytest.mark.parametrize(("cases", "field"), [(ATTRIBUTION, "speakers"), (STANCE, "stance")], ids=["attribution", "stance"])
def test_each_case_gives_what_it_is_about(cases: tuple[Case, ...], field: str) -> None:
    assert [case.report.id for case in cases if not case.events or any(field not in event.given for event in case.events)] == []


def test_what_is_so_and_what_is_not_are_told_apart() -> None:
    assert all(case.control is not None for case in HOLDING)
    assert all(case.ties is not None for case in BACKING)
    assert sum(not case.control for case in HOLDING) >= 8
    assert sum(not case.ties for case in BACKING) >= 8
    assert sum(one.since is not None for case in HOLDING for one in case.control or ()) >= 15


def test_there_is_enough() -> None:
    assert len(SENTENCES) >= 120
    assert len(REPORTS) >= 10
    assert len({case.country for case in CASES}) >= 25
    assert sum(not case.events for case in SENTENCES) >= 10


@pytest.mark.parametrize("case", REPORTS, ids=lambda case: case.report.id)
def test_reports_are_of_a_reports_length(case: Case) -> None:
    assert 120 <= len(case.report.text.split()) <= 320
    assert case.report.title and case.report.publisher


def test_countries_are_countries() -> None:
    known = {row["iso3"] for row in load().rows("actors/countries", "country") if "iso3" in row}
    assert {case.country for case in CASES} - known == set()


def firm(event: GoldEvent) -> bool:
    return not event.optional


COVERED = [
    ("kinds", {event.kinds[0] for event in EVENTS if firm(event) and event.kinds}, set(kinds())),
    ("stances", {event.stances[0] for event in EVENTS if firm(event) and event.stances}, set(get_args(Stance))),
    ("roles", {speaker.roles[0] for event in EVENTS for speaker in event.speakers}, set(get_args(Role))),
    ("changes", {one.change for case in CASES for one in case.control or ()}, set(get_args(Change))),
    ("ties", {one.kinds[0] for case in CASES for one in case.ties or () if not one.optional}, set(get_args(TieKind))),
]


@pytest.mark.parametrize(("what", "found", "wanted"), COVERED, ids=[row[0] for row in COVERED])
def test_everything_is_covered(what: str, found: set[str], wanted: set[str]) -> None:
    assert wanted - found == set(), what


def test_chains_of_speakers_are_covered() -> None:
    assert sum(len(event.speakers) > 1 for event in EVENTS) >= 8
    assert any(QUOTED.search(case.report.text) for case in SENTENCES)
