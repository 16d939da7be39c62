"""Claims of responsibility: the claimant speaks for the event, and there is no new event.

"IS claimed responsibility for the attack", "responsibility for it was claimed by …", "an attack claimed by …".
"""

from __future__ import annotations

from collections.abc import Iterator

from vedette.lexicon import Lexicon
from vedette.lexicon.grammar import listed
from vedette.model import Speaker
from vedette.reading import carriers
from vedette.reading import scene as scenes
from vedette.reading import tree as trees
from vedette.reading.frames import Frame
from vedette.reading.scene import Part, Scene
from vedette.reading.speakers import speakers_at, speaks

CLAIMING = listed("claiming")
NOUNS = frozenset({"responsibility", "credit"})
CLAIMED = ("event-noun", "event-head")


def find_claimed(scene: Scene, lexicon: Lexicon) -> list[Frame]:
    """The frames of those who claim what happened as their own doing."""
    found = [*_responsibility(scene, lexicon), *_claimed_event(scene, lexicon)]
    return [frame for frame in found if frame.speakers]


def claimed_alone(scene: Scene, lexicon: Lexicon) -> list[tuple[int, Part, Speaker]]:
    """Who says "claimed responsibility" and no more: the verb, the claimant and how the claimant speaks."""
    found = []
    for verb in _claiming(scene):
        heads = [head for head in trees.subjects(scene.tree, verb) if speaks(scene, head, lexicon)]
        if heads and not _acts(scene, verb) and scene.tree[verb].tag in ("VBD", "VBN", "VBZ"):
            found.append((verb, scenes.part(scene, heads[0]), speakers_at(scene, heads[:1], lexicon)[0]))
    return found


def _responsibility(scene: Scene, lexicon: Lexicon) -> Iterator[Frame]:
    """ "claimed responsibility for the attack", in the active or the passive."""
    for verb in _claiming(scene):
        covers = frozenset(below for act in _acts(scene, verb) for below in trees.subtree(scene.tree, act))
        yield _frame(scene, verb, covers, lexicon)


def _claiming(scene: Scene) -> Iterator[int]:
    """The verbs of those who claim, and do not deny, responsibility."""
    for token in scene.sentence.tokens:
        verb = token.head
        claiming = scene.tree[verb].lemma in CLAIMING and not trees.kids(scene.tree, verb, "neg")
        if claiming and token.lemma in NOUNS and token.dep in ("dobj", "nsubjpass"):
            yield verb


def _acts(scene: Scene, verb: int) -> list[int]:
    """What responsibility is claimed for."""
    tree = scene.tree
    return [at for at in trees.subtree(tree, verb) if tree[at].dep in ("pobj", "pcomp") and tree[tree[at].head].text == "for"]


def _claimed_event(scene: Scene, lexicon: Lexicon) -> Iterator[Frame]:
    """ "an attack claimed by X", "an attack that X later claimed"."""
    tree = scene.tree
    for token in scene.sentence.tokens:
        if token.lemma != "claim" or token.dep not in ("acl", "relcl") or trees.kids(tree, token.index, "neg", "xcomp", "ccomp"):
            continue
        if scenes.is_a(scene, token.head, CLAIMED):
            below = frozenset(trees.subtree(tree, token.index))
            yield _frame(scene, token.index, frozenset(trees.subtree(tree, token.head)) - below, lexicon)


def _frame(scene: Scene, verb: int, covers: frozenset[int], lexicon: Lexicon) -> Frame:
    heads = [head for head in trees.subjects(scene.tree, verb) if speaks(scene, head, lexicon)]
    through = carriers.carrier_heads(scene, verb, heads, lexicon)
    return Frame(tuple(speakers_at(scene, [*heads, *through], lexicon)), covers, verb)
