"""The pictures of docs/explorer.md, made anew by VEDETTE_SHOTS=1 python -m pytest tests/web/test_shots.py."""

from __future__ import annotations

import base64
import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browsing import ROOT, Seen, asked

FOLDER = ROOT / "docs" / "explorer"
LARGEST = 150_000
# A picture in the 256 commonest colours that differ, each other pixel in the nearest of them: a third of the bytes, the same look.
FEWER = """async png => {
  const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const { width, height } = bitmap, pen = new OffscreenCanvas(width, height).getContext("2d");
  pen.drawImage(bitmap, 0, 0);
  const pixels = new Uint32Array(pen.getImageData(0, 0, width, height).data.buffer), counts = new Map();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const parts = pixel => [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255];
  const far = (a, b) => a.reduce((sum, one, i) => sum + (one - b[i]) ** 2, 0), colours = [], nearest = new Map();
  for (const [pixel] of [...counts].sort((a, b) => b[1] - a[1])) {
    const own = parts(pixel);
    if (colours.length < 256 && colours.every(colour => far(own, colour) > 90)) colours.push(own);
  }
  for (const pixel of counts.keys()) {
    const own = parts(pixel);
    nearest.set(pixel, colours.reduce((best, colour, i) => (far(own, colour) < far(own, colours[best]) ? i : best), 0));
  }
  const rows = new Uint8Array((width + 1) * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) rows[y * (width + 1) + x + 1] = nearest.get(pixels[y * width + x]);
  let words = "";
  for (let i = 0; i < rows.length; i += 8192) words += String.fromCharCode(...rows.subarray(i, i + 8192));
  return { width, height, colours: colours.flat(), rows: btoa(words) };
}"""
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
def test_a_picture_of_each_view(seen: Callable[..., Seen], browsers: Callable[[bool], Any], site: str, name: str) -> None:
    view, size = name.rsplit("-", 1)
    found = {
        key: asked(site, f"events?{query}&limit=1")["events"][0]["id"]
        for key, query in (("contested", "status=contested"), ("tolls", "kind=air-strike&status=corroborated"))
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
    path.write_bytes(fewer(browsers(False), one.page.screenshot()))
    assert path.stat().st_size < LARGEST


def chunk(sort: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + sort + data + struct.pack(">I", zlib.crc32(sort + data))


def fewer(browser: Any, png: bytes) -> bytes:
    """The same picture as PNG with a palette."""
    page = browser.new_page()
    made = page.evaluate(FEWER, base64.b64encode(png).decode())
    page.close()
    head = struct.pack(">IIBBBBB", made["width"], made["height"], 8, 3, 0, 0, 0)
    data = zlib.compress(base64.b64decode(made["rows"]), 9)
    parts = (chunk(b"IHDR", head), chunk(b"PLTE", bytes(made["colours"])), chunk(b"IDAT", data), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def test_the_page_of_pictures_shows_each_once() -> None:
    told = (ROOT / "docs" / "explorer.md").read_text(encoding="utf-8")
    for name in NAMES:
        assert told.count(f"(explorer/{name}.png)") == 1, name
        assert (FOLDER / f"{name}.png").is_file(), name
    assert {path.stem for path in Path(FOLDER).glob("*.png")} == set(NAMES)
