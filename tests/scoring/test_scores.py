"""The sums: precision, recall, F1, accuracy, macro-F1, medians and distances."""

from __future__ import annotations

import pytest

from vedette.scoring.scores import Mark, accuracy_score, f1_score, great_circle, macro_score, median_score


def marks(*rows: tuple[str | None, str | None]) -> list[Mark]:
    return [Mark("m", "c", "text", expected, got, expected == got) for expected, got in rows]


F1 = [
    # pairs of expected and got; precision, recall, F1
    ([("a", "a"), ("b", "b")], (1.0, 1.0, 1.0)),
    ([("a", "a"), ("b", None)], (1.0, 0.5, 2 / 3)),
    ([("a", "a"), (None, "b")], (0.5, 1.0, 2 / 3)),
    ([("a", "b")], (0.0, 0.0, 0.0)),
    ([("a", None)], (None, 0.0, 0.0)),
    ([(None, "a")], (0.0, None, 0.0)),
    ([], (None, None, None)),
]


@pytest.mark.parametrize(("rows", "expected"), F1)
def test_f1(rows: list[tuple[str | None, str | None]], expected: tuple[float | None, ...]) -> None:
    score = f1_score("s", "m", marks(*rows))
    assert (score.precision, score.recall, score.f1) == (
        pytest.approx(expected[0]),
        pytest.approx(expected[1]),
        pytest.approx(expected[2]),
    )
    assert score.accuracy is None


def test_other_measures_are_left_alone() -> None:
    assert f1_score("s", "other", marks(("a", "a"))).value is None


def test_accuracy_counts_the_unanswered_as_wrong() -> None:
    score = accuracy_score("s", "m", marks(("a", "a"), ("b", None), ("c", "d"), (None, "e")))
    assert (score.accuracy, score.correct, score.expected, score.found) == (pytest.approx(1 / 3), 1, 3, 2)
    assert [mark.expected for mark in score.wrong] == ["b", "c"]


def test_a_rate_lists_what_it_counts() -> None:
    score = accuracy_score("s", "m", marks(("a", "a"), ("b", None)), sort="rate")
    assert (score.value, [mark.expected for mark in score.wrong]) == (0.5, ["a"])


def test_macro_f1_is_over_classes_with_enough_rows() -> None:
    rows = [("a", "a"), ("a", "a"), ("b", "b"), ("b", "a"), ("c", "b")]
    assert macro_score("s", "m", marks(*rows), at_least=2).value == pytest.approx((2 * 2 / 5 + 2 * 1 / 4) / 2)
    assert macro_score("s", "m", marks(*rows), at_least=3).value is None


@pytest.mark.parametrize(("distances", "value"), [([3.0, 1.0, 2.0], 2.0), ([4.0, 1.0, 2.0, 3.0], 2.5), ([], None)])
def test_median(distances: list[float], value: float | None) -> None:
    assert median_score("s", "m", distances, 5).value == value


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        ((0.0, 0.0), (0.0, 0.0), 0.0),
        ((0.0, 0.0), (0.0, 1.0), 111.2),
        ((33.51, 36.29), (36.20, 37.16), 309.5),
        ((0.0, 0.0), (0.0, 180.0), 20015.1),
    ],
)
def test_kilometres(one: tuple[float, float], other: tuple[float, float], km: float) -> None:
    assert great_circle(one, other) == pytest.approx(km, abs=1.0)
