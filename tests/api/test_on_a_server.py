"""The API over a database on a server of PostgreSQL: the same bytes as over a file, and 503 while the server is gone."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from fastapi.testclient import TestClient
from kept_example import code, item, opened, where
from postgres_server import Server
from served_example import ADDRESSES, VERSION, client_of, codes_while_written, refused

from vedette.api import Settings, database, make_app
from vedette.errors import StoreError
from vedette.keeping import add, refresh
from vedette.store import open_store
from vedette.store.copying import copy

ON_A_SERVER = pytest.mark.parametrize("each_database", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, server: Server) -> Iterator[tuple[TestClient, TestClient]]:
    """Two servers, one over a file, the other over its copy in PostgreSQL."""
    folder = tmp_path_factory.mktemp("db")
    first = client_of(folder)
    url = server.make("served")
    source, target = (open_store(one, made_by=VERSION, create=True) for one in (str(folder / "v.db"), url))
    copy(source, target)
    source.close()
    target.close()
    second = TestClient(make_app(Settings(url, VERSION, name="v.db")), base_url="http://127.0.0.1:8000", follow_redirects=False)
    with first, second:
        yield first, second
    server.clear()


@pytest.mark.postgres
@pytest.mark.parametrize("address", [address for address in ADDRESSES if address != "/session"])  # whose token is ever new
def test_both_databases_give_the_same_bytes(both: tuple[TestClient, TestClient], address: str) -> None:
    first, second = (client.get(f"/api{address}") for client in both)
    assert (first.status_code, second.status_code) == (200, 200)
    if address == "/meta":
        told = [answer.json() | {"samples": None, "database": None} for answer in (first, second)]
        assert told[0] == told[1]
    else:
        assert first.content == second.content


@pytest.fixture
def client(tmp_path: Path, each_database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    assert each_database == "postgresql"
    monkeypatch.setattr(database, "WAITS_SECONDS", 0.5)
    with client_of(tmp_path) as client:
        assert client.get("/api/events").status_code == 200
        yield client


@ON_A_SERVER
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGQUIT], ids=["stopped", "killed"])
def test_gone_and_back(client: TestClient, postgres: Server, how: int) -> None:
    try:
        postgres.stop(how)
        refused(client, "cannot be reached: no server")
        assert client.get("/").status_code == 200
    finally:
        postgres.start()
    assert client.get("/api/events").json()["total"] == 2


@ON_A_SERVER
def test_a_database_that_is_taken_out_and_put_back(client: TestClient, postgres: Server, tmp_path: Path) -> None:
    (name,) = postgres.databases() - {"postgres"} - {"template_vedette"}
    postgres.sql(f"DROP DATABASE {name} WITH (FORCE)")
    refused(client, "does not exist")
    postgres.make(name)
    assert client.get("/api/events").json()["total"] == 0
    store = opened(tmp_path)
    add(store, item(1), code)
    refresh(store)
    assert client.get("/api/events").json()["total"] == 2


@ON_A_SERVER
@pytest.mark.usefixtures("each_database")
def test_no_password_is_told(postgres: Server, tmp_path: Path) -> None:
    opened(tmp_path).close()
    name = where(tmp_path).rpartition("?")[0].rpartition("/")[2]
    settings = Settings(postgres.url_with_password(name, password="wr0ng"), VERSION)  # noqa: S106  # of nobody
    with TestClient(make_app(settings), base_url="http://127.0.0.1:8000") as client:
        answer = client.get("/api/events")
    assert answer.status_code == 503
    assert "wr0ng" not in answer.text
    with TestClient(make_app(Settings(postgres.url_with_password(name), VERSION)), base_url="http://127.0.0.1:8000") as client:
        answer = client.get("/api/meta")
        assert answer.json()["database"] == name
        assert postgres.password not in answer.text


@ON_A_SERVER
def test_many_read_while_one_writes(client: TestClient, tmp_path: Path) -> None:
    assert codes_while_written(client, tmp_path, times=10, numbers=range(4, 7)) == {200}
    assert client.get("/api/meta").json()["counts"]["reports"] == 6


@ON_A_SERVER
def test_the_server_itself_cannot_write_where_it_reads(client: TestClient) -> None:
    held = client.app.state.database  # type: ignore[attr-defined]  # the app's own
    with pytest.raises(StoreError, match="cannot be written: it is read-only"), held.reading() as connection:
        connection.exec_driver_sql("DELETE FROM events")
    assert client.get("/api/events").json()["total"] == 2


@ON_A_SERVER
def test_who_may_only_read_is_served(client: TestClient, postgres: Server, tmp_path: Path) -> None:
    name = where(tmp_path).rpartition("?")[0].rpartition("/")[2]
    postgres.sql("CREATE ROLE reader LOGIN", "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader", database=name)
    try:
        with TestClient(make_app(Settings(postgres.url(name, user="reader"), VERSION)), base_url="http://127.0.0.1:8000") as reader:
            assert reader.get("/api/events").content == client.get("/api/events").content
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            postgres.sql("DELETE FROM events", database=name, user="reader")
    finally:
        postgres.sql("DROP OWNED BY reader", database=name)
        postgres.sql("DROP ROLE reader")
