"""A real cluster of Dask, of two processes: the same shards; and what is said where it cannot be used."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from archive_example import laid_out, shards_of, vedette

from vedette.archiving import cluster
from vedette.archiving.cluster import Cluster
from vedette.errors import StopError, UsageError

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    options = {"n_workers": 2, "threads_per_worker": 2, "dashboard_address": None, "host": "127.0.0.1"}
    with distributed.LocalCluster(processes=True, silence_logs=50, **options) as found:
        yield found.scheduler_address


def test_a_cluster_makes_the_shards_that_this_machine_makes(tmp_path: Path, address: str) -> None:
    laid_out(tmp_path / "news")
    code, told = vedette("archive", "news", "--out", "there", "--scheduler", address, "--dashboard", folder=tmp_path)
    assert code == 1
    assert told[0].startswith("vedette: the cluster")
    assert "vedette: news/f.jsonl: the file is empty" in told
    here = vedette("archive", "news", "--out", "here", folder=tmp_path)
    assert (code, told[-1]) == (here[0], here[1][-1])
    assert shards_of(tmp_path / "there") == shards_of(tmp_path / "here")


def test_workers_of_another_version_are_refused_by_name(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "WANTED", lambda: "99.0")
    with pytest.raises(StopError, match="the workers must have vedette 99.0 as here; found"):
        Cluster(address)


def test_no_scheduler_and_no_workers_are_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "ANSWERS_SECONDS", 2.0)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for address in (f"tcp://127.0.0.1:{port}", "nonsense://x", "tcp://"):
        with pytest.raises(StopError, match="no scheduler of Dask answers there") as error:
            Cluster(address)
        assert len(str(error.value).splitlines()) == 1
    options = {"n_workers": 0, "dashboard_address": None, "host": "127.0.0.1"}
    with distributed.LocalCluster(silence_logs=50, **options) as empty, pytest.raises(StopError, match="no worker is there"):
        Cluster(empty.scheduler_address)


def test_without_its_package_it_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"pip install 'vedette\[cluster\]'"):
        Cluster("tcp://127.0.0.1:1")


def test_a_clusters_options_are_its_own(tmp_path: Path, address: str) -> None:
    laid_out(tmp_path / "news")
    code, told = vedette("archive", "news", "--out", "o", "--scheduler", address, "--workers", 2, folder=tmp_path)
    assert (code, "a cluster's workers are bounded where they are started" in told[-1]) == (2, True)
