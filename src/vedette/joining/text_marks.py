"""A coded report -> its TextMark: the bands of its MinHash signatures, its place in the order of originals and copies, its credits.

Two texts that are alike share a band, of the signature of their runs of three words or of their names and figures. The
credited, the garbled, the shorter report of one day comes after the others: it is the copy.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from array import array
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from vedette.joining.copies import FEWEST_ANCHORS, Text
from vedette.joining.origins import credit_of, names_of_credits
from vedette.lexicon.grammar import listed
from vedette.model import Coded, Report, TextMark
from vedette.resolving.sources import outlet_role

if TYPE_CHECKING:  # arrays are loaded when first needed
    import numpy as np

AGENCY_WORDS = listed("agency-words")
BANDS, ROWS = 32, 3
MIX = 0x9E3779B97F4A7C15
WHOLE = 2**64
LONGEST_NAME = 5
WORDS = re.compile(r"[\w&’'-]+")


def text_mark(text: Text, publishers: frozenset[str], plain: frozenset[str]) -> TextMark:
    """The mark of a report among reports of these `publishers`; `plain` are their names without case, marks and article."""
    coded, report = text.coded, text.coded.report
    order = order_of(text, publishers, credited=credit_of(coded, plain) is not None)
    bands = array("Q", _bands(text.runs, 0))
    bands.extend(_bands(text.anchors if len(text.anchors) >= FEWEST_ANCHORS else (), BANDS))
    return TextMark(report.id, report.publisher, report.published, order, bands.tobytes(), names_of_credits(coded))


def order_of(text: Text, publishers: frozenset[str], *, credited: bool) -> tuple[str | int | float, ...]:
    """What puts originals before their copies, among reports of these `publishers`; `credited`: to another outlet, by its words."""
    report = text.coded.report
    cited = credited or _cites(text.coded, publishers)
    moment = report.published_at.isoformat() if report.published_at else report.published.isoformat() if report.published else "9"
    day = report.published.isoformat() if report.published else "9"
    return (day, int(cited), int(not _agency(report)), round(text.coded.garble.score, 1), moment, -text.size, report.id)


def bands_of(mark: TextMark) -> array[int]:
    """The bands of a mark as numbers, each with its own place in the signature worked in."""
    return array("Q", mark.bands)


def _agency(report: Report) -> bool:
    """Whether a report is an agency's own."""
    name = report.publisher or ""
    return outlet_role(name) == "agency" or bool(set(name.lower().split()) & AGENCY_WORDS)


def _cites(coded: Coded, publishers: frozenset[str]) -> bool:
    """Whether a report names another outlet: of two alike of one day, that is the copy."""
    words = WORDS.findall(coded.report.text)
    runs = {" ".join(words[at : at + n]) for n in range(1, LONGEST_NAME + 1) for at in range(len(words)) if words[at][0].isupper()}
    return any(name != coded.report.publisher for name in publishers & runs)


def _bands(tokens: Iterable[str], first: int) -> list[int]:
    """The bands of a set's MinHash signature, numbered from `first`; none of an empty set."""
    import numpy as np

    hashes = np.array([zlib.crc32(token.encode()) for token in tokens], dtype=np.uint64)
    if not len(hashes):
        return []
    multipliers, offsets = _permutations()
    signature = ((hashes[:, None] * multipliers + offsets) >> np.uint64(32)).min(axis=0).reshape(BANDS, ROWS)
    mixed = signature[:, 0] * np.uint64(MIX) + signature[:, 1] * np.uint64(MIX * MIX % WHOLE) + signature[:, 2]
    return [(value ^ _drawn(f"band {at}")) for at, value in enumerate(mixed.tolist(), first)]


@lru_cache(maxsize=1)
def _permutations() -> tuple[np.ndarray, np.ndarray]:
    """Fixed multipliers and offsets, the same on every machine."""
    import numpy as np

    drawn = [[_drawn(f"{name} {at}") for at in range(BANDS * ROWS)] for name in ("times", "plus")]
    return np.array(drawn[0], dtype=np.uint64) | np.uint64(1), np.array(drawn[1], dtype=np.uint64)


@lru_cache(maxsize=1024)
def _drawn(name: str) -> int:
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")
