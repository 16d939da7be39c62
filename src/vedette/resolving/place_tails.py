"""Words behind a town's name for a thing beside it or for the land around it -> the place made as vague as they are.

In: mentions with what they mean, and the words behind each. Out: the same; in "X airbase", where only the town X is known, the
airbase lies near it; "X countryside" and "X District" are no nearer than the district.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from vedette.model import PlaceMention, Precision
from vedette.resolving.place_words import Words

RADIUS_KM: dict[Precision, float] = {"near": 15.0, "district": 25.0}
LONGEST = 3  # words of a tail


def tailed(found: Sequence[PlaceMention], tails: Sequence[Sequence[str]], words: Words) -> Iterator[PlaceMention]:
    """Each mention as the words behind it, its tail, put it: beside the town, around it, or as it is."""
    for mention, tail in zip(found, tails, strict=True):
        said = _known(tail, words)
        if said is None or mention.match is None or mention.match.value.sort != "town" or mention.demonym:
            yield mention
            continue
        place, precision = mention.match.value, words.tails[said]
        why = f"{mention.reason}; what is told of is behind it ({said!r}), so within {RADIUS_KM[precision]:.0f} km of it"
        wide = replace(place, precision=precision, radius_km=max(place.radius_km, RADIUS_KM[precision]))
        yield replace(mention, match=replace(mention.match, value=wide, reason=why), reason=why)


def _known(tail: Sequence[str], words: Words) -> str | None:
    """The longest known tail that the words begin with."""
    spoken = [word.lower() for word in tail]
    for length in range(min(LONGEST, len(spoken)), 0, -1):
        if (found := " ".join(spoken[:length])) in words.tails:
            return found
    return None
