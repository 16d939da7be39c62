"""What people decide binds joining: accepted, split, merged, relabelled; withdrawn it says nothing, and order does not matter."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import pytest
from coded_example import ARMY, BURKINA, JNIM
from kept_example import code, item

from vedette.joining import join_reports
from vedette.model import Coded, JoinedEvent, Judgement, Labels, Place

GAO = Place("Gao", 2457163, "MLI", "Gao", 16.27, -0.04, "exact", 10.0)
# Three reports of the same capture and the same plan; the third is no copy.
REPORTS = [code(item(number, more=more)) for number, more in ((1, ""), (2, ""), (3, "\n\nMore."))]
A, B, C = (f"c1-{one.report.id}" for one in REPORTS)
PLANS = tuple(f"c2-{one.report.id}" for one in REPORTS)


def judgement(decision: Any, number: int = 0, **fields: Any) -> Judgement:
    return Judgement(f"j{number}", decision, "e", "ann", f"2022-04-01T10:00:{number:02}", **fields)


def split(one: tuple[str, ...], other: tuple[str, ...], number: int = 0) -> Judgement:
    return judgement("split", number, one=one, other=other, together=False)


def merge(one: tuple[str, ...], other: tuple[str, ...], number: int = 0) -> Judgement:
    return judgement("merge", number, one=one, other=other, together=True)


def groups(*judgements: Judgement, coded: list[Coded] = REPORTS) -> set[frozenset[str]]:
    """The claims of each event; those of the plans only where one is with the capture."""
    found = join_reports(coded, judgements).events
    claims = [frozenset(reading.claim.id for reading in event.readings) for event in found]
    return {one for one in claims if not one <= frozenset(PLANS)}


def event_of(claim: str, *judgements: Judgement) -> JoinedEvent:
    return next(e for e in join_reports(REPORTS, judgements).events if any(r.claim.id == claim for r in e.readings))


ALL = frozenset({A, B, C})
GROUPS = [
    ("nothing is judged", [], [ALL]),
    ("one is split off", [split((A,), (B, C))], [{A}, {B, C}]),
    ("two are split off and stay one", [split((A, C), (B,))], [{A, C}, {B}]),
    ("each is split from each", [split((A,), (B, C)), split((B,), (C,), 1)], [{A}, {B}, {C}]),
    ("two events are one", [merge((A, B, C), PLANS)], [ALL | set(PLANS)]),
    ("split, and merged later", [split((A,), (B, C)), merge((A,), (B, C), 1)], [ALL]),
    ("merged, and split later", [merge((A,), (B, C)), split((A,), (B, C), 1)], [{A}, {B, C}]),
    ("what is accepted stays", [judgement("accept", one=(A,), other=(B,), together=True)], [ALL]),
    ("apart is accepted too", [judgement("accept", one=(A,), other=(C,), together=False)], [{A, B}, {C}]),
    ("a claim that is not kept", [merge(("gone",), (A,))], [ALL]),
]


@pytest.mark.parametrize(("judgements", "expected"), [row[1:] for row in GROUPS], ids=[row[0] for row in GROUPS])
def test_which_claims_are_of_one_happening(judgements: list[Judgement], expected: list[set[str]]) -> None:
    want = {frozenset(one) for one in expected}
    for order in itertools.permutations(judgements):
        assert groups(*order) == want
        assert groups(*order, coded=REPORTS[::-1]) == want


@pytest.mark.parametrize("judgements", [row[1] for row in GROUPS], ids=[row[0] for row in GROUPS])
def test_what_is_withdrawn_says_nothing(judgements: list[Judgement]) -> None:
    withdrawn = [replace(one, withdrawn_at="2022-04-02T10:00:00", withdrawn_by="ann") for one in judgements]
    assert join_reports(REPORTS, withdrawn) == join_reports(REPORTS)


def test_an_event_of_one_report_divides() -> None:
    (report,) = (one for one in REPORTS if one.report.ref == "m3")
    both = replace(report.events[0], readings=(*report.events[0].readings, *report.events[1].readings))
    coded = [replace(report, events=(both,))]
    assert len(join_reports(coded).events) == 1
    kinds = {event.kind: event.id for event in join_reports(coded, [split((PLANS[2],), (C,))]).events}
    assert set(kinds) == {"capture", "advance"}
    # Put together again, it is one event, under the id that it had.
    (again,) = join_reports(coded, [split((PLANS[2],), (C,)), merge((PLANS[2],), (C,), 1)]).events
    assert again.id == join_reports(coded).events[0].id


def test_what_is_judged_awaits_nobody() -> None:
    def certain(*judgements: Judgement) -> set[tuple[bool, str]]:
        return {(one.certain, one.outcome) for one in join_reports(REPORTS, judgements).joins if "ann" in one.reason}

    accepted = judgement("accept", one=(A,), other=(C,), together=True, why="same garrison")
    assert certain() == set()
    assert certain(accepted) == {(True, "joined")}
    assert certain(split((A,), (B, C))) == {(True, "apart")}


LABELS = [
    (Labels(kind="advance"), "kind", "advance"),
    (Labels(stance="denied"), "stance", "denied"),
    (Labels(stance="denied"), "status", "denied"),
    (Labels(stance="possible"), "status", "unconfirmed"),
    (Labels(place=GAO), "place", "Gao"),
    (Labels(actors=(JNIM, BURKINA)), "actors", [JNIM.name, BURKINA.name]),
    (Labels(recipients=(ARMY,)), "recipients", [ARMY.name]),
]


def value(event: JoinedEvent, field: str) -> object:
    found = getattr(event, field)
    if field == "place":
        return found.match.value.name
    return [one.match.value.name for one in found] if field in ("actors", "recipients") else found


@pytest.mark.parametrize(("labels", "field", "expected"), LABELS)
def test_what_a_person_says_that_it_is(labels: Labels, field: str, expected: object) -> None:
    event = event_of(A, judgement("relabel", one=(A, B), labels=labels, why="seen on video"))
    assert value(event, field) == expected
    assert event.judged == ("relabelled by ann on 2022-04-01: seen on video (j0)",)
    assert value(event_of(A), field) != expected
    assert event.readings == event_of(A).readings


def test_the_later_label_holds_and_others_stay() -> None:
    first = judgement("relabel", 1, one=(A,), labels=Labels(kind="advance", place=GAO))
    later = judgement("relabel", 2, one=(A,), labels=Labels(kind="offensive"))
    for order in ((first, later), (later, first)):
        event = event_of(A, *order)
        assert (event.kind, value(event, "place")) == ("offensive", "Gao")
        assert set(event.relabelled) == {"kind", "place"}


def test_a_label_goes_with_the_claim_that_it_was_put_on() -> None:
    label = judgement("relabel", one=(A, B, C), labels=Labels(kind="advance"))
    assert event_of(A, label, split((A,), (B, C), 1)).kind == "advance"
    assert event_of(B, label, split((A,), (B, C), 1)).kind == "capture"


def test_a_report_that_agrees_with_one_of_what_was_merged_joins_it() -> None:
    """The plan, which a person put to A's capture, speaks against the captures that others tell of; A's own speaks for them."""
    assert groups(merge((A,), PLANS[:1])) == {frozenset({A, B, C, PLANS[0]})}
