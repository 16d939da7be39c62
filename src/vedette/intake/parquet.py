"""A Parquet file of reports -> Drafts, a row each; a few rows are held at a time.

DuckDB reads it, and needs a file to go back and forth in: a stream is copied into one without a name that outlives it. Columns are
those of a report as JSON, or the names that spreadsheets of news use.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, cast

from vedette.errors import ReportError, TooLarge, UnreadableFile
from vedette.intake.drafts import Draft, Found
from vedette.intake.records import read_record
from vedette.intake.sheets import columns_of
from vedette.intake.unpacking import Bounded

ROWS = 64
LARGEST_COPY = 8_000_000_000
# Nothing is fetched, one core is used, and a row group that does not fit is refused instead of killing the process.
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "threads": 1,
    "memory_limit": "1GB",
}
FIELDS = {"body": "text", "title": "title", "byline": "byline", "publisher": "publisher", "published": "published"}
FIELDS |= {"url": "url", "ref": "id"}
# What Python's record takes as it is; anything else is turned into words.
PLAIN = frozenset({"VARCHAR", "DATE", "TIMESTAMP", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"})
MOMENT = "TIMESTAMP WITH TIME ZONE"


def read_parquet(stream: io.BufferedReader) -> Iterator[Found]:
    """Each row's draft behind its number ("#3"); raises UnreadableFile for what is no Parquet or has no column of texts."""
    import duckdb

    with _file_of(stream) as path, duckdb.connect(":memory:", config=SETTINGS) as database:
        try:
            table = database.read_parquet(str(path))
            asked = _columns(table.columns, [str(sort) for sort in table.types])
            table.create_view("given")
            rows = database.execute(f"SELECT {', '.join(asked.values())} FROM given")  # noqa: S608  # names are quoted
            number = 0
            while page := rows.fetchmany(ROWS):
                for row in page:
                    number += 1
                    yield f"#{number}", _draft(dict(zip(asked, row, strict=True)))
        except duckdb.OutOfMemoryException:
            words = f"row groups that do not fit into {SETTINGS['memory_limit']}; write it with fewer rows in each"
            raise TooLarge(words) from None
        except duckdb.Error as error:
            raise UnreadableFile(f"no Parquet file, or one that is broken: {_first_line(error)}") from None


def _draft(record: dict[str, Any]) -> Draft | ReportError:
    moment = record.get("moment")
    if isinstance(moment, int):
        record["published"] = dt.datetime.fromtimestamp(moment / 1_000_000, dt.UTC)
    try:
        return read_record(record)
    except ReportError as error:
        return error


def _columns(names: Sequence[str], sorts: Sequence[str]) -> dict[str, str]:
    """For each field of a record what is asked of the file."""
    found = columns_of(names)
    if "body" not in found:
        told = ", ".join(" ".join(name.split())[:30] for name in names[:8])
        raise UnreadableFile(f"no column holds text: name one text, body or content (there are {told})")
    asked = {}
    for field, at in found.items():
        quoted = '"' + names[at].replace('"', '""') + '"'
        if sorts[at] == MOMENT:  # as microseconds: DuckDB needs more than we have to show it
            asked["moment" if field == "published" else FIELDS[field]] = f"epoch_us({quoted})"
        else:
            asked[FIELDS[field]] = quoted if sorts[at] in PLAIN else f"CAST({quoted} AS VARCHAR)"
    return asked


@contextmanager
def _file_of(stream: io.BufferedReader) -> Iterator[Path]:
    """A file with a plain name that holds what the stream does: a link to its own, or a copy. DuckDB would read a * in a name."""
    with TemporaryDirectory(prefix="vedette-") as folder:
        path = Path(folder, "given.parquet")
        if (own := _own_file(stream)) is not None:
            path.symlink_to(own)
        else:
            with path.open("wb") as copy:
                shutil.copyfileobj(cast(BinaryIO, Bounded(stream, LARGEST_COPY, "a Parquet file")), copy, 1 << 20)
        yield path


def _own_file(stream: io.BufferedReader) -> Path | None:
    """The file that a stream reads from its beginning; None where it reads something else."""
    try:
        path = Path(str(stream.name)).absolute()
        same = os.path.samestat(os.fstat(stream.fileno()), path.stat())
    except (AttributeError, OSError, ValueError):
        return None
    return path if same and path.is_file() else None


def _first_line(error: Exception) -> str:
    words = str(error).split("\n", 1)[0]
    return " ".join(words.split())[:200]
