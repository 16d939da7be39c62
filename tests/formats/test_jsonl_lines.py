from __future__ import annotations

import json

import pytest
from coded_example import coded

from vedette.formats import as_line, to_record


@pytest.mark.parametrize("text", ["two\nlines", "\u2028 and \u2029 and \u0085", "\x1e\x0b\x0c", "é — “x”", '"\\'])
def test_a_record_is_one_line_whatever_it_holds(text: str) -> None:
    line = as_line({"text": text})
    assert len(line.splitlines()) == 1
    assert json.loads(line) == {"text": text}


def test_the_same_bytes_twice() -> None:
    assert as_line(to_record(coded())).encode() == as_line(to_record(coded())).encode()
