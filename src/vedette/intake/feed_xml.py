"""XML from strangers -> what is wrong with its form; what attacks are made of (entities, bottomless nesting) is refused."""

from __future__ import annotations

from xml.sax import ContentHandler, SAXException  # noqa: S406  # the names alone: defusedxml's parser reads
from xml.sax.xmlreader import AttributesImpl  # noqa: S406

from vedette.errors import UnreadableFile

ENTITIES = "declares entities, which no feed needs and an attack may hide in; it was not read"
DEEPEST = 200
MOST_ELEMENTS = 200_000


class _Depth(ContentHandler):
    """Counts the elements, and follows how deep they are nested."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = self.number = 0

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802, ARG002  # the names that SAX calls
        """One deeper."""
        self.depth += 1
        self.number += 1
        if self.depth > DEEPEST:
            raise UnreadableFile(f"nests elements more than {DEEPEST} deep; it was not read")
        if self.number > MOST_ELEMENTS:
            raise UnreadableFile(f"has more than {MOST_ELEMENTS:,} elements; it was not read")

    def endElement(self, name: str) -> None:  # noqa: N802, ARG002  # as above
        """One up."""
        self.depth -= 1


def problem_of(text: str) -> str | None:
    """Why `text` is no well-formed XML, or None; raises UnreadableFile for entities, too much depth, too many elements."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.sax import parseString

    try:
        parseString(text.encode(), _Depth())
    except DefusedXmlException:
        raise UnreadableFile(ENTITIES) from None
    except SAXException as error:
        return " ".join(str(error).removeprefix("<unknown>:").split())
    return None
