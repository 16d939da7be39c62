"""The shards of an archive -> copies.parquet: which reports are copies of which, by the rules by which a database joins them.

DuckDB finds the texts that share a band of their MinHash signatures, week by week, on disk; only these are read again, put in
order and compared. Reports that a database would not count, by a later version or a kill notice, are left out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from vedette.archiving.folder import COPIES, COPIES_TOLD, Folder, Manifest, put, shard, writing
from vedette.archiving.work import Writing
from vedette.errors import StopError
from vedette.formats.parquet import SETTINGS, quoted
from vedette.formats.shards import as_json, report_of, rows_of
from vedette.joining.copies import Text, best_of, text_of
from vedette.joining.origins import credit_of
from vedette.joining.recopying import FULLEST, NEAR_DAYS, WEEK
from vedette.joining.text_marks import order_of
from vedette.model import Coded, Copy, Garble, KillNotice
from vedette.resolving.sources import plain_name
from vedette.store.codec import from_json, to_json
from vedette.store.kept import ALL_VERSIONS

MEMORY = "2GB"
PAGE = 256
# So many pairs of texts are compared with all their texts at hand.
PAIRS = 2_000
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
# Every report once, numbered, with what tells how it stands. Files are in the order in which a database would take them.
GIVEN = """
CREATE TABLE given AS
SELECT row_number() OVER (ORDER BY file, row) AS seq, * FROM (
    SELECT *, row_number() OVER (PARTITION BY report ORDER BY file, row) AS nth FROM (
        SELECT report, publisher, published, url_key, ref, version, names, credit, quote, files.file, file_row_number AS row
        FROM read_parquet(?, filename = true, file_row_number = true) JOIN files USING (filename)))
WHERE nth = 1
"""
COUNTED = """
CREATE TABLE counted AS
SELECT seq, report, publisher, published, coalesce(date_diff('day', DATE '0001-01-01', published) + 1, 0) // $week AS week,
       names, credit, quote, file, row
FROM (SELECT *, first_value(report) OVER (PARTITION BY coalesce(url_key, report)
                 ORDER BY published DESC NULLS LAST, version DESC NULLS LAST, seq DESC) AS newest FROM given)
WHERE newest = report AND NOT EXISTS (
    SELECT 1 FROM notices WHERE item IN (url_key, ref) AND coalesce(version, 0) <= upto)
"""
MARKED = """
CREATE TABLE marked AS
SELECT seq, week, counted.published, bands FROM read_parquet(?, filename = true, file_row_number = true)
JOIN files USING (filename) JOIN counted ON counted.file = files.file AND counted.row = file_row_number
ORDER BY week, seq
"""
SHARING = """
INSERT INTO sharing
SELECT DISTINCT seq, week FROM (
    SELECT seq, week, count(*) OVER (PARTITION BY band) AS many
    FROM (SELECT seq, week, unnest(bands) AS band FROM marked WHERE week = $week OR ($week > 0 AND week = $week - 1)))
WHERE many > 1
"""
TEXTS = """
CREATE TABLE texts AS
SELECT counted.seq, counted.week, id, text, title, byline, r.publisher, r.published, published_at, url,
       CAST(json_extract(record, '$.garble') AS VARCHAR) AS garble
FROM read_parquet(?, filename = true, file_row_number = true) AS r
JOIN files USING (filename) JOIN counted ON counted.file = files.file AND counted.row = file_row_number
WHERE counted.seq IN (SELECT seq FROM sharing)
ORDER BY counted.week, counted.seq
"""
RANKED = """
CREATE TABLE ranked AS
SELECT seq, marked.week, marked.published, bands, row_number() OVER (
    PARTITION BY marked.week ORDER BY day, cited, other, garbled, moment, size, report) AS nth
FROM orders JOIN marked USING (seq) JOIN counted USING (seq) ORDER BY marked.week, nth
"""
CANDIDATES = """
WITH held AS (SELECT seq, week, published, nth, unnest(bands) AS band FROM ranked
              WHERE week = $week OR ($week > 0 AND week = $week - 1)),
     blocks AS (SELECT *, row_number() OVER (PARTITION BY week, band ORDER BY nth) AS place,
                       row_number() OVER (PARTITION BY week, band ORDER BY nth DESC) AS last FROM held)
SELECT DISTINCT copy.seq, copy.nth, one.seq, one.week, one.nth
FROM blocks AS copy JOIN blocks AS one ON one.band = copy.band
WHERE copy.week = $week AND copy.place <= $most
  AND ((one.week = $week AND one.place < copy.place) OR (one.week < $week AND one.last <= $most))
  AND (one.published IS NULL OR copy.published IS NULL OR abs(date_diff('day', one.published, copy.published)) <= $days)
ORDER BY copy.nth, one.week, one.nth
"""


# What a report is a copy of by its own words, where it is none of another text.
ALL = """
SELECT report, "of", how, score, reason FROM told
UNION ALL
SELECT record ->> '$.report', record ->> '$.of', record ->> '$.how', CAST(record ->> '$.score' AS DOUBLE), record ->> '$.reason'
FROM own WHERE seq NOT IN (SELECT seq FROM told)
ORDER BY report
"""
NAMED = """
SELECT counted.seq, r.* EXCLUDE (filename, file_row_number) FROM read_parquet(?, filename = true, file_row_number = true) AS r
JOIN files USING (filename) JOIN counted ON counted.file = files.file AND counted.row = file_row_number
WHERE counted.seq IN (SELECT seq FROM again)
"""


@dataclass(frozen=True, slots=True)
class _Desk:
    """What is open while copies are looked for: the tables on disk, and the names of publishers."""

    database: Any
    work: Path
    publishers: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()


def recopy(folder: Folder, made_by: str) -> int | None:
    """Looks for copies anew where a shard is another than last time; how many there are, None where nothing has changed."""
    manifests = [one for one in folder.manifests() if one["shards"]]
    mark = _mark(manifests, made_by)
    told = folder.path / COPIES_TOLD
    if told.is_file() and (folder.path / COPIES).is_file() and json.loads(told.read_text(encoding="utf-8")).get("of") == mark:
        return None
    work = folder.work / "copies"
    try:
        with Writing(work), writing(folder.path):
            work.mkdir(exist_ok=True)
            number = _write(work, folder.path, manifests)
            told.unlink(missing_ok=True)
            (work / COPIES).replace(folder.path / COPIES)
            put(told, {"of": mark, "copies": number})
    except MemoryError:
        raise StopError(f"{folder.path}: to look for copies needs more memory than there is; all shards are there") from None
    return number


def _mark(manifests: Sequence[Manifest], made_by: str) -> str:
    """What tells the shards that copies were looked for in from others."""
    found = hashlib.sha256(made_by.encode())
    for one in manifests:
        found.update("".join((str(one["key"]), one["shards"]["marks"]["sha256"], one["shards"]["log"]["sha256"])).encode())
    return found.hexdigest()[:32]


def _write(work: Path, path: Path, manifests: Sequence[Manifest]) -> int:
    import duckdb

    settings = {**SETTINGS, "memory_limit": MEMORY, "temp_directory": str(work / "spilled"), "preserve_insertion_order": True}
    with duckdb.connect(str(work / "copies.duckdb"), config=settings) as database:
        lines, number = work / "copies.jsonl", 0
        _lay_out(database, path, manifests)
        with lines.open("w", encoding="utf-8") as stream:
            for seq, copy in _copies(database, work, [str(shard(path, one, "reports")) for one in manifests]):
                stream.write(as_json({**{name: getattr(copy, name, None) for name in COLUMNS}, "seq": seq}))
        database.read_json(str(lines), format="newline_delimited", columns=COLUMNS).create("told")
        how = f"TO {quoted(str(work / COPIES))} (FORMAT parquet, COMPRESSION zstd)"
        (number,) = database.execute(f"COPY ({ALL}) {how}").fetchone() or (0,)
    return int(number)


def _desk(database: Any, work: Path) -> _Desk:
    names = database.execute("SELECT DISTINCT publisher FROM counted WHERE publisher IS NOT NULL").fetchall()
    publishers = frozenset(str(name) for (name,) in names)
    return _Desk(database, work, publishers, frozenset(plain_name(name) for name in publishers))


def _copies(database: Any, work: Path, reports: Sequence[str]) -> Iterator[tuple[int, Copy]]:
    """The copies of texts, each with the number of the report; those by a report's own words are left in a table."""
    if not reports:
        return
    desk = _desk(database, work)
    _own_words(desk, reports)
    weeks = [week for (week,) in desk.database.execute("SELECT DISTINCT week FROM marked ORDER BY week").fetchall()]
    for week in weeks:
        desk.database.execute(SHARING, {"week": week})
    desk.database.execute(TEXTS, [reports])
    _put_in_order(desk)
    for week in weeks:
        yield from _of_week(desk, week)


def _lay_out(database: Any, path: Path, manifests: Sequence[Manifest]) -> None:
    """Lays out the reports that count."""
    database.execute("CREATE TABLE files (file BIGINT, filename VARCHAR)")
    database.execute("CREATE TABLE notices (item VARCHAR, upto BIGINT)")
    database.execute("CREATE TABLE sharing (seq BIGINT, week BIGINT)")
    database.execute("CREATE TABLE own (seq BIGINT, record VARCHAR)")
    if not manifests:
        return
    for number, one in enumerate(manifests):
        rows = [(number, str(shard(path, one, name))) for name in ("marks", "reports")]
        database.executemany("INSERT INTO files VALUES (?, ?)", rows)
    logs, marks = ([str(shard(path, one, name)) for one in manifests] for name in ("log", "marks"))
    found = database.execute("SELECT record FROM read_parquet(?) WHERE outcome = 'canceled'", [logs]).fetchall()
    for notice in (from_json(KillNotice, record) for (record,) in found):
        database.execute(
            "INSERT INTO notices VALUES (?, ?)", [notice.item, ALL_VERSIONS if notice.version is None else notice.version]
        )
    database.execute(GIVEN, [marks])
    database.execute(COUNTED, {"week": WEEK})
    database.execute(MARKED, [marks])


def _own_words(desk: _Desk, reports: Sequence[str]) -> None:
    """What reports are copies of by their own words: of an outlet that they credit, else of whom they quote alone."""
    told = desk.database.execute("SELECT seq, names FROM counted WHERE len(names) > 0")
    again = [(seq,) for seq, names in _rows(told) if not desk.plain.isdisjoint(names)]
    desk.database.execute("CREATE TABLE again AS SELECT unnest(?) AS seq", [[seq for (seq,) in again]])
    credited = list[tuple[int, str]]()
    for row in rows_of(desk.database.execute(NAMED, [list(reports)])):
        credit = credit_of(from_json(Coded, row["record"], report=report_of(row)), desk.plain)
        if credit is not None:
            credited.append((row["seq"], to_json(credit)))
    if credited:
        desk.database.executemany("INSERT INTO own VALUES (?, ?)", credited)
    desk.database.execute(
        "INSERT INTO own SELECT seq, coalesce(credit, quote) FROM counted "
        "WHERE coalesce(credit, quote) IS NOT NULL AND seq NOT IN (SELECT seq FROM own)"
    )


def _put_in_order(desk: _Desk) -> None:
    """Ranks the texts of each week, originals before their copies."""
    lines = desk.work / "orders.jsonl"
    with lines.open("w", encoding="utf-8") as stream:
        for row, text in _texts(
            desk, "SELECT texts.*, record ->> '$.how' = 'credit' AS credited FROM texts LEFT JOIN own USING (seq)"
        ):
            order = order_of(text, desk.publishers, credited=bool(row["credited"]))[:-1]
            stream.write(as_json(dict(zip(ORDERS, (row["seq"], *order), strict=True))))
    desk.database.read_json(str(lines), format="newline_delimited", columns=ORDERS).create("orders")
    desk.database.execute(RANKED)


def _of_week(desk: _Desk, week: int) -> Iterator[tuple[int, Copy]]:
    """The copies of texts that reports of one week are."""
    pairs = desk.database.cursor().execute(CANDIDATES, {"week": week, "most": FULLEST, "days": NEAR_DAYS})
    chunk, number = list[tuple[int, list[int]]](), 0
    for copy, rows in groupby(_rows(pairs), key=lambda row: row[0]):
        chunk.append((copy, [row[2] for row in rows]))
        number += len(chunk[-1][1])
        if number >= PAIRS:
            yield from _compared(desk, week, chunk)
            chunk, number = [], 0
    yield from _compared(desk, week, chunk)


def _compared(desk: _Desk, week: int, chunk: Sequence[tuple[int, list[int]]]) -> Iterator[tuple[int, Copy]]:
    if not chunk:
        return
    wanted = sorted({seq for copy, originals in chunk for seq in (copy, *originals)})
    query = "SELECT * FROM texts WHERE week IN (?, ?) AND seq IN (SELECT unnest(?))"
    texts = {row["seq"]: text for row, text in _texts(desk, query, [week, week - 1, wanted])}
    for copy, originals in chunk:
        if (found := best_of(texts[copy], (texts[one] for one in originals))) is not None:
            yield copy, found


def _texts(desk: _Desk, query: str, given: Sequence[object] = ()) -> Iterator[tuple[dict[str, Any], Text]]:
    """Texts in the form that is compared, with their rows."""
    for row in rows_of(desk.database.cursor().execute(query, list(given))):
        yield row, text_of(Coded(report_of(row), from_json(Garble, row["garble"]), (), (), ()))


def _rows(found: Any) -> Iterator[Any]:
    while page := found.fetchmany(PAGE):
        yield from page
