"""A text -> the stems of its words, just as SQLite's FTS5 makes them (porter over unicode61, without diacritics).

For a database that has no such index, so that the same words find the same reports in both. Letters and digits make words, all
else parts them; case and the accents of letters go; then come Porter's steps (1980, with his later "bli" and "logi").
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

PLAIN = re.compile("[a-z0-9]+")
# Words of fewer letters, and of more bytes, have no stem; an index takes none that is longer than the last by far.
SHORTEST, LONGEST, LONGEST_KEPT = 3, 64, 400
# An index of PostgreSQL holds so many bytes of a text's different stems; no text in plain words has as many.
MOST_BYTES = 1_000_000
VOWELS = frozenset("aeiou")
# Endings of each step, with what stands in their place; of a word that has one, the first that fits is tried and no other.
DOUBLED = (("at", "ate"), ("bl", "ble"), ("iz", "ize"))
SECOND = (
    *(("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("logi", "log"), ("bli", "ble")),
    *(("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"), ("ator", "ate")),
    *(("alism", "al"), ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive")),
    ("biliti", "ble"),
)
THIRD = (("ical", "ic"), ("ness", ""), ("icate", "ic"), ("iciti", "ic"), ("ful", ""), ("ative", ""), ("alize", "al"))
FOURTH = (
    *("al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "sion", "tion", "ou", "ism", "ate", "iti"),
    *("ous", "ive", "ize"),
)


def stems_of(text: str) -> list[str]:
    """The stems of the words of a text, in order.

    >>> stems_of("Khān Yūnis: fighters of al-Qa'im retreated")
    ['khan', 'yuni', 'fighter', 'of', 'al', 'qa', 'im', 'retreat']
    """
    return [stem(word[:LONGEST_KEPT]) for word in words_of(text)]


def found_by(text: str) -> str:
    """The stems of a text, apart by spaces, without those that come when an index is full of other ones."""
    stems, held, size = stems_of(text), dict[str, bool](), 0
    for one in stems:
        if one not in held:
            size += len(one.encode())
            held[one] = size <= MOST_BYTES
    return " ".join(one for one in stems if held[one])


def words_of(text: str) -> list[str]:
    """The words of a text, in order.

    >>> words_of("Khān Yūnis: al-Qa'im, U.S. 5th")
    ['khan', 'yunis', 'al', 'qa', 'im', 'u', 's', '5th']
    """
    lowered = text.lower()
    if lowered.isascii():
        return PLAIN.findall(lowered)
    return unicodedata.normalize("NFD", lowered).translate(_WITHIN).split()


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of a word.

    >>> [stem(word) for word in ("retaken", "shelling", "hopping", "agreed", "technology", "possibly", "relational", "us")]
    ['retaken', 'shell', 'hop', 'agre', 'technolog', 'possibl', 'relat', 'us']
    """
    if not SHORTEST <= len(word) <= LONGEST:
        return word
    word = _past(_one_of_many(word))
    if word[-1] == "y" and _has_vowel(word[:-1]):
        word = word[:-1] + "i"
    for endings in (SECOND, THIRD):
        word = next((_put(word, end, other) for end, other in endings if _ends(word, end)), word)
    word = next((_cut(word, end) for end in FOURTH if _ends(word, end)), word)
    if word[-1] == "e" and (_turns(word[:-1]) > 1 or (_turns(word[:-1]) == 1 and not _is_short(word[:-1]))):
        word = word[:-1]
    return word[:-1] if word.endswith("ll") and _turns(word[:-1]) > 1 else word


def _one_of_many(word: str) -> str:
    """Without the "s" of many."""
    if not word.endswith("s") or word.endswith("ss"):
        return word
    return word[:-2] if _ends(word, "sses") or _ends(word, "ies") else word[:-1]


def _past(word: str) -> str:
    """Without "ed" and "ing"."""
    if _ends(word, "eed"):
        return word[:-1] if _turns(word[:-3]) else word
    end = next((end for end in ("ed", "ing") if _ends(word, end)), "")
    bare = word[: len(word) - len(end)]
    if not end or not _has_vowel(bare):
        return word
    for short, whole in DOUBLED:
        if _ends(bare, short):
            return bare[: -len(short)] + whole
    if len(bare) > 1 and bare[-1] == bare[-2] and bare[-1] not in "aeioulsz":
        return bare[:-1]
    return bare + "e" if _turns(bare) == 1 and _is_short(bare) else bare


def _ends(word: str, end: str) -> bool:
    return len(word) > len(end) and word.endswith(end)


def _put(word: str, end: str, other: str) -> str:
    bare = word[: -len(end)]
    return bare + other if _turns(bare) else word


def _cut(word: str, end: str) -> str:
    bare = word[: -len(end)] + (end[0] if end in ("sion", "tion") else "")
    return bare if _turns(bare) > 1 else word


def _sorts(word: str) -> str:
    """Its letters as c(onsonants) and v(owels); a "y" is a vowel behind a consonant."""
    found = ""
    for letter in word:
        found += "v" if letter in VOWELS or (letter == "y" and found.endswith("c")) else "c"
    return found


def _turns(word: str) -> int:
    """How often a vowel is followed by a consonant."""
    return sum(pair == ("v", "c") for pair in pairwise(_sorts(word)))


def _has_vowel(word: str) -> bool:
    return not VOWELS.isdisjoint(word) or "y" in word[1:]


def _is_short(word: str) -> bool:
    """Whether it ends with consonant, vowel, consonant, the last no w, x or y."""
    return _sorts(word)[-3:] == "cvc" and word[-1] not in "wxy"


class _Within(dict[int, str | None]):
    """For each character what stands for it: itself, nothing for an accent, a space for what parts words."""

    def __missing__(self, point: int) -> str | None:
        sort = unicodedata.category(chr(point))
        self[point] = chr(point) if sort[0] in "LN" or sort == "Co" else None if sort[0] == "M" else " "
        return self[point]


_WITHIN = _Within()
