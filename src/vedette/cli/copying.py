"""`vedette copy`: a whole database into another, from a file to a server, back, or as a backup."""

from __future__ import annotations

from typing import Annotated

import typer

from vedette.cli.output import counting_rows, say
from vedette.errors import UsageError

From = Annotated[str, typer.Argument(metavar="FROM", help="The database to copy: a file, or a URL.")]
To = Annotated[str, typer.Argument(metavar="TO", help="Where to: a file, made where it is not there, or a URL. It must be empty.")]


def copy(*, source: From, target: To) -> None:
    """Copy a whole database into another, which must be empty: what is kept, judged and joined. It is looked over afterwards.

    Example: vedette copy vedette.db postgresql://ann@db.example/vedette

    Example: vedette copy postgresql://ann@db.example/vedette backup.db
    """
    from vedette.cli.storing import opened_store
    from vedette.store import name_of
    from vedette.store.copying import copy as copied

    if name_of(source) == name_of(target):
        raise UsageError("FROM and TO are one database")
    with opened_store(source) as here, opened_store(target, create=True) as there, counting_rows() as told:
        rows = copied(here, there, told=told)
        name = there.name
    parts = ", ".join(f"{rows[table]:,} {table.replace('_', ' ')}" for table in ("reports", "claims", "judgements", "events"))
    say(f"copied {sum(rows.values()):,} rows into {name} and looked them over: {parts}")
