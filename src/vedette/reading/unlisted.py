"""Names of places that no list holds, known by the words that they stand behind.

In: a Scene and a token. Out: yes or no. A bare name behind "in", "near" or "close to", behind "the whole of", or what people fled.
"""

from __future__ import annotations

from vedette.reading import scene as scenes
from vedette.reading import tree as trees
from vedette.reading.participants import PARTS
from vedette.reading.scene import Scene

CLOSE = frozenset({"close", "next", "adjacent"})
LEFT = frozenset({"flee", "evacuate"})  # "45,000 people fled Minova"


def is_unknown(scene: Scene, head: int) -> bool:
    """Whether a name that nobody knows stands behind "in" or "near": "in Maryin Gubay", which the parser takes for a person."""
    token, above = scene.tree[head], scene.tree[scene.tree[head].head]
    by = above.text.lower() in ("in", "near", "outside") or _close_to(scene, token.head) or _joins_a_part(scene, token.head)
    behind = token.dep == "pobj" and by
    left = token.dep in trees.OBJECTS and above.lemma in LEFT
    if not (behind or left) or token.tag != "NNP" or token.name not in (*(("ORG",) if left else ()), "", "PERSON"):
        return False
    return scene.labels[head] <= {"person", "name"} and token.text[:1].isupper() and not token.text.isupper()


def _close_to(scene: Scene, preposition: int) -> bool:
    """ "close to X", "next to X"."""
    to = scene.tree[preposition]
    return to.text.lower() == "to" and scene.tree[to.head].text.lower() in CLOSE and to.head == preposition - 1


def _joins_a_part(scene: Scene, preposition: int) -> bool:
    """Whether "of" joins a name to a word for a part of a place: "the whole of Soum"."""
    return scene.tree[preposition].text.lower() == "of" and scenes.is_a(scene, scene.tree[preposition].head, PARTS)
