"""Scores what the program takes for copies on pairs of reports (`gold/copies.jsonl`): reprints, paraphrases, independent ones.

A pair is right where its second report is found to be a copy of the first, as the gold says how, or to be none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vedette.intake import make_report
from vedette.joining import copies_of
from vedette.model import Coded, Garble, Report
from vedette.scoring.lines import read_lines
from vedette.scoring.scores import Mark, Score, accuracy_score

NAME = "copies"
FILE = "copies.jsonl"
RELATIONS = ("reprint", "paraphrase", "independent")


@dataclass(frozen=True, slots=True)
class Case:
    """A pair of reports and what the second is to the first."""

    id: str
    relation: str
    first: Report
    second: Report


def score_copies(file: Path, garble: Callable[[str], Garble]) -> list[Score]:
    """The share of pairs of each relation that are right; raises UnreadableFile, BadRecord."""
    marks = [_mark(case, garble) for case in read_cases(file)]
    return [accuracy_score(NAME, relation, marks) for relation in RELATIONS]


def read_cases(file: Path) -> tuple[Case, ...]:
    """The pairs of the file."""
    return read_lines(file, _case, "a pair of reports")


def _case(record: Any, where: str) -> Case:  # noqa: ARG001 - where it stands is named by the reader
    if record["relation"] not in RELATIONS:
        raise ValueError(record["relation"])
    return Case(record["id"], record["relation"], make_report(**record["first"]), make_report(**record["second"]))


def _mark(case: Case, garble: Callable[[str], Garble]) -> Mark:
    coded = [Coded(report, garble(report.text), (), (), ()) for report in (case.first, case.second)]
    got = _found(coded, case)
    words = f"{case.first.text[:80]} | {case.second.text[:80]}"
    return Mark(case.relation, case.id, words, case.relation, got, got == case.relation)


def _found(coded: Sequence[Coded], case: Case) -> str:
    """How the second report is a copy of the first: the first one's being the copy is wrong."""
    for copy in copies_of(coded):
        if {copy.report, copy.of} == {case.first.id, case.second.id}:
            return copy.how if copy.report == case.second.id else f"{copy.how} the other way round"
    return "independent"
