"""`vedette serve` as it is run: what it refuses before it answers anybody, how it answers and ends; and `vedette password`."""

from __future__ import annotations

import io
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from kept_example import filled, item

from vedette.cli import run, samples

Told = tuple[int, str]
ENDS_SECONDS = 30
READERS = "a reader's own token"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, without what the user's environment names."""
    monkeypatch.chdir(tmp_path)
    for name in ("VEDETTE_DEBUG", "VEDETTE_DB", "VEDETTE_TOKEN", "VEDETTE_READER_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def vedette(capsys: pytest.CaptureFixture[str]) -> Callable[..., Told]:
    def command(*arguments: str) -> Told:
        capsys.readouterr()
        return run(arguments), capsys.readouterr().err

    return command


@contextmanager
def serving(*options: str, **environment: str) -> Iterator[tuple[str, list[str], subprocess.Popen[str]]]:
    """A server of its own: its address, what it said before, and the process."""
    command = [sys.executable, "-m", "vedette", "serve", "--port", "0", *options]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, **environment}, start_new_session=True)
    said: list[str] = []
    try:
        assert server.stderr
        for line in server.stderr:
            said.append(line)
            found = re.search(r"http://[^ ]+/", line)
            if found:
                yield found[0], said, server
                break
        else:
            raise AssertionError(said)
    finally:
        server.kill()
        server.wait(ENDS_SECONDS)


def ask(address: str, **headers: str) -> tuple[int, Any]:
    answer = httpx.get(address, headers=headers, timeout=ENDS_SECONDS)
    return answer.status_code, answer.json()


WRONG = [
    (("--host", "0.0.0.0"), "lets others in"),  # noqa: S104  # it is refused
    (("--host", "::"), "lets others in"),
    (("--allow-host", "vedette.example"), "lets others in"),
    (("--token", "--host", "no such host"), "is no address"),
    (("--tiles", "ftp://x/{z}/{x}/{y}"), "is no address of tiles"),
    (("--tiles", "https://tiles.example/"), "is no address of tiles"),
    (("--tiles", "https://x; script-src *; /{z}/{x}/{y}"), "no address"),
    (("--password-file", "none.txt"), "none.txt"),
    (("--password-file", "bad.txt"), "bad.txt:2"),
    (("--password-file", "empty.txt"), "nobody may log in"),
    (("--db", "none.db"), "no such database"),
    (("--port", "70000"), "65535"),
]


@pytest.mark.parametrize(("options", "words"), WRONG, ids=[" ".join(options) for options, _ in WRONG])
def test_what_is_refused_before_anybody_is_answered(vedette: Callable[..., Told], options: tuple[str, ...], words: str) -> None:
    Path("bad.txt").write_text("# who may log in\namina:admin:$argon2id$x\n")
    Path("empty.txt").write_text("\n")
    exit_code, err = vedette("serve", "--port", "0", *options) if "--port" not in options else vedette("serve", *options)
    assert exit_code == 2
    assert words in err
    assert "Traceback" not in err


def test_a_port_that_is_taken_is_told(vedette: Callable[..., Told]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        exit_code, err = vedette("serve", "--port", str(other.getsockname()[1]))
    assert exit_code == 2
    assert "--port names another" in err


def test_a_token_that_is_short_is_refused(vedette: Callable[..., Told], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VEDETTE_TOKEN", "short")
    exit_code, err = vedette("serve", "--token", "--port", "0")
    assert exit_code == 2
    assert "at least 16" in err


def test_it_answers_and_ends(folder: Path) -> None:
    filled(folder, item(1), item(2)).close()
    with serving("--db", "v.db") as (address, _, server):
        assert ask(f"{address}api/health") == (200, {"status": "ok"})
        meta = ask(f"{address}api/meta")[1]
        assert (meta["database"], meta["samples"], meta["counts"]["reports"], meta["joined"]) == ("v.db", False, 2, True)
        server.send_signal(signal.SIGINT)
        assert server.wait(ENDS_SECONDS) == 0
    with serving("--db", "v.db") as (_, _, server):
        server.terminate()
        assert server.wait(ENDS_SECONDS) == 143


def test_tokens_are_made_and_asked_for(folder: Path) -> None:
    filled(folder, item(1)).close()
    with serving("--db", "v.db", "--token", VEDETTE_READER_TOKEN=READERS) as (address, said, _):
        (token,) = re.findall(r"token for reviewers: (\S+)", "".join(said))
        assert "readers" not in "".join(said)
        assert ask(f"{address}api/meta")[0] == 401
        assert ask(f"{address}api/meta", Authorization=f"Bearer {token}")[1]["role"] == "reviewer"
        assert ask(f"{address}api/meta", Authorization=f"Bearer {READERS}")[1]["role"] == "reader"


def test_a_password_is_kept_as_a_hash_alone(vedette: Callable[..., Told], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, role, words in (
        ("amina", "reviewer", "correct horse"),
        ("bakari", "reader", "battery staple"),
        ("amina", "reader", "correct cart"),
    ):
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{words}\nmore\n"))
        assert vedette("password", name, "--role", role)[0] == 0
    lines = Path("users.txt").read_text().splitlines()
    assert [line.split(":")[:2] for line in lines] == [["bakari", "reader"], ["amina", "reader"]]
    assert all(":$argon2id$" in line for line in lines)
    assert "correct" not in "".join(lines)
    assert Path("users.txt").stat().st_mode & 0o077 == 0
    with serving("--password-file", "users.txt", "--db", filled_name()) as (address, _, _):
        assert ask(f"{address}api/session")[1]["login"] == "password"


def filled_name() -> str:
    filled(Path.cwd(), item(1)).close()
    return "v.db"


@pytest.mark.parametrize(("name", "words"), [("amina", "short"), ("a:b", "long enough"), ("", "long enough"), ("amina", "")])
def test_a_name_or_password_that_is_none(
    vedette: Callable[..., Told], monkeypatch: pytest.MonkeyPatch, name: str, words: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{words}\n"))
    assert vedette("password", name)[0] == 2
    assert not Path("users.txt").exists()


def test_without_a_database_the_samples_are_shown(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vedette.resolving.gazetteer.cache_folder", lambda: folder / "cache")
    with samples.sample_database() as first:
        content = first.read_bytes()
        assert content.startswith(b"SQLite")
    assert not first.exists()
    (kept,) = (folder / "cache").glob("samples-*.db")
    before = kept.stat().st_mtime_ns
    with samples.sample_database() as again:
        assert again.read_bytes() == content
    assert kept.stat().st_mtime_ns == before
