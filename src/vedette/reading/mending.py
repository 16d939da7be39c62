"""Mends what the parser gets wrong for sure: nouns that are the verb of a clause, and deeds' outcomes hung on who tells them.

In: the tokens of a sentence. Out: the same tokens, "control" of "The Houthis control Sanaa" a verb with subject and object, and
"killing" of "The army shelled X, residents said, killing six" under "shelled". Only the words of two lists of grammar.toml are
mended (noun-or-verb, bringing-about), the first only where nothing else can be the verb.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vedette.lexicon.grammar import listed
from vedette.model import Token

NOUN_OR_VERB = listed("noun-or-verb")
BRINGING_ABOUT = listed("bringing-about")
HURT = {"injured": "injure", "wounded": "wound", "displaced": "displace"}
HEADS = frozenset({"ROOT", "ccomp", "advcl"})
BEFORE = frozenset({"compound", "nmod", "nsubj", "poss", "dep"})
BEHIND = frozenset({"dobj", "appos", "npadvmod", "dep"})
PART_OF_NOUN = frozenset({"det", "amod", "compound", "nmod", "nummod", "punct", "poss"})


def mended(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens of a sentence with a misread verb put right, or as they are."""
    found = tuple(tokens)
    for token in found:
        if token.dep == "conj" and token.text.lower() in HURT and token.tag == "JJ":
            found = _as_passive(found, token)
        if token.tag in ("NN", "NNS") and token.dep in HEADS and token.lemma in NOUN_OR_VERB:
            found = _as_verb(found, token)
        elif token.tag == "VBG" and token.dep == "advcl" and token.lemma in BRINGING_ABOUT:
            found = _under_the_deed(found, token)
    return found


def _under_the_deed(tokens: tuple[Token, ...], participle: Token) -> tuple[Token, ...]:
    """The tokens with a participle behind a verb of saying hung on what is said, where that stands before it."""
    head = participle.head
    said = [token for token in tokens[:head] if token.head == head and token.dep == "ccomp"]
    if not said or participle.index < head:
        return tokens
    return tuple(replace(token, head=said[-1].index) if token.index == participle.index else token for token in tokens)


def _as_passive(tokens: tuple[Token, ...], hurt: Token) -> tuple[Token, ...]:
    """ "234 were killed and 344 injured": a number of people behind a passive verb were hurt likewise."""
    first = tokens[hurt.head]
    counted = [token for token in tokens if token.head == hurt.index and token.dep == "nsubj" and token.tag in ("CD", "NNS")]
    if first.tag != "VBN" or not counted:
        return tokens
    changed = {hurt.index: replace(hurt, tag="VBN", lemma=HURT[hurt.text.lower()])}
    changed |= {token.index: replace(token, dep="nsubjpass") for token in counted}
    return tuple(changed.get(token.index, token) for token in tokens)


def _as_verb(tokens: tuple[Token, ...], noun: Token) -> tuple[Token, ...]:
    """The tokens with a noun made the verb of its clause: a noun stands right before it, and one behind it or it has a subject."""
    before = tokens[noun.index - 1] if noun.index else noun
    behind = _right_behind(tokens, noun)
    if not _can_be_subject(before, noun) or _has_verb(tokens, noun) or (behind is None and before.dep != "nsubj"):
        return tokens
    changed = {noun.index: replace(noun, tag="VBZ" if noun.tag == "NNS" else "VBP")}
    changed[before.index] = replace(before, dep="nsubj")
    for token in tokens[: before.index]:
        if token.head == noun.index and token.dep in PART_OF_NOUN:
            changed[token.index] = replace(token, head=before.index)
    if behind is not None:
        changed[behind.index] = replace(behind, dep="dobj")
    return tuple(changed.get(token.index, token) for token in tokens)


def _can_be_subject(token: Token, noun: Token) -> bool:
    return token.head == noun.index and token.dep in BEFORE and token.tag in ("NNS", "NNP", "NNPS")


def _right_behind(tokens: Sequence[Token], noun: Token) -> Token | None:
    """The noun whose phrase begins right behind the word, with no comma between them."""
    for token in tokens[noun.index + 1 :]:
        if token.head == noun.index:
            first = min([token.index, *(other.index for other in tokens if other.head == token.index)])
            return token if token.dep in BEHIND and token.tag[:2] == "NN" and first == noun.index + 1 else None
    return None


def _has_verb(tokens: Sequence[Token], noun: Token) -> bool:
    """Whether a finite verb hangs on the noun as its copula or relative clause: then it is a noun after all."""
    return any(token.head == noun.index and token.dep in ("cop", "aux", "auxpass", "relcl", "acl") for token in tokens)
