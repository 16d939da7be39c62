"""A web page's bytes -> Draft: the article's prose with its title, date, byline, site and address; nothing is fetched.

trafilatura finds the article. Its date is taken only from what the page marks as one, never from a guess in the prose.
"""

from __future__ import annotations

import logging
import re

from vedette.errors import ReportError, TooLarge, UnreadableFile
from vedette.intake.decoding import decode
from vedette.intake.drafts import Draft
from vedette.intake.reports import MAX_CHARACTERS

CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
HEAD = 4_096
NOISY = ("trafilatura", "htmldate", "courlan", "justext")


def read_html(data: bytes) -> Draft:
    """The draft of a web page; raises UnreadableFile where no article is found in it, TooLarge."""
    declared = CHARSET.search(data[:HEAD])
    page = decode(data, declared=declared.group(1).decode("ascii") if declared else None)
    if len(page) > MAX_CHARACTERS:
        raise TooLarge(f"{len(page):,} characters; a page may have at most {MAX_CHARACTERS:,}")
    try:
        return _article(page)
    except ReportError:
        raise
    except Exception as error:  # its libraries fail on some broken markup, each in its own way
        raise UnreadableFile(f"a page that cannot be read ({type(error).__name__})") from None


def _article(page: str) -> Draft:
    for name in NOISY:
        logging.getLogger(name).addHandler(logging.NullHandler())
    from trafilatura import bare_extraction

    found = bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    text = None if found is None or isinstance(found, dict) else found.text
    if found is None or isinstance(found, dict) or not text:
        raise UnreadableFile("no article is found in the page")
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    title = found.title or None
    if title and lines[0] == " ".join(title.split()):
        lines = lines[1:]
    return Draft(
        body="\n\n".join(lines),
        title=title,
        byline=found.author or None,
        publisher=found.sitename or None,
        published=found.date,
        url=found.url or None,
    )
