"""Reports by their ids -> what was read out of each, where the news of each comes from, whose copies they are."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from vedette.model import Copy, Origin
from vedette.store.codec import from_json
from vedette.store.kept import batched
from vedette.store.schema import copies, event_claims, events, origins, reports


def find_texts(connection: sa.Connection, ids: Iterable[str]) -> dict[str, str]:
    """The texts of these reports."""
    query = sa.select(reports.c.id, reports.c.text)
    return {
        id_: text for page in batched(sorted(set(ids))) for id_, text in connection.execute(query.where(reports.c.id.in_(page)))
    }


def find_origins(connection: sa.Connection, ids: Iterable[str]) -> dict[str, Origin]:
    """Where the news of each of these reports comes from."""
    query = sa.select(origins).order_by(origins.c.report, origins.c.origin.desc())
    rows = (row for page in batched(sorted(set(ids))) for row in connection.execute(query.where(origins.c.report.in_(page))))
    return {row.report: Origin(row.report, row.origin, row.reason) for row in rows}


def find_copies(connection: sa.Connection, ids: Iterable[str]) -> dict[str, Copy]:
    """Which of these reports are copies, and of what."""
    query = sa.select(copies.c.record)
    records = (
        text for page in batched(sorted(set(ids))) for text in connection.execute(query.where(copies.c.report.in_(page))).scalars()
    )
    return {copy.report: copy for copy in (from_json(Copy, record) for record in records)}


def find_copies_of(connection: sa.Connection, report: str) -> list[Copy]:
    """The copies of a report."""
    query = sa.select(copies.c.record).where(copies.c.of == report).order_by(copies.c.report)
    return [from_json(Copy, record) for record in connection.execute(query).scalars()]


def find_events_of(connection: sa.Connection, report: str) -> dict[str, str]:
    """The event that each claim of a report is in now, by the claims' ids."""
    query = sa.select(event_claims.c.claim, events.c.id).join(events, events.c.seq == event_claims.c.event)
    return {row.claim: row.id for row in connection.execute(query.where(event_claims.c.report == report))}
