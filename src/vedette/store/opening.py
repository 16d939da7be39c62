"""The path or URL of a database -> an open Store, made or brought up to the newest tables where it may be written.

SQLite with a write-ahead log: many may read while one writes, and a killed writer leaves whole transactions only. What
SQLite or the disk refuses is a StoreError of one line.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import quote

import sqlalchemy as sa

from vedette.errors import StoreBusy, StoreError, UsageError
from vedette.store.schema import APPLICATION_ID, REVISION

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


@dataclass(frozen=True, slots=True)
class Store:
    """An open database. `made_by` is the version that is written beside every record; `name` is how the user named it."""

    name: str
    engine: sa.Engine
    made_by: str
    read_only: bool

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection that sees the database as it is at its first query, whatever others write meanwhile."""
        with _told(self.name), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """One transaction: all that is written through the connection is kept, or nothing of it."""
        if self.read_only:
            raise StoreError(f"{self.name} cannot be written: it, or its folder, is read-only")
        with _told(self.name), self.engine.connect() as connection:
            connection = connection.execution_options(writes=True)
            with connection.begin():
                yield connection

    def close(self) -> None:
        """Lets the database go."""
        self.engine.dispose()


def open_store(where: str, *, made_by: str, create: bool = False, only_reads: bool = False, waits: float = WAITS_SECONDS) -> Store:
    """The database at `where`, a path or a URL like sqlite:///folder/vedette.db; raises StoreError, UsageError.

    With `create`, one that is not there is made. With `only_reads` nothing is written through it. Of another's lock it `waits`
    for the end, in seconds.
    """
    path = path_of(where)
    if not path.parent.is_dir():
        raise StoreError(f"{where}: there is no folder {path.parent}")
    if path.is_dir():
        raise StoreError(f"{where} is a folder; name a file in it")
    if not path.exists() and not create:
        raise StoreError(f"{where}: there is no such database; vedette add makes it, --db names another")
    read_only = path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
    connected = partial(_connected, path.absolute(), read_only, only_reads, waits)
    store = Store(where, _engine(path, connected), made_by, read_only or only_reads)
    try:
        _prepare(store)
    except BaseException:
        store.close()
        raise
    return store


def path_of(where: str) -> Path:
    """The file of a database that is named by a path or a URL; raises UsageError."""
    if "://" not in where:
        return Path(where)
    try:
        url = sa.make_url(where)
    except sa.exc.ArgumentError:
        raise UsageError(f"--db: {where!r} is no URL of a database; write a path, or sqlite:///folder/vedette.db") from None
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        raise UsageError(f"--db: {url.get_backend_name()} is not taken yet; write a path, or sqlite:///folder/vedette.db")
    return Path(url.database)


def _engine(path: Path, connected: Callable[[], sqlite3.Connection]) -> sa.Engine:
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(path)), creator=connected)
    sa.event.listen(engine, "begin", _begun)
    return engine


def _connected(path: Path, read_only: bool, only_reads: bool, waits: float) -> sqlite3.Connection:
    # A folder that cannot be written holds no shared memory for the log: nobody writes there, so none is needed.
    fixed = read_only and not os.access(path.parent, os.W_OK)
    mode = f"?mode={'ro' if read_only else 'rwc'}{'&immutable=1' if fixed else ''}"
    connection = sqlite3.connect(
        f"file:{quote(str(path))}{mode}", uri=True, timeout=waits, isolation_level=None, check_same_thread=False
    )
    try:
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


def _prepare(store: Store) -> None:
    with store.reading() as connection:
        found = _revision(connection, store.name)
    if found == REVISION:
        return
    if found is None and not store.read_only:
        _keep_a_log(store)
    with store.writing() as connection:
        if _revision(connection, store.name) != REVISION:
            _migrate(connection, store.name)


def _keep_a_log(store: Store) -> None:
    """Gives a new database its write-ahead log, which stays with the file; this cannot be done inside a transaction."""
    with _told(store.name):
        raw = store.engine.raw_connection()
        try:
            raw.cursor().execute("PRAGMA journal_mode=WAL")
        finally:
            raw.close()


def _revision(connection: sa.Connection, name: str) -> str | None:
    """The layout that the database has; None for one that is empty. Raises StoreError for another program's."""
    owner = connection.exec_driver_sql("PRAGMA application_id").scalar()
    if owner != APPLICATION_ID:
        if owner or connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar():
            raise StoreError(f"{name} is the database of another program; name another file")
        return None
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def _migrate(connection: sa.Connection, name: str) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError:
        raise StoreError(f"{name} was made by a newer vedette; bring this one up to date") from None
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Says in one line what SQLite or the disk refused."""
    try:
        yield
    except (sa.exc.DBAPIError, sqlite3.Error) as error:
        said = str(error.orig if isinstance(error, sa.exc.DBAPIError) else error)
        sort = StoreBusy if any(word in said for word in BUSY) else StoreError
        raise sort(f"{name} {next((ours for theirs, ours in TROUBLES if theirs in said), f'cannot be used: {said}')}") from error
