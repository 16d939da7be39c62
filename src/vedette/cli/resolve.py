"""`vedette resolve actor|place|date|count PHRASE`: one phrase in, its candidates out, best first, each with its reason.

Nothing that fits is an empty list, not an error.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from vedette.asking.decided import country_of
from vedette.asking.wanted import day_of
from vedette.cli.options import LexiconDir, List, Published
from vedette.cli.output import index_progress, opened, say, show

if TYPE_CHECKING:
    from pathlib import Path

    from vedette.cli.options import Listing
    from vedette.model import Actor, Count, Interval, Match, Place
    from vedette.pipeline import Coder

Phrase = Annotated[str, typer.Argument(metavar="PHRASE", help="The words, in quotes where there are several.")]
Date = Annotated[str | None, typer.Option("--date", metavar="DATE", help="The day of the words: ties and names change with time.")]
Country = Annotated[
    str | None, typer.Option("--country", metavar="ISO", help="Prefer this country, by its three-letter code, like SYR.")
]

app = typer.Typer(no_args_is_help=True, help="Look at how one phrase is read.")


@app.command()
def actor(*, phrase: Phrase, date: Date = None, country: Country = None, format_: List = None, lexicon: LexiconDir = None) -> None:
    """Who a phrase names.

    Example: vedette resolve actor "Syrian army soldiers" --date 2017-11-04
    """
    day, code = day_of("--date", date), country_of("--country", country)
    _answer(phrase, format_, _coder(lexicon).resolve_actor(phrase, date=day, country=code))


@app.command()
def place(*, phrase: Phrase, country: Country = None, format_: List = None, lexicon: LexiconDir = None) -> None:
    """Which place a phrase names.

    Example: vedette resolve place "Albu Kamal" --country SYR
    """
    code = country_of("--country", country)
    _answer(phrase, format_, _coder(lexicon).resolve_place(phrase, country=code))


@app.command()
def date(*, phrase: Phrase, published: Published = None, format_: List = None, lexicon: LexiconDir = None) -> None:
    """Which days a phrase means.

    Example: vedette resolve date "a day after" --published 2017-11-04
    """
    day = day_of("--published", published)
    _answer(phrase, format_, _coder(lexicon).resolve_date(phrase, published=day))


@app.command()
def count(*, phrase: Phrase, format_: List = None, lexicon: LexiconDir = None) -> None:
    """How many a phrase means.

    Example: vedette resolve count "dozens"
    """
    _answer(phrase, format_, _coder(lexicon).resolve_count(phrase))


def _coder(lexicon: Path | None) -> Coder:
    from vedette.pipeline import Coder

    return Coder(lexicon_dir=lexicon, progress=index_progress())


def _answer(
    phrase: str,
    asked: Listing | None,
    matches: Sequence[Match[Actor]] | Sequence[Match[Place]] | Sequence[Match[Interval]] | Sequence[Match[Count]],
) -> None:
    from vedette.formats import as_line, candidate_records

    records = candidate_records(matches)
    with opened(None) as stream:
        if (asked or ("table" if stream.isatty() else "json")) == "json":
            stream.write(as_line(records) + "\n")
            return
        if not records:
            say(f"nothing fits “{phrase}”")
            return
        from vedette.formats.table import candidate_table

        show(stream, lambda _: candidate_table(records))
