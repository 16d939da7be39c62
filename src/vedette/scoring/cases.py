"""Reads the project's own gold: one case a line of JSON, as gold/README.md tells. Out: frozen cases.

A field that a line leaves out is not scored and is missing from `given`; null and [] say that there is none. In every
field of words " | " parts readings that are as good as each other. What is optional is neither missed nor spurious.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from vedette.model import Count, Interval, Report
from vedette.scoring.lines import read_lines

T = TypeVar("T")
EITHER = " | "


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """Words of a place, and its point where the case gives one."""

    words: str
    point: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class GoldSpeaker:
    """Words of a speaker, and the roles that it may be given."""

    words: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """What an analyst reads: `given` names the fields that are scored; `also` are triggers of other tellings.

    An `optional` event may be found or not: it is neither missed nor spurious.
    """

    kinds: tuple[str, ...]
    trigger: str
    stances: tuple[str, ...]
    given: frozenset[str]
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    place: GoldPlace | None = None
    when: Interval | None = None
    killed: Count | None = None
    wounded: Count | None = None
    speakers: tuple[GoldSpeaker, ...] = ()
    also: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldControl:
    """Words of a holder and of a place, and what became of it there; always asserted.

    `since` is the first day from which it may be so, None where the line leaves it out.
    """

    holder: str
    place: str
    change: str
    optional: bool = False
    since: dt.date | None = None

    def __str__(self) -> str:
        return f"{self.holder} {self.change} {self.place}"


@dataclass(frozen=True, slots=True)
class GoldTie:
    """Words of two parties and what the first is to the second; always asserted."""

    source: str
    target: str
    kinds: tuple[str, ...]
    optional: bool = False

    def __str__(self) -> str:
        return f"{self.source} {self.kinds[0]} {self.target}"


@dataclass(frozen=True, slots=True)
class Case:
    """One line: a report and what is to be read out of it; `control`, `ties` are None where the line leaves them out.

    `given` names the fields of the line: where it leaves out `events`, none is spurious.
    """

    report: Report
    country: str
    given: frozenset[str]
    events: tuple[GoldEvent, ...]
    control: tuple[GoldControl, ...] | None
    ties: tuple[GoldTie, ...] | None


def read_cases(file: Path) -> tuple[Case, ...]:
    """The cases of a gold file in order; raises UnreadableFile, or BadRecord naming file and line."""
    return read_lines(file, lambda row, _: _case(row), "a gold case")


def _case(row: Mapping[str, Any]) -> Case:
    title = row.get("title")
    report = Report(
        id=row["id"],
        text=f"{title}\n\n{row['text']}" if title else row["text"],
        title=title,
        publisher=row.get("publisher"),
        published=dt.date.fromisoformat(row["published"]),
        language="en",
    )
    return Case(
        report=report,
        country=row["country"],
        given=frozenset(row),
        events=tuple(_event(event) for event in row.get("events", ())),
        control=_each(row, "control", _control),
        ties=_each(
            row, "ties", lambda one: GoldTie(one["from"], one["to"], tuple(one["kind"].split(EITHER)), bool(one.get("optional")))
        ),
    )


def _each(row: Mapping[str, Any], key: str, made: Callable[[Mapping[str, Any]], T]) -> tuple[T, ...] | None:
    return tuple(made(one) for one in row[key]) if key in row else None


def _control(row: Mapping[str, Any]) -> GoldControl:
    since = dt.date.fromisoformat(row["since"]) if "since" in row else None
    return GoldControl(row["holder"], row["place"], row["change"], bool(row.get("optional")), since)


def _event(row: Mapping[str, Any]) -> GoldEvent:
    return GoldEvent(
        kinds=tuple(row["kind"].split(EITHER)) if "kind" in row else (),
        trigger=row["trigger"],
        stances=tuple(row["stance"].split(EITHER)) if "stance" in row else (),
        given=frozenset(row),
        actors=tuple(row.get("actors", ())),
        recipients=tuple(row.get("recipients", ())),
        place=_place(row.get("place")),
        when=_when(row.get("when")),
        killed=_count(row.get("killed")),
        wounded=_count(row.get("wounded")),
        speakers=tuple(GoldSpeaker(one["words"], tuple(one["role"].split(EITHER))) for one in row.get("speakers", ())),
        also=tuple(row.get("also", ())),
        optional=bool(row.get("optional", False)),
    )


def _place(value: str | Mapping[str, Any] | None) -> GoldPlace | None:
    if value is None:
        return None
    if isinstance(value, str):
        return GoldPlace(value, None)
    return GoldPlace(value["words"], (float(value["latitude"]), float(value["longitude"])))


def _when(value: list[str] | None) -> Interval | None:
    if value is None:
        return None
    earliest, latest = (dt.date.fromisoformat(day) for day in value)
    return Interval(earliest, latest)


def _count(value: list[int | None] | None) -> Count | None:
    if value is None:
        return None
    low, high = value
    return Count(low, high)
