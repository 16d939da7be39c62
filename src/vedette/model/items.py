"""A news item as its publisher names it: what two versions of one share, a notice that kills it, what intake says of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from vedette.model.texts import Report

# A URN, a tag (RFC 4151) or another name with a scheme before it: one item's own, wherever it is met.
OWN_NAME = re.compile(r"[a-z][a-z0-9+.-]{1,30}:\S+", re.IGNORECASE)
LONGEST_NAME = 2_000


@dataclass(frozen=True, slots=True)
class KillNotice:
    """A publisher's word that an item is not to be used (IPTC pubStatus canceled or withheld): which, why, where it stood.

    `item` is the key of its uri, guid or address; `version` the newest that the notice is about, None all of them.
    """

    item: str
    why: str
    publisher: str | None = None
    version: int | None = None
    path: str | None = None

    def is_about(self, report: Report) -> bool:
        """Whether the report is the item, in a version that the notice is about."""
        named = self.item in (item_key(report.url, report.ref), report.ref)
        return named and (self.version is None or (report.version or 0) <= self.version)


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of something that was read, or passed over, and is no failure: an embargo, what a folder held besides."""

    where: str
    words: str

    def __str__(self) -> str:
        return f"{self.where}: {self.words}"


@dataclass(frozen=True, slots=True)
class IntakeEntry:
    """A row of the intake log: when (UTC), where it stood, what came of it, which report it is, and why it failed."""

    made_at: str
    outcome: str
    path: str | None
    report: str | None
    message: str | None


def url_key(url: str | None) -> str | None:
    """What two addresses of one item share; None for the front page of a site, which is no item's own."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    path = parts.path.rstrip("/")
    if not parts.netloc or not (path or parts.query):
        return None
    return f"{parts.netloc.lower().removeprefix('www.')}{path}{'?' * bool(parts.query)}{parts.query}"


def item_key(url: str | None, ref: str | None = None) -> str | None:
    """What all versions of an item share: its address, else a `ref` that is a name of its own, such as a URN; else None."""
    if (key := url_key(url)) is not None:
        return key
    name = (ref or "").strip()
    if len(name) > LONGEST_NAME or not OWN_NAME.fullmatch(name):
        return None
    return url_key(name) if name.lower().startswith(("http:", "https:")) else name
