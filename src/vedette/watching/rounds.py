"""Feeds and a database -> what was done, step by step: asked when due, what is new fetched, coded, kept, and all joined.

Threads fetch; the calling thread alone codes and writes. Every state is in the database, so that it may be killed at any
moment. A stop is heeded between two reports.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

import sqlalchemy as sa

from vedette import keeping
from vedette.errors import ReportError, StoreBusy, VedetteError
from vedette.intake.entries import needs_page, report_of_entry
from vedette.intake.feed_parts import so_many
from vedette.model import Coded, Entry, Feed, Followed, Report, Step, Waiting
from vedette.store import Outcome, Store, find_followed, find_waiting, follow, log_failure, put_off, settle
from vedette.watching.asking import Door, Heard, ask_feed, ask_page, host_of
from vedette.watching.crew import Crew
from vedette.watching.waits import after_failure, after_success, after_the_end

Code = Callable[[Report, str], Coded]
T = TypeVar("T")
# A page is tried so often, first after so many seconds.
MOST_TRIES = 6
PAGE_SECONDS = 60.0
# All is joined after so many seconds with something new, but never for longer than a fifth of the time.
JOIN_SECONDS = 60.0
JOIN_SHARE = 5.0
PATIENCE = 6
LOOKS_SECONDS = 0.5
# A host that asks to be left alone for longer is not waited for.
SHORT_REST = 5.0


@dataclass(frozen=True, slots=True)
class Plan:
    """How to watch. `every` and `pause` are seconds: between two rounds of a feed, and between two fetches from one host.

    `limit` is the most entries of a feed that are read each time it is asked; the others wait. `at_once`: so many fetches.
    `kinds` are those of feeds that do not say.
    """

    every: int = 1_800
    once: bool = False
    limit: int | None = None
    pause: float = 1.0
    at_once: int = 8
    kinds: str = "all"


def utc_now() -> dt.datetime:
    """This moment."""
    return dt.datetime.now(dt.UTC)


def watch(
    store: Store,
    feeds: Sequence[Feed],
    code: Code,
    door: Door,
    plan: Plan,
    *,
    stopped: Callable[[], bool] = lambda: False,
    now: Callable[[], dt.datetime] = utc_now,
) -> Iterator[Step]:
    """Follows the feeds until `stopped`, or with `plan.once` until each was asked; `code` takes a report and kinds.

    Raises StopError where the database cannot be used; what was done before is kept.
    """
    watcher = _Watcher(store, feeds, code, door, plan, now=now)
    yield from watcher.left_alone()
    with Crew[Heard](plan.at_once) as crew:
        while not stopped():
            given = watcher.hand_out(crew)
            if plan.once and not given and crew.idle:
                break
            heard = crew.next(LOOKS_SECONDS)
            if heard is not None:
                yield from watcher.take(heard, crew)
            if watcher.joins_now():
                yield from watcher.join()
    yield from watcher.join()


class _Watcher:
    """The state of a run: what is in hand, what waits, which hosts rest."""

    def __init__(
        self, store: Store, feeds: Sequence[Feed], code: Code, door: Door, plan: Plan, *, now: Callable[[], dt.datetime]
    ) -> None:
        self.store, self.code, self.door, self.plan, self.now = store, code, door, plan, now
        self.feeds = {feed.url: feed for feed in feeds}
        with store.reading() as connection:
            self.known = {state.url: state for state, _ in find_followed(connection) if state.url in self.feeds}
            self.waiting = {one.number: one for one in find_waiting(connection, self.feeds)}
        self.left: dict[str, int | None] = dict.fromkeys(self.feeds, plan.limit)
        self.asking: set[str] = set()
        self.reading: set[int] = set()
        self.asked: set[str] = set()
        self.resting: dict[str, dt.datetime] = {}
        self.unjoined = 0
        self.joined_at, self.join_lasts = time.monotonic(), 0.0

    def left_alone(self) -> Iterator[Step]:
        """The feeds that failed before and are not asked yet, where each is asked but once."""
        for feed in self.feeds.values():
            state = self.known.get(feed.url)
            if self.plan.once and state is not None and not self._is_due(feed, self.now()):
                until = f"{state.due:%Y-%m-%d %H:%M} UTC" if state.due else "later"
                yield Step("later", feed.name, feed.url, message=f"left alone until {until}, since: {state.message}", wrong=True)

    def hand_out(self, crew: Crew[Heard]) -> int:
        """Gives the crew what is due; how much that was."""
        moment, given = self.now(), 0
        for feed in self.feeds.values():
            if feed.url not in self.asking and self._is_due(feed, moment) and not self._rests(feed.url, moment):
                self.asking.add(feed.url)
                work = partial(ask_feed, self.door, feed, self.known.get(feed.url), pause=self.plan.pause, now=moment)
                crew.give(host_of(feed.url), [work])
                given += 1
        for one in [one for one in self.waiting.values() if one.number not in self.reading]:
            given += self._hand_out_entry(one, crew, moment)
        return given

    def _hand_out_entry(self, one: Waiting, crew: Crew[Heard], moment: dt.datetime) -> bool:
        left, feed = self.left[one.feed], self.feeds[one.feed]
        if left == 0 or (one.due is not None and one.due > moment):
            return False
        fetched = needs_page(one.entry, feed)
        if fetched and self._rests(one.entry.url or "", moment):
            return False
        if left is not None:
            self.left[one.feed] = left - 1
        self.reading.add(one.number)
        if fetched:
            crew.give(host_of(one.entry.url or ""), [partial(ask_page, self.door, feed, one, pause=self.plan.pause)])
        else:
            crew.give(f"the text of {feed.url}", [partial(Heard, feed, one)])
        return True

    def _is_due(self, feed: Feed, moment: dt.datetime) -> bool:
        known = self.known.get(feed.url)
        if self.plan.once and (feed.url in self.asked or known is None or not known.failures):
            return feed.url not in self.asked
        return known is None or known.due is None or known.due <= moment

    def _rests(self, url: str, moment: dt.datetime) -> bool:
        until = self.resting.get(host_of(url))
        return until is not None and until > moment

    def take(self, heard: Heard, crew: Crew[Heard]) -> Iterator[Step]:
        """Keeps what was heard."""
        if heard.retry_after is not None and heard.retry_after > SHORT_REST:
            self._rest(heard, crew)
        if heard.waiting is not None:
            self.reading.discard(heard.waiting.number)
            yield self._entry(heard, heard.waiting)
            return
        self.asking.discard(heard.feed.url)
        self.asked.add(heard.feed.url)
        if not self.plan.once:
            self.left[heard.feed.url] = self.plan.limit
        yield self._feed(heard)

    def _rest(self, heard: Heard, crew: Crew[Heard]) -> None:
        """Leaves a host alone for as long as it asks; what is in hand for it goes back to what waits."""
        host = host_of(heard.waiting.entry.url or "" if heard.waiting else heard.feed.url)
        self.resting[host] = self.now() + dt.timedelta(seconds=min(heard.retry_after or 0.0, 86_400.0))
        crew.drop(host)
        self.asking = {url for url in self.asking if host_of(url) != host}
        self.reading = {
            number for number in self.reading if number in self.waiting and host_of(self.waiting[number].entry.url or "") != host
        }

    def _feed(self, heard: Heard) -> Step:
        feed, moment = heard.feed, self.now()
        before = self.known.get(feed.url) or Followed(feed.url, feed.name)
        every = feed.every or self.plan.every
        state = replace(before, name=feed.name, asked_at=moment)
        if heard.problem is not None:
            failures = before.failures + 1
            later = after_failure(failures, every, moment, random.random(), retry_after=heard.retry_after)  # noqa: S311  # jitter
            due = after_the_end(moment) if heard.gone else later
            state = replace(state, failures=failures, gone=heard.gone, due=due, message=heard.problem)
            self._keep(state)
            self._log(feed.url, f"{feed.name}: {heard.problem}")
            return Step("failed", feed.name, feed.url, message=heard.problem, wrong=True)
        due = after_success(every, moment, random.random())  # noqa: S311  # jitter
        state = replace(state, failures=0, gone=False, due=due, succeeded_at=moment)
        if heard.channel is None:
            self._keep(state)
            return Step("unchanged", feed.name, feed.url)
        notices = "; ".join(heard.channel.notices) or None
        state = replace(state, full_at=moment, etag=heard.etag, modified=heard.modified, message=notices)
        entries = [_announced(entry, feed) for entry in heard.channel.entries]
        new = self._keep(state, entries)
        told = f"{so_many(len(entries))}, {len(new)} new" + (f"; {notices}" if notices else "")
        return Step("asked", feed.name, feed.url, message=told, wrong=notices is not None and notices != before.message)

    def _keep(self, state: Followed, entries: Sequence[Entry] = ()) -> list[Waiting]:
        new = patiently(lambda: follow(self.store, state, entries))
        self.known[state.url] = state
        self.waiting.update({one.number: one for one in new})
        return new

    def _entry(self, heard: Heard, waiting: Waiting) -> Step:
        if heard.problem is not None and not heard.lasting and waiting.tries + 1 < MOST_TRIES:
            chance = random.random()  # noqa: S311  # jitter
            due = after_failure(waiting.tries + 1, PAGE_SECONDS, self.now(), chance, retry_after=heard.retry_after)
            message = heard.problem
            self.waiting[waiting.number] = patiently(lambda: put_off(self.store, waiting, due=due, message=message))
            self._log(waiting.entry.url, f"{waiting.entry.url}: {message}")
            told = f"{message}; tried again after {due:%H:%M} UTC"
            return Step("later", heard.feed.name, waiting.entry.url, "waiting", message=told, wrong=True)
        if heard.problem is not None:
            return self._failed(heard, waiting, heard.problem)
        try:
            return self._read(heard, waiting)
        except ReportError as error:
            return self._failed(heard, waiting, str(error))
        except (VedetteError, OSError):
            raise
        except Exception as error:  # A fault of ours in one report must not cost the user the others.
            if "VEDETTE_DEBUG" in os.environ:
                raise
            words = f"not coded, by a fault of vedette ({type(error).__name__}: {error}); VEDETTE_DEBUG=1 shows where"
            return self._failed(heard, waiting, words)

    def _read(self, heard: Heard, waiting: Waiting) -> Step:
        """Codes and keeps the report of an entry, and what came of it, in one transaction."""
        feed = heard.feed
        report = report_of_entry(waiting.entry, feed, heard.page, now=self.now())

        def also(connection: sa.Connection, outcome: Outcome) -> None:
            settle(connection, waiting.number, outcome, report=report.id, message=None)

        notices: list[str] = []

        def code(one: Report) -> Coded:
            coded = self.code(one, feed.kinds or self.plan.kinds)
            notices.extend([coded.notice] if coded.notice else [])
            return coded

        outcome = patiently(lambda: keeping.add(self.store, report, code, also=also))
        del self.waiting[waiting.number]
        self.unjoined += outcome in ("added", "corrected")
        told = "; ".join([report.title or report.ref or report.id, *notices])
        return Step("taken", feed.name, report.url, outcome, report.id, told, wrong=bool(notices))

    def _failed(self, heard: Heard, waiting: Waiting, message: str) -> Step:
        def give_up() -> None:
            with self.store.writing() as connection:
                settle(connection, waiting.number, "failed", report=None, message=message)

        patiently(give_up)
        self._log(waiting.entry.url, f"{waiting.entry.url or waiting.entry.id}: {message}")
        self.waiting.pop(waiting.number, None)
        return Step("failed", heard.feed.name, waiting.entry.url, "failed", message=message, wrong=True)

    def _log(self, path: str | None, message: str) -> None:
        patiently(lambda: log_failure(self.store, path, message))

    def joins_now(self) -> bool:
        """Whether it is time to join what came."""
        waits = max(JOIN_SECONDS, JOIN_SHARE * self.join_lasts)
        return self.unjoined > 0 and time.monotonic() - self.joined_at > waits

    def join(self) -> Iterator[Step]:
        """Joins all that is kept, where that has changed."""
        start = time.monotonic()
        if patiently(lambda: keeping.refresh(self.store)):
            yield Step("joined", "", message=f"{self.unjoined} new reports")
        self.unjoined, self.joined_at = 0, time.monotonic()
        self.join_lasts = self.joined_at - start


def patiently(act: Callable[[], T]) -> T:
    """What `act` gives; tried again where another program is writing to the database. Raises StoreBusy in the end."""
    for _ in range(PATIENCE - 1):
        try:
            return act()
        except StoreBusy:
            continue
    return act()


def _announced(entry: Entry, feed: Feed) -> Entry:
    """An entry without what its page will tell better."""
    return replace(entry, summary=None, content=None) if needs_page(entry, feed) else entry
