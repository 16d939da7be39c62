"""Scores joining on UCDP's events of Syria 2016-17 with the reports that each was built from: headline, day and publisher only.

Taken are the reports that belong to exactly one event. A pair of them is right where both belong to the same event; it is
found where one joined event of ours tells of both. Two ways that see no more are scored beside it, in the same run.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

from vedette.intake import make_report
from vedette.joining import join_reports
from vedette.joining.adding_up import add_up
from vedette.model import Claim, Coded, Interval, Match, Mention, PlaceMention, Reading, Report
from vedette.scoring.lines import read_lines
from vedette.scoring.scores import Mark, Score, f1_score

NAME = "ucdp_syria"
FILE = "event_reports_2016_2017.jsonl"
OURS, BY_PLACE, BY_WORDS = "pairs of reports", "pairs, same day and place name", "pairs, same day and TF-IDF cosine of .2"
BY_DAY_READ = "pairs, same day read out of the headline and place name"
ALIKE = 0.2
WORD = re.compile(r"\w\w+")
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Readers:
    """What is looked at: a report coded, its places, a phrase read as a day."""

    code: Callable[[Report], Coded]
    places: Callable[[Report], Sequence[PlaceMention]]
    date: Callable[[str, dt.date | None], Sequence[Match[Interval]]]


@dataclass(frozen=True, slots=True)
class Headline:
    """A report of the set, the event that it belongs to, and what is read out of it."""

    report: Report
    event: int
    coded: Coded
    names: frozenset[str]
    day: dt.date | None


def score_ucdp_syria(folder: Path, readers: Readers) -> list[Score]:
    """Precision, recall and F1 of pairs: ours, and the two ways beside it; raises UnreadableFile, BadRecord."""
    headlines = [_headline(report, event, readers) for report, event in read_reports(folder / FILE)]
    gold = _pairs(_grouped(headlines, lambda one: [one.event]))
    joined = join_reports([one.coded for one in headlines])
    text = {one.report.id: f"{one.report.published} {one.report.text}" for one in headlines}
    found = {
        OURS: _pairs(event.reports for event in joined.events),
        BY_PLACE: _pairs(_grouped(headlines, lambda one: [(one.report.published, name) for name in one.names])),
        BY_WORDS: set(_alike(headlines)),
        BY_DAY_READ: _pairs(_grouped(headlines, lambda one: [(one.day, name) for name in one.names])),
    }
    return [f1_score(NAME, measure, _marks(measure, gold, pairs, text)) for measure, pairs in found.items()]


def read_reports(file: Path) -> list[tuple[Report, int]]:
    """The reports that belong to exactly one event and have a headline, with that event, in order of their ids."""
    owners: dict[str, set[int]] = defaultdict(set)
    reports: dict[str, Report] = {}
    for event, told in read_lines(file, _told, "an event of UCDP with its reports"):
        for report in told:
            reports[report.id] = report
            owners[report.id].add(event)
    return [(reports[id_], next(iter(owners[id_]))) for id_ in sorted(reports) if len(owners[id_]) == 1]


def _told(record: Any, where: str) -> tuple[int, list[Report]]:  # noqa: ARG001 - where it stands is named by the reader
    rows = [row for row in record["reports"] if (row.get("headline") or "").strip()]
    return record["event_id"], [
        make_report(row["headline"], published=row.get("date"), publisher=row.get("publisher")) for row in rows
    ]


def _headline(report: Report, event: int, readers: Readers) -> Headline:
    report = replace(report, language="en")  # the set's headlines are English; a few words are too few to tell by
    coded = readers.code(report)
    places = [place for place in readers.places(report) if place.match is not None and not place.demonym]
    named = [place for place in places if place.match is not None and place.match.value.sort != "country"]
    days = readers.date(report.text.split(":", 1)[0], report.published) if ":" in report.text else ()
    if not coded.events and named:
        coded = replace(coded, events=(add_up([_record(report, named, days)], salience=0.5),))
    day = days[0].value.latest if days else report.published
    return Headline(report, event, coded, frozenset(place.match.value.name for place in named if place.match is not None), day)


def _record(report: Report, places: Sequence[PlaceMention], days: Sequence[Match[Interval]]) -> Reading:
    """What a headline without an event's word tells: an attack at the place and on the day that it names.

    All reports of the set are of attacks; "October 7th 2017: Raqqah city, Raqqah governorate" is a monitor's record of one.
    """
    words = Mention(report.text, 0, len(report.text))
    when = Mention(report.text.split(":", 1)[0], 0, report.text.index(":")) if days else None
    tightest = min(places, key=lambda place: place.match.value.radius_km if place.match else math.inf)
    claim = Claim(
        id=hashlib.sha256(report.id.encode()).hexdigest()[:16],
        report=report.id,
        kind="attack",
        stance="asserted",
        trigger=words,
        sentence=words,
        sentence_index=0,
        part="body",
        tense="past",
        place=tightest.mention,
        when=when,
    )
    return Reading(claim, place=tightest, when=days[0] if days else None)


def _grouped(headlines: Iterable[Headline], keys: Callable[[Headline], Iterable[object]]) -> Iterable[Sequence[str]]:
    groups: dict[object, list[str]] = defaultdict(list)
    for one in headlines:
        for key in keys(one):
            groups[key].append(one.report.id)
    return groups.values()


def _pairs(groups: Iterable[Sequence[str]]) -> set[Pair]:
    return {pair for group in groups for pair in combinations(sorted(set(group)), 2)}


def _alike(headlines: Sequence[Headline]) -> Iterator[Pair]:
    """Pairs of one day whose headlines' TF-IDF vectors have a cosine of at least .2."""
    counts = {one.report.id: Counter(WORD.findall(one.report.text.lower())) for one in headlines}
    spread = Counter(word for words in counts.values() for word in words)
    weight = {word: math.log((1 + len(counts)) / (1 + n)) + 1 for word, n in spread.items()}
    vectors = {id_: _unit({word: n * weight[word] for word, n in words.items()}) for id_, words in counts.items()}
    for group in _grouped(headlines, lambda one: [one.report.published]):
        for one, other in combinations(sorted(group), 2):
            if _cosine(vectors[one], vectors[other]) >= ALIKE:
                yield one, other


def _unit(vector: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
    return {word: value / length for word, value in vector.items()}


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return sum(value * other.get(word, 0.0) for word, value in one.items())


def _marks(measure: str, gold: set[Pair], found: set[Pair], text: Mapping[str, str]) -> list[Mark]:
    marks = []
    for pair in sorted(gold | found):
        words = " | ".join(text[one] for one in pair)
        expected, got = ("one event" if pair in gold else None), ("one event" if pair in found else None)
        marks.append(Mark(measure, "-".join(pair), words, expected, got, expected is not None and got is not None))
    return marks
