"""A server over a database of a few reports that are coded as the example, for tests of the API."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from kept_example import filled, item

from vedette.api import Settings, make_app

VERSION = "0.1.0"
EMOJI = "\U0001f6a8"


def client_of(folder: Path, **settings: Any) -> TestClient:
    """A client of a server over the database of three reports: two of one happening, one of them after an emoji."""
    filled(folder, item(1), item(2, more=" More is not known."), item(3, title=f"{EMOJI} Army retakes Tessit <script>")).close()
    return TestClient(app_of(folder, **settings), base_url="http://127.0.0.1:8000", follow_redirects=False)


def app_of(folder: Path, **settings: Any) -> FastAPI:
    """The app over the database in a folder."""
    return make_app(Settings(str(folder / "v.db"), VERSION, **settings))


def csrf_of(client: TestClient) -> dict[str, str]:
    """The headers that a write must bear."""
    return {"X-CSRF-Token": client.get("/api/session").json()["csrf"]}
