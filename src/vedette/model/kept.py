"""What a database tells: reports with how they stand, events with the reports that tell of them, and what one may ask for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from vedette.model.claims import Stance
from vedette.model.many import Copy, CopyHow, JoinedEvent, Status
from vedette.model.texts import Report

Standing = Literal["counted", "superseded", "removed", "canceled"]


@dataclass(frozen=True, slots=True)
class ReportHead:
    """A report without its text. `copy_of` is the report, outlet or speaker that it goes back to, where it is no source of its own.

    `made_at` is the second of Unix time at which it was taken in, `coded_by` the version that last read it differently.
    """

    id: str
    ref: str | None
    publisher: str | None
    published: dt.date | None
    title: str | None
    url: str | None
    made_at: int | None = None
    copy_of: str | None = None
    how: CopyHow | None = None
    coded_by: str | None = None


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A report of a database and how it stands: `counted`; `superseded` by a later version; `removed` by a person; `canceled`
    by its outlet.

    `made_at`, `made_by` tell when and by which version it was taken in, `coded_by` by which it was read;
    `reason` why it does not count, or what it is a copy of.
    """

    report: Report
    standing: Standing
    made_at: str
    made_by: str
    events: int
    copy: Copy | None = None
    reason: str | None = None
    coded_by: str | None = None


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """An event of many reports with the heads of the reports that tell of it."""

    event: JoinedEvent
    reports: tuple[ReportHead, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """All within so many kilometres of a point."""

    latitude: float
    longitude: float
    km: float


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events are asked for; what is None or empty asks nothing, and all that is asked must hold.

    `place` is a place's, province's or country's name; `around` takes its place where both are given. `since` and `until` are
    days, both inclusive, that the event's own days must touch.
    """

    place: str | None = None
    around: Around | None = None
    actor: str | None = None
    kinds: frozenset[str] = frozenset()
    since: dt.date | None = None
    until: dt.date | None = None
    stances: frozenset[Stance] = frozenset()
    statuses: frozenset[Status] = frozenset()
    text: str | None = None
    limit: int | None = None
