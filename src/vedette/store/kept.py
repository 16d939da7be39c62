"""What is kept -> Reports and Codeds again, and how each report stands: counted, superseded, removed, canceled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from typing import TypeVar

import sqlalchemy as sa

from vedette.errors import UsageError
from vedette.model import REPORT_FIELDS, Coded, Report
from vedette.store.codec import from_json
from vedette.store.opening import Store
from vedette.store.saving import CANCEL, REMOVE
from vedette.store.schema import codings, judgements, meta, reports, text_marks, unjoined

Asked = TypeVar("Asked", str, int)
PAGE = 200  # a statement takes only so many parameters
JOINED, TURN = "joined", "turn"
# Above any version's number: what is about all of an item.
ALL_VERSIONS = 2_000_000_000
NAMED_BY = (reports.c.id, reports.c.ref, reports.c.url)


def counted(connection: sa.Connection) -> Iterator[Coded]:
    """What was last read out of each report that counts, in the order of their ids."""
    standing = standings()
    ids = sa.select(reports.c.id).join(standing, standing.c.seq == reports.c.seq).where(standing.c.standing == "counted")
    for page in batched(connection.execute(ids.order_by(reports.c.id)).scalars().all()):
        yield from last_read(connection, page)


def counting(connection: sa.Connection, ids: Collection[str]) -> list[str]:
    """Those of these reports that count, in the order of their ids."""
    found: list[str] = []
    for page in batched(sorted(ids)):
        standing = standings(page)
        query = sa.select(reports.c.id).join(standing, standing.c.seq == reports.c.seq)
        found += connection.execute(query.where(reports.c.id.in_(page), standing.c.standing == "counted")).scalars()
    return sorted(found)


def last_read(connection: sa.Connection, ids: Collection[str]) -> Iterator[Coded]:
    """What was last read out of these reports, in the order of their ids."""
    newer = codings.alias("newer")
    last = sa.select(sa.func.max(newer.c.seq)).where(newer.c.report == reports.c.id).scalar_subquery()
    query = sa.select(reports, codings.c.record).select_from(reports.join(codings, codings.c.seq == last)).order_by(reports.c.id)
    for page in batched(sorted(ids)):
        for row in connection.execute(query.where(reports.c.id.in_(page))):
            yield from_json(Coded, row.record, report=report_of(row))


def batched(asked: Sequence[Asked]) -> Iterator[Sequence[Asked]]:
    """A page after the other."""
    yield from (asked[start : start + PAGE] for start in range(0, len(asked), PAGE))


def standings(among: Sequence[str] = ()) -> sa.Subquery:
    """Each report's `seq` with its `standing`, the id of the `newest` version of its item, and `why`, `who` of a removal.

    Those `among` some reports alone, where these are given, a page of them at most.
    """
    versions = sa.func.coalesce(reports.c.url_key, reports.c.id)
    latest = (reports.c.published.desc().nulls_last(), reports.c.version.desc().nulls_last(), reports.c.seq.desc())
    newest = sa.func.first_value(reports.c.id).over(partition_by=versions, order_by=latest)
    named = (reports.c.url_key, reports.c.ref, reports.c.version)
    asked = sa.select(reports.c.seq, reports.c.id, *named, newest.label("newest"))
    if among:
        keys = reports.alias("asked")
        same = reports.c.url_key.in_(sa.select(keys.c.url_key).where(keys.c.id.in_(among), keys.c.url_key.is_not(None)))
        asked = asked.where(same | reports.c.id.in_(among))
    ranked = asked.subquery("versions")
    removed = _judged(REMOVE, "removals")
    # A kill notice names an item by its address or by its name; one report may bear both.
    notices = [_judged(CANCEL, "notices"), _judged(CANCEL, "more_notices")]
    about = [
        (notice.c.subject == name) & (sa.func.coalesce(ranked.c.version, 0) <= notice.c.version)
        for notice, name in zip(notices, (ranked.c.url_key, ranked.c.ref), strict=True)
    ]
    judged = [removed, *notices]
    canceled = notices[0].c.subject.is_not(None) | notices[1].c.subject.is_not(None)
    standing = sa.case(
        (removed.c.subject.is_not(None), "removed"),
        (canceled, "canceled"),
        (ranked.c.newest != ranked.c.id, "superseded"),
        else_="counted",
    )
    told = [sa.func.coalesce(*(one.c[name] for one in judged)).label(name) for name in ("why", "who", "made_at")]
    return (
        sa.select(ranked.c.seq, ranked.c.newest, standing.label("standing"), *told)
        .select_from(
            ranked.outerjoin(removed, removed.c.subject == ranked.c.id)
            .outerjoin(notices[0], about[0])
            .outerjoin(notices[1], about[1])
        )
        .subquery("standings")
    )


def _judged(decision: str, name: str) -> sa.Subquery:
    """What is removed or canceled and still stands, once each: by whom, why, since when, up to which version."""
    return (
        sa.select(
            judgements.c.subject,
            sa.func.max(judgements.c.why).label("why"),
            sa.func.max(judgements.c.who).label("who"),
            sa.func.min(judgements.c.made_at).label("made_at"),
            sa.func.max(sa.func.coalesce(judgements.c.version, ALL_VERSIONS)).label("version"),
        )
        .where(judgements.c.decision == decision, judgements.c.withdrawn_at.is_(None))
        .group_by(judgements.c.subject)
        .subquery(name)
    )


def named(store: Store, name: str) -> Report:
    """The report that `name` names: by its id or the beginning of it, its ref or its address; raises UsageError."""
    with store.reading() as connection:
        for column in NAMED_BY:
            found = connection.execute(sa.select(reports).where(column == name)).all()
            if found:
                return _only(found, name)
        short = reports.c.id.istartswith(name, autoescape=True)
        found = connection.execute(sa.select(reports).where(short)).all() if name else []
    if not found:
        raise UsageError(f"{name!r} is no report of {store.name}; vedette docs lists them")
    return _only(found, name)


def report_named(connection: sa.Connection, name: str) -> str | None:
    """The id of the one report that this is the id of, its beginning, or the ref; None for none and for several."""
    for which in (reports.c.id == name, reports.c.ref == name, reports.c.id.istartswith(name, autoescape=True)):
        found = connection.execute(sa.select(reports.c.id).where(which).limit(2)).scalars().all()
        if found:
            return found[0] if len(found) == 1 else None
    return None


def state(connection: sa.Connection) -> str:
    """What was kept and joined so far, in short: it changes with every coding, judgement and joining."""
    last = connection.scalar(sa.select(sa.func.max(codings.c.seq)))
    made = connection.scalar(sa.select(sa.func.count()).select_from(judgements))
    withdrawn = connection.scalar(sa.select(sa.func.count(judgements.c.withdrawn_at)))
    turn = connection.scalar(sa.select(meta.c.value).where(meta.c.name == TURN))
    return f"{last or 0} codings, {made} judgements, {withdrawn} withdrawn, {turn or 0} joinings"


def joined_by(connection: sa.Connection) -> str | None:
    """The version that joined what is kept, or began to; None where nothing was ever joined."""
    return connection.scalar(sa.select(meta.c.value).where(meta.c.name == JOINED))


def coded_by(report: sa.ColumnElement[str]) -> sa.ScalarSelect[str]:
    """The version that last read a report differently, by the column that holds its id."""
    last = sa.select(codings.c.made_by).where(codings.c.report == report).order_by(codings.c.seq.desc()).limit(1)
    return last.scalar_subquery()


def is_joined(connection: sa.Connection, made_by: str) -> bool:
    """Whether the events are those of all that is kept."""
    if connection.scalar(sa.select(unjoined.c.report).limit(1)) is not None:
        return False
    return joined_by(connection) == made_by or connection.scalar(sa.select(codings.c.seq).limit(1)) is None


def find_unjoined(connection: sa.Connection, most: int) -> list[str]:
    """The reports that are to be joined next: all that were joined before and changed since, then those of the earliest days."""
    marked = sa.select(text_marks.c.report)
    query = sa.select(unjoined.c.report).order_by(unjoined.c.published.asc().nulls_first(), unjoined.c.report)
    changed = list(connection.execute(query.where(unjoined.c.report.in_(marked))).scalars())
    new = connection.execute(query.where(unjoined.c.report.not_in(marked)).limit(max(0, most - len(changed)))).scalars()
    return [*changed, *new]


def report_of(row: sa.Row[tuple[object, ...]]) -> Report:
    """The report of a row of the table."""
    held = row._mapping
    moment = held["published_at"]
    fields = {name: held[name] for name in REPORT_FIELDS}
    return Report(**fields, published_at=dt.datetime.fromisoformat(moment) if moment else None)


def _only(found: Sequence[sa.Row[tuple[object, ...]]], name: str) -> Report:
    if len(found) > 1:
        raise UsageError(f"{name!r} names {len(found)} reports; give the id of one: {', '.join(row.id for row in found[:4])}")
    return report_of(found[0])
