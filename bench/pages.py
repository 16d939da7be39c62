"""What pages of HTML cost to code, beside trafilatura followed by spaCy's `nlp.pipe` alone, on the same pages in the same run.

    python bench/pages.py [--pages 1000] [--turns 3] [--texts TR-News.xml] [--folder OUT]

Makes pages of our own reports (or of the reports of a set of gold) with their names, numbers and days changed, each in the
frame of a news site: navigation, share bar, captions, links between paragraphs, related posts, JSON-LD on two of three. Checks
that nothing of the frame comes into the text and no paragraph is lost. Ratios count; seconds are this machine's.
"""

from __future__ import annotations

import argparse
import html
import json
import random
import statistics
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from grown import TOWNS, changed
from speed import ROOT, baseline, coded, read, row, worked

from vedette.intake.html import read_html
from vedette.intake.reports import make_report
from vedette.pipeline import Coder

SHARES = 4
PARAGRAPHS = 9
MENU = "Home World Africa Asia Europe Sport Opinion Video".split()
OWN = ["samples/albu-kamal.jsonl", "gold/reports.jsonl"]
HEADLINES = (
    "Ten killed in attack on market",
    "President dismisses chief of staff",
    "Talks on ceasefire begin",
    "Rebels free 40 prisoners",
)
FRAME = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | Daily Post</title>{head}
<link rel="canonical" href="https://post.example/{number}">
<style>body {{ margin: 0 }}</style><script>var page = {number};</script></head>
<body><header><nav><ul>{menu}</ul></nav></header>
<div class="cookie-notice"><p>We use cookies to give you the best experience on our website.</p><button>Accept all</button></div>
<main><article><h1>{title}</h1><p class="byline">By Awa Diallo</p>
<div class="share"><a href="#">Facebook</a> <a href="#">Twitter</a> <a href="#">WhatsApp</a> <a href="#">Email</a></div>
<figure><img src="a.jpg" alt=""><figcaption>Soldiers near the front in an earlier year. Photo: J. Test/Agency</figcaption></figure>
{body}
<h3>Related Post</h3>{related}<p>Follow us on Twitter and Facebook for the latest updates.</p></article>
<aside><h2>Most read</h2><ul>{list}</ul></aside></main>
<footer><p>© 2026 Daily Post. All rights reserved.</p><ul>{menu}</ul></footer></body></html>"""


def main() -> None:
    """Make, measure and print."""
    options = arguments()
    texts = [report.text for name in options.texts for report in read(Path(name))]
    pages = [page(number, texts) for number in range(options.pages)]
    if options.folder:
        for number, (data, _) in enumerate(pages):
            (options.folder / f"{number:04}.html").write_bytes(data)
    check(pages)
    words = sum(len(paragraph.split()) for _, paragraphs in pages for paragraph in paragraphs)
    print(f"{len(pages)} pages, {words} words of news, {sum(len(data) for data, _ in pages) / len(pages) / 1000:.1f} kB a page")
    taken = turns([data for data, _ in pages], options.turns)
    alone, ours, extracted, read_in = (sum(column) / options.turns for column in zip(*taken, strict=True))
    row("trafilatura, then nlp.pipe, s of the processor", alone)
    row("  of it trafilatura", extracted)
    row("pages to coded reports, s", ours)
    row("  of it pages to reports", read_in)
    row("rate of ours, share of theirs (median)", statistics.median(one[0] / one[1] for one in taken))
    row("rate of ours, share of theirs (whole run)", alone / ours)
    row("pages a second, coded", len(pages) / ours)


def arguments() -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=1000, help="how many pages to make")
    parser.add_argument("--turns", type=int, default=3, help="how often each page is measured")
    parser.add_argument("--texts", nargs="+", default=[str(ROOT / name) for name in OWN], help="files of reports to make them of")
    parser.add_argument("--folder", type=Path, help="a folder to write the pages to")
    return parser.parse_args()


def page(number: int, texts: Sequence[str]) -> tuple[bytes, list[str]]:
    """One page, always the same for its number, and the paragraphs of news in it."""
    dice = random.Random(number)  # noqa: S311 (no secret)
    whole = [" ".join(part.split()) for text in dice.sample(list(texts), min(4, len(texts))) for part in text.split("\n\n")]
    paragraphs = [changed(part, dice) for part in whole if part.endswith((".", '"', "”"))][:PARAGRAPHS]
    return framed_page(number, paragraphs, dice), paragraphs


def framed_page(number: int, paragraphs: Sequence[str], dice: random.Random | None = None) -> bytes:
    """These paragraphs in the frame of a news site."""
    dice = dice or random.Random(number)  # noqa: S311 (no secret)
    title = changed(dice.choice(HEADLINES), dice) + f" near {dice.choice(TOWNS)}"
    between = [f"<p>{html.escape(part)}</p>" for part in paragraphs]
    between.insert(len(between) // 2, f"<p><strong>Read more:</strong> <a href='/x'>{dice.choice(HEADLINES)}</a></p>")
    between.insert(2, "<p>Advertisement</p>")
    links = [f"<a href='/{at}'>{words}</a>" for at, words in enumerate(HEADLINES)]
    filled = FRAME.format(
        title=title,
        number=number,
        head=head(title, number) if number % 3 else "",
        menu="".join(
            f"<li><a href='/{name}'>{name.title()}</a></li>" for name in ("home", "world", "africa", "asia", "sport", "opinion")
        ),
        body="\n".join(between),
        related="".join(f"<p>{link}</p>" for link in links),
        list="".join(f"<li>{link}</li>" for link in links),
    )
    return filled.encode()


def head(title: str, number: int) -> str:
    """The JSON-LD of a page."""
    said = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": title, "author": {"name": "Awa Diallo"}}
    said |= {
        "datePublished": f"20{10 + number % 15}-{1 + number % 12:02}-{1 + number % 28:02}T08:00:00Z",
        "publisher": {"name": "Daily Post"},
    }
    return f'<script type="application/ld+json">{json.dumps(said)}</script>'


def check(pages: Iterable[tuple[bytes, list[str]]]) -> None:
    """Stops where a text is not exactly the paragraphs of its page."""
    for data, paragraphs in pages:
        body = read_html(data).body.split("\n\n")
        assert body == paragraphs, f"{sorted(set(body) ^ set(paragraphs))[:3]}"


def turns(pages: list[bytes], number: int) -> list[tuple[float, float, float, float]]:
    """Seconds of theirs, of ours, of trafilatura alone and of our reading in, for each turn over each share of the pages."""
    nlp, coder = baseline(), Coder()
    shares = [pages[first::SHARES] for first in range(min(SHARES, len(pages)))]
    measured(nlp, coder, shares[0][:20])
    return [measured(nlp, coder, share) for _ in range(number) for share in shares]


def measured(nlp: Any, coder: Coder, pages: list[bytes]) -> tuple[float, float, float, float]:
    """Seconds of the processor for the same pages."""
    from trafilatura import extract

    texts: list[str] = []
    reports: list[Any] = []
    extracted = worked(lambda: texts.extend(extract(page) or "" for page in pages))
    parsed = worked(lambda: list(nlp.pipe(texts)))
    read_in = worked(lambda: reports.extend(coded_from(page) for page in pages))
    taken = worked(lambda: coded(coder, reports, "all"))
    return extracted + parsed, read_in + taken, extracted, read_in


def coded_from(page: bytes) -> Any:
    """The report of a page."""
    draft = read_html(page)
    return make_report(
        draft.body, title=draft.title, byline=draft.byline, publisher=draft.publisher, published=str(draft.published or "") or None
    )


if __name__ == "__main__":
    main()
