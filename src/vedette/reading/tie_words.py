"""The words of backing.toml, ready for look-up: which verbs, nouns and phrases tie two parties, and which way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

from vedette.lexicon import Lexicon, Row
from vedette.model import TieKind


@dataclass(frozen=True, slots=True)
class Frame:
    """A word with what it takes.

    `words` are verbs, or the nouns of a phrase or of an act; `object` must be the verb's object, `unless` must not; `via`
    pairs of a preposition and a noun behind it; `other` is where the other party stands.
    """

    kind: TieKind
    words: frozenset[str]
    other: tuple[str, ...]
    reverse: bool
    object: frozenset[str] = frozenset()
    via: frozenset[tuple[str, str]] = frozenset()
    unless: frozenset[str] = frozenset()
    particle: frozenset[str] = frozenset()
    beside: str = ""
    named: bool = False
    mutual: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The words of backing.toml."""

    verbs: dict[str, TieKind]
    participles: dict[str, TieKind]
    aimed: dict[str, TieKind]
    struggle: frozenset[str]
    fighting: frozenset[str]
    beside: dict[str, TieKind]
    frames: tuple[Frame, ...]
    together: tuple[Frame, ...]
    phrases: tuple[Frame, ...]
    nouns: dict[str, Frame]
    modifiers: dict[str, TieKind]
    acts: dict[str, Frame]
    loyal: dict[str, Frame]


VIA = ("to", "into", "at", "with")


@lru_cache(maxsize=4)
def table_of(lexicon: Lexicon) -> Table:
    """The tables of a lexicon; raises LexiconError, naming file and line, where a kind is none."""
    participles = {word: _kind(row) for row in lexicon.rows("backing", "verb") for word in row.words("participles")}
    return Table(
        verbs=_kinds(lexicon, "verb"),
        participles=participles | _kinds(lexicon, "joined"),
        aimed=_kinds(lexicon, "aimed"),
        struggle=_set(lexicon, "struggle"),
        fighting=_set(lexicon, "fighting"),
        beside=_kinds(lexicon, "beside"),
        frames=_frames(lexicon, "frame"),
        together=_frames(lexicon, "together"),
        phrases=_frames(lexicon, "phrase"),
        nouns=_by_word(_frames(lexicon, "noun")),
        modifiers=_kinds(lexicon, "modifier"),
        acts=_by_word(_frames(lexicon, "act")),
        loyal=_by_word(_frames(lexicon, "loyal")),
    )


def _frames(lexicon: Lexicon, table: str) -> tuple[Frame, ...]:
    return tuple(_frame(row) for row in lexicon.rows("backing", table))


def _frame(row: Row) -> Frame:
    return Frame(
        kind=_kind(row),
        words=frozenset((*row.words("verbs"), *row.words("words"))),
        other=row.words("other"),
        reverse=bool(row.get("reverse")),
        object=frozenset(row.words("object")),
        via=frozenset((before, noun) for before in VIA for noun in row.words(before))
        | frozenset((before, noun) for before in row.words("preposition") for noun in row.words("words")),
        unless=frozenset(row.words("unless")),
        particle=frozenset(row.words("particle")),
        beside=row.get("beside", ""),
        named=bool(row.get("named")),
        mutual=bool(row.get("mutual")),
    )


def _by_word(frames: Iterable[Frame]) -> dict[str, Frame]:
    return {word: frame for frame in frames for word in frame.words}


def _kinds(lexicon: Lexicon, table: str) -> dict[str, TieKind]:
    return {word: _kind(row) for row in lexicon.rows("backing", table) for word in row.words("words")}


def _kind(row: Row) -> TieKind:
    kind: TieKind = row["kind"]
    if kind not in get_args(TieKind):
        raise row.wrong(f"{kind!r} is no kind of tie")
    return kind


def _set(lexicon: Lexicon, table: str) -> frozenset[str]:
    return frozenset(word for row in lexicon.rows("backing", table) for word in row.words("words"))
