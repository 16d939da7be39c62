"""`vedette gazetteer build`: makes the place index now, which is else made at first use."""

from __future__ import annotations

import typer

from vedette.cli.options import LexiconDir
from vedette.cli.output import index_progress, say

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
