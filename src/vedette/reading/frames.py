"""Frames of speech: a chain of speakers and the words of a sentence that they say.

The one decision: a frame reaches over what hangs on its verb, but not into what another says on its own beside it
("A said …; B said …", "A said …, while B said …").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from vedette.lexicon.grammar import listed
from vedette.model import Speaker
from vedette.reading import tree as trees
from vedette.reading.scene import Scene

CONTRAST = listed("contrast")
SAY_NOUNS = listed("says-a-noun")


@dataclass(frozen=True, slots=True)
class Frame:
    """A chain of speakers over the tokens that they say; `said` is the token of the verb, `quoted` whether in quotation marks."""

    speakers: tuple[Speaker, ...]
    covers: frozenset[int]
    said: int
    quoted: bool = False


def covered(scene: Scene, verb: int) -> frozenset[int]:
    """What a verb of saying covers: its clause or, where it stands in parenthesis, the sentence that it stands in."""
    tree = scene.tree
    speaker_side = {
        token for child in trees.kids(tree, verb, "nsubj", "nsubjpass", "agent") for token in trees.subtree(tree, child)
    }
    if tree[verb].dep == "acl":
        return frozenset(range(len(tree))) - speaker_side
    reported = trees.kids(tree, verb, "ccomp") or (tree[verb].lemma in SAY_NOUNS and trees.kids(tree, verb, "dobj"))
    aside = tree[verb].dep in ("parataxis", "advcl", "dep", "ccomp") and not reported
    top = tree[verb].head if aside and not _contrasted(scene, verb) else verb
    return frozenset(set(trees.subtree(tree, top)) - speaker_side)


def divided(scene: Scene, frames: Sequence[Frame]) -> list[Frame]:
    """The frames, each without what others say on their own."""
    grounds = [_ground(scene, frame, frames) for frame in frames]
    found = []
    for frame, own in zip(frames, grounds, strict=True):
        covers = frame.covers & own if own and _closed(scene, frame, frames) else frame.covers
        for other, ground in zip(frames, grounds, strict=True):
            left = covers - ground
            if other is not frame and frame.said not in ground and _tells(scene, left - {frame.said, other.said}):
                covers = left
        found.append(replace(frame, covers=covers))
    return found


def _tells(scene: Scene, tokens: frozenset[int]) -> bool:
    """Whether anything is told there: "X said and Y confirmed that …" has one clause for both."""
    return any(scene.tree[at].dep not in ("aux", "auxpass", "punct", "cc", "nsubj", "mark", "det") for at in tokens)


def _closed(scene: Scene, frame: Frame, frames: Sequence[Frame]) -> bool:
    return _contrasted(scene, frame.said) or len(_segments_with_speech(scene, frames)) > 1


def _ground(scene: Scene, frame: Frame, frames: Sequence[Frame]) -> frozenset[int]:
    """The tokens that are a frame's alone; none where it shares its sentence with the others."""
    if frame.said < 0:
        return frozenset()
    claimed = _claimed_beside(scene, frame.said)
    if claimed is not None:
        return frozenset(trees.subtree(scene.tree, claimed))
    segments = _segments_with_speech(scene, frames)
    if len(segments) > 1:
        own = frozenset(at for segment in segments if frame.said in segment for at in segment)
        return own & frozenset(trees.subtree(scene.tree, frame.said)) if _stands_apart(scene, frame.said) else own
    return frozenset(trees.subtree(scene.tree, _verb_of(scene, frame.said))) if _stands_apart(scene, frame.said) else frozenset()


def _claimed_beside(scene: Scene, verb: int) -> int | None:
    """ "…, an attack later claimed by X": the noun of an aside, which is not what the one before it said."""
    noun = scene.tree[verb].head
    aside = scene.tree[verb].lemma == "claim" and scene.tree[verb].dep in ("acl", "relcl") and scene.tree[noun].dep == "appos"
    return noun if aside else None


def _segments_with_speech(scene: Scene, frames: Sequence[Frame]) -> list[range]:
    """The stretches between semicolons in which somebody speaks."""
    cuts = [-1, *(token.index for token in scene.sentence.tokens if token.text == ";"), len(scene.tree)]
    stretches = [range(first + 1, last) for first, last in zip(cuts, cuts[1:], strict=False)]
    return [stretch for stretch in stretches if any(frame.said in stretch for frame in frames)]


def _stands_apart(scene: Scene, verb: int) -> bool:
    """Whether a verb of saying is joined to another's words and not part of them: "…, but its driver says"."""
    tree = scene.tree
    verb = _verb_of(scene, verb)
    own_subject = trees.kids(tree, verb, "nsubj", "nsubjpass")
    reported = any(tree[child].text.lower() == "that" for child in trees.kids(tree, verb, "mark"))
    return bool(own_subject) and not reported and (tree[verb].dep == "conj" or _contrasted(scene, verb))


def _verb_of(scene: Scene, said: int) -> int:
    """The verb of "put the toll at 20", where the noun is what is said."""
    return said if trees.verblike(scene.tree, said) else scene.tree[said].head


def _contrasted(scene: Scene, said: int) -> bool:
    verb = _verb_of(scene, said)
    return scene.tree[verb].dep == "advcl" and any(
        scene.tree[child].text.lower() in CONTRAST for child in trees.kids(scene.tree, verb, "mark", "advmod")
    )
