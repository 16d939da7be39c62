"""Coded reports and what joining made of them -> who said which statement of control or tie, for intervals to rest on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vedette.model import Coded, ControlStatement, Interval, Joined, JoinedEvent, Report, Speaker, Status, TieStatement, Voice
from vedette.resolving.sources import independent, source_of


@dataclass(frozen=True, slots=True)
class Evidence:
    """Every report's voice and the joined event behind each sentence that tells of one."""

    origins: dict[str, str]
    events: dict[tuple[str, int], tuple[JoinedEvent, ...]]

    def voice(self, report: Report, speakers: Sequence[Speaker]) -> Voice:
        """Whose word a statement of a report is."""
        origin = self.origins.get(report.id, report.id)
        return Voice(report.id, origin, source_of(speakers, origin), report.published)

    def event_of(self, report: Report, statement: ControlStatement) -> JoinedEvent | None:
        """The joined event of the same stance that a statement's sentence tells of and that changes who holds the place."""
        told = self.events.get((report.id, statement.sentence.start), ())
        return next((event for event in told if same_day(event, statement)), None)


def same_day(event: JoinedEvent, statement: ControlStatement) -> bool:
    """Whether an event and a statement may be of one day."""
    one, other = event.when.value if event.when else None, statement.when.value if statement.when else None
    if one is None or other is None:
        return True
    begins_late = one.earliest is not None and other.latest is not None and one.earliest > other.latest
    ends_early = one.latest is not None and other.earliest is not None and one.latest < other.earliest
    return not (begins_late or ends_early)


def gather(joined: Joined, control: frozenset[str]) -> Evidence:
    """What joining made of the reports, by report and sentence; `control` are the kinds that change who holds a place."""
    by_sentence: dict[tuple[str, int], list[JoinedEvent]] = defaultdict(list)
    for event in joined.events:
        if event.kind in control:
            for reading in event.readings:
                at = (reading.claim.report, reading.claim.sentence.start)
                if event not in by_sentence[at]:
                    by_sentence[at].append(event)
    return Evidence(
        {origin.report: origin.origin for origin in joined.origins}, {at: tuple(told) for at, told in by_sentence.items()}
    )


def statements(coded: Sequence[Coded]) -> list[tuple[Report, ControlStatement]]:
    """Every statement of control with its report, in an order that does not hang on that of the reports."""
    return [(one.report, statement) for one in sorted(coded, key=lambda one: one.report.id) for statement in one.control]


def tie_statements(coded: Sequence[Coded]) -> list[tuple[Report, TieStatement]]:
    """Every statement of a tie with its report, likewise."""
    return [(one.report, statement) for one in sorted(coded, key=lambda one: one.report.id) for statement in one.ties]


def counted(voices: Iterable[Voice]) -> int:
    """How many independent sources there are."""
    brought: dict[str, set[str]] = defaultdict(set)
    for voice in voices:
        brought[voice.origin].add(voice.source)
    return len(independent(brought))


def reports_of(voices: Iterable[Voice]) -> tuple[str, ...]:
    """The reports of these voices, each once, by publication."""
    return tuple(dict.fromkeys(voice.report for voice in sorted(voices, key=lambda voice: voice.order)))


def status_of(asserting: Sequence[Voice], denying: Sequence[Voice]) -> Status:
    """The status that who asserts and who denies make."""
    if asserting and denying:
        return "contested"
    if asserting:
        return "corroborated" if counted(asserting) > 1 else "reported"
    return "denied" if denying else "unconfirmed"


def days_of(statement: ControlStatement, event: JoinedEvent | None) -> Interval:
    """The days of a statement: those of the event that all reports of it agree on, else its own."""
    if event is not None and event.when is not None:
        return event.when.value
    return statement.when.value if statement.when else Interval(None, None)
