"""What is wanted -> the events, control, ties and reports of a database that fit, in order, with the reports they rest on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from vedette.model import (
    ControlInterval,
    Copy,
    JoinedEvent,
    KeptReport,
    ReportHead,
    ReportsAsked,
    TieInterval,
    ToldEvent,
    Wanted,
)
from vedette.resolving.folding import fold
from vedette.store.codec import from_json
from vedette.store.conditions import held_between, like, matching, named_place, wanted_events
from vedette.store.kept import coded_by, joined_by, report_of, standings
from vedette.store.schema import (
    claims,
    control,
    copies,
    event_claims,
    event_records,
    events,
    report_texts,
    reports,
    ties,
)

PAGE = 200
HEAD = ("id", "ref", "publisher", "published", "title", "url")


def find_events(connection: sa.Connection, wanted: Wanted) -> Iterator[ToldEvent]:
    """The events that are wanted, by their days, those without any last."""
    query = (
        sa.select(event_records.c.record)
        .join(events, events.c.seq == event_records.c.event)
        .where(*wanted_events(wanted))
        .order_by(events.c.seq)
        .limit(wanted.limit)
    )
    for rows in connection.execute(query.execution_options(yield_per=PAGE)).partitions(PAGE):
        yield from _told(connection, [row.record for row in rows])


def find_event(connection: sa.Connection, id_: str) -> ToldEvent | None:
    """The event of this id or the beginning of one, or what the event of this id became; None where there is none."""
    if not id_:
        return None
    record = sa.select(event_records.c.record).join(events, events.c.seq == event_records.c.event)
    # "g" comes after every digit of an id, so an index finds those that begin so.
    found = connection.execute(record.where(events.c.id.between(id_, f"{id_}g")).limit(2)).scalars().all()
    if not found:
        became = record.join(event_claims, event_claims.c.event == events.c.seq).join(claims, claims.c.id == event_claims.c.claim)
        named = became.where(claims.c.names_event.between(id_, f"{id_}g")).distinct().limit(2)
        found = connection.execute(named).scalars().all()
    if len(found) != 1:
        return None
    return next(_told(connection, found))


def find_reports(
    connection: sa.Connection, *, text: str | None = None, told_of: str | None = None, only: str | None = None
) -> Iterator[KeptReport]:
    """All reports with how they stand, in the order in which they were published.

    With `text`, those that hold its words; with `told_of`, those whose claim an event of this id was named after; with `only`,
    the one of this id.
    """
    query = _kept_reports().order_by(reports.c.published.asc().nulls_last(), reports.c.seq)
    if text is not None:
        query = query.where(reports.c.seq.in_(matching(report_texts, text)))
    if told_of is not None:
        query = query.where(reports.c.id.in_(sa.select(claims.c.report).where(claims.c.names_event == told_of)))
    if only is not None:
        query = query.where(reports.c.id == only)
    for row in connection.execute(query.execution_options(yield_per=PAGE)):
        yield _kept(row)


def find_report_page(
    connection: sa.Connection, asked: ReportsAsked, *, after: str | None = None, limit: int
) -> tuple[list[KeptReport], int]:
    """Those of the reports asked for that follow the one of the id `after`, newest first; and how many are asked for in all.

    Raises KeyError where `after` is no report.
    """
    query, rank = _kept_reports(), sa.func.coalesce(sa.cast(reports.c.published, sa.String), "")
    if asked.text is not None:
        query = query.where(reports.c.seq.in_(matching(report_texts, asked.text)))
    if asked.source is not None:
        query = query.where(sa.func.lower(reports.c.publisher) == asked.source.lower())
    if asked.standing is not None:
        query = query.where(query.selected_columns.standing == asked.standing)
    total = connection.scalar(sa.select(sa.func.count()).select_from(query.subquery())) or 0
    if after is not None:
        last = connection.execute(sa.select(rank, reports.c.seq).where(reports.c.id == after)).one_or_none()
        if last is None:
            raise KeyError(after)
        query = query.where((rank < last[0]) | ((rank == last[0]) & (reports.c.seq < last[1])))
    rows = connection.execute(query.order_by(rank.desc(), reports.c.seq.desc()).limit(limit))
    return [_kept(row) for row in rows], total


def _kept_reports() -> sa.Select[Any]:
    standing, number = standings(), sa.func.count(sa.distinct(event_claims.c.event))
    told = sa.select(event_claims.c.report, number.label("events")).group_by(event_claims.c.report).subquery("told")
    return (
        sa.select(reports, standing.c.standing, standing.c.newest, standing.c.why, standing.c.who)
        .add_columns(standing.c.made_at.label("removed_at"), copies.c.record.label("copy"), told.c.events)
        .add_columns(coded_by(reports.c.id).label("coded_by"))
        .join(standing, standing.c.seq == reports.c.seq)
        .outerjoin(copies, copies.c.report == reports.c.id)
        .outerjoin(told, told.c.report == reports.c.id)
    )


def find_control(
    connection: sa.Connection, *, place: str | None = None, since: dt.date | None = None, until: dt.date | None = None
) -> list[ControlInterval]:
    """Who held what in the days from `since` to `until`, place by place, in order of time."""
    query = (
        sa.select(control.c.record)
        .where(*held_between(control, since, until), *([named_place(control, place)] if place else []))
        .order_by(
            control.c.place,
            control.c.country.asc().nulls_first(),
            control.c.since.asc().nulls_first(),
            control.c.until.asc().nulls_last(),
        )
        .order_by(control.c.holder, control.c.record)
    )
    made_by = joined_by(connection)
    return [from_json(ControlInterval, record, made_by=made_by) for record in connection.execute(query).scalars()]


def find_ties(
    connection: sa.Connection, *, actor: str | None = None, since: dt.date | None = None, until: dt.date | None = None
) -> list[TieInterval]:
    """How parties stood to each other in the days from `since` to `until`."""
    words = f"% {like(fold(actor))} %" if actor else "%"
    query = (
        sa.select(ties.c.record)
        .where(*held_between(ties, since, until))
        .where(ties.c.source.like(words, escape="\\") | ties.c.target.like(words, escape="\\"))
        .order_by(ties.c.source, ties.c.target, ties.c.since.asc().nulls_first(), ties.c.record)
    )
    made_by = joined_by(connection)
    return [from_json(TieInterval, record, made_by=made_by) for record in connection.execute(query).scalars()]


def find_heads(connection: sa.Connection, ids: Iterable[str]) -> dict[str, ReportHead]:
    """The heads of these reports, by their ids."""
    columns = (
        *(reports.c[name] for name in HEAD),
        reports.c.made_at,
        copies.c.of,
        copies.c.how,
        coded_by(reports.c.id).label("coded_by"),
    )
    query, asked = sa.select(*columns).outerjoin(copies, copies.c.report == reports.c.id), sorted(set(ids))
    found: dict[str, ReportHead] = {}
    for start in range(0, len(asked), PAGE):  # a statement takes only so many parameters
        rows = connection.execute(query.where(reports.c.id.in_(asked[start : start + PAGE]))).mappings()
        found.update((row["id"], _head(row)) for row in rows)
    return found


def point_of(connection: sa.Connection, place: str) -> tuple[float, float] | None:
    """The point of the place that most events of this name have; None where no event is there."""
    query = (
        sa.select(events.c.latitude, events.c.longitude)
        .where(events.c.place == fold(place), events.c.latitude.is_not(None))
        .group_by(events.c.latitude, events.c.longitude)
        .order_by(sa.func.count().desc(), events.c.latitude, events.c.longitude)
        .limit(1)
    )
    found = connection.execute(query).one_or_none()
    return (found.latitude, found.longitude) if found else None


def knows_place(connection: sa.Connection, place: str) -> bool:
    """Whether some event or interval of control has this name for its place, province or country."""
    return any(
        connection.execute(sa.select(sa.literal(1)).where(named_place(table, place)).limit(1)).first()
        for table in (events, control)
    )


def _told(connection: sa.Connection, records: Sequence[str]) -> Iterator[ToldEvent]:
    made_by = joined_by(connection)
    found = [from_json(JoinedEvent, record, made_by=made_by) for record in records]
    heads = find_heads(connection, (report for event in found for report in event.reports))
    for event in found:
        yield ToldEvent(event, tuple(heads[report] for report in event.reports if report in heads))


def _head(row: sa.RowMapping) -> ReportHead:
    made = int(dt.datetime.fromisoformat(row["made_at"]).timestamp())
    return ReportHead(
        **{name: row[name] for name in HEAD}, made_at=made, copy_of=row["of"], how=row["how"], coded_by=row["coded_by"]
    )


def _kept(row: sa.Row[tuple[object, ...]]) -> KeptReport:
    held = row._mapping
    copy = from_json(Copy, held["copy"]) if held["copy"] else None
    reasons = {
        "superseded": f"a later version, {held['newest']}, has taken its place",
        "removed": f"removed by {held['who']} on {str(held['removed_at'])[:10]}{': ' if held['why'] else ''}{held['why'] or ''}",
        "canceled": f"{held['why']}, says {held['who']}; taken in on {str(held['removed_at'])[:10]}",
        "counted": copy.reason if copy else None,
    }
    return KeptReport(
        report=report_of(row),
        standing=held["standing"],
        made_at=held["made_at"],
        made_by=held["made_by"],
        events=held["events"] or 0,
        copy=copy,
        reason=reasons[held["standing"]],
        coded_by=held["coded_by"],
    )
