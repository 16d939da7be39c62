"""What reading anew, or taking a report out, moved: what an event or an interval was in short before, and what it is now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

OutlineSort = Literal["event", "control", "tie"]
MoveHow = Literal["appeared", "vanished", "changed"]


@dataclass(frozen=True, slots=True)
class Outline:
    """An event, or an interval of control or of a tie, in short: its name in words, and its fields, those that are known.

    `id` tells it from all others of its sort: of an event its id, else what it is of, with a number where there are several.
    `claims` are those of an event.
    """

    sort: OutlineSort
    id: str
    name: str
    fields: tuple[tuple[str, str], ...]
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldMove:
    """A field that is otherwise than before; None is not known."""

    field: str
    was: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class Move:
    """That an event or interval appeared, vanished or changed, field by field.

    An event that lives on under another id has changed, its `id` too; `became` is the event that a vanished one is part of now.
    """

    sort: OutlineSort
    how: MoveHow
    id: str
    name: str
    fields: tuple[FieldMove, ...]
    became: str | None = None
