"""Which place and which day of its sentence belong to an event, or none.

In: a Discourse, a sentence's number and a Predicate. Out: Mentions of the report's words. Places: what the rule says is
a place, then "in", "at", "near" … on the event's word, its carrier and the clauses above it, then inside its targets.
A time on the verb of saying is when it was said, not when it happened.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from vedette.lexicon.grammar import listed
from vedette.model import Mention, Name
from vedette.reading import coreference
from vedette.reading import scene as scenes
from vedette.reading import tree as trees
from vedette.reading.coreference import Discourse
from vedette.reading.predicates import Predicate
from vedette.reading.scene import Scene

PREPOSITIONS = listed("prepositions")
LOCATIVE = listed("locative")
DIRECTED = listed("directed")
CLOSE = frozenset({"of"})
NO_DIRECTION = frozenset({"killing", "execution", "massacre", "arrest", "meet", "protest", "accuse", "demand", "threat", "pledge"})


@dataclass(frozen=True, slots=True)
class Times:
    """The words for when it happened and when it was said; `counts_from_it`: the first count from this event to another."""

    own: Mention | None
    said: Mention | None
    counts_from_it: bool = False


def place_of(discourse: Discourse, at: int, predicate: Predicate) -> Mention | None:
    """The words for the place of an event, or None."""
    scene = discourse.scenes[at]
    for head in _place_heads(scene, predicate):
        found = as_place(discourse, at, head)
        if found is not None:
            return found
    return None


def when_of(discourse: Discourse, at: int, predicate: Predicate) -> Times:
    """The words for the time of an event, and for the time at which it was said."""
    scene = discourse.scenes[at]
    counted = _counting_from(scene, predicate)
    if counted is not None:
        return Times(counted.mention, None, counts_from_it=True)
    own, said = None, None
    path = _clause_path(scene, predicate)
    speech = {frame.said for frame in discourse.frames[at] if predicate.token in frame.covers and frame.said > -1}
    best = len(scene.tree) + 1
    for name in _dates(scene):
        governor = _governor(scene, name)
        if governor in speech or _after_speech(name, speech):
            said = said or name.mention
        else:
            steps = _steps(scene, path, governor, name)
            if steps is not None and steps < best:
                best, own = steps, name.mention
    return Times(own or _leading_date(scene, predicate, speech), said)


def _dates(scene: Scene) -> list[Name]:
    """Date phrases that say when; one that counts from a clause ("a day after taking …") says it of that clause."""
    return [name for name in scene.names if name.label == "date" and _clause_counted(scene, name) is None]


def _clause_counted(scene: Scene, name: Name) -> int | None:
    """The verb of the clause that a date phrase counts from: "taking" of "a day after taking …"."""
    last = scene.tree[name.last - 1]
    if last.text.lower() not in ("after", "before", "since") or last.dep not in ("prep", "mark"):
        return None
    if last.dep == "mark":
        return last.head
    clauses = trees.kids(scene.tree, last.index, "pcomp")
    return clauses[0] if clauses else None


def _counting_from(scene: Scene, predicate: Predicate) -> Name | None:
    """The date phrase that counts from this event."""
    counted = [name for name in scene.names if name.label == "date" and _clause_counted(scene, name) == predicate.token]
    return counted[0] if counted else None


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
    for above in _clause_path(scene, predicate)[1:]:
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
    top = _clause_path(scene, predicate)[-1]
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


def _clause_path(scene: Scene, predicate: Predicate) -> list[int]:
    """The event's word and the heads above it as far as its clause reaches: not past a verb of saying or a relative clause."""
    path = [predicate.token]
    token = predicate.token
    while scene.tree[token].head != token:
        dep = scene.tree[token].dep
        if dep in ("ccomp", "relcl", "csubj", "parataxis", "pcomp") or (dep == "acl" and scene.tree[token].tag == "VBN"):
            break
        token = scene.tree[token].head
        path.append(token)
    return path


def _governor(scene: Scene, name: Name) -> int:
    """The verb that a date hangs on, through prepositions and nouns that the parser hung it on."""
    token = name.last - 1
    while name.first <= scene.tree[token].head < name.last and scene.tree[token].head != token:
        token = scene.tree[token].head
    above = scene.tree[token].head
    while not trees.verblike(scene.tree, above) and scene.tree[above].head != above:
        above = scene.tree[above].head
    return above


def _steps(scene: Scene, path: list[int], governor: int, name: Name) -> int | None:
    """How far from the event a date hangs: on a word of its path, inside the event's own phrase, or on a verb joined to one."""
    if _hangs_below(scene, name.last - 1, path[0]):
        return 0
    if governor in path:
        earlier = governor != path[0] and governor < name.first < path[0] and scene.tree[path[0]].dep == "conj"
        return None if earlier else path.index(governor)
    while scene.tree[governor].dep in ("conj", "xcomp", "advcl") and scene.tree[governor].head != governor:
        governor = scene.tree[governor].head
        if governor in path:
            return None if governor < name.first < path[0] else len(scene.tree) // 2 + path.index(governor)
    return None


def _hangs_below(scene: Scene, token: int, event: int) -> bool:
    """Whether a date stands under an event's word with no clause of its own between them."""
    while token != event:
        if scene.tree[token].dep in ("relcl", "ccomp", "advcl", "acl", "csubj") or scene.tree[token].head == token:
            return False
        token = scene.tree[token].head
    return True


def _after_speech(name: Name, speech: set[int]) -> bool:
    """Whether a date follows straight on a verb of saying: "said on Saturday", "said late Saturday"."""
    return any(0 < name.first - verb <= 2 for verb in speech)


def _leading_date(scene: Scene, predicate: Predicate, speech: set[int]) -> Mention | None:
    """A date that opens the sentence and hangs on nothing of its own: "On 3 May, …"."""
    if any(verb < predicate.token for verb in speech):
        return None
    first = [name for name in _dates(scene) if name.first <= 2 and name.last <= predicate.token]
    return first[0].mention if first and not _later_clause(scene, predicate) else None


def _later_clause(scene: Scene, predicate: Predicate) -> bool:
    return any(scene.tree[token].dep in ("relcl", "pcomp") for token in _clause_path(scene, predicate))
