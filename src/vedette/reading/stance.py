"""Whether what a word tells of happened: asserted, denied, planned, possible or hypothetical.

In: a Scene and the token of an event. Out: a Match of Stance with the words that decide. The walk goes from the word to
the top of its sentence; each word over or beside it may change the stance, and the strongest change wins:
hypothetical, denied, planned, possible, asserted. It stops where the sentence takes the event for granted (granted.py).
"""

from __future__ import annotations

from collections.abc import Iterator

from vedette.lexicon import Lexicon
from vedette.lexicon.grammar import listed
from vedette.model import Match, Stance
from vedette.reading import granted, wording
from vedette.reading import tree as trees
from vedette.reading.hedges import NEVER, NONE, governor, hedges, saying, stance_of, undone
from vedette.reading.scene import Scene
from vedette.reading.stance_over import infinitive, modal, of_the_plan, row_of, said_over
from vedette.reading.tree import Tree

STRENGTH: dict[str, int] = {"asserted": 0, "possible": 1, "planned": 2, "denied": 3, "hypothetical": 4}
CONFIRMING = listed("confirming")
PROOF = listed("proof")
NOBODY = listed("nobody")
FALSE = listed("false")
NOT_SAYING = listed("not-saying")
CARRIES_THROUGH = listed("carries-through")
STATES = listed("states")
RANKING = listed("ranking")
NOTICED = listed("noticed")
VOICING = listed("voicing")
AHEAD = listed("ahead")
SUPPOSING = frozenset({"provided", "providing", "assuming"})
INVERTED = frozenset({"had", "were", "should"})
WITHHELD = frozenset({"only", "just", "merely", "simply"})


def find_stance(scene: Scene, index: int, lexicon: Lexicon) -> Match[Stance]:
    """The stance of the event at a token, with the words that it rests on."""
    decided: tuple[Stance, str] = ("asserted", "nothing beside it says otherwise")
    for stance, why in _evidence(scene, index, lexicon):
        if STRENGTH[stance] > STRENGTH[decided[0]]:
            decided = (stance, why)
    return Match(decided[0], 1.0 if decided[0] == "asserted" else 0.9, f"{decided[0]}: {decided[1]}")


def find_own_stance(scene: Scene, index: int, lexicon: Lexicon) -> Match[Stance]:
    """The stance that only the words beside a token give it: what is taken for granted ("the rebel-held town") is under no plan."""
    noun = not trees.verblike(scene.tree, index)
    told = sorted(_beside(scene.tree, index, lexicon, noun=noun), key=lambda one: -STRENGTH[one[0]])
    stance, why = told[0] if told else ("asserted", "it is taken for granted")
    return Match(stance, 1.0 if stance == "asserted" else 0.9, f"{stance}: {why}")


def _evidence(scene: Scene, index: int, lexicon: Lexicon) -> Iterator[tuple[Stance, str]]:
    """Each stance that a word on the way up gives, with its reason."""
    tree, at = scene.tree, index
    noun = not trees.verblike(tree, index)
    yield from _beside(tree, at, lexicon, noun=noun)
    if noun and granted.known_noun(tree, at, lexicon):
        return
    while tree[at].head != at and not granted.stands_alone(tree, at, lexicon):
        above = tree[at].head
        if trees.verblike(tree, above) and tree[above].lemma in CONFIRMING:
            yield from _unconfirmed(tree, above, lexicon)
            return
        if tree[above].lemma in PROOF and not trees.verblike(tree, above) and _unproven(tree, above):
            yield "possible", f"{tree[above].text!r} is not there"
            return
        if granted.goes_on(tree, at, above) or granted.sensed(tree, at, above):
            return
        left = yield from said_over(tree, at, above, lexicon)
        if left:
            return
        yield from _purpose(tree, at, lexicon)
        yield from of_the_plan(tree, at, above, lexicon)
        if tree[at].dep == "conj" and not _shares(tree, at):
            yield from _rather_than(tree, at)
            return
        if not (noun and at == index and tree[at].dep == "nsubj") or granted.occurs(
            tree, at, above, denied=undone(tree, above, lexicon)
        ):
            yield from _beside(tree, above, lexicon, noun=not trees.verblike(tree, above), carried=True)
        if at == index and granted.presupposed(tree, at, lexicon):
            break
        at = above
    else:
        if tree[at].dep == "relcl":
            yield from _supposed(tree, at, lexicon)
        if scene.sentence.text.rstrip("\"'”’ ").endswith("?") and tree[at].head == at:
            yield "hypothetical", "the sentence is a question"


def _unconfirmed(tree: Tree, verb: int, lexicon: Lexicon) -> Iterator[tuple[Stance, str]]:
    """ "could not verify the claim that", "neither confirmed nor denied": what is not confirmed stays possible."""
    around = {tree[child].text.lower() for child in tree.children[verb]} | {tree[tree[verb].head].lemma.lower()}
    above = stance_of(governor(tree, tree[verb].head, lexicon), lexicon)
    if undone(tree, verb, lexicon) or around & NOT_SAYING or above == "denied":
        yield "possible", f"{tree[verb].text!r} is not done"


def _unproven(tree: Tree, noun: int) -> bool:
    """ "there is no evidence that", "did not find any sign of"."""
    above = tree[tree[noun].head].index
    return any(tree[child].text.lower() in NONE for child in trees.kids(tree, noun, "det")) or bool(trees.kids(tree, above, "neg"))


def _supposed(tree: Tree, clause: int, lexicon: Lexicon) -> Iterator[tuple[Stance, str]]:
    """ "a scenario in which troops capture", "a plan under which troops leave": a relative clause in the present."""
    key = governor(tree, tree[clause].head, lexicon)
    stance = stance_of(key, lexicon)
    within = any(tree[child].tag == "WDT" for prep in trees.kids(tree, clause, "prep") for child in tree.children[prep])
    if within and stance in ("planned", "hypothetical") and tree[clause].tag in ("VBP", "VBZ"):
        yield stance, f"it is part of a {tree[tree[clause].head].text!r}"


def _beside(tree: Tree, at: int, lexicon: Lexicon, *, noun: bool, carried: bool = False) -> Iterator[tuple[Stance, str]]:
    """What the words that hang on a token say: modals, negation, adverbs, marks, adjectives of an event noun."""
    if not noun:
        yield from _mood(tree, at, lexicon)
    speech = carried and tree[at].lemma in saying(lexicon)
    for child in tree.children[at]:
        token = tree[child]
        word = token.text.lower()
        if token.dep in ("aux", "auxpass") and not speech:
            yield from _auxiliary(tree, at, child, lexicon)
        elif token.dep == "neg" and carried and tree[at].lemma in CONFIRMING:
            yield "possible", f"{token.text!r} stands beside {tree[at].text!r}"
        elif _only_delays(tree, at, child):
            continue
        elif token.dep in ("advmod", "neg") and (token.dep == "neg" or child < at + 3):
            yield from row_of(lexicon, "adverb", word, f"{token.text!r} stands beside it")
        elif token.dep == "mark" or (token.dep == "prep" and word == "without"):
            yield from row_of(lexicon, "mark", word, f"it hangs on {token.text!r}")
        elif noun and token.dep in ("amod", "det", "neg") and not carried:
            yield from row_of(lexicon, "adjective", word, f"{token.text!r} stands before it")
        elif token.dep in ("nsubj", "nsubjpass", "dobj") and not carried and _nobody(tree, at, child):
            yield "denied", f"{wording.noun_mention(tree, child).text!r} says that there was none"
        elif token.dep in ("acomp", "attr", "oprd") and carried and tree[child].lemma in FALSE:
            yield "denied", f"it is said to be {token.text!r}"
        elif token.dep in ("nsubj", "nsubjpass") and speech and _hearsay(tree, child, lexicon):
            yield "possible", f"{wording.noun_mention(tree, child).text!r} say so"
        elif token.dep == "prep" and word == "according" and _according(tree, child, lexicon):
            yield "possible", "it goes by what is not confirmed"
        elif token.dep in ("advcl", "prep") and not noun and _conditional(tree, child) and modal(tree, at):
            yield "hypothetical", f"it depends on {wording.mention(tree, min(trees.subtree(tree, child)), child + 1).text!r}"


def _mood(tree: Tree, at: int, lexicon: Lexicon) -> Iterator[tuple[Stance, str]]:
    """What the form of the verb itself says: a command, a condition by its order, a day ahead, "before" and "until"."""
    if tree[at].dep != "ROOT" and _inverted(tree, at):
        yield "hypothetical", "the verb stands before its subject"
    if _commanded(tree, at, lexicon):
        yield "planned", f"{tree[at].text!r} is a command"
    if tree[at].dep == "ROOT" and _headlined(tree, at):
        yield "planned", f"'to {tree[at].text}' lies ahead"
    helpers = {tree[child].text.lower() for child in trees.kids(tree, at, "aux", "auxpass")}
    if tree[at].tag in ("VBP", "VBZ") or (tree[at].tag == "VBG" and helpers & {"is", "are", "'s", "’s", "'re", "’re"}):
        yield from _ahead(tree, at)


def _headlined(tree: Tree, verb: int) -> bool:
    """ "Ethiopia to withdraw troops": a headline's future."""
    before = [child - 1 for child in trees.kids(tree, verb, "aux") if tree[child].text.lower() == "to"]
    alone = not any(tree[other].tag[:2] == "VB" for other in range(verb))
    return alone and any(noun in trees.kids(tree, verb, "nsubj") for noun in before)


def _ahead(tree: Tree, at: int) -> Iterator[tuple[Stance, str]]:
    """ "The envoy arrives tomorrow", "until the troops withdraw": a present that lies ahead."""
    for child in trees.kids(tree, at, "npadvmod", "advmod"):
        if {tree[part].text.lower() for part in (child, *trees.kids(tree, child, "amod"))} & AHEAD:
            yield "planned", f"{wording.noun_mention(tree, child).text!r} lies ahead"
    for child in trees.kids(tree, at, "mark", "advmod"):
        if tree[child].text.lower() in granted.TURNING and tree[at].dep == "advcl":
            yield "planned", f"{tree[child].text!r} awaits it"


def _auxiliary(tree: Tree, verb: int, helper: int, lexicon: Lexicon) -> Iterator[tuple[Stance, str]]:
    word, text = tree[helper].text.lower(), tree[helper].text
    perfect = any(tree[child].lemma == "have" for child in trees.kids(tree, verb, "aux"))
    before = any(tree[child].text.lower() == "before" for child in trees.kids(tree, verb, "mark", "advmod"))
    if before and word in ("could", "can") and tree[verb].dep == "advcl":
        yield "denied", f"'before' and {text!r} say that it did not come to it"
    elif perfect and word in ("would", "'d", "’d"):
        yield "hypothetical", f"'{text} have' stands before it"
    else:
        yield from row_of(lexicon, "modal", word, f"{text!r} stands before it")


def _commanded(tree: Tree, verb: int, lexicon: Lexicon) -> bool:
    """Whether a verb is an imperative: a bare form without subject and helper, at the top or quoted."""
    token = tree[verb]
    if token.tag != "VB" or trees.kids(tree, verb, "nsubj", "nsubjpass", "aux", "auxpass", "mark", "expl"):
        return False
    quoted = token.dep in ("ccomp", "advcl") and verb < token.head and tree[token.head].lemma in saying(lexicon)
    return quoted or token.dep in ("ROOT", "parataxis")


def _only_delays(tree: Tree, at: int, negation: int) -> bool:
    """ "did not leave until Friday", "not only shelled": the negation does not deny."""
    if tree[negation].text.lower() not in NEVER:
        return False
    after = tree[negation + 1].text.lower() if negation + 1 < len(tree) else ""
    return (
        after in WITHHELD
        or not modal(tree, at)
        and any(
            tree[child].text.lower() == "until"
            or any(tree[mark].text.lower() == "until" for mark in trees.kids(tree, child, "mark"))
            for child in trees.kids(tree, at, "prep", "advcl")
        )
    )


def _nobody(tree: Tree, verb: int, part: int) -> bool:
    """ "nobody was killed", "fired no shot"; but "had no information" denies the information only."""
    if tree[part].text.lower() not in NOBODY and not any(
        tree[child].text.lower() in NONE for child in trees.kids(tree, part, "det", "neg", "preconj")
    ):
        return False
    return not (tree[part].dep == "dobj" and tree[verb].lemma in STATES)


def _hearsay(tree: Tree, subject: int, lexicon: Lexicon) -> bool:
    """ "reports said", "unconfirmed reports": nobody answers for it."""
    hedged = any(
        hedges(lexicon, "adjective").get(tree[child].text.lower()) == "possible" for child in trees.kids(tree, subject, "amod")
    )
    return hedged or tree[subject].lemma in ("rumour", "rumor")


def _according(tree: Tree, word: int, lexicon: Lexicon) -> bool:
    return any(_hearsay(tree, source, lexicon) for to in trees.kids(tree, word, "prep") for source in trees.kids(tree, to, "pobj"))


def _conditional(tree: Tree, clause: int) -> bool:
    return (
        _inverted(tree, clause)
        or tree[clause].text.lower() in SUPPOSING
        or any(tree[child].text.lower() in ("if", "unless") for child in trees.kids(tree, clause, "mark"))
    )


def _inverted(tree: Tree, clause: int) -> bool:
    """ "Had Russia invaded, …", "Were Venezuela to invade, …": a condition without "if"."""
    if tree[len(tree) - 1].text == "?":
        return False
    if tree[clause].text == "Were":
        return any(clause < child for child in trees.kids(tree, clause, "nsubj", "attr"))
    subjects = trees.kids(tree, clause, "nsubj", "nsubjpass")
    helpers = [child for child in trees.kids(tree, clause, "aux", "auxpass") if tree[child].text.lower() in INVERTED]
    opening = any(tree[helper].text.istitle() for helper in helpers)
    return bool(subjects and helpers) and helpers[0] < subjects[0] and (opening or tree[clause].dep == "advcl")


def _purpose(tree: Tree, at: int, lexicon: Lexicon) -> Iterator[tuple[Stance, str]]:
    """ "an offensive to recapture": an infinitive of purpose has not happened, unless what governs it carries it through."""
    if tree[at].dep not in ("advcl", "acl", "xcomp", "relcl") or not infinitive(tree, at):
        return
    above = tree[tree[at].head]
    if any(tree[child].lemma == "have" for child in trees.kids(tree, at, "aux")):
        return  # "claimed to have captured": a perfect infinitive looks back
    around = {tree[child].text.lower() for child in trees.kids(tree, above.index, "advmod")}
    if "yet" in around:
        yield "denied", f"'{above.text} yet to' says that it has not"
    elif "too" in around:
        yield "denied", f"'too {above.text} to' says that it has not"
    elif above.lemma == "go" and above.tag == "VBG" and tree[at].dep == "xcomp":
        yield "planned", f"'going to {tree[at].text}' lies ahead"
    elif above.lemma == "have" and above.tag != "VBD" and tree[at].dep == "xcomp":
        yield "planned", f"'{above.text} to {tree[at].text}' lies ahead"
    elif not _came_about(tree, at, lexicon):
        yield "planned", f"'to {tree[at].text}' says what {above.text!r} is for"


def _came_about(tree: Tree, at: int, lexicon: Lexicon) -> bool:
    """Whether an infinitive tells what came: "the first to enter", "gathered to protest", "only to be killed"."""
    above = tree[tree[at].head]
    if tree[at].lemma in NOTICED | VOICING or any(tree[child].text.lower() == "only" for child in trees.kids(tree, at, "advmod")):
        return True
    if {tree[child].text.lower() for child in trees.kids(tree, above.index, "amod", "nummod", "det")} & RANKING:
        return True
    if above.lemma in RANKING or (
        above.lemma == "take" and any(tree[child].text.lower() == "it" for child in tree.children[above.index])
    ):
        return True
    known = hedges(lexicon, "governor").get(above.lemma.lower())
    if tree[at].dep == "advcl" and known == "neutral" and above.lemma not in CARRIES_THROUGH:
        known = None
    return known is not None or (tree[at].dep == "xcomp" and above.tag[:2] in ("JJ", "NN"))


def _rather_than(tree: Tree, at: int) -> Iterator[tuple[Stance, str]]:
    """ "withdrew rather than attack": the second of two that are weighed did not happen."""
    for child in trees.kids(tree, tree[at].head, "cc"):
        if child < at and tree[child].text.lower() == "than":
            yield "denied", "it stands behind 'rather than'"


def _shares(tree: Tree, at: int) -> bool:
    """Whether a coordinated verb shares the modals and negation of the first: it has none, and no subject, of its own."""
    if not trees.verblike(tree, at):
        return True
    if any(tree[child].text.lower() == "than" and child < at for child in trees.kids(tree, tree[at].head, "cc")):
        return False
    return not trees.kids(tree, at, "nsubj", "nsubjpass", "aux") and tree[at].tag in ("VB", tree[tree[at].head].tag)
