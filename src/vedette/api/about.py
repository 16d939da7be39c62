"""The server itself: that it is well, who is logged in, and what it tells of: counts, kinds, words, formats."""

from __future__ import annotations

from typing import Annotated, get_args

import sqlalchemy as sa
from fastapi import APIRouter, Body, Request
from starlette.responses import Response

from vedette.api.answers import Data, as_json, told
from vedette.api.describing import LoginBody, answers
from vedette.api.details import awaiting
from vedette.api.problems import Problem
from vedette.api.sessions import Caller, Reader, check_origin, gate_of, slow_down
from vedette.api.settings import Role, Settings
from vedette.api.shapes import Health, Meta, Session
from vedette.formats.exports import BINARY, EXPORTS
from vedette.formats.records import Record, day_text
from vedette.lexicon.kinds import kinds
from vedette.model import Precision, Stance, Status, TieKind
from vedette.store import find_publishers, is_joined, tally, title_of

router = APIRouter()
open_router = APIRouter()


@open_router.get("/health", responses=answers(Health, login=False), summary="Whether the database answers")
def health(data: Data) -> Response:
    """That the server and its database are well."""
    with data.reading() as connection:
        data.state(connection)
    return as_json({"status": "ok"})


@open_router.get("/session", responses=answers(Session, login=False), summary="Who is logged in")
def session(request: Request) -> Response:
    """Who is logged in, what they may, and the CSRF token that their writes must bear."""
    return as_json(_session(request, gate_of(request).caller(request)))


@open_router.post("/session", responses=answers(Session, login=False, writes=True), summary="Log in")
def log_in(request: Request, body: Annotated[LoginBody, Body()]) -> Response:
    """Begins a session, by a token or by a name and a password."""
    gate = gate_of(request)
    check_origin(request)
    slow_down(gate.logins, request, "logins")
    if gate.login == "none":
        raise Problem(409, "this server asks for no login")
    if (gate.login == "token") != (body.token is not None):
        raise Problem(400, f"log in with {'a token' if gate.login == 'token' else 'a name and a password'}")
    caller = gate.by_token(body.token) if body.token is not None else gate.by_password(body.name or "", body.password or "")
    response = as_json(_session(request, caller))
    gate.begin(response, caller, secure=request.url.scheme == "https")
    return response


@open_router.delete("/session", responses=answers(Session, login=False, writes=True), summary="Log out")
def log_out(request: Request) -> Response:
    """Ends the session."""
    check_origin(request)
    gate = gate_of(request)
    response = as_json(_session(request, gate.caller(request) if gate.login == "none" else None))
    gate.end(request, response)
    return response


@router.get("/meta", responses=answers(Meta), summary="What the server tells of")
def meta(request: Request, data: Data, caller: Reader) -> Response:
    """The version, counts, kinds with labels and groups, and the words that filters take."""
    settings: Settings = request.app.state.settings

    def make(connection: sa.Connection, state: str) -> Record:
        held = data.kept(state, "tally", lambda: tally(connection))
        counts = ("events", "placed", "dated", "reports", "copies", "control", "ties", "judgements")
        rows = [_kind(id_) for id_ in kinds()]
        groups = {str(row["group"]): str(row["acled"]) for row in rows}
        return {
            "version": settings.made_by,
            "database": settings.name or title_of(settings.database),
            "samples": settings.name is not None,
            "joined": is_joined(connection, settings.made_by),
            "state": state,
            "role": caller.role,
            "tiles": settings.tiles,
            "counts": {**{name: getattr(held, name) for name in counts}, "awaiting": len(awaiting(data, connection, state))},
            "first": day_text(held.first),
            "last": day_text(held.last),
            "kinds": rows,
            "groups": [
                {"id": id_, "label": label, "kinds": [row["id"] for row in rows if row["group"] == id_]}
                for id_, label in groups.items()
            ],
            "stances": list(get_args(Stance)),
            "statuses": list(get_args(Status)),
            "precisions": list(get_args(Precision)),
            "tie_kinds": list(get_args(TieKind)),
            "roles": list(get_args(Role)),
            "formats": ["json", *EXPORTS, *BINARY],
            "publishers": [{"name": one.value, "reports": one.count} for one in find_publishers(connection)],
        }

    return told(request, data, make)


def _session(request: Request, caller: Caller | None) -> Record:
    known = (
        {"name": caller.name, "role": caller.role, "csrf": caller.csrf} if caller else {"name": None, "role": None, "csrf": None}
    )
    return {"login": gate_of(request).login, **known}


def _in_group(rows: list[Record], group: str) -> list[object]:
    return [row["id"] for row in rows if row["group"] == group]


def _kind(id_: str) -> Record:
    kind = kinds()[id_]
    label = id_.replace("-", " ")
    return {
        "id": id_,
        "label": label[:1].upper() + label[1:],
        "gloss": kind.gloss,
        "family": kind.family,
        "group": "-".join(kind.acled[0].lower().replace("/", " ").split()),
        "conflict": kind.conflict,
        "acled": kind.acled[0],
        "plover": kind.plover[0],
    }
