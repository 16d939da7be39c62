"""Killed at any moment while 200 feeds are followed, and started again: every report is in exactly once, with the same events."""

from __future__ import annotations

import importlib
import random
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from coded_example import BODY
from followed_example import TwoDoors, code, html, prose, rss
from kept_example import filled, item, opened
from killing import FORKED, killed_after
from local_server import Answer, Page, Raw, redirect, serving
from whole_database import broken, events_of

from vedette.intake.fetch import Limits
from vedette.model import Feed, JoinedEvent
from vedette.store import Store
from vedette.watching import Plan, open_door, rounds, watch

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are not forked there")
FEEDS, HOSTS = 200, 20
# 5% of the feeds, a way to be broken each.
BROKEN: tuple[Answer, ...] = (
    Raw(b""),
    Page(b"<rss>", said_length=1_000),
    Page(b"x" * 1_000, drip=0.05),
    Page(b"", silence=30),
    Page(b"", status=500),
    Page(b"", status=410),
    Page(b"<html></html>"),
    Page(b'<!DOCTYPE a [<!ENTITY a "b">]><rss/>'),
    redirect("/feed"),
    Page(b"\x1f\x8b\x08cut"),
)
PLAN = Plan(once=True, pause=0.0, at_once=16)
LIMITS = Limits(seconds=1.0, silence_seconds=0.5)


def is_full(number: int) -> bool:
    """Whether a feed carries the text itself; of the others the pages must be fetched."""
    return number % 5 > 0


def served(pipe: Connection) -> None:
    """What the process of the servers does: 190 good feeds at twenty hosts and ten broken ones at a host each, until it is told."""
    with ExitStack() as stack:
        sites = [stack.enter_context(serving()) for _ in range(HOSTS + len(BROKEN))]
        for number in range(FEEDS - len(BROKEN)):
            site, name = sites[number % HOSTS], f"Item {number}"
            text = BODY if number % 10 == 0 else prose(name)
            told = "".join(f"<p>{part}</p>" for part in text.split("\n\n")) if text is BODY else text
            more = f"<description><![CDATA[{told}]]></description>" if is_full(number) else ""
            site.pages[f"/{number}/rss"] = Page(rss((name, f"/{number}"), more=more), headers={"ETag": '"1"'})
            site.pages[f"/{number}"] = Page(html(name, told))
        for site, answer in zip(sites[HOSTS:], BROKEN, strict=True):
            site.pages["/feed"] = answer
        pipe.send([site.port for site in sites])
        pipe.recv()


@pytest.fixture(scope="module")
def feeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Feed]]:
    """The list of all feeds; their servers run in a process of their own, so that this one has no threads when it is forked."""
    for module in ("trafilatura", "feedparser", "py3langid", "resiliparse.extract.html2text"):  # once, not in each process
        importlib.import_module(module)
    filled(tmp_path_factory.mktemp("warm"), item()).close()
    here, there = FORKED.Pipe()
    process = FORKED.Process(target=served, args=(there,))
    process.start()
    ports = here.recv()
    good = range(FEEDS - len(BROKEN))
    urls = [f"http://127.0.0.1:{ports[n % HOSTS]}/{n}/rss" for n in good] + [f"http://127.0.0.1:{p}/feed" for p in ports[HOSTS:]]
    yield [Feed(url, f"Outlet {n}", f"Outlet {n}", full_text=n in good and is_full(n)) for n, url in enumerate(urls)]
    here.send("end")
    process.join()


def follows(feeds: list[Feed], folder: Path) -> None:
    """What the killed process does; events are joined now and then, so that it is killed in that too."""
    rounds.JOIN_SECONDS = 1.0
    with open_door(["127.0.0.1"]) as roomy, open_door(["127.0.0.1"], limits=LIMITS) as quick:
        for _ in watch(opened(folder), feeds, code, TwoDoors(roomy, quick, "/feed"), PLAN):
            pass


def state_of(store: Store) -> tuple[list[str | None], list[int], list[JoinedEvent]]:
    """Each report's publisher, how often each report was taken in or read, and the events."""
    with store.reading() as connection:
        publishers = list(connection.exec_driver_sql("SELECT publisher FROM reports ORDER BY publisher").scalars())
        often = [
            int(connection.exec_driver_sql(query).scalar() or 0)
            for query in (
                "SELECT count(*) FROM intake_log WHERE outcome = 'added'",
                "SELECT count(*) FROM intake_log WHERE outcome NOT IN ('added', 'failed')",
                "SELECT count(*) FROM codings",
                "SELECT count(*) FROM feed_entries WHERE outcome = 'added'",
                "SELECT count(*) FROM feed_entries WHERE outcome <> 'added'",
            )
        ]
    return publishers, often, events_of(store)


@pytest.mark.parametrize(("times", "kills"), [(1, 5), pytest.param(10, 5, marks=pytest.mark.long)])
def test_each_report_is_taken_in_exactly_once(tmp_path: Path, feeds: list[Feed], times: int, kills: int) -> None:
    (tmp_path / "whole").mkdir()
    start = time.perf_counter()
    assert not killed_after(300, follows, feeds, tmp_path / "whole")
    lasts, expected = time.perf_counter() - start, state_of(opened(tmp_path / "whole"))
    number = FEEDS - len(BROKEN)
    assert expected[0] == sorted(f"Outlet {n}" for n in range(number))
    assert expected[1] == [number, 0, number, number, 0]
    assert len(expected[2]) == 2
    chance = random.Random(kills * times)  # noqa: S311  # moments, not secrets
    for run in range(times):
        folder, killed = tmp_path / str(run), 0
        folder.mkdir()
        for _ in range(10 * kills):
            killed += killed_after(chance.uniform(0.1, lasts / kills), follows, feeds, folder)
            assert broken(opened(folder)) == []
            if killed == kills:
                break
        assert killed == kills, "the process was done before it was killed: too little was shown"
        assert not killed_after(300, follows, feeds, folder)
        assert state_of(opened(folder)) == expected
