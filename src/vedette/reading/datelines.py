"""A report's datelines ("BAGHDAD, Nov 3 (Reuters) —") -> sentences of their own, with the place and the day as tokens.

The parser is not given them (see sentences.py): it takes them for a part of what follows. Their places and days are read
like all others; nothing is said to happen in them. Their index is below zero, so that none is taken for a sentence of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vedette.lexicon import Lexicon
from vedette.model import Dateline, Name, Report, Sentence, Token
from vedette.reading.sentences import bylines_of

WORD = re.compile(r"\w+\.?(?:[’'-]\w+)*|[^\w\s]")
NAMES = {"place": "GPE", "day": "DATE"}


def find_datelines(report: Report, lexicon: Lexicon) -> tuple[Sentence, ...]:
    """The datelines of a report's first paragraphs, in text order."""
    found = [tokens for match in bylines_of(report, lexicon) if (tokens := tuple(_tokens(match)))]
    return tuple(
        Sentence(
            number - len(found),
            tokens[0].start,
            tokens[-1].end,
            tokens,
            part="dateline",
            text=report.text[tokens[0].start : tokens[-1].end],
        )
        for number, tokens in enumerate(found)
    )


def first_of(names: Sequence[Name]) -> Dateline:
    """The place and the day of a report's first dateline, out of all its names."""
    own = sorted((name for name in names if name.sentence < 0), key=lambda name: (name.sentence, name.first))
    first = [name for name in own if name.sentence == own[0].sentence]
    place = next((name.mention for name in first if name.label == "place"), None)
    return Dateline(place, next((name.mention for name in first if name.label == "date"), None))


def _tokens(match: re.Match[str]) -> Iterator[Token]:
    """The words of a dateline's place and day; those of one part hang on its first."""
    index = 0
    for part, label in NAMES.items():
        if part not in match.re.groupindex or match[part] is None:
            continue
        for word in WORD.finditer(match.string, *match.span(part)):
            tag = "NNP" if word.group()[0].isalpha() else "CD" if word.group()[0].isdigit() else ","
            name = label if tag != "," else ""
            yield Token(index, word.group(), word.group(), tag, "ROOT" if index == 0 else "dep", 0, word.start(), word.end(), name)
            index += 1
