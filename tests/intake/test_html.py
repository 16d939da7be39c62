from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.errors import ReportError, TooLarge, UnreadableFile
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


LD = (
    '<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Rebels take Bouaké",'
    ' "author": {{"name": "Ama Test"}}, "publisher": {{"name": "The Test"}},'
    ' "datePublished": "2011-04-01T08:00:00Z", "dateModified": "2012-01-01"{more}}}</script>'
)


def page(head: str = "", *, inside: str = "") -> bytes:
    return PAGE.format(head="<meta charset=utf-8>" + head).replace("</article>", inside + "</article>").encode()


def test_what_json_ld_says_comes_first() -> None:
    draft = read_html(page(META + LD.format(more="")))
    assert (draft.title, draft.byline, draft.publisher) == ("Rebels take Bouaké", "Ama Test", "The Test")
    assert (draft.published, draft.body) == ("2011-04-01T08:00:00Z", TEXT)


@pytest.mark.parametrize(
    "block",
    [
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script>',
        '<script type="application/ld+json">' + "[" * 50_000 + "</script>",
        '<script type="application/ld+json"></script>',
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": 7, "datePublished": "soon"}</script>',
    ],
)
def test_where_json_ld_is_broken_the_page_is_read(block: str) -> None:
    draft = read_html(page(META + block))
    assert (draft.title, draft.byline, draft.body) == ("Army takes Bouaké", "Awa Diallo", TEXT)
    assert read_day(draft.published) == dt.date(2011, 3, 31)


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta property="article:modified_time" content="2012-01-01T08:00:00Z">', None),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "name": "x", "dateModified": "2012-01-01"}</script>',
            None,
        ),
        ('<meta property="article:published_time" content="2011-03-31T20:00:00+02:00">', "2011-03-31T20:00:00+02:00"),
        ('<meta itemprop="datePublished" content="2011-03-31">', "2011-03-31"),
        ('<meta property="article:published_time" content="yesterday">', None),
    ],
)
def test_the_day_is_that_of_publication(head: str, published: str | None) -> None:
    assert read_html(page(head)).published == published


def test_the_outlets_own_text_is_taken_where_it_is_much_fuller() -> None:
    long = "The army said that it had left the town. " * 30
    assert read_html(page(LD.format(more=f', "articleBody": "{long}"'))).body == long.strip()
    assert read_html(page(LD.format(more=', "articleBody": "The army left."'))).body == TEXT


def test_boilerplate_inside_the_article_is_left_out() -> None:
    inside = (
        "<p><strong>Read more:</strong> <a href='/a'>Ten killed in market</a></p><p><a href='/b'>President dismisses chief</a></p>"
        "<p>Facebook Twitter WhatsApp</p><p class='caption'>Soldiers in 2010. (AP Photo/J. Test)</p>"
        "<p>Sign up for our newsletter to get the news every morning.</p><p>We use cookies to give you the best experience.</p>"
        "<h3>Related Post</h3><p><a href='/c'>Four die in raid</a></p><p>The army left the bridge, <a href='/d'>he said</a>.</p>"
    )
    assert read_html(page(inside=inside)).body == f"{TEXT}\n\nThe army left the bridge, he said."


@pytest.mark.parametrize(
    ("head", "inside", "partial"),
    [
        (LD.format(more=', "isAccessibleForFree": false'), "", True),
        (LD.format(more=', "isAccessibleForFree": "False"'), "", True),
        (LD.format(more=', "isAccessibleForFree": true'), "", False),
        ("", "<p>Subscribe to continue reading</p>", True),
        ("", "<p>This article is for subscribers only.</p>", True),
        ("", "", False),
        # What is all there is no beginning, whatever is sold beside it.
        (LD.format(more=', "isAccessibleForFree": false'), "<p>The army fought on, he said, until the night.</p>" * 40, False),
        ("", "<p>The army fought on, he said, until the night.</p>" * 40 + "<p>Subscribe to continue reading</p>", False),
    ],
)
def test_a_paywalled_stub_is_said_so(head: str, inside: str, partial: bool) -> None:
    draft = read_html(page(head, inside=inside))
    assert (draft.partial is not None) is partial
    assert draft.body.startswith(TEXT)


@pytest.mark.parametrize(
    ("meta", "came_with", "really"),
    [
        ("iso-8859-1", None, "utf-8"),
        ("utf-8", None, "cp1252"),
        (None, "iso-8859-1", "utf-8"),
        ("utf-8", "utf-8", "cp1252"),
        ("windows-1251", None, "utf-8"),
        ("klingon", "klingon", "utf-8"),
        ("utf-7", None, "utf-8"),
        ("punycode", "idna", "utf-8"),
        ("unicode_escape", "raw_unicode_escape", "utf-8"),
        (None, "cp1252", "cp1252"),
        ("utf-16", None, "utf-8"),
    ],
)
def test_a_charset_that_lies_is_seen_through(meta: str | None, came_with: str | None, really: str) -> None:
    html = PAGE.format(head=(f"<meta charset={meta}>" if meta else "") + META)
    assert read_html(html.encode(really), charset=came_with).body == TEXT


def test_a_few_zero_bytes_do_no_harm() -> None:
    assert read_html(page(META).replace(b"Rebel", b"Re\0bel")).body == TEXT


def test_wide_characters_keep_their_zeros() -> None:
    assert read_html(("\ufeff" + PAGE.format(head=META)).encode("utf-16")).body == TEXT


@pytest.mark.parametrize("mark", ["<div>", "<p>a", "<b>", "<table><tr><td>", "<a href=x>a ", "<ul><li>", "<!--", "<span>x "])
def test_a_million_nested_tags_are_read_to_an_end(mark: str) -> None:
    """The text that stands before them is found, whatever follows."""
    times = 1_000_000 if mark in ("<div>", "<p>a") else 100_000
    whole = b"<html><body>" + "".join(f"<p>{line}</p>" for line in TEXT.split("\n\n")).encode() + mark.encode() * times
    try:
        assert read_html(whole[:5_000_000]).body.startswith(TEXT.split("\n\n")[0])
    except UnreadableFile:
        assert mark in ("<!--",)


def test_too_long_a_page_is_refused() -> None:
    with pytest.raises(TooLarge, match="5,000,0"):
        read_html(b"<p>" + b"a" * 5_000_000)


@settings(deadline=None)
@given(
    st.text(alphabet=st.sampled_from("<>/pdivascript\"'= &;!-\0é") | st.characters(codec="utf-8"), max_size=400),
    st.binary(max_size=40),
)
def test_whatever_a_page_is_made_of_is_read_or_named(text: str, junk: bytes) -> None:
    data = page(META, inside=text)
    for broken in (data, data[: len(data) // 2] + junk + data[len(data) // 2 :], junk + data):
        try:
            draft = read_html(broken)
        except ReportError:
            continue
        assert draft.body.strip()


@pytest.mark.parametrize(
    "page", ["<html></html>", "<div>" * 50_000, "<!doctype html><html><body><script>var x = 1;</script></body></html>"]
)
def test_a_page_without_article(page: str) -> None:
    with pytest.raises(UnreadableFile):
        read_html(page.encode())


def fails(*_: object, **__: object) -> None:
    raise AssertionError


def test_where_trafilatura_fails_the_paragraphs_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trafilatura.bare_extraction", fails)
    draft = read_html(PAGE.format(head=META).encode())
    assert (draft.body, draft.title) == (TEXT, "Army takes Bouaké")


def test_a_fault_of_a_library_is_an_error_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trafilatura.load_html", fails)
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
