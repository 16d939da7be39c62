"""What workers are given, as lines of JSON: a source to be coded, or a stretch of weeks whose texts are to be compared."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from vedette.archiving.comparing import Stretch, compare, stretch_of
from vedette.archiving.work import Made, Task, Told, code_source, task_of

Job = Task | Stretch


class Workers(Protocol):
    """Whoever does jobs: processes of this machine, or a cluster."""

    def run(self, jobs: Iterable[Job], coded: Callable[[int], None]) -> Iterator[Made]:
        """What came of each job, as it comes; `coded` is told how many reports more were coded."""


def job_of(text: str) -> Job:
    """The job of `as_json`."""
    return task_of(text) if "source" in json.loads(text) else stretch_of(text)


def do(job: Job, told: Told) -> Made:
    """What came of a job; `told` is called for each report that is coded."""
    return compare(job) if isinstance(job, Stretch) else code_source(job, told)
