"""Addresses of the web by their form alone: which is one, which is a site's front page, by which an article goes.

A page's canonical address counts on its own site only: no page can pass for a version of another outlet's.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
# What outlets add to an address to learn who followed it; it is no part of the article's name.
FOLLOWED_BY = ("utm_", "at_", "fbclid", "gclid", "mc_cid", "mc_eid", "cmpid", "ocid", "traffic_source")


def is_address(words: str) -> bool:
    """Whether words are an address ("https://…", "ftp://…") and not the path of a file."""
    return SCHEME.match(words.strip()) is not None


def is_front_page(url: str) -> bool:
    """Whether an address is that of a site, not of anything on it."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return not parts.path.strip("/") and not parts.query


def address_of_article(link: str | None, final: str | None, canonical: str | None) -> str | None:
    """The address by which an article goes: the `canonical` one that its page gives, on its own site; else where the link led.

    `final` is where the page was in the end, `link` what led there; with neither, the page is believed.
    """
    came = final or link or canonical
    if came is None:
        return None
    own = canonical is not None and _host(canonical) == _host(came) and not is_front_page(canonical)
    return _plain(canonical if own and canonical else came)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _plain(url: str) -> str:
    """An address without its fragment and without what only tells who followed it."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not name.lower().startswith(FOLLOWED_BY)]
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    return parts._replace(query=query, fragment="").geturl()
