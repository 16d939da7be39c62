"""The database of the samples: coded once, in a process of its own, kept in the user's cache, and given out as a copy."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import vedette
from vedette.errors import StoreError

PACKAGE = Path(vedette.__file__).parent
SAMPLE = "albu-kamal.jsonl"
# In the wheel, and in a clone.
FOLDERS = (PACKAGE / "samples", PACKAGE.parent.parent / "samples")
CODES_SECONDS = 600


@contextmanager
def sample_database() -> Iterator[Path]:
    """A copy of the database of the samples, gone at the end; raises StoreError."""
    kept = _kept()
    with tempfile.TemporaryDirectory(prefix="vedette-") as folder:
        yield Path(shutil.copy(kept, Path(folder) / "samples.db"))


def _kept() -> Path:
    """The database of the samples in the cache, made where it is not there or another version made it."""
    from vedette.resolving.gazetteer import cache_folder

    sample = next((folder / SAMPLE for folder in FOLDERS if (folder / SAMPLE).is_file()), None)
    if sample is None:
        raise StoreError("the samples are not here; name a database with --db")
    made = cache_folder() / f"samples-{_mark(sample)}.db"
    if not made.is_file():
        _code(sample, made)
    return made


def _mark(sample: Path) -> str:
    """What changes with the samples, the version, and in a clone with any of its files."""
    newest = max(path.stat().st_mtime_ns for ending in ("*.py", "*.toml") for path in PACKAGE.rglob(ending))
    return hashlib.sha256(f"{vedette.__version__} {newest} ".encode() + sample.read_bytes()).hexdigest()[:16]


def _code(sample: Path, made: Path) -> None:
    made.parent.mkdir(parents=True, exist_ok=True)
    for old in made.parent.glob("samples-*.db"):
        old.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(dir=made.parent) as folder:
        part = Path(folder) / made.name
        command = [sys.executable, "-m", "vedette", "add", str(sample), "--db", str(part)]
        done = subprocess.run(  # noqa: S603  # our own program and file
            command, capture_output=True, text=True, check=False, timeout=CODES_SECONDS, env={**os.environ, "NO_COLOR": "1"}
        )
        if done.returncode or not part.is_file():
            said = done.stderr.strip().splitlines()
            raise StoreError(f"the samples could not be coded: {said[-1] if said else 'nothing was said'}")
        part.replace(made)
