"""Whole reports against what an analyst reads out of them: the seed article where it lies beside the tree, and the samples."""

from __future__ import annotations

import datetime as dt
import math
import subprocess
import sys
from pathlib import Path

import pytest

from vedette.formats import as_line, to_record
from vedette.intake import make_report
from vedette.intake.files import read_paths
from vedette.model import Coded, Event, Report
from vedette.pipeline import Coder

ROOT = Path(__file__).parents[1]
SEED = ROOT.parent / "shared" / "input" / "seed" / "article.txt"
CHECK = ROOT.parent / "shared" / "tools" / "check_seed.py"
SAMPLE = ROOT / "samples" / "albu-kamal.jsonl"
EARTH_KM = 6371.0


@pytest.mark.skipif(not (SEED.is_file() and CHECK.is_file()), reason="the seed article and its check are not beside this tree")
def test_the_seed_article(coder: Coder) -> None:
    report = make_report(SEED.read_text(encoding="utf-8"), published=dt.date(2017, 11, 4), path=SEED.name)
    line = as_line(to_record(coder.code(report)))
    told = subprocess.run([sys.executable, str(CHECK)], input=line, capture_output=True, text=True, check=False, timeout=60)
    lacking = [row for row in told.stdout.splitlines() if row.startswith("LACKS") and "(optional)" not in row]
    assert (lacking, told.returncode) == ([], 0), told.stdout + told.stderr


# ── the samples (samples/albu-kamal.jsonl): outlets, speakers and numbers in them are made up ──

ALBU_KAMAL, DEIR_EZ_ZOR, AL_QAIM, RAWA = (34.452, 40.919), (35.336, 40.141), (34.369, 41.094), (34.480, 41.917)
NEAR_KM = 10.0
SYRIA, IRAQ, RUSSIA, IS = "syr-mil", "irq-mil", "rus-mil", "islamic-state"


@pytest.fixture(scope="module")
def coded(coder: Coder) -> dict[str, Coded]:
    """The samples by their refs, coded once."""
    reports = [report for report in read_paths([SAMPLE]) if isinstance(report, Report)]
    assert len(reports) == 12
    return {str(report.ref): coder.code(report) for report in reports}


def ids(event: Event) -> set[str | None]:
    return {actor.match.value.id for actor in event.actors}


def is_near(event: Event, point: tuple[float, float] | None) -> bool:
    """Whether an event is at a point; anywhere will do where none is asked for."""
    if point is None:
        return True
    value = event.place.match.value if event.place and event.place.match else None
    if value is None or value.latitude is None or value.longitude is None:
        return False
    (north, east), (lat, lon) = ([math.radians(part) for part in pair] for pair in (point, (value.latitude, value.longitude)))
    half = math.sin((lat - north) / 2) ** 2 + math.cos(lat) * math.cos(north) * math.sin((lon - east) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(half)) <= NEAR_KM


def found(coded: Coded, kind: str, stance: str, actor: str | None, point: tuple[float, float] | None) -> list[Event]:
    return [
        event
        for event in coded.events
        if (event.kind, event.stance) == (kind, stance) and (actor is None or actor in ids(event)) and is_near(event, point)
    ]


# Report, kind, stance, actor, point, and the days where they are told ("" for not held against).
TOLD = [
    ("r01", "advance", "asserted", SYRIA, ALBU_KAMAL, "2017-11-04 2017-11-04"),
    ("r01", "capture", "asserted", SYRIA, DEIR_EZ_ZOR, "2017-11-03 2017-11-03"),
    ("r01", "capture", "asserted", IRAQ, AL_QAIM, "2017-11-03 2017-11-03"),
    ("r01", "capture", "planned", SYRIA, ALBU_KAMAL, ""),
    ("r01", "flee", "possible", IS, None, ""),
    ("r01", "missile-strike", "asserted", RUSSIA, ALBU_KAMAL, ""),
    ("r02", "capture", "asserted", SYRIA, DEIR_EZ_ZOR, "2017-11-03 2017-11-03"),
    ("r02", "offensive", "asserted", SYRIA, ALBU_KAMAL, ""),
    ("r02", "capture", "planned", SYRIA, ALBU_KAMAL, ""),
    ("r03", "offensive", "asserted", SYRIA, ALBU_KAMAL, ""),
    ("r03", "missile-strike", "asserted", RUSSIA, ALBU_KAMAL, ""),
    ("r04", "capture", "asserted", SYRIA, ALBU_KAMAL, ""),
    ("r05", "armed-clash", "asserted", IS, ALBU_KAMAL, "2017-11-09 2017-11-09"),
    ("r05", "capture", "denied", SYRIA, ALBU_KAMAL, ""),
    ("r06", "capture", "asserted", IS, ALBU_KAMAL, ""),
    ("r07", "air-strike", "asserted", None, None, "2017-11-11 2017-11-11"),
    ("r08", "air-strike", "asserted", RUSSIA, ALBU_KAMAL, "2017-11-11 2017-11-11"),
    ("r09", "capture", "asserted", IRAQ, RAWA, "2017-11-17 2017-11-17"),
    ("r10", "capture", "asserted", SYRIA, ALBU_KAMAL, "2017-11-19 2017-11-19"),
    ("r11", "withdraw", "asserted", IS, ALBU_KAMAL, "2017-11-19 2017-11-19"),
]


@pytest.mark.parametrize(("ref", "kind", "stance", "actor", "point", "days"), TOLD)
def test_what_a_sample_tells(
    coded: dict[str, Coded], ref: str, kind: str, stance: str, actor: str | None, point: tuple[float, float] | None, days: str
) -> None:
    events = found(coded[ref], kind, stance, actor, point)
    assert events
    told = [f"{event.when.value.earliest} {event.when.value.latest}" for event in events if event.when]
    assert not days or days in told


# Report, kind, actor and point of what did not happen, or had not yet, when the report was written.
NEVER = [
    ("r01", "capture", SYRIA, ALBU_KAMAL),
    ("r02", "capture", SYRIA, ALBU_KAMAL),
    ("r03", "capture", SYRIA, ALBU_KAMAL),
    ("r05", "capture", SYRIA, ALBU_KAMAL),
    ("r07", "air-strike", RUSSIA, None),
    ("r07", "air-strike", SYRIA, None),
    ("r11", "meet", None, None),
]


@pytest.mark.parametrize(("ref", "kind", "actor", "point"), NEVER)
def test_what_a_sample_does_not_tell_as_fact(
    coded: dict[str, Coded], ref: str, kind: str, actor: str | None, point: tuple[float, float] | None
) -> None:
    assert found(coded[ref], kind, "asserted", actor, point) == []


def test_questions_and_suppositions_give_no_fact(coded: dict[str, Coded]) -> None:
    assert [event.kind for event in coded["r12"].events if event.stance == "asserted"] == []
    assert coded["r12"].ties == ()


TOLLS = [("r07", "killed", 14, None), ("r07", "wounded", 30, 30), ("r08", "killed", 22, 22)]


@pytest.mark.parametrize(("ref", "field", "low", "high"), TOLLS)
def test_tolls(coded: dict[str, Coded], ref: str, field: str, low: int, high: int | None) -> None:
    told = [getattr(event.toll, field) for event in found(coded[ref], "air-strike", "asserted", None, None)]
    assert (low, high) in [(one.value.low, one.value.high) for one in told if one is not None]


# Report, holder, change and stance.
CONTROL = [
    ("r01", IS, "holds", "asserted"),
    ("r02", IS, "holds", "asserted"),
    ("r04", SYRIA, "gained", "asserted"),
    ("r05", SYRIA, "gained", "denied"),
    ("r06", IS, "gained", "asserted"),
    ("r06", SYRIA, "lost", "asserted"),
    ("r09", IRAQ, "gained", "asserted"),
    ("r10", SYRIA, "gained", "asserted"),
    ("r11", IS, "lost", "asserted"),
]


@pytest.mark.parametrize(("ref", "holder", "change", "stance"), CONTROL)
def test_who_holds_what(coded: dict[str, Coded], ref: str, holder: str, change: str, stance: str) -> None:
    assert (holder, change, stance) in [(one.holder.match.value.id, one.change, one.stance) for one in coded[ref].control]


@pytest.mark.parametrize("ref", ["r01", "r02", "r03"])
def test_russia_backs_the_syrian_army(coded: dict[str, Coded], ref: str) -> None:
    told = [(one.source.match.value.id, one.kind, one.target.match.value.id) for one in coded[ref].ties]
    assert ("rus-gov", "backs", SYRIA) in told


def test_iran_backs_the_militia_by_its_name(coded: dict[str, Coded]) -> None:
    assert "kataib-hezbollah" in [one.target.match.value.id for one in coded["r01"].ties if one.kind == "backs"]


def test_nobody_holds_syria(coded: dict[str, Coded]) -> None:
    told = [one.place.match.value.precision for one in coded["r11"].control if one.place.match]
    assert "country" not in told


def test_a_reprint_tells_no_more_than_its_original(coded: dict[str, Coded]) -> None:
    def told(ref: str) -> set[tuple[str, str, frozenset[str | None]]]:
        return {(event.kind, event.stance, frozenset(ids(event))) for event in coded[ref].events}

    assert told("r02") <= told("r01")


def test_a_paraphrase_is_known_for_one(coded: dict[str, Coded]) -> None:
    scores = {ref: one.garble.score for ref, one in coded.items()}
    assert max(scores, key=lambda ref: scores[ref]) == "r03"
