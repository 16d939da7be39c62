"""The scorer of copies, on pairs made up here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vedette.errors import BadRecord
from vedette.model import Garble
from vedette.scoring.copies import read_cases, score_copies

TEXT = "Soldiers took the bridge at Gao on Monday after two hours of fighting, a colonel told Gao Wire by radio. Nobody was hurt."
OTHER = "Fishermen at Gao found a crate of rifles in the river on Monday and carried it to the mayor, who called the police."


def write(tmp_path: Path, relation: str, second: str, day: str = "2021-02-03") -> Path:
    first = {"publisher": "Gao Wire", "title": "Bridge taken", "published": "2021-02-02", "text": TEXT}
    case = {"id": "x", "relation": relation, "first": first, "second": {"publisher": "Post", "published": day, "text": second}}
    file = tmp_path / "copies.jsonl"
    file.write_text(json.dumps(case) + "\n", encoding="utf-8")
    return file


ROWS = [
    ("reprint", TEXT, "2021-02-03", None),
    ("reprint", OTHER, "2021-02-03", "independent"),
    ("independent", OTHER, "2021-02-03", None),
    ("independent", TEXT, "2021-02-03", "reprint"),
    ("paraphrase", TEXT, "2021-02-03", "reprint"),
    ("reprint", TEXT, "2021-02-01", "reprint the other way round"),
]


@pytest.mark.parametrize(("relation", "second", "day", "wrong"), ROWS)
def test_a_pair_is_right_or_wrong(tmp_path: Path, relation: str, second: str, day: str, wrong: str | None) -> None:
    scores = {score.measure: score for score in score_copies(write(tmp_path, relation, second, day), lambda _: Garble(0.0))}
    assert scores[relation].expected == 1
    assert [mark.got for mark in scores[relation].wrong] == ([wrong] if wrong else [])


def test_a_relation_that_is_none_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadRecord, match="echo"):
        read_cases(write(tmp_path, "echo", TEXT))
