"""A crew of real processes: one that is killed takes nothing with it, and a source that kills its worker is set aside."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest
from archive_example import REPORTS, lines

from vedette.archiving.crew import Crew
from vedette.archiving.options import Options
from vedette.archiving.sources import Source, look_again
from vedette.archiving.work import Task
from vedette.errors import StopError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are not killed so there")


def tasks(folder: Path, number: int, each: int = 1) -> list[Task]:
    work = folder / "w"
    work.mkdir()
    paths = [folder / f"{n}.jsonl" for n in range(number)]
    for n, path in enumerate(paths):
        path.write_text(lines(REPORTS[n % 12 : n % 12 + 1] * 1 if each == 1 else (REPORTS * 9)[:each]), encoding="utf-8")
    return [Task(look_again(Source(path.name, str(path), 0, "")), Options(), str(work)) for path in paths]


@contextmanager
def killing(crew: Crew, source: str) -> Iterator[list[int]]:
    """Kills whoever has this source in hand, as the kernel does where memory runs out, as often as it is tried."""
    killed, over = list[int](), threading.Event()

    def watch() -> None:
        while not over.is_set():
            for worker in list(crew._workers):
                task, number = worker.job, worker.process.pid
                if task is not None and task.source.name == source and number not in killed:
                    killed.append(number)
                    os.kill(number, signal.SIGKILL)
            time.sleep(0.002)

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield killed
    finally:
        over.set()
        thread.join()


def test_a_source_that_kills_its_worker_twice_is_set_aside_and_the_others_are_done(tmp_path: Path) -> None:
    given, coded = tasks(tmp_path, 5), list[int]()
    with Crew(Options(), 2) as crew, killing(crew, "1.jsonl") as killed:
        made = list(crew.run(given, coded.append))
    assert len(killed) == 2
    assert sorted(one.key for one in made) == sorted(task.source.key for task in given)
    aside = [one for one in made if one.outcome == "set aside"]
    assert made[-1] == aside[-1]
    assert [one.reason for one in aside] == [
        "1.jsonl: its worker was killed 2 times (SIGKILL, as where memory runs out), the last time alone"
    ]
    assert sum(coded) == 4
    assert psutil.Process().children() == [] or all(child.pid not in killed for child in psutil.Process().children())


def test_a_worker_that_is_killed_once_costs_nothing(tmp_path: Path) -> None:
    given = tasks(tmp_path, 3, each=12)
    with Crew(Options(), 2) as crew:
        made = crew.run(given, lambda _: killed_first())
        killed = []

        def killed_first() -> None:
            if not killed:
                (worker,) = [one for one in crew._workers if one.job is not None][:1]
                killed.append(worker.process.pid)
                os.kill(worker.process.pid, signal.SIGKILL)

        done = list(made)
    assert killed
    assert sorted(one.key for one in done) == sorted(task.source.key for task in given)
    assert {one.outcome for one in done} == {"done"}


def test_workers_that_cannot_begin_end_the_run_with_the_reason(tmp_path: Path) -> None:
    with Crew(Options(model="no_such_model"), 2) as crew, pytest.raises(StopError, match="no_such_model"):
        list(crew.run(tasks(tmp_path, 2), lambda _: None))
    with Crew(Options(), 1, memory=30_000_000) as crew, pytest.raises(StopError):
        list(crew.run(tasks(tmp_path / "b" if (tmp_path / "b").mkdir() is None else tmp_path, 2), lambda _: None))


def test_workers_whose_starter_was_killed_end(tmp_path: Path) -> None:
    given = tasks(tmp_path, 2, each=90)
    read, write = os.pipe()
    child = os.fork()
    if child == 0:  # the process that is killed
        with suppress(BaseException):
            crew = Crew(Options(), 2)
            for _ in crew.run(
                given, lambda _: os.write(write, b" ".join(str(w.process.pid).encode() for w in crew._workers) + b"\n")
            ):
                pass
        os._exit(0)
    workers = [psutil.Process(int(number)) for number in os.read(read, 1_000).split(b"\n")[0].split()]
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    gone, alive = psutil.wait_procs(workers, timeout=30)
    assert (len(gone), alive) == (2, [])
    os.close(read)
    os.close(write)
