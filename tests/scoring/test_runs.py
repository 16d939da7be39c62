"""Which sets are run, and which are skipped."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from scoring.records import coded, event

from vedette.errors import UsageError
from vedette.model import Coded, Report
from vedette.scoring import absent, present, run

TEXT = "Rebels fled Sake; police fled Goma."
ROW = {
    "id": "x",
    "country": "COD",
    "published": "2024-02-01",
    "text": TEXT,
    "events": [{"kind": "capture", "trigger": "Rebels fled", "stance": "asserted"}],
}


class Stub:
    """Reads every report as one flight."""

    def code(self, report: Report) -> Coded:
        return coded(report.text, event(report.text, "flee", "fled Sake"), event(report.text, "flee", "fled Goma"))


def test_only_what_is_there_is_run(tmp_path: Path) -> None:
    (tmp_path / "sentences.jsonl").write_text(json.dumps(ROW), encoding="utf-8")
    assert present(tmp_path) == ("native",)
    assert absent(["native", "tr_news"], tmp_path) == (f"tr_news: skipped, {tmp_path}/tr_news/TR-News.xml is not there",)
    assert {score.set for score in run(["native", "tr_news"], gold=tmp_path, coder=Stub())} == {"sentences"}


def test_a_file_is_gold_in_the_own_form(tmp_path: Path) -> None:
    (tmp_path / "mine.jsonl").write_text(json.dumps(ROW), encoding="utf-8")
    assert {score.set for score in run(["native"], gold=tmp_path / "mine.jsonl", coder=Stub())} == {"mine"}


@pytest.mark.parametrize("errors", [0, 1, 5])
def test_the_first_errors_are_listed(tmp_path: Path, errors: int) -> None:
    (tmp_path / "sentences.jsonl").write_text(json.dumps(ROW), encoding="utf-8")
    score = next(score for score in run(["native"], gold=tmp_path, coder=Stub(), errors=errors) if score.measure == "event")
    assert [(mark.case, mark.expected, mark.got) for mark in score.wrong] == [
        ("x", "capture: Rebels fled", "flee: fled Sake"),
        ("x", None, "flee: fled Goma"),
    ][:errors]


def test_a_name_that_is_no_set_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such set of gold: 'nothing'"):
        run(["nothing"], gold=tmp_path, coder=Stub())
