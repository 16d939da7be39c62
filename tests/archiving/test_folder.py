"""The folder of an archive: what it takes for one, what it clears away, and that one run at a time writes it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from vedette.archiving.folder import Folder, is_archive_folder, manifests_of, opened, reading
from vedette.errors import StopError
from vedette.formats.shards import TABLES


def manifest(key: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "where": f"/{key}", "outcome": "done", "shards": {name: {"bytes": 3} for name in TABLES}, **more}


def made(folder: Folder, name: str, data: bytes = b"one") -> Path:
    place = folder.work / name
    place.mkdir()
    for table in TABLES:
        (place / f"{table}.parquet").write_bytes(data)
    return place


def files(path: Path) -> list[str]:
    return sorted(str(one.relative_to(path)) for one in path.rglob("*") if one.is_file())


def test_what_is_committed_is_there_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with opened(out) as folder:
        assert folder.manifest("k") is None
        folder.commit(manifest("k"), made(folder, "k.1"))
        made(folder, "l.1")
        held = folder.manifest("k")
    assert held is not None
    assert held["made_at"]
    assert files(out) == sorted([".lock", "archive.json", "manifest/k.json", *(f"{name}/k.parquet" for name in TABLES)])
    assert is_archive_folder(out)
    assert not is_archive_folder(tmp_path)


def test_a_new_commit_takes_the_place_of_the_old_and_setting_aside_of_its_shards(tmp_path: Path) -> None:
    with opened(tmp_path / "out") as folder:
        folder.commit(manifest("k"), made(folder, "k.1"))
        folder.commit(manifest("k", more=1), made(folder, "k.2", b"two"))
        assert (folder.path / "reports" / "k.parquet").read_bytes() == b"two"
        folder.commit({"key": "k", "where": "/k", "outcome": "set aside", "reason": "bad", "shards": {}}, None)
        assert files(folder.path) == [".lock", "archive.json", "manifest/k.json"]
        assert [one["reason"] for one in folder.manifests()] == ["bad"]


@pytest.mark.parametrize("cut", ["before the shards", "in the midst", "before the manifest"])
def test_a_commit_that_was_cut_off_leaves_nothing(tmp_path: Path, cut: str) -> None:
    with opened(tmp_path / "out") as folder:
        folder.commit(manifest("k"), made(folder, "k.1"))
    (tmp_path / "out/manifest/k.json").unlink()
    (tmp_path / "out/manifest/.k.json.part").write_text("{")
    (tmp_path / "out/.work/0/k.1").mkdir(parents=True)
    for name in {"before the shards": TABLES, "in the midst": list(TABLES)[:2], "before the manifest": ()}[cut]:
        (tmp_path / "out" / name / "k.parquet").unlink()
    with opened(tmp_path / "out") as folder:
        assert folder.manifest("k") is None
    assert files(tmp_path / "out") == [".lock", "archive.json"]


def test_a_source_whose_shard_was_taken_away_is_not_done(tmp_path: Path) -> None:
    with opened(tmp_path / "out") as folder:
        folder.commit(manifest("k"), made(folder, "k.1"))
        (folder.path / "claims" / "k.parquet").write_bytes(b"other")
        assert folder.manifest("k") is None
        assert manifests_of(folder.path) == []


def test_one_run_at_a_time(tmp_path: Path) -> None:
    with opened(tmp_path / "out"):
        with pytest.raises(StopError, match="in use by another run"), opened(tmp_path / "out"):
            pass
        with pytest.raises(StopError, match="in use by another run"), reading(tmp_path / "out"):
            pass
    with reading(tmp_path / "out"), reading(tmp_path / "out"):
        pass
    with opened(tmp_path / "out"):
        pass


def test_a_folder_of_other_things_a_file_and_another_layout_are_refused(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("x")
    with pytest.raises(StopError, match="holds other things"), opened(tmp_path / "mine"):
        pass
    with pytest.raises(StopError, match="a file"), opened(tmp_path / "mine" / "letter.txt"):
        pass
    with opened(tmp_path / "out"):
        pass
    (tmp_path / "out" / "archive.json").write_text(json.dumps({"vedette archive": 99}))
    with pytest.raises(StopError, match="its layout is 99"), opened(tmp_path / "out"):
        pass
    assert files(tmp_path / "mine") == ["letter.txt"]
