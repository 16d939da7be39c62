"""Feeds, tested or followed -> plain records for JSON, and tables for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from vedette.formats import wording
from vedette.formats.records import Record
from vedette.model import Checked, Followed

TAKEN = ("added", "corrected")
FIGURES = ("Entries", "Reports", "Waiting", "Failed")


def checked_record(checked: Checked) -> Record:
    """The record of a feed that was tested."""
    return {
        "name": checked.feed.name,
        "url": checked.feed.url,
        "good": checked.problem is None,
        "format": checked.format,
        "entries": checked.entries if checked.problem is None else None,
        "newest": checked.newest.isoformat() if checked.newest else None,
        "problem": checked.problem,
        "notices": list(checked.notices),
    }


def followed_record(state: Followed, counts: Counter[str]) -> Record:
    """The record of a feed that is followed; `counts` is how many of its entries came to what."""
    moments = {name: getattr(state, name) for name in ("asked_at", "succeeded_at", "due")}
    return {
        "name": state.name,
        "url": state.url,
        **{name: moment.isoformat(timespec="seconds") if moment else None for name, moment in moments.items()},
        "failures": state.failures,
        "gone": state.gone,
        "message": state.message,
        "entries": dict(sorted(counts.items())),
    }


def checked_table(checked: Sequence[Checked]) -> RenderableType:
    """Feeds in the order of their list, with what is wrong with each."""
    table = _table("Feed", "Format", "Entries", "Newest", "What is wrong")
    for one in checked:
        good = one.problem is None
        told = Text(wording.clean(one.problem), style="red") if one.problem else Text(wording.clean("; ".join(one.notices)))
        table.add_row(
            Text(wording.clean(one.feed.name)),
            one.format or wording.UNKNOWN,
            str(one.entries) if good else wording.UNKNOWN,
            wording.day_words(one.newest),
            told if told.plain else Text("nothing", style="dim"),
        )
    return table


def followed_table(found: Sequence[tuple[Followed, Counter[str]]]) -> RenderableType:
    """How each feed stands."""
    if not found:
        return Text("No feed is followed yet; vedette watch follows those of a list.", style="italic")
    table = _table("Feed", "Due (UTC)", "Reports", "Waiting", "Failed", "What is wrong")
    for state, counts in found:
        wrong = f"{'gone: ' if state.gone else ''}{state.message or ''}"
        table.add_row(
            Text(wording.clean(state.name)),
            f"{state.due:%m-%d %H:%M}" if state.due else wording.UNKNOWN,
            *(str(number) for number in (sum(counts[name] for name in TAKEN), counts["waiting"], counts["failed"])),
            Text(wording.clean(wrong), style="red" if state.failures else ""),
        )
    return table


def _table(*columns: str) -> Table:
    """A table whose first and last column share what the others, of figures and moments, leave."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        ends = column in (columns[0], columns[-1])
        table.add_column(column, overflow="fold", no_wrap=not ends, justify="right" if column in FIGURES else "left")
    return table
