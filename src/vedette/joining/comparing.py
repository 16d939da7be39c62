"""Two readings' places, parties, counts, words -> whether they agree. Joining within a report and across reports both go by it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from vedette.lexicon.grammar import listed
from vedette.model import Actor, ActorMention, Count, Place
from vedette.resolving.distance import kilometres
from vedette.resolving.states import may_be

Standing = Literal["same", "touching", "near", "inside", "apart"]
POSSESSIVE = listed("possessive")
Sides = Literal["same", "alike", "open", "differ"]
CIVILIANS = frozenset({"CVL", "REF", "EDU", "MED", "JRN", "AGR", "LAB", "BUS", "REL"})
NEAR_WORDS = 0.75
STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "PRM", None})
TOUCHING_KM = 3.0
FARTHEST_KM = 25.0


def standing(here: Place, there: Place) -> Standing:
    """How two places lie: the same by name, touching or near by their points and radii, one inside the other, or apart."""
    if (here.name, here.country) == (there.name, there.country):
        return "same"
    alike = here.country == there.country
    if alike and ("country" in (here.sort, there.sort) or _holds(here, there) or _holds(there, here)):
        return "inside"
    away = _away(here, there)
    if away is None:
        return "apart"
    if away <= TOUCHING_KM:
        return "touching"
    return "near" if away <= min(FARTHEST_KM, here.radius_km + there.radius_km) else "apart"


def _holds(wide: Place, narrow: Place) -> bool:
    """Whether a province holds a place; a town that gives its name to its province holds nothing but itself."""
    return wide.sort == "province" and narrow.admin1 == wide.name


def _away(here: Place, there: Place) -> float | None:
    points = (here.latitude, here.longitude, there.latitude, there.longitude)
    if points[0] is None or points[1] is None or points[2] is None or points[3] is None:
        return None
    return kilometres(points[0], points[1], points[2], points[3])


def of_somebody(actor: Actor) -> bool:
    """Whether a party is only known as somebody's: "its forces", "their convoy" may be anyone's."""
    return actor.id is None and actor.name.split(" ", 1)[0].lower() in POSSESSIVE


def share_party(first: Sequence[ActorMention], second: Sequence[ActorMention]) -> bool:
    """Whether two sides have a party in common, by name or loosely."""
    return meet([one.match.value for one in first], [other.match.value for other in second])


def meet(first: Sequence[Actor], second: Sequence[Actor]) -> bool:
    """Whether two groups of parties have one in common, by name or loosely."""
    return any(one.key == other.key or loosely(one, other) for one in first for other in second)


def loosely(one: Actor, other: Actor) -> bool:
    """Two names of one side: a country's government and its army, or one named only by a general word."""
    return bool(one.country) and one.country == other.country and one.sector in STATE_SECTORS and other.sector in STATE_SECTORS


def sides(first: Sequence[Actor], second: Sequence[Actor]) -> Sides:
    """How the parties of two tellings stand: one in common, alike, open (one is known by words alone), or others."""
    if {one.key for one in first} & {other.key for other in second}:
        return "same"
    if any(_alike(one, other) for one in first for other in second):
        return "alike"
    return "differ" if _known(first) and _known(second) else "open"


def _alike(one: Actor, other: Actor) -> bool:
    civilians = one.sector in CIVILIANS and other.sector in CIVILIANS
    shared = one.country == other.country or None in (one.country, other.country)
    return loosely(one, other) or (civilians and shared) or may_be(one, other) or may_be(other, one)


def _known(side: Sequence[Actor]) -> bool:
    """Whether a side is more than names that no list holds: a man of a group is no other party than his group."""
    return any(actor.id is not None or (actor.sector is not None and actor.country is not None) for actor in side)


def counts_meet(one: Count, other: Count) -> bool:
    """Whether some number fits both: "at least 14" and "civilians", not 14 and 22."""
    low, high = max(one.low or 0, other.low or 0), min(_top(one), _top(other))
    return low <= high


def _top(count: Count) -> float:
    return float("inf") if count.high is None else count.high


def same_words(one: str, other: str) -> bool:
    """Whether two sentences share most of their words: the same one twice, or a paraphrase of it."""
    first, second = set(one.lower().split()), set(other.lower().split())
    return bool(first and second) and len(first & second) >= NEAR_WORDS * max(len(first), len(second))
