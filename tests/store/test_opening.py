from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from kept_example import code, item, opened

import vedette.store
from vedette.errors import StoreError, UsageError
from vedette.store import open_store, save
from vedette.store.schema import DERIVED, REVISION, metadata

# What lies in a file alone; a server's own is in test_postgres.py.
ON_A_FILE = pytest.mark.parametrize("each_database", ["sqlite"], indirect=True)
FOUND_BY = {f"ix_{name}" for name in ("report_texts", "sentence_texts", "event_points", "event_days")}
MIGRATIONS = Path(vedette.store.__file__).parent / "migrations"


@pytest.mark.filterwarnings("ignore:Did not recognize type")
def test_the_migrations_lead_to_the_schema(tmp_path: Path) -> None:
    with opened(tmp_path).reading() as connection:
        changes = compare_metadata(MigrationContext.configure(connection), metadata)
    # What each database finds words, points and days by is no part of the metadata.
    assert [change for change in changes if not change[0].startswith("remove_")] == []
    assert {change[1].name for change in changes if change[0] == "remove_index"} <= FOUND_BY
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == REVISION


@ON_A_FILE
def test_derived_tables_and_kept_ones_are_told_apart() -> None:
    names = {table.name for table in DERIVED}
    kept = {
        "reports",
        "codings",
        "claims",
        "judgements",
        "intake_log",
        "feeds",
        "feed_entries",
        "event_changes",
        "meta",
        "unjoined",
    }
    assert kept == set(metadata.tables) - names


@ON_A_FILE
def test_a_database_is_opened_again_and_by_its_url(tmp_path: Path) -> None:
    store = opened(tmp_path)
    save(store, code(item()))
    store.close()
    for name in (str(tmp_path / "v.db"), f"sqlite:///{tmp_path / 'v.db'}"):
        again = open_store(name, made_by="0.2.0")
        with again.reading() as connection:
            assert connection.exec_driver_sql("SELECT made_by FROM reports").scalars().all() == ["0.1.0"]
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        again.close()


def text_file(path: Path) -> None:
    path.write_text("this is a text, and a long one, so that it cannot be taken for the head of a database " * 3)


def of_another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE songs (name TEXT)")


def of_a_newer_vedette(path: Path) -> None:
    opened(path.parent, path.name).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


WRONG = [
    (text_file, "is no database"),
    (of_another_program, "is the database of another program"),
    (of_a_newer_vedette, "was made by a newer vedette"),
    (Path.mkdir, "is a folder"),
    (str, "there is no such database"),
]


@ON_A_FILE
@pytest.mark.parametrize(("make", "said"), WRONG, ids=[said for _, said in WRONG])
def test_what_is_no_database_of_ours_is_one_line(tmp_path: Path, make: object, said: str) -> None:
    path = tmp_path / "x.db"
    make(path)  # type: ignore[operator]  # one of the makers above
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError, match=said) as told:
        open_store(str(path), made_by="0.1.0")
    assert str(path) in str(told.value)
    assert "\n" not in str(told.value)
    assert (path.read_bytes() if path.is_file() else None) == before


@ON_A_FILE
def test_no_folder_and_other_databases_are_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no folder"):
        open_store(str(tmp_path / "no" / "x.db"), made_by="0", create=True)
    for url in ("mysql://host/base", "postgresql://host/base?nothing=1", "sqlite://", "sqlite:///:memory:", "://"):
        with pytest.raises(UsageError, match="--db"):
            open_store(url, made_by="0", create=True)


@ON_A_FILE
def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    (tmp_path / "v.db").touch()
    with opened(tmp_path).reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM reports").scalar() == 0


@ON_A_FILE
def test_a_locked_database_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(tmp_path).close()
    monkeypatch.setattr("vedette.store.sqlite.WAITS_SECONDS", 0.05)
    holder = sqlite3.connect(tmp_path / "v.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    store = opened(tmp_path)
    with pytest.raises(StoreError, match="another program is writing"):
        save(store, code(item()))
    holder.execute("ROLLBACK")
    assert save(store, code(item())) == "added"
    holder.close()


def test_what_fails_in_the_middle_leaves_nothing(tmp_path: Path) -> None:
    store = opened(tmp_path)
    with pytest.raises(ZeroDivisionError), store.writing() as connection:
        connection.exec_driver_sql("INSERT INTO meta VALUES ('a', 'b')")
        raise ZeroDivisionError
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM meta").scalar() == 0


def test_a_reader_sees_one_moment(tmp_path: Path) -> None:
    store = opened(tmp_path)
    save(store, code(item(1)))
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM reports").scalar() == 1
        save(store, code(item(2)))
        assert connection.exec_driver_sql("SELECT count(*) FROM reports").scalar() == 1
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM reports").scalar() == 2


@ON_A_FILE
def test_a_folder_that_cannot_be_written_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = opened(tmp_path)
    save(made, code(item()))
    made.close()
    monkeypatch.setattr(os, "access", lambda _, mode: mode != os.W_OK)
    store = open_store(str(tmp_path / "v.db"), made_by="0.1.0")
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM reports").scalar() == 1
    with pytest.raises(StoreError, match="read-only"):
        save(store, code(item(2)))


@ON_A_FILE
def test_the_store_loads_no_parser_and_no_alembic_for_what_is_up_to_date(tmp_path: Path) -> None:
    opened(tmp_path).close()
    path = str(tmp_path / "v.db")
    script = f"import sys; from vedette.store import open_store; open_store({path!r}, made_by='0'); print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in told.stdout.split()}
    assert loaded.isdisjoint({"spacy", "alembic", "numpy"})
