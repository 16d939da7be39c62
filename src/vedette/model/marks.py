"""What joining keeps beside its results, so that a new report meets what it may touch without reading all the rest anew.

A mark is what a record is found by; points and tellings of ties are what one report puts into the intervals of a place or pair.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from vedette.model.claims import Change, Stance, TieKind
from vedette.model.many import ControlInterval, Copy, Join, JoinedEvent, Origin, TieInterval
from vedette.model.readings import Actor, Interval, Place

LOOKED_FOR = 10  # days, after its first, on which a telling is looked for; longer ones meet by their month


@dataclass(frozen=True, slots=True)
class TextMark:
    """What a report's text is found by among those that it may copy.

    `order` puts originals before their copies; `bands` are the 64-bit bands of its MinHash signatures; `names` are those that
    would be a credit if a report of the database were published by an outlet of that name.
    """

    report: str
    publisher: str | None
    published: dt.date | None
    order: tuple[str | int | float, ...]
    bands: bytes
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TellingMark:
    """What one report's event (`part`) is found by among those that may tell of the same happening.

    It is looked for on the days from `low` to `high`, in `cells` of the map where its place is `narrow`, and by `tokens`.
    """

    part: str
    report: str
    bundle: str
    kind: str
    place: str | None
    narrow: bool
    low: int
    high: int
    cells: tuple[int, ...]
    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rejoined:
    """What joining puts in the place of what was kept of some `reports`, and of the events and joins of some `parts`.

    `touched` are the reports that came, went or changed, `marked` those whose text marks are made anew; parts are ids of
    single reports' events.
    """

    touched: frozenset[str]
    reports: frozenset[str]
    marked: frozenset[str]
    parts: frozenset[str]
    texts: tuple[TextMark, ...]
    tellings: tuple[TellingMark, ...]
    copies: tuple[Copy, ...]
    origins: tuple[Origin, ...]
    joins: tuple[Join, ...]
    events: tuple[JoinedEvent, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """One report's say: its id, where it has its news from, and the sources that the statement rests on."""

    report: str
    origin: str
    source: str
    published: dt.date | None

    @property
    def order(self) -> tuple[str, str]:
        """By publication, then id."""
        return (self.published.isoformat() if self.published else "9", self.report)


@dataclass(frozen=True, slots=True)
class ControlPoint:
    """One report's statement of who holds a place, on the day from which it is so; `told` are its own days.

    `sentence` is where its sentence begins; `part`: what is held is a part of the place; `pointed`: its holder is named only by a
    word that points to one ("it", "they"); `before`: the sentence tells that another takes what is held.
    """

    day: dt.date
    told: Interval
    holder: Actor
    change: Change
    stance: Stance
    voice: Voice
    place: Place
    event: str | None
    sentence: int = 0
    part: bool = False
    pointed: bool = False
    before: bool = False

    @property
    def key(self) -> str:
        """The place, told from others: by its own number, else its name and where it lies; with its country."""
        spot = self.place.geonames_id or f"{self.place.name} {self.place.latitude} {self.place.longitude}"
        return f"{spot} {self.place.country or ''}"


@dataclass(frozen=True, slots=True)
class TieTold:
    """One report's statement of a tie, with the day of the report."""

    source: Actor
    target: Actor
    kind: TieKind
    stance: Stance
    day: dt.date | None
    voice: Voice

    @property
    def key(self) -> str:
        """The two parties, in whichever order they were told: all that is said of them stands together."""
        return " | ".join(sorted((self.source.key, self.target.key)))


@dataclass(frozen=True, slots=True)
class Restated:
    """What the `reports` state of control and ties now, and the intervals of every place and pair that they stated or state."""

    reports: frozenset[str]
    points: tuple[ControlPoint, ...]
    told: tuple[TieTold, ...]
    control: Mapping[str, tuple[ControlInterval, ...]]
    ties: Mapping[str, tuple[TieInterval, ...]]
