"""The rules that say which words tell of which event, read from `triggers.toml` and `weapons.toml` and checked.

In: a Lexicon. Out: Rules by lemma. A rule's conditions are slots and what they must or must not hold.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from vedette.lexicon import Lexicon, Row
from vedette.lexicon.kinds import kinds

STATELY = frozenset({"words", "diplomacy", "yield", "restrict"})


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of triggers.toml, checked; `stately` marks what states do: there a place's name stands for its government."""

    kind: str
    noun: bool
    needs: tuple[tuple[str, tuple[str, ...]], ...]
    never: tuple[tuple[str, tuple[str, ...]], ...]
    actor: tuple[str, ...]
    target: tuple[str, ...]
    place: tuple[str, ...]
    weapon: bool
    toll: str | None
    both: bool
    stately: bool


@dataclass(frozen=True, slots=True)
class Weapon:
    """A phrase that names a weapon, the kind that it makes of an attack, and its rank: the first in the file wins."""

    rank: int
    kind: str
    phrase: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules by lemma, and the other tables that this room reads."""

    verbs: Mapping[str, tuple[Rule, ...]]
    nouns: Mapping[str, tuple[Rule, ...]]
    light: frozenset[str]
    patient: frozenset[str]
    weapons: Mapping[str, tuple[Weapon, ...]]


@lru_cache(maxsize=4)
def rules_of(lexicon: Lexicon) -> Rules:
    """All rules of a lexicon; raises LexiconError where a row lacks a field."""
    rows = lexicon.rows("triggers", "trigger")
    light = {row["lemma"]: frozenset(row.words("verbs")) for row in lexicon.rows("triggers", "light")}
    stately = frozenset(kind.id for kind in kinds(lexicon).values() if kind.family in STATELY and not kind.conflict)
    return Rules(
        _by_lemma(rows, "verbs", stately), _by_lemma(rows, "nouns", stately), light["agent"], light["patient"], _weapons(lexicon)
    )


def _weapons(lexicon: Lexicon) -> dict[str, tuple[Weapon, ...]]:
    """Weapons by the first and the last word of their phrases."""
    table: dict[str, list[Weapon]] = {}
    for rank, row in enumerate(lexicon.rows("weapons", "weapon")):
        for words in row.words("words"):
            phrase = tuple(words.split())
            for end in {phrase[0], phrase[-1]}:
                table.setdefault(end, []).append(Weapon(rank, row["kind"], phrase))
    return {word: tuple(found) for word, found in table.items()}


def _by_lemma(rows: Sequence[Row], key: str, stately: Collection[str]) -> dict[str, tuple[Rule, ...]]:
    table: dict[str, list[Rule]] = {}
    for row in rows:
        for lemma in row.words(key):
            table.setdefault(lemma, []).append(_rule(row, stately, noun=key == "nouns"))
    return {lemma: tuple(rules) for lemma, rules in table.items()}


def _rule(row: Row, stately: Collection[str], *, noun: bool) -> Rule:
    return Rule(
        kind=row["kind"],
        noun=noun,
        needs=_conditions(row, "needs"),
        never=_conditions(row, "never"),
        actor=row.words("actor") if "actor" in row else ("by", "poss", "light", "mod") if noun else ("subj",),
        target=row.words("target") if "target" in row else ("on", "against", "of") if noun else ("obj",),
        place=row.words("place"),
        weapon=bool(row.get("weapon", False)),
        toll=row.get("toll"),
        both=bool(row.get("both", False)),
        stately=row["kind"] in stately,
    )


def _conditions(row: Row, key: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((slot_name, tuple(wanted)) for slot_name, wanted in row.get(key, {}).items())
