"""What one format could read out of a file, before dates are understood and the report is named: the noun Draft."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    """One report as its file gives it. `published` is as written."""

    body: str
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published: object = None
    url: str | None = None
    ref: str | None = None
