"""The lines of a page's text -> those that are sentences of the news, and whether a paywall speaks in the others.

What is left out must have the whole form of a link, a share bar, a credit or a notice, by the word file `pages`; a line whose
words are all one link goes only where it is no sentence. When in doubt, a line stays.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from vedette.lexicon import Row, load

LONGEST = 200
LONGEST_HEADLINE = 150
FINAL = ".!?…"
CLOSING = "\"'”’»)]"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The lines of the news, in order; `walled` where one that was left out tells of a paywall."""

    lines: tuple[str, ...]
    walled: bool


@dataclass(frozen=True, slots=True)
class _Words:
    line: tuple[tuple[int, re.Pattern[str]], ...]
    heading: tuple[tuple[int, re.Pattern[str]], ...]
    paywall: tuple[tuple[int, re.Pattern[str]], ...]
    share: re.Pattern[str]


def without_boilerplate(lines: Sequence[str], *, linked: Collection[str] = ()) -> Cleaned:
    """The lines that are no boilerplate; `linked` are the texts of those that are one link as a whole."""
    words = _words()
    kept: list[str] = []
    walled = listing = False
    for line in lines:
        plain = " ".join(line.split())
        headline = len(plain) <= LONGEST_HEADLINE and not is_sentence(plain) and not plain.startswith(("(", "["))
        if _matches(words.heading, plain):
            listing = True
        elif _matches(words.paywall, plain):
            walled = True
        elif not (_matches(words.line, plain) or words.share.fullmatch(plain) or (headline and (listing or plain in linked))):
            listing = False
            kept.append(line)
    return Cleaned(tuple(kept), walled)


def is_sentence(line: str) -> bool:
    """Whether a line ends as a sentence does."""
    return line.rstrip(CLOSING)[-1:] in FINAL and line.rstrip(CLOSING) != ""


def _matches(patterns: tuple[tuple[int, re.Pattern[str]], ...], line: str) -> bool:
    return any(len(line) <= most and pattern.fullmatch(line) for most, pattern in patterns)


@lru_cache(maxsize=1)
def _words() -> _Words:
    rows = load().rows
    shared = sorted({word for row in rows("pages", "share") for word in row.words("words")}, key=len, reverse=True)
    # Possessive, so that a long line of such words with another at its end is not tried in every division.
    share = rf"(?:(?:{'|'.join(re.escape(word) for word in shared)})(?:[\s|/•·,:+&-]+|$))++"
    return _Words(
        line=_grouped(rows("pages", "line")),
        heading=_grouped(rows("pages", "heading")),
        paywall=_grouped(rows("pages", "paywall")),
        share=re.compile(share, re.IGNORECASE),
    )


def _grouped(rows: tuple[Row, ...]) -> tuple[tuple[int, re.Pattern[str]], ...]:
    """One pattern for all rows of the same length, in rising order; raises LexiconError for one that is none."""
    by_most: dict[int, list[str]] = {}
    for row in rows:
        by_most.setdefault(int(row.get("most", LONGEST)), []).append(f"(?:{_checked(row)})")
    return tuple((most, re.compile("|".join(patterns), re.IGNORECASE)) for most, patterns in sorted(by_most.items()))


def _checked(row: Row) -> str:
    try:
        re.compile(row["pattern"])
    except re.error as error:
        raise row.wrong(f"the pattern of {row['id']!r} is none: {error}") from None
    return str(row["pattern"])
