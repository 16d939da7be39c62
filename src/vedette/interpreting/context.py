"""What a report's words are resolved against: its places by where they stand, its country, the day on which it was written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vedette.lexicon import Lexicon
from vedette.model import (
    Dateline,
    Mention,
    PlaceMention,
    Report,
)
from vedette.resolving.dates import DateContext
from vedette.resolving.day_of_writing import clock_of

TITLE_WEIGHT = 3


@dataclass(frozen=True, slots=True)
class Context:
    """What a report's words are resolved against: its places by where they stand, its country, its day.

    `days_set` are the days that sentences open with, by sentence; `clock` holds the day on which it was written.
    """

    report: Report
    places: Mapping[int, PlaceMention]
    country: str | None
    lexicon: Lexicon
    days_set: Mapping[int, Mention]
    clock: DateContext


def set_context(
    report: Report,
    places: Sequence[PlaceMention],
    lexicon: Lexicon,
    days_set: Mapping[int, Mention] | None = None,
    *,
    dateline: Dateline | None = None,
) -> Context:
    """The context of one report; `days_set` are the days that its sentences open with, by sentence."""
    dateline = dateline or Dateline()
    where = next((place.match.value for place in places if place.mention == dateline.place and place.match), None)
    by_start = {place.mention.start: place for place in sorted(places, key=lambda place: place.mention.end)}
    return Context(
        report, by_start, _country(report, places), lexicon, days_set or {}, clock_of(report, dateline.day, where, lexicon)
    )


def _country(report: Report, places: Sequence[PlaceMention]) -> str | None:
    votes: Counter[str] = Counter()
    for place in places:
        if place.match is not None and place.match.value.country:
            weight = TITLE_WEIGHT if report.title and place.mention.end <= len(report.title) else 1
            votes[place.match.value.country] += weight * (1 if place.demonym or place.match.value.sort == "country" else 2)
    return max(votes, key=lambda code: votes[code]) if votes else None
