"""A few reports of a few sources, coded and thrown away -> what all of it will take: reports, hours, bytes of shards."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from vedette.archiving.options import Options
from vedette.archiving.sources import Source, is_url, open_source
from vedette.archiving.work import Tables, Task, coder_of, read_stream_of, write_items
from vedette.errors import ReportError, UnreadableFile
from vedette.formats.parquet import SETTINGS
from vedette.intake import Item
from vedette.intake.forms import form_of
from vedette.model import Report

SOURCES, READ, CODED = 6, 100, 25


@dataclass(frozen=True, slots=True)
class Estimate:
    """What was looked at, and what follows for all: reports, seconds of one core, bytes of shards. None: nothing could be read."""

    sources: int
    size: int
    looked_at: int
    coded: int
    reports: float
    seconds: float
    shards: float


def estimate(sources: Sequence[Source], options: Options) -> Estimate | None:
    """Reads the beginnings of sources that lie evenly among all, and codes a part of what they hold."""
    chosen = _evenly(sources)
    coder = coder_of(options)
    read_size = read_reports = coded_reports = shard_bytes = 0.0
    reading = coding = 0.0
    with TemporaryDirectory(prefix="vedette-") as folder:
        for source in chosen:
            task = Task(source, options, folder)
            began = time.process_time()
            items, size = _beginning(source, task, coder)
            reading += time.process_time() - began
            reports = [item for item in items if isinstance(item, Report)]
            read_size, read_reports = read_size + size, read_reports + len(reports)
            began = time.process_time()
            with Tables(Path(folder) / source.key) as tables:
                counts, _ = write_items(task, iter(_some(reports)), tables, coder, lambda: None)
                shard_bytes += sum(one["bytes"] for one in tables.as_shards().values())
            coding += time.process_time() - began
            coded_reports += counts["reports"]
    if not read_size or not read_reports or not coded_reports:
        return None
    total = sum(source.size for source in sources)
    reports_in_all = total * read_reports / read_size
    coded_in_all = reports_in_all * (options.sample or 1.0)
    seconds = reports_in_all * reading / read_reports + coded_in_all * coding / coded_reports
    looked, coded = int(read_reports), int(coded_reports)
    return Estimate(len(sources), total, looked, coded, coded_in_all, seconds, coded_in_all * shard_bytes / coded_reports)


def _evenly(sources: Sequence[Source]) -> list[Source]:
    """Sources that lie evenly among all that are not empty."""
    full = [source for source in sources if source.size]
    step = max(1, len(full) // SOURCES)
    return full[step // 2 :: step][:SOURCES]


def _some(reports: Sequence[Report]) -> list[Report]:
    """Reports that lie evenly among those that were read."""
    step = max(1, len(reports) // CODED)
    return list(reports[::step][:CODED])


def _beginning(source: Source, task: Task, coder: Any) -> tuple[list[Item], float]:
    """The first things of a source, and of how many of its bytes they are; nothing of one that cannot be read."""
    try:
        with open_source(source) as stream:
            items, found = read_stream_of(stream, task, coder), list[Item]()
            for item in items:
                found.append(item)
                if len(found) == READ:
                    break
            whole = len(found) < READ or next(items, None) is None
            if form_of(source.where) == "parquet" and not whole:
                return found, source.size * READ / max(READ, _rows(source))
            return found, float(source.size if whole else min(source.size, stream.tell()))
    except (OSError, ReportError):
        return [], 0.0


def _rows(source: Source) -> int:
    """How many rows a Parquet file has."""
    import duckdb

    if is_url(source.where):
        raise UnreadableFile(f"{source.name}: is not counted from afar")
    with duckdb.connect(":memory:", config=SETTINGS) as database:
        found = database.execute("SELECT num_rows FROM parquet_file_metadata(?)", [source.where]).fetchone()
    return int(found[0]) if found else 0
