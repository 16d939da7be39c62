"""Word files: rows that know their file and line, a user's folder laid over ours, and errors that say where the mistake is."""

from __future__ import annotations

from pathlib import Path

import pytest

from vedette.errors import LexiconError
from vedette.lexicon import Lexicon, load
from vedette.lexicon.tables import Row


def rows(folder: Path, text: str, name: str = "pets", table: str = "pet") -> tuple[Row, ...]:
    """The rows of a word file of the user's that we have none of."""
    path = folder / f"{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return Lexicon(folder).rows(name, table)


LINES = [
    ("first line", '[[pet]]\nid = "cat"\n', [1]),
    ("blank lines before it", '\n\n[[pet]]\nid = "cat"\n', [3]),
    ("a comment and a blank line before it", '# pets\n\n[[pet]]\nid = "cat"\n', [3]),
    ("two rows", '[[pet]]\nid = "cat"\n\n\n[[pet]]\nid = "dog"\n', [1, 5]),
    ("no blank line between", '[[pet]]\nid = "cat"\n[[pet]]\nid = "dog"\n', [1, 3]),
    ("indented", '\n  [[pet]]\n  id = "cat"\n', [2]),
    ("behind a tab, with spaces inside", '\n\t[[ pet ]]\nid = "cat"\n', [2]),
    ("another table between", '[[pet]]\nid = "cat"\n\n[[food]]\nid = "fish"\n\n[[pet]]\nid = "dog"\n', [1, 7]),
    ("a table with a longer name", '[[pets]]\nid = "cat"\n\n[[pet]]\nid = "dog"\n', [4]),
    ("none", '[[food]]\nid = "fish"\n', []),
    ("empty file", "", []),
]


@pytest.mark.parametrize(("text", "lines"), [row[1:] for row in LINES], ids=[row[0] for row in LINES])
def test_a_row_knows_its_file_and_line(tmp_path: Path, text: str, lines: list[int]) -> None:
    found = rows(tmp_path, text)
    assert [row.line for row in found] == lines
    assert all(row.file == str(tmp_path / "pets.toml") for row in found)


def test_our_rows_know_their_lines() -> None:
    for row in load().rows("kinds", "kind"):
        text = Path(row.file).read_text(encoding="utf-8").splitlines()
        assert text[row.line - 1] == "[[kind]]"
        assert text[row.line] == f'id = "{row["id"]}"'


def test_a_users_row_replaces_ours_by_id_and_others_are_added(tmp_path: Path) -> None:
    (tmp_path / "grammar.toml").write_text(
        '[[list]]\nid = "watching"\nwords = ["spotter"]\n\n[[list]]\nid = "pets"\nwords = ["cat"]\n', encoding="utf-8"
    )
    ours = {row["id"]: row for row in load().rows("grammar", "list")}
    laid_over = {row["id"]: row for row in load(tmp_path).rows("grammar", "list")}
    assert set(laid_over) == {*ours, "pets"}
    assert laid_over["watching"].words("words") == ("spotter",)
    assert laid_over["pets"].file == str(tmp_path / "grammar.toml")
    assert laid_over["legal"] == ours["legal"]
    assert ours["watching"].words("words") != ("spotter",)


def test_a_users_row_replaces_ours_by_its_words(tmp_path: Path) -> None:
    (tmp_path / "stand_ins.toml").write_text('[[stand_in]]\nwords = "IS"\nplain = "Daesh"\nevidence = []\n', encoding="utf-8")
    found = [row["plain"] for row in load(tmp_path).rows("stand_ins", "stand_in") if row["words"] == "IS"]
    assert found == ["Daesh"]


def test_a_users_file_in_a_folder_is_added(tmp_path: Path) -> None:
    (tmp_path / "actors").mkdir()
    (tmp_path / "actors" / "mine.toml").write_text(
        '[[actor]]\nid = "red-heron"\nname = "Red Heron"\n\n[[actor]]\nid = "farc"\nname = "FARC, as I see it"\n',
        encoding="utf-8",
    )
    found = {row["id"]: row["name"] for row in load(tmp_path).rows("actors/", "actor")}
    assert len(found) == len(load().rows("actors/", "actor")) + 1
    assert (found["red-heron"], found["farc"]) == ("Red Heron", "FARC, as I see it")


def test_without_a_users_folder_ours_stand_alone() -> None:
    assert {Path(row.file).name for row in load().rows("actors/", "actor")} >= {"groups_africa.toml", "organisations.toml"}


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="no such folder of word files"):
        load(tmp_path / "nowhere")


WRONG = [
    ("no toml", '[[pet]]\nid = "cat\n', r"pets\.toml: .*line 2"),
    ("a table, not a list of them", '[pet]\nid = "cat"\n', r"pets\.toml: 'pet' must be written \[\[pet\]\]"),
    ("a list of words", 'pet = ["cat"]\n', r"pets\.toml: 'pet' must be written \[\[pet\]\]"),
]


@pytest.mark.parametrize(("text", "message"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_a_wrong_file_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        rows(tmp_path, text)


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "pets.toml").write_bytes(b"\xff\xfe\x00p")
    with pytest.raises(LexiconError, match=r"pets\.toml"):
        Lexicon(tmp_path).rows("pets", "pet")


def test_a_missing_field_names_file_and_line(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, '# pets\n\n[[pet]]\nid = "cat"\n')
    with pytest.raises(LexiconError, match=r"pets\.toml:3: the row lacks 'sound'"):
        row["sound"]
    assert row.get("sound") is None
    assert row.get("sound", "miaow") == "miaow"
    assert str(row.wrong("cats do not bark")).endswith("pets.toml:3: cats do not bark")


WORDS = [('["cat", "tom"]', ("cat", "tom")), ('"cat"', ("cat",)), ("[]", ())]


@pytest.mark.parametrize(("written", "words"), WORDS)
def test_words(tmp_path: Path, written: str, words: tuple[str, ...]) -> None:
    (row,) = rows(tmp_path, f'[[pet]]\nid = "cat"\nwords = {written}\n')
    assert row.words("words") == words
    assert row.words("others") == ()


def test_words_that_are_none(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, '[[pet]]\nid = "cat"\nwords = ["cat", 9]\n')
    with pytest.raises(LexiconError, match=r"pets\.toml:1: 'words' must be words"):
        row.words("words")


def tsv(folder: Path, text: str) -> tuple[Row, ...]:
    (folder / "pets.tsv").write_text(text, encoding="utf-8")
    return Lexicon(folder).rows("pets", "pet")


TSV = [
    ("a row", "id\tsound\ncat\tmiaow\n", [({"id": "cat", "sound": "miaow"}, 2)]),
    (
        "comments and blank lines are passed over, quotes are kept",
        '# pets\n\nid\tsound\n# tame\ncat\t"miaow"\n',
        [({"id": "cat", "sound": '"miaow"'}, 5)],
    ),
    ("an empty cell", "id\tsound\nfish\t\n", [({"id": "fish", "sound": ""}, 2)]),
    ("only a header", "id\tsound\n", []),
    ("nothing", "# pets\n", []),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in TSV], ids=[row[0] for row in TSV])
def test_tables_of_tabs(tmp_path: Path, text: str, expected: list[tuple[dict[str, str], int]]) -> None:
    assert [(dict(row), row.line) for row in tsv(tmp_path, text)] == expected


@pytest.mark.parametrize(("line", "cells"), [("cat", 1), ("cat\tmiaow\ttame", 3)])
def test_a_row_of_too_few_or_too_many_cells(tmp_path: Path, line: str, cells: int) -> None:
    with pytest.raises(LexiconError, match=rf"pets\.tsv:4: {cells} cells where the header has 2"):
        tsv(tmp_path, f"# pets\nid\tsound\ndog\tbark\n{line}\n")
