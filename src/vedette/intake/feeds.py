"""The bytes of a feed -> Channel: RSS 0.9–2.0, Atom, JSON Feed, news sitemaps and indexes of them; nothing is fetched.

What it is, is told by its content, never by its name. XML that declares entities is refused before any parser sees it;
feedparser is handed bytes only. Of a huge feed the newest entries are taken and the others said.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin, urlsplit

from vedette.errors import BadRecord, UnreadableFile
from vedette.intake.days import read_day, read_moment
from vedette.intake.decoding import decode
from vedette.intake.feed_json import read_json_feed
from vedette.intake.feed_parts import Parts, distinct, so_many, words_of
from vedette.intake.feed_xml import ENTITIES, problem_of
from vedette.model import Channel, Entry, FeedFormat

MOST_ENTRIES = 1_000
# So many tags feedparser mends in about a second where the XML is broken; its time grows with their square.
MOST_MENDED = 60_000
# A clock that goes wrong, or a zone that is not told, may put an entry so far ahead.
AHEAD = dt.timedelta(days=1)
ROOTS: Mapping[str, FeedFormat] = {"rss": "rss", "rdf": "rss", "feed": "atom", "urlset": "sitemap", "sitemapindex": "index"}
ITEMS: Mapping[FeedFormat, str] = {"rss": "item", "atom": "entry", "sitemap": "url", "index": "sitemap"}
ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# RSS 0.91 names a file of declarations that nobody reads.
OUTSIDE_DTD = re.compile(r"<!DOCTYPE[^>\[]*>", re.IGNORECASE)
FIRST_ELEMENT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
DATED = re.compile(r"<(?:\w+:)?(?:pubDate|published|publication_date|updated|date|lastmod)\b[^>]*>\s*([^<]{4,64})<")
# What XML 1.0 does not allow, and what some outlets send all the same.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
SITEMAPS = 20
EPOCH = dt.date(1970, 1, 1).toordinal()


def read_feed(data: bytes, *, url: str, now: dt.datetime, charset: str | None = None, most: int = MOST_ENTRIES) -> Channel:
    """What the feed at `url` holds, at most `most` entries; `charset` is what its server says.

    Raises UnreadableFile for what is no feed, or declares entities. A date later than a day after `now` is none.
    """
    if not data.strip():
        raise UnreadableFile("the answer is empty")
    text = decode(data, declared=_declared(data, charset))
    if text.lstrip("\ufeff \t\n")[:1] == "{":
        return _dated(read_json_feed(text, most=most), url, now)
    text = CONTROLS.sub("", DECLARATION.sub("", text.removeprefix("\ufeff"), count=1)).lstrip()
    sort = _sort_of(text)
    notices: list[str] = []
    text = _newest(OUTSIDE_DTD.sub("", text, count=1), ITEMS[sort], most, notices)
    parts = _feedparser(text, url, notices) if sort in ("rss", "atom") else _sitemap(text)
    found = Channel(sort, parts.title, tuple(_entries(parts.items, url, notices)), tuple(notices), _named(parts.sitemaps, url))
    return _dated(found, url, now)


def _declared(data: bytes, charset: str | None) -> str | None:
    """The charset that is claimed; None where the bytes are UTF-8 whatever is claimed."""
    try:
        data.decode()
    except UnicodeDecodeError:
        found = ENCODING.search(data[:1_000])
        return charset or (found.group(1).decode("ascii") if found else None)
    return None


def _sort_of(text: str) -> FeedFormat:
    """The format by the first element; raises UnreadableFile for what is none, and for entities declared before it."""
    first = FIRST_ELEMENT.search(text)
    if not text.startswith("<") or first is None:
        raise UnreadableFile("is no feed, but plain text")
    if "<!ENTITY" in text[: first.start()].upper():
        raise UnreadableFile(ENTITIES)
    root = first.group(1).lower()
    if root in ("html", "head", "body"):
        raise UnreadableFile("is a web page, not a feed")
    if root not in ROOTS:
        raise UnreadableFile(f"is XML, but no feed: its first element is <{root[:40]}>")
    return ROOTS[root]


def _newest(text: str, item: str, most: int, notices: list[str]) -> str:
    """The XML with no more than `most` items, the newest; where they have no dates, the first."""
    starts = [found.start() for found in re.finditer(rf"<(?:\w+:)?{item}(?=[\s/>])", text)]
    if len(starts) <= most:
        return text
    last = max((found.end() for found in re.finditer(rf"</(?:\w+:)?{item}\s*>", text)), default=len(text))
    blocks = [text[start:end] for start, end in zip(starts, [*starts[1:], max(last, starts[-1])], strict=True)]
    newest = sorted(range(len(blocks)), key=lambda number: (-_moment_in(blocks[number]), number))[:most]
    notices.append(f"{len(starts):,} entries; the newest {most:,} are taken")
    return text[: starts[0]] + "".join(blocks[number] for number in sorted(newest)) + text[max(last, starts[-1]) :]


def _moment_in(block: str) -> float:
    """The first date of an item as seconds, for sorting; 0 where there is none."""
    found = DATED.search(block)
    day, moment = _day_and_moment(found.group(1).strip()) if found else (None, None)
    return moment.timestamp() if moment else float(day.toordinal() - EPOCH) * 86_400 if day else 0.0


def _feedparser(text: str, url: str, notices: list[str]) -> Parts:
    wrong = problem_of(text)
    if wrong is not None:
        if text.count("<") > MOST_MENDED:
            raise UnreadableFile(f"is not well-formed XML ({wrong}), and too large to be mended")
        notices.append(f"is not well-formed XML ({wrong}); what can be read is taken")
    import feedparser

    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    try:
        parsed = feedparser.parse(text.encode(), response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # what it cannot mend it meets with errors of every kind
        said = wrong or f"{type(error).__name__} in the midst of it"
        raise UnreadableFile(f"is not well-formed XML ({said}), and cannot be mended") from error
    return Parts(words_of(parsed.feed.get("title")), [_of_item(item) for item in parsed.entries])


def _of_item(item: Any) -> Entry:
    contents = [str(part.get("value") or "") for part in item.get("content") or ()]
    source = item.get("source") or {}
    return Entry(
        id=str(item.get("id") or ""),
        url=item.get("link") or item.get("id"),
        title=item.get("title"),
        dated=item.get("published") or item.get("created") or dict.get(item, "updated"),
        updated=dict.get(item, "updated"),  # its own get gives the day of publication where there is none
        byline=item.get("author"),
        publisher=source.get("title"),
        summary=item.get("summary"),
        content=max(contents, key=len, default="") or None,
    )


def _sitemap(text: str) -> Parts:
    """The entries of a sitemap, or the sitemaps of an index, newest first."""
    from defusedxml.ElementTree import ParseError, fromstring

    wrong = problem_of(text)
    if wrong is not None:
        raise UnreadableFile(f"is not well-formed XML ({wrong})")
    try:
        root = fromstring(text.encode())
    except ParseError as error:  # a prefix that stands for no namespace
        raise UnreadableFile(f"is not well-formed XML ({error})") from None
    rows = [{str(part.tag).rpartition("}")[2]: (part.text or "").strip() for part in item.iter()} for item in root]
    if str(root.tag).endswith("sitemapindex"):
        rows.sort(key=lambda row: str(row.get("lastmod") or ""), reverse=True)
        return Parts(sitemaps=tuple(row["loc"] for row in rows if row.get("loc")))
    return Parts(items=[_of_row(row) for row in rows if row.get("loc")])


def _of_row(row: Mapping[str, str]) -> Entry:
    """An entry; the last change of a page that does not say when it was published is no publication."""
    dated, updated = row.get("publication_date"), row.get("lastmod")
    return Entry(row["loc"], row["loc"], row.get("title"), dated=dated, updated=updated, publisher=row.get("name"))


def _named(sitemaps: Iterable[str], url: str) -> tuple[str, ...]:
    """The newest sitemaps of an index that lie on its own host."""
    host = urlsplit(url).netloc
    whole = (_address(one, url) for one in sitemaps)
    return tuple(one for one in whole if one is not None and urlsplit(one).netloc == host)[:SITEMAPS]


def _entries(items: Iterable[Entry], url: str, notices: list[str]) -> list[Entry]:
    """The entries with whole addresses and plain titles, each once."""
    made = [
        replace(
            one,
            url=_address(one.url, url),
            title=words_of(one.title),
            byline=words_of(one.byline),
            publisher=words_of(one.publisher),
        )
        for one in items
    ]
    return distinct(made, notices)


def _address(words: str | None, base: str) -> str | None:
    """A whole web address; None for anything else."""
    try:
        whole = urljoin(base, "".join((words or "").split())) if words else ""
        parts = urlsplit(whole)
        return whole if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def _dated(channel: Channel, url: str, now: dt.datetime) -> Channel:
    """The channel with its entries' days read, the newest first, and what is wrong with them told."""
    notices, entries, future, wrong = list(channel.notices), [], 0, 0
    for one in channel.entries:
        day, moment = _day_and_moment(one.dated)
        ahead = (moment is not None and moment > now + AHEAD) or (day is not None and day > (now + AHEAD).date())
        future, wrong = future + ahead, wrong + (day is None and bool(one.dated))
        whole = replace(one, url=_address(one.url, url))
        entries.append(whole if ahead else replace(whole, published=day, published_at=moment))
    entries.sort(key=_newest_first)
    told: list[tuple[int, Callable[[int], str]]] = [
        (future, lambda n: f"{so_many(n)} dated in the future; taken without a date"),
        (wrong, lambda n: f"{so_many(n)} with a date that is none; taken without a date"),
        (sum(one.url is None for one in entries), lambda n: f"{so_many(n)} without a link"),
        (sum(not one.dated for one in entries), lambda n: f"{so_many(n)} without a date"),
    ]
    notices += [words(number) for number, words in told if number]
    return replace(channel, entries=tuple(entries), notices=tuple(notices))


def _newest_first(entry: Entry) -> float:
    if entry.published_at is not None:
        return -entry.published_at.timestamp()
    return -86_400.0 * ((entry.published or dt.date.min).toordinal() - EPOCH)


def _day_and_moment(words: str | None) -> tuple[dt.date | None, dt.datetime | None]:
    if not words:
        return None, None
    try:
        return read_day(words), read_moment(words)
    except BadRecord:
        return None, None
