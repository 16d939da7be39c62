"""What readings add up to: events, who held what, who is what to whom, and all that one report gave."""

from __future__ import annotations

from dataclasses import dataclass

from vedette.model.claims import Change, Speaker, Stance, TieKind
from vedette.model.many import JoinedEvent
from vedette.model.readings import ActorMention, Interval, PlaceMention, Reading, Toll
from vedette.model.texts import Garble, Match, Mention, Report


@dataclass(frozen=True, slots=True)
class Event:
    """Readings that tell of one happening, and what they add up to. `readings` are in text order."""

    id: str
    kind: str
    stance: Stance
    salience: float
    readings: tuple[Reading, ...]
    actors: tuple[ActorMention, ...]
    recipients: tuple[ActorMention, ...]
    place: PlaceMention | None
    when: Match[Interval] | None
    when_words: Mention | None
    toll: Toll


@dataclass(frozen=True, slots=True)
class ControlStatement:
    """That a party gained, lost or holds a place, as one report says it; rests on `sentence`."""

    place: PlaceMention
    holder: ActorMention
    change: Change
    stance: Stance
    when: Match[Interval] | None
    sentence: Mention
    speakers: tuple[Speaker, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class TieStatement:
    """That one party backs, fights … another, as one report says it; rests on `sentence`."""

    source: ActorMention
    target: ActorMention
    kind: TieKind
    stance: Stance
    sentence: Mention
    speakers: tuple[Speaker, ...]


@dataclass(frozen=True, slots=True)
class Coded:
    """All that was read out of one report."""

    report: Report
    garble: Garble
    events: tuple[Event, ...]
    control: tuple[ControlStatement, ...]
    ties: tuple[TieStatement, ...]
    notice: str | None = None


def main_reading(event: Event | JoinedEvent) -> Reading:
    """The first reading that has the event's own kind and stance, else the first."""
    own = [r for r in event.readings if r.claim.kind == event.kind and r.claim.stance == event.stance]
    return (own or list(event.readings))[0]
