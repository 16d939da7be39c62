from __future__ import annotations

import codecs

import pytest

from vedette.errors import UnreadableFile
from vedette.intake.decoding import decode, whole_characters

ENGLISH = "The army’s spokesman said “we took Bouaké”. Côte d’Ivoire was calm."
RUSSIAN = "Армия взяла под контроль город в пятницу, сообщил представитель министерства обороны. " * 3

ROWS = [
    (ENGLISH.encode(), None, ENGLISH),
    (codecs.BOM_UTF8 + ENGLISH.encode(), None, ENGLISH),
    (ENGLISH.encode("utf-16"), None, ENGLISH),
    (ENGLISH.encode("utf-32"), None, ENGLISH),
    (ENGLISH.encode("cp1252"), None, ENGLISH),
    (ENGLISH.encode("cp1252"), "ISO-8859-1", ENGLISH),
    ("The ceasefire in Čačak held.".encode("iso-8859-2"), "iso-8859-2", "The ceasefire in Čačak held."),
    (RUSSIAN.encode("cp1251"), None, RUSSIAN),
    (RUSSIAN.encode("koi8-r"), "koi8-r", RUSSIAN),
    (ENGLISH.encode(), "no-such-charset", ENGLISH),
    (ENGLISH.encode(), "base64", ENGLISH),
    (b"one\r\ntwo\rthree\n", None, "one\ntwo\nthree\n"),
    (("é" * 20).encode() + b"\xc3", None, "é" * 20 + "\ufffd"),
    (b"", None, ""),
]


@pytest.mark.parametrize(("data", "declared", "text"), ROWS)
def test_text_in_its_charset(data: bytes, declared: str | None, text: str) -> None:
    assert decode(data, declared=declared) == text


@pytest.mark.parametrize("data", [bytes(range(256)), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", bytes([1, 2, 3, 4, 5, 6]) * 20, b"ab\0cd"])
def test_what_is_no_text(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        decode(data)


def test_half_a_surrogate_pair_keeps_offsets() -> None:
    assert whole_characters("a\ud800b") == "a\ufffdb"
