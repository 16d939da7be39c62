"""Many reports, notices and remarks -> rows, in one transaction: by the same rules as one after the other, and in their order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import sqlalchemy as sa

from vedette.model import Coded, KillNotice
from vedette.store.logged import FAILED
from vedette.store.opening import Store
from vedette.store.saving import Outcome, put, put_cancel, stamp
from vedette.store.schema import intake_log

Came = Outcome | Literal["notice", "failed", "remark"]


@dataclass(frozen=True, slots=True)
class Noted:
    """A row for the intake log of what is no report: `failed`, or a `remark`."""

    outcome: Literal["failed", "remark"]
    path: str | None
    message: str


def find_noted(store: Store) -> set[tuple[str, str]]:
    """What is noted already that is no report, by its outcome and message: the same is noted once."""
    with store.reading() as connection:
        rows = sa.select(intake_log.c.outcome, intake_log.c.message).where(intake_log.c.outcome.in_((FAILED, "remark")))
        return {(row.outcome, row.message) for row in connection.execute(rows)}


def save_many(store: Store, items: Iterable[Coded | KillNotice | Noted], noted: set[tuple[str, str]], made_by: str) -> list[Came]:
    """Keeps all of these or none; what came of each. `noted` is what `find_noted` found, and is added to.

    `made_by` is the version that coded them.
    """
    new, came = set[tuple[str, str]](), list[Came]()
    with store.writing() as connection:
        for item in items:
            if isinstance(item, Coded):
                came.append(put(connection, item, made_by))
            elif isinstance(item, KillNotice):
                put_cancel(connection, item, made_by)
                came.append("notice")
            else:
                came.append(item.outcome)
                if (item.outcome, item.message) not in noted and (item.outcome, item.message) not in new:
                    new.add((item.outcome, item.message))
                    _note(connection, item, made_by)
    noted |= new
    return came


def _note(connection: sa.Connection, item: Noted, made_by: str) -> None:
    row = {"path": item.path, "outcome": item.outcome, "message": item.message}
    connection.execute(intake_log.insert().values(**row, **stamp(made_by)))
