"""Pronouns and definite descriptions -> the earlier words that they stand for, within one report, or left open.

In: the Scenes of a report in order. Out: an answer for a head token of a sentence, a Mention or None. For parties: the
speaker of the clause that the word stands in, then the nearest fitting name before, subjects first. For places: the
nearest fitting place before; "a border town", named only afterwards, takes the first town named in the next two sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from vedette.lexicon import Lexicon
from vedette.lexicon.grammar import listed
from vedette.model import Mention, Name
from vedette.reading import scene as scenes
from vedette.reading import tree as trees
from vedette.reading.frames import Frame
from vedette.reading.scene import Scene

ROADS = listed("roads")
LOOK_BACK = 4
FAR_BACK = 40
LOOK_AHEAD = 2
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
INDEFINITE = frozenset({"a", "an", "another"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A named party that a later word may stand for."""

    sentence: int
    head: int
    mention: Mention
    sort: str
    lemma: str
    plural: bool
    subject: bool
    called: frozenset[str]


@dataclass(frozen=True, slots=True)
class Discourse:
    """All of a report that a pronoun may look back on."""

    scenes: tuple[Scene, ...]
    frames: tuple[tuple[Frame, ...], ...]
    candidates: tuple[tuple[Candidate, ...], ...]
    lexicon: Lexicon


def set_discourse(scenes_in_order: Sequence[Scene], frames: Sequence[tuple[Frame, ...]], lexicon: Lexicon) -> Discourse:
    """The discourse of one report."""
    found = tuple(tuple(_candidates(scene, lexicon)) if scene.sentence.parsed else () for scene in scenes_in_order)
    return Discourse(tuple(scenes_in_order), tuple(frames), found, lexicon)


def _lately(discourse: Discourse, at: int, reach: int) -> list[Candidate]:
    """Candidates of a sentence and the `reach` before it, in text order."""
    return [candidate for sentence in discourse.candidates[max(0, at - reach) : at + 1] for candidate in sentence]


def party_antecedent(discourse: Discourse, at: int, head: int) -> Mention | None:
    """What the word at token `head` of sentence `at` stands for as a party; None where it names one itself or nothing fits."""
    scene = discourse.scenes[at]
    token = scene.tree[head]
    pronoun = _pronouns(discourse.lexicon).get(token.text.lower())
    if pronoun == "speaker":
        return next((frame.speakers[0].mention for frame in discourse.frames[at] if head in frame.covers and frame.speakers), None)
    if pronoun is not None:
        return _speaker_of_clause(discourse, at, head, pronoun) or _by_pronoun(discourse, at, head, pronoun)
    if not _bare_definite(scene, head):
        return None
    sorts = _descriptions(discourse.lexicon).get(token.lemma.lower())
    return _by_description(discourse, at, head, sorts) if sorts else None


def place_antecedent(discourse: Discourse, at: int, head: int) -> Mention | None:
    """What "the town", "there" or "a border town" at token `head` of sentence `at` stands for; None where nothing fits."""
    scene = discourse.scenes[at]
    token = scene.tree[head]
    if token.text.lower() in ("there", "it", "here"):
        return _nearest_place(discourse, at, head, ("town", "area", "province", "feature"), token.lemma.lower())
    sorts = _place_nouns(discourse.lexicon).get(token.lemma.lower())
    if not sorts or token.tag == "NNS" or _own_name(scene, head):  # "the villages around it" are none that was named
        return None
    determiner = _determiner(scene, head)
    if determiner in DEFINITE:
        return _nearest_place(discourse, at, head, sorts, token.lemma.lower()) or _next_place(discourse, at, sorts)
    return _next_place(discourse, at, sorts) if determiner in INDEFINITE and not _told_apart(discourse, at, sorts) else None


def _own_name(scene: Scene, head: int) -> bool:
    """ "the South Hospital": a noun that ends a name of its own stands for no other place."""
    before = [scene.tree[child].text for child in scenes.modifiers(scene, head)]
    return scene.tree[head].text[:1].isupper() and any(word[:1].isupper() for word in before)


def _candidates(scene: Scene, lexicon: Lexicon) -> Iterator[Candidate]:
    """Parties named in a sentence: a noun phrase with a name in it, or an indefinite one ("An Iraqi Shia militia")."""
    seen: set[int] = set()
    for token in scene.sentence.tokens:
        head = token.index
        if token.tag[:2] != "NN" or token.dep == "compound" or not scenes.is_party(scene, head):
            continue
        found = scenes.part(scene, head)
        names = [
            name
            for name in scene.names
            if found.first <= name.first and name.last <= found.last and name.label in ("actor", "demonym", "person")
        ]
        people = token.dep in ("nsubj", "nsubjpass")
        if found.first in seen or not (names or people or scene.labels[head] & {"name", "place"}) or scene.labels[head] & {"date"}:
            continue
        if token.dep != "poss":  # "Sudan's army" is no less told of than Sudan
            seen.add(found.first)
        yield Candidate(
            sentence=scene.sentence.index,
            head=head,
            mention=replace(scenes.mention(scene, found), antecedent=scenes.described(scene, head)),
            sort=_sort(scene, head, names, lexicon),
            lemma=token.lemma.lower(),
            plural=token.tag in ("NNS", "NNPS"),
            subject=token.dep in ("nsubj", "nsubjpass"),
            called=frozenset(word for name in names for word in name.called),
        )


def _sort(scene: Scene, head: int, names: Sequence[Name], lexicon: Lexicon) -> str:
    lemma = scene.tree[head].lemma.lower()
    if scene.tree[head].tag == "NN" and lemma in _persons(lexicon):
        return "person"
    own = [name.sort for name in names if name.sort]
    if own and own[-1] != "state":
        return own[-1]
    if lemma in ("army", "military", "navy", "troop", "soldier", "command", "airforce"):
        return "military"
    if lemma in (
        "militia",
        "group",
        "rebel",
        "movement",
        "fighter",
        "faction",
        "gang",
        "militant",
        "insurgent",
        "organisation",
        "organization",
    ):
        return "group"
    if lemma == "force":
        return "military"
    if scene.tree[head].name == "PERSON":
        return "person"
    if not own and not scene.labels[head] & {"name", "place"}:
        return "people" if scene.tree[head].tag == "NNS" else "state" if lemma in ("government", "police", "junta") else "body"
    if own or "place" not in scene.labels[head]:
        return own[-1] if own else "body"
    return "state" if _is_country(scene, head) else "place"


def _is_country(scene: Scene, head: int) -> bool:
    """Whether a place that is named stands for its state: a country, or a town that does something ("Kyiv said")."""
    country = any(name.sort == "country" for name in scene.names if name.label == "place" and name.first <= head < name.last)
    return country or scene.tree[head].dep in ("nsubj", "nsubjpass")


def _speaker_of_clause(discourse: Discourse, at: int, head: int, pronoun: str) -> Mention | None:
    """ "The group said it would attack": it is who speaks, unless the pronoun is for a person and a body speaks."""
    for frame in discourse.frames[at]:
        if head in frame.covers and frame.said > -1 and frame.said < head and frame.speakers:
            mention = frame.speakers[0].mention
            if mention.text.lower() not in _pronouns(discourse.lexicon):
                person = pronoun == "person"
                named_person = any(
                    name.label == "person" and mention.start <= name.mention.start < mention.end
                    for name in discourse.scenes[at].names
                )
                return mention if person == named_person or not person else None
    return None


def _by_pronoun(discourse: Discourse, at: int, head: int, pronoun: str) -> Mention | None:
    fitting = [candidate for candidate in _lately(discourse, at, 2) if _fits(candidate, pronoun)]
    return _best(discourse, at, head, fitting, reach=2)


def _fits(candidate: Candidate, pronoun: str) -> bool:
    if pronoun == "person":
        return candidate.sort == "person"
    if pronoun == "body":
        return not candidate.plural and candidate.sort not in ("person", "place")
    return candidate.plural or (candidate.subject and candidate.sort in ("group", "military", "body"))


def _by_description(discourse: Discourse, at: int, head: int, sorts: frozenset[str]) -> Mention | None:
    lemma = discourse.scenes[at].tree[head].lemma.lower()
    lately = _lately(discourse, at, FAR_BACK)
    called = [one for one in lately if {lemma, f"{lemma}s"} & one.called and one.sort in sorts]
    same_noun = [candidate for candidate in lately if candidate.lemma == lemma and candidate.sort in sorts]
    of_sort = [candidate for candidate in lately if candidate.sort in sorts]
    speaker = _speaker_of_clause(discourse, at, head, "body")
    if speaker is not None and any(
        candidate.mention.start <= speaker.end and candidate.mention.end >= speaker.start for candidate in of_sort
    ):
        return speaker
    tail = [candidate for candidate in lately if candidate.sort in sorts and candidate.mention.text.lower().split()[-1] == lemma]
    return (
        _best(discourse, at, head, tail, reach=FAR_BACK)
        or _best(discourse, at, head, called, reach=2 * LOOK_BACK)
        or _best(discourse, at, head, same_noun, reach=LOOK_BACK)
        or _best(discourse, at, head, () if _capital(discourse, at, head) else of_sort, reach=LOOK_BACK)
    )


def _capital(discourse: Discourse, at: int, head: int) -> bool:
    """ "the Observatory": a noun that is written as a name stands for nobody that is not called so."""
    return discourse.scenes[at].tree[head].text[:1].isupper()


def _best(discourse: Discourse, at: int, head: int, fitting: Sequence[Candidate], *, reach: int) -> Mention | None:
    """The nearest candidate before: an earlier subject of this sentence, then of the sentences before, subjects first."""
    here = discourse.scenes[at].tree[head]
    before = [candidate for candidate in fitting if at - reach <= candidate.sentence <= at and candidate.mention.end <= here.start]
    before = [candidate for candidate in before if candidate.sentence < at or candidate.subject]
    if not before:
        return None
    return max(
        before,
        key=lambda candidate: (candidate.sentence, candidate.subject, -candidate.head if candidate.subject else candidate.head),
    ).mention


def _bare_definite(scene: Scene, head: int) -> bool:
    """Whether a noun stands with "the" and without a name of its own: "the group", not "the Houthi group"."""
    if _determiner(scene, head) not in DEFINITE:
        return False
    if any("place" in scene.labels[noun] for noun in trees.prepositional(scene.tree, head, "in", "of", "at")):
        return False  # "the government in X" says which
    first, last = trees.phrase(scene.tree, head)
    return not any(scene.labels[at] & {"actor", "demonym", "place", "name", "person"} for at in range(first, last))


def _determiner(scene: Scene, head: int) -> str:
    for child in trees.kids(scene.tree, head, "det", "poss"):
        return scene.tree[child].text.lower()
    return ""


def _nearest_place(discourse: Discourse, at: int, head: int, sorts: Sequence[str], lemma: str) -> Mention | None:
    """The nearest place of a fitting sort before: one called by the same noun, else by none, else by another ("the city of X")."""
    start = discourse.scenes[at].tree[head].start
    uncalled: Mention | None = None
    otherwise: Mention | None = None
    by_name = lemma in _sites(discourse.lexicon)
    for other in range(at, max(-1, at - (FAR_BACK if by_name else 2 * LOOK_BACK)), -1):
        for name in reversed(_places(discourse.scenes[other], sorts)):
            if name.mention.end > start or _only_modifies(discourse.scenes[other], name) or _far_end(discourse.scenes[other], name):
                continue
            called = _called(discourse.scenes[other], name) & set(_place_nouns(discourse.lexicon))
            if lemma in called:
                return name.mention
            if called:
                otherwise = otherwise or name.mention
            else:
                uncalled = uncalled or name.mention
    return None if by_name else uncalled or otherwise


def _next_place(discourse: Discourse, at: int, sorts: Sequence[str]) -> Mention | None:
    """The only place of a fitting sort that the next sentences call by a noun of the same sort ("the town of X")."""
    for other in range(at + 1, min(len(discourse.scenes), at + 1 + LOOK_AHEAD)):
        scene = discourse.scenes[other]
        named = [name for name in _places(scene, sorts) if not _only_modifies(scene, name)]
        called = [
            name for name in named if _called(scene, name) & set(_place_nouns(discourse.lexicon)) and not _past_scene(scene, name)
        ]
        if called:
            return called[-1].mention
    return None


def _past_scene(scene: Scene, name: Name) -> bool:
    """Whether a place stands in a clause of time before the main one: "a day after taking the city of X, …"."""
    return any(
        scene.tree[above].dep == "pcomp" and scene.tree[scene.tree[above].head].text.lower() == "after"
        for above in trees.ancestors(scene.tree, name.last - 1)
    )


def _told_apart(discourse: Discourse, at: int, sorts: Sequence[str]) -> bool:
    """Whether the sentence itself names the place that an indefinite noun speaks of."""
    return any(not _only_modifies(discourse.scenes[at], name) for name in _places(discourse.scenes[at], sorts))


def _places(scene: Scene, sorts: Sequence[str]) -> list[Name]:
    return [name for name in scene.names if name.label == "place" and not name.demonym and (name.sort in sorts or not name.sort)]


def _only_modifies(scene: Scene, name: Name) -> bool:
    """ "the Aleppo offensive", "Raqqa governor": the name is no place to return to on its own."""
    token = scene.tree[name.last - 1]
    return (
        token.dep in ("compound", "amod", "nmod") and scene.tree[token.head].lemma.lower() not in scene.words.classes["territory"]
    )


def _far_end(scene: Scene, name: Name) -> bool:
    """ "the highway to Mazatlan": where a road leads is not where the report is."""
    above = scene.tree[scene.tree[name.last - 1].head]
    behind = scene.tree[name.last - 1].dep == "pobj" and above.text.lower() in ("to", "from", "for", "towards", "toward")
    over = [above.head, *trees.kids(scene.tree, above.head, "dobj")]
    return behind and any(scene.tree[token].lemma.lower() in ROADS and token < name.first for token in over)


def _called(scene: Scene, name: Name) -> set[str]:
    """Nouns that a place is called by in its sentence: "the town of X", "X town", "X, a town"."""
    head = name.last - 1
    token = scene.tree[head]
    appositions = [core for child in trees.kids(scene.tree, head, "appos") for core in scenes.cores(scene, child)]
    nouns = {scene.tree[child].lemma.lower() for child in appositions}
    if name.last - name.first > 1:
        nouns.add(token.lemma.lower())  # "Baath Dam" is called a dam
    above = token.head
    if token.dep == "pobj" and scene.tree[above].text.lower() == "of":
        nouns.add(scene.tree[scene.tree[above].head].lemma.lower())
    if token.dep in ("compound", "appos", "nmod"):
        nouns.add(scene.tree[above].lemma.lower())
    return nouns


@lru_cache(maxsize=4)
def _descriptions(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in lexicon.rows("coreference", "description"):
        for word in row.words("words"):
            found[word] = found.get(word, frozenset()) | frozenset(row.words("sort"))
    return found


@lru_cache(maxsize=4)
def _pronouns(lexicon: Lexicon) -> dict[str, str]:
    return {word: row["id"] for row in lexicon.rows("coreference", "pronoun") for word in row.words("words")}


@lru_cache(maxsize=4)
def _persons(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(word for row in lexicon.rows("coreference", "person") for word in row.words("words"))


@lru_cache(maxsize=4)
def _sites(lexicon: Lexicon) -> frozenset[str]:
    """Nouns that stand only for a place that was called so."""
    return frozenset(word for row in lexicon.rows("coreference", "place") if row.get("called") for word in row.words("words"))


@lru_cache(maxsize=4)
def _place_nouns(lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in lexicon.rows("coreference", "place"):
        for word in row.words("words"):
            found[word] = (*found.get(word, ()), *row.words("sort"))
    return found
