"""What the readers of all feed formats share: a feed in parts, HTML in small fields -> plain words, entries told apart."""

from __future__ import annotations

import hashlib
import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from vedette.model import Entry

LONGEST_LINE = 2_000


@dataclass(frozen=True, slots=True)
class Parts:
    """A feed as its format gives it: title, entries with their dates and addresses as written, sitemaps of an index."""

    title: str | None = None
    items: Sequence[Entry] = field(default=())
    sitemaps: tuple[str, ...] = ()


def words_of(marked: str | None) -> str | None:
    """The words of a field that may hold HTML, on one line; None where there are none."""
    text = plain_text(marked[: 10 * LONGEST_LINE]) if marked else ""
    return " ".join(text.split())[:LONGEST_LINE] or None


def plain_text(marked: str) -> str:
    """The prose of a piece of HTML, a blank line between paragraphs; text without marks comes back as it is."""
    if "<" not in marked and "&" not in marked:
        return marked.strip()
    from resiliparse.extract.html2text import extract_plain_text

    text = extract_plain_text(marked, preserve_formatting=True, list_bullets=False, alt_texts=False, links=False)
    lines = [" ".join(line.split()) for line in str(text).split("\n")]
    return "\n\n".join(line for line in lines if line)


def as_html(text: str | None) -> str | None:
    """Plain text as HTML, so that its marks are taken for what they are: characters."""
    if text is None or ("<" not in text and "&" not in text):
        return text
    return html.escape(text).replace("\n", "<br>")


def distinct(entries: Iterable[Entry], notices: list[str]) -> list[Entry]:
    """Each entry once, with an id: its own, its address, or a hash of its words; how many were there twice is noted."""
    found: dict[str, Entry] = {}
    twice = empty = 0
    for one in entries:
        if not any((one.id, one.url, one.title, one.summary, one.content)):
            empty += 1
            continue
        id_ = (one.id or one.url or _hash(one)).strip()
        twice += id_ in found
        found.setdefault(id_, replace(one, id=id_))
    if twice:
        notices.append(f"{so_many(twice)} with the id of another; the first of each is taken")
    if empty:
        notices.append(f"{so_many(empty)} without anything; passed over")
    return list(found.values())


def so_many(number: int) -> str:
    """The number of entries in words."""
    return "1 entry" if number == 1 else f"{number:,} entries"


def _hash(entry: Entry) -> str:
    words = "\n".join(part or "" for part in (entry.title, entry.dated, entry.summary, entry.content))
    return hashlib.sha256(words.encode(errors="replace")).hexdigest()[:16]
