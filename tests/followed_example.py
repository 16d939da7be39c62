"""Feeds and pages made up for the tests of watching, a coder for them that needs no parser, and a run to the end."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass

from coded_example import BODY
from kept_example import code as coded_as_example

from vedette.intake.fetch import Fetched
from vedette.model import Coded, Feed, Garble, Report, Step
from vedette.store import Store
from vedette.watching import Door, Plan, watch

NOW = dt.datetime(2022, 3, 6, 12, tzinfo=dt.UTC)
SYLLABLES = "ba de fi go ku la me ni po ru sa te vi wo zu".split()
ONCE = Plan(once=True, pause=0.0)


@dataclass(frozen=True)
class TwoDoors:
    """A door that has little time for addresses that hold `slow`, slow on purpose: under load a good answer may be as slow."""

    roomy: Door
    quick: Door
    slow: str

    def get(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        return (self.quick if self.slow in url else self.roomy).get(url, etag=etag, modified=modified)

    def refusal(self, url: str) -> str | None:
        return self.roomy.refusal(url)

    def delay(self, url: str) -> float:
        return self.roomy.delay(url)


def rss(*rows: tuple[str, str], more: str = "") -> bytes:
    """A feed of titles with their links; `more` is put into each item."""
    date = "<pubDate>Sat, 05 Mar 2022 10:15:00 GMT</pubDate>"
    items = "".join(f"<item><title>{title}</title><link>{link}</link>{date}{more}</item>" for title, link in rows)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Outlet</title>{items}</channel></rss>'.encode()


def prose(name: str) -> str:
    """Two paragraphs of words that no other name's share."""
    chance = random.Random(name)  # noqa: S311  # words, not secrets
    words = ["".join(chance.choices(SYLLABLES, k=4)) for _ in range(80)]
    sentences = [" ".join(words[at : at + 8]).capitalize() + "." for at in range(0, len(words), 8)]
    return f"<p>{' '.join(sentences[:5])}</p><p>{' '.join(sentences[5:])}</p>"


def html(title: str, text: str = "") -> bytes:
    """A page with an article; the example's, so that it tells of events, where its text is not given."""
    told = text or "".join(f"<p>{part}</p>" for part in BODY.split("\n\n"))
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{told}</article></body></html>".encode()


def code(report: Report, _kinds: str = "all") -> Coded:
    """The example's events for a text that tells them; else none."""
    return coded_as_example(report) if BODY in report.text else Coded(report, Garble(0.0), (), (), ())


def run(store: Store, feeds: Sequence[Feed], door: Door, *, plan: Plan = ONCE, now: dt.datetime = NOW) -> list[Step]:
    """What one round did."""
    return list(watch(store, feeds, code, door, plan, now=lambda: now))
