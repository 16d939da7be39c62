"""Every row of samples/albu-kamal.expected.toml: what an analyst reads out of twelve reports, in any order of theirs.

The reports are exercise texts; outlets, quotations, speakers and casualty figures in them are invented.
"""

from __future__ import annotations

import datetime as dt
import random
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from vedette.intake.files import read_paths
from vedette.joining import join_reports
from vedette.model import Actor, ActorMention, Coded, ControlInterval, Joined, JoinedEvent, Place, Report, TieInterval
from vedette.pipeline import Coder
from vedette.resolving.distance import kilometres
from vedette.situation import control_at, control_changes, control_intervals, tie_intervals

SAMPLES = Path(__file__).parents[2] / "samples"
EXPECTED: dict[str, list[dict[str, Any]]] = tomllib.loads((SAMPLES / "albu-kamal.expected.toml").read_text(encoding="utf-8"))
NEAR_KM = 5.0


class Made:
    """The reports coded once, and what joining and situation make of them in one order."""

    def __init__(self, coder: Coder, coded: list[Coded]) -> None:
        self.coder = coder
        self.ref = {one.report.id: one.report.ref for one in coded}
        self.joined: Joined = join_reports(coded)
        self.control = control_intervals(coded, self.joined)
        self.ties = tie_intervals(coded, self.joined)
        self.coded = coded

    def refs(self, reports: Iterable[str]) -> set[str | None]:
        return {self.ref[report] for report in reports}

    def at(self, place: Place | None, name: str) -> bool:
        """Whether a place is one that the name may mean: names are written in many ways."""
        meant = self.coder.resolve_place(name, country=place.country) if place is not None else []
        return place is not None and any(away(place, match.value) <= NEAR_KM for match in meant)


def away(one: Place, other: Place) -> float:
    points = (one.latitude, one.longitude, other.latitude, other.longitude)
    return kilometres(*(point if point is not None else 1e6 for point in points))


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


@pytest.fixture(scope="module")
def coded(coder: Coder) -> list[Coded]:
    return [coder.code(report) for report in read_paths([SAMPLES / "albu-kamal.jsonl"]) if isinstance(report, Report)]


def shuffled(coded: list[Coded], seed: int) -> list[Coded]:
    return random.Random(seed).sample(coded, len(coded))  # noqa: S311 (not for secrets)


@pytest.fixture(scope="module", params=["in order", "reversed", "shuffled"])
def made(request: pytest.FixtureRequest, coder: Coder, coded: list[Coded]) -> Made:
    orders = {"in order": coded, "reversed": coded[::-1], "shuffled": shuffled(coded, 3)}
    return Made(coder, orders[request.param])


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_the_reports_changes_nothing(coded: list[Coded], seed: int) -> None:
    joined, other = join_reports(coded), join_reports(shuffled(coded, seed))
    assert joined == other
    assert control_intervals(coded, joined) == control_intervals(shuffled(coded, seed), other)
    assert tie_intervals(coded, joined) == tie_intervals(shuffled(coded, seed), other)


def test_reports_given_twice_count_once(coded: list[Coded]) -> None:
    assert join_reports([*coded, *coded[:5]]) == join_reports(coded)


def test_every_event_of_a_report_is_a_part_of_one_joined_event(made: Made) -> None:
    parts = [part for event in made.joined.events for part in event.parts]
    assert sorted(parts) == sorted(event.id for one in made.coded for event in one.events)


@pytest.mark.parametrize("row", EXPECTED["independent"], ids=lambda row: row["origin"])
def test_reports_of_one_origin(made: Made, row: dict[str, Any]) -> None:
    origins = {origin.origin for origin in made.joined.origins if made.ref[origin.report] in row["reports"]}
    assert len(origins) == 1
    copies = {made.ref[copy.report]: (made.ref.get(copy.of), copy.how) for copy in made.joined.copies}
    assert {ref: copies[ref] for ref in row["how"]} == {ref: (row["origin"], how) for ref, how in row["how"].items()}


@pytest.mark.parametrize("row", EXPECTED["control"], ids=lambda row: f"{row['place']} {row.get('since', '')}")
def test_who_holds_what_from_when_to_when(made: Made, row: dict[str, Any]) -> None:
    (found,) = [one for one in made.control if fits_control(made, one, row)]
    assert set(row.get("asserted_by", ())) <= made.refs(found.asserted_by)
    assert set(row.get("denied_by", ())) <= made.refs(found.denied_by)
    assert found.status in told(row.get("status", found.status))
    assert found.until == row.get("until")


def fits_control(made: Made, one: ControlInterval, row: dict[str, Any]) -> bool:
    return made.at(one.place, row["place"]) and one.holder.name == row["holder"] and one.since == row.get("since")


def told(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def test_the_intervals_of_a_place_follow_each_other(made: Made) -> None:
    wanted = [(row["holder"], row.get("since"), row.get("until")) for row in EXPECTED["control"] if row["place"] == "Albu Kamal"]
    assert [(one.holder.name, one.since, one.until) for one in made.control if made.at(one.place, "Albu Kamal")] == wanted


@pytest.mark.parametrize("row", EXPECTED["event"], ids=lambda row: f"{row['kinds'][0]} {row.get('date', row.get('stance'))}")
def test_what_happened(made: Made, row: dict[str, Any]) -> None:
    (found,) = [one for one in made.joined.events if fits_event(made, one, row)]
    assert found.independent_sources == row["independent_sources"]
    for side in ("actors", "recipients"):
        assert all(names_one_of(getattr(found, side), name) for name in row.get(side, ()))
    counts = {one.toll: {"low": one.low, "high": one.high} for one in found.toll}
    assert {toll: counts[toll] for toll in ("killed", "wounded") if toll in row} == {
        toll: row[toll] for toll in ("killed", "wounded") if toll in row
    }


def fits_event(made: Made, one: JoinedEvent, row: dict[str, Any]) -> bool:
    place = one.place.match.value if one.place and one.place.match else None
    of_day = "date" not in row or (one.when is not None and one.when.value.earliest == one.when.value.latest == row["date"])
    same = one.kind in row["kinds"] and of_day and made.at(place, row["place"]) and one.stance == row.get("stance", "asserted")
    return same and set(row["reports"]) <= made.refs(one.reports)


def names_one_of(mentions: Iterable[ActorMention], name: str) -> bool:
    """Whether a party has this name, or is this country's ("Civilians (Syria)" are "Civilians")."""
    return any(mention.match.value.name.split(" (")[0] == name for mention in mentions)


@pytest.mark.parametrize("row", EXPECTED["tie"], ids=lambda row: f"{row['from']} {row['kind']}")
def test_who_is_what_to_whom(made: Made, row: dict[str, Any]) -> None:
    assert [one for one in made.ties if fits_tie(one, row)]


def fits_tie(one: TieInterval, row: dict[str, Any]) -> bool:
    return is_called(one.source, row["from"]) and is_called(one.target, row["to"]) and one.kind == row["kind"]


def is_called(actor: Actor, name: str) -> bool:
    return actor.name in (name, f"Government of {name}")


@pytest.mark.parametrize("row", EXPECTED["nothing"], ids=lambda row: row["reports"][0])
def test_nothing_is_asserted(made: Made, row: dict[str, Any]) -> None:
    asserted = [one for one in made.joined.events if one.stance == "asserted"]
    assert not [one for one in asserted if made.refs(one.reports) & set(row["reports"])]


def test_who_says_which_toll(made: Made) -> None:
    (strike,) = [one for one in made.joined.events if one.kind == "air-strike"]
    (killed,) = [one for one in strike.toll if one.toll == "killed"]
    assert {(made.ref[say.report], say.count.low, say.count.high) for say in killed.by} == {("r07", 14, None), ("r08", 22, 22)}
    assert (strike.status, strike.grade.reliability) == ("corroborated", "F")


def test_what_is_so_on_a_day_and_what_changed(made: Made) -> None:
    here = [one for one in made.control if made.at(one.place, "Albu Kamal")]
    assert [one.holder.name for one in control_at(here, dt.date(2017, 11, 10))] == ["Government of Syria"]
    assert [one.holder.name for one in control_at(here, dt.date(2017, 11, 11))] == ["Islamic State"]
    changed = control_changes(here, dt.date(2017, 11, 10), dt.date(2017, 11, 12))
    (back,) = changed
    assert back.day == dt.date(2017, 11, 11)
    assert (back.was and back.was.holder.name, back.now and back.now.holder.name) == ("Government of Syria", "Islamic State")
