"""Words before a name that put the event beside the place -> the place moved or widened, as the words say.

In: a Match and the words before it. Out: a Match with precision "near": "30 km east of X" moves the point, "between X and Y"
takes the middle, "north of X" and "near X" widen the radius. The one decision: only towns are moved, for "near Syria" and "north
of the Sahel" are as vague as before.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from vedette.model import Match, Place, PlaceMention
from vedette.resolving.distance import EARTH_KM, kilometres
from vedette.resolving.place_words import Words

MILE_KM = 1.609
BEARINGS = {"n": 0, "ne": 45, "e": 90, "se": 135, "s": 180, "sw": 225, "w": 270, "nw": 315}
WAY = r"(?P<way>(?:north|south) ?-? ?(?:east|west)|north|south|east|west)"
AWAY = re.compile(
    r"(?P<far>\d+(?:\.\d+)?) ?-? ?(?P<unit>km|kms|kilomet(?:er|re)s?|mi|miles?)(?: \([^()]*\))? (?:to the )?" + WAY + r" of",
    re.IGNORECASE,
)
SIZE = re.compile(r"(?:about|some|around|roughly|nearly|just|almost|approximately) ", re.IGNORECASE)
OF_KIND = re.compile(r" (?:the |a )?(?:[a-z]+ )?(?:city|town|village|settlement|capital)(?: of)?$")
BETWEEN = "between"
NEAR_KM, DIRECTION_KM, BETWEEN_KM = 25.0, 40.0, 150.0


def beside(found: Sequence[PlaceMention], leads: Sequence[str], words: Words) -> Iterator[PlaceMention]:
    """Each mention as the words before it, its `leads`, place it: moved, widened, or as it is."""
    for at, (mention, lead) in enumerate(zip(found, leads, strict=True)):
        lead = OF_KIND.sub("", lead)
        other = _other_end(found, leads, at)
        if mention.match is None or mention.demonym or mention.match.value.sort != "town":
            yield mention
        elif other is not None:
            yield _again(mention, amid(mention.match, other.match) if other.match else _towards(mention.match, other.mention.text))
        else:
            yield _again(mention, moved(mention.match, _tail(lead, words), words))


def _towards(match: Match[Place], other: str) -> Match[Place]:
    """A place that stands for what lies between it and another that is not known."""
    place = replace(match.value, precision="near", radius_km=max(match.value.radius_km, DIRECTION_KM))
    return Match(
        place, match.score, f"{match.reason}; between it and {other}, which is not known, so within {DIRECTION_KM:.0f} km of it"
    )


def led_by(phrase: str, words: Words) -> tuple[str, str]:
    """The words of a phrase that say beside what it is ("30 km east of", "near", "between", or ""), and the rest."""
    bare = SIZE.sub("", phrase, count=1)
    away = AWAY.match(bare)
    if away is not None:
        return bare[: away.end()], bare[away.end() :].strip()
    lowered = phrase.lower()
    for lead in (*words.directions, *words.near, BETWEEN):
        if lowered.startswith(lead + " "):
            return lead, phrase[len(lead) + 1 :]
    return "", phrase


def moved(match: Match[Place], lead: str, words: Words) -> Match[Place]:
    """The place as the words before it put it; as it is where they say nothing of the kind or it is no town."""
    away = AWAY.fullmatch(lead)
    if away is not None:
        return _away(match, away)
    lead = lead.lower()
    if lead in words.directions or lead in words.near:
        radius = max(match.value.radius_km, DIRECTION_KM if lead in words.directions else NEAR_KM)
        place = replace(match.value, precision="near" if match.value.sort == "town" else match.value.precision, radius_km=radius)
        return Match(place, match.score, f"{match.reason}; the words say {lead!r}, so within {radius:.0f} km of it")
    return match


def amid(one: Match[Place], other: Match[Place]) -> Match[Place]:
    """The middle of two places, with the half of the way as its radius; the first as it is where they are no two near points."""
    a, b, c, d = one.value.latitude, one.value.longitude, other.value.latitude, other.value.longitude
    if a is None or b is None or c is None or d is None or {one.value.sort, other.value.sort} != {"town"}:
        return one
    far = kilometres(a, b, c, d)
    if not 0 < far <= BETWEEN_KM:
        return one
    place = replace(
        one.value,
        name=f"between {one.value.name} and {other.value.name}",
        latitude=round((a + c) / 2, 4),
        longitude=round((b + d) / 2, 4),
        precision="near",
        radius_km=round(far / 2, 1),
        geonames_id=None,
        population=None,
    )
    why = f"half of the way between {one.value.name} and {other.value.name}, {far:.0f} km apart; {one.reason}"
    return Match(place, min(one.score, other.score), why)


def _other_end(found: Sequence[PlaceMention], leads: Sequence[str], at: int) -> PlaceMention | None:
    """The other end of "between X and Y", for either."""
    for one, two in ((at, at + 1), (at - 1, at)):
        if one >= 0 and two < len(found) and re.search(r"\bbetween(?: the (?:towns|cities|villages) of)?$", leads[one]):
            name = found[one].mention.text
            if leads[two].endswith(f"{name} and") or leads[two].endswith(f"{name} and the town of"):
                return found[two if one == at else one]
    return None


def _tail(lead: str, words: Words) -> str:
    """The end of the words before a name that says beside what it is, or ""."""
    aways = [away for away in AWAY.finditer(lead) if away.end() == len(lead)]
    if aways:
        return aways[-1].group()
    lowered = f" {lead.lower()}"
    return next((words_ for words_ in (*words.directions, *words.near) if lowered.endswith(" " + words_)), "")


def _again(mention: PlaceMention, match: Match[Place]) -> PlaceMention:
    return mention if match is mention.match else replace(mention, match=match, reason=match.reason)


def _away(match: Match[Place], away: re.Match[str]) -> Match[Place]:
    """The place moved so many kilometres into a direction, within a quarter of the way or its own radius."""
    if match.value.latitude is None or match.value.longitude is None or match.value.sort not in ("town", "area", "feature"):
        return match
    far = float(away["far"]) * (MILE_KM if away["unit"].lower().startswith("mi") else 1.0)
    turn = math.radians(BEARINGS["".join(part[0] for part in re.findall("north|south|east|west", away["way"].lower()))])
    latitude = match.value.latitude + math.degrees(far * math.cos(turn) / EARTH_KM)
    across = math.degrees(far * math.sin(turn) / (EARTH_KM * math.cos(math.radians(latitude))))
    place = replace(
        match.value,
        name=f"{far:.0f} km {away['way'].lower()} of {match.value.name}",
        latitude=round(latitude, 4),
        longitude=round(match.value.longitude + across, 4),
        precision="near",
        radius_km=round(max(far / 4, match.value.radius_km), 1),
        geonames_id=None,
        population=None,
    )
    return Match(place, match.score, f"{match.reason}; moved {far:.0f} km {away['way']} as the words say")


__all__ = ["BETWEEN", "amid", "beside", "led_by", "moved"]
