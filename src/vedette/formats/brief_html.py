"""A Brief -> one page of HTML: no scripts, nothing fetched, all words escaped; for a phone, a screen and print."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from vedette.formats.brief_words import address, headline, reference, rests_on, standing
from vedette.formats.wording import clean
from vedette.model import Brief, BriefSection, Citation, Statement

STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; }
h2 { font-size: 1.2rem; border-bottom: 1px solid currentcolor; margin-top: 2rem; }
h3 { font-size: 1rem; margin: 1rem 0 .25rem; }
ul, ol { padding-left: 1.25rem; }
li { margin: .35rem 0; }
.cites { white-space: nowrap; font-size: .85em; }
.told { font-style: italic; }
.references { font-size: .9rem; }
blockquote { margin: .15rem 0 0; padding-left: .6rem; border-left: 2px solid currentcolor; }
:target { outline: 2px solid currentcolor; }
@media print {
  body { max-width: none; padding: 0; font-size: 10.5pt; color: #000; background: #fff; }
  a { color: inherit; text-decoration: none; }
  li { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
}
""".strip()
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def brief_html(brief: Brief) -> str:
    """The whole page."""
    return "\n".join(_page(brief)) + "\n"


def _page(brief: Brief) -> Iterator[str]:
    title = _plain(headline(brief))
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title>\n<style>\n{STYLE}\n</style>\n</head>\n<body>\n<main>"
    yield f"<h1>{title}</h1>\n<p>{_plain(rests_on(brief))}</p>"
    for section in brief.sections:
        yield from _section(section)
    if brief.citations:
        yield '<section id="references" class="references">\n<h2>References</h2>\n<ol>'
        yield from (_reference(citation, brief) for citation in brief.citations)
        yield "</ol>\n</section>"
    yield "</main>\n</body>\n</html>"


def _section(section: BriefSection) -> Iterator[str]:
    yield f'<section id="{escape(section.id)}">\n<h2>{_plain(section.title)}</h2>'
    under, opened = None, False
    for statement in section.statements:
        if not opened or statement.under != under:
            yield from (["</ul>"] if opened else [])
            yield from ([f"<h3>{_plain(statement.under)}</h3>"] if statement.under else [])
            yield "<ul>"
        under, opened = statement.under, True
        yield f"<li>{_statement(section, statement)}</li>"
    yield from (["</ul>"] if opened else [])
    yield "</section>"


def _statement(section: BriefSection, statement: Statement) -> str:
    told = standing(section, statement)
    numbers = " ".join(f'<a href="#r{number}">[{number}]</a>' for number in statement.citations)
    graded = f' <span class="told">({told})</span>' if told else ""
    return f'{_plain(statement.text)}{graded} <span class="cites">{numbers}</span>'


def _reference(citation: Citation, brief: Brief) -> str:
    url = address(citation)
    link = f' · <a href="{escape(url)}" rel="noreferrer">{escape(url)}</a>' if url else ""
    told = " · ".join(map(_plain, reference(citation, brief)))
    quoted = _plain(citation.sentence.text)
    return f'<li id="r{citation.number}" value="{citation.number}">{told}{link}<blockquote>{quoted}</blockquote></li>'


def _plain(words: str) -> str:
    return escape(clean(words))
