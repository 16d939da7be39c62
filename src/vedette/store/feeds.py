"""How far feeds have been followed, and what is still to be read of them -> rows, and back.

What a feed announced is kept in one transaction with what its server said (ETag, Last-Modified): killed in between, the
next run asks again. What came of an entry is kept in one transaction with its report: no report is taken in twice.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from vedette.model import Entry, EntryOutcome, Followed, Waiting, url_key
from vedette.store.codec import from_json, to_json
from vedette.store.opening import Store
from vedette.store.saving import digest, stamp
from vedette.store.schema import feed_entries, feeds

PAGE = 200
MOMENTS = ("asked_at", "succeeded_at", "full_at", "due")
PLAIN = ("url", "name", "etag", "modified", "failures", "gone", "message")
# They say what the reader took the words of a date for, which may change from one day to the next.
UNDERSTOOD = ("published", "published_at")


def find_followed(connection: sa.Connection) -> list[tuple[Followed, Counter[str]]]:
    """Every feed that was ever followed, by its name, with how many of its entries came to what."""
    told: dict[str, Counter[str]] = {}
    count = sa.select(feed_entries.c.feed, feed_entries.c.outcome, sa.func.count()).group_by(
        feed_entries.c.feed, feed_entries.c.outcome
    )
    for feed, outcome, number in connection.execute(count):
        told.setdefault(feed, Counter())[outcome] = number
    rows = connection.execute(sa.select(feeds).order_by(feeds.c.name, feeds.c.url))
    return [(_followed(row), told.get(row.url, Counter())) for row in rows]


def find_waiting(connection: sa.Connection, urls: Iterable[str]) -> Iterator[Waiting]:
    """The entries of these feeds that are still to be read, the first announced first, the newest of those before the older."""
    wanted = set(urls)
    query = sa.select(feed_entries).where(feed_entries.c.outcome == "waiting").order_by(feed_entries.c.seq)
    for row in connection.execute(query):
        if row.feed in wanted:
            yield Waiting(row.seq, row.feed, from_json(Entry, row.record), row.tries, _moment(row.due))


def follow(store: Store, state: Followed, entries: Sequence[Entry] = ()) -> list[Waiting]:
    """Keeps how far a feed has been followed, and those of its entries that are new or have changed; these wait to be read."""
    with store.writing() as connection:
        values = {name: getattr(state, name) for name in PLAIN} | {name: _written(getattr(state, name)) for name in MOMENTS}
        done = connection.execute(feeds.update().where(feeds.c.url == state.url).values(**values))
        if not done.rowcount:
            connection.execute(feeds.insert().values(**values, **stamp(store.made_by)))
        found: list[Waiting] = []
        for start in range(0, len(entries), PAGE):
            found += _new(connection, state.url, entries[start : start + PAGE], store.made_by)
    return found


def settle(connection: sa.Connection, number: int, outcome: EntryOutcome, *, report: str | None, message: str | None) -> None:
    """Notes what came of an entry, within the transaction that keeps its report."""
    connection.execute(
        feed_entries.update()
        .where(feed_entries.c.seq == number)
        .values(outcome=outcome, report=report, message=message, record=None, due=None)
    )


def put_off(store: Store, waiting: Waiting, *, due: dt.datetime, message: str) -> Waiting:
    """Keeps that an entry could not be read now, and when it may be tried again."""
    later = replace(waiting, tries=waiting.tries + 1, due=due)
    with store.writing() as connection:
        connection.execute(
            feed_entries.update()
            .where(feed_entries.c.seq == waiting.number)
            .values(tries=later.tries, due=_written(due), message=message)
        )
    return later


def _new(connection: sa.Connection, feed: str, entries: Sequence[Entry], made_by: str) -> Iterator[Waiting]:
    """Keeps the entries that were not seen before, or not with these words."""
    keyed = {digest(entry.id): entry for entry in entries}
    seen = sa.select(feed_entries).where(feed_entries.c.feed == feed, feed_entries.c.key.in_(keyed))
    before = {row.key: row for row in connection.execute(seen)}
    for key, entry in keyed.items():
        print_, row = digest(to_json(entry, without=UNDERSTOOD)), before.get(key)
        if row is not None and row.digest == print_:
            continue
        address = url_key(entry.url)
        outcome = "elsewhere" if row is None and _came_elsewhere(connection, address) else "waiting"
        record = to_json(entry) if outcome == "waiting" else None
        values = {"digest": print_, "url_key": address, "outcome": outcome, "record": record, "tries": 0, "due": None}
        number = _put(connection, row, {**values, "feed": feed, "key": key, **stamp(made_by)})
        if outcome == "waiting":
            yield Waiting(number, feed, entry)


def _put(connection: sa.Connection, row: sa.Row[tuple[object, ...]] | None, values: dict[str, object]) -> int:
    if row is not None:
        number = int(row._mapping["seq"])
        connection.execute(feed_entries.update().where(feed_entries.c.seq == number).values(**values))
        return number
    added = connection.execute(feed_entries.insert().values(**values))
    (key,) = added.inserted_primary_key or (0,)
    return int(key)


def _came_elsewhere(connection: sa.Connection, address: str | None) -> bool:
    """Whether another entry with this address was read, or waits to be."""
    if address is None:
        return False
    other = sa.select(feed_entries.c.seq).where(feed_entries.c.url_key == address, feed_entries.c.outcome != "failed").limit(1)
    return connection.scalar(other) is not None


def _followed(row: sa.Row[tuple[object, ...]]) -> Followed:
    held = row._mapping
    fields: dict[str, Any] = {name: held[name] for name in PLAIN} | {name: _moment(held[name]) for name in MOMENTS}
    return Followed(**fields)


def _moment(words: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(words) if words else None


def _written(moment: dt.datetime | None) -> str | None:
    return moment.astimezone(dt.UTC).isoformat(timespec="milliseconds") if moment else None
