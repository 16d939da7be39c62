"""The intake log: what was taken in, what failed, when and why; rows in, rows out. It is only ever added to."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa

from vedette.model import IntakeEntry
from vedette.store.opening import Store
from vedette.store.saving import stamp
from vedette.store.schema import intake_log

FAILED = "failed"


def log_failure(store: Store, path: str | None, message: str) -> None:
    """Notes that something could not be taken in; the same message is noted once."""
    log_once(store, FAILED, path, message)


def log_once(store: Store, outcome: str, path: str | None, message: str) -> None:
    """Notes what came of something that is no report; the same words are noted once."""
    with store.writing() as connection:
        same = sa.select(intake_log.c.seq).where(intake_log.c.message == message, intake_log.c.outcome == outcome)
        if connection.scalar(same.limit(1)) is None:
            connection.execute(intake_log.insert().values(path=path, outcome=outcome, message=message, **stamp(store.made_by)))


def find_log(
    connection: sa.Connection, *, failed: bool = False, since: dt.date | None = None, limit: int | None = None
) -> list[IntakeEntry]:
    """The rows of the log in the order in which they were made: those that failed, since a day (UTC), the last so many."""
    query = sa.select(intake_log).order_by(intake_log.c.seq.desc()).limit(limit)
    if failed:
        query = query.where(intake_log.c.outcome == FAILED)
    if since is not None:
        query = query.where(intake_log.c.made_at >= since.isoformat())
    rows = connection.execute(query).all()
    return [_entry(row) for row in reversed(rows)]


def log_page(
    connection: sa.Connection, *, outcome: str | None = None, before: int | None = None, limit: int | None = None
) -> tuple[list[tuple[int, IntakeEntry]], int]:
    """The rows with this outcome, newest first, each with its number, those numbered below `before`; and how many there are."""
    which = [intake_log.c.outcome == outcome] if outcome else []
    query = sa.select(intake_log).where(*which).order_by(intake_log.c.seq.desc()).limit(limit)
    if before is not None:
        query = query.where(intake_log.c.seq < before)
    total = connection.scalar(sa.select(sa.func.count()).select_from(intake_log).where(*which)) or 0
    return [(row.seq, _entry(row)) for row in connection.execute(query)], total


def _entry(row: sa.Row[tuple[Any, ...]]) -> IntakeEntry:
    return IntakeEntry(row.made_at, row.outcome, row.path, row.report, row.message)
