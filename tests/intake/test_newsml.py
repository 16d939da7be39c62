from __future__ import annotations

import socket

import pytest

from vedette.errors import ReportError
from vedette.intake.drafts import Draft
from vedette.intake.newsml import read_newsml

NAMESPACE = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
GUID = "urn:newsml:sahelwire.example:20220304:tessit"
XHTML = (
    '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>No</title></head>'
    "<body><p>Gunmen attacked <b>Tessit</b>.</p><table><tr><td>No</td></tr></table><p>Two soldiers &amp; a guard fell.</p></body>"
    "</html></inlineXML>"
)
NITF = (
    '<inlineXML contenttype="application/nitf+xml"><nitf xmlns=""><head><title>No</title></head><body><body.head><hedline>'
    "<hl1>No</hl1></hedline></body.head><body.content><block><p>Gunmen attacked Tessit.</p><p>Two soldiers &amp; a guard fell.</p>"
    "</block></body.content><body.end><tagline>No</tagline></body.end></body></nitf></inlineXML>"
)
PLAIN = '<inlineData contenttype="text/plain">Gunmen attacked Tessit.\n\nTwo soldiers &amp; a guard fell.</inlineData>'
BODY = "Gunmen attacked Tessit.\n\nTwo soldiers & a guard fell."


def item(content: str = XHTML, *, status: str = "stat:usable", more: str = "", guid: str = GUID, note: str = "") -> str:
    return (
        f'<newsItem {NAMESPACE} guid="{guid}" version="2"><itemMeta><itemClass qcode="ninat:text"/>'
        f'<provider literal="Sahel Wire"/><versionCreated>2022-03-05T09:00:00Z</versionCreated>{more}<pubStatus qcode="{status}"/>'
        f"<edNote>{note}</edNote></itemMeta><contentMeta><headline>Attack on Tessit</headline><by>A. Writer</by></contentMeta>"
        f"<contentSet>{content}</contentSet></newsItem>"
    )


def read(text: str) -> list[tuple[str, Draft | ReportError]]:
    return list(read_newsml(text.encode()))


@pytest.mark.parametrize("content", [XHTML, NITF, PLAIN], ids=["xhtml", "nitf", "plain"])
def test_the_text_of_an_item_in_each_form(content: str) -> None:
    known = Draft(BODY, "Attack on Tessit", "A. Writer", "Sahel Wire", "2022-03-05T09:00:00Z", ref=GUID, version=2)
    assert read(item(content)) == [("", known)]


def test_a_message_of_several_items_and_a_package() -> None:
    message = (
        f"<newsMessage {NAMESPACE}><header/><itemSet>{item(guid='urn:a:1')}<packageItem guid='urn:a:2'/>"
        f"{item(guid='urn:a:3', content='')}{item(guid='urn:a:4')}</itemSet></newsMessage>"
    )
    places, found = zip(*read(message), strict=True)
    assert places == ("#1", "#2", "#3")
    assert [draft.ref if isinstance(draft, Draft) else str(draft) for draft in found] == [
        "urn:a:1",
        "a news item without text",
        "urn:a:4",
    ]


@pytest.mark.parametrize(
    ("status", "note", "killed"),
    [
        ("stat:canceled", "A hoax.", "canceled: A hoax"),
        ("stat:withheld", "", "withheld"),
        ("http://cv.iptc.org/newscodes/pubstatusg2/canceled", "", "canceled"),
        ("stat:usable", "Corrects the toll.", None),
    ],
)
def test_a_kill_notice(status: str, note: str, killed: str | None) -> None:
    ((_, draft),) = read(item(status=status, note=note))
    assert isinstance(draft, Draft)
    assert draft.killed == killed


def test_an_embargo_is_kept() -> None:
    ((_, draft),) = read(item(more="<embargoed>2032-03-05T09:00:00Z</embargoed>"))
    assert isinstance(draft, Draft)
    assert draft.embargoed == "2032-03-05T09:00:00Z"


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BAD = [
    (f'<!DOCTYPE newsItem [<!ENTITY l0 "ha">{LAUGHS}]>{item("&l9;")}', "declares entities"),
    (f'<!DOCTYPE newsItem [<!ENTITY x SYSTEM "file:///etc/passwd">]>{item("&x;")}', "declares entities"),
    ("<newsItem>", "not well-formed XML"),
    ("<rss><channel/></rss>", "no NewsML-G2: its root is 'rss'"),
    (f"<packageItem {NAMESPACE} guid='urn:a:2'/>", "a packageItem that holds no news item"),
    ('<?xml version="1.0" encoding="x-none"?><newsItem/>', "charset|well-formed"),
]


@pytest.mark.parametrize(("text", "words"), BAD)
def test_what_is_wrong_with_a_document_is_named(text: str, words: str) -> None:
    with pytest.raises(ReportError, match=words):
        read(text)


def test_what_a_document_type_lies_at_is_not_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refused)
    ((_, draft),) = read(f'<!DOCTYPE newsItem SYSTEM "http://127.0.0.1/x.dtd">{item()}')
    assert isinstance(draft, Draft)
    assert draft.body == BODY


@pytest.mark.parametrize(
    ("content", "words"),
    [("", "without text"), ('<remoteContent href="https://sahel.example/x.html"/>', "content lies elsewhere; it is not fetched")],
)
def test_an_item_without_text(content: str, words: str) -> None:
    ((_, error),) = read(item(content))
    assert words in str(error)


def test_a_million_nested_tags_are_read_or_refused_in_a_line() -> None:
    deep = f'<inlineXML contenttype="application/xhtml+xml">{"<b>" * 200_000}x{"</b>" * 200_000}</inlineXML>'
    ((_, found),) = read(item(deep))
    assert isinstance(found, Draft) or "nested too deep" in str(found)
