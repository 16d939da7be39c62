"""When to ask again: after a success when it is due, after failures ever later, and never before a server says."""

from __future__ import annotations

import datetime as dt

DAY_SECONDS = 86_400.0
# No server may send a feed away for longer; one that is gone is asked as seldom.
LONGEST_SECONDS = 30 * DAY_SECONDS
# Of a wait, so that not all that failed together are asked together again.
JITTER = 0.25
SPREAD = 0.05


def after_success(every: float, now: dt.datetime, chance: float) -> dt.datetime:
    """`every` seconds later, a little spread; `chance` is from 0 to 1."""
    return _later(now, every * (1 - SPREAD + 2 * SPREAD * chance))


def after_failure(failures: int, base: float, now: dt.datetime, chance: float, *, retry_after: float | None = None) -> dt.datetime:
    """`base` seconds after the first failure, twice as long after each other, at most a day; later where the server says so."""
    grown = min(DAY_SECONDS, base * 2.0 ** min(failures - 1, 30))
    return _later(now, max(grown * (1 - JITTER + 2 * JITTER * chance), min(retry_after or 0.0, LONGEST_SECONDS)))


def after_the_end(now: dt.datetime) -> dt.datetime:
    """For a feed that its server says is gone."""
    return _later(now, LONGEST_SECONDS)


def _later(now: dt.datetime, seconds: float) -> dt.datetime:
    return now + dt.timedelta(seconds=seconds)
