"""The parser's arithmetic: its matrices multiplied by the library of numpy, on one core.

In: a spaCy pipeline. Out: the same pipeline, its networks' layers told to multiply by numpy's BLAS instead of thinc's own BLIS,
which takes up to three times as long for matrices of these shapes. What comes out is the same but for rounding, and so are the
parses. Called by `sentences.py` alone.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache
from typing import Any


def hasten(nlp: Any) -> Any:
    """The pipeline with its layers changed in place; those that a graphics card or another library works on stay as they are."""
    from thinc.api import NumpyOps

    ours = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        model: Any = getattr(component, "model", None)
        for layer in model.walk() if hasattr(model, "walk") else ():
            if type(layer.ops) is NumpyOps:
                layer.ops = ours
    return nlp


def on_one_core() -> AbstractContextManager[Any]:
    """A stretch in which numpy multiplies on one core: these matrices are small, and whoever has more cores codes in as many
    processes. Afterwards it is as it was."""
    limit: AbstractContextManager[Any] = _libraries().limit(limits=1, user_api="blas")
    return limit


@cache
def _libraries() -> Any:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
