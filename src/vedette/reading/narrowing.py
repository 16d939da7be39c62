"""The narrower place that the text puts inside a named one: "Mansour district in western X", "the X city of Hebron".

In: a Scene and the name of a place. Out: the words of the narrowest place told, which stands for the named one where nothing
is known of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from vedette.model import Mention, Name
from vedette.reading import scene as scenes
from vedette.reading import tree as trees
from vedette.reading import wording
from vedette.reading.scene import Scene

CONTAINS = frozenset({"in", "of", "inside", "within"})
SETTLEMENTS = frozenset({"city", "town", "village", "capital"})
COARSE = frozenset({"country", "province"})
WIDE = COARSE | {"area"}


def narrowest(scene: Scene, name: Name) -> Mention:
    """The place that the text puts inside a named one: "Mansour district in western X", "the X city of Hebron"."""
    mention, token, passed = name.mention, name.last - 1, {name.last - 1}
    while (inner := _held_in(scene, token)) is not None and inner not in passed:
        passed.add(inner)
        known = scenes.place_at(scene, inner)
        own = known.mention if known is not None else wording.mention(scene.tree, *_proper(scene, inner))
        if own == mention:
            break
        mention, token = replace(own, antecedent=mention.named), inner
    return mention


def _held_in(scene: Scene, token: int) -> int | None:
    """The name of the narrower place next above a name in the tree, or None."""
    name = scenes.place_at(scene, token)
    first, last = (name.first, name.last) if name is not None else _proper(scene, token)
    root = next((at for at in range(first, last) if not first <= scene.tree[at].head < last), token)
    above = scene.tree[root].head
    if scene.tree[root].dep == "pobj" and scene.tree[above].text.lower() in CONTAINS:
        around = scene.tree[above].head
        named = _names_of(scene, around) if scene.tree[around].tag[:2] == "NN" else iter(())
    elif scene.tree[root].dep == "poss":
        named = _names_of(scene, above)
    elif scene.tree[root].dep in ("compound", "nmod") and name is not None and name.sort in WIDE:
        named = (at for at in trees.prepositional(scene.tree, above, "of") if scenes.is_a(scene, above, ("locality",)))
    else:
        return None
    settlement = scene.tree[above].dep == "prep" and scene.tree[scene.tree[above].head].lemma in SETTLEMENTS
    named = (at for at in named if not first <= at < last and _names_place(scene, at))
    return next((at for at in named if not (settlement and _is_wide(scene, at))), None)


def _is_wide(scene: Scene, token: int) -> bool:
    """Whether a name is of an area that lies in no town: "the Darfur city of El Geneina"."""
    name = scenes.place_at(scene, token)
    return name is not None and name.sort in WIDE


def _proper(scene: Scene, token: int) -> tuple[int, int]:
    """The span of the proper nouns around a token: "Maryin Gubay"."""
    first, last = token, token + 1
    while first > 0 and scene.tree[first - 1].tag.startswith("NNP"):
        first -= 1
    while last < len(scene.tree) and scene.tree[last].tag.startswith("NNP"):
        last += 1
    return first, last


def _names_of(scene: Scene, noun: int) -> Iterator[int]:
    """Tokens that may name what a noun is: itself, what it stands beside, "of X", the words before it."""
    if scenes.place_at(scene, noun) is not None:
        yield noun
    if not scenes.is_a(scene, noun, ("locality",)):
        return
    if scene.tree[noun].dep == "appos":
        yield scene.tree[noun].head
    yield from trees.prepositional(scene.tree, noun, "of")
    yield from reversed(trees.kids(scene.tree, noun, "compound", "nmod"))


def _names_place(scene: Scene, token: int) -> bool:
    """Whether a token stands in the name of a place that is no country or province, or in a name that nobody knows."""
    name = scenes.place_at(scene, token)
    if name is not None:
        return name.sort not in COARSE
    return (
        scene.tree[token].tag in ("NNP", "NNPS")
        and scene.labels[token] <= {"person", "name"}
        and scene.tree[token].text[:1].isupper()
    )
