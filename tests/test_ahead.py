"""Reports parsed ahead, many at once: the same comes of each as of each alone, and nothing is marked before it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import islice

import pytest

from vedette.intake import make_report
from vedette.intake.ahead import Ahead
from vedette.model import Coded, Remark, Report
from vedette.pipeline import Coder
from vedette.store.codec import to_json

TEXTS = (
    "Rebels took the town of Kidal on Friday, residents said.\n\nTwo soldiers were killed.",
    "The minister visited a school.\n\nMilitants attacked a convoy near Gao on Monday, killing four. They fled north.",
    "Prices rose.\n\nIt rained.",
    "Sudan's army shelled Omdurman on Tuesday.",
)


def reports() -> list[Report]:
    return [make_report(text, published=f"2022-03-{day:02}", ref=f"r{day}") for day, text in enumerate(TEXTS * 3, 1)]


@pytest.mark.parametrize("kinds", ["all", "conflict", "capture"])
def test_parsed_ahead_each_report_reads_as_it_does_alone(coder: Coder, kinds: str) -> None:
    alone = [to_json(coder.code(report, kinds=kinds)) for report in reports()]
    together = [
        to_json(coder.code(report, kinds=kinds))
        for report in Ahead[Report](partial(coder.parse_ahead, kinds=kinds)).through(reports())
    ]
    assert together == alone


def test_what_is_parsed_ahead_is_parsed_once(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    _watch(coder, monkeypatch, sizes.append)
    for report in Ahead[Report](coder.parse_ahead).through(reports()):
        coder.code(report)
    assert sizes == [len(reports())]


def test_known_reports_and_those_of_other_languages_are_not_parsed(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    _watch(coder, monkeypatch, sizes.append)
    known = {report.id for report in reports()[2:]}
    items = [*reports(), replace(reports()[0], id="other", language="de")]
    assert list(Ahead[Report](coder.parse_ahead, passed=lambda report: report.id in known).through(items)) == items
    assert sizes == [2]


def test_a_batch_that_cannot_be_parsed_is_left_to_each_report(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(size: int) -> None:
        if size > 1:
            raise ValueError("broken")

    _watch(coder, monkeypatch, broken)
    coded = [coder.code(report) for report in Ahead[Report](coder.parse_ahead).through(reports())]
    assert sum(len(one.events) for one in coded) >= 9


def test_an_archive_is_marked_when_all_before_was_done(coder: Coder) -> None:
    marks = Marks()
    ahead = Ahead[Report | Remark](coder.parse_ahead, marks=marks)
    read = ahead.through(_marked(ahead))
    assert ahead.reached("a") == 7
    for done, _ in enumerate(islice(read, 5)):
        assert marks.came == list(range(done))
    read.close()  # type: ignore[attr-defined]  # a generator
    assert marks.came == [0, 1, 2, 3]


def test_no_more_items_wait_than_are_allowed(coder: Coder) -> None:
    asked: list[int] = []

    def items() -> Iterator[Remark]:
        for number in range(10):
            asked.append(number)
            yield Remark("here", str(number))

    read = Ahead[Remark](coder.parse_ahead, at_once=3).through(items())
    assert next(iter(read)).words == "0"
    assert asked == [0, 1, 2]


class Marks:
    """Marks that remember what they were told."""

    def __init__(self) -> None:
        self.came: list[int] = []

    def reached(self, archive: str) -> int:
        return 7 if archive == "a" else 0

    def reach(self, archive: str, offset: int) -> None:
        assert archive == "a"
        self.came.append(offset)


def _marked(ahead: Ahead[Report | Remark]) -> Iterator[Report | Remark]:
    """A reader that marks each item when the next is asked for."""
    for number, report in enumerate(reports()):
        yield report if number % 2 else Remark("a", "one")
        ahead.reach("a", number)


def _watch(coder: Coder, monkeypatch: pytest.MonkeyPatch, told: Callable[[int], None]) -> None:
    """Tells how many reports the parser is given at once."""
    parse = coder.parser.parse_together

    def watched(given: list[tuple[Report, object]], *rest: object) -> list[Coded]:
        told(len(given))
        return parse(given, *rest)  # type: ignore[arg-type,return-value]  # passed on as it came

    monkeypatch.setattr(coder.parser, "parse_together", watched)
