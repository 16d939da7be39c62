"""A file of SQLite: how it is named, reached, told from another program's, and what it says where it refuses.

A write-ahead log: many may read while one writes, and a killed writer leaves whole transactions only.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from urllib.parse import quote

import sqlalchemy as sa

from vedette.errors import StoreBusy, StoreError, UsageError
from vedette.resolving.distance import kilometres

# "VEDT": tells a database of ours from another program's.
APPLICATION_ID = 0x56454454
WAITS_SECONDS = 10.0
BUSY = ("locked", "busy")
# What SQLite says -> what a user is told; the first that fits.
TROUBLES = (
    ("not a database", "is no database"),
    ("locked", "is in use: another program is writing to it; try again when that is done"),
    ("busy", "is in use: another program is writing to it; try again when that is done"),
    ("readonly", "cannot be written: it, or its folder, is read-only"),
    ("disk is full", "cannot be written: the disk is full"),
    ("malformed", "is damaged; put a copy of it in its place"),
    ("unable to open", "cannot be opened: look at the rights of the file and of its folder"),
)
Trouble: type[Exception] = sqlite3.Error


def named(where: str) -> str:
    """What messages call the database: as the user does. Raises UsageError for what names none."""
    _file(where)
    return where


def title(where: str) -> str:
    """The name of the file."""
    return _file(where).name


def connect(where: str, *, create: bool, only_reads: bool, waits: float | None) -> tuple[sa.Engine, bool]:
    """What opens connections, and whether the file can only be read; raises StoreError."""
    path = _file(where)
    if not path.parent.is_dir():
        raise StoreError(f"{where}: there is no folder {path.parent}")
    if path.is_dir():
        raise StoreError(f"{where} is a folder; name a file in it")
    if not path.exists() and not create:
        raise StoreError(f"{where}: there is no such database; vedette add makes it, --db names another")
    read_only = path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
    connected = partial(_connected, path.absolute(), read_only, only_reads, WAITS_SECONDS if waits is None else waits)
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(path)), creator=connected)
    sa.event.listen(engine, "begin", _begun)
    return engine, read_only


def identity(where: str) -> object:
    """What tells the file from another that was put in its place; None where there is none."""
    try:
        found = _file(where).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def may_write(_connection: sa.Connection) -> bool:
    """What the rights of the file did not tell before, a connection does not either."""
    return True


def is_ours(connection: sa.Connection, name: str) -> bool:
    """Whether it is a database of ours, or else empty; raises StoreError for another program's."""
    owner = connection.exec_driver_sql("PRAGMA application_id").scalar()
    if owner != APPLICATION_ID and (owner or connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()):
        raise StoreError(f"{name} is the database of another program; name another file")
    return bool(owner == APPLICATION_ID)


def begin(engine: sa.Engine, _name: str, *, create: bool) -> None:  # noqa: ARG001  # an empty file is filled in any case
    """Gives a new database its write-ahead log, which stays with the file; this cannot be done inside a transaction."""
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA journal_mode=WAL")
    finally:
        raw.close()


def mark(connection: sa.Connection) -> None:
    """Marks the database as ours."""
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")


def pour(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Puts many rows into a table."""
    connection.execute(table.insert(), rows)


def settle(connection: sa.Connection) -> None:
    """Nothing: SQLite counts on by itself after rows that came with their numbers."""


def told(error: Exception) -> tuple[type[StoreError], str]:
    """What a user is told where SQLite or the disk refused, and of which sort it is."""
    said = str(error)
    sort = StoreBusy if any(word in said for word in BUSY) else StoreError
    return sort, next((ours for theirs, ours in TROUBLES if theirs in said), f"cannot be used: {said}")


def _file(where: str) -> Path:
    if "://" not in where:
        return Path(where)
    try:
        url = sa.make_url(where)
    except (sa.exc.ArgumentError, ValueError):
        raise UsageError(f"--db: {where!r} is no URL of a database; write a path, or sqlite:///folder/vedette.db") from None
    if not url.database or url.database == ":memory:":
        raise UsageError("--db: a database in memory is gone at once; write a path, or sqlite:///folder/vedette.db")
    return Path(url.database)


def _connected(path: Path, read_only: bool, only_reads: bool, waits: float) -> sqlite3.Connection:
    # A folder that cannot be written holds no shared memory for the log: nobody writes there, so none is needed.
    fixed = read_only and not os.access(path.parent, os.W_OK)
    mode = f"?mode={'ro' if read_only else 'rwc'}{'&immutable=1' if fixed else ''}"
    connection = sqlite3.connect(
        f"file:{quote(str(path))}{mode}", uri=True, timeout=waits, isolation_level=None, check_same_thread=False
    )
    try:
        connection.create_function("kilometres", 4, kilometres, deterministic=True)
        if not read_only:
            connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA foreign_keys=ON")
        if only_reads:
            connection.execute("PRAGMA query_only=ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _begun(connection: sa.Connection) -> None:
    # A writer takes its lock at once: one that reads first and writes later could be refused in the middle.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")
