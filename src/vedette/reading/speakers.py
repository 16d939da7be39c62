"""Speakers: whether a noun can speak, its words, and its role towards the matter (docs/nouns.md).

The role comes from the outlets, else from the noun (`speech.toml`), else from who it speaks for. "A report by Amnesty
International" is Amnesty; "the statement said" is the speaker before it going on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from vedette.lexicon import Lexicon
from vedette.lexicon.grammar import listed
from vedette.model import Role, Speaker
from vedette.reading import scene as scenes
from vedette.reading import tree as trees
from vedette.reading import wording
from vedette.reading.scene import Part, Scene

SAID_OF = listed("said-of")
STATEMENTS = listed("statements")
SPOKESMEN = listed("spokesmen")
PRESS = listed("press")
WATCHING = listed("watching")
WATCHES = listed("watches")
WAS_THERE = listed("was-there")
RESCUING = listed("rescuing")
OF_STATE = listed("agencies-of-state")
OF_COMMUNITY = listed("of-a-community")
OFFICES = listed("public-offices")
CARRIERS = frozenset({"agency", "media"})
MINISTRIES, DEFENCE = frozenset({"ministry", "department"}), frozenset({"defence", "defense", "war"})
CIVIC = frozenset({"group", "organisation", "organization"})  # of activists, of women, of farmers: no side of a war


def speakers_at(scene: Scene, heads: Iterable[int], lexicon: Lexicon, *, after: int = -1) -> list[Speaker]:
    """The speakers of these heads, with their words behind the token `after`; "the agency" and "Sputnik" beside it are one."""
    speaking = list(dict.fromkeys(heads))
    names = {name for head in speaking if (name := _name_after(scene, head)) is not None}
    asides = {head for head in speaking if _describes_one_of(scene, head, speaking)}
    asides |= {head for head in speaking if _counts_others(scene, head)}
    return [speaker_of(scene, head, lexicon, after=after) for head in speaking if head not in names | asides]


def _counts_others(scene: Scene, head: int) -> bool:
    """Whether a noun only says how many of those before are what: "killing nine people, five of them children, residents said"."""
    numbers = [child for child in scene.tree.children[head] if child < head and scene.tree[child].tag == "CD"]
    of = (pronoun for number in numbers for pronoun in trees.prepositional(scene.tree, number, "of"))
    return any(scene.tree[pronoun].text.lower() in ("them", "whom") for pronoun in of)


def speaker_of(scene: Scene, head: int, lexicon: Lexicon, *, after: int = -1) -> Speaker:
    """A speaker, with the words behind the token `after`; "a report by Amnesty International" is who made the report."""
    makers = _makers(scene, head)
    head = makers[0] if makers else head
    found = _with_name(scene, scenes.part(scene, head))
    found = replace(found, first=max(found.first, min(after + 1, found.head)))
    own = scenes.mention(scene, found)
    if not _hangs_on_a_place(scene, head):
        own = replace(own, antecedent=scenes.described(scene, head))
    return Speaker(own, role_of(scene, found, lexicon))


def _makers(scene: Scene, paper: int) -> list[int]:
    """Who made a paper: "a report by Amnesty International", "the ministry's statement", "information from the police"."""
    if scene.tree[paper].lemma.lower() not in STATEMENTS:
        return []
    hearsay = scene.tree[paper].tag == "NNS" and scene.tree[paper].lemma == "report"
    found = [*trees.prepositional(scene.tree, paper, "by", "from", "of"), *trees.kids(scene.tree, paper, "poss")]
    return [one for one in found if scenes.is_party(scene, one) and not (hearsay and _is_where(scene, one))]


def _is_where(scene: Scene, head: int) -> bool:
    """ "Reports from Bukavu": the place that a report comes from, not who made it."""
    return bool(scene.labels[head] & {"place"}) or scene.tree[head].name in ("GPE", "LOC", "FAC")


def _describes_one_of(scene: Scene, head: int, others: Iterable[int]) -> bool:
    """ "the Association, a rights group, and doctors": a description of a name, which the parser joins to it."""
    first, _ = trees.phrase(scene.tree, head)
    described = scene.tree[head].dep == "conj" and scene.tree[first].text.lower() in ("a", "an") and first > 1
    above = scene.tree[head].head
    beside = described and scene.tree[first - 1].text == "," and trees.phrase(scene.tree, above)[1] == first - 1
    return beside and above in others and scene.tree[above].tag in ("NNP", "NNPS")


def _hangs_on_a_place(scene: Scene, head: int) -> bool:
    """ "… in Kunduz, a councillor said": one who the parser takes for a description of the place."""
    token = scene.tree[head]
    return token.dep == "appos" and bool(scene.labels[token.head] & {"place"})


def _with_name(scene: Scene, found: Part) -> Part:
    """A noun with the name told right after it."""
    listed_name = next((name for name in scene.names if name.sort == "outlet" and name.first <= found.head < name.last), None)
    if listed_name is not None:
        found = Part(found.head, min(found.first, listed_name.first), max(found.last, listed_name.last))
    name = _name_after(scene, found.head)
    return found if name is None else Part(found.head, found.first, max(found.last, trees.phrase(scene.tree, name)[1]))


def _name_after(scene: Scene, head: int) -> int | None:
    """The name of "the Russian agency Sputnik", however the parser hangs it: beside the noun or below it."""
    tree = scene.tree
    last = scenes.part(scene, head).last
    if tree[head].tag not in ("NN", "NNS") or last >= len(tree) or tree[last].tag not in ("NNP", "NNPS"):
        return None
    beside = [at for at in tree.children[tree[head].head] if tree[at].dep == tree[head].dep] if tree[head].head != head else []
    named = [at for at in (*trees.kids(tree, head, "appos"), *beside) if trees.phrase(tree, at)[0] == last]
    return named[0] if named else None


def speaks(scene: Scene, head: int, lexicon: Lexicon) -> bool:
    """Whether a head can be one who says a thing: a party, a source, a paper, a name."""
    token = scene.tree[head]
    if _makers(scene, head):
        return True
    if token.lemma.lower() in _noise(lexicon) or scenes.is_nobody(scene, head):
        return False
    return (
        scenes.is_party(scene, head)
        or token.lemma.lower() in _roles(lexicon)
        or token.lemma.lower() in STATEMENTS
        or _rescues(scene, scenes.part(scene, head), head)
        or token.tag in ("NNP", "NNPS")
    )


def role_of(scene: Scene, found: Part, lexicon: Lexicon) -> Role:
    """What a speaker is to the matter, by the noun that it is named with."""
    roles = _roles(lexicon)
    outlet = _outlet(scene, found, lexicon)
    if outlet is not None:
        return outlet
    for head in (found.head, *_described(scene, found)):
        for core in scenes.cores(scene, head):
            role = roles.get(scene.tree[core].lemma.lower())
            if role is not None:
                return _refined(scene, found, core, lexicon)
    if scene.tree[found.head].lemma.lower() in SPOKESMEN:
        return _spoken_for(scene, found, roles)
    return "witness" if _rescues(scene, found, found.head) else _by_name(scene, found, lexicon)


def _outlet(scene: Scene, found: Part, lexicon: Lexicon) -> Role | None:
    """The role of an outlet known by its name: all of the words, or the name that they end with ("state agency IRNA")."""
    outlets = _outlets(lexicon)
    named = _plain(scenes.mention(scene, found).text)
    first = found.last
    while first > found.first and scene.tree[first - 1].tag in ("NNP", "NNPS", "HYPH"):
        first -= 1
    ending = _plain(wording.mention(scene.tree, first, found.last).text) if found.first < first < found.last else ""
    return outlets.get(named) or outlets.get(_without_sort(named)) or (outlets.get(ending) if ending != "post" else None)


def _by_name(scene: Scene, found: Part, lexicon: Lexicon) -> Role:
    """The role of a speaker that only a name tells of: persons and international bodies speak as officials, sides as parties."""
    bodies = [name for name in scene.names if found.first <= name.first < found.last and name.sort == "body"]
    if bodies:
        return next((role for word, role in _called(lexicon).items() if word in bodies[-1].called), "official")
    if any(name.sort in ("group", "military") for name in scene.names if found.first <= name.first < found.last):
        return "party"
    if scene.tree[found.head].name == "PERSON":
        told = [scene.tree[clause].lemma for clause in trees.kids(scene.tree, found.head, "relcl", "acl")]
        return "witness" if WAS_THERE & set(told) else "official"
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
        *trees.kids(tree, found.head, "appos"),
        *trees.kids(tree, found.head, "compound", "nmod", "amod"),
        *trees.prepositional(tree, found.head, "for", "of", "from", "with", "in"),
    ]
    return heads + ([tree[found.head].head] if tree[found.head].dep == "appos" else [])


def _refined(scene: Scene, found: Part, noun: int, lexicon: Lexicon) -> Role:
    """The role of a noun in its phrase: "an official of the militia" is the militia's, "a rights group" watches."""
    lemma = scene.tree[noun].lemma.lower()
    roles = _roles(lexicon)
    role = roles[lemma]
    first, last = trees.phrase(scene.tree, noun)
    others = [scene.tree[at] for at in {*range(found.first, found.last), *range(first, last)} if at != noun]
    beside = {word for token in others for word in (token.lemma.lower(), token.text.lower().removesuffix("s"))}
    inside = {roles.get(word) for word in beside}
    if lemma == "agency":
        return (
            "agency" if not _is_of_state(scene, found, noun, beside) else "witness" if _rescues(scene, found, noun) else "official"
        )
    if lemma in ("leader", "chief", "elder", "head") and beside & OF_COMMUNITY:
        return "witness"
    if lemma in MINISTRIES and beside & DEFENCE:
        return "party"
    if role == "party" and any(name.sort == "body" and name.first <= noun < name.last for name in scene.names):
        return _by_name(scene, found, lexicon)
    if lemma in CIVIC and any(roles.get(word) == "witness" for word in beside - {"local"}):
        return "monitor"
    sides = any(name.sort == "group" for name in scene.names if found.first <= name.first < found.last)
    if role == "official" and ("party" in inside or sides) and lemma not in OFFICES:
        return "party"
    if role in ("party", "witness") and _rescues(scene, found, noun):
        return "witness"
    if beside & WATCHING or (role in ("witness", "party") and ("monitor" in inside or _watches(scene, found))):
        return "monitor"
    return role


def _rescues(scene: Scene, found: Part, noun: int) -> bool:
    words = f" {scenes.mention(scene, found).text} {wording.noun_mention(scene.tree, noun).text} ".lower()
    return any(f" {word} " in words for word in RESCUING)


def _watches(scene: Scene, found: Part) -> bool:
    """ "OVD-Info, a group that monitors protests"."""
    nouns = [found.head, *trees.kids(scene.tree, found.head, "appos")]
    return any(scene.tree[clause].lemma in WATCHES for noun in nouns for clause in trees.kids(scene.tree, noun, "relcl"))


def _is_of_state(scene: Scene, found: Part, noun: int, beside: set[str]) -> bool:
    """Whether an agency is a public body and not one of the press: by what it is for, if that is told."""
    plain = [at for at in range(found.first, found.last) if at != noun and scene.tree[at].tag in ("NN", "NNS", "JJ")]
    told = any(not scene.labels[at] & {"demonym", "name", "actor", "place"} for at in plain)
    return bool(beside & OF_STATE) or (told and not beside & PRESS)


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
def _called(lexicon: Lexicon) -> dict[str, Role]:
    return {word: row["role"] for row in lexicon.rows("speech", "called") for word in row.words("words")}


@lru_cache(maxsize=4)
def _outlets(lexicon: Lexicon) -> dict[str, Role]:
    return {_plain(name): row["role"] for row in lexicon.rows("outlets", "outlet") for name in (row["name"], *row.words("aliases"))}


@lru_cache(maxsize=4)
def _noise(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(word for row in lexicon.rows("speech", "noise") for word in row.words("words"))
