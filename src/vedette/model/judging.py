"""What people decide: judgements on what joining made, dated and signed, never an overwrite; and what awaits one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from vedette.model.claims import Stance
from vedette.model.readings import Actor, Place

Decision = Literal["accept", "split", "merge", "relabel", "remove", "cancel"]
AwaitingSort = Literal["join", "control"]


@dataclass(frozen=True, slots=True)
class Labels:
    """What a person says that an event is; what is None or empty stays as it was read."""

    kind: str | None = None
    stance: Stance | None = None
    place: Place | None = None
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision: by whom, when, why, by which version, and when it was withdrawn. `subject` is the id that was judged.

    It stands on claims, which stay what they are whatever is joined: those of `one` and of `other` are of one happening
    where `together`, of two where not; None says nothing of it. `labels` name the event that holds the first claim of `one`.
    """

    id: str
    decision: Decision
    subject: str
    who: str
    made_at: str
    why: str | None = None
    one: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    together: bool | None = None
    labels: Labels | None = None
    withdrawn_at: str | None = None
    withdrawn_by: str | None = None
    made_by: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence that a question rests on: its claim, the event that this is in now, its report and words."""

    claim: str
    event: str
    report: str
    text: str


@dataclass(frozen=True, slots=True)
class Awaiting:
    """What awaits a person: whether tellings are of one happening, those of `one` and those of `other`, or who holds a place.

    `outcome` is what stands until someone judges: `joined`, `apart`, or who holds what; `score` is that of the surest join.
    """

    id: str
    sort: AwaitingSort
    outcome: str
    reason: str
    score: float | None
    events: tuple[str, ...]
    one: tuple[Told, ...] = ()
    other: tuple[Told, ...] = ()
