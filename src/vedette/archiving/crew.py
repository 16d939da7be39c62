"""Jobs -> what came of them, by processes of this machine: one parser each, one core each, and none of them is irreplaceable.

A worker that is killed takes nothing with it: its job is done once more when all others are done, alone, so that it has all
the memory; killed again, its source is set aside. What is sent between processes are lines of JSON.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any

from vedette.archiving.folder import ASIDE
from vedette.archiving.jobs import Job, do, job_of
from vedette.archiving.options import Options, options_of
from vedette.archiving.work import STOPPED, Made, coder_of, made_of
from vedette.errors import StopError

SPAWNED = multiprocessing.get_context("spawn")
# Arrays are worked on by one core a process, since there is a process for each.
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
TRIES = 2
# So many workers in a row may end before they are ready.
FAILED_STARTS = 3
TELLS_SECONDS = 0.5
GRACE_SECONDS = 5.0
READY, CODED, MADE, CANNOT = b"ready", b"coded ", b"made ", b"cannot "
Coded = Callable[[int], None]


@dataclass(slots=True, eq=False)
class _Worker:
    process: Any
    pipe: Connection
    ready: bool = False
    job: Job | None = None


class Crew:
    """An open crew of at most `size` workers; `memory` is the most that each may take, in bytes. To be used in `with`."""

    def __init__(self, options: Options, size: int, *, memory: int | None = None) -> None:
        """Starts nobody yet."""
        self._options, self._size, self._memory = options, size, memory
        self._workers: list[_Worker] = []
        self._failed_starts = 0

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def run(self, jobs: Iterable[Job], coded: Coded) -> Iterator[Made]:
        """What came of each job, as it comes; `coded` is told how many reports more were coded. Raises StopError."""
        waiting, again, tries = deque(jobs), deque[Job](), Counter[str]()
        while waiting or again or any(worker.job for worker in self._workers):
            self._hand_out(waiting, again)
            for worker in self._heard():
                yield from self._hear(worker, coded, again, tries)

    def close(self) -> None:
        """Ends all workers; what they have in hand is thrown away."""
        for worker in self._workers:
            worker.process.terminate()
        until = time.monotonic() + GRACE_SECONDS
        for worker in self._workers:
            worker.process.join(max(0.0, until - time.monotonic()))
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
            worker.pipe.close()
        self._workers.clear()

    def _hand_out(self, waiting: deque[Job], again: deque[Job]) -> None:
        """Gives jobs to who is free, and starts workers as long as there is work for them; second tries go alone."""
        busy = sum(worker.job is not None for worker in self._workers)
        alone = not waiting and bool(again)
        wanted = min(self._size, busy + len(waiting)) if waiting else 1 if alone else 0
        while len(self._workers) < wanted:
            self._workers.append(self._start((waiting or again)[0].codes))
        if alone and not busy:
            self._dismiss(self._workers[1:])
        for worker in self._workers:
            if worker.ready and worker.job is None and (waiting or (alone and not busy)):
                worker.job = waiting.popleft() if waiting else again.popleft()
                with suppress(OSError):  # it was killed: that is heard
                    worker.pipe.send_bytes(worker.job.as_json().encode())
                busy += 1

    def _dismiss(self, workers: list[_Worker]) -> None:
        """Ends workers that have nothing to do, for their memory."""
        for worker in workers:
            worker.process.kill()
            worker.process.join()
            worker.pipe.close()
            self._workers.remove(worker)

    def _start(self, codes: bool) -> _Worker:
        here, there = SPAWNED.Pipe()
        arguments = (there, self._options.as_json() if codes else None, os.getpid(), self._memory)
        process = SPAWNED.Process(target=serve, args=arguments, name="vedette-archive", daemon=True)
        before = {name: os.environ.get(name) for name in THREADS}
        os.environ.update(dict.fromkeys(THREADS, "1"))
        try:
            process.start()
        finally:
            for name, value in before.items():
                os.environ.pop(name) if value is None else os.environ.__setitem__(name, value)
        there.close()
        return _Worker(process, here)

    def _heard(self) -> list[_Worker]:
        """The workers that have something to say, or have ended."""
        heard = set(wait([one for worker in self._workers for one in (worker.pipe, worker.process.sentinel)]))
        return [worker for worker in self._workers if worker.pipe in heard or worker.process.sentinel in heard]

    def _hear(self, worker: _Worker, coded: Coded, again: deque[Job], tries: Counter[str]) -> Iterator[Made]:
        try:
            said = worker.pipe.recv_bytes()
        except (EOFError, OSError):
            yield from self._ended(worker, again, tries)
            return
        if said == READY:
            worker.ready, self._failed_starts = True, 0
        elif said.startswith(CODED):
            coded(int(said[len(CODED) :]))
        elif said.startswith(CANNOT):
            raise StopError(said[len(CANNOT) :].decode())
        else:
            worker.job, made = None, made_of(said[len(MADE) :].decode())
            if made.outcome == STOPPED:
                raise StopError(made.reason or "")
            yield made

    def _ended(self, worker: _Worker, again: deque[Job], tries: Counter[str]) -> Iterator[Made]:
        """What becomes of the job of a worker that was killed."""
        worker.process.join()
        worker.pipe.close()
        self._workers.remove(worker)
        how = _how(worker.process.exitcode)
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts == FAILED_STARTS:
                raise StopError(f"the workers end before they can begin ({how}): too little memory, or --memory too small?")
        elif worker.job is not None:
            job = worker.job
            tries[job.key] += 1
            if tries[job.key] < TRIES:
                again.append(job)
            else:
                yield Made(job.key, ASIDE, f"{job.name}: its worker was killed {TRIES} times ({how}), the last time alone")


def _how(code: int | None) -> str:
    """How a process ended, in words."""
    if code is not None and code < 0:
        with suppress(ValueError):
            name = signal.Signals(-code).name
            return f"{name}, as where memory runs out" if -code == signal.SIGKILL else name
    return f"exit code {code}"


def serve(pipe: Connection, options: str | None, parent: int, memory: int | None) -> None:
    """What a worker does: one job after the other until nobody sends any more. With `options` it is ready once it can code."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all processes of a terminal; who started this one ends it
    if memory is not None:
        _bound(memory)
    try:
        if options is not None:
            coder_of(options_of(options))
    except Exception as error:  # also what is short of memory
        words = str(error) if isinstance(error, StopError) else f"a worker cannot begin ({type(error).__name__}: {error})"
        pipe.send_bytes(CANNOT + " ".join(words.split()).encode())
        return
    tell = _Teller(pipe, parent)
    with suppress(EOFError, OSError):  # who started this one has gone
        pipe.send_bytes(READY)
        while True:
            made = do(job_of(pipe.recv_bytes().decode()), tell.told)
            tell.flush()
            pipe.send_bytes(MADE + made.as_json().encode())


class _Teller:
    """Tells now and then how many reports were coded, and ends the process whose starter has gone."""

    def __init__(self, pipe: Connection, parent: int) -> None:
        self._pipe, self._parent, self._number, self._last = pipe, parent, 0, time.monotonic()

    def told(self) -> None:
        """One report more."""
        if os.getppid() != self._parent:
            os._exit(1)
        self._number += 1
        if time.monotonic() - self._last > TELLS_SECONDS:
            self.flush()

    def flush(self) -> None:
        """Tells what was not told."""
        if self._number:
            self._pipe.send_bytes(CODED + str(self._number).encode())
        self._number, self._last = 0, time.monotonic()


def _bound(memory: int) -> None:
    """Bounds what this process may take of its own; a report or source that needs more is told."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
