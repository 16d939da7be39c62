"""Four who write at once: each report is kept once, by one of them, and the events are those of one who wrote alone."""

from __future__ import annotations

import json
import random
import sys
import time
from pathlib import Path

import pytest
from derived_rows import differing
from joined_example import Chance
from kept_example import opened
from killing import FORKED
from whole_database import broken

from vedette.keeping import add, refresh
from vedette.model import Coded
from vedette.store import remove, restore

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are not forked there")
WRITERS = 4
KEPT = ("added", "corrected")


def writes(folder: Path, coded: list[Coded], number: int, seconds: float) -> None:
    """What each process does: adds the same reports in an order of its own, joins, withdraws some and takes that back."""
    store, rng, end, came = opened(folder), random.Random(number), time.monotonic() + seconds, {}  # noqa: S311  # no secret
    for one in rng.sample(coded, len(coded)):
        if time.monotonic() > end:
            break
        came[one.report.id] = add(store, one.report, lambda _, one=one: one)  # type: ignore[misc]  # bound now
        chance = rng.random()
        if chance < 0.1:
            refresh(store)
        elif chance < 0.15 and remove(store, one.report.id):
            restore(store, one.report.id)
    store.close()
    (folder / f"{number}.json").write_text(json.dumps(came))


@pytest.mark.parametrize(("seconds", "reports"), [(3, 400), pytest.param(300, 40_000, marks=pytest.mark.long)])
def test_four_who_write_at_once_lose_and_repeat_nothing(tmp_path: Path, seconds: int, reports: int) -> None:
    coded = Chance(random.Random(seconds), days=reports // 2).reports(reports)  # noqa: S311
    opened(tmp_path).close()
    processes = [FORKED.Process(target=writes, args=(tmp_path, coded, number, seconds)) for number in range(WRITERS)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * WRITERS
    came = [json.loads((tmp_path / f"{number}.json").read_text()) for number in range(WRITERS)]
    kept = sorted(id_ for one in came for id_, outcome in one.items() if outcome in KEPT)
    assert len(kept) > WRITERS
    assert all(set(one.values()) & set(KEPT) for one in came), "only some of them wrote: too little was shown"
    store = opened(tmp_path)
    refresh(store)
    with store.reading() as connection:
        order = list(connection.exec_driver_sql("SELECT id FROM reports ORDER BY seq").scalars())
        logged = connection.exec_driver_sql("SELECT report FROM intake_log WHERE outcome IN ('added', 'corrected')").scalars().all()
    assert sorted(order) == sorted(logged) == kept == sorted({id_ for one in came for id_ in one})
    assert [what for what in broken(store) if what != "a coding without all its claims"] == []  # these claim more or less than two
    alone, by_id = opened(tmp_path, "alone.db"), {one.report.id: one for one in coded}
    for id_ in order:
        add(alone, by_id[id_].report, lambda report: by_id[report.id])
    refresh(alone)
    assert differing(store, alone) == []
    print(f"{len(order)} reports in {seconds} s by {WRITERS} writers, {[len(one) for one in came]} asked of them")
