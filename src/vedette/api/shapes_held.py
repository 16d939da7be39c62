"""The form of answers on who held what, who was tied to whom, of briefs, and of what people decided."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from vedette.api.shapes import ActorValue, Page, PlaceValue, Shape
from vedette.api.shapes_whole import AwaitingShape, Head, JudgementShape, StatementShape
from vedette.model import Status, TieKind


class ControlShape(Shape):
    """Who held a place from when to when."""

    id: str
    place: PlaceValue
    holder: ActorValue
    since: str | None
    until: str | None
    status: Status
    independent_sources: int
    asserted_by: list[Head]
    denied_by: list[Head]
    events: list[str]
    reason: str
    version: str | None


class ControlList(Shape):
    """Who held what."""

    state: str
    control: list[ControlShape]


class ControlDetail(ControlShape):
    """An interval of control with its sentences."""

    statements: list[StatementShape]


class ControlStep(Shape):
    """The day from which it is otherwise, with what ended and what began."""

    day: str
    was: ControlShape | None
    now: ControlShape | None


class ControlChange(Shape):
    """A place that is held otherwise."""

    place: PlaceValue
    before: list[ControlShape]
    after: list[ControlShape]
    steps: list[ControlStep]


class ControlChanges(Shape):
    """What changed between two days."""

    since: str
    until: str
    changes: list[ControlChange]


class TieShape(BaseModel):
    """How two parties stood to each other; `from` and `to` are the parties."""

    model_config = ConfigDict(extra="allow")

    id: str
    to: ActorValue
    kind: TieKind
    since: str | None
    until: str | None
    status: Status
    independent_sources: int
    asserted_by: list[Head]
    denied_by: list[Head]
    reason: str
    version: str | None


class TieStep(Shape):
    """A tie that was first told of, or ended, by what."""

    day: str
    change: Literal["told", "ended"]
    tie: TieShape
    ended_by: TieShape | None


class TieChanges(Shape):
    """Which ties began or ended between two days."""

    since: str
    until: str
    changes: list[TieStep]


class TieList(Shape):
    """How parties stood to each other."""

    state: str
    ties: list[TieShape]


class TieDetail(TieShape):
    """A tie with its sentences."""

    statements: list[StatementShape]


class BriefRecord(BaseModel):
    """A situation report: the record of `vedette brief --format json`."""

    model_config = ConfigDict(extra="allow")

    headline: str
    asked: str
    events: int
    reports: int
    copies: int
    independent_sources: int
    first: str | None
    last: str | None
    left_out: int
    sections: list[dict[str, Any]]
    citations: list[dict[str, Any]]


class AwaitingPage(Page):
    """A page of what awaits a person."""

    awaiting: list[AwaitingShape]


class JudgementPage(Page):
    """A page of judgements."""

    judgements: list[JudgementShape]


class Decided(Shape):
    """A judgement that was kept or withdrawn, and the events that its claims are in now."""

    judgement: JudgementShape
    new: bool
    events: list[str]
