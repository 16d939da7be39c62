"""An entry of a feed, and the page that it leads to where one was fetched -> the Report, with its outlet's own address.

The feed's day and title come before the page's.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from vedette.errors import BadRecord, UnreadableFile
from vedette.intake.days import read_day, read_moment
from vedette.intake.decoding import decode
from vedette.intake.drafts import Draft
from vedette.intake.feed_parts import plain_text
from vedette.intake.feeds import AHEAD
from vedette.intake.plain import read_plain
from vedette.intake.reports import MAX_CHARACTERS, make_report
from vedette.intake.web_addresses import address_of_article, is_front_page
from vedette.model import Entry, Feed, Report

PAGES = frozenset({None, "text/html", "application/xhtml+xml", "application/xml", "text/xml", "application/octet-stream"})


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was fetched, with the address that it came from in the end."""

    data: bytes
    url: str
    media_type: str | None = None
    charset: str | None = None


def needs_page(entry: Entry, feed: Feed) -> bool:
    """Whether the text of an entry must be fetched: it has a link, and the feed does not carry its text."""
    return entry.url is not None and not (feed.full_text and (entry.content or entry.summary))


def report_of_entry(entry: Entry, feed: Feed, page: Page | None, *, now: dt.datetime) -> Report:
    """The report that an entry announces, from its `page`, or from what the feed itself says where there is none.

    Raises ReportError where neither holds a text. A day later than a day after `now` is none.
    """
    draft = _read(page, entry) if page is not None else _told(entry)
    day, moment = _when(entry, draft, now)
    report = make_report(
        draft.body,
        title=entry.title or draft.title,
        byline=draft.byline or entry.byline,
        publisher=feed.publisher or entry.publisher or draft.publisher or feed.name,
        published=day,
        published_at=moment,
        url=address_of_article(entry.url, page.url if page else None, draft.url),
        ref=entry.id,
        path=feed.url,
        partial=draft.partial,
    )
    return replace(report, language=feed.language) if feed.language else report


def _read(page: Page, entry: Entry) -> Draft:
    if is_front_page(page.url) and not is_front_page(entry.url or ""):
        raise UnreadableFile("the link leads to the front page of its site: the article is gone")
    if page.media_type == "text/plain":
        return read_plain(decode(page.data, declared=page.charset))
    if page.media_type not in PAGES:
        raise UnreadableFile(f"is {page.media_type}, not a page")
    from vedette.intake.html import read_html

    return read_html(page.data, charset=page.charset)


def _told(entry: Entry) -> Draft:
    """What the feed itself says of an entry."""
    text = plain_text((entry.content or entry.summary or "")[: 2 * MAX_CHARACTERS])
    if not text:
        raise UnreadableFile("the entry has neither a link nor a text")
    return Draft(body=text)


def _when(entry: Entry, draft: Draft, now: dt.datetime) -> tuple[dt.date | None, dt.datetime | None]:
    """The day and moment of publication: the feed's, else the page's, where that is no day to come."""
    if entry.published is not None:
        return entry.published, entry.published_at
    try:
        day = read_day(draft.published)
    except BadRecord:
        return None, None
    return (None, None) if day is not None and day > (now + AHEAD).date() else (day, read_moment(draft.published))
