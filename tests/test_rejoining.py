"""Joining what a report touches gives, row by row, what joining all gives: in any order, by any parts, after corrections,
removals, judgements and their withdrawal."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from derived_rows import differing, rows
from joined_example import START, Chance
from kept_example import opened

from vedette import keeping
from vedette.joining import blocking, recopying
from vedette.keeping import refresh
from vedette.model import Coded, Judgement, Labels
from vedette.store import Store, find_unjoined, judge, remove, restore, save, save_again, withdraw

pytestmark = pytest.mark.usefixtures("each_database")


def in_parts(store: Store, coded: Sequence[Coded], rng: random.Random) -> None:
    """Adds the reports in another order, joining now and then."""
    for one in rng.sample(coded, len(coded)):
        save(store, one)
        if rng.random() < 0.4:
            refresh(store)


def changed(store: Store, coded: Sequence[Coded], rng: random.Random, *, between: bool) -> None:
    """What may happen to kept reports, joined `between` or not: some are removed and taken back, read anew, judged."""

    def then() -> None:
        if between:
            refresh(store)

    chance = Chance(random.Random(rng.random()))  # noqa: S311
    for one in rng.sample(coded, 4):
        remove(store, one.report.id)
        then()
        if rng.random() < 0.5:
            restore(store, one.report.id)
            then()
    for one in rng.sample(coded, 4):
        save_again(store, chance.coded(one.report, one.report.published or START))
        then()
    claims = [reading.claim.id for one in coded for event in one.events for reading in event.readings]
    for number in range(5):
        mine, other = rng.sample(claims, 2)
        together = rng.random() < 0.6
        labels = Labels(kind="capture") if number % 2 else None
        decision = "merge" if together else "split"
        made, _ = judge(store, Judgement("", decision, mine, "ann", "", None, (mine,), (other,), together, labels))
        then()
        if rng.random() < 0.4:
            withdraw(store, made.id)
            then()


# On a server two of the first are enough to show that its database is the same; make test-long goes through all on both.
SEEDS = [
    pytest.param(sort, seed, marks=[pytest.mark.postgres] * (sort == "postgresql") + [pytest.mark.long] * (seed >= most))
    for sort, most in (("sqlite", 4), ("postgresql", 2))
    for seed in range(100)
]


@pytest.mark.parametrize(("each_database", "seed"), SEEDS, indirect=["each_database"])
def test_joining_in_parts_is_joining_all(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(seed)  # noqa: S311
    if seed % 2:  # blocks that are full with a few, so that they fill and empty
        monkeypatch.setattr(blocking, "FULLEST", 4)
        monkeypatch.setattr(blocking, "FULLEST_WIDE", 3)
        monkeypatch.setattr(recopying, "FULLEST", 2)
    coded = Chance(rng, days=rng.choice((6, 14, 40))).reports(rng.choice((20, 40)))
    parts, whole = opened(tmp_path, "parts.db"), opened(tmp_path, "whole.db")
    in_parts(parts, coded, rng)
    refresh(parts)
    # What counts of two versions without a day hangs on which was kept first, so both keep the reports in one order.
    order = [one for name in kept_order(parts) for one in coded if one.report.id == name]
    for one in order:
        save(whole, one)
    refresh(whole)
    assert differing(parts, whole) == []
    state = rng.getstate()
    changed(parts, coded, rng, between=True)
    refresh(parts)
    after = rows(parts)
    refresh(parts, anew=True)
    assert [table for table, told in rows(parts).items() if told != after[table]] == []
    rng.setstate(state)
    monkeypatch.setattr(keeping, "BATCH", 7)
    refresh(parts, anew=True)
    assert [table for table, told in rows(parts).items() if told != after[table]] == []


def kept_order(store: Store) -> list[str]:
    with store.reading() as connection:
        return list(connection.exec_driver_sql("SELECT id FROM reports ORDER BY seq").scalars())


def test_what_has_no_address_touches_no_other(tmp_path: Path) -> None:
    store = opened(tmp_path)
    for one in Chance(random.Random(5)).reports(6):  # noqa: S311
        save(store, replace(one, report=replace(one.report, url=None)))
        with store.reading() as connection:
            assert find_unjoined(connection, 99) == [one.report.id]
        refresh(store)


def test_a_report_that_touches_nothing_leaves_the_rest_alone(tmp_path: Path) -> None:
    coded = Chance(random.Random(3)).reports(12)  # noqa: S311
    store = opened(tmp_path)
    for one in coded:
        save(store, one)
    refresh(store)
    before = rows(store)["event_records"]
    far = Chance(random.Random(4)).report(99, None)  # noqa: S311
    save(store, replace(far, events=(), control=(), ties=()))
    refresh(store)
    assert rows(store)["event_records"] == before
