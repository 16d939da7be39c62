"""Vedette reads reports of armed conflict and turns them into sourced, placed, dated events.

`vedette.code(text, published="2017-11-04")` codes one report; `places` and `actors` show one step of it, and
`resolve_actor`, `resolve_place`, `resolve_date`, `resolve_count` read one phrase. Importing the package loads none of
its machinery: the parser and the word files are opened by the first call and kept.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from vedette.model import Actor, ActorMention, Coded, Count, Event, Interval, Match, Place, PlaceMention, Report
    from vedette.pipeline import Coder

__version__ = "0.1.0"
__all__ = [
    "Actor",
    "ActorMention",
    "Coded",
    "Count",
    "Event",
    "Interval",
    "Match",
    "Place",
    "PlaceMention",
    "Report",
    "actors",
    "code",
    "places",
    "resolve_actor",
    "resolve_count",
    "resolve_date",
    "resolve_place",
]


def code(
    report: Report | str,
    *,
    published: dt.date | str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    kinds: str = "all",
    lexicon: Path | None = None,
    model: str | None = None,
) -> Coded:
    """All that can be read out of one report: events, who holds which place, how parties stand to each other.

    `report` is a Report, or its text with what is known about it. `kinds` is "all", "conflict" or ids with commas;
    `lexicon` a folder of your own word files; `model` another spaCy model. Raises ReportError for a text or a date
    that cannot be used, StopError where word files or place index are broken.
    """
    return _coder(lexicon, model).code(_report(report, published, title, publisher, url), kinds=kinds)


def places(
    report: Report | str, *, published: dt.date | str | None = None, lexicon: Path | None = None
) -> tuple[PlaceMention, ...]:
    """Every mention of a place in `report`, in text order, with what it is taken to mean and why; raises as `code` does."""
    return _coder(lexicon, None).places(_report(report, published))


def actors(
    report: Report | str, *, published: dt.date | str | None = None, lexicon: Path | None = None
) -> tuple[ActorMention, ...]:
    """Every mention of a party in `report`, in text order, with who it is taken to be and why; raises as `code` does."""
    return _coder(lexicon, None).actors(_report(report, published))


def resolve_actor(
    phrase: str, *, date: dt.date | str | None = None, country: str | None = None, lexicon: Path | None = None
) -> list[Match[Actor]]:
    """Who `phrase` may name on the day `date`, best first; empty where nothing fits. `country` (like "SYR") is preferred."""
    return _coder(lexicon, None).resolve_actor(phrase, date=_day(date), country=country)


def resolve_place(phrase: str, *, country: str | None = None, lexicon: Path | None = None) -> list[Match[Place]]:
    """Which places `phrase` may name, best first; empty where nothing fits. `country` (like "SYR") is preferred."""
    return _coder(lexicon, None).resolve_place(phrase, country=country)


def resolve_date(phrase: str, *, published: dt.date | str | None = None, lexicon: Path | None = None) -> list[Match[Interval]]:
    """Which days `phrase` means in a report of the day `published`; empty where that cannot be told."""
    return _coder(lexicon, None).resolve_date(phrase, published=_day(published))


def resolve_count(phrase: str, *, lexicon: Path | None = None) -> list[Match[Count]]:
    """How many `phrase` means, as low and high; empty where it is no count."""
    return _coder(lexicon, None).resolve_count(phrase)


def _report(
    report: Report | str,
    published: dt.date | str | None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
) -> Report:
    from vedette.intake import make_report

    if not isinstance(report, str):
        return report
    return make_report(report, published=published, title=title, publisher=publisher, url=url)


def _day(words: dt.date | str | None) -> dt.date | None:
    from vedette.intake import read_day

    return read_day(words)


@lru_cache(maxsize=4)
def _coder(lexicon: Path | None, model: str | None) -> Coder:
    from vedette.pipeline import Coder

    return Coder(lexicon_dir=lexicon, model=model)


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'vedette' has no attribute {name!r}")
    return getattr(import_module("vedette.model"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
