"""Parquet files of reports: what is read out of them, and what is said of those that are none. Written by pyarrow."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import zipfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from vedette.errors import ReportError, UnreadableFile
from vedette.intake import Item, read_paths, read_stream
from vedette.intake.parquet import read_parquet
from vedette.model import Report

SENTENCE = "Rebels took Kidal on Friday."
ROW = {"text": SENTENCE, "title": "Kidal", "byline": "Awa", "publisher": "Wire", "url": "https://e.org/1", "id": "7"}
ZONED = dt.datetime(2022, 3, 4, 23, 30, tzinfo=dt.UTC)


def written(path: Path, rows: list[dict[str, Any]], **options: Any) -> Path:
    pq.write_table(pa.Table.from_pylist(rows), path, **options)  # type: ignore[no-untyped-call]
    return path


def read(*paths: Path) -> list[Item]:
    return list(read_paths(paths))


@pytest.mark.parametrize(
    ("published", "day", "has_moment"),
    [
        ("2022-03-04", dt.date(2022, 3, 4), False),
        ("2022-03-04T23:30:00Z", dt.date(2022, 3, 4), True),
        (dt.date(2022, 3, 4), dt.date(2022, 3, 4), False),
        (dt.datetime(2022, 3, 4, 12), dt.date(2022, 3, 4), False),
        (ZONED, dt.date(2022, 3, 4), True),
    ],
)
def test_a_row_is_a_report(tmp_path: Path, published: object, day: dt.date, has_moment: bool) -> None:
    (report,) = read(written(tmp_path / "a.parquet", [{**ROW, "published": published}]))
    assert isinstance(report, Report)
    assert (report.text, report.title, report.byline, report.publisher) == (f"Kidal\n\n{SENTENCE}", "Kidal", "Awa", "Wire")
    assert (report.url, report.ref, report.published, report.path) == ("https://e.org/1", "7", day, str(tmp_path / "a.parquet"))
    assert (report.published_at is not None) is has_moment


def test_a_row_is_the_report_that_a_line_of_json_is(tmp_path: Path) -> None:
    import json

    rows = [{**ROW, "id": str(n), "published": "2022-03-04", "text": f"{SENTENCE} \0 é {n}"} for n in range(200)]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    one = [item.id for item in read(written(tmp_path / "a.parquet", rows, row_group_size=70)) if isinstance(item, Report)]
    assert one == [item.id for item in read(tmp_path / "a.jsonl") if isinstance(item, Report)]
    assert len(one) == 200


def test_other_names_of_columns_and_whole_numbers_are_taken(tmp_path: Path) -> None:
    (report,) = read(
        written(tmp_path / "a.pq", [{"Content": SENTENCE, "Headline": "K", "date": "2022-03-04", "ID": 7, "size": 3.5}])
    )
    assert isinstance(report, Report)
    assert (report.title, report.published, report.ref) == ("K", dt.date(2022, 3, 4), "7")


def test_a_bad_row_costs_only_itself(tmp_path: Path) -> None:
    path = written(tmp_path / "a.parquet", [{"text": SENTENCE}, {"text": None}, {"text": " "}, {"text": SENTENCE + " Again."}])
    found = read(path)
    assert [type(item).__name__ for item in found] == ["Report", "BadRecord", "UnreadableFile", "Report"]
    assert str(found[1]) == f"{path}#2: the field 'text' is missing"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the file is empty"),
        (b"PAR1 rubbish PAR1", "no Parquet file, or one that is broken"),
        (b"no parquet at all", "no Parquet file, or one that is broken"),
    ],
)
def test_what_is_none_is_said_in_one_line(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "a.parquet").write_bytes(data)
    (error,) = read(tmp_path / "a.parquet")
    assert isinstance(error, ReportError)
    assert said in str(error)
    assert len(str(error).splitlines()) == 1


def test_a_file_that_is_cut_off_or_without_texts_or_rows_is_said(tmp_path: Path) -> None:
    whole = written(tmp_path / "a.parquet", [ROW])
    (tmp_path / "cut.parquet").write_bytes(whole.read_bytes()[:-40])
    written(tmp_path / "none.parquet", [{"name": "x"}])
    pq.write_table(pa.table({"text": pa.array([], pa.string())}), tmp_path / "empty.parquet")  # type: ignore[no-untyped-call]
    said = [str(item) for item in read(*(tmp_path / f"{name}.parquet" for name in ("cut", "none", "empty")))]
    assert "no Parquet file, or one that is broken" in said[0]
    assert "no column holds text" in said[1]
    assert said[2].endswith("the file holds no rows")


def test_a_name_that_looks_like_a_pattern_is_only_a_name(tmp_path: Path) -> None:
    written(tmp_path / "other.parquet", [{"text": "Another."}])
    (report,) = read(written(tmp_path / "[o]*.parquet", [ROW]))
    assert isinstance(report, Report)
    assert report.ref == "7"


def test_it_is_read_inside_archives_and_from_streams(tmp_path: Path) -> None:
    data = written(tmp_path / "a.parquet", [ROW]).read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr("in/a.parquet", data)
    (tmp_path / "a.parquet.gz").write_bytes(gzip.compress(data))
    stream = io.BufferedReader(io.BytesIO(data))  # type: ignore[arg-type]  # bytes can be read so
    found = [*read(tmp_path / "a.zip", tmp_path / "a.parquet.gz"), *read_stream(stream, "s3://x/a.parquet")]
    assert [item.path for item in found if isinstance(item, Report)] == [
        f"{tmp_path}/a.zip!/in/a.parquet",
        f"{tmp_path}/a.parquet.gz",
        "s3://x/a.parquet",
    ]


def test_a_column_of_another_sort_is_turned_into_words(tmp_path: Path) -> None:
    (report,) = read(written(tmp_path / "a.parquet", [{"text": SENTENCE, "id": 7.5}]))
    assert isinstance(report, Report)
    assert report.ref == "7.5"


def test_a_stream_without_a_file_of_its_own_is_told_as_broken() -> None:
    with pytest.raises(UnreadableFile):
        list(read_parquet(io.BufferedReader(io.BytesIO(b"PAR1"))))  # type: ignore[arg-type]  # bytes can be read so
