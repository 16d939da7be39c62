"""The words of `hedges.toml` as the readers of stance ask for them: what stance a word gives, and what its negation gives.

In: a Lexicon, a Tree and a token. Out: stances, or None where the word says nothing. A governor is looked up with its
particle or preposition first ("call off", "keep from"), then as a passive with an infinitive ("be report"), then alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, get_args

from vedette.lexicon import Lexicon
from vedette.lexicon.grammar import listed
from vedette.model import Stance
from vedette.reading import tree as trees
from vedette.reading.tree import Tree

Passing = Stance | Literal["neutral"]  # a governor that passes on what it governs
NEVER = frozenset({"not", "n't", "n’t", "never", "hardly", "nor", "neither"})
NONE = listed("none")
NOBODY = listed("nobody")


@lru_cache(maxsize=32)
def hedges(lexicon: Lexicon, table: str) -> dict[str, Passing]:
    """The stance that each word of a table gives; raises LexiconError for a row whose stance is none."""
    found: dict[str, Passing] = {}
    for row in lexicon.rows("hedges", table):
        if row["stance"] not in (*get_args(Stance), "neutral"):
            raise row.wrong(f"{row['stance']!r} is no stance")
        for word in row.words("words"):
            found.setdefault(word.lower(), row["stance"])
    return found


@lru_cache(maxsize=4)
def _reversed(lexicon: Lexicon) -> dict[str, Stance]:
    """What a governor that is itself negated leaves of what it governs: "could not prevent" is asserted."""
    rows = [row for row in lexicon.rows("hedges", "governor") if "negated" in row]
    return {word.lower(): row["negated"] for row in rows for word in row.words("words")}


def governor(tree: Tree, word: int, lexicon: Lexicon, via: Sequence[str] = (), *, infinitive: bool = False) -> str | None:
    """The row's word by which a token governs, through these prepositions or an infinitive, or None."""
    table = hedges(lexicon, "governor")
    lemma = tree[word].lemma.lower()
    passive = [f"be {lemma}"] if infinitive and trees.kids(tree, word, "auxpass") else []
    particles = [tree[child].text.lower() for child in trees.kids(tree, word, "prt")]
    for key in (*(f"{lemma} {beside}" for beside in (*particles, *via)), *passive, lemma):
        if key in table and not (key == lemma and particles and trees.verblike(tree, word)):
            return key
    return None


def stance_of(key: str | None, lexicon: Lexicon) -> Passing | None:
    """The stance that a governor gives."""
    return None if key is None else hedges(lexicon, "governor")[key]


def reversal(tree: Tree, word: int, key: str, lexicon: Lexicon) -> Stance | None:
    """The stance that is left where a governor is itself negated or failed at ("was not able to prevent"), else None."""
    return _reversed(lexicon).get(key) if undone(tree, word, lexicon) else None


def undone(tree: Tree, word: int, lexicon: Lexicon) -> bool:
    """Whether a word is negated: by a word beside it, by "no" on its noun, or by what it hangs on ("failed to", "without")."""
    if any(tree[child].text.lower() in NEVER or tree[child].dep == "neg" for child in tree.children[word]):
        return True
    if any(tree[child].text.lower() in NONE for child in trees.kids(tree, word, "det", "preconj")):
        return True
    if any(tree[child].text.lower() in NOBODY for child in trees.kids(tree, word, "nsubj", "nsubjpass")):
        return True
    above = tree[word].head
    if tree[word].dep == "pcomp":
        return tree[above].text.lower() == "without"
    if tree[word].dep != "xcomp" or above == word:
        return False
    if tree[above].lemma == "able":
        return undone(tree, above, lexicon) or undone(tree, tree[above].head, lexicon)
    return stance_of(governor(tree, above, lexicon), lexicon) == "denied"


@lru_cache(maxsize=8)
def carrying(lexicon: Lexicon, *roles: str) -> frozenset[str]:
    """Verbs that carry an event noun as their object, for these roles of their subject: "launch" (agent), "suffer" (patient)."""
    rows = (row for row in lexicon.rows("triggers", "light") if row["lemma"] in roles)
    return frozenset(word for row in rows for word in row.words("verbs"))


@lru_cache(maxsize=4)
def saying(lexicon: Lexicon) -> frozenset[str]:
    """Verbs of saying."""
    return frozenset(word for row in lexicon.rows("speech", "verb") for word in row.words("words"))
