from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path

import pytest

from vedette.errors import ReportError
from vedette.intake import MAX_CHARACTERS, jsonl, read_paths
from vedette.model import Report

SENTENCE = "Rebels took the town of Kidal."


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def read(name: str, data: bytes | str, *, published: dt.date | None = None) -> list[str]:
    """What comes out of a file, as words: the error, or the report's text after its title."""
    Path(name).write_bytes(data.encode() if isinstance(data, str) else data)
    return [told(item) for item in read_paths([name], published=published)]


def told(item: Report | ReportError) -> str:
    return f"error: {item}" if isinstance(item, ReportError) else item.text


def line(**fields: object) -> str:
    return json.dumps(fields) + "\n"


BAD = [
    ("a.txt", "", "a.txt: the file is empty"),
    ("a.txt", " \n \n", "a.txt: holds no text"),
    ("a.txt", b"\x89PNG\0\0", "a.txt: not a text file"),
    ("a.txt", "a" * (MAX_CHARACTERS + 1), "a.txt: 5,000,001 characters; a report may have at most 5,000,000"),
    ("a.txt", "a" * 20_000_001, "a.txt: more than 20,000,000 bytes"),
    ("a.md", "---\ntitle: [\n---\nx", "a.md: line 3: the front matter is not YAML"),
    ("a.html", "<html></html>", "a.html: no article is found"),
    ("a.jsonl", "", "a.jsonl: the file is empty"),
    ("a.jsonl", "\n\n", "a.jsonl: the file holds no lines"),
    ("a.jsonl", b"\x89PNG\0\0\n", "a.jsonl: not a text file"),
    ("a.jsonl", '\n{"text": "cut o', "a.jsonl:2: not JSON: Unterminated string"),
    ("a.jsonl", line(title="x"), "a.jsonl:1: the field 'text' is missing"),
    ("a.jsonl", line(text=5), "a.jsonl:1: 'text' must be words, not a number"),
    ("a.jsonl", line(text=""), "a.jsonl:1: holds no text"),
    ("a.jsonl", line(text="x", title=[1]), "a.jsonl:1: 'title' must be words, not a list"),
    ("a.jsonl", line(text="x", id=True), "a.jsonl:1: 'id' must be words or a whole number"),
    ("a.jsonl", "[1]\n", "a.jsonl:1: not a JSON object but a list"),
    ("a.jsonl", '{"text": ' + "[" * 100_000, "a.jsonl:1: JSON nested too deep"),
    ("a.jsonl", '{"text": ' + "9" * 10_000 + "}", "a.jsonl:1: JSON with a number of too many digits"),
]


@pytest.mark.parametrize(("name", "data", "error"), BAD, ids=[error[:40] for _, _, error in BAD])
def test_what_cannot_be_read_is_one_line_naming_file_and_line(name: str, data: bytes | str, error: str) -> None:
    (found,) = read(name, data)
    assert found.startswith(f"error: {error}")
    assert "\n" not in found


def test_the_others_are_still_read_in_order() -> None:
    Path("good.txt").write_text(SENTENCE)
    Path("folder").mkdir()
    items = [told(item) for item in read_paths(["missing.txt", "good.txt", "folder", Path("good.txt")])]
    assert items == [
        "error: missing.txt: No such file or directory",
        SENTENCE,
        "error: folder: a folder that holds nothing to read",
        SENTENCE,
    ]


def test_json_lines_after_a_bad_one_are_read() -> None:
    data = line(text="One.") + "{\n" + line(text="Two.") + "\n" + line(text="Three.")
    found = read("a.jsonl", data)
    assert [found[0], found[2], found[3]] == ["One.", "Two.", "Three."]
    assert found[1].startswith("error: a.jsonl:2:")


def test_a_line_too_long_is_skipped_and_the_next_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "LONGEST_LINE", 100)
    found = read("a.jsonl", line(text="a" * 500) + line(text="Two.") + line(text="b" * 1000))
    assert found[1] == "Two."
    assert [words[:24] for words in (found[0], found[2])] == ["error: a.jsonl:1: a line", "error: a.jsonl:3: a line"]


@pytest.mark.parametrize("published", [None, dt.date(2022, 3, 5)])
def test_a_date_that_is_none_is_said_and_the_report_still_read(published: dt.date | None) -> None:
    Path("a.jsonl").write_text(line(text=SENTENCE, published="soon"))
    error, report = read_paths(["a.jsonl"], published=published)
    assert str(error) == "a.jsonl:1: 'soon' is no date; write it like 2017-11-04; coded without it"
    assert isinstance(report, Report)
    assert report.published == published


def test_published_is_for_reports_that_do_not_say() -> None:
    Path("a.jsonl").write_text(line(text="One.") + line(text="Two.", published="2020-01-02"))
    days = [item.published for item in read_paths(["a.jsonl"], published=dt.date(2022, 3, 5)) if isinstance(item, Report)]
    assert days == [dt.date(2022, 3, 5), dt.date(2020, 1, 2)]


def test_all_fields_of_a_json_line() -> None:
    fields = {
        "text": SENTENCE,
        "title": "Kidal",
        "byline": "Awa",
        "publisher": "Wire",
        "published": "2020-01-02",
        "url": "https://e.org",
    }
    Path("a.jsonl").write_text(line(**fields, id=7, more="ignored"))
    (report,) = read_paths(["a.jsonl"])
    assert isinstance(report, Report)
    assert report.text == f"Kidal\n\n{SENTENCE}"
    assert (report.title, report.byline, report.publisher, report.url) == ("Kidal", "Awa", "Wire", "https://e.org")
    assert (report.ref, report.path, report.language, report.published) == ("7", "a.jsonl", "en", dt.date(2020, 1, 2))


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (line(text=SENTENCE).encode(), SENTENCE),
        (("\n " + line(text=SENTENCE)).encode(), SENTENCE),
        (line(text=SENTENCE).encode("utf-16"), SENTENCE),
        (b"\xef\xbb\xbf" + line(text=SENTENCE).encode(), SENTENCE),
        (f"<html><body><p>{SENTENCE}</p></body></html>".encode(), SENTENCE),
        (SENTENCE.encode(), SENTENCE),
    ],
)
def test_standard_input_is_told_by_its_first_character(data: bytes, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data))))
    (report,) = read_paths(["-"])
    assert told(report) == text


def test_text_is_never_changed() -> None:
    text = "  Rebels  took\tKidal. \n\n\n“Calm”, he said. \n"
    assert read("a.txt", text) == [text]
    assert read("a.jsonl", line(text="One.\r\nTwo.")) == ["One.\r\nTwo."]
