"""A server of PostgreSQL with PostGIS, started for the tests as an ordinary user, in a folder of its own; never a stand-in.

Its databases are copies of one on which the migrations were run once. Where it is not installed, who asks for it is skipped.
"""

from __future__ import annotations

import hashlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

LACKING = "PostgreSQL with PostGIS is not installed (on Debian: apt install postgresql-15 postgresql-15-postgis-3)"
USERS = ("postgres", "nobody")
TEMPLATE, OWNER = "template_vedette", "vedette"
SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "shared_buffers": "32MB",
    "max_connections": "60",
    "listen_addresses": "127.0.0.1",
}
STARTS_SECONDS = 30


class Server:
    """A server that runs, or may be started anew."""

    def __init__(self, programs: Path, folder: Path, user: pwd.struct_passwd | None, settings: Mapping[str, str]) -> None:
        self.programs, self.folder, self.port, self.password = programs, folder, _free_port(), secrets.token_hex(8)
        self._as: dict[str, Any] = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None
        self._made: list[str] = []

    def run(self, program: str, *arguments: str, **also: Any) -> subprocess.CompletedProcess[str]:
        """Runs one of PostgreSQL's own programs to its end."""
        environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "PGPASSWORD": self.password} | also.pop("env", {})
        line = [str(self.programs / program), *arguments]
        return subprocess.run(
            line, cwd=self.folder, env=environment, capture_output=True, text=True, check=True, **self._as, **also
        )

    def begin(self) -> None:
        """Makes the server's files, starts it, and makes the first database."""
        (self.folder / "password").write_text(self.password)
        (self.folder / "password").chmod(0o644)
        how = ("--auth-local=trust", "--auth-host=scram-sha-256", f"--pwfile={self.folder / 'password'}")
        self.run("initdb", "-D", "data", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "-N", *how)
        self.start()
        self.sql(f"CREATE ROLE {OWNER} LOGIN PASSWORD '{self.password}'", f"CREATE DATABASE {TEMPLATE} OWNER {OWNER}")
        self.sql("CREATE EXTENSION postgis", database=TEMPLATE)
        # The tables of other maps than ours are most of its bytes.
        self.sql("DELETE FROM spatial_ref_sys WHERE srid <> 4326", "VACUUM FULL spatial_ref_sys", database=TEMPLATE)

    def start(self) -> None:
        """Starts it, and waits until it answers."""
        settings = {**self._settings, "unix_socket_directories": str(self.folder), "port": str(self.port)}
        given = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        log = (self.folder / "log").open("ab")
        line = [str(self.programs / "postgres"), "-D", "data", *given]
        self._process = subprocess.Popen(
            line, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env={"LC_ALL": "C.UTF-8"}, **self._as
        )
        log.close()
        end = time.monotonic() + STARTS_SECONDS
        while time.monotonic() < end and self._process.poll() is None:
            try:
                self.sql("SELECT 1")
            except Exception:  # it is not up yet
                time.sleep(0.05)
            else:
                return
        raise AssertionError((self.folder / "log").read_text())

    def stop(self, how: int = signal.SIGINT) -> None:
        """Stops it; by SIGINT it ends what its clients do, by SIGQUIT it drops all at once, as if it were killed."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait()
            self._process = None

    def sql(self, *statements: str, database: str = "postgres", user: str = "postgres") -> list[tuple[Any, ...]]:
        """Has statements done, each for itself; the rows of the last."""
        import psycopg

        with psycopg.connect(self.url(database, user=user), autocommit=True, connect_timeout=5) as connection:
            for statement in statements:
                cursor = connection.execute(statement)  # type: ignore[arg-type]  # our own words
            return cursor.fetchall() if cursor.description else []

    def url(self, database: str, *, user: str = OWNER) -> str:
        """The address of a database, over the server's socket, where nobody asks for a password."""
        return f"postgresql://{user}@/{database}?host={self.folder}&port={self.port}"

    def url_with_password(self, database: str, *, user: str = OWNER, password: str | None = None) -> str:
        """The address of a database over the network, as one server has it to another."""
        return f"postgresql://{user}:{password or self.password}@127.0.0.1:{self.port}/{database}"

    def where(self, folder: Path, name: str = "v.db") -> str:
        """The address of the database that stands for a file; made where it is not there."""
        database = "v" + hashlib.sha256(str(folder / name).encode()).hexdigest()[:16]
        if database not in self._made and database not in self.databases():
            self.make(database)
        self._made.append(database)
        return self.url(database)

    def make(self, database: str, template: str = TEMPLATE) -> str:
        """A new database, and its address."""
        self.sql(f"CREATE DATABASE {database} OWNER {OWNER} TEMPLATE {template} STRATEGY file_copy")
        return self.url(database)

    def clear(self) -> None:
        """Takes out all databases but the first."""
        names = self.databases() - {"postgres", TEMPLATE}
        if names:
            self.sql(*(f"DROP DATABASE {name} WITH (FORCE)" for name in names))
        self._made.clear()

    def databases(self) -> set[str]:
        """The names of its databases."""
        return {name for (name,) in self.sql("SELECT datname FROM pg_database WHERE NOT datistemplate")}


@contextmanager
def started(settings: Mapping[str, str] = SETTINGS) -> Iterator[Server]:
    """A server with the template of all databases, until the block ends; skips where there is none."""
    from vedette.store import open_store

    programs = found()
    if programs is None:
        pytest.skip(LACKING)
    user = next((_user(name) for name in USERS if _user(name)), None) if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="vedette-pg-", dir="/tmp"))  # noqa: S108  # the name of a socket must be short
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)
    server = Server(programs, folder, user, settings)
    try:
        server.begin()
        open_store(server.url(TEMPLATE), made_by="0.1.0", create=True).close()
        yield server
    finally:
        server.stop(signal.SIGQUIT)
        shutil.rmtree(folder, ignore_errors=True)


def found() -> Path | None:
    """Where PostgreSQL's programs lie, with PostGIS beside them; None where they do not."""
    for config in sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_config"), reverse=True):
        share = subprocess.run([config, "--sharedir"], capture_output=True, text=True, check=True).stdout.strip()
        if (Path(share) / "extension" / "postgis.control").exists() and (config.parent / "postgres").exists():
            return config.parent
    return None


def _user(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
