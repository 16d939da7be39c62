"""TieReadings of one report -> TieStatements, each pair and kind once a stance, in text order."""

from __future__ import annotations

from collections.abc import Sequence

from vedette.model import ActorMention, TieReading, TieStatement

SYMMETRIC = frozenset({"allied", "fights"})


def state_ties(readings: Sequence[TieReading]) -> tuple[TieStatement, ...]:
    """What a report says of who backs, fights, commands … whom."""
    found: dict[tuple[str, str, str, str], TieStatement] = {}
    for reading in readings:
        pair = (_key(reading.source), _key(reading.target))
        first, second = sorted(pair) if reading.claim.kind in SYMMETRIC else pair
        found.setdefault(
            (first, second, reading.claim.kind, reading.claim.stance),
            TieStatement(
                reading.source,
                reading.target,
                reading.claim.kind,
                reading.claim.stance,
                reading.claim.sentence,
                reading.claim.speakers,
            ),
        )
    return tuple(found.values())


def _key(party: ActorMention) -> str:
    return party.match.value.id or party.match.value.name
