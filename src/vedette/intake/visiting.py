"""Addresses that a user names -> what they hold, with the ending that tells its form: pages, and files of every form that is read.

An address that a person names is fetched as their browser would: robots.txt speaks to those who crawl, and binds `watch`. Fetches
from one host are a second apart, but from hosts that the user allowed as private.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from http import HTTPStatus
from types import TracebackType
from typing import TYPE_CHECKING, Self

from vedette.errors import FetchError
from vedette.intake.decoding import decode
from vedette.intake.drafts import Draft
from vedette.intake.plain import read_plain
from vedette.intake.web_addresses import address_of_article, is_front_page

if TYPE_CHECKING:
    from vedette.intake.fetch import Fetched, Fetcher
    from vedette.intake.robots import Pace

PAUSE = 1.0
# What tells the form; where the sort of medium is too wide, the ending of the address does, and else the first bytes.
ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "application/json": ".json",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "application/x-jsonlines": ".jsonl",
    "message/rfc822": ".eml",
    "application/zip": ".zip",
    "application/gzip": ".gz",
    "application/x-gzip": ".gz",
}
WIDE = frozenset({None, "text/plain", "application/octet-stream", "binary/octet-stream", "application/xml", "text/xml"})
FEEDS = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"})


@dataclass(frozen=True, slots=True)
class Visited:
    """What an address holds. `ending` tells its form (".html"), "" is told by its first bytes.

    `name` is the address as it was asked for, fit to be shown; `url` is where the answer came from in the end.
    """

    name: str
    url: str
    data: bytes
    ending: str
    charset: str | None = None


class Visits:
    """An open visitor of addresses; the network is opened by the first. `allow_private` are hosts that the user allows."""

    def __init__(self, allow_private: Iterable[str] = ()) -> None:
        self._allowed = tuple(allow_private)

    @cached_property
    def _fetcher(self) -> Fetcher:
        from vedette.intake.fetch import Fetcher

        return Fetcher(allow_private=self._allowed)

    @cached_property
    def _pace(self) -> Pace:
        from vedette.intake.robots import Pace

        return Pace()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if "_fetcher" in self.__dict__:
            self._fetcher.close()

    def visit(self, url: str) -> Visited:
        """What `url` holds; raises FetchError, which names it, where it answers with nothing that can be read."""
        from vedette.intake.fetch import checked_url, shown

        try:
            host = checked_url(url).host
        except FetchError as error:
            raise FetchError(f"{shown(url)}: {error}") from None
        if host not in self._allowed:
            self._pace.wait(url, PAUSE)
        found = self._fetcher.get(url)
        problem = _problem(found)
        if problem is not None:
            raise FetchError(f"{shown(url)}: {problem}")
        if is_front_page(found.final_url) and not is_front_page(url):
            raise FetchError(f"{shown(url)}: redirected to the front page of its site: the article is gone")
        return Visited(shown(url.strip()), found.final_url, found.data, _ending(found), found.charset)


def read_visited(found: Visited) -> Draft | None:
    """The draft of a page or a plain text, with the address by which it goes; None for other forms, which files have too."""
    if found.ending == ".html":
        from vedette.intake.html import read_html

        draft = read_html(found.data, charset=found.charset)
    elif found.ending == ".txt":
        draft = read_plain(decode(found.data, declared=found.charset))
    else:
        return None
    return replace(draft, url=address_of_article(None, found.url, draft.url))


def _problem(found: Fetched) -> str | None:
    """Why there is nothing to read in an answer."""
    if found.status != HTTPStatus.OK:
        known = found.status in HTTPStatus._value2member_map_
        return f"answers {found.status}{f' ({HTTPStatus(found.status).phrase})' if known else ''}"
    if found.media_type in FEEDS:
        return "is a feed, not a page; vedette watch follows feeds"
    if found.media_type not in ENDINGS and found.media_type not in WIDE and not _is_text(found.media_type or ""):
        return f"is {found.media_type}, which holds no report"
    return None if found.data else "is empty"


def _is_text(media_type: str) -> bool:
    return media_type.startswith("text/") or media_type.endswith(("+json", "+xml"))


def _ending(found: Fetched) -> str:
    if found.media_type in ENDINGS:
        return ENDINGS[found.media_type]
    last = found.final_url.split("#", 1)[0].split("?", 1)[0].rsplit("/", 1)[-1]
    stem, dot, ending = last.rpartition(".")
    if stem and dot and 2 <= len(ending) <= 8:
        return f".{ending.lower()}"
    return ".txt" if found.media_type == "text/plain" else ""
