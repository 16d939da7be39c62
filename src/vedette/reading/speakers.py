"""Speakers: whether a noun can speak, its words, and its role towards the matter (docs/nouns.md).

The role comes from the outlets, else from the noun (`speech.toml`), else from who it speaks for. "A report by Amnesty
International" is Amnesty; "the statement said" is the speaker before it going on.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from vedette.lexicon import Lexicon
from vedette.lexicon.grammar import listed
from vedette.model import Role, Speaker
from vedette.reading import scene as scenes
from vedette.reading import tree as trees
from vedette.reading.scene import Part, Scene

SAID_OF = listed("said-of")
STATEMENTS = listed("statements")
SPOKESMEN = listed("spokesmen")
PRESS = listed("press")
WATCHING = listed("watching")


def speaker_of(scene: Scene, head: int, lexicon: Lexicon) -> Speaker:
    """A speaker; "a report by Amnesty International" is who made the report."""
    if scene.tree[head].lemma.lower() in STATEMENTS:
        makers = [*trees.prepositional(scene.tree, head, "by", "from", "of"), *trees.kids(scene.tree, head, "poss")]
        head = next((maker for maker in makers if scenes.is_party(scene, maker)), head)
    found = scenes.part(scene, head)
    own = replace(scenes.mention(scene, found), antecedent=scenes.described(scene, head))
    return Speaker(own, role_of(scene, found, lexicon))


def speaks(scene: Scene, head: int, lexicon: Lexicon) -> bool:
    """Whether a head can be one who says a thing: a party, a source, a paper, a name."""
    token = scene.tree[head]
    if token.lemma.lower() in _noise(lexicon) or scenes.is_nobody(scene, head):
        return False
    return (
        scenes.is_party(scene, head)
        or token.lemma.lower() in _roles(lexicon)
        or token.lemma.lower() in STATEMENTS
        or token.tag in ("NNP", "NNPS")
    )


def role_of(scene: Scene, found: Part, lexicon: Lexicon) -> Role:
    """What a speaker is to the matter, by the noun that it is named with."""
    roles = _roles(lexicon)
    named = _plain(scenes.mention(scene, found).text)
    outlet = _outlets(lexicon).get(named) or _outlets(lexicon).get(_without_sort(named))
    if outlet is not None:
        return outlet
    for head in (found.head, *_described(scene, found)):
        for core in scenes.cores(scene, head):
            role = roles.get(scene.tree[core].lemma.lower())
            if role is not None:
                return _refined(scene, found, role, roles)
    if scene.tree[found.head].lemma.lower() in SPOKESMEN:
        return _spoken_for(scene, found, roles)
    return _by_name(scene, found)


def _by_name(scene: Scene, found: Part) -> Role:
    """The role of a speaker that only a name tells of: persons and international bodies speak as officials, sides as parties."""
    bodies = any(name.sort == "body" for name in scene.names if found.first <= name.first < found.last)
    if bodies or scene.tree[found.head].name == "PERSON":
        return "official"
    return "party" if scene.labels[found.head] & {"actor", "demonym", "place"} else "unnamed"


def _spoken_for(scene: Scene, found: Part, roles: dict[str, Role]) -> Role:
    """A spokesman has the role of the body spoken for; one of an armed side where none is named."""
    sorts = {name.sort for name in scene.names if found.first <= name.first < found.last}
    inside = [roles.get(scene.tree[at].lemma.lower()) for at in range(found.first, found.last)]
    if sorts & {"group", "military"} or "party" in inside:
        return "party"
    return "official" if sorts or "official" in inside else "party"


def _described(scene: Scene, found: Part) -> list[int]:
    """Other nouns that say what a speaker is: apposition, title, what a spokesman speaks for."""
    tree = scene.tree
    heads = [
        *trees.kids(tree, found.head, "appos", "compound", "nmod", "amod"),
        *trees.prepositional(tree, found.head, "for", "of", "from", "with", "in"),
    ]
    return heads + ([tree[found.head].head] if tree[found.head].dep == "appos" else [])


def _refined(scene: Scene, found: Part, role: Role, roles: dict[str, Role]) -> Role:
    """Who speaks for a body has that body's role: "an official of the militia" is the militia's."""
    lemma = scene.tree[found.head].lemma.lower()
    inside = [roles.get(scene.tree[at].lemma.lower()) for at in range(found.first, found.last) if at != found.head]
    if role == "official" and "party" in inside and lemma not in ("minister", "president", "ministry", "police"):
        return "party"
    if {scene.tree[at].lemma.lower() for at in range(found.first, found.last) if at != found.head} & WATCHING:
        return "monitor"
    if role == "witness" and "monitor" in inside:
        return "monitor"
    if role == "party" and "monitor" in inside:
        return "monitor"
    told = {scene.tree[at].lemma.lower() for at in range(found.first, found.last) if scene.tree[at].dep not in ("det", "punct")}
    if lemma == "agency" and len(told) > 1 and not told & PRESS:
        return "official"
    return role


def continues(speaker: Speaker, scene: Scene, head: int) -> bool:
    """Whether a speaker is the one before going on: "it added", "the statement said", "the source said"."""
    word = scene.tree[head].lemma.lower()
    definite = speaker.mention.text.lower().startswith(("the ", "this ", "that "))
    short = len(speaker.mention.text.split()) <= 2
    return speaker.mention.text.lower() in ("it", "he", "she", "they") or (
        definite and short and (word in STATEMENTS or word in SAID_OF)
    )


def _without_sort(named: str) -> str:
    """ "reuters news agency" is "reuters": what an outlet is, said after its name."""
    for tail in (" news agency", " agency", " newspaper", " television", " tv", " radio", " website"):
        if named.endswith(tail):
            return named.removesuffix(tail)
    return named


def _plain(text: str) -> str:
    words = text.lower().replace("’", "'").split()
    return " ".join(word for word in words if word not in ("the", "a", "an"))


@lru_cache(maxsize=4)
def _roles(lexicon: Lexicon) -> dict[str, Role]:
    return {word: row["role"] for row in lexicon.rows("speech", "source") for word in row.words("words")}


@lru_cache(maxsize=4)
def _outlets(lexicon: Lexicon) -> dict[str, Role]:
    return {_plain(name): row["role"] for row in lexicon.rows("outlets", "outlet") for name in (row["name"], *row.words("aliases"))}


@lru_cache(maxsize=4)
def _noise(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(word for row in lexicon.rows("speech", "noise") for word in row.words("words"))
