"""What fills a slot of a word: deep subject and object, prepositions, particles, the words before a noun, its light verb.

In: a Scene, a token and a slot's name as the rules write it. Out: head tokens. A light verb lends its subject and its
complements to the event noun that it carries ("mounted an offensive on X", "clashes erupted between A and B").
"""

from __future__ import annotations

from vedette.lexicon.grammar import listed
from vedette.reading import scene as scenes
from vedette.reading import tree as trees
from vedette.reading.scene import Scene
from vedette.reading.triggers import Rules

OCCUR = listed("occur")
AIMED = listed("aimed")
PARTICIPATE = listed("participate")
WHOSE = "whose"  # the last part of a target slot: not the thing, but whose it is


def slot(scene: Scene, index: int, name: str, rules: Rules) -> list[int]:
    """Heads that fill a slot of a token; a dotted name walks on from what the first part gives."""
    first, _, rest = name.partition(".")
    heads = _plain_slot(scene, index, first, rules)
    return heads if not rest else [found for head in heads for found in slot(scene, head, rest, rules)]


def light_verb(scene: Scene, noun: int, lemmas: frozenset[str]) -> int | None:
    """The light verb whose object (or passive subject) an event noun is, through coordination and "part in"."""
    tree = scene.tree
    while tree[noun].dep in ("conj", "appos") and trees.nounlike(tree, tree[noun].head):
        noun = tree[noun].head
    head = tree[noun].head
    if tree[noun].dep in (*trees.OBJECTS, "nsubjpass") and tree[head].lemma in lemmas:
        return head
    if (
        tree[noun].dep == "pobj"
        and tree[head].text.lower() in ("in", "with", "for")
        and tree[tree[head].head].lemma in (*PARTICIPATE, "part", "join")
    ):
        above = tree[head].head
        return tree[above].head if tree[above].lemma == "part" else above
    acl = [verb for verb in trees.kids(tree, noun, "acl", "relcl") if tree[verb].lemma in lemmas]
    return acl[0] if acl else None


def carriers(scene: Scene, noun: int, rules: Rules) -> tuple[int, ...]:
    """The verbs that only carry or aim an event noun: "launched an attack", "the attack occurred", "strikes targeting X"."""
    carrier = _carrier(scene, noun, rules)
    return (*_aiming(scene, noun, rules), carrier) if carrier is not None else tuple(_aiming(scene, noun, rules))


def _plain_slot(scene: Scene, index: int, name: str, rules: Rules) -> list[int]:
    tree = scene.tree
    if name == "subj":
        return trees.subjects(tree, index)
    if name == "obj":
        return trees.objects(tree, index)
    if name == "light":
        verb = light_verb(scene, index, rules.light)
        return trees.subjects(tree, verb) if verb is not None else []
    if name == "mod":
        return scenes.modifiers(scene, index)
    if name == "num":
        return [
            child
            for child in trees.kids(tree, index, "nummod", "det")
            if tree[child].tag == "CD" or tree[child].text.lower() == "no"
        ]
    if name == "via":
        return [tree[index].head] if tree[tree[index].head].dep == "prep" else []
    if name == "while":
        return [
            clause for child in (index, *trees.kids(tree, index, "prep")) for clause in trees.kids(tree, child, "advcl", "pcomp")
        ]
    if name == "aim":
        return [verb for purpose in _purposes(scene, index) for verb in (purpose, *trees.kids(tree, purpose, "conj"))]
    if name == "gov":
        above = tree[index].head
        return [tree[above].head if tree[above].dep == "prep" else above] if above != index else []
    if name in ("poss", "prt", "xcomp", "advmod", "dative", "aux", "acl", "ccomp", "nsubj", "oprd"):
        deps = {"xcomp": ("xcomp", "oprd", "acomp", "ccomp"), "prt": ("prt", "advmod")}.get(name, (name,))
        return trees.kids(tree, index, *deps)
    if name == "targeting":
        return [head for verb in _aiming(scene, index, rules) for head in _aimed_at(scene, verb)]
    own = trees.prepositional(tree, index, name)
    if own or not trees.nounlike(tree, index) or name == "of":
        return own
    carrier = _carrier(scene, index, rules)
    if carrier is None:
        return []
    return trees.prepositional(tree, carrier, name) or (_astray(scene, carrier, name) if name == "between" else [])


def _purposes(scene: Scene, index: int) -> list[int]:
    """Infinitives and participles that say what for; also one that the parser hung on the place: "at the gate to demand"."""
    tree = scene.tree
    own = [child for child in trees.kids(tree, index, "advcl", "xcomp", "acl", "conj") if child > index]
    places = [
        *trees.kids(tree, index, "dobj"),
        *(noun for prep in trees.kids(tree, index, "prep") for noun in trees.subtree(tree, prep)),
    ]
    astray = [child for noun in places if noun > index for child in trees.kids(tree, noun, "advcl", "acl", "relcl")]
    participles = [child for child in trees.kids(tree, index, "advcl", "xcomp") if child > index and tree[child].tag == "VBG"]
    return [*(child for child in dict.fromkeys((*own, *astray)) if _infinitive(scene, child)), *participles]


def _infinitive(scene: Scene, verb: int) -> bool:
    return any(scene.tree[child].tag == "TO" for child in trees.kids(scene.tree, verb, "aux"))


def _astray(scene: Scene, carrier: int, word: str) -> list[int]:
    """Objects of a preposition that the parser hung on another word: "clashes … in the districts of X between A and B"."""
    below = (token for token in trees.subtree(scene.tree, carrier) if scene.tree[token].text.lower() == word)
    return [part for token in below for noun in trees.kids(scene.tree, token, "pobj") for part in trees.conjuncts(scene.tree, noun)]


def _aiming(scene: Scene, noun: int, rules: Rules) -> list[int]:
    """The participles that aim an event noun, on it or on its carrier: "strikes targeting X", "launched strikes, targeting X"."""
    carrier = light_verb(scene, noun, rules.light)
    verbs = trees.kids(scene.tree, noun, "acl") + (trees.kids(scene.tree, carrier, "advcl") if carrier is not None else [])
    return [verb for verb in verbs if scene.tree[verb].lemma in AIMED and scene.tree[verb].tag in ("VBG", "VBN")]


def _aimed_at(scene: Scene, verb: int) -> list[int]:
    own = [part for child in trees.kids(scene.tree, verb, *trees.OBJECTS) for part in trees.conjuncts(scene.tree, child)]
    return own or trees.prepositional(scene.tree, verb, "at", "on", "against")


def _carrier(scene: Scene, noun: int, rules: Rules) -> int | None:
    """The verb whose complements may belong to an event noun: "clashes erupted between …", "launched an attack on …"."""
    light = light_verb(scene, noun, rules.light | rules.patient)
    if light is not None:
        return light
    head = scene.tree[noun].head
    return head if scene.tree[noun].dep in ("nsubj", "nsubjpass", "csubj") and scene.tree[head].lemma in OCCUR else None
