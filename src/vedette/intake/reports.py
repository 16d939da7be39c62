"""Text and what is known about it -> a Report: title first, language told, named by its hash.

The id is a hash of publisher, url, published and text, so the same news item has the same id on every machine.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json

from vedette.errors import TooLarge, UnreadableFile
from vedette.intake.days import read_day, read_moment
from vedette.intake.decoding import whole_characters
from vedette.intake.languages import language_of
from vedette.model import Report

MAX_CHARACTERS = 5_000_000
ID_LENGTH = 16


def make_report(
    text: str,
    *,
    title: str | None = None,
    byline: str | None = None,
    publisher: str | None = None,
    published: dt.date | str | None = None,
    published_at: dt.datetime | None = None,
    url: str | None = None,
    ref: str | None = None,
    path: str | None = None,
    version: int | None = None,
    partial: str | None = None,
) -> Report:
    """A Report of `text`; a `title` that `text` does not begin with is put before it, with a blank line.

    Raises UnreadableFile where there is no text, TooLarge over MAX_CHARACTERS, BadRecord for a date that is none.
    """
    title = _one_line(title)
    whole = _with_title(whole_characters(text), title)
    if not text.strip():
        raise UnreadableFile("holds no text")
    if len(whole) > MAX_CHARACTERS:
        raise TooLarge(f"{len(whole):,} characters; a report may have at most {MAX_CHARACTERS:,}")
    day = read_day(published)
    publisher, url = _one_line(publisher), _one_line(url)
    return Report(
        id=_id(publisher, url, day, whole),
        text=whole,
        title=title,
        byline=_one_line(byline),
        publisher=publisher,
        published=day,
        published_at=published_at or read_moment(published),
        url=url,
        language=language_of(whole),
        ref=whole_characters(ref) if ref else None,
        path=path,
        version=version,
        partial=partial,
    )


def _one_line(words: str | None) -> str | None:
    return (" ".join(whole_characters(words).split()) or None) if words else None


def _with_title(text: str, title: str | None) -> str:
    if title is None or text.split("\n", 1)[0].strip() == title:
        return text
    return f"{title}\n\n{text}"


def _id(publisher: str | None, url: str | None, published: dt.date | None, text: str) -> str:
    parts = [publisher, url, published and published.isoformat(), text]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:ID_LENGTH]
