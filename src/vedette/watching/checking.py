"""A list of feeds -> each asked once, and what is wrong with it; nothing is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial

from vedette.model import Checked, Feed
from vedette.watching.asking import Door, Heard, ask_feed, host_of
from vedette.watching.crew import Crew

QUIET = dt.timedelta(days=30)


def check(feeds: Sequence[Feed], door: Door, *, pause: float, at_once: int, now: dt.datetime) -> Iterator[Checked]:
    """What each feed of the list is found to be, in the order in which they answer."""
    with Crew[Heard](at_once) as crew:
        for feed in feeds:
            crew.give(host_of(feed.url), [partial(ask_feed, door, feed, None, pause=pause, now=now)])
        left = len(feeds)
        while left:
            if (heard := crew.next(0.5)) is not None:
                left -= 1
                yield _checked(heard, now)


def _checked(heard: Heard, now: dt.datetime) -> Checked:
    channel = heard.channel
    if channel is None:
        return Checked(heard.feed, problem=heard.problem)
    newest = max((one.published for one in channel.entries if one.published), default=None)
    notices = list(channel.notices)
    if not channel.entries:
        notices.append("holds no entries")
    elif newest is not None and now.date() - newest > QUIET:
        notices.append("nothing new for a month and more")
    return Checked(heard.feed, channel.format, len(channel.entries), newest, None, tuple(notices))
