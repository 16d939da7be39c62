"""Fetching from a server on loopback, and from none: what must never be connected to is watched at the network's own door."""

from __future__ import annotations

import gzip
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from shutil import which

import httpcore
import pytest
from local_server import LOOPBACK, Page, Raw, Seen, Site, redirect, serving, zipped

from vedette.errors import FetchError
from vedette.intake.fetch import USER_AGENT, Fetcher, Limits, checked_url, shown

PUBLIC, OTHER_PUBLIC = "93.184.216.34", "1.1.1.1"
QUICK = Limits(sent_bytes=100_000, unpacked_bytes=2_000_000, ratio=50, seconds=1.0, silence_seconds=0.5, redirects=3)


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with serving() as served:
        yield served


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(allow_private=[LOOPBACK], limits=QUICK) as opened:
        yield opened


class Network(httpcore.NetworkBackend):
    """Stands in for the network: notes each address that a connection goes to, and answers it from a script."""

    def __init__(self, *answers: bytes, dead: Sequence[str] = ()) -> None:
        self.called: list[tuple[str, int]] = []
        self._answers, self._dead = list(answers), dead

    def connect_tcp(self, host: str, port: int, *_: object) -> httpcore.NetworkStream:
        self.called.append((host, port))
        if host in self._dead:
            raise httpcore.ConnectError("Network is unreachable")
        return httpcore.MockStream([self._answers.pop(0)] if self._answers else [])


class Names:
    """A look-up whose answer changes: each call takes the next, the last stays."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers, self.calls = list(answers), 0

    def __call__(self, *_: object) -> Sequence[str]:
        self.calls += 1
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def plain(body: bytes = b"ok", status: str = "200 OK", *more: str) -> bytes:
    head = "\r\n".join([f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *more])
    return head.encode() + b"\r\n\r\n" + body


def test_an_answer(site: Site, fetcher: Fetcher) -> None:
    site.pages["/page"] = Page(
        b"Troops left.",
        headers={"ETag": '"7"', "Last-Modified": "Sat, 04 Nov 2017 10:15:00 GMT"},
        media_type="Text/HTML; Charset=ISO-8859-1",
    )
    found = fetcher.get(site.url("/page#top"))
    assert (found.status, found.data, found.media_type, found.charset) == (200, b"Troops left.", "text/html", "iso-8859-1")
    assert (found.etag, found.modified) == ('"7"', "Sat, 04 Nov 2017 10:15:00 GMT")
    assert found.final_url == site.url("/page")


def test_what_is_asked_names_us_and_no_one_else(site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    site.pages["/jar"] = Page(b"", headers={"Set-Cookie": "id=7; Path=/"})
    fetcher.get(site.url("/jar"))
    fetcher.get(site.url("/jar"))
    headers = site.asked("/jar")[-1].headers
    assert headers["User-Agent"] == USER_AGENT
    assert headers["Host"] == f"{LOOPBACK}:{site.port}"
    assert set(headers) == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}


def test_not_modified(site: Site, fetcher: Fetcher) -> None:
    def answer(request: Seen) -> Page:
        return Page(status=304) if request.headers.get("If-None-Match") == '"7"' else Page(b"new", headers={"ETag": '"7"'})

    site.pages["/feed"] = answer
    first = fetcher.get(site.url("/feed"))
    again = fetcher.get(site.url("/feed"), etag=first.etag, modified="Sat, 04 Nov 2017 10:15:00 GMT")
    assert (first.status, again.status, again.data) == (200, 304, b"")
    assert site.asked("/feed")[-1].headers["If-Modified-Since"] == "Sat, 04 Nov 2017 10:15:00 GMT"


def test_a_mark_that_is_none_is_not_sent(site: Site, fetcher: Fetcher) -> None:
    site.pages["/mark"] = Page(b"")
    fetcher.get(site.url("/mark"), etag='"a"\r\nX-Evil: 1', modified="é")
    assert not {"If-None-Match", "If-Modified-Since", "X-Evil"} & set(site.asked("/mark")[-1].headers)


@pytest.mark.parametrize(
    ("status", "retry", "seconds"),
    [
        (404, None, None),
        (503, "120", 120.0),
        (429, "soon", None),
        (410, "", None),
        (503, "9" * 400, 604_800.0),
        (503, "Sat, 04 Nov 2017 10:15:00 +9999999999999999999", None),
    ],
)
def test_an_answer_that_is_none_is_given_back(
    site: Site, fetcher: Fetcher, status: int, retry: str | None, seconds: float | None
) -> None:
    site.pages["/gone"] = Page(b"<p>gone</p>", status=status, headers={} if retry is None else {"Retry-After": retry})
    found = fetcher.get(site.url("/gone"))
    assert (found.status, found.data, found.retry_after) == (status, b"", seconds)


def test_retry_after_as_a_date(site: Site, fetcher: Fetcher) -> None:
    site.pages["/later"] = Page(status=503, headers={"Retry-After": "Sat, 04 Nov 2017 10:15:00 GMT"})
    assert fetcher.get(site.url("/later")).retry_after == 0.0


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed(site: Site, fetcher: Fetcher, status: int) -> None:
    site.pages["/old"] = redirect("/new", status)
    site.pages["/new"] = Page(b"here")
    found = fetcher.get(site.url("/old"))
    assert (found.url, found.final_url, found.data) == (site.url("/old"), site.url("/new"), b"here")


@pytest.mark.parametrize("packed", [zipped(b"ab" * 900), Page(b"ab" * 900)])
def test_what_is_packed_is_unpacked(site: Site, fetcher: Fetcher, packed: Page) -> None:
    site.pages["/packed"] = packed
    assert fetcher.get(site.url("/packed")).data == b"ab" * 900


BROKEN = {
    "endless redirect": (redirect("/x"), "redirects more than 3 times"),
    "redirect to a machine's metadata": (redirect("http://169.254.169.254/latest/"), "169.254.169.254 is a metadata address"),
    "redirect to a file": (redirect("file:///etc/passwd"), "only http and https"),
    "redirect to a mapped loopback": (redirect("http://[::ffff:127.0.0.1]:8000/"), "is an IPv4-mapped address"),
    "redirect to another loopback": (redirect("http://127.0.0.2:8000/"), "127.0.0.2 is a loopback address"),
    "redirect to a number that is loopback": (redirect("http://2130706433:8000/"), "at 127.0.0.1, a loopback address"),
    "redirect to a mail server": (redirect("http://mail.example:25/"), "port 25"),
    "redirect with a password": (redirect("http://user:secret@news.example/"), "a user's name or password"),
    "redirect to nowhere": (redirect("http://[::1/"), "no address"),
    "bytes in drips": (Page(b"x" * 900, drip=0.1), "longer than 1 seconds"),
    "a head in drips": (Raw(b"HTTP/1.1 200 OK\r\n" + b"X: 1\r\n" * 99, drip=0.1), "longer than 1 seconds"),
    "silence": (Page(b"x", silence=3.0), "stopped answering"),
    "gzip cut off": (Page(gzip.compress(b"war " * 999)[:-9], headers={"Content-Encoding": "gzip"}), "the gzip is cut off"),
    "gzip that is none": (Page(b"<html>", headers={"Content-Encoding": "gzip"}), "is not the gzip"),
    "gzip bomb": (zipped(bytes(50_000_000)), "more than 50 times its size|more than 2,000,000 bytes"),
    "brotli that was not asked for": (Page(b"x", headers={"Content-Encoding": "br"}), "'br', which was not asked for"),
    "Content-Length too high": (Page(b"x" * 10, said_length=20), r"received 10 bytes, expected 20"),
    "Content-Length too low": (Page(b"x" * 20, said_length=10), "Content-Length says 10 bytes, and more were sent"),
    "Content-Length that is none": (Raw(b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nx"), "no proper HTTP answer"),
    "Content-Length of 5,000 digits": (
        Raw(b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 5_000 + b"\r\n\r\nx"),
        "no proper HTTP answer",
    ),
    "two Content-Lengths": (Raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx"), "no proper HTTP answer"),
    "a gigabyte announced": (Page(b"x", said_length=10**9), "has 1,000,000,000 bytes"),
    "more than is taken": (Raw(b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 200_000), "sent more than 100,000 bytes"),
    "chunks cut off": (Raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel"), "no proper HTTP answer"),
    "chunks that are none": (Raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhel"), "no proper HTTP answer"),
    "a head without end": (Raw(b"HTTP/1.1 200 OK\r\nX: " + b"a" * 200_000), "no proper HTTP answer"),
    "no HTTP": (Raw(b"220 mail.example ESMTP\r\n"), "no proper HTTP answer"),
    "no answer at all": (Raw(b""), "no proper HTTP answer|broke off"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_one_line(name: str, site: Site, fetcher: Fetcher) -> None:
    site.pages["/x"], words = BROKEN[name]
    with pytest.raises(FetchError, match=words) as raised:
        fetcher.get(site.url("/x"))
    line = str(raised.value)
    assert line.startswith(site.url("/x"))
    assert "\n" not in line
    assert "secret" not in line


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("ftp://news.example/a", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("data:text/html,x", "only http and https"),
        ("//news.example/a", "only http and https"),
        ("/etc/passwd", "only http and https"),
        ("", "only http and https"),
        ("http:///a", "names no host"),
        ("http://a..example/", "names no host"),
        ("http://a b.example/", "names no host"),
        (f"http://{'a' * 64}.example/", "names no host"),
        (f"http://{'a.' * 130}example/", "names no host"),
        ("http://user:secret@news.example/", "a user's name or password"),
        ("http://secret@news.example/", "a user's name or password"),
        ("http://news.example\\@evil.example/", "backslashes"),
        ("http://news.example/\r\nX: 1", "control characters"),
        ("http://news.example/\0", "control characters"),
        ("http://news.example:22/", "port 22"),
        ("http://news.example:6379/", "port 6379"),
        ("http://news.example:0/", "port 0|no address"),
        ("http://news.example:70000/", "port 70000"),
        ("http://news.example:http/", "no address"),
        ("http://[::1/", "no address"),
        ("http://news.example/" + "a" * 9_000, "9,020 characters"),
    ],
)
def test_what_is_no_address_is_never_called(url: str, words: str) -> None:
    network = Network()
    with Fetcher(resolve=Names([PUBLIC]), backend=network) as fetcher, pytest.raises(FetchError, match=words) as raised:
        fetcher.get(url)
    assert network.called == []
    assert "secret" not in str(raised.value)
    assert len(str(raised.value)) < 400


@pytest.mark.parametrize(
    ("url", "host", "port"),
    [
        (" https://news.example/a b?q=ö#c ", "news.example", None),
        ("http://münchen.example:8080/", "münchen.example", 8080),
        ("http://[2606:4700::1111]/", "2606:4700::1111", None),
        ("HTTPS://NEWS.EXAMPLE.:443/", "news.example.", None),
    ],
)
def test_what_is_an_address(url: str, host: str, port: int | None) -> None:
    assert (checked_url(url).host, checked_url(url).port) == (host, port)


def test_the_connection_goes_to_the_address_that_was_checked() -> None:
    names, network = Names([PUBLIC], [LOOPBACK]), Network(plain())
    with Fetcher(resolve=names, backend=network) as fetcher:
        assert fetcher.get("http://news.example/a").data == b"ok"
    assert network.called == [(PUBLIC, 80)]
    assert names.calls == 1


def test_an_answer_that_changes_is_checked_again() -> None:
    names, network = Names([PUBLIC], [LOOPBACK]), Network(plain(), plain())
    with Fetcher(resolve=names, backend=network) as fetcher:
        fetcher.get("http://news.example/a")
        with pytest.raises(FetchError, match=r"news.example is at 127.0.0.1, a loopback address; --allow-private news.example"):
            fetcher.get("http://news.example/b")
    assert network.called == [(PUBLIC, 80)]


def test_an_answer_that_changes_on_the_way_is_checked_again() -> None:
    names = Names([PUBLIC], ["169.254.169.254"])
    network = Network(plain(b"", "302 Found", "Location: /b"), plain())
    with Fetcher(resolve=names, backend=network) as fetcher, pytest.raises(FetchError, match="a metadata address"):
        fetcher.get("http://news.example/a")
    assert network.called == [(PUBLIC, 80)]


def test_one_bad_address_among_good_ones_is_enough() -> None:
    network = Network(plain())
    with (
        Fetcher(resolve=Names([PUBLIC, "10.0.0.1"]), backend=network) as fetcher,
        pytest.raises(FetchError, match=r"10\.0\.0\.1, a private address"),
    ):
        fetcher.get("http://news.example/a")
    assert network.called == []


def test_the_next_address_is_tried_where_one_is_dead() -> None:
    network = Network(plain(), dead=["2606:4700::1111"])
    with Fetcher(resolve=Names(["2606:4700::1111", PUBLIC, OTHER_PUBLIC]), backend=network) as fetcher:
        assert fetcher.get("https://news.example/a").status == 200
    assert network.called == [("2606:4700::1111", 443), (PUBLIC, 443)]


@pytest.mark.parametrize("answer", [[], ["no address"]])
def test_a_name_without_address(answer: Sequence[str]) -> None:
    with Fetcher(resolve=Names(answer), backend=Network()) as fetcher, pytest.raises(FetchError, match=r"news\.example has no"):
        fetcher.get("http://news.example/a")


def test_a_name_that_is_none() -> None:
    def unknown(*_: object) -> Sequence[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    with Fetcher(resolve=unknown, backend=Network()) as fetcher, pytest.raises(FetchError, match=r"there is no host news\.example"):
        fetcher.get("http://news.example/a")


def test_a_look_up_that_never_ends() -> None:
    ended = threading.Event()

    def slow(*_: object) -> Sequence[str]:
        ended.wait(30)
        return [PUBLIC]

    network = Network(plain())
    with (
        Fetcher(resolve=slow, backend=network, limits=Limits(seconds=0.1)) as fetcher,
        pytest.raises(FetchError, match="was not looked up in time"),
    ):
        fetcher.get("http://news.example/a")
    ended.set()
    assert network.called == []


def test_what_one_answer_sends_too_much_is_not_taken_for_the_next(site: Site, fetcher: Fetcher) -> None:
    site.pages["/poison"] = Raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx" + plain(b"poison"))
    site.pages["/clean"] = Page(b"clean")
    with pytest.raises(FetchError, match="more were sent"):
        fetcher.get(site.url("/poison"))
    assert fetcher.get(site.url("/clean")).data == b"clean"


def test_nobody_there(fetcher: Fetcher) -> None:
    with socket.socket() as free:
        free.bind((LOOPBACK, 0))
        port = free.getsockname()[1]
    with pytest.raises(FetchError, match="cannot be connected to"):
        fetcher.get(f"http://{LOOPBACK}:{port}/")


def test_many_threads_share_a_fetcher(site: Site, fetcher: Fetcher) -> None:
    for number in range(8):
        site.pages[f"/{number}"] = Page(str(number).encode())
    found: dict[int, bytes] = {}

    def one(number: int) -> None:
        found[number] = fetcher.get(site.url(f"/{number}")).data

    threads = [threading.Thread(target=one, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {number: str(number).encode() for number in range(8)}


@pytest.fixture(scope="module")
def secure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, str]]:
    """A server with a certificate for news.example, its port and the certificate's file."""
    if which("openssl") is None:
        pytest.skip("openssl, which makes the certificate, is not installed")
    folder: Path = tmp_path_factory.mktemp("tls")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subject = ["-subj", "/CN=news.example", "-addext", "subjectAltName=DNS:news.example"]
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    subprocess.run([*made, *subject, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # noqa: N802
            self.send_response(200)
            self.end_headers()
            self.wfile.write(self.headers["Host"].encode())

        def log_message(self, *_: object) -> None: ...

    class Quiet(HTTPServer):
        def handle_error(self, *_: object) -> None: ...

    server = Quiet((LOOPBACK, 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield server.server_address[1], str(certificate)
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("host", "trusted", "words"),
    [
        ("news.example", True, None),
        ("other.example", True, "CERTIFICATE_VERIFY_FAILED"),
        ("news.example", False, "CERTIFICATE_VERIFY_FAILED"),
    ],
)
def test_the_certificate_is_verified_by_the_name(secure: tuple[int, str], host: str, trusted: bool, words: str | None) -> None:
    port, certificate = secure
    url = f"https://{host}:{port}/"
    with Fetcher(
        allow_private=[host], resolve=Names([LOOPBACK]), certificates=certificate if trusted else None, limits=QUICK
    ) as fetcher:
        if words is None:
            assert fetcher.get(url).data == f"{host}:{port}".encode()
        else:
            with pytest.raises(FetchError, match=words):
                fetcher.get(url)


@pytest.mark.parametrize(
    ("url", "line"),
    [
        ("http://user:secret@news.example/a@b", "http://news.example/a@b"),
        ("http://news.example/a\nb\u202e", "http://news.example/a\ufffdb\ufffd"),
        ("http://news.example/" + "a" * 500, "http://news.example/" + "a" * 179 + "…"),
    ],
)
def test_an_address_is_shown_on_one_line(url: str, line: str) -> None:
    assert shown(url) == line
