"""What a site lets robots fetch, and how often: robots.txt by RFC 9309, read by Protego, and a pause between two fetches.

A robots.txt that is not there allows all; one that cannot be had because the site is down or refuses forbids all, as the
RFC has it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import httpx
from protego import Protego

from vedette.errors import FetchError
from vedette.intake.fetch import Fetcher, checked_url

# The name under which a robots.txt speaks of us.
ROBOT = "Vedette"
FORBIDDEN = "robots.txt forbids it"
MOST_BYTES = 512_000
KEPT_SECONDS = 86_400.0
FAILED_SECONDS = 600.0
LONGEST_PAUSE = 60.0


@dataclass(frozen=True, slots=True)
class _Rules:
    until: float
    rules: Protego | None
    problem: str | None = None


class Robots:
    """The robots.txt of each site that was asked for, kept for a day; for one thread or many."""

    def __init__(self, fetcher: Fetcher, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._fetcher, self._clock = fetcher, clock
        self._sites: dict[str, _Rules] = {}

    def allows(self, url: str) -> bool:
        """Whether a robot may fetch `url`."""
        return self.refusal(url) is None

    def refusal(self, url: str) -> str | None:
        """Why a robot may not fetch `url`, in words; None where it may."""
        site = self._rules(url)
        if site.problem is not None:
            return site.problem
        if site.rules is not None and not site.rules.can_fetch(str(checked_url(url)), ROBOT):
            return FORBIDDEN
        return None

    def delay(self, url: str) -> float:
        """The seconds that the site asks to wait between two fetches, at most a minute; 0 where it asks none."""
        rules = self._rules(url).rules
        return min(float((rules.crawl_delay(ROBOT) if rules else None) or 0.0), LONGEST_PAUSE)

    def _rules(self, url: str) -> _Rules:
        site = str(checked_url(url).copy_with(raw_path=b"/robots.txt"))
        known = self._sites.get(site)
        if known is None or known.until < self._clock():
            known = self._sites[site] = self._fetched(site)
        return known

    def _fetched(self, site: str) -> _Rules:
        now = self._clock()
        try:
            answer = self._fetcher.get(site)
        except FetchError as error:
            return _Rules(now + FAILED_SECONDS, None, f"its robots.txt cannot be had: {error}")
        if answer.status == 429 or answer.status >= 500:
            return _Rules(now + FAILED_SECONDS, None, f"its robots.txt answers {answer.status}")
        if not 200 <= answer.status < 300:
            return _Rules(now + KEPT_SECONDS, None)
        return _Rules(now + KEPT_SECONDS, Protego.parse(answer.data[:MOST_BYTES].decode("utf-8", errors="replace")))


class Pace:
    """Keeps fetches from one host apart; for one thread or many."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], object] = time.sleep) -> None:
        self._clock, self._sleep, self._lock = clock, sleep, threading.Lock()
        self._free: dict[str, float] = {}

    def wait(self, url: str, seconds: float) -> float:
        """Waits for the turn of the host of `url`, whose next comes `seconds` later; how long it waited."""
        host = httpx.URL(url).host
        with self._lock:
            now = self._clock()
            turn = max(now, self._free.get(host, now))
            self._free[host] = turn + seconds
        if turn > now:
            self._sleep(turn - now)
        return turn - now
