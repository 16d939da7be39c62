"""zip and gzip -> their members as streams, nothing of which is ever written under its name: a path in it is only a label.

A bomb is bounded by the bytes that come out, by how many times more they are than went in, and by the number of members. What is
packed wrongly is a ReportError of that member; the others are read on.
"""

from __future__ import annotations

import gzip
import io
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from vedette.errors import TooLarge, UnreadableFile

MOST_BYTES = 8_000_000_000
MOST_TIMES = 250
# So much may come out of any member, whatever went in: short texts pack well.
FREE_BYTES = 4_000_000
MOST_MEMBERS = 200_000
MOST_SPOOLED = 2_000_000_000
IN_MEMORY = 16_000_000
TROUBLES = (zlib.error, zipfile.BadZipFile, gzip.BadGzipFile, EOFError, NotImplementedError, ValueError, OSError)


@dataclass(frozen=True, slots=True)
class Member:
    """A member: its name, and what opens it or raises ReportError."""

    name: str
    open: Callable[[], io.BufferedReader]


class Wrapped(io.RawIOBase):
    """A stream around another, which it closes with itself."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def readable(self) -> bool:
        """True."""
        return True

    def close(self) -> None:
        """Closes what is read from."""
        try:
            self._inner.close()
        finally:
            super().close()


class Measured(Wrapped):
    """A stream that counts what comes out of an unpacker, and ends with TooLarge or UnreadableFile where that goes wrong."""

    def __init__(self, inner: Any, packed: Callable[[], int]) -> None:
        super().__init__(inner)
        self._packed, self._out = packed, 0

    def readinto(self, buffer: Any) -> int:
        """As io.RawIOBase has it; raises ReportError."""
        try:
            data = self._inner.read(len(buffer))
        except RuntimeError as error:  # the module zipfile says so where a password is needed
            raise UnreadableFile(f"cannot be unpacked: {error}") from None
        except TROUBLES as error:
            raise UnreadableFile(f"packed wrongly, or cut off: {error}") from None
        self._out += len(data)
        if self._out > MOST_BYTES or self._out > FREE_BYTES + MOST_TIMES * self._packed():
            raise TooLarge(f"unpacks to more than {MOST_TIMES} times its size, as no text does; it is not read on")
        buffer[: len(data)] = data
        return len(data)


def ungzipped(stream: BinaryIO) -> io.BufferedReader:
    """What a gzip stream holds."""
    counted: Any = _Counted(stream)
    return io.BufferedReader(Measured(gzip.GzipFile(fileobj=counted, mode="rb"), lambda: counted.bytes))


def zipped(stream: io.BufferedReader) -> Iterator[Member]:
    """The members of a zip file, in its order; raises UnreadableFile for what is none, TooLarge for too many."""
    with _seekable(stream) as whole:
        try:
            archive = zipfile.ZipFile(whole)
        except (*TROUBLES, RuntimeError, UnicodeError) as error:
            raise UnreadableFile(f"no zip file, or one that is cut off: {error}") from None
        members = [info for info in archive.infolist() if not info.filename.endswith("/")]
        if len(members) > MOST_MEMBERS:
            raise TooLarge(f"a zip file of {len(members):,} members; at most {MOST_MEMBERS:,} are read")
        for info in members:
            yield Member(label(info.filename), _opener(archive, info))


def label(name: str) -> str:
    """A member's name as it is shown: no line breaks or controls in it."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in name)[:1_000]


def _opener(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[], io.BufferedReader]:
    def opened() -> io.BufferedReader:
        try:
            inner = archive.open(info)
        except RuntimeError as error:
            raise UnreadableFile(f"cannot be unpacked: {error}") from None
        except TROUBLES as error:
            raise UnreadableFile(f"packed wrongly, or cut off: {error}") from None
        return io.BufferedReader(Measured(inner, lambda: info.compress_size))

    return opened


class _Counted:
    """A stream that knows how many bytes were read of it."""

    def __init__(self, inner: BinaryIO) -> None:
        self._inner, self.bytes = inner, 0

    def read(self, size: int = -1) -> bytes:
        data = self._inner.read(size)
        self.bytes += len(data)
        return data


def _seekable(stream: io.BufferedReader) -> Any:
    """The stream itself where one can go back in it, else a copy without a name; to be used in `with`."""
    if stream.seekable():
        return _Borrowed(stream)
    spooled = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  # its caller closes it
    shutil.copyfileobj(Bounded(stream, MOST_SPOOLED, "a zip file"), spooled)
    spooled.seek(0)
    return spooled


class _Borrowed:
    """A stream in `with` that stays open behind it: whoever opened it closes it."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream

    def __enter__(self) -> io.BufferedReader:
        return self._stream

    def __exit__(self, *_: object) -> None:
        pass


class Bounded:
    """A stream that ends with TooLarge over so many bytes; `what` it is, in words."""

    def __init__(self, inner: BinaryIO, most: int, what: str) -> None:
        self._inner, self._most, self._left, self._what = inner, most, most, what

    def read(self, size: int = -1) -> bytes:
        """As a binary stream has it; raises TooLarge."""
        data = self._inner.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise TooLarge(f"{self._what} of more than {self._most:,} bytes inside a stream; save it to a file first")
        return data
