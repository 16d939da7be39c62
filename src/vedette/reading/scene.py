"""A sentence ready to be read: its tree, and for each token what the look-up of names says it is.

In: a Sentence and the Names found in it. Out: a Scene, and tests of whether a token is of a class of words, a place,
a party. Classes of words are data (`classes.toml`, `actors/agents.toml`); the parser's own labels count as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from vedette.lexicon import Lexicon
from vedette.lexicon.grammar import listed
from vedette.model import Mention, Name, Sentence
from vedette.reading import tree as trees
from vedette.reading import wording
from vedette.reading.tree import Tree
from vedette.resolving.place_tokens import PLACE_LABELS

PARSER_NAMES = frozenset({"PERSON", "ORG", "NORP", "GPE"})
YEAR = re.compile(r"(19|20)\d\d")
UNLABELLED: frozenset[str] = frozenset()
PRONOUNS = listed("pronouns")
QUANTITIES = listed("quantities")
RULING = frozenset({"government", "junta", "regime", "administration"})
PLACED = listed("locative")
MILITARY_THINGS = ("=airport", "=airbase", "=airfield", "=operation", "=campaign", "=equipment", "=aid")
PUBLIC = frozenset(
    {"GOV", "LEG", "JUD", "MIL", "COP", "SPY", "PRM", "REB", "PTY", "OPP", "REL"}
)  # who acts as a body, not in private


@dataclass(frozen=True, slots=True)
class Part:
    """A participant: the head token and the span [first, last) of its words."""

    head: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Words:
    """The classes of words that conditions name, and the words for parties."""

    classes: dict[str, frozenset[str]]
    agents: frozenset[str]


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence's tree, the labels of its tokens, and the names that start in it."""

    tree: Tree
    labels: tuple[frozenset[str], ...]
    names: tuple[Name, ...]
    words: Words

    @property
    def sentence(self) -> Sentence:
        """The sentence that this is the scene of."""
        return self.tree.sentence


def set_scene(sentence: Sentence, names: Iterable[Name], lexicon: Lexicon) -> Scene:
    """The scene of one sentence, from the names found in it."""
    own = tuple(name for name in names if name.sentence == sentence.index)
    labels: dict[int, set[str]] = {}
    for name in own:
        for at in range(name.first, name.last):
            labels.setdefault(at, set()).add(name.label)
    for token in sentence.tokens:
        if token.name in PLACE_LABELS and token.index not in labels:
            labels[token.index] = {"place"}
        capital = token.text[:1].isupper() or token.tag in ("NNP", "NNPS")
        if token.name in PARSER_NAMES and capital and not labels.get(token.index, UNLABELLED) & {"place", "date"}:
            labels.setdefault(token.index, set()).add("name")
    rows = tuple(frozenset(labels[at]) if at in labels else UNLABELLED for at in range(len(sentence.tokens)))
    return Scene(trees.grow(sentence), rows, own, words(lexicon))


@lru_cache(maxsize=4)
def words(lexicon: Lexicon) -> Words:
    """The classes of words, and the lemmas and forms that name parties without a name ("soldiers", "rebels")."""
    classes = {row["id"]: frozenset(row.words("words")) for row in lexicon.rows("classes", "class")}
    rows = lexicon.rows("actors/agents", "agent")
    agents = {word.lower() for row in rows for word in row.words("words")}
    classes["body"] |= {word.lower() for row in rows if row.get("sector") in PUBLIC for word in row.words("words")}
    return Words(classes, frozenset(agents | classes["fighter"] | classes["person"] | classes["protester"]))


def is_a(scene: Scene, index: int, wanted: Sequence[str]) -> bool:
    """Whether a token, or what a word of quantity counts, is of one of these classes ("=lemma", "@place", or a class's id)."""
    for core in cores(scene, index):
        for want in wanted:
            if _is_one(scene, core, want):
                return True
    return False


def cores(scene: Scene, index: int) -> list[int]:
    """A head, and behind a word of quantity also what it counts: "dozens of fighters" gives both."""
    if scene.tree[index].lemma.lower() in QUANTITIES:
        return [index, *trees.prepositional(scene.tree, index, "of")]
    return [index]


def is_place(scene: Scene, index: int) -> bool:
    """Whether a token is named as a place or is a word for one."""
    return is_a(scene, index, ("@place", "territory"))


def is_it_of_place(scene: Scene, index: int) -> bool:
    """ "entered X and now hold it": an "it" behind the name of a place in its own sentence."""
    return scene.tree[index].text.lower() == "it" and any(
        name.label == "place" and not name.demonym and name.last <= index and scene.tree[name.last - 1].dep != "compound"
        for name in scene.names
    )


def place_at(scene: Scene, token: int) -> Name | None:
    """The name of a place that stands at a token."""
    return next((n for n in scene.names if n.first <= token < n.last and n.label == "place" and not n.demonym), None)


def is_party(scene: Scene, index: int) -> bool:
    """Whether a head can be an actor: a name, a pronoun, a word for people, fighters or bodies."""
    token = scene.tree[index]
    if token.text.lower() in PRONOUNS:
        return True
    labels = scene.labels[index]
    if "date" in labels:
        return False
    if labels & {"actor", "person", "name"} or ("demonym" in labels and token.tag[:2] == "NN"):
        return True
    if "place" in labels:
        return bool(token.name == "GPE")
    counted = cores(scene, index)
    return any(_of_people(scene, core) for core in counted[1:] or counted)


def _of_people(scene: Scene, index: int) -> bool:
    """Whether a noun names people or a body: a word for them, or a people's name ("Tunisians")."""
    token = scene.tree[index]
    if "demonym" in scene.labels[index] or scene.labels[index] & {"actor"}:
        return True
    return token.lemma.lower() in scene.words.agents or token.text.lower() in scene.words.agents


def is_nobody(scene: Scene, index: int) -> bool:
    """ "No group has claimed it": a noun that "no" stands before."""
    return any(scene.tree[child].text.lower() in ("no", "neither") for child in trees.kids(scene.tree, index, "det", "neg"))


def part(scene: Scene, head: int) -> Part:
    """The participant of a head: its whole noun phrase."""
    joined = _joined_name(scene, head)
    if joined is not None:
        return joined
    first, last = trees.phrase(scene.tree, head)
    first = _range_start(scene, min(first, _name_start(scene, head)))
    for child in trees.kids(scene.tree, head, "prep"):
        if child == last and scene.tree[child].text.lower() in ("from", "of"):
            members = [noun for noun in trees.kids(scene.tree, child, "pobj") if scene.labels[noun] & {"actor"}]
            last = trees.phrase(scene.tree, members[0])[1] if members else last
        if child == last and scene.tree[child].text.lower() == "in" and scene.tree[head].lemma in RULING:
            seats = [noun for noun in trees.kids(scene.tree, child, "pobj") if "place" in scene.labels[noun]]
            last = trees.phrase(scene.tree, seats[0])[1] if seats else last  # "the government in X" says whose
    return Part(head, first, max(last, *(name.last for name in _joined_names(scene) if name.first < last < name.last), last))


def _joined_names(scene: Scene) -> list[Name]:
    tokens = scene.sentence.tokens
    actors = (name for name in scene.names if name.label == "actor")
    return [name for name in actors if any(token.tag == "CC" for token in tokens[name.first : name.last])]


def _joined_name(scene: Scene, head: int) -> Part | None:
    """The whole of a party's name with an "and" in it, which the parser takes for two: "the Army of Conquest and Faith"."""
    tokens = scene.sentence.tokens
    for name in _joined_names(scene):
        if name.first <= head < name.last:
            root = next((at for at in range(name.first, name.last) if not name.first <= tokens[at].head < name.last), name.first)
            first = min(trees.phrase(scene.tree, root)[0], name.first)
            return Part(root, first, max(name.last, head + 1))
    return None


def _name_start(scene: Scene, head: int) -> int:
    """Where the name that a head ends begins: the parser takes the IS of "IS militants" for a verb."""
    starts = [name.first for name in scene.names if name.label == "actor" and name.first < head < name.last]
    return min((at for at in starts if all(token.tag != "IN" for token in scene.sentence.tokens[at:head])), default=head)


def _range_start(scene: Scene, first: int) -> int:
    """Where "between 800 and 1,000 people" begins, which the parser may hang on the verb, number by number; years are no range."""
    tokens, at = scene.sentence.tokens, first - 1
    while at > 0 and (tokens[at].tag == "CD" or tokens[at].text.lower() == "and"):
        at -= 1
    numbers = [token.text for token in tokens[at + 1 : first + 1] if token.tag == "CD"]
    told = at >= 0 and tokens[at].text.lower() == "between" and tokens[at + 1].tag == "CD"
    return at if told and len(numbers) == 2 and not all(YEAR.fullmatch(number) for number in numbers) else first


def mention(scene: Scene, found: Part) -> Mention:
    """The participant's words as they stand in the report."""
    return wording.mention(scene.tree, found.first, found.last)


def described(scene: Scene, head: int) -> Mention | None:
    """ "Kataib Hezbollah, an Iraqi group fighting …": an apposition stands for the name that it describes, either way round."""
    token = scene.tree[head]
    if scene.labels[head] & {"actor"}:
        return None
    if token.dep == "appos" and is_party(scene, token.head) and not _dateline(scene, token.head):
        return mention(scene, part(scene, token.head))
    named = [other for other in trees.kids(scene.tree, head, "appos") if scene.labels[other] & {"actor"}]
    return mention(scene, part(scene, named[0])) if named else None


def _dateline(scene: Scene, place: int) -> bool:
    """Whether a place is where it happened: "in Lima, Peru, a group of nurses" describes no place."""
    above = scene.tree[scene.tree[place].head]
    return "place" in scene.labels[place] and (above.text.lower() in PLACED or above.dep in ("pobj", "conj", "appos"))


def modifiers(scene: Scene, noun: int) -> list[int]:
    """Words before a noun that modify it, in text order."""
    return [child for child in trees.kids(scene.tree, noun, "compound", "amod", "nmod", "npadvmod", "poss") if child < noun]


def party_before(scene: Scene, noun: int) -> list[Part]:
    """The party named by the words before an event noun: "Israeli army" of "Israeli army raid"."""
    inside = [token for child in modifiers(scene, noun) for token in trees.subtree(scene.tree, child) if token < noun]
    named = [at for at in sorted(inside) if scene.labels[at] & {"actor", "demonym", "name"} or _agent_word(scene, at)]
    if is_a(scene, noun, MILITARY_THINGS):  # "a military airport" is nobody's
        named = [at for at in named if scene.tree[at].text.lower() != "military" or at - 1 in named]
    if not named:
        return []
    first = last = named[-1]
    while first - 1 in named or (first - 2 in named and scene.tree[first - 1].text in ("-", "–", "’s", "'s")):
        first -= 1 if first - 1 in named else 2
    return [Part(last, first, last + 1)]


def _agent_word(scene: Scene, index: int) -> bool:
    token = scene.tree[index]
    if token.tag in ("CD", "VBN", "VBD", "VBG"):
        return False  # "a six-month extension", "a suspected depot"
    return token.lemma.lower() in scene.words.agents and token.lemma.lower() not in ("group", "side", "one", "half", "other")


def _is_one(scene: Scene, index: int, want: str) -> bool:
    token = scene.tree[index]
    if want.startswith("="):
        return want[1:] in (token.lemma.lower(), token.text.lower())
    if want == "@any":
        return True
    if want == "@number":
        return token.tag == "CD" and "date" not in scene.labels[index]
    if want == "@inf":
        return any(scene.tree[child].tag == "TO" for child in trees.kids(scene.tree, index, "aux"))
    if "date" in scene.labels[index]:
        return False  # the month of March is no march
    if want == "@name":
        return bool(scene.labels[index] & {"actor", "person", "name", "demonym"}) or token.text.lower() in PRONOUNS
    if want.startswith("@"):
        return want[1:] in scene.labels[index] or (want == "@actor" and "demonym" in scene.labels[index] and token.tag[:2] == "NN")
    return token.lemma.lower() in scene.words.classes[want] or token.text.lower() in scene.words.classes[want]
