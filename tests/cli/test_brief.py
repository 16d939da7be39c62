"""`vedette brief` on a database of a few reports: what is asked, in each way out, and what is said where nothing is found."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import Command, runner
from kept_example import filled, item


@pytest.fixture
def vedette(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs `vedette brief` in a folder with a database of two reports, one a copy."""
    filled(tmp_path, item(1), item(2)).close()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VEDETTE_DEBUG", raising=False)

    return runner(capsys, "brief", "--db", "v.db")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--place", "Tessit"), "took Tessit"),
        (("--place", "Mali"), "took Tessit"),
        (("--place", "Tessit", "--within", "10"), "took Tessit"),
        (("--actor", "JNIM"), "took Tessit"),
        (("--since", "2022-03-04", "--until", "4 March 2022"), "took Tessit"),
        ((), "Planned or expected: advance on “Labbezanga”"),
        ((), "The Government of Burkina Faso backed the Government of Mali"),
        ((), "The Government of Mali held Tessit from 4 March 2022"),
    ],
)
def test_what_is_asked_is_told(vedette: Command, options: tuple[str, ...], words: str) -> None:
    exit_code, out, err = vedette(*options)
    assert (exit_code, err) == (0, "")
    assert words in out


@pytest.mark.parametrize(
    "options", [("--place", "15.2,-170"), ("--actor", "Hezbollah"), ("--since", "2023-01-01", "--place", "Tessit")]
)
def test_nothing_found_is_said(vedette: Command, options: tuple[str, ...]) -> None:
    exit_code, out, err = vedette(*options)
    assert exit_code == 0
    if options[0] != "--since":  # a town held since before is still held
        assert "Nothing is told of this." in out
        assert err.startswith("vedette: nothing is told of ")
        assert len(err.splitlines()) == 1


def test_the_ways_out(vedette: Command) -> None:
    assert vedette("--format", "md")[1].startswith("# Situation report: All that is kept\n")
    assert vedette("--format", "html")[1].startswith("<!doctype html>")
    (line,) = vedette("--format", "json")[1].splitlines()
    assert json.loads(line)["asked"] == "All that is kept"


@pytest.mark.parametrize("option", ["-o", "--out"])
def test_out_is_put_in_place(vedette: Command, option: str) -> None:
    assert vedette(option, "b.md") == (0, "", "")
    assert Path("b.md").read_text(encoding="utf-8") == vedette()[1]


def test_the_same_bytes_again(vedette: Command) -> None:
    assert vedette("--format", "html") == vedette("--format", "html")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--db", "nothing.db"),
        ("--within", "5"),
        ("--place", "95,0"),
        ("--since", "soon"),
        ("--since", "2022-03-05", "--until", "2022-03-04"),
        ("--format", "pdf"),
        ("--out", "v.db"),
    ],
    ids=" ".join,
)
def test_wrong_use_is_exit_2(vedette: Command, arguments: tuple[str, ...]) -> None:
    exit_code, out, err = vedette(*arguments)
    assert (exit_code, out) == (2, "")
    assert "Traceback" not in err


def test_it_never_loads_the_parser(vedette: Command, tmp_path: Path) -> None:
    assert vedette()[0] == 0
    code = "import sys\nfrom vedette.cli import run\nassert run(['brief', '--db', sys.argv[1]]) == 0\nprint(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", code, str(tmp_path / "v.db")], capture_output=True, text=True, check=True)
    modules = {module.split(".")[0] for module in told.stdout.splitlines()[-1].split()}
    assert "spacy" not in modules
    assert "vedette" in modules
