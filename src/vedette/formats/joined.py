"""Events of many reports, control, ties and kept reports -> plain records of the contract, ready for JSON.

An event is as `code` gives it, with its status, its independent sources, who says which toll, and the reports. A claim
and the trigger name the report that their offsets point into.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vedette.formats.cells import grade_of
from vedette.formats.records import (
    Record,
    actor_record,
    actor_value,
    code_records,
    day_text,
    interval_record,
    place_record,
    place_value,
    rounded,
    speaker_record,
    words_record,
)
from vedette.model import (
    TOLLS,
    ControlInterval,
    JoinedEvent,
    KeptReport,
    Mention,
    Reading,
    ReportHead,
    TieInterval,
    ToldEvent,
    TollRange,
    main_reading,
)

Heads = Mapping[str, ReportHead]


def event_record(told: ToldEvent, *, explain: bool = False) -> Record:
    """The record of one event of many reports; with `explain`, each claim also lists the rules that fired."""
    event, trigger = told.event, main_reading(told.event).claim
    ranges = {toll.toll: toll for toll in event.toll}
    return {
        "id": event.id,
        "kind": event.kind,
        "salience": rounded(event.salience),
        "stance": event.stance,
        "status": event.status,
        "independent_sources": event.independent_sources,
        "sources": list(event.sources),
        "trigger": {**words_record(trigger.trigger), "report": trigger.report},
        **code_records(event),
        "actors": [actor_record(actor) for actor in event.actors],
        "recipients": [actor_record(actor) for actor in event.recipients],
        "place": place_record(event.place) if event.place else None,
        "when": _when(event),
        "toll": {name: _toll(ranges[name]) if name in ranges else None for name in TOLLS},
        "disputed": [dispute.field for dispute in event.disputed],
        "disputes": {one.field: [{"report": said.report, "value": said.value} for said in one.says] for one in event.disputed},
        "grade": grade_of(event),
        "grade_reason": event.grade.reason,
        "reports": [head_record(head) for head in told.reports],
        "joined": list(event.reasons),
        "judged": list(event.judged),
        "claims": [_claim(reading, explain) for reading in event.readings],
        "version": event.made_by,
    }


def control_record(interval: ControlInterval, heads: Heads) -> Record:
    """The record of one interval of control; `heads` are those of the reports that it names."""
    return {
        "place": place_value(interval.place),
        "holder": actor_value(interval.holder),
        "since": day_text(interval.since),
        "until": day_text(interval.until),
        "status": interval.status,
        "independent_sources": interval.independent_sources,
        "asserted_by": _heads(interval.asserted_by, heads),
        "denied_by": _heads(interval.denied_by, heads),
        "events": list(interval.events),
        "reason": interval.reason,
        "version": interval.made_by,
    }


def tie_record(interval: TieInterval, heads: Heads) -> Record:
    """The record of one tie over time; `heads` are those of the reports that it names."""
    return {
        "from": actor_value(interval.source),
        "to": actor_value(interval.target),
        "kind": interval.kind,
        "since": day_text(interval.since),
        "until": day_text(interval.until),
        "status": interval.status,
        "independent_sources": interval.independent_sources,
        "asserted_by": _heads(interval.asserted_by, heads),
        "denied_by": _heads(interval.denied_by, heads),
        "reason": interval.reason,
        "version": interval.made_by,
    }


def kept_record(kept: KeptReport) -> Record:
    """The record of one report of a database: what it is, how it stands, what it is a copy of."""
    report, copy = kept.report, kept.copy
    return {
        "id": report.id,
        "ref": report.ref,
        "publisher": report.publisher,
        "published": day_text(report.published),
        "title": report.title,
        "byline": report.byline,
        "url": report.url,
        "path": report.path,
        "language": report.language,
        "partial": report.partial,
        "standing": kept.standing,
        "events": kept.events,
        "copy_of": copy.of if copy else None,
        "how": copy.how if copy else None,
        "score": rounded(copy.score) if copy else None,
        "reason": kept.reason,
        "added": kept.made_at,
        "version": kept.made_by,
        "coded_by": kept.coded_by,
    }


def day_words_of(event: JoinedEvent) -> Mention | None:
    """The words that tell the event's days, where one reading gives these very days."""
    told = [reading for reading in event.readings if reading.claim.when is not None and reading.when is not None]
    same = [reading for reading in told if event.when and reading.when and reading.when.value == event.when.value]
    return next((reading.claim.when for reading in same or told), None)


def _when(event: JoinedEvent) -> Record | None:
    if event.when is None:
        return None
    return {**words_record(day_words_of(event)), **interval_record(event.when.value), "reason": event.when.reason}


def _toll(told: TollRange) -> Record:
    by = [
        {
            "report": say.report,
            "speakers": list(say.speakers),
            "low": say.count.low,
            "high": say.count.high,
            **words_record(say.mention),
        }
        for say in told.by
    ]
    return {"low": told.low, "high": told.high, "by": by}


def head_record(head: ReportHead) -> Record:
    """The record of a report without its text."""
    return {
        "id": head.id,
        "ref": head.ref,
        "publisher": head.publisher,
        "published": day_text(head.published),
        "url": head.url,
        "copy_of": head.copy_of,
        "how": head.how,
        "coded_by": head.coded_by,
    }


def _heads(ids: Sequence[str], heads: Heads) -> list[Record]:
    return [head_record(heads[id_]) for id_ in ids if id_ in heads]


def _claim(reading: Reading, explain: bool) -> Record:
    claim = reading.claim
    record: Record = {
        "id": claim.id,
        "report": claim.report,
        "kind": claim.kind,
        **words_record(claim.sentence),
        "stance": claim.stance,
        "speakers": [speaker_record(speaker) for speaker in claim.speakers],
    }
    return {**record, "explain": list(claim.notes)} if explain else record
