"""What was otherwise on one day than on another: each step of a place's holders, and of the ties between parties."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from vedette.model import Actor, ControlInterval, Place, TieInterval
from vedette.situation import control_changes, tie_changes

TOWN = Place("Kutum", 373303, "SDN", "North Darfur", 14.2, 24.66, "exact", 5.0)
OTHER = replace(TOWN, name="Mellit", geonames_id=None, latitude=14.12)
ARMY, RSF, MONITOR = Actor("sdn-mil", "Army"), Actor("rsf", "RSF"), Actor(None, "Monitor")


def day(words: str | None) -> dt.date | None:
    return dt.date.fromisoformat(f"2023-{words}") if words else None


def held(holder: Actor, since: str | None, until: str | None, place: Place = TOWN, status: str = "reported") -> ControlInterval:
    return ControlInterval(place, holder, day(since), day(until), status, (f"r-{since}",), (), 1, (f"e-{since}",), "told")  # type: ignore[arg-type]  # a status


def tied(kind: str, since: str | None, until: str | None = None, source: Actor = ARMY) -> TieInterval:
    return TieInterval(source, RSF, kind, day(since), day(until), "reported", ("r1",), (), 1, "told")  # type: ignore[arg-type]  # a kind


LOST_AND_TAKEN = [held(ARMY, None, "05-03"), held(RSF, "05-03", "05-09", status="contested"), held(ARMY, "05-09", None)]
STEPS = [
    ("nothing is told", [], []),
    ("held all the time", [held(ARMY, None, None)], []),
    ("lost and taken back", LOST_AND_TAKEN, [("Kutum", "05-03", "Army", "RSF"), ("Kutum", "05-09", "RSF", "Army")]),
    ("nobody is told to hold it before", [held(RSF, "05-03", None)], [("Kutum", "05-03", None, "RSF")]),
    ("nobody is told to hold it after", [held(RSF, None, "05-03")], [("Kutum", "05-03", "RSF", None)]),
    (
        "days between on which nobody is told to hold it",
        [held(RSF, None, "05-03"), held(ARMY, "05-05", None)],
        [("Kutum", "05-03", "RSF", None), ("Kutum", "05-05", None, "Army")],
    ),
    (
        "two changes on one day",
        [held(ARMY, None, "05-03"), held(RSF, "05-03", "05-03"), held(ARMY, "05-03", None)],
        [("Kutum", "05-03", "Army", "RSF"), ("Kutum", "05-03", "RSF", "Army")],
    ),
    (
        "two places",
        [held(ARMY, None, "05-03", OTHER), held(RSF, "05-03", None)],
        [("Kutum", "05-03", None, "RSF"), ("Mellit", "05-03", "Army", None)],
    ),
    ("on the first day it was so already", [held(ARMY, None, "05-01"), held(RSF, "05-01", None)], []),
    ("on the last day", [held(ARMY, None, "05-31"), held(RSF, "05-31", None)], [("Kutum", "05-31", "Army", "RSF")]),
    ("after the last day", [held(ARMY, None, "06-01"), held(RSF, "06-01", None)], []),
]


@pytest.mark.parametrize(("intervals", "expected"), [row[1:] for row in STEPS], ids=[row[0] for row in STEPS])
def test_each_step_of_a_place(intervals: list[ControlInterval], expected: list[tuple[str, str, str | None, str | None]]) -> None:
    found = control_changes(intervals[::-1], dt.date(2023, 5, 1), dt.date(2023, 5, 31))
    sides = [(one.was and one.was.holder.name, one.now and one.now.holder.name) for one in found]
    told = [(one.place.name, one.day.isoformat()[5:]) for one in found]
    assert [(*step, *side) for step, side in zip(told, sides, strict=True)] == expected
    assert all(one.was != one.now for one in found)


TIES = [
    ("first told of", [tied("backs", "05-03")], [("05-03", "told", "backs", None)]),
    ("without a day", [tied("backs", None)], []),
    (
        "ended by a split",
        [tied("part_of", None, "05-09"), tied("split_from", "05-09")],
        [("05-09", "ended", "part_of", "split_from"), ("05-09", "told", "split_from", None)],
    ),
    (
        "another's split ends nothing",
        [tied("part_of", None, "05-09"), tied("split_from", "05-08", source=MONITOR)],
        [("05-08", "told", "split_from", None), ("05-09", "ended", "part_of", None)],
    ),
    ("before the days", [tied("fights", "04-03")], []),
]


@pytest.mark.parametrize(("intervals", "expected"), [row[1:] for row in TIES], ids=[row[0] for row in TIES])
def test_each_step_of_a_tie(intervals: list[TieInterval], expected: list[tuple[str, str, str, str | None]]) -> None:
    found = tie_changes(intervals, dt.date(2023, 5, 1), dt.date(2023, 5, 31))
    rows = [(one.day.isoformat()[5:], one.change, one.tie.kind, one.ended_by.kind if one.ended_by else None) for one in found]
    assert rows == expected
