"""How reports of an archive are coded: what makes a shard what it is, besides its source and the version."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from vedette.model import Report

SPREAD = 2**32


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked of the coding. `published` is a day for reports that give none; `lexicon` a user's folder of word files.

    `sample` is a share of the reports, chosen by their ids; `limit` the most that are taken of one source.
    """

    kinds: str = "all"
    published: str | None = None
    lexicon: str | None = None
    model: str | None = None
    sample: float | None = None
    limit: int | None = None

    def takes(self, report: Report) -> bool:
        """Whether a report is in the sample: always the same ones, whoever reads them in whatever order."""
        return self.sample is None or int(report.id[:8], 16) < self.sample * SPREAD

    def record(self) -> dict[str, Any]:
        """What a manifest keeps: of the word files a digest of what they hold, wherever they lie."""
        return {**asdict(self), "lexicon": _digest(Path(self.lexicon)) if self.lexicon else None}

    def as_json(self) -> str:
        """As `options_of` reads it."""
        return json.dumps(asdict(self))


def options_of(text: str) -> Options:
    """The options of `as_json`."""
    return Options(**json.loads(text))


def _digest(folder: Path) -> str:
    found = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        found.update(f"{path.relative_to(folder).as_posix()} {path.stat().st_size} ".encode() + path.read_bytes())
    return found.hexdigest()[:16]
