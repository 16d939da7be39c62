from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.errors import FetchError
from vedette.intake.inflating import unpack

TEXT = b"Two soldiers were killed near the bridge. " * 50


def parts(data: bytes, size: int) -> Iterator[bytes]:
    return (data[at : at + size] for at in range(0, len(data), size))


def bare(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def unpacked(data: bytes, encoding: str, size: int = 100, most: int = 10_000_000, ratio: float = 100.0) -> bytes:
    return b"".join(unpack(parts(data, size), encoding, most=most, ratio=ratio))


@pytest.mark.parametrize("size", [1, 7, 100_000])
@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT, ""),
        (TEXT, "identity"),
        (gzip.compress(TEXT), "gzip"),
        (gzip.compress(TEXT), "x-gzip"),
        (zlib.compress(TEXT), "deflate"),
        (bare(TEXT), "deflate"),
        (gzip.compress(TEXT[:100]) + gzip.compress(TEXT[100:]), "gzip"),
        (gzip.compress(TEXT) + b"\0\0\0", "gzip"),
    ],
)
def test_what_is_packed_comes_out(data: bytes, encoding: str, size: int) -> None:
    assert unpacked(data, encoding, size) == TEXT


@settings(deadline=None)
@given(st.binary(max_size=300_000).map(lambda data: data * 3), st.integers(1, 5_000))
def test_every_text_comes_out_whole(data: bytes, size: int) -> None:
    assert unpacked(gzip.compress(data), "gzip", size) == data


@pytest.mark.parametrize(
    ("data", "encoding", "words"),
    [
        (gzip.compress(TEXT)[:-12], "gzip", "cut off"),
        (gzip.compress(TEXT)[:20], "gzip", "cut off"),
        (zlib.compress(TEXT)[:-4], "deflate", "cut off"),
        (TEXT, "gzip", "is not the gzip"),
        (TEXT, "deflate", "is not the deflate"),
        (gzip.compress(TEXT)[:-8] + b"\0" * 8, "gzip", "is not the gzip"),
        (TEXT, "br", "'br', which was not asked for"),
        (TEXT, "gzip, gzip", "which was not asked for"),
        (gzip.compress(bytes(5_000_000)), "gzip", "more than 100 times"),
        (gzip.compress(bytes(50_000_000)), "gzip", "more than 100 times"),
        (gzip.compress(bytes(range(256)) * 80_000), "gzip", "more than 10,000,000 bytes|more than 100 times"),
    ],
)
def test_what_is_broken_is_said(data: bytes, encoding: str, words: str) -> None:
    with pytest.raises(FetchError, match=words):
        unpacked(data, encoding, 1_000)


def test_a_bomb_is_stopped_at_the_bound() -> None:
    came = 0
    with pytest.raises(FetchError, match="more than 2,000,000 bytes"):
        for piece in unpack([gzip.compress(bytes(100_000_000))], "gzip", most=2_000_000, ratio=1e9):
            came += len(piece)
    assert came <= 2_000_000
