"""The table of kinds, and an event's codes in ACLED, PLOVER and CAMEO.

A capture by a state's forces is ACLED's "Government regains territory", by anyone else "Non-state actor overtakes
territory"; an attack whose target is armed is "Armed clash", one by a crowd "Mob violence" (ACLED codebook, event types).
In PLOVER an intention to help is AGREE, an intention to harm THREATEN, help that is not given REJECT.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from vedette.lexicon.tables import Lexicon, Row, load
from vedette.model import Actor, Event, JoinedEvent

STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "SPY", "PRM"})
ARMED_SECTORS = frozenset({"MIL", "COP", "PRM", "REB", "UAF", "SPY", "CRM"})
# Farmers and herders are left out: those who attack do so as communal militias, not as a mob.
CROWD_SECTORS = frozenset({"CVL", "LAB", "EDU", "SOC", "REL", "PTY", "OPP", "REF", "BUS"})


@dataclass(frozen=True, slots=True)
class Kind:
    """One row of the table of kinds; `control` is what it does to who holds the place."""

    id: str
    family: str
    acled: tuple[str, str]
    acled_other: tuple[str, str]
    acled_armed: tuple[str, str]
    acled_civilian: tuple[str, str]
    acled_crowd: tuple[str, str]
    plover: tuple[str, str | None]
    cameo: str
    control: str
    two_sided: bool
    conflict: bool
    gloss: str


@dataclass(frozen=True, slots=True)
class Codes:
    """An event's codes in the three taxonomies."""

    acled_event: str
    acled_sub: str
    plover_type: str
    plover_mode: str | None
    cameo: str


def kinds(lexicon: Lexicon | None = None) -> dict[str, Kind]:
    """All kinds by id; raises LexiconError where a row lacks a field."""
    return _kinds(lexicon or load())


def codes_of(event: Event | JoinedEvent) -> Codes:
    """The codes of an event; what a party intends, and what it does not do, are words in PLOVER and CAMEO."""
    actor, recipient = (side[0].match.value if side else None for side in (event.actors, event.recipients))
    plain = codes(event.kind, actor, recipient)
    ahead = event.stance in ("planned", "hypothetical") and any(reading.claim.intended for reading in event.readings)
    stance = "intended" if ahead else event.stance
    said = _told(load()).get((stance, plain.plover_type))
    return plain if said is None else replace(plain, plover_type=said[0], plover_mode=said[1], cameo=said[2])


def codes(kind: str, actor: Actor | None, recipient: Actor | None = None) -> Codes:
    """The codes of a kind done by `actor` to `recipient` (None: unknown); raises KeyError for a kind that is none."""
    row = kinds()[kind]
    doer = None if actor is None else "UAF" if _against_its_state(actor, recipient) else actor.sector
    event, sub = _acled(row, doer, recipient.sector if recipient else None, known=actor is not None)
    return Codes(event, sub, row.plover[0], row.plover[1], row.cameo)


def _against_its_state(actor: Actor, recipient: Actor | None) -> bool:
    """Whether a paramilitary force fights the forces of its own country: then it is no state force."""
    own = recipient is not None and recipient.country is not None and recipient.country == actor.country
    return actor.sector == "PRM" and own and recipient is not None and recipient.sector in STATE_SECTORS - {"PRM"}


def _acled(row: Kind, doer: str | None, target: str | None, *, known: bool) -> tuple[str, str]:
    if doer in CROWD_SECTORS and row.acled_crowd != row.acled:
        return row.acled_crowd
    if target in ARMED_SECTORS and row.acled_armed != row.acled:
        return row.acled_armed
    if target in CROWD_SECTORS and row.acled_civilian != row.acled:
        return row.acled_civilian
    return row.acled_other if known and doer not in STATE_SECTORS else row.acled


def chosen(text: str, lexicon: Lexicon | None = None) -> frozenset[str]:
    """The kinds that `--kinds` names: "all", "conflict", or ids with commas; raises KeyError naming one that is none."""
    table = kinds(lexicon)
    groups = {"all": frozenset(table), "conflict": frozenset(kind.id for kind in table.values() if kind.conflict)}
    names = [name.strip().lower() for name in text.split(",") if name.strip()]
    return frozenset(kind for name in names for kind in groups.get(name) or (table[name].id,))


@lru_cache(maxsize=4)
def _told(lexicon: Lexicon) -> dict[tuple[str, str], tuple[str, str | None, str]]:
    """The code that a PLOVER type takes where it is only intended, or denied."""
    return {
        (row["stance"], row["type"]): (row.words("plover")[0], row.words("plover")[1] or None, row["cameo"])
        for row in lexicon.rows("kinds", "told")
    }


@lru_cache(maxsize=4)
def _kinds(lexicon: Lexicon) -> dict[str, Kind]:
    return {row["id"]: _kind(row) for row in lexicon.rows("kinds", "kind")}


def _kind(row: Row) -> Kind:
    acled = _pair(row, "acled")
    plover = _pair(row, "plover")
    return Kind(
        id=row["id"],
        family=row["family"],
        acled=acled,
        acled_other=_pair(row, "acled_other") if "acled_other" in row else acled,
        acled_armed=_pair(row, "acled_armed") if "acled_armed" in row else acled,
        acled_civilian=_pair(row, "acled_civilian") if "acled_civilian" in row else acled,
        acled_crowd=_pair(row, "acled_crowd") if "acled_crowd" in row else acled,
        plover=(plover[0], plover[1] or None),
        cameo=row["cameo"],
        control=row["control"],
        two_sided=row["sides"] == "two",
        conflict=bool(row["conflict"]),
        gloss=row["gloss"],
    )


def _pair(row: Row, key: str) -> tuple[str, str]:
    words = row.words(key)
    if len(words) != 2:
        raise row.wrong(f"{key!r} must be two words")
    return words[0], words[1]
