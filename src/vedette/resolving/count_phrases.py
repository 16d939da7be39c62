"""The words and the grammar of numbers: reads words into symbols, finds the numbers that count things, gives their values.

In: words as the parser splits them. Out: Numbered, spans with the least and the most that they say. A number is no count
where it is a date, time, measure, age, price or part of a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from vedette.lexicon.tables import Lexicon, Row
from vedette.resolving.date_phrases import find_dates

# One symbol a word: D digits, w number word, X multiplier, G plural of a number, Q vague number, Z none; a bound's own words.
SMALL = r"(?:D\d+ |w\d+ (?:(?:- )?w\d )?)"
QUANT = rf"(?:half a X\d+ |G\w+ (?:of (?:G\w+ |X\d+ ))?|(?:a )?Q\w+ (?:of )?(?:(?:X\d+|G\w+) )*|(?:a |(?:D\S+ |{SMALL})(?:- )?)X\d+ (?:(?:and )?{SMALL})?(?:X\d+ (?:(?:and )?{SMALL})?)*|{SMALL})"
NUMERAL = frozenset("DwXGQ")
DIGITS = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,9})(?:(\+)|k)?|(\d+\.\d+)(?:k)?")


@dataclass(frozen=True, slots=True)
class Numbers:
    """The word file read into look-ups; `finder` is the grammar with the words that bound a number."""

    symbols: dict[str, str]
    rows: dict[str, Row]
    bounds: dict[str, Row]
    behind: dict[str, Row]
    sets: dict[str, frozenset[str]]
    none_before: frozenset[str]
    outcomes: dict[str, str]
    pronouns: dict[str, Row]
    plurals: frozenset[str]
    unless: dict[str, Row]
    finder: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number among words [first, last): the least and the most that it says, how sure that is, and what it says."""

    first: int
    last: int
    low: int | None
    high: int | None
    score: float
    why: str


def split_phrase(phrase: str) -> list[str]:
    """The words of a phrase, marks apart, as a parser would give them."""
    return re.findall(r"\d[\d,.]*\d\w*\+?|\d\w*\+?|['’]s\b|[^\W\d_][\w.-]*(?:['’][^\Ws]\w*)?|[^\w\s]", phrase)


def numbered(words: Sequence[str], known: Numbers) -> list[Numbered]:
    """The numbers among `words` that count something, in order."""
    symbols, owners = _symbols_of(words, known)
    if not any(symbol[0] in NUMERAL or symbol == "Z" for symbol in symbols):
        return []
    symbols = _counting(words, symbols, owners, known)
    text, starts, at = " ".join(symbols) + " ", {}, 0
    for index, symbol in enumerate(symbols):
        starts[at] = index
        at += len(symbol) + 1
    starts[at] = len(symbols)
    found = []
    for m in known.finder.finditer(text):
        first, last = owners[starts[m.start()]], owners[starts[m.end()] - 1] + 1
        found.append(_valued(m, (first, last), known))
    return found


def _symbols_of(words: Sequence[str], known: Numbers) -> tuple[list[str], list[int]]:
    symbols: list[str] = []
    owners: list[int] = []
    for index, word in enumerate(words):
        for symbol in _symbols(word, known):
            symbols.append(symbol)
            owners.append(index)
    return symbols, owners


def _symbols(word: str, known: Numbers) -> list[str]:
    lowered = word.lower()
    if (symbol := known.symbols.get(lowered)) is not None:
        return [symbol]
    if word[0].isdigit() and (m := DIGITS.fullmatch(lowered)):
        value = float(m[3]) if m[3] else int(m[1].replace(",", ""))
        value = value * 1000 if lowered.endswith("k") else value
        return [f"D{int(value) if value == int(value) else value}", *(["+"] if m[2] else [])]
    if len(word) > 2 and any(mark in word for mark in "-–—"):
        parts = [part for part in re.split(r"([-–—])", lowered) if part]
        if all(part in "-–—" or part in known.symbols or DIGITS.fullmatch(part) for part in parts):
            return [symbol for part in parts for symbol in (["-"] if part in "-–—" else _symbols(part, known))]
    return ["-"] if word in ("-", "–", "—") else ["_"]


def _counting(words: Sequence[str], symbols: Sequence[str], owners: Sequence[int], known: Numbers) -> list[str]:
    """The symbols, with those of numbers that count nothing blanked."""
    dated = {index for first, last in find_dates(words) for index in range(first, last)}
    lowered = [word.lower() for word in words]
    kept: list[str] = []
    for place, symbol in enumerate(symbols):
        owner = owners[place]
        if symbol == "no":
            none = owner + 1 < len(words) and lowered[owner + 1] in known.none_before
            kept.append("Z" if none else "no")
        elif symbol[0] in NUMERAL and (owner in dated or _no_count(words, lowered, symbols, owners, kept, known)):
            kept.append("_")
        else:
            kept.append(symbol)
    return kept


def _no_count(
    words: Sequence[str], lowered: Sequence[str], symbols: Sequence[str], owners: Sequence[int], kept: Sequence[str], known: Numbers
) -> bool:
    """Whether the number at the place after `kept` is a measure, name, age or year."""
    raise NotImplementedError
