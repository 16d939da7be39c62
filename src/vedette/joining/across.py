"""Coded reports -> Joined: the events that all of them tell of, the copies among them, where each has its news, and why joined.

The reports may come in any order and any number of times: the result is the same. Copies are found first, so that what
a copy repeats joins with what it was copied from, and counts no second time. What people decided binds the joining.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from vedette.joining.copies import find_copies
from vedette.joining.joins import group
from vedette.joining.judging import apply_judgements, divided, labels_of, relabelled, said, standing_judgements
from vedette.joining.origins import find_credits, find_origins, find_quotes
from vedette.joining.summing import Brought, add_up_reports
from vedette.joining.tellings import Telling, tellings_of
from vedette.model import Coded, Copy, Event, Join, Joined, JoinedEvent, Judgement


def join_reports(coded: Sequence[Coded], judgements: Sequence[Judgement] = ()) -> Joined:
    """Joins what the reports tell of, as people judged it; every event of every report is a part of exactly one joined event."""
    reports = divided(list({one.report.id: one for one in sorted(coded, key=lambda one: one.report.id)}.values()), judgements)
    once = {one.report.id: one for one in reports}
    copies = copies_of(reports)
    origins = find_origins(reports, copies)
    tellings = [telling for one in reports for telling in tellings_of(one)]
    grouping = group(tellings, _families(once, copies), apply_judgements(tellings, judgements))
    from_ = {origin.report: origin.origin for origin in origins}
    copied = frozenset(copy.report for copy in copies if copy.how in ("reprint", "paraphrase"))
    why: dict[str, list[Join]] = {}
    for join in grouping.joins:
        if join.outcome == "joined":
            why.setdefault(join.one, []).append(join)
    judged = _by_claim(judgements)
    events = [
        _added_up([_brought(tellings[index], once, from_, copied) for index in members], _reasons(members, tellings, why), judged)
        for members in grouping.groups
    ]
    return Joined(tuple(sorted(events, key=lambda event: event.id)), copies, origins, grouping.joins)


def _by_claim(judgements: Sequence[Judgement]) -> dict[str, list[Judgement]]:
    """The judgements that stand on each claim, the newest first."""
    found: dict[str, list[Judgement]] = {}
    for judgement in standing_judgements(judgements):
        for claim in {*judgement.one, *judgement.other}:
            found.setdefault(claim, []).append(judgement)
    return found


def _added_up(brought: Sequence[Brought], reasons: tuple[str, ...], judged: Mapping[str, list[Judgement]]) -> JoinedEvent:
    """The event of these as people say that it is, with what they decided about it."""
    claims = frozenset(reading.claim.id for one in brought for reading in one.event.readings)
    touching = standing_judgements(judgement for claim in claims for judgement in judged.get(claim, ())) if judged else []
    if not touching:
        return add_up_reports(brought, reasons)
    labels = labels_of(claims, touching)
    event = add_up_reports([replace(one, event=relabelled(one.event, labels)) for one in brought], reasons)
    words = tuple(f"{said(judgement)} ({judgement.id})" for judgement in reversed(touching))
    return replace(event, judged=words, relabelled=tuple(labels))


def copies_of(coded: Sequence[Coded]) -> tuple[Copy, ...]:
    """Reprints, paraphrases, credited texts and reports of one speaker's words, one row a report at most."""
    credited = find_credits(coded)
    texts = find_copies(coded, {report: copy.of for report, copy in credited.items()})
    known = {copy.report for copy in texts}
    rest = [copy for report, copy in credited.items() if report not in known]
    found = [*texts, *rest]
    return tuple(sorted([*found, *find_quotes(coded, found)], key=lambda copy: copy.report))


def _families(coded: Mapping[str, Coded], copies: Sequence[Copy]) -> dict[str, str]:
    """Events that stand in copies of one sentence, each with the name of its family: the id of the first original's event."""
    above: dict[str, str] = {}
    for copy in copies:
        if copy.of in coded and copy.sentences:
            for one, other in _matched(coded[copy.report], coded[copy.of], copy):
                above.setdefault(one.id, other.id)
    return {one: _topmost(one, above) for one in {*above, *above.values()}}


def _topmost(one: str, above: Mapping[str, str]) -> str:
    while one in above:
        one = above[one]
    return one


def _matched(copy: Coded, original: Coded, how: Copy) -> Iterator[tuple[Event, Event]]:
    """Events of a copy with those of its original, one to one: those that share most sentences and, of these, the kind first."""
    scored = [
        (_sharing(event, other, how), event, other)
        for event in copy.events
        for other in original.events
        if other.stance == event.stance
    ]
    left, right = set(), set()
    for shared, event, other in sorted(scored, key=lambda row: (-row[0], row[1].id, row[2].id)):
        if shared and event.id not in left and other.id not in right:
            left.add(event.id)
            right.add(other.id)
            yield event, other


def _sharing(event: Event, other: Event, how: Copy) -> float:
    shared = 0
    for one in event.readings:
        at = one.claim.trigger.start
        for pair in how.sentences:
            if pair.start <= at < pair.end:
                shared += sum(pair.of_start <= two.claim.trigger.start < pair.of_end for two in other.readings)
    return shared and shared + 2.0 * (event.kind == other.kind)


def _brought(telling: Telling, coded: Mapping[str, Coded], origins: Mapping[str, str], copied: frozenset[str]) -> Brought:
    return Brought(telling.event, coded[telling.report].report, origins[telling.report], telling.report in copied)


def _reasons(members: Sequence[int], tellings: Sequence[Telling], why: Mapping[str, list[Join]]) -> tuple[str, ...]:
    ids = {tellings[index].id for index in members}
    return tuple(
        f"{join.one} and {join.other}: {join.reason}" for one in sorted(ids) for join in why.get(one, ()) if join.other in ids
    )
