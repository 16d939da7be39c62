"""An archive into a database: in order, in batches that can be cut off anywhere, and not from a broken shard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import pytest
from archive_example import REPORTS, lines

from vedette.archiving import work
from vedette.archiving.folder import manifests_of, opened, shard
from vedette.archiving.options import Options
from vedette.archiving.running import run, to_do
from vedette.archiving.sources import Source, find_sources
from vedette.archiving.taking import shelves_of, things_of
from vedette.archiving.work import Made, Task, code_source
from vedette.cli import bulk
from vedette.cli.bulk import take_in
from vedette.errors import StopError
from vedette.model import Coded, KillNotice
from vedette.pipeline import Coder
from vedette.store import Noted, Store, open_store

NOTICE = '{"uri": "urn:x", "pubStatus": "canceled", "type": "text", "headline": "h", "body_text": "b"}\n'
OPTIONS = Options(kinds="boycott")


class Here:
    """Whoever codes in this process."""

    def run(self, tasks: Sequence[Task], coded: Callable[[int], None]) -> Iterator[Made]:
        for task in tasks:
            yield code_source(task, lambda: coded(1))


@pytest.fixture
def out(tmp_path: Path, coder: Coder, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive of a source with a bad line and a kill notice between its reports, one that was set aside, and one more."""
    monkeypatch.setattr(work, "coder_of", lambda _: coder)
    (tmp_path / "a.jsonl").write_text(lines(REPORTS[:2]) + "{\n" + NOTICE + lines(REPORTS[2:4]), encoding="utf-8")
    (tmp_path / "b.jsonl").write_text("")
    (tmp_path / "c.jsonl").write_text(lines(REPORTS[3:6]), encoding="utf-8")
    with opened(tmp_path / "out") as folder:
        names = [str(tmp_path / f"{name}.jsonl") for name in "abc"]
        sources = [one for one in find_sources(names, folder.path, Counter()) if isinstance(one, Source)]
        found = to_do(folder, sources, OPTIONS, "1", retry=False)
        steps = list(run(folder, found, Here(), OPTIONS, "1", coded=lambda _: None))
    assert [step.sort for step in steps] == ["done", "set aside", "done"]
    return folder.path


def store_in(folder: Path) -> Store:
    return open_store(str(folder / "v.db"), made_by="1", create=True)


def rows(store: Store) -> list[tuple[object, ...]]:
    with store.reading() as connection:
        return [
            tuple(row) for row in connection.exec_driver_sql("SELECT path, report, outcome, message FROM intake_log ORDER BY seq")
        ]


def test_things_come_in_the_order_in_which_they_were_read(out: Path) -> None:
    shelves = shelves_of(out)
    sorts = [[type(thing) for _, thing in things_of(shelf)] for shelf in shelves]
    assert sorts == [[Coded, Coded, Noted, KillNotice, Coded, Coded], [Noted], [Coded] * 3]
    assert [number for number, _ in things_of(shelves[0], 3)] == [3, 4, 5]
    assert list(things_of(shelves[1], 1)) == []


def test_what_was_cut_off_goes_on_and_nothing_is_taken_twice(out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "BATCH", 2)
    (tmp_path / "whole").mkdir()
    whole = store_in(tmp_path / "whole")
    assert Counter(take_in(whole, [str(out)])) == {"added": 6, "known": 1, "failed": 2, "notice": 1}
    expected = rows(whole)
    assert [outcome for _, _, outcome, _ in expected] == [
        *["added"] * 2,
        "failed",
        "canceled",
        *["added"] * 2,
        "failed",
        *["added"] * 2,
    ]
    for cut in range(10):
        folder = tmp_path / f"cut {cut}"
        folder.mkdir()
        list(islice(take_in(store_in(folder), [str(out)]), cut))
        again = store_in(folder)
        list(take_in(again, [str(out)]))
        assert rows(again) == expected
        assert list(take_in(again, [str(out)])) == []


def test_a_broken_shard_is_one_line(out: Path, tmp_path: Path) -> None:
    file = shard(out, manifests_of(out)[0], "reports")
    file.write_bytes(b"x" * file.stat().st_size)
    with pytest.raises(StopError, match=r"the shards of .*a\.jsonl cannot be read: ") as error:
        list(take_in(store_in(tmp_path), [str(out)]))
    assert len(str(error.value).splitlines()) == 1
