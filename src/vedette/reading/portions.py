"""Whether words for what somebody takes or holds mean a place itself, or only a portion of it, or what lies by it.

In: a Scene and the head of a noun phrase. Out: yes or no. "X", "the town of X", "all of X" is X; "40% of X", "the southern
districts", "villages around X", "a crossing at X" is not, and who takes them does not hold X.
"""

from __future__ import annotations

from vedette.lexicon.grammar import listed
from vedette.model import Mention
from vedette.reading import tree as trees
from vedette.reading.scene import Scene

SETTLEMENTS = listed("settlements")
WHOLES = listed("wholes")
SIDES = listed("sides-of-a-place")
STRETCHES = listed("stretches")
BESIDE = ("around", "near", "outside", "between", "beyond", "beside", "surrounding", "along", "toward", "towards", "in", "on", "at")
SOME = frozenset({"a", "an", "another", "one", "some"})
BEFORE = ("compound", "nmod", "amod", "poss", "nummod")


def is_portion(scene: Scene, head: int, place: Mention) -> bool:
    """Whether a noun phrase means less than the place that is read out of it."""
    if any(name.label == "place" and name.first <= head < name.last for name in scene.names):
        return _sided(scene, head)
    lemma = scene.tree[head].lemma.lower()
    if lemma in WHOLES:
        return any(is_portion(scene, inner, place) for inner in trees.prepositional(scene.tree, head, "of"))
    if lemma in SETTLEMENTS:
        return _sided(scene, head) or not _one_of_its_own(scene, head, place)
    if lemma in STRETCHES:  # "took the territory", "took the island": it itself; "took the market area", "territory in X": not
        return bool(trees.kids(scene.tree, head, *BEFORE, "prep", "acl", "relcl"))
    return True


def is_fire_control(scene: Scene, head: int) -> bool:
    """ "Fire control over X" is guns that reach X."""
    before = {scene.tree[child].text.lower() for child in trees.kids(scene.tree, head, "compound", "nmod", "amod")}
    return scene.tree[head].lemma.lower().replace("-", " ") == "fire control" or (
        scene.tree[head].lemma == "control" and "fire" in before
    )


def _sided(scene: Scene, head: int) -> bool:
    """ "northern X", "the southern half of the town": a word for a side stands before it."""
    return any(scene.tree[child].lemma.lower() in SIDES for child in trees.kids(scene.tree, head, *BEFORE))


def _one_of_its_own(scene: Scene, head: int, place: Mention) -> bool:
    """Whether a word for a settlement has a name of its own, or is the one told of, and is none of many by another place."""
    if any(_is_named(scene, inner) for inner in trees.prepositional(scene.tree, head, "of")):
        return True
    if any(_is_named(scene, child) for child in trees.kids(scene.tree, head, "compound", "nmod", "appos", "amod")):
        return True
    beside = any(place.start <= scene.tree[inner].start < place.end for inner in trees.prepositional(scene.tree, head, *BESIDE))
    some = any(scene.tree[child].text.lower() in SOME for child in trees.kids(scene.tree, head, "det", "amod", "nummod"))
    return scene.tree[head].tag == "NN" and not beside and not some and not trees.kids(scene.tree, head, "poss")


def _is_named(scene: Scene, token: int) -> bool:
    return "place" in scene.labels[token]
