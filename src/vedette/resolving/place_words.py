"""The words that stand beside names of places, the names that are also plain words, and the demonyms, ready for look-up.

In: the lexicon's places/words, places/common_words, places/demonyms and, where it exists, actors/countries. Out: Words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from vedette.lexicon import Lexicon
from vedette.model import Precision
from vedette.resolving.folding import fold


@dataclass(frozen=True, slots=True)
class Words:
    """The words beside places (places/words.toml, places/common_words.toml) and the demonyms, ready for look-up."""

    kinds: Mapping[str, str]
    after: frozenset[str]
    before: frozenset[str]
    titles: frozenset[str]
    at: frozenset[str]
    within: frozenset[str]
    onto: frozenset[str]
    held: frozenset[str]
    falls: frozenset[str]
    joint: frozenset[str]
    articles: frozenset[str]
    inside: frozenset[str]
    named_after: frozenset[str]
    parts: frozenset[str]
    near: tuple[str, ...]
    directions: tuple[str, ...]
    tails: Mapping[str, Precision]
    common: Mapping[str, str]
    demonyms: Mapping[str, str]
    peoples: Mapping[str, str]


@lru_cache(maxsize=4)
def words_of(lexicon: Lexicon) -> Words:
    """The words of a lexicon. Demonyms come from actors/countries where that table exists."""

    def listed(table: str) -> frozenset[str]:
        return frozenset(word for row in lexicon.rows("places/words", table) for word in row.words("words"))

    kinds = {word: row["means"] for row in lexicon.rows("places/words", "kind") for word in row.words("words")}
    barred = {where: set[str]() for where in ("after", "before")}
    for row in lexicon.rows("places/words", "not_a_place"):
        barred[row["where"]].update(row.words("words"))
    common = {fold(word): row["sort"] for row in lexicon.rows("places/common_words", "common") for word in row.words("words")}
    return Words(
        kinds=MappingProxyType(kinds),
        after=frozenset(barred["after"]),
        before=frozenset(barred["before"]),
        titles=listed("title"),
        at=listed("at"),
        within=listed("within"),
        onto=listed("onto"),
        held=listed("held"),
        falls=listed("falls"),
        joint=listed("joint"),
        articles=listed("article"),
        inside=listed("inside"),
        named_after=listed("named_after"),
        parts=listed("part"),
        near=tuple(sorted(listed("near"), key=len, reverse=True)),
        directions=tuple(sorted(listed("direction"), key=len, reverse=True)),
        tails=MappingProxyType(
            {word: row["precision"] for row in lexicon.rows("places/words", "tail") for word in row.words("words")}
        ),
        common=MappingProxyType(common),
        demonyms=MappingProxyType(_demonyms(lexicon)),
        peoples=MappingProxyType(
            {w: row["place"] for row in lexicon.rows("places/demonyms", "demonym") for w in row.words("words")}
        ),
    )


def _demonyms(lexicon: Lexicon) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in lexicon.rows("actors/countries", "country"):
        for word in row.words("demonyms"):
            found.setdefault(word, row.get("iso3") or row.get("within") or "")
    return {word: code for word, code in found.items() if code}
