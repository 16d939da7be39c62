"""The adapter for event_location, on rows made up here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from scoring.records import coded, event, mention, place

from vedette.errors import BadRecord, UnreadableFile
from vedette.model import Coded, Mention, Report
from vedette.pipeline import Coder
from vedette.scoring.event_location import FILE, FOUND, PLACE, PLACED, TOLD, place_verb, read_rows, score_event_location

# Text, verb, places that are marked.
ROWS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Rebels shelled Sake on Monday.", "shelled", ("Sake",)),
    ("Rebels fled Goma for Sake.", "fled", ("Goma",)),
    ("Police in Lima arrested two men.", "arrested", ()),
    ("Soldiers guarded Bria and Bambari.", "guarded", ("Bria", "Bambari")),
    ("Nobody danced.", "danced", ()),
)


def row(number: int, text: str, verb: str, places: tuple[str, ...], source: str = "AP") -> dict[str, Any]:
    spans = [("VERB", verb), *(("LOCATION", words) for words in places)]
    marked = [
        {"label": label, "start": text.index(words), "end": text.index(words) + len(words), "text": words} for label, words in spans
    ]
    return {"id": number, "source": source, "annotator": None, "text": text, "spans": marked}


def folder(tmp_path: Path, rows: list[dict[str, Any]]) -> Path:
    (tmp_path / FILE).write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")
    return tmp_path


def code(report: Report) -> Coded:
    """Right on the first, wrong on the second, a place too many on the third, no event on the others."""
    told = {
        "Rebels shelled Sake on Monday.": ("shelling", "shelled", "Sake"),
        "Rebels fled Goma for Sake.": ("flee", "fled", "Sake"),
        "Police in Lima arrested two men.": ("arrest", "arrested", "Lima"),
    }
    if report.text not in told:
        return coded(report.text)
    kind, trigger, words = told[report.text]
    return coded(report.text, event(report.text, kind, trigger, place=place(report.text, words)))


def place_any(report: Report, verb: Mention) -> Mention | None:
    return mention(report.text, "Bambari") if verb.text == "guarded" else None


def test_scores(tmp_path: Path) -> None:
    gold = folder(tmp_path, [row(number, *one) for number, one in enumerate(ROWS)])
    scores = {score.measure: (score.correct, score.expected, score.found) for score in score_event_location(gold, code, place_any)}
    assert scores == {PLACE: (1, 3, 3), FOUND: (1, 2, 3), PLACED: (1, 3, 1), TOLD: (3, 5, 3)}


def test_rows_of_the_badly_marked_source_are_left_out_and_a_thousand_are_taken(tmp_path: Path) -> None:
    rows = [row(number, *ROWS[0], source="Masdar_RA" if number % 2 else "AP") for number in range(2100)]
    taken = read_rows(folder(tmp_path, rows) / FILE)
    assert len(taken) == 1000
    assert all(int(one.id) % 2 == 0 for one in taken)


def test_a_wrong_row_names_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(BadRecord, match=rf"{FILE}:2: "):
        read_rows(folder(tmp_path, [row(1, *ROWS[0]), {**row(2, *ROWS[0]), "spans": []}]) / FILE)
    with pytest.raises(UnreadableFile):
        read_rows(tmp_path / "nothing.jsonl")


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Rebels shelled Sake.", "shelled", "Sake"),
        ("The rebels slept in Goma.", "slept", "Goma"),
        ("The rebels slept.", "slept", None),
    ],
)
def test_any_verb_can_be_asked_about(text: str, verb: str, expected: str | None) -> None:
    found = place_verb(Coder(), Report(id="x", text=text, language="en"), mention(text, verb))
    assert (found.text if found else None) == expected
