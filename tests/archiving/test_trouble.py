"""What goes wrong while an archive is made: the disk is full, another run is at it, Ctrl-C, a source that is cut off or broken."""

from __future__ import annotations

import gzip
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from archive_example import PAGES, REPORTS, command, lines, rows, shards_of, vedette

from vedette.archiving.folder import opened

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and mounts of Linux")


def many(folder: Path, number: int, each: int = 4) -> Path:
    (folder / "news").mkdir()
    for n in range(number):
        (folder / "news" / f"{n:02}.jsonl").write_text(lines((REPORTS * 9)[:each]).replace("Albu Kamal", f"Albu Kamal {n}"))
    return folder / "news"


def committed(out: Path, number: int, seconds: float = 60.0) -> bool:
    """Waits until so many sources are committed."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if len(list((out / "manifest").glob("*.json"))) >= number:
            return True
        time.sleep(0.02)
    return False


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of half a megabyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(disk)], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("a disk may not be mounted here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_ends_the_run_in_one_line_and_leaves_whole_shards(tmp_path: Path, small_disk: Path) -> None:
    many(tmp_path, 24, each=2)
    code, told = vedette("archive", "news", "--out", small_disk / "out", "--workers", 2, folder=tmp_path)
    assert code == 2
    assert told == [f"vedette: {small_disk}/out cannot be written: No space left on device"], told
    assert not (small_disk / "out" / ".work").exists()
    kept = shards_of(small_disk / "out")
    assert 0 < len([name for name in kept if name.endswith(".json")]) < 24
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    assert vedette("archive", "news", "--out", small_disk / "out", folder=tmp_path)[0] == 0
    whole = shards_of(small_disk / "out")
    assert {name: whole[name] for name in kept if not name.endswith(".json")} == {
        n: d for n, d in kept.items() if not n.endswith(".json")
    }
    assert vedette("archive", "news", "--out", "undisturbed", folder=tmp_path)[0] == 0
    assert shards_of(tmp_path / "undisturbed") == whole


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stop_keeps_what_is_committed_and_clears_the_rest(tmp_path: Path, sent: signal.Signals, code: int) -> None:
    many(tmp_path, 8)
    process = command("archive", "news", "--out", "out", "--workers", 2, folder=tmp_path)
    assert committed(tmp_path / "out", 1)
    workers = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(sent)
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (code, "")
    assert psutil.wait_procs(workers, timeout=20)[1] == []
    assert not (tmp_path / "out" / ".work").exists()
    # A stop may fall into a commit: a shard without its manifest is none, and is made anew.
    kept = [tmp_path / "out" / "reports" / f"{file.stem}.parquet" for file in (tmp_path / "out" / "manifest").glob("[!.]*.json")]
    before = {file.name: file.stat().st_mtime_ns for file in kept}
    assert before
    assert vedette("archive", "news", "--out", "out", folder=tmp_path)[0] == 0
    after = {file.name: file.stat().st_mtime_ns for file in (tmp_path / "out" / "reports").iterdir()}
    assert len(after) == 8
    assert before.items() <= after.items()


def test_a_second_run_into_the_same_folder_is_refused_in_one_line(tmp_path: Path) -> None:
    many(tmp_path, 1)
    with opened(tmp_path / "out"):
        for arguments in (["archive", "news", "--out", "out"], ["add", "out"]):
            code, told = vedette(*arguments, folder=tmp_path)
            assert (code, told) == (2, ["vedette: out is in use by another run of vedette; wait for its end"])


@pytest.mark.parametrize("cut", ["a packed record", "a line", "a packed line"])
def test_a_source_that_is_cut_off_in_a_record_gives_what_is_whole(tmp_path: Path, cut: str) -> None:
    if cut == "a packed record":
        (tmp_path / "a.warc.gz").write_bytes(PAGES.read_bytes()[:-2_000])
    elif cut == "a line":
        (tmp_path / "a.jsonl").write_text(lines(REPORTS[:3])[:-60])
    else:
        long = {"text": "".join(random.Random(1).choices("abcdefgh ", k=100_000))}  # noqa: S311  # no secret
        (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines([*REPORTS[:3], long]).encode())[:-600])
    code, told = vedette("archive", "*a.*", "--out", "out", folder=tmp_path)
    assert code == 1
    assert "1 failed" in told[-1]
    assert rows(tmp_path / "out", "SELECT count(*) > 1 FROM reports") == [(True,)]
    ((message,),) = rows(tmp_path / "out", "SELECT message FROM log WHERE outcome = 'failed'")
    assert message.startswith("a.")


def test_a_source_that_changes_is_told_and_done_by_the_next_run(tmp_path: Path) -> None:
    many(tmp_path, 1, each=24)
    process = command("archive", "news/00.jsonl", "--out", "out", "--workers", 1, folder=tmp_path)
    until = time.monotonic() + 60
    while not any((tmp_path / "out").glob(".work/*/*/reports.jsonl")) and time.monotonic() < until:
        time.sleep(0.005)
    with (tmp_path / "news" / "00.jsonl").open("a") as stream:
        stream.write("\n" + lines(REPORTS[:1]))
    _, said = process.communicate(timeout=120)
    assert process.returncode == 1
    assert "news/00.jsonl: changed while it was read" in said
    assert list((tmp_path / "out" / "manifest").iterdir()) == list((tmp_path / "out" / "reports").iterdir()) == []
    assert vedette("archive", "news/00.jsonl", "--out", "out", folder=tmp_path)[0] == 0


def test_a_folder_that_may_not_be_written_is_one_line(tmp_path: Path) -> None:
    many(tmp_path, 1)
    if os.geteuid() == 0:
        out = Path("/proc/out")
    else:
        (tmp_path / "closed").mkdir(mode=0o500)
        out = tmp_path / "closed" / "out"
    code, told = vedette("archive", "news", "--out", out, folder=tmp_path)
    assert code == 2
    assert told[-1].startswith(f"vedette: {out} cannot be written: ")
    assert len(told) == 1
