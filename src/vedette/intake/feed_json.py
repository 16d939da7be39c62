"""The text of a JSON Feed (version 1 or 1.1, jsonfeed.org) -> Channel, its dates and addresses as written."""

from __future__ import annotations

import json
from typing import Any

from vedette.errors import UnreadableFile
from vedette.intake.decoding import whole_characters
from vedette.intake.feed_parts import as_html, distinct, words_of
from vedette.model import Channel, Entry

VERSIONS = "https://jsonfeed.org/version/1"


def read_json_feed(text: str, *, most: int) -> Channel:
    """The channel that `text` holds, with its first `most` items; raises UnreadableFile for what is no JSON Feed."""
    try:
        held = json.loads(text)
    except (ValueError, RecursionError) as error:
        said = "too deeply nested" if isinstance(error, RecursionError) else error
        raise UnreadableFile(f"is no whole JSON ({said})") from None
    if not str(held.get("version", "")).startswith(VERSIONS) or not isinstance(held.get("items"), list):
        raise UnreadableFile("is JSON, but no JSON Feed")
    rows, notices = held["items"], list[str]()
    if len(rows) > most:
        rows = sorted(rows, key=_day_of, reverse=True)[:most]
        notices.append(f"{len(held['items']):,} entries; the newest {most:,} are taken")
    whole = [row for row in rows if isinstance(row, dict)]
    if len(whole) < len(rows):
        notices.append(f"{len(rows) - len(whole):,} items are no objects; passed over")
    return Channel("json", words_of(_text(held, "title")), tuple(distinct(map(_entry, whole), notices)), tuple(notices))


def _day_of(row: object) -> str:
    return (_text(row, "date_published") or "") if isinstance(row, dict) else ""


def _entry(row: dict[str, Any]) -> Entry:
    authors = row.get("authors") if isinstance(row.get("authors"), list) else [row.get("author")]
    names = [_text(one, "name") for one in authors or () if isinstance(one, dict)]
    return Entry(
        id=whole_characters(str(row.get("id") or "")),
        url=_text(row, "url") or _text(row, "external_url"),
        title=words_of(_text(row, "title")),
        dated=_text(row, "date_published") or _text(row, "date_modified"),
        updated=_text(row, "date_modified"),
        byline=words_of(", ".join(name for name in names if name)),
        summary=_text(row, "summary"),
        content=_text(row, "content_html") or as_html(_text(row, "content_text")),
    )


def _text(row: dict[str, Any], key: str) -> str | None:
    value = row.get(key)
    return whole_characters(value) if isinstance(value, str) and value.strip() else None
