"""An interval of control or a tie -> the statements that reports make of it: the sentences that it leads back to."""

from __future__ import annotations

from collections.abc import Sequence

from vedette.model import Actor, Coded, ControlInterval, ControlStatement, Place, Report, TieInterval, TieStatement
from vedette.resolving.sources import plain_name
from vedette.resolving.states import may_be, state_of
from vedette.situation.evidence import statements, tie_statements
from vedette.situation.ties import SYMMETRIC


def control_rests_on(interval: ControlInterval, coded: Sequence[Coded]) -> list[tuple[Report, ControlStatement]]:
    """What the reports that assert or deny an interval state of its place and holder, by report."""
    voices = {*interval.asserted_by, *interval.denied_by}
    return [
        (report, statement)
        for report, statement in statements(coded)
        if report.id in voices
        and statement.place.match is not None
        and _same_place(statement.place.match.value, interval.place)
        and _same_party(statement.holder.match.value, interval.holder)
    ]


def tie_rests_on(interval: TieInterval, coded: Sequence[Coded]) -> list[tuple[Report, TieStatement]]:
    """What the reports that assert or deny a tie state of it, by report."""
    voices, pair = {*interval.asserted_by, *interval.denied_by}, _pair(interval)
    return [
        (report, statement)
        for report, statement in tie_statements(coded)
        if report.id in voices and statement.kind == interval.kind and _pair(_parties(statement)) == pair
    ]


def _parties(statement: TieStatement) -> TieInterval:
    """The parties of a statement as intervals have them: who backs a state's forces backs the state."""
    source, target = statement.source.match.value, statement.target.match.value
    if statement.kind == "backs":
        source, target = state_of(source), state_of(target)
    return TieInterval(source, target, statement.kind, None, None, "reported", (), (), 0, "")


def _pair(tie: TieInterval) -> tuple[str, str]:
    pair = (tie.source.key, tie.target.key)
    return (min(pair), max(pair)) if tie.kind in SYMMETRIC else pair


def _same_place(one: Place, other: Place) -> bool:
    if one.geonames_id or other.geonames_id:
        return one.geonames_id == other.geonames_id
    return (one.name, one.country) == (other.name, other.country)


def _same_party(one: Actor, other: Actor) -> bool:
    same = one.id == other.id if one.id and other.id else plain_name(one.name) == plain_name(other.name)
    return same or state_of(one).key == state_of(other).key or may_be(one, other) or may_be(other, one)
