"""Jobs -> what came of them, by the workers of a Dask cluster, which must see the sources and the folder of the archive.

Dask sends what is to be done pickled, to whoever is at the address; of ours only functions by their names and lines of JSON go
over. A worker that is killed is Dask's to replace; a source that kills several is set aside; a scheduler that goes away ends
the run, and the next goes on.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from typing import Any

from vedette.archiving.folder import ASIDE
from vedette.archiving.jobs import Job, do, job_of
from vedette.archiving.work import STOPPED, Made, made_of
from vedette.errors import StopError, UsageError

# So many jobs wait at the scheduler at a time.
WINDOW = 1_000
ANSWERS_SECONDS = 20.0
GONE_SECONDS = 10.0
# Between two looks at jobs that cannot be waited for.
LOOKS_SECONDS = 0.1
ONE_AT_A_TIME = threading.Lock()
Coded = Callable[[int], None]


class Cluster:
    """A connection to the scheduler at `address`. To be used in `with`; raises StopError where it cannot be used."""

    def __init__(self, address: str) -> None:
        """Connects, and sees that all workers are of this version."""
        try:
            import distributed
        except ImportError:
            raise UsageError("--scheduler needs a package that is not installed: pip install 'vedette[cluster]'") from None
        for name in [name for name in logging.root.manager.loggerDict if name.split(".")[0] == "distributed"]:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)  # what is wrong is said here, in one line
        self._distributed: Any = distributed
        self._address = address
        try:
            self._client = self._distributed.Client(address, timeout=ANSWERS_SECONDS, set_as_default=False)
        except Exception as error:  # whatever its layers raise
            raise StopError(f"--scheduler {address}: no scheduler of Dask answers there ({_words(error)})") from None
        try:
            self._look_at_workers()
        except BaseException:
            self._close()
            raise

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    @property
    def dashboard(self) -> str | None:
        """The address of the scheduler's own page; None where it serves none."""
        served = "dashboard" in self._client.scheduler_info().get("services", {})
        return str(self._client.dashboard_link) if served else None

    def run(self, jobs: Iterable[Job], coded: Coded) -> Iterator[Made]:
        """What came of each job, as it comes; `coded` is told how many reports more were coded. Raises StopError."""
        left, waiting = iter(jobs), dict[Any, Job]()
        while True:
            for job in islice(left, WINDOW - len(waiting)):
                key = f"vedette-{job.work[-12:]}-{job.key}"
                waiting[self._client.submit(do_here, job.as_json(), pure=False, key=key)] = job
            if not waiting:
                return
            for future in self._done(waiting):
                made = self._made(future, waiting.pop(future))
                if made.outcome == STOPPED:
                    raise StopError(f"{made.reason} (every worker must see and may write the folder)")
                coded(made.counts.get("reports", 0))
                yield made

    def _done(self, waiting: dict[Any, Job]) -> list[Any]:
        """The jobs that are done, one at least; raises StopError where the scheduler is gone."""
        seen = time.monotonic()
        while True:
            done = [future for future in waiting if future.status in ("finished", "error")]
            if done:
                return done
            if self._client.status == "running" and not any(one.status in ("lost", "cancelled") for one in waiting):
                seen = time.monotonic()
            elif self._client.status == "closed" or time.monotonic() - seen > GONE_SECONDS or self._client.status == "running":
                raise StopError(f"the scheduler at {self._address} has gone away; the same command goes on once it is back")
            try:
                with self._client.as_current():
                    self._distributed.wait(list(waiting), timeout=1, return_when="FIRST_COMPLETED")
            except Exception:  # a second is over, or what is seen above
                time.sleep(LOOKS_SECONDS)

    def _made(self, future: Any, job: Job) -> Made:
        error = future.exception() if future.status == "error" else None
        if error is None:
            return made_of(str(future.result()))
        if type(error).__name__ == "KilledWorker":
            return Made(job.key, ASIDE, f"{job.name}: its workers were killed again and again, as where memory runs out")
        return Made(job.key, ASIDE, f"{job.name}: the cluster could not do it ({_words(error)})")

    def _look_at_workers(self) -> None:
        try:
            self._client.wait_for_workers(1, timeout=ANSWERS_SECONDS)
        except Exception as error:
            raise StopError(f"--scheduler {self._address}: no worker is there ({_words(error)})") from None
        try:
            found = self._client.run(version_here, on_error="return")
        except Exception as error:
            raise StopError(f"--scheduler {self._address}: it went away while its workers were asked ({_words(error)})") from None
        lost = [error for error in found.values() if isinstance(error, ImportError | AttributeError)]
        if lost:
            raise StopError(f"--scheduler {self._address}: a worker has no vedette, or another ({_words(lost[0])})")
        ours = WANTED()
        told = {worker: version for worker, version in found.items() if isinstance(version, str)}  # others were killed meanwhile
        others = sorted({f"{version or 'none'} at {worker}" for worker, version in told.items() if version != ours})
        if others:
            raise StopError(f"--scheduler {self._address}: the workers must have vedette {ours} as here; found {others[0]}")

    def _close(self) -> None:
        self._client.close(timeout=2)


def do_here(job: str) -> str:
    """What a worker of the cluster does with one job; one at a time, whatever its number of threads."""
    with ONE_AT_A_TIME:
        return do(job_of(job), _nobody).as_json()


def version_here() -> str:
    """The version of vedette that is installed here."""
    try:
        return version("vedette")
    except PackageNotFoundError:
        return ""


# What every worker must be.
WANTED = version_here


def _nobody() -> None:
    pass


def _words(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:200].rstrip(": ")
