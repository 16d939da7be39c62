"""Events: pages of them, all of them in a format, one with its sentences; the feed that a map is drawn from; facets."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO, StringIO
from typing import Annotated, cast

import sqlalchemy as sa
from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from vedette.api.answers import Data, body_around, body_of, cursor_after, gone_cursor, query_of, read_cursor, told
from vedette.api.asking import EventList, Filters, Suggested
from vedette.api.database import Database
from vedette.api.describing import answers
from vedette.api.details import event_detail
from vedette.api.problems import Problem
from vedette.api.shapes import EventPage, FacetLists, Feed, FeedRows, Suggestions
from vedette.api.shapes_whole import EventDetail
from vedette.asking.wanted import wanted_of
from vedette.errors import NothingNamed
from vedette.formats.cards import facets_record, feed_record
from vedette.formats.exports import BINARY, EXPORTS
from vedette.formats.records import Record
from vedette.model import Counted, ToldEvent, Wanted
from vedette.store import (
    count_events,
    find_all_cards,
    find_event,
    find_events,
    find_facets,
    find_gone,
    find_lines,
    find_numbers,
    find_reports,
    suggest,
)

router = APIRouter()
LIMIT = 50
MEDIA = {
    **dict.fromkeys(("csv", "acled", "ucdp", "hxl"), "text/csv"),
    "geojson": "application/geo+json",
    "parquet": "application/vnd.apache.parquet",
}
ENDINGS = {"acled": "csv", "ucdp": "csv", "hxl": "csv", "plover": "jsonl", "ftm": "jsonl"}
LINES = "application/x-ndjson"
ALL = Wanted()
# Beginnings of ids that are shorter name too much.
SHORTEST = 6


@router.get("/events", responses=answers(EventPage, formats=True), summary="Events that fit, a page at a time or in a format")
def events(request: Request, data: Data, asked: Annotated[EventList, Query()]) -> Response:
    """The events that fit all filters, in short; with `format`, all of them as `vedette events` writes them."""
    if asked.format not in (None, "json"):
        return _export(request, data, asked, str(asked.format))
    query, limit = query_of(request), asked.limit or LIMIT
    after = read_cursor(query, asked.cursor)

    def make(connection: sa.Connection, state: str) -> Response:
        wanted = wanted_of(connection, asked.asked(), mark="")
        try:
            found = find_lines(connection, replace(wanted, limit=limit + 1), order=asked.sort, after=after)
        except KeyError:
            raise gone_cursor() from None
        page, more = found[:limit], len(found) > limit
        # A first page that is not full holds all that fits: that need not be counted.
        total = _count(data, connection, state, wanted) if more or after else len(found)
        gone = find_gone(connection, wanted.changed_since) if wanted.changed_since and not asked.cursor else []
        following = cursor_after(query, page[-1].id) if more else None
        before: Record = {"total": total, "of": _count(data, connection, state, ALL), "next": following, "state": state}
        retired: Record = {"retired": [{"id": one.id, "became": one.became, "at": one.at} for one in gone]}
        body = body_around(before, "events", (one.line for one in page), retired)
        return Response(body, media_type="application/json")

    return told(request, data, make)


@router.get("/feed", responses=answers(Feed), summary="All events that fit, in columns for a map")
def feed(request: Request, data: Data, asked: Annotated[Filters, Query()]) -> Response:
    """Columns of one length, an entry an event, in the order of their days."""

    def make(connection: sa.Connection, state: str) -> Response:
        wanted = wanted_of(connection, asked.asked(), mark="")
        packed = "gzip" in request.headers.get("accept-encoding", "")

        def body() -> bytes:
            whole = feed_record(find_all_cards(connection, wanted))
            number, of = len(cast(Mapping[str, list[object]], whole["columns"])["id"]), _count(data, connection, state, ALL)
            return gzip.compress(body_of({"state": state, "total": number, "of": of, **whole}), compresslevel=5, mtime=0)

        # The whole feed is asked for at each reload of a page; a part of it is not worth keeping.
        held = data.kept(state, "feed", body) if wanted == ALL else body()
        if packed:
            return Response(held, headers={"Content-Encoding": "gzip"}, media_type="application/json")
        return Response(gzip.decompress(held), media_type="application/json")

    return told(request, data, make)


@router.get("/feed/rows", responses=answers(FeedRows), summary="Which rows of the whole feed fit")
def feed_rows(request: Request, data: Data, asked: Annotated[Filters, Query()]) -> Response:
    """The numbers of the rows of the unfiltered feed that fit, from 0; null for all."""

    def make(connection: sa.Connection, state: str) -> Record:
        wanted = wanted_of(connection, asked.asked(), mark="")
        of = _count(data, connection, state, ALL)
        if wanted == ALL:
            return {"state": state, "total": of, "of": of, "rows": None}
        rows_of = data.kept(state, "rows", lambda: {number: row for row, number in enumerate(find_numbers(connection, ALL))})
        rows = [rows_of[number] for number in find_numbers(connection, wanted)]
        return {"state": state, "total": len(rows), "of": of, "rows": rows}

    return told(request, data, make)


@router.get("/facets", responses=answers(FacetLists), summary="How the events that fit fall: by kind, status, place …")
def facets(request: Request, data: Data, asked: Annotated[Filters, Query()]) -> Response:
    """Each list counts with all filters but its own."""

    def make(connection: sa.Connection, state: str) -> Record:
        wanted = wanted_of(connection, asked.asked(), mark="")
        name = "facets " + query_of(request)
        return data.kept(state, name, lambda: facets_record(find_facets(connection, wanted)))

    return told(request, data, make)


@router.get("/suggest", responses=answers(Suggestions), summary="Places, parties and publishers that begin so")
def suggestions(request: Request, data: Data, asked: Annotated[Suggested, Query()]) -> Response:
    """At most 20 that events have, those with most first."""

    def make(connection: sa.Connection, _: str) -> Record:
        found = suggest(connection, asked.of, asked.q)
        return {"found": [_suggestion(one) for one in found]}

    return told(request, data, make)


@router.get("/events/{event}", responses=answers(EventDetail, moved=True, gone=True), summary="An event, down to each sentence")
def event(request: Request, data: Data, event: str) -> Response:
    """An event with its claims, the spans of every field, its reports by origin, and what people decided about it."""

    def make(connection: sa.Connection, state: str) -> Record | Response:
        found = _found(connection, event)
        if found.event.id != event:
            return RedirectResponse(f"/api/events/{found.event.id}", 308)
        return event_detail(data, connection, state, found)

    return told(request, data, make)


def _found(connection: sa.Connection, name: str) -> ToldEvent:
    """The event of an id, of a retired one, or of the beginning of one; raises NothingNamed, Problem."""
    plain = len(name) >= SHORTEST and all(character in "0123456789abcdef" for character in name)
    found = find_event(connection, name) if plain else None
    if found is not None:
        return found
    gone = next(find_reports(connection, told_of=name), None) if plain else None
    if gone is not None:
        report = gone.report
        raise Problem(410, f"{name} is gone: the report that it is named after, {report.ref or report.id}, is {gone.standing}")
    raise NothingNamed(f"{name[:80]!r} is no event, or the beginning of several")


def _count(data: Database, connection: sa.Connection, state: str, wanted: Wanted) -> int:
    """How many events are wanted; a filter is counted once, not for each page."""
    return data.kept(state, "events" if wanted == ALL else f"count {wanted}", lambda: count_events(connection, wanted))


def _suggestion(one: Counted) -> Record:
    label = f"{one.value} ({one.label})" if one.label else one.value
    return {"value": one.id or one.value, "id": one.id, "label": label, "count": one.count}


def _export(request: Request, data: Database, asked: EventList, shape: str) -> Response:
    """All events that fit, as a file."""
    if shape not in EXPORTS and shape not in BINARY:
        raise Problem(400, f"format: {shape!r} is none; write json, {', '.join((*EXPORTS, *BINARY))}", parameter="format")
    if asked.cursor is not None or asked.sort != "days":
        raise Problem(400, f"format: {shape} gives all events by their days, without sort and cursor", parameter="format")

    def make(connection: sa.Connection, _: str) -> Response:
        wanted = wanted_of(connection, asked.asked(asked.limit), mark="")
        name = f'attachment; filename="events-{shape}.{ENDINGS.get(shape, shape)}"'
        body = _written(find_events(connection, wanted), shape)
        return Response(body, headers={"Content-Disposition": name}, media_type=MEDIA.get(shape, LINES))

    return told(request, data, make)


def _written(found: Iterator[ToldEvent], shape: str) -> bytes:
    if shape in BINARY:
        held = BytesIO()
        BINARY[shape](found, held)
        return held.getvalue()
    stream = StringIO(newline="")
    EXPORTS[shape](found, stream)
    return stream.getvalue().encode("utf-8", "replace")
