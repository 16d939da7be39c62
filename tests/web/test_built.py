"""What was built: within its budget, in one place, and nothing in it asks another server."""

from __future__ import annotations

import gzip
import re
import urllib.request

from browsing import PAGE

SCRIPTS = 1_500_000
ZIPPED = 500_000


def test_the_scripts_are_within_their_budget() -> None:
    scripts = [path.read_bytes() for path in PAGE.rglob("*.js")]
    assert sum(map(len, scripts)) < SCRIPTS
    assert sum(len(gzip.compress(script)) for script in scripts) < ZIPPED


def test_no_style_or_page_names_another_server() -> None:
    for path in (*PAGE.rglob("*.css"), *PAGE.rglob("*.html")):
        named = re.findall(r"""(?:url\(|src=|href=|@import)\s*["']?(https?:)?//[^"')\s]+""", path.read_text(encoding="utf-8"))
        assert not named, path.name


def test_the_pages_rules_allow_nothing_inline(site: str) -> None:
    with urllib.request.urlopen(f"{site}/control?at=2017-11-10") as answer:  # noqa: S310  # our own server
        rules, page = answer.headers["Content-Security-Policy"], answer.read().decode()
    assert "unsafe" not in rules
    assert "default-src 'none'" in rules
    assert not re.search(r"<script(?![^>]*src=)|<style|\son\w+=|\sstyle=", page)
