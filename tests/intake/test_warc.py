"""Archives as a stream: which pages are read, where they stand, what damage costs, and where the next run goes on."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from fastwarc.warc import WarcRecordType
from warc_example import WORDS, packed, page, plain, record

from vedette.errors import ReportError
from vedette.intake import read_paths, warc
from vedette.intake.finishing import Item
from vedette.model import Remark, Report

Make = Callable[[Sequence[bytes]], tuple[bytes, list[int]]]
BOTH = pytest.mark.parametrize("make", [packed, plain], ids=["packed", "plain"])
FIVE = [record(number) for number in range(5)]


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


class Kept:
    """Marks in memory."""

    def __init__(self) -> None:
        self.offset = 0
        self.archives: set[str] = set()

    def reached(self, archive: str) -> int:
        self.archives.add(archive)
        return self.offset

    def reach(self, archive: str, offset: int) -> None:
        assert archive in self.archives
        assert offset >= self.offset
        self.offset = offset


def told(item: Item) -> str:
    """The path of a report; the words of anything else."""
    if isinstance(item, Report):
        return str(item.path)
    return f"{'remark' if isinstance(item, Remark) else 'error'} {item}"


def read(data: bytes, *, may_tell: Callable[[str], bool] | None = None, marks: Kept | None = None) -> list[str]:
    Path("a.warc").write_bytes(data)
    return [told(item) for item in read_paths(["a.warc"], may_tell=may_tell, marks=marks)]


@BOTH
def test_each_page_is_a_report_with_its_offset(make: Make) -> None:
    data, offsets = make(FIVE)
    assert read(data) == [*(f"a.warc@{offset}" for offset in offsets[:5]), "remark a.warc: 5 records"]
    report = next(item for item in read_paths(["a.warc"]) if isinstance(item, Report))
    assert (report.url, report.ref) == ("https://sahel.example/0", f"urn:uuid:{0:032}")
    assert (report.title, WORDS in report.text, report.published) == ("Report 0", True, None)


PASSED = [
    (record(1, sort=WarcRecordType.warcinfo), "1 that are no response"),
    (record(1, sort=WarcRecordType.request), "1 that are no response"),
    (record(1, head="HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n"), "1 of another status than 200"),
    (record(1, head="HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\nLocation: /x\r\n"), "1 of another status than 200"),
    (record(1, head="HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n"), "1 that are no page"),
    (record(1, head="HTTP/1.1 200 OK\r\n"), "1 that are no page"),
    (record(1, b""), "1 pages without an article"),
    (record(1, b"<html><body></body></html>"), "1 pages without an article"),
]


@pytest.mark.parametrize(("one", "words"), PASSED)
def test_what_is_no_page_is_passed_over_and_counted(one: bytes, words: str) -> None:
    data, offsets = packed([FIVE[0], one, FIVE[2]])
    assert read(data) == ["a.warc@0", f"a.warc@{offsets[2]}", f"remark a.warc: 3 records, passed over {words}"]


def test_only_pages_that_may_tell_are_read() -> None:
    data, offsets = packed([record(0, page(0, "The cup final was won by the town's own team, all said.")), FIVE[1]])
    found = read(data, may_tell=lambda words: "Rebels took" in words)
    passed = "1 pages without a word that may tell of what is asked"
    assert found == [f"a.warc@{offsets[1]}", f"remark a.warc: 2 records, passed over {passed}"]


ENCODED = [
    ("Content-Encoding: gzip\r\n", gzip.compress(page(1))),
    ("Transfer-Encoding: chunked\r\n", b"%x\r\n%s\r\n0\r\n\r\n" % (len(page(1)), page(1))),
]


@pytest.mark.parametrize(("header", "body"), ENCODED)
def test_what_the_server_packed_is_unpacked(header: str, body: bytes) -> None:
    data, _ = packed([record(1, body, head=f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{header}")])
    assert read(data) == ["a.warc@0", "remark a.warc: 1 records"]


def test_a_bomb_in_a_page_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "LARGEST_PAGE", 1_000_000)
    bomb = gzip.compress(b"<html>" + b" " * 50_000_000)
    head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n"
    data, offsets = packed([record(0, bomb, head=head), FIVE[1]])
    assert read(data)[:2] == ["error a.warc@0: a page of more than 1,000,000 bytes", f"a.warc@{offsets[1]}"]


def test_a_record_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "LARGEST_RECORD", 2_000)
    data, offsets = packed([record(0, b"x" * 3_000), FIVE[1]])
    first, second, _ = read(data)
    assert first.startswith("error a.warc@0: a record of 3,0")
    assert second == f"a.warc@{offsets[1]}"


ADDRESSES = [
    ("https://sahel.example/long/title", "https://sahel.example/long/title"),
    ("https://www.sahel.example/long", "https://www.sahel.example/long"),
    ("https://other.example/taken", "https://sahel.example/1"),
]


@pytest.mark.parametrize(("own", "url"), ADDRESSES)
def test_a_page_cannot_give_itself_out_for_another_sites(own: str, url: str) -> None:
    Path("a.warc").write_bytes(record(1, page(1, head=f'<link rel="canonical" href="{own}">')))
    report = next(item for item in read_paths(["a.warc"]) if isinstance(item, Report))
    assert report.url == url


@BOTH
@pytest.mark.parametrize("cut", [30, 40, 250, 300])
def test_an_archive_cut_in_mid_record_gives_all_before(make: Make, cut: int) -> None:
    data, offsets = make(FIVE[:3])
    found = read(data[: offsets[2] + cut])
    assert found[:2] == ["a.warc@0", f"a.warc@{offsets[1]}"]
    assert found[2].startswith(f"error a.warc@{offsets[2]}: a record ")
    assert "cut off" in found[2]
    assert found[3].startswith("remark a.warc: ")


@BOTH
def test_a_record_that_is_not_what_its_digest_says_costs_only_itself(make: Make) -> None:
    broken = FIVE[2].replace(b"Rebels took", b"Rebels lost")
    data, offsets = make([*FIVE[:2], broken, *FIVE[3:]])
    found = read(data)
    assert found[2] == f"error a.warc@{offsets[2]}: a record that is not what its digest says"
    assert [found[0], found[1], *found[3:5]] == [f"a.warc@{offsets[n]}" for n in (0, 1, 3, 4)]


DIGESTS = [b"sha1:AAAA", b"blake3:abc", b"sha1:" + b"0" * 40, b"", b"rubbish"]


@pytest.mark.parametrize("digest", DIGESTS)
def test_a_digest_of_another_sort_is_not_judged(digest: bytes) -> None:
    one = record(1, digest=False).replace(b"Content-Type: app", b"WARC-Block-Digest: " + digest + b"\r\nContent-Type: app", 1)
    assert read(one)[0] == "a.warc@0"


def damaged(data: bytes, at: int, rubbish: bytes) -> bytes:
    return data[:at] + rubbish + data[at + len(rubbish) :]


DAMAGE: list[tuple[str, Make, Callable[[bytes, list[int]], bytes]]] = [
    ("a broken member", packed, lambda data, offsets: damaged(data, offsets[2] + 40, b"\xff" * 30)),
    ("a member without its mark", packed, lambda data, offsets: damaged(data, offsets[2], b"\0\0\0")),
    ("a member's end", packed, lambda data, offsets: damaged(data, offsets[3] - 12, b"\xff" * 12)),
    ("rubbish between members", packed, lambda data, offsets: data[: offsets[2]] + b"\0" * 50 + data[offsets[3] :]),
    ("no length", plain, lambda data, offsets: damaged(data, data.index(b"Content-Length", offsets[2]), b"Wontent")),
    ("a length too short", plain, lambda data, offsets: _length(data, offsets[2], -50)),
    ("a length too long", plain, lambda data, offsets: _length(data, offsets[2], 50)),
    ("a length below nothing", plain, lambda data, offsets: damaged(data, data.index(b"Content-Length: ", offsets[2]) + 15, b"-")),
    ("no version", plain, lambda data, offsets: damaged(data, offsets[2], b"warc/1.1")),
    ("rubbish between records", plain, lambda data, offsets: data[: offsets[2]] + b"rubbish\r\n\r\n" + data[offsets[3] :]),
]


def _length(data: bytes, at: int, by: int) -> bytes:
    start = data.index(b"Content-Length: ", at) + 16
    end = data.index(b"\r\n", start)
    return data[:start] + b"%d" % (int(data[start:end]) + by) + data[end:]


@pytest.mark.parametrize(("make", "damage"), [row[1:] for row in DAMAGE], ids=[row[0] for row in DAMAGE])
def test_damage_costs_one_record_and_one_line(make: Make, damage: Callable[[bytes, list[int]], bytes]) -> None:
    data, offsets = make(FIVE)
    hurt = damage(data, offsets)
    moved = len(hurt) - len(data)
    found = read(hurt)
    reports = [line for line in found if line.startswith("a.warc@")]
    errors = [line for line in found if line.startswith("error")]
    assert reports == [f"a.warc@{offsets[n] + (moved if n > 2 else 0)}" for n in (0, 1, 3, 4)]
    assert 1 <= len(errors) <= 2
    assert errors[0].startswith(f"error a.warc@{offsets[2]}: ") or make is plain
    assert all("\n" not in error for error in errors)


def test_an_archive_in_a_stream_is_read_as_far_as_it_goes() -> None:
    data, offsets = packed(FIVE)
    stream = io.BufferedReader(Unseekable(damaged(data, offsets[2], b"\0\0\0")))  # type: ignore[arg-type]  # bytes
    found = list(warc.read_warc(stream))
    assert [place for place, _ in found] == ["@0", f"@{offsets[1]}", f"@{offsets[1]}", ""]
    assert "nothing behind it is read" in str(found[2][1])


class Unseekable(io.BytesIO):
    def seekable(self) -> bool:
        return False


@pytest.mark.parametrize("data", [b"no archive at all", b"WARC/1.0\r\n", b"WARC/1.0\r\n\r\n", b"WARC/9.9\r\nx", b"\0" * 5_000])
def test_what_is_no_archive_is_one_line(data: bytes) -> None:
    error, remark = read(data)
    assert error.startswith("error a.warc@0: ")
    assert remark.startswith("remark a.warc: ")


@BOTH
def test_a_run_that_is_cut_off_goes_on_where_it_was(make: Make) -> None:
    data, offsets = make(FIVE)
    Path("a.warc").write_bytes(data)
    marks, given = Kept(), list[str]()
    for stop in (1, 3, 2, 9, 9):
        for number, item in enumerate(read_paths(["a.warc"], marks=marks)):
            if isinstance(item, Remark):
                continue
            if number == stop - 1:
                break  # killed before it is done with this one
            given.append(told(item))
    assert given == [f"a.warc@{offset}" for offset in offsets[:5]]
    assert marks.offset == len(data)


def test_another_archive_of_the_same_name_is_read_from_its_beginning() -> None:
    data, _ = packed(FIVE)
    marks = Kept()
    read(data, marks=marks)
    read(data + packed([record(7)])[0], marks=marks)
    assert len(marks.archives) == 2


def test_what_could_not_be_read_is_not_tried_again_behind_the_mark() -> None:
    data, offsets = packed(FIVE)
    marks = Kept()
    read(damaged(data, offsets[1] + 40, b"\xff" * 30), marks=marks)
    assert marks.offset == len(data)


def test_every_error_is_a_reports() -> None:
    data, offsets = packed(FIVE)
    Path("a.warc.gz").write_bytes(damaged(data, offsets[2] + 40, b"\xff" * 30))
    assert all(isinstance(item, Report | Remark | ReportError) for item in read_paths(["a.warc.gz"]))
    assert any(isinstance(item, ReportError) for item in read_paths(["a.warc.gz"]))


def test_what_is_wrong_is_told_on_one_line() -> None:
    strange = "HTTP/1.1 200 OK\r\nTransfer-Encoding: a6\n of two lines\r\nContent-Type: text/html\r\n"
    (error,) = [line for line in read(record(0, head=strange)) if line.startswith("error")]
    assert "Unsupported Transfer-Encoding" in error
    assert "\n" not in error
