"""Copies -> who descends from whom: the reports of one tree of copies, their origins, and the events that are one by copying."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from vedette.joining.origins import find_origins
from vedette.joining.shelf import Desk, Shelf
from vedette.model import Coded, Copy, Event, Origin

TEXTS = frozenset({"reprint", "paraphrase"})  # copies of a report, not of an outlet or speaker


@dataclass(frozen=True, slots=True)
class Lineage:
    """Of some reports, the copies that they are, their origins, and the families of their events, by ids."""

    copies: dict[str, Copy]
    origins: dict[str, Origin]
    families: dict[str, str]


def kin(shelf: Shelf, reports: Collection[str], made_anew: Mapping[str, Copy | None]) -> set[str]:
    """These reports and all that are in a tree of copies with one of them, as the trees were or as they are.

    `made_anew` are reports whose copy is another than is kept, or may be.
    """
    children: dict[str, set[str]] = defaultdict(set)
    for copy in made_anew.values():
        if copy is not None and copy.how in TEXTS:
            children[copy.of].add(copy.report)
    found, frontier = set[str](), set(reports)
    while frontier:
        found |= frontier
        rows = [*shelf.copies(reports=frontier), *shelf.copies(of=frontier)]
        rows += [copy for report in frontier if (copy := made_anew.get(report)) is not None]
        following = {report for copy in rows if copy.how in TEXTS for report in (copy.report, copy.of)}
        frontier = (following | {report for one in frontier for report in children.get(one, ())}) - found
    return found


def lineage_of(desk: Desk, reports: Collection[str], made_anew: Mapping[str, Copy | None]) -> Lineage:
    """The lineage of whole trees of reports that count."""
    coded = desk.coded(reports)
    kept = {copy.report: copy for copy in desk.shelf.copies(reports=coded)}
    copies = {report: copy for report in coded if (copy := made_anew.get(report, kept.get(report))) is not None}
    return Lineage(copies, find_origins(coded, copies), _families(coded, sorted(copies.values(), key=lambda copy: copy.report)))


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
