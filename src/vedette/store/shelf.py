"""A database -> what joining asks of what is kept (`joining.shelf` says what): coded reports, marks, copies, joins, points.

All is found by ids, days and names that have an index, a page at a time: what a new report does not touch is not read.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import sqlalchemy as sa

from vedette.model import LOOKED_FOR, Coded, ControlPoint, Copy, JoinedEvent, Origin, TellingMark, TextMark, TieTold
from vedette.resolving.sources import plain_name
from vedette.store.codec import from_json
from vedette.store.conditions import matching
from vedette.store.dialects import Spells
from vedette.store.kept import batched, counting, last_read
from vedette.store.schema import (
    claims,
    copies,
    credit_names,
    event_claims,
    event_records,
    joins,
    origins,
    points,
    report_texts,
    reports,
    telling_marks,
    text_marks,
)

T = TypeVar("T")
Span = tuple[str, int, int]
CONTROL, TIE = "control", "tie"


class Kept:
    """What a database keeps, over an open connection; a coded report is read once."""

    def __init__(self, connection: sa.Connection) -> None:
        """Reads through `connection`."""
        self._connection = connection
        self._coded: dict[str, Coded | None] = {}

    def coded(self, reports: Collection[str]) -> Mapping[str, Coded]:
        """Those of these reports that count, as they were last read."""
        missing = [report for report in reports if report not in self._coded]
        self._coded.update(dict.fromkeys(missing))
        for one in last_read(self._connection, counting(self._connection, missing)):
            self._coded[one.report.id] = one
        return {report: coded for report in reports if (coded := self._coded[report]) is not None}

    def publishers(self) -> Mapping[str, int]:
        """How many marked reports each publisher has."""
        column = text_marks.c.publisher
        query = sa.select(column, sa.func.count()).where(column.is_not(None)).group_by(column)
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def naming(self, publishers: Collection[str]) -> set[str]:
        """The marked reports that may name one of these publishers."""
        found: set[str] = set()
        for name in publishers:
            credited = sa.select(credit_names.c.report).where(credit_names.c.name == plain_name(name))
            for query in (credited, _told_in_text(name)):
                found.update(row.report for row in self._connection.execute(query))
        return found

    def texts(self, *, reports: Collection[str] = (), days: tuple[int, int] | None = None) -> Sequence[TextMark]:
        """The text marks of these reports, or of those published from one day to another (ordinals, 0 for none)."""
        if days is not None:
            rows: Iterable[Any] = self._connection.execute(sa.select(text_marks).where(text_marks.c.day.between(*days)))
        else:
            rows = self._paged(sa.select(text_marks), text_marks.c.report, reports)
        return [_text_mark(row) for row in rows]

    def copies(self, *, reports: Collection[str] = (), of: Collection[str] = ()) -> Sequence[Copy]:
        """The copies that these reports are, and those of what these reports are."""
        asked = ((copies.c.report, reports), (copies.c.of, of))
        rows = [row for column, ids in asked for row in self._paged(sa.select(copies.c.record), column, ids)]
        return [from_json(Copy, row.record) for row in rows]

    def tellings(self, *, reports: Collection[str] = (), spans: Collection[Span] = ()) -> Sequence[TellingMark]:
        """The marks of the tellings of these reports, and of those that are looked for on some of these days."""
        found = {row.part: row for row in self._paged(sa.select(telling_marks), telling_marks.c.report, reports)}
        mark = telling_marks.c
        for bundle, low, high in spans:
            near = sa.select(telling_marks).where(mark.bundle == bundle, mark.low.between(low - LOOKED_FOR, high), mark.high >= low)
            found.update((row.part, row) for row in self._connection.execute(near))
        return [_telling_mark(row) for row in found.values()]

    def joins(self, parts: Collection[str]) -> Collection[tuple[str, str]]:
        """The pairs of joins, and near joins, that have one of these parts."""
        pair = sa.select(joins.c.one, joins.c.other)
        return {(row.one, row.other) for column in (joins.c.one, joins.c.other) for row in self._paged(pair, column, parts)}

    def homes(self, parts: Collection[str]) -> Mapping[str, str]:
        """The report of each of these parts."""
        query = sa.select(telling_marks.c.part, telling_marks.c.report)
        return {row.part: row.report for row in self._paged(query, telling_marks.c.part, parts)}

    def telling(self, claimed: Collection[str]) -> Mapping[str, str]:
        """The report of each of these claims."""
        return {row.id: row.report for row in self._paged(sa.select(claims.c.id, claims.c.report), claims.c.id, claimed)}

    # ── beside joining: what control and ties rest on ──

    def events(self, reports: Collection[str]) -> list[JoinedEvent]:
        """The events that these reports tell of, by id, as they were last joined."""
        query = sa.select(event_records.c.event, event_records.c.record).join(
            event_claims, event_claims.c.event == event_records.c.event
        )
        found = {row.event: row.record for row in self._paged(query.distinct(), event_claims.c.report, reports)}
        return sorted((from_json(JoinedEvent, record) for record in found.values()), key=lambda event: event.id)

    def origins(self, reports: Collection[str]) -> list[Origin]:
        """Where the news of these reports came from when they were last joined."""
        return [Origin(row.report, row.origin, row.reason) for row in self._paged(sa.select(origins), origins.c.report, reports)]

    def stated_by(self, reports: Collection[str], sort: str) -> set[str]:
        """The keys of the places, or pairs of parties, on which these reports had a say."""
        query = sa.select(points.c.key).where(points.c.sort == sort).distinct()
        return {row.key for row in self._paged(query, points.c.report, reports)}

    def control_points(self, keys: Collection[str], without: Collection[str]) -> list[ControlPoint]:
        """All that reports, but not those `without`, state of these places."""
        return [from_json(ControlPoint, record) for record in self._points(keys, CONTROL, without)]

    def ties_told(self, keys: Collection[str], without: Collection[str]) -> list[TieTold]:
        """All that reports, but not those `without`, tell of these pairs of parties."""
        return [from_json(TieTold, record) for record in self._points(keys, TIE, without)]

    def _points(self, keys: Collection[str], sort: str, without: Collection[str]) -> Iterator[str]:
        query = sa.select(points).where(points.c.sort == sort).order_by(points.c.report, points.c.at)
        yield from (row.record for row in self._paged(query, points.c.key, keys) if row.report not in without)

    def _paged(self, query: sa.Select[Any], column: sa.ColumnElement[Any], asked: Collection[str]) -> Iterator[Any]:
        for page in batched(sorted(asked)):
            yield from self._connection.execute(query.where(column.in_(page)))


def _told_in_text(name: str) -> sa.Select[tuple[str]]:
    """The marked reports whose text has the words of a name."""
    told = matching(report_texts, '"' + name.replace('"', " ") + '"')
    marked = reports.c.id.in_(sa.select(text_marks.c.report))
    spelt = [Spells(reports.c.text, word) for word in name.split()]
    return sa.select(reports.c.id.label("report")).where(reports.c.seq.in_(told), marked, *spelt)


def _text_mark(row: Any) -> TextMark:
    return TextMark(
        report=row.report,
        publisher=row.publisher,
        published=dt.date.fromordinal(row.day) if row.day else None,
        order=tuple(json.loads(row.order)),
        bands=row.bands,
        names=tuple(json.loads(row.names)),
    )


def _telling_mark(row: Any) -> TellingMark:
    return TellingMark(
        part=row.part,
        report=row.report,
        bundle=row.bundle,
        kind=row.kind,
        place=row.place,
        narrow=row.narrow,
        low=row.low,
        high=row.high,
        cells=tuple(json.loads(row.cells)),
        tokens=tuple(json.loads(row.tokens)),
    )
