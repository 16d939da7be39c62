"""Bytes -> text: by byte order mark, declared charset, UTF-8, Windows-1252 for text nearly all ASCII, then detection.

Line ends become a line feed each. Bytes that are no text in any charset raise UnreadableFile. Windows-1252 stands
before detection because it is what the web standard takes for English (WHATWG Encoding); no detector can tell it from
its neighbours by three accents.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from vedette.errors import UnreadableFile

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WEB_NAMES = {"iso-8859-1": "windows-1252", "latin-1": "windows-1252", "latin1": "windows-1252", "us-ascii": "windows-1252"}
# Python's own encodings, which no page means, and UTF-7, in which a page may hide what it says: they count as not declared.
NO_CHARSETS = frozenset({"utf-7", "unicode_escape", "raw_unicode_escape", "punycode", "idna", "undefined", "mbcs", "oem"})
MOSTLY_ASCII = 0.9
MOST_CONTROLS = 0.01
SAMPLE = 100_000
_HALVES = re.compile("[\ud800-\udfff]")


def decode(data: bytes, *, declared: str | None = None) -> str:
    """The text that `data` holds; `declared` is the charset that the file itself names; raises UnreadableFile."""
    mark = byte_order_mark(data)
    if mark is None and b"\0" in data:
        raise UnreadableFile("not a text file (it holds zero bytes)")
    text = _with_mark(data, mark) if mark else _without_mark(data, declared)
    if text is None or _looks_binary(text):
        raise UnreadableFile("not text in any charset that is known")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def byte_order_mark(data: bytes) -> str | None:
    """The charset that the first bytes mark, or None."""
    return next((name for mark, name in MARKS if data.startswith(mark)), None)


def whole_characters(text: str) -> str:
    """`text` with each lone half of a surrogate pair, which no file can hold, as U+FFFD; offsets stay."""
    return _HALVES.sub("\ufffd", text)


def _with_mark(data: bytes, charset: str) -> str | None:
    if charset == "utf-8":
        return _utf8(data[len(codecs.BOM_UTF8) :])
    return _strict(data, charset)


def _without_mark(data: bytes, declared: str | None) -> str | None:
    name = (declared or "").strip().lower()
    # What is whole UTF-8 with more than ASCII in it is that, whatever a page says: other text hardly ever looks like it.
    if name and name not in ("utf-8", "utf8") and (data.isascii() or _strict(data, "utf-8") is None):
        text = _strict(data, WEB_NAMES.get(name, name))
        if text is not None:
            return text
    text = _utf8(data)
    if text is None and len(data.translate(None, bytes(range(128, 256)))) >= MOSTLY_ASCII * len(data):
        text = _strict(data, "windows-1252")
    return _detected(data) if text is None else text


def _strict(data: bytes, charset: str) -> str | None:
    try:
        return None if codecs.lookup(charset).name in NO_CHARSETS else data.decode(charset)
    except (LookupError, UnicodeError, ValueError):
        return None


def _utf8(data: bytes) -> str | None:
    """UTF-8, also where a rare character is broken: for ten whole ones, or at a cut-off end."""
    text = _strict(data, "utf-8")
    if text is not None:
        return text
    loose = data.decode("utf-8", errors="replace")
    broken = loose.count("\ufffd")
    whole = sum(1 for character in loose if character > "\x7f") - broken
    return loose if whole >= 10 * broken or (whole and broken == 1 and loose.endswith("\ufffd")) else None


def _detected(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:SAMPLE]).best()
    return None if best is None else _strict(data, best.encoding)


def _looks_binary(text: str) -> bool:
    sample = text[:SAMPLE]
    controls = sum(1 for character in sample if character not in "\t\n\r\f" and unicodedata.category(character) in ("Cc", "Cn"))
    return controls > MOST_CONTROLS * len(sample)
