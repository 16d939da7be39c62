"""Marks and scores. A Mark sets what was expected beside what was got, once; a Score sums the marks of one measure.

A mark that expects nothing weighs on precision only, one that got nothing on recall only; where both are nothing there
is no mark. Accuracy counts every mark that expects something.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Sort = Literal["f1", "accuracy", "macro-f1", "rate", "km"]
EARTH_DIAMETER_KM = 12742.0


@dataclass(frozen=True, slots=True)
class Mark:
    """One comparison: `expected` by the gold, `got` from the program, in words; None is nothing."""

    measure: str
    case: str
    text: str
    expected: str | None
    got: str | None
    right: bool


@dataclass(frozen=True, slots=True)
class Score:
    """What a measure comes to on a set. `value` is F1, a share or kilometres, as `sort` says; None: there was nothing to measure.

    For "rate" and "km" lower is better. `wrong` holds the first of the marks that are not right.
    """

    set: str
    measure: str
    sort: Sort
    value: float | None
    precision: float | None
    recall: float | None
    correct: int
    expected: int
    found: int
    wrong: tuple[Mark, ...] = ()

    @property
    def f1(self) -> float | None:
        """The value where it is an F1, else None."""
        return self.value if self.sort == "f1" else None

    @property
    def accuracy(self) -> float | None:
        """The value where it is an accuracy, else None."""
        return self.value if self.sort == "accuracy" else None


def f1_score(name: str, measure: str, marks: Iterable[Mark]) -> Score:
    """Precision, recall and F1 of the marks of `measure`."""
    mine = [mark for mark in marks if mark.measure == measure]
    correct, expected, found = _counts(mine)
    precision = correct / found if found else None
    recall = correct / expected if expected else None
    value = 2 * correct / (expected + found) if expected + found else None
    return Score(name, measure, "f1", value, precision, recall, correct, expected, found, _wrong(mine))


def accuracy_score(name: str, measure: str, marks: Iterable[Mark], *, sort: Sort = "accuracy") -> Score:
    """The share of what was expected that is right; with `sort="rate"` "right" may stand for a fault that is counted."""
    mine = [mark for mark in marks if mark.measure == measure and mark.expected is not None]
    correct, expected, found = _counts(mine)
    value = correct / expected if expected else None
    wrong = tuple(mark for mark in mine if mark.right) if sort == "rate" else _wrong(mine)
    return Score(name, measure, sort, value, None, None, correct, expected, found, wrong)


def macro_score(name: str, measure: str, marks: Iterable[Mark], *, at_least: int) -> Score:
    """The mean F1 over the classes that the gold gives to at least `at_least` cases."""
    mine = [mark for mark in marks if mark.expected is not None]
    gold = Counter(mark.expected for mark in mine)
    said = Counter(mark.got for mark in mine)
    hits = Counter(mark.expected for mark in mine if mark.right)
    classes = sorted(label for label, rows in gold.items() if label is not None and rows >= at_least)
    each = [2 * hits[label] / (gold[label] + said[label]) for label in classes]
    correct, expected, found = _counts(mine)
    return Score(
        name, measure, "macro-f1", sum(each) / len(each) if each else None, None, None, correct, expected, found, _wrong(mine)
    )


def median_score(name: str, measure: str, distances: Sequence[float], expected: int) -> Score:
    """The median of distances in kilometres over what was found; `expected` is how many there were to find."""
    ordered = sorted(distances)
    middle = len(ordered) // 2
    value = None
    if ordered:
        value = ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
    return Score(name, measure, "km", value, None, None, len(ordered), expected, len(ordered))


def great_circle(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The great-circle distance of two points (latitude, longitude) in degrees, by the haversine formula."""
    (lat, lon), (lat2, lon2) = ((math.radians(a), math.radians(b)) for a, b in (one, other))
    chord = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return EARTH_DIAMETER_KM * math.asin(min(1.0, math.sqrt(chord)))


def _counts(marks: Sequence[Mark]) -> tuple[int, int, int]:
    correct = sum(mark.right for mark in marks)
    return correct, sum(mark.expected is not None for mark in marks), sum(mark.got is not None for mark in marks)


def _wrong(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    return tuple(mark for mark in marks if not mark.right)
