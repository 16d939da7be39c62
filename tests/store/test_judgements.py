"""Judgements round trip: kept once, withdrawn by a mark, never overwritten; a database of the first layout is brought up."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from coded_example import ARMY, TESSIT
from kept_example import filled, item, opened

from vedette.errors import StoreError, UsageError
from vedette.keeping import refresh
from vedette.model import Judgement, Labels, Wanted
from vedette.store import find_events, find_judgements, judge, open_store, remove, state, withdraw

ALL = Labels("advance", "denied", TESSIT, (ARMY,), (ARMY, ARMY))
JUDGEMENTS: list[Judgement] = [
    Judgement("", "accept", "q1", "ann", "", None, ("a",), ("b",), together=True),
    Judgement("", "accept", "q2", "ann", "", "contested indeed"),
    Judgement("", "split", "e1", "ann", "", "another village", ("a", "b"), ("c",), together=False),
    Judgement("", "merge", "e1 e2", "bob", "", None, ("a",), ("b", "c"), together=True),
    Judgement("", "relabel", "e1", "bob", "", "seen on video", ("a",), labels=ALL),
]


def kept(store: Any) -> list[Judgement]:
    with store.reading() as connection:
        return find_judgements(connection)


@pytest.mark.parametrize("judgement", JUDGEMENTS, ids=lambda one: f"{one.decision} {one.subject}")
def test_a_judgement_comes_back_as_it_went_in(tmp_path: Path, judgement: Judgement) -> None:
    store = opened(tmp_path)
    made, is_new = judge(store, judgement)
    assert is_new
    assert kept(store) == [made]
    for field in ("decision", "subject", "who", "why", "one", "other", "together", "labels"):
        assert getattr(made, field) == getattr(judgement, field)
    assert made.id
    assert made.made_at[:2] == "20"
    assert made.withdrawn_at is None


def test_the_same_judgement_is_kept_once_and_again_after_it_was_withdrawn(tmp_path: Path) -> None:
    store = opened(tmp_path)
    first, _ = judge(store, JUDGEMENTS[2])
    assert judge(store, JUDGEMENTS[2]) == (first, False)
    withdrawn, done = withdraw(store, first.id[:5], who="cid")
    assert done
    assert (withdrawn.id, withdrawn.withdrawn_by) == (first.id, "cid")
    assert withdrawn.withdrawn_at
    assert withdraw(store, first.id) == (withdrawn, False)
    second, is_new = judge(store, JUDGEMENTS[2])
    assert is_new
    assert second.id != first.id
    assert kept(store) == [withdrawn, second]


def test_a_judgement_that_another_spoke_against_is_kept_again(tmp_path: Path) -> None:
    store = opened(tmp_path)
    split, merge = JUDGEMENTS[2], JUDGEMENTS[3]
    ids = [judge(store, judgement)[0].id for judgement in (split, merge, split, split)]
    assert len(set(ids)) == 3
    assert ids[2] == ids[3]
    assert ids[0] != ids[2]


def test_judgements_of_one_moment_keep_their_order(tmp_path: Path) -> None:
    store = opened(tmp_path)
    made = [judge(store, judgement)[0] for judgement in JUDGEMENTS]
    assert sorted(made, key=lambda one: one.made_at) == made == kept(store)


def test_each_judgement_and_each_withdrawal_changes_what_events_rest_on(tmp_path: Path) -> None:
    store, states = opened(tmp_path), []
    for step in (lambda: None, lambda: judge(store, JUDGEMENTS[0]), lambda: withdraw(store, kept(store)[0].id)):
        step()
        with store.reading() as connection:
            states.append(state(connection))
    assert len(set(states)) == 3


@pytest.mark.parametrize("name", ["", "zzz"])
def test_no_judgement_of_this_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="is no judgement"):
        withdraw(opened(tmp_path), name)


@pytest.mark.parametrize("each_database", ["sqlite"], indirect=True)
def test_a_database_that_cannot_be_written_takes_none(tmp_path: Path) -> None:
    opened(tmp_path).close()
    (tmp_path / "v.db").chmod(0o444)
    store = open_store(str(tmp_path / "v.db"), made_by="0.1.0")
    if not store.read_only:
        pytest.skip("whoever runs this may write everywhere")
    with pytest.raises(StoreError):
        judge(store, JUDGEMENTS[0])


@pytest.mark.parametrize("each_database", ["sqlite"], indirect=True)
def test_a_database_of_the_first_layout_keeps_its_removals(tmp_path: Path) -> None:
    store = filled(tmp_path, item(1), item(2))
    report = item(1).id
    remove(store, report, why="a hoax")
    store.close()
    with closing(sqlite3.connect(tmp_path / "v.db")) as connection, connection:
        connection.execute("ALTER TABLE judgements DROP COLUMN record")
        for table in (
            "unjoined",
            "text_marks",
            "credit_names",
            "telling_marks",
            "points",
            "event_parts",
            "event_cards",
            "event_changes",
            "card_lines",
        ):
            connection.execute(f"DROP TABLE {table}")
        for index in ("ix_events_kind_status", "ix_events_kind_point", "ix_events_point"):
            connection.execute(f"DROP INDEX {index}")
        connection.execute("ALTER TABLE judgements DROP COLUMN version")
        connection.execute("ALTER TABLE reports DROP COLUMN version")
        connection.execute("ALTER TABLE reports DROP COLUMN partial")
        connection.execute("DROP TABLE feed_entries")
        connection.execute("DROP TABLE feeds")
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    again = opened(tmp_path)
    assert refresh(again)
    with again.reading() as connection:
        assert len(list(find_events(connection, Wanted()))) == 2
    (removal,) = kept(again)
    assert (removal.decision, removal.subject, removal.why) == ("remove", report, "a hoax")
    assert judge(again, JUDGEMENTS[4])[0].labels == ALL
