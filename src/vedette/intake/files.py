"""Paths -> Reports in input order, with a ReportError in the place of what could not be read, so that a run goes on.

The ending of a path tells the format (.txt .md .html .jsonl); standard input ("-") and other endings are told by
their first character. No more is read of a file than one report may have; JSON lines are read as a stream.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import cast

from vedette.errors import ReportError, TooLarge, UnreadableFile
from vedette.intake.days import read_day, read_moment
from vedette.intake.decoding import decode
from vedette.intake.drafts import Draft
from vedette.intake.jsonl import read_jsonl
from vedette.intake.plain import read_plain
from vedette.intake.reports import MAX_CHARACTERS, make_report
from vedette.model import Report

MAX_BYTES = 4 * MAX_CHARACTERS
ENDINGS = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
# The bytes of byte order marks and of wide characters' empty halves.
MARK_BYTES = b"\xef\xbb\xbf\xff\xfe\0"
FIRST_CHARACTERS = {b"{": "jsonl", b"<": "html"}


def read_paths(paths: Iterable[str | Path], *, published: dt.date | None = None) -> Iterator[Report | ReportError]:
    """The reports in the files `paths` ("-" is standard input); `published` is for those that give no date.

    A report whose date is none comes twice: the error that says so, and the report without a date.
    """
    for path in paths:
        name = os.fsencode(path).decode("utf-8", errors="replace")
        try:
            with _opened(path) as stream:
                yield from _reports(stream, name, published)
        except OSError as error:
            yield UnreadableFile(f"{name}: {error.strerror or error}")
        except ReportError as error:
            yield type(error)(f"{name}: {error}")


def _opened(path: str | Path) -> AbstractContextManager[io.BufferedReader]:
    if str(path) == "-":
        return nullcontext(cast(io.BufferedReader, sys.stdin.buffer))
    if Path(path).is_dir():
        raise UnreadableFile("is a folder; name the files in it")
    return Path(path).open("rb")


def _reports(stream: io.BufferedReader, name: str, published: dt.date | None) -> Iterator[Report | ReportError]:
    sort = ENDINGS.get(Path(name).suffix.lower()) or _sniffed(stream)
    if not stream.peek(1):
        raise UnreadableFile("the file is empty")
    if sort != "jsonl":
        yield from _finished(_whole(stream, sort), name, name, published)
        return
    found = False
    for number, draft in read_jsonl(stream):
        found, where = True, f"{name}:{number}"
        yield from (
            [type(draft)(f"{where}: {draft}")] if isinstance(draft, ReportError) else _finished(draft, where, name, published)
        )
    if not found:
        raise UnreadableFile("the file holds no lines")


def _sniffed(stream: io.BufferedReader) -> str:
    head = stream.peek(4096)[:4096].translate(None, MARK_BYTES).lstrip()
    return FIRST_CHARACTERS.get(head[:1], "plain")


def _whole(stream: io.BufferedReader, sort: str) -> Draft:
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise TooLarge(f"more than {MAX_BYTES:,} bytes; a report may have at most {MAX_CHARACTERS:,} characters")
    return _readers()[sort](data)


def _readers() -> dict[str, Callable[[bytes], Draft]]:
    from vedette.intake.html import read_html
    from vedette.intake.markdown import read_markdown

    return {
        "plain": lambda data: read_plain(decode(data)),
        "markdown": lambda data: read_markdown(decode(data)),
        "html": read_html,
    }


def _finished(draft: Draft, where: str, path: str, published: dt.date | None) -> Iterator[Report | ReportError]:
    """The report of a draft; before it the error of a date that is none."""
    day = None
    try:
        day = read_day(draft.published)
    except ReportError as error:
        yield type(error)(f"{where}: {error}; coded without it")
    try:
        yield make_report(
            draft.body,
            title=draft.title,
            byline=draft.byline,
            publisher=draft.publisher,
            published=day or published,
            published_at=read_moment(draft.published),
            url=draft.url,
            ref=draft.ref,
            path=path,
        )
    except ReportError as error:
        # A file's own error is named by read_paths; a line's is named here.
        yield type(error)(f"{where}: {error}")
