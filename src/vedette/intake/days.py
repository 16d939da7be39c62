"""A publication date as files write it -> the day, or BadRecord naming the bad value.

Only whole days are taken: a date of which the day or the year must be guessed is none. A time keeps the day that its
own clock shows, whatever the zone.
"""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate, parsedate_to_datetime

from vedette.errors import BadRecord

LONGEST = 64
NAMED_MONTH = ("%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y")


def read_day(value: object) -> dt.date | None:
    """The day that `value` gives; None for nothing; raises BadRecord for what is no date.

    Taken are ISO 8601 dates and times, RFC 2822 (as in feeds), and "4 November 2017" or "November 4, 2017".

    >>> read_day("2017-11-04T23:10:00Z")
    datetime.date(2017, 11, 4)
    """
    if value is None or isinstance(value, str) and not value.strip():
        return None
    if isinstance(value, dt.date):
        return value.date() if isinstance(value, dt.datetime) else value
    if not isinstance(value, str):
        raise BadRecord(f'the date must be written in quotes, like "2017-11-04", not {value!r:.40}')
    words = value.strip()
    day = (_iso(words) or _mail(words) or _named(words)) if len(words) <= LONGEST else None
    if day is None:
        raise BadRecord(f"{words[:LONGEST]!r} is no date; write it like 2017-11-04")
    return day


def read_moment(value: object) -> dt.datetime | None:
    """The moment that `value` gives, where it has a time and its zone; else None, also for what is no date.

    >>> read_moment("2017-11-04T23:10:00Z").isoformat()
    '2017-11-04T23:10:00+00:00'
    """
    if isinstance(value, dt.datetime):
        return value if value.tzinfo is not None else None
    if not isinstance(value, str) or len(value.strip()) > LONGEST or not re.search(r"\d{1,2}:\d{2}", value):
        return None
    for read in (dt.datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(value.strip())
        except (ValueError, TypeError, OverflowError):
            continue
        return moment if moment.tzinfo is not None else None
    return None


def _iso(words: str) -> dt.date | None:
    if not re.match(r"\d{4}-\d{2}-\d{2}", words):
        return None
    try:
        return dt.datetime.fromisoformat(words).date()
    except ValueError:
        return None


def _mail(words: str) -> dt.date | None:
    if not re.search(r"\d{1,2}:\d{2}", words):
        return None
    parts = parsedate(words)
    try:
        return dt.date(*parts[:3]) if parts else None
    except (ValueError, OverflowError):
        return None


def _named(words: str) -> dt.date | None:
    plain = re.sub(r"(?<=\d)(st|nd|rd|th)\b|[,.]", " ", words, flags=re.IGNORECASE)
    for form in NAMED_MONTH:
        try:
            return dt.datetime.strptime(" ".join(plain.split()), form).date()
        except ValueError:
            continue
    return None
