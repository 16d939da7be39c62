"""An event of one report -> its Telling: what joining across reports compares, worked out once for each.

Days without words of their own end with the day that they were told on and reach back a few; a telling of many days
("six days of fighting") is no telling of one of them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from vedette.joining.comparing import of_somebody
from vedette.lexicon.grammar import listed
from vedette.lexicon.kinds import kinds
from vedette.model import Actor, Coded, Count, Event, Interval, Place, Reading, Report

LAG = 3  # days before its telling that a happening without a day may lie: news is of the last few days
AHEAD = 30  # days within which what is planned is meant to come
SPELL = 3  # more days than this, told as such, are a campaign
NARROW_KM = 30.0
STEM = 6
BESIDE = 4  # words before a place's name that say which part of the land about it is meant
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# What may be told of one happening under several kinds: violence, and a place that changes hands.
BUNDLES = {"fight": "violence", "remote": "violence", "harm": "violence", "destroy": "violence", "take": "hands", "leave": "hands"}
BUNDLE_OF_KIND = {"handover": "hands", "displace": "displace", "offensive": "violence"}
HAPPENED = frozenset({"asserted", "denied", "possible"})
MORNING = listed("morning")
AFTERNOON = listed("afternoon")
NIGHT = listed("night")
HOURS = {"morning": MORNING, "afternoon": AFTERNOON, "night": NIGHT}
ABOUT_A_PLACE = listed("about-a-place")
DIRECTIONS = listed("directions")
COMMON = listed("common")
STRUCK = listed("struck")


@dataclass(frozen=True, slots=True)
class Telling:
    """One event of one report as joining sees it; days are ordinals, None where no day can be told."""

    event: Event
    report: str
    bundle: str
    family: str
    place: Place | None
    place_words: str
    narrow: bool
    first: int | None
    last: int | None
    told: bool
    spell: bool
    parties: tuple[tuple[Actor, ...], tuple[Actor, ...]]
    keys: tuple[frozenset[str], frozenset[str]]
    killed: Count | None
    wounded: Count | None
    words: frozenset[str]
    struck: frozenset[str]
    hours: frozenset[str]
    around: bool
    sides: frozenset[str]

    @property
    def id(self) -> str:
        """The id of the event that it tells."""
        return self.event.id


def tellings_of(coded: Coded) -> list[Telling]:
    """The tellings of one coded report; what is only supposed joins nothing and makes none."""
    return [telling(event, coded.report) for event in coded.events]


def telling(event: Event, report: Report) -> Telling:
    """An event of `report` in the form that is compared."""
    row = kinds()[event.kind]
    bundle = BUNDLE_OF_KIND.get(event.kind) or BUNDLES.get(row.family, row.family)
    stance = "happened" if event.stance in HAPPENED else event.stance
    place = event.place.match.value if event.place and event.place.match else None
    first, last, told = _days(event, report)
    if event.stance == "denied" and first is not None:
        first, told = first - LAG, False  # a denial comes days after what it denies
    sides = tuple(tuple(m.match.value for m in side if not of_somebody(m.match.value)) for side in (event.actors, event.recipients))
    words = _words(event.readings)
    named, beside = _names(event), _beside_place(event)
    return Telling(
        event=event,
        report=report.id,
        bundle=f"{bundle} {stance}",
        family=row.family,
        place=place,
        place_words=event.place.mention.named.text.casefold() if event.place else "",
        narrow=place is not None and place.radius_km <= NARROW_KM and place.sort not in ("province", "country"),
        first=first,
        last=last,
        told=told,
        spell=told and first is not None and last is not None and last - first >= SPELL,
        parties=(sides[0], sides[1]),
        keys=(frozenset(actor.key for actor in sides[0]), frozenset(actor.key for actor in sides[1])),
        killed=event.toll.killed.value if event.toll.killed else None,
        wounded=event.toll.wounded.value if event.toll.wounded else None,
        words=frozenset(word[:STEM] for word in words if len(word) > 2 and word not in COMMON and word not in named),
        struck=frozenset(one for word in words if (one := _singular(word)) in STRUCK and word not in named),
        hours=frozenset(hour for hour, told_by in HOURS.items() if words & told_by),
        around=bool(beside & ABOUT_A_PLACE),
        sides=frozenset(word.removesuffix("ern").replace("-", "") for word in beside & DIRECTIONS),
    )


def _days(event: Event, report: Report) -> tuple[int | None, int | None, bool]:
    """First and last day as ordinals, and whether words tell them."""
    days = event.when.value if event.when else Interval(None, None)
    told = event.when_words is not None and days.earliest is not None and days.latest is not None
    if days.earliest is None and days.latest is None and report.published is None:
        return None, None, False
    if days.earliest is None:
        last = days.latest or report.published or dt.date.min
        return last.toordinal() - LAG, last.toordinal(), told
    if days.latest is None:
        return days.earliest.toordinal(), days.earliest.toordinal() + AHEAD, told
    return days.earliest.toordinal(), days.latest.toordinal(), told


def _words(readings: Iterable[Reading]) -> frozenset[str]:
    return frozenset(word.lower() for text in {one.claim.sentence.text for one in readings} for word in WORD.findall(text))


def _names(event: Event) -> frozenset[str]:
    """The words for its parties and place: they are compared as what they mean."""
    mentions = [one.mention.text for one in (*event.actors, *event.recipients)]
    mentions += [event.place.mention.text] if event.place else []
    return frozenset(word.lower() for text in mentions for word in WORD.findall(text))


def _beside_place(event: Event) -> frozenset[str]:
    """The words next to the place's name where it is told: "the northern countryside of X"."""
    found: set[str] = set()
    for reading in event.readings:
        mention, sentence = reading.place.mention if reading.place else None, reading.claim.sentence
        if mention is not None and sentence.start <= mention.start < sentence.end:
            before = WORD.findall(sentence.text[: mention.start - sentence.start])[-BESIDE:]
            after = WORD.findall(sentence.text[mention.end - sentence.start :])[:1]
            found.update(word.lower() for word in (*before, *WORD.findall(mention.text), *after))
    return frozenset(found)


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") else word
