"""The lists of function words: found by id, folded into sets, and an error where there is no such list."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from vedette.errors import LexiconError
from vedette.lexicon import load
from vedette.lexicon.grammar import FILES, in_order, listed

SOURCE = Path(__file__).parents[2] / "src" / "vedette"
ROWS = [row for file in FILES for row in load().rows(file, "list")]
IDS = [row["id"] for row in ROWS]
MEMBERS = [
    ("open-pronouns", "they", True),
    ("open-pronouns", "rebels", False),
    ("quantities", "dozens", True),
    ("quantities", "town", False),
    ("locative", "near", True),
    ("directed", "near", False),
    ("directed", "towards", True),
    ("lethal", "behead", True),
    ("lethal", "wound", False),
]


@pytest.mark.parametrize(("name", "word", "is_in"), MEMBERS)
def test_members(name: str, word: str, is_in: bool) -> None:
    assert (word in listed(name)) is is_in


def test_a_list_that_is_none() -> None:
    with pytest.raises(LexiconError, match=r"grammar\.toml: there is no list 'adjectives'"):
        listed("adjectives")


@pytest.mark.parametrize("name", IDS)
def test_a_list_has_words_each_once(name: str) -> None:
    (row,) = [row for row in ROWS if row["id"] == name]
    assert row.words("words")
    assert len(set(row.words("words"))) == len(row.words("words"))
    assert row["gloss"]


def test_every_list_is_asked_for_and_every_list_asked_for_is_there() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    assert set(re.findall(r"(?:= |enumerate\()(?:listed|in_order)\(\"([\w-]+)\"\)", code)) == set(IDS)


def test_a_list_keeps_its_order() -> None:
    assert in_order("number-words")[:3] == ("zero", "one", "two")
