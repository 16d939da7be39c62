"""A Brief -> Markdown. No word of a report can become a mark, a link or a command in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vedette.formats.brief_words import address, headline, reference, rests_on, standing
from vedette.formats.wording import clean
from vedette.model import Brief, BriefSection, Citation, Statement

MARKS = re.compile(r"([\\`*_\[\]<>#|~&])")
# What would begin a list, a numbered list or a line.
BEGINS = re.compile(r"^([-+=]|\d+[.)])")


def brief_markdown(brief: Brief) -> str:
    """The whole brief, with its last line end."""
    lines = [f"# {_plain(headline(brief))}", "", _plain(rests_on(brief)), ""]
    for section in brief.sections:
        lines += [*_section(section), ""]
    if brief.citations:
        lines += ["## References", "", *(_reference(citation, brief) for citation in brief.citations), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _section(section: BriefSection) -> Iterator[str]:
    yield f"## {_plain(section.title)}"
    yield ""
    under: str | None = None
    for statement in section.statements:
        if statement.under != under and statement.under is not None:
            yield from ([""] if under else [])
            yield from (f"### {_plain(statement.under)}", "")
        under = statement.under
        yield f"- {_statement(section, statement)}"


def _statement(section: BriefSection, statement: Statement) -> str:
    told = standing(section, statement)
    # Brackets are marks only where a word defines them, and those of reports are escaped.
    numbers = "".join(f"[{number}]" for number in statement.citations)
    return f"{_plain(statement.text)}{f' *({told})*' if told else ''} {numbers}"


def _reference(citation: Citation, brief: Brief) -> str:
    url = address(citation)
    told = [*map(_plain, reference(citation, brief)), *([f"<{url}>"] if url and not re.search(r"[<>]", url) else [])]
    return f"{citation.number}. {' · '.join(told)}  \n   “{_plain(citation.sentence.text)}”"


def _plain(words: str) -> str:
    marked = MARKS.sub(r"\\\1", clean(words))
    return BEGINS.sub(r"\\\1", marked) if not marked[:1].isdigit() else re.sub(r"^(\d+)([.)])", r"\1\\\2", marked)
