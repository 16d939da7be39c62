"""Addresses in the place of files, from a server on loopback: what becomes a report, what is refused, in one line each."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator

import pytest
from local_server import LOOPBACK, Page, Raw, Site, redirect, serving

from vedette.errors import FetchError, ReportError
from vedette.intake import read_paths
from vedette.intake.robots import Pace
from vedette.intake.visiting import PAUSE, Visits
from vedette.model import Report

BODY = (
    "Rebel forces took the town of Kanda on Thursday, residents said by telephone from the town.\n\n"
    "Two soldiers were killed, a spokesman said, and the fighting went on late into the night near the bridge."
)
HTML = (
    "<html><head>{head}<title>Army takes Kanda</title></head><body><h1>Army takes Kanda</h1><article>{body}</article></body></html>"
)
LINE = json.dumps({"text": BODY, "url": "https://news.example/a"})


def html(head: str = "") -> bytes:
    return HTML.format(head=head, body="".join(f"<p>{part}</p>" for part in BODY.split("\n\n"))).encode()


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as served:
        yield served


def read(*urls: str) -> list[object]:
    return list(read_paths(urls, allow_private=[LOOPBACK]))


@pytest.mark.parametrize(
    ("path", "page", "title", "url"),
    [
        ("/a", Page(html()), "Army takes Kanda", "/a"),
        ("/a?utm_source=x&id=7#top", Page(html()), "Army takes Kanda", "/a?id=7"),
        ("/a.html", Page(html(), media_type="application/octet-stream"), "Army takes Kanda", "/a.html"),
        ("/a", Page(html(), media_type=None), "Army takes Kanda", None),
        ("/a", Page(html("<link rel=canonical href='http://127.0.0.1:1234/b'>")), "Army takes Kanda", "http://127.0.0.1:1234/b"),
        # No page passes for another outlet's.
        ("/a", Page(html("<link rel=canonical href='https://other.example/b'>")), "Army takes Kanda", "/a"),
        ("/a", Page(html("<link rel=canonical href='http://127.0.0.1/'>")), "Army takes Kanda", "/a"),
        ("/a.txt", Page(f"Army takes Kanda\n\n{BODY}".encode(), media_type="text/plain"), "Army takes Kanda", "/a.txt"),
        ("/a", Page(BODY.encode(), media_type="text/plain; charset=utf-8"), None, "/a"),
        ("/a.jsonl", Page(LINE.encode(), media_type="text/plain"), None, "https://news.example/a"),
        ("/a", Page(LINE.encode(), media_type="application/json"), None, "https://news.example/a"),
        ("/a.jsonl.gz", Page(gzip.compress(LINE.encode()), media_type="application/gzip"), None, "https://news.example/a"),
        ("/a.md", Page(f"# Army takes Kanda\n\n{BODY}".encode(), media_type="text/plain"), "Army takes Kanda", None),
    ],
)
def test_an_address_gives_what_a_file_would(site: Site, path: str, page: Page, title: str | None, url: str | None) -> None:
    site.pages[path.split("#")[0]] = page
    (report,) = read(site.url(path))
    assert isinstance(report, Report)
    assert report.text.endswith(BODY)
    assert (report.title, report.path) == (title, site.url(path))
    assert report.url == (site.url(url) if url and url.startswith("/") else url)


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (Page(status=404), r"answers 404 \(Not Found\)"),
        (Page(status=599), "answers 599"),
        (Page(status=204), "answers 204"),
        (Page(b""), "is empty"),
        (Page(b"%PDF-1.7 ...", media_type="application/pdf"), "is application/pdf, which holds no report"),
        (Page(b"\x89PNG", media_type="image/png"), "is image/png, which holds no report"),
        (Page(b"\x89PNG\0\0\0", media_type=None), "not a text file"),
        (Page(b"<rss/>", media_type="application/rss+xml"), "is a feed, not a page; vedette watch follows feeds"),
        (Page(b"<html><body></body></html>"), "no article is found in the page"),
        (redirect("/"), "redirected to the front page of its site"),
        (redirect("http://169.254.169.254/"), "a metadata address"),
        (redirect("/x"), "redirects more than 5 times"),
        (Raw(b"nonsense"), "no proper HTTP answer"),
        (Page(b"x" * 100, said_length=10**9), "at most 20,000,000"),
        (Page(b"x" * 5_000_001), "at most 5,000,000"),
    ],
)
def test_what_cannot_be_read_is_one_line_and_the_rest_goes_on(site: Site, page: Page | Raw, words: str) -> None:
    site.pages |= {"/x": page, "/good": Page(html()), "/": Page(html())}
    bad, good = read(site.url("/x"), site.url("/good"))
    assert isinstance(bad, ReportError)
    assert str(bad).startswith(site.url("/x"))
    assert words.replace("\\", "") in str(bad)
    assert isinstance(good, Report)


@pytest.mark.parametrize(
    "url", ["ftp://news.example/a", "file:///etc/passwd", "gopher://x", "http://localhost/", "http://u:p@news.example/"]
)
def test_what_is_not_fetched_is_no_file_either(url: str) -> None:
    (error,) = read_paths([url])
    assert isinstance(error, FetchError)
    assert "refused" in str(error)


def test_nothing_is_fetched_where_no_address_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Visits, "visit", lambda *_: pytest.fail("a visit"))
    list(read_paths(["http.txt", "https:news.txt", "c:\\news.txt"]))


def test_one_host_is_not_asked_too_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """A host that is no private one waits for its turn."""
    waits: list[float] = []
    visits = Visits()
    monkeypatch.setattr(Visits, "_pace", Pace(clock=lambda: 0.0, sleep=waits.append))
    for url in ("http://a.invalid/1", "http://a.invalid/2", "http://b.invalid/1"):
        with pytest.raises(FetchError):
            visits.visit(url)
    assert waits == [PAUSE]
