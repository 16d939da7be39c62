from __future__ import annotations

import pytest

from vedette.intake.web_addresses import address_of_article, is_address, is_front_page

LINK = "https://outlet.example/a/1"


@pytest.mark.parametrize(
    ("link", "final", "canonical", "address"),
    [
        (LINK, LINK, None, LINK),
        (LINK, "https://www.outlet.example/b", "https://outlet.example/c", "https://outlet.example/c"),
        ("https://short.example/x", LINK, None, LINK),
        (LINK, LINK, "https://other.example/scoop", LINK),  # no page passes for another outlet's
        (LINK, LINK, "https://outlet.example/", LINK),
        (f"{LINK}?utm_source=rss&id=3#top", None, None, f"{LINK}?id=3"),
        (f"{LINK}?at_medium=RSS", None, None, LINK),
        (None, None, LINK, LINK),
        ("https://[broken/x", None, LINK, "https://[broken/x"),
        (None, None, None, None),
    ],
)
def test_the_address_of_an_article(link: str | None, final: str | None, canonical: str | None, address: str | None) -> None:
    assert address_of_article(link, final, canonical) == address


@pytest.mark.parametrize(
    ("url", "front"),
    [
        ("https://a.example", True),
        ("https://a.example/", True),
        ("https://a.example/?p=3", False),
        (LINK, False),
        ("https://[x", False),
    ],
)
def test_front_pages(url: str, front: bool) -> None:
    assert is_front_page(url) is front


@pytest.mark.parametrize(
    ("words", "address"), [(LINK, True), ("ftp://a/", True), ("a.html", False), ("C:\\a", False), ("-", False)]
)
def test_what_is_an_address_by_its_form(words: str, address: bool) -> None:
    assert is_address(words) is address
