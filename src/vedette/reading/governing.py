"""Which event words stand over which in a sentence, and whether a party itself intends what lies ahead.

In: a Scene and the Predicates found in it. Out: the same, each saying whether it hangs on the words of another event
("urged them to withdraw") and whether it is somebody's own intention ("vowed to withdraw", "will withdraw").
"""

from __future__ import annotations

from collections.abc import Collection

from vedette.lexicon.grammar import listed
from vedette.reading import tree as trees
from vedette.reading.scene import Scene
from vedette.reading.tree import Tree

INTENDING = listed("intending")
AHEAD = frozenset({"will", "'ll", "’ll", "shall", "wo", "would", "'d", "’d"})
COMPLEMENT = frozenset({"xcomp", "ccomp", "acl", "pcomp", "dobj", "pobj", "nsubj", "nsubjpass", "prep", "conj", "oprd", "dative"})


def is_beneath(scene: Scene, token: int, over: Collection[int]) -> bool:
    """Whether an event's word hangs on one of the tokens `over`; what is coordinated with it does not."""
    tree, at = scene.tree, token
    while tree[at].head != at:
        above = tree[at].head
        if above in over and not (tree[at].dep == "conj" and at == _joined(tree, token, at)):
            return True
        at = above
    return False


def is_intended(scene: Scene, token: int) -> bool:
    """Whether those who would do it say or show that they will: "will meet", "threatened to attack", "an offer to mediate"."""
    tree, at = scene.tree, token
    while True:
        if trees.verblike(tree, at) and _ahead(tree, at):
            return True
        above = tree[at].head
        if above == at or tree[at].dep not in COMPLEMENT:
            return False
        if at != token and _means_to(tree, at):
            return True
        if _means_to(tree, above) and not _asked_of_others(tree, at, above):
            return True
        if tree[at].dep == "ccomp":
            return False
        at = above


def _joined(tree: Tree, token: int, at: int) -> int:
    """The top of the coordination that a word stands in, if the word itself does."""
    while tree[token].dep == "conj" and token != at:
        token = tree[token].head
    return token


def _means_to(tree: Tree, at: int) -> bool:
    return tree[at].lemma in INTENDING or tree[at].text.lower() in INTENDING


def _ahead(tree: Tree, verb: int) -> bool:
    return any(tree[child].text.lower() in AHEAD for child in trees.kids(tree, verb, "aux"))


def _asked_of_others(tree: Tree, at: int, above: int) -> bool:
    """ "warned the rebels to withdraw": an infinitive behind an object is for the other to do."""
    return tree[at].dep in ("xcomp", "ccomp") and bool(trees.kids(tree, above, "dobj")) and not trees.kids(tree, at, "nsubj")
