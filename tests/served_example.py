"""A server over a database of a few reports that are coded as the example, for tests of the API."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from kept_example import code, filled, item, opened, where

from vedette.api import Settings, make_app
from vedette.keeping import add, refresh

VERSION = "0.1.0"
EMOJI = "\U0001f6a8"
ADDRESSES = [
    "/health",
    "/session",
    "/meta",
    "/events",
    "/events?kind=conflict&since=2022-01-01&until=2022-12-31&actor=mli-mil&place=Tessit&within=30&limit=1",
    "/events?sort=-killed&status=reported,corroborated&stance=asserted",
    "/events?bbox=-1,15,1,16&placed=yes&dated=yes&disputed=no&source=Outlet+1&text=%22the+town%22",
    "/events?changed_since=2000-01-01",
    "/events?place=15.2,0.7&within=10",
    "/feed",
    "/feed?kind=capture",
    "/feed/rows",
    "/feed/rows?kind=capture",
    "/facets",
    "/facets?kind=capture&place=MLI",
    "/suggest?of=place&q=tes",
    "/suggest?of=actor&q=mal",
    "/suggest?of=source&q=out",
    "/reports",
    "/reports?text=garrison&standing=counted&source=outlet+1&limit=1",
    "/control",
    "/control?place=Tessit&at=2022-03-10",
    "/control?since=2022-03-01&until=2022-03-31",
    "/control/changes?since=2022-03-01&until=2022-03-31",
    "/ties",
    "/ties?actor=BFA&at=2022-03-10",
    "/ties/changes?since=2022-03-01&until=2022-03-31",
    "/brief?place=Tessit",
    "/review",
    "/judgements",
    "/intake",
    "/intake?outcome=added&limit=1",
]
# One of each sort: what is asked while there is no database to answer from.
FAILING = [
    "/api/health",
    "/api/meta",
    "/api/events",
    "/api/feed",
    "/api/events/0000000000000000",
    "/api/reports",
    "/api/control",
    "/api/brief",
]


def client_of(folder: Path, **settings: Any) -> TestClient:
    """A client of a server over the database of three reports: two of one happening, one of them after an emoji."""
    filled(folder, item(1), item(2, more=" More is not known."), item(3, title=f"{EMOJI} Army retakes Tessit <script>")).close()
    return TestClient(app_of(folder, **settings), base_url="http://127.0.0.1:8000", follow_redirects=False)


def app_of(folder: Path, **settings: Any) -> FastAPI:
    """The app over the database in a folder."""
    return make_app(Settings(where(folder), VERSION, **settings))


def csrf_of(client: TestClient) -> dict[str, str]:
    """The headers that a write must bear."""
    return {"X-CSRF-Token": client.get("/api/session").json()["csrf"]}


def refused(client: TestClient, words: str) -> None:
    """That every address says so in one answer of 503."""
    for address in FAILING:
        answer = client.get(address)
        assert answer.status_code == 503, address
        assert int(answer.headers["retry-after"]) > 0
        assert answer.headers["content-type"] == "application/problem+json"
        assert words in answer.json()["detail"]


def codes_while_written(client: TestClient, folder: Path, *, times: int, numbers: Iterable[int]) -> set[int]:
    """What four who read so many `times` at once are answered, while reports of these `numbers` are added and joined."""
    codes: list[int] = []

    def read() -> None:
        for _ in range(times):
            codes.extend(client.get(address).status_code for address in ("/api/events?kind=capture", "/api/feed"))

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    store = opened(folder)
    for number in numbers:
        add(store, item(number, more=f" Report {number}."), code)
        refresh(store)
    store.close()
    for thread in threads:
        thread.join()
    return set(codes)
