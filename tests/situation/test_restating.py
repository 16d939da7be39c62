"""What a person says that an event is changes who took what; what no one judged stays as it was stated."""

from __future__ import annotations

import pytest
from coded_example import BURKINA
from kept_example import code, item

from vedette.joining import join_reports
from vedette.model import Coded, Judgement, Labels, Place
from vedette.situation import control_intervals, restate_control

GAO = Place("Gao", 2457163, "MLI", "Gao", 16.27, -0.04, "exact", 10.0)
REPORTS = [code(item(1)), code(item(2))]
TAKEN = tuple(sorted(f"c1-{one.report.id}" for one in REPORTS))
PLANNED = tuple(sorted(f"c2-{one.report.id}" for one in REPORTS))


def told(claims: tuple[str, ...], labels: Labels | None) -> list[tuple[str, str, str, str]]:
    judgements = [Judgement("j", "relabel", "e", "ann", "2022-04-01T10:00:00", one=claims, labels=labels)] if labels else []
    restated = restate_control(REPORTS, join_reports(REPORTS, judgements))
    return sorted(
        {
            (one.place.match.value.name if one.place.match else "", one.holder.match.value.name, one.change, one.stance)
            for coded in restated
            for one in coded.control
        }
    )


MALI = "Military Forces of Mali"
JNIM = "Jamaat Nusrat al-Islam wal-Muslimin"
HELD = [("Tessit", MALI, "gained", "asserted")]
LOST = ("Tessit", JNIM, "lost", "asserted")
ROWS = [
    ("nothing is judged", TAKEN, None, HELD),
    ("it was no capture", TAKEN, Labels(kind="advance"), []),
    ("it was elsewhere", TAKEN, Labels(place=GAO), [("Gao", JNIM, "lost", "asserted"), ("Gao", MALI, "gained", "asserted")]),
    ("somebody else took it", TAKEN, Labels(actors=(BURKINA,)), [("Tessit", BURKINA.name, "gained", "asserted"), LOST]),
    ("it was denied", TAKEN, Labels(stance="denied"), [("Tessit", JNIM, "lost", "denied"), ("Tessit", MALI, "gained", "denied")]),
    ("it was planned", TAKEN, Labels(stance="planned"), []),
    ("another event is judged", PLANNED, Labels(kind="deploy"), HELD),
]


@pytest.mark.parametrize(("claims", "labels", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_what_is_stated(claims: tuple[str, ...], labels: Labels | None, expected: list[tuple[str, str, str, str]]) -> None:
    assert told(claims, labels) == sorted(expected)


def test_what_was_coded_is_not_changed() -> None:
    judgement = Judgement("j", "relabel", "e", "ann", "2022-04-01T10:00:00", one=TAKEN, labels=Labels(kind="advance"))
    joined = join_reports(REPORTS, [judgement])
    before: list[tuple[object, ...]] = [one.control for one in REPORTS]
    restated: list[Coded] = restate_control(REPORTS, joined)
    assert [one.control for one in REPORTS] == before
    assert control_intervals(restated, joined) == ()
    assert restate_control(REPORTS, join_reports(REPORTS)) == REPORTS
