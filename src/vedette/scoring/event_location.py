"""Scores which place of a sentence belongs to its marked verb, or none (JSONL, github ahalterman/event_location).

The sentence is coded as a report; the event is the one whose trigger overlaps the verb, and its place is right where it
overlaps one of the places that the row marks. A verb that is no event of ours has no place: that is missed where the row
has one. The newswire's rows are measured on only and train nothing; those of `Masdar_RA`, poorly marked, are left out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vedette.errors import BadRecord, UnreadableFile
from vedette.model import Coded, Event, Mention, Report
from vedette.scoring.scores import Mark, Score, accuracy_score, f1_score

NAME = "event_location"
FILE = "event_location_dev.jsonl"
LEFT_OUT = "Masdar_RA"
ROWS = 1000
PLACE, FOUND, TOLD = "place of the verb's event, or none", "the same, where the verb is an event", "the verb is an event"


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence, its marked verb, and the places where that happened, often none."""

    id: str
    text: str
    verb: Mention
    places: tuple[Mention, ...]


def score_event_location(folder: Path, code: Callable[[Report], Coded]) -> list[Score]:
    """The scores over the set's rows; raises UnreadableFile, or BadRecord naming file and line."""
    marks = [mark for row in read_rows(folder / FILE) for mark in marks_of(row, code(_report(row)))]
    return [f1_score(NAME, PLACE, marks), f1_score(NAME, FOUND, marks), accuracy_score(NAME, TOLD, marks)]


def read_rows(file: Path) -> tuple[Row, ...]:
    """The thousand rows with the smallest SHA-256 of their id, so that no one chose them; raises UnreadableFile, BadRecord."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(f"{file}: {error}") from error
    numbered = ((f"{file}:{number}", line) for number, line in enumerate(lines, 1) if line.strip())
    rows = [row for where, line in numbered if (row := _row_at(where, line)) is not None]
    return tuple(sorted(rows, key=lambda row: hashlib.sha256(row.id.encode()).hexdigest())[:ROWS])


def marks_of(row: Row, coded: Coded) -> list[Mark]:
    """All comparisons of one row with what was read out of its sentence."""
    event = next((event for event in coded.events if _told_by(event, row.verb)), None)
    told = Mark(TOLD, row.id, row.text, row.verb.text, row.verb.text if event else None, event is not None)
    wanted = " | ".join(place.text for place in row.places) or None
    got = event.place.mention if event and event.place else None
    if wanted is None and got is None:
        return [told]
    right = got is not None and any(_overlap(got, place) for place in row.places)
    shown = f"{row.text.strip()} [{row.verb.text}]"
    measures = (PLACE, FOUND) if event else (PLACE,)
    return [told, *(Mark(measure, row.id, shown, wanted, got.text if got else None, right) for measure in measures)]


def _row_at(where: str, line: str) -> Row | None:
    try:
        row = json.loads(line)
        return _row(row) if row["source"] != LEFT_OUT else None
    except (KeyError, ValueError, TypeError, StopIteration) as error:
        raise BadRecord(f"{where}: not a row of event_location: {type(error).__name__} {error}") from error


def _row(row: Mapping[str, Any]) -> Row:
    verb = next(_labelled(row, "VERB"))
    return Row(str(row["id"]), row["text"], verb, tuple(_labelled(row, "LOCATION")))


def _labelled(row: Mapping[str, Any], label: str) -> Iterator[Mention]:
    return (Mention(span["text"], span["start"], span["end"]) for span in row["spans"] if span["label"] == label)


def _report(row: Row) -> Report:
    return Report(id=row.id, text=row.text, language="en")


def _told_by(event: Event, verb: Mention) -> bool:
    return any(_overlap(reading.claim.trigger, verb) for reading in event.readings)


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end
