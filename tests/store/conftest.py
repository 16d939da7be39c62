"""The tests of the store run on both databases."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _on_each_database(each_database: str) -> None:
    """Every test here, twice."""
