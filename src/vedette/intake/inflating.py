"""Parts of a packed stream -> its bytes, never more than allowed, whatever was packed; what is cut off or no gzip is said.

Only gzip and deflate are asked of a server, since zlib alone stops at a bound in the midst of a part.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from vedette.errors import FetchError

ENCODINGS = {"gzip": zlib.MAX_WBITS | 16, "x-gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS}
STEP = 65_536
# A small page may be packed as tightly as it likes: what it can become is harmless.
HARMLESS = 1_000_000


def unpack(parts: Iterable[bytes], encoding: str, *, most: int, ratio: float) -> Iterator[bytes]:
    """The bytes of `parts`, packed as `encoding` says ("" for not at all); raises FetchError.

    `most` is how many bytes may come out, `ratio` how many for each that goes in, above a harmless million.
    """
    if encoding in ("", "identity"):
        yield from parts
        return
    if encoding not in ENCODINGS:
        raise FetchError(f"packed as {encoding!r:.40}, which was not asked for")
    try:
        yield from _inflated(parts, encoding, most, ratio)
    except zlib.error:
        raise FetchError(f"is not the {encoding} that its head says") from None


def _inflated(parts: Iterable[bytes], encoding: str, most: int, ratio: float) -> Iterator[bytes]:
    came = went = 0
    unpacker = None
    for part in filter(None, parts):
        unpacker, piece = unpacker or _unpacker(encoding, part), b""
        came += len(part)
        while part or (len(piece) == STEP and not unpacker.eof):
            piece = unpacker.decompress(part, STEP)
            went += len(piece)
            if went > most:
                raise FetchError(f"unpacks to more than {most:,} bytes")
            if went > max(HARMLESS, ratio * came):
                raise FetchError(f"unpacks to more than {ratio:g} times its size")
            yield piece
            if unpacker.eof and unpacker.unused_data.startswith(b"\x1f\x8b"):  # gzip files may stand one after another
                part, unpacker = unpacker.unused_data, zlib.decompressobj(ENCODINGS[encoding])
            else:
                part = b"" if unpacker.eof else unpacker.unconsumed_tail
    if unpacker is not None and not unpacker.eof:
        raise FetchError(f"the {encoding} is cut off after {came:,} bytes")


def _unpacker(encoding: str, first: bytes) -> zlib._Decompress:
    """deflate is sent with zlib's two bytes of head, as the standard has it, or bare."""
    bare = encoding == "deflate" and first[:1] and first[0] & 0x0F != 8
    return zlib.decompressobj(-zlib.MAX_WBITS if bare else ENCODINGS[encoding])
