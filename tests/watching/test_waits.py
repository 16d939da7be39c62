from __future__ import annotations

import datetime as dt

import pytest

from vedette.watching.waits import DAY_SECONDS, LONGEST_SECONDS, after_failure, after_success, after_the_end

NOW = dt.datetime(2022, 3, 6, 12, tzinfo=dt.UTC)


def seconds(until: dt.datetime) -> float:
    return (until - NOW).total_seconds()


@pytest.mark.parametrize(
    ("failures", "chance", "retry_after", "waits"),
    [
        (1, 0.5, None, 100),
        (2, 0.5, None, 200),
        (4, 0.5, None, 800),
        (1, 0.0, None, 75),
        (1, 1.0, None, 125),
        (30, 0.5, None, DAY_SECONDS),
        (10_000, 0.5, None, DAY_SECONDS),
        (1, 0.5, 3_600.0, 3_600),  # the server knows better
        (4, 0.5, 10.0, 800),
        (1, 0.5, 1e12, LONGEST_SECONDS),
    ],
)
def test_after_a_failure(failures: int, chance: float, retry_after: float | None, waits: float) -> None:
    assert seconds(after_failure(failures, 100.0, NOW, chance, retry_after=retry_after)) == pytest.approx(waits)


def test_after_a_success_and_after_the_end() -> None:
    assert [seconds(after_success(100, NOW, chance)) for chance in (0.0, 0.5, 1.0)] == pytest.approx([95, 100, 105])
    assert seconds(after_the_end(NOW)) == LONGEST_SECONDS
