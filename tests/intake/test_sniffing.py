from __future__ import annotations

import gzip

import pytest

from vedette.intake.sniffing import sniffed

ROWS = [
    (b"", "plain"),
    (b"Rebels took the town, residents, text, said.\n", "plain"),
    (b'{"text": "x"}\n{"text": "y"}\n', "jsonl"),
    (b'{"text": "x', "jsonl"),
    (b'{\n "text": "x"}', "json"),
    (b' \n[{"text": "x"}]', "json"),
    ('{"text": "x"}'.encode("utf-16"), "jsonl"),
    (b"<html>", "html"),
    (b'<?xml version="1.0"?><n:newsItem>', "newsml"),
    (b"<newsItems>", "html"),
    (b"From: a\nSubject: b\n\nc", "mail"),
    (b"id,title,text\n1,a,b\n", "csv"),
    (b"id;date;content\n1;a;b\n", "csv"),
    (b"id,text\n1,a\n", "plain"),
    (b"a\rb,text,date\nx\n", "plain"),
    (b"PK\x03\x04", "zip"),
    (b"\x1f\x8b\x08", "gzip"),
    (gzip.compress(b"WARC/1.0\r\nWARC-Type: warcinfo\r\n"), "warc"),
    (gzip.compress(b"Calm."), "gzip"),
    (b"WARC/1.1\r\n", "warc"),
]


@pytest.mark.parametrize(("head", "form"), ROWS)
def test_a_form_is_told_by_what_a_file_begins_with(head: bytes, form: str) -> None:
    assert sniffed(head) == form
