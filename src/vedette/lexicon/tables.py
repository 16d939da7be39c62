"""Reads word files into rows that know their file and line, so that a mistake in one can be named.

In: the name of a file under `data/` without its ending ("kinds", "actors/groups_africa"), and a user's folder of
files with the same names. Out: tuples of Row. A user's row with the key (`id`, or else `lemma`, `words`) of one of
ours replaces it; any other is added. TOML files hold arrays of tables; TSV files hold one table under a header line.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from vedette.errors import LexiconError

DATA = Path(__file__).parent / "data"
KEYS = ("id", "lemma", "words")


@dataclass(frozen=True, slots=True)
class Row(Mapping[str, Any]):
    """One row of a word file: a read-only mapping that knows its file and line."""

    fields: dict[str, Any]
    file: str
    line: int

    def __getitem__(self, key: str) -> Any:
        try:
            return self.fields[key]
        except KeyError:
            raise LexiconError(f"{self.file}:{self.line}: the row lacks {key!r}") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self.fields)

    def __len__(self) -> int:
        return len(self.fields)

    def __contains__(self, key: object) -> bool:
        return key in self.fields

    def get(self, key: str, default: Any = None) -> Any:
        """The field's value, or `default` where the row lacks it."""
        return self.fields.get(key, default)

    def words(self, key: str) -> tuple[str, ...]:
        """A field that is a list of words; a missing one is empty, a lone string counts as one word."""
        value = self.fields.get(key, ())
        if isinstance(value, str):
            return (value,)
        if not all(isinstance(item, str) for item in value):
            raise LexiconError(f"{self.file}:{self.line}: {key!r} must be words, not {value!r}")
        return tuple(value)

    def wrong(self, what: str) -> LexiconError:
        """An error that names this row's file and line."""
        return LexiconError(f"{self.file}:{self.line}: {what}")


class Lexicon:
    """All word files, read when first asked for. `directory` is a user's folder laid over ours, or None."""

    def __init__(self, directory: Path | None = None) -> None:
        if directory is not None and not directory.is_dir():
            raise LexiconError(f"{directory}: no such folder of word files")
        self.directory = directory
        self._read: dict[tuple[str, str], tuple[Row, ...]] = {}

    def rows(self, name: str, table: str) -> tuple[Row, ...]:
        """Rows of the table `table` of the word file `name`; of a whole folder where `name` ends with "/".

        >>> Lexicon().rows("kinds", "kind")[0]["id"]
        'armed-clash'
        """
        key = (name, table)
        if key not in self._read:
            self._read[key] = self._load(name, table)
        return self._read[key]

    def _load(self, name: str, table: str) -> tuple[Row, ...]:
        ours = [row for file in _files(DATA, name) for row in _rows_of(str(file), table)]
        if self.directory is None:
            return tuple(ours)
        theirs = [row for file in _files(self.directory, name) for row in _rows_of(str(file), table)]
        replaced = {_key(row) for row in theirs}
        return tuple(theirs) + tuple(row for row in ours if _key(row) not in replaced)


@lru_cache(maxsize=4)
def load(directory: Path | None = None) -> Lexicon:
    """The lexicon with the user's folder `directory` laid over it; raises LexiconError where there is no such folder."""
    return Lexicon(directory)


def _files(folder: Path, name: str) -> list[Path]:
    if name.endswith("/"):
        return sorted((folder / name).glob("*.toml"))
    found = [folder / f"{name}.toml", folder / f"{name}.tsv"]
    return [file for file in found if file.is_file()]


def _key(row: Row) -> str:
    for key in KEYS:
        if key in row:
            return f"{key}={row[key]}"
    return f"{row.file}:{row.line}"


@lru_cache(maxsize=256)
def _rows_of(file: str, table: str) -> tuple[Row, ...]:
    path = Path(file)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{file}: {error}") from error
    return _tsv_rows(file, text) if path.suffix == ".tsv" else _toml_rows(file, text, table)


def _toml_rows(file: str, text: str, table: str) -> tuple[Row, ...]:
    try:
        parsed = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{file}: {error}") from error
    found = parsed.get(table, [])
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise LexiconError(f"{file}: {table!r} must be written [[{table}]], a table a row")
    header = re.compile(rf"^[ \t]*\[\[\s*{re.escape(table)}\s*\]\]", re.MULTILINE)
    lines = [text.count("\n", 0, match.start()) + 1 for match in header.finditer(text)]
    lines += [1] * (len(found) - len(lines))
    return tuple(Row(item, file, line) for item, line in zip(found, lines, strict=False))


def _tsv_rows(file: str, text: str) -> tuple[Row, ...]:
    kept = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip() and not line.startswith("#")]
    if not kept:
        return ()
    header = kept[0][1].split("\t")
    rows = []
    for number, line in kept[1:]:
        cells = next(csv.reader(io.StringIO(line), delimiter="\t", quoting=csv.QUOTE_NONE))
        if len(cells) != len(header):
            raise LexiconError(f"{file}:{number}: {len(cells)} cells where the header has {len(header)}")
        rows.append(Row(dict(zip(header, cells, strict=True)), file, number))
    return tuple(rows)
