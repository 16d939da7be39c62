"""Which place of its sentence belongs to an event, or none.

In: a Discourse, a sentence's number and a Predicate. Out: Mentions of the report's words. Places: what the rule says is
a place, then "in", "at", "near" … on the event's word, its carrier and the clauses above it, then inside its targets. A town
goes before the country that is named with it; a site that the index lacks stands where the text says that it lies.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from vedette.lexicon.grammar import listed
from vedette.model import Mention, Name
from vedette.reading import coreference, wording
from vedette.reading import scene as scenes
from vedette.reading import tree as trees
from vedette.reading.coreference import Discourse
from vedette.reading.narrowing import COARSE, narrowest
from vedette.reading.participants import PARTS
from vedette.reading.predicates import Predicate
from vedette.reading.scene import Scene
from vedette.reading.timing import clause_path
from vedette.reading.unlisted import is_unknown

PREPOSITIONS = listed("prepositions")
LOCATIVE = listed("locative")
SPREADING = listed("spreading")
DIRECTED = listed("directed")
CLOSE = frozenset({"of"})
WARS = frozenset({"war", "conflict"})
WHERE = frozenset({"in", "at", "near", "outside", "inside"})
WITHIN = frozenset({"town", "area", "province"})
THROUGH = LOCATIVE | {"of", "to", "into", "toward", "towards", "over"}
OWN_CLAUSE = frozenset({"relcl", "ccomp", "csubj", "parataxis", "conj"})
ELSEWHERE = frozenset({"from", "against", "for", "over", "about", "since", "because", "to"})
FURTHEST = 10  # words between a name and the place that it is said to lie in
LEAVING = frozenset({"withdraw"})  # a retreat towards a place is not from it
SPREAD_TO = frozenset({"to", "into", "across", "in"})
ONWARD = frozenset({"to", "into", "toward", "towards"})
NO_DIRECTION = frozenset({"killing", "execution", "massacre", "arrest", "meet", "protest", "accuse", "demand", "threat", "pledge"})


def place_of(discourse: Discourse, at: int, predicate: Predicate, folded: Sequence[int] = ()) -> Mention | None:
    """The words for the place of an event, or None; `folded` are the words for its consequences ("wounded 19 around X")."""
    scene = discourse.scenes[at]
    onward = ONWARD if predicate.kind in LEAVING else frozenset()
    heads = [head for head in dict.fromkeys(_place_heads(scene, predicate, folded)) if not _behind(scene, head, onward)]
    found = next(((head, mention) for head in heads if (mention := as_place(discourse, at, head)) is not None), None)
    if found is None:
        return None
    head, mention = found
    if mention.antecedent is not None:  # "hit the airport in Ganja"
        towns = (
            name for at in _attached(scene, predicate.token, WHERE) if (name := scenes.place_at(scene, at)) and name.sort == "town"
        )
        mention = next((name.mention for name in towns), mention)
    name = _named(scene, mention)
    if name is not None and name.sort in COARSE:
        finer = (other for after in heads[heads.index(head) :] if (other := scenes.place_at(scene, after)) and other.sort == "town")
        return next((other.mention for other in finer if not _from_elsewhere(scene, other)), mention)
    if name is None and mention.antecedent is None and is_unknown(scene, head):
        first = next(token.index for token in scene.sentence.tokens if token.start >= mention.start)
        name = Name(mention, at, first, head + 1, "place", False)
    if name is not None and not name.sort:
        return _lying_in(scene, name, heads)
    if name is not None and name.sort == "feature" and _behind(scene, name.last - 1, CLOSE):
        return _beside_feature(scene, name) or mention
    return narrowest(scene, name) if name is not None else mention


def _behind(scene: Scene, head: int, words: frozenset[str]) -> bool:
    """Whether a token hangs on one of these prepositions."""
    return scene.tree[head].dep == "pobj" and scene.tree[scene.tree[head].head].text.lower() in words


def _beside_feature(scene: Scene, name: Name) -> Mention | None:
    """The town that follows on a river or coast with "near" or "in": "on the banks of the Euphrates near X"."""
    if name.last >= len(scene.tree) or scene.tree[name.last].text.lower() not in WHERE:
        return None
    town = scenes.place_at(scene, name.last + 1) if name.last + 1 < len(scene.tree) else None
    return town.mention if town is not None and town.sort == "town" else None


def _named(scene: Scene, mention: Mention) -> Name | None:
    """The name of a place that a mention is, where it is one."""
    if mention.antecedent is not None:
        return None
    return next((name for name in scene.names if name.mention == mention and name.label == "place"), None)


def _from_elsewhere(scene: Scene, name: Name) -> bool:
    """Whether a place is only where somebody came from or what something is against."""
    above = scene.tree[scene.tree[name.last - 1].head]
    return above.text.lower() in ("from", "against", "for", "by")


def _lying_in(scene: Scene, name: Name, heads: Sequence[int]) -> Mention:
    """A name that the index lacks, standing for the known place that the text puts it in: "Tha Byar village (Launglon, Dawei)"."""
    known = [other for other in scene.names if other.label == "place" and not other.demonym and other.sort in WITHIN]
    behind = [other for other in known if other.first >= name.last and _one_phrase(scene, name, other)]
    led = [other for head in heads if (other := scenes.place_at(scene, head)) in known and other is not None]
    outer = next((other for other in [*behind, *led] if other.sort == "town"), next(iter([*behind, *led]), None))
    if outer is None:
        return name.mention
    return replace(name.mention, antecedent=outer.mention)


def _one_phrase(scene: Scene, name: Name, other: Name) -> bool:
    """Whether nothing but names, brackets, commas, "in" and words for kinds of places stands between two names."""
    gap = scene.sentence.tokens[name.last : other.first]
    joined = {token.text for token in gap if token.tag == "CC"}
    if joined and (joined != {"and"} or gap[-1].text not in ("in", "of")):  # "in X, Y and Z in Beni territory"
        return False
    return len(gap) <= FURTHEST and not any(
        token.tag[:2] in ("VB", "PR", "CD") or token.text in (".", ";", "from") for token in gap
    )


def as_place(discourse: Discourse, at: int, head: int) -> Mention | None:
    """The words of the place at a token: its name, the name inside its phrase, or what "the town" stands for."""
    scene = discourse.scenes[at]
    if (name := _called(scene, head)) is not None:
        return name.mention
    for token in (head, *_inside(scene, head, CLOSE)):
        if (name := scenes.place_at(scene, token)) is not None and _through(scene, token, head, CLOSE):
            return name.mention
    if ("place" in scene.labels[head] or is_unknown(scene, head)) and scene.tree[head].tag in ("NNP", "NNPS"):
        return wording.noun_mention(scene.tree, head)
    for noun in reversed(scenes.cores(scene, head)):  # "60% of the city" is in the city
        antecedent = coreference.place_antecedent(discourse, at, noun)
        if antecedent is not None:
            return replace(wording.noun_mention(scene.tree, head), antecedent=antecedent)
    inner = (scenes.place_at(scene, token) for token in _inside(scene, head))
    return next((name.mention for name in inner if name is not None), None)


def _called(scene: Scene, head: int) -> Name | None:
    """ "the last stronghold in the province, X": the name that a word for a place is given behind a comma."""
    if not scenes.is_a(scene, head, ("territory",)) or trees.prepositional(scene.tree, head, "of"):
        return None
    names = (scenes.place_at(scene, child) for child in trees.kids(scene.tree, head, "appos"))
    return next((name for name in names if name is not None and name.sort not in COARSE), None)


def _through(scene: Scene, token: int, top: int, words: frozenset[str]) -> bool:
    """Whether only these prepositions stand between a token and the noun above it: not "the north of the town near X"."""
    while token != top and scene.tree[token].head != token:
        token = scene.tree[token].head
        if scene.tree[token].dep == "prep" and scene.tree[token].text.lower() not in words:
            return False
    return True


def placed_itself(scene: Scene, predicate: Predicate) -> bool:
    """Whether a preposition on the event's own word, or a name before it, says where it was."""
    own = [*_attached(scene, predicate.token, LOCATIVE | DIRECTED), *_modifying(scene, predicate), *predicate.places]
    return bool(own)


def _place_heads(scene: Scene, predicate: Predicate, folded: Sequence[int] = ()) -> Iterator[int]:
    """Tokens that may name the place, best first."""
    blamed = {target.head for target in predicate.targets} if predicate.kind in NO_DIRECTION else frozenset()
    for head in predicate.places:
        yield from (head,) if head not in blamed else ()
        yield from _inside(scene, head, CLOSE) if scenes.is_a(scene, head, PARTS) else ()
    yield from (head for head in trees.kids(scene.tree, predicate.token, *trees.OBJECTS) if is_unknown(scene, head))
    for target in predicate.targets:
        if predicate.kind not in NO_DIRECTION:
            yield from _inside(scene, target.head)
    for verb in predicate.beside:
        if scene.tree[verb].dep in ("acl", "advcl"):  # "launched an offensive in X, targeting positions at Y"
            yield from _attached(scene, verb, LOCATIVE)
        elif scene.tree[verb].lemma in SPREADING:
            yield from _attached(scene, verb, SPREAD_TO)
    bases = [predicate.token, *([predicate.light] if predicate.light is not None else [])]
    for base in bases:
        yield from _attached(scene, base, LOCATIVE)
    if predicate.kind not in NO_DIRECTION:
        for base in bases:
            yield from _attached(scene, base, DIRECTED)
    yield from _modifying(scene, predicate)
    for target in predicate.targets:
        yield from _inside(scene, target.head, WHERE)
        yield from _busy(scene, target.head)
    yield from _shared(scene, bases)
    for base in folded:
        yield from _attached(scene, base, LOCATIVE)
    for actor in predicate.actors:
        yield from _attached(scene, actor.head, frozenset({"in", "at", "near"}))
    yield from _purpose(scene, bases)
    for above in clause_path(scene, predicate.token)[1:]:
        yield from _attached(scene, above, LOCATIVE)
    yield from _in_clause(scene, predicate)
    yield from _opening(scene)
    for base in (predicate.token, *folded):
        yield from _deep_in_clause(scene, base)
    if predicate.token + 1 < len(scene.tree) and scene.tree[predicate.token + 1].text == ":":
        yield from _headed(scene, predicate)


def _busy(scene: Scene, target: int) -> Iterator[int]:
    """ "attacked people who were digging near X": where the target was at work is where it was struck."""
    for clause in trees.kids(scene.tree, target, "relcl"):
        if scene.tree[clause].tag == "VBG" and trees.kids(scene.tree, clause, "aux"):
            yield from _attached(scene, clause, LOCATIVE)


def _shared(scene: Scene, bases: Sequence[int]) -> Iterator[int]:
    """ "were shot and killed near X": what hangs on the second of two verbs with one subject is said of both."""
    joined = [verb for base in bases for verb in trees.kids(scene.tree, base, "conj")]
    joined = [
        verb for verb in joined if trees.verblike(scene.tree, verb) and not trees.kids(scene.tree, verb, "nsubj", "nsubjpass")
    ]
    for verb in joined:
        yield from _attached(scene, verb, LOCATIVE)
    if joined:
        yield from _shared(scene, joined)


def _opening(scene: Scene) -> Iterator[int]:
    """ "In X, …", "On 3 May, in X, …": what opens a sentence is said of all of it."""
    for token in scene.sentence.tokens:
        if token.text.lower() in WHERE:
            following = scene.sentence.tokens[token.index + 1 : token.index + 3]
            yield from (after.index for after in following if "place" in scene.labels[after.index])
            yield from (head for head in trees.kids(scene.tree, token.index, "pobj") if scenes.is_place(scene, head))
            return
        if "date" not in scene.labels[token.index] and token.text not in (",", "On", "Around", "Late", "Early", "Also"):
            return


def _headed(scene: Scene, predicate: Predicate) -> Iterator[int]:
    """ "Looting: in X, …": a heading is about what follows it."""
    for token in scene.sentence.tokens[predicate.token + 1 :]:
        if "place" in scene.labels[token.index] and scene.tree[token.head].text.lower() in WHERE:
            yield token.index


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
    if predicate.kind in NO_DIRECTION:  # who is accused or met is no place of it
        own = [token for token in own if scene.tree[token].dep not in trees.OBJECTS]
    yield from sorted(own, key=lambda token: (token < predicate.token, abs(token - predicate.token)))


def _deep_in_clause(scene: Scene, base: int) -> Iterator[int]:
    """ "opposite the offices of the council in X": a place behind "in" deep below the event's word, in no clause of its own."""
    for token in sorted(trees.subtree(scene.tree, base)):
        if token > base and "place" in scene.labels[token] and scene.tree[scene.tree[token].head].text.lower() in WHERE:
            at = token
            while at != base and scene.tree[at].dep not in OWN_CLAUSE and scene.tree[at].text.lower() not in ELSEWHERE:
                at = scene.tree[at].head
            if at == base:
                yield token


def _told_where(scene: Scene, token: int, top: int) -> bool:
    """Whether a place hangs on a preposition of place, with no other clause between it and the top of the event's."""
    if _owner(scene, token):
        return False
    while token != top:
        above = scene.tree[token].head
        if scene.tree[above].lemma in WARS and above != top:
            return False  # "a response to the war in Gaza"
        if scene.tree[token].dep in ("relcl", "ccomp", "csubj", "parataxis", "appos", "poss"):
            return False
        if scene.tree[token].dep in ("advcl", "acl") and trees.kids(scene.tree, token, "nsubj", "nsubjpass"):
            return False
        if scene.tree[token].dep == "conj" and trees.verblike(scene.tree, token):
            return False
        if scene.tree[token].dep == "pobj" and scene.tree[above].text.lower() not in THROUGH:
            return False
        if scene.tree[token].dep in ("nsubj", "nsubjpass") and scene.tree[token].name in ("GPE", "NORP"):
            return False
        token = above
    return True


def _attached(scene: Scene, base: int, words: frozenset[str]) -> Iterator[int]:
    """Places that hang on a token by one of these prepositions, and "there"; a named one before a noun."""
    heads = _prepositional(scene, base, words)
    yield from (head for head in heads if "place" in scene.labels[head])
    for head in heads:
        owned = any("place" in scene.labels[child] for child in trees.kids(scene.tree, head, "poss"))  # "in Turbat's bazaar"
        near = trees.prepositional(scene.tree, head, "of", "in", "near")
        if scenes.is_place(scene, head) or owned or near or is_unknown(scene, head):
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
    """Places that a noun phrase holds: "a camp near X", "X market"; `words` bounds the prepositions.

    What stands behind "in" goes first; a country before a noun ("the US embassy in X") says whose it is, not where.
    """
    held = trees.kids(scene.tree, head, "prep", "compound", "nmod", "amod", "appos", "acl", "poss")
    held = [child for child in held if scene.tree[child].dep not in ("prep", "acl") or scene.tree[child].text.lower() in words]
    for child in sorted(held, key=lambda child: (scene.tree[child].text.lower() not in WHERE, scene.tree[child].dep != "prep")):
        for token in sorted(trees.subtree(scene.tree, child)):
            named = "place" in scene.labels[token] and "demonym" not in scene.labels[token]
            if (named and not _owner(scene, token)) or is_unknown(scene, token):
                yield token


def _owner(scene: Scene, token: int) -> bool:
    """Whether a place before a noun says whose it is: "US embassy", "Nepal Oil Corporation", "the Tripoli government"."""
    head = scene.tree[token].head
    if scene.tree[token].dep not in ("compound", "nmod", "amod", "poss") or scenes.is_a(scene, head, ("territory",)):
        return False
    name = scenes.place_at(scene, token)
    if name is None or name.first <= head < name.last:
        return False
    party = scene.tree[head].lemma.lower() in scene.words.agents and not scenes.is_a(scene, head, ("civilian", "person"))
    return party or name.sort in COARSE


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
