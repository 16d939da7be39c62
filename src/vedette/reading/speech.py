"""Who says what: Scene -> Frames, each a chain of speakers (innermost first) and the tokens that it covers.

Verbs of saying, quoting, citing and learning, "according to", and quotations that run on over sentences. Who carried it is
the matter of `carriers`, speech without a verb of `labels`, claims of responsibility of `responsibility`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from vedette.lexicon import Lexicon
from vedette.lexicon.grammar import listed
from vedette.model import Sentence, Speaker
from vedette.reading import carriers, labels, responsibility
from vedette.reading import tree as trees
from vedette.reading.frames import SAY_NOUNS, Frame, covered, divided
from vedette.reading.scene import Scene
from vedette.reading.speakers import CARRIERS, STATEMENTS, speakers_at, speaks

OPENING, CLOSING = "“«", "”»"
STRAIGHT = '"'
CHARGES = listed("charges")
COUNTED = listed("counted")
TELLING = listed("telling")
SAY_INFINITIVES = listed("says-an-infinitive")
ACCORDING = frozenset({"according", "per"})
TAIL_MARKS = frozenset({",", "”", "»", '"'})
TAIL_DEPS = frozenset({"nsubj", "nsubjpass", "conj", "appos", "dobj", "pobj", "ROOT"})
CLAUSE_TAGS = frozenset({"WP", "WDT", "WP$", "VBN", "VBG"})
INSIDE_A_NOUN = frozenset({"aux", "auxpass", "amod", "relcl", "acl"})


@dataclass(frozen=True, slots=True)
class Tail:
    """The stretch between the last comma or closing quotation mark and a verb, and the heads of the nouns that it holds."""

    mark: int
    heads: tuple[int, ...]


def find_frames(scene: Scene, lexicon: Lexicon) -> tuple[Frame, ...]:
    """All speech in one sentence, in text order of the verbs."""
    verbs = _verbs(lexicon)
    saying = (token for token in scene.sentence.tokens if token.lemma.lower() in verbs or token.text.lower() in ACCORDING)
    found = [frame for token in saying if (frame := _frame_at(scene, token.index, lexicon)) and frame.speakers]
    spoken = divided(scene, _with_cited(scene, [*found, *responsibility.find_claimed(scene, lexicon)], lexicon))
    return (*labels.find_labels(scene, spoken, lexicon), *spoken)


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


def _frame_at(scene: Scene, index: int, lexicon: Lexicon) -> Frame | None:
    """The frame of a verb of saying, or of "according to"."""
    token = scene.tree[index]
    if token.text.lower() in ACCORDING:
        return _according(scene, index, lexicon)
    sort = _verbs(lexicon).get(token.lemma.lower()) if trees.verblike(scene.tree, index) else None
    read = {"say": _said, "cite": _quoted, "learn": _learned, "count": _counted}.get(sort or "")
    return read(scene, index, lexicon) if read else None


def _said(scene: Scene, verb: int, lexicon: Lexicon) -> Frame | None:
    """ "X said that …", "…, X said": who says it, and who was told."""
    tree = scene.tree
    if tree[verb].dep == "pcomp" and tree[tree[tree[verb].head].head].lemma in ("quote", "cite"):
        return None
    if tree[verb].dep == "relcl" and tree[tree[verb].head].lemma in CHARGES and not trees.kids(tree, verb, "ccomp"):
        return None  # "claims that the army denies"
    if trees.kids(tree, verb, "neg") or any(tree[head].lemma in responsibility.NOUNS for head in trees.kids(tree, verb, "dobj")):
        return None  # "could not verify the report": who does not say it
    heads = _speaking(scene, verb)
    tail = _tail(scene, verb)
    clause = _takes_clause(scene, verb)
    before = tail is not None and all(head < tail.mark for head in heads)
    last = _at_the_end(scene, verb, tail, lexicon) if before or not clause else None
    if last is not None or not clause:
        return last
    return _frame(scene, verb, heads, lexicon)


def _quoted(scene: Scene, verb: int, lexicon: Lexicon) -> Frame | None:
    """ "X was quoted by Y as saying", "Y quoted X as saying"; "…, quoting X" goes into another's frame."""
    tree = scene.tree
    if tree[verb].dep == "amod" and _as_saying(scene, verb):  # "X, a daily, quoted officials as saying", misread
        return replace(_frame(scene, verb, _chain_above(scene, verb), lexicon), covers=frozenset(range(verb + 1, len(tree))))
    if not trees.kids(tree, verb, "auxpass"):
        finite = trees.kids(tree, verb, "nsubj", "aux")
        return _frame(scene, verb, [*trees.objects(tree, verb), *trees.subjects(tree, verb)], lexicon) if finite else None
    heads, tail = trees.objects(tree, verb), _tail(scene, verb)
    clause = any(tree[at].dep == "ccomp" for at in trees.subtree(tree, verb))
    last = tail is not None and (not clause or all(head < tail.mark for head in heads))
    found = _frame(scene, verb, tail.heads if tail is not None and last else heads, lexicon)
    outer = speakers_at(scene, _quoting(scene, verb, lexicon), lexicon)
    covers = frozenset(range(tail.mark)) if tail is not None and last else found.covers
    return Frame((*found.speakers, *_as_outlets(outer)), covers, verb)


def _as_saying(scene: Scene, verb: int) -> bool:
    """Whether "as saying" follows."""
    words = [token.text.lower() for token in scene.sentence.tokens[verb:]]
    return any(two in (["as", "saying"], ["as", "telling"]) for two in (words[at : at + 2] for at in range(len(words))))


def _chain_above(scene: Scene, verb: int) -> list[int]:
    """The noun that a participle stands before, and the noun that this one hangs on."""
    noun = scene.tree[verb].head
    return [noun, scene.tree[noun].head] if noun > verb else []


def _quoting(scene: Scene, verb: int, lexicon: Lexicon) -> list[int]:
    """Who quotes, of "was quoted by X as saying", "as saying by X", "in X"."""
    tree = scene.tree
    sayings = [said for prep in trees.kids(tree, verb, "prep") for said in trees.kids(tree, prep, "pcomp")]
    by = [head for at in (verb, *sayings) for head in trees.prepositional(tree, at, "by")]
    to = [head for said in sayings for head in trees.prepositional(tree, said, "to", "through")]
    printed = [head for at in (verb, *sayings) for head in trees.prepositional(tree, at, "in", "on")]
    return [*by, *to, *(head for head in printed if carriers.is_outlet(scene, head, lexicon))]


def _counted(scene: Scene, verb: int, lexicon: Lexicon) -> Frame | None:
    """ "X put the toll at 20"."""
    counts = [head for head in trees.kids(scene.tree, verb, "dobj") if scene.tree[head].lemma.lower() in COUNTED]
    if not counts or not any(trees.prepositional(scene.tree, at, "at") for at in (verb, *trees.subtree(scene.tree, counts[0]))):
        return None
    parts = (counts[0], *trees.kids(scene.tree, verb, "prep"))
    covers = frozenset(at for part in parts for at in trees.subtree(scene.tree, part)) | {verb}
    return replace(_frame(scene, verb, trees.subjects(scene.tree, verb), lexicon), covers=covers, said=counts[0])


def _learned(scene: Scene, verb: int, lexicon: Lexicon) -> Frame | None:
    """ "X learned from Y that …": Y, and X who passes it on; "X has received reports that …"."""
    tree = scene.tree
    sources = trees.prepositional(tree, verb, "from")
    told = any(tree[at].text.lower() == "that" and tree[at].dep == "mark" for at in trees.subtree(tree, verb) if at > verb)
    clauses = trees.kids(tree, verb, "ccomp")
    if not sources and any(tree[head].tag == "PRP" for head in trees.subjects(tree, verb)):
        return None  # "the ministry said it had received reports": who says it is told
    if not ((sources and (told or clauses)) or (told and (clauses or _papers(scene, verb)))):
        return None
    return _frame(scene, verb, [*sources, *trees.subjects(tree, verb)], lexicon)


def _papers(scene: Scene, verb: int) -> list[int]:
    """The reports that somebody received: "has received reports that …"."""
    papers = [paper for paper in trees.objects(scene.tree, verb) if scene.tree[paper].lemma.lower() in STATEMENTS]
    return [paper for paper in papers if trees.kids(scene.tree, paper, "acl", "relcl", "ccomp")]


def _with_cited(scene: Scene, frames: Sequence[Frame], lexicon: Lexicon) -> list[Frame]:
    """The frames, with whom "…, Reuters said, citing the mayor" cites before the one who cites."""
    found, verbs = list(frames), _verbs(lexicon)
    for verb in (token.index for token in scene.sentence.tokens if token.tag == "VBG" and verbs.get(token.lemma.lower()) == "cite"):
        heads = carriers.cited_heads(scene, verb)
        cited = speakers_at(scene, [head for head in heads if speaks(scene, head, lexicon)], lexicon)
        if not cited:
            continue
        own = frozenset(trees.subtree(scene.tree, verb))
        over = _citing(scene, verb, found)
        if over is None:
            found.append(Frame(tuple(cited), frozenset(range(len(scene.tree))) - own, verb))
        else:
            outer = found[over]
            found[over] = replace(outer, speakers=(*cited, *outer.speakers), covers=outer.covers - own)
    return found


def _citing(scene: Scene, verb: int, frames: Sequence[Frame]) -> int | None:
    """Which frame cites: the one whose verb stands over the citation, else the nearest."""
    said = {frame.said: at for at, frame in enumerate(frames)}
    above = next((said[one] for one in trees.ancestors(scene.tree, verb) if one in said), None)
    nearest = min(said, key=lambda one: abs(one - verb), default=None)
    return above if above is not None or nearest is None else said[nearest]


def _tail(scene: Scene, verb: int) -> Tail | None:
    """ "…, residents and the Monitor confirmed": who stands between the last comma and a verb that the parser hung elsewhere."""
    tree = scene.tree
    behind = _own_tail(scene, verb)
    if behind is not None:
        return behind
    marks = [-1, *(at for at in range(verb) if tree[at].text in TAIL_MARKS)]
    end = verb
    own = trees.kids(tree, verb, "nsubj", "nsubjpass")
    if marks[-1] == verb - 1 and len(marks) > 2 and not own:  # "…, an official, X, said": the last who stands between commas
        end = marks.pop()
    while end < verb and len(marks) > 2 and tree[marks[-1] + 1].tag in CLAUSE_TAGS:  # "…, an official, who was there, said"
        end = marks.pop()
    mark = marks[-1]
    if mark < 0:
        return None
    inside = range(mark + 1, end)
    if any(trees.verblike(tree, at) and not _in_a_noun(scene, at, inside) for at in inside):
        return None
    heads = [at for at in inside if tree[at].tag[:2] in ("NN", "PR") and tree[at].dep in TAIL_DEPS and tree[at].head not in own]
    outer = [at for at in heads if tree[at].head not in inside or (tree[at].dep == "conj" and tree[at].head in heads)]
    return Tail(mark, tuple(outer)) if outer else None


def _own_tail(scene: Scene, verb: int) -> Tail | None:
    """A subject of its own right behind a comma, whatever clauses hang on it: "…, the general, who leads them, told X"."""
    for subject in trees.kids(scene.tree, verb, "nsubj"):
        first = min(trees.subtree(scene.tree, subject))
        if first > 1 and scene.tree[first - 1].text in TAIL_MARKS:
            return Tail(first - 1, tuple(trees.conjuncts(scene.tree, subject)))
    return None


def _in_a_noun(scene: Scene, verb: int, inside: range) -> bool:
    """Whether a verb form only helps another or stands in a clause on a noun of the stretch: "a priest who was inside"."""
    over = [at for at in trees.ancestors(scene.tree, verb) if at in inside]
    return any(scene.tree[at].dep in INSIDE_A_NOUN for at in (verb, *over))


def _at_the_end(scene: Scene, verb: int, tail: Tail | None, lexicon: Lexicon) -> Frame | None:
    """A verb of saying after what is said, with who stands in its tail."""
    tree = scene.tree
    if tail is None or any(
        tree[at].tag[:2] == "VB" and tree[at].dep in ("ccomp", "xcomp") for at in tree.children[verb] if at > verb
    ):
        return None
    return replace(_frame(scene, verb, tail.heads, lexicon), covers=frozenset(range(tail.mark)))


def _speaking(scene: Scene, verb: int) -> list[int]:
    """The subject of a verb of saying; "the army said in a statement" is the army."""
    heads = trees.subjects(scene.tree, verb)
    nested = scene.tree[verb].dep == "acl" and not heads
    fronted = [
        child for child in trees.kids(scene.tree, verb, "advcl") if child < verb and not trees.kids(scene.tree, child, "mark")
    ]
    lent = [head for child in fronted for head in trees.kids(scene.tree, child, "nsubj")]  # "X, having met survivors, concluded"
    return heads or lent or ([scene.tree[verb].head] if nested else [])


def _takes_clause(scene: Scene, verb: int) -> bool:
    """Whether a verb of saying has something said: a clause, a quotation beside it, or a reported noun."""
    tree = scene.tree
    token = tree[verb]
    if trees.kids(tree, verb, "dobj") and token.lemma in SAY_NOUNS:
        return True
    clauses = trees.kids(tree, verb, "ccomp", "parataxis")
    if clauses or token.dep in ("parataxis", "ccomp") or (trees.passive(tree, verb) and trees.kids(tree, verb, "xcomp")):
        return bool(clauses or trees.kids(tree, verb, "xcomp")) or token.dep == "parataxis"
    if trees.kids(tree, verb, "xcomp") and token.lemma in SAY_INFINITIVES:
        return True
    if any(tree[at].text.lower() == "that" and tree[at].dep == "mark" for at in trees.subtree(tree, verb) if at > verb):
        return True
    if token.lemma in TELLING and any(_told_that(scene, heard) for heard in trees.kids(tree, verb, "dobj")):
        return True
    text = scene.sentence.text
    return any(mark in text for mark in OPENING + CLOSING + STRAIGHT) or token.dep == "advcl"


def _told_that(scene: Scene, heard: int) -> bool:
    """ "told the radio that militiamen went": what was said, hung on who heard it."""
    tree = scene.tree
    clauses = [clause for clause in trees.kids(tree, heard, "relcl", "acl") if trees.kids(tree, clause, "nsubj", "nsubjpass")]
    return any(tree[min(trees.subtree(tree, clause))].text.lower() == "that" for clause in clauses)


def _frame(scene: Scene, verb: int, heads: Iterable[int], lexicon: Lexicon) -> Frame:
    """A frame of these speakers and of who carried what they say."""
    speaking = [head for head in dict.fromkeys(heads) if speaks(scene, head, lexicon)]
    told = speakers_at(scene, carriers.carrier_heads(scene, verb, speaking, lexicon), lexicon)
    return Frame((*speakers_at(scene, speaking, lexicon), *_as_outlets(told)), covered(scene, verb), verb)


def _as_outlets(speakers: Sequence[Speaker]) -> list[Speaker]:
    """Carriers are outlets, whatever else their name may say; a network that carries is one of the air."""
    watching = [one.role == "monitor" and not one.mention.text.lower().endswith("network") for one in speakers]
    return [one if own or one.role in CARRIERS else replace(one, role="media") for one, own in zip(speakers, watching, strict=True)]


def _according(scene: Scene, index: int, lexicon: Lexicon) -> Frame | None:
    tree = scene.tree
    heads = trees.prepositional(tree, index, "to") or [
        part for child in (index, *tree.children[index]) for part in trees.kids(tree, child, "pobj")
    ]
    if tree[index].text.lower() == "per" and not all(carriers.is_outlet(scene, head, lexicon) for head in heads):
        return None
    outside = set(trees.subtree(tree, index))
    top = tree[index].head
    clause = tree[top].head != top and tree[top].dep in ("ccomp", "relcl")
    covers = frozenset((set(trees.subtree(tree, top)) if clause else set(range(len(tree)))) - outside)
    return replace(_frame(scene, index, heads, lexicon), covers=covers)


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
            found[word] = row["sort"]
    return found
