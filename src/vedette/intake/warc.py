"""A WARC, read as a stream -> Drafts of the pages in it, each with its record's name and offset; nothing is fetched.

Read are responses that hold HTML, of status 200, where a cheap look finds words that may tell of what is asked. A record that is
cut off, broken or not what its digest says is an error that names its offset; where one can go back in the file, the search for
the next record goes on behind it. `Marks` keep how far an archive was read, so that the next run goes on there.
"""

from __future__ import annotations

import hashlib
import io
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Protocol

from vedette.errors import ReportError, TooLarge, UnreadableFile
from vedette.intake.drafts import Draft
from vedette.intake.web_addresses import address_of_article
from vedette.model import Remark

HTML = frozenset({"text/html", "application/xhtml+xml"})
LARGEST_PAGE = 20_000_000
LARGEST_RECORD = LARGEST_PAGE + 1_000_000
LONGEST_REASON = 200
# So many records go by before it is marked that they were seen.
MARKED_EVERY = 2_000
DIGEST = re.compile(r"sha1:[A-Z2-7]{32}", re.IGNORECASE)
START = re.compile(rb"\n(WARC/\d\.\d+\r?\n)|\x1f\x8b\x08")
BLOCK, TAIL = 1 << 20, 16  # what is searched at once, and of what came before, since a mark may stand on the edge
HEAD, MEMBER_HEAD = 65_536, 4_096
MAGIC = b"WARC/"
MayTell = Callable[[str], bool]


class Marks(Protocol):
    """Where the reading of an archive has come to; `archive` is a digest of its beginning and size."""

    def reached(self, archive: str) -> int:
        """The offset before which all is done; 0 where nothing is known."""

    def reach(self, archive: str, offset: int) -> None:
        """Keeps that all before `offset` is done."""


def read_warc(
    stream: io.BufferedReader, may_tell: MayTell | None = None, marks: Marks | None = None
) -> Iterator[tuple[str, Draft | ReportError | Remark]]:
    """The pages of an archive behind their offsets, "@1234"; at the end a remark that counts what was passed over.

    `may_tell` says of a page's text whether it may hold what is asked; None takes every page. An item that was given out is
    done when the next is asked for.
    """
    archive = _name(stream) if marks is not None else ""
    start = marks.reached(archive) if marks is not None and archive else 0
    passed: Counter[str] = Counter()
    seen = given = 0
    for offset, found in _records(stream, start, may_tell, passed):
        if marks is not None and archive and (given or seen % MARKED_EVERY == 0):
            marks.reach(archive, offset)
        seen, given = seen + 1, 0
        if found is not None:
            given = 1
            yield f"@{offset}", found
    if marks is not None and archive:
        marks.reach(archive, stream.seek(0, io.SEEK_END))
    yield "", Remark("", _told(start, seen, passed))


def _told(start: int, seen: int, passed: Counter[str]) -> str:
    went_on = f"gone on at offset {start}: " if start else ""
    over = ", ".join(f"{number:,} {sort}" for sort, number in sorted(passed.items()))
    return f"{went_on}{seen:,} records{f', passed over {over}' if over else ''}"


def _records(
    stream: io.BufferedReader, start: int, may_tell: MayTell | None, passed: Counter[str]
) -> Iterator[tuple[int, Draft | ReportError | None]]:
    """All records from an offset on; behind one that cannot be read the search goes on, where the file lets one go back."""
    position: int | None = start
    while position is not None:
        in_hand, last, is_first = None, position, True
        if stream.seekable():
            stream.seek(position)
        try:
            for record in _run(stream):
                in_hand, last, is_first = record.stream_pos, record.stream_pos, False
                yield last, _page(record, may_tell, passed)
                in_hand = None
            if (cut := _cut_off(stream, last)) is not None:
                yield cut, UnreadableFile("a record that is cut off")
            return
        except OSError as error:
            first, position = _behind(stream, last) if stream.seekable() else (None, None)
            known = (in_hand, first if first != position else None, last if is_first else _end_of_member(stream, last))
            where = next((offset for offset in known if offset is not None), None)
            here = "" if where is not None else ", here or behind it"
            behind = f"going on at offset {position}" if position is not None else "nothing behind it is read"
            what = " ".join(str(error).split())[:LONGEST_REASON]
            yield last if where is None else where, UnreadableFile(f"a record that is broken or cut off ({what}){here}; {behind}")


def _run(stream: io.BufferedReader) -> Iterator[Any]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    yield from ArchiveIterator(stream, record_types=WarcRecordType.any_type, parse_http=False, fsspec_args=False)


def _behind(stream: io.BufferedReader, last: int) -> tuple[int | None, int | None]:
    """The offset of what looks like the next record behind the one at `last`, and of the next that can be read."""
    first = None
    for candidate in _starts(stream, last):
        first = candidate if first is None else first
        stream.seek(candidate)
        try:
            if next(_run(stream), None) is not None:
                return first, candidate
        except OSError:
            continue
    return first, None


def _starts(stream: io.BufferedReader, last: int) -> Iterator[int]:
    """Each offset behind `last` at which a record begins, by its first bytes."""
    at, tail = last + 1, b""
    while True:
        stream.seek(at)
        data = stream.read(BLOCK)
        if not data:
            return
        held, base = tail + data, at - len(tail)
        for found in START.finditer(held):
            here = base + (found.start(1) if found.group(1) else found.start())
            if found.group(1) or _is_member(stream, here):
                yield here
        at, tail = at + len(data), held[-TAIL:]


def _is_member(stream: io.BufferedReader, at: int) -> bool:
    """Whether a gzip member that begins here holds a record."""
    stream.seek(at)
    head = stream.read(MEMBER_HEAD)
    try:
        begins = zlib.decompressobj(31).decompress(head, len(MAGIC))
    except zlib.error:
        return False
    return begins == MAGIC or (len(head) < MEMBER_HEAD and MAGIC.startswith(begins))


def _end_of_member(stream: io.BufferedReader, at: int) -> int | None:
    """The offset behind the gzip member that begins at `at`; None where it is none, or one cannot go back."""
    if not stream.seekable():
        return None
    stream.seek(at)
    unpacking, end = zlib.decompressobj(31), at
    try:
        while data := stream.read(HEAD):
            unpacking.decompress(data)
            end += len(data) - len(unpacking.unused_data)
            if unpacking.eof:
                return end
    except zlib.error:
        pass
    return None


def _cut_off(stream: io.BufferedReader, last: int) -> int | None:
    """Where a packed record begins behind the last that was read, of which too little is there to be seen by FastWARC."""
    if not stream.seekable():
        return None
    stream.seek(last)
    is_packed = stream.read(2) == b"\x1f\x8b"
    return next(_starts(stream, last), None) if is_packed else None


def _name(stream: io.BufferedReader) -> str:
    """What tells this archive from others: a digest of its size and beginning; "" where one cannot go back in it."""
    if not stream.seekable():
        return ""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    head = stream.read(HEAD)
    stream.seek(0)
    return hashlib.sha256(f"{size} ".encode() + head).hexdigest()[:32]


def _page(record: Any, may_tell: MayTell | None, passed: Counter[str]) -> Draft | ReportError | None:
    """The draft of a record's page, or why there is none; None, and counted, where it is passed over."""
    from fastwarc.warc import WarcRecordType

    if record.headers.get("Content-Length") is None:
        return UnreadableFile("a record whose head is cut off or broken: it has no length")
    if record.record_type != WarcRecordType.response:
        passed["that are no response"] += 1
        return None
    declared = record.content_length
    if declared > LARGEST_RECORD:
        return TooLarge(f"a record of {declared:,} bytes; a page may have at most {LARGEST_PAGE:,}")
    if (wrong := _damage(record, declared)) is not None:
        return wrong
    record.parse_http(auto_decode="all")
    headers = record.http_headers
    if headers is None or record.http_content_type not in HTML:
        passed["that are no page"] += 1
        return None
    if headers.status_code != 200:
        passed["of another status than 200"] += 1
        return None
    return _draft(record, may_tell, passed)


def _damage(record: Any, declared: int) -> ReportError | None:
    """What is wrong with a record's bytes; they are held in memory behind this."""
    digest = record.headers.get("WARC-Block-Digest") or ""
    fits = record.verify_block_digest() if DIGEST.fullmatch(digest) else True
    record.freeze()
    if record.content_length < declared:
        return UnreadableFile(f"a record that is cut off: {record.content_length:,} of {declared:,} bytes are there")
    return None if fits else UnreadableFile("a record that is not what its digest says")


def _draft(record: Any, may_tell: MayTell | None, passed: Counter[str]) -> Draft | ReportError | None:
    from vedette.intake.html import read_html

    try:
        data = record.reader.read(LARGEST_PAGE + 1)
    except OSError as error:
        return UnreadableFile(f"a page that is packed wrongly ({error})")
    if len(data) > LARGEST_PAGE:
        return TooLarge(f"a page of more than {LARGEST_PAGE:,} bytes")
    if may_tell is not None and not may_tell(page_text(data)):
        passed["pages without a word that may tell of what is asked"] += 1
        return None
    try:
        draft = read_html(data)
    except UnreadableFile:
        passed["pages without an article"] += 1
        return None
    except ReportError as error:
        return error
    address = record.headers.get("WARC-Target-URI") or None
    name = (record.record_id or "").strip("<>") or None
    return replace(draft, url=address_of_article(address, None, draft.url), ref=name, at=f"@{record.stream_pos}")


def page_text(data: bytes) -> str:
    """The main words of a page, quickly and roughly; trigger words are ASCII, so any charset that holds it will do."""
    from resiliparse.extract.html2text import extract_plain_text

    page = data.decode("utf-8", errors="replace").replace("\0", " ")
    return str(extract_plain_text(page, preserve_formatting=True, main_content=True, alt_texts=False, list_bullets=False))
