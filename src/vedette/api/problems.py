"""What goes wrong -> a problem in JSON (RFC 9457) with a sentence for people; nothing of the inside is told."""

from __future__ import annotations

import json
import logging
from difflib import get_close_matches
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import TimeoutError as NoConnection
from starlette.exceptions import HTTPException
from starlette.responses import Response

from vedette.errors import GazetteerError, Impossible, NothingNamed, StoreError, UsageError

LOG = logging.getLogger("vedette.api")
RETRY_SECONDS = 2
MOST_SHOWN = 80


class Problem(Exception):
    """An answer that is a problem: its status, what is wrong in words, and the parameter that is wrong."""

    def __init__(self, status: int, detail: str, *, parameter: str | None = None, headers: dict[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status, self.detail, self.parameter, self.headers = status, detail, parameter, headers or {}


def problem_response(problem: Problem) -> Response:
    """A problem as it goes out."""
    said = {
        "type": "about:blank",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": problem.detail,
        "parameter": problem.parameter,
    }
    body = json.dumps(said, ensure_ascii=False).encode("utf-8", "replace")
    headers = {"Cache-Control": "no-store", **problem.headers}
    return Response(body, problem.status, headers, media_type="application/problem+json")


def add_handlers(app: FastAPI) -> None:
    """Makes every error of the app a problem."""
    app.add_exception_handler(Exception, _fault)
    for error, turn in TURNS.items():
        app.add_exception_handler(error, _handler(turn))


def _handler(turn: Any) -> Any:
    async def handle(request: Request, error: Exception) -> Response:
        return problem_response(turn(request, error))

    return handle


async def _fault(_: Request, error: Exception) -> Response:
    LOG.error("a fault of vedette (%s: %s)", type(error).__name__, error, exc_info=error)
    return problem_response(Problem(500, "a fault of vedette; the server's log says more"))


def _usage(request: Request, error: UsageError) -> Problem:
    """A sentence of the error; the parameter is the word before its colon, where it is one."""
    parameter = str(error).split(":")[0]
    known = request.query_params.keys() | BODY_FIELDS
    return Problem(400, str(error), parameter=parameter if parameter in known else None)


def _store(_: Request, error: Exception) -> Problem:
    LOG.warning("the database does not answer: %s", error)
    return Problem(503, f"the database does not answer: {error}", headers={"Retry-After": str(RETRY_SECONDS)})


def _http(request: Request, error: HTTPException) -> Problem:
    words = {404: f"there is nothing at {request.url.path[:MOST_SHOWN]}", 405: f"{request.method} is not taken here"}
    headers = dict(error.headers or {})
    return Problem(error.status_code, words.get(error.status_code, str(error.detail)), headers=headers)


def _wrong(request: Request, error: RequestValidationError) -> Problem:
    """The first thing that is wrong with a parameter or the body."""
    first = error.errors()[0]
    name = str(first["loc"][-1]) if len(first["loc"]) > 1 else None
    where = first["loc"][0]
    if first["type"] == "extra_forbidden":
        near = get_close_matches(str(name), sorted(_known(request)), 1, 0.6)
        hint = f"; did you mean {near[0]}?" if near else ""
        what = "parameter" if where == "query" else "field"
        return Problem(400, f"there is no {what} {str(name)[:MOST_SHOWN]!r} here{hint}", parameter=name)
    if first["type"] == "json_invalid":
        return Problem(400, "the body is no JSON")
    given = f", not {str(first.get('input'))[:MOST_SHOWN]!r}" if first["type"] != "missing" and name else ""
    said = str(first["msg"])
    return Problem(400, f"{name or where}: {said[:1].lower()}{said[1:]}{given}", parameter=name)


def _known(request: Request) -> set[str]:
    """The parameters that the address takes."""
    route = request.scope.get("route")
    found: set[str] = set()
    for parameter in getattr(getattr(route, "dependant", None), "query_params", ()):
        fields = getattr(parameter.field_info.annotation, "model_fields", None)
        found |= set(fields) if fields else {parameter.alias}
    return found


BODY_FIELDS = {"kind", "stance", "place", "actor", "recipient", "country", "why"}
TURNS: dict[type[Exception], Any] = {
    Problem: lambda _, error: error,
    NothingNamed: lambda _, error: Problem(404, str(error)),
    Impossible: lambda _, error: Problem(409, str(error)),
    UsageError: _usage,
    StoreError: _store,
    NoConnection: _store,
    GazetteerError: _store,
    RequestValidationError: _wrong,
    HTTPException: _http,
}
