from __future__ import annotations

import datetime as dt
import io
from collections import Counter
from dataclasses import replace

import pytest
from rich.console import Console, RenderableType

from vedette.formats.followed import checked_record, checked_table, followed_record, followed_table
from vedette.model import Checked, Feed, Followed

NOW = dt.datetime(2022, 3, 6, 12, tzinfo=dt.UTC)
FEED = Feed("https://a.example/rss", "The \x1b[31mOutlet")
GOOD = Checked(FEED, "rss", 12, dt.date(2022, 3, 5), None, ("1 entry without a link",))
STATE = Followed(FEED.url, FEED.name, None, None, NOW, None, None, NOW, 2, True, "answers 410 (Gone)")


def shown(table: RenderableType, width: int = 80) -> str:
    stream = io.StringIO()
    Console(file=stream, width=width, highlight=False, emoji=False, markup=False).print(table)
    assert all(len(line) <= width for line in stream.getvalue().splitlines())
    return stream.getvalue()


@pytest.mark.parametrize(
    ("checked", "words"),
    [
        (GOOD, ["The [31mOutlet", "rss", "12", "5 Mar 2022", "1 entry without a link"]),
        (replace(GOOD, notices=()), ["nothing"]),
        (Checked(FEED, problem="answers 404"), ["–", "answers 404"]),
    ],
)
def test_a_feed_that_was_tested(checked: Checked, words: list[str]) -> None:
    table = shown(checked_table([checked]))
    assert [word for word in words if word not in table] == []
    assert "\x1b" not in table
    assert checked_record(checked)["good"] == (checked.problem is None)


def test_a_feed_that_is_followed() -> None:
    table = shown(followed_table([(STATE, Counter(added=3, corrected=1, failed=2))]))
    for words in ("03-06 12:00", "4", "gone: answers", "(Gone)"):
        assert words in table
    record = followed_record(STATE, Counter(failed=2, added=3))
    assert (record["asked_at"], record["succeeded_at"], record["gone"]) == ("2022-03-06T12:00:00+00:00", None, True)
    assert list(record["entries"]) == ["added", "failed"]


def test_where_none_is_followed() -> None:
    assert "No feed is followed yet" in shown(followed_table([]))
