"""What many reports say of who backs, fights, commands whom -> TieIntervals, every one with the reports that it rests on.

A tie is known from the first day that a report tells of it; it ends where a later report tells that the one split from
the other, or that allies fight. Who backs or arms a state's forces backs the state.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from vedette.model import Coded, Joined, Report, TieInterval, TieKind, TieStatement, TieTold
from vedette.resolving.states import state_of
from vedette.situation.evidence import Evidence, counted, gather, reports_of, status_of, tie_statements
from vedette.situation.ties import SYMMETRIC

ENDED_BY: dict[TieKind, frozenset[TieKind]] = {
    "part_of": frozenset({"split_from"}),
    "commands": frozenset({"split_from"}),
    "allied": frozenset({"split_from", "fights"}),
    "backs": frozenset({"fights"}),
}
STATED = frozenset({"asserted", "denied", "possible"})
Pair = tuple[str, str]
Group = tuple[str, str, TieKind]


def tie_intervals(coded: Sequence[Coded], joined: Joined) -> tuple[TieInterval, ...]:
    """The ties between parties with the days on which they are known, by parties and kind; the same in every order."""
    return ties_of(ties_told(coded, joined))


def ties_of(told: Iterable[TieTold]) -> tuple[TieInterval, ...]:
    """The ties between parties, of all that is told of each two."""
    pairs: dict[str, dict[Group, list[TieTold]]] = defaultdict(lambda: defaultdict(list))
    for one in told:
        pairs[one.key][*_pair(one), one.kind].append(one)
    found = [_interval(group, groups) for _, groups in sorted(pairs.items()) for _, group in sorted(groups.items())]
    return tuple(sorted(found, key=lambda one: (one.source.name, one.target.name, one.kind)))


def ties_told(coded: Sequence[Coded], joined: Joined) -> list[TieTold]:
    """What the reports tell of ties; `joined` need hold the origins of these only."""
    evidence = gather(joined, frozenset())
    return [_told(report, statement, evidence) for report, statement in tie_statements(coded) if statement.stance in STATED]


def ties_at(intervals: Iterable[TieInterval], day: dt.date) -> tuple[TieInterval, ...]:
    """The ties that are known to hold on a day."""
    return tuple(one for one in intervals if (one.since is None or one.since <= day) and (one.until is None or day < one.until))


def _told(report: Report, statement: TieStatement, evidence: Evidence) -> TieTold:
    source, target = statement.source.match.value, statement.target.match.value
    if statement.kind == "backs":
        source, target = state_of(source), state_of(target)
    voice = evidence.voice(report, statement.speakers)
    return TieTold(source, target, statement.kind, statement.stance, report.published, voice)


def _pair(told: TieTold) -> Pair:
    """The two parties; of a tie that goes both ways in the order of their names."""
    pair = (told.source.key, told.target.key)
    return (min(pair), max(pair)) if told.kind in SYMMETRIC else pair


def _interval(group: Sequence[TieTold], groups: Mapping[Group, list[TieTold]]) -> TieInterval:
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


def _ended(first: TieTold, since: dt.date | None, groups: Mapping[Group, list[TieTold]]) -> dt.date | None:
    """The first later day on which a report tells of what ends such a tie."""
    days = [
        told.day
        for (_, _, kind), members in groups.items()
        if kind in ENDED_BY.get(first.kind, frozenset())
        for told in members
        if told.stance == "asserted" and told.day is not None and since is not None and told.day > since
    ]
    return min(days, default=None)


def _reason(one: TieInterval) -> str:
    known = f"told of first on {one.since.isoformat()}" if one.since else "told of without a day"
    return f"{known}, by {len(one.asserted_by)} report(s)" + (
        f"; ended by what is told on {one.until.isoformat()}" if one.until else ""
    )
