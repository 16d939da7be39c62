from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from kept_example import code, item, opened

from vedette.keeping import add
from vedette.model import Entry, Followed
from vedette.store import Store, find_followed, find_waiting, follow, put_off, save, settle

NOW = dt.datetime(2022, 3, 6, 12, tzinfo=dt.UTC)
STATE = Followed("https://a.example/rss", "A", '"1"', None, NOW, NOW, NOW, NOW + dt.timedelta(hours=1), 0, False, None)
ENTRY = Entry("g1", "https://a.example/1", "One", dt.date(2022, 3, 5), NOW, "5 March 2022", content="<p>Words.</p>")


def waiting(store: Store) -> list[Entry]:
    with store.reading() as connection:
        return [one.entry for one in find_waiting(connection, [STATE.url])]


def test_how_far_a_feed_was_followed_is_kept_and_changed(tmp_path: Path) -> None:
    store = opened(tmp_path)
    for state in (STATE, replace(STATE, failures=3, gone=True, etag=None, message="broken")):
        follow(store, state)
        with store.reading() as connection:
            assert find_followed(connection) == [(state, {})]


def test_what_waits_is_the_entry_itself(tmp_path: Path) -> None:
    store = opened(tmp_path)
    (one,) = follow(store, STATE, [ENTRY])
    assert (one.entry, one.feed, one.tries) == (ENTRY, STATE.url, 0)
    assert waiting(store) == [ENTRY]
    with store.reading() as connection:
        assert list(find_waiting(connection, ["https://other.example/"])) == []


@pytest.mark.parametrize(
    ("changes", "new"),
    [
        ({}, 0),
        ({"published": None, "published_at": None}, 0),  # a day that was to come and has come
        ({"title": "One, corrected"}, 1),
        ({"updated": "6 March 2022"}, 1),
        ({"id": "g2", "url": "https://a.example/2"}, 1),
        ({"id": "g2"}, 0),  # the same address
        ({"id": "g2", "url": None}, 1),
    ],
)
@pytest.mark.parametrize("done", [True, False])
def test_what_is_new_is_known_by_its_words(tmp_path: Path, changes: dict[str, object], new: int, done: bool) -> None:
    store = opened(tmp_path)
    (one,) = follow(store, STATE, [ENTRY])
    if done:
        with store.writing() as connection:
            settle(connection, one.number, "added", report="r", message=None)
    assert len(follow(store, STATE, [replace(ENTRY, **changes)])) == new  # type: ignore[arg-type]  # fields by name


def test_an_entry_that_was_given_up_elsewhere_is_tried(tmp_path: Path) -> None:
    store = opened(tmp_path)
    (one,) = follow(store, STATE, [ENTRY])
    with store.writing() as connection:
        settle(connection, one.number, "failed", report=None, message="broken")
    assert len(follow(store, replace(STATE, url="https://a.example/2"), [ENTRY])) == 1
    with store.reading() as connection:
        assert [dict(came) for _, came in find_followed(connection)] == [{"waiting": 1}, {"failed": 1}]


def test_what_is_put_off_is_tried_when_due(tmp_path: Path) -> None:
    store = opened(tmp_path)
    (one,) = follow(store, STATE, [ENTRY])
    later = put_off(store, one, due=NOW, message="answers 503")
    with store.reading() as connection:
        assert list(find_waiting(connection, [STATE.url])) == [later]
    assert (later.tries, later.due) == (1, NOW)


def test_a_thousand_entries_at_once(tmp_path: Path) -> None:
    store = opened(tmp_path)
    entries = [replace(ENTRY, id=f"g{number}", url=f"https://a.example/{number}") for number in range(1_000)]
    assert [one.entry for one in follow(store, STATE, entries)] == entries == waiting(store)


@pytest.mark.parametrize("known", [True, False])
def test_a_report_and_what_came_of_its_entry_are_kept_together_or_not_at_all(tmp_path: Path, known: bool) -> None:
    store = opened(tmp_path)
    (one,) = follow(store, STATE, [ENTRY])
    if known:
        save(store, code(item()))

    def breaks(*_: object) -> None:
        raise RuntimeError("cut off")

    with pytest.raises(RuntimeError):
        add(store, item(), code, also=breaks)
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM reports").scalar() == known
    assert len(waiting(store)) == 1
    outcome = add(store, item(), code, also=lambda c, came: settle(c, one.number, came, report=item().id, message=None))
    assert outcome == ("known" if known else "added")
    assert waiting(store) == []
