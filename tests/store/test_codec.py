from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

import pytest
from coded_example import coded
from kept_example import code, item

from vedette.joining import join_reports
from vedette.model import Actor, Coded, Count, Interval, JoinedEvent, Match, Mention, Place, Report, Toll
from vedette.store.codec import from_json, to_json

RECORDS: list[tuple[Any, Any]] = [
    (Coded, coded()),
    (Mention, Mention("they", 5, 9, antecedent=Mention("the rebels", 0, 4), plain="rebels")),
    (Match[Actor], Match(Actor("mli-mil", "Military Forces of Mali", "MLI", "MIL", ("RUS",)), 0.9, "“army”")),
    (Match[Place], Match(Place("Gao", 1, "MLI", None, -16.27, -0.04, "exact", 5.0), 0.9, "é\n\u2028")),
    (Interval, Interval(None, dt.date(2022, 3, 4))),
    (Count, Count(0, None)),
    (Toll, Toll()),
    (Report, Report("r", "text", published_at=dt.datetime(2022, 3, 4, 5, tzinfo=dt.UTC))),
    (JoinedEvent, join_reports([code(item(1)), code(item(2))]).events[0]),
]


@pytest.mark.parametrize(("sort", "record"), RECORDS, ids=lambda value: type(value).__name__)
def test_a_record_comes_back_as_it_was(sort: Any, record: Any) -> None:
    text = to_json(record)
    assert "\n" not in text
    assert from_json(sort, text) == record
    assert to_json(from_json(sort, text)) == text


def test_what_is_left_out_is_given_back_by_hand() -> None:
    made = coded()
    text = to_json(made, without=("report",))
    assert made.report.text not in json.loads(text)
    assert from_json(Coded, text, report=made.report) == made


@dataclass(frozen=True)
class Old:
    name: str
    lost: int = 0


@dataclass(frozen=True)
class New:
    name: str
    gained: str | None
    many: tuple[int, ...]
    low: int = 7


def test_a_noun_may_gain_and_lose_fields() -> None:
    assert from_json(New, to_json(Old("a", 3))) == New("a", None, (), 7)


def test_what_is_no_record_is_refused() -> None:
    with pytest.raises(TypeError):
        to_json(Old({1, 2}))  # type: ignore[arg-type]  # the wrong thing on purpose
