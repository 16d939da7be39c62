"""One database -> another, of whichever sort, whole: what is kept and what was joined, in one transaction, and looked over in it.

Rows go as they are, with their numbers, so that both give the same bytes out. What words, points and days are found by is
made anew, in the way of the database that it goes into.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping

import sqlalchemy as sa

from vedette.errors import Impossible, StoreError
from vedette.store import schema
from vedette.store.opening import Store

PAGE = 1000
# What words, points and days are found by, each with what its rows are made of.
_points, _days = schema.event_points.c, schema.event_days.c
FOUND_BY: dict[sa.Table, sa.Select[tuple[object, ...]]] = {
    schema.report_texts: sa.select(schema.reports.c.seq.label("rowid"), schema.reports.c.text),
    schema.sentence_texts: sa.select(schema.claims.c.seq.label("rowid"), schema.claims.c.sentence),
    # An R*Tree holds numbers as fractions, rounded: days come out whole, and the events know their points as they are.
    schema.event_points: sa.select(
        _points.id,
        *(schema.events.c.latitude.label(name) for name in ("south", "north")),
        *(schema.events.c.longitude.label(name) for name in ("west", "east")),
    ).join(schema.events, schema.events.c.seq == _points.id),
    schema.event_days: sa.select(_days.id, *(sa.cast(day, sa.Integer).label(day.name) for day in (_days.first, _days.last))),
}
Told = Callable[[int], None]
Pages = Iterator[list[Mapping[str, object]]]


def copy(source: Store, target: Store, *, told: Told = lambda _: None) -> dict[str, int]:
    """Copies all that `source` holds into `target`, which must hold nothing; how many rows of each table.

    `told` hears of each lot of rows, read or looked over. Raises Impossible where there is something in the target, StoreError
    where what was written is not what was read: nothing is kept then.
    """
    with source.reading() as here, target.writing() as there:
        _see_empty(there, target)
        sums = {table: _sum(_put(target, there, table, rows)) for table, rows in _held(here, told)}
        for table, query in FOUND_BY.items():
            for _ in _put(target, there, table, _paged(here, query, told)):
                pass
        target.settle(there)
        for table, (number, digest) in sums.items():
            if _sum(_paged(there, _all(table), told)) != (number, digest):
                words = f"{target.name} does not hold the {table.name} as {source.name} does"
                raise StoreError(f"{words} (has a text a zero byte?); nothing was copied")
    return {table.name: number for table, (number, _) in sums.items()}


def _see_empty(connection: sa.Connection, target: Store) -> None:
    for table in (schema.reports, *schema.metadata.sorted_tables):
        if connection.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first() is not None:
            raise Impossible(f"{target.name} is not empty: it has {table.name}; name a database that is new")


def _held(connection: sa.Connection, told: Told) -> Iterator[tuple[sa.Table, Pages]]:
    """Every table with its rows; those that others point to come first."""
    for table in schema.metadata.sorted_tables:
        yield table, _paged(connection, _all(table), told)


def _all(table: sa.Table) -> sa.Select[tuple[object, ...]]:
    return sa.select(table).order_by(*table.primary_key)


def _paged(connection: sa.Connection, query: sa.Select[tuple[object, ...]], told: Told) -> Pages:
    for rows in connection.execute(query.execution_options(yield_per=PAGE)).mappings().partitions(PAGE):
        told(len(rows))
        yield [dict(row) for row in rows]


def _put(target: Store, connection: sa.Connection, table: sa.Table, pages: Pages) -> Pages:
    """Writes the rows, and gives them on."""
    for rows in pages:
        target.pour(connection, table, rows)
        yield rows


def _sum(pages: Pages) -> tuple[int, str]:
    """How many rows there are, and a hash of all that is in them."""
    number, digest = 0, hashlib.sha256()
    for rows in pages:
        number += len(rows)
        for row in rows:
            digest.update(repr(list(row.values())).encode("utf-8", "surrogatepass"))
    return number, digest.hexdigest()
