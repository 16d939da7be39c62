"""A database that is locked, gone, replaced or none: 503 with a time to try again, and an answer when it is back."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from kept_example import filled
from served_example import client_of, codes_while_written, refused

from vedette.api import database
from vedette.errors import StoreError


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr(database, "WAITS_SECONDS", 0.05)
    with client_of(tmp_path) as client:
        assert client.get("/api/events").status_code == 200
        yield client


def test_gone_and_back(client: TestClient, tmp_path: Path) -> None:
    file, away = tmp_path / "v.db", tmp_path / "away"
    away.mkdir()
    for part in tmp_path.glob("v.db*"):
        shutil.move(part, away)
    refused(client, "is gone")
    assert client.get("/").status_code == 200
    for part in away.iterdir():
        shutil.move(part, tmp_path)
    assert file.exists()
    assert client.get("/api/events").json()["total"] == 2


def test_another_in_its_place_is_what_is_told_of(client: TestClient, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    filled(tmp_path / "new").close()
    for part in tmp_path.glob("v.db*"):
        part.unlink()
    shutil.move(tmp_path / "new" / "v.db", tmp_path)
    assert client.get("/api/events").json()["total"] == 0


@pytest.mark.parametrize("content", [b"", b"hello, I am no database" * 500])
def test_what_is_no_database_is_told(client: TestClient, tmp_path: Path, content: bytes) -> None:
    for part in tmp_path.glob("v.db*"):
        part.unlink()
    (tmp_path / "v.db").write_bytes(content)
    refused(client, "v.db")


def test_locked_and_free_again(client: TestClient, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "v.db", isolation_level=None)) as other:
        # As a program does that copies the file or makes it smaller: nobody may read meanwhile.
        client.app.state.database.close()  # type: ignore[attr-defined]  # the app's own
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        other.execute("UPDATE meta SET value = value")
        refused(client, "in use")
        other.execute("ROLLBACK")
    assert client.get("/api/events").json()["total"] == 2


def test_many_read_while_one_writes(client: TestClient, tmp_path: Path) -> None:
    assert codes_while_written(client, tmp_path, times=20, numbers=range(4, 9)) == {200}
    assert client.get("/api/meta").json()["counts"]["reports"] == 8


def test_the_server_itself_cannot_write_where_it_reads(client: TestClient) -> None:
    held = client.app.state.database  # type: ignore[attr-defined]  # the app's own
    with pytest.raises(StoreError, match="cannot be written"), held.reading() as connection:
        connection.connection.dbapi_connection.execute("DELETE FROM events")
    assert client.get("/api/events").json()["total"] == 2


def test_a_fault_of_ours_tells_nothing_of_the_inside(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from vedette.api import events

    def broken(*_: object, **__: object) -> None:
        raise ValueError("/secret/path")

    monkeypatch.setattr(events, "find_lines", broken)
    quiet = TestClient(client.app, base_url="http://127.0.0.1", raise_server_exceptions=False)
    answer = quiet.get("/api/events")
    assert answer.status_code == 500
    assert "secret" not in answer.text
