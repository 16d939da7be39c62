"""An archive -> what it holds, in the order in which it was read, for a database: coded reports, notices, and what failed.

A shard is read as a stream; no parser is needed.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

from vedette.archiving.folder import ASIDE, Manifest, manifests_of, reading, shard
from vedette.errors import StopError
from vedette.formats.parquet import SETTINGS
from vedette.formats.shards import report_of, rows_of
from vedette.model import Coded, KillNotice
from vedette.store import Noted
from vedette.store.codec import from_json

Thing = Coded | KillNotice | Noted


@dataclass(frozen=True, slots=True)
class Shelf:
    """One source of an archive as it is taken in: its name, by which version it was coded, and a mark that tells it from others."""

    name: str
    version: str
    mark: str
    held: Manifest
    path: Path


def shelves_of(path: Path) -> list[Shelf]:
    """The sources of an archive, in the order of where they were."""
    with reading(path):
        return [_shelf(path, held) for held in manifests_of(path)]


def things_of(one: Shelf, start: int = 0) -> Iterator[tuple[int, Thing]]:
    """All that a source holds behind its first `start` things, each with its number; raises StopError for a broken shard."""
    import duckdb

    if one.held["outcome"] == ASIDE:
        if start == 0:
            yield 0, Noted("failed", None, str(one.held["reason"]))
        return
    try:
        with reading(one.path), duckdb.connect(":memory:", config=SETTINGS) as database:
            reports = _behind(database, shard(one.path, one.held, "reports"), start)
            log = _behind(database.cursor(), shard(one.path, one.held, "log"), start)
            for row in heapq.merge(reports, log, key=lambda row: cast(int, row["number"])):
                yield row["number"], _report(row) if "text" in row else _noted(row)
    except duckdb.Error as error:
        words = " ".join(str(error).split("\n", 1)[0].split())[:200]
        raise StopError(f"{one.path}: the shards of {one.name} cannot be read: {words}") from None


def _shelf(path: Path, held: Manifest) -> Shelf:
    digests = [str(told["sha256"]) for _, told in sorted(held["shards"].items())]
    return Shelf(str(held["source"]), str(held["version"]), " ".join((held["key"], *digests)), held, path)


def _behind(database: Any, file: Path, start: int) -> Iterator[dict[str, Any]]:
    return rows_of(database.execute("SELECT * FROM read_parquet(?) WHERE number >= ? ORDER BY number", [str(file), start]))


def _report(row: dict[str, Any]) -> Coded:
    return from_json(Coded, row["record"], report=report_of(row))


def _noted(row: dict[str, Any]) -> KillNotice | Noted:
    if row["record"] is not None:
        return from_json(KillNotice, row["record"])
    return Noted(cast(Literal["failed", "remark"], row["outcome"]), row["path"], row["message"])
