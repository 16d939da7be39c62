"""Sources and archives of them for tests: the samples in small files, coded by the command itself."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "samples" / "albu-kamal.jsonl"
PAGES = ROOT / "samples" / "albu-kamal.warc.gz"
REPORTS: list[dict[str, Any]] = [json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
TABLES = ("reports", "claims", "readings", "marks", "log")
MAIN = "from vedette.cli import main\nif __name__ == '__main__':\n    main()"


def lines(reports: list[dict[str, Any]]) -> str:
    """Reports as JSON lines."""
    return "".join(json.dumps(report, ensure_ascii=False) + "\n" for report in reports)


def laid_out(folder: Path) -> Path:
    """A folder of six sources: JSON lines, plain and packed, Parquet, two web archives, one of them cut off, and an empty file."""
    folder.mkdir()
    (folder / "a.jsonl").write_text(lines(REPORTS[:3]) + "{cut\n" + lines(REPORTS[:1]), encoding="utf-8")
    (folder / "b.jsonl.gz").write_bytes(gzip.compress(lines(REPORTS[3:6]).encode(), mtime=0))
    pq.write_table(pa.Table.from_pylist(REPORTS[6:9]), folder / "c.parquet")  # type: ignore[no-untyped-call]
    (folder / "d.warc.gz").write_bytes(PAGES.read_bytes())
    (folder / "e.warc.gz").write_bytes(PAGES.read_bytes()[:-3_000])
    (folder / "f.jsonl").write_text("")
    return folder


def command(*arguments: object, folder: Path, environment: dict[str, str] | None = None) -> subprocess.Popen[str]:
    """The command, begun in a process of its own that hears Ctrl-C."""
    return subprocess.Popen(
        [sys.executable, "-c", MAIN, *map(str, arguments)],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **(environment or {})},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def vedette(*arguments: object, folder: Path, environment: dict[str, str] | None = None) -> tuple[int, list[str]]:
    """The command's exit code and what it said."""
    process = command(*arguments, folder=folder, environment=environment)
    _, said = process.communicate(timeout=300)
    return process.returncode, said.splitlines()


def shards_of(out: Path) -> dict[str, bytes]:
    """The bytes of all shards, and the manifests without when they were made."""
    found = {f"{name}/{file.name}": file.read_bytes() for name in TABLES for file in (out / name).iterdir()}
    for file in (out / "manifest").iterdir():
        held = json.loads(file.read_text(encoding="utf-8"))
        found[file.name] = json.dumps({**held, "made_at": None}).encode()
    return found


def rows(out: Path, query: str) -> list[tuple[Any, ...]]:
    """What DuckDB answers to a query about the tables of an archive."""
    with duckdb.connect(":memory:") as database:
        for name in TABLES:
            database.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{out / name}/*.parquet', filename = true)")  # noqa: S608  # our own names
        return database.execute(query).fetchall()
