"""The path or URL of a database -> an open Store, made or brought up to the newest tables where it may be written.

What SQLite, the server of PostgreSQL, the disk or the network refuses is a StoreError of one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import sqlalchemy as sa

from vedette.errors import StoreBusy, StoreError, UsageError
from vedette.store import sqlite
from vedette.store.schema import REVISION

# Of an address that cannot be read, what must not be told: all that may be a password.
SECRET = re.compile(r"://[^/]*@|password=[^&]*")


class Way(Protocol):
    """How a sort of database is dealt with; the modules `sqlite` and `postgres` are two ways."""

    @property
    def Trouble(self) -> type[Exception]:  # noqa: N802  # a class
        """What its driver raises."""

    def named(self, where: str, /) -> str:
        """What messages call it."""

    def title(self, where: str, /) -> str:
        """Its short name."""

    def connect(self, where: str, /, *, create: bool, only_reads: bool, waits: float | None) -> tuple[sa.Engine, bool]:
        """What opens connections, and whether they can only read."""

    def identity(self, where: str, /) -> object:
        """What tells it from another in its place."""

    def may_write(self, connection: sa.Connection, /) -> bool:
        """Whether this user may add to it."""

    def is_ours(self, connection: sa.Connection, name: str, /) -> bool:
        """Whether it is ours, or else empty."""

    def begin(self, engine: sa.Engine, name: str, /, *, create: bool) -> None:
        """What comes before the first tables."""

    def mark(self, connection: sa.Connection, /) -> None:
        """Marks it as ours."""

    def pour(self, connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, object]], /) -> None:
        """Puts many rows into a table, the fastest way that it has."""

    def settle(self, connection: sa.Connection, /) -> None:
        """What comes after rows with numbers of their own."""

    def told(self, error: Exception, /) -> tuple[type[StoreError], str]:
        """What a user is told of a refusal."""


@dataclass(frozen=True, slots=True)
class Store:
    """An open database. `made_by` is the version that is written beside every record; `name` is what messages call it."""

    name: str
    engine: sa.Engine
    made_by: str
    read_only: bool
    way: Way

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection that sees the database as it is at its first query, whatever others write meanwhile."""
        with self.telling(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """One transaction: all that is written through the connection is kept, or nothing of it."""
        if self.read_only:
            raise StoreError(f"{self.name} cannot be written: it is read-only for this user")
        with self.telling(), self.engine.connect() as connection:
            connection = connection.execution_options(writes=True)
            with connection.begin():
                yield connection

    def pour(self, connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, object]]) -> None:
        """Puts many rows into a table within the connection's transaction."""
        self.way.pour(connection, table, rows)

    def settle(self, connection: sa.Connection) -> None:
        """To be called when many rows came in with numbers of their own."""
        self.way.settle(connection)

    def close(self) -> None:
        """Lets the database go."""
        self.engine.dispose()

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Says in one line what was refused."""
        try:
            yield
        except sa.exc.TimeoutError as error:
            raise StoreBusy(f"{self.name} is in use: too many ask at once; try again") from error
        except (sa.exc.DBAPIError, self.way.Trouble) as error:
            cause = error.orig if isinstance(error, sa.exc.DBAPIError) and isinstance(error.orig, Exception) else error
            sort, words = self.way.told(cause)
            raise sort(f"{self.name} {words}") from error


def open_store(where: str, *, made_by: str, create: bool = False, only_reads: bool = False, waits: float | None = None) -> Store:
    """The database at `where`, a path or a URL (sqlite:///folder/vedette.db, postgresql://…); raises StoreError, UsageError.

    With `create`, one that is not there is made. With `only_reads` nothing is written through it. Of another's lock it `waits`
    for the end, in seconds.
    """
    way = _way_of(where)
    engine, read_only = way.connect(where, create=create, only_reads=only_reads, waits=waits)
    store = Store(way.named(where), engine, made_by, read_only, way)
    try:
        return _prepared(store, create=create)
    except BaseException:
        store.close()
        raise


def title_of(where: str) -> str:
    """The short name of a database, fit to be shown to anyone; raises UsageError."""
    return _way_of(where).title(where)


def name_of(where: str) -> str:
    """What messages call a database, without a password; raises UsageError."""
    return _way_of(where).named(where)


def identity_of(where: str) -> object:
    """What tells a database from another that was put in its place; None where there is none."""
    return _way_of(where).identity(where)


def _way_of(where: str) -> Way:
    scheme, parted, _ = where.partition("://")
    sort = scheme.partition("+")[0]
    if not parted or sort == "sqlite":
        return sqlite
    if sort in ("postgresql", "postgres"):
        from vedette.store import postgres

        return postgres
    shown = SECRET.sub("://…", where)
    raise UsageError(f"--db: {shown!r} is not taken; write a path, sqlite:///folder/vedette.db or postgresql://HOST/DATABASE")


def _prepared(store: Store, *, create: bool) -> Store:
    """The store with the newest tables, read-only where this user may not add to it."""
    with store.reading() as connection:
        found = _revision(connection, store)
    if found is None and not store.read_only:
        with store.telling():
            store.way.begin(store.engine, store.name, create=create)
    if found != REVISION:
        with store.writing() as connection:
            if _revision(connection, store) != REVISION:
                _migrate(connection, store)
    if store.read_only:
        return store
    with store.reading() as connection:
        return store if store.way.may_write(connection) else replace(store, read_only=True)


def _revision(connection: sa.Connection, store: Store) -> str | None:
    """The layout that the database has; None for one that is empty. Raises StoreError for another program's."""
    if not store.way.is_ours(connection, store.name):
        return None
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def _migrate(connection: sa.Connection, store: Store) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError:
        raise StoreError(f"{store.name} was made by a newer vedette; bring this one up to date") from None
    store.way.mark(connection)
