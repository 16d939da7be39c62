"""The stems that PostgreSQL is given are those that FTS5 makes, on every word of the samples and the gold, and on odd ones."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from vedette.store.words import stem, stems_of, words_of

ROOT = Path(__file__).parent.parent.parent
ENDINGS = "ed eed ing ational logi logy bly bli ies sses ement ment tion sion y ll e ness ize iviti ative ators s ful ence".split()
pytestmark = pytest.mark.parametrize("each_database", ["sqlite"], indirect=True)


def known_words() -> list[str]:
    files = [*(ROOT / "gold").glob("*.jsonl"), *(ROOT / "samples").glob("*.jsonl"), *(ROOT / "docs").glob("*.md")]
    return sorted({word for file in files for word in words_of(file.read_text(encoding="utf-8"))})


def odd_words() -> list[str]:
    chance = random.Random(1)  # noqa: S311  # no secret
    return ["".join(chance.choices("aeiouybcdlnstzwx", k=chance.randint(1, 5))) + chance.choice(ENDINGS) for _ in range(20_000)]


@pytest.mark.parametrize("words", [known_words, odd_words])
def test_stems_are_those_of_fts5(words: object) -> None:
    asked = words()  # type: ignore[operator]  # one of the two above
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='porter unicode61 remove_diacritics 2')")
        connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, 'instance')")
        connection.executemany("INSERT INTO t (rowid, x) VALUES (?, ?)", list(enumerate(asked)))
        made = dict(connection.execute("SELECT doc, term FROM v").fetchall())
    assert len(asked) > 5000
    assert [(word, made[n], stem(word)) for n, word in enumerate(asked) if made[n] != stem(word)] == []


TEXTS = [
    ("", []),
    ("…—«»", []),
    ("Müller’s “État-major”", ["muller", "s", "etat", "major"]),
    ("e\u0301tat naïve Sana'a", ["etat", "naiv", "sana", "a"]),
    ("الجيش 🚨 1,000", ["الجيش", "1", "000"]),
    ("x" * 5000, ["x" * 400]),
]


@pytest.mark.parametrize(("text", "stems"), TEXTS)
def test_texts_are_taken_apart(text: str, stems: list[str]) -> None:
    assert stems_of(text) == stems
