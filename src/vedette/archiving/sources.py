"""What a user names as sources -> Sources, each one file: files, folders, globs and URLs of stores that fsspec knows.

A source is read as a stream. Its size and what its store gives as the mark of its state tell whether it is still the same.
"""

from __future__ import annotations

import glob
import hashlib
import io
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import url2pathname

from vedette.errors import ReportError, UnreadableFile
from vedette.intake.files import shown
from vedette.intake.forms import form_of
from vedette.intake.unpacking import Wrapped
from vedette.intake.walking import pass_over, walk

FORMS = frozenset({"warc", "jsonl", "parquet"})
URL = re.compile(r"([a-z][a-z0-9+.-]*)(?:::\S*)?://", re.IGNORECASE)
WEB = frozenset({"http", "https", "ftp"})
# Stores of files. What else fsspec opens asks the web, unpacks, or keeps copies, past our bounds.
STORES = frozenset({"memory", "s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "hdfs", "sftp"})
MARKS = ("ETag", "etag", "md5Hash", "md5", "LastModified", "last_modified", "mtime", "updated", "created")
KINDS = "archives are WARC, JSON lines and Parquet, the first two also packed with gzip"
BUFFER = 1 << 20


@dataclass(frozen=True, slots=True)
class Source:
    """One file of an archive: its `name` as the user gave it, `where` it is for every machine that sees it, and its state."""

    name: str
    where: str
    size: int
    state: str

    @property
    def key(self) -> str:
        """What its shards are named by: the end of its name, made plain, and a digest of where it is."""
        last = self.where.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
        plain = re.sub(r"[^A-Za-z0-9._-]+", "-", last).strip("-.")[:80]
        return f"{plain}-{hashlib.sha256(self.where.encode(errors='replace')).hexdigest()[:12]}"


def find_sources(words: Iterable[str], out: Path, passed: Counter[str]) -> Iterator[Source | ReportError]:
    """The sources that `words` name, each once, in order, and in the place of what is none why; nothing that lies in `out`.

    `passed` counts what is passed over in folders, by its ending.
    """
    seen, inside = set[str](), out.resolve()
    for word in words:
        for found in _named(word, passed):
            if isinstance(found, Source):
                if found.where in seen:
                    continue
                seen.add(found.where)
                if _lies_in(found.where, inside):
                    continue
            yield found


def look_again(source: Source) -> Source:
    """The source as it is now; raises UnreadableFile where it is gone."""
    return _remote(source.name, source.where) if is_url(source.where) else _local(source.name, source.where)


def open_source(source: Source) -> io.BufferedReader:
    """A stream of a source that remembers what went wrong in reading it; raises OSError, UnreadableFile."""
    if is_url(source.where):
        files, path = _store(source.where)
        try:
            raw: Any = files.open(path, "rb")
        except Exception as error:  # stores raise errors of their own
            raise UnreadableFile(f"{source.name}: cannot be opened: {_words(error)}") from None
    else:
        raw = Path(source.where).open("rb", buffering=0)  # noqa: SIM115  # whoever asked closes it
    return io.BufferedReader(Watched(raw), BUFFER)


class Watched(Wrapped):
    """A stream that remembers an error of the disk or the network, which readers take for the end of what they read."""

    def __init__(self, inner: Any) -> None:
        super().__init__(inner)
        self.trouble = ""
        self.name = getattr(inner, "name", "")

    def seekable(self) -> bool:
        """Whether one can go back."""
        return bool(self._inner.seekable())

    def fileno(self) -> int:
        """The number of the open file, where it is one."""
        return int(self._inner.fileno())

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """As io.RawIOBase has it."""
        return int(self._inner.seek(offset, whence))

    def tell(self) -> int:
        """As io.RawIOBase has it."""
        return int(self._inner.tell())

    def readinto(self, buffer: Any) -> int:
        """As io.RawIOBase has it; raises OSError."""
        try:
            data = self._inner.read(len(buffer))
        except Exception as error:  # stores raise errors of their own
            self.trouble = _words(error)
            raise OSError(self.trouble) from error
        buffer[: len(data)] = data
        return len(data)


def digest_of(path: str) -> str:
    """The SHA-256 of a file; raises OSError."""
    with Path(path).open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def is_url(where: str) -> bool:
    """Whether a source lies in a store, not in a file of this machine."""
    return URL.match(where) is not None


def _named(word: str, passed: Counter[str]) -> Iterator[Source | ReportError]:
    scheme = found.group(1).lower() if (found := URL.match(word)) else ""
    try:
        if scheme in WEB:
            raise UnreadableFile(f"{word}: archives are not fetched from the web: download it first, or name a store such as s3://")
        if scheme == "file":
            yield from _on_disk(word, url2pathname(word[len("file://") :]), passed)
        elif scheme:
            yield from _in_store(word, passed)
        else:
            yield from _on_disk(word, word, passed)
    except ReportError as error:
        yield error


def _on_disk(word: str, path: str, passed: Counter[str]) -> Iterator[Source | ReportError]:
    if glob.has_magic(path) and not os.path.lexists(path):  # noqa: PTH203  # a path that may hold anything
        matches = sorted(glob.glob(path, recursive=True))  # noqa: PTH207  # a whole pattern
        if not matches:
            raise UnreadableFile(f"{word}: nothing is named so")
        for match in matches:
            yield from _folder(match, passed) if Path(match).is_dir() else _if_archive(match, passed)
    elif Path(path).is_dir():
        yield from _folder(path, passed)
    else:
        yield _known(word, _local(word if path == word else shown(path), path))


def _if_archive(path: str, passed: Counter[str]) -> Iterator[Source | ReportError]:
    """The file of a pattern; counted where it is no archive."""
    if not is_archive(path):
        pass_over(path, passed)
        return
    try:
        yield _local(path, path)
    except UnreadableFile as error:
        yield error


def _folder(path: str, passed: Counter[str]) -> Iterator[Source | ReportError]:
    any_found = False
    for found in walk(Path(path), is_archive, passed):
        any_found = True
        if isinstance(found, tuple):
            yield UnreadableFile(f"{shown(found[0])}: {found[1]}")
            continue
        try:
            yield _local(shown(found), str(found))
        except UnreadableFile as error:
            yield error
    if not any_found:
        raise UnreadableFile(f"{shown(path)}: a folder without archives; {KINDS}")


def _local(name: str, path: str) -> Source:
    try:
        state = os.stat(path)  # noqa: PTH116  # a path that may hold anything
    except (OSError, ValueError) as error:
        raise UnreadableFile(f"{shown(name)}: {getattr(error, 'strerror', None) or error}") from None
    return Source(shown(name), os.path.abspath(path), state.st_size, f"{state.st_mtime_ns} {state.st_ino}")  # noqa: PTH100  # links stay


def _in_store(word: str, passed: Counter[str]) -> Iterator[Source | ReportError]:
    files, path = _store(word)
    try:
        if glob.has_magic(path):
            found = sorted(files.glob(path))
        elif files.isdir(path):
            found = sorted(files.find(path))
        else:
            yield _known(word, _remote(word, word))
            return
    except (ReportError, MemoryError):
        raise
    except Exception as error:
        raise UnreadableFile(f"{word}: cannot be listed: {_words(error)}") from None
    if not found:
        raise UnreadableFile(f"{word}: nothing is named so")
    for one in found:
        url = files.unstrip_protocol(one)
        if is_archive(url):
            yield _remote(url, url)
        else:
            pass_over(one, passed)


def _remote(name: str, url: str) -> Source:
    files, path = _store(url)
    try:
        told = files.info(path)
    except FileNotFoundError:
        raise UnreadableFile(f"{name}: No such file or directory") from None
    except Exception as error:
        raise UnreadableFile(f"{name}: cannot be looked at: {_words(error)}") from None
    state = next((str(told[mark]) for mark in MARKS if told.get(mark)), "")
    return Source(shown(name), url, int(told.get("size") or 0), state)


def _store(url: str) -> tuple[Any, str]:
    """The store that a URL names, and the path in it."""
    scheme = url.split("://", 1)[0].lower()
    if scheme not in STORES or "::" in url:
        raise UnreadableFile(f"{url}: not a store that is read from; they are file, {', '.join(sorted(STORES - {'memory'}))}")
    try:
        import fsspec

        files, path = fsspec.core.url_to_fs(url)
    except ImportError as error:
        missing = "pip install 'vedette[cluster]'" if (error.name or "").startswith("fsspec") else _words(error)
        raise UnreadableFile(f"{url}: reading from {scheme} needs a package that is not installed: {missing}") from None
    except Exception as error:
        raise UnreadableFile(f"{url}: cannot be opened: {_words(error)}") from None
    return files, str(path)


def _known(word: str, source: Source) -> Source:
    if not is_archive(source.where):
        raise UnreadableFile(f"{word}: {KINDS}; vedette add takes single reports")
    return source


def is_archive(name: str) -> bool:
    """Whether a file of this name is one that is read."""
    form = form_of(name)
    return form in FORMS or (form == "gzip" and form_of(name[: -len(".gz")]) in FORMS)


def _lies_in(where: str, folder: Path) -> bool:
    return not is_url(where) and Path(where).resolve().is_relative_to(folder)


def _words(error: Exception) -> str:
    words = getattr(error, "strerror", None) or f"{error}" or type(error).__name__
    return " ".join(str(words).split())[:200]
