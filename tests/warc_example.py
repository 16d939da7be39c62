"""Archives for tests, written with FastWARC: records of pages, packed one by one as crawlers do."""

from __future__ import annotations

import gzip
import io
from collections.abc import Sequence

from fastwarc.warc import WarcRecord, WarcRecordType

WORDS = "Rebels took the town of Kidal on Friday, residents said by telephone from the town."


def page(number: int, text: str = WORDS, *, head: str = "") -> bytes:
    """A page of an outlet with its own words."""
    text = text.replace("\n\n", "</p><p>")
    more = f"The fighting went on near bridge number {number}, a spokesman of the army said late in the evening."
    return (
        f"<html><head><title>Report {number}</title>{head}</head><body><article><h1>Report {number}</h1><p>{text}</p><p>{more}</p>"
        "</article></body></html>"
    ).encode()


def record(
    number: int,
    body: bytes | None = None,
    *,
    sort: WarcRecordType = WarcRecordType.response,
    head: str = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n",
    url: str = "",
    digest: bool = True,
) -> bytes:
    """One record as it stands in a file that is not packed."""
    made = WarcRecord()
    made.init_headers(sort, f"uuid:{number:032}".encode())
    made.headers["WARC-Date"] = "2022-03-04T00:00:00Z"
    made.headers["WARC-Target-URI"] = url or f"https://sahel.example/{number}"
    body = page(number) if body is None else body
    made.is_http = sort is WarcRecordType.response
    made.set_bytes_content(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
    held = io.BytesIO()
    made.write(held, checksum_data=digest)
    return held.getvalue()


def packed(records: Sequence[bytes]) -> tuple[bytes, list[int]]:
    """The records as one archive, each a member of its own; with their offsets, and that of the end."""
    members = [gzip.compress(one, mtime=0) for one in records]
    offsets = [sum(map(len, members[:number])) for number in range(len(members) + 1)]
    return b"".join(members), offsets


def plain(records: Sequence[bytes]) -> tuple[bytes, list[int]]:
    """The same, not packed."""
    return b"".join(records), [sum(map(len, records[:number])) for number in range(len(records) + 1)]
