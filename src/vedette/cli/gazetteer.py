"""`vedette gazetteer`: builds the place index now, which is else built at first use, and takes a user's own places into it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vedette.cli.options import LexiconDir
from vedette.cli.output import index_progress, many, say

app = typer.Typer(no_args_is_help=True, help="The index of the world's places.")


@app.callback()
def _group() -> None:
    pass


@app.command()
def build(*, lexicon: LexiconDir = None) -> None:
    """Build the place index, unless it is there already; it is kept in the user's cache.

    Example: vedette gazetteer build
    """
    from vedette.lexicon import load
    from vedette.resolving.gazetteer import build as built

    say(f"the place index is in {built(index_progress(), lexicon=load(lexicon))}")


@app.command()
def add(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="A GeoNames country dump (SY.txt), or a CSV with at least name, latitude, longitude."),
    ],
    *,
    lexicon: LexiconDir = None,
) -> None:
    """Add your own places to the index, and build it anew. The same file added again replaces what it gave before.

    Example: vedette gazetteer add SY.txt
    """
    from vedette.lexicon import load
    from vedette.resolving.gazetteer import build as built
    from vedette.resolving.gazetteer_own import add as added

    words = load(lexicon)
    done = added(file, words)
    for line in done.bad:
        say(line)
    passed = f", {done.passed_over} of other kinds were passed over" if done.passed_over else ""
    count = f"{many(done.places, 'place', 'places')} of {file} {'is' if done.places == 1 else 'are'} added"
    say(f"{count}{passed}; the place index is in {built(index_progress(), lexicon=words)}")
    if done.bad:
        raise typer.Exit(1)
