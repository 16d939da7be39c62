"""What changed hands, and which ties began or ended, between two days -> records of the contract and tables for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType
from rich.text import Text

from vedette.formats import wording
from vedette.formats.joined import Heads, control_record, tie_record
from vedette.formats.joined_table import TIES, place_cell, said_by, status_cell, table_of
from vedette.formats.records import Record, day_text, place_value
from vedette.model import ControlChange, ControlInterval, TieChange

CONTROL = {"Place": -14, "From": 12, "Was held by": -17, "Is held by": -17, "Status": 12, "Said by": -11}
TIE = {"Day": 12, "Actor": -18, "Tie": 14, "Other actor": -18, "Change": -14}


def control_change_record(change: ControlChange, heads: Heads) -> Record:
    """The record of one change of hands; `heads` are those of the reports that its intervals name."""
    return {
        "place": place_value(change.place),
        "day": day_text(change.day),
        "was": _side(change.was, heads),
        "now": _side(change.now, heads),
    }


def tie_change_record(change: TieChange, heads: Heads) -> Record:
    """The record of one tie that was first told of, or ended; `heads` are those of the reports that it names."""
    return {
        "day": day_text(change.day),
        "change": change.change,
        "tie": tie_record(change.tie, heads),
        "ended_by": tie_record(change.ended_by, heads) if change.ended_by else None,
    }


def control_change_table(changes: Sequence[ControlChange]) -> RenderableType:
    """Which place passed from whom to whom, from which day on, and who says so."""
    table = table_of(CONTROL)
    for change in changes:
        shown = change.now or change.was
        table.add_row(
            Text(place_cell(change.place)),
            wording.day_words(change.day),
            Text(_holder(change.was)),
            Text(_holder(change.now)),
            status_cell(change.now.status) if change.now else Text(wording.UNKNOWN),
            Text(said_by(shown.asserted_by, shown.denied_by) if shown else wording.UNKNOWN),
        )
    return table if changes else Text("Nothing is told to have changed hands.", style="italic")


def tie_change_table(changes: Sequence[TieChange]) -> RenderableType:
    """Which ties were first told of, and which ended and by what, by day."""
    table = table_of(TIE)
    for change in changes:
        tie, ended_by = change.tie, change.ended_by
        how = f"ended: {TIES.get(ended_by.kind, ended_by.kind)}" if ended_by else change.change
        source, target = (Text(wording.clean(party.name)) for party in (tie.source, tie.target))
        told = "first told of" if change.change == "told" else how
        table.add_row(wording.day_words(change.day), source, TIES.get(tie.kind, tie.kind), target, told)
    return table if changes else Text("No tie is told to have begun or ended.", style="italic")


def _side(interval: ControlInterval | None, heads: Heads) -> Record | None:
    """An interval without its place, which stands above it."""
    if interval is None:
        return None
    return {name: value for name, value in control_record(interval, heads).items() if name != "place"}


def _holder(interval: ControlInterval | None) -> str:
    return wording.clean(interval.holder.name) if interval else "not told"
