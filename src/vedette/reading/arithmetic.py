"""The parser's arithmetic: its matrices multiplied by the library of numpy, on one core, in memory that is kept for the next.

In: a spaCy pipeline. Out: the same pipeline, its networks' layers told to multiply by numpy's BLAS instead of thinc's own BLIS,
which takes up to three times as long for matrices of these shapes. What comes out is the same but for rounding, and so are the
parses. Called by `sentences.py` alone.
"""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager
from functools import cache
from typing import Any

# `mallopt` of glibc, by the numbers of its header malloc.h: memory that is given back to the system again and again must be made
# and emptied again. The first is the largest that it takes (malloc/malloc.c, DEFAULT_MMAP_THRESHOLD_MAX).
MMAP_THRESHOLD, TRIM_THRESHOLD = -3, -1
MAPPED, KEPT = 32 * 1024**2, 128 * 1024**2


def hasten(nlp: Any) -> Any:
    """The pipeline with its layers changed in place; those that a graphics card or another library works on stay as they are."""
    from thinc.api import NumpyOps

    keep_memory()
    ours = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        model: Any = getattr(component, "model", None)
        for layer in model.walk() if hasattr(model, "walk") else ():
            if type(layer.ops) is NumpyOps:
                layer.ops = ours
    return nlp


@cache
def keep_memory() -> bool:
    """Has the C library keep up to 128 MB that this process has freed; whether it can be told so.

    Of itself it learns how large arrays are, unless it was started with a bound, as Dask starts its workers
    (MALLOC_TRIM_THRESHOLD_=65536): parsing takes 1.4 times as long there.
    """
    if sys.platform != "linux":
        return False
    import ctypes

    told = getattr(ctypes.CDLL(None), "mallopt", None)  # other libraries than glibc have none
    return told is not None and bool(told(MMAP_THRESHOLD, MAPPED)) and bool(told(TRIM_THRESHOLD, KEPT))


def on_one_core() -> AbstractContextManager[Any]:
    """A stretch in which numpy multiplies on one core: these matrices are small, and whoever has more cores codes in as many
    processes. Afterwards it is as it was."""
    limit: AbstractContextManager[Any] = _libraries().limit(limits=1, user_api="blas")
    return limit


@cache
def _libraries() -> Any:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
