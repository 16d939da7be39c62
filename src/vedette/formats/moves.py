"""What moved -> plain records for JSON, a line each for a terminal, and all of it counted in one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from vedette.formats import wording
from vedette.formats.records import Record
from vedette.model import FieldMove, Move, MoveHow, OutlineSort

STYLES: dict[MoveHow, str] = {"appeared": "green", "vanished": "red", "changed": "yellow"}
PLURALS: dict[OutlineSort, str] = {"event": "events", "control": "intervals of control", "tie": "ties"}
# Lists of ids say in words only how many they were; the JSON has them all.
COUNTED = frozenset({"reports", "asserted_by", "denied_by"})
SHORT = 8


def move_record(move: Move) -> Record:
    """The record of one move."""
    return {
        "what": move.sort,
        "move": move.how,
        "id": move.id if move.sort == "event" else None,
        "name": move.name,
        "became": move.became,
        "fields": {one.field: {"was": one.was, "now": one.now} for one in move.fields},
    }


def move_table(moves: Sequence[Move]) -> RenderableType:
    """What appeared, changed and vanished, each with what was and what is."""
    parts: list[RenderableType] = []
    for move in moves:
        id_ = f"{move.id[:SHORT]}  " if move.sort == "event" else ""
        became = f"; now in {move.became[:SHORT]}" if move.became else ""
        parts.append(Text.assemble((f"{move.how:9}", STYLES[move.how]), f" {id_}{wording.clean(move.name)}{became}"))
        if move.how == "changed":
            parts += [Padding(Text(_field(one), style="dim"), (0, 0, 0, 12)) for one in move.fields]
    return Group(*parts) if parts else Text("Nothing moved.", style="italic")


def moves_counted(moves: Iterable[Move]) -> str:
    """All moves in a line: "events: 2 appeared, 1 changed; ties: 1 vanished"."""
    counts = Counter((move.sort, move.how) for move in moves)
    told = {sort: ", ".join(f"{counts[sort, how]} {how}" for how in STYLES if counts[sort, how]) for sort in PLURALS}
    return "; ".join(f"{PLURALS[sort]}: {words}" for sort, words in told.items() if words) or "nothing moved"


def _field(move: FieldMove) -> str:
    if move.field in COUNTED:
        was, now = (len(words.split(", ")) if words else 0 for words in (move.was, move.now))
        return f"{move.field.replace('_', ' ')}: {was} → {now}{' others' if was == now else ''}"
    return wording.clean(f"{move.field.replace('_', ' ')}: {move.was or wording.UNKNOWN} → {move.now or wording.UNKNOWN}")
