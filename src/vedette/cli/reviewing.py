"""`vedette review`: what awaits a person, and what people decide: accept, split, merge, relabel, undo, log.

A decision is a judgement, dated and signed; nothing that was read is overwritten. The parser is never loaded here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from vedette.asking.decided import Relabel, accepting, merging, relabelling, splitting
from vedette.cli.asking import ready
from vedette.cli.options import Database, Format, Out
from vedette.cli.output import index_progress, opened, say, shape_of, show
from vedette.errors import NothingNamed, UsageError

if TYPE_CHECKING:
    from vedette.model import Judgement
    from vedette.store import Store

By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides; your user's name, unless you say.")]
Why = Annotated[str | None, typer.Option("--why", metavar="WORDS", help="The reason, kept with the judgement.")]
Limit = Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="No more than so many.")]
Questions = Annotated[list[str], typer.Argument(metavar="ID", help="What awaits, by its id or the beginning of it.")]
Event = Annotated[str, typer.Argument(metavar="EVENT", help="An event, by its id or the beginning of it.")]
Other = Annotated[str, typer.Argument(metavar="EVENT", help="The event that tells of the same happening.")]
Claims = Annotated[
    list[str],
    typer.Argument(
        metavar="CLAIM|REPORT", help="Claims of it, or reports for all their claims in it; vedette explain shows their ids."
    ),
]
Named = Annotated[str, typer.Argument(metavar="JUDGEMENT", help="A judgement, by its id or the beginning of it.")]
Kind = Annotated[str | None, typer.Option("--kind", metavar="KIND", help="What happened; docs/nouns.md lists the kinds.")]
Stance = Annotated[
    str | None, typer.Option("--stance", metavar="STANCE", help="asserted, denied, planned, possible, hypothetical.")
]
PlaceName = Annotated[str | None, typer.Option("--place", metavar="NAME", help="Where it happened, by name.")]
Country = Annotated[
    str | None, typer.Option("--country", metavar="ISO", help="The country of the place and parties; the event's, unless you say.")
]
Actors = Annotated[list[str] | None, typer.Option("--actor", metavar="WORDS", help="Who did it; once for each.")]
Recipients = Annotated[list[str] | None, typer.Option("--recipient", metavar="WORDS", help="To whom; once for each.")]

app = typer.Typer(help="What awaits a person, and what people decide.")


@app.callback(invoke_without_command=True)
def review(
    context: typer.Context,
    *,
    db: Database = "vedette.db",
    limit: Limit = None,
    format_: Format = None,
    out: Out = None,
) -> None:
    """List what awaits a person: joins that are not sure, the least sure first, and contested control; each with its reasons.

    Example: vedette review --limit 20
    """
    if context.invoked_subcommand is not None:
        _nothing_before(context)
        return
    from vedette.formats import as_line
    from vedette.formats.judged import awaiting_record, awaiting_table
    from vedette.store import find_awaiting, find_heads

    with ready(db) as store, store.reading() as connection:
        found = find_awaiting(connection)[:limit]
        heads = find_heads(connection, {one.report for asked in found for one in (*asked.one, *asked.other)})
    with opened(out, sources=[db]) as stream:
        if shape_of(format_, stream) == "table":
            show(stream, lambda _: awaiting_table(found, heads))
        else:
            stream.writelines(as_line(awaiting_record(asked, heads)) + "\n" for asked in found)


@app.command()
def accept(*, ids: Questions, by: By = "", why: Why = None, db: Database = "vedette.db") -> None:
    """Let what awaits review stand as it is: joined, apart, or contested. No later report undoes what was accepted.

    Example: vedette review accept 7d21c9f0 --why "the same raid"
    """
    with ready(db) as store:
        for name in ids:
            with store.reading() as connection, hinted("vedette review lists it", store):
                judgement = accepting(connection, name)
            if judgement is None:
                say(f"{name} was accepted before")
            else:
                keep(store, judgement, by, why)


@app.command()
def split(*, event: Event, claims: Claims, by: By = "", why: Why = None, db: Database = "vedette.db") -> None:
    """Take claims, or all that a report tells, out of an event: they tell of another happening.

    Example: vedette review split 3f6c2b1a 9a1b22cd --why "another village"
    """
    with ready(db) as store:
        with store.reading() as connection, hinted("vedette explain shows them", store):
            judgement = splitting(connection, event, claims)
        keep(store, judgement, by, why)
        _became(store, judgement.one[0], judgement.other[0])


@app.command()
def merge(*, event: Event, other: Other, by: By = "", why: Why = None, db: Database = "vedette.db") -> None:
    """Put two events together: they tell of one happening.

    Example: vedette review merge 3f6c2b1a 77e0c4d2
    """
    with ready(db) as store:
        with store.reading() as connection, hinted("vedette events lists them", store):
            judgement = merging(connection, event, other)
        keep(store, judgement, by, why)
        _became(store, judgement.one[0], judgement.other[0])


@app.command()
def relabel(
    *,
    event: Event,
    kind: Kind = None,
    stance: Stance = None,
    place: PlaceName = None,
    actor: Actors = None,
    recipient: Recipients = None,
    country: Country = None,
    by: By = "",
    why: Why = None,
    db: Database = "vedette.db",
) -> None:
    """Say what an event is, where it was read wrongly; control follows. What is not given stays as it was read.

    Example: vedette review relabel 3f6c2b1a --kind advance --why "the town was not taken"

    Example: vedette review relabel 3f6c2b1a --place "Albu Kamal" --actor "Syrian army"
    """
    with ready(db) as store:
        said = Relabel(kind, stance, place, actor or (), recipient or (), country)
        with store.reading() as connection, hinted("vedette events lists them", store):
            judgement = relabelling(connection, event, said, progress=index_progress())
        keep(store, judgement, by, why)
        _became(store, judgement.one[0])


@app.command()
def undo(*, judgement: Named, by: By = "", db: Database = "vedette.db") -> None:
    """Withdraw a judgement: events are as if it had not been made. It stays in the log, marked.

    Example: vedette review undo 5b0c11ae
    """
    from vedette.store import withdraw

    with ready(db) as store:
        withdrawn, done = withdraw(store, judgement, who=by)
        say(f"{withdrawn.id} ({withdrawn.decision}) {'is withdrawn' if done else 'was withdrawn before'}")
    with ready(db):  # joins anew what it bound
        pass


@app.command()
def log(*, db: Database = "vedette.db", format_: Format = None, out: Out = None) -> None:
    """List all judgements as they were made: what, by whom, when, why, and which were withdrawn.

    Example: vedette review log
    """
    from vedette.cli.storing import opened_store
    from vedette.formats import as_line
    from vedette.formats.judged import judgement_record, judgement_table
    from vedette.store import find_judgements

    with opened_store(db) as store, store.reading() as connection:
        found = find_judgements(connection)
    with opened(out, sources=[db]) as stream:
        if shape_of(format_, stream) == "table":
            show(stream, lambda _: judgement_table(found))
        else:
            stream.writelines(as_line(judgement_record(one)) + "\n" for one in found)


def _nothing_before(context: typer.Context) -> None:
    """Options of the list say nothing to a command of the group: one that names a database there would be lost."""
    for name in ("db", "limit", "format_", "out"):
        source = context.get_parameter_source(name)
        if source is not None and source.name == "COMMANDLINE":
            option = name.rstrip("_")
            raise UsageError(
                f"--{option}: write it after the command, like vedette review {context.invoked_subcommand} … --{option} …"
            )


@contextmanager
def hinted(hint: str, store: Store) -> Iterator[None]:
    """Adds to what names nothing in a database where it may be found."""
    try:
        yield
    except NothingNamed as error:
        raise UsageError(f"{error} in {store.name}; {hint}") from None


def keep(store: Store, judgement: Judgement, by: str, why: str | None = None) -> Judgement:
    """Keeps a judgement, signed, and says so with how it is taken back."""
    from vedette.store import judge

    kept, is_new = judge(store, replace(judgement, who=by, why=why))
    done = "" if is_new else ", as was decided before"
    say(f"{kept.decision} {kept.subject}: judgement {kept.id} by {kept.who}{done}; vedette review undo {kept.id[:8]} takes it back")
    return kept


def _became(store: Store, *claims: str) -> None:
    """Says in which events these claims are now."""
    from vedette.keeping import refresh
    from vedette.store import event_of_claim

    refresh(store)
    with store.reading() as connection:
        events = sorted({event for claim in claims if (event := event_of_claim(connection, claim))})
    say(f"now {' and '.join(events)}")
