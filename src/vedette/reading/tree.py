"""One sentence's parse as a tree to walk: who hangs on whom, and what fills a word's slots.

In: a Sentence. Out: token indices. The one decision: slots are *deep* — in a passive the by-agent is the subject and
the surface subject the object; participles, infinitives, relative and coordinated clauses borrow the subject they lack.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import wraps
from typing import TypeVar, cast

from vedette.lexicon.grammar import listed
from vedette.model import Sentence, Token

T = TypeVar("T")
SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
PASSIVES = frozenset({"nsubjpass", "csubjpass"})
OBJECTS = frozenset({"dobj", "obj"})
CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "xcomp", "pcomp", "conj", "parataxis", "csubj"})
CUT = frozenset({"relcl", "acl", "appos", "conj", "cc", "punct", "parataxis", "advcl", "dep"})
FOILING = listed("foiling")
FOUND = listed("found")
TRANSITIVE = listed("transitive")
DONE_TO = listed("done-to-in-headlines")
STATEMENTS = listed("statements")
OBJECT_CONTROL = listed("object-control")
CALLED_ON = listed("called-on")


@dataclass(frozen=True, slots=True)
class Tree:
    """A sentence and, for each token, its children in text order; `known` is what was found out about its tokens before."""

    sentence: Sentence
    children: tuple[tuple[int, ...], ...]
    known: dict[tuple[str, int], object] = field(default_factory=dict, compare=False, repr=False)

    def __getitem__(self, index: int) -> Token:
        return self.sentence.tokens[index]

    def __len__(self) -> int:
        return len(self.sentence.tokens)


def grow(sentence: Sentence) -> Tree:
    """The tree of one sentence."""
    below: list[list[int]] = [[] for _ in sentence.tokens]
    for token in sentence.tokens:
        if token.head != token.index:
            below[token.head].append(token.index)
    return Tree(sentence, tuple(tuple(row) for row in below))


def once(find: Callable[[Tree, int], T]) -> Callable[[Tree, int], T]:
    """A function of a tree and a token that is worked out once for each token; what it gives must not be changed."""
    name = find.__name__

    @wraps(find)
    def known(tree: Tree, index: int) -> T:
        key = (name, index)
        if key not in tree.known:
            tree.known[key] = find(tree, index)
        return cast(T, tree.known[key])

    return known


def kids(tree: Tree, index: int, *deps: str) -> list[int]:
    """Children of a token that hang by one of these labels."""
    children = tree.children[index]
    if not children:
        return []
    tokens = tree.sentence.tokens
    return [child for child in children if tokens[child].dep in deps]


def subtree(tree: Tree, index: int) -> Iterator[int]:
    """A token and all below it, in no set order."""
    waiting = [index]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(tree.children[current])


def ancestors(tree: Tree, index: int) -> Iterator[int]:
    """The heads above a token, nearest first."""
    while tree[index].head != index:
        index = tree[index].head
        yield index


def conjuncts(tree: Tree, index: int) -> list[int]:
    """A token and all that is coordinated with it, in text order."""
    found, waiting = [], [index]
    while waiting:
        current = waiting.pop()
        found.append(current)
        waiting.extend(child for child in kids(tree, current, "conj") if nounlike(tree, child) == nounlike(tree, index))
    return sorted(found)


def nounlike(tree: Tree, index: int) -> bool:
    """Whether a token heads a noun phrase by its tag."""
    return tree[index].tag[:2] in ("NN", "PR", "CD", "WP") or tree[index].tag in ("DT", "WDT", "JJ", "JJS")


def verblike(tree: Tree, index: int) -> bool:
    """Whether a token is a verb form by its tag."""
    return tree[index].tag[:2] == "VB" or tree[index].tag == "MD"


@once
def passive(tree: Tree, index: int) -> bool:
    """Whether a verb form is passive: an auxiliary, a passive subject, or a bare participle on a noun."""
    if kids(tree, index, "auxpass", "nsubjpass"):
        return True
    if tree[index].dep == "conj" and tree[index].tag == "VBN" and not kids(tree, index, "aux", "nsubj", *OBJECTS):
        return verblike(tree, tree[index].head) and passive(tree, tree[index].head)
    if tree[index].dep == "conj" and tree[index].tag == "VBD" and tree[index].lemma in TRANSITIVE:
        return not kids(tree, index, "nsubj", *OBJECTS) and verblike(tree, tree[index].head) and passive(tree, tree[index].head)
    if found_so(tree, index) or _headline_passive(tree, index):
        return True
    if tree[index].dep == "acl" and tree[index].tag == "VBD" and not kids(tree, index, "aux", "nsubj", *OBJECTS):
        return bool(_agents(tree, index))  # no finite verb hangs so: "a force trained and paid by X"
    return tree[index].tag == "VBN" and (
        tree[index].dep in ("acl", "amod", "advcl", "relcl") and not kids(tree, index, "aux", "nsubj", *OBJECTS)
    )


def _headline_passive(tree: Tree, index: int) -> bool:
    """ "Fourteen miners freed in Chocó", "with 15 people killed": a participle with a subject, of a verb that always has an object.

    What is past in a headline is a participle ("Patrol attacked, four dead"), for headlines tell what somebody did in the present.
    """
    token = tree[index]
    lone = bool(kids(tree, index, "nsubj")) and not kids(tree, index, "aux", "mark", *OBJECTS)
    if not lone:
        return False
    if tree.sentence.part == "title" and token.lemma in TRANSITIVE | DONE_TO:
        return token.tag in ("VBN", "VBD") and token.dep in ("ROOT", "acl", "ccomp", "parataxis")
    return (
        token.lemma in TRANSITIVE
        and token.tag == "VBN"
        and (token.dep == "pcomp" or token.dep == "ROOT" and not kids(tree, index, "conj"))
    )


def found_so(tree: Tree, index: int) -> bool:
    """Whether a participle says how somebody was found, left, seen: "were found shot dead", "were left bound"."""
    token = tree[index]
    bare = token.tag == "VBN" and token.dep in ("xcomp", "oprd", "ccomp") and token.head < index
    if not bare or tree[token.head].lemma not in FOUND or kids(tree, index, "aux", "mark", *SUBJECTS, *OBJECTS):
        return False
    return bool(kids(tree, token.head, "auxpass", "nsubjpass"))


def subjects(tree: Tree, verb: int) -> list[int]:
    """Heads of the deep subject of a verb, borrowed from the governing clause where it has none of its own."""
    return list(_known_subjects(tree, verb))


@once
def _known_subjects(tree: Tree, verb: int) -> list[int]:
    return _subjects(tree, verb, 0)


def _subjects(tree: Tree, verb: int, depth: int) -> list[int]:
    if passive(tree, verb):
        return _agents(tree, verb)
    own = [part for child in kids(tree, verb, *SUBJECTS) for part in conjuncts(tree, child)]
    if own:
        return _antecedents(tree, verb, own)
    return [] if depth > 6 else _borrowed_subject(tree, verb, depth) or _stranded(tree, verb)


def objects(tree: Tree, verb: int) -> list[int]:
    """Heads of the deep object of a verb."""
    return list(_known_objects(tree, verb))


@once
def _known_objects(tree: Tree, verb: int) -> list[int]:
    if passive(tree, verb):
        surface = (*PASSIVES, "nsubj") if _headline_passive(tree, verb) else PASSIVES
        own = [part for child in kids(tree, verb, *surface) for part in conjuncts(tree, child)]
        if own:
            return _antecedents(tree, verb, own)
        if (tree[verb].dep == "conj" or found_so(tree, verb)) and passive(tree, tree[verb].head):
            return objects(tree, tree[verb].head)
        if tree[verb].dep == "advcl" and tree[verb].tag == "VBN" and not kids(tree, verb, "mark", "auxpass"):
            return subjects(tree, tree[verb].head)
        return [tree[verb].head] if tree[verb].dep in ("acl", "amod") else _stranded(tree, verb)
    own = [part for child in kids(tree, verb, *OBJECTS) for part in conjuncts(tree, child)]
    if own:
        return _antecedents(tree, verb, own)
    return _shared_object(tree, verb)


def prepositional(tree: Tree, index: int, *words: str) -> list[int]:
    """Heads of the noun phrases that hang on a token by one of these prepositions ("" for any)."""
    found = []
    for child in tree.children[index]:
        if tree[child].dep in ("prep", "agent", "dative", "prt", "advmod") and (not words or tree[child].text.lower() in words):
            found += _objects_of_preposition(tree, child, words)
    return found


def phrase(tree: Tree, head: int) -> tuple[int, int]:
    """Token span [first, last) of the noun phrase of a head: determiner to head, with "of"/"for" phrases, without clauses."""
    inside = {head}
    for child in tree.children[head]:
        if (
            child < head
            and tree[child].dep not in ("cc", "preconj", "conj", "relcl", "advcl", "parataxis")
            and not (tree[child].dep == "punct" and tree[child].text not in "-–()'\"“”")
        ):
            inside.update(subtree(tree, child))
        elif child > head and _stays(tree, head, child):
            inside.update(token for token in subtree(tree, child) if not _beyond(tree, token, child))
    first, last = min(inside), max(inside) + 1
    while first < head and (tree[first].dep == "punct" or tree[first].text in (",", "–", "—")):
        first += 1
    return first, last


def _agents(tree: Tree, verb: int) -> list[int]:
    found = []
    for child in tree.children[verb]:
        if tree[child].dep == "agent" or (tree[child].dep == "prep" and tree[child].text.lower() == "by"):
            found += [part for noun in kids(tree, child, "pobj") for part in conjuncts(tree, noun)]
    if not found:
        joined = [
            child for child in kids(tree, verb, "conj") if tree[child].tag == "VBN" and not kids(tree, child, *PASSIVES, "aux")
        ]
        found = [agent for child in joined for agent in _agents(tree, child) if tree[verb].dep == "acl"]
    return found


def _antecedents(tree: Tree, verb: int, heads: list[int]) -> list[int]:
    """A relative pronoun stands for the noun that its clause hangs on."""
    clause = verb
    while tree[clause].dep in ("conj", "xcomp", "ccomp") and tree[clause].head != clause:
        clause = tree[clause].head
    resolved = []
    for head in heads:
        relative = tree[head].tag in ("WDT", "WP") or (tree[head].text.lower() == "that" and tree[head].tag in ("WDT", "IN", "DT"))
        resolved.append(tree[clause].head if relative and tree[clause].dep == "relcl" else head)
    return resolved


def _borrowed_subject(tree: Tree, verb: int, depth: int) -> list[int]:
    token = tree[verb]
    head = token.head
    if head == verb:
        return []
    if token.dep == "acl" and nounlike(tree, head) and token.tag == "VBG":
        return (tree[head].lemma in STATEMENTS and _light_subject(tree, head, depth)) or conjuncts(tree, head)
    if token.dep == "acl" and nounlike(tree, head):
        return _light_subject(tree, head, depth)
    if token.dep == "relcl":
        return [] if kids(tree, verb, *SUBJECTS) else [head]
    if token.dep in ("xcomp", "ccomp") and tree[head].lemma in OBJECT_CONTROL and objects(tree, head):
        return objects(tree, head)
    if (
        token.dep in ("xcomp", "advcl")
        and tree[head].lemma in CALLED_ON
        and (asked := prepositional(tree, head, "on", "upon", "to"))
    ):
        return asked if any(tree[child].tag == "TO" for child in kids(tree, verb, "aux")) else []
    if token.dep == "pcomp" and tree[head].text.lower() in ("of", "for", "from") and objects(tree, tree[head].head):
        return objects(tree, tree[head].head)
    if (
        token.dep == "pcomp"
        and tree[head].text.lower() == "of"
        and nounlike(tree, tree[head].head)
        and tree[tree[head].head].dep == "dobj"
    ):
        return conjuncts(tree, tree[head].head)
    if token.dep == "pcomp":
        above = _clause_over(tree, tree[head].head)
        return _clause_subject(tree, above, depth) if above != head else []
    if token.dep in ("xcomp", "advcl", "conj", "dep") and verblike(tree, head):
        return _clause_subject(tree, head, depth)
    if token.dep in ("xcomp", "ccomp") and not verblike(tree, head):
        return _clause_subject(tree, head, depth)
    return []


def _stranded(tree: Tree, verb: int) -> list[int]:
    """ "In Tuxtla, Chiapas, a group of parents blocked …": a subject that the parser hung on the places before it."""
    if tree[verb].dep not in ("ROOT", "ccomp") or tree[verb].tag not in ("VBD", "VBZ", "VBP", "VBN"):
        return []
    found = [
        token
        for preposition in kids(tree, verb, "prep")
        if preposition < verb
        for token in subtree(tree, preposition)
        if tree[token].tag in ("NN", "NNS") and _beside_places(tree, token) and _reaches(tree, token, verb)
    ]
    return found[:1]


def _beside_places(tree: Tree, noun: int) -> bool:
    token = tree[noun]
    second = token.dep == "pobj" and any(other < noun for other in kids(tree, token.head, "pobj"))
    return second or token.dep in ("conj", "appos")


def _reaches(tree: Tree, noun: int, verb: int) -> bool:
    """Whether a noun's phrase stands between a comma and the verb."""
    first, last = phrase(tree, noun)
    end = max(subtree(tree, noun)) + 1
    return first > 0 and tree[first - 1].text == "," and last <= verb and verb - end <= 1


def _clause_subject(tree: Tree, verb: int, depth: int) -> list[int]:
    """The surface subject of a clause, passive or not: who its participles and infinitives are about."""
    if tree[verb].dep == "acomp" and verblike(tree, tree[verb].head):
        return _clause_subject(tree, tree[verb].head, depth)  # "is ready to"
    if nounlike(tree, verb) and not verblike(tree, verb):
        return _light_subject(tree, verb, depth)
    if passive(tree, verb):
        return objects(tree, verb)
    return _subjects(tree, verb, depth + 1)


def _clause_over(tree: Tree, index: int) -> int:
    """The verb over a phrase of time or manner: "a day after taking …, the army is mounting"."""
    while tree[index].dep in ("npadvmod", "pobj", "prep", "advmod") and tree[index].head != index and not verblike(tree, index):
        index = tree[index].head
    return index


def _light_subject(tree: Tree, noun: int, depth: int) -> list[int]:
    """ "mounted an offensive to recapture": the subject of the verb whose object the noun is."""
    token = tree[noun]
    if token.dep in OBJECTS and tree[token.head].lemma in FOILING:
        return []
    if token.dep in (*OBJECTS, "attr") and verblike(tree, token.head):
        return _subjects(tree, token.head, depth + 1)
    if token.dep == "pobj":
        above = tree[token.head].head
        if verblike(tree, above):
            return _clause_subject(tree, above, depth + 1)
    return []


def _shared_object(tree: Tree, verb: int) -> list[int]:
    """ "shelled and stormed the town": the object stands with the last of the coordinated verbs."""
    for child in kids(tree, verb, "conj"):
        if (
            verblike(tree, child)
            and not kids(tree, child, *SUBJECTS, "aux")
            and not kids(tree, verb, "prep", "ccomp", "xcomp", "prt")
        ):
            found = [part for noun in kids(tree, child, *OBJECTS) for part in conjuncts(tree, noun)]
            if found:
                return found
    if tree[verb].dep == "relcl" and not kids(tree, verb, "ccomp", "xcomp") and kids(tree, verb, "nsubj"):
        return [tree[verb].head] if _object_gap(tree, verb) else []
    return []


def _object_gap(tree: Tree, verb: int) -> bool:
    """ "the town the army shelled": a relative clause with a subject that is no relative pronoun and no object."""
    subject = kids(tree, verb, "nsubj")
    return bool(subject) and tree[subject[0]].tag not in ("WDT", "WP") and not kids(tree, verb, "prep", "agent", "attr", "acomp")


def _objects_of_preposition(tree: Tree, prep: int, words: tuple[str, ...]) -> list[int]:
    found = [part for noun in kids(tree, prep, "pobj") for part in conjuncts(tree, noun)]
    for inner in kids(tree, prep, "prep"):
        if not words or tree[inner].text.lower() not in words:
            found += [part for noun in kids(tree, inner, "pobj") for part in conjuncts(tree, noun)]
    return found


def _stays(tree: Tree, head: int, child: int) -> bool:
    token = tree[child]
    if token.dep == "prep":
        return token.text.lower() in ("of", "for") and child == max(head + 1, child) and child - head <= 2
    return token.dep in ("nummod", "quantmod", "npadvmod") or (token.dep == "nmod" and child - head < 4)


def _beyond(tree: Tree, token: int, top: int) -> bool:
    """Whether a clause or apposition stands between a token and the top of the phrase that it hangs in."""
    while token != top:
        if tree[token].dep in CUT and tree[token].text not in "-–":
            return True
        token = tree[token].head
    return False
