"""`vedette review`: what awaits a person, and what people decide: accept, split, merge, relabel, undo, log.

A decision is a judgement, dated and signed; nothing that was read is overwritten. The parser is never loaded here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, get_args

import typer

from vedette.cli.asking import ready
from vedette.cli.options import Database, Format, Out, check_kinds, country_of
from vedette.cli.output import index_progress, opened, say, shape_of, show
from vedette.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vedette.model import Actor, Awaiting, Judgement, Labels, Place, ToldEvent
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
    from vedette.store import find_awaiting

    with ready(db) as store:
        with store.reading() as connection:
            awaiting = find_awaiting(connection)
        found = [asked for name in ids if (asked := _asked(awaiting, name, store)) is not None]
        for asked in found:
            one, other = (tuple(sorted(told.claim for told in side)) for side in (asked.one, asked.other))
            together = asked.outcome == "joined" if asked.sort == "join" else None
            keep(store, judgement_of("accept", asked.id, by, why, one=one, other=other, together=together))


@app.command()
def split(*, event: Event, claims: Claims, by: By = "", why: Why = None, db: Database = "vedette.db") -> None:
    """Take claims, or all that a report tells, out of an event: they tell of another happening.

    Example: vedette review split 3f6c2b1a 9a1b22cd --why "another village"
    """
    with ready(db) as store:
        told = _told(store, event)
        out = sorted({claim for name in claims for claim in _named(told, name)})
        rest = [claim for claim in _claims(told) if claim not in out]
        if not rest:
            raise UsageError(f"these are all claims of {told.event.id}: leave one in it")
        keep(store, judgement_of("split", told.event.id, by, why, one=tuple(out), other=tuple(rest), together=False))
        _became(store, out[0], rest[0])


@app.command()
def merge(*, event: Event, other: Other, by: By = "", why: Why = None, db: Database = "vedette.db") -> None:
    """Put two events together: they tell of one happening.

    Example: vedette review merge 3f6c2b1a 77e0c4d2
    """
    with ready(db) as store:
        both = sorted((_told(store, name) for name in (event, other)), key=lambda told: told.event.id)
        first, second = both
        if first.event.id == second.event.id:
            raise UsageError(f"{event} and {other} are one event already, {first.event.id}")
        subject, sides = f"{first.event.id} {second.event.id}", [tuple(_claims(told)) for told in both]
        keep(store, judgement_of("merge", subject, by, why, one=sides[0], other=sides[1], together=True))
        _became(store, sides[0][0], sides[1][0])


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
        told = _told(store, event)
        where = told.event.place.match.value.country if told.event.place and told.event.place.match else None
        code = country_of(country) or where
        labels = _labels(kind, stance, _place(place, code), (_parties(actor, code), _parties(recipient, code)))
        keep(store, judgement_of("relabel", told.event.id, by, why, one=tuple(_claims(told)), labels=labels))
        _became(store, _claims(told)[0])


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


def judgement_of(
    decision: str,
    subject: str,
    by: str,
    why: str | None,
    *,
    one: tuple[str, ...] = (),
    other: tuple[str, ...] = (),
    together: bool | None = None,
    labels: Labels | None = None,
) -> Judgement:
    """A judgement as it is handed to the store, which names and dates it."""
    from vedette.model import Judgement

    return Judgement("", decision, subject, by, "", why, one, other, together, labels)  # type: ignore[arg-type]  # callers name decisions


def keep(store: Store, judgement: Judgement) -> Judgement:
    """Keeps a judgement, and says so with how it is taken back."""
    from vedette.store import judge

    kept, is_new = judge(store, judgement)
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


def _told(store: Store, name: str) -> ToldEvent:
    from vedette.store import find_event

    with store.reading() as connection:
        told = find_event(connection, name)
    if told is None:
        raise UsageError(f"{name!r} is no event of {store.name}, or the beginning of several; vedette events lists them")
    return told


def _claims(told: ToldEvent) -> list[str]:
    """Its claims, the one that names it first."""
    return sorted({reading.claim.id for reading in told.event.readings})


def _named(told: ToldEvent, name: str) -> set[str]:
    """The claim of the event that `name` names by its id or the beginning of it; or all those of a report, by id or ref."""
    claims = {reading.claim.id: reading.claim.report for reading in told.event.readings}
    reports = {head.id for head in told.reports if name and (name == head.ref or head.id.startswith(name))}
    found = [{claim for claim in claims if claims[claim] == report} for report in reports]
    found += [{claim} for claim in claims if name and claim.startswith(name)]
    if len(found) != 1:
        what = "names several claims or reports" if found else "is no claim and no report"
        raise UsageError(f"{name!r} {what} of the event {told.event.id}; vedette explain {told.event.id} shows them")
    return found[0]


def _asked(awaiting: Sequence[Awaiting], name: str, store: Store) -> Awaiting | None:
    """What awaits under this name; None, and said so, where it was accepted before."""
    found = [asked for asked in awaiting if name and asked.id.startswith(name)]
    if len(found) == 1:
        return found[0]
    if not found and name and _was_accepted(store, name):
        say(f"{name} was accepted before")
        return None
    what = "the beginning of several" if found else "nothing"
    raise UsageError(f"{name!r} is {what} that awaits review in {store.name}; vedette review lists it")


def _was_accepted(store: Store, name: str) -> bool:
    from vedette.store import find_judgements

    with store.reading() as connection:
        judged = find_judgements(connection)
    return any(one.decision == "accept" and one.withdrawn_at is None and one.subject.startswith(name) for one in judged)


def _labels(
    kind: str | None, stance: str | None, place: Place | None, sides: tuple[tuple[Actor, ...], tuple[Actor, ...]]
) -> Labels:
    from vedette.lexicon.kinds import kinds
    from vedette.model import Labels
    from vedette.model import Stance as Stances

    if kind is not None and kind not in kinds():
        check_kinds(kind, None, option="--kind")
        raise UsageError(f"--kind: {kind!r} names several kinds; write one")
    if stance is not None and stance not in get_args(Stances):
        raise UsageError(f"--stance: {stance!r} is none; write {', '.join(get_args(Stances))}")
    labels = Labels(kind, stance, place, *sides)  # type: ignore[arg-type]  # checked above
    if labels == Labels():
        raise UsageError("say what the event is: --kind, --stance, --place, --actor or --recipient")
    return labels


def _place(name: str | None, country: str | None) -> Place | None:
    from vedette.lexicon import load
    from vedette.resolving.gazetteer import open_gazetteer
    from vedette.resolving.places import resolve_place

    if name is None:
        return None
    found = resolve_place(name, open_gazetteer(index_progress(), lexicon=load()), country=country)
    if not found:
        raise UsageError(f"--place: no place {name!r} is known; vedette gazetteer add takes your own")
    return found[0].value


def _parties(names: Sequence[str] | None, country: str | None) -> tuple[Actor, ...]:
    from vedette.lexicon import load
    from vedette.resolving.actors import ActorContext, resolve_actor

    parties = []
    for name in names or ():
        found = resolve_actor(name, load(), ActorContext(country=country))
        if not found:
            raise UsageError(f"--actor, --recipient: no party {name!r} is known; vedette resolve actor shows who is")
        parties.append(found[0].value)
    return tuple(parties)
