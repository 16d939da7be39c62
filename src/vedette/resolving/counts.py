"""Resolves words of number ("at least 14", "dozens", "six, including two children") into a low and a high count.

In: a phrase, with the nouns counted. Out: a Match of a Count, or None where nothing is counted. The words' bounds are in
counts.toml. A vague word is an interval: ACLED's fixed readings of it (several = 3 or 10, dozens = 12) belong to the export
in ACLED's form, not here. A part told after "including" is not added, the members of a list are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from vedette.lexicon.tables import Lexicon, load
from vedette.model import Count, Match
from vedette.resolving.count_phrases import FINDER, Numbers, counted_words, numbers_of, split_phrase, symbols_of
from vedette.resolving.count_values import value_of

__all__ = ["find_counts", "resolve_count"]
