"""What many reports add up to: copies and origins, joins, events of many reports, who held what and was tied to whom, when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from vedette.model.claims import Stance, TieKind
from vedette.model.readings import Actor, ActorMention, Count, Interval, Place, PlaceMention, Reading
from vedette.model.texts import Match, Mention

CopyHow = Literal["reprint", "paraphrase", "credit", "quote"]
Status = Literal["reported", "corroborated", "contested", "unconfirmed", "planned", "denied"]
JoinOutcome = Literal["joined", "apart"]


@dataclass(frozen=True, slots=True)
class Aligned:
    """A sentence of a copy and the sentence of its original that it repeats, as spans of the two texts."""

    start: int
    end: int
    of_start: int
    of_end: int


@dataclass(frozen=True, slots=True)
class Copy:
    """That a report is no source of its own. `of` is the report it goes back to, or the outlet or speaker where none is at hand.

    `how`: `reprint` word for word or nearly; `paraphrase` sentence for sentence in other words; `credit` an agency's
    text under its name; `quote` all that it tells is told by one speaker.
    """

    report: str
    of: str
    how: CopyHow
    score: float
    reason: str
    sentences: tuple[Aligned, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the news of a report comes from: a report's id or an outlet's or speaker's name. Reports of one origin count once."""

    report: str
    origin: str
    reason: str


@dataclass(frozen=True, slots=True)
class Join:
    """Whether two events, each of one report, tell of one happening. One that is not `certain` awaits review."""

    one: str
    other: str
    score: float
    outcome: JoinOutcome
    certain: bool
    reason: str


@dataclass(frozen=True, slots=True)
class TollSay:
    """What one report says of one count of a toll, and the speakers that it says it after."""

    report: str
    speakers: tuple[str, ...]
    count: Count
    mention: Mention | None


@dataclass(frozen=True, slots=True)
class TollRange:
    """One count of a toll, low to high over the independent sources, with who says which; `toll` is "killed", "wounded" …."""

    toll: str
    low: int | None
    high: int | None
    by: tuple[TollSay, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What one report says of a field, in words."""

    report: str
    value: str


@dataclass(frozen=True, slots=True)
class Disputed:
    """A field of an event on which its sources differ: "actors", "recipients", "place", "killed", "stance"."""

    field: str
    says: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Grade:
    """The Admiralty code: reliability of the sources A–F, credibility of what they say 1–6; F6 is not judged."""

    reliability: str
    credibility: int
    reason: str


@dataclass(frozen=True, slots=True)
class JoinedEvent:
    """What the readings of one or many reports add up to. `id` is a hash of the smallest claim id.

    `parts` are the ids of the single reports' events; each reading's claim names its report; `sources` are the
    independent ones, each with the reports that bring it; `judged` says what people decided about it, and `relabelled`
    which fields are as a person says. `made_by` is the version that joined it into a database.
    """

    id: str
    kind: str
    stance: Stance
    status: Status
    parts: tuple[str, ...]
    reports: tuple[str, ...]
    readings: tuple[Reading, ...]
    actors: tuple[ActorMention, ...]
    recipients: tuple[ActorMention, ...]
    place: PlaceMention | None
    when: Match[Interval] | None
    toll: tuple[TollRange, ...]
    independent_sources: int
    sources: tuple[str, ...]
    disputed: tuple[Disputed, ...]
    grade: Grade
    salience: float
    reasons: tuple[str, ...]
    judged: tuple[str, ...] = ()
    relabelled: tuple[str, ...] = ()
    made_by: str | None = None


@dataclass(frozen=True, slots=True)
class Joined:
    """All that joining makes of many reports."""

    events: tuple[JoinedEvent, ...]
    copies: tuple[Copy, ...]
    origins: tuple[Origin, ...]
    joins: tuple[Join, ...]


@dataclass(frozen=True, slots=True)
class ControlInterval:
    """Who held a place from `since`, the first day that it was so, to `until`, the first day that it was no longer so.

    `made_by` is the version that made it out of what a database holds.
    """

    place: Place
    holder: Actor
    since: dt.date | None
    until: dt.date | None
    status: Status
    asserted_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    independent_sources: int
    events: tuple[str, ...]
    reason: str
    made_by: str | None = None


@dataclass(frozen=True, slots=True)
class TieInterval:
    """A tie between two parties over the days on which reports tell of it; `until` None: no end is told.

    `made_by` is the version that made it out of what a database holds.
    """

    source: Actor
    target: Actor
    kind: TieKind
    since: dt.date | None
    until: dt.date | None
    status: Status
    asserted_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    independent_sources: int
    reason: str
    made_by: str | None = None


@dataclass(frozen=True, slots=True)
class ControlChange:
    """That a place changed hands: on `day`, the first day that it is so, `was` gave way to `now`.

    None on either side: no report tells who held it. What it rests on are the reports and events of both intervals.
    """

    place: Place
    day: dt.date
    was: ControlInterval | None
    now: ControlInterval | None


@dataclass(frozen=True, slots=True)
class TieChange:
    """That a tie was first `told` of on a day, or `ended`, where another tie between the two is told to have ended it."""

    day: dt.date
    change: Literal["told", "ended"]
    tie: TieInterval
    ended_by: TieInterval | None = None
