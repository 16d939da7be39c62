"""Host and port -> an open connection to an address that was checked, each step within one span of time.

A host is looked up once for a connection; if any of its addresses is refused, all are, and the connection goes to an
address that was checked, never to the name again. TLS still verifies the name: httpcore is told the name alone.
"""

from __future__ import annotations

import queue
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpcore

from vedette.errors import FetchError
from vedette.intake.addresses import Address, address_of, refusal

Resolve = Callable[[str, int], Sequence[str]]
CONNECT_SECONDS = 10.0
MOST_ADDRESSES = 4
HEAD_END = re.compile(rb"\r?\n\r?\n")
EARLY = re.compile(rb"HTTP/1\.\d 1\d\d")


class Deadline:
    """When the fetch that a thread is at must have ended; each thread has its own."""

    def __init__(self) -> None:
        self._local = threading.local()

    def set(self, seconds: float) -> None:
        """The time begins to run."""
        self._local.seconds, self._local.until = seconds, time.monotonic() + seconds

    def left(self) -> float:
        """Seconds that are left, more than 0; raises FetchError where none are."""
        if (words := self.passed()) is not None:
            raise FetchError(words)
        return max(0.001, float(self._local.until) - time.monotonic())

    def passed(self) -> str | None:
        """What to say where no time is left."""
        return f"took longer than {self._local.seconds:g} seconds" if time.monotonic() >= self._local.until else None

    def within(self, timeout: float | None) -> float:
        """A timeout, cut to what is left."""
        left = self.left()
        return left if timeout is None else min(timeout, left)


class PinnedBackend(httpcore.NetworkBackend):
    """Opens connections to checked addresses alone. `resolve` and `backend` stand in for the system's in tests."""

    def __init__(
        self, allow_private: Iterable[str], deadline: Deadline, *, resolve: Resolve, backend: httpcore.NetworkBackend
    ) -> None:
        self._allowed, self._deadline = tuple(allow_private), deadline
        self._resolve, self._backend = resolve, backend

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of `host` that answers; raises FetchError where one of them is refused."""
        addresses = self._checked(host, port)
        for number, address in enumerate(addresses, 1):
            try:
                stream = self._backend.connect_tcp(
                    str(address), port, self._deadline.within(timeout), local_address, socket_options
                )
                return WatchedStream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if number == len(addresses):
                    raise
        raise FetchError(f"{host} has no address")

    def _checked(self, host: str, port: int) -> list[Address]:
        literal = address_of(host)
        found = [literal] if literal else [address_of(address) for address in self._resolved(host, port)]
        addresses = [address for address in dict.fromkeys(found) if address is not None]
        for address in addresses:
            if (words := refusal(host, address, self._allowed)) is not None:
                raise FetchError(f"refused: {words}")
        return addresses[:MOST_ADDRESSES]

    def _resolved(self, host: str, port: int) -> Sequence[str]:
        """The addresses of a name; in a thread of its own, since the system's look-up knows no time limit."""
        answer: queue.SimpleQueue[Sequence[str] | Exception] = queue.SimpleQueue()

        def look_up() -> None:
            try:
                answer.put(self._resolve(host, port))
            except (OSError, UnicodeError, ValueError) as error:
                answer.put(error)

        threading.Thread(target=look_up, daemon=True).start()
        try:
            found = answer.get(timeout=self._deadline.left())
        except queue.Empty:
            raise FetchError(f"the name {host} was not looked up in time") from None
        if isinstance(found, Exception):
            raise FetchError(f"there is no host {host} ({getattr(found, 'strerror', None) or found})")
        return found


class WatchedStream(httpcore.NetworkStream):
    """A connection whose every step keeps the deadline, and which counts what comes after the head of an answer."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline
        self._head: bytes | None = b""  # None when its end has come
        self._body: int | None = None

    @property
    def body_bytes(self) -> int | None:
        """The bytes that came after the answer's head; None where that cannot be told."""
        return self._body

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What has come."""
        data = self._stream.read(max_bytes, self._deadline.within(timeout))
        self._count(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Sends a request, with which the next answer begins."""
        self._head, self._body = b"", None
        self._stream.write(buffer, self._deadline.within(timeout))

    def close(self) -> None:
        """Ends the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same connection, encrypted; the certificate is verified by the host's name."""
        inner = self._stream.start_tls(ssl_context, server_hostname, self._deadline.within(timeout))
        return WatchedStream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """What httpcore asks of a connection."""
        return self._stream.get_extra_info(info)

    def _count(self, data: bytes) -> None:
        if self._body is not None:
            self._body += len(data)
        elif self._head is not None:
            self._head += data
            if (end := HEAD_END.search(self._head)) is not None:
                # An answer may follow an early one ("103 Early Hints"): where it ends is then not told.
                self._body = None if EARLY.match(self._head) else len(self._head) - end.end()
                self._head = None


def look_up(host: str, port: int) -> list[str]:
    """The addresses of a host, as the system knows them, in its order."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
