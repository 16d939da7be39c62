"""The settings of a server -> the app that answers: addresses, problems, guards, gzip, the page."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import APIRouter, Depends, FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response

from vedette.api import about, events, holding, page, reports, reviewing
from vedette.api.answers import as_json
from vedette.api.database import Database
from vedette.api.guarding import Guard
from vedette.api.problems import add_handlers
from vedette.api.sessions import Gate, reader
from vedette.api.settings import Settings

PACKED_BYTES = 800
DESCRIPTION = (
    "What a database of Vedette tells: events with every sentence that they rest on, who held what, who is tied to whom. "
    "Words are those of docs/nouns.md; filters are those of `vedette events`."
)


def make_app(settings: Settings) -> FastAPI:
    """The app; raises UsageError for a database that is none."""
    database = Database(settings.database, settings.made_by)

    @asynccontextmanager
    async def living(_: FastAPI) -> AsyncIterator[None]:
        yield
        database.close()

    app = FastAPI(
        title="Vedette",
        version=settings.made_by,
        description=DESCRIPTION,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        lifespan=living,
        redirect_slashes=False,
    )
    app.state.database, app.state.gate, app.state.settings = database, Gate(settings), settings
    add_handlers(app)
    guarded = APIRouter(dependencies=[Depends(reader)])
    for room in (about, events, reports, holding, reviewing):
        guarded.include_router(room.router)
    app.include_router(about.open_router, prefix="/api")
    app.include_router(guarded, prefix="/api")
    _add_openapi(app)
    app.include_router(page.router)
    app.add_middleware(GZipMiddleware, minimum_size=PACKED_BYTES, compresslevel=2)
    app.add_middleware(Guard, settings=settings)
    return app


def _add_openapi(app: FastAPI) -> None:
    """The API's own description, without the 422 that none of its answers is."""

    @app.get("/api/openapi.json", include_in_schema=False)
    def openapi() -> Response:
        return as_json(_described(app))


def _described(app: FastAPI) -> dict[str, Any]:
    schema = app.openapi()
    for path in schema["paths"].values():
        for operation in path.values():
            operation["responses"].pop("422", None)
    for name in ("HTTPValidationError", "ValidationError"):
        schema["components"]["schemas"].pop(name, None)
    return schema
