"""Who held a place from when to when, and who was tied to whom: made of a few reports' statements."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from typing import Any

import pytest
from by_hand import event, holding, party, place, tie

from vedette.joining import join_reports
from vedette.model import Actor, Coded, Garble, Interval, Match, Report
from vedette.situation import control_at, control_intervals, state_control, state_ties, tie_intervals, ties_at

TOWN, OTHER = place("Kutum", "SDN"), place("Mellit", "SDN", radius_km=6.0, precision="exact")
ARMY, RSF = party("sdn-mil", "Military Forces of Sudan"), party("rsf", "Rapid Support Forces")
GUNMEN = replace(ARMY, match=replace(ARMY.match, value=Actor(None, "Rebels (Sudan)", "SDN", "REB")))
RSF = replace(RSF, match=replace(RSF.match, value=Actor("rsf", "Rapid Support Forces", "SDN", "REB")))
HELD = ("Government of Sudan", "Rapid Support Forces")


def on(day: str, since: str | None = None) -> Match[Interval]:
    """A day MM-DD of 2022; what is only over by a day has no first."""
    last = dt.date.fromisoformat(f"2022-{day}")
    first = None if since == "" else dt.date.fromisoformat(f"2022-{since}") if since else last
    return Match(Interval(first, last), 0.9, "told so")


def report(number: int, day: str, *statements: Any, ties: Any = (), outlet: str | None = None) -> Coded:
    """A report of a day with events (as they stand) and holdings."""
    id_ = f"report{number}"
    events = [
        replace(one, id=f"{id_}-{one.id}", readings=tuple(own(id_, told) for told in one.readings))
        for one in statements
        if hasattr(one, "kind")
    ]
    holdings = [one for one in statements if not hasattr(one, "kind")]
    made = Report(id_, f"text {number}", publisher=outlet or f"Outlet {number}", published=dt.date.fromisoformat(f"2022-{day}"))
    return Coded(made, Garble(0.0), tuple(events), state_control(events, holdings), state_ties(ties))


def own(id_: str, reading: Any) -> Any:
    return replace(reading, claim=replace(reading.claim, id=f"{id_}-{reading.claim.id}", report=id_))


def took(who: Any, day: str, **fields: Any) -> Any:
    return event("capture", 0, place=TOWN, when=on(day), actors=(who,), **fields)


def took_half(who: Any, day: str) -> Any:
    return event("capture", 0, place=HALF, when=on(day), actors=(who,))


def left(who: Any, day: str) -> Any:
    return event("withdraw", 3, place=TOWN, when=on(day), actors=(who,))


def has(who: Any, day: str, **fields: Any) -> Any:
    return replace(holding("holds", TOWN, who, 5, **fields), when=on(day, ""))


def held(*reports: Coded) -> list[tuple[str, str | None, str | None, str]]:
    found = control_intervals(reports, join_reports(reports))
    shuffled = random.Random(4).sample(reports, len(reports))  # noqa: S311 (not for secrets)
    assert control_intervals(shuffled, join_reports(shuffled)) == found
    return [(one.holder.name, day(one.since), day(one.until), one.status) for one in found]


def day(value: dt.date | None) -> str | None:
    return value.isoformat()[5:] if value else None


HALF = place("half of Kutum", "SDN", precision="near")
HALF = replace(HALF, match=replace(TOWN.match, value=replace(TOWN.match.value, precision="near")))
EGYPT = party("egy-mil", "Military Forces of Egypt")
BACKED = replace(ARMY, match=replace(ARMY.match, value=replace(ARMY.match.value, backed_by=("EGY",))))
IT = replace(ARMY, mention=replace(ARMY.mention, antecedent=ARMY.mention))
MONITOR = replace(ARMY, match=replace(ARMY.match, value=Actor("monitor", "War Monitor", "SDN", "CVL")))
STATE, REBELS = HELD
ROWS: list[tuple[str, list[Coded], list[tuple[str, str | None, str | None, str]]]] = [
    ("nothing", [], []),
    ("held, by a plain statement", [report(1, "03-01", has(RSF, "03-01"))], [(REBELS, None, None, "reported")]),
    ("taken", [report(1, "03-05", took(ARMY, "03-04"))], [(STATE, "03-04", None, "reported")]),
    ("left", [report(1, "03-05", left(RSF, "03-04"))], [(REBELS, None, "03-04", "reported")]),
    (
        "held, then taken",
        [report(1, "03-01", has(RSF, "03-01")), report(2, "03-05", took(ARMY, "03-04"))],
        [(REBELS, None, "03-04", "reported"), (STATE, "03-04", None, "reported")],
    ),
    (
        "taken, told by two",
        [report(1, "03-05", took(ARMY, "03-04")), report(2, "03-05", took(ARMY, "03-04"))],
        [(STATE, "03-04", None, "corroborated")],
    ),
    (
        "taken, told twice by one outlet",
        [report(1, "03-05", took(ARMY, "03-04"), outlet="Post"), report(2, "03-06", has(ARMY, "03-06"), outlet="Post")],
        [(STATE, "03-04", None, "reported")],
    ),
    (
        "taken, and denied",
        [report(1, "03-05", took(ARMY, "03-04")), report(2, "03-05", took(ARMY, "03-04", stance="denied"))],
        [(STATE, "03-04", None, "contested")],
    ),
    (
        "taken, and the old holder is still there",
        [report(1, "03-04", took(ARMY, "03-04")), report(2, "03-05", has(RSF, "03-05"))],
        [(STATE, "03-04", None, "contested")],
    ),
    (
        "taken, and weeks later another holds it",
        [report(1, "03-04", took(ARMY, "03-04")), report(2, "03-29", has(RSF, "03-29"))],
        [(STATE, "03-04", "03-29", "reported"), (REBELS, "03-29", None, "reported")],
    ),
    (
        "taken and retaken",
        [report(1, "03-04", took(ARMY, "03-04")), report(2, "03-08", took(RSF, "03-08")), report(3, "03-12", left(RSF, "03-12"))],
        [(STATE, "03-04", "03-08", "reported"), (REBELS, "03-08", "03-12", "reported")],
    ),
    (
        "held by rebels, told by their name and by a general word",
        [report(1, "03-05", took(RSF, "03-04")), report(2, "03-06", took(GUNMEN, "03-05"))],
        [(REBELS, "03-04", None, "corroborated")],
    ),
    ("half of it is taken", [report(1, "03-05", took_half(ARMY, "03-04"))], []),
    (
        "half of it is taken, then all",
        [
            report(1, "03-02", took(RSF, "03-01")),
            report(2, "03-05", took_half(ARMY, "03-04")),
            report(3, "03-10", took(ARMY, "03-09")),
        ],
        [(REBELS, "03-01", "03-04", "reported"), (REBELS, "03-04", "03-09", "contested"), (STATE, "03-09", None, "reported")],
    ),
    (
        "half of it is taken and taken back",
        [
            report(1, "03-02", took(RSF, "03-01")),
            report(2, "03-05", took_half(ARMY, "03-04")),
            report(3, "03-10", took(RSF, "03-09")),
        ],
        [(REBELS, "03-01", "03-04", "reported"), (REBELS, "03-04", "03-09", "contested"), (REBELS, "03-09", None, "reported")],
    ),
    (
        "who had half of it until another took it",
        [report(1, "03-05", took_half(RSF, "03-04")), report(2, "03-10", took(ARMY, "03-09"))],
        [(REBELS, None, "03-09", "reported"), (STATE, "03-09", None, "reported")],
    ),
    (
        "taken by an army, told as taken by who backs it",
        [report(1, "03-05", took(EGYPT, "03-04")), report(2, "03-05", took(BACKED, "03-04"))],
        [(STATE, "03-04", None, "corroborated")],
    ),
    (
        "who backs it leaves",
        [report(1, "03-05", took(BACKED, "03-04")), report(2, "03-09", left(EGYPT, "03-09"))],
        [(STATE, "03-04", None, "reported")],
    ),
    (
        "one who is named goes before one who is pointed at",
        [report(1, "03-05", took(RSF, "03-04")), report(2, "03-08", took(IT, "03-08"))],
        [(REBELS, "03-04", None, "reported")],
    ),
    ("one who is pointed at, alone", [report(1, "03-08", took(IT, "03-08"))], [(STATE, "03-08", None, "reported")]),
    (
        "in a month, and by another on a day of it",
        [
            report(1, "04-01", event("capture", 0, place=TOWN, when=on("03-31", "03-01"), actors=(RSF,))),
            report(2, "03-05", took(RSF, "03-04")),
        ],
        [(REBELS, "03-04", None, "corroborated")],
    ),
    (
        "left, and taken from another long after",
        [report(1, "03-04", left(ARMY, "03-04")), report(2, "05-10", took(ARMY, "05-10", recipients=(RSF,)))],
        [(STATE, None, "03-04", "reported"), (REBELS, "03-04", "05-10", "reported"), (STATE, "05-10", None, "reported")],
    ),
    (
        "left, and another lost it long after, nobody says to whom",
        [report(1, "03-04", left(ARMY, "03-04")), report(2, "05-10", left(RSF, "05-10"))],
        [(STATE, None, "03-04", "reported")],
    ),
    (
        "left, and the next day taken from those who left",
        [report(1, "03-04", left(RSF, "03-04")), report(2, "03-05", took(ARMY, "03-05", recipients=(RSF,)))],
        [(REBELS, None, "03-04", "reported"), (STATE, "03-05", None, "reported")],
    ),
    ("by a monitor", [report(1, "03-04", has(MONITOR, "03-04"))], []),
    ("only planned", [report(1, "03-04", took(ARMY, "03-04", stance="planned"))], []),
    ("only denied", [report(1, "03-04", took(ARMY, "03-04", stance="denied"))], []),
    ("only possible", [report(1, "03-04", took(ARMY, "03-04", stance="possible"))], [(STATE, "03-04", None, "unconfirmed")]),
    ("by nobody by name", [report(1, "03-04", took(party(None, "its forces"), "03-04"))], []),
    (
        "in a year, on no day",
        [report(1, "03-04", event("capture", 0, place=TOWN, when=on("02-28", "01-01"), actors=(RSF,)))],
        [(REBELS, None, None, "reported")],
    ),
]


@pytest.mark.parametrize(("reports", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_who_held_it(reports: list[Coded], expected: Any) -> None:
    assert held(*reports) == expected


def test_a_day_and_a_span() -> None:
    reports = [report(1, "03-01", has(RSF, "03-01")), report(2, "03-05", took(ARMY, "03-04"))]
    found = control_intervals(reports, join_reports(reports))
    assert [one.holder.name for one in control_at(found, dt.date(2022, 3, 3))] == [REBELS]
    assert [one.holder.name for one in control_at(found, dt.date(2022, 3, 4))] == [STATE]


def test_an_interval_names_its_reports_and_events() -> None:
    reports = [report(1, "03-05", took(ARMY, "03-04")), report(2, "03-05", took(ARMY, "03-04", stance="denied"))]
    joined = join_reports(reports)
    (found,) = control_intervals(reports, joined)
    assert (found.asserted_by, found.denied_by) == (("report1",), ("report2",))
    assert found.events == tuple(one.id for one in joined.events)


EGYPT = party("egy-gov", "Government of Egypt")
TIES: list[tuple[str, list[Coded], list[tuple[str, str, str, str | None, str | None, str]]]] = [
    (
        "who backs an army backs the state",
        [report(1, "03-01", ties=[tie("backs", EGYPT, ARMY)])],
        [("Government of Egypt", "backs", STATE, "03-01", None, "reported")],
    ),
    (
        "told by two",
        [report(n, f"03-0{n}", ties=[tie("fights", ARMY, RSF)]) for n in (1, 2)],
        [("Military Forces of Sudan", "fights", REBELS, "03-01", None, "corroborated")],
    ),
    (
        "allies that come to fight",
        [report(1, "03-01", ties=[tie("allied", ARMY, RSF)]), report(2, "03-09", ties=[tie("fights", RSF, ARMY)])],
        [
            ("Military Forces of Sudan", "allied", REBELS, "03-01", "03-09", "reported"),
            (REBELS, "fights", "Military Forces of Sudan", "03-09", None, "reported"),
        ],
    ),
    (
        "told and denied",
        [report(1, "03-01", ties=[tie("backs", EGYPT, RSF)]), report(2, "03-02", ties=[tie("backs", EGYPT, RSF, stance="denied")])],
        [("Government of Egypt", "backs", REBELS, "03-01", None, "contested")],
    ),
]


@pytest.mark.parametrize(("reports", "expected"), [row[1:] for row in TIES], ids=[row[0] for row in TIES])
def test_who_was_tied_to_whom(reports: list[Coded], expected: Any) -> None:
    found = tie_intervals(reports, join_reports(reports))
    rows = [(one.source.name, one.kind, one.target.name, day(one.since), day(one.until), one.status) for one in found]
    assert rows == expected
    assert tie_intervals(reports[::-1], join_reports(reports[::-1])) == found
    assert all(one in ties_at(found, one.since) for one in found if one.since)
