"""Tellings -> which of them tell of one happening, and why: events of one report each, joined across reports.

Two tellings are scored by kind, place, parties, days, toll and words; what tells them apart (other days, a place far
off, another target hit, another time of day) keeps them apart. Groups grow from the surest pair on, and a group never
takes in a telling that any of its own speaks against. The result is the same in every order of the reports.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from vedette.joining.comparing import counts_meet, meet, sides, standing
from vedette.joining.judging import FREE, Bonds, Pair, any_apart, said
from vedette.joining.tellings import Telling
from vedette.model import Actor, Count, Join, Judgement

ENOUGH = 3.0
SURE = 3.75  # a join below this awaits review
CLOSE = 2.25  # and so does a pair left apart above this
LEAST = 0.5  # what each pair of a group must come to, where not all of it was enough
NEVER = float("-inf")
PROBED = 5  # of a large group, so many members are asked
GENERIC = frozenset({"attack", "killing", "massacre", "bombing"})
BIG_CITY = 400_000
SIDES = {"same": 0.75, "alike": 0.5, "open": 0.0, "differ": -1.0}
COPIED = 6.0
UNTOLD = Count(None, None)


class Parts(NamedTuple):
    """What speaks for one happening, by field."""

    kind: float
    place: float
    parties: float
    days: float
    toll: float
    words: float
    copied: float = 0.0

    @property
    def total(self) -> float:
        """The sum; minus infinity where a field speaks against it."""
        return sum(self)


APART = Parts(NEVER, 0.0, 0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Grouping:
    """Groups of indices of tellings, and the joins and near joins between them."""

    groups: tuple[tuple[int, ...], ...]
    joins: tuple[Join, ...]


def group(tellings: Sequence[Telling], met: Iterable[Pair], families: Mapping[str, str], bonds: Bonds = FREE) -> Grouping:
    """Groups the tellings, of which those `met` may tell of one happening: pairs of indices, the smaller first.

    `families` gives the events that stand in copies of one sentence the same name, by event id. `bonds` are what people
    decided: groups grow from what they put together, and never across what they keep apart.
    """
    scored: dict[Pair, Parts] = {}
    for i, j in met:
        parts = compare(tellings[i], tellings[j], families)
        if parts.total >= CLOSE:
            scored[i, j] = parts
    for i, j in related([one.id for one in tellings], families):
        if (i, j) not in scored:
            scored[i, j] = compare(tellings[i], tellings[j], families)
    return _grown(tellings, scored, families, bonds)


def related(parts: Sequence[str], families: Mapping[str, str]) -> Iterator[Pair]:
    """Pairs of parts of one family, each part with the first, by their indices."""
    members: dict[str, list[int]] = {}
    for index, part in enumerate(parts):
        if part in families:
            members.setdefault(families[part], []).append(index)
    for family in members.values():
        first, *rest = sorted(family, key=lambda index: parts[index])
        yield from ((min(first, index), max(first, index)) for index in rest)


def compare(one: Telling, other: Telling, families: Mapping[str, str]) -> Parts:
    """What speaks for two tellings being of one happening."""
    if one.report == other.report and one.event.stance == other.event.stance:
        return APART  # a report that tells of two tells them apart; what it denies may be what it tells
    if one.id in families and families[one.id] == families.get(other.id):
        return Parts(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, COPIED)
    days = _days(one, other)
    if days == NEVER:
        return APART
    place = _place(one, other)
    if place == NEVER:
        return APART
    kind = _kind(one, other)
    parties = _parties(one, other)
    if kind == NEVER or parties == NEVER:
        return APART
    return Parts(kind, place, parties, days, _toll(one, other), _words(one, other))


def _kind(one: Telling, other: Telling) -> float:
    first, second = one.event.kind, other.event.kind
    if first == second:
        return 1.0
    if {first, second} <= {"capture", "handover", "withdraw"}:
        return 0.75
    if one.bundle.startswith("hands"):
        return NEVER
    if first in GENERIC or second in GENERIC:
        return 0.5
    if one.family == other.family:
        return 0.25
    return -1.0


def _place(one: Telling, other: Telling) -> float:
    if one.place is None or other.place is None:
        return 1.0 if one.place_words and one.place_words == other.place_words else 0.0
    how = standing(one.place, other.place)
    if one.sides and other.sides and not one.sides & other.sides:
        return -0.5 if how in ("same", "touching") else NEVER
    if one.around or other.around:
        return 0.5 if how in ("same", "touching") else 0.25 if how in ("near", "inside") else NEVER
    if how == "same":
        if not one.narrow:
            return 0.25
        return 1.0 if (one.place.population or 0) > BIG_CITY else 1.5
    if how == "touching":
        return 1.0 if one.narrow and other.narrow else 0.25
    if how == "near":
        return 0.5
    return 0.25 if how == "inside" else NEVER


def _parties(one: Telling, other: Telling) -> float:
    if one.bundle.startswith("hands"):
        return _hands(one, other)
    if one.event.kind == other.event.kind == "armed-clash":
        both, others = one.keys[0] | one.keys[1], other.keys[0] | other.keys[1]
        if not both or not others:
            return 0.0
        return 0.75 * len(both & others) if both & others else -1.0
    both_sides = [_side(one, other, at) for at in (0, 1)]
    return NEVER if both_sides == [-1.0, -1.0] else sum(both_sides)


def _side(one: Telling, other: Telling, at: int) -> float:
    if not one.keys[at] or not other.keys[at]:
        return 0.0
    return SIDES[sides(one.parties[at], other.parties[at])]


def _hands(one: Telling, other: Telling) -> float:
    """A place that changes hands: who took it is who took it, and who left it is whom it was taken from."""
    (taker, loser), (taker2, loser2) = (_takers(side) for side in (one, other))
    if taker and taker2:
        return 0.75 if meet(taker, taker2) else NEVER
    if loser and loser2:
        return 0.75 if meet(loser, loser2) else NEVER
    return NEVER if meet(taker or taker2, loser or loser2) else 0.5


def _takers(one: Telling) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    if one.event.kind == "withdraw":
        return (), one.parties[0]
    return one.parties


def _days(one: Telling, other: Telling) -> float:
    if one.first is None or other.first is None or one.last is None or other.last is None:
        return 0.0
    common = min(one.last, other.last) - max(one.first, other.first) + 1
    if common <= 0:
        return NEVER
    if one.spell != other.spell:
        return NEVER if one.told and other.told else -0.5
    longest = max(one.last - one.first, other.last - other.first) + 1
    if one.told and other.told:
        return 1.0 if longest == common == 1 else 0.75 if longest <= 2 else 0.5
    if one.told or other.told:
        return 0.5 if common == longest or abs(one.last - other.last) <= 1 else 0.0
    return 0.75 - 0.5 * abs(one.last - other.last)


def _toll(one: Telling, other: Telling) -> float:
    return max(-2.0, _counts(one.killed, other.killed) + 0.5 * _counts(one.wounded, other.wounded))


def _counts(first: Count | None, second: Count | None) -> float:
    if (
        first is None
        or second is None
        or (first.low is None and first.high is None)
        or (second.low is None and second.high is None)
    ):
        return 0.0
    a, b = first.low or 0, second.low or 0
    if first == second:
        return 1.5 if a > 2 else 0.75
    if counts_meet(first, second):
        return 0.25
    apart = abs(a - b) / max(a, b, 1)
    return -2.0 if apart > 0.75 and abs(a - b) > 5 else -0.5 if apart > 0.34 else 0.0


def _words(one: Telling, other: Telling) -> float:
    total = 0.0
    if one.hours and other.hours and not one.hours & other.hours:
        total -= 1.5
    if one.struck and other.struck:
        total += 0.75 if one.struck & other.struck else -1.5
    shared = len(one.words & other.words)
    if shared:
        total += min(1.5, 2.0 * shared / math.sqrt(len(one.words) * len(other.words)))
    return total


# ── growing groups ──


def _grown(tellings: Sequence[Telling], scored: Mapping[Pair, Parts], same: Mapping[str, str], bonds: Bonds) -> Grouping:
    home = list(range(len(tellings)))
    members: dict[int, list[int]] = {index: [index] for index in home}
    for bound in bonds.together:
        for index in bound:
            home[index] = bound[0]
            members.pop(index)
        members[bound[0]] = list(bound)
    kin = {index: bound[:PROBED] for bound in bonds.together for index in bound}
    order = sorted(
        scored.items(), key=lambda item: (-round(item[1].total, 6), *sorted((tellings[item[0][0]].id, tellings[item[0][1]].id)))
    )
    for (i, j), parts in order:
        first, second = home[i], home[j]
        if first == second or parts.total < ENOUGH or any_apart(members[first], members[second], bonds.apart):
            continue
        if _agree(tellings, members[first], members[second], same, kin):
            kept, gone = (first, second) if len(members[first]) >= len(members[second]) else (second, first)
            for index in members.pop(gone):
                home[index] = kept
                members[kept].append(index)
    joins = [
        _join(tellings[i], tellings[j], parts, bonds.by.get((min(i, j), max(i, j))), joined=home[i] == home[j])
        for (i, j), parts in order
    ]
    groups = sorted(tuple(sorted(group, key=lambda index: tellings[index].id)) for group in members.values())
    groups.sort(key=lambda group: tellings[group[0]].id)
    return Grouping(tuple(groups), tuple(sorted(joins, key=lambda join: (join.one, join.other))))


def _agree(
    tellings: Sequence[Telling],
    first: Sequence[int],
    second: Sequence[int],
    same: Mapping[str, str],
    kin: Mapping[int, Sequence[int]],
) -> bool:
    """Whether no telling of one group speaks against one of the other; of large groups, those with the smallest ids are asked.

    Those that a person put together may differ, and are asked as one: it is enough to agree with one of its `kin`.
    """
    told = [{(tellings[i].report, tellings[i].event.stance) for i in members} for members in (first, second)]
    if told[0] & told[1]:
        return False
    probes = [sorted(group, key=lambda index: tellings[index].id)[:PROBED] for group in (first, second)]
    return all(
        any(compare(tellings[a], tellings[b], same).total >= LEAST for a in kin.get(i, (i,)) for b in kin.get(j, (j,)))
        for i in probes[0]
        for j in probes[1]
    )


def _join(one: Telling, other: Telling, parts: Parts, judgement: Judgement | None, *, joined: bool) -> Join:
    """The join, and whether it awaits review: not where a person has decided it."""
    first, second = sorted((one.id, other.id))
    certain = judgement is not None or (parts.total >= SURE if joined else parts.total < CLOSE)
    reason = _reason(one, other, parts)
    words = f"{reason}; {said(judgement)}" if judgement else reason
    return Join(first, second, round(parts.total, 2), "joined" if joined else "apart", certain, words)


SAYS = {
    "kind": ("the same kind of happening", "kinds that seldom go together"),
    "place": ("the same place", "places that differ"),
    "parties": ("the same parties", "other parties"),
    "days": ("days that meet", "days that hardly meet"),
    "toll": ("the same toll", "another toll"),
    "words": ("words in common", "another target or time of day"),
    "copied": ("sentences copied from one another", ""),
}


def _reason(one: Telling, other: Telling, parts: Parts) -> str:
    """What spoke for the join and what against it, in words."""
    fields = zip(Parts._fields, parts, strict=True)
    told = [(name, value) for name, value in fields if value]
    good = [f"{SAYS[name][0]} ({value:+.1f})" for name, value in told if value > 0]
    bad = [f"{SAYS[name][1]} ({value:+.1f})" for name, value in told if value < 0]
    words = f"{one.event.kind} and {other.event.kind}: {', '.join(good) or 'nothing in common'}"
    return f"{words}; against it {', '.join(bad)}" if bad else words
