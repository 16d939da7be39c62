"""What is wanted -> the events, control, ties and reports of a database that fit, in order, with the reports they rest on.

Every value goes to the database as a parameter. A place is asked by name, or by a box of the R*Tree and then by distance.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Iterator, Sequence

import sqlalchemy as sa

from vedette.model import (
    Around,
    ControlInterval,
    Copy,
    JoinedEvent,
    KeptReport,
    ReportHead,
    TieInterval,
    ToldEvent,
    Wanted,
)
from vedette.resolving.distance import EARTH_KM, kilometres
from vedette.resolving.folding import fold
from vedette.store.codec import from_json
from vedette.store.kept import coded_by, joined_by, report_of, standings
from vedette.store.schema import (
    claims,
    control,
    copies,
    event_claims,
    event_days,
    event_parties,
    event_points,
    event_records,
    event_sentences,
    events,
    parties,
    party_words,
    report_texts,
    reports,
    sentence_texts,
    ties,
)

PAGE = 200
HEAD = ("id", "ref", "publisher", "published", "title", "url")
Condition = sa.ColumnElement[bool]


def find_events(connection: sa.Connection, wanted: Wanted) -> Iterator[ToldEvent]:
    """The events that are wanted, by their days, those without any last."""
    query = (
        sa.select(event_records.c.record)
        .join(events, events.c.seq == event_records.c.event)
        .where(*_conditions(wanted))
        .order_by(events.c.seq)
        .limit(wanted.limit)
    )
    if wanted.around is not None:
        _teach_distance(connection)
    for rows in connection.execution_options(yield_per=PAGE).execute(query).partitions(PAGE):
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


def find_reports(connection: sa.Connection, *, text: str | None = None, told_of: str | None = None) -> Iterator[KeptReport]:
    """All reports with how they stand, in the order in which they were published.

    With `text`, those that hold its words; with `told_of`, those whose claim an event of this id was named after.
    """
    standing, number = standings(), sa.func.count(sa.distinct(event_claims.c.event))
    told = sa.select(event_claims.c.report, number.label("events")).group_by(event_claims.c.report).subquery("told")
    query = (
        sa.select(reports, standing.c.standing, standing.c.newest, standing.c.why, standing.c.who)
        .add_columns(standing.c.made_at.label("removed_at"), copies.c.record.label("copy"), told.c.events)
        .add_columns(coded_by(reports.c.id).label("coded_by"))
        .join(standing, standing.c.seq == reports.c.seq)
        .outerjoin(copies, copies.c.report == reports.c.id)
        .outerjoin(told, told.c.report == reports.c.id)
        .order_by(reports.c.published.asc().nulls_last(), reports.c.seq)
    )
    if text is not None:
        query = query.where(reports.c.seq.in_(_matching(report_texts.c.rowid, "report_texts", text)))
    if told_of is not None:
        query = query.where(reports.c.id.in_(sa.select(claims.c.report).where(claims.c.names_event == told_of)))
    for row in connection.execution_options(yield_per=PAGE).execute(query):
        yield _kept(row)


def find_control(
    connection: sa.Connection, *, place: str | None = None, since: dt.date | None = None, until: dt.date | None = None
) -> list[ControlInterval]:
    """Who held what in the days from `since` to `until`, place by place, in order of time."""
    query = (
        sa.select(control.c.record)
        .where(*_held_between(control, since, until), *([_named_place(control, place)] if place else []))
        .order_by(control.c.place, control.c.country, control.c.since.asc().nulls_first(), control.c.until.asc().nulls_last())
        .order_by(control.c.holder, control.c.record)
    )
    made_by = joined_by(connection)
    return [from_json(ControlInterval, record, made_by=made_by) for record in connection.execute(query).scalars()]


def find_ties(
    connection: sa.Connection, *, actor: str | None = None, since: dt.date | None = None, until: dt.date | None = None
) -> list[TieInterval]:
    """How parties stood to each other in the days from `since` to `until`."""
    words = f"% {_like(fold(actor))} %" if actor else "%"
    query = (
        sa.select(ties.c.record)
        .where(*_held_between(ties, since, until))
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
        .order_by(sa.func.count().desc())
        .limit(1)
    )
    found = connection.execute(query).one_or_none()
    return (found.latitude, found.longitude) if found else None


def knows_place(connection: sa.Connection, place: str) -> bool:
    """Whether some event or interval of control has this name for its place, province or country."""
    return any(
        connection.execute(sa.select(sa.literal(1)).where(_named_place(table, place)).limit(1)).first()
        for table in (events, control)
    )


def _conditions(wanted: Wanted) -> Iterator[Condition]:
    if wanted.around is not None:
        yield from _near(wanted.around)
    elif wanted.place:
        yield _named_place(events, wanted.place)
    if wanted.actor:
        yield _takes_part(wanted.actor)
    for column, values in ((events.c.kind, wanted.kinds), (events.c.stance, wanted.stances), (events.c.status, wanted.statuses)):
        if values:
            yield column.in_(sorted(values))
    if wanted.since or wanted.until:
        since, until = wanted.since or dt.date.min, wanted.until or dt.date.max
        touching = (event_days.c.last >= since.toordinal()) & (event_days.c.first <= until.toordinal())
        yield events.c.seq.in_(sa.select(event_days.c.id).where(touching))
    if wanted.text is not None:
        said = event_sentences.c.sentence.in_(_matching(sentence_texts.c.rowid, "sentence_texts", wanted.text))
        yield events.c.seq.in_(sa.select(event_sentences.c.event).where(said))


def _named_place(table: sa.Table, place: str) -> Condition:
    """By the name of the place, of its province, or by the three letters of its country."""
    name = fold(place)
    named = (table.c.place == name) | (table.c.admin1 == name)
    return named | (table.c.country == place.upper()) if len(place) == 3 and place.isascii() else named


def _near(around: Around) -> Iterator[Condition]:
    """By the box of the R*Tree, then by distance."""
    reach = math.degrees(around.km / EARTH_KM)
    box = event_points
    conditions = [box.c.south >= around.latitude - reach, box.c.north <= around.latitude + reach]
    wide = reach / max(math.cos(math.radians(min(abs(around.latitude) + reach, 89.9))), 0.01)
    west, east = around.longitude - wide, around.longitude + wide
    if west >= -180 and east <= 180:  # a box across the date line is left to the distance alone
        conditions += [box.c.west >= west, box.c.east <= east]
    yield events.c.seq.in_(sa.select(box.c.id).where(*conditions))
    yield sa.func.kilometres(events.c.latitude, events.c.longitude, around.latitude, around.longitude) <= around.km


def _teach_distance(connection: sa.Connection) -> None:
    raw = connection.connection.dbapi_connection
    if raw is not None:
        raw.create_function("kilometres", 4, kilometres, deterministic=True)


def _takes_part(actor: str) -> Condition:
    """By a party's id, name, or words that reports have for it; three capitals are a country and all its parties."""
    name = fold(actor)
    known = sa.select(party_words.c.party).where((" " + party_words.c.words + " ").like(f"% {_like(name)} %", escape="\\"))
    meant = sa.select(event_parties.c.event).where(event_parties.c.party.in_(known))
    if len(actor) == 3 and actor.isascii() and actor.isupper():
        country = sa.select(parties.c.seq).where(parties.c.country == actor)
        meant = sa.select(event_parties.c.event).where(event_parties.c.party.in_(known) | event_parties.c.party.in_(country))
    return events.c.seq.in_(meant)


def _held_between(table: sa.Table, since: dt.date | None, until: dt.date | None) -> Iterator[Condition]:
    if since:
        yield table.c.until.is_(None) | (table.c.until > since)
    if until:
        yield table.c.since.is_(None) | (table.c.since <= until)


def _matching(rowid: sa.ColumnElement[int], table: str, text: str) -> sa.Select[int]:
    """The rows that hold all words of `text`; words in quotes stand side by side."""
    phrases = re.findall(r'"([^"]+)"|(\S+)', text)
    said = " ".join('"' + (quoted or word).replace('"', " ") + '"' for quoted, word in phrases)
    return sa.select(rowid).where(sa.literal_column(table).op("MATCH")(said or '""'))


def _like(words: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", words)


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
