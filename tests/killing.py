"""Processes that are killed in the midst of what they do."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable

FORKED = multiprocessing.get_context("fork")


def killed_after(seconds: float, act: Callable[..., None], *arguments: object) -> bool:
    """Runs `act` in a process of its own and kills it (SIGKILL); whether it was still at work."""
    process = FORKED.Process(target=act, args=arguments)
    process.start()
    process.join(seconds)
    working = process.is_alive()
    if working and process.pid:
        os.kill(process.pid, signal.SIGKILL)
    process.join()
    return working
