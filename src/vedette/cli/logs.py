"""What watching did -> lines on standard error: plain, or with --log-json a JSON object each, through Python's own logging.

In a terminal one line that is drawn anew tells how it stands; below it, what is wrong.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from vedette.cli.output import say

if TYPE_CHECKING:
    from vedette.model import Step

LOGGER = "vedette.watch"
FIELDS = ("event", "feed", "url", "outcome", "report")


class JsonLines(logging.Formatter):
    """A record as one line of JSON: time (UTC), level, message, and the fields that a step has."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        time = dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds")
        head = {"time": time, "level": record.levelname.lower(), "message": record.getMessage()}
        return json.dumps(head | {name: getattr(record, name, None) for name in FIELDS}, ensure_ascii=False)


@contextmanager
def telling(*, as_json: bool) -> Iterator[Callable[[Step], None]]:
    """What tells each step: in JSON, as a line that is drawn anew in a terminal, or in plain lines."""
    if as_json:
        yield from _json_lines()
    elif sys.stderr.isatty():
        yield from _progress()
    else:
        yield _plain


def words_of(step: Step) -> str:
    """A step in words, on one line."""
    where = f"{step.feed}: " if step.feed else ""
    said = {
        "asked": step.message or "",
        "unchanged": "not changed",
        "taken": f"{step.outcome}: {step.message or step.url or step.report}",
        "later": f"{step.url}: {step.message}",
        "failed": f"{step.url}: {step.message}",
        "joined": f"joined, {step.message}",
    }
    return f"{where}{said[step.sort]}"


def _json_lines() -> Iterator[Callable[[Step], None]]:
    logger = logging.getLogger(LOGGER)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False

    def tell(step: Step) -> None:
        fields = {"event": step.sort, **{name: getattr(step, name) for name in FIELDS[1:]}}
        logger.log(logging.WARNING if step.wrong else logging.INFO, words_of(step), extra=fields)

    try:
        yield tell
    finally:
        logger.removeHandler(handler)


def _plain(step: Step) -> None:
    """Says what is wrong or new; that a feed has not changed, or holds nothing new, is not said."""
    if step.wrong or step.sort == "joined" or (step.sort == "asked" and not (step.message or "").endswith(" 0 new")):
        say(words_of(step))


def _progress() -> Iterator[Callable[[Step], None]]:
    from rich.console import Console

    console, counted = Console(stderr=True, highlight=False, emoji=False, markup=False), Counter[str]()
    with console.status("Asking the feeds") as status:

        def tell(step: Step) -> None:
            counted[step.outcome or step.sort] += 1
            if step.wrong:
                console.print(f"vedette: {words_of(step)}")
            status.update(f"{_sum_of(counted)}; last: {step.feed or 'all joined'}")

        yield tell
    console.print(f"vedette: {_sum_of(counted)}")


def _sum_of(counted: Counter[str]) -> str:
    parts = {
        "answers of feeds": counted["asked"] + counted["unchanged"],
        "reports added": counted["added"],
        "new versions": counted["corrected"],
        "failed": counted["failed"],
        "to be tried again": counted["waiting"] + counted["later"],
    }
    first, *others = parts.items()
    return ", ".join(f"{number} {words}" for words, number in (first, *((words, number) for words, number in others if number)))
