"""`vedette score`: precision, recall and F1 of what vedette says against gold, with the first cases that are wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from vedette.cli.options import LexiconDir, List, Model
from vedette.cli.output import index_progress, opened, say, show
from vedette.errors import UsageError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from vedette.scoring import Score

Sets = Annotated[list[str] | None, typer.Argument(metavar="[SET…|GOLD]", help="Sets of gold by name, or one gold file or folder.")]
Gold = Annotated[
    Path | None, typer.Option("--gold", metavar="DIR", envvar="VEDETTE_GOLD", help="The folder that holds the sets of gold.")
]
Errors = Annotated[int, typer.Option("--errors", metavar="N", min=0, help="Show the first N cases that are wrong, a measure.")]


def score(
    *,
    sets: Sets = None,
    gold: Gold = None,
    errors: Errors = 0,
    format_: List = None,
    lexicon: LexiconDir = None,
    model: Model = None,
) -> None:
    """Measure what vedette says against gold: precision, recall and F1.

    Example: vedette score gold/

    Example: vedette score tr_news --gold ../gold --errors 5
    """
    from vedette.pipeline import Coder
    from vedette.scoring import absent, present, run

    folder, names = _asked(sets or [], gold)
    names = names or present(folder)
    missing = absent(names, folder)
    for line in missing:
        say(line)
    if len(missing) == len(names):
        raise UsageError(f"{folder}: no gold is found there")
    coder = Coder(lexicon_dir=lexicon, model=model, progress=index_progress())
    scores = run(names, gold=folder, coder=coder, errors=errors)
    with opened(None) as stream:
        _write(stream, scores, as_json=format_ == "json" or (format_ is None and not stream.isatty()))


def _asked(words: Sequence[str], gold: Path | None) -> tuple[Path, Sequence[str]]:
    """The folder or file of gold, and the names of the sets in it; no names are all."""
    asked = Path(words[0]) if len(words) == 1 else None
    if asked is not None and asked.exists() and (gold is None or asked.is_absolute() or not (gold / asked).exists()):
        return asked, ()
    if gold is None:
        raise UsageError("name the folder of gold: --gold DIR, or VEDETTE_GOLD")
    if not gold.exists():
        raise UsageError(f"{gold}: no such file or folder")
    return gold, words


def _write(stream: TextIO, scores: Sequence[Score], *, as_json: bool) -> None:
    from vedette.formats import as_line

    if as_json:
        for item in scores:
            stream.write(as_line(asdict(item)) + "\n")
        return
    show(stream, lambda _: _table(scores))


def _table(scores: Sequence[Score]) -> RenderableType:
    from rich.box import SIMPLE_HEAD
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0), expand=True)
    table.add_column("Set", no_wrap=True)
    table.add_column("Measure", ratio=1)
    table.add_column("Sort", no_wrap=True)
    for name in ("Value", "Precision", "Recall", "Right", "Gold", "Found"):
        table.add_column(name, justify="right", no_wrap=True)
    wrong = []
    for item in scores:
        shares = [_share(value) for value in (item.value, item.precision, item.recall)]
        table.add_row(item.set, item.measure, item.sort, *shares, *map(str, (item.correct, item.expected, item.found)))
        wrong += [
            Text(f"{mark.measure} {mark.case}: expected {mark.expected}, got {mark.got} — {mark.text}") for mark in item.wrong
        ]
    return Group(table, *wrong)


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
