from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from vedette.watching.crew import Crew


@dataclass(frozen=True)
class Done:
    name: str
    pause: float = 0.0


def all_of(crew: Crew[Done]) -> list[str]:
    came = []
    while not crew.idle:
        if (answer := crew.next(10.0)) is not None:
            came.append(answer.name)
    return came


def test_each_host_has_one_work_at_a_time_and_all_are_done() -> None:
    at_work, most, lock = Counter[str](), Counter[str](), threading.Lock()

    def work(host: str, number: int) -> Done:
        with lock:
            at_work[host] += 1
            most[host] = max(most[host], at_work[host])
        threading.Event().wait(0.001)
        with lock:
            at_work[host] -= 1
        return Done(f"{host}{number}")

    with Crew[Done](6) as crew:
        for number in range(20):
            for host in "abc":
                crew.give(host, [partial(work, host, number)])
        came = all_of(crew)
    assert sorted(came) == sorted(f"{host}{number}" for host in "abc" for number in range(20))
    assert [name for name in came if name[0] == "a"] == [f"a{number}" for number in range(20)]
    assert set(most.values()) == {1}


def test_a_slow_host_holds_up_no_other() -> None:
    held = threading.Event()

    def slow() -> Done:
        held.wait(30)
        return Done("slow")

    with Crew[Done](2) as crew:
        crew.give("slow", [slow, slow])
        crew.give("fast", [partial(Done, f"fast{number}") for number in range(10)])
        first = [answer.name for _ in range(10) if (answer := crew.next(10.0))]
        held.set()
        assert first == [f"fast{number}" for number in range(10)]
        assert all_of(crew) == ["slow", "slow"]


def test_a_pause_keeps_the_works_of_a_host_apart() -> None:
    asked = list[float]()

    def work() -> Done:
        asked.append(time.monotonic())
        return Done("", pause=0.05)

    with Crew[Done](2) as crew:
        crew.give("a", [work] * 3)
        assert all_of(crew) == [""] * 3
    assert all(later - earlier >= 0.05 for earlier, later in pairwise(asked))


def test_what_is_dropped_is_not_done_and_an_end_waits_for_nobody() -> None:
    held = threading.Event()
    works: list[Callable[[], Done]] = [lambda: Done(str(held.wait(30)))]
    with Crew[Done](1) as crew:
        crew.give("a", works)
        crew.give("b", [partial(Done, "b")] * 3)
        assert crew.drop("b") == 3
        assert crew.next(0.0) is None
        assert not crew.idle
    held.set()


def test_answers_that_nobody_takes_hold_up_the_works() -> None:
    done = []

    def work(number: int) -> Done:
        done.append(number)
        return Done(str(number))

    with Crew[Done](1) as crew:
        crew.give("a", [partial(work, number) for number in range(50)])
        assert crew.next(10.0) is not None
        threading.Event().wait(0.05)
        assert len(done) <= 4
        assert len(all_of(crew)) == 49
