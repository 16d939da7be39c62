"""Writes the sample pages and the sample archive out of the sample reports; run by hand when these change.

In: samples/albu-kamal.jsonl. Out: the first six reports as pages in samples/pages/, the others as records of
samples/albu-kamal.warc.gz, beside a page on other things, a page that is gone and a picture. The same bytes in every run.

    python tools/make_samples.py samples/
"""

from __future__ import annotations

import gzip
import html
import io
import json
import sys
import uuid
from pathlib import Path
from typing import Any

from fastwarc.warc import WarcRecord, WarcRecordType

IN_PAGES = 6
MENU = ("Home", "Region", "World", "Business", "Sport", "Weather")
MORE = ("Wheat prices steady after rains", "Museum of the river reopens", "Cup final goes to penalties")
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title} | {publisher}</title>
<link rel="canonical" href="{url}">
<meta property="og:title" content="{title}">
<meta property="og:site_name" content="{publisher}">
<meta property="article:published_time" content="{published}">
{author}<script type="application/ld+json">{data}</script>
</head>
<body>
<header><a href="/">{publisher}</a><nav><ul>{menu}</ul></nav></header>
<main><article>
<h1>{title}</h1>
{body}
</article></main>
<aside><h2>More from {publisher}</h2><ul>{more}</ul></aside>
<footer><p>{publisher} is an invented outlet of an exercise. All rights reserved.</p></footer>
</body>
</html>
"""
OTHER = {
    "id": "r00",
    "url": "https://example.org/r00",
    "publisher": "Border Post",
    "title": "Regional cup goes to the anglers",
    "byline": None,
    "published": "2017-11-10",
    "text": "For the third time in five years the cup stays with the anglers' club of the upper valley.\n\n"
    "Its chairman thanked the schools and bakeries that had baked and sung for the festival by the river.",
}
OK = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
GONE = "HTTP/1.1 404 Not Found\r\nContent-Type: text/html; charset=utf-8\r\n"
PICTURE = "HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\n"
GIF = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")


def main() -> None:
    """Write them into the folder that is named."""
    folder = Path(sys.argv[1])
    lines = (folder / "albu-kamal.jsonl").read_text(encoding="utf-8").splitlines()
    reports = [json.loads(line) for line in lines]
    (folder / "pages").mkdir(exist_ok=True)
    for report in reports[:IN_PAGES]:
        (folder / "pages" / f"{report['id']}.html").write_text(page(report), encoding="utf-8", newline="\n")
    (folder / "albu-kamal.warc.gz").write_bytes(archive(reports[IN_PAGES:]))


def page(report: dict[str, Any]) -> str:
    """A report as a page of its outlet."""
    known = {name: html.escape(report[name] or "") for name in ("title", "publisher", "url", "published")}
    author = f'<meta name="author" content="{html.escape(report["byline"])}">\n' if report["byline"] else ""
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": report["title"],
        "datePublished": report["published"],
        "publisher": {"@type": "Organization", "name": report["publisher"]},
        "url": report["url"],
    }
    return PAGE.format(
        **known,
        author=author,
        data=json.dumps(data, ensure_ascii=False).replace("<", "\\u003c"),
        menu="".join(f'<li><a href="/{word.lower()}">{word}</a></li>' for word in MENU),
        body="\n".join(f"<p>{html.escape(part, quote=False)}</p>" for part in report["text"].split("\n\n")),
        more="".join(f'<li><a href="/more/{number}">{words}</a></li>' for number, words in enumerate(MORE)),
    )


def archive(reports: list[dict[str, Any]]) -> bytes:
    """The reports as records, a gzip member each, with others between them that hold no report of war."""
    records = [record(WarcRecordType.warcinfo, "info", b"software: tools/make_samples.py\r\nformat: WARC File Format 1.1\r\n")]
    records += [served(report["url"], OK, page(report).encode()) for report in [*reports[:3], OTHER, *reports[3:]]]
    records += [served("https://example.org/gone", GONE, b"<html><body><p>Not found.</p></body></html>")]
    records += [served("https://example.org/dot.gif", PICTURE, GIF)]
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def served(url: str, head: str, body: bytes) -> bytes:
    """What a server answered, as a record."""
    return record(WarcRecordType.response, url, f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)


def record(sort: WarcRecordType, url: str, content: bytes) -> bytes:
    """A record, whose name hangs on its address, so that it is the same in every run."""
    made = WarcRecord()
    made.init_headers(sort, f"uuid:{uuid.uuid5(uuid.NAMESPACE_URL, url)}".encode())
    made.headers["WARC-Date"] = "2017-11-22T00:00:00Z"
    if sort is WarcRecordType.response:
        made.headers["WARC-Target-URI"] = url
        made.is_http = True
    made.set_bytes_content(content)
    held = io.BytesIO()
    made.write(held, checksum_data=True)
    return held.getvalue()


if __name__ == "__main__":
    main()
