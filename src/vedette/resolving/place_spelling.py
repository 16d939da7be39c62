"""A name that the index lacks -> the place that another spelling of it means, among the countries that a report names.

The one decision: the consonants must agree (or one letter be off), and the more of the report speaks for the place, the less
alike the spellings need be. Ungated this invents places: measured on ACLED's notes, 33 of 105 right; gated by province, 31 of 36.
"""

from __future__ import annotations

import math

from vedette.resolving.distance import km
from vedette.resolving.folding import fold, loosen, skeleton
from vedette.resolving.gazetteer import Candidate, Gazetteer

LIKENESS_IN_PROVINCE, LIKENESS_IN_COUNTRY = 66.0, 80.0
LONG_SKELETON = 4
SAME_PLACE_KM = 30.0
# Two places as alike as this are not told apart by their spelling.
CLEAR = 3.0


def spelt_otherwise(name: str, countries: frozenset[str], provinces: frozenset[str], gazetteer: Gazetteer) -> Candidate | None:
    """The one place that `name` may be another spelling of, in one of `provinces` (admin-1 codes) or else of `countries`."""
    if not countries:
        return None
    found = [
        (likeness + math.log10(candidate.population + 10), candidate)
        for candidate in gazetteer.lookup_loosely(name, countries)
        if candidate.kind in ("town", "district") and (likeness := _likeness(name, candidate, provinces)) > 0
    ]
    found.sort(key=lambda pair: (-pair[0], pair[1].row))
    if not found:
        return None
    chosen = found[0][1]
    if len(found) > 1 and km(chosen, found[1][1]) > SAME_PLACE_KM and found[0][0] - found[1][0] < CLEAR:
        return None
    return chosen


def _likeness(name: str, candidate: Candidate, provinces: frozenset[str]) -> float:
    """How alike the spellings are, 0–100; 0 where that is not enough for what the report says."""
    from rapidfuzz.fuzz import ratio

    folded = fold(name)
    likeness = ratio(loosen(folded), loosen(fold(candidate.name)))
    if candidate.admin1 in provinces:
        return likeness if likeness >= LIKENESS_IN_PROVINCE else 0.0
    if provinces or len(skeleton(folded)) < LONG_SKELETON:
        return 0.0
    return likeness if likeness >= LIKENESS_IN_COUNTRY else 0.0
