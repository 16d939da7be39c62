"""A database of a PostgreSQL server, with PostGIS: how it is named, reached, told from another program's, and what it says.

psycopg is handed the address as it is, so that passwords, services and certificates are found as by psql; no password is ever
told. Who reads sees one moment (REPEATABLE READ). Who writes first takes a lock of the database's (an advisory one, in the
place of SQLite's BEGIN IMMEDIATE), and then sees all that was kept before (READ COMMITTED): so there is one writer at a time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, cast

import sqlalchemy as sa

from vedette.errors import StoreBusy, StoreError, UsageError

try:
    import psycopg
    from psycopg import sql
    from psycopg.conninfo import conninfo_to_dict, make_conninfo
    from psycopg.types.string import StrDumperVarchar
except ImportError as missing:
    raise UsageError("--db: PostgreSQL needs the extra postgres: pip install 'vedette[postgres]'") from missing

if TYPE_CHECKING:
    from psycopg.abc import Buffer

# The lock of a database's writers: "VEDT", and a number of the schema.
WRITERS = "SELECT pg_advisory_xact_lock(1447380052, hashtext(current_schema()))"
# Others are expected to write: so long is waited for them, and so long for the server.
WAITS_SECONDS, CONNECT_SECONDS = 60.0, 10
MOST_CONNECTIONS = 40
OWNER = "the database of vedette"
SCHEME = re.compile(r"^postgres(?:ql)?(?:\+psycopg)?(?=://)")
# What the server says by its code (the first letters of an SQLSTATE), else in words -> what a user is told; the first that fits.
CODES = (
    ("55P03", "is in use: another program is writing to it; try again when that is done"),
    ("40", "is in use: another program is writing to it; try again when that is done"),
    ("53300", "takes no more connections; try again when others are done"),
    ("53100", "cannot be written: the disk of its server is full"),
    ("57", "is gone: its server was stopped, or is starting"),
    ("25006", "cannot be written: it is read-only"),
    ("42501", "does not let this user do that: {said}"),
    ("42P01", "has lost its tables, or they lie in another schema: {said}"),
)
WORDS = (
    ("password", "lets nobody in so: {said}"),
    ("connection slots", "takes no more connections; try again when others are done"),
    ("too many", "takes no more connections; try again when others are done"),
    ("no pg_hba.conf entry", "lets nobody in so: {said}"),
    ("does not exist", "cannot be opened: {said}; createdb makes a database, createuser a user"),
    ("Connection refused", "cannot be reached: no server of PostgreSQL answers there"),
    ("No such file", "cannot be reached: no server of PostgreSQL answers there"),
    ("resolve", "cannot be reached: there is no such host"),
    ("translate host", "cannot be reached: there is no such host"),
    ("time", "cannot be reached: there was no answer in time"),
    ("clos", "is gone: its server was stopped, or broke off"),
    ("lost", "is gone: its server was stopped, or broke off"),
    ("terminat", "is gone: its server was stopped, or broke off"),
    ("starting up", "is gone: its server was stopped, or is starting"),
)
BUSY = ("55P03", "40", "53300")
Trouble: type[Exception] = psycopg.Error


def named(where: str) -> str:
    """What messages call the database: its address without a password. Raises UsageError for what is no address."""
    told = _asked(where)
    user = f"{told['user']}@" if told.get("user") else ""
    host = f"{told.get('host', '')}{':' if told.get('port') else ''}{told.get('port', '')}"
    service = f"?service={told['service']}" if told.get("service") else ""
    return f"postgresql://{user}{'' if host.startswith('/') else host}/{told.get('dbname', '')}{service}"


def title(where: str) -> str:
    """The name of the database."""
    told = _asked(where)
    return str(told.get("dbname") or told.get("service") or "PostgreSQL")


def connect(where: str, *, create: bool, only_reads: bool, waits: float | None) -> tuple[sa.Engine, bool]:  # noqa: ARG001  # see begin
    """What opens connections, when they are asked for; whether it can only be read is seen then."""
    address = SCHEME.sub("postgresql", where)
    waits = WAITS_SECONDS if waits is None else waits
    engine = sa.create_engine(
        "postgresql+psycopg://",
        creator=partial(_connected, address, max(2, min(CONNECT_SECONDS, int(waits)))),
        pool_pre_ping=True,
        pool_timeout=waits,
        max_overflow=MOST_CONNECTIONS,
    )
    sa.event.listen(engine, "begin", partial(_begun, waits))
    return engine, only_reads


def identity(where: str) -> object:
    """Whatever became of it on its server, it is the same database."""
    return where


def may_write(connection: sa.Connection) -> bool:
    """Whether this user may add rows, on a server that takes any."""
    asked = "SELECT NOT pg_is_in_recovery() AND has_table_privilege('reports', 'INSERT')"
    return bool(connection.exec_driver_sql(asked).scalar())


def is_ours(connection: sa.Connection, name: str) -> bool:
    """Whether it is a database of ours, or else has no tables; raises StoreError for another program's."""
    if connection.exec_driver_sql("SHOW server_encoding").scalar() != "UTF8":
        raise StoreError(f"{name} does not hold all letters: make one with createdb --encoding UTF8")
    if connection.exec_driver_sql("SELECT current_schema()").scalar() is None:
        raise StoreError(f"{name} has none of the schemas in which tables are looked for; set its search_path")
    owner = connection.exec_driver_sql("SELECT obj_description(to_regclass('alembic_version'), 'pg_class')").scalar()
    others = (
        "SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') "
        "AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e')"
    )
    if owner != OWNER and connection.exec_driver_sql(others).scalar():
        raise StoreError(f"{name} is the database of another program; name another, or another schema")
    return bool(owner == OWNER)


def begin(engine: sa.Engine, name: str, *, create: bool) -> None:
    """Looks whether tables may be made: where reports are to come in, and where PostGIS is at hand."""
    if not create:
        raise StoreError(f"{name} has no tables of vedette; vedette add makes them, --db names another")
    with engine.connect() as connection:
        asked = "SELECT exists(SELECT FROM pg_extension WHERE extname = 'postgis'), {}"
        asked = asked.format("(SELECT rolsuper FROM pg_roles WHERE rolname = current_user)")
        there, may = connection.exec_driver_sql(asked).one()
        known = connection.exec_driver_sql("SELECT count(*) FROM pg_available_extensions WHERE name = 'postgis'").scalar()
    if not there and not known:
        raise StoreError(f"{name}: its server lacks PostGIS; on Debian, apt install postgresql-15-postgis-3")
    if not there and not may:
        raise StoreError(
            f"{name} lacks PostGIS, which this user may not add: have an administrator run CREATE EXTENSION postgis in it"
        )


def mark(connection: sa.Connection) -> None:
    """Marks the database as ours, by a word that a backup keeps."""
    connection.exec_driver_sql(f"COMMENT ON TABLE alembic_version IS '{OWNER}'")


def pour(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Puts many rows into a table by COPY, each value turned as an INSERT would have it."""
    columns = [table.c[name] for name in rows[0]]
    turns = [column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect) for column in columns]
    names = sql.SQL(", ").join(sql.Identifier(column.name) for column in columns)
    into = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), names)
    with cast("psycopg.Connection[Any]", connection.connection.dbapi_connection).cursor() as cursor, cursor.copy(into) as copy:
        for row in rows:
            copy.write_row([turn(value) if turn else value for turn, value in zip(turns, row.values(), strict=True)])


def settle(connection: sa.Connection) -> None:
    """Has the database count on after rows that came with their numbers, and know how many there are of what."""
    owned = (
        "SELECT table_name, column_name, pg_get_serial_sequence(table_name, column_name) FROM information_schema.columns "
        "WHERE table_schema = current_schema() AND column_default LIKE 'nextval(%%'"
    )
    for table, column, sequence in connection.exec_driver_sql(owned).all():
        last = sa.select(sa.func.max(sa.column(column))).select_from(sa.table(table)).scalar_subquery()
        connection.execute(sa.select(sa.func.setval(sequence, sa.func.coalesce(last, 0) + 1, False)))
    connection.exec_driver_sql("ANALYZE")


def told(error: Exception) -> tuple[type[StoreError], str]:
    """What a user is told where the server or the network refused, and of which sort it is."""
    code, said = getattr(error, "sqlstate", None) or "", _line(str(error))
    by_code = (ours for theirs, ours in CODES if code and code.startswith(theirs))
    by_words = (ours for theirs, ours in WORDS if not code and theirs in said)
    words = next(by_code, None) or next(by_words, "cannot be used: {said}")
    return (StoreBusy if code.startswith(BUSY) else StoreError), words.format(said=said)


class _Plain(StrDumperVarchar):
    """Words for the server, which takes no zero byte and no half of a letter; what is kept has none (intake sees to that)."""

    def dump(self, obj: str) -> Buffer | None:
        return obj.replace("\0", "\ufffd").encode("utf-8", "replace")


def _asked(where: str) -> dict[str, Any]:
    try:
        return dict(conninfo_to_dict(SCHEME.sub("postgresql", where)))
    except psycopg.Error:
        raise UsageError("--db: that is no address of PostgreSQL; write postgresql://USER@HOST:PORT/DATABASE") from None


def _connected(address: str, seconds: int) -> psycopg.Connection[Any]:
    given = conninfo_to_dict(address)
    chosen = make_conninfo(address, **({} if "connect_timeout" in given else {"connect_timeout": seconds}))
    connection = psycopg.connect(chosen, client_encoding="UTF8", application_name="vedette")
    connection.adapters.register_dumper(str, _Plain)
    return connection


def _begun(waits: float, connection: sa.Connection) -> None:
    if connection.get_execution_options().get("writes"):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(waits * 1000)}")
        connection.exec_driver_sql(WRITERS)
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def _line(said: str) -> str:
    """What was said, on one line, the first words of it."""
    first = next((line for line in said.splitlines() if line.strip()), "nothing was said").strip()
    return first.split("FATAL:")[-1].split("failed:")[-1].strip()[:200]
