"""An http(s) address -> what it answers, bounded in every way; the one door to the network. What is refused is a FetchError.

Every address that leads there is checked, also after each redirect. No cookies, no proxies, no passwords, nothing of the
environment but the certificates that it names.
"""

from __future__ import annotations

import datetime as dt
import email.message
import ssl
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import cache
from importlib.metadata import version
from types import TracebackType
from typing import Self

import httpcore
import httpx

from vedette.errors import FetchError
from vedette.intake.addresses import address_of
from vedette.intake.connecting import CONNECT_SECONDS, Deadline, PinnedBackend, Resolve, WatchedStream, look_up
from vedette.intake.inflating import unpack

USER_AGENT = f"Vedette/{version('vedette')} (reader of news on armed conflict)"
ACCEPT = "text/html, application/xhtml+xml, application/xml;q=0.9, text/plain;q=0.8, */*;q=0.5"
LONGEST_URL = 8_000
MOST_DIGITS = 18
LONGEST_WAIT = 7 * 86_400.0
REDIRECTS = frozenset({301, 302, 303, 307, 308})
# Below 1024 only the web's own ports are taken, above it all but those on which other services listen.
WEB_PORTS = frozenset({80, 443})
OTHER_SERVICES = frozenset(
    {1433, 1521, 1719, 1720, 1723, 2049, 2375, 2376, 2379, 3306, 3389, 3659, 4045, 4190, 5060, 5061, 5432, 5900, 6000, 6379}
    | {6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 9042, 9200, 9300, 10080, 10250, 11211, 27017}
)
PROBLEMS: tuple[tuple[type[Exception], str], ...] = (
    (httpcore.ConnectTimeout, "does not answer the call"),
    (httpcore.ConnectError, "cannot be connected to"),
    (httpcore.TimeoutException, "stopped answering"),
    (httpcore.ProtocolError, "sent no proper HTTP answer"),
    (httpcore.NetworkError, "broke off"),
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one fetch may take, redirects included: bytes as sent, bytes unpacked and their ratio, seconds, redirects."""

    sent_bytes: int = 20_000_000
    unpacked_bytes: int = 20_000_000
    ratio: float = 200.0
    seconds: float = 60.0
    silence_seconds: float = 20.0
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer. `data` is unpacked, and empty unless the status is 2xx; `retry_after` is in seconds from its coming."""

    url: str
    final_url: str
    status: int
    media_type: str | None
    charset: str | None
    etag: str | None
    modified: str | None
    retry_after: float | None
    data: bytes


class Fetcher:
    """An open fetcher, for one thread or many; `allow_private` names hosts or addresses that are not of the open internet.

    `resolve`, `backend` and `certificates` stand in for the system's look-up, network and certificates in tests.
    """

    def __init__(
        self,
        *,
        allow_private: Iterable[str] = (),
        limits: Limits | None = None,
        user_agent: str = USER_AGENT,
        resolve: Resolve = look_up,
        backend: httpcore.NetworkBackend | None = None,
        certificates: str | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self._allowed = frozenset(allow_private)
        self._user_agent, self._deadline = user_agent, Deadline()
        self._pool = httpcore.ConnectionPool(
            ssl_context=_certificates(certificates),
            max_connections=100,
            max_keepalive_connections=0,  # one answer a connection: nothing that one sends too much is taken for the next
            network_backend=PinnedBackend(
                self._allowed, self._deadline, resolve=resolve, backend=backend or httpcore.SyncBackend()
            ),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Lets all connections go."""
        self._pool.close()

    def get(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        """What `url` answers, redirects followed; any status is given back. Raises FetchError, which names the address.

        `etag` and `modified` are those of an earlier answer: 304 then means that it has not changed since.
        """
        self._deadline.set(self.limits.seconds)
        given = {"If-None-Match": etag, "If-Modified-Since": modified}
        conditions: dict[bytes | str, bytes | str] = {
            name: value for name, value in given.items() if value and value.isascii() and value.isprintable()
        }
        at = shown(url)
        try:
            here = checked_url(url)
            for _ in range(self.limits.redirects + 1):
                answer = self._answer(url, here, conditions)
                if isinstance(answer, Fetched):
                    return answer
                at = f"{shown(url)}: redirected to {shown(str(answer))}"
                here = checked_url(str(answer))
            at = shown(url)
            raise FetchError(f"redirects more than {self.limits.redirects} times")
        except FetchError as error:
            raise FetchError(f"{at}: {error}") from None
        except tuple(sort for sort, _ in PROBLEMS) as error:
            raise FetchError(f"{at}: {self._deadline.passed() or _problem(error)}") from None

    def _answer(self, url: str, here: httpx.URL, conditions: Mapping[bytes | str, bytes | str]) -> Fetched | httpx.URL:
        """The answer of one address, or where it leads on to."""
        headers: dict[bytes | str, bytes | str] = {
            "Host": here.netloc,
            "User-Agent": self._user_agent,
            "Accept": ACCEPT,
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
            **conditions,
        }
        limits = self.limits
        silence = {"connect": CONNECT_SECONDS, "read": limits.silence_seconds, "write": limits.silence_seconds, "pool": 30.0}
        with self._pool.stream("GET", _core_url(here), headers=headers, extensions={"timeout": silence}) as response:
            head = httpx.Headers(response.headers)
            if response.status in REDIRECTS and "location" in head:
                return _joined(here, head["location"])
            data = b"".join(self._body(response, head)) if 200 <= response.status < 300 else b""
        media_type, charset = _content_type(head.get("content-type"))
        return Fetched(
            url=url,
            final_url=str(here),
            status=response.status,
            media_type=media_type,
            charset=charset,
            etag=head.get("etag"),
            modified=head.get("last-modified"),
            retry_after=_seconds(head.get("retry-after")),
            data=data,
        )

    def _body(self, response: httpcore.Response, head: httpx.Headers) -> Iterator[bytes]:
        length = head.get("content-length", "")
        said = int(length) if length.isdecimal() and len(length) <= MOST_DIGITS else None
        if said is not None and said > self.limits.sent_bytes:
            raise FetchError(f"has {said:,} bytes; at most {self.limits.sent_bytes:,} are taken")
        encoding = head.get("content-encoding", "").strip().lower()
        yield from unpack(self._sent(response), encoding, most=self.limits.unpacked_bytes, ratio=self.limits.ratio)
        stream = response.extensions.get("network_stream")
        came = stream.body_bytes if isinstance(stream, WatchedStream) else None
        if said is not None and came is not None and came > said and "transfer-encoding" not in head:
            raise FetchError(f"its Content-Length says {said:,} bytes, and more were sent")

    def _sent(self, response: httpcore.Response) -> Iterator[bytes]:
        came = 0
        for part in response.iter_stream():
            self._deadline.left()
            came += len(part)
            if came > self.limits.sent_bytes:
                raise FetchError(f"sent more than {self.limits.sent_bytes:,} bytes")
            yield part


def checked_url(url: str) -> httpx.URL:
    """The address `url`, without its fragment; raises FetchError for one that is none or is not fetched."""
    if len(url) > LONGEST_URL:
        raise FetchError(f"an address of {len(url):,} characters")
    if any(character in "\\\x7f" or character < " " for character in url.strip()):
        raise FetchError("an address with control characters or backslashes")
    try:
        parsed = httpx.URL(url.strip()).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise FetchError(f"no address ({error})") from None
    if parsed.scheme not in ("http", "https"):
        raise FetchError(f"refused: only http and https are fetched, not {parsed.scheme or 'a path'!r}")
    if parsed.userinfo:
        raise FetchError("refused: it carries a user's name or password")
    if not parsed.host or (address_of(parsed.host) is None and not _is_name(parsed.raw_host)):
        raise FetchError("no address (it names no host)")
    port = parsed.port
    if port is not None and not (port in WEB_PORTS or 1024 <= port <= 65_535 and port not in OTHER_SERVICES):
        raise FetchError(f"refused: port {port} is none of the web")
    return parsed


def shown(url: str) -> str:
    """An address fit to be printed: on one line, short, and without a password."""
    head, mark, rest = url.partition("://")
    authority = rest.split("/", 1)[0]
    if mark and "@" in authority:
        rest = rest[authority.rindex("@") + 1 :]
    line = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in head + mark + rest)
    return line if len(line) <= 200 else f"{line[:199]}…"


def _is_name(host: bytes) -> bool:
    labels = host.removesuffix(b".").split(b".")
    plain = all(0 < len(label) <= 63 and label.replace(b"-", b"").replace(b"_", b"").isalnum() for label in labels)
    return plain and len(host) <= 253


def _core_url(url: httpx.URL) -> httpcore.URL:
    return httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)


def _joined(here: httpx.URL, location: str) -> httpx.URL:
    """Where a redirect leads; its fragment is of no use here."""
    try:
        return here.join(location.strip())
    except (httpx.InvalidURL, ValueError, UnicodeError):
        raise FetchError(f"redirects to {shown(location)!r}, which is no address") from None


def _content_type(words: str | None) -> tuple[str | None, str | None]:
    if not words:
        return None, None
    message = email.message.Message()
    message["content-type"] = words
    charset = message.get_content_charset()
    return message.get_content_type(), charset or None


def _seconds(words: str | None) -> float | None:
    """What Retry-After asks to wait, a number of seconds or a date, at most a week."""
    if not words:
        return None
    if words.strip().isdecimal():
        return min(float(words), LONGEST_WAIT)
    try:
        left = (parsedate_to_datetime(words).astimezone(dt.UTC) - dt.datetime.now(dt.UTC)).total_seconds()
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(0.0, left), LONGEST_WAIT)


def _problem(error: Exception) -> str:
    words = next(words for sort, words in PROBLEMS if isinstance(error, sort))
    reason = " ".join(str(error).split())
    return f"{words} ({reason})" if reason else words


@cache
def _certificates(path: str | None) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=path) if path else httpx.create_ssl_context()
