"""Items -> the same items, read ahead of the one in hand, so that several reports can be parsed at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from vedette.intake.warc import Marks
from vedette.model import Report

T = TypeVar("T")
# A batch is full with so many characters; so many items at most wait for that.
FULL, MOST_WAITING = 24_000, 1_000


@dataclass(frozen=True, slots=True)
class Reached:
    """That an archive was read so far."""

    archive: str
    offset: int


class Ahead(Generic[T]):
    """Items as a reader gives them; `parse` is given the reports among them by the batch before they are given out.

    It stands between a reader and its `marks`: how far a reader came is marked when all before that was done by whoever asks
    for the items, not when it was read ahead. Reports that are to be `passed` over are not parsed; `at_once` items wait at most.
    """

    def __init__(
        self,
        parse: Callable[[Sequence[Report]], None],
        *,
        marks: Marks | None = None,
        passed: Callable[[Report], bool] | None = None,
        at_once: int = MOST_WAITING,
    ) -> None:
        self._parse, self._marks, self._passed, self._at_once = parse, marks, passed, at_once
        self._waiting: list[T | Reached] = []

    def reached(self, archive: str) -> int:
        """How far an archive was read before."""
        return self._marks.reached(archive) if self._marks is not None else 0

    def reach(self, archive: str, offset: int) -> None:
        """Takes down that an archive was read so far."""
        if self._marks is not None:
            self._waiting.append(Reached(archive, offset))

    def through(self, items: Iterable[T]) -> Iterator[T]:
        """The items, in order."""
        length = 0
        for item in items:
            self._waiting.append(item)
            length += len(item.text) if isinstance(item, Report) else 0
            if length >= FULL or len(self._waiting) >= self._at_once:
                yield from self._done()
                length = 0
        yield from self._done()

    def _done(self) -> Iterator[T]:
        waiting, self._waiting = self._waiting, []
        passed = self._passed or (lambda _: False)
        reports = [item for item in waiting if isinstance(item, Report) and not passed(item)]
        if len(reports) > 1:
            self._parse(reports)
        for item in waiting:
            if not isinstance(item, Reached):
                yield item
            elif self._marks is not None:
                self._marks.reach(item.archive, item.offset)
