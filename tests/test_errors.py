"""What is said of a report that failed, whatever failed in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from vedette.errors import BadRecord, StopError, attempted


def raising(error: BaseException) -> Callable[[], object]:
    def act() -> object:
        raise error

    return act


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda: None, None),
        (raising(BadRecord("no date")), "a.txt: no date"),
        (raising(MemoryError()), "a.txt: not coded: it needs more memory than there is"),
        (
            raising(ZeroDivisionError("x")),
            "a.txt: not coded, by a fault of vedette (ZeroDivisionError: x); VEDETTE_DEBUG=1 shows where",
        ),
    ],
)
def test_a_failure_costs_one_report(act: Callable[[], object], said: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VEDETTE_DEBUG", raising=False)
    assert attempted("a.txt", act) == said


@pytest.mark.parametrize("error", [StopError("no index"), OSError("full"), KeyboardInterrupt()])
def test_what_ends_the_run_is_not_held_up(error: BaseException) -> None:
    with pytest.raises(type(error)):
        attempted("a.txt", raising(error))
