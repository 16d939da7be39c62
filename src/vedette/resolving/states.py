"""Who stands for whom: a state's army and its government, "rebels" and the group that they are.

What a state's army, police or ministry takes its government holds, and who backs them backs it. A party by a general word
("rebels", "gunmen", "unidentified aircraft") may be any of its sort in its country.
"""

from __future__ import annotations

from dataclasses import replace

from vedette.lexicon import load
from vedette.model import Actor
from vedette.resolving.actor_index import actor_index

STATE_PARTS = frozenset({"GOV", "MIL", "COP", "SPY"})
ARMED = frozenset({"REB", "UAF", "PRM", "CRM"})


def may_be(one: Actor, other: Actor) -> bool:
    """Whether the first is a general word that the second may be meant by: "rebels" of the country that a group fights in."""
    if one.name.startswith("Unidentified"):
        return one.country in (None, other.country) or one.sector is None
    general = one.name.endswith(")") and one.sector in ARMED
    return general and other.sector in ARMED and one.country == other.country


def state_of(actor: Actor) -> Actor:
    """The government whose forces or office a party is; the party itself where it is no state's."""
    land, _, part = (actor.id or "").rpartition("-")
    row = actor_index(load()).rows.get(land)
    if actor.sector not in STATE_PARTS or not part or row is None or not row.get("government") or part == "gov":
        return actor
    return replace(actor, id=f"{land}-gov", name=row["government"], sector="GOV", acled=None)
