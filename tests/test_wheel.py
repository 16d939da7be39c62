"""The wheel holds all that the main job needs: built here, put into a clean environment, and run from another folder."""

from __future__ import annotations

import configparser
import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import numpy
import pytest

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "samples" / "albu-kamal.jsonl"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without the network."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=ROOT, check=True, capture_output=True
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a clean environment that holds the wheel; our dependencies, but not our tree, are lent to it."""
    folder = tmp_path_factory.mktemp("clean")
    venv.create(folder, with_pip=False, symlinks=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    # What a .pth lends has no .pth of its own read, so the tree's editable install stays unseen.
    (packages / "lent.pth").write_text(f"{Path(numpy.__file__).parent.parent}\n")
    return folder / "bin" / "python"


def run(python: Path, folder: Path, code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    command = [str(python), "-I", "-c", code, *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300)


def test_the_wheel_is_what_runs(python: Path, tmp_path: Path) -> None:
    told = run(python, tmp_path, "import vedette; print(vedette.__file__)")
    assert Path(told.stdout.strip()).is_relative_to(python.parent.parent), told.stderr


def test_the_wheel_holds_every_data_file_and_no_test(wheel: Path) -> None:
    data = ROOT / "src" / "vedette" / "lexicon" / "data"
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    ours = {path.relative_to(ROOT / "src").as_posix() for path in data.rglob("*") if path.suffix in (".toml", ".tsv")}
    assert ours <= names
    assert "vedette/py.typed" in names
    assert "vedette/store/migrations/versions/v0001_first.py" in names
    assert not [name for name in names if name.startswith(("tests/", "samples/", "gold/"))]


def test_the_wheel_holds_the_page_where_it_is_built(wheel: Path) -> None:
    page = ROOT / "src" / "vedette" / "api" / "page"
    if not (page / "index.html").is_file():
        pytest.skip("the page is not built here (make web)")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {path.relative_to(ROOT / "src").as_posix() for path in page.rglob("*") if path.is_file()} <= names


def test_the_main_job_runs_from_the_wheel(wheel: Path, python: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith("entry_points.txt")]
        points = configparser.ConfigParser()
        points.read_string(archive.read(name).decode())
    module, function = points["console_scripts"]["vedette"].split(":")
    told = run(python, tmp_path, f"from {module} import {function}; {function}()", "code", str(SAMPLE), "--format", "jsonl")
    assert told.returncode == 0, told.stderr
    records = [json.loads(line) for line in told.stdout.splitlines()]
    assert [record["report"]["ref"] for record in records] == [f"r{number:02}" for number in range(1, 13)]
    assert sum(len(record["events"]) for record in records) > 12


def test_a_database_is_made_and_asked_from_the_wheel(python: Path, tmp_path: Path) -> None:
    code = "import sys; from vedette.cli import main; main()"
    report = {"text": "Gunmen killed three soldiers near Mopti on Friday, the army said.", "published": "2022-03-05"}
    (tmp_path / "r.jsonl").write_text(json.dumps(report) + "\n")
    told = run(python, tmp_path, code, "add", "r.jsonl")
    assert (told.returncode, told.stderr.splitlines()[-1:]) == (0, ["vedette: 1 added"])
    told = run(python, tmp_path, code, "events", "--place", "Mopti", "--format", "acled")
    assert told.returncode == 0, told.stderr
    assert len(told.stdout.splitlines()) == 2
