"""The gate only goes up: no score on gold/ sinks below its floor in gold/baseline.json, and no score is without one."""

from __future__ import annotations

from pathlib import Path

import pytest

from vedette.pipeline import Coder
from vedette.scoring import Score, run
from vedette.scoring.baseline import FILE, read_floors, sunk, unguarded

GOLD = Path(__file__).parents[1] / "gold"
RAISE = "to raise the floors: python -m vedette.scoring.baseline --update-baseline"


@pytest.fixture(scope="module")
def scores() -> list[Score]:
    return run(["native"], gold=GOLD, coder=Coder())


def test_no_score_sinks_below_its_floor(scores: list[Score]) -> None:
    assert sunk(scores, read_floors(GOLD / FILE)) == ()


def test_every_score_has_a_floor(scores: list[Score]) -> None:
    assert unguarded(scores, read_floors(GOLD / FILE)) == (), RAISE
