from __future__ import annotations

import json

from brief_example import HOSTILE, brief, empty

from vedette.formats.brief_record import brief_record
from vedette.formats.jsonl import as_line


def test_the_record() -> None:
    record = json.loads(as_line(brief_record(brief(HOSTILE))))
    assert (record["events"], record["reports"], record["copies"], record["first"]) == (4, 2, 1, "2022-03-04")
    statement = record["sections"][0]["statements"][0]
    assert statement == {
        "text": HOSTILE,
        "citations": [1, 2],
        "under": "4 March 2022",
        "events": ["e1"],
        "stance": "asserted",
        "status": "corroborated",
        "independent_sources": 2,
    }
    citation = record["citations"][1]
    assert (citation["number"], citation["text"], citation["start"], citation["end"]) == (2, "Said so.", 0, 8)
    assert citation["report"]["how"] == "quote"


def test_nothing_told() -> None:
    record = brief_record(empty())
    assert record["headline"] == "Situation report: Nowhere. Nothing is told of this."
    assert (record["first"], record["sections"], record["citations"]) == (None, [], [])
