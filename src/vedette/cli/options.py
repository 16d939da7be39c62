"""The options that commands share, each written once with its help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

Shape = Literal["table", "jsonl"]
Listing = Literal["table", "json"]

Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE|FOLDER|URL",
        help="Reports: .txt .md .html .jsonl .json .csv .parquet .eml .xml .warc, .zip and .gz of these, a folder, - for standard "
        "input, or an address of the web.",
    ),
]
Published = Annotated[
    str | None,
    typer.Option("--published", metavar="DATE", help="The day of publication of reports that do not say it, like 2017-11-04."),
]
Format = Annotated[
    Shape | None,
    typer.Option("--format", help="How to write the result; table in a terminal and jsonl elsewhere, unless you say."),
]
LexiconDir = Annotated[
    Path | None,
    typer.Option("--lexicon", metavar="DIR", help="A folder of your own word files, laid over ours."),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", metavar="FILE", help="Write to this file, put in place only when it is whole."),
]
Model = Annotated[
    str | None,
    typer.Option("--model", metavar="PATH", help="Another spaCy model for English: a folder, or an installed package's name."),
]
Database = Annotated[
    str,
    typer.Option(
        "--db", metavar="FILE|URL", envvar="VEDETTE_DB", help="The database: a file, or a URL like postgresql://USER@HOST/DATABASE."
    ),
]
AllowPrivate = Annotated[
    list[str] | None,
    typer.Option(
        "--allow-private", metavar="HOST", help="A host or address that is not of the open internet, and may be fetched from."
    ),
]
List = Annotated[Listing | None, typer.Option("--format", help="How to write the answer; json unless in a terminal.")]
