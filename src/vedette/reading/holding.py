"""Plain statements of who holds a place -> HoldingClaims: "the IS-held town", "controls", "in the hands of", "stronghold".

What captures and withdrawals change is not read here: it follows from the events (situation/control.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from vedette.lexicon import Lexicon
from vedette.model import HoldingClaim, Mention
from vedette.reading import claims, placing, predicates, stance, timing
from vedette.reading import scene as scenes
from vedette.reading import tree as trees
from vedette.reading.coreference import Discourse
from vedette.reading.scene import Part, Scene


@dataclass(frozen=True, slots=True)
class Held:
    """A place head and its holder in one sentence, and the token that says so."""

    place: int
    holder: Part
    token: int


@dataclass(frozen=True, slots=True)
class Table:
    """The words of holding.toml."""

    verbs: frozenset[str]
    nouns: frozenset[str]
    states: tuple[tuple[frozenset[str], frozenset[str]], ...]
    over: frozenset[str]


def read_holdings(discourse: Discourse, report: str, lexicon: Lexicon) -> tuple[HoldingClaim, ...]:
    """Every statement of a report that a party holds a place, in text order."""
    found: dict[tuple[int, int], HoldingClaim] = {}
    for at, here in enumerate(discourse.scenes):
        if not here.sentence.parsed:
            continue
        for held in (
            *_by_verb(here, _table(lexicon)),
            *_before_noun(here, _table(lexicon)),
            *_by_noun(here, _table(lexicon)),
            *_by_state(here, _table(lexicon)),
        ):
            claim = _claim(discourse, at, held, report)
            if claim is not None:
                found.setdefault((claim.place.start, claim.holder.start), claim)
    return tuple(found.values())


def _by_verb(here: Scene, table: Table) -> Iterator[Held]:
    """ "IS controls the town", "a town still held by IS"."""
    for token in here.sentence.tokens:
        if (
            token.lemma not in table.verbs
            or not trees.verblike(here.tree, token.index)
            or token.dep == "amod"
            or _over(here, token.index, table)
        ):
            continue
        places = [head for head in trees.objects(here.tree, token.index) if _placed(here, head)]
        holders = [holder for head in trees.subjects(here.tree, token.index) for holder in _holders(here, head)]
        yield from (Held(place, holder, token.index) for place in places for holder in holders)


def _before_noun(here: Scene, table: Table) -> Iterator[Held]:
    """ "the IS-held town", "rebel-controlled areas"."""
    for token in here.sentence.tokens:
        if (
            token.dep not in ("amod", "compound")
            or token.lemma not in table.verbs
            or token.tag != "VBN"
            or _over(here, token.index, table)
        ):
            continue
        holder = holder_before(here, token.index)
        if holder is not None and _placed(here, token.head):
            yield Held(token.head, holder, token.index)


def holder_before(here: Scene, participle: int) -> Part | None:
    """The party joined by a hyphen to a participle: "IS" of "IS-held"."""
    inside = [token for child in here.tree.children[participle] for token in trees.subtree(here.tree, child) if token < participle]
    if not inside and participle >= 2 and here.tree[participle - 1].text in ("-", "–"):
        inside = [participle - 2]
    named = [at for at in sorted(inside) if here.tree[at].text not in ("-", "–") and here.tree[at].tag[:2] in ("NN", "JJ")]
    return Part(named[-1], named[0], named[-1] + 1) if named else None


def _by_noun(here: Scene, table: Table) -> Iterator[Held]:
    """ "the IS stronghold of X", "X, the group's last bastion", "X is one of the jihadists' redoubts"."""
    for token in here.sentence.tokens:
        if token.lemma.lower() not in table.nouns or _over(here, token.index, table):
            continue
        owners = [scenes.part(here, head) for head in trees.kids(here.tree, token.index, "poss")] or scenes.party_before(
            here, token.index
        )
        owners = [owner for owner in owners if scenes.is_party(here, owner.head) or here.labels[owner.head] & {"actor", "demonym"}]
        for place in _bearers(here, token.index):
            yield from (Held(place, owner, token.index) for owner in owners)


def _bearers(here: Scene, noun: int) -> list[int]:
    """What a noun of holding is said of: "of X", apposition, or the subject of "is", also through "one of"."""
    of = [head for head in trees.prepositional(here.tree, noun, "of", "in") if "place" in here.labels[head]]
    appositions = [head for head in trees.kids(here.tree, noun, "appos") if _placed(here, head)]
    token = here.tree[noun]
    if token.dep == "pobj" and here.tree[here.tree[token.head].head].lemma in ("one", "last", "some", "part"):
        token = here.tree[here.tree[token.head].head]
    if token.dep == "appos" and _placed(here, token.head):
        appositions.append(token.head)
    if token.dep in ("attr", "oprd") and not of:
        return [head for head in trees.subjects(here.tree, token.head) if _placed(here, head)]
    return of or appositions


def _by_state(here: Scene, table: Table) -> Iterator[Held]:
    """ "in the hands of the army", "under IS control", "the army is in control of X"."""
    for token in here.sentence.tokens:
        if token.dep != "pobj":
            continue
        preposition = here.tree[token.head]
        for words, nouns in table.states:
            if preposition.text.lower() in words and token.lemma in nouns:
                yield from _stated(
                    here, token.index, preposition.head, active=token.lemma not in ("hand",) and preposition.text.lower() == "in"
                )


def _stated(here: Scene, noun: int, over: int, *, active: bool) -> Iterator[Held]:
    owned = trees.prepositional(here.tree, noun, "of", "over")
    clause = over if trees.verblike(here.tree, over) else here.tree[over].head
    about = (
        trees.objects(here.tree, clause)
        if here.tree[clause].lemma in ("leave", "bring", "put", "place", "keep")
        else trees.subjects(here.tree, clause)
    )
    about = [over] if _placed(here, over) else about
    if active and owned:
        holders = [holder for head in trees.subjects(here.tree, clause) for holder in _holders(here, head)]
        yield from (Held(place, holder, noun) for place in owned if _placed(here, place) for holder in holders)
        return
    holders = [
        holder for head in (*owned, *trees.kids(here.tree, noun, "poss")) for holder in _holders(here, head)
    ] or scenes.party_before(here, noun)
    yield from (Held(place, holder, noun) for place in about if _placed(here, place) for holder in holders[:1])


def _holders(here: Scene, head: int) -> list[Part]:
    return [scenes.part(here, head)] if scenes.is_party(here, head) and not here.labels[head] & {"date"} else []


def _placed(here: Scene, head: int) -> bool:
    """Whether a head is a place, or a share of one ("half of its neighbourhoods", "the whole of X")."""
    return scenes.is_place(here, head) or any("place" in here.labels[inner] for inner in trees.prepositional(here.tree, head, "of"))


def _over(here: Scene, index: int, table: Table) -> bool:
    beside = {here.tree[child].text.lower() for child in here.tree.children[index]} | {
        here.tree[index - 1].text.lower() if index else ""
    }
    helpers = {here.tree[child].text.lower() for child in trees.kids(here.tree, index, "aux")}
    return bool(beside & table.over) or "had" in helpers


def _claim(discourse: Discourse, at: int, held: Held, report: str) -> HoldingClaim | None:
    here = discourse.scenes[at]
    place = placing.as_place(discourse, at, held.place)
    if place is None or place.start <= here.tree[held.holder.head].start < place.end:
        return None
    holder = claims.party(discourse, at, held.holder)
    found = stance.find_stance(here, held.token, discourse.lexicon)
    return HoldingClaim(
        id=claims.identity(report, "holds", place.start, holder.start),
        report=report,
        change="lost" if _no_longer(here, held.token) else "holds",
        stance="asserted" if _no_longer(here, held.token) else found.value,
        place=place,
        holder=holder,
        sentence=claims.sentence_mention(here),
        speakers=claims.speakers_over(discourse, at, held.token),
        when=timing.when_of(discourse, at, predicates.bare(held.token, "holding")).own,
        notes=(_why(place, holder, here.tree[held.token].text), found.reason),
    )


def _no_longer(here: Scene, token: int) -> bool:
    """ "no longer controls": the holder has lost it."""
    return any(here.tree[child].text.lower() == "longer" for child in trees.kids(here.tree, token, "advmod"))


def _why(place: Mention, holder: Mention, word: str) -> str:
    return f"{word!r} says that {holder.text!r} holds {place.text!r}"


@lru_cache(maxsize=4)
def _table(lexicon: Lexicon) -> Table:
    states = tuple((frozenset(row.words("preposition")), frozenset(row.words("words"))) for row in lexicon.rows("holding", "state"))
    return Table(_set(lexicon, "verb"), _set(lexicon, "noun"), states, _set(lexicon, "over"))


def _set(lexicon: Lexicon, table: str) -> frozenset[str]:
    return frozenset(word for row in lexicon.rows("holding", table) for word in row.words("words"))
