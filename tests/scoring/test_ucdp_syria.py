"""The adapter for UCDP's events with their reports, on headlines made up here."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from vedette.errors import BadRecord
from vedette.model import Coded, Garble, Interval, Match, Mention, Place, PlaceMention, Report
from vedette.scoring.ucdp_syria import BY_PLACE, BY_WORDS, FILE, OURS, Readers, read_reports, score_ucdp_syria

TOWNS = {"Tal Asfar": 35.1, "Qasr Hadi": 34.2}


def row(number: int, *headlines: str, day: str = "2016-05-04") -> dict[str, Any]:
    return {"event_id": number, "reports": [{"publisher": "Post", "date": day, "headline": text} for text in headlines]}


def write(tmp_path: Path, *rows: dict[str, Any]) -> Path:
    (tmp_path / FILE).write_text("\n".join(json.dumps(one) for one in rows), encoding="utf-8")
    return tmp_path


def places(report: Report) -> tuple[PlaceMention, ...]:
    found = []
    for name, latitude in TOWNS.items():
        at = report.text.find(name)
        if at >= 0:
            value = Place(name, None, "SYR", "Homs", latitude, 37.0, "exact", 5.0)
            found.append(PlaceMention(Mention(name, at, at + len(name)), False, Match(value, 0.9, "told so"), "told so"))
    return tuple(found)


def nothing(report: Report) -> Coded:
    return Coded(report, Garble(0.0), (), (), ())


def date(phrase: str, published: dt.date | None) -> list[Match[Interval]]:  # noqa: ARG001
    return [Match(Interval(dt.date(2016, 5, 1), dt.date(2016, 5, 1)), 0.9, "told so")] if phrase == "May 1st" else []


READERS = Readers(nothing, places, date)


def test_only_reports_of_one_event_are_taken(tmp_path: Path) -> None:
    folder = write(tmp_path, row(1, "Shells on Tal Asfar", "Both"), row(2, "Both", "  ", "Raid on Qasr Hadi"))
    assert sorted((report.text, event) for report, event in read_reports(folder / FILE)) == [
        ("Raid on Qasr Hadi", 2),
        ("Shells on Tal Asfar", 1),
    ]


def test_pairs_are_scored_beside_two_plain_ways(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        row(1, "May 1st: Tal Asfar camp", "May 1st: Tal Asfar, Homs"),
        row(2, "May 1st: Qasr Hadi"),
        row(3, "Raids across Tal Asfar and its fields"),
    )
    scores = {score.measure: score for score in score_ucdp_syria(folder, READERS)}
    assert {score.expected for score in scores.values()} == {1}
    assert (scores[OURS].correct, scores[OURS].found) == (1, 1)
    assert (scores[BY_PLACE].correct, scores[BY_PLACE].found) == (1, 3)
    assert scores[BY_WORDS].correct == 1


def test_a_line_that_is_no_event_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"event_id": 1}\n', encoding="utf-8")
    with pytest.raises(BadRecord, match=rf"{FILE}:1"):
        read_reports(tmp_path / FILE)
