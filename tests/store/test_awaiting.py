"""Of joins that are not sure, one question for each two groups; what was joined on the weakest grounds first."""

from __future__ import annotations

from typing import Any

import pytest

from vedette.model import Join, Told
from vedette.store.awaiting import _of_joins

# The event that each telling is in now.
EVENTS = {"a": "E1", "b": "E1", "c": "E1", "d": "E2", "e": "E2", "f": "E3"}
TOLD = {part: Told(f"claim-{part}", event, f"report-{part}", part) for part, event in EVENTS.items()}


def join(pair: str, outcome: Any, score: float, *, sure: bool = False) -> Join:
    return Join(pair[0], pair[1], score, outcome, sure, f"{pair} {score}")


ROWS: list[tuple[str, list[Join], list[tuple[str, str, str, float]]]] = [
    ("what is sure is not asked", [join("ab", "joined", 5.0, sure=True), join("ad", "apart", 1.0, sure=True)], []),
    ("joined, not sure", [join("ab", "joined", 3.2)], [("joined", "a", "b", 3.2)]),
    ("a and b are surely one, so c is asked of once", [
        join("ab", "joined", 5.0, sure=True), join("ac", "joined", 3.1), join("bc", "joined", 3.4),
    ], [("joined", "ba", "c", 3.4)]),
    ("held together by sure joins", [
        join("ab", "joined", 5.0, sure=True), join("bc", "joined", 5.0, sure=True), join("ac", "joined", 3.1),
    ], []),
    ("two events left apart are one question", [join("ad", "apart", 2.5), join("be", "apart", 2.9)], [("apart", "ba", "ed", 2.9)]),
    ("the weakest of the joined, then the strongest of those apart", [
        join("ab", "joined", 3.5), join("bc", "joined", 3.0), join("ad", "apart", 2.3), join("af", "apart", 2.9),
    ], [("joined", "b", "c", 3.0), ("joined", "a", "b", 3.5), ("apart", "a", "f", 2.9), ("apart", "a", "d", 2.3)]),
    ("of what counts no more nothing is asked", [join("ax", "apart", 2.5)], []),
]  # fmt: skip


@pytest.mark.parametrize(("joins", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_what_is_asked(joins: list[Join], expected: list[tuple[str, str, str, float]]) -> None:
    def sides(asked: Any) -> tuple[str, str]:
        return tuple("".join(one.text for one in side) for side in (asked.one, asked.other))  # type: ignore[return-value]

    assert [(asked.outcome, *sides(asked), asked.score) for asked in _of_joins(joins, TOLD)] == expected
    ids = [asked.id for asked in _of_joins(joins, TOLD)]
    assert len(set(ids)) == len(ids)
    assert ids == [asked.id for asked in _of_joins(joins[::-1], TOLD)]
