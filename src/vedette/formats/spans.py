"""Readings, statements and reports -> records in which every word that filled a field is a span, with what it is read as and why.

Offsets count Unicode code points, as everywhere; beside them stand those in UTF-16 units, as JavaScript counts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vedette.formats import wording
from vedette.formats.records import Record, day_text, rounded, speaker_record
from vedette.model import (
    TOLLS,
    ActorMention,
    Aligned,
    ControlStatement,
    Garble,
    Match,
    Mention,
    PlaceMention,
    Reading,
    Report,
    Speaker,
    TieStatement,
)


@dataclass(frozen=True, slots=True)
class Ruler:
    """Turns offsets into a text from code points to UTF-16 units. `wide` are the characters that take two of these."""

    wide: tuple[int, ...]

    def at(self, offset: int) -> int:
        """The same place in UTF-16 units."""
        return offset + bisect_left(self.wide, offset)


def ruler(text: str) -> Ruler:
    """The ruler of a text."""
    if text.isascii():
        return Ruler(())
    return Ruler(tuple(number for number, character in enumerate(text) if ord(character) > 0xFFFF))


def claim_record(reading: Reading, event: str | None, at: Ruler) -> Record:
    """The record of a claim with the spans of all its fields, in text order."""
    claim = reading.claim
    return {
        "id": claim.id,
        "event": event,
        "report": claim.report,
        "kind": claim.kind,
        "stance": claim.stance,
        "tense": claim.tense,
        "part": claim.part,
        **span_of(claim.sentence, at),
        "speakers": _speakers(claim.speakers, at),
        "spans": sorted(_spans(reading, at), key=_in_text),
        "notes": list(claim.notes),
    }


def control_statement_record(report: Report, statement: ControlStatement, at: Ruler) -> Record:
    """The record of a statement of who holds a place."""
    spans = [_place("place", statement.place, at), _party("holder", statement.holder, at)]
    return {
        **_statement(report, statement, at),
        "change": statement.change,
        "kind": None,
        "spans": spans,
        "reason": statement.reason,
    }


def tie_statement_record(report: Report, statement: TieStatement, at: Ruler) -> Record:
    """The record of a statement of a tie."""
    spans = [_party("from", statement.source, at), _party("to", statement.target, at)]
    return {**_statement(report, statement, at), "change": None, "kind": statement.kind, "spans": spans, "reason": None}


def garble_record(garble: Garble, at: Ruler) -> Record:
    """How far a report bears a paraphraser's traces, and each."""
    phrases = [{**span_of(phrase.mention, at), "plain": phrase.plain} for phrase in garble.phrases]
    return {"score": rounded(garble.score), "phrases": phrases}


def aligned_record(aligned: Aligned) -> Record:
    """A sentence of a copy and the one that it repeats."""
    return {"start": aligned.start, "end": aligned.end, "of_start": aligned.of_start, "of_end": aligned.of_end}


def span_of(mention: Mention, at: Ruler) -> Record:
    """Words and where they stand, both ways."""
    start, end = mention.start, mention.end
    return {"text": mention.text, "start": start, "end": end, "start16": at.at(start), "end16": at.at(end)}


def _statement(report: Report, statement: ControlStatement | TieStatement, at: Ruler) -> Record:
    return {
        "report": report.id,
        "publisher": report.publisher,
        "published": day_text(report.published),
        **span_of(statement.sentence, at),
        "stance": statement.stance,
        "speakers": _speakers(statement.speakers, at),
    }


def _speakers(speakers: Sequence[Speaker], at: Ruler) -> list[Record]:
    return [{**speaker_record(speaker), **span_of(speaker.mention, at)} for speaker in speakers]


def _spans(reading: Reading, at: Ruler) -> Iterator[Record]:
    claim = reading.claim
    yield _span("trigger", claim.trigger, at, claim.kind, reason=next(iter(claim.notes), None))
    yield from (_span("told_by", words, at) for words in claim.told_by)
    yield from (_party("actor", mention, at) for mention in reading.actors)
    yield from (_party("recipient", mention, at) for mention in reading.recipients)
    for field, place in (("place", reading.place), ("held", reading.held)):
        if place is not None:
            yield _place(field, place, at)
    if claim.when is not None:
        when = reading.when
        value = wording.interval_words(when.value) if when else None
        yield _span("when", claim.when, at, value, match=when)
    if claim.said_when is not None:
        yield _span("said_when", claim.said_when, at)
    for name in TOLLS:
        words, count = getattr(claim.toll, name), getattr(reading.toll, name)
        if words is not None:
            yield _span(name, words, at, wording.count_words(count.value) if count else None, match=count)
    for speaker in claim.speakers:
        yield _span("speaker", speaker.mention, at, speaker.name, reason=speaker.role)


def _party(field: str, mention: ActorMention, at: Ruler) -> Record:
    actor = mention.match.value
    return {**_span(field, mention.mention, at, actor.name, match=mention.match), "id": actor.id}


def _place(field: str, mention: PlaceMention, at: Ruler) -> Record:
    place = mention.match.value if mention.match else None
    number = str(place.geonames_id) if place and place.geonames_id else None
    span = _span(field, mention.mention, at, place.name if place else None, match=mention.match, reason=mention.reason)
    return {**span, "id": number}


def _span(
    field: str,
    mention: Mention,
    at: Ruler,
    value: str | None = None,
    *,
    match: Match[Any] | None = None,
    reason: str | None = None,
) -> Record:
    stands_for = mention.named if mention.antecedent is not None else None
    return {
        "field": field,
        **span_of(mention, at),
        "stands_for": span_of(stands_for, at) if stands_for else None,
        "value": value,
        "id": None,
        "score": rounded(match.score) if match else None,
        "reason": match.reason if match else reason,
    }


def _in_text(span: Mapping[str, object]) -> tuple[object, object]:
    return span["start"], span["end"]
