"""The form of answers that lead down to the words: an event, a report, control, ties, briefs, judgements."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from vedette.api.shapes import ActorValue, Card, Page, PlaceValue, Shape
from vedette.model import AwaitingSort, CopyHow, Decision, Stance, Standing, Status


class Place16(Shape):
    """Where words stand, in code points and in UTF-16 units."""

    text: str
    start: int
    end: int
    start16: int
    end16: int


class Span(Place16):
    """Words that filled a field."""

    field: str
    stands_for: Place16 | None
    value: str | None
    id: str | None
    score: float | None
    reason: str | None


class SpeakerShape(Place16):
    """Who said it."""

    name: str | None
    role: str


class ClaimShape(Place16):
    """What a sentence says happened."""

    id: str
    event: str | None
    report: str
    kind: str
    stance: Stance
    tense: str
    part: Literal["title", "body"]
    speakers: list[SpeakerShape]
    spans: list[Span]
    notes: list[str]


class Head(Shape):
    """A report without its text."""

    id: str
    ref: str | None
    publisher: str | None
    published: str | None
    url: str | None
    copy_of: str | None
    how: CopyHow | None
    coded_by: str | None


class Pair(Shape):
    """A sentence of a copy and the one that it repeats."""

    start: int
    end: int
    of_start: int
    of_end: int


class Voiced(Head):
    """A report of an event."""

    title: str | None
    score: float | None
    reason: str | None
    sentences: list[Pair]


class OriginShape(Shape):
    """The reports whose news comes from one place."""

    origin: str
    reports: list[Voiced]


class LabelsShape(Shape):
    """What a person says that an event is."""

    kind: str | None
    stance: Stance | None
    place: PlaceValue | None
    actors: list[ActorValue]
    recipients: list[ActorValue]


class JudgementShape(Shape):
    """A person's decision."""

    id: str
    decision: Decision
    subject: str
    by: str
    at: str
    why: str | None
    version: str | None
    claims: list[str]
    other_claims: list[str]
    together: bool | None
    labels: LabelsShape | None
    withdrawn_at: str | None
    withdrawn_by: str | None


class Telling(Shape):
    """A sentence that a question rests on."""

    id: str
    event: str
    report: str
    publisher: str | None
    text: str


class AwaitingShape(Shape):
    """What awaits a person."""

    id: str
    awaits: AwaitingSort
    stands: str
    score: float | None
    reason: str
    events: list[str]
    claims: list[Telling]
    other_claims: list[Telling]


class EventDetail(BaseModel):
    """An event: the record of `vedette events --format jsonl`, and what each word in it rests on."""

    model_config = ConfigDict(extra="allow")

    id: str
    kind: str
    stance: Stance
    status: Status
    independent_sources: int
    sources: list[str]
    actors: list[dict[str, Any]]
    recipients: list[dict[str, Any]]
    place: dict[str, Any] | None
    when: dict[str, Any] | None
    toll: dict[str, Any]
    disputed: list[str]
    disputes: dict[str, Any]
    grade: str
    grade_reason: str
    version: str | None
    reports: list[Head]
    joined: list[str]
    judged: list[str]
    changed: str
    claims: list[ClaimShape]
    origins: list[OriginShape]
    judgements: list[JudgementShape]
    awaiting: list[AwaitingShape]


class Kept(Shape):
    """A report and how it stands."""

    id: str
    ref: str | None
    publisher: str | None
    published: str | None
    title: str | None
    byline: str | None
    url: str | None
    path: str | None
    language: str | None
    standing: Standing
    events: int
    copy_of: str | None
    how: CopyHow | None
    score: float | None
    reason: str | None
    added: str
    version: str
    coded_by: str | None
    partial: str | None


class ReportPage(Page):
    """A page of reports."""

    reports: list[Kept]


class SpunShape(Place16):
    """A paraphraser's phrase."""

    plain: str


class GarbledShape(Shape):
    """How far a report bears a paraphraser's traces."""

    score: float
    phrases: list[SpunShape]


class CopyShape(Shape):
    """A copy of a report."""

    report: str
    publisher: str | None
    how: CopyHow
    score: float
    reason: str
    sentences: list[Pair]


class StatementShape(Place16):
    """What a report states of control or of a tie."""

    report: str
    publisher: str | None
    published: str | None
    stance: Stance
    change: str | None
    kind: str | None
    speakers: list[SpeakerShape]
    spans: list[Span]
    reason: str | None


class ReportDetail(Kept):
    """A report with its text and all that was read in it."""

    text: str
    length: int
    text_start: int
    text_end: int
    garbled: GarbledShape | None
    origin: str | None
    copies: list[CopyShape]
    sentences: list[Pair]
    claims: list[ClaimShape]
    control: list[StatementShape]
    ties: list[StatementShape]
    events: list[Card]  # type: ignore[assignment]  # in a list how many, here which


class LogLineShape(Shape):
    """A line of the intake log."""

    at: str
    outcome: str
    path: str | None
    report: str | None
    message: str | None


class LogPage(Page):
    """A page of the intake log."""

    log: list[LogLineShape]
