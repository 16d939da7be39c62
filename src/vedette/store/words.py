"""A text -> its words as SQLite's FTS5 takes them apart (unicode61, without diacritics), for a database that has no such index.

Letters and digits make words, all else parts them; case and the accents of letters go. The stems are the database's work.
"""

from __future__ import annotations

import re
import unicodedata

PLAIN = re.compile("[a-z0-9]+")
# An index takes no word that is longer than this by far.
LONGEST = 400


def words_of(text: str) -> list[str]:
    """The words of a text, in order.

    >>> words_of("Khān Yūnis: al-Qa'im, U.S. 5th")
    ['khan', 'yunis', 'al', 'qa', 'im', 'u', 's', '5th']
    """
    lowered = text.lower()
    if lowered.isascii():
        return PLAIN.findall(lowered)
    bare = unicodedata.normalize("NFD", lowered)
    return [word[:LONGEST] for word in bare.translate(_WITHIN).split()]


class _Within(dict[int, str | None]):
    """For each character what stands for it: itself, nothing for an accent, a space for what parts words."""

    def __missing__(self, point: int) -> str | None:
        sort = unicodedata.category(chr(point))
        self[point] = chr(point) if sort[0] in "LN" or sort == "Co" else None if sort[0] == "M" else " "
        return self[point]


_WITHIN = _Within()
