"""A record -> an answer: JSON with an ETag of the database's state, or 304 where the client has it; a page with its cursor."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any

import sqlalchemy as sa
from fastapi import Depends, Request
from starlette.responses import Response

from vedette.api.database import Database
from vedette.api.problems import Problem
from vedette.asking.wanted import ID
from vedette.formats.jsonl import as_line
from vedette.formats.records import Record
from vedette.store.saving import digest

CACHE = {"Cache-Control": "private, no-cache", "Vary": "Cookie, Authorization, Accept-Encoding"}
Make = Callable[[sa.Connection, str], Mapping[str, object] | Response]


def database_of(request: Request) -> Database:
    """The server's database."""
    return request.app.state.database  # type: ignore[no-any-return]  # put there by make_app


Data = Annotated[Database, Depends(database_of)]


def told(request: Request, data: Database, make: Make) -> Response:
    """What `make` gives of one state of the database; 304 where the client has the answer of that state."""
    with data.reading() as connection:
        state = data.state(connection)
        tag = f'W/"{digest(f"{state} {request.url.path}?{request.url.query}")}"'
        headers = {**CACHE, "ETag": tag}
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        made = make(connection, state)
    if isinstance(made, Response):
        made.headers.update(headers)
        return made
    return as_json(made, headers=headers)


def as_json(record: Mapping[str, object], status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """A record as an answer."""
    return Response(body_of(record), status, dict(headers or {"Cache-Control": "no-store"}), media_type="application/json")


def body_of(record: Mapping[str, object]) -> bytes:
    """A record as JSON in UTF-8; what UTF-8 cannot hold (a lone surrogate of a broken text) becomes a question mark."""
    return as_line(record).encode("utf-8", "replace")


def body_around(before: Record, name: str, lines: Iterable[str], after: Record) -> bytes:
    """The body of a record with a list that is written already: what stands before it, the list by its name, what follows."""
    listed = f'{as_line(before)[:-1]}, "{name}": [{", ".join(lines)}], {as_line(after)[1:]}'
    return listed.encode("utf-8", "replace")


def cursor_after(query: str, last: str) -> str:
    """The cursor of the page after the item `last`; it belongs to its query."""
    held = json.dumps([digest(query), last], separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(held).decode().rstrip("=")


def read_cursor(query: str, cursor: str | None) -> str | None:
    """The item after which the page begins; raises Problem for what is no cursor of this query."""
    if cursor is None:
        return None
    try:
        held = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        bound, last = held
    except (ValueError, TypeError):
        raise Problem(400, "cursor: it is none of this server; begin without one", parameter="cursor") from None
    if not isinstance(bound, str) or not isinstance(last, str) or not (ID.fullmatch(last) or last.isdecimal()):
        raise Problem(400, "cursor: it is none of this server; begin without one", parameter="cursor")
    if bound != digest(query):
        raise Problem(400, "cursor: it belongs to other filters or another order; begin without one", parameter="cursor")
    return last


def query_of(request: Request) -> str:
    """The question that a cursor belongs to: the address and all parameters but those of paging."""
    asked = sorted((name, value) for name, value in request.query_params.multi_items() if name not in ("cursor", "limit"))
    return f"{request.url.path} {asked}"


def page_record(name: str, items: list[Record], *, total: int, of: int, following: str | None, state: str) -> dict[str, Any]:
    """A page of a list."""
    return {"total": total, "of": of, "next": following, "state": state, name: items}


def gone_cursor() -> Problem:
    """What the cursor rested on is no more."""
    return Problem(400, "cursor: what the last page ended with is gone; begin without one", parameter="cursor")
