"""A folder -> the paths in it, sorted, folder by folder; hidden and special files are passed over and counted.

A link to a folder is followed once: a loop ends where it comes back to.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path, PurePath

from vedette.errors import UnreadableFile

MOST_ENDINGS = 6


def walk(folder: Path, wanted: Callable[[str], bool], passed: Counter[str]) -> Iterator[Path | tuple[Path, UnreadableFile]]:
    """The files under `folder` whose name is `wanted`, in order; a folder that cannot be opened with why.

    `passed` counts what is passed over, by its ending, "hidden" or "special".
    """
    waiting, seen = [folder], set[tuple[int, int]]()
    while waiting:
        current = waiting.pop()
        try:
            status = current.stat()
            names = sorted(os.listdir(current))  # noqa: PTH208  # names alone are wanted
        except OSError as error:
            yield current, UnreadableFile(error.strerror or str(error))
            continue
        if (key := (status.st_dev, status.st_ino)) in seen:
            passed["links that lead back"] += 1
            continue
        seen.add(key)
        inner: list[Path] = []
        for name in names:
            path = current / name
            if name.startswith("."):
                passed["hidden"] += 1
            elif _is(path.is_dir):
                inner.append(path)
            elif not _is(path.is_file):
                passed["no files"] += 1
            elif wanted(name):
                yield path
            else:
                pass_over(name, passed)
        waiting += reversed(inner)


def _is(asks: Callable[[], bool]) -> bool:
    try:
        return asks()
    except OSError:  # what may not even be looked at
        return False


def pass_over(name: str, passed: Counter[str]) -> None:
    """Counts a file that is passed over by its ending."""
    passed[PurePath(name).suffix.lower()[:20] or "without an ending"] += 1


def passed_words(passed: Counter[str]) -> str:
    """What was passed over, in words: "passed over 3 hidden, 2 .jpg"."""
    told = [f"{number} {sort}" for sort, number in passed.most_common(MOST_ENDINGS)]
    if more := sum(passed.values()) - sum(number for _, number in passed.most_common(MOST_ENDINGS)):
        told.append(f"{more} others")
    return f"passed over {', '.join(told)}"
