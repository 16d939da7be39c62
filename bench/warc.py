"""How fast a WARC is looked through, what the look lets by, and how much of what matters it keeps.

    python bench/warc.py [RECORDS] [--gold DIR] [--input DIR]

An archive is written with FastWARC from the samples and, where they lie beside, the articles of ../shared: each as a page among a
site's menus, teasers and footers. Prints a table: records a second of one core with `--kinds conflict` (reading, unpacking,
digests, text, words), and, of the pages that give conflict events when all of them are coded, the share that is let by.
"""

from __future__ import annotations

import argparse
import gzip
import html
import io
import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from fastwarc.warc import WarcRecord, WarcRecordType

from vedette.intake import read_paths
from vedette.intake.warc import page_text, read_warc
from vedette.model import Report
from vedette.pipeline import Coder
from vedette.scoring.tr_news import read_articles

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "samples" / "albu-kamal.jsonl"
SHARED = ROOT.parent / "shared"
# What a site puts around each of its articles; teasers speak of war too, which makes the look let by too much.
MENU = "Home World Business Sport Culture Weather Opinion Video Live Subscribe Sign-in Newsletters About Contact".split()
TEASERS = (
    "Army shells border town as talks stall",
    "Striker seals derby win in added time",
    "Two killed in roadside bombing",
    "Markets close higher on rate hopes",
    "Ten recipes for the rainy season",
    "President visits flood victims",
    "Museum reopens after two years of works",
    "Protesters march through the capital",
)


def main() -> None:
    """Measure and print."""
    options = asked()
    reports = list(texts(options))
    pages = [wrapped(report, number) for number, report in enumerate(reports)]
    print(f"{len(pages)} different pages, {sum(map(len, pages)) / len(pages) / 1024:.0f} kB each on average")
    may_tell = Coder().may_tell("conflict")
    assert may_tell is not None
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "bench.warc.gz"
        archive.write_bytes(b"".join(record(pages[n % len(pages)], n) for n in range(options.records)))
        print(f"{options.records} records, {archive.stat().st_size / 1e6:.1f} MB packed")
        speed(archive, options.records, may_tell)
    recall(pages, may_tell)


def asked() -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", nargs="?", type=int, default=3_000)
    parser.add_argument("--gold", type=Path, default=SHARED / "gold")
    parser.add_argument("--input", type=Path, default=SHARED / "input")
    return parser.parse_args()


def texts(options: argparse.Namespace) -> Iterator[Report]:
    """The reports that there are."""
    yield from (item for item in read_paths([SAMPLE]) if isinstance(item, Report))
    if (news := options.gold / "tr_news" / "TR-News.xml").is_file():
        yield from (article.report for article in read_articles(news))
    if (articles := options.input / "syria-articles").is_dir():
        yield from (item for item in read_paths(sorted(articles.glob("*.md"))) if isinstance(item, Report))


def wrapped(report: Report, number: int) -> bytes:
    """A report as a page of a site."""
    chance = random.Random(number)  # noqa: S311  # a choice of teasers, no secret
    menu = "".join(f'<li><a href="/{word.lower()}">{word}</a></li>' for word in MENU)
    teasers = "".join(f'<li><a href="/t/{n}"><h3>{words}</h3></a></li>' for n, words in enumerate(chance.sample(TEASERS, 4)))
    body = "".join(f"<p>{html.escape(part)}</p>" for part in report.text.split("\n\n") if part.strip())
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(report.title or "Report")}</title>'
        f"<style>{'.x{color:red}' * 300}</style><script>{'var a=1;' * 600}</script></head><body><header><nav><ul>{menu}</ul></nav>"
        f"</header><main><article><h1>{html.escape(report.title or 'Report')}</h1>{body}</article></main>"
        f'<aside class="related"><h2>More</h2><ul>{teasers}</ul></aside><footer><ul>{menu}</ul><p>All rights reserved.</p></footer>'
        "</body></html>"
    ).encode()


def record(page: bytes, number: int) -> bytes:
    """A page as a packed record, its server's packing undone as in CC-NEWS."""
    made = WarcRecord()
    made.init_headers(WarcRecordType.response, f"uuid:{number:032}".encode())
    made.headers["WARC-Date"] = "2022-03-04T00:00:00Z"
    made.headers["WARC-Target-URI"] = f"https://news.example/{number}"
    made.is_http = True
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(page)}\r\n\r\n"
    made.set_bytes_content(head.encode() + page)
    held = io.BytesIO()
    made.write(held, checksum_data=True)
    return gzip.compress(held.getvalue(), 6, mtime=0)


def speed(archive: Path, number: int, may_tell: object) -> None:
    """Records a second, in seconds of the processor: read alone, and looked through; the full reading of what is let by apart."""
    for name, tell in (("records a second, read and checked", lambda _: False), ("records a second, looked through", may_tell)):
        let_by = 0

        def counted(words: str, tell: object = tell) -> bool:
            nonlocal let_by
            let_by += tell(words)  # type: ignore[operator]  # a function of words
            return False

        start = time.process_time()
        with archive.open("rb") as stream:
            for _ in read_warc(stream, counted):
                pass
        taken = time.process_time() - start
        print(f"{name:<60} {number / taken:>10,.0f}   let by {let_by / number:.0%}")


def recall(pages: list[bytes], may_tell: object) -> None:
    """Of the pages that give conflict events, the share that is let by; of the others, that too."""
    coder = Coder()
    told, passed = [], []
    with tempfile.TemporaryDirectory() as folder:
        for number, page in enumerate(pages):
            path = Path(folder) / f"{number}.html"
            path.write_bytes(page)
            reports = [item for item in read_paths([path]) if isinstance(item, Report)]
            told.append(any(coder.code(report, kinds="conflict").events for report in reports))
            passed.append(bool(may_tell(page_text(page))))  # type: ignore[operator]  # a function of words
    with_events = [by for has, by in zip(told, passed, strict=True) if has]
    without = [by for has, by in zip(told, passed, strict=True) if not has]
    print(f"{'pages with conflict events that are let by':<60} {sum(with_events)} of {len(with_events)}")
    print(f"{'pages without any that are let by':<60} {sum(without)} of {len(without)}")


if __name__ == "__main__":
    main()
