"""Folders, zip and gzip: what lies in them is read under its path, what is packed wrongly or as a bomb is refused in a line."""

from __future__ import annotations

import gzip
import io
import json
import os
import zipfile
from pathlib import Path

import pytest

from vedette.errors import ReportError
from vedette.intake import read_paths, unpacking
from vedette.intake.finishing import Item
from vedette.model import KillNotice, Remark, Report

SENTENCE = "Rebels took the town of Kidal."
HTML = f"<html><body><article><p>{SENTENCE} Residents said so by telephone from the town on Friday.</p></article></body></html>"
URN = "urn:newsml:sahel.example:1"


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def told(item: Item) -> str:
    """A report as its path and the beginning of its text; what is said of anything else."""
    if isinstance(item, Report):
        return f"{item.path}: {item.text[:24]}"
    if isinstance(item, KillNotice):
        return f"killed {item.item}: {item.why} ({item.path})"
    return f"{'remark' if isinstance(item, Remark) else 'error'} {item}"


def read(*paths: str) -> list[str]:
    return [told(item) for item in read_paths(paths)]


def zipped(**members: bytes | str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return held.getvalue()


def write(name: str, data: bytes | str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)


START = SENTENCE[:24]


def test_a_folder_is_walked_in_order_and_the_rest_is_counted() -> None:
    for name in ("b.txt", "a/2.txt", "a/1.md", "c/x.html"):
        write(f"in/{name}", HTML if name.endswith("html") else SENTENCE)
    for name in (".hidden.txt", "a/.git/x.txt", "a/photo.jpg", "README"):
        write(f"in/{name}", "no")
    assert read("in") == [
        f"in/b.txt: {START}",
        f"in/a/1.md: {START}",
        f"in/a/2.txt: {START}",
        f"in/c/x.html: {START}",
        "remark in: passed over 2 hidden, 1 without an ending, 1 .jpg",
    ]


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="links need rights there")
def test_links_that_lead_back_end_and_special_files_are_not_opened() -> None:
    write("in/a/1.txt", SENTENCE)
    Path("in/a/back").symlink_to(Path("in").resolve(), target_is_directory=True)
    Path("in/self.txt").symlink_to("self.txt")
    os.mkfifo("in/pipe.txt")
    assert read("in") == [f"in/a/1.txt: {START}", "remark in: passed over 2 no files, 1 links that lead back"]


def test_a_folder_that_may_not_be_opened_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    write("in/a.txt", SENTENCE)
    write("in/shut/b.txt", SENTENCE)
    listed = os.listdir

    def guarded(path: Path) -> list[str]:
        if Path(path).name == "shut":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(os, "listdir", guarded)
    assert read("in") == [f"in/a.txt: {START}", "error in/shut: Permission denied"]


def test_a_zip_is_read_member_by_member() -> None:
    lines = json.dumps({"text": SENTENCE}) + "\n{\n"
    write("z.zip", zipped(**{"a/b.html": HTML, "l.jsonl": lines, "n.txt.gz": gzip.compress(SENTENCE.encode()), "p.png": "no"}))
    assert read("z.zip") == [
        f"z.zip!/a/b.html: {START}",
        f"z.zip!/l.jsonl: {START}",
        "error z.zip!/l.jsonl:2: not JSON: Expecting property name enclosed in double quotes at line 2 column 1",
        f"z.zip!/n.txt.gz: {START}",
        "remark z.zip: passed over 1 .png",
    ]


def test_a_member_of_a_zip_without_a_name_is_passed_over() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", SENTENCE)
        archive.writestr("b.txt", "no")
        archive.infolist()[1].filename = ""
    write("z.zip", packed.getvalue())
    assert read("z.zip") == [f"z.zip!/a.txt: {START}", "remark z.zip: passed over 1 without an ending"]


GZIPPED = [("a.txt.gz", SENTENCE), ("a.html.gz", HTML), ("a.jsonl.gz", json.dumps({"text": SENTENCE})), ("a.gz", SENTENCE)]


@pytest.mark.parametrize(("name", "data"), GZIPPED)
def test_gzip_of_each_form(name: str, data: str) -> None:
    write(name, gzip.compress(data.encode()))
    assert read(name) == [f"{name}: {START}"]


def test_a_zip_in_a_zip_is_read_and_one_more_is_not() -> None:
    inner = zipped(**{"a.txt": SENTENCE})
    write("z.zip", zipped(**{"i.zip": inner}))
    write("y.zip", zipped(**{"i.zip": zipped(**{"j.zip": inner})}))
    assert read("z.zip", "y.zip") == [
        f"z.zip!/i.zip!/a.txt: {START}",
        "error y.zip!/i.zip!/j.zip: packed more than 2 times over; unpack it first",
    ]


SLIPS = ["../../etc/out.txt", "/tmp/out.txt", "a\\..\\..\\out.txt", "a\nx.txt"]  # noqa: S108  # a name in an archive


@pytest.mark.parametrize("name", SLIPS)
def test_a_path_that_leads_out_of_a_zip_leads_nowhere(name: str, tmp_path: Path) -> None:
    write("z.zip", zipped(**{name: SENTENCE}))
    before = sorted(tmp_path.parent.rglob("*"))
    (found,) = read("z.zip")
    assert found.startswith("z.zip!/")
    assert "\n" not in found
    assert found.endswith(START)
    assert sorted(tmp_path.parent.rglob("*")) == before


def test_bombs_are_refused_and_the_other_members_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "FREE_BYTES", 10_000)
    bomb = b"\n" * 5_000_000
    write("z.zip", zipped(**{"a.jsonl": bomb, "b.txt": SENTENCE}))
    write("b.jsonl.gz", gzip.compress(bomb))
    assert read("z.zip", "b.jsonl.gz") == [
        "error z.zip!/a.jsonl: unpacks to more than 250 times its size, as no text does; it is not read on",
        f"z.zip!/b.txt: {START}",
        "error b.jsonl.gz: unpacks to more than 250 times its size, as no text does; it is not read on",
    ]


def test_a_zip_of_too_many_members(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "MOST_MEMBERS", 2)
    write("z.zip", zipped(**{f"{n}.txt": SENTENCE for n in range(3)}))
    assert read("z.zip") == ["error z.zip: a zip file of 3 members; at most 2 are read"]


PACKED = gzip.compress(SENTENCE.encode() * 100)
WHOLE_ZIP = zipped(**{"a.txt": SENTENCE * 100, "b.txt": SENTENCE})
BAD = [
    ("a.txt.gz", PACKED[:-20], "a.txt.gz: packed wrongly, or cut off"),
    ("a.txt.gz", b"\x1f\x8b\x08\x00rubbish", "a.txt.gz: packed wrongly, or cut off"),
    ("a.txt.gz", b"plain", "a.txt.gz: packed wrongly, or cut off"),
    ("a.txt.gz", gzip.compress(b""), "a.txt.gz: the file is empty"),
    ("z.zip", WHOLE_ZIP[:60], "z.zip: no zip file, or one that is cut off"),
    ("z.zip", b"PK\x03\x04", "z.zip: no zip file, or one that is cut off"),
    ("z.zip", zipped(), "z.zip: holds nothing to read"),
    ("z.zip", zipped(**{"a.png": "x"}), "z.zip: holds nothing to read; passed over 1 .png"),
]


@pytest.mark.parametrize(("name", "data", "words"), BAD)
def test_what_is_packed_wrongly_is_one_line(name: str, data: bytes, words: str) -> None:
    write(name, data)
    (found,) = read(name)
    assert found.startswith(f"error {words}")
    assert "\n" not in found


def test_a_damaged_member_costs_no_other() -> None:
    at = WHOLE_ZIP.index(b"a.txt") + 5
    write("z.zip", WHOLE_ZIP[:at] + b"\xff\xff\xff\xff" + WHOLE_ZIP[at + 4 :])
    found = read("z.zip")
    assert found[0].startswith("error z.zip!/a.txt: packed wrongly, or cut off")
    assert found[1:] == [f"z.zip!/b.txt: {START}"]


def test_a_member_with_a_password_is_named() -> None:
    data = bytearray(zipped(**{"a.txt": SENTENCE, "b.txt": SENTENCE}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    write("z.zip", bytes(data))
    first, second = read("z.zip")
    assert first.startswith("error z.zip!/a.txt: cannot be unpacked")
    assert "password" in first
    assert second == f"z.zip!/b.txt: {START}"


STREAMS = [
    (zipped(**{"a.txt": SENTENCE}), f"-!/a.txt: {START}"),
    (gzip.compress(SENTENCE.encode()), f"-: {START}"),
    (json.dumps({"text": SENTENCE}, indent=1).encode(), f"-: {START}"),
    (json.dumps([{"text": SENTENCE}]).encode(), f"-: {START}"),
    (f"id,title,text\n1,Kidal,{SENTENCE}\n".encode(), "-: Kidal\n\nRebels took the t"),
    (f"From: a@b.example\nSubject: Kidal\n\n{SENTENCE}".encode(), "-: Kidal\n\nRebels took the t"),
    (
        b'<?xml version="1.0"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" version="1"><contentSet>'
        b'<inlineData contenttype="text/plain">' + SENTENCE.encode() + b"</inlineData></contentSet></newsItem>",
        f"-: {START}",
    ),
    (b"One, two, three, text\nand no more columns.", "-: One, two, three, text\nan"),
]


class Unseekable(io.BytesIO):
    def seekable(self) -> bool:
        return False


@pytest.mark.parametrize(("data", "found"), STREAMS)
def test_standard_input_is_told_by_what_it_begins_with(data: bytes, found: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(Unseekable(data))))  # type: ignore[arg-type]  # bytes
    assert read("-") == [found]


def ninjs(**fields: object) -> str:
    return json.dumps({"uri": URN, "pubstatus": "usable", "version": "1", "body_text": SENTENCE, **fields})


NOTICES = [
    (ninjs(), [f"n.json: {START}"]),
    (ninjs(pubstatus="canceled", ednote="A hoax."), [f"killed {URN}: canceled: A hoax (n.json)"]),
    (ninjs(pubstatus="withheld"), [f"killed {URN}: withheld (n.json)"]),
    (ninjs(uri=None), [f"n.json: {START}"]),
    (ninjs(uri=None, pubstatus="canceled"), ["error n.json: canceled; but it does not tell which item, by a uri of its own"]),
    (ninjs(uri="no 7", pubstatus="canceled"), ["error n.json: canceled; but it does not tell which item, by a uri of its own"]),
    (ninjs(uri="urn:x:\ud800", pubstatus="canceled", ednote="\udfff"), ["killed urn:x:\ufffd: canceled: \ufffd (n.json)"]),
    (ninjs(uri="https://sahel.example/7", pubstatus="canceled"), ["killed sahel.example/7: canceled (n.json)"]),
    (
        ninjs(embargoed="2999-01-01T00:00:00Z"),
        ["remark n.json: under embargo until 2999-01-01T00:00:00Z: not to be published before", f"n.json: {START}"],
    ),
    (ninjs(embargoed="2001-01-01T00:00:00Z"), [f"n.json: {START}"]),
    (
        ninjs(embargoed="noon"),
        ["remark n.json: under embargo until 'noon', which is no moment that is understood", f"n.json: {START}"],
    ),
    (
        ninjs(versioncreated="2999-01-01T00:00:00Z"),
        ["remark n.json: its date, 2999-01-01, lies in the future", f"n.json: {START}"],
    ),
    ("[" + ninjs() + ", 7]", [f"n.json: {START}", "error n.json#2: not a JSON object but a number"]),
    ("[]", ["error n.json: the file holds an empty list"]),
    ("[" * 100_000, ["error n.json: JSON nested too deep"]),
    ('{"uri": ', ["error n.json: not JSON: Expecting value at column 9"]),
]


@pytest.mark.parametrize(("data", "found"), NOTICES)
def test_news_items_kill_notices_embargoes_and_what_is_none(data: str, found: list[str]) -> None:
    write("n.json", data)
    assert read("n.json") == found


def test_every_error_is_one_of_a_report() -> None:
    write("in/bad.zip", b"PK\x03\x04")
    write("in/bad.eml", b"")
    write("in/bad.csv", "x\n")
    write("in/bad.xml", "<a>")
    write("in/good.txt", SENTENCE)
    found = list(read_paths(["in"]))
    assert [isinstance(item, ReportError) for item in found] == [True, True, True, True, False]
