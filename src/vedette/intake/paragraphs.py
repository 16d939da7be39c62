"""Marked-up prose, as agencies put it into an item's body (HTML, XHTML, NITF) -> plain paragraphs with a blank line between.

There is no page around it, so nothing has to be told from the article; tables, captions and scripts are left out.
"""

from __future__ import annotations

import re

from vedette.intake.decoding import whole_characters

LEFT_OUT = (
    "head",
    "title",
    "docdata",
    "table",
    "figure",
    "figcaption",
    "media",
    "script",
    "style",
    "noscript",
    "aside",
    "iframe",
    "form",
)
# NITF writes its parts with a dot, which a selector takes for a class; its head repeats what the item says of itself.
NITF = re.compile(r"<(/?)(?:[a-z0-9]+:)?body\.(head|content|end)\b", re.IGNORECASE)
NITF_PARTS = {"head": "nitf-head", "content": "div", "end": "nitf-end"}
PREFIX = re.compile(r"<(/?)[A-Za-z][\w-]*:(?=[A-Za-z])")
BREAKS = re.compile(r"\s*\n\s*")


def prose_of(markup: str) -> str:
    """The paragraphs of a marked-up body."""
    from resiliparse.extract.html2text import extract_plain_text

    plain = NITF.sub(lambda found: f"<{found.group(1)}{NITF_PARTS[found.group(2).lower()]}", PREFIX.sub(r"<\1", markup))
    text = extract_plain_text(
        whole_characters(plain).replace("\0", "\ufffd"),
        preserve_formatting=True,
        main_content=False,
        list_bullets=False,
        alt_texts=False,
        links=False,
        form_fields=False,
        noscript=False,
        skip_elements=[*LEFT_OUT, "nitf-head", "nitf-end"],
    )
    return "\n\n".join(BREAKS.sub("\n", part).replace("\n", " ").strip() for part in re.split(r"\n[ \t]*\n", text) if part.strip())


def line_of(markup: str) -> str:
    """The words of a marked-up line, such as a headline."""
    return " ".join(prose_of(markup).split())
