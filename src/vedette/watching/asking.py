"""One feed or one page asked -> what came of it. It runs in threads, and raises nothing: what went wrong is in the answer."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Protocol
from urllib.parse import urlsplit

from vedette.errors import ReportError
from vedette.intake.entries import Page
from vedette.intake.feeds import MOST_ENTRIES, read_feed
from vedette.intake.fetch import Fetched, Fetcher, Limits
from vedette.intake.inflating import unpack
from vedette.intake.robots import FORBIDDEN, Robots
from vedette.model import Channel, Feed, Followed, Waiting

# So often a feed must give all that it holds, whatever it says of having changed.
FULL_EVERY = dt.timedelta(days=1)
GZIP, MOST_BYTES, MOST_RATIO = b"\x1f\x8b", 50_000_000, 200.0
# Answers that may be others the next time; any other that is no success is final for a page.
PASSING = frozenset({408, 421, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})


class Door(Protocol):
    """What fetches, and knows what a site lets robots fetch; for many threads."""

    def get(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        """What an address answers."""

    def refusal(self, url: str) -> str | None:
        """Why a robot may not fetch it, or None."""

    def delay(self, url: str) -> float:
        """The seconds that the site asks to wait between two fetches."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of asking a feed, or the page of an entry that was `waiting`.

    `channel` is None and there is no `problem` where the feed has not changed. `lasting`: it will be no better the next time;
    `gone`: the server says that the feed is no more.
    """

    feed: Feed
    waiting: Waiting | None = None
    pause: float = 0.0
    channel: Channel | None = None
    page: Page | None = None
    etag: str | None = None
    modified: str | None = None
    retry_after: float | None = None
    problem: str | None = None
    lasting: bool = False
    gone: bool = False


@dataclass(frozen=True, slots=True)
class _RobotsDoor:
    fetcher: Fetcher
    robots: Robots

    def get(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        return self.fetcher.get(url, etag=etag, modified=modified)

    def refusal(self, url: str) -> str | None:
        return self.robots.refusal(url)

    def delay(self, url: str) -> float:
        return self.robots.delay(url)


@contextmanager
def open_door(allow_private: Iterable[str] = (), *, limits: Limits | None = None) -> Iterator[Door]:
    """The door to the network; `allow_private` names hosts that are not of the open internet and may be fetched from."""
    with Fetcher(allow_private=tuple(allow_private), limits=limits) as fetcher:
        yield _RobotsDoor(fetcher, Robots(fetcher))


def host_of(url: str) -> str:
    """The server that an address names, with its port: what robots.txt speaks for, and is asked one thing at a time."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def ask_feed(door: Door, feed: Feed, known: Followed | None, *, pause: float, now: dt.datetime) -> Heard:
    """What a feed holds now, or that it has not changed since it was `known`."""
    fresh = known is not None and known.full_at is not None and now - known.full_at < FULL_EVERY
    etag, modified = (known.etag, known.modified) if fresh and known is not None else (None, None)
    heard = Heard(feed, pause=pause)

    def ask() -> Heard:
        answer = door.get(feed.url, etag=etag, modified=modified)
        if answer.status == 304:
            asked_for_all = etag is None and modified is None
            return replace(heard, problem="says that it has not changed to who never asked before") if asked_for_all else heard
        if not 200 <= answer.status < 300:
            return replace(_refused(heard, answer), gone=answer.status == 410)
        channel = _channel(answer.data, answer, now)
        if channel.sitemaps:
            return replace(heard, channel=_of_index(door, channel, pause, now))
        return replace(heard, channel=channel, etag=answer.etag, modified=answer.modified)

    return _asked(door, feed.url, heard, ask)


def ask_page(door: Door, feed: Feed, waiting: Waiting, *, pause: float) -> Heard:
    """The page that an entry leads to."""
    heard, url = Heard(feed, waiting, pause), waiting.entry.url or ""

    def ask() -> Heard:
        answer = door.get(url)
        if not 200 <= answer.status < 300:
            return replace(_refused(heard, answer), lasting=answer.status not in PASSING)
        return replace(heard, page=Page(answer.data, answer.final_url, answer.media_type, answer.charset))

    return _asked(door, url, heard, ask)


def _asked(door: Door, url: str, heard: Heard, ask: Callable[[], Heard]) -> Heard:
    """What `ask` gives, where robots may ask; a problem in place of an error."""
    try:
        refusal = door.refusal(url)
        heard = replace(heard, pause=max(heard.pause, door.delay(url)))
        if refusal is not None:
            return replace(heard, problem=refusal, lasting=refusal == FORBIDDEN)
        answer = ask()
        return replace(answer, pause=max(heard.pause, answer.retry_after or 0.0))
    except ReportError as error:
        return replace(heard, problem=str(error).removeprefix(f"{url}: "))
    except Exception as error:  # A fault of ours in one feed must not cost the user the others.
        if "VEDETTE_DEBUG" in os.environ:
            import traceback

            return replace(heard, problem=" | ".join(traceback.format_exc().splitlines()))
        words = f"not read, by a fault of vedette ({type(error).__name__}: {error}); VEDETTE_DEBUG=1 shows where"
        return replace(heard, problem=words)


def _refused(heard: Heard, answer: Fetched) -> Heard:
    try:
        words = f"answers {answer.status} ({HTTPStatus(answer.status).phrase})"
    except ValueError:
        words = f"answers {answer.status}"
    return replace(heard, problem=words, retry_after=answer.retry_after)


def _channel(data: bytes, answer: Fetched, now: dt.datetime) -> Channel:
    whole = b"".join(unpack([data], "gzip", most=MOST_BYTES, ratio=MOST_RATIO)) if data.startswith(GZIP) else data
    return read_feed(whole, url=answer.final_url, now=now, charset=answer.charset)


def _of_index(door: Door, index: Channel, pause: float, now: dt.datetime) -> Channel:
    """The entries of all sitemaps that an index names; an index among them is not followed."""
    entries, notices = {}, list(index.notices)
    for url in index.sitemaps:
        time.sleep(pause)
        try:
            answer = door.get(url)
            if answer.status != 200:
                raise ReportError(f"answers {answer.status}")
            channel = _channel(answer.data, answer, now)
        except ReportError as error:
            notices.append(f"its sitemap {url}: {str(error).removeprefix(f'{url}: ')}")
            continue
        notices += [f"its sitemap {url}: {notice}" for notice in channel.notices]
        entries.update({entry.id: entry for entry in reversed(channel.entries)})
    newest = sorted(entries.values(), key=lambda one: one.published or dt.date.min, reverse=True)[:MOST_ENTRIES]
    return replace(index, entries=tuple(newest), notices=tuple(notices))
