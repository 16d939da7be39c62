"""Whatever a file holds, reading it gives reports, remarks and report errors of one line; `bench/fuzz.py` does more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vedette.errors import ReportError
from vedette.intake import read_paths
from vedette.intake.forms import ARCHIVES, BY_ENDING
from vedette.model import KillNotice, Remark, Report

ENDINGS = sorted({*BY_ENDING, *ARCHIVES, ".xml", ""})
SETTINGS = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
MARKS = st.sampled_from(
    [b"<p>", b'{"text": "', b'"}', b"text,id,date\n", b"From: a\nTo: b\n\n", b"WARC/1.0\r\n", b"PK\x03\x04", b"\x1f\x8b\x08"]
)
PIECES = st.lists(
    st.binary(max_size=40) | MARKS | st.text(max_size=20).map(lambda words: words.encode("utf-8", "replace")), max_size=12
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30) | st.just("\ud800"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=8,
)
NAMES = "uri type version versionCreated pubStatus edNote headline headlines bodies body_html by embargoed text id".split()
RECORDS = st.dictionaries(st.sampled_from(NAMES), VALUES | st.just("<p>Calm.</p>"), max_size=8)


def usable(path: Path) -> None:
    for item in read_paths([path]):
        assert isinstance(item, Report | KillNotice | Remark | ReportError)
        if isinstance(item, Report):
            for words in (item.text, item.title, item.byline, item.publisher, item.url, item.ref):
                (words or "").encode()
        if isinstance(item, Remark | ReportError):
            assert "\n" not in str(item)


@pytest.mark.parametrize("ending", ENDINGS)
@SETTINGS
@given(pieces=PIECES)
def test_any_bytes_under_any_ending(ending: str, pieces: list[bytes], tmp_path: Path) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(b"".join(pieces))
    usable(path)


@pytest.mark.parametrize("ending", [".json", ".jsonl"])
@SETTINGS
@given(record=RECORDS)
def test_any_record_of_json(ending: str, record: dict[str, object], tmp_path: Path) -> None:
    path = tmp_path / f"a{ending}"
    path.write_text(json.dumps(record), encoding="utf-8")
    usable(path)
