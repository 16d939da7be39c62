"""A web page's bytes -> Draft: the article's prose with its title, date, byline, site and address; nothing is fetched.

What the page's JSON-LD says of its article comes first, trafilatura's findings after it. The date is one that the page marks
as that of publication, never a guess in the prose, never the day of a change. What is no sentence of the news is left out.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
from dataclasses import dataclass, fields
from itertools import islice
from typing import TYPE_CHECKING

from vedette.errors import BadRecord, ReportError, TooLarge, UnreadableFile
from vedette.intake.boilerplate import Cleaned, is_sentence, without_boilerplate
from vedette.intake.days import read_day
from vedette.intake.decoding import byte_order_mark, decode
from vedette.intake.drafts import Draft
from vedette.intake.jsonld import Article, find_article
from vedette.intake.reports import MAX_CHARACTERS

if TYPE_CHECKING:
    from lxml.html import HtmlElement

CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
HEAD = 4_096
NOISY = ("trafilatura", "htmldate", "courlan", "justext")
# Of so many elements trafilatura makes a page in seconds, of many more in minutes; articles have a few thousand.
MOST_ELEMENTS = 20_000
# A page with a few stray zero bytes is a page; one with many is none.
MOST_ZEROS = 0.01
# An outlet's own articleBody is taken where what was found in the page is less than this share of it.
MUCH_LESS = 0.6
STUB = 1_500
SHORTEST = 40
MOST_TEXTS = 20
INLINE = frozenset({"b", "strong", "em", "i", "span", "font", "u"})
WALLED = "behind a paywall: only its beginning could be read"
CHANGED = re.compile(r"modif|updated|revised")
PUBLISHED = ("article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "dc.date.issued")


@dataclass(frozen=True, slots=True)
class Found:
    """What trafilatura finds in a page."""

    text: str | None = None
    title: str | None = None
    author: str | None = None
    sitename: str | None = None
    date: str | None = None
    url: str | None = None


def read_html(data: bytes, *, charset: str | None = None) -> Draft:
    """The draft of a web page; raises UnreadableFile where no article is found in it, TooLarge.

    `charset` is the one that the page came with, if any; what the page itself declares, and what its bytes are, count too.
    """
    declared = CHARSET.search(data[:HEAD])
    page = decode(_without_zeros(data), declared=charset or (declared.group(1).decode("ascii") if declared else None))
    if len(page) > MAX_CHARACTERS:
        raise TooLarge(f"{len(page):,} characters; a page may have at most {MAX_CHARACTERS:,}")
    try:
        return _draft(page)
    except ReportError:
        raise
    except Exception as error:  # its libraries fail on some broken markup, each in its own way
        raise UnreadableFile(f"a page that cannot be read ({type(error).__name__})") from None


def _without_zeros(data: bytes) -> bytes:
    zeros = data.count(b"\0")
    wide = byte_order_mark(data) in ("utf-16", "utf-32")
    return data if wide or zeros > MOST_ZEROS * len(data) else data.replace(b"\0", b"")


def _draft(page: str) -> Draft:
    for name in NOISY:
        logging.getLogger(name).addHandler(logging.NullHandler())
    from trafilatura import load_html

    tree = load_html(page)
    if tree is None:
        raise UnreadableFile("no article is found in the page")
    huge = page.count("<") - page.count("</") > MOST_ELEMENTS
    extracted = None if huge else _extracted(tree)
    found = extracted or Found()
    article = _article(tree, found) or Article("")
    given = _stripped(found.text) if extracted else _paragraphs(tree)
    ours = without_boilerplate(given, linked=_linked(tree) if extracted else ())
    lines, walled = _fuller(ours, without_boilerplate(_stripped(article.body)))
    if not lines:
        raise UnreadableFile("no article is found in the page")
    title = article.headline or found.title or _first(tree, "h1") or None
    if lines[0] in {" ".join(words.split()) for words in (title, found.title, _first(tree, "h1")) if words}:
        lines = lines[1:]
    body = "\n\n".join(lines)
    return Draft(
        body=body,
        title=title,
        byline=article.byline or found.author,
        publisher=article.publisher or found.sitename,
        published=_published(tree, article, found.date),
        url=found.url or article.url,
        partial=WALLED if len(body) < STUB and (walled or article.free is False) else None,
    )


def _extracted(tree: HtmlElement) -> Found | None:
    """What trafilatura finds, which may be nothing; None where the page is one that it fails on."""
    from trafilatura import bare_extraction

    try:
        document = bare_extraction(
            tree,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception:  # it and its libraries fail on some broken markup, each in its own way
        return None
    return Found(**{field.name: getattr(document, field.name, None) or None for field in fields(Found)})


def _article(tree: HtmlElement, found: Found) -> Article | None:
    blocks = [str(script.text or "") for script in tree.iter("script") if "ld+json" in (script.get("type") or "").lower()]
    headings = (_first(tree, "title"), _first(tree, "h1"), found.title or "")
    return find_article(blocks, url=found.url, headings=headings)


def _fuller(ours: Cleaned, theirs: Cleaned) -> tuple[list[str], bool]:
    """The lines of the news, and whether a paywall speaks on the page."""
    much_less = sum(map(len, ours.lines)) < MUCH_LESS * sum(map(len, theirs.lines))
    return list(theirs.lines if much_less else ours.lines), ours.walled or theirs.walled


def _stripped(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").split("\n") if line.strip()]


def _paragraphs(tree: HtmlElement) -> list[str]:
    """The sentences of a page that is too much for trafilatura, or that it fails on."""
    paragraphs = (_words(paragraph) for paragraph in tree.iter("p"))
    return [words for words in paragraphs if len(words) >= SHORTEST and is_sentence(words)]


def _linked(tree: HtmlElement) -> frozenset[str]:
    """The texts of the blocks that are one link as a whole."""
    links = ((link, _words(link)) for link in tree.iter("a") if not (link.tail or "").strip())
    return frozenset(text for link, text in links if text and _alone(link, text))


def _alone(link: HtmlElement, text: str) -> bool:
    """Whether nothing but `link` stands in its block. Few of the block's texts are looked at: others end the matter soon."""
    block = link.getparent()
    while block is not None and block.tag in INLINE:
        block = block.getparent()
    beside = islice(block.itertext(), MOST_TEXTS) if block is not None else ()
    return "".join("".join(beside).split()) == "".join(text.split())


def _words(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def _first(tree: HtmlElement, tag: str) -> str:
    """The words of the first element with this tag."""
    element = next(tree.iter(tag), None)
    return _words(element) if element is not None else ""


def _published(tree: HtmlElement, article: Article, found: str | None) -> str | None:
    """The day, with its time where there is one, that the page marks as that of publication; `found` where no mark speaks.

    What is found is None where it is the day of a change.
    """
    marks = [(_name(meta), str(meta.get("content"))) for meta in tree.iter("meta") if meta.get("content")]
    for words in (article.published, *(words for name, words in marks if name in PUBLISHED)):
        if _day(words) is not None:
            return words
    changed = {_day(words) for words in (article.modified, *(words for name, words in marks if CHANGED.search(name)))}
    return found if _day(found) not in changed else None


def _name(meta: HtmlElement) -> str:
    return str(meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()


def _day(words: str | None) -> dt.date | None:
    try:
        return read_day(words)
    except BadRecord:
        return None
