"""An event of many reports -> lines of plain text: from the event down to each sentence, its outlet, its speakers, and why."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping

from vedette.formats import wording
from vedette.formats.cells import days_of, grade_of
from vedette.formats.joined_table import range_words
from vedette.model import TOLLS, ActorMention, Count, Match, PlaceMention, Reading, ReportHead, ToldEvent

PART = re.compile(r"\b[0-9a-f]{16}\b")


def explained(told: ToldEvent) -> str:
    """The whole explanation, with its last line end. No word of a report in it can command a terminal."""
    return "".join(f"{wording.visible(line).rstrip()}\n" for line in (*_event_lines(told), "", *_report_lines(told)))


def _event_lines(told: ToldEvent) -> Iterator[str]:
    event, names = told.event, {head.id: _name(head) for head in told.reports}
    yield f"{event.kind}, {event.status}  ({event.id})"
    number = event.independent_sources
    yield f"  stance   {event.stance}; {number} independent source{'s' * (number != 1)}: {', '.join(event.sources) or '–'}"
    yield f"  who      {wording.party_words(event.actors, event.recipients)}"
    yield f"  where    {wording.place_words(event.place)}{_because(event.place)}"
    yield f"  when     {wording.interval_words(days_of(event))}{f' – {event.when.reason}' if event.when else ''}"
    yield f"  toll     {', '.join(map(range_words, event.toll)) or wording.UNKNOWN}"
    yield f"  grade    {grade_of(event)}: {event.grade.reason}"
    if event.made_by:
        yield f"  made by  vedette {event.made_by}"
    parts = {_part(reading): names[reading.claim.report] for reading in event.readings if reading.claim.report in names}
    for dispute in event.disputed:
        says = "; ".join(f"{names.get(said.report, said.report)}: {said.value}" for said in dispute.says)
        yield f"  disputed {dispute.field} – {says}"
    for reason in event.reasons:
        yield f"  joined   {PART.sub(lambda part: parts.get(part[0], part[0]), reason)}"
    for words in event.judged:
        yield f"  judged   {words}"


def _name(head: ReportHead) -> str:
    """How a user knows a report."""
    return head.ref or head.publisher or head.id


def _part(reading: Reading) -> str:
    """The id of the event of one report that is named after a reading's claim."""
    return hashlib.sha256(reading.claim.id.encode()).hexdigest()[:16]


def _report_lines(told: ToldEvent) -> Iterator[str]:
    names = {head.id: _name(head) for head in told.reports}
    for head in told.reports:
        yield _head(head, names)
        for reading in told.event.readings:
            if reading.claim.report == head.id:
                yield from (f"    {line}" for line in _reading_lines(reading))
        yield ""


def _head(head: ReportHead, names: Mapping[str, str]) -> str:
    known = (head.publisher, head.title, wording.day_words(head.published) if head.published else None, head.url)
    read = f"  read by vedette {head.coded_by}" if head.coded_by else ""
    copy = f"  [{head.how} of {names.get(head.copy_of, head.copy_of)}]" if head.copy_of else ""
    return f"  {head.ref or head.id}: {' · '.join(word for word in known if word)}  ({head.id}){copy}{read}"


def _reading_lines(reading: Reading) -> Iterator[str]:
    claim = reading.claim
    yield f"“{claim.sentence.text}” [{claim.sentence.start}–{claim.sentence.end}]  (claim {claim.id})"
    if claim.speakers:
        yield f"  said by: {wording.speaker_words([claim.speakers])}"
    for note in claim.notes:
        yield f"  {note}"
    for side, mentions in (("actor", reading.actors), ("recipient", reading.recipients)):
        yield from (f"  {side} {_party(mention)}" for mention in mentions)
    if reading.place:
        words = reading.place.mention.text
        yield f"  place “{words}” = {wording.place_words(reading.place)}{_because(reading.place)}"
    if reading.when:
        told = f"“{claim.when.text}”" if claim.when else "no words"
        yield f"  days {told} = {wording.interval_words(reading.when.value)} ({reading.when.score:.2f}): {reading.when.reason}"
    for name in TOLLS:
        count: Match[Count] | None = getattr(reading.toll, name)
        if count:
            yield f"  {name} = {wording.count_words(count.value)} ({count.score:.2f}): {count.reason}"


def _party(mention: ActorMention) -> str:
    match = mention.match
    return f"“{mention.mention.text}” = {match.value.name} ({match.score:.2f}): {match.reason}"


def _because(mention: PlaceMention | None) -> str:
    if mention is None:
        return ""
    return f" ({mention.match.score:.2f}): {mention.match.reason}" if mention.match else f": {mention.reason}"
