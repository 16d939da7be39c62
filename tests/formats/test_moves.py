"""What moved, as records, as lines for a terminal, and counted."""

from __future__ import annotations

import io

from rich.console import Console

from vedette.formats.moves import move_record, move_table, moves_counted
from vedette.model import FieldMove, Move

CHANGED = Move(
    "event", "changed", "4ad2c21e598e48f3", "capture, Tessit", (FieldMove("killed", None, "14"), FieldMove("reports", "a, b", "a"))
)
GONE = Move("event", "vanished", "01f9084afedd9b7b", "advance", (FieldMove("kind", "advance", None),), became="4ad2c21e598e48f3")
HELD = Move("control", "appeared", "Tessit MLI 1", "Mali holds Tessit \x1b[31m", (FieldMove("since", None, "2022-03-04"),))


def drawn(*moves: Move) -> list[str]:
    stream = io.StringIO()
    Console(file=stream, width=80, highlight=False).print(move_table(moves))
    return [line.rstrip() for line in stream.getvalue().splitlines()]


def test_records() -> None:
    assert move_record(CHANGED)["fields"] == {"killed": {"was": None, "now": "14"}, "reports": {"was": "a, b", "now": "a"}}
    assert (move_record(GONE)["became"], move_record(HELD)["id"], move_record(HELD)["what"]) == (
        "4ad2c21e598e48f3",
        None,
        "control",
    )


def test_lines_for_a_terminal() -> None:
    assert drawn(CHANGED, GONE, HELD) == [
        "changed   4ad2c21e  capture, Tessit",
        "            killed: – → 14",
        "            reports: 2 → 1",
        "vanished  01f9084a  advance; now in 4ad2c21e",
        "appeared  Mali holds Tessit [31m",
    ]
    assert drawn() == ["Nothing moved."]


def test_moves_are_counted_in_one_line() -> None:
    assert moves_counted([CHANGED, GONE, HELD]) == "events: 1 vanished, 1 changed; intervals of control: 1 appeared"
    assert moves_counted([]) == "nothing moved"
