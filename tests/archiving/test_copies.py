"""Copies over all shards: the very ones that a database finds which takes the shards in, whatever sources they lie in."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from archive_example import lines
from copied_example import PARAPHRASED, STORY

from vedette.archiving import comparing, copies, work
from vedette.archiving.copies import recopy
from vedette.archiving.crew import Crew
from vedette.archiving.folder import ASIDE, opened
from vedette.archiving.jobs import Job, do
from vedette.archiving.options import Options
from vedette.archiving.running import Step, run, to_do
from vedette.archiving.sources import Source, find_sources
from vedette.archiving.work import Made
from vedette.cli.bulk import take_in
from vedette.errors import StopError
from vedette.keeping import refresh
from vedette.pipeline import Coder
from vedette.store import find_copies, open_store

OTHER = "The central bank left its rate at five per cent on Monday. Markets rose, and traders in {} said so."
# Nothing is parsed for these, which copies do not need.
OPTIONS = Options(kinds="boycott")


@pytest.fixture(autouse=True)
def open_coder(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "coder_of", lambda _: coder)


class Here:
    """Whoever codes in this process."""

    def run(self, jobs: Iterable[Job], coded: Callable[[int], None]) -> Iterator[Made]:
        for job in jobs:
            made = do(job, lambda: None)
            coded(made.counts.get("reports", 0))
            yield made


def report(number: int, text: str, day: int = 1, **more: Any) -> dict[str, Any]:
    published = (dt.date(2023, 3, 1) + dt.timedelta(days=day)).isoformat()
    return {"id": f"r{number}", "text": text, "publisher": f"Paper {number}", "published": published, **more}


def archived(folder: Path) -> list[Step]:
    """Codes what lies in `news` into `out`, and looks for copies."""
    with opened(folder / "out") as out:
        sources = [one for one in find_sources([str(folder / "news")], out.path, Counter()) if isinstance(one, Source)]
        found = to_do(out, sources, OPTIONS, "1", retry=False)
        steps = list(run(out, found, Here(), OPTIONS, "1", coded=lambda _: None))
        recopy(out, Here(), "1")
    return steps


def told(folder: Path) -> list[tuple[Any, ...]]:
    with duckdb.connect(":memory:") as database:
        return database.read_parquet(str(folder / "out" / "copies.parquet")).order("report").fetchall()


def kept(folder: Path) -> list[tuple[Any, ...]]:
    """The copies that a database finds in the same shards."""
    store = open_store(str(folder / "v.db"), made_by="1", create=True)
    list(take_in(store, [str(folder / "out")]))
    refresh(store)
    with store.reading() as connection:
        ids = [row[0] for row in connection.exec_driver_sql("SELECT report FROM copies")]
        found = find_copies(connection, ids)
    store.close()
    (folder / "v.db").unlink()
    return sorted((one.report, one.of, one.how, one.score, one.reason) for one in found.values())


def laid_out(folder: Path, *sources: list[dict[str, Any]]) -> Path:
    (folder / "news").mkdir(exist_ok=True)
    for number, reports in enumerate(sources):
        (folder / "news" / f"{number}.jsonl").write_text(lines(reports), encoding="utf-8")
    return folder


def test_copies_are_those_of_a_database(tmp_path: Path) -> None:
    notice = {"uri": "urn:x:9", "pubStatus": "canceled", "type": "text", "headline": "h", "body_text": "b"}
    laid_out(
        tmp_path,
        [
            report(1, STORY, 1, publisher="Sahel Wire"),
            report(2, PARAPHRASED, 2),
            report(3, f"(Sahel Wire) - {STORY}", 1),
            report(4, OTHER.format("Lagos"), 1),
            report(5, f"{OTHER.format('Accra')} They met in Accra.\n\nReuters", 1),
            report(6, f"{OTHER.format('Abuja')} They met in Abuja.\n\nPaper 4", 2),
        ],
        [
            report(7, STORY.replace("six", "seven"), 3, url="https://e.org/7"),
            report(7, STORY.replace("six", "eight") + " It was the third raid.", 4, url="https://e.org/7"),
            report(9, STORY + " The mayor spoke again.", 2, id="urn:x:9"),
            notice,
            report(1, STORY, 1, publisher="Sahel Wire"),
            report(10, STORY, 9),
            report(11, STORY, 15),
            report(12, STORY, 40),
            {**report(13, STORY + " Nobody knows when."), "published": None},
            {**report(14, STORY + " Nobody knows when, either."), "published": None},
        ],
    )
    archived(tmp_path)
    found = told(tmp_path)
    assert found == kept(tmp_path)
    assert {how for _, _, how, _, _ in found} == {"reprint", "paraphrase", "credit"}
    assert len(found) >= 8


def test_blocks_too_full_are_looked_at_as_a_database_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two weeks of one text, more than are compared of a block; most texts are read again from the file."""
    monkeypatch.setattr(comparing, "MOST_WORDS", 150)
    many = [report(n, f"{STORY} It was told by outlet {n * 7919} in edition {n % 5}.", 5 + n % 9) for n in range(150)]
    archived(laid_out(tmp_path, many[:80], many[80:]))
    assert told(tmp_path) == kept(tmp_path)
    assert len(told(tmp_path)) > 100


def test_only_what_changed_has_copies_looked_for_anew(tmp_path: Path) -> None:
    laid_out(tmp_path, [report(1, STORY)], [report(2, STORY, 2)])
    assert [step.sort for step in archived(tmp_path)] == ["done", "done"]
    (first,) = told(tmp_path)
    made = (tmp_path / "out" / "copies.parquet").stat().st_mtime_ns
    assert [step.sort for step in archived(tmp_path)] == ["known", "known"]
    assert (tmp_path / "out" / "copies.parquet").stat().st_mtime_ns == made
    (tmp_path / "news" / "2.jsonl").write_text(lines([report(3, PARAPHRASED, 2)]))
    assert [step.sort for step in archived(tmp_path)] == ["known", "known", "done"]
    assert len(told(tmp_path)) == 2
    assert first in told(tmp_path)
    held = json.loads((tmp_path / "out" / "copies.json").read_text())
    assert held["copies"] == 2


def test_an_archive_of_nothing_has_no_copies(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.jsonl").write_text("")
    assert [step.sort for step in archived(tmp_path)] == ["set aside"]
    assert told(tmp_path) == []


def test_processes_find_in_many_stretches_what_one_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight weeks, each of which is a job for one of two workers; what only the week before holds is found too."""
    many = [report(n, f"{STORY} It was told by outlet {n * 7919} in edition {n % 5}.", 1 + 2 * n) for n in range(28)]
    archived(laid_out(tmp_path, many))
    whole = told(tmp_path)
    assert len(whole) > 20
    monkeypatch.setattr(copies, "FEWEST", 1)
    monkeypatch.setattr(copies, "LOOKED_THROUGH", 1)
    (tmp_path / "out" / "copies.json").unlink()
    with opened(tmp_path / "out") as out, Crew(OPTIONS, 2) as crew:
        assert recopy(out, crew, "1") == len(whole)
    assert told(tmp_path) == whole


def test_a_stretch_that_cannot_be_compared_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Killed:
        def run(self, jobs: Iterable[Job], coded: Callable[[int], None]) -> Iterator[Made]:
            coded(0)
            for job in jobs:
                yield Made(job.key, ASIDE, f"{job.name}: its worker was killed 2 times")

    archived(laid_out(tmp_path, [report(1, STORY), report(2, STORY, 2), report(3, STORY, 40), report(4, STORY, 41)]))
    whole = told(tmp_path)
    (tmp_path / "out" / "copies.json").unlink()
    monkeypatch.setattr(copies, "FEWEST", 1)
    said = r"copies of the weeks from 2023-0.*killed 2 times.*all shards are there"
    with opened(tmp_path / "out") as out, pytest.raises(StopError, match=said):
        recopy(out, Killed(), "1")
    assert [step.sort for step in archived(tmp_path)] == ["known"]
    assert told(tmp_path) == whole
