"""A stream of JSON lines -> Drafts with their lines, or the error of a line; one line is held at a time.

A line over the bound is refused and skipped, the next is read on.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from vedette.errors import ReportError, TooLarge, UnreadableFile
from vedette.intake.decoding import byte_order_mark
from vedette.intake.drafts import Found
from vedette.intake.records import loaded, read_record
from vedette.intake.reports import MAX_CHARACTERS

LONGEST_LINE = 6 * MAX_CHARACTERS + 65_536
HEAD = 4_096


def read_jsonl(stream: io.BufferedReader) -> Iterator[Found]:
    """Each line's place with its draft, or with what is wrong with it. Blank lines are passed over."""
    for number, line in enumerate(_lines(stream), 1):
        if line is None:
            bounds = f"a line of more than {LONGEST_LINE:,} bytes; a report may have at most {MAX_CHARACTERS:,} characters"
            yield f":{number}", TooLarge(bounds)
        elif line.strip():
            try:
                yield f":{number}", read_record(loaded(line))
            except ReportError as error:
                yield f":{number}", error


def _lines(stream: io.BufferedReader) -> Iterator[bytes | None]:
    mark = byte_order_mark(stream.peek(4)[:4])
    if mark is None and b"\0" in stream.peek(HEAD)[:HEAD]:
        raise UnreadableFile("not a text file (it holds zero bytes)")
    if mark in ("utf-16", "utf-32"):
        wide = io.TextIOWrapper(stream, encoding=mark, errors="replace", newline="\n")
        while line := wide.readline(LONGEST_LINE):
            yield line.encode("utf-8", errors="replace")
        return
    yield from _narrow(stream)


def _narrow(stream: BinaryIO) -> Iterator[bytes | None]:
    while line := stream.readline(LONGEST_LINE):
        if len(line) < LONGEST_LINE or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(LONGEST_LINE)
        yield None
