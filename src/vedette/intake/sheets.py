"""A CSV of reports -> Drafts, a row each, by the names in its header; a row is held at a time, its place is its line.

Commas, semicolons, tabs and bars are told apart by the header. Names are those that spreadsheets of news use; case, blanks and
underscores do not matter.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain
from typing import Any

from vedette.errors import BadRecord, ReportError, TooLarge, UnreadableFile
from vedette.intake.decoding import byte_order_mark, decode
from vedette.intake.drafts import Draft, Found
from vedette.intake.reports import MAX_CHARACTERS

# For each field the names that a column may have, the likeliest first.
COLUMNS = {
    "body": (
        "text",
        "body",
        "content",
        "fulltext",
        "articletext",
        "articlebody",
        "article",
        "story",
        "notes",
        "description",
        "summary",
    ),
    "title": ("title", "headline", "subject"),
    "published": ("published", "date", "pubdate", "publishedat", "publicationdate", "publishdate", "datepublished", "createdat"),
    "url": ("url", "link", "permalink", "address"),
    "publisher": ("publisher", "source", "outlet", "site", "sourcename", "publication", "domain"),
    "byline": ("byline", "author", "authors"),
    "ref": ("id", "ref", "guid", "uri", "articleid"),
}
MARKS = ",;\t|"
HEAD = 65_536
LONGEST_LINE = 4 * MAX_CHARACTERS
SAMPLE_BYTES = 200_000


def read_csv(stream: io.BufferedReader) -> Iterator[Found]:
    """Each row's draft behind its line; raises UnreadableFile where no column holds text."""
    lines = _decoded(stream)
    header = next(lines, "")
    csv.field_size_limit(LONGEST_LINE)
    rows = csv.reader(chain([header], lines), delimiter=mark_of(header))
    names = _row(rows) or []
    if isinstance(names, ReportError):
        raise names
    columns = columns_of(names)
    if "body" not in columns:
        told = ", ".join(" ".join(name.split())[:30] for name in names[:8] if name.strip())
        raise UnreadableFile(f"no column holds text: name one text, body or content (there are {told or 'none'})")
    while True:
        line = f":{rows.line_num + 1}"
        row = _row(rows)
        if row is None:
            return
        if isinstance(row, ReportError):
            yield line, row
        elif any(cell.strip() for cell in row):
            yield line, _draft(row, columns, len(names))


def _row(rows: Iterator[list[str]]) -> list[str] | ReportError | None:
    """The next row, or what is wrong with it; None at the end, which a line that is too long is too."""
    try:
        return next(rows, None)
    except csv.Error as error:
        return BadRecord(f"not a row of CSV: {error}")
    except ReportError as error:
        return error


def mark_of(header: str) -> str:
    """The mark between the columns of a header."""
    return max(MARKS, key=header.count)


def columns_of(names: Sequence[str]) -> Mapping[str, int]:
    """Which column holds which field."""
    plain = ["".join(letter for letter in name.lower() if letter.isalnum()) for name in names]
    return {
        field: plain.index(found)
        for field, known in COLUMNS.items()
        if (found := next((name for name in known if name in plain), ""))
    }


def _decoded(stream: io.BufferedReader) -> Iterator[str]:
    """The lines with their ends; the charset is told from the beginning."""
    head = stream.peek(SAMPLE_BYTES)[:SAMPLE_BYTES]
    charset, errors = _charset(head), "replace"
    wide = io.TextIOWrapper(stream, encoding=charset, errors=errors, newline="")
    try:
        while line := wide.readline(LONGEST_LINE + 1):
            if len(line) > LONGEST_LINE:
                raise TooLarge(f"a line of more than {LONGEST_LINE:,} characters; the rows behind it are not read")
            yield line.replace("\0", "\ufffd")
    finally:
        with suppress(ValueError):  # closed already, by who opened it
            wide.detach()


def _charset(head: bytes) -> str:
    mark = byte_order_mark(head)
    if mark is not None:
        return "utf-8-sig" if mark == "utf-8" else mark
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4:
            decode(head)  # raises UnreadableFile for what is no text
            return "windows-1252"
    else:
        decode(head)
    return "utf-8"


def _draft(row: Sequence[str], columns: Mapping[str, int], width: int) -> Draft | ReportError:
    if len(row) < width and columns["body"] >= len(row):
        return BadRecord(f"the row has {len(row)} columns where the header has {width}")
    if len(row) > width:
        return BadRecord(f"the row has {len(row)} columns where the header has {width}: is a quotation mark missing?")
    cells = {field: row[at] for field, at in columns.items() if at < len(row)}
    text = cells.pop("body").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        return UnreadableFile("the row holds no text")
    known: dict[str, Any] = {field: cell.strip() or None for field, cell in cells.items()}
    return Draft(body=text, **known)
