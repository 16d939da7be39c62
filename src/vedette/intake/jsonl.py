"""A stream of JSON lines -> Drafts with their line numbers, or the error of a line; one line is held at a time.

A line over the bound is refused and skipped, the next is read on.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from vedette.errors import BadRecord, ReportError, TooLarge, UnreadableFile
from vedette.intake.decoding import byte_order_mark, decode
from vedette.intake.drafts import Draft
from vedette.intake.reports import MAX_CHARACTERS

LONGEST_LINE = 6 * MAX_CHARACTERS + 65_536
HEAD = 4_096
WORDS = ("title", "byline", "publisher", "url")


def read_jsonl(stream: io.BufferedReader) -> Iterator[tuple[int, Draft | ReportError]]:
    """Each line's number with its draft, or with what is wrong with it. Blank lines are passed over."""
    for number, line in enumerate(_lines(stream), 1):
        if line is None:
            yield (
                number,
                TooLarge(f"a line of more than {LONGEST_LINE:,} bytes; a report may have at most {MAX_CHARACTERS:,} characters"),
            )
        elif line.strip():
            try:
                yield number, _draft(line)
            except ReportError as error:
                yield number, error


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


def _draft(line: bytes) -> Draft:
    try:
        record = json.loads(decode(line))
    except json.JSONDecodeError as error:
        raise BadRecord(f"not JSON: {error.msg.removesuffix(' at')} at column {error.colno}") from None
    except RecursionError:
        raise BadRecord("JSON nested too deep") from None
    except ValueError:
        raise BadRecord("JSON with a number of too many digits") from None
    if not isinstance(record, dict):
        raise BadRecord(f"not a JSON object but a {_sort(record)}")
    text = record.get("text")
    if not isinstance(text, str):
        raise BadRecord("the field 'text' is missing" if text is None else f"'text' must be words, not a {_sort(text)}")
    words = {name: _words(record, name) for name in WORDS}
    return Draft(body=text, published=record.get("published"), ref=_ref(record.get("id")), **words)


def _words(record: Mapping[str, object], name: str) -> str | None:
    value = record.get(name)
    if value is None or isinstance(value, str):
        return value or None
    raise BadRecord(f"{name!r} must be words, not a {_sort(value)}")


def _ref(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value or None
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise BadRecord(f"'id' must be words or a whole number, not a {_sort(value)}")


def _sort(value: object) -> str:
    sorts = {bool: "true or false", int: "number", float: "number", str: "string", list: "list", dict: "object"}
    return sorts.get(type(value), "null")
