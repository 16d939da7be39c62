from __future__ import annotations

from pathlib import Path

import pytest

from vedette.archiving.options import Options, options_of
from vedette.intake import make_report


def test_options_travel_as_json() -> None:
    options = Options("conflict", "2022-03-04", "/words", "en_core_web_sm", 0.25, 7)
    assert options_of(options.as_json()) == options


def test_of_word_files_their_contents_count(tmp_path: Path) -> None:
    def record(name: str, words: str) -> object:
        (tmp_path / name).mkdir()
        (tmp_path / name / "hedges.toml").write_text(words)
        return Options(lexicon=str(tmp_path / name)).record()

    one, same, other = record("a", "x = 1"), record("b", "x = 1"), record("c", "x = 2")
    assert one == same != other
    assert Options().record()["lexicon"] is None


@pytest.mark.parametrize(("share", "low", "high"), [(None, 2_000, 2_000), (1.0, 2_000, 2_000), (0.5, 900, 1_100), (0.01, 5, 40)])
def test_a_sample_is_a_share_and_a_larger_one_holds_the_smaller(share: float | None, low: int, high: int) -> None:
    reports = [make_report(f"Rebels took town number {number}.") for number in range(2_000)]
    taken = {report.id for report in reports if Options(sample=share).takes(report)}
    assert low <= len(taken) <= high
    if share is not None and share < 1:
        assert taken < {report.id for report in reports if Options(sample=min(1.0, 2 * share)).takes(report)}
