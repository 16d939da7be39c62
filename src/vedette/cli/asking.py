"""`vedette events`, `docs` and `explain`: what the database tells. The parser is never loaded here.

What is filtered is exactly what goes out, in every format. Where reports came in since events were joined, they are joined first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

import typer

from vedette.asking.wanted import Asked, wanted_of
from vedette.cli.options import Database, Format, Out
from vedette.cli.output import JOINING, index_progress, opened, opened_for_bytes, say, shape_of, show, working
from vedette.cli.storing import opened_store
from vedette.errors import StoreError, UsageError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from vedette.formats.records import Record
    from vedette.model import ToldEvent
    from vedette.store import Store

Sheet = Literal["table", "jsonl", "csv", "acled", "ucdp", "plover", "geojson", "hxl", "ftm", "parquet"]
Text = Literal["text", "json"]
T = TypeVar("T")

Place = Annotated[
    str | None,
    typer.Option(
        "--place", metavar="NAME|LAT,LON", help="A place, province or country by name or code, or a point like 34.45,40.92."
    ),
]
Within = Annotated[float | None, typer.Option("--within", metavar="KM", min=0, help="All within so many kilometres of --place.")]
Party = Annotated[
    str | None, typer.Option("--actor", metavar="WORDS|ID|ISO", help="A party on either side, by name, id, or country like SYR.")
]
Kinds = Annotated[str | None, typer.Option("--kind", metavar="conflict|KIND,…", help="Kinds of event, with commas between them.")]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="Only what may have been on or after this day.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Only what may have been on or before this day.")]
Stances = Annotated[
    str | None, typer.Option("--stance", metavar="STANCE,…", help="asserted, denied, planned, possible, hypothetical.")
]
Statuses = Annotated[
    str | None,
    typer.Option("--status", metavar="STATUS,…", help="reported, corroborated, contested, unconfirmed, planned, denied."),
]
Words = Annotated[
    str | None, typer.Option("--text", metavar="WORDS", help='All these words, in any form; "in quotes" side by side.')
]
Limit = Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="No more than so many.")]
Shape = Annotated[
    Sheet | None, typer.Option("--format", help="How to write the events; table in a terminal and jsonl elsewhere, unless you say.")
]
Named = Annotated[str, typer.Argument(metavar="EVENT", help="The id of an event, or the beginning of it; a retired one too.")]
Told = Annotated[Text, typer.Option("--format", help="Words for a reader, or the event's JSON with every reason.")]


def events(
    *,
    db: Database = "vedette.db",
    place: Place = None,
    within: Within = None,
    actor: Party = None,
    kind: Kinds = None,
    since: Since = None,
    until: Until = None,
    stance: Stances = None,
    status: Statuses = None,
    text: Words = None,
    limit: Limit = None,
    format_: Shape = None,
    out: Out = None,
) -> None:
    """List events of all reports, by their days; what is filtered is exactly what is written.

    Example: vedette events --place "Albu Kamal" --within 30 --since 2017-11-01

    Example: vedette events --status contested --kind conflict --format csv --out contested.csv
    """
    from vedette.store import find_events

    asked = Asked(place, within, actor, kind, since, until, stance, status, text, limit)
    with ready(db) as store:
        with store.reading() as connection:
            wanted = wanted_of(connection, asked, progress=index_progress())
        with store.reading() as connection:
            _write_events(find_events(connection, wanted), format_, out, db)


def _write_events(found: Iterator[ToldEvent], asked: Sheet | None, out: Out, db: str) -> None:
    from vedette.formats.exports import BINARY, EXPORTS

    if asked in BINARY:
        with opened_for_bytes(out, asked, sources=[db]) as file:
            BINARY[asked](found, file)
        return
    with opened(out, sources=[db]) as stream:
        shape = asked or ("table" if stream.isatty() else "jsonl")
        if shape != "table":
            EXPORTS[shape](found, stream)
            return
        from vedette.formats.joined_table import event_table

        listed = list(found)
        show(stream, lambda _: event_table(listed))


def docs(*, db: Database = "vedette.db", text: Words = None, format_: Format = None, out: Out = None) -> None:
    """List the reports: which count, which are copies of which and why, which are superseded or removed.

    Example: vedette docs

    Example: vedette docs --text "chemical weapons" --format jsonl
    """
    from vedette.formats.joined import kept_record
    from vedette.formats.joined_table import report_table
    from vedette.store import find_reports

    with ready(db) as store, store.reading() as connection:
        found = list(find_reports(connection, text=text))
    write_listed(found, kept_record, report_table, format_, out)


def explain(*, event: Named, db: Database = "vedette.db", format_: Told = "text") -> None:
    """Show what an event rests on: each sentence, its outlet, its speakers, and why each word was read as it was.

    Example: vedette explain 3f6c2b1a
    """
    from vedette.formats import as_line
    from vedette.formats.explaining import explained
    from vedette.formats.joined import event_record
    from vedette.store import find_event, find_reports

    with ready(db) as store, store.reading() as connection:
        told = find_event(connection, event)
        gone = [] if told else list(find_reports(connection, told_of=event))
    if gone:
        report = gone[0].report
        raise UsageError(f"{event} is gone: the report that it is named after, {report.ref or report.id}, is {gone[0].standing}")
    if told is None:
        raise UsageError(f"{event!r} is no event of {store.name}, or the beginning of several; vedette events lists them")
    if not told.event.id.startswith(event):
        say(f"{event} has become {told.event.id}")
    with opened(None) as stream:
        stream.write(explained(told) if format_ == "text" else as_line(event_record(told, explain=True)) + "\n")


@contextmanager
def ready(db: str) -> Iterator[Store]:
    """The database with its events joined; where that cannot be done now, with those that it has."""
    from vedette.keeping import refresh

    with opened_store(db) as store:
        try:
            with working(JOINING):
                refresh(store)
        except StoreError as error:
            say(f"reports that came in last are not joined yet: {error}")
        yield store


def write_listed(
    found: Sequence[T],
    record: Callable[[T], Record],
    table: Callable[[Sequence[T]], RenderableType],
    asked: Format,
    out: Out,
) -> None:
    """Writes what was found as a table, or a record a line."""
    from vedette.formats import as_line

    with opened(out) as stream:
        if shape_of(asked, stream) == "table":
            show(stream, lambda _: table(found))
            return
        for one in found:
            stream.write(as_line(record(one)) + "\n")
