"""What all tests share: one open coder, since its parser and place index take seconds to open."""

from __future__ import annotations

import pytest

from vedette.pipeline import Coder


@pytest.fixture(scope="session")
def coder() -> Coder:
    """An open coder with the project's own word files."""
    return Coder()
