"""One event or one report -> its whole record: every claim with its spans, the reports by origin, what people decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from vedette.api.database import Database
from vedette.formats.cards import card_record
from vedette.formats.joined import event_record, head_record, kept_record
from vedette.formats.judged import awaiting_record, judgement_record
from vedette.formats.records import Record, rounded
from vedette.formats.spans import (
    Ruler,
    aligned_record,
    claim_record,
    control_statement_record,
    garble_record,
    ruler,
    tie_statement_record,
)
from vedette.model import Awaiting, Coded, Copy, EventCard, KeptReport, ReportHead, ToldEvent, Wanted
from vedette.store import (
    find_awaiting,
    find_cards,
    find_copies,
    find_copies_of,
    find_events_of,
    find_heads,
    find_judgements,
    find_origins,
    find_texts,
    last_read,
)

PLAIN = Ruler(())


def event_detail(data: Database, connection: sa.Connection, state: str, told: ToldEvent) -> Record:
    """The whole record of an event."""
    event = told.event
    rulers = {id_: ruler(text) for id_, text in find_texts(connection, event.reports).items()}
    (card,) = find_cards(connection, Wanted(ids=frozenset({event.id})))
    claims = [claim_record(reading, event.id, rulers.get(reading.claim.report, PLAIN)) for reading in event.readings]
    own = {reading.claim.id for reading in event.readings}
    judged = [one for one in find_judgements(connection) if not own.isdisjoint((*one.one, *one.other))]
    return {
        **event_record(told),
        "changed": card.changed,
        "claims": claims,
        "origins": _origins(connection, told.reports),
        "judgements": [judgement_record(one) for one in judged],
        "awaiting": awaiting_records(connection, [one for one in awaiting(data, connection, state) if event.id in one.events]),
    }


def report_detail(connection: sa.Connection, kept: KeptReport, window: tuple[int | None, int | None]) -> Record:
    """The whole record of a report, with the part of its text from one code point to another."""
    report, text = kept.report, kept.report.text
    start, end = min(window[0] or 0, len(text)), len(text) if window[1] is None else min(window[1], len(text))
    coded = next(last_read(connection, [report.id]), None)
    at, events = ruler(text), find_events_of(connection, report.id)
    origin = find_origins(connection, [report.id]).get(report.id)
    return {
        **kept_record(kept),
        "text": text[start : max(start, end)],
        "length": len(text),
        "text_start": start,
        "text_end": max(start, end),
        **_read(coded, events, at),
        "origin": origin.origin if origin else None,
        "copies": _copies(connection, report.id),
        "sentences": [aligned_record(one) for one in kept.copy.sentences] if kept.copy else [],
        "events": [card_record(card) for card in _cards(connection, frozenset(events.values()))],
    }


def awaiting(data: Database, connection: sa.Connection, state: str) -> list[Awaiting]:
    """What awaits a person; looked for once for each state."""
    return data.kept(state, "awaiting", lambda: find_awaiting(connection))


def awaiting_records(connection: sa.Connection, found: Sequence[Awaiting]) -> list[Record]:
    """The records of what awaits a person."""
    heads = find_heads(connection, {one.report for asked in found for one in (*asked.one, *asked.other)})
    return [awaiting_record(asked, heads) for asked in found]


def _read(coded: Coded | None, events: Mapping[str, str], at: Ruler) -> Record:
    """What was read out of a report."""
    if coded is None:
        return {"garbled": None, "claims": [], "control": [], "ties": []}
    readings = sorted(
        (reading for event in coded.events for reading in event.readings), key=lambda one: (one.claim.sentence.start, one.claim.id)
    )
    return {
        "garbled": garble_record(coded.garble, at),
        "claims": [claim_record(reading, events.get(reading.claim.id), at) for reading in readings],
        "control": [control_statement_record(coded.report, one, at) for one in coded.control],
        "ties": [tie_statement_record(coded.report, one, at) for one in coded.ties],
    }


def _cards(connection: sa.Connection, ids: frozenset[str]) -> list[EventCard]:
    return find_cards(connection, Wanted(ids=ids)) if ids else []


def _origins(connection: sa.Connection, heads: Sequence[ReportHead]) -> list[Record]:
    """The reports under where their news comes from, each origin's own report first, then its copies by day."""
    ids = [head.id for head in heads]
    origins, copies = find_origins(connection, ids), find_copies(connection, ids)
    groups: dict[str, list[ReportHead]] = {}
    for head in heads:
        groups.setdefault(origins[head.id].origin if head.id in origins else head.id, []).append(head)
    return [
        {"origin": origin, "reports": [_voiced(head, copies.get(head.id)) for head in sorted(group, key=_first)]}
        for origin, group in groups.items()
    ]


def _first(head: ReportHead) -> tuple[bool, str, str]:
    return head.copy_of is not None, head.published.isoformat() if head.published else "9", head.id


def _voiced(head: ReportHead, copy: Copy | None) -> Record:
    return {
        **head_record(head),
        "title": head.title,
        "score": rounded(copy.score) if copy else None,
        "reason": copy.reason if copy else None,
        "sentences": [aligned_record(one) for one in copy.sentences] if copy else [],
    }


def _copies(connection: sa.Connection, report: str) -> list[Record]:
    found = find_copies_of(connection, report)
    heads = find_heads(connection, [copy.report for copy in found])
    return [
        {
            "report": copy.report,
            "publisher": heads[copy.report].publisher if copy.report in heads else None,
            "how": copy.how,
            "score": rounded(copy.score),
            "reason": copy.reason,
            "sentences": [aligned_record(one) for one in copy.sentences],
        }
        for copy in found
    ]
