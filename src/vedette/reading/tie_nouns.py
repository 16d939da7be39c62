"""Ties that nouns, adjectives and phrases tell of.

"Its ally Russia", "the armed wing of X", "loyal to Y", "at war with", "Iran's support for X", "fighters under General Y".
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from vedette.reading import scene as scenes
from vedette.reading import tree as trees
from vedette.reading.scene import Part, Scene
from vedette.reading.tie_parties import NAMED, Tied, owner_before, owners, paired, sides
from vedette.reading.tie_words import Table

ACTING = frozenset({"act", "serve", "work", "operate", "function"})


def by_noun(here: Scene, table: Table) -> Iterator[Tied]:
    """ "X, an ally of Y", "Y's backer X", "X, the armed wing of Y", "its ally Russia"."""
    for token in here.sentence.tokens:
        frame = table.nouns.get(token.lemma.lower())
        if frame is None or token.tag[:2] != "NN" or frame.unless & set(_words_before(here, token.index)):
            continue
        kind = next((table.modifiers[word] for word in _words_before(here, token.index) if word in table.modifiers), frame.kind)
        words = frame.other or ("of",)
        named = _named_behind(here, token.index) if frame.named else None
        if named is not None:
            whose = owners(here, token.index, words) or owner_before(here, token.index, named)
            bearers = sides(here, named)
        else:
            whose = owners(here, token.index, words) or (scenes.party_before(here, token.index) if frame.named else [])
            bearers = [part for head in _bearers(here, token.index) for part in sides(here, head, means=False)]
        if kind == "commands":
            bearers = bearers or [scenes.part(here, head) for head in _bearers(here, token.index) if scenes.is_party(here, head)]
        yield from paired(here, bearers, whose, kind, token.index, reverse=frame.reverse)


def _words_before(here: Scene, noun: int) -> list[str]:
    return [here.tree[child].text.lower() for child in scenes.modifiers(here, noun)]


def _named_behind(here: Scene, noun: int) -> int | None:
    """The name that a noun stands before: "Iran's proxy Hezbollah", "its ally Russia"."""
    tree = here.tree
    token = tree[noun]
    if token.dep in ("compound", "nmod", "amod", "poss") and token.head > noun and here.labels[token.head] & NAMED:
        return token.head if here.labels[noun + 1] & NAMED else None
    clauses = [head for clause in trees.kids(tree, noun, "relcl") for head in trees.kids(tree, clause, "nsubj")]
    behind = [*trees.kids(tree, noun, "appos"), *clauses]
    return next((head for head in behind if trees.phrase(tree, head)[0] == noun + 1 and here.labels[head] & NAMED), None)


def _bearers(here: Scene, noun: int) -> list[int]:
    """Who is said to be a noun: an apposition, the subject of "is", also through "one of", "such as X", "acts as"."""
    tree = here.tree
    top = noun
    if (
        tree[noun].dep == "pobj"
        and tree[tree[noun].head].text == "of"
        and tree[tree[tree[noun].head].head].lemma in ("one", "part", "some")
    ):
        top = tree[tree[noun].head].head
    token = tree[top]
    appositions = [head for first in trees.kids(tree, noun, "appos") for head in trees.conjuncts(tree, first)]
    such = trees.prepositional(tree, noun, "as", "like", "including")
    if token.dep == "appos":
        return [token.head]
    if token.dep == "attr":
        return trees.subjects(tree, token.head)
    if token.dep == "pobj" and tree[token.head].text.lower() == "as" and tree[tree[token.head].head].lemma in ACTING:
        return trees.subjects(tree, tree[token.head].head)
    return appositions or such


def by_act(here: Scene, table: Table) -> Iterator[Tied]:
    """ "Iran's support for the Houthis", "the alliance between A and B"."""
    for token in here.sentence.tokens:
        frame = table.acts.get(token.lemma)
        if frame is None or token.tag[:2] != "NN":
            continue
        whose = owners(here, token.index, ()) or scenes.party_before(here, token.index)
        aimed = [
            part for head in trees.prepositional(here.tree, token.index, *frame.other) for part in sides(here, head, means=False)
        ]
        yield from paired(here, whose, aimed, frame.kind, token.index)
        if frame.mutual:
            both = [
                part for head in trees.prepositional(here.tree, token.index, "between") for part in sides(here, head, means=False)
            ]
            for one, other in combinations(both, 2):
                yield from paired(here, [one], [other], frame.kind, token.index)


def _behind(here: Scene, noun: int, *words: str) -> list[Part]:
    return [part for head in trees.prepositional(here.tree, noun, *words) for part in sides(here, head, means=False)]


def by_phrase(here: Scene, table: Table) -> Iterator[Tied]:
    """ "is at war with", "fighters under the command of", "with Russian support"."""
    for token in here.sentence.tokens:
        if token.dep != "pobj":
            continue
        for frame in table.phrases:
            if (here.tree[token.head].text.lower(), token.text.lower()) in frame.via:
                carrier = here.tree[token.head].head
                others = [part for name in frame.other for part in _others(here, token.index, carrier, name)]
                bearers = [part for head in _carried(here, carrier) for part in sides(here, head)]
                yield from paired(here, bearers, others, frame.kind, token.index, reverse=frame.reverse)


def _others(here: Scene, noun: int, carrier: int, name: str) -> list[Part]:
    if name == "poss":
        return owners(here, noun, ())
    if name == "mod":
        return scenes.party_before(here, noun)
    heads = trees.prepositional(here.tree, noun, name)
    if name in ("with", "against"):
        heads = heads or trees.prepositional(here.tree, carrier, name)
        heads = [*heads, *(other for head in heads for other in _again(here, head, name))]
    return [part for head in heads for part in sides(here, head, means=False)]


def _again(here: Scene, head: int, word: str) -> list[int]:
    """ "with A and with B": what stands behind the same preposition again."""
    joined = [child for child in trees.kids(here.tree, here.tree[head].head, "conj") if here.tree[child].text.lower() == word]
    return [noun for child in joined for noun in trees.kids(here.tree, child, "pobj")]


def _carried(here: Scene, carrier: int) -> list[int]:
    """Who a phrase is said of: the noun that it hangs on, the subject of its verb, or the object of "put"."""
    if not trees.verblike(here.tree, carrier):
        thing = here.tree[carrier].dep == "attr" and not scenes.is_party(here, carrier)
        return [] if thing else [carrier]  # "the last town under the group's control" is held, not commanded
    if here.tree[carrier].lemma in ("put", "place", "bring"):
        return trees.objects(here.tree, carrier)
    return trees.objects(here.tree, carrier) if trees.passive(here.tree, carrier) else trees.subjects(here.tree, carrier)


def by_loyalty(here: Scene, table: Table) -> Iterator[Tied]:
    """ "militias loyal to Tehran", "are allied to Russia"."""
    for token in here.sentence.tokens:
        frame = table.loyal.get(token.text.lower())
        if frame is None or token.dep not in ("amod", "acl", "acomp", "relcl", "ROOT", "advcl", "conj"):
            continue
        bearers = [part for head in _loyal(here, token.index) for part in sides(here, head)]
        others = [part for head in trees.prepositional(here.tree, token.index, "to", "with") for part in sides(here, head)]
        yield from paired(here, bearers, others, frame.kind, token.index, reverse=frame.reverse)


def _loyal(here: Scene, word: int) -> list[int]:
    token = here.tree[word]
    if token.dep == "acomp":
        return trees.subjects(here.tree, token.head)
    if token.dep in ("ROOT", "conj", "relcl") and trees.verblike(here.tree, word):
        return trees.objects(here.tree, word)
    return [token.head]


def by_rank(here: Scene, _: Table) -> Iterator[Tied]:
    """ "fighters under General X": who stands under a person is commanded."""
    for token in here.sentence.tokens:
        if token.text.lower() == "under" and token.dep == "prep" and trees.nounlike(here.tree, token.head):
            heads = [head for head in trees.kids(here.tree, token.index, "pobj") if here.tree[head].name == "PERSON"]
            led = [part for part in sides(here, token.head, means=False) if scenes.is_party(here, token.head)]
            yield from paired(here, [scenes.part(here, head) for head in heads], led, "commands", token.index)
