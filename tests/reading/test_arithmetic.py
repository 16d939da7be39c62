"""The parser multiplies by numpy's library, on one core, and parses as it did."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from plain_parser import plain_parser
from thinc.api import NumpyOps, Relu, chain
from threadpoolctl import threadpool_info, threadpool_limits

from vedette.reading.arithmetic import hasten, keep_memory, on_one_core

SAMPLE = Path(__file__).parents[2] / "samples" / "albu-kamal.jsonl"


@pytest.fixture(scope="module")
def pipelines():
    return plain_parser(), hasten(plain_parser())


def layers(nlp):
    models = [getattr(component, "model", None) for _, component in nlp.pipeline]
    return [layer for model in models if hasattr(model, "walk") for layer in model.walk()]


def parses(nlp, texts):
    return [[(token.dep_, token.head.i, token.tag_, token.ent_type_, token.ent_iob_) for token in doc] for doc in nlp.pipe(texts)]


def test_every_layer_multiplies_by_numpy(pipelines):
    plain, quick = pipelines
    assert len(layers(quick)) > 50
    assert all(layer.ops.use_blis for layer in layers(plain))
    assert not any(layer.ops.use_blis for layer in layers(quick))


def test_the_parses_are_the_same(pipelines):
    texts = [json.loads(line)["text"] for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
    plain, quick = pipelines
    assert parses(quick, texts) == parses(plain, texts)


def test_layers_that_something_else_works_on_stay_as_they_are():
    class Other(NumpyOps):
        pass

    model = chain(Relu(2), Relu(2))
    model.layers[0].ops = Other()
    nlp = SimpleNamespace(pipeline=[("both", SimpleNamespace(model=model)), ("rules", SimpleNamespace())])
    assert hasten(nlp) is nlp
    assert type(model.layers[0].ops) is Other
    assert not model.layers[1].ops.use_blis


SWINGING = """
import resource, sys
import numpy as np
from vedette.reading.arithmetic import keep_memory
if sys.argv[1:] == ["kept"]:
    assert keep_memory() == (sys.platform == "linux" and hasattr(__import__("ctypes").CDLL(None), "mallopt"))
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(200):
    np.ones(500_000, dtype=np.float32)
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


@pytest.mark.skipif(not keep_memory(), reason="the C library takes no such advice")
def test_memory_is_kept_for_the_next_array_also_where_a_cluster_bounds_it():
    def faults(*how):
        command = [sys.executable, "-c", SWINGING, *how]
        done = subprocess.run(command, env={**os.environ, "MALLOC_TRIM_THRESHOLD_": "65536"}, check=True, capture_output=True)
        return int(done.stdout)

    assert faults("kept") * 10 < faults()


def test_numpy_works_on_one_core_within_and_as_before_after():
    def threads():
        return {library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"}

    with threadpool_limits(2, user_api="blas"):
        before = threads()
        with on_one_core():
            assert threads() == {1}
        assert threads() == before
