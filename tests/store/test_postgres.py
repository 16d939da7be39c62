"""A database on a server that is wrong, out of reach, another's, full, or gone in the middle: one line each, nothing by halves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from kept_example import code, filled, item, opened, where
from postgres_server import OWNER, TEMPLATE, Server
from whole_database import broken, events_of

from vedette.cli import run
from vedette.errors import StoreBusy, StoreError, UsageError
from vedette.keeping import add, refresh
from vedette.model import Wanted
from vedette.store import Store, find_events, find_reports, name_of, open_store, save, title_of
from vedette.store.postgres import WRITERS
from vedette.store.schema import REVISION

pytestmark = pytest.mark.parametrize("each_database", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True)
SECRET = "s3cr3t-w0rd"  # noqa: S105  # of nobody
NAMES = [
    (f"postgresql://ann:{SECRET}@db.example:5433/sahel?sslmode=require", "postgresql://ann@db.example:5433/sahel", "sahel"),
    (f"postgres://db.example/sahel?password={SECRET}&user=ann", "postgresql://ann@db.example/sahel", "sahel"),
    ("postgresql+psycopg:///sahel?host=/run/postgresql", "postgresql:///sahel", "sahel"),
    ("postgresql:///?service=team", "postgresql:///?service=team", "team"),
]


@pytest.mark.parametrize(("address", "name", "title"), NAMES)
def test_no_password_is_ever_told(address: str, name: str, title: str) -> None:
    assert (name_of(address), title_of(address)) == (name, title)


def test_what_is_no_address_is_told_without_its_password() -> None:
    for address in (
        f"postgresql://ann:{SECRET}@host/base?nothing=1",
        f"mysql://ann:{SECRET}@host/base",
        f"x://h?password={SECRET}",
    ):
        with pytest.raises(UsageError, match="--db: ") as told:
            open_store(address, made_by="0")
        assert SECRET not in str(told.value)


def gone_host(_: Server) -> str:
    return f"postgresql://ann:{SECRET}@no-such-host.invalid/base"


def no_server(_: Server) -> str:
    return f"postgresql://ann:{SECRET}@127.0.0.1:1/base"


def no_socket(_: Server) -> str:
    return "postgresql://ann@/base?host=/no-such-folder"


def wrong_password(server: Server) -> str:
    return server.url_with_password(TEMPLATE, password=SECRET)


def no_password(server: Server) -> str:
    return f"postgresql://{OWNER}@127.0.0.1:{server.port}/{TEMPLATE}"


def no_database(server: Server) -> str:
    return server.url("nothing")


def no_user(server: Server) -> str:
    return server.url(TEMPLATE, user="nobody_here")


def without_postgis(server: Server) -> str:
    return server.make("bare", template="template0")


def of_another_program(server: Server) -> str:
    server.make("songs")
    server.sql("CREATE TABLE songs (name text)", "DROP TABLE alembic_version", database="songs", user=OWNER)
    return server.url("songs")


def of_a_newer_vedette(server: Server) -> str:
    server.make("newer")
    server.sql("UPDATE alembic_version SET version_num = '9999'", database="newer", user=OWNER)
    return server.url("newer")


def of_few_letters(server: Server) -> str:
    server.sql(f"CREATE DATABASE few OWNER {OWNER} TEMPLATE template0 ENCODING LATIN1 LC_COLLATE 'C' LC_CTYPE 'C'")
    return server.url("few")


def without_schema(server: Server) -> str:
    server.make("bare")
    server.sql(f"ALTER ROLE {OWNER} IN DATABASE bare SET search_path = nowhere")
    return server.url("bare")


def without_rights(server: Server) -> str:
    server.make("closed")
    server.sql("CREATE ROLE guest LOGIN")
    return server.url("closed", user="guest")


WRONG: list[tuple[Callable[[Server], str], str]] = [
    (gone_host, "cannot be reached: there is no such host"),
    (no_server, "cannot be reached: no server of PostgreSQL answers there"),
    (no_socket, "cannot be reached: no server of PostgreSQL answers there"),
    (wrong_password, "lets nobody in so: password authentication failed"),
    (no_password, "lets nobody in so: .*password"),
    (no_database, 'database "nothing" does not exist; createdb'),
    (no_user, 'role "nobody_here" does not exist'),
    (without_postgis, "lacks PostGIS, which this user may not add"),
    (of_another_program, "is the database of another program"),
    (of_a_newer_vedette, "was made by a newer vedette"),
    (of_few_letters, "does not hold all letters"),
    (without_schema, "has none of the schemas"),
    (without_rights, "does not let this user do that: permission denied for table"),
]


@pytest.mark.parametrize(("make", "said"), WRONG, ids=[make.__name__ for make, _ in WRONG])
def test_what_cannot_be_opened_is_one_line(
    postgres: Server, make: Callable[[Server], str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    where = make(postgres)
    try:
        with pytest.raises(StoreError, match=said) as told:
            open_store(where, made_by="0.1.0", create=True)
        assert name_of(where) in str(told.value)
        assert run(["docs", "--db", where]) == 2
        said_by_command = capsys.readouterr().err
    finally:
        postgres.sql("DROP ROLE IF EXISTS guest")
    for words in (str(told.value), said_by_command.rstrip("\n")):
        assert SECRET not in words
        assert postgres.password not in words
        assert "\n" not in words
    if make is without_postgis:
        tables = "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        assert postgres.sql(tables, database="bare") == [(0,)]


def test_tables_are_made_by_who_adds_alone(postgres: Server) -> None:
    where = postgres.make("empty", template="template0")
    postgres.sql("CREATE EXTENSION postgis", database="empty")
    with pytest.raises(StoreError, match="has no tables of vedette; vedette add makes them"):
        open_store(where, made_by="0.1.0")
    open_store(where, made_by="0.1.0", create=True).close()
    assert postgres.sql("SELECT version_num FROM alembic_version", database="empty") == [(REVISION,)]
    open_store(where, made_by="0.1.0").close()


def test_a_database_of_an_older_layout_is_brought_up(postgres: Server, tmp_path: Path) -> None:
    filled(tmp_path, item(1)).close()
    name = str(sa.make_url(where(tmp_path)).database)
    older = ("DROP TABLE card_lines", "DROP INDEX ix_events_kind_status, ix_events_kind_point, ix_events_point")
    postgres.sql(*older, "UPDATE alembic_version SET version_num = '0006'", database=name, user=OWNER)
    store = opened(tmp_path)
    assert refresh(store)
    assert len(events_of(store)) == 2
    assert broken(store) == []


def test_who_may_read_only_reads(postgres: Server, tmp_path: Path) -> None:
    filled(tmp_path, item(1)).close()
    name = str(sa.make_url(where(tmp_path)).database)
    postgres.sql("CREATE ROLE reader LOGIN", "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader", database=name)
    try:
        store = open_store(postgres.url(name, user="reader"), made_by="0.1.0", create=True)
        assert len(events_of(store)) == 2
        with pytest.raises(StoreError, match="read-only for this user"):
            save(store, code(item(2)))
        store.close()
    finally:
        postgres.clear()
        postgres.sql("DROP ROLE reader")


def test_another_who_writes_is_waited_for_and_then_named(tmp_path: Path) -> None:
    opened(tmp_path).close()
    store = open_store(where(tmp_path), made_by="0.1.0", waits=0.2)
    with psycopg.connect(where(tmp_path)) as other:
        other.execute(WRITERS)
        with pytest.raises(StoreBusy, match="is in use: another program is writing"):
            save(store, code(item()))
        with store.reading() as connection:
            assert list(find_events(connection, Wanted())) == []
    assert save(store, code(item())) == "added"
    store.close()


def test_a_server_that_takes_no_more_connections(postgres: Server, tmp_path: Path) -> None:
    opened(tmp_path).close()
    with ExitStack() as held:
        with pytest.raises(psycopg.OperationalError):
            for _ in range(80):
                held.enter_context(psycopg.connect(where(tmp_path)))
        with pytest.raises(StoreError, match="takes no more connections"):
            open_store(where(tmp_path), made_by="0.1.0")
    assert postgres.sql("SELECT 1") == [(1,)]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGQUIT], ids=["stopped", "killed"])
def test_a_server_that_goes_in_the_middle_and_comes_back(postgres: Server, tmp_path: Path, how: int) -> None:
    store = filled(tmp_path, item(1))
    before = events_of(store)
    try:
        with pytest.raises(StoreError, match="is gone: its server") as told, store.writing() as connection:
            connection.execute(sa.text("INSERT INTO meta VALUES ('a', 'b')"))
            postgres.stop(how)
            connection.execute(sa.text("INSERT INTO meta VALUES ('c', 'd')"))
        assert "\n" not in str(told.value)
        with pytest.raises(StoreError, match="cannot be reached: no server"):
            save(store, code(item(2)))
    finally:
        postgres.start()
    assert events_of(store) == before
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM meta WHERE name IN ('a', 'c')").scalar() == 0
    assert save(store, code(item(2))) == "added"
    assert refresh(store)
    assert broken(store) == []


def test_a_connection_that_an_administrator_ends(postgres: Server, tmp_path: Path) -> None:
    store = filled(tmp_path, item(1))
    name = str(sa.make_url(where(tmp_path)).database)
    with pytest.raises(StoreError, match="is gone: its server"), store.writing() as connection:
        connection.execute(sa.text("DELETE FROM events"))
        postgres.sql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")  # noqa: S608  # ours
        connection.execute(sa.text("DELETE FROM events"))
    assert len(events_of(store)) == 2
    assert add(store, item(2), code) == "added"


def test_tables_that_were_taken_out_are_missed(postgres: Server, tmp_path: Path) -> None:
    store = filled(tmp_path, item(1))
    postgres.sql("DROP TABLE events", database=str(sa.make_url(where(tmp_path)).database), user=OWNER)
    with pytest.raises(StoreError, match="has lost its tables") as told:
        events_of(store)
    assert "\n" not in str(told.value)


@pytest.fixture
def small_disk(postgres: Server) -> Iterator[Path]:
    """A disk of 24 MB for the server."""
    disk = postgres.folder / "small"
    disk.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m,mode=0777", "tmpfs", str(disk)], check=False, capture_output=True
    )
    if made.returncode:
        disk.rmdir()
        pytest.skip("whoever runs this may not mount a small disk")
    (disk / "here").mkdir()
    owner = (postgres.folder / "data").stat()
    os.chown(disk / "here", owner.st_uid, owner.st_gid)
    (disk / "here").chmod(0o700)
    postgres.sql(f"CREATE TABLESPACE small LOCATION '{disk / 'here'}'", f"GRANT CREATE ON TABLESPACE small TO {OWNER}")
    yield disk
    postgres.clear()
    postgres.sql("DROP TABLESPACE small")
    subprocess.run(["umount", str(disk)], check=True)
    disk.rmdir()


def test_a_disk_that_is_full_keeps_whole_reports_and_goes_on_when_there_is_room(postgres: Server, small_disk: Path) -> None:
    postgres.sql(f"CREATE DATABASE full_one OWNER {OWNER} TEMPLATE {TEMPLATE} TABLESPACE small STRATEGY file_copy")
    store = open_store(postgres.url("full_one"), made_by="0.1.0")
    add(store, item(0), code)
    left = os.statvfs(small_disk)
    (small_disk / "filler").write_bytes(b"x" * max(0, left.f_bavail * left.f_frsize - 400_000))
    kept = 0
    with pytest.raises(StoreError, match="cannot be written: the disk of its server is full") as told:
        for number in range(1, 400):
            add(store, item(number, more=f"\n\n{os.urandom(20_000).hex()}"), code)
            kept = number
    assert "\n" not in str(told.value)
    assert kept < 399
    assert broken(store) == []
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM reports").scalar() == kept + 1
    (small_disk / "filler").unlink()
    assert add(store, item(kept + 1, more="\n\nThere is room."), code) == "added"
    assert refresh(store)
    assert broken(store) == []
    store.close()


def test_the_address_is_read_as_psql_reads_it(
    postgres: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    store = filled(tmp_path, item(1))
    name = str(sa.make_url(where(tmp_path)).database)
    bare = f"postgresql://{OWNER}@127.0.0.1:{postgres.port}/{name}"

    def reached(address: str) -> Store:
        found = open_store(address, made_by="0.1.0")
        assert events_of(found) == events_of(store)
        found.close()
        return found

    reached(postgres.url_with_password(name))
    reached(postgres.url_with_password(name).replace("postgresql://", "postgresql+psycopg://"))
    with monkeypatch.context() as env:
        env.setenv("PGPASSWORD", postgres.password)
        reached(bare)
    passwords = tmp_path / "pgpass"
    passwords.write_text(f"127.0.0.1:{postgres.port}:*:{OWNER}:{postgres.password}\n")
    passwords.chmod(0o600)
    with monkeypatch.context() as env:
        env.setenv("PGPASSFILE", str(passwords))
        reached(bare)
    services = tmp_path / "services"
    services.write_text(
        f"[team]\nhost=127.0.0.1\nport={postgres.port}\ndbname={name}\nuser={OWNER}\npassword={postgres.password}\n"
    )
    monkeypatch.setenv("PGSERVICEFILE", str(services))
    assert reached("postgresql:///?service=team").name == "postgresql:///?service=team"
    assert run(["docs", "--db", "postgresql:///?service=team", "--format", "jsonl"]) == 0
    assert '"m1"' in capsys.readouterr().out


def test_zero_bytes_are_asked_for_and_kept_without_harm(tmp_path: Path) -> None:
    store = filled(tmp_path, item(1, byline="A\0B"))
    with store.reading() as connection:
        for wanted in (Wanted(source="a\0"), Wanted(text="re\0took"), Wanted(ids=frozenset({"\0"})), Wanted(place="\0")):
            list(find_events(connection, wanted))
        assert connection.exec_driver_sql("SELECT byline FROM reports").scalar() == "A\ufffdB"


def test_a_text_of_more_words_than_an_index_holds_is_kept(tmp_path: Path) -> None:
    many = " ".join(f"w{number:07}" for number in range(200_000))
    store = filled(tmp_path, item(1, more=f"\n\n{many}"))
    with store.reading() as connection:
        for word, number in (("w0000009", 1), ("garrison", 1), ("w0199999", 0)):
            assert len(list(find_reports(connection, text=word))) == number
    assert broken(store) == []


def test_without_its_driver_one_line_says_what_to_install() -> None:
    script = "import sys; sys.modules['psycopg'] = None; from vedette.cli import run; sys.exit(run(['docs', '--db', 'postgresql://h/b']))"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert told.returncode == 2
    assert told.stderr == "vedette: --db: PostgreSQL needs the extra postgres: pip install 'vedette[postgres]'\n"
