"""The sorts of databases that tests run on, and where those of a test lie."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import kept_example
import pytest

SORTS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@contextmanager
def placed(request: pytest.FixtureRequest) -> Iterator[str]:
    """Has `kept_example.where` give files or databases of the server, as a fixture's parameter says; they go at the end."""
    if request.param == "sqlite":
        yield "sqlite"
        return
    server = request.getfixturevalue("server")
    kept_example.PLACES.append(server.where)
    try:
        yield "postgresql"
    finally:
        kept_example.PLACES.pop()
        server.clear()
