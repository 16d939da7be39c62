"""Plain statements of who holds a place -> HoldingClaims: "the IS-held town", "controls", "in the hands of", "stronghold".

What captures and withdrawals change is not read here: it follows from the events (situation/control.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

from vedette.lexicon import Lexicon, Row
from vedette.model import Change, HoldingClaim, Mention
from vedette.reading import claims, placing, portions, predicates, stance, timing, wording
from vedette.reading import scene as scenes
from vedette.reading import tree as trees
from vedette.reading.coreference import Discourse
from vedette.reading.scene import Part, Scene

BESIDE = ("around", "near", "outside", "between", "beyond", "beside")  # "the villages around X" are not X


@dataclass(frozen=True, slots=True)
class Held:
    """A place head and its holder in one sentence, and the token that says so."""

    place: int
    holder: Part
    token: int
    change: Change = "holds"


@dataclass(frozen=True, slots=True)
class State:
    """A preposition with a noun of control: what it says became of the place, and whether the subject is the holder."""

    prepositions: frozenset[str]
    nouns: frozenset[str]
    change: Change
    active: bool


@dataclass(frozen=True, slots=True)
class Table:
    """The words of holding.toml."""

    verbs: frozenset[str]
    present: frozenset[str]
    keep: tuple[tuple[frozenset[str], frozenset[str]], ...]
    nouns: frozenset[str]
    seats: frozenset[str]
    masters: frozenset[str]
    states: tuple[State, ...]
    shares: frozenset[str]
    over: frozenset[str]


def read_holdings(discourse: Discourse, report: str, lexicon: Lexicon) -> tuple[HoldingClaim, ...]:
    """Every statement of a report that a party holds a place, in text order."""
    found: dict[tuple[int, int], HoldingClaim] = {}
    for at, here in enumerate(discourse.scenes):
        if not here.sentence.parsed:
            continue
        for find in (_by_verb, _before_noun, _by_noun, _by_seat, _by_master, _by_keeping, _by_state, _by_being_back):
            for held in find(here, _table(lexicon)):
                claim = None if _over(here, held.token, _table(lexicon)) else _claim(discourse, at, held, report)
                if claim is not None:
                    found.setdefault((claim.place.start, claim.holder.start), claim)
    return tuple(found.values())


def _by_verb(here: Scene, table: Table) -> Iterator[Held]:
    """ "IS controls the town", "a town still held by IS"."""
    for token in here.sentence.tokens:
        if token.lemma not in table.verbs or not trees.verblike(here.tree, token.index) or token.dep == "amod":
            continue
        if token.lemma in table.present and not _so_now(here, token.index):
            continue
        heads = trees.objects(here.tree, token.index)
        places = [head for head in heads if _placed(here, head, table) or scenes.is_it_of_place(here, head)]
        holders = [holder for head in trees.subjects(here.tree, token.index) for holder in _holders(here, head)]
        yield from (Held(place, holder, token.index) for place in places for holder in holders)


def _so_now(here: Scene, verb: int) -> bool:
    """Whether a verb tells of what is so: a present, or a participle with "by" that is no plain past ("is occupied by")."""
    helpers = {here.tree[child].text.lower() for child in trees.kids(here.tree, verb, "aux", "auxpass")}
    participle = trees.passive(here.tree, verb) and not helpers & {"was", "were"}
    return participle or bool(helpers & {"is", "are"}) or here.tree[verb].tag in ("VBZ", "VBP")


def _before_noun(here: Scene, table: Table) -> Iterator[Held]:
    """ "the IS-held town", "rebel-controlled areas"."""
    for token in here.sentence.tokens:
        if token.dep in ("amod", "compound") and token.lemma in table.verbs and token.tag == "VBN":
            holder = holder_before(here, token.index)
            if holder is not None and _placed(here, token.head, table):
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
        if token.lemma.lower() not in table.nouns:
            continue
        owners = [scenes.part(here, head) for head in trees.kids(here.tree, token.index, "poss")] or scenes.party_before(
            here, token.index
        )
        owners = owners or _owners_behind(here, token.index)
        owners = [owner for owner in owners if scenes.is_party(here, owner.head) or here.labels[owner.head] & {"actor", "demonym"}]
        for place in _bearers(here, token.index, table):
            yield from (Held(place, owner, token.index) for owner in owners)


def _owners_behind(here: Scene, noun: int) -> list[Part]:
    """ "a stronghold of the FARC": who stands behind "of", where that is no place."""
    of = [head for head in trees.prepositional(here.tree, noun, "of", "for") if "place" not in here.labels[head]]
    return [scenes.part(here, head) for head in of]


def _by_seat(here: Scene, table: Table) -> Iterator[Held]:
    """ "X is now an Arakan Army town", "Islamic State's capital, X": a town that is a group's or an army's."""
    for token in here.sentence.tokens:
        if token.lemma.lower() in table.seats and token.dep in ("attr", "appos"):
            poss = [scenes.part(here, head) for head in trees.kids(here.tree, token.index, "poss")]
            owners = [owner for owner in poss or scenes.party_before(here, token.index) if _under_arms(here, owner)]
            for place in _bearers(here, token.index, table):
                yield from (Held(place, owner, token.index) for owner in owners)


def _under_arms(here: Scene, owner: Part) -> bool:
    """Whether a party is an armed group or an army, no state or people."""
    return any(
        name.first <= owner.head < name.last and name.label == "actor" and name.sort in ("group", "military") for name in here.names
    ) or scenes.is_a(here, owner.head, ("=rebel", "=insurgent", "=militia", "=separatist", "=guerrilla", "=jihadist"))


def _by_master(here: Scene, table: Table) -> Iterator[Held]:
    """ "the rebels are masters of X", "the Houthis, rulers of X"."""
    for token in here.sentence.tokens:
        if token.lemma.lower() not in table.masters or token.dep not in ("attr", "appos"):
            continue
        places = [head for head in trees.prepositional(here.tree, token.index, "of", "in") if _placed(here, head, table)]
        heads = trees.subjects(here.tree, token.head) if token.dep == "attr" else [token.head]
        yield from (Held(place, holder, token.index) for head in heads for holder in _holders(here, head) for place in places)


def _by_keeping(here: Scene, table: Table) -> Iterator[Held]:
    """ "the junta retains control of X", "keeps a grip on X"."""
    for token in here.sentence.tokens:
        for verbs, objects in table.keep:
            if token.lemma not in verbs or not trees.verblike(here.tree, token.index):
                continue
            nouns = [head for head in trees.objects(here.tree, token.index) if here.tree[head].lemma in objects]
            owned = [head for noun in (*nouns, token.index) for head in trees.prepositional(here.tree, noun, "of", "over", "on")]
            places = [head for head in dict.fromkeys(owned) if nouns and _placed(here, head, table)]
            holders = [holder for head in trees.subjects(here.tree, token.index) for holder in _holders(here, head)]
            yield from (Held(place, holder, token.index) for place in places for holder in holders)


def _bearers(here: Scene, noun: int, table: Table) -> list[int]:
    """What a noun of holding is said of: "of X", apposition, or the subject of "is", also through "one of"."""
    of = [head for head in trees.prepositional(here.tree, noun, "of", "in") if "place" in here.labels[head]]
    appositions = [head for head in trees.kids(here.tree, noun, "appos") if _placed(here, head, table)]
    token = here.tree[noun]
    if token.dep == "pobj" and here.tree[here.tree[token.head].head].lemma in ("one", "last", "some", "part"):
        token = here.tree[here.tree[token.head].head]
    if token.dep == "appos" and _placed(here, token.head, table):
        appositions.append(token.head)
    if token.dep in ("attr", "oprd") and (not of or here.tree[noun].lemma in table.seats):
        return [head for head in trees.subjects(here.tree, token.head) if _placed(here, head, table)]
    return appositions or of


def _by_state(here: Scene, table: Table) -> Iterator[Held]:
    """ "in the hands of the army", "under IS control", "the army is in control of X"."""
    for token in here.sentence.tokens:
        if token.dep != "pobj":
            continue
        preposition = here.tree[token.head]
        for state in table.states:
            if preposition.text.lower() in state.prepositions and token.lemma in state.nouns:
                yield from _stated(here, token.index, state, table)


def _by_being_back(here: Scene, table: Table) -> Iterator[Held]:
    """ "X is back with the government"."""
    for token in here.sentence.tokens:
        if token.text.lower() != "with" or token.dep != "prep" or here.tree[token.index - 1].text.lower() != "back":
            continue
        clause = _clause_of(here, token.head)
        if here.tree[clause].lemma == "be":
            holders = [holder for head in trees.kids(here.tree, token.index, "pobj") for holder in _holders(here, head)]
            places = [head for head in trees.subjects(here.tree, clause) if _placed(here, head, table)]
            yield from (Held(place, holder, clause) for place in places for holder in holders)


def _stated(here: Scene, noun: int, state: State, table: Table) -> Iterator[Held]:
    owned = trees.prepositional(here.tree, noun, "of", "over", *(("in", "at") if state.active else ()))
    clause = _clause_of(here, here.tree[here.tree[noun].head].head)
    if state.active and owned:
        holders = [holder for head in trees.subjects(here.tree, clause) for holder in _holders(here, head)]
        yield from (Held(place, holder, noun) for place in owned if _placed(here, place, table) for holder in holders)
        return
    holders = [
        holder for head in (*owned, *trees.kids(here.tree, noun, "poss")) for holder in _holders(here, head)
    ] or scenes.party_before(here, noun)
    about = [head for head in _said_of(here, clause, table) if _placed(here, head, table)]
    yield from (Held(place, holder, noun, state.change) for place in about for holder in holders[:1])


def _clause_of(here: Scene, over: int) -> int:
    """The verb, noun or "with" that a state is said with, through "back" and "firmly"."""
    while here.tree[over].dep in ("advmod", "prep", "acomp", "oprd") and not trees.nounlike(here.tree, over):
        if here.tree[over].text.lower() == "with" or here.tree[over].head == over or trees.kids(here.tree, over, "nsubj"):
            break
        over = here.tree[over].head
    return over


def _said_of(here: Scene, clause: int, table: Table) -> list[int]:
    """What is in somebody's hands: the subject, the object of "left", the noun itself, or what stands behind "with"."""
    if here.tree[clause].text.lower() == "with":
        return trees.kids(here.tree, clause, "pobj")
    if not trees.verblike(here.tree, clause) and trees.kids(here.tree, clause, "nsubj"):
        return trees.kids(here.tree, clause, "nsubj")
    if not trees.verblike(here.tree, clause):
        return [clause] if _placed(here, clause, table) else trees.subjects(here.tree, here.tree[clause].head)
    if here.tree[clause].lemma in ("leave", "bring", "put", "place", "keep"):
        return trees.objects(here.tree, clause)
    said = trees.objects(here.tree, clause) if trees.passive(here.tree, clause) else trees.subjects(here.tree, clause)
    return [*_opening_name(here, clause, said), *said][:1] if len(said) == 1 else said


def _opening_name(here: Scene, clause: int, said: list[int]) -> list[int]:
    """ "X, their last stronghold, is in rebel hands": the name before the subject, where the parser hung it on the verb."""
    names = [child for child in trees.kids(here.tree, clause, "npadvmod", "nsubj") if "place" in here.labels[child]]
    return [at for at in names if at < said[0] and "place" not in here.labels[said[0]] and here.tree[at + 1].text == ","]


def _holders(here: Scene, head: int) -> list[Part]:
    return [scenes.part(here, head)] if scenes.is_party(here, head) and not here.labels[head] & {"date"} else []


def _placed(here: Scene, head: int, table: Table) -> bool:
    """Whether a head is a place, or a share of one ("half of its neighbourhoods", "the banks of the lake in X")."""
    if trees.prepositional(here.tree, head, *BESIDE) and "place" not in here.labels[head]:
        return False
    inside = trees.prepositional(here.tree, head, "of")
    if scenes.is_place(here, head) or any("place" in here.labels[inner] for inner in inside):
        return True
    deeper = [inner for around in (head, *inside) for inner in trees.prepositional(here.tree, around, "in", "of")]
    return here.tree[head].lemma in table.shares and any("place" in here.labels[inner] for inner in deeper)


def _over(here: Scene, index: int, table: Table) -> bool:
    beside = {here.tree[child].text.lower() for child in here.tree.children[index]} | {
        here.tree[index - 1].text.lower() if index else ""
    }
    helpers = {here.tree[child].text.lower() for child in trees.kids(here.tree, index, "aux")}
    used = here.tree[index].dep == "xcomp" and here.tree[here.tree[index].head].text == "used"
    return bool(beside & table.over) or "had" in helpers or used


def _claim(discourse: Discourse, at: int, held: Held, report: str) -> HoldingClaim | None:
    here = discourse.scenes[at]
    one = _which_one(here, held.place)
    place = placing.as_place(discourse, at, one)
    if place is None or place.start <= here.tree[held.holder.head].start < place.end:
        return None
    holder = claims.party(discourse, at, held.holder)
    granted = _taken_for_granted(here, held.token, _table(discourse.lexicon))
    found = (stance.find_own_stance if granted else stance.find_stance)(here, held.token, discourse.lexicon)
    return HoldingClaim(
        id=claims.identity(report, "holds", place.start, holder.start),
        report=report,
        change="lost" if _no_longer(here, held.token) else held.change,
        stance="asserted" if _no_longer(here, held.token) else found.value,
        place=place,
        holder=holder,
        sentence=claims.sentence_mention(here),
        speakers=claims.speakers_over(discourse, at, held.token),
        when=timing.when_of(discourse, at, predicates.bare(held.token, "holding")).own,
        held=wording.noun_mention(here.tree, one) if portions.is_portion(here, one, place) else None,
        notes=(_why(place, holder, here.tree[held.token].text), found.reason),
    )


def _which_one(here: Scene, head: int) -> int:
    """ "X, one of the last towns still held by Y": the town that is meant is X."""
    token, above = here.tree[head], here.tree[here.tree[head].head]
    if token.dep != "pobj" or above.text != "of" or here.tree[above.head].lemma != "one" or "place" in here.labels[head]:
        return head
    one = here.tree[above.head]
    named = [one.head] if one.dep == "appos" else trees.subjects(here.tree, one.head) if one.dep == "attr" else []
    return next((at for at in named if "place" in here.labels[at]), head)


def _taken_for_granted(here: Scene, token: int, table: Table) -> bool:
    """ "plans to retake the rebel-held town": it is held for certain, whatever is planned."""
    dep = here.tree[token].dep
    noun = here.tree[token].lemma.lower() in table.nouns | table.seats
    return dep in ("amod", "compound", "nmod", "appos") or (noun and dep in ("dobj", "pobj", "nsubj", "nsubjpass"))


def _no_longer(here: Scene, token: int) -> bool:
    """ "no longer controls": the holder has lost it."""
    return any(here.tree[child].text.lower() == "longer" for child in trees.kids(here.tree, token, "advmod"))


def _why(place: Mention, holder: Mention, word: str) -> str:
    return f"{word!r} says that {holder.text!r} holds {place.text!r}"


@lru_cache(maxsize=4)
def _table(lexicon: Lexicon) -> Table:
    return Table(
        verbs=_set(lexicon, "verb"),
        present=frozenset(word for row in lexicon.rows("holding", "verb") if row.get("present") for word in row.words("words")),
        keep=tuple((frozenset(row.words("verbs")), frozenset(row.words("objects"))) for row in lexicon.rows("holding", "keep")),
        nouns=_set(lexicon, "noun"),
        seats=_set(lexicon, "seat"),
        masters=_set(lexicon, "master"),
        states=tuple(_state(row) for row in lexicon.rows("holding", "state")),
        shares=_set(lexicon, "share"),
        over=_set(lexicon, "over"),
    )


def _state(row: Row) -> State:
    change = row.get("change", "holds")
    if change not in get_args(Change):
        raise row.wrong(f"{change!r} is no change of holder")
    return State(frozenset(row.words("preposition")), frozenset(row.words("words")), change, bool(row.get("active")))


def _set(lexicon: Lexicon, table: str) -> frozenset[str]:
    return frozenset(word for row in lexicon.rows("holding", table) for word in row.words("words"))
