from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.intake.jsonld import Article, find_article

NEWS = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Rebels take Kanda",
    "datePublished": "2024-03-05T08:30:00+01:00",
    "dateModified": "2024-03-06T08:30:00+01:00",
    "author": {"@type": "Person", "name": "Awa Diallo", "url": "https://post.example/awa"},
    "publisher": {"@type": "Organization", "name": "Daily Post"},
    "mainEntityOfPage": {"@type": "WebPage", "@id": "https://post.example/kanda"},
}
FOUND = Article(
    sort="NewsArticle",
    headline="Rebels take Kanda",
    byline="Awa Diallo",
    publisher="Daily Post",
    published="2024-03-05T08:30:00+01:00",
    modified="2024-03-06T08:30:00+01:00",
    url="https://post.example/kanda",
)
OTHER = {"@type": "NewsArticle", "headline": "Ten killed", "url": "https://post.example/ten"}
SITE = {"@type": "WebSite", "name": "Daily Post"}


def block(value: object) -> str:
    return json.dumps(value)


@pytest.mark.parametrize(
    "text",
    [
        block(NEWS),
        block([NEWS]),
        block([SITE, NEWS]),
        block({"@graph": [SITE, NEWS]}),
        block({"@type": "WebPage", "mainEntity": NEWS}),
        block({**NEWS, "@type": ["NewsArticle", "Thing"]}),
        block({**NEWS, "@type": "http://schema.org/NewsArticle"}),
        block({**NEWS, "@type": "schema:NewsArticle"}),
        f"<!--{block(NEWS)}-->",
        f"//<![CDATA[\n{block(NEWS)}\n//]]>",
        f"/*<![CDATA[*/{block(NEWS)}/*]]>*/",
        block(NEWS) + ";",
        block(NEWS)[:-1] + ",}",
        block(NEWS).replace("Rebels take Kanda", "Rebels\ntake Kanda"),
        block(NEWS).replace("Rebels take Kanda", "Rebels&nbsp;take <b>Kanda</b>"),
        block({**NEWS, "author": ["Awa Diallo", {"name": "Awa Diallo"}]}),
        block({**NEWS, "author": [[{"name": ["Awa Diallo"]}]], "publisher": "Daily Post"}),
    ],
)
def test_the_article_is_found(text: str) -> None:
    assert find_article([text]) == FOUND


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "nonsense",
        "null",
        "7",
        '"NewsArticle"',
        block(SITE),
        block({"@type": "NewsArticle"}),
        block({"@type": 7, "headline": "x"}),
        block({"@type": "Recipe", "headline": "x"}),
        "[" * 100_000,
        '{"@graph":' * 50_000,
        block({"@type": "Person", "mentions": NEWS}),
    ],
)
def test_where_there_is_none(text: str) -> None:
    assert find_article([text]) is None


def test_a_broken_block_does_not_hide_the_next() -> None:
    assert find_article(["{", block(NEWS)]) == FOUND


@pytest.mark.parametrize(
    ("url", "headings", "headline"),
    [
        ("https://www.post.example/kanda/?ref=home", [], "Rebels take Kanda"),
        ("https://post.example/ten", ["Rebels take Kanda"], "Ten killed"),
        (None, ["Rebels take Kanda | Daily Post"], "Rebels take Kanda"),
        (None, ["Ten killed"], "Ten killed"),
        ("https://post.example/", ["Daily Post"], None),
        (None, [], None),
    ],
)
def test_of_several_the_pages_own_is_taken(url: str | None, headings: list[str], headline: str | None) -> None:
    found = find_article([block([NEWS, OTHER])], url=url, headings=headings)
    assert (found.headline if found else None) == headline


def test_news_comes_before_plainer_sorts() -> None:
    assert find_article([block([{"@type": "Article", "headline": "About us"}, NEWS])]) == FOUND
    found = find_article([block({"@type": "BlogPosting", "headline": "A post"})])
    assert found is not None
    assert found.headline == "A post"


def test_the_day_of_a_change_is_no_day_of_publication() -> None:
    found = find_article([block({**NEWS, "datePublished": None})])
    assert found is not None
    assert found.published is None


@pytest.mark.parametrize(
    ("said", "free"),
    [
        ({"isAccessibleForFree": False}, False),
        ({"isAccessibleForFree": "False"}, False),
        ({"isAccessibleForFree": "http://schema.org/False"}, False),
        ({"isAccessibleForFree": True, "hasPart": {"isAccessibleForFree": "false", "cssSelector": ".paywall"}}, False),
        ({"hasPart": [{"isAccessibleForFree": False}]}, False),
        ({"isAccessibleForFree": True}, True),
        ({"isAccessibleForFree": "true"}, True),
        ({}, None),
    ],
)
def test_who_may_read_it(said: dict[str, object], free: bool | None) -> None:
    found = find_article([block({**NEWS, **said})])
    assert found is not None
    assert found.free is free


def test_the_body_keeps_its_paragraphs() -> None:
    found = find_article(
        [block({**NEWS, "articleBody": "<p>One &amp; two.</p><p>Three  <a href='x'>four</a>.</p>\n\nFive < six."})]
    )
    assert found is not None
    assert found.body == "One & two.\nThree four.\nFive < six."


PARTS = st.none() | st.booleans() | st.text() | st.sampled_from(["NewsArticle", "Article"])
NAMES = st.sampled_from([*NEWS, "@graph", "articleBody", "hasPart", "isAccessibleForFree", "url", "name"])


@settings(deadline=None)
@given(st.recursive(PARTS, lambda inner: st.lists(inner) | st.dictionaries(NAMES, inner), max_leaves=30))
def test_whatever_stands_there_is_read(value: object) -> None:
    find_article([block(value)], url="https://post.example/", headings=["x"])
