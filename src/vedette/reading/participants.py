"""Who does it and to whom or to what place it is done: a rule's slots -> Parts and place heads.

A subject that is a weapon or an event gives way to who wields it, property to its owner; footage that a party shows of
its own arms in action makes it the actor.
"""

from __future__ import annotations

from collections.abc import Sequence

from vedette.lexicon.grammar import listed
from vedette.reading import scene as scenes
from vedette.reading import tree as trees
from vedette.reading.scene import Part, Scene
from vedette.reading.slots import WHOSE, slot
from vedette.reading.triggers import Rule, Rules

PLACE_VERB = frozenset({"in", "near", "outside"})  # a party behind these is where it was, not to whom
PLACE_NOUN = PLACE_VERB | {"at"}
SHELLING = frozenset({"shell", "bombard", "pound"})
BLAMED = ("police", "troops", "group", "=authority", "=government", "=president", "=minister", "=company", "=employer", "=ministry")
TAKEN_FROM = frozenset({"capture", "weapons-seizure", "looting", "release"})
PARTS = ("=whole", "=all", "=part", "=half", "=most", "=rest", "=third")
WIELDED = ("arms", "ordnance", "missile", "bomb", "flyer", "event-noun")
CLAIMING = listed("claiming")
SHOWING = listed("showing")
RESULTING = listed("resulting")
DENYING = frozenset({"deny", "reject", "dismiss", "dispute", "refute"})
DONE_TO = ("event-noun", "done-to")


def actors_of(scene: Scene, index: int, rule: Rule, rules: Rules) -> list[Part]:
    """Who does it: the rule's slots, else who is said to answer for it, else who shows it."""
    found = _by_slots(scene, index, rule, rules)
    if not found and rule.noun:
        found = _answerable(scene, index) or _led_to_it(scene, index)
    return found if _named(scene, found) else _shown_by(scene, index) or found


def _led_to_it(scene: Scene, index: int) -> list[Part]:
    """ "The army's assault resulted in the capture of X": whose assault it was."""
    above = scene.tree[index].head
    verb = scene.tree[above].head if scene.tree[above].dep == "prep" else above
    if scene.tree[verb].lemma not in RESULTING:
        return []
    nouns = [head for head in trees.subjects(scene.tree, verb) if trees.nounlike(scene.tree, head)]
    for noun in nouns:
        owners = [head for head in trees.kids(scene.tree, noun, "poss") if scenes.is_party(scene, head)]
        owners += [head for head in trees.prepositional(scene.tree, noun, "by") if scenes.is_party(scene, head)]
        found = scenes.party_before(scene, noun) or [scenes.part(scene, head) for head in owners]
        if found:
            return found
    return []


def _by_slots(scene: Scene, index: int, rule: Rule, rules: Rules) -> list[Part]:
    for name in rule.actor:
        if name == "mod":
            before = scenes.party_before(scene, index)
            if before:
                return before
            continue
        heads = slot(scene, index, name, rules)
        parties = [scenes.part(scene, head) for head in heads if scenes.is_party(scene, head) and not _idle(scene, head)]
        if parties:
            return _distinct(parties)
        carried = [
            found
            for head in slot(scene, index, name, rules)
            if not scenes.is_place(scene, head)
            for found in _wielders(scene, head)
        ]
        if carried:
            return carried
    return []


def targets_of(scene: Scene, index: int, rule: Rule, rules: Rules) -> tuple[list[Part], list[int]]:
    """What is done it to, parted into parties and places; behind property, its owner is the party."""
    parties: list[Part] = []
    told = [head for name in rule.place for head in slot(scene, index, name, rules)]
    places = [head for head in told if scenes.is_place(scene, head) or scenes.is_it_of_place(scene, head)]
    for name in rule.target:
        if name.endswith(f".{WHOSE}"):
            parties = [found for head in slot(scene, index, name.removesuffix(f".{WHOSE}"), rules) for found in _whose(scene, head)]
            if parties:
                break
            continue
        for head in slot(scene, index, name, rules):
            if rule.stately and _state(scene, head, rule.kind):
                parties.append(scenes.part(scene, head))
            elif {"actor", "place"} <= scene.labels[head]:
                places.append(head)
                parties.append(scenes.part(scene, head))
            elif scenes.is_place(scene, head) and not (scenes.is_party(scene, head) and not _has_place(scene, head)):
                places.append(head)
                parties += _owners(scene, head)
            elif _thing(scene, head):
                parties += _whose(scene, head) if rule.stately else _owners(scene, head)
            elif scenes.is_party(scene, head) and name not in (PLACE_NOUN if rule.noun else PLACE_VERB):
                parties += [] if _strange_place(scene, index, head) else [scenes.part(scene, head)]
            elif rule.stately:
                parties += _whose(scene, head)
            elif scene.tree[head].lemma.lower() not in rules.nouns:
                parties += _blamed(scene, head) if rule.kind == "protest" else _owners(scene, head)
        if parties or places:
            break
    if not parties and rule.kind in TAKEN_FROM:
        parties = [
            scenes.part(scene, head)
            for name in ("from", "obj.from")
            for head in slot(scene, index, name, rules)
            if scenes.is_party(scene, head) and not _has_place(scene, head)
        ]
    return _distinct(parties), list(dict.fromkeys(places))


def _idle(scene: Scene, head: int) -> bool:
    """Whether a head does nothing: a thing, nobody, or a bare number that counts somebody else's dead."""
    number = scene.tree[head].tag == "CD" and not trees.prepositional(scene.tree, head, "of")
    return number or _thing(scene, head) or scenes.is_nobody(scene, head)


def _thing(scene: Scene, head: int) -> bool:
    """Whether a head is a shell, missile or bomb: it does nothing of itself, somebody fires it."""
    return scenes.is_a(scene, head, ("missile", "ordnance", "bomb", "event-noun")) and not scene.labels[head] & {"actor"}


def _named(scene: Scene, actors: Sequence[Part]) -> bool:
    """Whether an actor is more than a carrier: "jets" alone says nobody, "Russian jets" does."""
    return any(
        scene.labels[at] & {"actor", "demonym", "name", "place"} or scene.tree[at].text.lower() in scenes.PRONOUNS
        for actor in actors
        for at in range(actor.first, actor.last)
    )


def _shown_by(scene: Scene, index: int) -> list[Part]:
    """Who shows its own: "the ministry released footage of bombers in action": the deeds shown are the shower's."""
    for above in trees.ancestors(scene.tree, index):
        if scene.tree[above].lemma in SHOWING and trees.verblike(scene.tree, above):
            shown = [head for head in trees.objects(scene.tree, above) if scenes.is_a(scene, head, ("media",))]
            showers = [scenes.part(scene, head) for head in trees.subjects(scene.tree, above) if scenes.is_party(scene, head)]
            if shown and showers:
                return showers
    return []


def _answerable(scene: Scene, noun: int) -> list[Part]:
    """Who is said to be behind an event noun: "blamed X for the bombing", "X claimed responsibility for", "X was behind"."""
    token = scene.tree[noun]
    above = scene.tree[token.head]
    if token.dep != "pobj" or above.text.lower() not in ("for", "of", "behind"):
        return []
    verb = above.head
    if scene.tree[verb].lemma in ("responsibility", "credit"):
        verb = scene.tree[verb].head
        heads = trees.subjects(scene.tree, verb) if scene.tree[verb].lemma in CLAIMING else []
    elif above.text.lower() == "behind":
        heads = trees.subjects(scene.tree, verb)
    else:
        heads = trees.objects(scene.tree, verb) if scene.tree[verb].lemma in ("blame", "accuse", "suspect", "condemn") else []
    denied = trees.kids(scene.tree, verb, "neg") or any(
        scene.tree[one].lemma in DENYING for one in trees.ancestors(scene.tree, verb)
    )
    return [scenes.part(scene, head) for head in heads if scenes.is_party(scene, head) and not denied]


def _wielders(scene: Scene, head: int) -> list[Part]:
    """Who stands behind a subject that is a weapon or an event: "Russian air strikes killed", "artillery of the army"."""
    if not scenes.is_a(scene, head, WIELDED):
        return []
    owners = [*trees.prepositional(scene.tree, head, "by", "of", "from"), *trees.kids(scene.tree, head, "poss")]
    parties = [scenes.part(scene, owner) for owner in owners if scenes.is_party(scene, owner)]
    return parties or scenes.party_before(scene, head)


def _strange_place(scene: Scene, index: int, head: int) -> bool:
    """A bare name that no list holds and that is shelled is a village: people are shelled in one."""
    shelled = scene.tree[index].lemma in SHELLING and trees.verblike(scene.tree, index)
    return shelled and scene.tree[head].tag.startswith("NNP") and not scene.labels[head] & {"actor", "demonym"}


def _blamed(scene: Scene, head: int) -> list[Part]:
    """Whose doing a protest is against: "the policies of the government", not "the shortage of teachers"."""
    return [
        owner for owner in _owners(scene, head) if scene.labels[owner.head] & {"actor"} or scenes.is_a(scene, owner.head, BLAMED)
    ]


def _has_place(scene: Scene, head: int) -> bool:
    return "place" in scene.labels[head] or scenes.is_a(scene, head, ("territory",))


def _owners(scene: Scene, head: int) -> list[Part]:
    """Whose a target is: "positions of the army", "IS positions", "the militia's base"."""
    owners = [*trees.prepositional(scene.tree, head, "of", "belonging"), *trees.kids(scene.tree, head, "poss")]
    listed_places = {at for owner in owners if _has_place(scene, owner) for at in trees.conjuncts(scene.tree, owner)}
    named = [scenes.part(scene, owner) for owner in owners if scenes.is_party(scene, owner) and not _has_place(scene, owner)]
    named = [owner for owner in named if owner.head not in listed_places or scene.labels[owner.head] & {"actor"}]
    if scenes.is_a(scene, head, PARTS):
        named = [owner for owner in named if not _only_named(scene, owner.head)]  # "retake the whole of X"
    if named:
        return named
    before = [found for found in scenes.party_before(scene, head) if not _only_named(scene, found.head)]
    military = scenes.is_a(scene, head, ("emplacement",))
    kept = [found for found in before if military or "demonym" not in scene.labels[found.head]]
    return [found for found in kept if not scenes.is_a(scene, found.head, ("civilian",))]


def _only_named(scene: Scene, head: int) -> bool:
    """A bare name before a thing that no list holds: "a Barrett rifle", "Al-Shifa Hospital"."""
    token = scene.tree[head]
    told = token.lemma.lower() in scene.words.agents or token.text.lower() in scene.words.agents  # "IDP camps"
    return (
        scene.labels[head] <= {"name", "person"}
        and token.tag.startswith("NNP")
        and not told
        and not scenes.is_a(scene, head, ("person", "fighter"))
    )


def _whose(scene: Scene, head: int) -> list[Part]:
    """Whose a thing that is said or offered is: "a French offer", "the offer of the rebels", "their neighbour's demand"."""
    done = scenes.is_a(scene, head, DONE_TO)
    owners = [*trees.prepositional(scene.tree, head, "by", "from"), *trees.kids(scene.tree, head, "poss")]
    owners += [] if done else trees.prepositional(scene.tree, head, "of")
    return [scenes.part(scene, one) for one in owners if scenes.is_party(scene, one)] or scenes.party_before(scene, head)


def _state(scene: Scene, head: int, kind: str) -> bool:
    """Whether a place's name stands for those who govern it: "accused Tripoli"; a city that is visited stays a place."""
    return _has_place(scene, head) and scenes.is_party(scene, head) and (kind != "meet" or "actor" in scene.labels[head])


def _distinct(parts: list[Part]) -> list[Part]:
    """Each party once; what stands inside a longer one is a piece of its name."""
    own = list({part.head: part for part in parts}.values())
    return [
        one
        for one in own
        if not any(other != one and other.first <= one.first and one.last <= other.last and other.last > one.head for other in own)
    ]
