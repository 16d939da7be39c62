from __future__ import annotations

import re
from html.parser import HTMLParser

from brief_example import HOSTILE, brief, empty

from vedette.formats.brief_html import brief_html

VOID = {"meta", "link", "br"}


class Page(HTMLParser):
    """The tags of a page, which must nest, with ids and links."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self.tags.append(tag)
        self.ids += [held["id"] or ""] if "id" in held else []
        self.links += [held[name] or "" for name in ("href", "src") if name in held]
        assert not [name for name in held if name.startswith("on")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_it_is_whole_and_every_number_leads_to_its_reference() -> None:
    page = Page(brief_html(brief()))
    assert {link for link in page.links if link.startswith("#")} == {"#r1", "#r2"} <= {f"#{id_}" for id_ in page.ids}
    assert len(page.ids) == len(set(page.ids))


def test_nothing_is_run_or_fetched() -> None:
    for words in ("The army took Tessit.", HOSTILE):
        text = brief_html(brief(words))
        page = Page(text)
        assert not {"script", "link", "img", "iframe", "object"} & set(page.tags)
        assert [link for link in page.links if not link.startswith("#")] == ["https://sahel.example/a?b=1&c=2"]
        assert "javascript:" not in text
        assert "url(" not in text
        assert "@import" not in text
        assert "default-src 'none'" in text


def test_words_of_reports_stay_words() -> None:
    text = brief_html(brief(HOSTILE))
    assert "&lt;script&gt;" in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_it_is_for_phones_and_print() -> None:
    text = brief_html(brief())
    assert 'name="viewport"' in text
    assert "@media print" in text


def test_statements_stand_under_their_days() -> None:
    text = re.sub(r"<[^>]+>", " ", brief_html(brief()))
    assert text.index("4 March 2022") < text.index("There was an attack") < text.index("There was a raid")
    assert text.count("4 March 2022") == 1


def test_nothing_told() -> None:
    text = brief_html(empty())
    Page(text)
    assert "Nothing is told of this." in text
    assert "References" not in text
