"""A command line run in this process, for tests of the commands."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from vedette.cli import run

# The exit code, what was written and what was said.
Told = tuple[int, str, str]
Command = Callable[..., Told]


def runner(capsys: pytest.CaptureFixture[str], *before: str) -> Command:
    """What runs a command line that begins with the words `before`."""

    def command(*arguments: str) -> Told:
        capsys.readouterr()
        exit_code = run((*before, *arguments))
        told = capsys.readouterr()
        return exit_code, told.out, told.err

    return command
