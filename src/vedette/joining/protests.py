"""What a protest came to: arrests, force and violence told beside it say of what kind it was (ACLED codebook, protests, riots).

In: the groups of readings that one report's events are made of. Out: the groups, a crowd's clash at a protest joined to it,
and for a protest the kinds that what was told beside it makes of it. What was told keeps its own event.
"""

from __future__ import annotations

from collections.abc import Sequence

from vedette.lexicon.kinds import CROWD_SECTORS
from vedette.model import Reading

WEIGHT = ("protest", "protest-with-intervention", "force-against-protesters", "riot")
WITHIN = 3
POLICE = frozenset({"COP", "MIL", "PRM", "GOV"})
TAKEN = frozenset({"arrest", "protest-with-intervention"})
HARM = frozenset({"attack", "killing", "force-against-protesters"})
WRECK = frozenset({"destruction", "looting", "mob-violence", "armed-clash", "riot", "attack"})


def with_clashes(groups: Sequence[list[Reading]]) -> list[list[Reading]]:
    """The groups, each crowd's clash that a sentence puts at a protest joined to the protest."""
    kept = [list(group) for group in groups]
    for group in groups:
        if not all(reading.claim.kind == "mob-violence" and reading.claim.stance == "asserted" for reading in group):
            continue
        home = next((other for other in kept if _is_protest(other) and _same_sentence(group, other)), None)
        if home is not None:
            kept = [other for other in kept if other != group]
            home.extend(group)
    return kept


def came_to(group: Sequence[Reading], readings: Sequence[Reading]) -> list[tuple[str, Reading]]:
    """The kinds that other readings make of a protest, with the reading of each: none where the group is no protest."""
    if not _is_protest(group):
        return []
    last = max(reading.claim.sentence_index for reading in group)
    first = min(reading.claim.sentence_index for reading in group)
    near = [other for other in readings if first <= other.claim.sentence_index <= last + WITHIN and other not in group]
    return [(kind, other) for other in near if (kind := _makes_of_it(other)) and _belongs(other, group)]


def _is_protest(group: Sequence[Reading]) -> bool:
    told = [reading.claim for reading in group]
    return any(claim.kind in WEIGHT for claim in told) and all(claim.stance == "asserted" for claim in told) and not told[0].aside


def _same_sentence(group: Sequence[Reading], other: Sequence[Reading]) -> bool:
    return any(one.claim.sentence_index == two.claim.sentence_index and not two.claim.aside for one in group for two in other)


def _belongs(other: Reading, group: Sequence[Reading]) -> bool:
    """Whether nothing puts it elsewhere or on another day."""
    claim = other.claim
    if claim.aside or claim.stance != "asserted" or claim.tense == "pluperfect":
        return False
    places = {_where(reading) for reading in group}
    away = other.place is not None and _where(other) not in places
    days = {reading.claim.when.start for reading in group if reading.claim.when is not None}
    return not away and (claim.when is None or claim.when.start in days)


def _where(reading: Reading) -> str | None:
    if reading.place is None:
        return None
    return reading.place.match.value.name if reading.place.match is not None else reading.place.mention.named.words


def _makes_of_it(other: Reading) -> str | None:
    """What a reading makes of the protest that it is told beside."""
    kind = other.claim.kind
    doers = {actor.match.value.sector for actor in other.actors}
    if kind in TAKEN and (doers & POLICE or not doers):
        return "protest-with-intervention"
    if kind in HARM and doers & POLICE and not doers & CROWD_SECTORS:
        return "force-against-protesters"
    unnamed = not doers and kind in ("armed-clash", "destruction")
    return "riot" if kind in WRECK and (unnamed or (doers and doers <= CROWD_SECTORS)) else None
