"""Queries of one report -> for each the place that it means, weighed against what all the others mean.

In: the names of a report as Queries with their candidates and links ("X in Y"). Out: a Choice for each, or None with a reason.
The one decision: a place must be well known, or be said to lie somewhere, or lie in a country that the report speaks of;
spellings bent further than the article need a province that agrees, or a country and a close likeness.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from vedette.resolving.distance import kilometres, km
from vedette.resolving.gazetteer import Candidate, Gazetteer, Tier
from vedette.resolving.gazetteer_build import Kind
from vedette.resolving.place_spelling import spelt_otherwise

# What a candidate is worth before the report is looked at, on the scale of the logarithm of a town's people.
KIND_WORTH: Mapping[Kind, float] = {"country": 8.2, "area": 6.3, "feature": 6.0, "province": -0.3, "district": 3.0, "town": 0.0}
TIER_COST: Mapping[Tier, float] = {"exact": 0.0, "article": 0.3, "skeleton": 1.5, "near": 2.0}
GREAT_OTHER_NAME_COST = 0.5
OTHER_NAME_COST = 0.7
SMALL_OTHER_NAME_COST = 1.2
PROVINCE_OTHER_NAME_COST = 0.8
GREAT = 1_000_000
SEAT_WORTH, CAPITAL_WORTH = 0.35, 1.2
CURATED_TOWN = 4.4
# What the rest of the report adds: its countries, its provinces, places nearby, and what is said outright.
COUNTRY, PROVINCE, NEARBY = 3.2, 1.4, 0.9
NEARBY_KM = 90.0
# What is said to hold a place that nobody knows is rather a province than the town that it is named after.
UNKNOWN_WITHIN = 1.5
# A town that the text puts in another one cannot lie this far from it.
TOO_FAR_KM = 200.0
# A hint ("the town of") is not followed to a place that is this much less known.
HINT_REACH = 4.5
ROUNDS = 3
CONSIDERED = 60
# A town of this many people needs nothing else; one of that many needs its main name and no country that speaks against it.
FAMOUS, KNOWN, LEAST = 250_000, 40_000, 15_000
# A name of this many letters that only one place of this many people bears stands where nothing speaks against it.
LONG_NAME, VILLAGE = 6, 1_000
SAME_PLACE_KM = 30.0
# Below this weight the report names no other country that could speak against a place.
SILENT = 1.6
# A suburb lies in a country that makes up this part of the report.
SUBURB_SHARE = 0.2
# A country that makes up this part of the report counts as named.
LEADING = 0.34
KINDS_OF_HINT: Mapping[str, frozenset[Kind]] = {
    "province": frozenset({"province", "area", "district", "country"}),
    "district": frozenset({"district", "province", "town"}),
    "town": frozenset({"town"}),
    "suburb": frozenset({"town", "district", "area"}),
    "water": frozenset({"feature"}),
    "land": frozenset({"feature", "area"}),
}
WATER = frozenset({"river", "lake", "sea", "gulf", "strait", "canal", "ocean"})


@dataclass(frozen=True, slots=True)
class Link:
    """That a name lies inside another one (its number among the queries), and how plainly the text says so."""

    inside: int
    weight: float


@dataclass(slots=True)
class Query:
    """One name of a report, all mentions of it together. `hint` is the kind of place that the words beside it give, or ""."""

    text: str
    hint: str
    count: int
    candidates: tuple[Candidate, ...]
    country: str | None = None
    links: list[Link] = field(default_factory=list)
    holds: list[Link] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a query means, if anything; `score` is 0–1."""

    candidate: Candidate | None
    score: float
    reason: str


@dataclass(slots=True)
class _Scene:
    """What the report is about as far as it is known: the best candidate of each name and how sure it is, and how much of
    the report lies in each country, in each province and at which points.
    """

    best: list[Candidate | None]
    sure: list[float]
    countries: dict[str, float]
    provinces: dict[str, float]
    total: float
    points: list[tuple[int, float, float]]


def choose(queries: Sequence[Query], gazetteer: Gazetteer, home: str | None = None) -> list[Choice]:
    """A Choice for each query. `home` is the country of the outlet, a small weight where nothing else tells."""
    listed = [_considered(query) for query in queries]
    best: list[Candidate | None] = [_first(candidates) for candidates in listed]
    sure = [_surety(candidates) for candidates in listed]
    for _ in range(ROUNDS):
        scene = _scene(queries, best, sure, home)
        for number, (query, candidates) in enumerate(zip(queries, listed, strict=True)):
            if candidates:
                scores = [_score(c, number, query, scene) for c in candidates]
                top = max(range(len(scores)), key=scores.__getitem__)
                best[number] = candidates[top]
                sure[number] = _softmax(scores, top, candidates)
        if best == scene.best:
            break
    scene = _scene(queries, best, sure, home)
    return [_choice(n, query, listed[n], scene, gazetteer) for n, query in enumerate(queries)]


def _considered(query: Query) -> list[Candidate]:
    """The candidates that the hint allows, not too many: the best known, and the rest only where few share the name."""
    wanted = KINDS_OF_HINT.get(query.hint)
    found = list(query.candidates)
    if wanted is not None:
        fitting = [c for c in found if c.kind in wanted or (query.hint in ("water", "land") and c.curated and c.kind == "area")]
        if query.hint == "water":
            fitting = [c for c in fitting if c.sort in WATER]
        if query.hint == "water" or _worth_it(fitting, found):
            found = fitting
    return sorted(found, key=_prior, reverse=True)[:CONSIDERED] if len(found) > CONSIDERED else found


def _worth_it(fitting: Sequence[Candidate], found: Sequence[Candidate]) -> bool:
    """Whether the hint is to be followed: in "a U.S. town" the name is the country's, though some hamlet is called Us."""
    return bool(fitting) and max(map(_prior, fitting)) > max(map(_prior, found)) - HINT_REACH


def _prior(candidate: Candidate) -> float:
    worth = KIND_WORTH[candidate.kind] - TIER_COST[candidate.tier]
    if candidate.kind == "province":
        worth += math.log10(max(candidate.population, 20_000))
    elif candidate.kind == "town":
        worth += max(math.log10(candidate.population + 100), CURATED_TOWN if candidate.curated else 0.0)
        worth += CAPITAL_WORTH if candidate.capital else SEAT_WORTH if candidate.seat else 0.0
    if not candidate.own:
        worth -= _other_name(candidate)
    return worth


def _other_name(candidate: Candidate) -> float:
    """What a name costs that is not the place's first: little for a great city, much for a village."""
    if candidate.kind == "province":
        return PROVINCE_OTHER_NAME_COST
    if candidate.curated:
        return 0.0
    if candidate.population >= GREAT:
        return GREAT_OTHER_NAME_COST
    return OTHER_NAME_COST + (SMALL_OTHER_NAME_COST if candidate.population < LEAST else 0.0)


def _first(candidates: Sequence[Candidate]) -> Candidate | None:
    return max(candidates, key=_prior) if candidates else None


def _surety(candidates: Sequence[Candidate]) -> float:
    scores = [_prior(c) for c in candidates]
    return _softmax(scores, max(range(len(scores)), key=scores.__getitem__), candidates) if scores else 0.0


def _softmax(scores: Sequence[float], top: int, candidates: Sequence[Candidate]) -> float:
    """How sure the best is, places of one name at one spot (a town and its province) counted together."""
    peak = scores[top]
    chosen = candidates[top]
    same = others = 0.0
    for score, candidate in zip(scores, candidates, strict=True):
        weight = math.exp(1.6 * (score - peak))
        if candidate.country == chosen.country and (candidate.admin1 == chosen.admin1 or km(candidate, chosen) < SAME_PLACE_KM):
            same += weight
        else:
            others += weight
    return same / (same + others)


def _scene(queries: Sequence[Query], best: list[Candidate | None], sure: list[float], home: str | None) -> _Scene:
    countries: dict[str, float] = defaultdict(float)
    provinces: dict[str, float] = defaultdict(float)
    points: list[tuple[int, float, float]] = []
    for number, (query, candidate) in enumerate(zip(queries, best, strict=True)):
        weight = math.sqrt(query.count)
        if query.country is not None:
            countries[query.country] += 0.8 * weight
        elif candidate is not None:
            weight *= sure[number] * (1.3 if candidate.kind == "country" else 1.0)
            for code in candidate.countries if len(candidate.countries) < 4 else ():
                countries[code] += weight / len(candidate.countries)
            if candidate.admin1:
                provinces[candidate.admin1] += weight
            if candidate.kind in ("town", "district") or candidate.radius_km < 60:
                points.append((number, candidate.latitude, candidate.longitude))
    if home is not None:
        countries[home] += 0.5
    return _Scene(list(best), list(sure), countries, provinces, sum(countries.values()), points)


def _score(candidate: Candidate, number: int, query: Query, scene: _Scene) -> float:
    return (
        _prior(candidate)
        + COUNTRY * math.sqrt(_share(candidate, number, query, scene))
        + PROVINCE * _province_share(candidate, number, query, scene)
        + NEARBY * _nearness(candidate, number, scene)
        + _said(candidate, query, scene.best)
    )


def _share(c: Candidate, number: int, query: Query, scene: _Scene) -> float:
    """The part of the report, this name left out, that lies in the candidate's country."""
    if not c.countries or len(c.countries) > 6:
        return 0.1 if not c.countries else 0.3
    mine = scene.best[number]
    own = math.sqrt(query.count) * scene.sure[number] * (1.3 if mine is not None and mine.kind == "country" else 1.0)
    held = mine.countries if mine is not None else ()
    total = max(scene.total - (own if held and len(held) < 4 else 0.0), 0.3)
    share = 0.0
    for code in c.countries:
        part = own / len(held) if code in held and len(held) < 4 else 0.0
        share = max(share, (scene.countries.get(code, 0.0) - part) / (total + 0.7))
    return max(0.0, min(1.0, share))


def _province_share(c: Candidate, number: int, query: Query, scene: _Scene) -> float:
    if not c.admin1 or not scene.provinces:
        return 0.0
    mine = scene.best[number]
    own = math.sqrt(query.count) * scene.sure[number] if mine is not None and mine.admin1 == c.admin1 else 0.0
    return math.sqrt(max(0.0, scene.provinces.get(c.admin1, 0.0) - own) / (sum(scene.provinces.values()) + 0.5))


def _nearness(c: Candidate, number: int, scene: _Scene) -> float:
    if c.kind in ("country", "province"):
        return 0.0
    closest = 0.0
    for other, latitude, longitude in scene.points:
        if other != number and abs(latitude - c.latitude) < 3.0:
            far = kilometres(c.latitude, c.longitude, latitude, longitude)
            closest = max(closest, math.exp(-far / NEARBY_KM))
    return closest


def _said(c: Candidate, query: Query, best: Sequence[Candidate | None]) -> float:
    """What the text says outright: the best of the links that the candidate fits."""
    if any(best[link.inside] is None for link in query.holds) and c.kind in ("province", "district", "country"):
        unknown = UNKNOWN_WITHIN
    else:
        unknown = 0.0
    fits = [link.weight for link in query.links if (b := best[link.inside]) is not None and lies_in(c, b)]
    holds = [link.weight for link in query.holds if (b := best[link.inside]) is not None and lies_in(b, c)]
    return max((*fits, *holds, unknown), default=0.0)


def lies_in(inner: Candidate, outer: Candidate) -> bool:
    """Whether a place may lie in another, by codes, or by distance where the outer is no division."""
    if inner.row == outer.row:
        return False
    if outer.kind == "country":
        return outer.country in inner.countries
    if outer.kind == "province":
        return inner.kind != "country" and inner.admin1 == outer.admin1 and bool(inner.admin1)
    if inner.kind in ("country", "province"):
        return inner.kind == "province" and outer.kind in ("area", "feature") and km(inner, outer) <= outer.radius_km * 1.2
    return km(inner, outer) <= max(outer.radius_km * 1.3, 40.0)


def _choice(
    number: int,
    query: Query,
    candidates: Sequence[Candidate],
    scene: _Scene,
    gazetteer: Gazetteer,
) -> Choice:
    best = scene.best
    chosen = best[number]
    if chosen is not None:
        share = _share(chosen, number, query, scene)
        said = _said(chosen, query, best)
        against = _spoken_against(chosen, query, best) or _no_suburb(query, share, said)
        if against is None and _stands(
            chosen, share, said, scene.total, alone=len(candidates) == 1 and len(query.text) >= LONG_NAME
        ):
            return Choice(chosen, _mark(chosen, scene.sure[number], share, said), _because(chosen, query, candidates, best, share))
        if against is not None:
            reason = f"the text puts {query.text} in {against}, and no place of that name is known there"
        else:
            where = ", ".join(filter(None, (chosen.admin1_name, chosen.country)))
            reason = f"a small place of that name lies in {where}, but nothing in the report speaks of it"
    else:
        reason = "no place of that name is known"
    bent = _bent(query, scene, gazetteer)
    if bent is not None:
        return bent
    inside = [b for link in query.links if (b := best[link.inside]) is not None]
    return Choice(
        None, 0.0, f"{reason}; unresolved, within {inside[0].name} as the text says" if inside else f"{reason}: unresolved"
    )


def _no_suburb(query: Query, share: float, said: float) -> str | None:
    """ "the Alexandria suburb": a part of a town that the report is about, not a city of another country."""
    return "a town that the report tells of" if query.hint == "suburb" and not said and share < SUBURB_SHARE else None


def _spoken_against(chosen: Candidate, query: Query, best: Sequence[Candidate | None]) -> str | None:
    """The country or province that the text puts the name in, where the chosen place does not lie in any of them."""
    outer = [
        b for link in query.links if link.weight >= 3 and (b := best[link.inside]) is not None and b.kind in ("country", "province")
    ]
    towns = [b for link in query.links if link.weight >= 5 and (b := best[link.inside]) is not None and b.kind == "town"]
    if not outer and chosen.kind == "town" and chosen.population < FAMOUS:
        outer = [b for b in towns if km(b, chosen) > TOO_FAR_KM]
    if not outer or any(lies_in(chosen, b) or chosen.row == b.row for b in outer):
        return None
    if chosen.kind in ("country", "area", "feature", "province") or chosen.population >= FAMOUS:
        return None
    return outer[0].name


def _stands(chosen: Candidate, share: float, said: float, total: float, *, alone: bool) -> bool:
    """Whether a choice is more than a chance likeness of names."""
    if chosen.kind in ("country", "area", "feature", "province") or said > 0:
        return True
    if share >= 0.04 and (chosen.own or chosen.population >= 500 or chosen.curated or share >= 0.2):
        return True
    if chosen.kind == "district":
        return share >= 0.04
    if chosen.population >= FAMOUS:
        return True
    if total < SILENT + 1.0 and chosen.curated:
        return True
    if total < SILENT:
        return chosen.population >= LEAST or alone and chosen.own and chosen.population >= VILLAGE
    return chosen.population >= KNOWN and chosen.own


def _mark(chosen: Candidate, sure: float, share: float, said: float) -> float:
    support = 1.0 if said else min(1.0, 0.6 + share)
    known = 1.0 if chosen.curated or chosen.population >= LEAST else 0.9
    tier = {"exact": 1.0, "article": 0.95, "skeleton": 0.7, "near": 0.6}[chosen.tier]
    return round(max(0.05, min(0.99, (0.35 + 0.65 * sure) * (0.7 + 0.3 * support) * known * tier)), 2)


def _because(
    chosen: Candidate, query: Query, candidates: Sequence[Candidate], best: Sequence[Candidate | None], share: float
) -> str:
    """A sentence for a reader: what spoke for this place."""
    where = ", ".join(filter(None, (chosen.name, chosen.admin1_name if chosen.kind == "town" else None, chosen.country)))
    for link in (*query.links, *query.holds):
        outer = best[link.inside]
        if outer is not None and (lies_in(chosen, outer) or lies_in(outer, chosen)):
            return f"{where}: named together with {outer.name}"
    if chosen.kind == "country":
        return f"{where}: the name of a country"
    count = len({(c.country, c.admin1) for c in candidates})
    spelling = ", written with another article" if chosen.tier == "article" else ""
    if count == 1:
        return f"{where}: the only place of that name{spelling}"
    if share >= 0.1:
        return f"{where}: of {count} places of that name, one where the rest of the report plays{spelling}"
    return f"{where}: the best known of {count} places of that name{spelling}"


def _bent(query: Query, scene: _Scene, gazetteer: Gazetteer) -> Choice | None:
    """A place spelt otherwise, where the report names its province or its country."""
    if query.hint in ("water", "land", "province") or not query.text[:1].isalpha():
        return None
    said = [b for link in query.links if (b := scene.best[link.inside]) is not None]
    named = said or [c for c in scene.best if c is not None and c.kind in ("country", "province")]
    spoken = {c.country for c in named if c.country}
    if not said:
        spoken |= {code for code, weight in scene.countries.items() if scene.total and weight / scene.total >= LEADING}
    provinces = frozenset(c.admin1 for c in named if c.kind == "province")
    chosen = spelt_otherwise(query.text, frozenset(spoken), provinces, gazetteer)
    if chosen is None:
        return None
    where = ", ".join(filter(None, (chosen.name, chosen.admin1_name, chosen.country)))
    return Choice(
        chosen, 0.55 if chosen.admin1 in provinces else 0.45, f"{where}: spelt otherwise, in a place that the report names"
    )
