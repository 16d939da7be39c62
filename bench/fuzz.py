"""Feeds each reader of intake with damaged files until it has had its seconds of the processor; what comes out is looked at.

Nothing but reports, remarks and report errors may come.

    python bench/fuzz.py [READER…] [--seconds 600] [--seed 1] [--keep DIR]
    python bench/fuzz.py --list

Seeds are made here; mutations flip, cut, double, swap and splice bytes, and put in tokens that readers look for. A reader runs in
a process of its own, which is killed where one file takes 30 seconds of the processor: a hang, a crash and a fault are each kept
in DIR. Prints, for each reader, files read, seconds of the processor and in all, what was found; exit code 1 where anything was.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import hashlib
import io
import json
import multiprocessing
import os
import random
import resource
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage
from multiprocessing.connection import Connection
from pathlib import Path

import httpcore
from fastwarc.warc import WarcRecord, WarcRecordType

from vedette.errors import FetchError, ReportError
from vedette.intake import MAX_CHARACTERS, read_paths
from vedette.intake.fetch import Fetcher, Limits
from vedette.intake.robots import LONGEST_PAUSE, Robots
from vedette.model import KillNotice, Remark, Report

HANGS_SECONDS = 30.0
MEMORY = 4_000_000_000
LARGEST = 300_000
TEXT = (
    "Rebels took the town of Kidal on Friday, residents said by telephone from the town.\n\n"
    "“Two soldiers were killed,” a spokesman said; 14 others – among them an officer – are missing \U0001f6d1.\n"
)
URN = "urn:newsml:sahel.example:1"


@dataclass(frozen=True)
class Target:
    """A reader: the ending that leads to it, whole files to begin with, and what its grammar is made of.

    `read` gives what comes of a file.
    """

    name: str
    ending: str
    seeds: Callable[[], list[bytes]]
    tokens: tuple[bytes, ...]
    read: Callable[[Path], list[object]] = lambda path: list(read_paths([path]))


def pages() -> list[bytes]:
    """Web pages."""
    body = "".join(f"<p>{part}</p>" for part in TEXT.split("\n\n"))
    data = json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Kidal", "articleBody": TEXT})
    head = f'<meta charset="utf-8"><title>Kidal</title><script type="application/ld+json">{data}</script>'
    dated = (
        '<meta property="article:published_time" content="2022-03-04T10:00:00Z"><link rel="canonical" href="https://a.example/1">'
    )
    return [
        f"<!doctype html><html><head>{head}{dated}</head><body><article><h1>Kidal</h1>{body}</article></body></html>".encode(),
        f"<html><body>{body}<table><tr><td>{body}</td></tr></table><ul><li>{TEXT}</li></ul></body></html>".encode("utf-16"),
        f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><div>{body * 3}</div></body></html>'.encode(),
    ]


def items() -> list[bytes]:
    """Items of ninjs, and our own records."""
    first = {"uri": URN, "pubstatus": "usable", "version": "1", "headline": "Kidal", "body_html": f"<p>{TEXT}</p>"}
    third = {"uri": URN, "pubStatus": "canceled", "edNote": "A hoax.", "headlines": [{"value": "Kidal"}]}
    bodies = [{"contentType": "text/plain", "value": TEXT}, {"contentType": "text/html", "value": f"<p>{TEXT}</p>"}]
    return [
        json.dumps(one).encode()
        for one in (first, third, {**third, "pubStatus": "usable", "bodies": bodies}, [first, {"text": TEXT}])
    ]


def lines() -> list[bytes]:
    """JSON lines."""
    rows = [{"text": TEXT, "title": "Kidal", "published": "2022-03-04", "url": "https://a.example/1", "id": 7}, {"text": "Calm."}]
    return [
        "\n".join(json.dumps(row) for row in rows).encode(),
        b"\n".join([*items()[:3], b""]),
        json.dumps(rows[0]).encode("utf-16"),
    ]


def sheets() -> list[bytes]:
    """CSV."""
    quoted = TEXT.replace('"', '""')
    return [
        f'id,title,text,date\n1,Kidal,"{quoted}",2022-03-04\n2,,"Calm.",\n'.encode(),
        f"content;source;url\n{TEXT.splitlines()[0]};Wire;https://a.example\n".encode("cp1252"),
        "text\tid\nCalm.\t1\n".encode("utf-16"),
    ]


def mails() -> list[bytes]:
    """Mails: plain, of parts, forwarded, with a mail attached."""
    made = []
    for sort in range(4):
        mail = EmailMessage()
        mail["From"], mail["Subject"], mail["Date"] = "Sahel Wire <a@b.example>", "Kidal – taken", "Fri, 04 Mar 2022 10:00:00 +0000"
        mail.set_content(
            TEXT if sort != 2 else f"---------- Forwarded message ---------\nFrom: X <x@y.example>\nDate: 3 March 2022\n\n{TEXT}"
        )
        if sort == 1:
            mail.add_alternative(pages()[0].decode(), subtype="html")
            mail.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="a.pdf")
        if sort == 3:
            inner = EmailMessage()
            inner["Subject"] = "Gao"
            inner.set_content(TEXT)
            mail.add_attachment(inner)
        made.append(bytes(mail))
    return made


def newsml() -> list[bytes]:
    """NewsML-G2: XHTML, NITF, plain, in a message."""
    xhtml = '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>A &amp; b.</p></body></html>'
    inner = (
        f'<inlineXML contenttype="application/xhtml+xml">{xhtml}</inlineXML>',
        "<inlineXML><nitf><body><body.content><p>Calm.</p></body.content></body></nitf></inlineXML>",
        '<inlineData contenttype="text/plain">Calm.</inlineData>',
    )
    head = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
    meta = '<itemMeta><provider literal="W"/><versionCreated>2022-03-04T10:00:00Z</versionCreated>'
    meta += '<pubStatus qcode="stat:usable"/></itemMeta>'
    whole = [
        f'<newsItem {head} guid="{URN}" version="1">{meta}<contentMeta><headline>Kidal</headline></contentMeta>'
        f"<contentSet>{one}</contentSet></newsItem>"
        for one in inner
    ]
    laughs = '<!DOCTYPE newsItem [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    return [
        *(one.encode() for one in whole),
        f"<newsMessage {head}>{''.join(whole)}</newsMessage>".encode(),
        (laughs + whole[0]).encode(),
    ]


def records() -> list[bytes]:
    """Records of a web archive."""
    made = []
    for number, page in enumerate(pages()):
        one = WarcRecord()
        one.init_headers(WarcRecordType.response, f"uuid:{number:032}".encode())
        one.headers["WARC-Target-URI"] = f"https://a.example/{number}"
        one.is_http = True
        packed = gzip.compress(page, mtime=0) if number == 1 else page
        head = (
            f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{'Content-Encoding: gzip' + chr(13) + chr(10) if number == 1 else ''}"
        )
        one.set_bytes_content(f"{head}Content-Length: {len(packed)}\r\n\r\n".encode() + packed)
        held = io.BytesIO()
        one.write(held, checksum_data=number == 0)
        made.append(held.getvalue())
    return made


def zips() -> list[bytes]:
    """Archives of files."""
    made = []
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", method) as archive:
            for name, data in (
                ("a/b.html", pages()[0]),
                ("../c.txt", TEXT.encode()),
                ("d.jsonl.gz", gzip.compress(lines()[0], mtime=0)),
            ):
                archive.writestr(zipfile.ZipInfo(name), data, method)
        made.append(held.getvalue())
    return made


def answers() -> list[bytes]:
    """Answers of a server, head and all."""
    page, packed = pages()[0], gzip.compress(pages()[0], mtime=0)
    ok = 'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nETag: "7"\r\n'
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(page[at : at + 99]), page[at : at + 99]) for at in range(0, len(page), 99))
    return [
        f"{ok}Content-Length: {len(page)}\r\n\r\n".encode() + page,
        f"{ok}Content-Encoding: gzip\r\nContent-Length: {len(packed)}\r\n\r\n".encode() + packed,
        f"{ok}Transfer-Encoding: chunked\r\n\r\n".encode() + chunks + b"0\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: https://b.example/a?b#c\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 503 Busy\r\nRetry-After: Fri, 04 Mar 2022 10:00:00 GMT\r\nContent-Length: 4\r\n\r\nbusy",
        b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.0 304 Not Modified\r\n\r\n",
    ]


def rules() -> list[bytes]:
    """Files of rules for robots."""
    ours = (
        "User-agent: *\nDisallow: /private/*.html$\nCrawl-delay: 9\n\nUser-agent: Vedette\nAllow: /a\nRequest-rate: 1/5 0900-1700\n"
    )
    return [ours.encode(), f"{ours}Sitemap: https://a.example/é\nVisit-time: 0600-0845\n".encode("cp1252")]


def fetched(path: Path) -> list[object]:
    """What a fetch gives whose server sends what the file holds, connection after connection."""
    with fetcher_of(path.read_bytes()) as fetcher:
        try:
            found = fetcher.get("http://a.example/a", etag='"7"')
        except FetchError as error:
            return [error]
    assert len(found.data) <= fetcher.limits.unpacked_bytes
    assert found.retry_after is None or found.retry_after >= 0
    found.final_url.encode()
    return []


def allowed(path: Path) -> list[object]:
    """What a file of rules says of two addresses."""
    data = path.read_bytes()
    with fetcher_of(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(data) + data) as fetcher:
        robots = Robots(fetcher)
        for url in ("https://a.example/private/a.html", "https://a.example/a"):
            assert isinstance(robots.refusal(url), str | None)
            assert 0 <= robots.delay(url) <= LONGEST_PAUSE
    return []


def fetcher_of(data: bytes) -> Fetcher:
    """A fetcher on a network where every server sends these bytes."""
    return Fetcher(resolve=lambda *_: ["1.1.1.1"], backend=httpcore.MockBackend([data]), limits=Limits(seconds=20.0))


MARKUP = (
    b"<p>",
    b"</p>",
    b"<",
    b">",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"]]>",
    b"&#x110000;",
    b"&amp;",
    b"<svg>",
    b"<table>",
    b"<template>",
)
JSON = (b"{", b"}", b"[", b"]", b'"', b":", b",", b"\\ud800", b"1e999", b"null", b"NaN", b'"uri":', b'"pubstatus":"canceled"')
HEADS = (
    b"\r\n",
    b"\r\n\r\n",
    b"Content-Type: ",
    b"Content-Length: ",
    b"multipart/mixed; boundary=x",
    b"--x",
    b"--x--",
    b"=?utf-8?q?=",
)
ALWAYS = (
    b"",
    b"\0",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    "\u202e".encode(),
    "\U0001f6d1".encode(),
    b"\x1f\x8b\x08",
    b"PK\x03\x04",
    b"9" * 400,
)
TARGETS = (
    Target("plain", ".txt", lambda: [TEXT.encode(), TEXT.encode("cp1252", "replace"), TEXT.encode("utf-16")], ()),
    Target(
        "markdown",
        ".md",
        lambda: [f"---\ntitle: Kidal\ndate: 2022-03-04\n---\n# Kidal\n\n{TEXT}\n\n| a | b |\n|---|---|\n".encode()],
        (b"---\n", b"[", b"](", b"*", b"`", b"|", b"> ", b"&a ", b"!!python/object"),
    ),
    Target("html", ".html", pages, MARKUP),
    Target("jsonl", ".jsonl", lines, JSON),
    Target("json", ".json", items, JSON),
    Target("csv", ".csv", sheets, (b'"', b",", b";", b"\n", b"\r", b'""')),
    Target("mail", ".eml", mails, HEADS),
    Target("newsml", ".xml", newsml, (*MARKUP, b"<!DOCTYPE a [", b"<!ENTITY a 'b'>", b"&a;", b"<newsItem", b'xmlns:a="b"')),
    Target("zip", ".zip", zips, (b"PK\x01\x02", b"PK\x05\x06", b"\x08\x00")),
    Target("gzip", ".gz", lambda: [gzip.compress(one, mtime=0) for one in (TEXT.encode(), *lines()[:1], *pages()[:1])], ()),
    Target(
        "warc", ".warc", lambda: [b"".join(records()), *records()], (*HEADS, b"WARC/1.0\r\n", b"WARC-Type: response\r\n", b"-1")
    ),
    Target("warc.gz", ".warc.gz", lambda: [b"".join(gzip.compress(one, mtime=0) for one in records())], ()),
    Target("answers", ".http", answers, (*HEADS, b"HTTP/1.1 200 OK\r\n", b"Location: ", b"gzip", b"chunked"), fetched),
    Target("robots", ".txt", rules, (b"User-agent: ", b"Disallow: ", b"*", b"$", b"%", b"\n", b"Crawl-delay: "), allowed),
    Target(
        "sniffed",
        "",
        lambda: [one for make in (pages, items, lines, sheets, mails, newsml, zips, records) for one in make()[:2]],
        (*JSON, *HEADS),
    ),
)


def main() -> int:
    """Run them one after the other."""
    options = asked()
    chosen = [target for target in TARGETS if target.name in options.readers] if options.readers else TARGETS
    worst = 0
    for target in chosen:
        worst = max(worst, watched(target, options))
    return worst


def asked() -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("readers", nargs="*", choices=[[], *(target.name for target in TARGETS)], metavar="READER")
    parser.add_argument("--seconds", type=float, default=600.0, help="seconds of the processor for each reader")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "vedette-fuzz", help="where what is found goes")
    parser.add_argument("--list", action="version", version="\n".join(target.name for target in TARGETS))
    return parser.parse_args()


def watched(target: Target, options: argparse.Namespace) -> int:
    """Runs a reader in processes of its own until it has had its seconds; prints what came of it; 1 where anything was found."""
    context, start, seed = multiprocessing.get_context("spawn"), time.monotonic(), options.seed
    total, processor, found = 0, 0.0, set[str]()
    options.keep.mkdir(parents=True, exist_ok=True)
    while (left := options.seconds - processor) > 0:
        ours, theirs = context.Pipe()
        process = context.Process(target=fuzz, args=(target.name, left, seed, str(options.keep), theirs), daemon=True)
        process.start()
        theirs.close()
        run = heard(ours, process.pid or 0)
        if not run.ended:
            what = "a hang" if process.is_alive() else f"a crash ({process.exitcode})"
            found.add(f"{what}: {kept(options.keep, target, run.last)}")
        total, processor, found, seed = total + run.files, processor + run.seconds, found | run.found, seed + 1_000
        process.kill()
        process.join()
    told = f"{target.name:<10} {total:>9,} files, {processor:>6,.0f} s of the processor, {time.monotonic() - start:>6,.0f} s in all"
    print(f"{told}, {len(found)} found", flush=True)
    for words in sorted(found):
        print(f"    {words}", flush=True)
    return int(bool(found))


@dataclass
class Run:
    """What was heard of a process."""

    files: int = 0
    seconds: float = 0.0
    last: bytes = b""
    ended: bool = False
    found: set[str] = field(default_factory=set)


def heard(pipe: Connection, pid: int) -> Run:
    """Listens to a process until it is done, dead, or has taken too long of the processor over one file."""
    run, since = Run(), 0.0
    while True:
        if not pipe.poll(5.0):
            if processor_of(pid) - since > HANGS_SECONDS:
                return run
            continue
        try:
            sort, value = pipe.recv()
        except EOFError:
            return run
        if sort == "found":
            run.found.add(value)
        elif sort == "case":
            run.last, since = value, processor_of(pid)
            run.files, run.seconds = run.files + 1, since
        else:
            run.seconds, run.ended = value, True
            return run


def processor_of(pid: int) -> float:
    """The seconds that a process has had of the processor; those of the clock where the system does not tell."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[-1].split()
    except OSError:
        return time.monotonic()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def fuzz(name: str, seconds: float, seed: int, keep: str, pipe: Connection) -> None:
    """What a process does: reads files until it has had its seconds of the processor, and tells of each before it begins."""
    target = next(one for one in TARGETS if one.name == name)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    chance, seeds, count = random.Random(seed), target.seeds(), 0  # noqa: S311  # damage, no secret
    faults = set[str]()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"case{target.ending}"
        while time.process_time() < seconds:
            data = mutated(chance, seeds, target.tokens) if count >= len(seeds) else seeds[count]
            pipe.send(("case", data))
            path.write_bytes(data)
            count += 1
            try:
                look(target.read(path))
            except Exception as error:  # what this is here to find
                where = traceback.extract_tb(error.__traceback__)[-1]
                mark = f"{type(error).__name__}: {str(error)[:80]} at {Path(where.filename).name}:{where.lineno}"
                if mark not in faults:
                    faults.add(mark)
                    pipe.send(("found", f"{mark}: {kept(Path(keep), target, data)}"))
    pipe.send(("done", time.process_time()))


def look(found: list[object]) -> None:
    """Raises AssertionError where an item is none that a run can use."""
    for item in found:
        assert isinstance(item, Report | KillNotice | Remark | ReportError), type(item)
        if isinstance(item, ReportError | Remark):
            assert "\n" not in str(item), "an error of several lines"
            str(item).encode()
        if isinstance(item, Report):
            assert 0 < len(item.text) <= MAX_CHARACTERS
            for words in (item.text, item.title, item.byline, item.publisher, item.url, item.ref, item.path):
                (words or "").encode()


def mutated(chance: random.Random, seeds: list[bytes], tokens: tuple[bytes, ...]) -> bytes:
    """A seed with one to eight pieces of damage."""
    data = bytearray(chance.choice(seeds))
    for _ in range(chance.choice((1, 1, 2, 3, 5, 8))):
        at, to = sorted((chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)))
        to = min(to, at + chance.choice((1, 4, 64, 4_096)))
        how = chance.randrange(8)
        if how == 0 and data:
            data[at % len(data)] ^= 1 << chance.randrange(8)
        elif how == 1:
            del data[at:to]
        elif how == 2:
            data[at:at] = data[at:to] * chance.choice((1, 2, 20, 400))
        elif how == 3:
            data[at:to] = chance.choice(tokens or ALWAYS) * chance.choice((1, 1, 3, 1_000))
        elif how == 4:
            data[at:at] = chance.choice(ALWAYS)
        elif how == 5:
            other = chance.choice(seeds)
            cut = chance.randrange(len(other) + 1)
            data[at:to] = other[cut : cut + 512]
        elif how == 6:
            del data[at:]
        else:
            data[at:to] = chance.randbytes(to - at)
        del data[LARGEST:]
    return bytes(data)


def kept(folder: Path, target: Target, data: bytes) -> str:
    """Where a file that found something is kept."""
    path = folder / f"{target.name}-{hashlib.sha256(data).hexdigest()[:12]}{target.ending}"
    path.write_bytes(data)
    return str(path)


if __name__ == "__main__":
    sys.exit(main())
