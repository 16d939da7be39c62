"""Which sentences of a report are headings inside it ("Battle for the airport"): they tell of nothing that the text below does not.

In: the scenes of a report. Out: the numbers of its headings. A heading is a short paragraph of its own, without a verb and without
a stop, above another heading or a whole sentence; a line of a list stands above its like and is none.
"""

from __future__ import annotations

from collections.abc import Sequence

from vedette.model import Mention, Sentence
from vedette.reading.scene import Scene

LONGEST = 10
CHRONICLE = 2  # headings that are days, from which on a report goes by them; one alone may be a dateline
STOPS = ".!?:;,…\"'”’)"
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "VB"})


def find_headings(scenes: Sequence[Scene]) -> frozenset[int]:
    """The numbers of the headings among a report's sentences."""
    found: set[int] = set()
    for at in range(len(scenes) - 2, 0, -1):
        here, after = scenes[at].sentence, scenes[at + 1].sentence
        alone = scenes[at - 1].sentence.paragraph < here.paragraph < after.paragraph
        if alone and _looks_so(here) and (at + 1 in found or _is_prose(after)):
            found.add(at)
    return frozenset(found)


def _looks_so(sentence: Sentence) -> bool:
    if sentence.part != "body" or not sentence.text or sentence.text[-1] in STOPS or len(sentence.tokens) > LONGEST:
        return False
    return sentence.text[0].isupper() and not any(token.tag in FINITE for token in sentence.tokens)


def _is_prose(sentence: Sentence) -> bool:
    return len(sentence.tokens) > LONGEST and sentence.text.rstrip("\"'”’)")[-1:] in (".", "!", "?")


def find_days(scenes: Sequence[Scene]) -> dict[int, Mention]:
    """The day in the heading above a sentence ("12 October 2019"), by where the sentence starts; any other heading ends it."""
    alone = {at for at in range(1, len(scenes) - 1) if _alone(scenes, at)}
    days = {at: day for at in alone if (day := _day(scenes[at])) is not None}
    if len({day.text for day in days.values()}) < CHRONICLE:
        return {}
    found, above = {}, None
    for at, scene in enumerate(scenes):
        if at in days or (at in alone and _looks_so(scene.sentence)):
            above = days.get(at)
        elif above is not None:
            found[scene.sentence.start] = above
    return found


def _alone(scenes: Sequence[Scene], at: int) -> bool:
    here = scenes[at].sentence
    return here.part == "body" and scenes[at - 1].sentence.paragraph < here.paragraph < scenes[at + 1].sentence.paragraph


def _day(scene: Scene) -> Mention | None:
    """The date that is all of a sentence and has a number."""
    dates = [name for name in scene.names if name.label == "date" and any(at.text.isdigit() for at in scene.sentence.tokens)]
    whole = (name for name in dates if name.first == 0 and name.last == len(scene.sentence.tokens))
    return next((name.mention for name in whole), None)
