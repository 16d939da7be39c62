"""The day on which a report was written, where it was written: what "today" and "on Friday" in it hang on.

In: the publication as far as it is known, and the dateline's day and place. Out: a DateContext. The dateline's own day goes before
the publication's, which is that of the outlet's clock; a time with its zone is turned into the local day by the place's
longitude, and only where the two hours by which legal time may differ from the sun's cannot matter.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from vedette.lexicon import Lexicon
from vedette.model import Mention, Place, Report
from vedette.resolving.dates import DateContext, resolve_date

SLACK = dt.timedelta(hours=2)
DEGREES_AN_HOUR = 15.0
LONG_BEFORE, AFTER = dt.timedelta(days=10), dt.timedelta(days=1)


def clock_of(report: Report, day: Mention | None, place: Place | None, lexicon: Lexicon) -> DateContext:
    """The context of dates in `report`; `day` and `place` are its dateline's, None where it has none.

    A dateline's day is taken where it lies in the ten days before publication or the day after it: any other is another year's
    or a misreading.
    """
    published = DateContext(report.published, tense="past")
    told = resolve_date(day.words, published, lexicon) if day is not None and report.published is not None else None
    written = told.value.latest if told is not None and told.value.earliest == told.value.latest else None
    if written is not None and report.published is not None and -AFTER <= report.published - written <= LONG_BEFORE:
        return replace(published, published=written, anchor="the day of the dateline,")
    local = _local(report.published_at, place)
    if local is not None and local != report.published:
        return replace(published, published=local, anchor="the day of publication where the report was written,")
    return published


def _local(moment: dt.datetime | None, place: Place | None) -> dt.date | None:
    """The day at a place at a moment, where it is sure."""
    if moment is None or place is None or place.longitude is None or place.sort == "country":
        return None
    sun = moment.astimezone(dt.UTC) + dt.timedelta(hours=place.longitude / DEGREES_AN_HOUR)
    days = {(sun - SLACK).date(), (sun + SLACK).date()}
    return days.pop() if len(days) == 1 else None
