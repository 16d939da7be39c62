"""Lists of words by id: function words and verb classes (`data/grammar.toml`), words for comparing (`data/comparing.toml`).

They are grammar, so no user's file overrides them.
"""

from __future__ import annotations

from functools import lru_cache

from vedette.errors import LexiconError
from vedette.lexicon.tables import load

FILES = ("comparing", "grammar")


@lru_cache(maxsize=256)
def listed(name: str) -> frozenset[str]:
    """The words of a list; raises LexiconError where there is no such list.

    >>> "dozen" in listed("quantities")
    True
    """
    return frozenset(in_order(name))


@lru_cache(maxsize=256)
def in_order(name: str) -> tuple[str, ...]:
    """The words of a list in the order of its file; raises LexiconError where there is no such list.

    >>> in_order("number-words")[3]
    'three'
    """
    for file in FILES:
        for row in load().rows(file, "list"):
            if row["id"] == name:
                return row.words("words")
    raise LexiconError(f"{', '.join(f'{file}.toml' for file in FILES)}: there is no list {name!r}")
