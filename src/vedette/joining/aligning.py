"""Two texts' sentences -> how far the one repeats the other, sentence for sentence, be it in other words.

A paraphraser changes words; names, figures, quotations and the order of sentences stay. A second reporter of the same
happening has other details in another order. Sentences are aligned without crossing, and what both say is weighed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from vedette.lexicon.grammar import in_order, listed
from vedette.model import Aligned, Garble, Report

STEM = 5
WORDS_OF_QUOTE = 3
ALIKE = 0.42  # two sentences below this are not taken for one
VERBATIM = 0.93  # shared words from which a sentence is the same one
ABBREVIATIONS = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Sgt|St|Gov|Rep|Sen|No|U\.S|[A-Z])\.$")
BREAK = re.compile(r"(?<=[.!?])[\"”’']?\s+(?=[\"“‘']?[A-Z0-9(])|\n+")
WORD = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]+(?:['’-][^\W\d_]+)*")
QUOTE = re.compile(r"[\"“]([^\"“”]{12,400})[\"”]")
UNITS = {word: number for number, word in enumerate(in_order("number-words"))}
TENS = {word: 10 * number for number, word in enumerate(in_order("tens-words"), 2)}
FIGURES = {word: str(number) for word, number in {**UNITS, **TENS}.items()}
COMMON = listed("common")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as copies are told by: its span, words, content stems, names, figures and quotations.

    `anchors` are the last three: what a paraphraser leaves alone.
    """

    start: int
    end: int
    words: tuple[str, ...]
    stems: frozenset[str]
    names: frozenset[str]
    figures: frozenset[str]
    quotes: frozenset[str]
    anchors: frozenset[str]


@dataclass(frozen=True, slots=True)
class Alignment:
    """How one text follows another.

    `covered` is the share of the copy's words in sentences aligned in order, `anywhere` in any order; `alike` how alike these
    are, `strange` the share of the copy's names and figures that the other text has nowhere, `verbatim` that of aligned words
    in sentences left as they were.
    """

    covered: float
    anywhere: float
    alike: float
    strange: float
    verbatim: float
    pairs: tuple[Aligned, ...]


def lines_of(report: Report, garble: Garble) -> tuple[Line, ...]:
    """The sentences of a report, a paraphraser's phrases in their plain words."""
    text = report.text
    spans = _spans(text)
    proper = _proper(text, spans)
    return tuple(_line(text, start, end, garble, proper) for start, end in spans)


def _spans(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for mark in BREAK.finditer(text):
        if "\n" not in mark.group() and ABBREVIATIONS.search(text[start : mark.start()]):
            continue
        spans.append((start, mark.start()))
        start = mark.end()
    spans.append((start, len(text)))
    return [(first, last) for first, last in spans if text[first:last].strip()]


def _proper(text: str, spans: Sequence[tuple[int, int]]) -> frozenset[str]:
    """Words written large inside a sentence somewhere: names, also where they begin one."""
    inside = [word for start, end in spans for word in WORD.findall(text[start:end])[1:]]
    small = {word for word in inside if word[0].islower()}
    return frozenset(_name(word) for word in inside if word[0].isupper() and word.lower() not in small)


@lru_cache(maxsize=100_000)
def _name(word: str) -> str:
    return re.sub(r"['’]s?$", "", word).lower().replace("-", "").replace("’", "").replace("'", "")


def _line(text: str, start: int, end: int, garble: Garble, proper: frozenset[str]) -> Line:
    own = text[start:end]
    for phrase in sorted(garble.phrases, key=lambda one: -one.mention.start):
        mention = phrase.mention
        if start <= mention.start and mention.end <= end:
            own = own[: mention.start - start] + phrase.plain + own[mention.end - start :]
    words = WORD.findall(own)
    names = frozenset(
        name for word in words if word[0].isupper() and (name := _name(word)) in proper and word.lower() not in COMMON
    )
    figures = frozenset(figure for word in words if word.lower() != "one" and (figure := _figure(word)) is not None)
    found = (" ".join(WORD.findall(quote.lower())) for quote in QUOTE.findall(own))
    quotes = frozenset(quote for quote in found if len(quote.split()) >= WORDS_OF_QUOTE)
    low = tuple(word.lower() for word in words)
    stems = frozenset(word[:STEM] for word in low if word not in COMMON and not word[0].isdigit() and _name(word) not in names)
    return Line(start, end, low, stems, names, figures, quotes, names | figures | quotes)


def _figure(word: str) -> str | None:
    """A number in figures: of "1,200", "fourteen", "thirty-four"."""
    if word[0].isdigit():
        return word.replace(",", "").rstrip(".")
    tens, _, units = word.lower().partition("-")
    if tens in TENS and UNITS.get(units, 10) < 10:
        return str(TENS[tens] + UNITS[units])
    return FIGURES.get(tens)  # also of "four-year-old"


def align(copy: Sequence[Line], original: Sequence[Line]) -> Alignment:
    """The best alignment of a supposed copy's sentences to those of the other text, in order."""
    likeness = [[_alike(one, other) for other in original] for one in copy]
    pairs = _best_path(likeness)
    total = sum(len(line.words) for line in copy) or 1
    covered = sum(len(copy[i].words) for i, _ in pairs)
    anywhere = sum(len(line.words) for line, row in zip(copy, likeness, strict=True) if max(row, default=0.0) >= ALIKE)
    alike = sum(likeness[i][j] * len(copy[i].words) for i, j in pairs) / covered if covered else 0.0
    known = frozenset().union(*(line.anchors | line.stems for line in original)) if original else frozenset()
    own = frozenset().union(*(line.anchors for line in copy)) if copy else frozenset()
    strange = len([one for one in own if one not in known and one[:STEM] not in known]) / len(own) if own else 0.0
    spans = tuple(Aligned(copy[i].start, copy[i].end, original[j].start, original[j].end) for i, j in pairs)
    kept = sum(len(copy[i].words) for i, j in pairs if _dice(frozenset(copy[i].words), frozenset(original[j].words)) >= VERBATIM)
    return Alignment(covered / total, anywhere / total, alike, strange, kept / covered if covered else 0.0, spans)


def _best_path(likeness: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    rows, columns = len(likeness), len(likeness[0]) if likeness else 0
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            here = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] >= ALIKE else -1.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], here)
    path, i, j = [], 0, 0
    while i < rows and j < columns:
        if likeness[i][j] >= ALIKE and abs(best[i][j] - likeness[i][j] - best[i + 1][j + 1]) < 1e-9:
            path.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return path


def _alike(one: Line, other: Line) -> float:
    """How far two sentences say the same: mostly by names, figures, quotations, then by words and length."""
    words = _dice(one.stems, other.stems)
    length = min(len(one.words), len(other.words)) / max(len(one.words), len(other.words), 1)
    if not one.anchors or not other.anchors:
        return 0.75 * words + 0.15 * length + (0.1 if not one.anchors and not other.anchors else 0.0)
    anchors = _dice(one.anchors, other.anchors)
    value = 0.55 * anchors + 0.35 * words + 0.1 * length
    return value * (0.6 if one.figures and other.figures and not one.figures & other.figures else 1.0)


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0
