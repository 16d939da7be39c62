"""A page's JSON-LD blocks -> what they say of its article (schema.org NewsArticle and its kin), or None.

A page may also describe articles that it only links to: one is taken where it is the only one, or its address or headline is
the page's own. A block that is no JSON is passed over; small slips that browsers' tools forgive are forgiven.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

# schema.org's NewsArticle with its subtypes come before the plainer sorts that sites use for the same.
NEWS = frozenset(
    "NewsArticle ReportageNewsArticle AnalysisNewsArticle AskPublicNewsArticle BackgroundNewsArticle OpinionNewsArticle"
    " ReviewNewsArticle LiveBlogPosting".split()
)
OTHERS = frozenset("Article Report BlogPosting SocialMediaPosting AdvertiserContentArticle SatiricalArticle TechArticle".split())
MOST_BLOCKS = 50
MOST_NODES = 5_000
LONGEST_FIELD = 1_000
# "[^\x00-\x1f]" is what JSON allows raw; what wraps a block for old browsers; a comma too many.
WRAPPED = re.compile(
    r"\A\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*;?\s*\Z"
)
COMMA = re.compile(r",(\s*[\]}])")
TAG = re.compile(r"</?(?:p|br|div|li|h[1-6])\b[^<>]{0,300}>", re.IGNORECASE)
ANY_TAG = re.compile(r"</?[a-z][a-z0-9]{0,10}\b[^<>]{0,1000}>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Article:
    """What a page's JSON-LD says of its article; `free` is False where it says that not all may read it."""

    sort: str
    headline: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published: str | None = None
    modified: str | None = None
    url: str | None = None
    body: str | None = None
    free: bool | None = None


def find_article(blocks: Iterable[str], *, url: str | None = None, headings: Iterable[str] = ()) -> Article | None:
    """The article that the page is; `url` is its address, `headings` are its title and first heading."""
    found = [node for block in list(blocks)[:MOST_BLOCKS] for node in _nodes(_parsed(block))]
    for sorts in (NEWS, OTHERS):
        articles = [_article(node) for node in found if _sorts(node) & sorts]
        if chosen := _own([one for one in articles if one.headline or one.body or one.published], url, headings):
            return chosen
    return None


def _own(articles: list[Article], url: str | None, headings: Iterable[str]) -> Article | None:
    if len(articles) == 1:
        return articles[0]
    plain = [_folded(heading) for heading in headings if heading]
    by_url = [one for one in articles if one.url and url and _bare(one.url) == _bare(url)]
    by_title = [one for one in articles if one.headline and any(_folded(one.headline) in heading for heading in plain)]
    return next(iter([*by_url, *by_title]), None)


def _parsed(block: str) -> Any:
    text = WRAPPED.sub("", WRAPPED.sub("", block)).strip().rstrip(";")
    for attempt in (text, COMMA.sub(r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """The objects of a block, outer before inner, without those that an article only mentions."""
    waiting, seen = [value], 0
    while waiting and seen < MOST_NODES:
        node, seen = waiting.pop(0), seen + 1
        if isinstance(node, list):
            waiting[:0] = node[:MOST_NODES]
        elif isinstance(node, dict):
            yield node
            waiting += [
                node[name] for name in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item") if name in node
            ]


def _sorts(node: dict[str, Any]) -> frozenset[str]:
    given = node.get("@type")
    names = given if isinstance(given, list) else [given]
    return frozenset(name.rsplit("/", 1)[-1].rsplit(":", 1)[-1] for name in names if isinstance(name, str))


def _article(node: dict[str, Any]) -> Article:
    return Article(
        sort=next(iter(sorted(_sorts(node) & (NEWS | OTHERS)))),
        headline=_words(node.get("headline") or node.get("name")),
        byline=", ".join(dict.fromkeys(_names(node.get("author") or node.get("creator")))) or None,
        publisher=next(iter(_names(node.get("publisher") or node.get("sourceOrganization"))), None),
        published=_words(node.get("datePublished")),
        modified=_words(node.get("dateModified")),
        url=_address(node),
        body=_prose(node.get("articleBody")),
        free=_free(node),
    )


def _names(value: Any, depth: int = 0) -> Iterator[str]:
    if isinstance(value, list) and depth < 3:
        for one in value[:20]:
            yield from _names(one, depth + 1)
    elif isinstance(value, dict) and depth < 3:
        yield from _names(value.get("name"), depth + 1)
    elif (words := _words(value)) and not words.lower().startswith(("http:", "https:", "@")):
        yield words


def _words(value: Any) -> str | None:
    if isinstance(value, list):
        value = next((one for one in value if isinstance(one, str)), None)
    if not isinstance(value, str):
        return None
    return " ".join(html.unescape(ANY_TAG.sub(" ", value[:LONGEST_FIELD])).split()) or None


def _address(node: dict[str, Any]) -> str | None:
    main = node.get("mainEntityOfPage")
    main = main.get("@id") or main.get("url") if isinstance(main, dict) else main
    found = (value for value in (node.get("url"), main, node.get("@id")) if isinstance(value, str))
    return next((value.strip() for value in found if value.strip().lower().startswith(("http://", "https://"))), None)


def _prose(value: Any) -> str | None:
    """The body as lines, one a paragraph, where the outlet keeps them."""
    if not isinstance(value, str):
        return None
    lines = html.unescape(ANY_TAG.sub("", TAG.sub("\n", value))).split("\n")
    return "\n".join(" ".join(line.split()) for line in lines if line.strip()) or None


def _free(node: dict[str, Any]) -> bool | None:
    """False where the article, or a part of it, is kept from those who do not pay."""
    parts = node.get("hasPart")
    whole = [node, *(parts if isinstance(parts, list) else [parts])]
    said = [str(part.get("isAccessibleForFree")).strip().lower() for part in whole[:20] if isinstance(part, dict)]
    if any(word.rsplit("/", 1)[-1] == "false" for word in said):
        return False
    return True if any(word.rsplit("/", 1)[-1] == "true" for word in said) else None


def _folded(words: str) -> str:
    return " ".join(re.sub(r"\W+", " ", words.lower()).split())


def _bare(url: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", url.split("#", 1)[0].split("?", 1)[0]).rstrip("/").lower()
