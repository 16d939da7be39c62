"""Which events of two reports are one happening: pairs of tellings, one row a case."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from typing import Any

import pytest
from by_hand import count, days, event, nowhere, party, place
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.joining import join_reports
from vedette.model import Coded, Event, Garble, Interval, JoinedEvent, Match, PlaceMention, Report

ARMY, REBELS, STATE = party("mli-mil", "Military Forces of Mali"), party("jnim", "JNIM"), party("mli-gov", "Government of Mali")
OTHERS, CROWD = party("isgs", "ISGS"), party(None, "civilians")
OURS = party(None, "its forces")
DAY, NEXT, SPELL, WEEK = days("03-04", "03-04"), days("03-05", "03-05"), days("03-01", "03-06"), days("02-27", "03-05")


def at(name: str, latitude: float = 14.5, **fields: Any) -> PlaceMention:
    """A town of Mali at a latitude of its own."""
    mention = place(name, **fields)
    assert mention.match is not None
    return replace(mention, match=replace(mention.match, value=replace(mention.match.value, latitude=latitude, longitude=-4.2)))


MOPTI, DJENNE, QUARTER = at("Mopti", admin1="Mopti Region"), at("Djenne", 13.9), at("Sévaré quarter", 14.51)
REGION = at("Mopti Region", 14.9, precision="province", radius_km=150.0, sort="province")


def told(kind: str, sentence: int = 0, **fields: Any) -> Event:
    """An event of one reading that shares no words with another unless they are given."""
    return event(kind, sentence, **{"words": "", **fields})


def report(number: int, *events: Event, published: str = "2022-03-05", **fields: Any) -> Coded:
    """A report with these events; ids of claims are made its own."""
    id_ = f"report{number}"
    own = []
    for one in events:
        readings = tuple(
            replace(reading, claim=replace(reading.claim, id=f"{id_}-{reading.claim.id}", report=id_)) for reading in one.readings
        )
        own.append(replace(one, id=f"{id_}-{one.id}", readings=readings))
    text = fields.pop("text", f"text {number}")
    made = Report(id_, text, publisher=f"Outlet {number}", published=dt.date.fromisoformat(published), **fields)
    return Coded(made, Garble(0.0), tuple(own), (), ())


def joined(*reports: Coded) -> tuple[JoinedEvent, ...]:
    return join_reports(reports).events


PAIRS: list[tuple[str, Event, Event, bool]] = [
    ("the same", told("shelling", place=MOPTI, when=DAY), told("shelling", place=MOPTI, when=DAY), True),
    ("another day", told("shelling", place=MOPTI, when=DAY), told("shelling", place=MOPTI, when=NEXT), False),
    ("another town", told("shelling", place=MOPTI, when=DAY), told("shelling", place=DJENNE, when=DAY), False),
    ("a quarter of the town", told("shelling", place=MOPTI, when=DAY), told("shelling", place=QUARTER, when=DAY), True),
    (
        "its region, and the same toll",
        told("ambush", place=MOPTI, when=DAY, killed=count(14, 14), actors=(REBELS,)),
        told("ambush", place=REGION, when=DAY, killed=count(14, 14), actors=(REBELS,)),
        True,
    ),
    (
        "its region alone",
        told("ambush", place=MOPTI, when=DAY),
        told("ambush", place=REGION, when=DAY),
        False,
    ),
    (
        "no place, the same toll and parties",
        told("ambush", place=MOPTI, when=DAY, killed=count(14, 14), actors=(REBELS,)),
        told("ambush", when=DAY, killed=count(14, 14), actors=(REBELS,)),
        True,
    ),
    (
        "a place that nobody knows, of the same name",
        told("ambush", place=nowhere("Kani Bonzon"), when=DAY, actors=(REBELS,)),
        told("ambush", place=nowhere("Kani Bonzon"), when=DAY, actors=(REBELS,)),
        True,
    ),
    ("a general word for it", told("air-strike", place=MOPTI, when=DAY), told("attack", place=MOPTI, when=DAY), True),
    ("another sort of thing", told("protest", place=MOPTI, when=DAY), told("shelling", place=MOPTI, when=DAY), False),
    (
        "a campaign and one of its days",
        told("armed-clash", place=MOPTI, when=SPELL),
        told("armed-clash", place=MOPTI, when=DAY),
        False,
    ),
    (
        "two strikes told apart by what they hit",
        told("air-strike", place=MOPTI, when=DAY, words="Jets hit a market"),
        told("air-strike", place=MOPTI, when=DAY, words="Planes struck the hospital"),
        False,
    ),
    (
        "two strikes told apart by the hour",
        told("air-strike", place=MOPTI, when=DAY, words="Jets hit Mopti at dawn"),
        told("air-strike", place=MOPTI, when=DAY, words="Planes struck in the evening"),
        False,
    ),
    (
        "two strikes told apart by their tolls",
        told("air-strike", place=MOPTI, when=DAY, killed=count(3, 3)),
        told("air-strike", place=MOPTI, when=DAY, killed=count(40, 40)),
        False,
    ),
    (
        "tolls that differ a little",
        told("air-strike", place=MOPTI, when=DAY, killed=count(14, None)),
        told("air-strike", place=MOPTI, when=DAY, killed=count(22, 22)),
        True,
    ),
    (
        "other doers and other victims",
        told("attack", place=MOPTI, when=DAY, actors=(REBELS,), recipients=(ARMY,)),
        told("attack", place=MOPTI, when=DAY, actors=(ARMY,), recipients=(OTHERS,)),
        False,
    ),
    (
        "a state and its army",
        told("capture", place=MOPTI, when=DAY, actors=(ARMY,)),
        told("capture", place=MOPTI, when=DAY, actors=(STATE,)),
        True,
    ),
    (
        "taken by two sides",
        told("capture", place=MOPTI, when=DAY, actors=(ARMY,)),
        told("capture", place=MOPTI, when=DAY, actors=(REBELS,)),
        False,
    ),
    (
        "taken by its forces",
        told("capture", place=MOPTI, when=DAY, actors=(OURS,)),
        told("capture", place=MOPTI, when=DAY, actors=(REBELS,)),
        True,
    ),
    (
        "taken by one, left by the other",
        told("capture", place=MOPTI, when=DAY, actors=(ARMY,)),
        told("withdraw", place=MOPTI, when=DAY, actors=(REBELS,)),
        True,
    ),
    (
        "taken and left by one",
        told("capture", place=MOPTI, when=DAY, actors=(ARMY,)),
        told("withdraw", place=MOPTI, when=DAY, actors=(ARMY,)),
        False,
    ),
    (
        "planned and done",
        told("capture", place=MOPTI, when=DAY, actors=(ARMY,), stance="planned"),
        told("capture", place=MOPTI, when=DAY, actors=(ARMY,)),
        False,
    ),
    (
        "told and denied",
        told("capture", place=MOPTI, when=DAY, actors=(ARMY,)),
        told("capture", place=MOPTI, when=DAY, actors=(ARMY,), stance="denied"),
        True,
    ),
]


@pytest.mark.parametrize(("one", "other", "same"), [row[1:] for row in PAIRS], ids=[row[0] for row in PAIRS])
def test_whether_two_reports_tell_of_one_happening(one: Event, other: Event, same: bool) -> None:
    found = joined(report(1, one), report(2, other))
    assert len(found) == (1 if same else 2)
    assert joined(report(2, other), report(1, one)) == found


def test_what_one_report_tells_apart_stays_apart() -> None:
    two = (told("air-strike", 0, place=MOPTI, when=DAY), told("air-strike", 3, place=MOPTI, when=DAY))
    assert len(joined(report(1, *two))) == 2
    assert sorted(len(one.reports) for one in joined(report(1, *two), report(2, two[0]))) == [1, 2]


def test_days_do_not_chain() -> None:
    """Monday to Tuesday meets Tuesday to Wednesday, but Monday is not Wednesday."""
    spans = [("03-01", "03-02"), ("03-02", "03-03"), ("03-03", "03-04"), ("03-04", "03-05")]
    found = joined(*(report(n, told("armed-clash", place=MOPTI, when=days(*span))) for n, span in enumerate(spans)))
    for one in found:
        assert one.when is not None
        assert len(one.reports) <= 2


def test_a_join_says_why_and_an_uncertain_one_awaits_review() -> None:
    pair = (told("air-strike", place=MOPTI, when=DAY), told("attack", place=MOPTI, when=DAY))
    made = join_reports([report(1, pair[0]), report(2, pair[1])])
    (join,) = made.joins
    assert (join.outcome, join.certain) == ("joined", False)
    assert "the same place" in join.reason
    assert made.events[0].reasons


def test_a_near_miss_is_told_too() -> None:
    """The place, the day and the kind are one, the doers are not."""
    pair = [told("raid", place=MOPTI, when=DAY, actors=(side,)) for side in (ARMY, REBELS)]
    (join,) = join_reports([report(1, pair[0]), report(2, pair[1])]).joins
    assert (join.outcome, join.certain) == ("apart", False)
    assert "against it other parties" in join.reason


@st.composite
def many(draw: st.DrawFn) -> list[Coded]:
    """Some reports of a few towns, days, kinds and tolls."""
    reports = []
    for number in range(draw(st.integers(2, 7))):
        events = [
            told(
                draw(st.sampled_from(["air-strike", "attack", "capture", "withdraw", "armed-clash"])),
                index,
                place=draw(st.sampled_from([MOPTI, DJENNE, QUARTER, REGION, None])),
                when=draw(st.sampled_from([DAY, NEXT, SPELL, WEEK, days(None, "03-05"), None])),
                killed=draw(st.sampled_from([None, count(3, 3), count(14, None), count(22, 22)])),
                actors=draw(st.sampled_from([(), (ARMY,), (REBELS,), (OURS,)])),
                stance=draw(st.sampled_from(["asserted", "asserted", "denied", "possible", "planned"])),
            )
            for index in range(draw(st.integers(1, 3)))
        ]
        reports.append(report(number, *events))
    return reports


@settings(max_examples=60, deadline=None)
@given(many(), st.integers(0, 10_000))
def test_the_order_of_reports_changes_nothing(reports: list[Coded], seed: int) -> None:
    shuffled = random.Random(seed).sample(reports, len(reports))  # noqa: S311 (not for secrets)
    assert join_reports(shuffled) == join_reports(reports)


@settings(max_examples=60, deadline=None)
@given(many())
def test_what_adds_up_keeps_every_part_once_and_its_bounds_in_order(reports: list[Coded]) -> None:
    found = joined(*reports)
    assert sorted(part for one in found for part in one.parts) == sorted(one.id for coded in reports for one in coded.events)
    for one in found:
        assert one.independent_sources <= len(one.reports)
        assert all(toll.low is None or toll.high is None or toll.low <= toll.high for toll in one.toll)
        assert not isinstance(one.when, Match) or in_order(one.when.value)


def in_order(span: Interval) -> bool:
    return span.earliest is None or span.latest is None or span.earliest <= span.latest
