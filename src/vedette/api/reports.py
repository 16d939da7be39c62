"""Reports: pages of them, and one with its text and every word that was read out of it."""

from __future__ import annotations

from typing import Annotated

import sqlalchemy as sa
from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from vedette.api.answers import Data, cursor_after, gone_cursor, page_record, query_of, read_cursor, told
from vedette.api.asking import LogList, ReportList, Window
from vedette.api.describing import answers
from vedette.api.details import report_detail
from vedette.api.shapes_whole import LogPage, ReportDetail, ReportPage
from vedette.errors import NothingNamed
from vedette.formats.joined import kept_record
from vedette.formats.logged import entry_record
from vedette.formats.records import Record
from vedette.model import ReportsAsked
from vedette.store import find_report_page, find_reports, log_page, report_named, tally

router = APIRouter()


@router.get("/reports", responses=answers(ReportPage), summary="Reports, newest first")
def reports(request: Request, data: Data, asked: Annotated[ReportList, Query()]) -> Response:
    """The reports that fit, with how each stands and what it is a copy of."""
    query = query_of(request)
    after = read_cursor(query, asked.cursor)

    def make(connection: sa.Connection, state: str) -> Record:
        which = ReportsAsked(asked.text, asked.source or None, asked.standing)
        try:
            found, total = find_report_page(connection, which, after=after, limit=asked.limit + 1)
        except KeyError:
            raise gone_cursor() from None
        page = found[: asked.limit]
        following = cursor_after(query, page[-1].report.id) if len(found) > asked.limit else None
        of = data.kept(state, "tally", lambda: tally(connection)).reports
        return page_record("reports", [kept_record(one) for one in page], total=total, of=of, following=following, state=state)

    return told(request, data, make)


@router.get("/reports/{report}", responses=answers(ReportDetail, moved=True), summary="A report, with all that was read in it")
def report(request: Request, data: Data, report: str, window: Annotated[Window, Query()]) -> Response:
    """A report with its text, or a part of it, and the spans of every claim, statement and paraphraser's phrase."""

    def make(connection: sa.Connection, _: str) -> Record | Response:
        id_ = report_named(connection, report)
        if id_ is None:
            raise NothingNamed(f"{report[:80]!r} is no report, or the beginning of several")
        if id_ != report:
            return RedirectResponse(f"/api/reports/{id_}", 308)
        return report_detail(connection, next(find_reports(connection, only=id_)), (window.start, window.end))

    return told(request, data, make)


@router.get("/intake", responses=answers(LogPage), summary="What was taken in and what failed, newest first")
def intake(request: Request, data: Data, asked: Annotated[LogList, Query()]) -> Response:
    """The lines of the intake log."""
    query = query_of(request)
    after = read_cursor(query, asked.cursor)

    def make(connection: sa.Connection, state: str) -> Record:
        before = int(after) if after else None
        found, total = log_page(connection, outcome=asked.outcome or None, before=before, limit=asked.limit + 1)
        of = total if not asked.outcome else log_page(connection, limit=0)[1]
        page = found[: asked.limit]
        following = cursor_after(query, str(page[-1][0])) if len(found) > asked.limit else None
        return page_record("log", [entry_record(one) for _, one in page], total=total, of=of, following=following, state=state)

    return told(request, data, make)
