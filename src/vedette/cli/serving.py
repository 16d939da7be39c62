"""`vedette serve`: the page and the API on a database, for this machine or, with a login, for others; `vedette password`.

The parser is never loaded here: where there is no database, a process of its own codes the samples, once.
"""

from __future__ import annotations

import logging
import os
import secrets
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

import vedette
from vedette.cli.asking import ready
from vedette.cli.options import Database
from vedette.cli.output import index_progress, say, working
from vedette.errors import GazetteerError, UsageError

if TYPE_CHECKING:
    from vedette.api import Settings, User

HERE = frozenset({"127.0.0.1", "localhost", "::1"})
TOKEN_CHARACTERS = 16
PASSWORD_CHARACTERS = 8
Role = Literal["reader", "reviewer"]

Host = Annotated[str, typer.Option("--host", metavar="ADDRESS", help="Where to answer; another than 127.0.0.1 needs a login.")]
Port = Annotated[int, typer.Option("--port", metavar="N", min=0, max=65535, help="The port; 0 takes a free one.")]
Token = Annotated[bool, typer.Option("--token", help="Ask for a token: one for reviewers and one for readers are made and shown.")]
Passwords = Annotated[
    Path | None, typer.Option("--password-file", metavar="FILE", help="Ask for name and password; vedette password makes the file.")
]
Names = Annotated[
    list[str] | None,
    typer.Option("--allow-host", metavar="NAME", help="Answer to this name too, as behind a proxy; once for each."),
]
Tiles = Annotated[
    str | None,
    typer.Option("--tiles", metavar="URL", help="A map of tiles, like https://tiles.example/{z}/{x}/{y}.png; none unless you say."),
]
Open = Annotated[bool, typer.Option("--open", help="Open the page in the browser.")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="Who may log in.")]
As = Annotated[Role, typer.Option("--role", help="A reader reads, a reviewer also judges.")]
File = Annotated[Path, typer.Option("--file", metavar="FILE", help="The file of names and hashes; made where it is not there.")]


def serve(
    context: typer.Context,
    *,
    db: Database = "vedette.db",
    host: Host = "127.0.0.1",
    port: Port = 8000,
    token: Token = False,
    password_file: Passwords = None,
    allow_host: Names = None,
    tiles: Tiles = None,
    open_: Open = False,
) -> None:
    """Show a database in the browser, and answer under /api; with no database, the samples. Ctrl-C ends it.

    Example: vedette serve

    Example: vedette serve --db sahel.db --port 8080 --open

    Example: vedette serve --host 0.0.0.0 --password-file users.txt
    """
    from vedette.api import Settings

    source = context.get_parameter_source("db")
    users = _users(password_file) if password_file else ()
    tokens = _tokens() if token else ()
    names = frozenset(name.lower() for name in allow_host or ())
    _check(host, names, tiles, login=bool(users or tokens))
    with _bound(host, port) as listening, _database(db, chosen=source is not None and source.name != "DEFAULT") as (path, name):
        with ready(path):
            pass
        _open_gazetteer()
        answers_to = HERE | names if host in HERE else names and names | HERE
        settings = Settings(path, vedette.__version__, name=name, tokens=tokens, users=users, hosts=answers_to, tiles=tiles)
        address = _address(host, listening.getsockname()[1])
        say(f"{address} shows {name or path}; Ctrl-C ends it")
        if open_:
            _browse(address)
        _run(settings, listening, behind_proxy=bool(names))


def password(*, name: Name, role: As = "reader", file: File = Path("users.txt")) -> None:
    """Let somebody log in to `vedette serve --password-file FILE`, or change the password: asks for it, keeps its hash only.

    Example: vedette password amina --role reviewer --file users.txt
    """
    from argon2 import PasswordHasher

    if not name or ":" in name or not name.isprintable() or len(name) > 100:
        raise UsageError(f"{name!r} is no name: write one without a colon")
    words = _asked_password()
    line = f"{name}:{role}:{PasswordHasher().hash(words)}\n"
    others = [f"{one.name}:{one.role}:{one.hash}\n" for one in _users(file) if one.name != name] if file.exists() else []
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as stream:
            stream.writelines([*others, line])
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
    say(f"{name} may log in as {role}; vedette serve --password-file {file} asks for it from its next start on")


def _asked_password() -> str:
    """The password, asked for twice in a terminal, else the first line of standard input."""
    if sys.stdin.isatty():
        words = str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    else:
        words = sys.stdin.readline().rstrip("\r\n")
    if len(words) < PASSWORD_CHARACTERS:
        raise UsageError(f"a password has at least {PASSWORD_CHARACTERS} characters")
    return words


def _check(host: str, names: frozenset[str], tiles: str | None, *, login: bool) -> None:
    """Raises UsageError for what would let others in without a login, and for tiles that are none."""
    if host not in HERE and not login:
        raise UsageError(f"--host {host} lets others in: add --token, or --password-file FILE, which vedette password makes")
    if names and not login:
        raise UsageError("--allow-host lets others in: add --token, or --password-file FILE, which vedette password makes")
    if tiles is not None and not (
        tiles.startswith(("https://", "http://")) and all(part in tiles for part in ("{z}", "{x}", "{y}"))
    ):
        raise UsageError(f"--tiles: {tiles!r} is no address of tiles, like https://tiles.example/{{z}}/{{x}}/{{y}}.png")
    if tiles is not None and any(character in tiles for character in "; '\","):
        raise UsageError(f"--tiles: {tiles!r} holds a character that no address has")


def _users(file: Path) -> tuple[User, ...]:
    """The users of a file: a line each, name:role:hash; raises UsageError with file and line."""
    from vedette.api import User

    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"--password-file {file}: {getattr(error, 'strerror', None) or 'is no text'}") from None
    users = []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        name, role, hashed = [*line.strip().split(":", 2), "", ""][:3]
        if role not in ("reader", "reviewer") or not hashed.startswith("$argon2"):
            raise UsageError(f"{file}:{number}: a line is name:role:hash, as vedette password writes it")
        users.append(User(name, role, hashed))  # type: ignore[arg-type]  # one of the two
    if not users:
        raise UsageError(f"{file}: nobody may log in; vedette password adds somebody")
    return tuple(users)


def _tokens() -> tuple[tuple[str, Role], ...]:
    """A token for each role, from the environment or made and shown."""
    found: list[tuple[str, Role]] = []
    roles: tuple[tuple[Role, str], ...] = (("reviewer", "VEDETTE_TOKEN"), ("reader", "VEDETTE_READER_TOKEN"))
    for role, variable in roles:
        given = os.environ.get(variable)
        if given is not None and len(given) < TOKEN_CHARACTERS:
            raise UsageError(f"{variable}: a token has at least {TOKEN_CHARACTERS} characters")
        known = given or secrets.token_urlsafe(24)
        if given is None:
            say(f"token for {role}s: {known}")
        found.append((known, role))
    return tuple(found)


@contextmanager
def _bound(host: str, port: int) -> Iterator[socket.socket]:
    """A socket that takes connections from now on; raises UsageError where it cannot."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.socket(family, socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise UsageError(f"--host: {host!r} is no address of this machine") from None
    with listening:
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind((host, port))
            listening.listen(128)
        except OSError as error:
            raise UsageError(
                f"{host}:{port} cannot be used: {(error.strerror or str(error)).lower()}; --port names another"
            ) from None
        yield listening


def _address(host: str, port: int) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


@contextmanager
def _database(db: str, *, chosen: bool) -> Iterator[tuple[str, str | None]]:
    """The database to show and what it is called; where none was chosen and none is here, a copy of that of the samples."""
    if chosen or "://" in db or Path(db).exists():
        yield db, None
        return
    from vedette.cli.samples import sample_database

    say(f"there is no {db} here: these are the samples, and what you decide about them is not kept. vedette add makes a database")
    with working("Coding the samples, this once"), sample_database() as path:
        yield str(path), "the samples"


def _open_gazetteer() -> None:
    """Opens the index of places now, so that nobody waits for it to be built."""
    from vedette.lexicon import load
    from vedette.resolving.gazetteer import open_gazetteer

    try:
        open_gazetteer(index_progress(), lexicon=load())
    except GazetteerError as error:
        say(f"places that the database lacks cannot be looked up: {error}")


def _browse(address: str) -> None:
    import webbrowser

    if not webbrowser.open(address):
        say("no browser is found here; open the address yourself")


def _run(settings: Settings, listening: socket.socket, *, behind_proxy: bool) -> None:
    """Answers until it is told to stop; requests that are under way are finished."""
    import uvicorn

    from vedette.api import make_app

    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("vedette: %(message)s"))
    for name, level in (("vedette.api", logging.INFO), ("uvicorn.error", logging.WARNING)):
        logger = logging.getLogger(name)
        logger.setLevel(level)
        logger.handlers, logger.propagate = [handler], False
    config = uvicorn.Config(
        make_app(replace(settings)),
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=behind_proxy,
        timeout_graceful_shutdown=10,
        ws="none",
    )
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        say("ended")
