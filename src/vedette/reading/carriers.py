"""Who carried what somebody said: the outlet that was told, that printed or aired it, that quotes or cites the one who said it.

In: a verb of saying or of citing. Out: heads of the nouns for the outlets, or of the inner source.
"""

from __future__ import annotations

from collections.abc import Sequence

from vedette.lexicon import Lexicon
from vedette.lexicon.grammar import listed
from vedette.reading import scene as scenes
from vedette.reading import tree as trees
from vedette.reading.scene import Scene
from vedette.reading.speakers import CARRIERS, STATEMENTS, role_of

TELLING = listed("telling")
REACHING = listed("reaching")
TALKING = listed("talking")
SHOWING = listed("showing")
OWN_PAGES = listed("own-pages")
NO_OUTLETS = frozenset({"DATE", "TIME", "PERSON", "GPE", "LOC", "NORP", "EVENT", "FAC", "LANGUAGE", "CARDINAL"})


def carrier_heads(scene: Scene, verb: int, speakers: Sequence[int], lexicon: Lexicon) -> list[int]:
    """The heads of the outlets that carried what a verb says, nearest to the speaker first."""
    told = [head for head in _told(scene, verb) if carries(scene, head, lexicon)]
    passed_on = [head for one in told for head in _passed_on(scene, one) if carries(scene, head, lexicon)]
    found = [
        *_asking(scene, speakers, lexicon),
        *told,
        *passed_on,
        *_published(scene, verb, lexicon),
        *_airing(scene, verb, lexicon),
    ]
    return [head for head in dict.fromkeys(found) if head not in speakers]


def carries(scene: Scene, head: int, lexicon: Lexicon) -> bool:
    """Whether a noun names one who may carry news: an outlet, a monitor, or a name that is no person, place or body."""
    found = scenes.part(scene, head)
    ours = any(scene.tree[at].text.lower() == "our" for at in trees.kids(scene.tree, head, "poss"))  # the report's own outlet
    if (found.first == head and scene.tree[head].tag in ("NNS", "NN")) or _is_own_page(scene, head) or ours:
        return False
    role = role_of(scene, found, lexicon)
    if role in (*CARRIERS, "monitor"):
        return True
    named = scene.tree[head].name == "ORG" or scene.tree[head].tag in ("NNP", "NNPS")
    known = scene.labels[head] & {"actor", "place", "person", "demonym", "date"}
    return named and not known and role == "unnamed" and scene.tree[head].name not in NO_OUTLETS


def is_outlet(scene: Scene, head: int, lexicon: Lexicon) -> bool:
    """Whether a noun is an outlet other than the speaker's own page."""
    return role_of(scene, scenes.part(scene, head), lexicon) in CARRIERS and not _is_own_page(scene, head)


def cited_heads(scene: Scene, verb: int) -> list[int]:
    """Whom "citing X", "quoting X" names: its object, or the noun right after it where the parser hung it elsewhere."""
    tree = scene.tree
    found = trees.objects(tree, verb)
    if found:
        return found
    above = tree[verb].head
    return [above] if tree[verb].dep == "amod" and above > verb and trees.nounlike(tree, above) else []


def _told(scene: Scene, verb: int) -> list[int]:
    """The outlet that was told: "told Radio X", "confirmed to X"; a person told is no carrier."""
    if scene.tree[verb].lemma not in TELLING:
        return trees.prepositional(scene.tree, verb, "to")
    return [*trees.objects(scene.tree, verb), *trees.kids(scene.tree, verb, "dative")]


def _passed_on(scene: Scene, head: int) -> list[int]:
    """ "told a rights group, which informed X": whoever was told by the one told."""
    clauses = [clause for clause in trees.kids(scene.tree, head, "relcl") if scene.tree[clause].lemma in TELLING]
    return [one for clause in clauses for one in _told(scene, clause)]


def _asking(scene: Scene, speakers: Sequence[int], lexicon: Lexicon) -> list[int]:
    """The outlet that quotes or reached a speaker: "residents quoted by X", "a colonel, reached by X", "speaking to X"."""
    found = []
    for head in speakers:
        for clause in trees.kids(scene.tree, head, "acl", "relcl", "advcl"):
            if scene.tree[clause].lemma in REACHING:
                found += trees.prepositional(scene.tree, clause, "by")
            if scene.tree[clause].lemma in TALKING:
                found += trees.prepositional(scene.tree, clause, "to", "with")
    return [head for head in found if carries(scene, head, lexicon) or scene.labels[head] & {"name", "actor"}]


def _published(scene: Scene, verb: int, lexicon: Lexicon) -> list[int]:
    """The outlet of "in a statement carried by X", "in an interview with X", "through its radio", "speaking to X"."""
    tree = scene.tree
    found = [head for head in trees.prepositional(tree, verb, "through", "via", "on") if is_outlet(scene, head, lexicon)]
    for paper in trees.prepositional(tree, verb, "in", "through", "via"):
        if tree[paper].lemma.lower() in STATEMENTS:
            found += trees.prepositional(tree, paper, "to", "with")
            for carrying in trees.kids(tree, paper, "acl", "relcl"):
                found += [*trees.subjects(tree, carrying), *trees.prepositional(tree, carrying, "by", "to")]
                found += [one for one in trees.prepositional(tree, carrying, "on", "in") if is_outlet(scene, one, lexicon)]
    for speaking in trees.kids(tree, verb, "advcl"):
        if tree[speaking].lemma in TALKING:
            found += trees.prepositional(tree, speaking, "to", "with")
    return [head for head in found if carries(scene, head, lexicon)]


def _airing(scene: Scene, verb: int, lexicon: Lexicon) -> list[int]:
    """The outlet of "X aired a statement in which the group said"."""
    tree = scene.tree
    paper = tree[verb].head
    shown = tree[verb].dep == "relcl" and tree[paper].lemma.lower() in STATEMENTS and tree[paper].dep == "dobj"
    airing = tree[paper].head
    heads = trees.subjects(tree, airing) if shown and tree[airing].lemma in SHOWING else []
    return [head for head in heads if carries(scene, head, lexicon)]


def _is_own_page(scene: Scene, head: int) -> bool:
    """ "on its website", "on social media", "on his Telegram channel": where one speaks oneself is nobody who carries it."""
    tree = scene.tree
    before = [at for at in range(*trees.phrase(tree, head)) if at <= head]
    words = {tree[at].text.lower() for at in before}
    if tree[head].tag in ("NNP", "NNPS") and tree[head].text.lower() in OWN_PAGES:
        return True
    own = any(tree[child].tag == "PRP$" for child in trees.kids(tree, head, "poss"))
    named = any(tree[at].tag in ("NNP", "NNPS") and tree[at].text.lower() not in OWN_PAGES for at in before)
    return "social" in words or (own and not named and bool(OWN_PAGES & words))
