"""A list of feeds (TOML, a table [[feed]] each) -> Feeds; every mistake is named with its file and line, all at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from vedette.errors import UsageError
from vedette.lexicon import Lexicon
from vedette.lexicon.kinds import chosen
from vedette.model import Feed

EVERY = re.compile(r"(\d{1,6})\s*(s|m|h|d)")
SECONDS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}
MOST_BYTES = 5_000_000
TABLE = re.compile(r"^[ \t]*\[\[?[^\[\]\n]+\]\]?", re.MULTILINE)
FEED = re.compile(r"[ \t]*\[\[\s*feed\s*\]\]")


def read_list(path: Path, lexicon: Lexicon) -> tuple[Feed, ...]:
    """The feeds that the file names, in its order; raises UsageError, which names every mistake, a line each."""
    text = _text(path)
    try:
        held = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError(f"{path}: {error}") from None
    rows = held.pop("feed", [])
    if held or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise UsageError(f"{path}: every feed is a table that begins with [[feed]]; nothing else is taken")
    if not rows:
        raise UsageError(f"{path}: names no feed; each is a table that begins with [[feed]]")
    blocks = _blocks(text)
    mistakes: list[str] = []
    feeds = [_feed(row, _line_of(blocks[number], path), lexicon, mistakes) for number, row in enumerate(rows)]
    mistakes += _named_twice([one for one in feeds if one is not None], path)
    if mistakes:
        raise UsageError("\n".join(mistakes))
    return tuple(one for one in feeds if one is not None)


def seconds_of(words: str) -> int:
    """The seconds of "30m", "2h", "1d"; raises ValueError for what is none."""
    found = EVERY.fullmatch(words.strip())
    if found is None or int(found.group(1)) == 0:
        raise ValueError(f"{words!r} is no length of time; write it like 30m, 2h or 1d")
    return int(found.group(1)) * SECONDS[found.group(2)]


def _text(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise UsageError(f"{path}: has more than {MOST_BYTES:,} bytes")
        return data.decode().replace("\r\n", "\n")
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path}: is not in UTF-8") from None


def _blocks(text: str) -> list[tuple[int, str]]:
    """The text of each table [[feed]] with the number of its first line."""
    starts = [found.start() for found in TABLE.finditer(text)]
    pairs = zip(starts, [*starts[1:], len(text)], strict=True)
    return [(text.count("\n", 0, start) + 1, text[start:end]) for start, end in pairs if FEED.match(text[start:end])]


def _line_of(block: tuple[int, str], path: Path) -> Callable[[str | None], str]:
    """Where in the file a key of a table stands: FILE:LINE."""
    first, text = block

    def where(key: str | None) -> str:
        found = re.search(rf"^[ \t]*[\"']?{re.escape(key)}[\"']?\s*=", text, re.MULTILINE) if key else None
        return f"{path}:{first + (text.count(chr(10), 0, found.start()) if found else 0)}"

    return where


def _feed(row: dict[str, Any], where: Callable[[str | None], str], lexicon: Lexicon, mistakes: list[str]) -> Feed | None:
    wrong = [f"{where(key)}: {key!r} is no key of a feed; they are {', '.join(READ)}" for key in row if key not in READ]
    values: dict[str, Any] = {}
    for key, read in READ.items():
        if key in row:
            try:
                values[key] = read(row[key], lexicon)
            except ValueError as error:
                wrong.append(f"{where(key)}: {key}: {error}")
    if "url" not in row:
        wrong.append(f"{where(None)}: the feed has no url")
    mistakes += wrong
    return None if wrong else Feed(**{"name": urlsplit(values["url"]).hostname, **values})


def _named_twice(feeds: list[Feed], path: Path) -> list[str]:
    urls = [feed.url for feed in feeds]
    return [f"{path}: {url} is named twice" for url in sorted({url for url in urls if urls.count(url) > 1})]


def _words(value: object, _lexicon: Lexicon) -> str:
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise ValueError(f"must be words on one line, not {value!r:.60}")
    return value.strip()


def _url(value: object, lexicon: Lexicon) -> str:
    url = _words(value, lexicon)
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        good = False
    if not good:
        raise ValueError(f"{url!r:.200} is no address; it begins with https:// or http://")
    return url


def _language(value: object, lexicon: Lexicon) -> str:
    words = _words(value, lexicon)
    if not re.fullmatch("[a-z]{2}", words):
        raise ValueError(f"{words!r:.60} is no language; write its two letters (ISO 639-1), like en")
    return words


def _letter(value: object, lexicon: Lexicon) -> str:
    words = _words(value, lexicon)
    if words not in tuple("ABCDEF"):
        raise ValueError(f"{words!r:.60} is no reliability; it is a letter from A to F, F where it was not judged")
    return words


def _every(value: object, lexicon: Lexicon) -> int:
    return seconds_of(_words(value, lexicon))


def _flag(value: object, _lexicon: Lexicon) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"must be true or false, not {value!r:.60}")
    return value


def _kinds(value: object, lexicon: Lexicon) -> str:
    words = ",".join(_words(one, lexicon) for one in value) if isinstance(value, list) else _words(value, lexicon)
    try:
        found = chosen(words, lexicon)
    except KeyError as error:
        raise ValueError(f"{error.args[0]!r} is no kind; write all, conflict, or kinds like shelling,capture") from None
    if not found:
        raise ValueError("names no kind; write all, conflict, or kinds like shelling,capture")
    return words


READ: Mapping[str, Callable[[object, Lexicon], object]] = {
    "url": _url,
    "name": _words,
    "publisher": _words,
    "language": _language,
    "reliability": _letter,
    "every": _every,
    "full_text": _flag,
    "kinds": _kinds,
}
