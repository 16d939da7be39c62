"""Killed at any moment while reports are added, a database holds whole reports only, and the next run ends as if nothing was."""

from __future__ import annotations

import random
import shutil
import sys
import time
from functools import cache
from pathlib import Path

import pytest
from kept_example import URL, code, filled, item, opened
from killing import killed_after
from whole_database import broken, events_of

from vedette.keeping import add, refresh
from vedette.model import JoinedEvent
from vedette.store import is_joined

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are not forked there")
REPORTS = tuple(item(number, url=f"{URL}/{number % 9}", more=f"\n\nReport {number}.") for number in range(12))
MOST_TRIES = 5


def adds(folder: Path) -> None:
    """What the killed process does; events are joined now and then, so that it is killed in that too."""
    store = opened(folder)
    for number, report in enumerate(REPORTS):
        add(store, report, code)
        if number % 4 == 3:
            refresh(store)


@cache
def undisturbed(folder: Path) -> list[JoinedEvent]:
    (folder / "whole").mkdir()
    return events_of(filled(folder / "whole", *REPORTS))


@pytest.mark.parametrize("points", [10, pytest.param(200, marks=pytest.mark.long)])
def test_a_killed_run_leaves_whole_reports_and_the_next_ends_it(tmp_path: Path, points: int) -> None:
    expected, chance, cut_short = undisturbed(tmp_path), random.Random(points), 0  # noqa: S311  # moments, not secrets
    (tmp_path / "timed").mkdir()
    start = time.perf_counter()
    killed_after(60, adds, tmp_path / "timed")
    lasts = time.perf_counter() - start
    for point in range(MOST_TRIES * points):
        if cut_short == points:
            break
        folder = tmp_path / str(point)
        folder.mkdir()
        cut = killed_after(chance.uniform(0, lasts), adds, folder)
        cut_short += cut
        lasts *= 1.0 if cut else 0.8  # it was done before: on a busy machine the first run lasts longer than the next
        store = opened(folder)
        assert broken(store) == []
        with store.reading() as connection:
            done = connection.exec_driver_sql("SELECT count(*) FROM reports").scalar()
            assert is_joined(connection, store.made_by) or done
        for report in REPORTS:
            add(store, report, code)
        refresh(store)
        assert broken(store) == []
        assert events_of(store) == expected
        store.close()
        shutil.rmtree(folder)
    assert cut_short == points, "most processes were done before they were killed: too little was shown"


def test_the_watch_for_broken_databases_sees_one(tmp_path: Path) -> None:
    store = filled(tmp_path, item(1))
    assert broken(store) == []
    with store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM claims WHERE seq = 1")
    assert broken(store) == ["a coding without all its claims"]
