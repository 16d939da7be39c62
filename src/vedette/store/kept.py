"""What is kept -> Reports and Codeds again, and how each report stands: counted, superseded by a later version, removed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import sqlalchemy as sa

from vedette.errors import UsageError
from vedette.model import Coded, Report
from vedette.store.codec import from_json
from vedette.store.opening import Store
from vedette.store.saving import FIELDS, REMOVE
from vedette.store.schema import codings, judgements, meta, reports

JOINED = "joined"
NAMED_BY = (reports.c.id, reports.c.ref, reports.c.url)


def counted(connection: sa.Connection) -> Iterator[Coded]:
    """What was last read out of each report that counts, in the order of their ids."""
    last, standing = sa.select(sa.func.max(codings.c.seq)).group_by(codings.c.report), standings()
    query = (
        sa.select(reports, codings.c.record)
        .join(codings, codings.c.report == reports.c.id)
        .join(standing, standing.c.seq == reports.c.seq)
        .where(codings.c.seq.in_(last), standing.c.standing == "counted")
        .order_by(reports.c.id)
    )
    for row in connection.execution_options(yield_per=200).execute(query):
        yield from_json(Coded, row.record, report=report_of(row))


def standings() -> sa.Subquery:
    """Each report's `seq` with its `standing`, the id of the `newest` version of its item, and `why`, `who` of a removal."""
    versions = sa.func.coalesce(reports.c.url_key, reports.c.id)
    latest = (reports.c.published.desc().nulls_last(), reports.c.seq.desc())
    newest = sa.func.first_value(reports.c.id).over(partition_by=versions, order_by=latest)
    ranked = sa.select(reports.c.seq, reports.c.id, newest.label("newest")).subquery("versions")
    removed = (
        sa.select(judgements.c.subject, judgements.c.why, judgements.c.who, judgements.c.made_at)
        .where(judgements.c.decision == REMOVE, judgements.c.withdrawn_at.is_(None))
        .subquery("removals")
    )
    standing = sa.case((removed.c.subject.is_not(None), "removed"), (ranked.c.newest != ranked.c.id, "superseded"), else_="counted")
    return (
        sa.select(ranked.c.seq, ranked.c.newest, standing.label("standing"), removed.c.why, removed.c.who, removed.c.made_at)
        .select_from(ranked.outerjoin(removed, removed.c.subject == ranked.c.id))
        .subquery("standings")
    )


def named(store: Store, name: str) -> Report:
    """The report that `name` names: by its id or the beginning of it, its ref or its address; raises UsageError."""
    with store.reading() as connection:
        for column in NAMED_BY:
            found = connection.execute(sa.select(reports).where(column == name)).all()
            if found:
                return _only(found, name)
        short = reports.c.id.startswith(name, autoescape=True)
        found = connection.execute(sa.select(reports).where(short)).all() if name else []
    if not found:
        raise UsageError(f"{name!r} is no report of {store.name}; vedette docs lists them")
    return _only(found, name)


def state(connection: sa.Connection, made_by: str) -> str:
    """What the events rest on, in short: it changes with every coding, every judgement and every version."""
    last = connection.scalar(sa.select(sa.func.max(codings.c.seq)))
    made = connection.scalar(sa.select(sa.func.count()).select_from(judgements))
    withdrawn = connection.scalar(sa.select(sa.func.count(judgements.c.withdrawn_at)))
    return f"{last or 0} codings, {made} judgements, {withdrawn} withdrawn, by {made_by}"


def joined_by(connection: sa.Connection) -> str | None:
    """The version that joined the events that stand now; None where none are."""
    held = connection.scalar(sa.select(meta.c.value).where(meta.c.name == JOINED))
    return held.rpartition(", by ")[2] if held else None


def coded_by(report: sa.ColumnElement[str]) -> sa.ScalarSelect[str]:
    """The version that last read a report differently, by the column that holds its id."""
    last = sa.select(codings.c.made_by).where(codings.c.report == report).order_by(codings.c.seq.desc()).limit(1)
    return last.scalar_subquery()


def is_joined(connection: sa.Connection, made_by: str) -> bool:
    """Whether the events are those of all that is kept."""
    held = connection.scalar(sa.select(meta.c.value).where(meta.c.name == JOINED))
    return held == state(connection, made_by) or (held is None and connection.scalar(sa.select(codings.c.seq).limit(1)) is None)


def report_of(row: sa.Row[tuple[object, ...]]) -> Report:
    """The report of a row of the table."""
    held = row._mapping
    moment = held["published_at"]
    fields = {name: held[name] for name in FIELDS}
    return Report(**fields, published_at=dt.datetime.fromisoformat(moment) if moment else None)


def _only(found: Sequence[sa.Row[tuple[object, ...]]], name: str) -> Report:
    if len(found) > 1:
        raise UsageError(f"{name!r} names {len(found)} reports; give the id of one: {', '.join(row.id for row in found[:4])}")
    return report_of(found[0])
