"""Killed again and again, workers, the whole process, scheduler: the archive is that of an undisturbed run, byte for byte."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
from archive_example import REPORTS, command, lines, shards_of, vedette

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are not killed so there")
MOST_SECONDS = 3_000
# A scheduler with two workers, in a process of its own; its workers end with it.
CLUSTER = """
import sys, time
from distributed import LocalCluster
if __name__ == "__main__":
    cluster = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1", scheduler_port=0)
    print(cluster.scheduler_address, flush=True)
    sys.stdin.read()
"""


def laid_out(folder: Path, number: int) -> Path:
    """So many sources, a report each; some are broken."""
    (folder / "news").mkdir()
    for n in range(number):
        report = {**REPORTS[n % 12], "id": f"n{n}", "publisher": f"Outlet {n}"}
        data = lines([report]) if n % 20 else lines([report]) + "{broken\n"
        (folder / "news" / f"{n:03}.jsonl").write_text(data if n % 50 else "", encoding="utf-8")
    return folder / "news"


def undisturbed(folder: Path) -> dict[str, bytes]:
    code, told = vedette("archive", "news", "--out", "undisturbed", folder=folder)
    assert code == 1, told
    return shards_of(folder / "undisturbed")


def children(process: subprocess.Popen[str]) -> list[psutil.Process]:
    """The workers of a running command, or those of a cluster."""
    try:
        below = psutil.Process(process.pid).children(recursive=True)
        return [one for one in below if "resource_tracker" not in " ".join(one.cmdline())]
    except psutil.Error:
        return []


def kill_one(process: subprocess.Popen[str], chance: random.Random, *, whole: float) -> bool:
    """Kills the whole process, or one of its workers; whether there was one."""
    workers = children(process)
    number = process.pid if chance.random() < whole or not workers else chance.choice(workers).pid
    if process.poll() is not None:
        return False
    try:
        os.kill(number, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def ended(process: subprocess.Popen[str], seconds: float) -> bool:
    """Whether a command ends within so many seconds."""
    try:
        process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def finished(folder: Path, expected: dict[str, bytes], *more: object) -> None:
    """One run that nobody disturbs ends what was begun, and so that nothing is lost or left over."""
    code, told = vedette("archive", "news", "--out", "out", "--retry", *more, folder=folder)
    assert code == 1, told
    assert shards_of(folder / "out") == expected
    assert sorted(path.name for path in (folder / "out").iterdir() if path.name.startswith(".")) == [".lock"]
    shutil.rmtree(folder / "out")


@pytest.mark.parametrize(("sources", "kills"), [(24, 5), pytest.param(200, 80, marks=pytest.mark.long)])
def test_workers_and_the_whole_process_may_be_killed(tmp_path: Path, sources: int, kills: int) -> None:
    laid_out(tmp_path, sources)
    expected, chance, killed = undisturbed(tmp_path), random.Random(kills), 0  # noqa: S311  # moments, not secrets
    until = time.monotonic() + MOST_SECONDS
    while killed < kills and time.monotonic() < until:
        process = command("archive", "news", "--out", "out", "--retry", folder=tmp_path)
        while killed < kills and not ended(process, chance.uniform(0.5, 6.0)):
            killed += kill_one(process, chance, whole=0.3)
        if killed == kills:
            process.kill()
            process.communicate()
        elif process.returncode == 1:  # all was done before enough were killed: once more from the beginning
            finished(tmp_path, expected)
    assert killed == kills
    finished(tmp_path, expected)


@contextmanager
def clustered() -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A cluster in a process of its own, and its address."""
    with subprocess.Popen(
        [sys.executable, "-c", CLUSTER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        try:
            yield process, process.stdout.readline().strip()
        finally:
            below = children(process)
            process.kill()
            process.communicate()
            for one in psutil.wait_procs(below, timeout=15)[1]:
                one.kill()


@pytest.mark.parametrize(("sources", "kills"), [(12, 2), pytest.param(200, 20, marks=pytest.mark.long)])
def test_a_clusters_workers_and_scheduler_may_be_killed(tmp_path: Path, sources: int, kills: int) -> None:
    laid_out(tmp_path, sources)
    expected, chance, killed = undisturbed(tmp_path), random.Random(kills), 0  # noqa: S311  # moments, not secrets
    until = time.monotonic() + MOST_SECONDS
    while killed < kills and time.monotonic() < until:
        with clustered() as (cluster, address):
            process = command("archive", "news", "--out", "out", "--retry", "--scheduler", address, folder=tmp_path)
            while killed < kills and cluster.poll() is None and not ended(process, chance.uniform(2.0, 8.0)):
                killed += kill_one(cluster, chance, whole=0.25 if killed + 1 < kills else 1.0)
            if cluster.poll() is not None:
                _, said = process.communicate(timeout=60)
                assert process.returncode == 2
                *_, last = said.splitlines()
                assert last.endswith("has gone away; the same command goes on once it is back") or last.startswith(
                    "vedette: --scheduler "
                )
            elif process.returncode == 1:
                finished(tmp_path, expected)
            process.kill()
    assert killed == kills
    with clustered() as (_, address):
        finished(tmp_path, expected, "--scheduler", address)
