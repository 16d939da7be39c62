"""A web server on loopback for the tests: pages that are good, and answers that are broken in each way that is met out there.

`with serving() as site: site.pages["/a"] = Page(b"…")`; `site.url("/a")` is its address, `site.seen` what was asked.
"""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Page:
    """One answer. `said_length` stands for Content-Length where that must be wrong; `drip` is the seconds between single bytes."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    media_type: str | None = "text/html; charset=utf-8"
    said_length: int | None = None
    drip: float = 0.0
    silence: float = 0.0


@dataclass(frozen=True)
class Raw:
    """Bytes that are sent as they are, head and all, after which the connection ends."""

    data: bytes
    drip: float = 0.0


Answer = Page | Raw


@dataclass
class Seen:
    """One request that came."""

    path: str
    headers: dict[str, str]


@dataclass
class Site:
    """What is served, by path; a callable makes its page from the request. Paths that are not there answer 404."""

    port: int = 0
    pages: dict[str, Answer | Callable[[Seen], Answer]] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str = "/", host: str = LOOPBACK) -> str:
        return f"http://{host}:{self.port}{path}"

    def asked(self, path: str) -> list[Seen]:
        return [request for request in self.seen if request.path == path]

    def page(self, request: Seen) -> Answer:
        """The answer to a request."""
        found = self.pages.get(request.path, Page(b"not here", status=404))
        return found(request) if callable(found) else found


def redirect(to: str, status: int = 302) -> Page:
    return Page(status=status, headers={"Location": to})


def zipped(body: bytes, **more: object) -> Page:
    """A page that is sent as gzip."""
    return Page(gzip.compress(body), headers={"Content-Encoding": "gzip"}, **more)  # type: ignore[arg-type]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *_: object) -> None:
        """A client that goes away in the midst is what many tests are about."""


@contextmanager
def serving() -> Iterator[Site]:
    """A server on a port of its own, until the block ends."""
    site = Site()
    server = _Server((LOOPBACK, 0), _handler(site))
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:  # noqa: N802 - the name that http.server calls
            request = Seen(self.path, dict(self.headers.items()))
            site.seen.append(request)
            page = site.page(request)
            with suppress(OSError):
                if isinstance(page, Raw):
                    self.close_connection = True
                    self._write(page.data, page.drip)
                else:
                    self._send(page)

        def _send(self, page: Page) -> None:
            self._pause(page.silence)
            self.send_response(page.status)
            if page.media_type:
                self.send_header("Content-Type", page.media_type)
            self.send_header("Content-Length", str(len(page.body) if page.said_length is None else page.said_length))
            for name, value in page.headers.items():
                self.send_header(name, value)
            self.end_headers()
            if page.said_length is not None:
                self.close_connection = True
            self._write(page.body, page.drip)

        def _write(self, data: bytes, drip: float) -> None:
            for part in (data[at : at + 1] for at in range(len(data))) if drip else (data,):
                self.wfile.write(part)
                self._pause(drip)

        def _pause(self, seconds: float) -> None:
            if seconds and site.stopping.wait(seconds):
                raise OSError("the server stops")

        def log_message(self, *_: object) -> None:
            """The tests say what matters."""

    return Handler
