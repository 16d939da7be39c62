"""What docs/databases.md tells of backups, done by the tools themselves: what comes back is what was there, and goes on."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from kept_example import code, filled, item, where
from postgres_server import Server
from whole_database import broken, events_of

from vedette.keeping import add, refresh
from vedette.model import Wanted
from vedette.store import Store, find_events, open_store, remove

ON_A_FILE = pytest.mark.parametrize("each_database", ["sqlite"], indirect=True)
ON_A_SERVER = pytest.mark.parametrize("each_database", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True)


def example(folder: Path) -> Store:
    store = filled(folder, item(1), item(2), item(3, more="\n\nMore: État-major."))
    remove(store, item(2).id, why="a hoax")
    refresh(store)
    return store


def goes_on(first: Store, where: str) -> None:
    """That the database at `where` holds what the first one does, and takes more."""
    again = open_store(where, made_by="0.1.0")
    assert broken(again) == []
    assert not refresh(again)
    assert events_of(again) == events_of(first) != []
    with first.reading() as one, again.reading() as two:
        asked = Wanted(text="soldiers retook")
        assert list(find_events(two, asked)) == list(find_events(one, asked)) != []
    assert add(again, item(2), code) == "removed"
    assert add(again, item(4, more=" Later."), code) == "added"
    assert refresh(again)
    assert broken(again) == []
    again.close()


@ON_A_FILE
def test_a_file_backed_up_by_sqlite_while_another_writes(tmp_path: Path) -> None:
    first = example(tmp_path)
    with first.writing(), closing(sqlite3.connect(tmp_path / "v.db")) as here, closing(sqlite3.connect(tmp_path / "b.db")) as there:
        here.backup(there)
    goes_on(first, str(tmp_path / "b.db"))


@ON_A_FILE
@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="the program sqlite3 is not installed")
def test_a_file_backed_up_by_the_program_of_sqlite(tmp_path: Path) -> None:
    first = example(tmp_path)
    subprocess.run(["sqlite3", str(tmp_path / "v.db"), f".backup {tmp_path / 'b.db'}"], check=True)
    goes_on(first, str(tmp_path / "b.db"))


@ON_A_SERVER
@pytest.mark.parametrize("form", ["custom", "plain"])
def test_a_database_of_a_server_dumped_and_restored(tmp_path: Path, postgres: Server, form: str) -> None:
    first, back = example(tmp_path), postgres.make("back", template="template0")
    dump = str(postgres.folder / f"vedette.{form}")
    postgres.sql("CREATE EXTENSION postgis", database="back")
    postgres.run("pg_dump", "--format", form, "--extension", "plpgsql", "--file", dump, where(tmp_path))
    if form == "custom":
        postgres.run("pg_restore", "--exit-on-error", "--dbname", back, dump)
    else:
        postgres.run("psql", "--quiet", "--set", "ON_ERROR_STOP=1", "--dbname", back, "--file", dump)
    goes_on(first, back)
