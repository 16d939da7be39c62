from __future__ import annotations

import datetime as dt

import pytest

from vedette.errors import UnreadableFile
from vedette.intake.entries import Page, needs_page, report_of_entry
from vedette.model import Entry, Feed

NOW = dt.datetime(2022, 3, 6, 12, tzinfo=dt.UTC)
LINK = "https://outlet.example/a/1"
FEED = Feed("https://outlet.example/feed.xml", "The Outlet")
ENTRY = Entry("g1", LINK, "Army retakes Tessit", dt.date(2022, 3, 5), summary="Short.")
PROSE = "Malian soldiers retook the town of Tessit on Friday, the general staff said. At least 14 fighters were killed. "
HTML = f"""<html><head><title>Army retakes Tessit | Outlet</title><meta property="og:site_name" content="Outlet Online">
<link rel="canonical" href="CANONICAL"><meta property="article:published_time" content="2022-03-04T08:00:00Z"></head>
<body><article><h1>Army retakes Tessit</h1><p>{PROSE * 3}</p><p>{PROSE[::1]}</p></article></body></html>"""


def page(url: str = LINK, canonical: str = LINK, media_type: str | None = "text/html") -> Page:
    return Page(HTML.replace("CANONICAL", canonical).encode(), url, media_type)


def test_the_feed_comes_before_the_page() -> None:
    report = report_of_entry(ENTRY, FEED, page(), now=NOW)
    assert (report.title, report.published, report.url) == ("Army retakes Tessit", dt.date(2022, 3, 5), LINK)
    assert (report.publisher, report.ref, report.path) == ("Outlet Online", "g1", FEED.url)
    assert "retook the town of Tessit" in report.text


@pytest.mark.parametrize(
    ("feed", "entry", "publisher"),
    [
        (Feed(FEED.url, "n", publisher="Given"), Entry("1", publisher="Source"), "Given"),
        (FEED, Entry("1", publisher="Source"), "Source"),
        (FEED, Entry("1"), "Outlet Online"),
    ],
)
def test_whose_a_report_is(feed: Feed, entry: Entry, publisher: str) -> None:
    assert report_of_entry(entry, feed, page(), now=NOW).publisher == publisher


def test_the_day_of_the_page_counts_where_the_feed_gives_none_and_it_is_not_to_come() -> None:
    assert report_of_entry(Entry("1", LINK), FEED, page(), now=NOW).published == dt.date(2022, 3, 4)
    assert report_of_entry(Entry("1", LINK), FEED, page(), now=NOW.replace(year=2021)).published is None


@pytest.mark.parametrize(
    ("full_text", "entry", "needed"),
    [
        (False, ENTRY, True),
        (True, ENTRY, False),
        (True, Entry("1", LINK), True),
        (False, Entry("1", None, summary="Words."), False),
    ],
)
def test_when_a_page_is_needed(full_text: bool, entry: Entry, needed: bool) -> None:
    assert needs_page(entry, Feed("u", "n", full_text=full_text)) is needed


def test_a_feed_that_carries_the_text_needs_no_page() -> None:
    entry = Entry("1", LINK, "Title", content="<p>One &amp; two.</p><p>Three.</p>", summary="One")
    report = report_of_entry(entry, Feed("u", "Outlet", language="en"), None, now=NOW)
    assert (report.text, report.publisher, report.language) == ("Title\n\nOne & two.\n\nThree.", "Outlet", "en")


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (page(media_type="application/pdf"), "is application/pdf, not a page"),
        (page(url="https://outlet.example/"), "front page"),
        (None, "neither a link nor a text"),
        (Page(b"<html><body></body></html>", LINK), "no article"),
        (Page(b"", LINK), "."),
    ],
)
def test_what_gives_no_report(found: Page | None, said: str) -> None:
    with pytest.raises(UnreadableFile, match=said):
        report_of_entry(Entry("1", LINK if found else None, "Title"), FEED, found, now=NOW)
