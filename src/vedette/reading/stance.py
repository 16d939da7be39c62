"""Whether what a word tells of happened: asserted, denied, planned, possible or hypothetical.

In: a Scene and the token of an event. Out: a Match of Stance with the words that decide. The walk goes from the word to
the top of its sentence; each word over or beside it may change the stance, and the strongest change wins:
hypothetical, denied, planned, possible, asserted. Relative and temporal clauses stand on their own feet.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, get_args

from vedette.lexicon import Lexicon
from vedette.lexicon.grammar import listed
from vedette.model import Match, Stance
from vedette.reading import tree as trees
from vedette.reading.scene import Scene
from vedette.reading.tree import Tree

Passing = Stance | Literal["neutral"]  # a governor that passes on what it governs
STRENGTH: dict[str, int] = {"asserted": 0, "possible": 1, "planned": 2, "denied": 3, "hypothetical": 4}
CONFIRMING = listed("confirming")
NOBODY = listed("nobody")
PERCEIVED = listed("perceived")
INVOLVEMENT = listed("involvement")
FALSE = listed("false")
NOT_SAYING = listed("not-saying")
GROUNDS = listed("grounds")
GOVERNED = frozenset({"xcomp", "ccomp", "acl", "pcomp", "pobj", "dobj", "nsubjpass", "csubj", "oprd", "csubjpass"})
TEMPORAL = listed("temporal")
CARRIES_THROUGH = listed("carries-through")


def find_stance(scene: Scene, index: int, lexicon: Lexicon) -> Match[Stance]:
    """The stance of the event at a token, with the words that it rests on."""
    decided: tuple[Stance, str] = ("asserted", "nothing beside it says otherwise")
    for stance, why in _evidence(scene, index, lexicon):
        if STRENGTH[stance] > STRENGTH[decided[0]]:
            decided = (stance, why)
    return Match(decided[0], 1.0 if decided[0] == "asserted" else 0.9, f"{decided[0]}: {decided[1]}")


def _evidence(scene: Scene, index: int, lexicon: Lexicon) -> Iterator[tuple[Stance, str]]:
    """Each stance that a word on the way up gives, with its reason."""
    tree, at = scene.tree, index
    noun = not trees.verblike(tree, index)
    yield from _beside(tree, at, lexicon, noun=noun)
    if _taken_for_granted(tree, at):
        return
    while tree[at].head != at and not _stands_alone(tree, at):
        above = tree[at].head
        if tree[above].lemma in CONFIRMING and trees.verblike(tree, above):
            yield from _unconfirmed(tree, above, lexicon)
            return
        yield from _purpose(tree, at, lexicon)
        yield from _governor(tree, at, above, lexicon)
        if tree[at].dep == "conj" and not _shares(tree, at):
            return
        noun_subject = noun and at == index and tree[at].dep == "nsubj"
        if not (noun_subject and not _occurs(tree, above)):
            yield from _beside(tree, above, lexicon, noun=not trees.verblike(tree, above), carried=True)
        if _presupposed(tree, index, at, lexicon):
            break
        at = above
    else:
        if scene.sentence.text.rstrip("\"'”’ ").endswith("?") and tree[at].head == at:
            yield "hypothetical", "the sentence is a question"


def _unconfirmed(tree: Tree, verb: int, lexicon: Lexicon) -> Iterator[tuple[Stance, str]]:
    """ "could not verify the claim that", "neither confirmed nor denied": what is not confirmed stays possible."""
    around = {tree[child].text.lower() for child in tree.children[verb]} | {tree[tree[verb].head].lemma.lower()}
    above = _governors(lexicon).get(tree[tree[verb].head].lemma.lower())
    if any(tree[child].dep == "neg" for child in tree.children[verb]) or around & NOT_SAYING or above == "denied":
        yield "possible", f"{tree[verb].text!r} is not done"


def _taken_for_granted(tree: Tree, noun: int) -> bool:
    """ "after the attack", "in retaliation for it", "denied involvement in it": the event itself is not in doubt."""
    token = tree[noun]
    if token.dep == "dobj" and tree[token.head].lemma in PERCEIVED:
        return True
    if token.dep != "pobj":
        return False
    above = tree[token.head]
    return above.text.lower() in GROUNDS or (
        above.text.lower() in ("in", "for", "of", "behind") and tree[above.head].lemma in INVOLVEMENT
    )


def _beside(tree: Tree, at: int, lexicon: Lexicon, *, noun: bool, carried: bool = False) -> Iterator[tuple[Stance, str]]:
    """What the words that hang on a token say: modals, negation, adverbs, marks, adjectives of an event noun."""
    if not noun and tree[at].dep != "ROOT" and _inverted(tree, at):
        yield "hypothetical", "the verb stands before its subject"
    speech = carried and tree[at].lemma in _speech_lemmas(lexicon)
    for child in tree.children[at]:
        token = tree[child]
        word = token.text.lower()
        if token.dep in ("aux", "auxpass") and not speech:
            yield from _row(lexicon, "modal", word, f"{token.text!r} stands before it")
        elif token.dep == "neg" and carried and tree[at].lemma in CONFIRMING:
            yield "possible", f"{token.text!r} stands beside {tree[at].text!r}"
        elif token.dep in ("advmod", "neg") and (token.dep == "neg" or child < at + 3):
            yield from _row(lexicon, "adverb", word, f"{token.text!r} stands beside it")
        elif token.dep == "mark" or (token.dep == "prep" and word == "without"):
            yield from _row(lexicon, "mark", word, f"it hangs on {token.text!r}")
        elif noun and token.dep in ("amod", "det", "neg") and not carried:
            yield from _row(lexicon, "adjective", word, f"{token.text!r} stands before it")
        elif token.dep in ("nsubj", "nsubjpass", "dobj") and not carried and (word in NOBODY or _determined_by_no(tree, child)):
            yield "denied", f"{trees.noun_mention(tree, child).text!r} says that there was none"
        elif token.dep in ("acomp", "attr") and carried and tree[child].lemma in FALSE:
            yield "denied", f"it is said to be {token.text!r}"
        elif token.dep in ("nsubj", "nsubjpass") and speech and _hearsay(tree, child, lexicon):
            yield "possible", f"{trees.noun_mention(tree, child).text!r} say so"
        elif token.dep == "advcl" and not noun and _conditional(tree, child) and _modal(tree, at):
            yield "hypothetical", f"it depends on {trees.mention(tree, min(trees.subtree(tree, child)), child + 1).text!r}"


def _hearsay(tree: Tree, subject: int, lexicon: Lexicon) -> bool:
    """ "reports said", "unconfirmed reports": nobody answers for it."""
    hedged = any(
        _words(lexicon, "adjective").get(tree[child].text.lower()) == "possible" for child in trees.kids(tree, subject, "amod")
    )
    return hedged or tree[subject].lemma in ("rumour", "rumor")


def _determined_by_no(tree: Tree, noun: int) -> bool:
    return any(tree[child].text.lower() in ("no", "neither") for child in trees.kids(tree, noun, "det", "neg", "preconj"))


def _conditional(tree: Tree, clause: int) -> bool:
    return _inverted(tree, clause) or any(
        tree[child].text.lower() in ("if", "unless") for child in trees.kids(tree, clause, "mark")
    )


def _inverted(tree: Tree, clause: int) -> bool:
    """ "Had Russia invaded, …", "Were Venezuela to invade, …": a condition without "if"."""
    subjects = trees.kids(tree, clause, "nsubj", "nsubjpass")
    helpers = [child for child in trees.kids(tree, clause, "aux", "auxpass") if tree[child].text in ("Had", "Were", "Should")]
    question = tree[len(tree) - 1].text == "?"
    return bool(subjects and helpers) and helpers[0] < subjects[0] and not question


def _modal(tree: Tree, verb: int) -> bool:
    return any(tree[child].tag == "MD" for child in trees.kids(tree, verb, "aux"))


def _purpose(tree: Tree, at: int, lexicon: Lexicon) -> Iterator[tuple[Stance, str]]:
    """ "an offensive to recapture": an infinitive of purpose has not happened, unless what governs it carries it through."""
    if tree[at].dep not in ("advcl", "acl", "xcomp", "relcl") or not _infinitive(tree, at):
        return
    above = tree[tree[at].head]
    if any(tree[child].lemma == "have" for child in trees.kids(tree, at, "aux")):
        return  # "claimed to have captured": a perfect infinitive looks back
    if any(tree[child].text.lower() == "yet" for child in trees.kids(tree, above.index, "advmod")):
        yield "denied", f"'{above.text} yet to' says that it has not"
        return
    if above.lemma == "go" and above.tag == "VBG" and tree[at].dep == "xcomp":
        yield "planned", f"'going to {tree[at].text}' lies ahead"
        return
    known = _governors(lexicon).get(above.lemma.lower())
    if tree[at].dep == "advcl" and known == "neutral" and above.lemma not in CARRIES_THROUGH:
        known = None
    if known is None and not (tree[at].dep == "xcomp" and above.tag[:2] in ("JJ", "NN")):
        yield "planned", f"'to {tree[at].text}' says what {above.text!r} is for"


def _infinitive(tree: Tree, at: int) -> bool:
    return any(tree[child].tag == "TO" for child in trees.kids(tree, at, "aux"))


def _governor(tree: Tree, at: int, above: int, lexicon: Lexicon) -> Iterator[tuple[Stance, str]]:
    """What the word that an event hangs on says of it, through a preposition."""
    via = None
    if tree[above].dep in ("prep", "agent", "prt", "mark") or tree[above].tag in ("IN", "TO"):
        via = tree[above]
        yield from _row(lexicon, "preposition", via.text.lower(), f"it hangs on {via.text!r}")
        above = via.head
        if tree[above].lemma in ("event", "case") and tree[tree[above].head].text.lower() == "in" and via.text.lower() == "of":
            yield "hypothetical", f"it hangs on 'in the {tree[above].lemma} of'"
    if tree[at].dep not in GOVERNED and not (tree[at].dep == "advcl" and _infinitive(tree, at)):
        return
    if via is not None and via.text.lower() not in (
        "to",
        "as",
        "as",
        "of",
        "for",
        "from",
        "about",
        "on",
        "at",
        "with",
        "against",
        "toward",
        "towards",
    ):
        return
    stance = _governors(lexicon).get(tree[above].lemma.lower())
    if stance == "denied" and tree[at].dep == "advcl" and trees.kids(tree, above, "dobj"):
        stance = "planned"  # "blocked the road to demand it": what was kept from happening stands before it
    joined = tree.children[tree[above].head] if tree[above].dep == "conj" else ()
    if stance == "denied" and {tree[child].text.lower() for child in (*tree.children[above], *joined)} & NOT_SAYING:
        yield "possible", f"{tree[above].text!r} is neither done nor left undone"
        return
    if stance is None or stance == "neutral" or not _complement(tree, at, above, stance):
        return
    if tree[above].lemma in ("suggest", "indicate", "show", "warn") and stance == "planned":
        stance = "possible"
    yield stance, f"{tree[above].text!r} governs it"
    if stance == "planned" and any(tree[child].dep == "neg" or tree[child].text.lower() == "no" for child in tree.children[above]):
        yield "denied", f"{tree[above].text!r} is negated"


def _complement(tree: Tree, at: int, above: int, stance: str) -> bool:
    """Whether a planning word plans what hangs on it; a finite clause is judged by its own modals."""
    if stance != "planned":
        return True
    if tree[at].dep == "ccomp" and not _infinitive(tree, at):
        return tree[above].lemma in ("order", "demand", "urge", "insist", "request", "hope", "recommend", "propose") or _modal(
            tree, at
        )
    if tree[at].dep == "nsubjpass":
        return tree[above].lemma in (
            "plan",
            "order",
            "expect",
            "schedule",
            "consider",
            "propose",
            "prepare",
            "threaten",
            "approve",
            "mull",
        )
    if tree[above].tag[:2] == "NN" and tree[at].dep == "acl" and not _infinitive(tree, at):
        return False
    return not (
        tree[above].lemma in ("campaign", "operation", "offensive", "battle", "fight", "push", "move", "way", "mission", "set")
        and not _infinitive(tree, at)
    )


def _stands_alone(tree: Tree, at: int) -> bool:
    """A relative or temporal clause says what happened on its own; a participle behind a comma goes with its verb."""
    dep = tree[at].dep
    if dep == "relcl" and not _infinitive(tree, at):
        return True
    if dep == "acl" and tree[at].tag == "VBN" and not trees.kids(tree, at, "mark", "nsubj", "nsubjpass"):
        return True
    marks = {tree[child].text.lower() for child in trees.kids(tree, at, "mark", "advmod")}
    if dep == "advcl" and marks & TEMPORAL:
        return not (marks & {"before", "until"})
    return dep == "pcomp" and tree[tree[at].head].text.lower() in ("after", "since", "despite", "following")


def _shares(tree: Tree, at: int) -> bool:
    """Whether a coordinated verb shares the modals and negation of the first: it has none, and no subject, of its own."""
    if not trees.verblike(tree, at):
        return True
    return not trees.kids(tree, at, "nsubj", "nsubjpass", "aux") and tree[at].tag in ("VB", tree[tree[at].head].tag)


def _occurs(tree: Tree, verb: int) -> bool:
    return not trees.kids(tree, verb, "dobj", "ccomp")


def _presupposed(tree: Tree, index: int, at: int, lexicon: Lexicon) -> bool:
    """ "condemned the attack": an event noun under a verb that is no governor is taken for granted."""
    if at != index or trees.verblike(tree, index):
        return False
    above = tree[tree[index].head]
    if above.lemma.lower() in _governors(lexicon) or above.lemma in _light(lexicon):
        return False
    return tree[index].dep in ("dobj", "nsubj") and bool(trees.kids(tree, above.index, "dobj", "ccomp"))


def _row(lexicon: Lexicon, table: str, word: str, why: str) -> Iterator[tuple[Stance, str]]:
    stance = _words(lexicon, table).get(word)
    if stance is not None and stance != "neutral":
        yield stance, why


@lru_cache(maxsize=32)
def _words(lexicon: Lexicon, table: str) -> dict[str, Passing]:
    found: dict[str, Passing] = {}
    for row in lexicon.rows("hedges", table):
        if row["stance"] not in (*get_args(Stance), "neutral"):
            raise row.wrong(f"{row['stance']!r} is no stance")
        for word in row.words("words"):
            found.setdefault(word.lower(), row["stance"])
    return found


def _governors(lexicon: Lexicon) -> dict[str, Passing]:
    return _words(lexicon, "governor")


@lru_cache(maxsize=4)
def _light(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(word for row in lexicon.rows("triggers", "light") for word in row.words("verbs"))


@lru_cache(maxsize=4)
def _speech_lemmas(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(word for row in lexicon.rows("speech", "verb") for word in row.words("words"))
