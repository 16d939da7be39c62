"""The database that a server tells of: opened for reading only, opened anew when it was replaced, and what is worth keeping.

While it is gone or locked, who asks gets a StoreError; the next who asks after it is back gets an answer. What is
derived from the whole is remembered until the state changes.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar, cast

import sqlalchemy as sa

from vedette.errors import StoreError
from vedette.store import Store, identity_of, name_of, open_store, state_now
from vedette.store.saving import digest

T = TypeVar("T")
WAITS_SECONDS = 2.0
MOST_KEPT = 64


class Database:
    """An open database; safe for many threads."""

    def __init__(self, where: str, made_by: str) -> None:
        self.where, self.made_by = where, made_by
        self.name = name_of(where)
        self._lock = threading.Lock()
        self._store: Store | None = None
        self._identity: object = None
        self._kept_of: str | None = None
        self._kept: dict[str, object] = {}
        self._making = threading.RLock()  # what is made may rest on something else that is kept
        self.judging = threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection that sees one state of the database and cannot write; raises StoreError."""
        with self._opened().reading() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Store]:
        """The database to be written to; raises StoreError."""
        self._opened()
        store = open_store(self.where, made_by=self.made_by)
        try:
            yield store
        finally:
            store.close()

    def state(self, connection: sa.Connection) -> str:
        """A word that changes with anything that the database tells."""
        return digest(f"{self.made_by} {state_now(connection)}")

    def kept(self, state: str, name: str, make: Callable[[], T]) -> T:
        """What `make` gives, made once for a state and a name."""
        with self._lock:
            if self._kept_of == state and name in self._kept:
                return cast(T, self._kept[name])
        with self._making:  # others that want the same wait for it
            with self._lock:
                if self._kept_of == state and name in self._kept:
                    return cast(T, self._kept[name])
            made = make()
            with self._lock:
                if self._kept_of != state:
                    self._kept_of, self._kept = state, {}
                if len(self._kept) >= MOST_KEPT:
                    self._kept.pop(next(iter(self._kept)))
                self._kept[name] = made
            return made

    def close(self) -> None:
        """Lets the database go."""
        with self._lock:
            self._let_go()

    def _opened(self) -> Store:
        identity = identity_of(self.where)
        with self._lock:
            if self._store is not None and identity == self._identity:
                return self._store
            self._let_go()
            if identity is None:
                raise StoreError(f"{self.name} is gone")
            self._store = open_store(self.where, made_by=self.made_by, only_reads=True, waits=WAITS_SECONDS)
            self._identity = identity
            return self._store

    def _let_go(self) -> None:
        if self._store is not None:
            self._store.close()
        self._store = self._identity = self._kept_of = None
        self._kept = {}
