"""`vedette intake log`: what came into a database, what did not, when and why."""

from __future__ import annotations

from typing import Annotated

import typer

from vedette.asking.wanted import day_of
from vedette.cli.options import Database, Format, Out
from vedette.cli.output import opened, shape_of, show

app = typer.Typer(help="What was taken in, and what was not.", no_args_is_help=True)

Failed = Annotated[bool, typer.Option("--failed", help="Only what could not be taken in.")]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="Only what came on or after this day (UTC).")]
Limit = Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="Only the last so many.")]


@app.command()
def log(
    *,
    db: Database = "vedette.db",
    failed: Failed = False,
    since: Since = None,
    limit: Limit = None,
    format_: Format = None,
    out: Out = None,
) -> None:
    """List what was taken in, what failed, when and why, in the order in which it came.

    Example: vedette intake log --failed

    Example: vedette intake log --since 2017-11-04 --limit 50
    """
    from vedette.cli.storing import opened_store
    from vedette.formats import as_line
    from vedette.formats.logged import entry_record, entry_table
    from vedette.store import find_log

    day = day_of("--since", since)
    with opened_store(db) as store, store.reading() as connection:
        found = find_log(connection, failed=failed, since=day, limit=limit)
    with opened(out, sources=[db]) as stream:
        if shape_of(format_, stream) == "table":
            show(stream, lambda _: entry_table(found))
        else:
            stream.writelines(as_line(entry_record(one)) + "\n" for one in found)
