"""Two reports -> whether the one is a copy of the other: word for word, nearly so, or sentence for sentence in other words.

The texts themselves decide; `recopying` finds the pairs worth comparing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vedette.joining.aligning import Alignment, Line, align, lines_of
from vedette.model import Coded, Copy

RUN = 3
FEWEST = 12  # runs of words from which a text can be a reprint
FEWEST_OWN = 40  # … where it is one outlet's twice: a standing form of words may tell of two happenings
REPRINT = 0.5  # share of the shorter text's runs that the other has
SHARED_ANCHORS = 0.4
COVERED, ALIKE, STRANGE = 0.6, 0.5, 0.34
MOST, CLOSELY, HARDLY = 0.7, 0.6, 0.2
FEWEST_ANCHORS = 5  # names and figures without which nothing shows a paraphrase
FEWEST_SENTENCES = 2
# A paraphrase by hand shares 0.77–0.94 of names and figures, an independent report 0.09–0.57 (gold/copies.jsonl).
MANY_ANCHORS, ALL_ANCHORS = 10, 0.75
GARBLED = 0.5
NEARLY_ALL = 0.9
LEFT_ALONE = 0.5  # share of a reprint's words in sentences that are left as they were


@dataclass(frozen=True, slots=True)
class Text:
    """A report as copies are told by, `size` in words."""

    coded: Coded
    lines: tuple[Line, ...]
    runs: frozenset[str]
    anchors: frozenset[str]
    size: int

    @property
    def id(self) -> str:
        """The report's id."""
        return self.coded.report.id


def text_of(coded: Coded) -> Text:
    """A report in the form that is compared."""
    report = coded.report
    lines = lines_of(report, coded.garble)
    body = [line for line in lines if report.title is None or line.start >= len(report.title)] or list(lines)
    words = [word for line in body for word in line.words]
    runs = frozenset(" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
    anchors = frozenset().union(*(line.anchors for line in lines)) if lines else frozenset()
    return Text(coded, tuple(body), runs, anchors, len(words))


def compare(original: Text, copy: Text) -> Copy | None:
    """Whether the second text is a copy of the first."""
    if not original.runs or not copy.runs:
        return None
    shared = len(original.runs & copy.runs) / min(len(original.runs), len(copy.runs))
    garbled = copy.coded.garble.score >= GARBLED > original.coded.garble.score
    likely = shared >= REPRINT and len(copy.runs) >= (FEWEST_OWN if _own_again(original, copy) else FEWEST)
    foreign = STRANGE if len(copy.runs) >= FEWEST_OWN else 0.0  # a note of one sentence is of another town where its name differs
    if likely and (how := align(copy.lines, original.lines)).strange <= foreign:
        told = f"{shared:.0%} of its runs of three words stand there"
        told += ", once a paraphraser's phrases are put back into plain words" if garbled else ""
        reworded = garbled or (how.verbatim < LEFT_ALONE and shared < NEARLY_ALL)
        return Copy(copy.id, original.id, "paraphrase" if reworded else "reprint", round(shared, 2), told, how.pairs)
    if len(copy.anchors) < FEWEST_ANCHORS or _dice(original.anchors, copy.anchors) < SHARED_ANCHORS:
        return None
    how = align(copy.lines, original.lines)
    if not (_paraphrased(how, garbled) or _same_facts(original, copy, how)):
        return None
    return Copy(copy.id, original.id, "paraphrase", round(how.covered * how.alike, 2), _told(how, garbled), how.pairs)


def best_of(copy: Text, originals: Iterable[Text]) -> Copy | None:
    """The copy that a text is of the one that it is most like, of those that may be its originals; of equals the first."""
    best: Copy | None = None
    for original in originals:
        found = compare(original, copy)
        if found is not None and (best is None or found.score > best.score + 1e-9):
            best = found
    return best


def _own_again(original: Text, copy: Text) -> bool:
    one, other = original.coded.report, copy.coded.report
    return one.publisher is not None and one.publisher == other.publisher


def _paraphrased(how: Alignment, garbled: bool) -> bool:
    if len(how.pairs) < FEWEST_SENTENCES:
        return False
    follows = how.covered >= COVERED and how.alike >= ALIKE and how.strange <= STRANGE
    closely = how.anywhere >= MOST and how.alike >= CLOSELY and how.strange <= HARDLY  # some sentences have changed places
    return follows or closely or (garbled and how.covered >= COVERED * 0.8 and how.alike >= ALIKE * 0.8 and how.strange <= STRANGE)


def _same_facts(original: Text, copy: Text, how: Alignment) -> bool:
    """Whether nearly all names and figures of two reports are the same, in sentences that are a person's own."""
    enough = len(copy.anchors) >= MANY_ANCHORS and len(how.pairs) >= FEWEST_SENTENCES
    return enough and how.strange <= HARDLY and _dice(original.anchors, copy.anchors) >= ALL_ANCHORS


def _told(how: Alignment, garbled: bool) -> str:
    trace = " and it bears a paraphraser's traces" if garbled else ""
    covered = f"{len(how.pairs)} sentences, {how.covered:.0%} of its words"
    return f"{covered}, follow that report's in order with the same names and figures{trace}"


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0
