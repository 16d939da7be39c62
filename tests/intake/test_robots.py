from __future__ import annotations

from collections.abc import Iterator

import pytest
from local_server import LOOPBACK, Page, Raw, Site, redirect, serving

from vedette.errors import FetchError
from vedette.intake.fetch import Fetcher, Limits
from vedette.intake.robots import FAILED_SECONDS, KEPT_SECONDS, Pace, Robots

RULES = """User-agent: *
Disallow: /private/
Crawl-delay: 900

User-agent: vedette
Disallow: /archive/
Allow: /archive/open
Crawl-delay: 2
"""


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as served:
        yield served


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(allow_private=[LOOPBACK], limits=Limits(seconds=2.0)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("path", "allowed"), [("/", True), ("/private/a", True), ("/archive/a", False), ("/archive/open/a", True), ("/archive", True)]
)
def test_our_own_rules_count_before_those_for_all(site: Site, fetcher: Fetcher, path: str, allowed: bool) -> None:
    site.pages["/robots.txt"] = Page(RULES.encode(), media_type="text/plain")
    robots = Robots(fetcher)
    assert robots.allows(site.url(path)) is allowed
    assert robots.delay(site.url(path)) == 2.0
    assert robots.refusal(site.url(path)) == (None if allowed else "robots.txt forbids it")


@pytest.mark.parametrize(
    ("answer", "allowed"),
    [
        (Page(status=404), True),
        (Page(status=403), True),
        (Page(status=500), False),
        (Page(status=429), False),
        (redirect("/robots.txt"), False),
        (redirect("http://169.254.169.254/"), False),
        (Page(b"User-agent: *\nDisallow: /"), False),
        (Page(b"\xff\xfe\0\0" * 50), True),
        (Page(b"User-agent: *\nAllow: /\n" + b"# " + b"x" * 600_000 + b"\nDisallow: /"), True),
        (Page(b""), True),
        (Raw(b"nonsense"), False),
    ],
)
def test_what_robots_txt_answers(site: Site, fetcher: Fetcher, answer: Page | Raw, allowed: bool) -> None:
    site.pages["/robots.txt"] = answer
    assert Robots(fetcher).allows(site.url("/a")) is allowed


def test_the_longest_pause_is_a_minute(site: Site, fetcher: Fetcher) -> None:
    site.pages["/robots.txt"] = Page(b"User-agent: *\nCrawl-delay: 86400")
    assert Robots(fetcher).delay(site.url("/a")) == 60.0


@pytest.mark.parametrize(("status", "kept"), [(200, KEPT_SECONDS), (404, KEPT_SECONDS), (503, FAILED_SECONDS)])
def test_robots_txt_is_kept_for_a_while(site: Site, fetcher: Fetcher, status: int, kept: float) -> None:
    site.pages["/robots.txt"] = Page(b"", status=status)
    clock = Clock()
    robots = Robots(fetcher, clock=clock)
    for clock.now, asked in ((0.0, 1), (kept - 1, 1), (kept + 1, 2)):
        robots.allows(site.url("/a"))
        assert len(site.asked("/robots.txt")) == asked


def test_what_is_no_address_is_said(fetcher: Fetcher) -> None:
    with pytest.raises(FetchError, match="only http and https"):
        Robots(fetcher).allows("file:///etc/passwd")


def test_fetches_from_one_host_keep_apart() -> None:
    clock = Clock()
    pace = Pace(clock=clock, sleep=clock.sleep)
    urls = ("http://a.example/1", "http://a.example/2", "http://b.example/1", "http://a.example/3")
    assert [pace.wait(url, 5.0) for url in urls] == [0.0, 5.0, 0.0, 5.0]
    clock.now += 60
    assert pace.wait("http://a.example/4", 5.0) == 0.0
