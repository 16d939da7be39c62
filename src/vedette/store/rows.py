"""Many rows into a table, out of it, or in the place of others, a lot at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import sqlalchemy as sa

BATCH = 500


def put_rows(connection: sa.Connection, table: sa.Table, rows: Iterable[Mapping[str, object]]) -> None:
    """Adds rows, so many at a time."""
    held: list[Mapping[str, object]] = []
    for row in rows:
        held.append(row)
        if len(held) == BATCH:
            connection.execute(table.insert(), held)
            held = []
    if held:
        connection.execute(table.insert(), held)


def delete_rows(connection: sa.Connection, table: sa.Table, column: sa.ColumnElement[Any], values: Iterable[object]) -> None:
    """Takes out the rows that have one of these values."""
    asked = [{"asked": value} for value in values]
    if asked:
        connection.execute(table.delete().where(column == sa.bindparam("asked")), asked)


def replace_rows(
    connection: sa.Connection,
    table: sa.Table,
    column: sa.ColumnElement[Any],
    values: Collection[object],
    rows: Iterable[Mapping[str, object]],
) -> None:
    """Puts rows in the place of those that have one of these values."""
    delete_rows(connection, table, column, values)
    put_rows(connection, table, rows)
