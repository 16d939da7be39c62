"""What all ways out of a brief say alike: its headline, what it rests on, how well a statement is told, its reference."""

from __future__ import annotations

from vedette.formats.wording import clean, day_words
from vedette.model import Brief, BriefSection, Citation, ReportHead, Statement

NOTHING = "Nothing is told of this."
LEFT_OUT = ("question or supposition, which is left out", "questions and suppositions, which are left out")
# Where and how it is said how well a statement is told: one source goes without saying, and other headings say it themselves.
GRADED = frozenset({"happened", "control", "ties"})
SAID = frozenset({"corroborated", "contested"})
COPIES = {"reprint": "a reprint of", "paraphrase": "a paraphrase of", "credit": "credited to", "quote": "only quotes"}


def headline(brief: Brief) -> str:
    """What was asked."""
    return f"Situation report: {clean(brief.asked)}"


def rests_on(brief: Brief) -> str:
    """The reports, sources and days that a brief rests on, in a sentence."""
    if not brief.sections:
        return NOTHING
    copies = f" ({_number(brief.copies, 'copy', 'copies')} among them)" if brief.copies else ""
    days = f", {day_words(brief.first)} to {day_words(brief.last)}" if brief.first and brief.last else ""
    sources = _number(brief.independent_sources, "independent source")
    left = f"; also {_number(brief.left_out, *LEFT_OUT)}" if brief.left_out else ""
    return f"{_number(brief.events, 'event')} from {_number(brief.reports, 'report')}{copies} of {sources}{days}{left}."


def standing(section: BriefSection, statement: Statement) -> str | None:
    """How well a statement is told, where that must be said: "corroborated, 2 independent sources"."""
    if section.id not in GRADED or statement.status not in SAID:
        return None
    number = statement.independent_sources or 0
    return f"{statement.status}, {_number(number, 'independent source')}" if number > 1 else statement.status


def reference(citation: Citation, brief: Brief) -> tuple[str, ...]:
    """A reference without its address and sentence: outlet, title, day; of a copy also of what."""
    head = citation.report
    outlet, day = _outlet(head), day_words(head.published) if head.published else "no day"
    cited = {one.report.id: f"{_outlet(one.report)}, {day_words(one.report.published)}" for one in brief.citations}
    copy = f"{COPIES[head.how]} {cited.get(head.copy_of, clean(head.copy_of))}" if head.how and head.copy_of else None
    return tuple(part for part in (outlet, clean(head.title) if head.title else None, day, copy) if part)


def _outlet(head: ReportHead) -> str:
    return clean(head.publisher or head.ref or head.id)


def address(citation: Citation) -> str | None:
    """A report's address, where it is one of the web."""
    url = clean(citation.report.url or "")
    return url if url.startswith(("https://", "http://")) and " " not in url else None


def _number(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or f'{one}s'}"
