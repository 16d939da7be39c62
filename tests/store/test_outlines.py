"""What moved between two states of a database: events, control and ties that appeared, vanished or changed, field by field."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from coded_example import BURKINA
from kept_example import code, filled, item

from vedette.keeping import add, recode, refresh
from vedette.model import Coded, Move, Report
from vedette.store import Store, find_moves, outlines, remove, restore
from vedette.store.outlines import Outlines


def now(store: Store) -> Outlines:
    with store.reading() as connection:
        return outlines(connection)


def moved(store: Store, before: Outlines) -> list[Move]:
    with store.reading() as connection:
        return find_moves(connection, before)


def told(moves: list[Move]) -> set[tuple[str, str]]:
    return {(move.sort, move.how) for move in moves}


def fields(moves: list[Move], kind: str) -> dict[str, tuple[str | None, str | None]]:
    """What changed of the one event of a kind."""
    (move,) = [one for one in moves if one.sort == "event" and one.name.startswith(kind)]
    return {one.field: (one.was, one.now) for one in move.fields}


def test_nothing_moves_where_nothing_changed(tmp_path: Path) -> None:
    store = filled(tmp_path, item(1))
    before = now(store)
    refresh(store, anew=True)
    assert moved(store, before) == []


def test_what_a_report_brings_and_takes_with_it(tmp_path: Path) -> None:
    store = filled(tmp_path)
    before = now(store)
    add(store, item(1), code)
    refresh(store)
    moves = moved(store, before)
    assert told(moves) == {("event", "appeared"), ("control", "appeared"), ("tie", "appeared")}
    assert fields(moves, "capture")["killed"] == (None, "at least 14")
    before = now(store)
    remove(store, item(1).id)
    refresh(store)
    moves = moved(store, before)
    assert told(moves) == {("event", "vanished"), ("control", "vanished"), ("tie", "vanished")}
    assert fields(moves, "capture")["status"] == ("reported", None)
    assert not [move for move in moves if move.became]


def test_an_event_that_loses_the_claim_that_named_it_has_changed_and_not_gone(tmp_path: Path) -> None:
    store = filled(tmp_path, item(1), item(2, more="\n\nMore."))
    names = {one.claims[0] for one in now(store).values() if one.sort == "event"}
    first = next(report for report in (item(1), item(2, more="\n\nMore.")) if any(report.id in name for name in names))
    before = now(store)
    remove(store, first.id)
    refresh(store)
    moves = moved(store, before)
    assert {move.how for move in moves if move.sort == "event"} == {"changed"}
    was, is_now = fields(moves, "capture")["id"]
    assert was != is_now
    assert fields(moves, "capture")["reports"][0] != fields(moves, "capture")["reports"][1]
    restore(store, first.id)
    refresh(store)
    assert moved(store, before) == []


def test_what_reads_differently_is_told_field_by_field(tmp_path: Path) -> None:
    store = filled(tmp_path, item(1))

    def otherwise(report: Report) -> Coded:
        made = code(report)
        events = tuple(
            replace(event, actors=tuple(replace(one, match=replace(one.match, value=BURKINA)) for one in event.actors))
            for event in made.events
            if event.kind == "capture"
        )
        return replace(made, events=events, ties=())

    before = now(store)
    assert [differs for _, differs in recode(store, otherwise)] == [True]
    refresh(store, anew=True)
    moves = moved(store, before)
    assert told(moves) >= {("event", "vanished"), ("tie", "vanished")}
    assert fields(moves, "advance")["kind"] == ("advance", None)
