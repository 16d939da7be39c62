"""Markdown -> Draft: front matter gives title, date, byline, publisher and url; the text is the prose without marks.

Headings stand as paragraphs; links keep their words; images, tables and footnotes are left out, being no sentences of
the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from vedette.errors import BadRecord
from vedette.intake.drafts import Draft

LONGEST_FRONT = 65_536
KEYS = {
    "title": ("title", "subject"),
    "published": ("published", "pubdate", "date"),
    "byline": ("byline", "author"),
    "publisher": ("publisher", "site"),
    "url": ("url", "link"),
}
# Sections at the end of an article that hold links and sources: no sentence of it stands in them.
END_MATTER = frozenset(
    {"see also", "references", "notes", "footnotes", "citations", "sources", "bibliography", "further reading", "external links"}
)
NOTHING = ("", "null", "~")
INLINE = {"text": None, "code_inline": None, "softbreak": " ", "hardbreak": "\n"}
FRONT = re.compile(r"---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
FOOTNOTE = re.compile(r"^\[\^[^\]\n]+\]:.*(?:\n[ \t]+\S.*)*\n?", re.MULTILINE)
FOOTNOTE_MARK = re.compile(r"\[\^[^\]\n]+\]")
TAG = re.compile(r"<!--.*?-->|<(script|style|table)\b.*?</\1\s*>|<[^<>]*>", re.DOTALL | re.IGNORECASE)


def read_markdown(text: str) -> Draft:
    """The draft of a Markdown file; raises BadRecord, naming the line, where the front matter is no YAML."""
    front, body = _split(text)
    fields: dict[str, Any] = {name: _field(front, keys) for name, keys in KEYS.items()}
    paragraphs, heading = _prose(body)
    title = fields.pop("title") or heading
    if title and paragraphs and paragraphs[0] == " ".join(title.split()):
        paragraphs = paragraphs[1:]
    return Draft(body="\n\n".join(paragraphs), title=title, **fields)


def _split(text: str) -> tuple[dict[str, object], str]:
    match = FRONT.match(text[:LONGEST_FRONT])
    if match is None:
        return {}, text
    try:
        # The base loader makes strings, lists and mappings only, so a date stays as it was written.
        front = yaml.BaseLoader(match.group(1) or "").get_single_data()
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 2}: " if mark else ""
        raise BadRecord(f"{where}the front matter is not YAML: {getattr(error, 'problem', None) or 'nested too deep'}") from None
    if not isinstance(front, dict):
        return {}, text
    return {str(key).lower(): value for key, value in front.items()}, text[match.end() :]


def _field(front: dict[str, object], keys: Sequence[str]) -> str | None:
    for key in keys:
        value = front.get(key)
        words = value if isinstance(value, list) else [value]
        given = [word for word in words if isinstance(word, str) and word.strip().lower() not in NOTHING]
        if given:
            return ", ".join(given)
    return None


def _prose(body: str) -> tuple[list[str], str | None]:
    plain = FOOTNOTE_MARK.sub("", FOOTNOTE.sub("", body))
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(plain)
    paragraphs = [paragraph for paragraph in _paragraphs(tokens) if paragraph]
    first = tokens[1] if len(tokens) > 1 and tokens[0].type == "heading_open" and tokens[0].tag == "h1" else None
    return paragraphs, _words(first.children or []) if first else None


def _paragraphs(tokens: Sequence[Token]) -> Iterator[str]:
    in_table = False
    for token in _without_end_matter(tokens):
        if token.type in ("table_open", "table_close"):
            in_table = token.type == "table_open"
        elif token.type == "inline" and not in_table:
            yield _words(token.children or [])
        elif token.type in ("code_block", "fence"):
            yield token.content.strip()
        elif token.type == "html_block":
            yield " ".join(TAG.sub(" ", token.content).split())


def _without_end_matter(tokens: Sequence[Token]) -> Iterator[Token]:
    """All but the sections that are headed as end matter, each as far as the next heading of its rank."""
    closed = ""
    for token, after in zip(tokens, [*tokens[1:], None], strict=False):
        if token.type == "heading_open" and (not closed or token.tag <= closed):
            heading = _words(after.children or []) if after is not None else ""
            closed = token.tag if token.tag != "h1" and heading.strip(" :").lower() in END_MATTER else ""
        if not closed:
            yield token


def _words(children: Sequence[Token]) -> str:
    kept = (INLINE[child.type] or child.content for child in children if child.type in INLINE)
    return re.sub(r"[ \t]+", " ", "".join(kept)).strip()
