"""`vedette control` and `vedette ties`: who held which place and who was tied to whom, and what changed between two days."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from vedette.asking.wanted import day_of, days_between, place_name
from vedette.cli.asking import Party, ready, write_listed
from vedette.cli.options import Database, Format, Out
from vedette.cli.output import index_progress
from vedette.errors import UsageError

if TYPE_CHECKING:
    import datetime as dt

    from vedette.model import ControlInterval, TieInterval

ENDS = ("--at", "--between", "--between")

Held = Annotated[
    str | None, typer.Option("--place", metavar="NAME", help="A place, province or country, by name or three-letter code.")
]
At = Annotated[str | None, typer.Option("--at", metavar="DATE", help="As it was on this day.")]
Between = Annotated[
    tuple[str, str] | None,
    typer.Option("--between", metavar="DATE DATE", help="All that was so in the days from one to the other."),
]
Changes = Annotated[
    tuple[str, str] | None,
    typer.Option("--changes", metavar="DATE DATE", help="What is otherwise on the second day than on the first, step by step."),
]


def control(
    *,
    db: Database = "vedette.db",
    place: Held = None,
    at: At = None,
    between: Between = None,
    changes: Changes = None,
    format_: Format = None,
    out: Out = None,
) -> None:
    """Show who held which place, from when to when, and who says so; or what changed hands from one day to another.

    Example: vedette control --place "Albu Kamal" --between 2017-11-01 2017-11-30

    Example: vedette control --place SYR --at 2017-11-10

    Example: vedette control --changes 2017-11-01 2017-11-30
    """
    from vedette.formats.changed import control_change_record, control_change_table
    from vedette.formats.joined import control_record
    from vedette.formats.joined_table import control_table
    from vedette.situation.changes import control_changes
    from vedette.store import find_control, find_heads

    first, last = days_between(at, between or (None, None), names=ENDS)
    compared = _compared(changes, at, between)
    with ready(db) as store, store.reading() as connection:
        name = place_name(connection, place, progress=index_progress()) if place else None
        found = find_control(connection, place=name, since=first, until=last)
        heads = find_heads(connection, _named_by(found))
    if compared is not None:
        steps = control_changes(found, *compared)
        write_listed(steps, lambda one: control_change_record(one, heads), control_change_table, format_, out)
        return
    write_listed(found, lambda one: control_record(one, heads), control_table, format_, out)


def ties(
    *,
    db: Database = "vedette.db",
    actor: Party = None,
    at: At = None,
    between: Between = None,
    changes: Changes = None,
    format_: Format = None,
    out: Out = None,
) -> None:
    """Show how parties stood to each other: who backs, fights, commands, is allied with whom; or what changed in that.

    Example: vedette ties --actor "Kataib Hezbollah" --at 2017-11-10

    Example: vedette ties --changes 2017-11-01 2017-11-30
    """
    from vedette.formats.changed import tie_change_record, tie_change_table
    from vedette.formats.joined import tie_record
    from vedette.formats.joined_table import tie_table
    from vedette.situation.changes import tie_changes
    from vedette.store import find_heads, find_ties

    first, last = days_between(at, between or (None, None), names=ENDS)
    compared = _compared(changes, at, between)
    with ready(db) as store, store.reading() as connection:
        found = find_ties(connection, actor=actor, since=first, until=last)
        heads = find_heads(connection, _named_by(found))
    if compared is not None:
        steps = tie_changes(found, *compared)
        write_listed(steps, lambda one: tie_change_record(one, heads), tie_change_table, format_, out)
        return
    write_listed(found, lambda one: tie_record(one, heads), tie_table, format_, out)


def _named_by(found: Sequence[ControlInterval] | Sequence[TieInterval]) -> set[str]:
    return {report for one in found for report in (*one.asserted_by, *one.denied_by)}


def _compared(changes: tuple[str, str] | None, at: str | None, between: tuple[str, str] | None) -> tuple[dt.date, dt.date] | None:
    """The two days that are to be compared."""
    if changes is None:
        return None
    if at is not None or between is not None:
        raise UsageError("--changes, --at and --between: give one of them")
    first, last = (day_of("--changes", words) for words in changes)
    if first is None or last is None:
        raise UsageError("--changes: write two days, like 2017-11-01 2017-11-30")
    if first > last:
        raise UsageError(f"--changes: {first} is after {last}")
    return first, last
