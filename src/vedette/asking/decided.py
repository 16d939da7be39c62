"""What a person decides, in words -> the Judgement that says so, of the claims that it binds, for the store to keep.

Who decides and why is put in by the caller. Nothing is kept here, and no parser is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from vedette.asking.wanted import kinds_of
from vedette.errors import Impossible, NothingNamed, UsageError
from vedette.model import Actor, Awaiting, Decision, Judgement, Labels, Place, Stance, ToldEvent

if TYPE_CHECKING:
    import sqlalchemy as sa

Progress = Callable[[float], None] | None


@dataclass(frozen=True, slots=True)
class Relabel:
    """What a person says that an event is, in words; what is None or empty stays as it was read."""

    kind: str | None = None
    stance: str | None = None
    place: str | None = None
    actors: Sequence[str] = ()
    recipients: Sequence[str] = ()
    country: str | None = None


def accepting(connection: sa.Connection, name: str) -> Judgement | None:
    """That what awaits under `name` stands; None where it was accepted before. Raises NothingNamed."""
    asked = _awaiting(connection, name)
    if asked is None:
        return None
    one, other = (tuple(sorted(told.claim for told in side)) for side in (asked.one, asked.other))
    together = asked.outcome == "joined" if asked.sort == "join" else None
    return judgement_of("accept", asked.id, one=one, other=other, together=together)


def splitting(connection: sa.Connection, event: str, names: Sequence[str]) -> Judgement:
    """That these claims, or all that these reports tell, are of another happening. Raises NothingNamed, Impossible."""
    told = event_named(connection, event)
    out = sorted({claim for name in names for claim in _claims_named(told, name)})
    rest = [claim for claim in claims_of(told) if claim not in out]
    if not rest:
        raise Impossible(f"these are all claims of {told.event.id}: leave one in it")
    return judgement_of("split", told.event.id, one=tuple(out), other=tuple(rest), together=False)


def merging(connection: sa.Connection, event: str, other: str) -> Judgement:
    """That two events are one happening. Raises NothingNamed, Impossible."""
    first, second = sorted((event_named(connection, name) for name in (event, other)), key=lambda told: told.event.id)
    if first.event.id == second.event.id:
        raise Impossible(f"{event} and {other} are one event already, {first.event.id}")
    sides = [tuple(claims_of(told)) for told in (first, second)]
    return judgement_of("merge", f"{first.event.id} {second.event.id}", one=sides[0], other=sides[1], together=True)


def relabelling(connection: sa.Connection, event: str, said: Relabel, *, mark: str = "--", progress: Progress = None) -> Judgement:
    """That an event is something else than was read. Raises NothingNamed, and UsageError that names what is wrong."""
    told = event_named(connection, event)
    where = told.event.place.match.value.country if told.event.place and told.event.place.match else None
    country = country_of(f"{mark}country", said.country) or where
    labels = Labels(
        _kind(f"{mark}kind", said.kind),
        _stance(f"{mark}stance", said.stance),
        _place(f"{mark}place", said.place, country, progress),
        _parties(f"{mark}actor", said.actors, country),
        _parties(f"{mark}recipient", said.recipients, country),
    )
    if labels == Labels():
        options = [f"{mark}{name}" for name in ("kind", "stance", "place", "actor", "recipient")]
        raise UsageError(f"say what the event is: {', '.join(options[:-1])} or {options[-1]}")
    return judgement_of("relabel", told.event.id, one=tuple(claims_of(told)), labels=labels)


def event_named(connection: sa.Connection, name: str) -> ToldEvent:
    """The event of this id, or the beginning of it; raises NothingNamed."""
    from vedette.store import find_event

    told = find_event(connection, name)
    if told is None:
        raise NothingNamed(f"{name!r} is no event, or the beginning of several")
    return told


def claims_of(told: ToldEvent) -> list[str]:
    """An event's claims, the one that names it first."""
    return sorted({reading.claim.id for reading in told.event.readings})


def country_of(name: str, words: str | None) -> str | None:
    """A country's code in capitals; raises UsageError for what cannot be one."""
    if words is None:
        return None
    if len(words) != 3 or not words.isascii() or not words.isalpha():
        raise UsageError(f"{name}: {words!r} is no three-letter code, like SYR")
    return words.upper()


def judgement_of(
    decision: Decision,
    subject: str,
    *,
    one: tuple[str, ...],
    other: tuple[str, ...] = (),
    together: bool | None = None,
    labels: Labels | None = None,
) -> Judgement:
    """A judgement as it is handed to the store, which names and dates it."""
    return Judgement("", decision, subject, "", "", None, one, other, together, labels)


def _claims_named(told: ToldEvent, name: str) -> set[str]:
    """The claim of the event that `name` names by its id or the beginning of it; or all those of a report, by id or ref."""
    claims = {reading.claim.id: reading.claim.report for reading in told.event.readings}
    reports = {head.id for head in told.reports if name and (name == head.ref or head.id.startswith(name))}
    found = [{claim for claim in claims if claims[claim] == report} for report in reports]
    found += [{claim} for claim in claims if name and claim.startswith(name)]
    if len(found) != 1:
        what = "names several claims or reports" if found else "is no claim and no report"
        raise NothingNamed(f"{name!r} {what} of the event {told.event.id}")
    return found[0]


def _awaiting(connection: sa.Connection, name: str) -> Awaiting | None:
    """What awaits under this name; None where it was accepted before."""
    from vedette.store import find_awaiting

    found = [asked for asked in find_awaiting(connection) if name and asked.id.startswith(name)]
    if len(found) == 1:
        return found[0]
    if not found and name and _was_accepted(connection, name):
        return None
    raise NothingNamed(f"{name!r} is {'the beginning of several' if found else 'nothing'} that awaits review")


def _was_accepted(connection: sa.Connection, name: str) -> bool:
    from vedette.store import find_judgements

    judged = find_judgements(connection)
    return any(one.decision == "accept" and one.withdrawn_at is None and one.subject.startswith(name) for one in judged)


def _kind(name: str, kind: str | None) -> str | None:
    if kind is None:
        return None
    found = kinds_of(name, kind)
    if kind not in found or len(found) > 1:
        raise UsageError(f"{name}: {kind!r} names several kinds; write one")
    return kind


def _stance(name: str, stance: str | None) -> Stance | None:
    for known in get_args(Stance):
        if stance == known:
            return known  # type: ignore[no-any-return]  # one of the words of the type
    if stance is not None:
        raise UsageError(f"{name}: {stance!r} is none; write {', '.join(get_args(Stance))}")
    return None


def _place(name: str, place: str | None, country: str | None, progress: Progress) -> Place | None:
    from vedette.lexicon import load
    from vedette.resolving.gazetteer import open_gazetteer
    from vedette.resolving.places import resolve_place

    if place is None:
        return None
    found = resolve_place(place, open_gazetteer(progress, lexicon=load()), country=country)
    if not found:
        raise UsageError(f"{name}: no place {place!r} is known; vedette gazetteer add takes your own")
    return found[0].value


def _parties(name: str, words: Sequence[str], country: str | None) -> tuple[Actor, ...]:
    from vedette.lexicon import load
    from vedette.resolving.actors import ActorContext, resolve_actor

    parties = []
    for party in words:
        found = resolve_actor(party, load(), ActorContext(country=country))
        if not found:
            raise UsageError(f"{name}: no party {party!r} is known; vedette resolve actor shows who is")
        parties.append(found[0].value)
    return tuple(parties)
