"""Judgements -> what they bind: which tellings are of one happening and which are not, how events divide, what they are.

Nothing that was read is changed: events are made anew over the readings and the judgements that stand. Of two that say
different things the later holds, so any order of them gives the same end; one that was withdrawn says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from vedette.joining.adding_up import add_up
from vedette.joining.tellings import Telling
from vedette.model import Actor, ActorMention, Coded, Event, Judgement, Match, Mention, PlaceMention, Reading

SAYS = {
    "accept": "accepted",
    "split": "split",
    "merge": "merged",
    "relabel": "relabelled",
    "remove": "removed",
    "cancel": "canceled",
}
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Bonds:
    """What judgements bind, by index of telling: `together` are whole groups, `apart` pairs; `by` says whose word a pair is."""

    together: tuple[tuple[int, ...], ...]
    apart: frozenset[Pair]
    by: Mapping[Pair, Judgement]


FREE = Bonds((), frozenset(), {})


def standing_judgements(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Those that are not withdrawn, each once, the newest first."""
    once = {one.id: one for one in judgements if one.withdrawn_at is None}
    return sorted(once.values(), key=lambda one: (one.made_at, one.id), reverse=True)


def apply_judgements(tellings: Sequence[Telling], judgements: Iterable[Judgement]) -> Bonds:
    """What the judgements say of these tellings. One binds only where no later one speaks against it."""
    binding = [one for one in standing_judgements(judgements) if one.together is not None]
    if not binding:
        return FREE
    at = {reading.claim.id: index for index, one in enumerate(tellings) for reading in one.event.readings}
    home = list(range(len(tellings)))
    members = {index: [index] for index in home}
    apart: set[Pair] = set()
    by: dict[Pair, Judgement] = {}
    for judgement in binding:
        sides = [sorted({at[claim] for claim in side if claim in at}) for side in (judgement.one, judgement.other)]
        for pair in _across(*sides):
            if pair in by:
                continue
            if judgement.together:
                _unite(pair, home, members, apart)
            elif home[pair[0]] != home[pair[1]]:
                apart.add(pair)
            if (home[pair[0]] == home[pair[1]]) == judgement.together:
                by[pair] = judgement
        if judgement.decision == "split":  # what was split off stays one, and so does what it was split off from
            for side in sides:
                for pair in zip(side, side[1:], strict=False):
                    _unite(pair, home, members, apart)
    groups = tuple(sorted(tuple(sorted(group)) for group in members.values() if len(group) > 1))
    return Bonds(groups, frozenset(apart), by)


def _across(one: Sequence[int], other: Sequence[int]) -> Iterator[Pair]:
    yield from sorted({(min(i, j), max(i, j)) for i in one for j in other if i != j})


def _unite(pair: Pair, home: list[int], members: dict[int, list[int]], apart: set[Pair]) -> None:
    """Puts the two groups together, unless some of one and of the other are to stay apart."""
    first, second = home[pair[0]], home[pair[1]]
    if first == second or any_apart(members[first], members[second], apart):
        return
    for index in members[second]:
        home[index] = first
    members[first] += members.pop(second)


def any_apart(first: Iterable[int], second: Sequence[int], apart: frozenset[Pair] | set[Pair]) -> bool:
    """Whether a judgement keeps one of the first from one of the second."""
    return bool(apart) and any((min(i, j), max(i, j)) in apart for i in first for j in second)


# ── events of one report that a judgement divides ──


def divided(coded: Sequence[Coded], judgements: Iterable[Judgement]) -> list[Coded]:
    """The coded reports with those events divided whose claims a judgement tells apart."""
    cuts = [one for one in standing_judgements(judgements) if one.together is False]
    if not cuts:
        return list(coded)
    cut_claims = {claim for cut in cuts for claim in (*cut.one, *cut.other)}
    return [replace(one, events=tuple(part for event in one.events for part in _parts(event, cuts, cut_claims))) for one in coded]


def _parts(event: Event, cuts: Sequence[Judgement], cut_claims: set[str]) -> Iterator[Event]:
    """An event as it is, or each group of its readings that stand on the same side of every judgement."""
    ids = {reading.claim.id for reading in event.readings}
    through = [cut for cut in cuts if ids & set(cut.one) and ids & set(cut.other)] if ids & cut_claims else []
    sides: dict[tuple[bool, ...], list[Reading]] = {}
    for reading in event.readings:
        sides.setdefault(tuple(reading.claim.id in cut.one for cut in through), []).append(reading)
    if len(sides) == 1:
        yield event
    else:
        yield from (add_up(readings, salience=event.salience) for readings in sides.values())


# ── what people say that an event is ──


def labels_of(claims: frozenset[str], judgements: Iterable[Judgement]) -> dict[str, Judgement]:
    """The judgement that says each field of the event of these claims; of several, the newest first, the first."""
    found: dict[str, Judgement] = {}
    for judgement in judgements:
        if judgement.labels is not None and judgement.one and judgement.one[0] in claims:
            for field in fields(judgement.labels):
                if getattr(judgement.labels, field.name):
                    found.setdefault(field.name, judgement)
    return found


def relabelled(event: Event, by: Mapping[str, Judgement]) -> Event:
    """One report's event as people say that it is; its readings stay what they are."""
    changes: dict[str, Any] = {field: _labelled(event, field, judgement) for field, judgement in by.items()}
    return replace(event, **changes)


def _labelled(event: Event, field: str, judgement: Judgement) -> Any:
    """The value of a field as the judgement has it. A place or party keeps the words that stood for what was read."""
    value, reason = getattr(judgement.labels, field), said(judgement)
    if field == "place":
        words = event.place.mention if event.place else _trigger(event)
        return PlaceMention(words, False, Match(value, 1.0, reason), reason)
    if field in ("actors", "recipients"):
        return tuple(ActorMention(_words_for(event, field, actor), Match(actor, 1.0, reason)) for actor in value)
    return value


def _words_for(event: Event, side: str, actor: Actor) -> Mention:
    mentions: tuple[ActorMention, ...] = getattr(event, side)
    same = [one for one in mentions if (one.match.value.id, one.match.value.name) == (actor.id, actor.name)]
    return next((one.mention for one in (*same, *mentions)), _trigger(event))


def _trigger(event: Event) -> Mention:
    """The words for the happening itself: what a person adds hangs on them, where the report has no words for it."""
    return event.readings[0].claim.trigger


def said(judgement: Judgement) -> str:
    """Who decided, when and why: "merged by ann on 2026-03-04: the same raid"."""
    why = f": {judgement.why}" if judgement.why else ""
    return f"{SAYS[judgement.decision]} by {judgement.who} on {judgement.made_at[:10]}{why}"
