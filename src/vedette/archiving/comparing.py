"""A stretch of weeks of an archive's texts -> which of them are copies of which: what a worker does, here or in a cluster.

In: a folder of Parquet files for each week, of the texts that share a band of their MinHash signatures with another of the same
week or the one before. They are put in order, originals before their copies; DuckDB finds the pairs, each is compared. Out: a file
of lines of JSON.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, ClassVar

from vedette.archiving.folder import DONE
from vedette.archiving.work import Made, Writing, tried
from vedette.formats.parquet import SETTINGS
from vedette.formats.shards import as_json, report_of, rows_of
from vedette.joining.copies import Text, best_of, text_of
from vedette.joining.recopying import FULLEST, NEAR_DAYS, WEEK
from vedette.joining.text_marks import order_of
from vedette.model import Coded, Garble
from vedette.store.codec import from_json

MEMORY = "512MB"
PAGE = 256
# Texts that are at hand in the form that is compared, in words of all of them together.
MOST_WORDS = 300_000
PLACE, TEXTS, PART, PUBLISHERS = "copies", "texts", "part=", "publishers.json"
COLUMNS = {"seq": "BIGINT", "report": "VARCHAR", "of": "VARCHAR", "how": "VARCHAR", "score": "DOUBLE", "reason": "VARCHAR"}
ORDERS = {
    "seq": "BIGINT",
    "day": "VARCHAR",
    "cited": "INTEGER",
    "other": "INTEGER",
    "garbled": "DOUBLE",
    "moment": "VARCHAR",
    "size": "BIGINT",
}
HELD = "CREATE TABLE held AS SELECT seq, week, id, CAST(published AS DATE) AS published, bands FROM read_parquet(?)"
SHOWN = """
SELECT seq, id, text, title, byline, publisher, published, published_at, url, garble, credited FROM read_parquet(?) ORDER BY seq
"""
RANKED = """
CREATE TABLE ranked AS
SELECT seq, week, published, bands, row_number() OVER (
    PARTITION BY week ORDER BY day, cited, other, garbled, moment, size, id) AS nth
FROM orders JOIN held USING (seq)
"""
PAIRS = """
WITH one AS (SELECT seq, week, published, nth, unnest(bands) AS band FROM ranked),
     blocks AS (SELECT *, row_number() OVER (PARTITION BY week, band ORDER BY nth) AS place,
                       row_number() OVER (PARTITION BY week, band ORDER BY nth DESC) AS last FROM one)
SELECT DISTINCT copy.week, copy.nth, copy.seq, one.week, one.nth, one.seq
FROM blocks AS copy JOIN blocks AS one ON one.band = copy.band
WHERE copy.week BETWEEN $first AND $last AND copy.place <= $most
  AND ((one.week = copy.week AND one.place < copy.place) OR (one.week = copy.week - 1 AND one.last <= $most))
  AND (one.published IS NULL OR copy.published IS NULL OR abs(date_diff('day', one.published, copy.published)) <= $days)
ORDER BY 1, 2, 4, 5
"""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Weeks whose texts are compared with those of the same week and of the one before; `work` is the folder of the run."""

    first: int
    last: int
    work: str
    codes: ClassVar[bool] = False

    @property
    def key(self) -> str:
        """What tells it from other jobs."""
        return f"copies-{self.first}"

    @property
    def name(self) -> str:
        """As a message names it."""
        day = dt.date.fromordinal(self.first * WEEK) if self.first else None
        return f"copies of {f'the weeks from {day}' if day else 'reports without a day'}"

    @property
    def folder(self) -> Path:
        """Where the texts of all weeks are."""
        return Path(self.work) / PLACE

    @property
    def told(self) -> Path:
        """The file of what is found."""
        return self.folder / f"told-{self.first}.jsonl"

    def as_json(self) -> str:
        """As `stretch_of` reads it."""
        return json.dumps(asdict(self))


def stretch_of(text: str) -> Stretch:
    """The stretch of `as_json`."""
    return Stretch(**json.loads(text))


def compare(stretch: Stretch) -> Made:
    """Writes the copies of a stretch; raises nothing."""
    return tried(stretch.key, stretch.name, "compared", lambda: _made(stretch))


def _made(stretch: Stretch) -> Made:
    with Writing(stretch.folder):
        return Made(stretch.key, DONE, counts={"copies": _write(stretch)})


def _write(stretch: Stretch) -> int:
    import duckdb

    number = 0
    with TemporaryDirectory(dir=stretch.folder, prefix="stretch-") as name:
        scratch = Path(name)
        settings = {**SETTINGS, "memory_limit": MEMORY, "temp_directory": str(scratch)}
        with duckdb.connect(":memory:", config=settings) as database, (scratch / "texts.jsonl").open("w+b") as stream:
            shelf = Shelf(stream)
            _put_in_order(stretch, database, shelf, scratch)
            with stretch.told.open("w", encoding="utf-8") as lines:
                for seq, copies in _pairs(stretch, database):
                    if (found := best_of(shelf.text(seq), (shelf.text(one) for one in copies))) is not None:
                        lines.write(as_json({**{column: getattr(found, column, None) for column in COLUMNS}, "seq": seq}))
                        number += 1
    return number


def _put_in_order(stretch: Stretch, database: Any, shelf: Shelf, scratch: Path) -> None:
    """Ranks the texts of each week, originals before their copies."""
    files = [str(file) for file in _files(stretch)]
    publishers = frozenset(json.loads((stretch.folder / PUBLISHERS).read_text(encoding="utf-8")))
    database.execute(HELD, [files])
    lines = scratch / "orders.jsonl"
    with lines.open("w", encoding="utf-8") as stream:
        for row in rows_of(database.cursor().execute(SHOWN, [files])):
            order = order_of(shelf.put(row), publishers, credited=bool(row["credited"]))[:-1]
            stream.write(as_json(dict(zip(ORDERS, (row["seq"], *order), strict=True))))
    database.read_json(str(lines), format="newline_delimited", columns=ORDERS).create("orders")
    database.execute(RANKED)


def _files(stretch: Stretch) -> list[Path]:
    """The texts of its weeks, and of the one before."""
    weeks = ((int(place.name.removeprefix(PART)), place) for place in (stretch.folder / TEXTS).glob(f"{PART}*"))
    near = sorted(place for week, place in weeks if stretch.first - 1 <= week <= stretch.last)
    return [file for place in near for file in sorted(place.glob("*.parquet"))]


def _pairs(stretch: Stretch, database: Any) -> Iterator[tuple[int, list[int]]]:
    """The number of each text that may be a copy, and those of the texts that it may be one of."""
    asked = {"first": stretch.first, "last": stretch.last, "most": FULLEST, "days": NEAR_DAYS}
    for seq, rows in groupby(each_row(database.cursor().execute(PAIRS, asked)), key=lambda row: row[2]):
        yield int(seq), [int(row[5]) for row in rows]


class Shelf:
    """Texts by their numbers: all of them in a file, those used last also in the form that is compared."""

    def __init__(self, stream: IO[bytes]) -> None:
        """An empty one; `stream` is read and written, and is the caller's to close."""
        self._stream, self._places, self._end = stream, dict[int, int](), 0
        self._near, self._words = OrderedDict[int, Text](), 0

    def put(self, row: dict[str, Any]) -> Text:
        """Puts the text of a row there, which is to have the columns of a report and `seq` and `garble`."""
        line = json.dumps(row, default=str).encode() + b"\n"
        self._stream.seek(self._end)
        self._places[row["seq"]] = self._end
        self._end += self._stream.write(line)
        return self._at_hand(row["seq"], _text(row))

    def text(self, seq: int) -> Text:
        """The text of this number."""
        if (text := self._near.get(seq)) is not None:
            self._near.move_to_end(seq)
            return text
        self._stream.seek(self._places[seq])
        row = json.loads(self._stream.readline())
        row["published"] = dt.date.fromisoformat(row["published"]) if row["published"] else None
        return self._at_hand(seq, _text(row))

    def _at_hand(self, seq: int, text: Text) -> Text:
        self._near[seq] = text
        self._words += text.size
        while self._words > MOST_WORDS and len(self._near) > 1:
            self._words -= self._near.popitem(last=False)[1].size
        return text


def _text(row: dict[str, Any]) -> Text:
    return text_of(Coded(report_of(row), from_json(Garble, row["garble"]), (), (), ()))


def each_row(found: Any) -> Iterator[Any]:
    """The rows that a query of DuckDB gives; a few are held at a time."""
    while page := found.fetchmany(PAGE):
        yield from page
