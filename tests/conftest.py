"""What all tests share: one open coder, since its parser and place index take seconds to open, and a walk through records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass

import pytest

from vedette.model import Mention
from vedette.pipeline import Coder
from vedette.resolving.gazetteer import Gazetteer


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
