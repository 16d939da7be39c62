"""The page: its files as they were built, and itself for every other address, so that these can be kept and sent."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, Request
from starlette.responses import FileResponse, HTMLResponse, Response

from vedette.api.problems import Problem

router = APIRouter()
HASHED = "assets"
NOT_BUILT = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Vedette</title>
<h1>Vedette</h1>
<p>The page is not built. In a clone, <code>make web</code> builds it; the packages of a release have it.</p>
<p>The API answers all the same: <a href="/api/meta">/api/meta</a>, <a href="/api/events">/api/events</a>,
<a href="/api/openapi.json">/api/openapi.json</a>.</p>
</html>
"""


@router.api_route("/{path:path}", methods=["GET", "HEAD"], include_in_schema=False)
def page(request: Request, path: str) -> Response:
    """A file of the page, or the page itself."""
    folder: Path = request.app.state.settings.page
    if path == "api" or path.startswith("api/"):
        raise Problem(404, f"there is nothing at /{path[:80]}; /api/openapi.json lists what there is")
    index = folder / "index.html"
    if not index.is_file():
        return HTMLResponse(NOT_BUILT, headers={"Cache-Control": "no-store"})
    file = _file(folder, path)
    if file is None:
        if path.startswith(f"{HASHED}/"):
            raise Problem(404, f"there is no file /{path[:80]}")
        file = index
    lasting = file.parent != folder and file.is_relative_to(folder / HASHED)
    return FileResponse(file, headers={"Cache-Control": "public, max-age=31536000, immutable" if lasting else "no-cache"})


def _file(folder: Path, path: str) -> Path | None:
    """The file of the page at a path; None where there is none, or it lies elsewhere."""
    if not path or "\0" in path or len(path) > 300:
        return None
    file = (folder / path).resolve()
    return file if file.is_relative_to(folder.resolve()) and file.is_file() else None
