"""Which words of a sentence stand where a place is meant, by what they hang on: "overran X", "rebel-held X", "X is in rebel hands".

In: a sentence's tokens and the words of places/slots. Out: the tokens where only a place can stand, and those where one often does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from vedette.lexicon import Lexicon
from vedette.model import Token

Meant = Literal["only", "often", ""]
OBJECT = frozenset({"dobj", "obj", "nsubjpass"})
SUBJECT = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Slots:
    """Tokens where only a place can stand, and tokens where one often stands."""

    only: frozenset[int]
    often: frozenset[int]

    @property
    def either(self) -> frozenset[int]:
        """Both."""
        return self.only | self.often


@dataclass(frozen=True, slots=True)
class Verbs:
    """The words of places/slots.toml."""

    only: frozenset[str]
    often: frozenset[str]
    left: frozenset[str]
    held: frozenset[str]
    states: frozenset[tuple[str, str]]
    shares: frozenset[str]
    owned: frozenset[str]
    called: frozenset[str]
    fighters: frozenset[str]


def slots_of(tokens: Sequence[Token], lexicon: Lexicon) -> Slots:
    """The slots for places of one sentence."""
    verbs = _verbs(lexicon)
    meant = {token.index: _meant(tokens, token.index, verbs) for token in tokens if token.tag in ("NNP", "NNPS") or token.name}
    return Slots(
        frozenset(at for at, how in meant.items() if how == "only"), frozenset(at for at, how in meant.items() if how == "often")
    )


def _meant(tokens: Sequence[Token], at: int, verbs: Verbs, depth: int = 0) -> Meant:
    token = tokens[at]
    above = tokens[token.head]
    if depth > 4 or token.head == at:
        return ""
    if _held_before(tokens, at, verbs) or (token.dep in SUBJECT and _said_to_be(tokens, token.head, verbs)):
        return "only"
    if token.dep == "conj":
        return _meant(tokens, token.head, verbs, depth + 1)
    if token.dep == "pobj":
        return _behind(tokens, above, verbs, depth)
    return _of_verb(tokens, above, verbs) if token.dep in OBJECT else ""


def _behind(tokens: Sequence[Token], preposition: Token, verbs: Verbs, depth: int) -> Meant:
    """ "most of X" under such a verb, "withdrew from X", "pulled out of X", "with X in rebel hands"."""
    over = tokens[preposition.head]
    word = preposition.text.lower()
    if word == "of" and over.lemma in verbs.owned:
        return "often"
    if word == "of" and over.lemma in verbs.shares:
        return _meant(tokens, over.index, verbs, depth + 1)
    if word in ("from", "of") and (
        over.lemma in verbs.left or tokens[over.head].lemma in verbs.left and over.text in ("out", "away")
    ):
        return "only"
    return "only" if word == "with" and _in_a_state(tokens, preposition.index, verbs) else ""


def _of_verb(tokens: Sequence[Token], verb: Token, verbs: Verbs) -> Meant:
    if verb.lemma in verbs.only:
        return "only"
    if verb.lemma not in verbs.often:
        return ""
    sure = verb.lemma in verbs.held and _by_fighters(tokens, verb, verbs)
    return "only" if sure or _from_a_side(tokens, verb, verbs) else "often"


def _from_a_side(tokens: Sequence[Token], verb: Token, verbs: Verbs) -> bool:
    """ "captured X from the rebels": a person is not taken from a side of the war."""
    from_ = {token.index for token in tokens if token.head == verb.index and token.text.lower() == "from"}
    losers = (token for token in tokens if token.head in from_ and token.dep == "pobj")
    return any(loser.name in ("ORG", "NORP") or loser.lemma.lower() in verbs.fighters for loser in losers)


def _by_fighters(tokens: Sequence[Token], verb: Token, verbs: Verbs) -> bool:
    """Whether soldiers or rebels do it, in the active or behind "by"."""
    agents = {token.index for token in tokens if token.dep == "agent" and token.head == verb.index}
    doers = (token for token in tokens if (token.dep == "nsubj" and token.head == verb.index) or token.head in agents)
    return any({doer.lemma.lower(), doer.text.lower().removesuffix("s")} & verbs.fighters for doer in doers)


def _held_before(tokens: Sequence[Token], at: int, verbs: Verbs) -> bool:
    """ "Seleka-controlled X": a participle behind a hyphen."""
    return any(
        token.head == at and token.dep == "amod" and token.lemma in verbs.held and tokens[token.index - 1].text in ("-", "–")
        for token in tokens[1:at]
    )


def _said_to_be(tokens: Sequence[Token], above: int, verbs: Verbs) -> bool:
    """Whether the subject of a verb is in somebody's hands, or is a town."""
    called = tokens[above].lemma in ("be", "become", "remain") and any(
        token.head == above and token.dep == "attr" and token.lemma in verbs.called for token in tokens
    )
    return called or _in_a_state(tokens, above, verbs)


def _in_a_state(tokens: Sequence[Token], above: int, verbs: Verbs) -> bool:
    """Whether "in … hands", "under … control" hangs on a word, also through "back"."""
    near = {above, *(token.index for token in tokens if token.head == above and token.dep in ("advmod", "prep"))}
    return any(
        token.dep == "pobj" and tokens[token.head].head in near and (tokens[token.head].text.lower(), token.lemma) in verbs.states
        for token in tokens
    )


@lru_cache(maxsize=4)
def _verbs(lexicon: Lexicon) -> Verbs:
    rows = lexicon.rows("places/slots", "word")
    listed = {row["id"]: frozenset(row.words("words")) for row in rows}
    states = (
        (before, word)
        for row in lexicon.rows("places/slots", "state")
        for before in row.words("preposition")
        for word in row.words("words")
    )
    fighters = (word for row in lexicon.rows("classes", "class") if row["id"] == "fighter" for word in row.words("words"))
    return Verbs(states=frozenset(states), fighters=frozenset(fighters), **listed)
