"""Plain text -> Draft. The text stays as it is; a first line that reads as a headline is also the title."""

from __future__ import annotations

import re

from vedette.intake.drafts import Draft

LONGEST_TITLE = 150
CLOSING = "\"'”’»)]"
FINAL = ".!?…:;,-–—"


def read_plain(text: str) -> Draft:
    """The draft of a text file; its title is a short first line without final punctuation, before a blank line."""
    head = re.match(r"([^\s].*)\n[ \t]*\n\s*\S", text)
    title = head.group(1).rstrip() if head else ""
    is_title = bool(title) and len(title) <= LONGEST_TITLE and title.rstrip(CLOSING)[-1:] not in FINAL
    return Draft(body=text, title=title if is_title else None)
