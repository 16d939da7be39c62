"""The adapter for sentences whose events are scored by whether they happened, on sentences made up here."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from vedette.errors import BadRecord
from vedette.model import Mention, Report
from vedette.pipeline import Coder
from vedette.scoring.factuality import (
    FACT_OR_TO_COME,
    HAPPENED,
    NOT,
    NOT_DENIED,
    TOLD_AS_FACT,
    marks_of,
    read_items,
    read_stances,
    score_factuality,
)

ROW: dict[str, Any] = {
    "text": "`` We did n't flee , '' said the rebels ( of Kivu ) , who killed two men and will march .",
    "targets": [
        {"span1": [4, 5], "label": -3.0},
        {"span1": [7, 8], "label": 3.0},
        {"span1": [16, 17], "label": 1.6},
        {"span1": [21, 22], "label": 1.5},
    ],
}
TEXT = '"We didn\'t flee," said the rebels (of Kivu), who killed two men and will march.'


def write(tmp_path: Path, row: dict[str, Any]) -> Path:
    file = tmp_path / "UW_dev.jsonl"
    file.write_text(json.dumps(row) + "\n", encoding="utf-8")
    return file


def test_the_text_is_written_as_it_would_be_printed(tmp_path: Path) -> None:
    item = read_items(write(tmp_path, ROW))[0]
    assert item.text == TEXT
    assert [(target.words.text, target.happened) for target in item.targets] == [("flee", False), ("said", True), ("killed", True)]
    assert all(TEXT[one.words.start : one.words.end] == one.words.text for one in item.targets)


@pytest.mark.parametrize(("label", "counts"), [(1.5, 0), (1.51, 1), (-1.5, 0), (-1.51, 1), (0.0, 0)])
def test_only_what_is_scored_clearly_counts(tmp_path: Path, label: float, counts: int) -> None:
    items = read_items(write(tmp_path, ROW | {"targets": [{"span1": [4, 5], "label": label}]}))
    assert sum(len(item.targets) for item in items) == counts


STANCES = [
    # the stance; what it comes to where what is told as fact has happened, what is to come too, all but what is denied
    ("asserted", HAPPENED, HAPPENED, HAPPENED),
    ("denied", NOT, NOT, NOT),
    ("planned", NOT, HAPPENED, HAPPENED),
    ("possible", NOT, NOT, HAPPENED),
    ("hypothetical", NOT, NOT, HAPPENED),
    (None, None, None, None),
]


@pytest.mark.parametrize(("stance", "told", "to_come", "not_denied"), STANCES)
def test_what_a_stance_comes_to(
    tmp_path: Path, stance: str | None, told: str | None, to_come: str | None, not_denied: str | None
) -> None:
    item = read_items(write(tmp_path, ROW | {"targets": [{"span1": [7, 8], "label": 3.0}]}))[0]
    marks = [marks_of(item, [stance], "UW_dev", happened)[0] for happened in (TOLD_AS_FACT, FACT_OR_TO_COME, NOT_DENIED)]
    assert [mark.got for mark in marks] == [told, to_come, not_denied]
    assert [mark.right for mark in marks] == [told == HAPPENED, to_come == HAPPENED, not_denied == HAPPENED]


SETS = [
    # the file, its macro-F1 where one of two that happened is read as planned, and that for what is asserted alone
    ("UW_dev.jsonl", 1.0, 2 / 3),
    ("UDS_IH2_dev.jsonl", 2 / 3, None),
]


@pytest.mark.parametrize(("file", "value", "alone"), SETS)
def test_what_is_to_come_counts_where_the_set_says_so(tmp_path: Path, file: str, value: float, alone: float | None) -> None:
    write(tmp_path, ROW).rename(tmp_path / file)
    found = {score.measure: score.value for score in score_factuality(tmp_path, lambda *_: ("denied", "planned", "asserted"))}
    name = file.removesuffix(".jsonl")
    assert found[name] == pytest.approx(value)
    assert found.get(f"{name}, asserted alone") == (None if alone is None else pytest.approx(alone))


def test_the_scores_stand_beside_always_happened(tmp_path: Path) -> None:
    def stances(_: Report, targets: Sequence[Mention]) -> tuple[str | None, ...]:
        return tuple("denied" if one.text == "flee" else "asserted" for one in targets)

    write(tmp_path, ROW)
    scores = {score.measure: score.value for score in score_factuality(tmp_path, stances)}
    assert (scores["UW_dev"], scores["UW_dev, share right"], scores["UW_dev, if all had happened"]) == (1.0, 1.0, 0.4)


def test_the_stance_of_an_event_of_ours_and_of_any_other_word() -> None:
    text = "The army did not shell Taiz. Prices may rise."
    report = Report("r", text, language="en")
    targets = [Mention(words, text.index(words), text.index(words) + len(words)) for words in ("shell", "rise")]
    assert read_stances(Coder(), report, [*targets, Mention("", len(text), len(text))]) == ("denied", "possible", None)


@pytest.mark.parametrize("line", ["[]", "{", '{"text": "a", "targets": [{"span1": [3, 4], "label": 3}]}', '{"text": "a"}'])
def test_a_line_that_is_no_scored_sentence_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "UW_dev.jsonl").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(BadRecord, match=r"UW_dev\.jsonl:1: not a scored sentence"):
        read_items(tmp_path / "UW_dev.jsonl")
