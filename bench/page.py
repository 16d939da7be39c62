"""The page before 50,000 events, under software rendering: seconds until the list stands and until the map is drawn.

    python bench/page.py [EVENTS] [FILE]

The database is that of bench/store.py, made in FILE where it is not there. Needs Chromium and the built page (make web).
"""

from __future__ import annotations

import gzip
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "tests")]

from browsing import CHROMIUM, FLAGS, PAGE, WIDE, missing, served  # noqa: E402
from store import fill  # noqa: E402

import vedette  # noqa: E402
from vedette.store import open_store  # noqa: E402

RUNS = 3
LISTED = ".events-view[data-state='ready']"
DRAWN = ".map-box[data-drawn='yes']"
GO = "history.pushState(null, '', query ? '/?' + query : '/'); window.dispatchEvent(new PopStateEvent('popstate'));"
# What is set in the filters, one after the other.
REFILTERS = {
    "contested": "status=contested",
    "one year": "since=2020-01-01&until=2020-12-31",
    "one party": "actor=Group+77",
    "words": "text=hospital",
    "none": "",
}


def opened(browser: Any, address: str) -> tuple[float, float]:
    """Seconds from nothing to the list, and to the map, in a browser that has seen nothing."""
    context = browser.new_context(viewport=WIDE, reduced_motion="reduce")
    page = context.new_page()
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator(LISTED).wait_for(state="attached", timeout=120_000)
    listed = time.perf_counter() - start
    page.locator(DRAWN).first.wait_for(timeout=120_000)
    drawn = time.perf_counter() - start
    context.close()
    return listed, drawn


def refiltered(page: Any, query: str) -> tuple[float, float, str]:
    """Seconds from a change of the filters to the new list, and to the new map; and the count that is shown."""
    start = time.perf_counter()
    page.evaluate(f"query => {{ {GO} }}", query)
    page.wait_for_function("query => document.querySelector('.events-view').dataset.asked === query", arg=query, polling=10)
    listed = time.perf_counter() - start
    page.locator(DRAWN).first.wait_for(timeout=60_000)
    drawn = time.perf_counter() - start
    return listed, drawn, page.locator(".events-view .count-line").inner_text()


def main(number: int, path: Path) -> None:
    from playwright.sync_api import sync_playwright

    if not path.is_file():
        store = open_store(str(path), made_by=vedette.__version__, create=True)
        fill(store, number)
        store.close()
    scripts = [script.read_bytes() for script in PAGE.rglob("*.js")]
    print(f"scripts: {sum(map(len, scripts)):,} bytes, {sum(len(gzip.compress(one)) for one in scripts):,} gzipped")
    with served(path) as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        found = [opened(browser, address) for _ in range(RUNS)]
        listed, drawn = (statistics.median(one[i] for one in found) for i in range(2))
        print(f"first view of {number:,} events: list {listed:.2f} s, map {drawn:.2f} s")
        page = browser.new_page(viewport=WIDE, reduced_motion="reduce")
        page.goto(address)
        page.locator(DRAWN).first.wait_for(timeout=120_000)
        for name, query in REFILTERS.items():
            listed, drawn, count = refiltered(page, query)
            print(f"refilter, {name:10} list {listed:.2f} s, map {drawn:.2f} s: {count}")
        browser.close()


if __name__ == "__main__":
    reason = missing()
    if reason:
        sys.exit(reason)
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    if len(sys.argv) > 2:
        main(asked, Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(asked, Path(folder) / "bench.db")
