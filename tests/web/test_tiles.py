"""`vedette serve --tiles URL` before a server of tiles: its tiles are drawn, and no other server but that one may be asked."""

from __future__ import annotations

import re
import struct
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from browsing import Seen, served

COLOUR = (200, 30, 160)
SIDE = 256
TILE = r"/\d+/\d+/\d+\.png"
# Where the map is looked at, in parts of its width and height: lines and names are not everywhere.
POINTS = [(0.2, 0.2), (0.35, 0.3), (0.6, 0.75), (0.8, 0.55), (0.5, 0.15)]


def chunk(sort: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + sort + data + struct.pack(">I", zlib.crc32(sort + data))


def tile() -> bytes:
    """A PNG that is all of one colour."""
    rows = (b"\0" + bytes(COLOUR) * SIDE) * SIDE
    head = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def pixel(page: Any, x: float, y: float) -> tuple[int, ...]:
    """The colour of one pixel of the page: a picture of one pixel has one row of one, whatever filter it bears."""
    png = page.screenshot(clip={"x": x, "y": y, "width": 1, "height": 1})
    at, data = 8, b""
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        data += png[at + 8 : at + 8 + length] if png[at + 4 : at + 8] == b"IDAT" else b""
        at += length + 12
    return tuple(zlib.decompress(data)[1:4])


@contextmanager
def tiling() -> Iterator[tuple[str, list[str]]]:
    """A server of tiles: its address, and the paths that it was asked for."""
    asked: list[str] = []

    class Tiles(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            body = tile()
            self.send_response(200)
            self.send_header("Content-Type", "image/png")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Access-Control-Allow-Origin", "*")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Tiles)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def tiled(samples: Path) -> Iterator[tuple[str, str, list[str]]]:
    """A server of the samples on tiles: its address, that of the tiles, and what tiles were asked for."""
    with tiling() as (tiles, paths), served(samples, "--tiles", f"{tiles}/{{z}}/{{x}}/{{y}}.png") as address:
        yield address, tiles, paths


def test_the_tiles_are_drawn_beneath_the_events(seen: Callable[..., Seen], tiled: tuple[str, str, list[str]]) -> None:
    address, tiles, paths = tiled
    one = seen(address, draws=True)
    one.expect(f"asks another server: {re.escape(tiles)}{TILE}$")
    one.open("/?place=Albu+Kamal")
    box = one.page.locator(".map-box[data-drawn='yes']").first
    box.wait_for()
    assert paths
    assert all(re.fullmatch(TILE, path) for path in paths)
    size = box.bounding_box()
    found = [pixel(one.page, size["x"] + size["width"] * right, size["y"] + size["height"] * down) for right, down in POINTS]
    assert found.count(COLOUR) >= 3, found
    assert "your tiles" in box.inner_text()
    assert box.get_attribute("data-marks") == "1"


def test_no_other_server_may_be_asked(seen: Callable[..., Seen], tiled: tuple[str, str, list[str]]) -> None:
    address, tiles, _ = tiled
    with tiling() as (other, paths):
        one = seen(address)
        one.expect(r"Content Security Policy|asks another server")
        one.open("/about", state=None)
        asks = "url => fetch(url).then(answer => answer.status, () => 'refused')"
        assert one.page.evaluate(asks, f"{tiles}/1/1/1.png") == 200
        assert one.page.evaluate(asks, f"{other}/1/1/1.png") == "refused"
        shows = (
            "url => new Promise(done => { const image = new Image(); "
            "image.onload = image.onerror = event => done(event.type); image.src = url; })"
        )
        assert one.page.evaluate(shows, f"{tiles}/1/1/1.png") == "load"
        assert one.page.evaluate(shows, f"{other}/1/1/1.png") == "error"
        assert paths == []
