"""A database copied into another, of either sort: the same rows, the same answers, and all or nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import kept_example
import pytest
import sqlalchemy as sa
from kept_example import URL, code, filled, item, opened
from postgres_server import Server
from whole_database import broken, events_of

from vedette.errors import Impossible, StoreError
from vedette.keeping import add, refresh
from vedette.model import Around, Judgement, KillNotice, Wanted
from vedette.store import (
    ArchiveMarks,
    Store,
    cancel,
    find_control,
    find_events,
    find_lines,
    find_log,
    find_reports,
    find_ties,
    judge,
    open_store,
    remove,
)
from vedette.store.copying import copy
from vedette.store.schema import metadata

ASKED = (
    Wanted(),
    Wanted(text="soldiers retook"),
    Wanted(text='"the town of Tessit"'),
    Wanted(place="Tessit"),
    Wanted(around=Around(15.2, 0.7, 300)),
    Wanted(actor="JNIM", since=dt.date(2022, 3, 4), until=dt.date(2022, 3, 4)),
)


def example(folder: Path) -> Store:
    """Something of everything: versions, copies, a removal, a judgement, a kill notice, a mark, letters of all sorts, no title."""
    store = filled(
        folder, item(1, url=URL), item(2), item(3, url=URL, more="\n\nCorrected: État-major, الجيش, 🚨."), item(4, title=None)
    )
    remove(store, item(2).id, why="a hoax")
    with store.reading() as connection:
        event = next(find_events(connection, Wanted())).event
    claim = event.readings[0].claim.id
    judge(store, Judgement("", "accept", event.id, "ann", "", "seen", (claim,), (), True))
    cancel(store, KillNotice("urn:x", why="A hoax.", version=3, publisher="Wire"))
    ArchiveMarks(store, "all").reach("a.warc", 4_000_000_000)
    refresh(store)
    return store


def rows(store: Store) -> dict[str, list[tuple[object, ...]]]:
    with store.reading() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(sa.select(table).order_by(*table.primary_key))]
            for table in metadata.sorted_tables
        }


def answers(store: Store) -> list[object]:
    with store.reading() as connection:
        events = [(list(find_events(connection, wanted)), find_lines(connection, wanted, order="-days")) for wanted in ASKED]
        reports = [list(find_reports(connection, text=text)) for text in (None, "retook", "École")]
        return [events, reports, find_control(connection), find_ties(connection), find_log(connection)]


@pytest.fixture
def other(tmp_path: Path, server: Server) -> Iterator[Store]:
    """An empty database of the sort that the test's own is not."""
    on_server = kept_example.PLACES[-1] is not kept_example.file_in
    where = str(tmp_path / "other.db") if on_server else server.make("other")
    store = open_store(where, made_by="0.1.0", create=True)
    yield store
    store.close()
    server.clear()


def test_there_and_back_it_is_the_same(tmp_path: Path, other: Store) -> None:
    first, third = example(tmp_path), opened(tmp_path, "third.db")
    seen = list[int]()
    number = copy(first, other, told=seen.append)
    copy(other, third)
    assert number["reports"] == 4
    assert sum(number.values()) < sum(seen)
    assert rows(first) == rows(other) == rows(third)
    assert broken(other) == broken(third) == []
    assert answers(first) == answers(other) == answers(third)
    assert events_of(third)


def test_what_is_copied_goes_on(tmp_path: Path, other: Store) -> None:
    first = example(tmp_path)
    copy(first, other)
    for store in (first, other):
        assert not refresh(store)
        assert add(store, item(5, more=" More."), code) == "added"
        assert add(store, item(4, title=None), code) == "known"
        refresh(store)
        assert refresh(store, anew=True)
    assert events_of(first) == events_of(other)


def test_a_database_that_is_not_empty_is_left_alone(tmp_path: Path, other: Store) -> None:
    first = example(tmp_path)
    add(other, item(9), code)
    before = rows(other)
    with pytest.raises(Impossible, match="is not empty"):
        copy(first, other)
    assert rows(other) == before


def test_what_breaks_off_leaves_nothing(tmp_path: Path, other: Store) -> None:
    class Broken(Exception):
        pass

    def told(_: int) -> None:
        heard.append(1)
        if len(heard) == 12:
            raise Broken

    first, heard = example(tmp_path), list[int]()
    with pytest.raises(Broken):
        copy(first, other, told=told)
    assert not any(rows(other).values())
    copy(first, other)
    assert rows(first) == rows(other)


@pytest.mark.parametrize("each_database", ["sqlite"], indirect=True)
def test_what_the_other_cannot_hold_is_said(tmp_path: Path, other: Store) -> None:
    first = example(tmp_path)
    with first.writing() as connection:
        connection.execute(sa.text("UPDATE reports SET byline = 'a' || char(0) || 'b' WHERE ref = 'm1'"))
    with pytest.raises(StoreError, match="does not hold the reports as .* a zero byte"):
        copy(first, other)
    assert not any(rows(other).values())
