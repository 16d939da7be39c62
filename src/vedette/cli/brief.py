"""`vedette brief`: the situation report on a place, a party, a period. The parser is never loaded here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from vedette.asking.wanted import Asked, wanted_of
from vedette.cli.asking import Party, Place, Since, Until, Within, ready
from vedette.cli.options import Database, Out
from vedette.cli.output import index_progress, opened, say

if TYPE_CHECKING:
    from vedette.model import Brief

Page = Literal["md", "html", "json"]
Shape = Annotated[Page, typer.Option("--format", help="Markdown, one page of HTML that needs nothing else, or JSON.")]


def brief(
    *,
    db: Database = "vedette.db",
    place: Place = None,
    within: Within = None,
    actor: Party = None,
    since: Since = None,
    until: Until = None,
    format_: Shape = "md",
    out: Out = None,
) -> None:
    """Write the situation report: what happened, tolls, who holds what, what is only claimed or not known; all of it cited.

    Example: vedette brief --place "Albu Kamal" --within 30 --since 2017-11-01

    Example: vedette brief --actor "Kataib Hezbollah" --format html -o brief.html
    """
    from vedette.model import Interval
    from vedette.situation import asked_words, make_brief
    from vedette.store import find_all

    asked = Asked(place=place, within=within, actor=actor, since=since, until=until)
    with ready(db) as store, store.reading() as connection:
        wanted = wanted_of(connection, asked, progress=index_progress())
        found = find_all(connection, wanted)
    made = make_brief(found, asked_words(wanted, place), Interval(wanted.since, wanted.until))
    if not made.sections:
        say(f"nothing is told of {made.asked}")
    with opened(out, sources=[db]) as stream:
        stream.write(_written(made, format_))


def _written(made: Brief, shape: Page) -> str:
    from vedette.formats.brief_html import brief_html
    from vedette.formats.brief_markdown import brief_markdown
    from vedette.formats.brief_record import brief_record
    from vedette.formats.jsonl import as_line

    ways: dict[Page, Callable[[Brief], str]] = {
        "md": brief_markdown,
        "html": brief_html,
        "json": lambda one: as_line(brief_record(one)) + "\n",
    }
    return ways[shape](made)
