"""One source -> its shards: what stands in them, and what is said of a source that is wrong as a whole."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import fsspec
import pyarrow.parquet as pq
import pytest
from archive_example import REPORTS, TABLES, lines

from vedette.archiving import work
from vedette.archiving.options import Options
from vedette.archiving.sources import Source, look_again
from vedette.archiving.work import Made, Task, code_source, made_of, task_of
from vedette.formats.shards import TABLES as COLUMNS
from vedette.pipeline import Coder


@pytest.fixture(autouse=True)
def open_coder(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    """The parser is opened once for all tests."""
    monkeypatch.setattr(work, "coder_of", lambda _: coder)


def task(path: Path | str, into: Path, **options: object) -> Task:
    into.mkdir(exist_ok=True)
    return Task(look_again(Source(str(path), str(path), 0, "")), Options(**options), str(into))  # type: ignore[arg-type]  # by name


def made(path: Path | str, into: Path, **options: object) -> Made:
    return code_source(task(path, into, **options), lambda: None)


@pytest.fixture
def three(tmp_path: Path) -> Path:
    path = tmp_path / "a.jsonl"
    path.write_text(lines(REPORTS[:3]), encoding="utf-8")
    return path


def test_tasks_and_what_came_of_them_travel_as_json(three: Path, tmp_path: Path) -> None:
    asked = task(three, tmp_path / "w", kinds="conflict", sample=0.5)
    assert task_of(asked.as_json()) == asked
    done = code_source(asked, lambda: None)
    assert made_of(done.as_json()) == done


def test_the_shards_hold_what_was_read_flat(three: Path, tmp_path: Path) -> None:
    done = made(three, tmp_path / "w")
    assert (done.outcome, done.reason, done.counts["reports"], done.counts["failed"]) == ("done", None, 3, 0)
    assert done.folder is not None
    tables = {name: pq.read_table(Path(done.folder) / f"{name}.parquet") for name in TABLES}
    assert {name: table.column_names for name, table in tables.items()} == {name: list(COLUMNS[name]) for name in TABLES}
    assert {name: len(table) for name, table in tables.items()} == {name: told["rows"] for name, told in done.shards.items()}
    reports = tables["reports"].to_pylist()
    assert [row["ref"] for row in reports] == ["r01", "r02", "r03"]
    assert [row["published"] for row in reports] == [dt.date.fromisoformat(one["published"]) for one in REPORTS[:3]]
    texts = {row["id"]: row["text"] for row in reports}
    for row in tables["claims"].to_pylist():
        assert texts[row["report"]][row["start"] : row["end"]] == row["sentence"]
        assert texts[row["report"]][row["trigger_start"] : row["trigger_end"]] == row["trigger"]
    claims, readings = tables["claims"].to_pylist(), tables["readings"].to_pylist()
    assert [row["id"] for row in claims] == [row["claim"] for row in readings]
    assert [row["kind"] for row in claims] == [row["kind"] for row in readings]
    assert any(row["place"] == "Albu Kamal" and row["country"] == "SYR" and row["precision"] for row in readings)
    assert any(row["actor"] and row["actor_country"] for row in readings)
    assert any(row["earliest"] == row["latest"] and row["days"] == 1 for row in readings)


def test_the_same_source_gives_the_same_bytes(three: Path, tmp_path: Path) -> None:
    one, other = made(three, tmp_path / "one"), made(three, tmp_path / "other")
    assert one.shards == other.shards
    assert one.folder != other.folder


def test_a_report_twice_a_limit_and_a_sample(three: Path, tmp_path: Path) -> None:
    three.write_text(lines([*REPORTS[:3], *REPORTS[:3]]), encoding="utf-8")
    assert made(three, tmp_path / "w").counts["repeated"] == 3
    assert made(three, tmp_path / "w", limit=2).counts["reports"] == 2
    counts = made(three, tmp_path / "w", sample=0.00001).counts
    assert (counts["reports"], counts["left out"]) == (0, 6)


def test_what_is_wrong_with_a_record_stands_in_the_log(three: Path, tmp_path: Path) -> None:
    notice = '{"uri": "urn:x", "pubStatus": "canceled", "type": "text", "headline": "h", "body_text": "b"}\n'
    three.write_text('{"text": 1}\n' + notice + lines(REPORTS[:1]) + "{\n", encoding="utf-8")
    done = made(three, tmp_path / "w")
    assert (done.outcome, done.counts["reports"], done.counts["failed"], done.counts["notices"]) == ("done", 1, 2, 1)
    log = pq.read_table(Path(str(done.folder)) / "log.parquet").to_pylist()
    assert [(row["number"], row["outcome"]) for row in log] == [(0, "failed"), (1, "canceled"), (3, "failed")]
    assert log[0]["message"] == f"{three}:1: 'text' must be words, not a number"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.jsonl", b"", "the file is empty"),
        ("a.jsonl.gz", b"no gzip", "packed wrongly, or cut off"),
        ("a.parquet", b"PAR1", "no Parquet file, or one that is broken"),
        ("a.jsonl", b"\x89PNG\0\0", "not a text file"),
    ],
)
def test_a_source_that_cannot_be_read_is_set_aside_with_the_reason(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)
    done = made(tmp_path / name, tmp_path / "w")
    assert (done.outcome, done.folder) == ("set aside", None)
    assert said in str(done.reason)
    assert list((tmp_path / "w").iterdir()) == []


def test_an_error_of_the_disk_sets_a_source_aside(tmp_path: Path) -> None:
    if not Path("/proc/self/mem").exists():
        pytest.skip("no file that cannot be read")
    (tmp_path / "a.jsonl").symlink_to("/proc/self/mem")
    done = made(tmp_path / "a.jsonl", tmp_path / "w")
    assert (done.outcome, done.reason) == ("set aside", f"{tmp_path}/a.jsonl: Input/output error")


def test_a_source_that_is_gone_is_set_aside(three: Path, tmp_path: Path) -> None:
    asked = task(three, tmp_path / "w")
    three.unlink()
    assert code_source(asked, lambda: None).reason == f"{three}: No such file or directory"


@pytest.mark.parametrize("change", ["longer", "as long"])
def test_a_source_that_changes_while_it_is_read_is_not_kept(three: Path, tmp_path: Path, change: str) -> None:
    def changing() -> None:
        data = three.read_bytes()
        three.write_bytes(data + lines(REPORTS[3:4]).encode() if change == "longer" else data.replace(b"Albu", b"Abu "))
        os.utime(three, ns=(1, 1))

    done = code_source(task(three, tmp_path / "w"), changing)
    assert (done.outcome, done.folder) == ("changed", None)
    assert "changed while it was read" in str(done.reason)
    assert list((tmp_path / "w").iterdir()) == []


def test_a_store_is_read_as_a_file_is(three: Path, tmp_path: Path) -> None:
    store = fsspec.filesystem("memory")
    store.pipe("/work/a.jsonl", three.read_bytes())
    done = made("memory:///work/a.jsonl", tmp_path / "w")
    store.rm("/work", recursive=True)
    assert (done.outcome, done.counts["reports"]) == ("done", 3)
    here = made(three, tmp_path / "w")
    assert done.shards["claims"]["sha256"] == here.shards["claims"]["sha256"]
    assert (done.state["sha256"], len(here.state["sha256"])) == (None, 64)


def test_a_folder_of_work_that_is_gone_stops_the_run(three: Path, tmp_path: Path) -> None:
    asked = task(three, tmp_path / "out" / ".work" / "w") if (tmp_path / "out" / ".work").mkdir(parents=True) is None else None
    assert asked is not None
    (tmp_path / "out" / ".work" / "w").rmdir()
    done = code_source(asked, lambda: None)
    assert (done.outcome, done.reason) == ("stopped", f"{tmp_path}/out cannot be written: No such file or directory")
