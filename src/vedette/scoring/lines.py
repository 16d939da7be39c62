"""A file of gold, a JSON record a line -> what an adapter makes of each record."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from vedette.errors import BadRecord, UnreadableFile

T = TypeVar("T")
UNFIT = (KeyError, ValueError, TypeError, AttributeError, IndexError, StopIteration)


def read_lines(file: Path, made: Callable[[Any, str], T], wanted: str) -> tuple[T, ...]:
    """What `made` makes of each record and of where it stands ("name.jsonl:3"), in order; blank lines are passed over.

    `wanted` says what a record should be ("a gold case"). Raises UnreadableFile, or BadRecord naming file and line.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(f"{file}: {error}") from error
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                found.append(made(json.loads(line), f"{file.name}:{number}"))
            except UNFIT as error:
                raise BadRecord(f"{file}:{number}: not {wanted}: {type(error).__name__} {error}") from error
    return tuple(found)
