from __future__ import annotations

from pathlib import Path

from kept_example import opened

from vedette.store import ArchiveMarks


def test_a_mark_holds_for_one_archive_and_one_way_of_reading(tmp_path: Path) -> None:
    store = opened(tmp_path)
    marks = ArchiveMarks(store, "conflict")
    assert marks.reached("a") == 0
    marks.reach("a", 7)
    marks.reach("a", 9)
    marks.reach("b", 3)
    assert [marks.reached("a"), marks.reached("b"), ArchiveMarks(store, "all").reached("a")] == [9, 3, 0]


def test_another_version_reads_anew(tmp_path: Path) -> None:
    ArchiveMarks(opened(tmp_path), "all").reach("a", 7)
    newer = opened(tmp_path, made_by="0.2.0")
    assert ArchiveMarks(newer, "all").reached("a") == 0
    assert ArchiveMarks(opened(tmp_path), "all").reached("a") == 7
