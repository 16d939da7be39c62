"""Coded reports -> Joined: the events that all of them tell of, the copies among them, where each has its news, and why joined.

Joining anew what some reports touch gives what joining all gives, in any order of the reports: copies are made anew where a
band is shared (`recopying`), pairs are compared anew where one of them changed, and groups are grown anew in the connected
parts of the graph of pairs, copies and judgements that hold a changed one. No group reaches across these.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from vedette.joining.blocking import pairs, shifted, telling_mark
from vedette.joining.joins import CLOSE, compare, group, related
from vedette.joining.judging import apply_judgements, labels_of, relabelled, said, standing_judgements
from vedette.joining.lineage import Lineage, kin, lineage_of
from vedette.joining.recopying import recopy
from vedette.joining.shelf import Desk, OnHand, Shelf
from vedette.joining.summing import Brought, add_up_reports
from vedette.joining.tellings import Telling
from vedette.model import Coded, Copy, Join, Joined, JoinedEvent, Judgement, Rejoined, TellingMark

Edge = tuple[str, str]


def join_reports(coded: Sequence[Coded], judgements: Sequence[Judgement] = ()) -> Joined:
    """Joins what the reports tell of, as people judged it; every event of every report is a part of exactly one joined event."""
    shelf = OnHand(sorted(coded, key=lambda one: one.report.id))
    made = rejoin(shelf, {one.report.id for one in coded}, judgements)
    return Joined(made.events, made.copies, made.origins, made.joins)


def copies_of(coded: Sequence[Coded]) -> tuple[Copy, ...]:
    """Reprints, paraphrases, credited texts and reports of one speaker's words, one row a report at most."""
    found = recopy(Desk(OnHand(coded), ()), {one.report.id for one in coded}).copies
    return tuple(copy for _, copy in sorted(found.items()) if copy is not None)


def rejoin(shelf: Shelf, touched: Collection[str], judgements: Sequence[Judgement] = ()) -> Rejoined:
    """What joining anew puts in the place of what it made before of the reports that came, went or changed.

    `touched` are these, with those whose claims a judgement binds that was made or withdrawn since.
    """
    desk = Desk(shelf, judgements)
    again = recopy(desk, touched)
    old = {copy.report: copy for copy in shelf.copies(reports=list(again.copies))}
    changed = {report for report, copy in again.copies.items() if copy != old.get(report)}
    reports = kin(shelf, {*touched, *changed}, again.copies)
    before = list(shelf.tellings(reports=reports))
    after = [telling_mark(one) for report in sorted(desk.coded(reports)) for one in desk.tellings(report).values()]
    lineage = lineage_of(desk, reports, again.copies)
    fresh = _meet(desk, before, after, lineage)
    graph = _Graph(desk, fresh, _bound(desk, judgements))
    parts = _reached(graph)
    joined = _joined(desk, parts, graph, again.copies)
    now = desk.coded(reports)
    return Rejoined(
        touched=frozenset(touched),
        reports=frozenset(reports),
        marked=again.marked,
        parts=frozenset(parts | fresh.parts),
        texts=tuple(again.marks[report] for report in sorted(again.marks)),
        tellings=tuple(after),
        copies=tuple(lineage.copies[report] for report in sorted(now) if report in lineage.copies),
        origins=tuple(lineage.origins[report] for report in sorted(now)),
        joins=joined.joins,
        events=joined.events,
    )


# ── which pairs are compared anew ──


@dataclass(frozen=True, slots=True)
class _Fresh:
    """The parts whose pairs were compared anew, gone ones too, the report of each that is there, and the pairs that may join."""

    parts: frozenset[str]
    homes: dict[str, str]
    edges: frozenset[Edge]


def _meet(desk: Desk, before: Sequence[TellingMark], after: Sequence[TellingMark], lineage: Lineage) -> _Fresh:
    """Compares the changed tellings with all that they meet, and what meets otherwise since a block is too full, or no longer."""
    parts = {mark.part for mark in (*before, *after)}
    kept = _met(desk, (*before, *after))
    gone = {mark.part for mark in before}
    now = {mark.part: mark for mark in (*(mark for mark in kept if mark.part not in gone), *after)}
    more = shifted(kept, list(now.values()), parts) - parts
    if more:
        further = _met(desk, [now[part] for part in more if part in now])
        now |= {mark.part: mark for mark in further if mark.part not in gone}
        parts |= more
    homes = {part: mark.report for part, mark in now.items()}
    met = sorted({(min(pair), max(pair)) for pair in pairs(list(now.values()), parts)})
    desk.coded(sorted({homes[part] for pair in met for part in pair}))
    edges = {
        (one, other)
        for one, other in met
        if compare(desk.tellings(homes[one])[one], desk.tellings(homes[other])[other], lineage.families).total >= CLOSE
    }
    mine = sorted(part for part in lineage.families if part in homes)
    edges |= {(mine[i], mine[j]) for i, j in related(mine, lineage.families)}
    return _Fresh(frozenset(parts), homes, frozenset(edges))


def _met(desk: Desk, marks: Iterable[TellingMark]) -> list[TellingMark]:
    """All kept marks that are looked for on the days of these."""
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for mark in marks:
        spans[mark.bundle].append((mark.low, mark.high))
    return list(desk.shelf.tellings(spans=[(bundle, *span) for bundle, told in spans.items() for span in _merged(told)]))


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for low, high in sorted(spans):
        if found and low <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(found[-1][1], high)
        else:
            found.append((low, high))
    return found


# ── how far what changed reaches ──


@dataclass(slots=True)
class _Graph:
    """What holds tellings together: pairs that may join, those kept and those compared anew, and judgements, by report."""

    desk: Desk
    fresh: _Fresh
    bound: Mapping[str, list[Judgement]]
    edges: set[Edge] = field(default_factory=set)
    homes: dict[str, str] = field(default_factory=dict)


def _bound(desk: Desk, judgements: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    """The judgements that bind claims together or apart, by the reports of these."""
    binding = [one for one in standing_judgements(judgements) if one.together is not None]
    homes = desk.shelf.telling({claim for one in binding for claim in (*one.one, *one.other)}) if binding else {}
    found: dict[str, list[Judgement]] = defaultdict(list)
    for one in binding:
        for report in {homes[claim] for claim in (*one.one, *one.other) if claim in homes}:
            found[report].append(one)
    return found


def _reached(graph: _Graph) -> set[str]:
    """The parts that are there of all connected parts of the graph which hold a changed one, as it was or as it is."""
    fresh, near = graph.fresh, defaultdict[str, set[str]](set)
    for one, other in fresh.edges:
        near[one].add(other)
        near[other].add(one)
    graph.edges |= fresh.edges
    graph.homes |= fresh.homes
    lost = {part for edge in graph.desk.shelf.joins(fresh.parts) for part in edge} - fresh.parts
    frontier, found = {part for part in fresh.parts if part in fresh.homes} | lost, set[str]()
    while frontier:
        found |= frontier
        graph.homes |= graph.desk.shelf.homes([part for part in frontier if part not in graph.homes])
        outside = frontier - fresh.parts
        kept = {edge for edge in graph.desk.shelf.joins(outside) if not fresh.parts & {*edge}}
        graph.edges |= kept
        following = {part for edge in kept for part in edge} | {part for one in frontier for part in near[one]}
        frontier = (following | _judged_with(graph, frontier)) - found
    return found


def _judged_with(graph: _Graph, parts: Collection[str]) -> set[str]:
    """The parts that a judgement names beside one of these."""
    found: set[str] = set()
    for part in parts if graph.bound else ():
        claims = _claims(graph.desk.tellings(graph.homes[part])[part]) if graph.homes[part] in graph.bound else frozenset()
        for judgement in graph.bound.get(graph.homes[part], ()):
            named = {*judgement.one, *judgement.other}
            if claims & named:
                for report in set(graph.desk.shelf.telling(named).values()):
                    mine = {one.id for one in graph.desk.tellings(report).values() if _claims(one) & named}
                    known = {part for part in mine if part in graph.fresh.homes} | set(graph.desk.shelf.homes(mine))
                    graph.homes |= dict.fromkeys(known, report)
                    found |= known
    return found


def _claims(one: Telling) -> frozenset[str]:
    return frozenset(reading.claim.id for reading in one.event.readings)


# ── what the parts add up to ──


def _joined(desk: Desk, parts: Collection[str], graph: _Graph, copies: Mapping[str, Copy | None]) -> Joined:
    """Groups the parts and adds each group up."""
    reports = {graph.homes[part] for part in parts}
    coded = desk.coded(reports)
    tellings = [one for report in sorted(coded) for one in desk.tellings(report).values() if one.id in parts]
    lineage = lineage_of(desk, kin(desk.shelf, reports, copies), copies)
    at = {one.id: index for index, one in enumerate(tellings)}
    met = sorted((min(at[one], at[other]), max(at[one], at[other])) for one, other in graph.edges if one in at and other in at)
    grouping = group(tellings, met, lineage.families, apply_judgements(tellings, desk.judgements))
    copied = frozenset(copy.report for copy in lineage.copies.values() if copy.how in ("reprint", "paraphrase"))
    why: dict[str, list[Join]] = {}
    for join in grouping.joins:
        if join.outcome == "joined":
            why.setdefault(join.one, []).append(join)
    judged = _by_claim(desk.judgements)
    events = [
        _added_up(
            [_brought(tellings[index], coded, lineage, copied) for index in members], _reasons(members, tellings, why), judged
        )
        for members in grouping.groups
    ]
    return Joined(tuple(sorted(events, key=lambda event: event.id)), (), (), grouping.joins)


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


def _brought(telling: Telling, coded: Mapping[str, Coded], lineage: Lineage, copied: frozenset[str]) -> Brought:
    return Brought(telling.event, coded[telling.report].report, lineage.origins[telling.report].origin, telling.report in copied)


def _reasons(members: Sequence[int], tellings: Sequence[Telling], why: Mapping[str, list[Join]]) -> tuple[str, ...]:
    ids = {tellings[index].id for index in members}
    return tuple(
        f"{join.one} and {join.other}: {join.reason}" for one in sorted(ids) for join in why.get(one, ()) if join.other in ids
    )
