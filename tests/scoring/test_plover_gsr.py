"""The adapter for PLOVER's gold standard records, on records made up here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from scoring.records import actor, coded, event

from vedette.errors import BadRecord, UnreadableFile
from vedette.model import Mention
from vedette.scoring.plover_gsr import Record, marks_of, read_records, score_plover_gsr
from vedette.scoring.scores import Mark

TEXT = "King Idris of Libya and the Fezzan militia accused Chadian rebels of shelling Faya in Borkou."
MARKUP = (
    "(SRC: King Idris of Libya) and the (SRC: Fezzan militia) (EVT: accused) (TAR: Chadian rebels) "
    "of shelling (LOC: Faya (LOC: in Borkou))."
)
FIELDS: dict[str, Any] = {"id": "G1", "text": TEXT, "textInfo": {"markup": MARKUP}, "event": "DISAPPROVE", "event_v2": "ACCUSE"}


def record(tmp_path: Path, **changed: Any) -> Record:
    (tmp_path / "plover_gsr.jsonl").write_text(json.dumps(FIELDS | changed) + "\n", encoding="utf-8")
    return read_records(tmp_path / "plover_gsr.jsonl")[0]


def tally(marks: list[Mark], measure: str) -> tuple[int, int, int]:
    mine = [mark for mark in marks if mark.measure == measure]
    return (
        sum(mark.right for mark in mine),
        sum(mark.expected is not None for mark in mine),
        sum(mark.got is not None for mark in mine),
    )


MARKUPS = [
    # markup, text, head words and sides
    (MARKUP, TEXT, [("Idris", "actor"), ("militia", "actor"), ("rebels", "recipient")]),
    ("(SRC/TAR: Chad) (EVT: met) (SRC/TAR: Libya)", "Chad met Libya", [("Chad", "either"), ("Libya", "either")]),
    ("(SRC: Kabul's army) fled", "Kabul's army fled", [("army", "actor")]),
    ("(TAR: Israel)'s vote, (EVT: boycotted)", "Israel's vote, boycotted", [("Israel", "recipient")]),
    ("police (LOC: in (TAR: Iran))", "police in Iran", [("Iran", "recipient")]),
    ("U.N. (EVT: sent} (SRC: its staff) out", "U.N. sent its staff out", [("staff", "actor")]),
    ("(SRC: Isreal) left", "Israel left", []),
    ("(SRC: the front (FPL)) left", "the front (FPL) left", [("front", "actor")]),
]


@pytest.mark.parametrize(("markup", "text", "expected"), MARKUPS)
def test_parties_of_the_markup(tmp_path: Path, markup: str, text: str, expected: list[tuple[str, str]]) -> None:
    parties = record(tmp_path, text=text, textInfo={"markup": markup}).parties
    assert [(party.head.text, party.side) for party in parties] == expected
    assert all(text[party.head.start : party.head.end] == party.head.text for party in parties)


def test_markup_may_stand_one_step_up(tmp_path: Path) -> None:
    assert len(record(tmp_path, textInfo=MARKUP).parties) == 3


def test_the_head_word_that_stands_nearest_is_taken(tmp_path: Path) -> None:
    party = record(tmp_path, text="Chad said (TAR) Chad", textInfo={"markup": "Chad said (TAR) (SRC: Chad)"}).parties[0]
    assert party.head == Mention("Chad", 16, 20)


def accused(**fields: Any) -> Any:
    return event(TEXT, "accuse", "accused", **fields)


PARTIES = [
    # actors, recipients; right, expected and found of actors and of recipients
    ((), (), (0, 2, 0), (0, 1, 0)),
    (("King Idris", "the Fezzan militia"), ("Chadian rebels",), (2, 2, 2), (1, 1, 1)),
    (("King Idris of Libya and the Fezzan militia",), (), (2, 2, 2), (0, 1, 0)),
    (("King Idris", "Chadian rebels"), (), (1, 2, 2), (0, 1, 0)),
    (("Libya",), ("Chadian",), (0, 2, 1), (0, 1, 1)),
]


@pytest.mark.parametrize(("actors", "recipients", "done", "suffered"), PARTIES)
def test_parties_are_found_by_head_word(
    tmp_path: Path, actors: tuple[str, ...], recipients: tuple[str, ...], done: Any, suffered: Any
) -> None:
    got = accused(actors=tuple(actor(TEXT, one) for one in actors), recipients=tuple(actor(TEXT, one) for one in recipients))
    marks = marks_of(record(tmp_path), coded(TEXT, got))
    assert (tally(marks, "actors"), tally(marks, "recipients")) == (done, suffered)
    assert tally(marks, "actors and recipients") == tuple(a + b for a, b in zip(done, suffered, strict=True))


def test_those_who_do_it_to_each_other_may_stand_on_either_side(tmp_path: Path) -> None:
    text = "Chad met Libya"
    gold = record(tmp_path, text=text, textInfo={"markup": "(SRC/TAR: Chad) (EVT: met) (SRC/TAR: Libya)"})
    got = event(text, "meet", "met", actors=(actor(text, "Chad"),), recipients=(actor(text, "Libya"),))
    marks = marks_of(gold, coded(text, got))
    assert (tally(marks, "actors"), tally(marks, "recipients")) == ((2, 2, 2), (0, 0, 0))


def test_the_most_salient_event_is_the_answer(tmp_path: Path) -> None:
    marks = marks_of(record(tmp_path), coded(TEXT, event(TEXT, "shelling", "shelling"), accused()))
    assert [(mark.measure, mark.right) for mark in marks[:2]] == [("type", False), ("type, of any event found", True)]
    assert tally(marks, "actors and recipients, where the type is right") == (0, 0, 0)


def test_the_scores_and_broken_files(tmp_path: Path) -> None:
    record(tmp_path)
    scores = {score.measure: score.value for score in score_plover_gsr(tmp_path, lambda report: coded(report.text, accused()))}
    assert (scores["type"], scores["actors"]) == (1.0, 0.0)
    (tmp_path / "plover_gsr.jsonl").write_text('{"id": "x"}\n', encoding="utf-8")
    with pytest.raises(BadRecord, match=r"plover_gsr\.jsonl:1: not a record"):
        read_records(tmp_path / "plover_gsr.jsonl")
    with pytest.raises(UnreadableFile):
        read_records(tmp_path / "nothing.jsonl")
