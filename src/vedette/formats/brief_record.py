"""A Brief -> its record for JSON: the statements with the numbers of their citations, then the citations."""

from __future__ import annotations

from vedette.formats.brief_words import headline, rests_on
from vedette.formats.records import Record, day_text, words_record
from vedette.model import Brief, Citation, Statement


def brief_record(brief: Brief) -> Record:
    """The record of a brief."""
    return {
        "headline": f"{headline(brief)}. {rests_on(brief)}",
        "asked": brief.asked,
        "events": brief.events,
        "reports": brief.reports,
        "copies": brief.copies,
        "independent_sources": brief.independent_sources,
        "first": day_text(brief.first),
        "last": day_text(brief.last),
        "left_out": brief.left_out,
        "sections": [
            {"id": section.id, "title": section.title, "statements": [_statement(one) for one in section.statements]}
            for section in brief.sections
        ],
        "citations": [_citation(citation) for citation in brief.citations],
    }


def _statement(statement: Statement) -> Record:
    return {
        "text": statement.text,
        "citations": list(statement.citations),
        "under": statement.under,
        "events": list(statement.events),
        "stance": statement.stance,
        "status": statement.status,
        "independent_sources": statement.independent_sources,
    }


def _citation(citation: Citation) -> Record:
    head = citation.report
    return {
        "number": citation.number,
        "report": {
            "id": head.id,
            "ref": head.ref,
            "publisher": head.publisher,
            "title": head.title,
            "published": day_text(head.published),
            "url": head.url,
            "copy_of": head.copy_of,
            "how": head.how,
        },
        **words_record(citation.sentence),
    }
