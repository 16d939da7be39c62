from __future__ import annotations

import datetime as dt

import pytest

from vedette.errors import UnreadableFile
from vedette.intake.feeds import read_feed
from vedette.model import Channel

URL = "https://outlet.example/news/feed.xml"
NOW = dt.datetime(2022, 3, 6, 12, tzinfo=dt.UTC)
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


def read(text: str | bytes, **given: object) -> Channel:
    data = text.encode() if isinstance(text, str) else text
    return read_feed(data, url=URL, now=NOW, **given)  # type: ignore[arg-type]  # options by name


def item(number: int = 1, *, more: str = "", date: str = "<pubDate>Sat, 05 Mar 2022 10:15:00 GMT</pubDate>") -> str:
    head = f"<title>Item {number}</title><link>/a/{number}</link><guid isPermaLink='false'>g{number}</guid>"
    return f"<item>{head}{date}<description>Words {number}.</description>{more}</item>"


def rss(*items: str, head: str = '<?xml version="1.0"?>') -> str:
    spaces = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return f'{head}<rss version="2.0" {spaces}><channel><title>Outlet</title>{"".join(items)}</channel></rss>'


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">&lt;i&gt;Outlet&lt;/i&gt;</title><entry><id>tag:1</id>
<title>One</title><link rel="enclosure" href="/x.mp3"/><link rel="alternate" href="../a/1"/><author><name>A Writer</name></author>
<published>2022-03-05T10:15:00+01:00</published><updated>2022-03-05T12:00:00Z</updated><source><title>An Agency</title></source>
<content type="html">&lt;p&gt;Words.&lt;/p&gt;</content></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Outlet</title><items><rdf:Seq><rdf:li resource="/a/1"/>
</rdf:Seq></items></channel><item rdf:about="https://outlet.example/a/1"><title>One</title><link>https://outlet.example/a/1</link>
<dc:date>2022-03-05T10:15:00Z</dc:date><dc:creator>A Writer</dc:creator></item></rdf:RDF>"""
OLD = """<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>Outlet</title><item><title>One</title><link>https://outlet.example/a/1</link></item></channel></rss>"""
JSON = """{"version": "https://jsonfeed.org/version/1.1", "title": "Outlet", "items": [{"id": 7, "url": "/a/1",
"title": "One &amp; two",
"content_text": "1 < 2", "date_published": "2022-03-05T10:15:00Z", "authors": [{"name": "A Writer"}]}]}"""
NEWS = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url>
<loc>https://outlet.example/a/1</loc><lastmod>2022-03-06</lastmod><news:news><news:publication><news:name>Outlet</news:name>
<news:language>en</news:language></news:publication><news:publication_date>2022-03-05T10:15:00Z</news:publication_date>
<news:title>One</news:title></news:news></url></urlset>"""
INDEX = """<sitemapindex><sitemap><loc>/old.xml</loc><lastmod>2021-01-01</lastmod></sitemap><sitemap><loc>/new.xml</loc>
<lastmod>2022-03-05</lastmod></sitemap><sitemap><loc>https://other.example/x.xml</loc></sitemap></sitemapindex>"""


@pytest.mark.parametrize(
    ("text", "format_", "id_", "url", "byline"),
    [
        (rss(item()), "rss", "g1", "https://outlet.example/a/1", None),
        (RDF, "rss", "https://outlet.example/a/1", "https://outlet.example/a/1", "A Writer"),
        (OLD, "rss", "https://outlet.example/a/1", "https://outlet.example/a/1", None),
        (ATOM, "atom", "tag:1", "https://outlet.example/a/1", "A Writer"),
        (JSON, "json", "7", "https://outlet.example/a/1", "A Writer"),
        (NEWS, "sitemap", "https://outlet.example/a/1", "https://outlet.example/a/1", None),
    ],
)
def test_each_format_is_told_by_its_content(text: str, format_: str, id_: str, url: str, byline: str | None) -> None:
    channel = read(text)
    (entry,) = channel.entries
    assert (channel.format, entry.id, entry.url, entry.byline) == (format_, id_, url, byline)
    assert channel.title == (None if format_ == "sitemap" else "Outlet")
    if text is not OLD:
        assert entry.published == dt.date(2022, 3, 5)
        assert entry.published_at is not None


def test_what_an_entry_tells() -> None:
    (entry,) = read(ATOM).entries
    assert (entry.publisher, entry.content, entry.updated) == ("An Agency", "<p>Words.</p>", "2022-03-05T12:00:00Z")
    full = rss(item(more="<content:encoded><![CDATA[<p>One</p><p>Two</p>]]></content:encoded>"))
    (entry,) = read(full).entries
    assert (entry.content, entry.summary) == ("<p>One</p><p>Two</p>", "Words 1.")
    (entry,) = read(JSON).entries
    assert (entry.title, entry.content) == ("One & two", "1 &lt; 2")


def test_an_index_names_the_sitemaps_of_its_own_site_newest_first() -> None:
    assert read(INDEX).sitemaps == ("https://outlet.example/new.xml", "https://outlet.example/old.xml")


WRONG = [
    ("", "empty"),
    (" \n ", "empty"),
    ("hello", "plain text"),
    ("<!doctype html><html><head></head><body><p>Not found</p></body></html>", "a web page, not a feed"),
    ('<?xml version="1.0"?><svg/>', "XML, but no feed: its first element is <svg>"),
    (rss(item(), head=ENTITIES), "declares entities"),
    (rss(item(), head='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), "declares entities"),
    (rss(item(), head='<!DOCTYPE x [<!entity % a SYSTEM "http://e.example/x"> %a;]>'), "declares entities"),
    (ENTITIES + NEWS, "declares entities"),
    (rss(item(), head=ENTITIES).encode("utf-16"), "declares entities"),
    (b"<rss>\0</rss>", "zero bytes"),
    (rss(f"<item><description>{'<a>' * 5_000}</description></item>"), "nests elements"),
    (rss(f"<item><description>{'<a/>' * 250_000}</description></item>"), "more than 200,000 elements"),
    (rss(f"<item><description>{'<a>x' * 100_000}"), "nests elements"),
    (rss(f"<item><description>&nope;{'<a>x' * 100_000}"), "too large to be mended"),
    ("<urlset><url>", "not well-formed"),
    ("<urlset><url><news:loc>https://a.example/1</news:loc></url></urlset>", "unbound prefix"),
    (rss("<item>&nope;<title>&#xD800;</title></item>"), "cannot be mended"),
    ('{"a": 1}', "no JSON Feed"),
    ('{"version": "https://jsonfeed.org/version/1", "items": 3}', "no JSON Feed"),
    ('{"items": [', "no whole JSON"),
    ('{"a":' + "[" * 200_000, "too deeply nested"),
]


@pytest.mark.parametrize(("text", "said"), WRONG, ids=[said for _, said in WRONG])
def test_what_is_no_feed_is_one_line(text: str | bytes, said: str) -> None:
    with pytest.raises(UnreadableFile, match=said):
        read(text)


NOTED = [
    (rss(), 0, ""),
    (rss(item(1), "<item><title>Tw").removesuffix("</channel></rss>"), 1, "is not well-formed XML"),
    (rss(item(1, date="")), 1, "1 entry without a date"),
    (rss("<item><title>One</title><description>Words.</description></item>"), 1, "1 entry without a link"),
    (rss(item(1, date="<pubDate>Sat, 05 Mar 2044 10:15:00 GMT</pubDate>")), 1, "1 entry dated in the future"),
    (rss(item(1, date="<pubDate>soon</pubDate>")), 1, "1 entry with a date that is none"),
    (rss(item(1), item(1), item(2)), 2, "1 entry with the id of another"),
    (rss("<item/>", item()), 1, "1 entry without anything"),
    (rss("<item><title>x</title><link>javascript:alert(1)</link></item>"), 1, "without a link"),
    ('{"version": "https://jsonfeed.org/version/1", "items": [3, {"id": "a"}]}', 1, "1 items are no objects"),
]


@pytest.mark.parametrize(("text", "number", "said"), NOTED, ids=[said or "nothing" for _, _, said in NOTED])
def test_what_is_odd_is_told_and_the_rest_is_read(text: str, number: int, said: str) -> None:
    channel = read(text)
    assert len(channel.entries) == number
    assert said in "; ".join(channel.notices)
    assert bool(said) == bool(channel.notices)


def test_half_of_a_surrogate_pair_in_a_json_feed_is_no_fault() -> None:
    half = '{"version": "https://jsonfeed.org/version/1", "items": [{"id": "a\\ud800", "url": "/1", "title": "<b>T\\udfff</b>"}]}'
    (entry,) = read(half).entries
    assert (entry.id, entry.title) == ("a\ufffd", "T\ufffd")


def test_a_date_to_come_is_none() -> None:
    (entry,) = read(rss(item(1, date="<pubDate>Sat, 05 Mar 2044 10:15:00 GMT</pubDate>"))).entries
    assert entry.published is entry.published_at is None


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("A &lt;b&gt;bold&lt;/b&gt; claim", "A bold claim"),
        ("Fire &amp;amp; fury", "Fire & fury"),
        ("<![CDATA[<i>Two</i>\nlines]]>", "Two lines"),
        ("Tessit \u202eabc \U0001f4a5", "Tessit \u202eabc \U0001f4a5"),
    ],
)
def test_titles_are_plain_words_on_one_line(title: str, words: str) -> None:
    (entry,) = read(rss(item().replace("Item 1", title))).entries
    assert entry.title == words


@pytest.mark.parametrize(
    ("head", "charset", "encoding"),
    [
        ('<?xml version="1.0" encoding="iso-8859-1"?>', None, "utf-8"),  # a lie
        ("", "iso-8859-1", "utf-8"),  # the server's lie
        ('<?xml version="1.0" encoding="utf-8"?>', None, "windows-1252"),
        ('<?xml version="1.0" encoding="windows-1252"?>', None, "windows-1252"),
        ("", None, "utf-16"),
    ],
)
def test_a_charset_is_believed_only_where_the_bytes_are_not_utf_8(head: str, charset: str | None, encoding: str) -> None:
    text = rss(item().replace("Item 1", "Bâtiment “détruit” à Ménaka"), head=head)
    (entry,) = read(text.encode(encoding), charset=charset).entries
    assert entry.title == "Bâtiment “détruit” à Ménaka"


@pytest.mark.parametrize("newest_first", [True, False])
def test_of_a_huge_feed_the_newest_are_taken(newest_first: bool) -> None:
    dates = [f"<pubDate>{dt.datetime(2000, 1, 1) + dt.timedelta(hours=n):%Y-%m-%dT%H:%M:%SZ}</pubDate>" for n in range(100_000)]
    items = [item(number, date=date) for number, date in enumerate(dates)]
    channel = read(rss(*(reversed(items) if newest_first else items)), most=50)
    assert [one.id for one in channel.entries] == [f"g{number}" for number in range(99_999, 99_949, -1)]
    assert channel.notices == ("100,000 entries; the newest 50 are taken",)


def test_of_a_huge_feed_without_dates_the_first_are_taken() -> None:
    channel = read(rss(*(item(number, date="") for number in range(30))), most=5)
    assert [one.id for one in channel.entries] == [f"g{number}" for number in range(5)]
    assert len(read(JSON.replace("[{", '[{"id": 1}, {"id": 2}, {', 1), most=2).entries) == 2
