"""Feeds and pages that are broken on the wire, each beside good ones, from a server on loopback."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from followed_example import NOW, ONCE, TwoDoors, html, prose, rss, run
from kept_example import opened
from local_server import Answer, Page, Raw, Site, redirect, serving, zipped

from vedette.intake.fetch import Limits
from vedette.model import Feed, Step
from vedette.watching import Door, check, open_door

XML = "application/rss+xml"
GOOD = rss(("Item 1", "/1"), ("Item 2", "/2"))
SMALL = Limits(sent_bytes=300_000, unpacked_bytes=300_000)
QUICK = replace(SMALL, seconds=0.4, silence_seconds=0.2)


@pytest.fixture(scope="module")
def sites() -> Iterator[tuple[Site, Site]]:
    """A site whose feed is good, and one whose answers are not."""
    with serving() as good, serving() as bad:
        good.pages["/rss"] = Page(GOOD, media_type=XML)
        for number in "12":
            good.pages[f"/{number}"] = Page(html(f"Item {number}", prose(number)))
        yield good, bad


@pytest.fixture(scope="module")
def door() -> Iterator[Door]:
    with open_door(["127.0.0.1"], limits=SMALL) as roomy, open_door(["127.0.0.1"], limits=QUICK) as quick:
        yield TwoDoors(roomy, quick, "/slow")


def bomb(size: int) -> bytes:
    return gzip.compress(b" " * size)


FEEDS: dict[str, tuple[Answer, str]] = {
    "a server that breaks off": (Raw(b""), "no proper HTTP answer"),
    "an answer that is no HTTP": (Raw(b"SSH-2.0-OpenSSH_9.2\r\n"), "no proper HTTP answer"),
    "a server that says nothing": (Page(GOOD, silence=30), "stopped answering"),
    "a slow drip": (Page(GOOD, drip=0.05), "seconds"),
    "less than its length": (Page(GOOD, said_length=len(GOOD) + 9), "no proper HTTP answer"),
    "more than is taken": (Page(b"<rss>" + b" " * 400_000), "400,005 bytes"),
    "a gzip bomb": (Page(bomb(5_000_000), headers={"Content-Encoding": "gzip"}), "unpacks to more than"),
    "a sitemap that is a gzip bomb": (Page(bomb(60_000_000), media_type="application/gzip"), "unpacks to more than"),
    "a gzip that is cut off": (Page(gzip.compress(GOOD)[:60], headers={"Content-Encoding": "gzip"}), "cut off"),
    "an endless redirect": (redirect("/feed"), "redirects more than 5 times"),
    "a redirect to a machine's keys": (redirect("http://169.254.169.254/latest"), "169.254.169.254"),
    "a redirect to a file": (redirect("file:///etc/passwd"), "only http and https"),
    "a page in the place of the feed": (Page(html("No"), status=200), "is a web page, not a feed"),
    "a picture": (Page(b"\x89PNG\r\n\x1a\n\0\0", media_type="image/png"), "not a text file"),
    "an unchanged feed that was never asked": (Page(status=304), "never asked before"),
    "an error of the server": (Page(b"oops", status=500), "answers 500"),
    "a login": (Page(b"", status=401), "answers 401"),
    "an entity bomb": (Page(b'<!DOCTYPE a [<!ENTITY a "b">]>' + GOOD, media_type=XML), "declares entities"),
}


@pytest.mark.parametrize(("answer", "said"), FEEDS.values(), ids=FEEDS)
def test_a_feed_that_is_broken_on_the_wire(tmp_path: Path, sites: tuple[Site, Site], door: Door, answer: Answer, said: str) -> None:
    good, bad = sites
    path = "/slow" if isinstance(answer, Page) and (answer.drip or answer.silence) else "/feed"
    bad.pages[path] = answer
    store = opened(tmp_path)
    steps = run(store, [Feed(bad.url(path), "Bad"), Feed(good.url("/rss"), "Good")], door)
    (failed,) = (step for step in steps if step.sort == "failed")
    assert (failed.feed, failed.wrong) == ("Bad", True)
    assert said in (failed.message or "")
    assert "\n" not in (failed.message or "")
    assert sum(step.outcome == "added" for step in steps) == 2
    with store.reading() as connection:
        noted = connection.exec_driver_sql("SELECT path, message FROM intake_log WHERE outcome = 'failed'").all()
    assert [(path, said in message) for path, message in noted] == [(bad.url(path), True)]


LIES: dict[str, Answer] = {
    "a type that is wrong": Page(GOOD, media_type="image/png"),
    "no type": Page(GOOD, media_type=None),
    "a charset that is wrong": Page(GOOD, media_type=f"{XML}; charset=utf-16"),
    "a charset that is none": Page(GOOD, media_type=f"{XML}; charset=klingon"),
    "packed": zipped(GOOD, media_type=XML),
    "a packed file": Page(gzip.compress(GOOD), media_type="application/gzip"),
    "a redirect": redirect("/moved", 301),
}


@pytest.mark.parametrize("answer", LIES.values(), ids=LIES)
def test_what_a_server_says_wrongly_of_a_feed_does_not_matter(sites: tuple[Site, Site], door: Door, answer: Answer) -> None:
    _, bad = sites
    bad.pages |= {"/feed": answer, "/moved": Page(GOOD, media_type=XML)}
    (checked,) = check([Feed(bad.url("/feed"), "Odd")], door, pause=0.0, at_once=1, now=NOW)
    assert (checked.problem, checked.format, checked.entries) == (None, "rss", 2)


PAGES: dict[str, tuple[Answer, str]] = {
    "a server that breaks off": (Raw(b""), "no proper HTTP answer"),
    "a page that is gone": (Page(b"", status=410), "answers 410 (Gone)"),
    "a page that is too large": (Page(b"<p>" + b"x" * 400_000), "400,003 bytes"),
    "a redirect into the house": (redirect("http://10.0.0.1/"), "a private address"),
    "a million nested tags": (Page(b"<html><body>" + b"<i>" * 90_000), "no article"),
    "zero bytes": (Page(b"<html>\0\0\0</html>"), "zero bytes"),
}


@pytest.mark.parametrize(("answer", "said"), PAGES.values(), ids=PAGES)
def test_a_page_that_is_broken_on_the_wire(tmp_path: Path, sites: tuple[Site, Site], door: Door, answer: Answer, said: str) -> None:
    _, bad = sites
    bad.pages |= {"/feed": Page(GOOD, media_type=XML), "/1": answer, "/2": Page(html("Item 2", prose("2")))}
    steps = run(opened(tmp_path), [Feed(bad.url("/feed"), "Bad")], door)
    (failed,) = (step for step in steps if step.outcome in ("failed", "waiting"))
    assert said in (failed.message or "")
    assert sum(step.outcome == "added" for step in steps) == 1


def test_robots_are_heeded_and_the_server_is_told_who_asks(tmp_path: Path, door: Door) -> None:
    with serving() as site:
        site.pages |= {
            "/robots.txt": Page(b"User-agent: Vedette\nDisallow: /1\n", media_type="text/plain"),
            "/feed": Page(GOOD, media_type=XML),
            "/2": Page(html("Item 2", prose("2"))),
        }
        steps = run(opened(tmp_path), [Feed(site.url("/feed"), "Outlet")], door)
        assert [step.message for step in steps if step.outcome == "failed"] == ["robots.txt forbids it"]
        assert not site.asked("/1")
        assert all("Vedette/" in request.headers["User-Agent"] for request in site.seen)


def test_an_etag_is_sent_and_heeded(tmp_path: Path, door: Door) -> None:
    with serving() as site:
        site.pages |= {
            "/feed": lambda request: (
                Page(status=304)
                if request.headers.get("If-None-Match") == '"7"'
                else Page(rss(), media_type=XML, headers={"ETag": '"7"', "Last-Modified": "Sat, 05 Mar 2022 10:15:00 GMT"})
            )
        }
        store, feeds = opened(tmp_path), [Feed(site.url("/feed"), "Outlet")]
        assert [run(store, feeds, door)[0].sort for _ in range(2)] == ["asked", "unchanged"]
        assert site.asked("/feed")[1].headers["If-Modified-Since"] == "Sat, 05 Mar 2022 10:15:00 GMT"


def test_a_private_address_is_refused_unless_it_is_named(tmp_path: Path, sites: tuple[Site, Site]) -> None:
    good, _ = sites
    with open_door() as closed:
        steps: list[Step] = run(opened(tmp_path), [Feed(good.url("/rss"), "Good")], closed, plan=ONCE)
    assert [step.sort for step in steps] == ["failed"]
    assert "--allow-private 127.0.0.1" in (steps[0].message or "")
