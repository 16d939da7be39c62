"""What a second process and a cluster of two bring to an archive, what a worker's memory does, what millions of pages take.

    python bench/archive.py [FILE|FOLDER…] [--reports 2000] [--sources 8] [--grow 1000 10000] [--kinds all] [--turns 3]

The texts are the samples unless others are named, each made into many with names, numbers and days changed, in so many sources of
JSON lines. One process, two, and a Dask cluster of two workers take turns at the same sources; each turn is a run of the command
into a new folder. Rates are of the clock, from when the workers have opened their parsers (an archive of two reports is run in
the same way, and its time taken off), so that nothing else may run beside. With `--grow`, the most memory that a worker held
while it coded so many reports in one source. At the end, from the rate of one process: hours and rented cores for more.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil

sys.path.insert(0, str(Path(__file__).parent))

from grown import Grown
from speed import SAMPLE, read

from vedette.model import Report

# What a core of a cloud's plain machine costs an hour, in dollars, when rented by the hour: a low and a high of common prices.
CORE_HOUR = (0.02, 0.05)
MAIN = "from vedette.cli import main\nif __name__ == '__main__':\n    main()"
CLUSTER = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    cluster = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1", scheduler_port=0)
    print(cluster.scheduler_address, flush=True)
    sys.stdin.read()
"""


def main() -> None:
    """Measure and print."""
    options = asked()
    origins = [report for path in options.texts for report in read(path)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        reports = list(Grown(origins, options.reports))
        lay_out(folder / "news", reports, options.sources)
        lay_out(folder / "few", reports[:2], 2)
        row("reports", len(reports))
        row("words", sum(len(report.text.split()) for report in reports))
        rates = measured(folder, options)
        for how, found in rates.items():
            row(f"{how}: reports a second", statistics.median(found) * len(reports))
        pairs = zip(rates["one process"], rates["two processes"], rates["a cluster of two"], strict=True)
        ratios = [(two / one, cluster / two) for one, two, cluster in pairs]
        row("two processes ÷ one (≥ 1.85)", statistics.median(one for one, _ in ratios))
        row("a cluster of two ÷ two processes (≥ 0.90)", statistics.median(other for _, other in ratios))
        size = sum(file.stat().st_size for file in (folder / "out").rglob("*.parquet"))
        row("bytes of shards a report", size / len(reports))
        for number in options.grow:
            lay_out(folder / f"g{number}", list(Grown(origins, number)), 1)
            row(f"most memory of a worker, {number:,} reports, MB", memory(folder, f"g{number}", options.kinds))
        told(statistics.median(rates["one process"]) * len(reports), size / len(reports))


def asked() -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="*", type=Path, default=[SAMPLE])
    parser.add_argument("--reports", type=int, default=2_000)
    parser.add_argument("--sources", type=int, default=8)
    parser.add_argument("--grow", type=int, nargs="*", default=[])
    parser.add_argument("--kinds", default="all")
    parser.add_argument("--turns", type=int, default=3)
    return parser.parse_args()


def lay_out(folder: Path, reports: Sequence[Report], sources: int) -> None:
    """The reports in so many sources."""
    folder.mkdir()
    for number in range(sources):
        lines = [json.dumps({"text": one.text, "published": str(one.published), "id": one.ref}) for one in reports[number::sources]]
        (folder / f"{number:03}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def measured(folder: Path, options: argparse.Namespace) -> dict[str, list[float]]:
    """Shares of the sources a second, of each way and turn; what starting takes is taken off."""
    ways = {"one process": ["--workers", "1"], "two processes": ["--workers", "2"], "a cluster of two": []}
    found: dict[str, list[float]] = {how: [] for how in ways}
    for _ in range(options.turns):
        for how, given in ways.items():
            with clustered() if not given else nobody() as address:
                more = given or ["--scheduler", address]
                if not given:  # a cluster's parsers stay open
                    timed(folder, "few", more, options.kinds)
                beginning = timed(folder, "few", more, options.kinds)
                found[how].append(1 / (timed(folder, "news", more, options.kinds) - beginning))
    return found


def timed(folder: Path, news: str, more: Sequence[str], kinds: str) -> float:
    """Seconds that a run takes."""
    shutil.rmtree(folder / "out", ignore_errors=True)
    start = time.perf_counter()
    command = [sys.executable, "-c", MAIN, "archive", news, "--out", "out", "--kinds", kinds, *more]
    subprocess.run(command, cwd=folder, check=True, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


@contextmanager
def clustered() -> Iterator[str]:
    """The address of a cluster of two workers, which do not take samples of what they do (docs/cli.md)."""
    command, settings = [sys.executable, "-c", CLUSTER], {**os.environ, "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False"}
    pipes: Any = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, env=settings, text=True, **pipes) as process:
        assert process.stdout is not None and process.stdin is not None
        yield process.stdout.readline().strip()
        process.stdin.close()


@contextmanager
def nobody() -> Iterator[str]:
    """No cluster."""
    yield ""


def memory(folder: Path, news: str, kinds: str) -> float:
    """The most that the worker of a run held, in MB."""
    shutil.rmtree(folder / "out", ignore_errors=True)
    command = [sys.executable, "-c", MAIN, "archive", news, "--out", "out", "--kinds", kinds, "--workers", "1"]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL) as process:
        most = [0]
        watcher = threading.Thread(target=watch, args=(process, most))
        watcher.start()
        process.wait()
        watcher.join()
    return most[0] / 1e6


def watch(process: subprocess.Popen[bytes], most: list[int]) -> None:
    """Looks again and again what the processes below one hold."""
    while process.poll() is None:
        try:
            held = [one.memory_info().rss for one in psutil.Process(process.pid).children(recursive=True)]
        except psutil.Error:
            held = []
        most[0] = max([*most, *held])
        time.sleep(0.2)


def told(rate: float, size: float) -> None:
    """What more reports would take, at this rate of one core and size of shards."""
    for pages in (10_000_000, 1_000_000_000):
        hours = pages / rate / 3_600
        low, high = (price * hours for price in CORE_HOUR)
        cores = f"{hours:,.0f} core hours, {hours / 64:,.0f} h on 64 cores, {low:,.0f}–{high:,.0f} $"
        words = f"{cores}, {pages * size / 1e9:,.0f} GB"
        print(f"{f'{pages:,} reports':<52} {words}")


def row(name: str, value: float) -> None:
    """A line of the table."""
    print(f"{name:<52} {value:>14,.2f}", flush=True)


if __name__ == "__main__":
    main()
