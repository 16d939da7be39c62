"""What the words over an event say of whether it happened: the verb or noun that governs it, the plan that it is part of.

In: a tree, the token and the one above. Out: stances with the words that they rest on, for stance.py to weigh.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator

from vedette.lexicon import Lexicon
from vedette.lexicon.grammar import listed
from vedette.model import Stance
from vedette.reading import tree as trees
from vedette.reading.hedges import governor, hedges, reversal, stance_of
from vedette.reading.tree import Tree

NOT_SAYING = listed("not-saying")
FULFILLING = listed("fulfilling")
COLLAPSING = listed("collapsing")
SUBJUNCTIVE = listed("subjunctive")
ANNOUNCED = listed("announced")
FIGHTING = listed("fighting")
GOVERNED = frozenset({"xcomp", "ccomp", "acl", "pcomp", "pobj", "dobj", "nsubjpass", "csubj", "oprd", "csubjpass"})
GOVERNING = frozenset({"to", "as", "of", "for", "from", "about", "on", "at", "with", "against", "toward", "towards", "out"})
WITHHOLDING = frozenset({"to", "as", "of", "for", "from", "about", "against", "out"})


def said_over(tree: Tree, at: int, above: int, lexicon: Lexicon) -> Generator[tuple[Stance, str], None, bool]:
    """What the word that an event hangs on says of it, through prepositions; true where nothing further up matters."""
    via: list[str] = []
    while (tree[above].dep in ("prep", "agent", "prt", "mark") or tree[above].tag in ("IN", "TO")) and tree[above].head != above:
        via.append(tree[above].text.lower())
        for word in (above, *trees.kids(tree, above, "advmod")):
            yield from row_of(lexicon, "preposition", tree[word].text.lower(), f"it hangs on {tree[word].text!r}")
        above = tree[above].head
    if via[:1] == ["of"] and tree[above].lemma in ("event", "case") and tree[tree[above].head].text.lower() == "in":
        yield "hypothetical", f"it hangs on 'in the {tree[above].lemma} of'"
    if tree[at].dep == "nsubj" and tree[above].lemma in COLLAPSING and _planned(tree, at, lexicon):
        yield "denied", f"{tree[at].text!r} came to nothing"
    if tree[at].dep not in GOVERNED and not (tree[at].dep == "advcl" and infinitive(tree, at)):
        return False
    key = governor(tree, above, lexicon, via, infinitive=tree[at].dep == "xcomp")
    stance = stance_of(key, lexicon)
    if not (WITHHOLDING if stance == "denied" else GOVERNING).issuperset(via):
        return False
    if stance == "denied" and tree[at].dep == "advcl" and trees.kids(tree, above, "dobj"):
        return False  # "blocked the road to demand it": what was kept from happening stands before it
    if key is None or stance is None or stance == "neutral" or not _complement(tree, at, above, stance):
        return False
    joined = tree.children[tree[above].head] if tree[above].dep == "conj" else ()
    if stance == "denied" and {tree[child].text.lower() for child in (*tree.children[above], *joined)} & NOT_SAYING:
        yield "possible", f"{tree[above].text!r} is neither done nor left undone"
        return False
    left = reversal(tree, above, key, lexicon)
    if left is not None:
        yield left, f"{tree[above].text!r} is itself negated"
        return True
    if tree[above].lemma in ("suggest", "indicate", "show", "warn") and stance == "planned":
        stance = "possible"
    yield stance, f"{tree[above].text!r} governs it"
    if stance == "planned" and any(tree[child].dep == "neg" or tree[child].text.lower() == "no" for child in tree.children[above]):
        yield "denied", f"{tree[above].text!r} is negated"
    return False


def of_the_plan(tree: Tree, at: int, above: int, lexicon: Lexicon) -> Iterator[tuple[Stance, str]]:
    """ "a foiled plot to bomb", "an attack is likely": what is said of the plan is said of what is planned."""
    if tree[at].dep in ("acl", "relcl") and infinitive(tree, at) and not trees.verblike(tree, above):
        for child in trees.kids(tree, above, "amod"):
            yield from row_of(
                lexicon, "adjective", tree[child].text.lower(), f"{tree[child].text!r} stands before {tree[above].text!r}"
            )
    if tree[at].dep == "nsubj" and tree[above].lemma == "be" and not trees.verblike(tree, at):
        for child in trees.kids(tree, above, "acomp"):
            yield from row_of(lexicon, "adjective", tree[child].text.lower(), f"it is said to be {tree[child].text!r}")


def _planned(tree: Tree, word: int, lexicon: Lexicon) -> bool:
    return stance_of(governor(tree, word, lexicon), lexicon) == "planned"


def _complement(tree: Tree, at: int, above: int, stance: Stance) -> bool:
    """Whether a planning word plans what hangs on it; a finite clause is judged by its own modals."""
    if tree[at].dep in ("dobj", "oprd") and trees.kids(tree, above, "oprd"):
        return False  # "called the attack a crime"
    if stance != "planned":
        return True
    if tree[at].dep == "ccomp" and not infinitive(tree, at):
        return tree[above].lemma in SUBJUNCTIVE or modal(tree, at)
    if tree[at].dep == "nsubjpass":
        return tree[above].lemma in ANNOUNCED
    if tree[above].tag[:2] == "NN" and tree[at].dep == "acl" and not infinitive(tree, at):
        return False
    return not ((tree[above].lemma in FIGHTING and not infinitive(tree, at)) or _fulfilled(tree, above))


def _fulfilled(tree: Tree, plan: int) -> bool:
    """ "made good on their threat to burn", "carried out its plan to storm"."""
    above = tree[plan].head
    if tree[plan].dep == "pobj" and tree[above].text.lower() in ("on", "upon"):
        above = tree[above].head
        return tree[above].lemma in FULFILLING or any(tree[child].text.lower() == "good" for child in tree.children[above])
    return tree[plan].dep in ("dobj", "nsubjpass") and tree[above].lemma in FULFILLING


def modal(tree: Tree, verb: int) -> bool:
    """Whether a modal stands beside a verb: can, may, must."""
    return any(tree[child].tag == "MD" for child in trees.kids(tree, verb, "aux"))


def infinitive(tree: Tree, at: int) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return any(tree[child].text.lower() == "to" for child in trees.kids(tree, at, "aux"))


def row_of(lexicon: Lexicon, table: str, word: str, why: str) -> Iterator[tuple[Stance, str]]:
    """The stance that a table of hedges gives a word, with the reason; nothing where it gives none."""
    stance = hedges(lexicon, table).get(word)
    if stance is not None and stance != "neutral":
        yield stance, why
