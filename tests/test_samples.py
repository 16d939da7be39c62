"""The sample pages and the sample archive are what the tool makes of the sample reports, and tell what these tell."""

from __future__ import annotations

import gzip
import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from vedette.intake import read_paths
from vedette.intake.warc import page_text
from vedette.model import Remark, Report
from vedette.pipeline import Coder

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
REPORTS = [json.loads(line) for line in (SAMPLES / "albu-kamal.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_samples", ROOT / "tools" / "make_samples.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_samples_are_what_the_tool_makes(tool: ModuleType) -> None:
    made = {f"{report['id']}.html": tool.page(report) for report in REPORTS[: tool.IN_PAGES]}
    assert {path.name: path.read_text(encoding="utf-8") for path in (SAMPLES / "pages").iterdir()} == made
    kept = (SAMPLES / "albu-kamal.warc.gz").read_bytes()
    # The packing may differ from one release of zlib to the next.
    assert gzip.decompress(kept) == gzip.decompress(tool.archive(REPORTS[tool.IN_PAGES :]))


def test_pages_and_archive_are_the_reports_of_the_sample() -> None:
    plain = {item.id: item.text for item in read_paths([SAMPLES / "albu-kamal.jsonl"]) if isinstance(item, Report)}
    found = list(read_paths([SAMPLES / "pages", SAMPLES / "albu-kamal.warc.gz"]))
    pages = {item.id: item.text for item in found if isinstance(item, Report) and item.title != "Regional cup goes to the anglers"}
    assert pages == plain
    passed = "10 records, passed over 1 of another status than 200, 1 that are no page, 1 that are no response"
    assert [item.words for item in found if isinstance(item, Remark)] == [passed]


def test_only_what_tells_of_no_conflict_is_left_out_of_the_archive(coder: Coder, tool: ModuleType) -> None:
    may_tell = coder.may_tell("conflict")
    assert may_tell is not None
    told = {report["id"]: may_tell(page_text(tool.page(report).encode())) for report in [*REPORTS, tool.OTHER]}
    events = {
        item.ref: bool(coder.code(item, kinds="conflict").events)
        for item in read_paths([SAMPLES / "albu-kamal.jsonl"])
        if isinstance(item, Report)
    }
    assert all(told[ref] for ref, has in events.items() if has and ref)
    assert not told["r00"]
    assert coder.may_tell("all") is None
