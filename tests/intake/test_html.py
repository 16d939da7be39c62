from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from vedette.errors import UnreadableFile
from vedette.intake import read_day
from vedette.intake.html import read_html

PAGE = """<html><head>{head}<title>Army takes Bouaké | Daily Test</title></head><body>
<nav><a href="/">Home</a> <a href="/war">War</a></nav><article><h1>Army takes Bouaké</h1>
<p>Rebel forces took the town of Bouaké on Thursday, residents said by telephone from the town.</p>
<p>Two soldiers were killed, a spokesman said, and the fighting went on late into the night near the bridge.</p>
</article><script>var x = "The army took the moon.";</script><footer>© 2019 Daily Test</footer></body></html>"""
META = (
    '<meta property="og:title" content="Army takes Bouaké"><meta property="article:published_time" content="2011-03-31T20:00:00Z">'
    '<meta property="og:site_name" content="Daily Test"><meta name="author" content="Awa Diallo">'
)
TEXT = (
    "Rebel forces took the town of Bouaké on Thursday, residents said by telephone from the town.\n\n"
    "Two soldiers were killed, a spokesman said, and the fighting went on late into the night near the bridge."
)


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        ("<meta charset=utf-8>", "utf-8"),
        ("", "utf-8"),
        ("<meta charset='iso-8859-1'>", "latin-1"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', "cp1252"),
    ],
)
def test_the_article_is_found(head: str, charset: str) -> None:
    draft = read_html(PAGE.format(head=head + META).encode(charset))
    assert draft.body == TEXT
    assert (draft.title, draft.byline, draft.publisher) == ("Army takes Bouaké", "Awa Diallo", "Daily Test")
    assert read_day(draft.published) == dt.date(2011, 3, 31)


def test_no_date_is_guessed_from_prose() -> None:
    assert read_html(PAGE.format(head="<meta charset=utf-8>").encode()).published is None


@pytest.mark.parametrize(
    "page", ["<html></html>", "<div>" * 50_000, "<!doctype html><html><body><script>var x = 1;</script></body></html>"]
)
def test_a_page_without_article(page: str) -> None:
    with pytest.raises(UnreadableFile):
        read_html(page.encode())


def test_a_fault_of_a_library_is_an_error_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    import trafilatura

    def fails(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(trafilatura, "bare_extraction", fails)
    with pytest.raises(UnreadableFile, match="a page that cannot be read"):
        read_html(PAGE.format(head=META).encode())


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import socket

    def refused(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refused)
    secret = tmp_path / "secret"
    secret.write_text("The army took the moon.")
    page = PAGE.format(head=META).replace(
        "</article>", f'<img src="http://example.org/x.png"><iframe src="{secret.as_uri()}"></iframe></article>'
    )
    assert "moon" not in read_html(page.encode()).body
