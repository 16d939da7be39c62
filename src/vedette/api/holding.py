"""Who held what and how parties stood to each other, with the sentences that each rests on; and the brief."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Annotated, TypeVar

import sqlalchemy as sa
from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from vedette.api.answers import Data, told
from vedette.api.asking import Changed, Compared, Held, Tied, Written
from vedette.api.describing import answers
from vedette.api.shapes_held import BriefRecord, ControlChanges, ControlDetail, ControlList, TieChanges, TieDetail, TieList
from vedette.asking.wanted import Asked, days_between, place_name, wanted_of
from vedette.errors import NothingNamed, UsageError
from vedette.formats.brief_html import brief_html
from vedette.formats.brief_markdown import brief_markdown
from vedette.formats.brief_record import brief_record
from vedette.formats.geojson import control_geojson
from vedette.formats.joined import control_record, tie_record
from vedette.formats.jsonl import as_line
from vedette.formats.records import Record, place_value
from vedette.formats.spans import control_statement_record, ruler, tie_statement_record
from vedette.model import ControlChange, ControlInterval, Interval, ReportHead, TieChange, TieInterval
from vedette.situation import asked_words, control_at, control_changes, control_rests_on, make_brief, tie_changes, tie_rests_on
from vedette.store import find_all, find_control, find_heads, find_ties, last_read
from vedette.store.saving import digest

router = APIRouter()
DAYS = ("at", "since", "until")
T = TypeVar("T", ControlInterval, TieInterval)


@router.get("/control", responses=answers(ControlList, formats=True), summary="Who held which place")
def control(request: Request, data: Data, asked: Annotated[Held, Query()]) -> Response:
    """The intervals of who held a place, on a day or in the days from one to another; all of them without days."""
    first, last = days_between(asked.at, (asked.since, asked.until), names=DAYS)

    def make(connection: sa.Connection, state: str) -> Record | Response:
        place = place_name(connection, asked.place) if asked.place else None
        records = _recorded(connection, find_control(connection, place=place, since=first, until=last), _control)
        if asked.format == "json":
            return {"state": state, "control": records}
        if asked.format == "jsonl":
            lines = "".join(as_line({name: record[name] for name in record if name != "id"}) + "\n" for record in records)
            return Response(lines.encode("utf-8", "replace"), media_type="application/x-ndjson")
        return Response(control_geojson(records).encode("utf-8", "replace"), media_type="application/geo+json")

    return told(request, data, make)


@router.get("/control/changes", responses=answers(ControlChanges), summary="Which places changed hands between two days")
def changes(request: Request, data: Data, asked: Annotated[Changed, Query()]) -> Response:
    """The places held otherwise on the second day than on the first, with who held them on each."""
    first, last = _two_days(asked)

    def make(connection: sa.Connection, _: str) -> Record:
        place = place_name(connection, asked.place) if asked.place else None
        found = find_control(connection, place=place)
        steps = control_changes(found, first, last)
        held = {id(one): _recorded(connection, [one], _control)[0] for one in found}
        days = [control_at(found, day) for day in (first, last)]
        return {
            "since": first.isoformat(),
            "until": last.isoformat(),
            "changes": [
                {
                    "place": place_value(spot),
                    "before": [held[id(one)] for one in days[0] if one.place == spot],
                    "after": [held[id(one)] for one in days[1] if one.place == spot],
                    "steps": [_step(step, held) for step in steps if step.place == spot],
                }
                for spot in dict.fromkeys(step.place for step in steps)
            ],
        }

    return told(request, data, make)


@router.get("/control/{interval}", responses=answers(ControlDetail), summary="An interval of control, down to each sentence")
def control_detail(request: Request, data: Data, interval: str) -> Response:
    """Who held a place from when to when, with what reports state of it."""

    def make(connection: sa.Connection, _: str) -> Record:
        one = _named(find_control(connection), control_id, interval)
        coded = list(last_read(connection, (*one.asserted_by, *one.denied_by)))
        rests_on = control_rests_on(one, coded)
        said = [control_statement_record(report, statement, ruler(report.text)) for report, statement in rests_on]
        return {**_recorded(connection, [one], _control)[0], "statements": said}

    return told(request, data, make)


@router.get("/ties", responses=answers(TieList), summary="How parties stood to each other")
def ties(request: Request, data: Data, asked: Annotated[Tied, Query()]) -> Response:
    """Who backs, fights, commands, is allied with whom, on a day or in the days from one to another."""
    first, last = days_between(asked.at, (asked.since, asked.until), names=DAYS)

    def make(connection: sa.Connection, state: str) -> Record:
        found = find_ties(connection, actor=asked.actor or None, since=first, until=last)
        return {"state": state, "ties": _recorded(connection, found, _tie)}

    return told(request, data, make)


@router.get("/ties/changes", responses=answers(TieChanges), summary="Which ties began or ended between two days")
def changed_ties(request: Request, data: Data, asked: Annotated[Compared, Query()]) -> Response:
    """Each tie that was first told of, or ended, after the first day and by the second."""
    first, last = _two_days(asked)

    def make(connection: sa.Connection, _: str) -> Record:
        steps = tie_changes(find_ties(connection, actor=asked.actor or None), first, last)
        heads = find_heads(connection, {report for step in steps for tie in _ties_of(step) for report in _reports_of(tie)})
        return {"since": first.isoformat(), "until": last.isoformat(), "changes": [_tie_step(step, heads) for step in steps]}

    return told(request, data, make)


@router.get("/ties/{tie}", responses=answers(TieDetail), summary="A tie, down to each sentence")
def tie_detail(request: Request, data: Data, tie: str) -> Response:
    """A tie with what reports state of it."""

    def make(connection: sa.Connection, _: str) -> Record:
        one = _named(find_ties(connection), tie_id, tie)
        rests_on = tie_rests_on(one, list(last_read(connection, (*one.asserted_by, *one.denied_by))))
        said = [tie_statement_record(report, statement, ruler(report.text)) for report, statement in rests_on]
        return {**_recorded(connection, [one], _tie)[0], "statements": said}

    return told(request, data, make)


@router.get("/brief", responses=answers(BriefRecord, formats=True), summary="The situation report on a place, a party, a period")
def brief(request: Request, data: Data, asked: Annotated[Written, Query()]) -> Response:
    """What happened, tolls, who holds what, what is only claimed or not known; all of it cited."""

    def make(connection: sa.Connection, _: str) -> Record | Response:
        words = Asked(place=asked.place, within=asked.within, actor=asked.actor, since=asked.since, until=asked.until)
        wanted = wanted_of(connection, words, mark="")
        made = make_brief(find_all(connection, wanted), asked_words(wanted, asked.place), Interval(wanted.since, wanted.until))
        if asked.format == "json":
            return brief_record(made)
        page, media = (brief_markdown(made), "text/markdown") if asked.format == "md" else (brief_html(made), "text/html")
        headers = {"Content-Disposition": f'attachment; filename="brief.{asked.format}"'}
        return Response(page.encode("utf-8", "replace"), headers=headers, media_type=media)

    return told(request, data, make)


def _two_days(asked: Changed | Compared) -> tuple[dt.date, dt.date]:
    first, last = days_between(None, (asked.since, asked.until), names=DAYS)
    if first is None or last is None:
        raise UsageError("since: two days are needed, like 2017-11-08 and 2017-11-20")
    return first, last


def _ties_of(step: TieChange) -> list[TieInterval]:
    return [step.tie, *([step.ended_by] if step.ended_by else [])]


def _reports_of(tie: TieInterval) -> tuple[str, ...]:
    return (*tie.asserted_by, *tie.denied_by)


def _tie_step(step: TieChange, heads: dict[str, ReportHead]) -> Record:
    ended_by = _tie(step.ended_by, heads) if step.ended_by else None
    return {"day": step.day.isoformat(), "change": step.change, "tie": _tie(step.tie, heads), "ended_by": ended_by}


def _step(step: ControlChange, held: dict[int, Record]) -> Record:
    was, now = step.was, step.now
    return {"day": step.day.isoformat(), "was": held[id(was)] if was else None, "now": held[id(now)] if now else None}


def control_id(one: ControlInterval) -> str:
    """What names an interval: its place, holder and days."""
    place = one.place
    return digest(f"{place.geonames_id} {place.name} {place.latitude} {place.longitude} {one.holder.key} {one.since} {one.until}")


def tie_id(one: TieInterval) -> str:
    """What names a tie: its parties and kind."""
    return digest(f"{one.source.key} {one.kind} {one.target.key}")


def _named(found: Sequence[T], id_of: Callable[[T], str], name: str) -> T:
    for one in found:
        if id_of(one) == name:
            return one
    raise NothingNamed(f"{name[:80]!r} is none; with more reports it may have other days, and another id")


def _recorded(connection: sa.Connection, found: Sequence[T], record: Callable[[T, dict[str, ReportHead]], Record]) -> list[Record]:
    named: set[str] = set()
    for one in found:
        named.update(one.asserted_by, one.denied_by)
    heads = find_heads(connection, named)
    return [record(one, heads) for one in found]


def _control(one: ControlInterval, heads: dict[str, ReportHead]) -> Record:
    return {"id": control_id(one), **control_record(one, heads)}


def _tie(one: TieInterval, heads: dict[str, ReportHead]) -> Record:
    return {"id": tie_id(one), **tie_record(one, heads)}
