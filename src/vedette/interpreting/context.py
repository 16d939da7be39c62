"""What a report's words are resolved against: its places by where they stand, its country, the day on which it was written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from vedette.lexicon import Lexicon
from vedette.model import (
    Dateline,
    Interval,
    Mention,
    Name,
    PlaceMention,
    Report,
    Tense,
)
from vedette.resolving.dates import DateContext
from vedette.resolving.day_of_writing import clock_of
from vedette.resolving.story_days import DatePhrase, Story, story_of

TITLE_WEIGHT = 3
OPENING = 3  # words within which a day opens its sentence


@dataclass(frozen=True, slots=True)
class Context:
    """What a report's words are resolved against: its places by where they stand, its country, its day.

    `days_set` are the days that sentences open with, by sentence; `clock` holds the day on which it was written; `seen` the parties
    that it names without a doubt, by their ids; `story` the days that a report which looks back comes to;
    `headed` the days of the headings that sentences stand under, by where those start.
    """

    report: Report
    places: Mapping[int, PlaceMention]
    country: str | None
    lexicon: Lexicon
    days_set: Mapping[int, Mention]
    clock: DateContext
    seen: frozenset[str] = frozenset()
    story: Story = Story()
    headed: Mapping[int, Mention] = field(default_factory=dict)

    def clock_at(self, offset: int, told: Interval | None = None, tense: Tense = "past") -> DateContext:
        """What a date phrase at an offset hangs on, `told` being the days last told of."""
        story = self.story.at(offset)
        return replace(self.clock, narrative=told or next(iter(story), None), tense=tense, story=story)


def set_context(
    report: Report,
    places: Sequence[PlaceMention],
    lexicon: Lexicon,
    days_set: Mapping[int, Mention] | None = None,
    *,
    dateline: Dateline | None = None,
    names: Sequence[Name] = (),
    headed: Mapping[int, Mention] | None = None,
) -> Context:
    """The context of one report; `names` are all its names, `days_set` and `headed` as in Context."""
    dateline = dateline or Dateline()
    where = next((place.match.value for place in places if place.mention == dateline.place and place.match), None)
    by_start = {place.mention.start: place for place in sorted(places, key=lambda place: place.mention.end)}
    clock = clock_of(report, dateline.day, where, lexicon)
    phrases = [DatePhrase(name.mention, name.first < OPENING) for name in names if name.label == "date" and name.sentence >= 0]
    story = story_of(sorted(phrases, key=lambda phrase: phrase.mention.start), clock.published, lexicon)
    seen = frozenset(name.ids[0] for name in names if name.label == "actor" and len(name.ids) == 1)
    return Context(report, by_start, _country(report, places), lexicon, days_set or {}, clock, seen, story, headed or {})


def _country(report: Report, places: Sequence[PlaceMention]) -> str | None:
    votes: Counter[str] = Counter()
    for place in places:
        if place.match is not None and place.match.value.country:
            weight = TITLE_WEIGHT if report.title and place.mention.end <= len(report.title) else 1
            votes[place.match.value.country] += weight * (1 if place.demonym or place.match.value.sort == "country" else 2)
    return max(votes, key=lambda code: votes[code]) if votes else None
