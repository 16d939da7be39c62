"""What awaits a person, what people decided, and deciding: each decision is signed by who logged in, and can be withdrawn."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import sqlalchemy as sa
from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from vedette.api.answers import Data, as_json, cursor_after, gone_cursor, page_record, query_of, read_cursor, told
from vedette.api.asking import Paged
from vedette.api.database import Database
from vedette.api.describing import Accept, DecisionBody, Merge, Relabelled, Split, answers
from vedette.api.details import awaiting, awaiting_records
from vedette.api.sessions import LOG, Reviewer
from vedette.api.shapes_held import AwaitingPage, Decided, JudgementPage
from vedette.asking.decided import Relabel, accepting, merging, relabelling, splitting
from vedette.errors import Impossible
from vedette.formats.judged import judgement_record
from vedette.formats.records import Record
from vedette.keeping import refresh
from vedette.model import Judgement
from vedette.store import event_of_claim, find_judgements, judge, withdraw

router = APIRouter()


@router.get("/review", responses=answers(AwaitingPage), summary="What awaits a person")
def review(request: Request, data: Data, asked: Annotated[Paged, Query()]) -> Response:
    """Joins that are not sure, the least sure first, and contested control; each with its reasons and sentences."""
    query = query_of(request)
    after = read_cursor(query, asked.cursor)

    def make(connection: sa.Connection, state: str) -> Record:
        found = awaiting(data, connection, state)
        page, following = _page([one.id for one in found], after, asked.limit)
        records = awaiting_records(connection, [found[number] for number in page])
        cursor = cursor_after(query, following) if following else None
        return page_record("awaiting", records, total=len(found), of=len(found), following=cursor, state=state)

    return told(request, data, make)


@router.get("/judgements", responses=answers(JudgementPage), summary="What people decided, newest first")
def judgements(request: Request, data: Data, asked: Annotated[Paged, Query()]) -> Response:
    """All judgements, those that were withdrawn too."""
    query = query_of(request)
    after = read_cursor(query, asked.cursor)

    def make(connection: sa.Connection, state: str) -> Record:
        found = find_judgements(connection)[::-1]
        page, following = _page([one.id for one in found], after, asked.limit)
        records = [judgement_record(found[number]) for number in page]
        cursor = cursor_after(query, following) if following else None
        return page_record("judgements", records, total=len(found), of=len(found), following=cursor, state=state)

    return told(request, data, make)


@router.post("/judgements", status_code=201, responses=answers(Decided, writes=True), summary="Accept, split, merge or relabel")
def decide(data: Data, caller: Reviewer, body: DecisionBody) -> Response:
    """Keeps a judgement, joins events anew, and says in which events its claims are now."""
    with data.judging, data.writing() as store:
        with store.reading() as connection:
            made = _judgement(connection, body)
        if made is None:
            raise Impossible("this was accepted before")
        judgement, is_new = judge(store, replace(made, who=caller.name, why=body.why))
        LOG.info("%s by %s: %s %s", judgement.id, judgement.who, judgement.decision, judgement.subject)
        refresh(store)
    return as_json(_decided(data, judgement, is_new), 201 if is_new else 200)


@router.post("/judgements/{judgement}/undo", responses=answers(Decided, writes=True), summary="Withdraw a judgement")
def undo(data: Data, caller: Reviewer, judgement: str) -> Response:
    """Marks a judgement as withdrawn and joins events anew; it stays in the log."""
    with data.judging, data.writing() as store:
        withdrawn, is_new = withdraw(store, judgement, who=caller.name)
        LOG.info("%s withdrawn by %s", withdrawn.id, caller.name)
        refresh(store)
    return as_json(_decided(data, withdrawn, is_new))


def _judgement(connection: sa.Connection, body: Accept | Split | Merge | Relabelled) -> Judgement | None:
    if isinstance(body, Accept):
        return accepting(connection, body.awaiting)
    if isinstance(body, Split):
        return splitting(connection, body.event, body.claims)
    if isinstance(body, Merge):
        return merging(connection, *body.events)
    said = Relabel(body.kind, body.stance, body.place, body.actors, body.recipients, body.country)
    return relabelling(connection, body.event, said, mark="")


def _decided(data: Database, judgement: Judgement, is_new: bool) -> Record:
    with data.reading() as connection:
        found = {event_of_claim(connection, claim) for claim in (*judgement.one, *judgement.other)}
    return {"judgement": judgement_record(judgement), "new": is_new, "events": sorted(one for one in found if one)}


def _page(ids: list[str], after: str | None, limit: int) -> tuple[range, str | None]:
    """The numbers of a page of a list that is held whole, and the id that the next page follows."""
    if after is not None and after not in ids:
        raise gone_cursor()
    start = 0 if after is None else ids.index(after) + 1
    page = range(start, min(start + limit, len(ids)))
    return page, ids[page[-1]] if page and page[-1] + 1 < len(ids) else None
