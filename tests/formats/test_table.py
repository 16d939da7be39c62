from __future__ import annotations

import io
from dataclasses import replace

import pytest
from coded_example import coded
from rich.console import Console, RenderableType

from vedette.formats import candidate_records
from vedette.formats.table import candidate_table, coded_table, mention_table
from vedette.model import Coded, Garble


def shown(renderable: RenderableType, width: int, **options: object) -> str:
    stream = io.StringIO()
    Console(file=stream, width=width, **options).print(renderable)  # type: ignore[arg-type]  # options by name
    return stream.getvalue()


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("width", [80, 100, 120, 200])
def test_a_table_says_all_and_fits(width: int) -> None:
    text = shown(coded_table(coded(), width=width), width)
    assert max(map(len, text.splitlines())) <= width
    for words in ("4 Mar 2022", "capture", "asserted", "planned", "≥ 14 killed", "Tessit", "“Labbezanga”", "gained by", "backs"):
        assert words in text
    assert "Machine-paraphrased: 1 spun phrase;" in flat(text)
    assert "“Malian soldiers retook the town of Tessit on Friday," in flat(text)
    assert "Sahel Wire · 5 Mar 2022 · m1" in text


@pytest.mark.parametrize(("width", "header"), [(109, "Kind, stance"), (110, "Stance")])
def test_a_wide_terminal_has_more_columns(width: int, header: str) -> None:
    assert header in shown(coded_table(coded(), width=width), width)


def test_a_report_without_date_says_so() -> None:
    made = coded()
    text = shown(coded_table(replace(made, report=replace(made.report, published=None)), width=80), 80)
    assert "No publication date" in text


def test_an_untitled_report_is_headed_by_how_it_opens_in_whole_words() -> None:
    made = coded()
    report = replace(made.report, title=None, text="Soldiers " * 40, path="-", ref=None)
    head = shown(coded_table(replace(made, report=report), width=80), 80).splitlines()
    assert head[0].startswith("Soldiers Soldiers ")
    assert "Soldiers … ─" in head[0]
    assert "standard input" in head[1]


def test_nothing_found_is_said_with_its_reason() -> None:
    made = coded()
    empty = Coded(made.report, Garble(0.0), (), (), ())
    assert "No events found." in shown(coded_table(empty, width=80), 80)
    assert "not in English" in shown(coded_table(replace(empty, notice="not in English"), width=80), 80)


def test_text_cannot_command_the_terminal_or_the_markup() -> None:
    made = coded()
    evil = replace(made.report, title="\x1b]0;x\x07[red]Army", publisher="[bold]Wire\x1b[2J")
    text = shown(coded_table(replace(made, report=evil), width=80), 80)
    assert "\x1b" not in text
    assert "[red]Army" in text
    assert "[bold]Wire" in text


def test_colours_only_where_asked() -> None:
    assert "\x1b[" in shown(coded_table(coded(), width=80), 80, force_terminal=True)
    assert "\x1b[3" not in shown(coded_table(coded(), width=80), 80, force_terminal=True, no_color=True)
    assert "\x1b[" not in shown(coded_table(coded(), width=80), 80)


def test_mentions_and_candidates() -> None:
    made = coded()
    event = made.events[0]
    places = shown(mention_table(made.report, [event.place, made.events[1].place]), 80)
    assert "15.200, 0.723" in places
    assert "no place of this name" in flat(places)
    assert "MIL" in shown(mention_table(made.report, event.actors), 80)
    assert "None found." in shown(mention_table(made.report, ()), 80)
    assert "15.2004, 0.72346" in shown(candidate_table(candidate_records([event.place.match])), 100)
    assert "mli-mil" in shown(candidate_table(candidate_records([event.actors[0].match])), 80)
