"""The shards of an archive -> copies.parquet: which reports are copies of which, by the rules by which a database joins them.

DuckDB finds the texts that share a band of their MinHash signatures, week by week, on disk; only these are read again, and
compared by whoever coded them (`comparing.py`). Reports that a database would not count, by a later version or a kill notice, are
left out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from vedette.archiving.comparing import COLUMNS, PLACE, PUBLISHERS, TEXTS, Stretch, compare, each_row
from vedette.archiving.folder import COPIES, COPIES_TOLD, DONE, Folder, Manifest, put, shard, writing
from vedette.archiving.jobs import Workers
from vedette.archiving.work import Writing
from vedette.errors import StopError
from vedette.formats.parquet import SETTINGS, quoted
from vedette.formats.shards import report_of, rows_of
from vedette.joining.origins import credit_of
from vedette.joining.recopying import WEEK
from vedette.model import Coded, KillNotice
from vedette.resolving.sources import plain_name
from vedette.store.codec import from_json, to_json
from vedette.store.kept import ALL_VERSIONS

MEMORY = "2GB"
# Texts that are looked through at once for those that share a band, whole weeks; and that are compared as one job, where there are
# enough for many jobs.
LOOKED_THROUGH = 50_000
FEWEST, JOBS = 200, 64
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
# Of each stretch of weeks: a text stands among those of its week, and beside those of the next.
SHARING = """
INSERT INTO sharing
SELECT DISTINCT seq, week FROM (
    SELECT seq, week, count(*) OVER (PARTITION BY beside, band) AS many
    FROM (SELECT seq, week, beside, unnest(bands) AS band
          FROM (SELECT seq, week, bands, unnest([week, week + 1]) AS beside FROM marked WHERE week BETWEEN $first - 1 AND $last)
          WHERE beside BETWEEN $first AND $last))
WHERE many > 1
"""
SHARED = """
SELECT counted.seq, counted.week, counted.week AS part, id, text, title, byline, r.publisher, r.published, published_at, url,
       CAST(json_extract(r.record, '$.garble') AS VARCHAR) AS garble, own.record ->> '$.how' = 'credit' AS credited, bands
FROM read_parquet(?, filename = true, file_row_number = true) AS r
JOIN files USING (filename) JOIN counted ON counted.file = files.file AND counted.row = file_row_number
JOIN marked ON marked.seq = counted.seq LEFT JOIN own ON own.seq = counted.seq
WHERE counted.seq IN (SELECT seq FROM sharing)
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
PUBLISHERS_OF = "SELECT DISTINCT publisher FROM counted WHERE publisher IS NOT NULL"


def recopy(folder: Folder, workers: Workers, made_by: str) -> int | None:
    """Looks for copies anew where a shard is another than last time; how many there are, None where nothing has changed."""
    manifests = [one for one in folder.manifests() if one["shards"]]
    mark = _mark(manifests, made_by)
    told = folder.path / COPIES_TOLD
    if told.is_file() and (folder.path / COPIES).is_file() and json.loads(told.read_text(encoding="utf-8")).get("of") == mark:
        return None
    work = folder.work.absolute() / PLACE
    try:
        with Writing(work), writing(folder.path):
            work.mkdir()
            number = _write(work, folder.path, manifests, workers)
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


def _write(work: Path, path: Path, manifests: Sequence[Manifest], workers: Workers) -> int:
    import duckdb

    settings = {**SETTINGS, "memory_limit": MEMORY, "temp_directory": str(work / "spilled")}
    with duckdb.connect(str(work / "copies.duckdb"), config=settings) as database:
        _lay_out(database, path, manifests)
        stretches = _parted(database, work, [str(shard(path, one, "reports")) for one in manifests])
        files = [str(file) for file in _compared(path, stretches, workers)]
        if files:
            database.read_json(files, format="newline_delimited", columns=COLUMNS).insert_into("told")
        how = f"TO {quoted(str(work / COPIES))} (FORMAT parquet, COMPRESSION zstd)"
        (number,) = database.execute(f"COPY ({ALL}) {how}").fetchone() or (0,)
    return int(number)


def _lay_out(database: Any, path: Path, manifests: Sequence[Manifest]) -> None:
    """Lays out the reports that count."""
    database.execute("CREATE TABLE files (file BIGINT, filename VARCHAR)")
    database.execute("CREATE TABLE notices (item VARCHAR, upto BIGINT)")
    database.execute("CREATE TABLE sharing (seq BIGINT, week BIGINT)")
    database.execute("CREATE TABLE own (seq BIGINT, record VARCHAR)")
    columns = ", ".join(f'"{name}" {sort}' for name, sort in COLUMNS.items())
    database.execute(f"CREATE TABLE told ({columns})")
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


def _parted(database: Any, work: Path, reports: Sequence[str]) -> list[Stretch]:
    """Writes the texts that share a band with another, a folder for each week; the weeks in stretches of enough texts."""
    if not reports:
        return []
    publishers = {str(name) for (name,) in database.execute(PUBLISHERS_OF).fetchall()}
    (work / PUBLISHERS).write_text(json.dumps(sorted(publishers)), encoding="utf-8")
    _own_words(database, frozenset(plain_name(name) for name in publishers), reports)
    marked = database.execute("SELECT week, count(*) FROM marked GROUP BY 1 ORDER BY 1").fetchall()
    for first, last in _stretches(marked, LOOKED_THROUGH):
        database.execute(SHARING, {"first": first, "last": last})
    how = f"TO {quoted(str(work / TEXTS))} (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (part))"
    database.execute(f"COPY ({SHARED}) {how}", [list(reports)])
    shared = database.execute("SELECT week, count(DISTINCT seq) FROM sharing GROUP BY 1 ORDER BY 1").fetchall()
    least = max(FEWEST, sum(number for _, number in shared) // JOBS)
    return [Stretch(first, last, str(work.parent)) for first, last in _stretches(shared, least)]


def _stretches(weeks: Sequence[tuple[int, int]], least: int) -> Iterator[tuple[int, int]]:
    """Stretches of weeks, each with so many texts at least but for the last, of weeks with their numbers of texts."""
    first, number = None, 0
    for week, texts in weeks:
        first = week if first is None else first
        number += texts
        if number >= least:
            yield first, week
            first, number = None, 0
    if first is not None:
        yield first, weeks[-1][0]


def _compared(path: Path, stretches: Sequence[Stretch], workers: Workers) -> Iterator[Path]:
    """The files of what is found in each stretch; raises StopError where one could not be compared."""
    by_key = {stretch.key: stretch for stretch in stretches}
    # A single one is not worth another process.
    for made in workers.run(stretches, lambda _: None) if len(stretches) > 1 else map(compare, stretches):
        if made.outcome != DONE:
            raise StopError(f"{path}: {made.reason}; all shards are there, the same command looks for copies again")
        yield by_key[made.key].told


def _own_words(database: Any, publishers: frozenset[str], reports: Sequence[str]) -> None:
    """What reports are copies of by their own words: of an outlet that they credit, else of whom they quote alone."""
    told = database.execute("SELECT seq, names FROM counted WHERE len(names) > 0")
    again = [seq for seq, names in each_row(told) if not publishers.isdisjoint(names)]
    database.execute("CREATE TABLE again AS SELECT unnest(?) AS seq", [again])
    credited = list[tuple[int, str]]()
    for row in rows_of(database.execute(NAMED, [list(reports)])):
        credit = credit_of(from_json(Coded, row["record"], report=report_of(row)), publishers)
        if credit is not None:
            credited.append((row["seq"], to_json(credit)))
    if credited:
        database.executemany("INSERT INTO own VALUES (?, ?)", credited)
    database.execute(
        "INSERT INTO own SELECT seq, coalesce(credit, quote) FROM counted "
        "WHERE coalesce(credit, quote) IS NOT NULL AND seq NOT IN (SELECT seq FROM own)"
    )
