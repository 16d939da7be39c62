"""The adapter for ACLED's notes, on rows made up here."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from scoring.records import actor, coded, days, event, place, toll

from vedette.errors import BadRecord
from vedette.model import Coded, Count
from vedette.scoring.acled_notes import Row, marks_of, read_rows, same_party, score_acled_notes

NOTE = "On 3 March 2022, soldiers shot dead two farmers near Aden after they had threatened a strike. 2 fatalities."
FIELDS: dict[str, Any] = {
    "event_id_cnty": "YEM1", "event_date": "2022-03-03", "time_precision": 1.0, "sub_event_type": "Attack",
    "actor1": "Military Forces of Yemen (2012-)", "assoc_actor_1": None, "actor2": "Civilians (Yemen)",
    "assoc_actor_2": "Farmers (Yemen); Labour Group (Yemen)", "latitude": 12.78, "longitude": 45.04, "geo_precision": 1.0,
    "notes": NOTE, "fatalities": 2.0, "timestamp": 1646784000.0,
}  # fmt: skip


def row(tmp_path: Path, **changed: Any) -> Row:
    (tmp_path / "acled_notes_dev.jsonl").write_text(json.dumps(FIELDS | changed) + "\n", encoding="utf-8")
    return read_rows(tmp_path / "acled_notes_dev.jsonl")[0]


def right_one() -> Coded:
    shot = event(
        NOTE,
        "killing",
        "shot dead",
        actors=(actor(NOTE, "soldiers", "Military Forces of Yemen", "YEM", "MIL"),),
        recipients=(actor(NOTE, "two farmers", "Civilians (Yemen)", None, "CVL"),),
        place=place(NOTE, "Aden", (12.8, 45.0), "YEM"),
        when=days("2022-03-03", "2022-03-03"),
        toll=toll(Count(2, 2)),
    )
    return coded(NOTE, event(NOTE, "threat", "threatened"), event(NOTE, "strike", "strike"), shot)


def test_the_timestamp_is_the_day_of_publication(tmp_path: Path) -> None:
    assert row(tmp_path).coded_on == dt.date(2022, 3, 9)


def test_the_first_event_of_conflict_is_set_beside_the_row(tmp_path: Path) -> None:
    marks = marks_of(row(tmp_path), right_one())
    wrong = [mark.measure for mark in marks if not mark.right]
    assert wrong == ["place wrong by over 100 km"]  # a fault that is not there
    assert len(marks) == 7


def test_nothing_found_is_wrong_everywhere(tmp_path: Path) -> None:
    assert not any(mark.right for mark in marks_of(row(tmp_path), coded(NOTE)))


@pytest.mark.parametrize(
    ("changed", "gone"),
    [
        ({"time_precision": 2.0}, "date exact"),
        ({"fatalities": 0.0}, "deaths exact on fatal events"),
        ({"geo_precision": 2.0}, "place within 25 km"),
    ],
)
def test_what_the_row_does_not_know_is_not_measured(tmp_path: Path, changed: dict[str, Any], gone: str) -> None:
    assert gone in {mark.measure for mark in marks_of(row(tmp_path), right_one())}
    assert gone not in {mark.measure for mark in marks_of(row(tmp_path, **changed), right_one())}


PARTIES = [
    # ACLED's name; our name, country, sector, ACLED name; the country of the event; whether they are one
    ("Military Forces of Russia (2000-)", ("Military Forces of Russia", "RUS", "MIL", None), None, True),
    ("Military Forces of Russia (2000-)", ("Military Forces of Ukraine", "UKR", "MIL", None), None, False),
    ("Military Forces of Russia (2000-)", ("Police Forces of Russia", "RUS", "COP", None), None, False),
    ("Military Forces of Russia (2000-)", ("soldiers", None, "MIL", None), "RUS", False),
    ("Police Forces of India (2014-)", ("police", "IND", "COP", None), None, True),
    ("Protesters (India)", ("farmers", None, "AGR", None), "IND", True),
    ("Protesters (India)", ("farmers", None, "AGR", None), "PAK", False),
    ("Protesters (India)", ("farmers", None, "AGR", None), None, False),
    ("Civilians (Mexico)", ("gunmen", "MEX", "UAF", None), None, False),
    ("Civilians (Democratic Republic of Congo)", ("villagers", "COD", "CVL", None), None, True),
    ("Unidentified Armed Group (Mexico)", ("gunmen", "MEX", "UAF", None), None, True),
    ("Unidentified Gang (Mexico)", ("a cartel", None, "CRM", None), "MEX", True),
    ("Al Shabaab", ("al-Shabaab", "SOM", "REB", "Al Shabaab"), None, True),
    ("JNIM: Group for Support of Islam and Muslims", ("JNIM", "MLI", "REB", None), None, True),
    ("Islamic State (Iraq)", ("Islamic State", None, "REB", None), None, True),
    ("Islamic State (Iraq)", ("Al Qaeda", None, "REB", None), None, False),
    (
        "Military Forces of Yemen (2016-) Supreme Political Council",
        ("Houthis", "YEM", "REB", "Military Forces of Yemen (2016-) Supreme Political Council"),
        None,
        True,
    ),
]


@pytest.mark.parametrize(("name", "ours", "land", "same"), PARTIES)
def test_same_party(name: str, ours: tuple[str, str | None, str | None, str | None], land: str | None, same: bool) -> None:
    text = "somebody did it"
    assert same_party(name, actor(text, "somebody", *ours), land) is same


def test_associates_are_neither_missed_nor_spurious(tmp_path: Path) -> None:
    found = right_one()
    union = actor(NOTE, "they", "Farmers (Yemen)", "YEM", "AGR")
    shot = found.events[2]
    more = type(shot)(**{name: getattr(shot, name) for name in shot.__slots__} | {"recipients": (*shot.recipients, union)})
    marks = [mark for mark in marks_of(row(tmp_path), coded(NOTE, more)) if mark.measure == "actors"]
    assert [(mark.expected, mark.right) for mark in marks] == [
        ("Military Forces of Yemen (2012-)", True),
        ("Civilians (Yemen)", True),
    ]


def test_the_scores_and_a_broken_row(tmp_path: Path) -> None:
    row(tmp_path)
    scores = {score.measure: score.value for score in score_acled_notes(tmp_path, lambda _: right_one())}
    assert scores["sub-event type"] == 1.0
    assert scores["place wrong by over 100 km"] == 0.0
    (tmp_path / "acled_notes_dev.jsonl").write_text('{"notes": "x"}\n', encoding="utf-8")
    with pytest.raises(BadRecord, match=r"acled_notes_dev\.jsonl:1: not a row"):
        read_rows(tmp_path / "acled_notes_dev.jsonl")
