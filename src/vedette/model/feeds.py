"""What is followed: a feed as a list names it, what its bytes hold, and how far it has been followed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

FeedFormat = Literal["rss", "atom", "json", "sitemap", "index"]
# How it stands with one entry: still to be read, what came of its report, passed over as another feed's, or given up.
EntryOutcome = Literal["waiting", "added", "corrected", "known", "removed", "canceled", "elsewhere", "failed"]
StepSort = Literal["asked", "unchanged", "taken", "later", "failed", "joined"]


@dataclass(frozen=True, slots=True)
class Feed:
    """One row of a list of feeds. `every` is in seconds; `reliability` is the Admiralty letter A–F that a user gives it.

    `full_text`: the feed itself carries the whole text of its entries, so that no page need be fetched.
    """

    url: str
    name: str
    publisher: str | None = None
    language: str | None = None
    reliability: str = "F"
    every: int | None = None
    full_text: bool = False
    kinds: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed. `id` tells it from the others of its feed; `content` is HTML or plain text, whole or a summary.

    `published` is the day that it gives and `published_at` the moment, where a time and its zone are given; neither where the
    date is none or lies in the future. `dated` and `updated` are as written.
    """

    id: str
    url: str | None = None
    title: str | None = None
    published: dt.date | None = None
    published_at: dt.datetime | None = None
    dated: str | None = None
    updated: str | None = None
    byline: str | None = None
    publisher: str | None = None
    summary: str | None = None
    content: str | None = None


@dataclass(frozen=True, slots=True)
class Channel:
    """What the bytes of a feed hold: entries, newest first where they have dates, and what is wrong with them, a line each.

    `sitemaps` are the addresses that an index of sitemaps names.
    """

    format: FeedFormat
    title: str | None = None
    entries: tuple[Entry, ...] = ()
    notices: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Followed:
    """How far a feed has been followed. `due` is when it is asked next; `full_at` when it last gave all, not only “unchanged”.

    `failures` counts those since the last success; `gone`: its server says that it is no more; `message` what was last wrong.
    """

    url: str
    name: str
    etag: str | None = None
    modified: str | None = None
    asked_at: dt.datetime | None = None
    succeeded_at: dt.datetime | None = None
    full_at: dt.datetime | None = None
    due: dt.datetime | None = None
    failures: int = 0
    gone: bool = False
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry that is still to be read: `number` is its row, `tries` how often it failed, `due` when it may be tried again."""

    number: int
    feed: str
    entry: Entry
    tries: int = 0
    due: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that watching did, for whoever looks on. `outcome` is what came of an entry; `wrong`: it must be said aloud."""

    sort: StepSort
    feed: str
    url: str | None = None
    outcome: EntryOutcome | None = None
    report: str | None = None
    message: str | None = None
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """A feed of a list, asked once: what it holds, and what is wrong; `problem` is why it cannot be followed, `notices` the rest.

    `newest` is the last day of its entries.
    """

    feed: Feed
    format: FeedFormat | None = None
    entries: int = 0
    newest: dt.date | None = None
    problem: str | None = None
    notices: tuple[str, ...] = ()
