"""The folder of an archive: which sources are done, with which shards, and how one is committed, whole or not at all.

archive.json          what makes the folder an archive
manifest/KEY.json     a source: its state, how it was coded, its shards; or why it was set aside
reports/KEY.parquet   … and so claims/, readings/, marks/, log/
copies.parquet        which reports are copies of which, over all shards
.work/                what is being made; .lock keeps a second run out
"""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import sys
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from vedette.errors import StopError, UsageError
from vedette.formats.shards import TABLES

LAYOUT = 1
HEAD, MANIFEST, WORK, LOCK, COPIES = "archive.json", "manifest", ".work", ".lock", "copies.parquet"
COPIES_TOLD = "copies.json"
DONE, ASIDE = "done", "set aside"
Manifest = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Folder:
    """An open archive, locked against other runs where it is to be written. `work` is where this run makes its shards."""

    path: Path
    work: Path

    def manifest(self, key: str) -> Manifest | None:
        """What is kept of a source; None where it is not done or its shards are not all there."""
        return _whole(self.path, self.path / MANIFEST / f"{key}.json")

    def manifests(self) -> list[Manifest]:
        """What is kept of all sources, in the order of where they are."""
        return manifests_of(self.path)

    def commit(self, manifest: Manifest, made: Path | None) -> None:
        """Puts the shards that were `made` of a source in their places, then its manifest; raises StopError.

        The manifest goes first away and last there: whatever cuts this off, shards are never taken for others.
        """
        place = self.path / MANIFEST / f"{manifest['key']}.json"
        with writing(self.path):
            place.unlink(missing_ok=True)
            _keep(place.parent)
            for name in TABLES:
                file = shard(self.path, manifest, name)
                if made is not None:
                    (made / f"{name}.parquet").replace(file)
                else:
                    file.unlink(missing_ok=True)
                _keep(file.parent)
            put(place, {**manifest, "made_at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds")})
            if made is not None:
                shutil.rmtree(made, ignore_errors=True)


@contextmanager
def opened(path: Path) -> Iterator[Folder]:
    """The archive in a folder, made where there is none, alone; what a killed run left is cleared away. Raises StopError."""
    with writing(path):
        _make(path)
    with _locked(path / LOCK, path):
        work = path / WORK / uuid.uuid4().hex[:12]
        with writing(path):
            _clear(path)
            work.mkdir(parents=True)
        try:
            yield Folder(path, work)
        finally:
            shutil.rmtree(path / WORK, ignore_errors=True)


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Keeps others from writing an archive while it is read; raises StopError where another run has it."""
    if not os.access(path / LOCK, os.R_OK):
        yield
        return
    with _locked(path / LOCK, path, shared=True):
        yield


def is_archive_folder(path: Path) -> bool:
    """Whether a folder is an archive of ours."""
    return (path / HEAD).is_file()


def manifests_of(path: Path) -> list[Manifest]:
    """What is kept of all sources of an archive, in the order of where they are; of those that are whole."""
    found = [_whole(path, file) for file in (path / MANIFEST).glob("*.json")]
    return sorted((one for one in found if one is not None), key=lambda one: str(one["where"]))


def shard(path: Path, manifest: Manifest, name: str) -> Path:
    """The file of one table of a source."""
    return path / name / f"{manifest['key']}.parquet"


def put(place: Path, held: Mapping[str, Any]) -> None:
    """Writes a file of JSON so that it is there whole or not at all, whatever happens; raises OSError."""
    part = place.with_name(f".{place.name}.part")
    with part.open("w", encoding="utf-8") as stream:
        json.dump(held, stream, ensure_ascii=False, indent=1)
        stream.write("\n")
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(place)
    _keep(place.parent)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Says in one line what the disk refused."""
    try:
        yield
    except OSError as error:
        raise StopError(f"{path} cannot be written: {error.strerror or error}; what was committed before stays") from error


def refuse_file(path: Path) -> None:
    """Raises UsageError for a path that is no folder."""
    if path.exists() and not path.is_dir():
        raise UsageError(f"--out {path}: a file; name a folder")


def _make(path: Path) -> None:
    refuse_file(path)
    if not (path / HEAD).is_file():
        others = (
            [one.name for one in path.iterdir() if one.name != LOCK and not one.name.startswith(f".{HEAD}")]
            if path.exists()
            else []
        )
        if others and set(others) - {MANIFEST, WORK, *TABLES}:
            raise UsageError(f"--out {path}: a folder that holds other things; name a new one, or an archive of vedette")
        for name in (MANIFEST, *TABLES):
            (path / name).mkdir(parents=True, exist_ok=True)
        put(path / HEAD, {"vedette archive": LAYOUT})
    layout = _read(path / HEAD).get("vedette archive")
    if layout != LAYOUT:
        raise StopError(f"{path} is no archive that this vedette can write: its layout is {layout!r}, not {LAYOUT}")


def _clear(path: Path) -> None:
    """Removes what is in no manifest: what is half made, and shards whose commit was cut off."""
    shutil.rmtree(path / WORK, ignore_errors=True)
    for place in (path, path / MANIFEST):
        for part in place.glob(".*.part"):
            part.unlink(missing_ok=True)
    known = {file.stem for file in (path / MANIFEST).glob("*.json")}
    for name in TABLES:
        for file in (path / name).glob("*.parquet"):
            if file.stem not in known:
                file.unlink(missing_ok=True)


def _whole(path: Path, file: Path) -> Manifest | None:
    """A manifest whose shards are all there, as long as they were written."""
    held = _read(file)
    if not held:
        return None
    for name, told in held.get("shards", {}).items():
        with suppress(OSError):
            if shard(path, held, name).stat().st_size == told["bytes"]:
                continue
        return None
    return held


def _read(file: Path) -> dict[str, Any]:
    """What a file of JSON holds; nothing where it is not there or is broken, as no run of ours leaves it."""
    try:
        held = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return held if isinstance(held, dict) else {}


def _keep(folder: Path) -> None:
    """Has the names in a folder kept on the disk, where the system lets that be asked for."""
    if sys.platform != "win32":
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


@contextmanager
def _locked(file: Path, path: Path, *, shared: bool = False) -> Iterator[None]:
    """Holds the lock of an archive, which ends with its process; raises StopError where another run has it."""
    with writing(path):
        stream = file.open("rb" if shared else "a+b")
    with stream:
        if not _taken(stream, shared):
            raise StopError(f"{path} is in use by another run of vedette; wait for its end")
        yield


def _taken(stream: IO[bytes], shared: bool) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(stream.fileno(), msvcrt.LK_NBRLCK if shared else msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(stream.fileno(), (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
