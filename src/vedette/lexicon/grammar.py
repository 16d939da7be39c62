"""Lists of function words and verb classes (`data/grammar.toml`), by id. They are grammar, so no user's file overrides them."""

from __future__ import annotations

from functools import lru_cache

from vedette.errors import LexiconError
from vedette.lexicon.tables import load


@lru_cache(maxsize=256)
def listed(name: str) -> frozenset[str]:
    """The words of a list; raises LexiconError where there is no such list.

    >>> "dozen" in listed("quantities")
    True
    """
    for row in load().rows("grammar", "list"):
        if row["id"] == name:
            return frozenset(row.words("words"))
    raise LexiconError(f"grammar.toml: there is no list {name!r}")
