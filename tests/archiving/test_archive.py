"""The command on real files: shards that can be asked, a second run that does nothing, sources that are wrong, a database of it."""

from __future__ import annotations

import os
import re
import sqlite3
from pathlib import Path

import pytest
from archive_example import REPORTS, command, laid_out, lines, rows, shards_of, vedette


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with sources in `news` and their archive in `out`, made by two workers; what was said in `said`."""
    folder = tmp_path_factory.mktemp("archive")
    laid_out(folder / "news")
    code, said = vedette("archive", "news", "none.jsonl", "--out", "out", "--workers", 2, folder=folder)
    (folder / "said").write_text("\n".join([str(code), *said]))
    return folder


def said(folder: Path) -> list[str]:
    return (folder / "said").read_text().splitlines()


def test_what_is_wrong_is_one_line_and_the_rest_is_done(done: Path) -> None:
    code, *told = said(done)
    assert code == "1"
    assert told == [
        "vedette: none.jsonl: No such file or directory",
        "vedette: news/f.jsonl: the file is empty",
        told[-1],
    ]
    assert "5 sources coded, 1 set aside" in told[-1]
    assert "1 report twice" in told[-1]


def test_the_shards_can_be_asked(done: Path) -> None:
    out = done / "out"
    refs = [row[0] for row in rows(out, "SELECT ref FROM reports WHERE filename NOT LIKE '%warc%' ORDER BY ref")]
    assert refs == [one["id"] for one in REPORTS[:9]]
    (count,) = rows(out, "SELECT count(*) FROM readings WHERE kind = 'capture' AND place = 'Albu Kamal' AND country = 'SYR'")
    assert count[0] > 0
    assert rows(
        out, "SELECT count(*) FROM claims JOIN readings ON claims.id = readings.claim WHERE claims.kind <> readings.kind"
    ) == [(0,)]
    failed = [row[0] for row in rows(out, "SELECT message FROM log WHERE outcome = 'failed' ORDER BY message")]
    assert any(words.startswith("news/a.jsonl:4: ") for words in failed)
    assert any("news/e.warc.gz@" in words and "cut off" in words for words in failed)


def test_a_second_run_does_nothing_and_ends_alike(done: Path) -> None:
    before, made = shards_of(done / "out"), {file: file.stat().st_mtime_ns for file in (done / "out" / "reports").iterdir()}
    code, told = vedette("archive", "news", "--out", "out", folder=done)
    assert code == 1
    assert told[0] == "vedette: news/f.jsonl: the file is empty (set aside before; --retry tries again)"
    assert "5 done before, 1 set aside" in told[-1]
    assert shards_of(done / "out") == before
    assert {file: file.stat().st_mtime_ns for file in (done / "out" / "reports").iterdir()} == made


def test_a_touched_source_is_done_a_changed_one_and_other_options_are_not(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(lines(REPORTS[:1]), encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(lines(REPORTS[1:2]), encoding="utf-8")
    assert vedette("archive", "a.jsonl", "b.jsonl", "--out", "out", folder=tmp_path)[0] == 0
    os.utime(tmp_path / "a.jsonl", ns=(1, 1))
    (tmp_path / "b.jsonl").write_text(lines(REPORTS[2:3]), encoding="utf-8")
    code, told = vedette("archive", "a.jsonl", "b.jsonl", "--out", "out", folder=tmp_path)
    assert (code, "1 source coded, 1 done before" in told[-1]) == (0, True)
    assert rows(tmp_path / "out", "SELECT ref FROM reports ORDER BY ref") == [("r01",), ("r03",)]
    code, told = vedette("archive", "a.jsonl", "--out", "out", "--kinds", "capture", "--memory", "2GB", folder=tmp_path)
    assert (code, "1 source coded" in told[-1]) == (0, True)
    kinds = rows(tmp_path / "out", "SELECT DISTINCT kind FROM claims WHERE report IN (SELECT id FROM reports WHERE ref = 'r01')")
    assert kinds in ([], [("capture",)])


def whole(database: Path) -> dict[str, list[str]]:
    """All rows of a database, but for when they were made and how far archives were read."""
    found = {}
    with sqlite3.connect(database) as connection:
        names = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
        for (name,) in connection.execute(names).fetchall():
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
            kept = [f'"{column}"' for column in columns if column not in ("made_at", "changed_at", "changed")]
            query = f"SELECT {', '.join(kept)} FROM {name}"  # noqa: S608  # names of our own tables
            kept_rows = (repr(row) for row in connection.execute(query) if not str(row[0]).startswith("archive "))
            found[name] = sorted(re.sub(r'"changed": "[^"]*"', "", row) for row in kept_rows)
    return found


def test_a_database_of_the_shards_is_one_of_the_sources_row_by_row(done: Path) -> None:
    code, told = vedette("add", "out", "--db", "of_shards.db", folder=done)
    assert (code, len(told)) == (1, 1)
    code, _ = vedette("add", "news", "--db", "of_sources.db", folder=done)
    assert code == 1
    one, other = whole(done / "of_shards.db"), whole(done / "of_sources.db")
    assert one == other
    assert len(one["reports"]) > 12
    assert len(one["events"]) > 5
    assert len(one["intake_log"]) > len(one["reports"])
    assert vedette("add", "out", "--db", "of_shards.db", folder=done) == (0, ["vedette: nothing to add"])
    assert vedette("add", "out", "--db", "of_sources.db", folder=done)[1] == ["vedette: 20 known already, 3 failed"]
    assert whole(done / "of_sources.db") == one


def test_wrong_use_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(lines(REPORTS[:1]), encoding="utf-8")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("x")
    for arguments, words in (
        (["none.jsonl", "--out", "out"], "no archive to be coded"),
        (["a.jsonl", "--out", "full"], "holds other things"),
        (["a.jsonl", "--out", "a.jsonl"], "a file; name a folder"),
        (["a.jsonl", "--out", "out", "--sample", "x"], "'x' is no share"),
        (["a.jsonl", "--out", "out", "--sample", "0"], "'0' is no share"),
        (["a.jsonl", "--out", "out", "--memory", "lots"], "'lots' is no size"),
        (["a.jsonl", "--out", "out", "--memory", "10MB"], "a worker takes"),
        (["a.jsonl", "--out", "out", "--kinds", "captur"], "captur"),
        (["a.jsonl", "--out", "out", "--lexicon", "none"], "no such folder of word files"),
        (["a.jsonl", "--out", "out", "--dashboard"], "name one with --scheduler"),
    ):
        code, told = vedette("archive", *arguments, folder=tmp_path)
        assert code == 2, told
        assert words in told[-1]
        assert all(line.startswith("vedette: ") for line in told)


def test_a_dry_run_tells_what_all_will_take_and_keeps_nothing(done: Path) -> None:
    process = command("archive", "news", "--out", "dry", "--dry-run", "--workers", 2, folder=done)
    told, said_ = process.communicate(timeout=300)
    assert (process.returncode, said_) == (0, "")
    first, second, third = told.splitlines()
    found = re.fullmatch(r"6 sources, [\d.]+ kB: about (\d+) reports to be coded \((\d+) were looked at, (\d+) coded\)", first)
    assert found is not None
    assert 20 <= int(found[1]) <= 22
    assert re.fullmatch(r"about [\d.]+ seconds on 2 cores of this machine \(\d+ ms of one core a report\)", second)
    assert re.fullmatch(r"about [\d.]+ kB of shards", third)
    assert not (done / "dry").exists()
