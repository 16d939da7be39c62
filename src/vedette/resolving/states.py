"""Who stands for whom: a state's army and its government, "rebels" and the group that they are.

What a state's army, police or ministry takes its government holds, and who backs them backs it. A party by a general word
("rebels", "gunmen", "unidentified aircraft") may be any of its sort in its country.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from vedette.lexicon import load
from vedette.model import Actor
from vedette.resolving.actor_index import actor_index

STATE_PARTS = frozenset({"GOV", "MIL", "COP", "SPY"})
ARMED = frozenset({"REB", "UAF", "PRM", "CRM"})
RULING = (
    ARMED | STATE_PARTS | {"PTY", "OPP", "PRE", "LEG", "UNK"}
)  # sectors that hold a town; monitors, reporters and residents do not
AT_HOME_IN_MANY = frozenset({None, "IMG", "IGO", "NGO"})


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


def may_hold(actor: Actor) -> bool:
    """Whether a party is of a sort that holds places; one known by its words alone is, where they name somebody."""
    if actor.sector is None:
        return actor.id is not None or any(word[:1].isupper() for word in actor.name.split())
    return actor.sector in RULING or actor.country in AT_HOME_IN_MANY


def one_side(one: Actor, other: Actor) -> bool:
    """Whether what one party holds the other may be said to hold.

    One is the other, may be meant by it, is a part of it, or backs it: a town that an army takes with a foreign power's help is
    told of as taken by either.
    """
    if _is(one, other) or may_be(one, other) or may_be(other, one) or _any_of_them(one, other) or _any_of_them(other, one):
        return True
    return backs(one, other) or backs(other, one) or _part_of(one, other) or _part_of(other, one)


def backs(patron: Actor, client: Actor) -> bool:
    """Whether the first is the state, or the coalition, that the second fights with the backing of."""
    state = patron.sector in STATE_PARTS and patron.country in client.backed_by and patron.country != client.country
    led = patron.country == "IMG" and not set(patron.backed_by).isdisjoint(client.backed_by)
    return state or led or (patron.id is not None and patron.id in client.backed_by)


def _is(one: Actor, other: Actor) -> bool:
    return one.key == other.key


def _any_of_them(general: Actor, other: Actor) -> bool:
    """ "Militants", "jihadists" of a country: also of a group that is at home in many."""
    unnamed = general.id is None and general.name.startswith(("Islamist", "Unidentified Armed Group"))
    return unnamed and other.sector in ARMED and other.country in AT_HOME_IN_MANY


def _part_of(one: Actor, other: Actor) -> bool:
    """Whether the roster has a party as a part of another, straight or through a third."""
    return other.id is not None and other.id in _wholes(one.id)


def _wholes(id_: str | None, depth: int = 3) -> Iterator[str]:
    row = actor_index(load()).rows.get(id_ or "")
    told = row.get("part_of", []) if row is not None and depth else []
    for whole in [told] if isinstance(told, str) else [one["code"] for one in told]:
        yield whole
        yield from _wholes(whole, depth - 1)
