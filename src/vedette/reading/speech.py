"""Who says what: Scene -> Frames, each a chain of speakers (innermost first) and the tokens that it covers.

Verbs of saying, quoting and citing, "according to", who carried it, and quotations that run on over sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from vedette.lexicon import Lexicon
from vedette.lexicon.grammar import listed
from vedette.model import Sentence, Speaker
from vedette.reading import scene as scenes
from vedette.reading import tree as trees
from vedette.reading.scene import Part, Scene
from vedette.reading.speakers import STATEMENTS, role_of, speaker_of, speaks

OPENING, CLOSING = "“«", "”»"
STRAIGHT = '"'
CHARGES = listed("charges")
CARRIERS = frozenset({"agency", "media"})


@dataclass(frozen=True, slots=True)
class Frame:
    """A chain of speakers over the tokens that they say; `said` is the token of the verb, `quoted` whether in quotation marks."""

    speakers: tuple[Speaker, ...]
    covers: frozenset[int]
    said: int
    quoted: bool = False


def find_frames(scene: Scene, lexicon: Lexicon) -> tuple[Frame, ...]:
    """All speech in one sentence, in text order of the verbs."""
    found = []
    verbs = _verbs(lexicon)
    for token in scene.sentence.tokens:
        sort = verbs.get(token.lemma.lower()) if trees.verblike(scene.tree, token.index) else None
        frame = _said(scene, token.index, sort, lexicon) if sort else None
        if frame is None and token.text.lower() == "according":
            frame = _according(scene, token.index, lexicon)
        if frame is not None and frame.speakers:
            found.append(frame)
    return tuple(found)


def speakers_of(frames: Sequence[Frame], token: int) -> tuple[Speaker, ...]:
    """The chain over a token, innermost frame first."""
    over = sorted((frame for frame in frames if token in frame.covers and token != frame.said), key=lambda frame: len(frame.covers))
    chain = [speaker for frame in over for speaker in frame.speakers]
    return tuple({speaker.mention.start: speaker for speaker in chain}.values())


def carried_on(scenes_in_order: Sequence[Scene], frames: Sequence[tuple[Frame, ...]]) -> tuple[tuple[Frame, ...], ...]:
    """Frames a sentence, with those of the neighbouring sentence lent to a quotation that stands without a speaker of its own."""
    lent: list[tuple[Frame, ...]] = []
    inside: Sequence[bool] = inside_quotation([scene.sentence for scene in scenes_in_order])
    for at, scene in enumerate(scenes_in_order):
        own = frames[at]
        if not own and inside[at]:
            nearest: Frame | None = _nearest(scenes_in_order, frames, inside, at)
            own = (Frame(nearest.speakers, frozenset(range(len(scene.tree))), -1, quoted=True),) if nearest else ()
        lent.append(own)
    return tuple(lent)


def _said(scene: Scene, verb: int, sort: str, lexicon: Lexicon) -> Frame | None:
    tree = scene.tree
    if tree[verb].lemma == "quote" and trees.passive(tree, verb):
        inner = trees.objects(tree, verb)
        outer = trees.subjects(tree, verb) + [
            head
            for prep in trees.kids(tree, verb, "prep")
            for said in trees.kids(tree, prep, "pcomp")
            for head in trees.prepositional(tree, said, "by", "to", "through")
        ]
        return _frame(scene, verb, [*inner, *outer], lexicon)
    if sort == "cite" and tree[verb].dep in ("advcl", "acl", "prep", "pcomp"):
        return _cited(scene, verb, lexicon)
    if tree[verb].lemma == "quote":
        return _frame(scene, verb, [*trees.objects(tree, verb), *trees.subjects(tree, verb)], lexicon)
    if tree[verb].dep == "pcomp" and tree[tree[tree[verb].head].head].lemma == "quote":
        return None
    if tree[verb].dep == "relcl" and tree[tree[verb].head].lemma in CHARGES:
        return None
    if sort != "say" or not _takes_clause(scene, verb):
        return _at_the_end(scene, verb, lexicon) if sort == "say" else None
    if not trees.subjects(tree, verb) and not trees.passive(tree, verb):
        return _at_the_end(scene, verb, lexicon)
    said = _frame(scene, verb, _speaking(scene, verb), lexicon)
    return replace(said, speakers=(*said.speakers, *_carriers(scene, verb, lexicon)))


def _cited(scene: Scene, verb: int, lexicon: Lexicon) -> Frame:
    """ "…, Reuters said, citing the mayor": the mayor, inside what Reuters said."""
    saying = _saying_over(scene, verb, lexicon)
    cited = _frame(scene, saying, trees.objects(scene.tree, verb), lexicon)
    return replace(cited, covers=cited.covers - frozenset(trees.subtree(scene.tree, verb)))


def _saying_over(scene: Scene, verb: int, lexicon: Lexicon) -> int:
    """The verb of saying that a citation belongs to: above it, or the one whose subject it hangs on."""
    for above in trees.ancestors(scene.tree, verb):
        if trees.verblike(scene.tree, above) and _verbs(lexicon).get(scene.tree[above].lemma.lower()) == "say":
            return above
    return scene.tree[verb].head


def _carriers(scene: Scene, verb: int, lexicon: Lexicon) -> list[Speaker]:
    """The outlets that were told, as outlets whatever else their name may say."""
    heads = [*_told(scene, verb, lexicon), *_carried_by(scene, verb, lexicon)]
    told = [speaker_of(scene, head, lexicon) for head in dict.fromkeys(heads)]
    return [one if one.role in (*CARRIERS, "monitor") else replace(one, role="media") for one in told]


def _carried_by(scene: Scene, verb: int, lexicon: Lexicon) -> list[int]:
    """The outlet of "in a statement carried by X", "in an interview with X", "through its radio", "speaking to X"."""
    tree = scene.tree
    found = [head for head in trees.prepositional(tree, verb, "through", "via", "on") if _is_outlet(scene, head, lexicon)]
    for paper in trees.prepositional(tree, verb, "in"):
        if tree[paper].lemma.lower() in STATEMENTS:
            found += trees.prepositional(tree, paper, "to", "with")
            for carrying in trees.kids(tree, paper, "acl", "relcl"):
                found += [*trees.subjects(tree, carrying), *trees.prepositional(tree, carrying, "by", "to", "on", "in")]
    for speaking in trees.kids(tree, verb, "advcl"):
        if tree[speaking].lemma in ("speak", "talk"):
            found += trees.prepositional(tree, speaking, "to", "with")
    return [head for head in found if _carries(scene, head, lexicon)]


def _is_outlet(scene: Scene, head: int, lexicon: Lexicon) -> bool:
    return role_of(scene, scenes.part(scene, head), lexicon) in CARRIERS


def _told(scene: Scene, verb: int, lexicon: Lexicon) -> list[int]:
    """The outlet that was told: "told Radio X"; a person told is no carrier."""
    if scene.tree[verb].lemma not in ("tell", "inform"):
        return []
    heard = [*trees.objects(scene.tree, verb), *trees.kids(scene.tree, verb, "dative")]
    return [head for head in heard if _carries(scene, head, lexicon)]


def _at_the_end(scene: Scene, verb: int, lexicon: Lexicon) -> Frame | None:
    """ "…, residents and the Monitor confirmed": speakers between the last comma and a verb that the parser hung elsewhere."""
    tree = scene.tree
    comma = max((at for at in range(verb) if tree[at].text in (",", "”", '"')), default=None)
    if (
        comma is None
        or comma + 1 >= verb
        or any(trees.verblike(tree, at) and tree[at].dep not in ("aux", "amod") for at in range(comma + 1, verb))
    ):
        return None
    heads = [
        at
        for at in range(comma + 1, verb)
        if tree[at].tag[:2] in ("NN", "PR")
        and tree[at].dep in ("nsubj", "conj", "appos", "dobj", "pobj", "ROOT")
        and not (tree[at].dep == "pobj" and tree[at].head > comma)
    ]
    if not heads or any(tree[at].tag[:2] == "VB" and tree[at].dep in ("ccomp", "xcomp") for at in range(verb + 1, len(tree))):
        return None
    parts = [Part(head, max(comma + 1, trees.phrase(scene.tree, head)[0]), head + 1) for head in heads]
    speakers = [
        Speaker(scenes.mention(scene, part), role_of(scene, part, lexicon)) for part in parts if speaks(scene, part.head, lexicon)
    ]
    return Frame((*speakers, *_carriers(scene, verb, lexicon)), frozenset(range(comma)), verb)


def _speaking(scene: Scene, verb: int) -> list[int]:
    """The subject of a verb of saying; "the army said in a statement" is the army."""
    heads = trees.subjects(scene.tree, verb)
    nested = scene.tree[verb].dep == "acl" and not heads
    return heads or ([scene.tree[verb].head] if nested else [])


def _takes_clause(scene: Scene, verb: int) -> bool:
    """Whether a verb of saying has something said: a clause, a quotation beside it, or a reported noun."""
    tree = scene.tree
    if (
        trees.kids(tree, verb, "ccomp", "parataxis")
        or tree[verb].dep in ("parataxis", "ccomp")
        or (trees.passive(tree, verb) and trees.kids(tree, verb, "xcomp"))
    ):
        return bool(trees.kids(tree, verb, "ccomp", "parataxis", "xcomp")) or tree[verb].dep == "parataxis"
    if trees.kids(tree, verb, "xcomp") and tree[verb].lemma in ("deny", "admit", "claim"):
        return True
    if any(tree[token].text.lower() == "that" and tree[token].dep == "mark" for token in trees.subtree(tree, verb) if token > verb):
        return True
    if trees.kids(tree, verb, "dobj") and tree[verb].lemma in (
        "accuse",
        "blame",
        "claim",
        "announce",
        "deny",
        "report",
        "confirm",
        "document",
        "declare",
        "acknowledge",
        "condemn",
    ):
        return True
    text = scene.sentence.text
    return any(mark in text for mark in OPENING + CLOSING + STRAIGHT) or tree[verb].dep == "advcl"


def _frame(scene: Scene, verb: int, heads: Sequence[int], lexicon: Lexicon) -> Frame:
    speakers = [speaker_of(scene, head, lexicon) for head in dict.fromkeys(heads) if speaks(scene, head, lexicon)]
    return Frame(tuple(speakers), _covered(scene, verb), verb)


def _covered(scene: Scene, verb: int) -> frozenset[int]:
    """What a verb of saying covers: its clause or, where it stands in parenthesis, the sentence that it stands in."""
    tree = scene.tree
    speaker_side = {
        token for child in trees.kids(tree, verb, "nsubj", "nsubjpass", "agent") for token in trees.subtree(tree, child)
    }
    if tree[verb].dep in ("parataxis", "advcl", "dep", "ccomp") and not trees.kids(tree, verb, "ccomp"):
        top = tree[verb].head
        return frozenset(set(trees.subtree(tree, top)) - speaker_side)
    if tree[verb].dep == "acl":
        return frozenset(range(len(tree))) - speaker_side
    return frozenset(set(trees.subtree(tree, verb)) - speaker_side)


def _carries(scene: Scene, head: int, lexicon: Lexicon) -> bool:
    found = scenes.part(scene, head)
    if found.first == head and scene.tree[head].tag in ("NNS", "NN"):
        return False
    if role_of(scene, found, lexicon) in (*CARRIERS, "monitor"):
        return True
    return scene.tree[head].name == "ORG" or scene.tree[head].tag in ("NNP", "NNPS")


def _according(scene: Scene, index: int, lexicon: Lexicon) -> Frame | None:
    tree = scene.tree
    heads = trees.prepositional(tree, index, "to") or [
        part for child in tree.children[index] for part in trees.kids(tree, child, "pobj")
    ]
    if not heads:
        return None
    speakers = tuple(speaker_of(scene, head, lexicon) for head in heads if speaks(scene, head, lexicon))
    outside = set(trees.subtree(tree, index))
    top = tree[index].head
    covered = (
        set(trees.subtree(tree, top)) if tree[top].head != top and tree[top].dep in ("ccomp", "relcl") else set(range(len(tree)))
    )
    return Frame(speakers, frozenset(covered - outside), index)


def inside_quotation(sentences: Sequence[Sentence]) -> list[bool]:
    """For each sentence, whether most of it stands in quotation marks; marks may open in one sentence and close in a later."""
    found, open_, paragraph = [], False, -1
    for sentence in sentences:
        if sentence.paragraph != paragraph:
            open_, paragraph = False, sentence.paragraph
        inside = 0
        for letter in sentence.text:
            if letter in OPENING or (letter == STRAIGHT and not open_):
                open_ = True
            elif letter in CLOSING or letter == STRAIGHT:
                open_ = False
            inside += open_
        found.append(inside * 2 > len(sentence.text))
    return found


def _nearest(all_scenes: Sequence[Scene], frames: Sequence[tuple[Frame, ...]], inside: Sequence[bool], at: int) -> Frame | None:
    """The frame of the nearest sentence that a quotation runs on from (before it) or into (just after it)."""
    for other in (*range(at - 1, max(-1, at - 5), -1), *range(at + 1, min(len(frames), at + 2))):
        if frames[other] and abs(all_scenes[other].sentence.paragraph - all_scenes[at].sentence.paragraph) <= 1:
            found: Frame = frames[other][-1]
            return found
        if not inside[other]:
            return None
    return None


@lru_cache(maxsize=4)
def _verbs(lexicon: Lexicon) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in lexicon.rows("speech", "verb"):
        for word in row.words("words"):
            found[word] = row["sort"] if word not in found or row["sort"] == "cite" else found[word]
    return found
