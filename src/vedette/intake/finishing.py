"""A Draft -> what the others get of it: its Report, or a KillNotice, with Remarks and the errors of what could not be used."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TypeAlias

from vedette.errors import BadRecord, ReportError
from vedette.intake.days import read_day, read_moment
from vedette.intake.decoding import whole_characters
from vedette.intake.drafts import Draft
from vedette.intake.reports import make_report
from vedette.model import KillNotice, Remark, Report, item_key

Item: TypeAlias = Report | KillNotice | Remark | ReportError
# Clocks differ by a day over the world.
AHEAD = dt.timedelta(days=1)


def finished(draft: Draft, where: str, path: str, published: dt.date | None = None) -> Iterator[Item]:
    """The report of a draft that stands at `where` in the file `path`; before it what is to be said, and the error of its date.

    `published` is for a draft that gives no date.
    """
    path = f"{path}{draft.at or ''}"
    try:
        if draft.killed is not None:
            yield _notice(draft, path)
            return
        day = None
        try:
            day = read_day(draft.published)
        except ReportError as error:
            yield type(error)(f"{where}: {error}; coded without it")
        report = _report(draft, path, day or published)
    except ReportError as error:
        yield type(error)(f"{where}: {error}")
        return
    yield from (Remark(where, words) for words in (*draft.remarks, *_of_time(draft, day)))
    yield report


def _notice(draft: Draft, path: str) -> KillNotice:
    key, killed = item_key(draft.url, draft.ref), whole_characters(draft.killed or "")
    if key is None:
        raise BadRecord(f"{killed}; but it does not tell which item, by a uri of its own")
    return KillNotice(whole_characters(key), killed, whole_characters(draft.publisher or "") or None, draft.version, path)


def _of_time(draft: Draft, day: dt.date | None) -> Iterator[str]:
    now = dt.datetime.now(dt.UTC)
    if day is not None and day > now.date() + AHEAD:
        yield f"its date, {day}, lies in the future"
    until = read_moment(draft.embargoed)
    if until is not None and until > now:
        yield f"under embargo until {draft.embargoed}: not to be published before"
    elif until is None and draft.embargoed:
        yield f"under embargo until {str(draft.embargoed)[:40]!r}, which is no moment that is understood"


def _report(draft: Draft, path: str, day: dt.date | None) -> Report:
    return make_report(
        draft.body,
        title=draft.title,
        byline=draft.byline,
        publisher=draft.publisher,
        published=day,
        published_at=read_moment(draft.published),
        url=draft.url,
        ref=draft.ref,
        path=path,
        version=draft.version,
        partial=draft.partial,
    )
