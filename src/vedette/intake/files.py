"""Paths and addresses -> Reports in input order, with a ReportError in the place of what could not be read, so that a run goes on.

The ending of a path tells its form (`forms.py`); standard input ("-") and other endings are told by what they begin with. A
folder is walked; archives are read member by member, and what lies in them may be packed once more. Nothing is unpacked to disk.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from vedette.errors import ReportError, UnreadableFile
from vedette.intake.finishing import Item, finished
from vedette.intake.forms import BY_NAME, ending_of, form_of, has_known_ending
from vedette.intake.sniffing import HEAD, sniffed
from vedette.intake.unpacking import ungzipped, zipped
from vedette.intake.visiting import Visits, read_visited
from vedette.intake.walking import passed_words, walk
from vedette.intake.warc import Marks, MayTell, read_warc
from vedette.intake.web_addresses import is_address
from vedette.model import Remark

# An archive, and what is packed once more in it.
DEEPEST = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """What a caller asks of the reading."""

    published: dt.date | None
    may_tell: MayTell | None
    marks: Marks | None


def read_paths(
    paths: Iterable[str | Path],
    *,
    published: dt.date | None = None,
    may_tell: MayTell | None = None,
    marks: Marks | None = None,
    allow_private: Iterable[str] = (),
) -> Iterator[Item]:
    """What the files, folders, archives and http(s) addresses `paths` hold ("-" is standard input).

    `published` is for what gives no date; `allow_private` are hosts that may be fetched from though they are not of the open
    internet.

    A report whose date is none comes twice: the error that says so, and the report without a date. Kill notices and
    remarks stand where they were met. Of a WARC only pages are read of whose text `may_tell` says so, from where `marks`
    say that it was read to.
    """
    asked = Asked(published, may_tell, marks)
    with Visits(allow_private) as visits:
        for path in paths:
            if isinstance(path, str) and is_address(path):
                yield from _visited(path, visits, asked)
            elif str(path) != "-" and Path(path).is_dir():
                yield from _folder(Path(path), asked)
            else:
                yield from _file(path, asked)


def read_stream(
    stream: io.BufferedReader, name: str, *, published: dt.date | None = None, may_tell: MayTell | None = None
) -> Iterator[Item]:
    """What an open stream holds that bears the name of a file; as `read_paths`."""
    yield from _told(stream, name, Asked(published, may_tell, None))


def _visited(url: str, visits: Visits, asked: Asked) -> Iterator[Item]:
    try:
        found = visits.visit(url)
    except ReportError as error:  # it names the address itself
        yield error
        return
    try:
        if (draft := read_visited(found)) is not None:
            yield from finished(draft, found.name, found.name, asked.published)
        else:
            with cast(io.BufferedReader, io.BufferedReader(io.BytesIO(found.data))) as stream:
                yield from _items(stream, found.name, asked, stem=f"visited{found.ending}" if found.ending else "-")
    except ReportError as error:
        yield type(error)(f"{found.name}: {error}")


def _folder(folder: Path, asked: Asked) -> Iterator[Item]:
    passed, any_read = Counter[str](), False
    for found in walk(folder, has_known_ending, passed):
        any_read = True
        if isinstance(found, tuple):
            yield type(found[1])(f"{shown(found[0])}: {found[1]}")
        else:
            yield from _file(found, asked)
    if not any_read:
        told = f"; {passed_words(passed)}" if passed else ""
        yield UnreadableFile(f"{shown(folder)}: a folder that holds nothing to read{told}")
    elif passed:
        yield Remark(shown(folder), passed_words(passed))


def _file(path: str | Path, asked: Asked) -> Iterator[Item]:
    name = shown(path)
    try:
        with _opened(path) as stream:
            yield from _told(stream, name, asked)
    except OSError as error:
        yield UnreadableFile(f"{name}: {error.strerror or error}")


def _told(stream: io.BufferedReader, name: str, asked: Asked) -> Iterator[Item]:
    try:
        yield from _items(stream, name, asked)
    except OSError as error:
        yield UnreadableFile(f"{name}: {error.strerror or error}")
    except ReportError as error:
        yield type(error)(f"{name}: {error}")


def shown(path: str | Path) -> str:
    """A path in words that can be written anywhere."""
    return os.fsencode(path).decode("utf-8", errors="replace")


def _opened(path: str | Path) -> AbstractContextManager[io.BufferedReader]:
    if str(path) == "-":
        return nullcontext(cast(io.BufferedReader, sys.stdin.buffer))
    return Path(path).open("rb")


def _items(stream: io.BufferedReader, name: str, asked: Asked, *, stem: str = "", depth: int = 0) -> Iterator[Item]:
    """What one file holds; `stem` is the name that tells its form, where that is another than `name`."""
    form = _form(stem or name, stream)
    if form in ("zip", "gzip") and depth == DEEPEST:
        raise UnreadableFile(f"packed more than {DEEPEST} times over; unpack it first")
    if form == "zip":
        yield from _members(stream, name, asked, depth + 1)
    elif form == "gzip":
        inner = (stem or name).removesuffix(".gz")
        with closing(ungzipped(stream)) as unpacked:
            yield from _items(unpacked, name, asked, stem=inner if ending_of(inner) else "-", depth=depth + 1)
    elif form == "warc":
        yield from _archived(stream, name, asked)
    else:
        yield from _reports(stream, name, asked.published, form)


def _form(name: str, stream: io.BufferedReader) -> str:
    return form_of(name) or sniffed(stream.peek(HEAD)[:HEAD])


def _members(stream: io.BufferedReader, name: str, asked: Asked, depth: int) -> Iterator[Item]:
    passed, any_read = Counter[str](), False
    for member in zipped(stream):
        last = member.name.rsplit("/", 1)[-1]
        if not has_known_ending(member.name) or last.startswith(".") or member.name.startswith("__MACOSX/"):
            passed["hidden" if last.startswith(".") else ending_of(member.name) or "without an ending"] += 1
            continue
        any_read, where = True, f"{name}!/{member.name.lstrip('/')}"
        try:
            with closing(member.open()) as inner:
                yield from _items(inner, where, asked, stem=last, depth=depth)
        except ReportError as error:
            yield type(error)(f"{where}: {error}")
    if not any_read:
        raise UnreadableFile(f"holds nothing to read{f'; {passed_words(passed)}' if passed else ''}")
    if passed:
        yield Remark(name, passed_words(passed))


def _archived(stream: io.BufferedReader, name: str, asked: Asked) -> Iterator[Item]:
    if not stream.peek(1):
        raise UnreadableFile("the file is empty")
    for place, found in read_warc(stream, asked.may_tell, asked.marks):
        where = f"{name}{place}"
        if isinstance(found, Remark):
            yield Remark(where, found.words)
        elif isinstance(found, ReportError):
            yield type(found)(f"{where}: {found}")
        else:
            yield from finished(found, where, name, asked.published)


def _reports(stream: io.BufferedReader, name: str, published: dt.date | None, form: str) -> Iterator[Item]:
    if not stream.peek(1):
        raise UnreadableFile("the file is empty")
    found = False
    for place, draft in BY_NAME[form].read(stream):
        found, where = True, f"{name}{place}"
        if isinstance(draft, ReportError):
            yield type(draft)(f"{where}: {draft}")
        else:
            yield from finished(draft, where, name, published)
    if not found:
        raise UnreadableFile(BY_NAME[form].nothing)
