"""What many reports say of who backs, fights, commands whom -> TieIntervals, every one with the reports that it rests on.

A tie is known from the first day that a report tells of it; it ends where a later report tells that the one split from
the other, or that allies fight. Who backs or arms a state's forces backs the state.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from vedette.model import Actor, Coded, Joined, Report, TieInterval, TieKind, TieStatement
from vedette.resolving.states import state_of
from vedette.situation.evidence import Evidence, Voice, counted, gather, reports_of, status_of, tie_statements
from vedette.situation.ties import SYMMETRIC

ENDED_BY: dict[TieKind, frozenset[TieKind]] = {
    "part_of": frozenset({"split_from"}),
    "commands": frozenset({"split_from"}),
    "allied": frozenset({"split_from", "fights"}),
    "backs": frozenset({"fights"}),
}
STATED = frozenset({"asserted", "denied", "possible"})
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Told:
    """One report's statement of a tie."""

    source: Actor
    target: Actor
    kind: TieKind
    stance: str
    day: dt.date | None
    voice: Voice


def tie_intervals(coded: Sequence[Coded], joined: Joined) -> tuple[TieInterval, ...]:
    """The ties between parties with the days on which they are known, by parties and kind; the same in every order."""
    evidence = gather(joined, frozenset())
    groups: dict[tuple[str, str, TieKind], list[_Told]] = defaultdict(list)
    for report, statement in tie_statements(coded):
        if statement.stance in STATED:
            told = _told(report, statement, evidence)
            groups[*_pair(told), told.kind].append(told)
    found = [_interval(group, groups) for _, group in sorted(groups.items())]
    return tuple(sorted(found, key=lambda one: (one.source.name, one.target.name, one.kind)))


def ties_at(intervals: Iterable[TieInterval], day: dt.date) -> tuple[TieInterval, ...]:
    """The ties that are known to hold on a day."""
    return tuple(one for one in intervals if (one.since is None or one.since <= day) and (one.until is None or day < one.until))


def _told(report: Report, statement: TieStatement, evidence: Evidence) -> _Told:
    source, target = statement.source.match.value, statement.target.match.value
    if statement.kind == "backs":
        source, target = state_of(source), state_of(target)
    voice = evidence.voice(report, statement.speakers)
    return _Told(source, target, statement.kind, statement.stance, report.published, voice)


def _pair(told: _Told) -> Pair:
    """The two parties; of a tie that goes both ways in the order of their names."""
    pair = (told.source.key, told.target.key)
    return (min(pair), max(pair)) if told.kind in SYMMETRIC else pair


def _interval(group: Sequence[_Told], groups: dict[tuple[str, str, TieKind], list[_Told]]) -> TieInterval:
    ordered = sorted(group, key=lambda told: (told.voice.order, told.source.key))
    asserting = [told.voice for told in ordered if told.stance == "asserted"]
    denying = [told.voice for told in ordered if told.stance == "denied"]
    first = ordered[0]
    since = min((told.day for told in ordered if told.day is not None and told.stance != "denied"), default=None)
    until = _ended(first, since, groups)
    one = TieInterval(
        source=first.source,
        target=first.target,
        kind=first.kind,
        since=since,
        until=until,
        status=status_of(asserting, denying),
        asserted_by=reports_of(asserting),
        denied_by=reports_of(denying),
        independent_sources=counted(asserting),
        reason="",
    )
    return replace(one, reason=_reason(one))


def _ended(first: _Told, since: dt.date | None, groups: dict[tuple[str, str, TieKind], list[_Told]]) -> dt.date | None:
    """The first later day on which a report tells of what ends such a tie."""
    pair = {first.source.key, first.target.key}
    days = [
        told.day
        for (one, other, kind), members in groups.items()
        if {one, other} == pair and kind in ENDED_BY.get(first.kind, frozenset())
        for told in members
        if told.stance == "asserted" and told.day is not None and since is not None and told.day > since
    ]
    return min(days, default=None)


def _reason(one: TieInterval) -> str:
    known = f"told of first on {one.since.isoformat()}" if one.since else "told of without a day"
    return f"{known}, by {len(one.asserted_by)} report(s)" + (
        f"; ended by what is told on {one.until.isoformat()}" if one.until else ""
    )
