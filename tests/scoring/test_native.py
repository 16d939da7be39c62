"""What the scorer of the project's own gold counts as right, missed and spurious."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from scoring.records import actor, coded, control, days, event, mention, place, report, tie, toll

from vedette.errors import BadRecord, UnreadableFile
from vedette.model import Coded, Count, Mention, Report
from vedette.scoring.cases import Case, read_cases
from vedette.scoring.native import marks_of, score_native, spans_of
from vedette.scoring.scores import Mark

TEXT = "The army shelled Taiz on Monday, killing at least three traders, residents said; rebels denied that they had fled the town."
SHELLING = {
    "kind": "shelling | attack",
    "trigger": "shelled",
    "stance": "asserted",
    "actors": ["The army"],
    "recipients": ["at least three traders"],
    "place": {"words": "Taiz", "latitude": 13.58, "longitude": 44.02},
    "when": ["2024-05-13", "2024-05-13"],
    "killed": [3, None],
    "speakers": [{"words": "residents", "role": "witness"}],
}
FLED = {"kind": "flee", "trigger": "fled", "stance": "denied", "actors": ["rebels"]}


def case(tmp_path: Path, *events: dict[str, Any], text: str = TEXT, **fields: Any) -> Case:
    row = {"id": "x1", "country": "YEM", "published": "2024-05-14", "text": text, "events": list(events), **fields}
    (tmp_path / "sentences.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return read_cases(tmp_path / "sentences.jsonl")[0]


def tally(marks: list[Mark], measure: str) -> tuple[int, int, int]:
    mine = [mark for mark in marks if mark.measure == measure]
    return sum(m.right for m in mine), sum(m.expected is not None for m in mine), sum(m.got is not None for m in mine)


def all_right() -> Coded:
    shelled = event(
        TEXT,
        "shelling",
        "shelled",
        actors=(actor(TEXT, "The army"),),
        recipients=(actor(TEXT, "three traders"),),
        place=place(TEXT, "Taiz", (13.6, 44.0)),
        when=days("2024-05-13", "2024-05-13"),
        toll=toll(Count(3, None)),
        speakers=(("residents", "witness"),),
    )
    return coded(TEXT, shelled, event(TEXT, "flee", "fled", stance="denied", actors=(actor(TEXT, "rebels"),)))


def test_all_that_is_right_counts_as_right(tmp_path: Path) -> None:
    marks = marks_of(case(tmp_path, SHELLING, FLED), all_right())
    assert [mark for mark in marks if not mark.right] == []
    assert {mark.measure for mark in marks} >= {
        "event",
        "trigger",
        "stance",
        "actors",
        "recipients",
        "place",
        "point",
        "when",
        "killed",
        "speakers",
        "roles",
    }
    assert tally(marks, "event") == (2, 2, 2)


WRONG = [
    # what was coded instead, the measure that it touches, right / expected / found
    (event(TEXT, "air-strike", "shelled"), "event", (0, 1, 1)),
    (event(TEXT, "air-strike", "shelled"), "trigger", (1, 1, 1)),
    (event(TEXT, "attack", "shelled"), "event", (1, 1, 1)),
    (event(TEXT, "shelling", "killing"), "event", (1, 1, 1)),  # the same kind in the same sentence
    (event(TEXT, "killing", "killing"), "event", (0, 1, 1)),  # another kind on other words: one missed, one spurious
    (event(TEXT, "shelling", "shelled", stance="possible"), "stance", (0, 1, 1)),
    (event(TEXT, "shelling", "shelled", actors=(actor(TEXT, "rebels"),)), "actors", (0, 1, 1)),
    (event(TEXT, "shelling", "shelled", actors=(actor(TEXT, "The army"), actor(TEXT, "rebels"))), "actors", (1, 1, 2)),
    (event(TEXT, "shelling", "shelled", recipients=(actor(TEXT, "residents"),)), "recipients", (0, 1, 1)),
    (event(TEXT, "shelling", "shelled", place=place(TEXT, "the town")), "place", (0, 1, 1)),
    (event(TEXT, "shelling", "shelled", place=place(TEXT, "Taiz", (14.58, 44.02))), "point", (0, 1, 1)),
    (event(TEXT, "shelling", "shelled", place=place(TEXT, "Taiz")), "point", (0, 1, 0)),
    (event(TEXT, "shelling", "shelled", when=days("2024-05-13", "2024-05-14")), "when", (0, 1, 1)),
    (event(TEXT, "shelling", "shelled", toll=toll(Count(3, 3))), "killed", (0, 1, 1)),
    (event(TEXT, "shelling", "shelled", speakers=(("residents", "party"),)), "speakers", (1, 1, 1)),
    (event(TEXT, "shelling", "shelled", speakers=(("residents", "party"),)), "roles", (0, 1, 1)),
    (event(TEXT, "shelling", "shelled", speakers=(("rebels", "party"),)), "speakers", (0, 1, 1)),
]


@pytest.mark.parametrize(("got", "measure", "expected"), WRONG)
def test_each_fault_touches_its_measure(tmp_path: Path, got: Any, measure: str, expected: tuple[int, int, int]) -> None:
    assert tally(marks_of(case(tmp_path, SHELLING), coded(TEXT, got)), measure) == expected


def test_an_event_not_found_misses_its_fields(tmp_path: Path) -> None:
    marks = marks_of(case(tmp_path, SHELLING), coded(TEXT))
    assert all(
        tally(marks, measure) == (0, 1, 0)
        for measure in ("event", "stance", "actors", "place", "point", "when", "killed", "speakers")
    )


def test_a_spurious_event_costs_the_event_alone(tmp_path: Path) -> None:
    marks = marks_of(case(tmp_path), coded(TEXT, event(TEXT, "flee", "fled", actors=(actor(TEXT, "rebels"),))))
    assert tally(marks, "event") == (0, 0, 1)
    assert tally(marks, "actors") == (0, 0, 0)


def test_an_optional_event_is_neither_missed_nor_spurious(tmp_path: Path) -> None:
    gold = case(tmp_path, FLED | {"optional": True})
    assert marks_of(gold, coded(TEXT)) == []
    assert marks_of(gold, coded(TEXT, event(TEXT, "flee", "fled"))) == []


def test_a_field_left_out_is_not_scored_and_null_is(tmp_path: Path) -> None:
    killed = event(TEXT, "flee", "fled", toll=toll(Count(3, 3)))
    assert tally(marks_of(case(tmp_path, FLED), coded(TEXT, killed)), "killed") == (0, 0, 0)
    assert tally(marks_of(case(tmp_path, FLED | {"killed": None}), coded(TEXT, killed)), "killed") == (0, 0, 1)


@pytest.mark.parametrize(("words", "expected"), [(None, (0, 0, 0)), ("Monday", (0, 0, 1))])
def test_days_that_no_words_give_are_no_answer(tmp_path: Path, words: str | None, expected: tuple[int, int, int]) -> None:
    told = mention(TEXT, words) if words else None
    got = event(TEXT, "flee", "fled", when=days("2024-05-01", "2024-05-14"), when_words=told)
    assert tally(marks_of(case(tmp_path, FLED | {"when": None}), coded(TEXT, got)), "when") == expected


def test_two_events_on_one_trigger_are_one_found_and_one_spurious(tmp_path: Path) -> None:
    twice = coded(TEXT, event(TEXT, "attack", "shelled"), event(TEXT, "shelling", "shelled"))
    assert tally(marks_of(case(tmp_path, SHELLING), twice), "event") == (1, 1, 2)


def test_another_telling_is_the_same_event(tmp_path: Path) -> None:
    marks = marks_of(case(tmp_path, FLED | {"also": ["killing"]}), coded(TEXT, event(TEXT, "killing", "killing")))
    assert tally(marks, "trigger") == (1, 1, 1)


def test_a_joined_telling_is_found_where_only_its_speakers_are_asked_for(tmp_path: Path) -> None:
    shelled = event(TEXT, "shelling", "shelled", speakers=(("residents", "witness"),))
    killing = event(TEXT, "killing", "killing", speakers=(("rebels", "party"),))
    joined = coded(TEXT, replace(shelled, readings=(*shelled.readings, *killing.readings)))
    asked = [
        {"trigger": "shelled", "speakers": [{"words": "residents", "role": "witness"}]},
        {"trigger": "killing", "speakers": [{"words": "rebels", "role": "party"}]},
    ]
    assert tally(marks_of(case(tmp_path, *asked), joined), "chain") == (2, 2, 2)
    kinds = [{**one, "kind": kind} for one, kind in zip(asked, ("shelling", "killing"), strict=True)]
    assert tally(marks_of(case(tmp_path, *kinds), joined), "chain") == (1, 2, 1)


def test_a_pronoun_stands_for_its_antecedent(tmp_path: Path) -> None:
    they = actor(TEXT, "they")
    standing = type(they)(Mention("they", they.mention.start, they.mention.end, actor(TEXT, "rebels").mention), they.match)
    assert tally(marks_of(case(tmp_path, FLED), coded(TEXT, event(TEXT, "flee", "fled", actors=(standing,)))), "actors") == (
        1,
        1,
        1,
    )
    assert tally(marks_of(case(tmp_path, FLED), coded(TEXT, event(TEXT, "flee", "fled", actors=(they,)))), "actors") == (0, 1, 1)


HELD = "The army lost the town of Sake to the M23, which fights beside Rwanda's troops and is backed by Kigali."
STATEMENTS = [
    # control and ties that were coded, right / expected / found of control, and of ties
    ((), (), (0, 1, 0), (0, 2, 0)),
    ((control(HELD, "The army", "the town of Sake", "lost"),), (), (1, 1, 1), (0, 2, 0)),
    ((control(HELD, "The army", "Sake", "lost"), control(HELD, "the M23", "Sake", "gained")), (), (1, 1, 2), (0, 2, 0)),
    ((control(HELD, "The army", "Sake", "gained"),), (), (0, 1, 1), (0, 2, 0)),
    ((control(HELD, "The army", "Sake", "lost", "planned"),), (), (0, 1, 0), (0, 2, 0)),
    ((), (tie(HELD, "Kigali", "the M23", "backs"),), (0, 1, 0), (1, 2, 1)),
    ((), (tie(HELD, "the M23", "Kigali", "backs"),), (0, 1, 0), (0, 2, 1)),
    ((), (tie(HELD, "Rwanda's troops", "the M23", "allied"),), (0, 1, 0), (1, 2, 1)),
]


@pytest.mark.parametrize(("controls", "ties", "held", "tied"), STATEMENTS)
def test_control_and_ties(tmp_path: Path, controls: Any, ties: Any, held: tuple[int, int, int], tied: tuple[int, int, int]) -> None:
    gold = case(
        tmp_path,
        text=HELD,
        control=[{"holder": "The army", "place": "Sake", "change": "lost"}],
        ties=[{"from": "Kigali", "to": "the M23", "kind": "backs"}, {"from": "the M23", "to": "Rwanda's troops", "kind": "allied"}],
    )
    marks = marks_of(gold, coded(HELD, controls=controls, ties=ties))
    assert (tally(marks, "control"), tally(marks, "ties")) == (held, tied)


CHAINS = [
    # the chain that was read; whether it is "residents, then the radio"
    ((("residents", "witness"), ("the radio", "media")), True),
    ((("the radio", "media"), ("residents", "witness")), False),
    ((("residents", "witness"), ("the radio", "agency")), False),
    ((("residents", "witness"),), False),
    ((("residents", "witness"), ("the radio", "media"), ("The army", "party")), False),
]
CARRIED = "The army shelled Taiz, residents told the radio."


@pytest.mark.parametrize(("speakers", "right"), CHAINS)
def test_a_chain_is_right_from_first_to_last(tmp_path: Path, speakers: Any, right: bool) -> None:
    said = {"trigger": "shelled", "speakers": [{"words": "residents", "role": "witness"}, {"words": "the radio", "role": "media"}]}
    marks = marks_of(case(tmp_path, said, text=CARRIED), coded(CARRIED, event(CARRIED, "shelling", "shelled", speakers=speakers)))
    assert [mark.right for mark in marks if mark.measure == "chain"] == [right]
    assert tally(marks, "event") == tally(marks, "stance") == (0, 0, 0)


def test_an_event_that_was_not_found_has_no_chain(tmp_path: Path) -> None:
    marks = marks_of(case(tmp_path, {"trigger": "shelled", "speakers": []}), coded(TEXT))
    assert [(mark.got, mark.right) for mark in marks if mark.measure == "chain"] == [(None, False)]


@pytest.mark.parametrize(("first", "right"), [("2024-05-13", True), ("2024-05-14", False)])
def test_since_when_a_place_is_held(tmp_path: Path, first: str, right: bool) -> None:
    gold = case(tmp_path, text=HELD, control=[{"holder": "The army", "place": "Sake", "change": "lost", "since": "2024-05-13"}])
    lost = replace(control(HELD, "The army", "Sake", "lost"), when=days(first, "2024-05-14"))
    assert [mark.right for mark in marks_of(gold, coded(HELD, controls=(lost,))) if mark.measure == "since"] == [right]


def test_a_file_about_one_thing_counts_whole_cases(tmp_path: Path) -> None:
    rows = [
        {
            "id": "x1",
            "country": "COD",
            "published": "2024-05-14",
            "text": HELD,
            "ties": [{"from": "Kigali", "to": "the M23", "kind": "backs"}],
        },
        {"id": "x2", "country": "COD", "published": "2024-05-14", "text": HELD, "ties": []},
    ]
    (tmp_path / "backing.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    found = coded(HELD, event(HELD, "withdraw", "lost"), ties=(tie(HELD, "Kigali", "the M23", "backs"),))
    scores = {score.measure: score for score in score_native(tmp_path, lambda _: found)}
    assert {name: score.value for name, score in scores.items()} == {"ties": 2 / 3, "case": 0.5}
    assert [mark.case for mark in scores["case"].wrong] == ["x2"]


def test_words_are_found_as_whole_words() -> None:
    assert spans_of("IS lost; this IS-held town", "IS") == ((0, 2), (14, 16))
    assert spans_of("they said the army did", "the army | it") == ((10, 18),)


def test_a_folder_gives_a_score_for_each_file_and_measure(tmp_path: Path) -> None:
    case(tmp_path, SHELLING, FLED)
    scores = score_native(tmp_path, lambda _: all_right())
    assert {(score.set, score.value) for score in scores if score.expected} == {("sentences", 1.0)}


@pytest.mark.parametrize(
    "line", ['{"id": "x"}', "[]", "{", '{"id": "x", "country": "YEM", "published": "soon", "text": "", "events": []}']
)
def test_a_line_that_is_no_case_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "cases.jsonl").write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(BadRecord, match=r"cases\.jsonl:2: not a gold case"):
        read_cases(tmp_path / "cases.jsonl")


def test_gold_that_is_not_there_is_said(tmp_path: Path) -> None:
    def code(_: Report) -> Coded:
        return coded(TEXT)

    with pytest.raises(UnreadableFile, match="holds neither"):
        score_native(tmp_path, code)
    assert report(TEXT).language == "en"
