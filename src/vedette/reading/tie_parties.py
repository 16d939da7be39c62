"""Who the parties of a tie are: sides of a conflict in the slots of a verb, a noun or a phrase.

In: a Scene and a head. Out: Parts. A side is named, a pronoun for one, or a word for those who bear arms or govern; a capital
stands for its state, "whose fighters" for the group, "one of the groups" for what is said to be one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vedette.model import TieKind
from vedette.reading import scene as scenes
from vedette.reading import tree as trees
from vedette.reading.scene import Part, Scene

RULERS = ("=state", "=government", "=junta", "=president", "=regime", "=founder", "=vice-president", "=warlord", "=general")
SIDES = ("fighter", "group", *RULERS)
NAMED = frozenset({"actor", "demonym", "place", "name"})
OPERATIONS = frozenset({"operation", "mission", "campaign", "offensive", "percent", "%"})  # "in support of Operation X"
FOLLOWERS = frozenset({"men"})
OWNING = frozenset({"its", "their", "his", "her"})
NOBODY = frozenset({"nobody", "none", "one"})
GATHERING = frozenset({"federation", "coalition", "alliance", "group", "band", "umbrella", "one", "handful", "network"})


@dataclass(frozen=True, slots=True)
class Tied:
    """Two parties of a sentence, how they are tied, and the token that says so."""

    source: Part
    target: Part
    kind: TieKind
    token: int


def paired(
    scene: Scene, sources: Iterable[Part], targets: Iterable[Part], kind: TieKind, token: int, *, reverse: bool = False
) -> Iterator[Tied]:
    """Each source tied to each target, the other way round with `reverse`; no place is commanded, is part or splits."""
    told = [(target, source) if reverse else (source, target) for source in sources for target in targets]
    for source, target in told:
        mute = {"commands": [target], "part_of": [source, target], "split_from": [source, target]}.get(kind, [])
        if not any(_bare_place(scene, part) for part in mute) and not _civil(scene, source, target):
            yield Tied(source, target, kind, token)


def _civil(scene: Scene, source: Part, target: Part) -> bool:
    """Whether a tie is of private life or peaceful business: a person is in it, and neither side is armed or a state."""
    people = any(_is_person(scene, part) for part in (source, target))
    return people and not any(_fights(scene, part) for part in (source, target))


def _is_person(scene: Scene, part: Part) -> bool:
    token = scene.tree[part.head]
    return token.name == "PERSON" or "person" in scene.labels[part.head] or scenes.is_a(scene, part.head, ("person",))


def _fights(scene: Scene, part: Part) -> bool:
    """Whether a party bears arms or is a state, by its class or by a name: its own, of many people ("Kenyan officers") any."""
    token = scene.tree[part.head]
    span = range(part.first, part.last) if token.tag == "NNS" else range(part.head, part.head + 1)
    sorts = {
        name.sort for name in scene.names if name.label in ("actor", "demonym") and any(name.first <= at < name.last for at in span)
    }
    by_class = scenes.is_a(scene, part.head, SIDES) and not scene.labels[part.head] & {"name"}
    stands = token.text.lower() in scenes.PRONOUNS | OWNING | FOLLOWERS or "place" in scene.labels[part.head]
    return bool(sorts & {"group", "military", "state", "person"}) or by_class or stands


def sides(scene: Scene, head: int, *, means: bool = True) -> list[Part]:
    """The sides that a head names; with `means` also whose means it is ("Russian air power")."""
    meant = [other for one in _meant(scene, head) for other in (one, *_listed_behind(scene, one))]
    found = [part for other in meant for part in _parties(scene, other, means=means)]
    return [part for part in found if is_side(scene, part)]


def is_side(scene: Scene, part: Part) -> bool:
    """Whether a party is a side of a conflict: named, a pronoun for one, or a word for those who bear arms or govern."""
    words = {scene.tree[at].lemma.lower() for at in range(part.first, part.last)}
    civilian = scenes.is_a(scene, part.head, ("civilian",)) and scene.tree[part.head].text.lower() not in FOLLOWERS
    if words & OPERATIONS or civilian:
        return False
    named = any(scene.labels[at] & NAMED for at in range(part.first, part.last))
    text = scene.tree[part.head].text.lower()
    return named or text in scenes.PRONOUNS | OWNING or scenes.is_a(scene, part.head, SIDES) or acronym(scene, part.head)


def acronym(scene: Scene, head: int) -> bool:
    """A name in capitals that nobody knows: "sponsored MODEL"."""
    text = scene.tree[head].text
    shouting = sum(token.text.isupper() for token in scene.sentence.tokens) * 2 > len(scene.tree)
    return len(text) > 2 and text.isupper() and text.isalpha() and not shouting


def owners(scene: Scene, noun: int, words: tuple[str, ...]) -> list[Part]:
    """Whose a noun is: behind one of these prepositions or before "'s"."""
    behind = trees.prepositional(scene.tree, noun, *words) if words else []
    heads = [*behind, *trees.kids(scene.tree, noun, "poss"), *_of_which(scene, noun)]
    return [part for head in heads for part in _owner(scene, head)]


def _of_which(scene: Scene, noun: int) -> list[int]:
    """ "the alliance of which X is a member": what the relative clause hangs on."""
    verb = scene.tree[noun].head
    if scene.tree[noun].dep != "attr" or scene.tree[verb].dep != "relcl":
        return []
    fronted = trees.prepositional(scene.tree, verb, "of")
    return [scene.tree[verb].head] if any(scene.tree[head].tag in ("WDT", "WP") for head in fronted) else []


def owner_before(scene: Scene, noun: int, last: int) -> list[Part]:
    """The party that stands before a noun in the phrase that ends with the token `last`: "Iran" of "Iran's proxy Hezbollah"."""
    poss = [part for head in trees.kids(scene.tree, last, "poss") if head < noun for part in _owner(scene, head)]
    if poss:
        return poss
    before = [at for at in range(max(0, noun - 3), noun) if scene.labels[at] & {"actor", "demonym"}]
    same = [at for at in before if scene.tree[at].head in (noun, last, *before) and scene.tree[at].dep != "nsubj"]
    return [Part(same[-1], same[0], same[-1] + 1)] if same else []


def _owner(scene: Scene, head: int) -> list[Part]:
    if scene.tree[head].text.lower() in OWNING:
        return [Part(head, head, head + 1)]
    return sides(scene, head, means=False)


def _meant(scene: Scene, head: int) -> list[int]:
    """ "nobody but X" is X; "whose fighters" the group; "one of the groups that" what is said to be one."""
    tree = scene.tree
    if tree[head].lemma.lower() in NOBODY:
        but = [child for child in tree.children[head] if tree[child].text.lower() in ("but", "except")]
        return [noun for child in but for noun in tree.children[child]] + trees.kids(tree, head, "conj") or [head]
    if any(tree[child].tag == "WP$" for child in trees.kids(tree, head, "poss")):
        clauses = [above for above in trees.ancestors(tree, head) if tree[above].dep == "relcl"]
        return [tree[clauses[0]].head] if clauses else [head]
    return _said_to_be(scene, head) if not any(scene.labels[at] & NAMED for at in range(*trees.phrase(tree, head))) else [head]


def _listed_behind(scene: Scene, head: int) -> list[int]:
    """ "A, B and C", where the parser takes B and C for an apposition of A."""
    tree = scene.tree
    behind = [
        other for other in trees.kids(tree, head, "appos") if trees.kids(tree, other, "cc") and trees.kids(tree, other, "conj")
    ]
    listed = [one for other in behind for one in trees.conjuncts(tree, other)]
    return listed if listed and all("actor" in scene.labels[one] for one in (head, *listed)) else []


def _said_to_be(scene: Scene, head: int) -> list[int]:
    """ "X is a federation of gangs that": what a nameless noun is said of."""
    tree, top = scene.tree, head
    named = [other for other in trees.kids(tree, head, "appos") if scene.labels[other] & {"actor", "name"}]
    if named:
        return named[:1]  # "its rival, JNIM"
    while tree[top].dep == "pobj" and tree[tree[tree[top].head].head].lemma in GATHERING and tree[tree[top].head].text == "of":
        top = tree[tree[top].head].head
    if tree[top].dep == "attr" and tree[tree[top].head].lemma == "be":
        return trees.subjects(tree, tree[top].head) or [head]
    return [head]


def _parties(scene: Scene, head: int, *, means: bool) -> list[Part]:
    if scenes.is_party(scene, head) or "place" in scene.labels[head] or acronym(scene, head):
        return [scenes.part(scene, head)]
    if scenes.is_a(scene, head, SIDES):
        return [scenes.part(scene, head)]
    return scenes.party_before(scene, head)[:1] if means else []


def _bare_place(scene: Scene, part: Part) -> bool:
    """Whether a party is the name of a place, which can stand for its state but not for a band or a movement."""
    return "place" in scene.labels[part.head]
