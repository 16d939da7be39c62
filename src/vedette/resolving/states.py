"""A state's army, police or ministry -> the state's government, which holds what they take and is backed when they are."""

from __future__ import annotations

from dataclasses import replace

from vedette.lexicon import load
from vedette.model import Actor
from vedette.resolving.actor_index import actor_index


def state_of(actor: Actor) -> Actor:
    """The government whose forces or office a party is; the party itself where it is no state's."""
    land, _, part = (actor.id or "").rpartition("-")
    row = actor_index(load()).rows.get(land)
    if not part or row is None or not row.get("government") or part == "gov" or actor.country is None:
        return actor
    return replace(actor, id=f"{land}-gov", name=row["government"], sector="GOV", acled=None)
