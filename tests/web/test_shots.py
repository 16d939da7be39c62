"""The pictures of docs/explorer.md, made anew by VEDETTE_SHOTS=1 python -m pytest tests/web/test_shots.py."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import ROOT, Seen, asked

FOLDER = ROOT / "docs" / "explorer"
LARGEST = 150_000
VIEWS = {
    "events": "/",
    "filtered": "/?status=reported,contested&place=Albu+Kamal&since=2017-11-01&until=2017-11-21",
    "reader": "/events/{contested}",
    "tolls": "/events/{tolls}",
    "control": "/control?at=2017-11-10&since=2017-11-05&until=2017-11-20",
    "ties": "/ties",
    "brief": "/brief?place=Albu+Kamal&since=2017-11-01",
    "review": "/review",
}
NAMES = [f"{view}-{size}" for view in VIEWS for size in ("wide", "narrow")]


@pytest.mark.skipif("VEDETTE_SHOTS" not in os.environ, reason="pictures are made where VEDETTE_SHOTS is set")
@pytest.mark.parametrize("name", NAMES)
def test_a_picture_of_each_view(seen: Callable[..., Seen], site: str, name: str) -> None:
    view, size = name.rsplit("-", 1)
    found = {
        key: asked(site, f"events?{query}&limit=1")["events"][0]["id"]
        for key, query in (("contested", "status=contested"), ("tolls", "sort=-killed"))
    }
    one = seen(site, size, draws=True)
    one.open(VIEWS[view].format(**found))
    if "{" in VIEWS[view]:
        one.words()
    one.page.wait_for_load_state("networkidle")
    for box in one.page.locator(".map-box:visible").all():
        box.and_(one.page.locator("[data-drawn='yes']")).wait_for()
    one.page.wait_for_timeout(400)
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"{name}.png"
    one.page.screenshot(path=path)
    assert path.stat().st_size < LARGEST


def test_the_page_of_pictures_shows_each_once() -> None:
    told = (ROOT / "docs" / "explorer.md").read_text(encoding="utf-8")
    for name in NAMES:
        assert told.count(f"(explorer/{name}.png)") == 1, name
        assert (FOLDER / f"{name}.png").is_file(), name
    assert {path.stem for path in Path(FOLDER).glob("*.png")} == set(NAMES)
