"""Events of many reports, control, ties and reports -> tables for a terminal, readable at 80 columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from vedette.formats import wording
from vedette.formats.cells import days_of, sentences_of
from vedette.model import ControlInterval, Count, KeptReport, Place, TieInterval, ToldEvent, TollRange

STATUSES = {"contested": "red", "denied": "red", "planned": "yellow", "unconfirmed": "yellow", "corroborated": "green"}
TIES = {"part_of": "is part of", "split_from": "split from", "allied": "is allied with"}
STANDINGS = {"counted": "", "superseded": "yellow", "removed": "red", "canceled": "red"}
EVENT = {"Date": 13, "Kind, status": 15, "Actors → recipients": -18, "Place": 16, "Toll, sources": -15}
CONTROL = {"Place": -16, "Holder": -20, "Since": 12, "Until": 12, "Status": 12, "Said by": -12}
TIE = {"Actor": -20, "Tie": 14, "Other actor": -20, "Since": 12, "Until": 12, "Status": 12}
REPORT = {"Published": 12, "Publisher, title": -30, "Id": 16, "Stands": 11, "Events": 6}
GAP = (0, 1, 0, 0)
# A report's id in a table; as many characters name it.
SHORT = 8


def event_table(told: Iterable[ToldEvent]) -> RenderableType:
    """Events with the first sentence that each rests on."""
    parts: list[RenderableType] = [table_of(EVENT)]
    for one in told:
        row = table_of(EVENT, header=False)
        row.add_row(*_event_cells(one))
        first, more = sentences_of(one)[:1], len(one.event.readings) - 1
        said = "".join(first) + (f"  (+{more} more)" if more else "")
        parts += [row, Padding(Text(f"{one.event.id}  {said}", style="dim"), (0, 0, 1, 2))]
    return Group(*parts) if len(parts) > 1 else Text("No events found.", style="italic")


def control_table(intervals: Sequence[ControlInterval]) -> RenderableType:
    """Who held what, from the first day on which it was so to the first on which it was no longer so."""
    table = table_of(CONTROL)
    for interval in intervals:
        table.add_row(
            Text(place_cell(interval.place)),
            Text(wording.clean(interval.holder.name)),
            wording.day_words(interval.since),
            wording.day_words(interval.until),
            status_cell(interval.status),
            Text(said_by(interval.asserted_by, interval.denied_by)),
        )
    return table if intervals else Text("Nothing is told of who holds it.", style="italic")


def tie_table(intervals: Sequence[TieInterval]) -> RenderableType:
    """How parties stood to each other."""
    table = table_of(TIE)
    for interval in intervals:
        ends = (Text(wording.clean(party.name)) for party in (interval.source, interval.target))
        source, target = ends
        days = (wording.day_words(interval.since), wording.day_words(interval.until))
        table.add_row(source, TIES.get(interval.kind, interval.kind), target, *days, status_cell(interval.status))
    return table if intervals else Text("No ties found.", style="italic")


def report_table(reports: Sequence[KeptReport]) -> RenderableType:
    """Reports with how they stand, and beneath each why it is partial, what it is a copy of, or why it does not count."""
    names = {kept.report.id: kept.report.ref or kept.report.id[:SHORT] for kept in reports}
    parts: list[RenderableType] = [table_of(REPORT)]
    for kept in reports:
        report = kept.report
        row = table_of(REPORT, header=False)
        title = wording.clean(report.title or report.text[:70])
        named = Text.assemble((wording.clean(report.publisher or report.path or "–"), "bold"), "\n", title)
        standing = Text(
            kept.copy.how if kept.copy and kept.standing == "counted" else kept.standing, style=STANDINGS[kept.standing]
        )
        row.add_row(wording.day_words(report.published), named, Text(report.id), standing, str(kept.events))
        parts.append(row)
        if report.partial:
            parts.append(Padding(Text(wording.clean(report.partial), style="dim"), (0, 0, 0, 2)))
        if kept.reason:
            of = f"{kept.copy.how} of {names.get(kept.copy.of, kept.copy.of)}: " if kept.copy and kept.standing == "counted" else ""
            parts.append(Padding(Text(wording.clean(f"{of}{kept.reason}"), style="dim"), (0, 0, 0, 2)))
    return Group(*parts) if reports else Text("No reports.", style="italic")


def range_words(toll: TollRange) -> str:
    """A count over several sources: "14–22 killed"."""
    return f"{wording.count_words(Count(toll.low, toll.high))} {toll.toll}"


def _event_cells(told: ToldEvent) -> list[Text]:
    event, number = told.event, told.event.independent_sources
    toll = ", ".join(map(range_words, event.toll))
    sources = f"{number} source{'s' * (number != 1)}"
    return [
        Text(wording.interval_words(days_of(event))),
        Text.assemble((event.kind, "bold"), "\n", status_cell(event.status)),
        Text(wording.party_words(event.actors, event.recipients)),
        Text(wording.place_words(event.place)),
        Text(f"{toll}\n{sources}" if toll else sources),
    ]


def status_cell(status: str) -> Text:
    """A status in its colour."""
    return Text(status, style=STATUSES.get(status, ""))


def place_cell(place: Place) -> str:
    """A place with its country."""
    return wording.clean(f"{place.name}, {place.country}" if place.country else place.name)


def said_by(asserted: Sequence[str], denied: Sequence[str]) -> str:
    """How many reports say so and how many deny it."""
    against = f", {len(denied)} against" if denied else ""
    return f"{len(asserted)} report{'s' * (len(asserted) != 1)}{against}"


def table_of(columns: Mapping[str, int], *, header: bool = True) -> Table:
    """An empty table; widths below 0 are shares of what is left."""
    table = Table(box=SIMPLE_HEAD, expand=True, show_header=header, padding=GAP, pad_edge=False, show_edge=False)
    for name, width in columns.items():
        table.add_column(name, width=width if width > 0 else None, ratio=-width if width < 0 else None, overflow="fold")
    return table
