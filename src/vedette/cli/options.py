"""The options that commands share, each written once with its help, and the checks of what a user gave.

A wrong option is a UsageError, which stops the run before anything heavy is loaded.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Literal

import typer

from vedette.errors import ReportError, UsageError

Shape = Literal["table", "jsonl"]
Listing = Literal["table", "json"]

Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE|FOLDER|URL",
        help="Reports: .txt .md .html .jsonl .json .csv .eml .xml .warc, .zip and .gz of these, a folder, - for standard input, "
        "or an address of the web.",
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
    typer.Option("--db", metavar="FILE|URL", envvar="VEDETTE_DB", help="The database: a file, or a URL like sqlite:///vedette.db."),
]
AllowPrivate = Annotated[
    list[str] | None,
    typer.Option(
        "--allow-private", metavar="HOST", help="A host or address that is not of the open internet, and may be fetched from."
    ),
]
List = Annotated[Listing | None, typer.Option("--format", help="How to write the answer; json unless in a terminal.")]


def day_of(option: str, words: str | None) -> dt.date | None:
    """The day that the option `option` gives; raises UsageError for what is no date."""
    from vedette.intake import read_day

    try:
        return read_day(words)
    except ReportError as error:
        raise UsageError(f"{option}: {error}") from None


def check_kinds(kinds: str, lexicon: Path | None, *, option: str = "--kinds") -> None:
    """Raises UsageError where `option` names a kind that is not in the table."""
    from difflib import get_close_matches

    from vedette.lexicon import load
    from vedette.lexicon.kinds import chosen
    from vedette.lexicon.kinds import kinds as known

    try:
        found = chosen(kinds, load(lexicon))
    except KeyError as error:
        near = get_close_matches(str(error.args[0]), [*known(load(lexicon)), "all", "conflict"], 3, 0.5)
        told = f"did you mean {', '.join(near)}?" if near else "write all, conflict, or kinds like shelling,capture"
        raise UsageError(f"{option}: {error.args[0]!r} is no kind; {told}") from None
    if not found:
        raise UsageError(f"{option}: name a kind, or write all or conflict")


def country_of(words: str | None) -> str | None:
    """The option `--country` in capitals; raises UsageError for what cannot be a code."""
    if words is None:
        return None
    if len(words) != 3 or not words.isascii() or not words.isalpha():
        raise UsageError(f"--country: {words!r} is no three-letter code, like SYR")
    return words.upper()
