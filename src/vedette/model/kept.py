"""What a database tells: reports with how they stand, events with the reports that tell of them, and what one may ask for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from vedette.model.claims import Stance
from vedette.model.many import Copy, CopyHow, JoinedEvent, Status
from vedette.model.readings import Actor, Count, Interval, Place
from vedette.model.texts import Report

Standing = Literal["counted", "superseded", "removed", "canceled"]
# In which order events are given: by their days, those without any last; else the most first.
Order = Literal["days", "-days", "-sources", "-killed", "-changed", "-salience"]


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
class EventCard:
    """An event in short, for a list or a map. Numbers ascend in the order of days.

    `place_words` are the event's own words for its place; `toll` holds the counts that are told, by the names of a toll's
    fields; `changed` is the moment since which the event reads as it does; `claim` is the one whose sentence tells it best.
    """

    number: int
    id: str
    kind: str
    stance: Stance
    status: Status
    days: Interval
    place_words: str | None
    place: Place | None
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    toll: tuple[tuple[str, Count], ...]
    independent_sources: int
    reports: int
    disputed: tuple[str, ...]
    grade: str
    salience: float
    judged: bool
    changed: str
    claim: str
    publishers: tuple[str, ...] = ()
    sentence: str | None = None
    report: str | None = None


@dataclass(frozen=True, slots=True)
class CardLine:
    """An event in short as it goes out: its id, and its record as a line of JSON."""

    id: str
    line: str


@dataclass(frozen=True, slots=True)
class Gone:
    """An id that is no event's any more: since when, and the id of what it became (None: gone with its reports)."""

    id: str
    at: str
    became: str | None


@dataclass(frozen=True, slots=True)
class Counted:
    """How many there are of a value; with the roster's id of a party, and a label that tells it from its likes."""

    value: str
    count: int
    id: str | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Facets:
    """How events fall: by kind, status …, most first; `days` by the first day, in days, months or years, as `by` says."""

    total: int
    of: int
    placed: int
    dated: int
    kind: tuple[Counted, ...]
    status: tuple[Counted, ...]
    stance: tuple[Counted, ...]
    country: tuple[Counted, ...]
    place: tuple[Counted, ...]
    actor: tuple[Counted, ...]
    source: tuple[Counted, ...]
    days: tuple[Counted, ...]
    by: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How much a database holds, and the first and last day of its events."""

    events: int
    placed: int
    dated: int
    reports: int
    copies: int
    control: int
    ties: int
    judgements: int
    first: dt.date | None
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class Around:
    """All within so many kilometres of a point."""

    latitude: float
    longitude: float
    km: float


@dataclass(frozen=True, slots=True)
class Box:
    """All between two parallels and two meridians; `west` is greater than `east` where the date line lies between."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events are asked for; what is None or empty asks nothing, and all that is asked must hold.

    `place` is a place's, province's or country's name; `around` takes its place where both are given. `since` and `until` are
    days, both inclusive, that the event's own days must touch. `source` is a publisher; `placed`, `dated`, `disputed` ask for those
    with (True) or without (False) a point, any day, a field on which sources differ; `changed_since` is a moment in ISO 8601.
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
    source: str | None = None
    box: Box | None = None
    placed: bool | None = None
    dated: bool | None = None
    disputed: bool | None = None
    changed_since: str | None = None
    ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ReportsAsked:
    """Which reports are asked for: those that hold all words of `text`, of a publisher, that stand so; None asks nothing."""

    text: str | None = None
    source: str | None = None
    standing: Standing | None = None
