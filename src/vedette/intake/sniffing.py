"""The beginning of a file -> which form it has, for standard input and for endings that are not known."""

from __future__ import annotations

import csv
import re
import zlib

from vedette.intake.mail import looks_like_mail
from vedette.intake.sheets import columns_of, mark_of

HEAD = 4_096
# The bytes of byte order marks and of wide characters' empty halves.
MARK_BYTES = b"\xef\xbb\xbf\xff\xfe\0"
ZIP, GZIP, PARQUET, WARC = b"PK\x03\x04", b"\x1f\x8b", b"PAR1", re.compile(rb"WARC/\d\.\d+\r?\n")
NEWSML = re.compile(rb"<(?:[\w-]+:)?(?:newsItem|newsMessage|packageItem|knowledgeItem|conceptItem|planningItem|catalogItem)\b")
FEWEST_COLUMNS = 3


def sniffed(head: bytes) -> str:
    """The name of the form: "zip", "gzip", "parquet", "warc", "json", "jsonl", "newsml", "html", "mail", "csv", else "plain"."""
    if head.startswith(ZIP):
        return "zip"
    if head.startswith(GZIP):
        return "warc" if WARC.match(_unpacked(head)) else "gzip"
    if head.startswith(PARQUET):
        return "parquet"
    if WARC.match(head):
        return "warc"
    text = head[:HEAD].translate(None, MARK_BYTES).lstrip()
    if text[:1] in b"[{" and text:
        return _json(text)
    if text[:1] == b"<":
        return "newsml" if NEWSML.search(text) else "html"
    if looks_like_mail(text):
        return "mail"
    return "csv" if _has_columns(text) else "plain"


def _json(text: bytes) -> str:
    """Lines of objects, or one value over many lines."""
    first = text.split(b"\n", 1)[0].strip()
    if text[:1] == b"[":
        return "json"
    return "jsonl" if first.endswith(b"}") or b"\n" not in text else "json"


def _has_columns(text: bytes) -> bool:
    """Whether the first line names columns: three at least, one of them of texts, all of them short."""
    line = text.split(b"\n", 1)[0].decode("utf-8", errors="replace").strip()
    if b"\n" not in text or not line:
        return False
    try:
        names = next(csv.reader([line], delimiter=mark_of(line)), [])
    except csv.Error:
        return False
    known = columns_of(names)
    return len(names) >= FEWEST_COLUMNS and "body" in known and len(known) >= 2 and all(len(name) <= 40 for name in names)


def _unpacked(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(head, 64)
    except zlib.error:
        return b""
