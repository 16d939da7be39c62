"""IPTC NewsML-G2 -> Drafts: each news item of a document, be it alone, in a message or in a package of knowledge.

defusedxml reads it: entities are not expanded but refused. Bodies are NITF, XHTML or plain text inside the document; what a
document only points to is not fetched. Items that hold no text (packages, concepts, plans) are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, tostring  # noqa: S405  # what is parsed, defusedxml parses

from vedette.errors import BadRecord, ReportError, UnreadableFile
from vedette.intake.drafts import Draft, Found
from vedette.intake.ninjs import KILLED, number_of, why_killed
from vedette.intake.paragraphs import line_of, prose_of

ITEM = "newsItem"
ROOTS = frozenset({ITEM, "newsMessage", "packageItem", "knowledgeItem", "conceptItem", "planningItem", "catalogItem"})
MARKED = ("html", "nitf", "xml")


def read_newsml(data: bytes) -> Iterator[Found]:
    """Each news item of a document behind its place, such as "#2"; raises BadRecord for what is no such document."""
    root = parsed(data)
    if _name(root) not in ROOTS:
        raise BadRecord(f"XML, but no NewsML-G2: its root is {_name(root)[:40]!r}")
    items = [element for element in root.iter() if _name(element) == ITEM]
    for number, item in enumerate(items, 1):
        place = f"#{number}" if len(items) > 1 else ""
        try:
            yield place, _draft(item)
        except ReportError as error:
            yield place, error
        except RecursionError:
            yield place, BadRecord("XML nested too deep")
    if not items:
        raise UnreadableFile(f"a {_name(root)} that holds no news item")


def parsed(data: bytes) -> Element:
    """The root of an XML document; raises BadRecord for entities, and what is not well formed."""
    from defusedxml import DefusedXmlException, EntitiesForbidden
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(data, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except EntitiesForbidden as error:
        raise BadRecord(f"XML that declares entities, which are not expanded ({str(error.name)[:40]!r})") from None
    except DefusedXmlException:
        raise BadRecord("XML that refers to what lies outside it") from None
    except ParseError as error:
        raise BadRecord(f"not well-formed XML: {error}") from None
    except (ValueError, LookupError, UnicodeError):
        raise BadRecord("XML in a charset that is not known") from None
    return root


def _draft(item: Element) -> Draft:
    meta, content = _one(item, "itemMeta"), _one(item, "contentMeta")
    guid = item.get("guid") or None
    status = _code(_one(meta, "pubStatus")).lower()
    killed = why_killed(status, _text(meta, "edNote")) if status in KILLED else None
    body, remarks = ("", ()) if killed else _body(item)
    return Draft(
        body=body,
        title=_text(content, "headline") or _text(meta, "title"),
        byline=_text(content, "by"),
        publisher=_provider(_one(meta, "provider")),
        published=_text(content, "contentCreated") if not _text(meta, "versionCreated") else _text(meta, "versionCreated"),
        url=guid if guid and guid.lower().startswith(("http:", "https:")) else None,
        ref=guid,
        version=number_of(item.get("version")),
        embargoed=_text(meta, "embargoed"),
        killed=killed,
        remarks=remarks,
    )


def _body(item: Element) -> tuple[str, tuple[str, ...]]:
    """The text of the first part that holds one; what is only pointed to is told."""
    parts = list(_all(_one(item, "contentSet")))
    for part in parts:
        sort = (part.get("contenttype") or "").lower()
        if _name(part) == "inlineXML":
            text = prose_of("".join(tostring(inner, encoding="unicode") for inner in part) or part.text or "")
        elif _name(part) == "inlineData":
            words = "".join(part.itertext())
            text = prose_of(words) if any(mark in sort for mark in MARKED) else words
        else:
            continue
        if text.strip():
            return text, ()
    if any(_name(part) == "remoteContent" for part in parts):
        raise BadRecord("a news item whose content lies elsewhere; it is not fetched")
    raise BadRecord("a news item without text")


def _provider(provider: Element | None) -> str | None:
    if provider is None:
        return None
    return _text(provider, "name") or provider.get("literal") or _code(provider) or None


def _code(element: Element | None) -> str:
    """A qcode without its scheme: "stat:canceled" is "canceled"; a uri's last part."""
    if element is None:
        return ""
    code = element.get("qcode") or element.get("uri") or ""
    return code.rstrip("/").rsplit("/", 1)[-1].rsplit(":", 1)[-1]


def _text(parent: Element | None, name: str) -> str | None:
    element = _one(parent, name)
    words = " ".join("".join(element.itertext()).split()) if element is not None else ""
    return (line_of(words) if "<" in words else words) or None


def _one(parent: Element | None, name: str) -> Element | None:
    return next((child for child in _all(parent) if _name(child) == name), None)


def _all(parent: Element | None) -> Iterator[Element]:
    yield from parent if parent is not None else ()


def _name(element: Element) -> str:
    """The local name; "" for comments and instructions."""
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""
