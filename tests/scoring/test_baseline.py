"""Floors rise freely and sink only where that is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from vedette.errors import UnreadableFile, UsageError
from vedette.scoring import Score
from vedette.scoring.baseline import read_floors, sunk, unguarded, update


def score(value: float | None, measure: str = "event") -> Score:
    return Score("sentences", measure, "f1", value, None, None, 0, 0, 0)


@pytest.mark.parametrize(("value", "below"), [(0.7133, True), (0.71339, True), (0.7134, False), (0.8, False), (None, True)])
def test_a_score_may_not_sink_below_its_floor(value: float | None, below: bool) -> None:
    assert bool(sunk([score(value)], {"sentences": {"event": 0.7134}})) is below


def test_a_score_is_never_below_the_floor_it_gave(tmp_path: Path) -> None:
    for third in (1 / 3, 2 / 3, 0.99999, 1.0):
        update(tmp_path / "baseline.json", [score(third)], allow_lower=True)
        assert sunk([score(third)], read_floors(tmp_path / "baseline.json")) == ()


def test_a_score_without_a_floor_is_named() -> None:
    assert unguarded([score(0.5), score(0.6, "stance"), score(None, "ties")], {"sentences": {"event": 0.5}}) == (
        "sentences, stance: 0.6 has no floor",
    )


def test_floors_rise_and_sink_only_when_allowed(tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    assert update(file, [score(0.5)]) == ("sentences, event: None -> 0.5",)
    assert update(file, [score(0.6)]) == ("sentences, event: 0.5 -> 0.6",)
    with pytest.raises(UsageError, match="--allow-lower"):
        update(file, [score(0.55)])
    assert read_floors(file) == {"sentences": {"event": 0.6}}
    assert update(file, [score(0.55)], allow_lower=True) == ("sentences, event: 0.6 -> 0.55",)


def test_a_broken_table_is_said(tmp_path: Path) -> None:
    (tmp_path / "baseline.json").write_text("[1]", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="not a table of floors"):
        read_floors(tmp_path / "baseline.json")
