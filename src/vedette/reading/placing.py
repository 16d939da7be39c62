"""Which place of its sentence belongs to an event, or none.

In: a Discourse, a sentence's number and a Predicate. Out: Mentions of the report's words. Places: what the rule says is
a place, then "in", "at", "near" … on the event's word, its carrier and the clauses above it, then inside its targets.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from vedette.lexicon.grammar import listed
from vedette.model import Mention
from vedette.reading import coreference
from vedette.reading import scene as scenes
from vedette.reading import tree as trees
from vedette.reading.coreference import Discourse
from vedette.reading.predicates import Predicate
from vedette.reading.scene import Scene
from vedette.reading.timing import clause_path

PREPOSITIONS = listed("prepositions")
LOCATIVE = listed("locative")
DIRECTED = listed("directed")
CLOSE = frozenset({"of"})
NO_DIRECTION = frozenset({"killing", "execution", "massacre", "arrest", "meet", "protest", "accuse", "demand", "threat", "pledge"})


def place_of(discourse: Discourse, at: int, predicate: Predicate) -> Mention | None:
    """The words for the place of an event, or None."""
    scene = discourse.scenes[at]
    for head in _place_heads(scene, predicate):
        found = as_place(discourse, at, head)
        if found is not None:
            return found
    return None


def as_place(discourse: Discourse, at: int, head: int) -> Mention | None:
    """The words of the place at a token: its name, the name inside its phrase, or what "the town" stands for."""
    scene = discourse.scenes[at]
    for name in scene.names:
        if name.first <= head < name.last and name.label == "place" and not name.demonym:
            return name.mention
    for token in _inside(scene, head, CLOSE):
        for name in scene.names:
            if name.first <= token < name.last and name.label == "place" and not name.demonym:
                return name.mention
    if "place" in scene.labels[head] and scene.tree[head].tag in ("NNP", "NNPS"):
        return trees.noun_mention(scene.tree, head)
    antecedent = coreference.place_antecedent(discourse, at, head)
    if antecedent is not None:
        return replace(trees.noun_mention(scene.tree, head), antecedent=antecedent)
    for token in _inside(scene, head):
        for name in scene.names:
            if name.first <= token < name.last and name.label == "place" and not name.demonym:
                return name.mention
    return None


def placed_itself(scene: Scene, predicate: Predicate) -> bool:
    """Whether a preposition on the event's own word, or a name before it, says where it was."""
    own = [*_attached(scene, predicate.token, LOCATIVE | DIRECTED), *_modifying(scene, predicate), *predicate.places]
    return bool(own)


def _place_heads(scene: Scene, predicate: Predicate) -> Iterator[int]:
    """Tokens that may name the place, best first."""
    yield from predicate.places
    for target in predicate.targets:
        if predicate.kind not in NO_DIRECTION:
            yield from _inside(scene, target.head)
    bases = [predicate.token, *([predicate.light] if predicate.light is not None else [])]
    for base in bases:
        yield from _attached(scene, base, LOCATIVE)
    if predicate.kind not in NO_DIRECTION:
        for base in bases:
            yield from _attached(scene, base, DIRECTED)
    yield from _modifying(scene, predicate)
    for target in predicate.targets:
        yield from _inside(scene, target.head)
    for actor in predicate.actors:
        yield from _attached(scene, actor.head, frozenset({"in", "at", "near"}))
    yield from _purpose(scene, bases)
    for above in clause_path(scene, predicate.token)[1:]:
        yield from _attached(scene, above, LOCATIVE)
    yield from _in_clause(scene, predicate)


def _purpose(scene: Scene, bases: list[int]) -> Iterator[int]:
    """ "an offensive to recapture the town": what a thing is for tells where it is."""
    for base in bases:
        for verb in trees.kids(scene.tree, base, "acl", "advcl", "xcomp"):
            if any(scene.tree[child].tag == "TO" for child in trees.kids(scene.tree, verb, "aux")):
                yield from (head for head in trees.objects(scene.tree, verb) if scenes.is_place(scene, head))
                yield from _attached(scene, verb, LOCATIVE | DIRECTED)


def _in_clause(scene: Scene, predicate: Predicate) -> Iterator[int]:
    """Places under a preposition of place anywhere else in the event's own clause, nearest after its word first."""
    top = clause_path(scene, predicate.token)[-1]
    own = [token for token in trees.subtree(scene.tree, top) if "place" in scene.labels[token] and _told_where(scene, token, top)]
    yield from sorted(own, key=lambda token: (token < predicate.token, abs(token - predicate.token)))


def _told_where(scene: Scene, token: int, top: int) -> bool:
    """Whether a place hangs on a preposition of place, with no other clause between it and the top of the event's."""
    while token != top:
        above = scene.tree[token].head
        if scene.tree[token].dep in ("relcl", "ccomp", "advcl", "acl", "csubj", "parataxis", "appos", "poss"):
            return False
        if scene.tree[token].dep == "conj" and trees.verblike(scene.tree, token):
            return False
        if scene.tree[token].dep == "pobj" and scene.tree[above].text.lower() not in LOCATIVE | {
            "of",
            "to",
            "into",
            "toward",
            "towards",
            "over",
        }:
            return False
        if scene.tree[token].dep in ("nsubj", "nsubjpass") and scene.tree[token].name in ("GPE", "NORP"):
            return False
        token = above
    return True


def _attached(scene: Scene, base: int, words: frozenset[str]) -> Iterator[int]:
    """Places that hang on a token by one of these prepositions, and "there"; a named one before a noun."""
    heads = [head for word_head in _prepositional(scene, base, words) for head in (word_head,)]
    yield from (head for head in heads if "place" in scene.labels[head])
    for head in heads:
        if scenes.is_place(scene, head) or trees.prepositional(scene.tree, head, "of", "in", "near"):
            yield head
            yield from _inside(scene, head)
    yield from (child for child in trees.kids(scene.tree, base, "advmod") if scene.tree[child].text.lower() in ("there", "here"))


def _prepositional(scene: Scene, base: int, words: frozenset[str]) -> list[int]:
    found = []
    for child in trees.kids(scene.tree, base, "prep", "advmod", "agent"):
        if scene.tree[child].text.lower() in words:
            found += [part for noun in trees.kids(scene.tree, child, "pobj") for part in trees.conjuncts(scene.tree, noun)]
            found += [noun for inner in trees.kids(scene.tree, child, "prep") for noun in trees.kids(scene.tree, inner, "pobj")]
    return found


def _inside(scene: Scene, head: int, words: frozenset[str] = PREPOSITIONS) -> Iterator[int]:
    """Places that a noun phrase holds: "a camp near X", "X market"; `words` bounds the prepositions."""
    for child in trees.kids(scene.tree, head, "prep", "compound", "nmod", "appos", "acl", "poss"):
        if scene.tree[child].dep in ("prep", "acl") and scene.tree[child].text.lower() not in words:
            continue
        for token in sorted(trees.subtree(scene.tree, child)):
            if "place" in scene.labels[token] and "demonym" not in scene.labels[token]:
                yield token


def _modifying(scene: Scene, predicate: Predicate) -> Iterator[int]:
    """ "the Aleppo offensive": a place before an event noun."""
    if predicate.noun:
        for child in scenes.modifiers(scene, predicate.token):
            if (
                "place" in scene.labels[child]
                and not scene.labels[child] & {"actor", "demonym"}
                and scene.tree[child].dep != "poss"
            ):
                yield child
