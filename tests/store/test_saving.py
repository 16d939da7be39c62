from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from kept_example import URL, code, filled, item, opened

from vedette.errors import UsageError
from vedette.keeping import refresh
from vedette.model import Wanted, url_key
from vedette.store import (
    Store,
    counted,
    find_events,
    find_reports,
    log_failure,
    named,
    outcome_of,
    remove,
    restore,
    save,
    save_again,
)
from vedette.store.schema import metadata


def table(store: Store, name: str) -> list[tuple[Any, ...]]:
    with store.reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {name} ORDER BY 1")]  # noqa: S608  # our own names


def dump(store: Store) -> str:
    """All that the database holds."""
    return "\n".join(f"{name} {table(store, name)}" for name in (*metadata.tables, "report_texts", "event_points", "event_days"))


def standing(store: Store) -> dict[str | None, str]:
    with store.reading() as connection:
        return {kept.report.ref: kept.standing for kept in find_reports(connection)}


def test_a_report_comes_back_whole(tmp_path: Path) -> None:
    given = {"byline": "A. Writer", "url": URL, "path": "m.jsonl", "version": 2, "partial": "behind a paywall"}
    made = code(item(published_at=dt.datetime(2022, 3, 5, 9, tzinfo=dt.UTC), **given))
    store = opened(tmp_path)
    assert save(store, made) == "added"
    with store.reading() as connection:
        assert list(counted(connection)) == [made]


def test_the_same_report_twice_changes_nothing(tmp_path: Path) -> None:
    store = filled(tmp_path, item(1), item(2))
    before = dump(store)
    assert save(store, code(item(1))) == "known"
    assert not refresh(store)
    assert dump(store) == before


def test_the_order_of_adding_changes_no_event(tmp_path: Path) -> None:
    told = []
    for name, numbers in (("a", (1, 2, 3)), ("b", (3, 1, 2))):
        (tmp_path / name).mkdir()
        store = filled(tmp_path / name, *(item(number) for number in numbers))
        with store.reading() as connection:
            told.append([one.event for one in find_events(connection, Wanted())])
    assert told[0] == told[1]
    assert told[0]


def test_a_corrected_report_is_a_new_version_and_the_old_one_is_kept(tmp_path: Path) -> None:
    first, second = item(1, url=URL), item(2, url=f"{URL}/#top", more="\n\nCorrected: it was a Thursday.")
    store = opened(tmp_path)
    assert [save(store, code(first)), save(store, code(second)), save(store, code(first))] == ["added", "corrected", "known"]
    assert standing(store) == {"m1": "superseded", "m2": "counted"}
    with store.reading() as connection:
        assert [coded.report.id for coded in counted(connection)] == [second.id]
        old = next(kept for kept in find_reports(connection) if kept.standing == "superseded")
    assert second.id in str(old.reason)
    assert old.report.text == first.text


def test_the_version_published_last_counts_whichever_came_first(tmp_path: Path) -> None:
    late = item(1, url=URL, published=dt.date(2022, 3, 6))
    early = item(2, url=URL, published=dt.date(2022, 3, 5))
    store = filled(tmp_path, late, early)
    assert standing(store) == {"m1": "counted", "m2": "superseded"}


KEYS = [
    ("https://www.Sahel.example/a/", "sahel.example/a"),
    ("http://sahel.example/a#part", "sahel.example/a"),
    ("https://sahel.example/?id=7", "sahel.example?id=7"),
    ("https://sahel.example/", None),
    ("https://sahel.example", None),
    ("not an address", None),
    ("http://[broken", None),
    (None, None),
]


@pytest.mark.parametrize(("url", "key"), KEYS)
def test_what_addresses_of_one_item_share(url: str | None, key: str | None) -> None:
    assert url_key(url) == key


def test_a_removed_report_stays_and_counts_no_more_until_it_is_taken_back(tmp_path: Path) -> None:
    store = filled(tmp_path, item(1), item(2))
    assert remove(store, item(1).id, why="a hoax")
    assert not remove(store, item(1).id)
    refresh(store)
    assert standing(store) == {"m1": "removed", "m2": "counted"}
    with store.reading() as connection:
        told = list(find_events(connection, Wanted()))
        removed = next(kept for kept in find_reports(connection) if kept.standing == "removed")
    assert {report for one in told for report in one.event.reports} == {item(2).id}
    assert "a hoax" in str(removed.reason)
    assert save(store, code(item(1))) == "removed"
    assert restore(store, item(1).id)
    assert not restore(store, item(1).id)
    refresh(store)
    assert standing(store) == {"m1": "counted", "m2": "counted"}
    assert remove(store, item(1).id)
    assert len(table(store, "judgements")) == 2


def test_removing_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no report"):
        remove(opened(tmp_path), "nothing")


def test_coding_again_adds_a_coding_only_where_it_reads_differently(tmp_path: Path) -> None:
    store = filled(tmp_path, item(1))
    made = code(item(1))
    assert not save_again(store, made)
    assert len(table(store, "codings")) == 1
    changed = replace(made, events=made.events[:1])
    assert save_again(store, changed)
    assert len(table(store, "codings")) == 2
    with store.reading() as connection:
        assert list(counted(connection)) == [changed]


def test_a_failure_is_noted_once(tmp_path: Path) -> None:
    store = opened(tmp_path)
    for _ in range(2):
        log_failure(store, "a.txt", "a.txt: the file is empty")
    assert [row[3:5] for row in table(store, "intake_log")] == [("failed", "a.txt: the file is empty")]


def test_every_kept_row_names_its_version(tmp_path: Path) -> None:
    store = filled(tmp_path, item(1))
    remove(store, item(1).id)
    for name in ("reports", "codings", "judgements", "intake_log"):
        with store.reading() as connection:
            assert connection.exec_driver_sql(f"SELECT DISTINCT made_by FROM {name}").scalars().all() == ["0.1.0"]  # noqa: S608


def test_a_report_is_named_by_id_ref_or_address(tmp_path: Path) -> None:
    store = filled(tmp_path, item(1, url=URL), item(2))
    for name in (item(1, url=URL).id, item(1, url=URL).id[:8], "m1", URL):
        assert named(store, name).ref == "m1"
    for name in ("", "m9", "%"):
        with pytest.raises(UsageError):
            named(store, name)
    with store.reading() as connection:
        assert outcome_of(connection, "m9") is None
