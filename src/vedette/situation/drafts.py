"""A statement of a brief before its citations are numbered."""

from __future__ import annotations

from dataclasses import dataclass

from vedette.model import Mention, Stance, Status


@dataclass(frozen=True, slots=True)
class Draft:
    """A Statement whose citations are still sentences of reports."""

    text: str
    cites: tuple[tuple[str, Mention], ...]
    under: str | None = None
    events: tuple[str, ...] = ()
    stance: Stance | None = None
    status: Status | None = None
    independent_sources: int | None = None
