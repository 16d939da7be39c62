"""What the names of parties share: how words are folded so that spellings agree, and whether a dated fact holds on a day.

In: words as a report or the parser writes them; `since` and `until` of a row. Out: Pieces; yes or no.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'", "´": "'"})
LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "đ": "d", "Đ": "D", "ß": "ss", "ə": "a", "æ": "ae"})
BREAKS = re.compile(r"[-‐‑‒–—/\s]+")
NOT_LETTERS = re.compile(r"[^\w&]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A folded part of a word, as it was cased, and the number of the word."""

    low: str
    cased: str
    word: int


def fold(words: Iterable[str]) -> list[Piece]:
    """The pieces of words: without accents, hyphens, dots and apostrophes, a possessive "'s" as a piece of its own.

    >>> [piece.low for piece in fold(["Kata'ib", "U.S.-led", "Russia's"])]
    ['kataib', 'us', 'led', 'russia', "'s"]
    """
    return [Piece(low, cased, number) for number, word in enumerate(words) for low, cased in _fold_word(word)]


def within(since: str, until: str, date: dt.date | None) -> bool:
    """Whether a day lies in [since, until), each a year, month or day; with no day known, whether it is still so."""
    if date is None:
        return not until
    day = date.isoformat()
    return since <= day and (not until or day[: len(until)] < until or (len(until) < 10 and day[: len(until)] == until))


@lru_cache(maxsize=100_000)
def _fold_word(word: str) -> tuple[tuple[str, str], ...]:
    plain = unicodedata.normalize("NFKD", word.translate(APOSTROPHES).translate(LETTERS))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    found: list[tuple[str, str]] = []
    for part in BREAKS.split(plain):
        bare = part.rstrip(".,;:!?\"')]}")
        own = bare.lower().endswith("'s")
        cased = NOT_LETTERS.sub("", bare[:-2] if own else bare)
        if cased:
            found.append((cased.lower(), cased))
        if own:
            found.append(("'s", "'s"))
    return tuple(found)
