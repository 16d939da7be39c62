"""Counts of dead and hurt that lean on another verb: "left four officers dead and another six hurt", "killed and six wounded".

In: the Counted of a sentence. Out: the same, with such counts as the toll of the event nearest to them that tells none. The one
decision: what counts is read off the words side by side, since the parser seldom finds the verb that these leave out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from vedette.lexicon.grammar import listed
from vedette.model import Mention
from vedette.reading import wording
from vedette.reading.scene import Scene
from vedette.reading.tolls import CAUSES, Counted

KILLED = listed("killed-state")
WOUNDED = listed("wounded-state")
MISSING = listed("missing-state")
STATES = {"killed": KILLED, "wounded": WOUNDED, "missing": MISSING}
HELPERS = frozenset({"was", "were", "are", "is", "been", "had", "have", "left", "reported", "also", "more", "others", "other"})
NUMBERS = listed("round-numbers")
BEFORE = frozenset(
    "a an the at least no fewer more than some about nearly over around up to as many estimated another further".split()
)
LONGEST = 6  # words between a count and the word that says what became of those counted
HARMS = CAUSES | {"killing"}


@dataclass(frozen=True, slots=True)
class BareCount:
    """Tokens [first, last) that count people, and the token of the word that says what became of them."""

    field: str
    first: int
    last: int
    word: int


def with_bare_counts(scene: Scene, counted: Sequence[Counted]) -> tuple[Counted, ...]:
    """The events of a sentence with the counts that stand beside them."""
    found = list(counted)
    for count in _counts(scene):
        at = _home(scene, found, count)
        if at is not None:
            words = wording.mention(scene.tree, count.first, count.last)
            found[at] = replace(found[at], toll=replace(found[at].toll, **{count.field: words}))
    return tuple(found)


def _counts(scene: Scene) -> Iterator[BareCount]:
    for token in scene.sentence.tokens:
        word = token.text.lower()
        field = next((field for field, words in STATES.items() if word in words), None)
        number = _number_before(scene, token.index) if field is not None else None
        if field is not None and number is not None:
            yield BareCount(field, _first(scene, number), _last(scene, number, token.index), token.index)


def _number_before(scene: Scene, word: int) -> int | None:
    """The number that the words straight before a word count, or None: nothing but a noun and helping verbs may lie between."""
    for at in range(word - 1, max(-1, word - 2 - LONGEST), -1):
        token = scene.tree[at]
        if (token.tag == "CD" and token.name not in ("DATE", "TIME", "MONEY", "PERCENT")) or token.text.lower() in NUMBERS:
            return at if not _names_a_noun(scene, at) else None
        if not (token.tag[:2] in ("NN", "JJ") or token.text.lower() in HELPERS or token.text.lower() in ("of", "them", "whom")):
            return None
    return None


def _names_a_noun(scene: Scene, number: int) -> bool:
    """Whether a number is a noun's name: "a captain of battalion 101 was killed"."""
    return number > 0 and scene.tree[number].tag == "CD" and scene.tree[number - 1].tag in ("NN", "NNP")


def _first(scene: Scene, number: int) -> int:
    first = number
    while first > 0 and scene.tree[first - 1].text.lower() in BEFORE:
        first -= 1
    return first


def _last(scene: Scene, number: int, word: int) -> int:
    """The end of the noun that is counted."""
    last = number + 1
    while last < word and (scene.tree[last].tag[:2] in ("NN", "JJ") or scene.tree[last].text.lower() in ("others", "more")):
        last += 1
    return last


def _home(scene: Scene, counted: Sequence[Counted], count: BareCount) -> int | None:
    """Which event the count is of: the one that its word went into, else the nearest that tells of harm and not yet of this."""
    for at, one in enumerate(counted):
        if count.word in (one.predicate.token, *one.folded):
            told = getattr(one.toll, count.field)
            return at if told is None or not _holds_number(scene, told) else None
    span = wording.mention(scene.tree, count.first, count.last)
    if any(words is not None and words.overlaps(span) for one in counted for words in _tolls(one)):
        return None
    free = [at for at, one in enumerate(counted) if one.predicate.kind in HARMS and getattr(one.toll, count.field) is None]
    return min(free, key=lambda at: abs(counted[at].predicate.token - count.first), default=None)


def _tolls(counted: Counted) -> tuple[Mention | None, ...]:
    return (counted.toll.killed, counted.toll.wounded, counted.toll.missing)


def _holds_number(scene: Scene, words: Mention) -> bool:
    inside = [token for token in scene.sentence.tokens if words.start <= token.start < words.end]
    return any(token.tag == "CD" or token.text.lower() in NUMBERS for token in inside)
