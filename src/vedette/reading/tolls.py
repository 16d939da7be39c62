"""Which words count the killed and the wounded, and which event they are the toll of.

In: the Predicates of a sentence. Out: the same, where a killing or wounding that another event of the clause brought
about ("air strikes killed 22", "killing 14", "when a bomb went off") is folded into that event as its toll.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from vedette.lexicon.grammar import listed
from vedette.model import Mention, TollWords
from vedette.reading import scene as scenes
from vedette.reading import tree as trees
from vedette.reading import wording
from vedette.reading.predicates import Predicate
from vedette.reading.scene import Part, Scene

CAUSES = frozenset(
    [
        "armed-clash",
        "offensive",
        "advance",
        "capture",
        "siege",
        "ambush",
        "raid",
        "air-strike",
        "drone-strike",
        "shelling",
        "missile-strike",
        "bombing",
        "suicide-bombing",
        "mine",
        "grenade",
        "chemical-attack",
        "attack",
        "massacre",
        "mob-violence",
        "riot",
        "force-against-protesters",
        "protest-with-intervention",
        "ceasefire-breach",
        "execution",
        "torture",
    ]
)
LETHAL = listed("lethal")
OUTCOME = listed("outcome")
NOBODY = listed("nobody") | {"no"}
QUANTITIES = listed("quantities")
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj"})
NOUNS = frozenset({"NN", "CD", "PR"})
NUMBERED = frozenset({"number", "total", "count"})
GIVEN = ("at", "to", "as")  # "put at 53", "rose to 53"
LONGEST = 14  # words that count one toll
OTHER_TIME = frozenset({"after", "before", "since", "following"})
STOPS = frozenset({"ccomp", "parataxis"})
DEAD = frozenset({"dead"})
COUNTED = {"arrest": "captured", "abduction": "captured", "displace": "displaced", "release": None}


@dataclass(frozen=True, slots=True)
class Counted:
    """A predicate with the words that count its people; `folded` are the words for the consequences that went into it."""

    predicate: Predicate
    toll: TollWords
    folded: tuple[int, ...] = ()


def fold_tolls(scene: Scene, predicates: Sequence[Predicate]) -> tuple[Counted, ...]:
    """Predicates of a sentence with their tolls; consequences are folded into their causes."""
    counted = {predicate.token: Counted(predicate, _own_toll(scene, predicate)) for predicate in predicates}
    for predicate in predicates:
        if predicate.toll is None:
            continue
        cause = _cause(scene, predicate, [counted[other.token].predicate for other in predicates if other.token in counted])
        if cause is not None and predicate.token in counted:
            words = _words(scene, predicate)
            held = counted[cause.token]
            counted[cause.token] = Counted(
                _with_victims(held.predicate, predicate), _added(held.toll, predicate.toll, words), (*held.folded, predicate.token)
            )
            del counted[predicate.token]
    return tuple(_with_dead(scene, one, counted) for one in counted.values())


def _with_dead(scene: Scene, counted: Counted, others: Collection[int]) -> Counted:
    """ "22 dead in bombing of camp": a headline's count is the toll of the one event that it goes on to name."""
    predicate = counted.predicate
    if len(others) > 1 or predicate.kind not in CAUSES or counted.toll.killed is not None:
        return counted
    for token in scene.sentence.tokens[: predicate.token]:
        number = next(iter(trees.kids(scene.tree, token.index, "nsubj", "nummod")), None)
        told = number is not None and number < token.index and token.text.lower() in DEAD
        if told and number is not None and (scene.tree[number].tag == "CD" or _told_how_many(scene, number)):
            first = scenes.part(scene, number).first
            return replace(counted, toll=_added(counted.toll, "killed", wording.mention(scene.tree, first, token.index + 1)))
    return counted


def _own_toll(scene: Scene, predicate: Predicate) -> TollWords:
    field = predicate.toll or ("killed" if _deadly(scene, predicate.token) else COUNTED.get(predicate.kind))
    words = _words(scene, predicate)
    return _added(TollWords(), field, words) if field and words else TollWords()


def _deadly(scene: Scene, token: int) -> bool:
    """Whether a word's object died: by the word itself, or by "shot dead", "beaten to death"."""
    if scene.tree[token].lemma.lower() in LETHAL:
        return True
    behind = [token + 1] if token + 1 < len(scene.tree) else []
    outcome = [
        *behind,
        *trees.kids(scene.tree, token, "oprd", "acomp", "advmod", "xcomp"),
        *trees.prepositional(scene.tree, token, "to"),
    ]
    return any(scene.tree[child].text.lower() in OUTCOME for child in outcome)


def _words(scene: Scene, predicate: Predicate) -> Mention | None:
    """The words that count: the whole of the target's noun phrase, or of several joined ("two soldiers and a child")."""
    heads = [_counting(scene, target.head) for target in predicate.targets] or _numbered(scene, predicate)
    given = _number_given(scene, predicate.token, heads)
    if given is not None:
        return wording.noun_mention(scene.tree, given)
    if not heads:
        return wording.noun_mention(scene.tree, predicate.token) if predicate.noun and predicate.toll else None
    parts = [scenes.part(scene, head) for head in heads]
    parts += [scenes.part(scene, other) for head in heads[:1] for other in _joined(scene, head) if other not in heads]
    first, last = min(part.first for part in parts), max(part.last for part in parts)
    if last - first > LONGEST:
        first, last = parts[0].first, parts[0].last
    if scene.tree[first].text.lower() in OUTCOME and last - first > 1:
        first += 1
    return wording.mention(scene.tree, first, last)


def _number_given(scene: Scene, token: int, heads: Sequence[int]) -> int | None:
    """ "put the number of people killed at 53": the number that the verb over "the number of" gives."""
    for head in heads:
        over = scene.tree[scene.tree[head].head].head
        noun = over if scene.tree[head].dep == "pobj" and scene.tree[over].lemma.lower() in NUMBERED else head
        if scene.tree[noun].lemma.lower() in NUMBERED:
            verbs = (scene.tree[noun].head, token, noun)
            found = [
                given for at in verbs for given in trees.prepositional(scene.tree, at, *GIVEN) if scene.tree[given].tag == "CD"
            ]
            return found[0] if found else None
    return None


def _counting(scene: Scene, head: int) -> int:
    """The noun of a word before it, and the word that counts those told behind "of": "24" of "24 of them"."""
    if scene.tree[head].dep in ("amod", "compound") and scene.tree[scene.tree[head].head].tag[:2] == "NN":
        head = scene.tree[head].head
    above = scene.tree[head].head
    over = scene.tree[above].head
    of = scene.tree[head].dep == "pobj" and scene.tree[above].text.lower() == "of"
    return over if of and (scene.tree[over].tag == "CD" or scene.tree[over].lemma.lower() in QUANTITIES) else head


def _joined(scene: Scene, head: int) -> list[int]:
    """The nouns joined to one, before it and behind it: "a baker and his cousin"."""
    while scene.tree[head].dep == "conj" and scene.tree[scene.tree[head].head].tag[:2] in NOUNS:
        head = scene.tree[head].head
    beside = trees.kids(scene.tree, scene.tree[head].head, scene.tree[head].dep) if scene.tree[head].dep in ARGUMENTS else []
    members = trees.conjuncts(scene.tree, head)
    if any(trees.kids(scene.tree, one, "cc") for one in beside):
        members = [*members, *beside]
    return [token for token in members if scene.tree[token].tag[:2] in NOUNS]


def _numbered(scene: Scene, predicate: Predicate) -> list[int]:
    """What a word of killing or wounding counts where that is no party: "killed 20", "and three injured", "shot dead a man"."""
    token = scene.tree[predicate.token]
    if predicate.noun or not (predicate.toll or _deadly(scene, predicate.token)):
        return []
    heads = trees.objects(scene.tree, predicate.token) or trees.kids(scene.tree, predicate.token, "nsubjpass")
    if not heads and (token.tag == "VBN" or _joined_to_passive(scene, predicate.token)):
        heads = trees.kids(scene.tree, predicate.token, "nsubj", "meta", "nummod")
    sure = _deadly(scene, predicate.token) and token.lemma.lower() not in LETHAL
    return [head for head in heads if sure or scene.tree[head].tag == "CD" or _told_how_many(scene, head)]


def _told_how_many(scene: Scene, head: int) -> bool:
    """Whether a noun has a number, or is "nobody" or "no one"."""
    nobody = {scene.tree[token].text.lower() for token in (head, *trees.kids(scene.tree, head, "det"))} & NOBODY
    return bool(nobody or trees.kids(scene.tree, head, "nummod"))


def _joined_to_passive(scene: Scene, token: int) -> bool:
    """ "Two were killed and three injured": the second verb is passive too."""
    return scene.tree[token].dep == "conj" and bool(trees.kids(scene.tree, scene.tree[token].head, "nsubjpass"))


def _added(toll: TollWords, field: str | None, words: Mention | None) -> TollWords:
    if field is None or words is None or getattr(toll, field) is not None:
        return toll
    return replace(toll, **{field: words})


def _cause(scene: Scene, consequence: Predicate, others: Sequence[Predicate]) -> Predicate | None:
    """The event of the clause that brought the deaths about, nearest in the tree, or None."""
    found: list[tuple[int, Predicate]] = []
    for other in others:
        if other.token == consequence.token or (
            other.toll is not None and not (consequence.toll == "wounded" and other.toll == "killed")
        ):
            continue
        if other.kind not in CAUSES and other.toll is None:
            continue
        distance = _distance(scene, consequence.token, other.token)
        if distance is not None:
            found.append((distance, other))
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _distance(scene: Scene, one: int, other: int) -> int | None:
    """Steps between two tokens in the tree; None where a clause of its own (what is said, what is asked) lies between."""
    up_one = [one, *trees.ancestors(scene.tree, one)]
    up_other = [other, *trees.ancestors(scene.tree, other)]
    top = next((token for token in up_one if token in up_other), None)
    if top is None:
        return None
    way = up_one[: up_one.index(top)] + up_other[: up_other.index(top)]
    if any(scene.tree[token].dep in STOPS for token in way) or not _one_clause(scene, up_one, up_other, top):
        return None
    if any(_of_another_time(scene, token) for token in up_one[: up_one.index(top)]):
        return None
    return len(way)


def _of_another_time(scene: Scene, token: int) -> bool:
    """Whether a clause tells of what was before or after: deaths in it are of its own event ("a day after a drone killed one")."""
    words = [scene.tree[child].text.lower() for child in trees.kids(scene.tree, token, "mark")]
    if scene.tree[token].dep == "pcomp":
        words.append(scene.tree[scene.tree[token].head].text.lower())
    return scene.tree[token].dep in ("advcl", "pcomp") and not OTHER_TIME.isdisjoint(words)


def _one_clause(scene: Scene, up_one: Sequence[int], up_other: Sequence[int], top: int) -> bool:
    """Two coordinated clauses with subjects of their own tell of two things: "X shelled a village and a mine killed three"."""
    for way in (up_one[: up_one.index(top)], up_other[: up_other.index(top)]):
        for token in way:
            if scene.tree[token].dep == "conj" and trees.verblike(scene.tree, token):
                own = trees.kids(scene.tree, token, "nsubj", "nsubjpass")
                if own and not _same_people(scene, own[0]):
                    return False
    return True


def _same_people(scene: Scene, subject: int) -> bool:
    """A subject that counts people ("and 30 were wounded") goes on with the toll of the same event."""
    return (
        bool(trees.kids(scene.tree, subject, "nummod", "amod"))
        or scene.tree[subject].tag == "CD"
        or scenes.is_a(scene, subject, ("person",))
    )


def _with_victims(cause: Predicate, consequence: Predicate) -> Predicate:
    """The dead and hurt are recipients where the event names no others; who killed is the actor where it names none."""
    targets: tuple[Part, ...] = cause.targets or consequence.targets
    actors = cause.actors or tuple(actor for actor in consequence.actors if actor.head not in {target.head for target in targets})
    own = {cause.token}
    return replace(
        cause,
        targets=targets,
        actors=tuple(actor for actor in actors if actor.head not in own),
        notes=(*cause.notes, *consequence.notes),
    )
