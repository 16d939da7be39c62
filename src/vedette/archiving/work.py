"""One source -> its shards, in a folder of their own, and what is to be said of it: what a worker does, here or in a cluster.

What is wrong with a report is a row of the log; what is wrong with the whole source is a reason to set it aside. Nothing is
committed here.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TextIO

from vedette.archiving.folder import ASIDE, DONE
from vedette.archiving.options import Options
from vedette.archiving.sources import Source, Watched, digest_of, is_url, look_again, open_source
from vedette.errors import ReportError, StopError, UnreadableFile, attempted
from vedette.formats.shards import TABLES, as_json, claim_rows, reading_rows, report_row, write_shard
from vedette.intake import Item, read_day, read_stream
from vedette.intake.ahead import Ahead
from vedette.model import Coded, KillNotice, Remark, Report, item_key
from vedette.store.codec import to_json

if TYPE_CHECKING:
    from vedette.pipeline import Coder

CHANGED, STOPPED = "changed", "stopped"
Told = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Task:
    """A source to be coded: how, and into which folder its shards are put."""

    source: Source
    options: Options
    work: str
    codes: ClassVar[bool] = True

    @property
    def key(self) -> str:
        """What tells it from other jobs."""
        return self.source.key

    @property
    def name(self) -> str:
        """As a message names it."""
        return self.source.name

    def as_json(self) -> str:
        """As `task_of` reads it."""
        return json.dumps(asdict(self))


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a job: `done`, `set aside`, `changed` while it was read, or `stopped`, where no job can be done.

    `folder` holds its shards; `state` is what tells the source that was read from what it may become; `counts` are of reports,
    claims, failed and the like; `shards` tell rows, bytes and digest of each.
    """

    key: str
    outcome: str
    reason: str | None = None
    folder: str | None = None
    state: dict[str, Any] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    shards: dict[str, dict[str, Any]] = field(default_factory=dict)

    def as_json(self) -> str:
        """As `made_of` reads it."""
        return json.dumps(asdict(self))


def task_of(text: str) -> Task:
    """The task of `as_json`."""
    held = json.loads(text)
    return Task(Source(**held["source"]), Options(**held["options"]), held["work"])


def made_of(text: str) -> Made:
    """What came of a task, of `as_json`."""
    return Made(**json.loads(text))


@lru_cache(maxsize=1)
def coder_of(options: Options) -> Coder:
    """The coder of this process; raises StopError where it cannot be opened."""
    from vedette.pipeline import Coder

    coder = Coder(lexicon_dir=Path(options.lexicon) if options.lexicon else None, model=options.model)
    _ = coder.gazetteer, coder.parser
    return coder


def code_source(task: Task, told: Told) -> Made:
    """Codes a source; calls `told` for each report. Raises nothing that concerns the source alone."""
    folder = Path(task.work) / f"{task.key}.{uuid.uuid4().hex[:8]}"
    made = tried(task.key, task.name, "coded", lambda: _made(task, folder, coder_of(task.options), told))
    if made.folder is None:
        shutil.rmtree(folder, ignore_errors=True)
    return made


def tried(key: str, name: str, what: str, job: Callable[[], Made]) -> Made:
    """What came of a job that may fail in any way; it raises nothing, so that a fault in one costs the user no other."""
    try:
        return job()
    except StopError as error:
        return Made(key, STOPPED, str(error))
    except MemoryError:
        return Made(key, ASIDE, f"{name}: needs more memory than there is")
    except Exception as error:
        if "VEDETTE_DEBUG" in os.environ:
            raise
        return Made(key, ASIDE, f"{name}: not {what}, by a fault of vedette ({type(error).__name__}: {error})")


def _made(task: Task, folder: Path, coder: Coder, told: Told) -> Made:
    source, trouble = task.source, ""
    with Tables(folder) as tables:
        try:
            source = look_again(source)
            digest = None if is_url(source.where) else digest_of(source.where)
            with open_source(source) as stream:
                counts, whole = write_items(task, read_stream_of(stream, task, coder), tables, coder, told)
                trouble = stream.raw.trouble if isinstance(stream.raw, Watched) else ""
            if (now := look_again(source)) != source:
                return Made(source.key, CHANGED, f"{source.name}: {_changed(source, now)}")
        except (OSError, ReportError) as error:
            return Made(source.key, ASIDE, _of_source(source, error))
        if trouble:
            return Made(source.key, ASIDE, f"{source.name}: cannot be read to its end: {trouble}")
        if whole is not None and not counts["reports"]:
            return Made(source.key, ASIDE, whole)
        state = {"size": source.size, "state": source.state, "sha256": digest}
        return Made(source.key, DONE, None, str(folder), state, dict(sorted(counts.items())), tables.as_shards())


def read_stream_of(stream: Any, task: Task, coder: Coder) -> Iterator[Item]:
    """What a source holds, of a WARC the pages that may tell of the kinds that are asked for."""
    day = read_day(task.options.published)
    return read_stream(stream, task.source.name, published=day, may_tell=coder.may_tell(task.options.kinds))


def _changed(source: Source, now: Source) -> str:
    sizes = f" ({source.size:,} bytes, now {now.size:,})" if now.size != source.size else ""
    return f"changed while it was read{sizes}; nothing of it is kept: run again when it is whole"


def _of_source(source: Source, error: Exception) -> str:
    if isinstance(error, UnreadableFile):
        return str(error)
    return f"{source.name}: {getattr(error, 'strerror', None) or error}"


def write_items(task: Task, items: Iterator[Item], tables: Tables, coder: Coder, told: Told) -> tuple[Counter[str], str | None]:
    """Writes a row for all that the source holds; counts it, and gives what is wrong with the source as a whole."""
    counts, seen, whole = Counter[str](reports=0, claims=0, failed=0), set[int](), None

    def passed(report: Report) -> bool:
        return int(report.id, 16) in seen or not task.options.takes(report)

    ahead: Ahead[Item] = Ahead(partial(coder.parse_ahead, kinds=task.options.kinds), passed=passed)
    for number, item in enumerate(ahead.through(items)):
        if not isinstance(item, Report):
            counts.update(_noted(number, item, tables))
            if number == 0 and isinstance(item, ReportError) and str(item).startswith(f"{task.source.name}: "):
                whole = str(item)
        elif passed(item):
            counts["repeated" if int(item.id, 16) in seen else "left out"] += 1
        else:
            seen.add(int(item.id, 16))
            counts.update(_coded(number, item, task.options, tables, coder))
            told()
            if counts["reports"] == task.options.limit:
                break
    return counts, whole


def _coded(number: int, report: Report, options: Options, tables: Tables, coder: Coder) -> dict[str, int]:
    def code() -> None:
        coded = coder.code(report, kinds=options.kinds)
        rows.update(
            reports=[report_row(coded, number, to_json(coded, without=("report",)))],
            claims=list(claim_rows(coded)),
            readings=list(reading_rows(coded)),
            marks=[_mark_row(coded)],
        )

    rows: dict[str, list[dict[str, object]]] = {}
    if (message := attempted(report.shown, code)) is not None:
        tables.add("log", {"number": number, "outcome": "failed", "path": report.path, "message": message, "record": None})
        return {"failed": 1}
    for name, some in rows.items():
        for row in some:
            tables.add(name, row)
    return {"reports": 1, "claims": len(rows["claims"])}


def _mark_row(coded: Coded) -> dict[str, object]:
    """What the report is found by among those that may copy it, and what it is a copy of by its own words."""
    from vedette.joining.copies import text_of
    from vedette.joining.origins import credit_of, quote_of
    from vedette.joining.text_marks import bands_of, text_mark

    report, none = coded.report, frozenset[str]()
    mark = text_mark(text_of(coded), none, none)
    credit, quote = credit_of(coded, none), quote_of(coded)
    return {
        "report": report.id,
        "publisher": report.publisher,
        "published": report.published.isoformat() if report.published else None,
        "url_key": item_key(report.url, report.ref),
        "ref": report.ref,
        "version": report.version,
        "bands": list(bands_of(mark)),
        "names": list(mark.names),
        "credit": to_json(credit) if credit is not None else None,
        "quote": to_json(quote) if quote is not None else None,
    }


def _noted(number: int, item: KillNotice | Remark | ReportError, tables: Tables) -> dict[str, int]:
    """Writes what is no report."""
    if isinstance(item, KillNotice):
        row = {"outcome": "canceled", "path": item.path, "message": f"{item.item}: {item.why}", "record": to_json(item)}
    elif isinstance(item, Remark):
        row = {"outcome": "remark", "path": item.where, "message": item.words, "record": None}
    else:
        row = {"outcome": "failed", "path": None, "message": str(item), "record": None}
    tables.add("log", {"number": number, **row})
    return {"failed": 1} if row["outcome"] == "failed" else {"notices": 1} if row["outcome"] == "canceled" else {}


class Tables:
    """The tables of one source while they are written: lines of JSON, then a shard each. Raises StopError for a full disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with self._writing():
            folder.mkdir()
            self._streams: dict[str, TextIO] = {name: self._lines(name).open("w", encoding="utf-8") for name in TABLES}

    def __enter__(self) -> Tables:
        return self

    def __exit__(self, *_: object) -> None:
        for stream in self._streams.values():
            with suppress(OSError):  # what cannot be written any more is thrown away
                stream.close()

    def add(self, name: str, row: dict[str, object]) -> None:
        """Writes a row of a table."""
        with self._writing():
            self._streams[name].write(as_json(row))

    def as_shards(self) -> dict[str, dict[str, Any]]:
        """Writes the shards, kept on the disk; the rows, bytes and digest of each."""
        with self._writing():
            for stream in self._streams.values():
                stream.close()
            return {name: self._shard(name) for name in TABLES}

    def _shard(self, name: str) -> dict[str, Any]:
        file = self._folder / f"{name}.parquet"
        rows = write_shard(name, self._lines(name), file)
        self._lines(name).unlink()
        with file.open("rb+") as stream:
            os.fsync(stream.fileno())
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return {"rows": rows, "bytes": file.stat().st_size, "sha256": digest}

    def _lines(self, name: str) -> Path:
        return self._folder / f"{name}.jsonl"

    def _writing(self) -> Writing:
        return Writing(self._folder)


class Writing:
    """Says in one line what the disk refused, of shards that are made in a folder of an archive's work."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, OSError):
            raise StopError(f"{self._folder.parents[2]} cannot be written: {error.strerror or error}") from error
        if type(error).__name__ == "OutOfMemoryException":
            raise MemoryError from error
        if type(error).__name__ == "IOException":
            words = " ".join(str(error).split())
            full = "No space left on device" if "No space left" in words else words[:200]
            raise StopError(f"{self._folder.parents[2]} cannot be written: {full}") from error
