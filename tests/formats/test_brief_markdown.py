from __future__ import annotations

import re
from dataclasses import replace

import pytest
from brief_example import HOSTILE, brief, empty

from vedette.formats.brief_markdown import brief_markdown


def test_the_whole() -> None:
    assert brief_markdown(brief()) == (
        "# Situation report: The army took Tessit, according to the staff.\n\n"
        "4 events from 2 reports (1 copy among them) of 1 independent source, 4 Mar 2022 to 5 Mar 2022; "
        "also 1 question or supposition, which is left out.\n\n"
        "## What happened\n\n### 4 March 2022\n\n"
        "- The army took Tessit, according to the staff. *(corroborated, 2 independent sources)* [1][2]\n"
        "- There was an attack. [2]\n\n"
        "### The army took Tessit, according to the staff.\n\n"
        "- There was a raid. *(contested)* [2]\n\n"
        "## Only claimed\n\n- Planned or expected: advance. [1]\n\n"
        "## References\n\n"
        "1. The army took Tessit, according to the staff. · The army took Tessit, according to the staff. · 5 Mar 2022 · "
        "<https://sahel.example/a?b=1&c=2>  \n   “The army took Tessit, according to the staff.”\n"
        "2. Outlet 2 · A; title · 5 Mar 2022 · only quotes The army took Tessit, according to the staff.  \n   “Said so.”\n"
    )


def test_no_word_of_a_report_is_a_mark() -> None:
    text = brief_markdown(brief(HOSTILE))
    assert "\x1b" not in text
    assert "\u202e" not in text
    for mark in (r"(?<!\\)<(?!https://sahel)", r"(?<!\\)\](?=\()", r"(?<!\\)`", r"javascript"):
        assert not re.search(mark, text), mark


@pytest.mark.parametrize("words", ["- one", "1. one", "# one", "> one", "+ one", "=== one", "12) one", "| a |"])
def test_no_word_of_a_report_begins_a_block(words: str) -> None:
    lines = [line for line in brief_markdown(brief(words)).splitlines() if line.startswith("- ") and "one" in line]
    assert all(re.match(r"- (\\|\d+\\)", line) for line in lines), lines


def test_nothing_told() -> None:
    assert brief_markdown(empty()) == "# Situation report: Nowhere\n\nNothing is told of this.\n"


def test_a_copy_names_the_outlet_of_its_original_where_that_is_cited() -> None:
    one = brief()
    copy = replace(one.citations[1].report, copy_of="r1", how="reprint")
    text = brief_markdown(replace(one, citations=(one.citations[0], replace(one.citations[1], report=copy))))
    assert "· a reprint of The army took Tessit, according to the staff., 5 Mar 2022" in text
