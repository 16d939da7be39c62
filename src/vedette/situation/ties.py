"""TieReadings of one report -> TieStatements, each pair and kind once a stance, in text order."""

from __future__ import annotations

from collections.abc import Sequence

from vedette.model import TieReading, TieStatement

SYMMETRIC = frozenset({"allied", "fights"})


def state_ties(readings: Sequence[TieReading]) -> tuple[TieStatement, ...]:
    """What a report says of who backs, fights, commands … whom."""
    found: dict[tuple[str, str, str, str], TieStatement] = {}
    for reading in readings:
        pair = (reading.source.match.value.key, reading.target.match.value.key)
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
