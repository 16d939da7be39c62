"""Ties that verbs tell of: "Iran backs X", "Russian-backed forces", "fights alongside", "split from", "A and B joined forces"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from vedette.reading import scene as scenes
from vedette.reading import tree as trees
from vedette.reading.holding import holder_before
from vedette.reading.scene import Part, Scene
from vedette.reading.tie_parties import NAMED, Tied, owners, paired, sides
from vedette.reading.tie_words import Frame, Table


def by_participle(here: Scene, table: Table) -> Iterator[Tied]:
    """ "Russian-backed forces", "the US-led coalition", "U.S.-led", which the parser may leave whole."""
    for token in here.sentence.tokens:
        tail = token.text.lower().rpartition("-")[2]
        kind = table.participles.get(tail)
        if kind is None or token.dep not in ("amod", "compound", "nmod") or token.head < token.index:
            continue
        source = holder_before(here, token.index) or (
            Part(token.index, token.index, token.index + 1) if "-" in token.text else None
        )
        if source is not None and scenes.is_party(here, token.head) and _names_somebody(here, source):
            yield from paired(here, [source], [scenes.part(here, token.head)], kind, token.index)


def _names_somebody(here: Scene, part: Part) -> bool:
    return bool(here.labels[part.head] & NAMED) or scenes.is_a(here, part.head, ("=government", "=state", "=rebel", "=army"))


def by_verb(here: Scene, table: Table) -> Iterator[Tied]:
    """ "supported by Iran", "Iran backs the group", "is helping the army to fight"."""
    for token in here.sentence.tokens:
        if token.dep in ("amod", "compound") or not trees.verblike(here.tree, token.index):
            continue
        kind = table.verbs.get(token.lemma)
        targets = _objects(here, token.index)
        if token.lemma in table.aimed:
            kind, targets = table.aimed[token.lemma], _helped(here, token.index, table)
        if kind is not None and not _with_other_things(here, token.index, table):
            sources = [part for head in trees.subjects(here.tree, token.index) for part in sides(here, head)]
            helped = [part for head in targets for part in sides(here, head, means=False)]
            yield from paired(here, sources, helped, kind, token.index)


def _with_other_things(here: Scene, verb: int, table: Table) -> bool:
    """ "supplied the police with figures": what is given is no help in a war."""
    frames = [
        frame for frame in table.frames if here.tree[verb].lemma in frame.words and any(word == "with" for word, _ in frame.via)
    ]
    given = trees.prepositional(here.tree, verb, "with")
    return bool(frames and given) and not any(_via(here, verb, frame) for frame in frames)


def _objects(here: Scene, verb: int) -> list[int]:
    """The deep object, also where the parser takes a name right behind the verb for a phrase of time."""
    astray = [child for child in trees.kids(here.tree, verb, "npadvmod") if "actor" in here.labels[child] and child > verb]
    return trees.objects(here.tree, verb) or astray


def _helped(here: Scene, verb: int, table: Table) -> list[int]:
    """Who is helped in a struggle: "is helping the army to fight X"; without a second verb whoever is helped."""
    tasks = trees.kids(here.tree, verb, "ccomp", "xcomp")
    if any(here.tree[task].lemma not in table.struggle for task in tasks):
        return []
    inside = [head for task in tasks for head in trees.kids(here.tree, task, "nsubj")]
    return inside or trees.objects(here.tree, verb)


def _left_behind(here: Scene, verb: int) -> bool:
    """ "left seven soldiers dead", "left 22 tanks": what is left so, or counted, was never belonged to."""
    counted = any(trees.kids(here.tree, head, "nummod") for head in trees.kids(here.tree, verb, *trees.OBJECTS))
    return here.tree[verb].lemma == "leave" and (counted or bool(trees.kids(here.tree, verb, "oprd", "acomp")))


def by_frame(here: Scene, table: Table) -> Iterator[Tied]:
    """ "belongs to the Taliban", "cut its ties with", "gave the rebels money", "answers to"."""
    for token in here.sentence.tokens:
        if not trees.verblike(here.tree, token.index) or _left_behind(here, token.index):
            continue
        for frame in table.frames:
            if token.lemma in frame.words and _fits(here, token.index, frame):
                yield from _framed(here, token.index, frame)


def _fits(here: Scene, verb: int, frame: Frame) -> bool:
    tree = here.tree
    given = [*trees.objects(tree, verb), *trees.kids(tree, verb, "dobj")]
    particles = {tree[child].text.lower() for child in trees.kids(tree, verb, "prt")}
    behind = [
        noun
        for child in trees.kids(tree, verb, "prep")
        if tree[child].text.lower() == frame.beside
        for noun in tree.children[child]
    ]
    return (
        (not frame.object or any(tree[head].lemma in frame.object for head in given))
        and not any(tree[head].lemma in frame.unless for head in given)
        and (not frame.particle or bool(particles & frame.particle))
        and (not frame.via or bool(_via(here, verb, frame)))
        and (not frame.beside or any(tree[noun].text.lower() in ("it", "them", "him") for noun in behind))
    )


def _via(here: Scene, verb: int, frame: Frame) -> list[int]:
    """The noun behind a preposition that the verb needs: "came to the aid of"."""
    return [
        noun
        for child in trees.kids(here.tree, verb, "prep")
        for noun in trees.kids(here.tree, child, "pobj")
        if (here.tree[child].text.lower(), here.tree[noun].lemma) in frame.via
    ]


def _framed(here: Scene, verb: int, frame: Frame) -> Iterator[Tied]:
    subjects = [part for head in _doers(here, verb) for part in sides(here, head, means=not frame.named)]
    if frame.named:
        subjects = [part for part in subjects if here.tree[part.head].tag in ("NNP", "NNPS")]
    means = frame.kind not in ("split_from", "part_of")
    others = [part for name in frame.other for part in _others(here, verb, name, frame, means=means)]
    yield from paired(here, subjects, others, frame.kind, verb, reverse=frame.reverse)


def _doers(here: Scene, verb: int) -> list[int]:
    """The subject; of a passive without "by" what stands before it: "is made up of", "was given arms by Iran" has its giver."""
    return trees.subjects(here.tree, verb) or (trees.objects(here.tree, verb) if trees.passive(here.tree, verb) else [])


def _others(here: Scene, verb: int, name: str, frame: Frame, *, means: bool) -> list[Part]:
    tree = here.tree
    nouns = [*trees.objects(tree, verb), *trees.kids(tree, verb, "dobj"), *_via(here, verb, frame)]
    carried = [noun for noun in dict.fromkeys(nouns) if not frame.object or tree[noun].lemma in frame.object]
    if name == "poss":
        return [part for noun in carried for part in owners(here, noun, ())]
    if name == "mod":
        return [part for noun in carried for part in scenes.party_before(here, noun)]
    if name == "obj":
        return [part for head in _objects(here, verb) for part in sides(here, head, means=means)]
    if name == "dative":
        return [part for head in _given(here, verb, carried) for part in sides(here, head)]
    below = [verb, *carried, *trees.kids(tree, verb, "advmod", "prt")]
    heads = [head for token in below for head in trees.prepositional(tree, token, name)]
    return [part for head in dict.fromkeys(heads) for part in sides(here, head, means=means)]


def _given(here: Scene, verb: int, things: list[int]) -> list[int]:
    """To whom something is given: the dative, the subject of a passive, or a plural that the parser took for part of the thing."""
    dative = [head for head in trees.kids(here.tree, verb, "dative") if trees.nounlike(here.tree, head)]
    passive = trees.kids(here.tree, verb, "nsubjpass") if trees.kids(here.tree, verb, "dobj") else []
    inside = [child for thing in things for child in trees.kids(here.tree, thing, "compound", "nmod")]
    merged = [child for child in inside if here.tree[child].tag in ("NNS", "NNPS")]
    return [head for first in (*dative, *passive, *merged) for head in trees.conjuncts(here.tree, first)]


def together(here: Scene, table: Table) -> Iterator[Tied]:
    """ "A and B formed an alliance", "A and B are allies", "A and B are at war"."""
    for token in here.sentence.tokens:
        if not trees.verblike(here.tree, token.index):
            continue
        said = [*trees.objects(here.tree, token.index), *trees.kids(here.tree, token.index, "attr")]
        for frame in table.together:
            if token.lemma in frame.words and _fits_together(here, token.index, frame, said):
                parts = [part for head in _doers(here, token.index) for part in sides(here, head)]
                for one, other in combinations(parts, 2):
                    yield from paired(here, [one], [other], frame.kind, token.index)


def _fits_together(here: Scene, verb: int, frame: Frame, said: list[int]) -> bool:
    if frame.object:
        return any(here.tree[head].lemma in frame.object for head in said)
    return bool(_via(here, verb, frame)) if frame.via else not said


def beside(here: Scene, table: Table) -> Iterator[Tied]:
    """ "fights alongside the Iraqi army against IS"; prepositions may hang on one another."""
    for token in here.sentence.tokens:
        if token.lemma not in table.fighting or not trees.verblike(here.tree, token.index):
            continue
        fighters = [part for head in trees.subjects(here.tree, token.index) for part in sides(here, head)]
        for word, kind in table.beside.items():
            others = [part for head in _after(here, token.index, word) for part in sides(here, head)]
            yield from paired(here, fighters, others, kind, token.index)


def _after(here: Scene, verb: int, word: str) -> list[int]:
    """Objects of a preposition anywhere below a verb in its own clause."""
    found = []
    for token in trees.subtree(here.tree, verb):
        here_it_is = here.tree[token].text.lower() == word and here.tree[token].dep in ("prep", "advmod", "prt")
        if here_it_is and _same_clause(here, token, verb):
            found += [part for noun in trees.kids(here.tree, token, "pobj") for part in trees.conjuncts(here.tree, noun)]
            found += trees.prepositional(here.tree, token, "with", "of")
    return found


def _same_clause(here: Scene, token: int, verb: int) -> bool:
    for above in trees.ancestors(here.tree, token):
        if above == verb:
            return True
        if trees.verblike(here.tree, above):
            return False
    return False
