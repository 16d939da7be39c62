"""Works of many hosts, done by a few threads: one at a time a host, a pause between two, the answers one by one.

A slow host holds up nobody but itself. The threads end with the program, whatever they wait for.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Generic, Protocol, Self, TypeVar


class Answer(Protocol):
    """What a work gives: also for how many seconds its host is to be left alone."""

    @property
    def pause(self) -> float:
        """Seconds."""


T = TypeVar("T", bound=Answer)


class Crew(Generic[T]):
    """An open pool of `size` threads. A work must not raise; `clock` is in seconds."""

    def __init__(self, size: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._size = clock, size
        self._changed = threading.Condition()
        self._queues: dict[str, deque[Callable[[], T]]] = {}
        self._free_at: dict[str, float] = {}
        self._busy: set[str] = set()
        self._answers: deque[T] = deque()
        self._closed = False
        for number in range(size):
            threading.Thread(target=self._work, name=f"fetching-{number}", daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def give(self, host: str, works: Iterable[Callable[[], T]]) -> None:
        """Puts works behind those that wait for `host` already."""
        with self._changed:
            self._queues.setdefault(host, deque()).extend(works)
            self._changed.notify_all()

    def drop(self, host: str) -> int:
        """Forgets the works that wait for `host`; how many they were."""
        with self._changed:
            return len(self._queues.pop(host, ()))

    def next(self, seconds: float) -> T | None:
        """The next answer; None where none comes within so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._answers, timeout=seconds)
            answer = self._answers.popleft() if self._answers else None
            self._changed.notify_all()
        return answer

    @property
    def idle(self) -> bool:
        """Whether nothing waits, is being done, or is done and was not taken."""
        with self._changed:
            return not (self._queues or self._busy or self._answers)

    def close(self) -> None:
        """Takes on no more works; what is being done is not waited for."""
        with self._changed:
            self._closed = True
            self._queues.clear()
            self._changed.notify_all()

    def _work(self) -> None:
        while (task := self._task()) is not None:
            host, work = task
            answer = work()
            with self._changed:
                self._busy.discard(host)
                self._free_at[host] = self._clock() + answer.pause
                self._answers.append(answer)
                self._changed.notify_all()

    def _task(self) -> tuple[str, Callable[[], T]] | None:
        """The next work whose host is free; waits for one. None at the end."""
        with self._changed:
            while not self._closed:
                soonest = self._soonest() if len(self._answers) < 2 * self._size else None
                if soonest is None:
                    self._changed.wait()
                    continue
                free_at, host = soonest
                if free_at > self._clock():
                    self._changed.wait(free_at - self._clock())
                    continue
                queue = self._queues[host]
                work = queue.popleft()
                if not queue:
                    del self._queues[host]
                self._busy.add(host)
                return host, work
        return None

    def _soonest(self) -> tuple[float, str] | None:
        """Of the hosts that have works and no thread at work, the one that is free first, and when."""
        waiting = ((self._free_at.get(host, 0.0), host) for host in self._queues if host not in self._busy)
        return min(waiting, default=None)
