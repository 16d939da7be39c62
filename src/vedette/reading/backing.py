"""Statements of who backs, fights, commands or belongs to whom -> TieClaims.

"Russian-backed forces", "supported by Iran", "fights alongside the army", "the armed wing of X", "split from Y".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from vedette.lexicon import Lexicon, Row
from vedette.model import TieClaim, TieKind
from vedette.reading import claims, stance
from vedette.reading import scene as scenes
from vedette.reading import tree as trees
from vedette.reading.coreference import Discourse
from vedette.reading.holding import holder_before
from vedette.reading.scene import Part, Scene


@dataclass(frozen=True, slots=True)
class Tied:
    """Two parties of a sentence, how they are tied, and the token that says so."""

    source: Part
    target: Part
    kind: TieKind
    token: int


@dataclass(frozen=True, slots=True)
class Frame:
    """A verb with what it takes: which noun must be its object, and where the other party stands."""

    kind: TieKind
    verbs: frozenset[str]
    object: frozenset[str]
    other: tuple[str, ...]
    reverse: bool


@dataclass(frozen=True, slots=True)
class Table:
    """The words of backing.toml."""

    verbs: dict[str, TieKind]
    beside: dict[str, TieKind]
    fighting: frozenset[str]
    nouns: dict[str, TieKind]
    frames: tuple[Frame, ...]
    reverse: frozenset[str]
    loyal: dict[str, TieKind]


def read_ties(discourse: Discourse, report: str, lexicon: Lexicon) -> tuple[TieClaim, ...]:
    """Every statement of a report that ties two parties, in text order."""
    table = _table(lexicon)
    found: dict[tuple[int, int, str], TieClaim] = {}
    for at, here in enumerate(discourse.scenes):
        if not here.sentence.parsed:
            continue
        for tied in _all(here, table):
            claim = _claim(discourse, at, tied, report)
            if claim.source.named != claim.target.named:
                found.setdefault((claim.source.start, claim.target.start, claim.kind), claim)
    return tuple(found.values())


def _all(here: Scene, table: Table) -> Iterator[Tied]:
    for find in (_before_noun, _by_verb, _by_frame, _beside, _by_noun, _by_loyalty):
        yield from find(here, table)


def _by_frame(here: Scene, table: Table) -> Iterator[Tied]:
    """ "belongs to the Taliban", "cut its ties with", "gave the rebels money", "answers to"."""
    for token in here.sentence.tokens:
        if not trees.verblike(here.tree, token.index):
            continue
        for frame in table.frames:
            if token.lemma in frame.verbs and (not frame.object or _has_object(here, token.index, frame)):
                yield from _framed(here, token.index, frame)


def _has_object(here: Scene, verb: int, frame: Frame) -> bool:
    return any(here.tree[head].lemma in frame.object for head in trees.objects(here.tree, verb))


def _framed(here: Scene, verb: int, frame: Frame) -> Iterator[Tied]:
    subjects = [part for head in trees.subjects(here.tree, verb) for part in _parties(here, head) if _side(here, part)]
    for other in (
        part for name in frame.other for head in _other(here, verb, name) for part in _parties(here, head) if _side(here, part)
    ):
        for subject in subjects:
            pair = (other, subject) if frame.reverse else (subject, other)
            yield Tied(*pair, frame.kind, verb)


def _other(here: Scene, verb: int, name: str) -> list[int]:
    if name == "obj":
        return trees.objects(here.tree, verb)
    if name == "dative":
        return trees.kids(here.tree, verb, "dative")
    below = [verb, *trees.objects(here.tree, verb)]
    return [head for token in below for head in trees.prepositional(here.tree, token, name)]


def _by_loyalty(here: Scene, table: Table) -> Iterator[Tied]:
    """ "militias loyal to Tehran", "are allied to Russia"."""
    for token in here.sentence.tokens:
        kind = table.loyal.get(token.text.lower())
        if kind is None or token.dep not in ("amod", "acl", "acomp", "relcl", "ROOT", "advcl"):
            continue
        bearers = (
            trees.subjects(here.tree, token.head)
            if token.dep == "acomp"
            else trees.objects(here.tree, token.index)
            if token.dep == "ROOT"
            else [token.head]
        )
        yield from _pairs(here, bearers, trees.prepositional(here.tree, token.index, "to", "with"), kind, token.index)


def _before_noun(here: Scene, table: Table) -> Iterator[Tied]:
    """ "Russian-backed forces", "the US-led coalition"."""
    for token in here.sentence.tokens:
        kind = table.verbs.get(token.lemma)
        if (
            kind is None
            or kind == "fights"
            or token.dep not in ("amod", "compound", "nmod")
            or token.tag not in ("VBN", "VBD", "JJ")
        ):
            continue
        source = holder_before(here, token.index)
        target = _tied_party(here, token.head)
        if source is not None and target is not None and here.labels[source.head] & {"actor", "demonym", "place", "name"}:
            yield Tied(source, target, kind, token.index)


def _by_verb(here: Scene, table: Table) -> Iterator[Tied]:
    """ "supported by Iran", "Iran backs the group", "backed by Russian air power"."""
    for token in here.sentence.tokens:
        kind = table.verbs.get(token.lemma)
        if kind is None or token.dep in ("amod", "compound") or not trees.verblike(here.tree, token.index):
            continue
        sources = [part for head in trees.subjects(here.tree, token.index) for part in _parties(here, head) if _side(here, part)]
        targets = [part for head in trees.objects(here.tree, token.index) for part in _parties(here, head) if _side(here, part)]
        yield from (Tied(source, target, kind, token.index) for source in sources for target in targets)


def _side(here: Scene, part: Part) -> bool:
    """Whether a party is a side of a conflict: named, a pronoun for one, or a word for those who bear arms or govern."""
    named = any(here.labels[at] & {"actor", "demonym", "place", "name"} for at in range(part.first, part.last))
    pronoun = here.tree[part.head].text.lower() in scenes.PRONOUNS
    return named or pronoun or scenes.is_a(here, part.head, ("fighter", "group", "=government", "=junta", "=president"))


def _beside(here: Scene, table: Table) -> Iterator[Tied]:
    """ "fights alongside the Iraqi army against IS"; prepositions may hang on one another."""
    for token in here.sentence.tokens:
        if token.lemma not in table.fighting or not trees.verblike(here.tree, token.index):
            continue
        fighters = [part for head in trees.subjects(here.tree, token.index) for part in _parties(here, head)]
        for word, kind in table.beside.items():
            for head in _after(here, token.index, word):
                yield from (Tied(fighter, other, kind, token.index) for fighter in fighters for other in _parties(here, head))


def _after(here: Scene, verb: int, word: str) -> list[int]:
    """Objects of a preposition anywhere below a verb in its own clause."""
    found = []
    for token in trees.subtree(here.tree, verb):
        if (
            here.tree[token].text.lower() == word
            and here.tree[token].dep in ("prep", "advmod", "prt")
            and _same_clause(here, token, verb)
        ):
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


def _by_noun(here: Scene, table: Table) -> Iterator[Tied]:
    """ "X, an ally of Y", "Y's backer X", "X, the armed wing of Y", "X split from Y"."""
    for token in here.sentence.tokens:
        kind = table.nouns.get(token.lemma)
        if kind is not None and token.dep in ("appos", "attr"):
            owners = [*trees.prepositional(here.tree, token.index, "of"), *trees.kids(here.tree, token.index, "poss")]
            bearers = [token.head] if token.dep == "appos" else trees.subjects(here.tree, token.head)
            pair = (owners, bearers) if token.lemma in table.reverse else (bearers, owners)
            yield from _pairs(here, *pair, kind, token.index)


def _pairs(here: Scene, sources: list[int], targets: list[int], kind: TieKind, token: int) -> Iterator[Tied]:
    for source in (part for head in sources for part in _parties(here, head)):
        yield from (Tied(source, target, kind, token) for head in targets for target in _parties(here, head))


def _parties(here: Scene, head: int) -> list[Part]:
    """The party that a head names, or whose means it is ("Russian air power")."""
    if scenes.is_party(here, head):
        return [scenes.part(here, head)]
    return scenes.party_before(here, head)[:1]


def _tied_party(here: Scene, head: int) -> Part | None:
    return scenes.part(here, head) if scenes.is_party(here, head) else None


def _claim(discourse: Discourse, at: int, tied: Tied, report: str) -> TieClaim:
    here = discourse.scenes[at]
    source, target = claims.party(discourse, at, tied.source), claims.party(discourse, at, tied.target)
    found = stance.find_stance(here, tied.token, discourse.lexicon)
    return TieClaim(
        id=claims.identity(report, tied.kind, source.start, target.start),
        report=report,
        kind=tied.kind,
        stance=found.value,
        source=source,
        target=target,
        sentence=claims.sentence_mention(here),
        speakers=claims.speakers_over(discourse, at, tied.token),
        notes=(f"{here.tree[tied.token].text!r} ties {source.text!r} to {target.text!r}", found.reason),
    )


@lru_cache(maxsize=4)
def _table(lexicon: Lexicon) -> Table:
    return Table(
        _kinds(lexicon, "verb"),
        _kinds(lexicon, "beside"),
        frozenset(word for row in lexicon.rows("backing", "fighting") for word in row.words("words")),
        _kinds(lexicon, "noun"),
        tuple(_frame(row) for row in lexicon.rows("backing", "frame")),
        frozenset(word for row in lexicon.rows("backing", "noun") if row.get("reverse") for word in row.words("words")),
        _kinds(lexicon, "loyal"),
    )


def _frame(row: Row) -> Frame:
    return Frame(
        row["kind"], frozenset(row.words("verbs")), frozenset(row.words("object")), row.words("other"), bool(row.get("reverse"))
    )


def _kinds(lexicon: Lexicon, table: str) -> dict[str, TieKind]:
    return {word: row["kind"] for row in lexicon.rows("backing", table) for word in row.words("words")}
