"""What holds for every request and answer: the names that the server answers to, how much a body may be, the headers of safety."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vedette.api.problems import Problem, problem_response
from vedette.api.settings import Settings

MOST_BYTES = 64 * 1024
WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class Guard:
    """Refuses requests to other hosts and bodies that are too large, and puts the headers of safety on every answer."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._hosts = app, settings.hosts
        self._headers = headers_of(settings.tiles)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers, or hands on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            self._check_host(scope)
            held = await _body(scope, receive) if scope["method"] in WRITES else receive
        except Problem as problem:
            await problem_response(problem)(scope, receive, guarded)
            return
        await self._app(scope, held, guarded)

    def _check_host(self, scope: Scope) -> None:
        """A page of another site whose name was bound to this address would be told everything."""
        if self._hosts and _host(scope) not in self._hosts:
            raise Problem(421, "this server does not answer to that name; vedette serve --allow-host adds one")


def headers_of(tiles: str | None) -> dict[str, str]:
    """The headers of safety; the host of the tiles is the only other one that the page may ask."""
    other = ""
    if tiles:
        parts = urlsplit(tiles)
        other = f" {parts.scheme}://{parts.netloc}"
    policy = (
        f"default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data: blob:{other}; "
        f"font-src 'self'; connect-src 'self'{other}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
    return {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    }


def _host(scope: Scope) -> str:
    """The name in the header Host, without its port."""
    host = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
    if host.startswith("["):
        return host[1 : host.find("]")].lower()
    return host.rsplit(":", 1)[0].lower().rstrip(".") if ":" in host else host.lower().rstrip(".")


async def _body(scope: Scope, receive: Receive) -> Receive:
    """The whole body, read at once, to be received again; raises Problem for one that is too large."""
    headers = dict(scope["headers"])
    length = headers.get(b"content-length", b"0")
    if length.isdigit() and int(length) > MOST_BYTES:
        raise Problem(413, f"the body is larger than {MOST_BYTES:,} bytes")
    parts, more = bytearray(), True
    while more:
        message: MutableMapping[str, Any] = await receive()
        if message["type"] != "http.request":
            break
        parts += message.get("body", b"")
        more = message.get("more_body", False)
        if len(parts) > MOST_BYTES:
            raise Problem(413, f"the body is larger than {MOST_BYTES:,} bytes")
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": bytes(parts), "more_body": False}

    return again
