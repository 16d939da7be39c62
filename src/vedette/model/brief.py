"""The situation report: what a database holds on what is asked, and the statements made of it, each with its citations."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from vedette.model.claims import Stance
from vedette.model.events import Coded
from vedette.model.kept import ReportHead, ToldEvent
from vedette.model.many import ControlInterval, Status, TieInterval
from vedette.model.texts import Mention

SectionId = Literal["happened", "tolls", "control", "changed", "ties", "claims", "unknown"]


@dataclass(frozen=True, slots=True)
class Found:
    """What a database holds on what is asked: events by their days, control, ties, and what the reports behind them say."""

    events: tuple[ToldEvent, ...]
    control: tuple[ControlInterval, ...] = ()
    ties: tuple[TieInterval, ...] = ()
    coded: tuple[Coded, ...] = ()
    heads: tuple[ReportHead, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A sentence that statements rest on, word for word, with its report and the number by which it is cited."""

    number: int
    report: ReportHead
    sentence: Mention


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that is told. `citations` are numbers, never none; `under` is the day, place or heading that it stands under.

    `events` are the ids of the events that it is made of; `status`, `independent_sources` how well it is told.
    """

    text: str
    citations: tuple[int, ...]
    under: str | None = None
    events: tuple[str, ...] = ()
    stance: Stance | None = None
    status: Status | None = None
    independent_sources: int | None = None


@dataclass(frozen=True, slots=True)
class BriefSection:
    """Statements on one question, in order."""

    id: SectionId
    title: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """A situation report. `asked` is what was asked for, in words; `first`, `last` are the days of what it tells.

    `events`, `reports`, `copies` among these, `independent_sources` count what it rests on; `left_out` the questions and
    suppositions.
    """

    asked: str
    events: int
    reports: int
    copies: int
    independent_sources: int
    first: dt.date | None
    last: dt.date | None
    left_out: int
    sections: tuple[BriefSection, ...]
    citations: tuple[Citation, ...]
