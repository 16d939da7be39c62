"""The table of forms that a file may have: its endings, what reads it. One row adds a form.

A reader gives the drafts of one file. What must be loaded for it is loaded when the first such file is read.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

from vedette.errors import ReportError, TooLarge
from vedette.intake.decoding import decode
from vedette.intake.drafts import Found, Reader
from vedette.intake.jsonl import read_jsonl
from vedette.intake.plain import read_plain
from vedette.intake.records import loaded, read_record
from vedette.intake.reports import MAX_CHARACTERS
from vedette.intake.sheets import read_csv

MAX_BYTES = 4 * MAX_CHARACTERS
# Documents that hold several reports, or attachments, may be larger than one report.
MAX_DOCUMENT = 100_000_000


@dataclass(frozen=True, slots=True)
class Form:
    """A form of file: its name, the endings that tell it, what reads it, and what is said where it holds nothing."""

    name: str
    endings: tuple[str, ...]
    read: Reader
    nothing: str = "holds no report"


def _plain(stream: io.BufferedReader) -> Iterator[Found]:
    yield "", read_plain(decode(_whole(stream)))


def _markdown(stream: io.BufferedReader) -> Iterator[Found]:
    from vedette.intake.markdown import read_markdown

    yield "", read_markdown(decode(_whole(stream)))


def _html(stream: io.BufferedReader) -> Iterator[Found]:
    from vedette.intake.html import read_html

    yield "", read_html(_whole(stream))


def _json(stream: io.BufferedReader) -> Iterator[Found]:
    value = loaded(_document(stream))
    several = isinstance(value, list)
    for number, record in enumerate(value if isinstance(value, list) else [value], 1):
        try:
            yield f"#{number}" * several, read_record(record)
        except ReportError as error:
            yield f"#{number}" * several, error


def _newsml(stream: io.BufferedReader) -> Iterator[Found]:
    from vedette.intake.newsml import read_newsml

    yield from read_newsml(_document(stream))


def _parquet(stream: io.BufferedReader) -> Iterator[Found]:
    from vedette.intake.parquet import read_parquet

    yield from read_parquet(stream)


def _mail(stream: io.BufferedReader) -> Iterator[Found]:
    from vedette.intake.mail import read_mail

    yield from read_mail(_document(stream))


def _whole(stream: io.BufferedReader) -> bytes:
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise TooLarge(f"more than {MAX_BYTES:,} bytes; a report may have at most {MAX_CHARACTERS:,} characters")
    return data


def _document(stream: io.BufferedReader) -> bytes:
    data = stream.read(MAX_DOCUMENT + 1)
    if len(data) > MAX_DOCUMENT:
        raise TooLarge(f"more than {MAX_DOCUMENT:,} bytes; split it, or write it as JSON lines")
    return data


FORMS = (
    Form("plain", (".txt", ".text"), _plain),
    Form("markdown", (".md", ".markdown"), _markdown),
    Form("html", (".html", ".htm", ".xhtml"), _html),
    Form("jsonl", (".jsonl", ".ndjson"), read_jsonl, "the file holds no lines"),
    Form("json", (".json", ".ninjs"), _json, "the file holds an empty list"),
    Form("csv", (".csv", ".tsv"), read_csv, "the file holds no rows"),
    Form("parquet", (".parquet", ".pq"), _parquet, "the file holds no rows"),
    Form("mail", (".eml",), _mail),
    Form("newsml", (), _newsml),
)
BY_NAME = {form.name: form for form in FORMS}
BY_ENDING = {ending: form.name for form in FORMS for ending in form.endings}
# Archives, which hold other files or pages; the longer ending first.
ARCHIVES = {".warc.gz": "warc", ".warc": "warc", ".zip": "zip", ".gz": "gzip"}
# Told by what they hold: XML may be a news item or a page.
SNIFFED = frozenset({".xml"})


def form_of(name: str) -> str | None:
    """The form that the ending of a path tells; None where what it holds must tell."""
    archive = next((form for ending, form in ARCHIVES.items() if name.lower().endswith(ending)), None)
    return archive or BY_ENDING.get(ending_of(name))


def has_known_ending(name: str) -> bool:
    """Whether a file of this name is read where it lies in a folder or an archive."""
    return form_of(name) is not None or ending_of(name) in SNIFFED


def ending_of(name: str) -> str:
    """The ending of a path, in lower case: ".html"; "" where there is none."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    stem, dot, ending = last.rpartition(".")
    return f".{ending.lower()}" if dot and stem else ""
