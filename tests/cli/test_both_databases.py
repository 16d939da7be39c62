"""The command line on a server of PostgreSQL: every way out gives the bytes that a file gives; copies go both ways."""

from __future__ import annotations

import sys
import types
from pathlib import Path

import pytest
from coded_example import BODY
from command_line import Command, runner
from kept_example import URL, code, filled, item
from postgres_server import Server

from vedette.model import Coded, Report
from vedette.store import remove

pytestmark = pytest.mark.postgres
ASKED = [
    *(("events", "--format", form) for form in ("table", "jsonl", "csv", "acled", "ucdp", "plover", "geojson", "hxl", "ftm")),
    ("events", "--place", "Tessit", "--within", "30", "--format", "jsonl"),
    ("events", "--text", '"the town of Tessit" fighters', "--format", "jsonl"),
    ("events", "--actor", "JNIM", "--since", "2022-03-01", "--format", "jsonl"),
    ("docs", "--format", "jsonl"),
    ("docs", "--text", "garrison", "--format", "table"),
    ("control", "--format", "jsonl"),
    ("control", "--changes", "2022-03-01", "2022-03-31"),
    ("ties", "--format", "jsonl"),
    ("brief", "--place", "Tessit", "--format", "md"),
    ("review", "--format", "jsonl"),
    ("review", "log", "--format", "jsonl"),
    ("intake", "log", "--format", "jsonl"),
    ("feeds", "list", "--format", "jsonl"),
]


class FakeCoder:
    """Codes each report as the example."""

    def __init__(self, **_: object) -> None:
        pass

    def may_tell(self, kinds: str) -> None:
        """Every page is taken."""

    def code(self, report: Report, **_: object) -> Coded:
        return code(report)

    def parse_ahead(self, reports: object, kinds: str = "all") -> None:
        """Nothing is parsed here."""


@pytest.fixture
def vedette(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs a command line: its exit code, what it wrote and what it said."""
    module = types.ModuleType("vedette.pipeline")
    module.Coder = FakeCoder  # type: ignore[attr-defined]  # the module is made here
    monkeypatch.setitem(sys.modules, "vedette.pipeline", module)

    return runner(capsys)


@pytest.fixture
def file(tmp_path: Path) -> str:
    """The path of a database with versions, a copy and a removal."""
    store = filled(tmp_path, item(1, url=URL), item(2), item(3, url=URL, more="\n\nCorrected."), item(4, title=None))
    remove(store, item(2).id, why="a hoax")
    store.close()
    return str(tmp_path / "v.db")


def test_both_databases_give_the_same_bytes(vedette: Command, postgres: Server, file: str, tmp_path: Path) -> None:
    vedette("events", "--db", file)  # joins what the removal left to be joined
    url, back = postgres.make("other"), str(tmp_path / "back.db")
    told = [vedette("copy", *pair) for pair in ((file, url), (url, back))]
    assert [exit_code for exit_code, _, _ in told] == [0, 0]
    assert "into postgresql://vedette@/other and looked them over: 4 reports" in told[0][2]
    for asked in ASKED:
        first = vedette(*asked, "--db", file)
        assert first[0] == 0, first
        assert vedette(*asked, "--db", url) == first, asked
        assert vedette(*asked, "--db", back) == first, asked


def test_a_day_of_work_on_a_server(vedette: Command, postgres: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VEDETTE_DB", postgres.make("other"))
    Path("one.txt").write_text(BODY)
    assert vedette("add", "one.txt", "missing.txt")[2].splitlines()[-1] == "vedette: 1 added, 1 failed"
    assert vedette("add", "one.txt") == (0, "", "vedette: 1 known already\n")
    assert "1 report read anew" in vedette("recode")[2]
    assert "missing.txt" in vedette("intake", "log", "--failed")[1]
    id_ = vedette("docs", "--format", "jsonl")[1].partition('"id":')[2].split('"')[1]
    assert "is removed" in vedette("remove", id_)[2]
    assert "counts again" in vedette("remove", id_, "--undo")[2]
    assert len(vedette("events", "--format", "jsonl")[1].splitlines()) == 2


WRONG = [
    (("{file}", "{file}"), "FROM and TO are one database"),
    (("{file}", "{full}"), "is not empty: it has reports; name a database that is new"),
    (("{none}", "{url}"), "there is no such database"),
    (("{url}", "{other}"), "has no tables of vedette; vedette add makes them"),
    (("{file}", "postgresql://vedette@127.0.0.1:1/v"), "cannot be reached: no server of PostgreSQL answers there"),
]


@pytest.mark.parametrize(("pair", "said"), WRONG, ids=[said for _, said in WRONG])
def test_what_cannot_be_copied_is_one_line(
    vedette: Command, postgres: Server, file: str, tmp_path: Path, pair: tuple[str, str], said: str
) -> None:
    (tmp_path / "full").mkdir()
    filled(tmp_path / "full", item(1)).close()
    url = postgres.make("bare", template="template0")
    postgres.sql("CREATE EXTENSION postgis", database="bare")
    paths = {"none": tmp_path / "none.db", "other": tmp_path / "other.db", "full": tmp_path / "full" / "v.db"}
    exit_code, out, err = vedette("copy", *(one.format(file=file, url=url, **paths) for one in pair))
    assert (exit_code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1
    assert not paths["none"].exists()
