"""Speech without a verb of saying: "Army: 12 killed", "Blast kills four – police", "The colonel was firm: “…”", "by X's account".

In: a Scene and the frames of its verbs. Out: frames over what has no speaker yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vedette.lexicon import Lexicon
from vedette.lexicon.grammar import listed
from vedette.reading import tree as trees
from vedette.reading.frames import Frame
from vedette.reading.scene import Scene
from vedette.reading.speakers import speakers_at, speaks

ACCOUNTS = listed("accounts")
LABEL_WORDS = 9
DASHES = frozenset({"-", "–", "—", "--"})
OPENING = frozenset({"“", '"', "«", "``"})


def find_labels(scene: Scene, spoken: Sequence[Frame], lexicon: Lexicon) -> list[Frame]:
    """The frames of a sentence's labels, where no verb of saying tells who speaks."""
    taken = frozenset(at for frame in spoken for at in frame.covers)
    found = [*_before_colon(scene, lexicon), *_after_dash(scene, lexicon), *_by_account(scene, lexicon)]
    return [frame for frame in found if not frame.covers & taken]


def _before_colon(scene: Scene, lexicon: Lexicon) -> Iterator[Frame]:
    """ "Army: …" and, before a quotation, "The colonel was firm: “…”"."""
    tree = scene.tree
    colon = next((token.index for token in scene.sentence.tokens if token.text == ":"), None)
    if colon is None or not 0 < colon < len(tree) - 1:
        return
    before = range(colon)
    covers = frozenset(range(colon + 1, len(tree)))
    verbs = [at for at in before if trees.verblike(tree, at) and tree[at].dep != "amod"]
    if not verbs and colon <= LABEL_WORDS:
        yield from _labelled(scene, _top_nouns(scene, before)[:1], covers, lexicon)
    elif verbs and tree[colon + 1].text in OPENING:
        subjects = [head for verb in verbs for head in trees.kids(tree, verb, "nsubj")]
        speaking = [head for head in subjects[:1] if speaks(scene, head, lexicon)]
        yield Frame(tuple(speakers_at(scene, speaking, lexicon)), covers, -1)


def _after_dash(scene: Scene, lexicon: Lexicon) -> Iterator[Frame]:
    """ "Blast kills four – police": the end of a headline behind a dash that stands alone."""
    tree = scene.tree
    dash = max((token.index for token in scene.sentence.tokens if token.text in DASHES), default=0)
    headline = scene.sentence.part == "title" or tree[len(tree) - 1].text not in '.!?”"'
    behind = range(dash + 1, len(tree))
    if not dash or not headline or not 0 < len(behind) <= LABEL_WORDS or not _stands_alone(scene, dash):
        return
    if not any(trees.verblike(tree, at) for at in behind):
        yield from _labelled(scene, _top_nouns(scene, behind), frozenset(range(dash)), lexicon, after=dash)


def _stands_alone(scene: Scene, at: int) -> bool:
    """Whether a dash stands between spaces; one inside a word does not."""
    return scene.tree[at - 1].end < scene.tree[at].start and scene.tree[at].end < scene.tree[at + 1].start


def _by_account(scene: Scene, lexicon: Lexicon) -> Iterator[Frame]:
    """ "By one survivor's account, …", "in the words of a medic"."""
    tree = scene.tree
    for token in scene.sentence.tokens:
        if token.lemma.lower() not in ACCOUNTS or token.dep != "pobj" or tree[token.head].text.lower() not in ("by", "in", "on"):
            continue
        makers = [*trees.kids(tree, token.index, "poss"), *trees.prepositional(tree, token.index, "of")]
        covers = frozenset(range(len(tree))) - frozenset(trees.subtree(tree, token.head))
        yield from _labelled(scene, makers, covers, lexicon)


def _labelled(scene: Scene, heads: Sequence[int], covers: frozenset[int], lexicon: Lexicon, *, after: int = -1) -> Iterator[Frame]:
    """A frame of those who can speak; a bare place before a colon is what the news is about."""
    named = [head for head in heads if speaks(scene, head, lexicon) and not scene.labels[head] & {"place", "demonym", "date"}]
    if named:
        yield Frame(tuple(speakers_at(scene, named, lexicon, after=after)), covers, -1)


def _top_nouns(scene: Scene, inside: range) -> list[int]:
    """The heads of the noun phrases of a stretch that hang on nothing in it."""
    tree = scene.tree
    nouns = [at for at in inside if trees.nounlike(tree, at)]
    return [at for at in nouns if tree[at].head == at or tree[at].head not in inside or _joined(scene, at, inside)]


def _joined(scene: Scene, at: int, inside: range) -> bool:
    return scene.tree[at].dep == "conj" and scene.tree[at].head in inside
