from __future__ import annotations

import io

import pytest

from vedette.errors import ReportError
from vedette.intake import sheets
from vedette.intake.drafts import Draft
from vedette.intake.sheets import read_csv

SENTENCE = "Rebels took Kidal."


def read(data: str | bytes) -> list[tuple[str, Draft | ReportError]]:
    raw = data.encode() if isinstance(data, str) else data
    return list(read_csv(io.BufferedReader(io.BytesIO(raw))))  # type: ignore[arg-type]  # bytes can be read so


def told(data: str | bytes) -> list[tuple[str, str]]:
    return [(place, found.body if isinstance(found, Draft) else f"error: {found}") for place, found in read(data)]


WHOLE = Draft(SENTENCE, "Kidal", "Awa", "Wire", "2022-03-04", "https://e.org/1", "7")
HEADERS = [
    ("text,title,author,source,date,url,id", ","),
    ("Content;Headline;By-line;Publisher;Published At;Link;Ref", ";"),
    ("full_text\tsubject\tAuthors\tOutlet\tpub date\tPERMALINK\tguid", "\t"),
    ("\ufeffBody|TITLE|byline|site|datePublished|url|uri", "|"),
]


@pytest.mark.parametrize(("header", "mark"), HEADERS)
def test_columns_are_known_by_their_names(header: str, mark: str) -> None:
    row = mark.join([SENTENCE, "Kidal", "Awa", "Wire", "2022-03-04", "https://e.org/1", "7"])
    assert read(f"{header}\n{row}\n") == [(":2", WHOLE)]


ROWS = [
    (
        'text,id\n"Rebels, he said, ""took"" it.\nThen left.",1\nTwo.,2\n',
        [(":2", 'Rebels, he said, "took" it.\nThen left.'), (":4", "Two.")],
    ),
    ("text,id\nOne.,1\n\n,\nTwo.,2\n", [(":2", "One."), (":5", "Two.")]),
    ("text,id\r\nOne.,1\r\nTwo.,2\r\n", [(":2", "One."), (":3", "Two.")]),
    ("id,text\n1,\n2,Two.\n", [(":2", "error: the row holds no text"), (":3", "Two.")]),
    ("id,title,text\n1\n2,x,Two.\n", [(":2", "error: the row has 1 columns where the header has 3"), (":3", "Two.")]),
    (
        "id,text\n1,a,b\n2,Two.\n",
        [(":2", "error: the row has 3 columns where the header has 2: is a quotation mark missing?"), (":3", "Two.")],
    ),
    ('id,text\n1,"never closed\n2,Two.\n', [(":2", "never closed\n2,Two.\n")]),
    ("id,text\n1,nul\0byte\n", "error"),
    (b"id,text\n1,caf\xe9 \x93quoted\x94\n", [(":2", "café “quoted”")]),
    ("id,text\n1,\U0001f600 مرحبا \u202e\n", [(":2", "\U0001f600 مرحبا \u202e")]),
]


@pytest.mark.parametrize(("data", "found"), ROWS)
def test_rows_with_their_lines(data: str | bytes, found: list[tuple[str, str]] | str) -> None:
    if isinstance(found, list):
        assert told(data) == found
    else:
        with pytest.raises(ReportError, match="zero bytes"):
            told(data)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("id,title\n1,x\n", r"no column holds text: name one text, body or content \(there are id, title\)"),
        ('id,"a\nb",c\n1,2,3\n', r"\(there are id, a b, c\)"),
        ("\n", "no column holds text.*none"),
        (b"\x89PNG\0\0\n", "zero bytes"),
    ],
)
def test_a_sheet_without_texts(data: str | bytes, words: str) -> None:
    with pytest.raises(ReportError, match=words):
        read(data)


def test_a_line_that_is_too_long_ends_the_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "LONGEST_LINE", 100)
    assert [words[:22] for _, words in told(f"id,text\n1,One.\n2,{'a' * 200}\n3,Three.\n")] == ["One.", "error: a line of more "]


def test_bytes_that_are_wide() -> None:
    assert told("id,text\n1,Calm.\n".encode("utf-16")) == [(":2", "Calm.")]
