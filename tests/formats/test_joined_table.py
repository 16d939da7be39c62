from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from kept_example import URL, filled, item
from rich.console import Console, RenderableType
from told_example import ARMY, party, planned, told

from vedette.formats.explaining import explained
from vedette.formats.joined_table import control_table, event_table, report_table, tie_table
from vedette.model import Disputed, Said, TollRange
from vedette.store import Store, find_control, find_reports, find_ties, remove

HOSTILE = "\x1b[31mred\u202e"


def shown(table: RenderableType, width: int = 80) -> str:
    stream = io.StringIO()
    Console(file=stream, width=width, highlight=False, emoji=False, markup=False).print(table)
    assert all(len(line) <= width for line in stream.getvalue().splitlines())
    return stream.getvalue()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A report, a copy of it, a version of it that came before, and one that is removed."""
    reports = (
        item(1, url=URL, partial="behind a paywall"),
        item(2),
        item(3, url=URL, published="2022-03-04"),
        item(4, more="\n\nMore."),
    )
    made = filled(tmp_path, *reports)
    remove(made, reports[3].id, why="a hoax")
    yield made
    made.close()


def test_events_with_their_first_sentence() -> None:
    text = shown(event_table([told(toll=(TollRange("killed", 14, 22, ()),)), planned()]))
    for words in ("4 Mar 2022", "capture", "14–22 killed", "Tessit", "1 source", "(+1 more)", "“Labbezanga”", "planned"):
        assert words in text
    assert "No events" in shown(event_table([]))


def test_reports_with_how_they_stand_and_why(store: Store) -> None:
    with store.reading() as connection:
        text = shown(report_table(list(find_reports(connection))))
    for words in ("reprint", "superseded", "a later version", "removed", "a hoax", "Outlet 1", "behind a paywall"):
        assert words in text


def test_control_and_ties(store: Store) -> None:
    with store.reading() as connection:
        control, ties = find_control(connection), find_ties(connection)
    assert "Government of Mali" in shown(control_table(control), 110)
    assert "backs" in shown(tie_table(ties), 110)
    assert "Nothing is told" in shown(control_table([]))
    assert "No ties" in shown(tie_table([]))


def test_no_word_of_a_report_commands_a_terminal() -> None:
    bad = told(actors=(party(replace(ARMY, name=HOSTILE)),), sources=(HOSTILE,), reasons=(HOSTILE,))
    for text in (shown(event_table([bad])), explained(bad)):
        assert "\x1b" not in text
        assert "\u202e" not in text


def test_an_explanation_goes_down_to_the_words() -> None:
    text = explained(told())
    for words in ("1 independent source: ", "  grade    F6", "said by: the general staff", "“JNIM” =", "Outlet 1"):
        assert words in text
    assert all(not line or line[0] in " c" for line in text.splitlines()), "what is under a line stands further in"


def test_explain_names_reports_as_the_user_does() -> None:
    """Joins and disputes are told of reports by their refs; ids are there to be asked by."""
    one = told()
    first, second = one.reports
    claims = {reading.claim.report: reading.claim.id for reading in one.event.readings}
    parts = [hashlib.sha256(claims[head.id].encode()).hexdigest()[:16] for head in one.reports]
    one = replace(
        one,
        event=replace(
            one.event,
            reasons=(f"{parts[0]} and {parts[1]}: the same place",),
            disputed=(Disputed("stance", (Said(first.id, "asserted"), Said(second.id, "denied"))),),
        ),
        reports=(first, replace(second, copy_of=first.id, how="reprint", coded_by="0.1.0")),
    )
    text = explained(one)
    assert "joined   m1 and m2: the same place" in text
    assert "disputed stance – m1: asserted; m2: denied" in text
    assert f"({second.id})  [reprint of m1]  read by vedette 0.1.0" in text
