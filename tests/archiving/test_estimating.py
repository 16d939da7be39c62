"""An estimate from a part is near what all of it is."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from archive_example import REPORTS, lines

from vedette.archiving import estimating
from vedette.archiving.estimating import estimate
from vedette.archiving.options import Options
from vedette.archiving.sources import Source, find_sources
from vedette.pipeline import Coder


@pytest.fixture(autouse=True)
def open_coder(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(estimating, "coder_of", lambda _: coder)


def found(folder: Path) -> list[Source]:
    return [one for one in find_sources([str(folder)], Path("out"), Counter()) if isinstance(one, Source)]


@pytest.mark.parametrize("sample", [None, 0.5])
def test_reports_are_told_from_a_part(tmp_path: Path, sample: float | None) -> None:
    """Nine files, of 2,250 reports in all, one of them empty and one of no archive."""
    rows = [{**REPORTS[n % 12], "id": str(n), "text": f"{REPORTS[n % 12]['text']} It was edition {n}."} for n in range(2_000)]
    for n in range(8):
        (tmp_path / f"{n}.jsonl").write_text(lines(rows[250 * n : 250 * n + 250]))
    pq.write_table(pa.Table.from_pylist(rows[:250]), tmp_path / "p.parquet")  # type: ignore[no-untyped-call]
    (tmp_path / "x.jsonl").write_text("")
    told = estimate(found(tmp_path), Options(kinds="boycott", sample=sample))
    assert told is not None
    whole = 2_250 * (sample or 1)
    assert 0.75 * whole < told.reports < 1.35 * whole
    assert (told.sources, told.size) == (10, sum(file.stat().st_size for file in tmp_path.iterdir()))
    assert told.seconds > 0
    assert told.shards > 0


def test_where_nothing_can_be_read_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"\0\0\0")
    (tmp_path / "b.jsonl").write_text("")
    assert estimate(found(tmp_path), Options()) is None
