"""What all tests share: one open coder, since its parser and place index take seconds to open, and a walk through records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass

import postgres_server
import pytest
from places import SORTS, placed
from postgres_server import Server

from vedette.model import Mention
from vedette.pipeline import Coder
from vedette.resolving.gazetteer import Gazetteer


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes are named by what they are for: packed ones differ by the second, and processes that share the tests compare names."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def coder() -> Coder:
    """An open coder with the project's own word files."""
    return Coder()


@pytest.fixture(scope="session")
def gazetteer(coder: Coder) -> Gazetteer:
    """The coder's place index."""
    return coder.gazetteer


@pytest.fixture(scope="session")
def mentions() -> Callable[[object], list[Mention]]:
    """Gathers every Mention that a record holds, however deep, antecedents too."""

    def inside(record: object) -> Iterator[Mention]:
        if isinstance(record, Mention):
            yield record
        if isinstance(record, tuple):
            for item in record:
                yield from inside(item)
        elif is_dataclass(record):
            for field in fields(record):
                yield from inside(getattr(record, field.name))

    return lambda record: list(inside(record))


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A server of PostgreSQL."""
    with postgres_server.started() as running:
        yield running


@pytest.fixture
def postgres(server: Server) -> Iterator[Server]:
    """The server, without the databases of other tests."""
    yield server
    server.clear()


@pytest.fixture(params=SORTS)
def each_database(request: pytest.FixtureRequest) -> Iterator[str]:
    """Runs a test on a file of SQLite, and on a database of the server: `kept_example.where` says which."""
    with placed(request) as sort:
        yield sort
