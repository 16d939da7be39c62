"""Whether an event is told only as the ground of another: whom a protest is over, what came before, who somebody is.

In: a Scene and the token of an event. Out: yes or no. "Residents marched over the killing of a trader", "relatives of a man
who was shot gathered", "following a clash, troops searched the village": the march, the gathering, the search are the news.
"""

from __future__ import annotations

from vedette.lexicon.grammar import listed
from vedette.reading import scene as scenes
from vedette.reading import tree as trees
from vedette.reading.scene import Scene

ASIDE_AFTER = listed("aside-after")
DEMANDING = listed("demanding")
LETHAL = listed("lethal")
HURT = LETHAL | {"die", "wound", "injure", "perish"}


def is_aside(scene: Scene, index: int) -> bool:
    """Whether the event at a token stands in a clause or phrase that only grounds what the sentence tells."""
    tree, at = scene.tree, index
    while tree[at].head != at:
        above = tree[at].head
        if _describes(scene, at, above) or _grounds(scene, at, above) or _demanded(scene, at, above):
            return True
        at = above
    return False


def _describes(scene: Scene, at: int, above: int) -> bool:
    """A relative clause or participle on a noun that is no event: "the man who was shot", "a student killed by police"."""
    token = scene.tree[at]
    if not trees.verblike(scene.tree, at) or not (token.dep == "relcl" or (token.dep == "acl" and token.tag == "VBN")):
        return False
    passive = token.dep == "acl" and scene.tree[above].dep == "conj"  # "shops were looted and cars set on fire"
    return not passive and scene.tree[above].dep not in ("ROOT", "attr") and not scenes.is_a(scene, above, ("event-noun",))


def _grounds(scene: Scene, at: int, above: int) -> bool:
    """ "after", "over", "against", "following" it: unless what came of it is only who died."""
    preposition = scene.tree[above]
    if scene.tree[at].dep not in ("pobj", "pcomp") or preposition.text.lower() not in ASIDE_AFTER:
        return False
    return scene.tree[preposition.head].lemma not in HURT


def _demanded(scene: Scene, at: int, above: int) -> bool:
    """What a crowd demands, denounces or marks."""
    governed = scene.tree[at].dep in ("dobj", "ccomp", "xcomp", "pobj", "pcomp")
    verb = above if trees.verblike(scene.tree, above) else scene.tree[above].head
    return governed and scene.tree[verb].lemma in DEMANDING and verb != at
