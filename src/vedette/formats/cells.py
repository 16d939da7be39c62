"""Values -> cells of a sheet, and what all sheets ask of an event. No cell can become a formula where the sheet is opened.

A text that begins like a formula gets an apostrophe before it; numbers, also negative ones, stay numbers.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import TextIO

from vedette.formats.wording import clean
from vedette.lexicon.countries import Country, countries
from vedette.model import Actor, ActorMention, Claim, Interval, JoinedEvent, Place, Speaker, ToldEvent, TollRange, main_reading

Cell = str | int | float | bool | dt.date | None
# What a spreadsheet may take for the beginning of a formula; the last four are the same signs in full width.
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
JOINER = "; "


def write_sheet(stream: TextIO, rows: Iterable[Sequence[Cell]]) -> None:
    """Writes rows as CSV (RFC 4180, line feeds)."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerows([cell(value) for value in row] for row in rows)


def write_events(stream: TextIO, columns: Sequence[str], given: Iterable[Mapping[str, Cell]]) -> None:
    """Writes a header and a row for each of the `given` fields, in the order of `columns`; a field that is not given is empty."""
    write_sheet(stream, chain([columns], ([fields.get(name) for name in columns] for fields in given)))


def cell(value: Cell) -> str:
    """A value as it stands in a sheet: nothing for None, text on one line that no spreadsheet runs."""
    if value is None:
        return ""
    if isinstance(value, str):
        words = clean(value)
        return f"'{words}" if words.startswith(FORMULA) else words
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def each_once(words: Iterable[str | None]) -> list[str]:
    """Words without control characters, each once; none that are empty."""
    return list(dict.fromkeys(told for word in words if word and (told := clean(word))))


def several(words: Iterable[str | None], joiner: str = JOINER) -> str | None:
    """Words in one cell, each once; None for none. A semicolon in them gives way where it parts them."""
    told = each_once(words)
    return joiner.join(dict.fromkeys(word.replace(";", ",") if ";" in joiner else word for word in told)) or None


def place_of(event: JoinedEvent) -> Place | None:
    """The place that an event is resolved to."""
    return event.place.match.value if event.place and event.place.match else None


def place_name(event: JoinedEvent) -> str | None:
    """The name of an event's place; the report's words where it is not resolved."""
    place = place_of(event)
    return place.name if place else clean(event.place.mention.named.text) if event.place else None


def days_of(event: JoinedEvent) -> Interval:
    """The days of an event, open where unknown."""
    return event.when.value if event.when else Interval(None, None)


def toll_of(event: JoinedEvent, name: str) -> TollRange | None:
    """One count of an event's toll."""
    return next((toll for toll in event.toll if toll.toll == name), None)


def names_of(mentions: Sequence[ActorMention]) -> str | None:
    """The names of parties in one cell."""
    return several(mention.match.value.name for mention in mentions)


def acled_name(actor: Actor) -> str:
    """A party as ACLED names it, where that is known."""
    return actor.acled or actor.name


def grade_of(event: JoinedEvent) -> str:
    """The Admiralty grade: "F6"."""
    return f"{event.grade.reliability}{event.grade.credibility}"


def standing_words(event: JoinedEvent) -> str:
    """How well an event stands, for formats that have no field for it: stance, status, sources, grade."""
    said = f"{event.independent_sources} independent source{'s' * (event.independent_sources != 1)}"
    return f"stance {event.stance}; status {event.status}; {said}; grade {grade_of(event)}: {event.grade.reason}{_version(event)}"


def _version(event: JoinedEvent) -> str:
    return f"; made by vedette {event.made_by}" if event.made_by else ""


def country_of(event: JoinedEvent) -> Country | None:
    """The country of an event's place."""
    place = place_of(event)
    return countries().get(place.country or "") if place else None


def degrees(value: float | None, digits: int) -> float | None:
    """A coordinate with so many decimals."""
    return None if value is None else round(float(value), digits)


def speakers_of(event: JoinedEvent) -> list[Speaker]:
    """All who said or carried what is told of an event."""
    return [speaker for reading in event.readings for speaker in reading.claim.speakers]


def sentences_of(told: ToldEvent) -> list[str]:
    """The sentences that an event rests on, each once, the outlet before them; first the one that tells it as it is given."""
    outlets = {head.id: head.publisher for head in told.reports}
    claims: dict[str, Claim] = {}
    for reading in (main_reading(told.event), *told.event.readings):
        claims.setdefault(reading.claim.sentence.text, reading.claim)
    return [f"{outlets.get(claim.report) or claim.report}: “{clean(text)}”" for text, claim in claims.items()]
