"""What is named as a source -> the files that it is, each once; what is none is one line."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import fsspec
import pytest

from vedette.archiving import sources
from vedette.archiving.sources import Source, find_sources, look_again, open_source
from vedette.errors import ReportError, UnreadableFile


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of archives and other things, in which one stands."""
    for name in ("a.jsonl", "b.jsonl.gz", "in/c.warc.gz", "in/d.parquet", "in/e.txt", "in/.f.jsonl", "g.ndjson", "h.txt.gz"):
        (tmp_path / "news" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "news" / name).write_bytes(b"x")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "news"


def found(*words: str, out: str = "out") -> list[str]:
    return [one.name if isinstance(one, Source) else f"error: {one}" for one in find_sources(words, Path(out), Counter())]


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("news/a.jsonl", ["news/a.jsonl"]),
        ("news", ["news/a.jsonl", "news/b.jsonl.gz", "news/g.ndjson", "news/in/c.warc.gz", "news/in/d.parquet"]),
        ("news/*.jsonl", ["news/a.jsonl"]),
        ("news/*", ["news/a.jsonl", "news/b.jsonl.gz", "news/g.ndjson", "news/in/c.warc.gz", "news/in/d.parquet"]),
        ("news/**/*.warc.gz", ["news/in/c.warc.gz"]),
        ("none.jsonl", ["error: none.jsonl: No such file or directory"]),
        ("news/*.none", ["error: news/*.none: nothing is named so"]),
        ("news/in/e.txt", [f"error: news/in/e.txt: {sources.KINDS}; vedette add takes single reports"]),
        ("news/h.txt.gz", [f"error: news/h.txt.gz: {sources.KINDS}; vedette add takes single reports"]),
    ],
)
def test_files_folders_and_patterns(news: Path, word: str, names: list[str]) -> None:
    assert news.is_dir()
    assert found(word) == names


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("https://e.org/a.warc.gz", "archives are not fetched from the web"),
        ("ftp://e.org/a.jsonl", "archives are not fetched from the web"),
        ("github://o:r@main/a.jsonl", "not a store that is read from"),
        ("simplecache::https://e.org/a.jsonl", "not a store that is read from"),
        ("s3::https://e.org/a.jsonl", "not a store that is read from"),
        ("s3://bucket/a.jsonl", "needs a package that is not installed: Install s3fs"),
        ("memory://none/a.jsonl", "No such file or directory"),
        ("memory://none/*.jsonl", "nothing is named so"),
    ],
)
def test_what_is_no_source_is_one_line(word: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (told,) = found(word)
    assert told.startswith(f"error: {word}: ")
    assert said in told
    assert len(told.splitlines()) == 1


def test_each_is_found_once_and_nothing_inside_the_archive_itself(news: Path) -> None:
    assert found("news/a.jsonl", "news", str(news / "a.jsonl"), out="news/in") == [
        "news/a.jsonl",
        "news/b.jsonl.gz",
        "news/g.ndjson",
    ]


def test_what_is_passed_over_is_counted(news: Path) -> None:
    passed = Counter[str]()
    assert len(list(find_sources([str(news)], Path("out"), passed))) == 5
    assert passed == {".txt": 1, "hidden": 1, ".gz": 1}


def test_a_file_url_is_the_file(news: Path) -> None:
    (source,) = find_sources([f"file://{news}/a.jsonl"], Path("out"), Counter())
    assert isinstance(source, Source)
    assert source.where == str(news / "a.jsonl")


def test_a_store_is_listed_and_read() -> None:
    store = fsspec.filesystem("memory")
    for name, data in (("a.jsonl", b"one\ntwo\n"), ("in/b.warc.gz", b"x"), ("in/c.txt", b"x")):
        store.pipe(f"/store/{name}", data)
    whole = [one for one in find_sources(["memory://store"], Path("out"), Counter()) if isinstance(one, Source)]
    assert [one.where for one in whole] == ["memory:///store/a.jsonl", "memory:///store/in/b.warc.gz"]
    (pattern,) = find_sources(["memory://store/*.jsonl"], Path("out"), Counter())
    assert pattern == whole[0]
    with open_source(whole[0]) as stream:
        assert (stream.peek(3)[:3], stream.readline(), stream.readline(), stream.readline()) == (b"one", b"one\n", b"two\n", b"")
    store.pipe("/store/a.jsonl", b"one\ntwo\nthree\n")
    assert look_again(whole[0]) != whole[0]
    store.rm("/store", recursive=True)
    with pytest.raises(UnreadableFile, match="No such file"):
        look_again(whole[0])


def test_an_error_of_the_disk_is_remembered(tmp_path: Path) -> None:
    if not Path("/proc/self/mem").exists():
        pytest.skip("no file that cannot be read")
    (tmp_path / "a.jsonl").symlink_to("/proc/self/mem")
    (source,) = find_sources([str(tmp_path / "a.jsonl")], tmp_path / "out", Counter())
    assert isinstance(source, Source)
    with open_source(source) as stream:
        with pytest.raises(OSError, match="Input/output error"):
            stream.read(1)
        assert isinstance(stream.raw, sources.Watched)
        assert stream.raw.trouble == "Input/output error"


def test_keys_are_plain_and_tell_sources_apart(tmp_path: Path) -> None:
    keys = {Source(name, str(tmp_path / name), 1, "").key for name in ("a.jsonl", "in/a.jsonl", "ä b*.jsonl", "x" * 300 + ".jsonl")}
    assert len(keys) == 4
    assert all(len(key) < 120 and set(key) <= set("abcdefghijklmnopqrstuvwxyz0123456789.-_") for key in keys)


def test_a_touched_source_is_another_state(news: Path) -> None:
    (source,) = find_sources([str(news / "a.jsonl")], Path("out"), Counter())
    assert not isinstance(source, ReportError)
    assert look_again(source) == source
    os.utime(news / "a.jsonl", ns=(1, 1))
    assert look_again(source) != source
