"""What one format could read out of a file, before dates are understood and the report is named: the noun Draft."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from vedette.errors import ReportError


@dataclass(frozen=True, slots=True)
class Draft:
    """One report as its file gives it. `published` and `embargoed`, until when it must not be published, are as written.

    `ref` is its publisher's name for the item, `version` the number of this version; `killed` is why it is not to be used.
    `partial` says why the body is not all that was published. `at` is where it stands in an archive, to be added to the path;
    `remarks` are words for the user.
    """

    body: str
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published: object = None
    url: str | None = None
    ref: str | None = None
    version: int | None = None
    partial: str | None = None
    embargoed: object = None
    killed: str | None = None
    at: str | None = None
    remarks: tuple[str, ...] = ()


# A file's reader gives each report, or what is wrong with one, behind its place in the file: ":3" is line 3, "" the whole.
Found: TypeAlias = tuple[str, Draft | ReportError]
Reader: TypeAlias = Callable[[io.BufferedReader], Iterator[Found]]
