"""The table of kinds, and an event's codes in ACLED, PLOVER and CAMEO.

A capture by a state's forces is ACLED's "Government regains territory", by anyone else "Non-state actor overtakes
territory"; an attack or killing whose target is armed is "Armed clash" (ACLED codebook, event types; facts in
`data/kinds.toml`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from vedette.lexicon.tables import Lexicon, Row, load
from vedette.model import Actor

STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "SPY", "PRM"})
ARMED_SECTORS = frozenset({"MIL", "COP", "PRM", "REB", "UAF", "SPY"})


@dataclass(frozen=True, slots=True)
class Kind:
    """One row of the table of kinds; `control` is what it does to who holds the place."""

    id: str
    family: str
    acled: tuple[str, str]
    acled_other: tuple[str, str]
    acled_armed: tuple[str, str]
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


def codes(kind: str, actor: Actor | None, recipient: Actor | None = None) -> Codes:
    """The codes of a kind done by `actor` to `recipient` (None: unknown); raises KeyError for a kind that is none."""
    row = kinds()[kind]
    event, sub = row.acled
    if actor is not None and actor.sector not in STATE_SECTORS:
        event, sub = row.acled_other
    if recipient is not None and recipient.sector in ARMED_SECTORS and row.acled_armed != row.acled:
        event, sub = row.acled_armed
    return Codes(event, sub, row.plover[0], row.plover[1], row.cameo)


def chosen(text: str, lexicon: Lexicon | None = None) -> frozenset[str]:
    """The kinds that `--kinds` names: "all", "conflict", or ids with commas; raises KeyError naming one that is none."""
    table = kinds(lexicon)
    if text == "all":
        return frozenset(table)
    if text == "conflict":
        return frozenset(kind.id for kind in table.values() if kind.conflict)
    return frozenset(table[name.strip()].id for name in text.split(",") if name.strip())


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
