"""The weapon that makes an attack's kind exact: "air strike", "by artillery", "drone attack" (`weapons.toml`)."""

from __future__ import annotations

from vedette.reading import scene as scenes
from vedette.reading import tree as trees
from vedette.reading.scene import Scene
from vedette.reading.triggers import Rule, Rules


def weapon_of(scene: Scene, index: int, rule: Rule, rules: Rules) -> tuple[str, str] | None:
    """The kind that a weapon near the trigger makes of it, with the weapon's words."""
    if not rule.weapon:
        return None
    found = [
        weapon
        for at in dict.fromkeys(_instruments(scene, index, rule))
        for word in dict.fromkeys((scene.tree[at].text.lower(), scene.tree[at].lemma.lower()))
        for weapon in rules.weapons.get(word, ())
        if len(weapon.phrase) == 1 or _stands_at(scene, at, weapon.phrase)
    ]
    best = min(found, key=lambda weapon: weapon.rank, default=None)
    return (best.kind, " ".join(best.phrase)) if best is not None else None


def _instruments(scene: Scene, index: int, rule: Rule) -> list[int]:
    """Tokens that may name the weapon: the subject, words before the trigger, "with", "using", "by", "from", "in"."""
    tree = scene.tree
    heads = [
        index,
        *scenes.modifiers(scene, index),
        *trees.prepositional(tree, index, "with", "by", "from", "using", "in", "involving"),
    ]
    if not rule.noun:
        heads += trees.subjects(tree, index) + _surface_agents(scene, index)
        heads += [
            child
            for verb in trees.kids(tree, index, "advcl", "prep")
            if tree[verb].lemma == "use"
            for child in trees.kids(tree, verb, "dobj", "pobj")
        ]
        heads += [head for head in trees.objects(tree, index) if scene.tree[index].lemma in ("fire", "drop", "launch")]
    else:
        heads += trees.prepositional(tree, index, "of") if tree[index].lemma in ("barrage", "wave", "exchange") else []
        heads += _shown_with(scene, index)
    return [at for head in heads for at in (head, *scenes.modifiers(scene, head))]


def _surface_agents(scene: Scene, verb: int) -> list[int]:
    return trees.prepositional(scene.tree, verb, "by", "in", "with", "from")


def _shown_with(scene: Scene, noun: int) -> list[int]:
    """Carriers of the phrase that an event noun hangs in: "bombers and missiles … in strikes"."""
    found = []
    for above in trees.ancestors(scene.tree, noun):
        if scene.tree[above].tag[:2] == "NN":
            found.append(above)
        elif trees.verblike(scene.tree, above) and scene.tree[above].dep not in ("acl", "relcl"):
            break
    return found


def _stands_at(scene: Scene, at: int, phrase: tuple[str, ...]) -> bool:
    tokens = scene.sentence.tokens[at : at + len(phrase)]
    if len(tokens) == len(phrase) and all(
        word in (token.lemma.lower(), token.text.lower()) for word, token in zip(phrase, tokens, strict=True)
    ):
        return True
    before = scene.sentence.tokens[max(0, at + 1 - len(phrase)) : at + 1]
    return len(before) == len(phrase) > 1 and all(
        word in (token.lemma.lower(), token.text.lower()) for word, token in zip(phrase, before, strict=True)
    )
