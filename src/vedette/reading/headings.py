"""Which sentences of a report are headings inside it ("Battle for the airport"): they tell of nothing that the text below does not.

In: the scenes of a report. Out: the numbers of its headings. A heading is a short paragraph of its own, without a verb and without
a stop, above another heading or a whole sentence; a line of a list stands above its like and is none.
"""

from __future__ import annotations

from collections.abc import Sequence

from vedette.model import Sentence
from vedette.reading.scene import Scene

LONGEST = 10
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
