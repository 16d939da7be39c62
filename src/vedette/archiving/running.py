"""Sources and an archive -> what came of each, step by step: left alone where it is done already, else coded and committed.

Only the process that runs this commits; workers make shards beside.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from vedette.archiving.folder import ASIDE, DONE, LAYOUT, Folder, Manifest
from vedette.archiving.jobs import Workers
from vedette.archiving.options import Options
from vedette.archiving.sources import Source, digest_of, is_url
from vedette.archiving.work import CHANGED, Made, Task


@dataclass(frozen=True, slots=True)
class Step:
    """What came of a source: "known" is done before, "done" now; "set aside" or "changed", with the reason."""

    sort: str
    source: Source
    message: str | None = None
    counts: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Round:
    """What is to be done to an archive: which sources are done as they are, and which are to be coded."""

    known: tuple[tuple[Source, Manifest], ...]
    left: tuple[Source, ...]


def to_do(folder: Folder, sources: Sequence[Source], options: Options, made_by: str, *, retry: bool) -> Round:
    """Parts what is done from what is to be coded; with `retry`, what was set aside is coded once more."""
    asked, known, left = options.record(), list[tuple[Source, Manifest]](), list[Source]()
    for source in sources:
        held = folder.manifest(source.key)
        same = held is not None and held["version"] == made_by and held["options"] == asked and _is_same(held, source)
        if held is not None and same and not (retry and held["outcome"] == ASIDE):
            known.append((source, held))
        else:
            left.append(source)
    return Round(tuple(known), tuple(left))


def _is_same(held: Manifest, source: Source) -> bool:
    """Whether a source is what it was; one that was only touched is."""
    if held["size"] != source.size:
        return False
    if held["state"] == source.state:
        return True
    return bool(held.get("sha256")) and not is_url(source.where) and digest_of(source.where) == held["sha256"]


def run(
    folder: Folder, found: Round, workers: Workers, options: Options, made_by: str, *, coded: Callable[[int], None]
) -> Iterator[Step]:
    """Codes what is left, and commits each source as it is done; raises StopError where nothing can be done any more."""
    yield from (_told(source, held) for source, held in found.known)
    by_key = {source.key: source for source in found.left}
    tasks = [Task(source, options, str(folder.work.absolute())) for source in found.left]
    for made in workers.run(tasks, coded):
        source = by_key[made.key]
        if made.outcome == CHANGED:
            yield Step(CHANGED, source, made.reason)
            continue
        held = _manifest(source, made, options, made_by)
        folder.commit(held, Path(made.folder) if made.folder is not None else None)
        yield Step(made.outcome, source, made.reason, Counter(made.counts))


def _told(source: Source, held: Manifest) -> Step:
    if held["outcome"] == ASIDE:
        return Step(ASIDE, source, f"{held['reason']} (set aside before; --retry tries again)")
    return Step("known", source, None, Counter(held["counts"]))


def _manifest(source: Source, made: Made, options: Options, made_by: str) -> Manifest:
    state = made.state or {"size": source.size, "state": source.state, "sha256": None}
    return {
        "layout": LAYOUT,
        "key": source.key,
        "source": source.name,
        "where": source.where,
        **state,
        "version": made_by,
        "options": options.record(),
        "outcome": made.outcome,
        "reason": made.reason,
        "counts": made.counts,
        "shards": made.shards if made.outcome == DONE else {},
    }
