"""What a sentence takes for granted: events that stay as they are, whatever is said over them.

In: a Tree and a token. Out: yes or no. "After the attack", "did not say why the army had fled", "will respond to its
offer": the event itself is not in doubt, so the walk of stance.py goes no further up.
"""

from __future__ import annotations

from collections.abc import Iterator

from vedette.lexicon import Lexicon
from vedette.lexicon.grammar import listed
from vedette.reading import tree as trees
from vedette.reading.hedges import carrying, governor, hedges, saying
from vedette.reading.tree import Tree

PERCEIVED = listed("perceived")
INVOLVEMENT = listed("involvement")
GROUNDS = listed("grounds")
TEMPORAL = listed("temporal")
OCCUR = listed("occur")
DEFINITE = listed("definite")
ENDING = listed("ending")
ASKING = frozenset({"WP", "WRB", "WP$", "WDT"})
OBJECTS = frozenset({"dobj", "xcomp", "ccomp", "oprd"})
TURNING = frozenset({"before", "until", "till"})


def known_noun(tree: Tree, noun: int, lexicon: Lexicon) -> bool:
    """ "after the attack", "in retaliation for it", "denied involvement in it", "did not respond to its offer"."""
    token = tree[noun]
    if token.dep == "dobj" and tree[token.head].lemma in PERCEIVED:
        return True
    if token.dep == "pobj":
        above = tree[token.head]
        if {above.text.lower(), tree[above.head].text.lower()} & GROUNDS or above.text.lower() == "behind":
            return True
        if above.text.lower() in ("in", "for", "of") and tree[above.head].lemma in INVOLVEMENT:
            return True
    return _definite(tree, noun) and _outside(tree, noun, lexicon)


def presupposed(tree: Tree, noun: int, lexicon: Lexicon) -> bool:
    """ "condemned the attack": an event noun under a verb that is no governor is taken for granted."""
    above = tree[noun].head
    if trees.verblike(tree, noun) or governor(tree, above, lexicon) or tree[above].lemma in carrying(lexicon, "agent", "patient"):
        return False
    if tree[noun].dep == "nsubj" and tree[above].lemma in OCCUR:
        return False
    return tree[noun].dep in ("dobj", "nsubj") and bool(trees.kids(tree, above, "dobj", "ccomp"))


def occurs(tree: Tree, noun: int, verb: int, *, denied: bool) -> bool:
    """Whether what is said of the verb is said of its subject too: "no attack took place", "an attack could close the port"."""
    if tree[verb].lemma in OCCUR or tree[verb].lemma == "be":
        return not trees.kids(tree, verb, "acomp")
    return not denied and not _definite(tree, noun) and not trees.kids(tree, verb, "dobj", "ccomp")


def stands_alone(tree: Tree, at: int, lexicon: Lexicon) -> bool:
    """A relative, temporal or indirect question clause says what happened on its own; so does a participle before its noun."""
    return any(_reasons_to_stand(tree, at, lexicon))


def goes_on(tree: Tree, at: int, above: int) -> bool:
    """ "called on Israel to stop its attacks", "demanded an end to the siege": what is to be ended goes on."""
    while tree[above].dep == "prep" and tree[above].head != above:
        above = tree[above].head
    if tree[above].lemma not in ENDING or not (_definite(tree, at) or tree[at].tag == "VBG"):
        return False
    if not trees.verblike(tree, above):
        return True
    return any(tree[child].tag in ("TO", "MD") for child in trees.kids(tree, above, "aux")) or tree[above].tag == "VB"


def sensed(tree: Tree, at: int, above: int) -> bool:
    """ "could hear shelling", "could be heard bombing": "could" hedges nothing beside a verb of sensing."""
    able = any(tree[child].text.lower() in ("can", "could") for child in trees.kids(tree, above, "aux"))
    return able and tree[above].lemma in PERCEIVED and tree[at].dep in OBJECTS and not trees.kids(tree, above, "neg")


def _reasons_to_stand(tree: Tree, at: int, lexicon: Lexicon) -> Iterator[bool]:
    dep, infinitive = tree[at].dep, any(tree[child].text.lower() == "to" for child in trees.kids(tree, at, "aux"))
    marks = {tree[child].text.lower() for child in trees.kids(tree, at, "mark", "advmod")}
    yield dep == "relcl" and not infinitive
    yield dep == "acl" and tree[at].tag == "VBN" and not trees.kids(tree, at, "mark", "nsubj", "nsubjpass", "aux")
    yield dep == "amod" and trees.verblike(tree, at)
    yield (dep == "advcl" or dep == "ccomp" and at < tree[at].head) and bool(marks & (TEMPORAL | TURNING))
    yield dep == "ccomp" and at < tree[at].head and _full(tree, tree[at].head)
    yield dep == "pcomp" and tree[tree[at].head].text.lower() in ("after", "since", "despite", "following", *TURNING)
    yield dep in ("ccomp", "pcomp", "csubj") and not infinitive and _asks(tree, at)
    yield dep == "parataxis" and tree[at].lemma in saying(lexicon) and bool(trees.kids(tree, at, "nsubj"))


def _full(tree: Tree, verb: int) -> bool:
    """Whether a verb has what it says behind it, so that a clause before it is a sentence of its own: "…, we cannot tell who"."""
    return any(child > verb for child in trees.kids(tree, verb, "ccomp", "dobj"))


def _asks(tree: Tree, clause: int) -> bool:
    """ "would not say why …", "did not know which one had …": the question word takes its clause for granted."""
    first = min(trees.subtree(tree, clause))
    return tree[first].tag in ASKING and tree[first].text.lower() not in ("that", "whether")


def _definite(tree: Tree, noun: int) -> bool:
    return any(
        tree[child].dep == "poss" or tree[child].text.lower() in DEFINITE for child in trees.kids(tree, noun, "det", "poss", "amod")
    )


def _outside(tree: Tree, noun: int, lexicon: Lexicon) -> bool:
    """Whether a noun hangs on a word that neither carries an event nor says whether it came about."""
    at, via = tree[noun].head, []
    while tree[at].dep in ("prep", "agent") and tree[at].head != at:
        if tree[at].text.lower() in hedges(lexicon, "preposition"):
            return False
        via.append(tree[at].text.lower())
        at = tree[at].head
    if tree[noun].dep not in ("dobj", "pobj", "nsubj", "nsubjpass", "appos") or at == noun:
        return False
    bearing = tree[at].lemma in carrying(lexicon, "agent") or governor(tree, at, lexicon, via) is not None
    if tree[noun].dep in ("nsubj", "nsubjpass"):
        bearing = bearing or tree[at].lemma in OCCUR or not trees.verblike(tree, at) or tree[at].lemma == "be"
    return not bearing
