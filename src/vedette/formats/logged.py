"""Rows of the intake log -> plain records for JSON, and a table for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from vedette.formats import wording
from vedette.formats.records import Record
from vedette.model import IntakeEntry

STYLES = {"failed": "red", "canceled": "red", "corrected": "yellow", "remark": "dim"}


def entry_record(entry: IntakeEntry) -> Record:
    """The record of a row."""
    return {
        "at": entry.made_at,
        "outcome": entry.outcome,
        "path": entry.path,
        "report": entry.report,
        "message": entry.message,
    }


def entry_table(entries: Sequence[IntakeEntry]) -> RenderableType:
    """The rows in their order: when (UTC), what came of it, and where it stood or why it failed."""
    if not entries:
        return Text("Nothing is logged.", style="italic")
    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    for name in ("When (UTC)", "Outcome"):
        table.add_column(name, no_wrap=True)
    table.add_column("What and why", overflow="fold", ratio=1)
    for entry in entries:
        told = entry.message or " ".join(part for part in (entry.report, entry.path) if part)
        at = entry.made_at[:19].replace("T", " ")
        table.add_row(at, Text(entry.outcome, style=STYLES.get(entry.outcome, "")), Text(wording.clean(_whole(entry, told))))
    return table


def _whole(entry: IntakeEntry, told: str) -> str:
    """The message with its path before it, where it does not begin with that."""
    path = entry.path or ""
    return told if not path or path in told else f"{path}: {told}"
