"""Where results, errors and progress go: standard output or a file that is whole or not there, and standard error.

Results never mix with anything else; progress is drawn on standard error only where that is a terminal.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

from vedette.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from vedette.cli.options import Shape

JOINING = "Joining what tells of one happening"


def say(message: str) -> None:
    """One line on standard error."""
    print(f"vedette: {' '.join(message.split())}", file=sys.stderr, flush=True)


def many(number: int, one: str, more: str) -> str:
    """A number with its noun: "1 report", "1,200 reports"."""
    return f"{number:,} {one if number == 1 else more}"


def shape_of(asked: Shape | None, stream: TextIO) -> Shape:
    """The format asked for; else a table in a terminal and JSON lines elsewhere."""
    return asked or ("table" if stream.isatty() else "jsonl")


@contextmanager
def opened(out: Path | None, *, sources: Sequence[str | Path] = ()) -> Iterator[TextIO]:
    """Standard output, or a file beside `out` that takes its place when all went well and is removed when not.

    Raises UsageError where `out` is one of the `sources`, which it would destroy.
    """
    if out is None:
        with suppress(AttributeError):  # a stream put in its place by a caller may lack it, which the type says too
            sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="\n")  # type: ignore[union-attr]  # see above
        yield sys.stdout
        sys.stdout.flush()
        return
    with _placed(out, sources) as path, path.open("w", encoding="utf-8", newline="\n") as stream:
        yield stream


@contextmanager
def opened_for_bytes(out: Path | None, shape: str, *, sources: Sequence[str | Path] = ()) -> Iterator[BinaryIO]:
    """As `opened`, for the format `shape` that is no text; raises UsageError where it would go to a terminal."""
    if out is None:
        if sys.stdout.isatty():
            raise UsageError(f"--format {shape} is no text for a terminal: name a file with --out, or send it into a pipe")
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with _placed(out, sources) as path, path.open("wb") as stream:
        yield stream


@contextmanager
def _placed(out: Path, sources: Sequence[str | Path]) -> Iterator[Path]:
    """Where to write what becomes `out` when all went well."""
    final = out.resolve()
    if any(str(source) != "-" and Path(source).resolve() == final for source in sources):
        raise UsageError(f"--out {out} is one of the reports to be read: name another file")
    if not final.parent.is_dir():
        raise UsageError(f"--out {out}: there is no folder {final.parent}")
    if final.exists() and not final.is_file():
        yield final
        return
    part = final.with_name(f".{final.name}.{os.getpid()}.part")
    try:
        yield part
        part.replace(final)
    finally:
        part.unlink(missing_ok=True)


def console_on(stream: TextIO) -> Console:
    """A console that writes to `stream`: colours only in a terminal, and none where NO_COLOR is set."""
    from rich.console import Console

    return Console(file=stream, highlight=False, emoji=False, markup=False)


def show(stream: TextIO, render: Callable[[int], RenderableType]) -> None:
    """Writes what `render` makes for the width of `stream`."""
    console = console_on(stream)
    console.print(render(console.width))


def index_progress() -> Callable[[float], None] | None:
    """A bar for the building of the place index, 0 to 1; None where standard error is no terminal."""
    if not sys.stderr.isatty():
        return None
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(stderr=True), transient=True)
    task = bar.add_task("Building the place index, this once", total=1.0)

    def told(share: float) -> None:
        if share < 1.0:
            bar.start()
        bar.update(task, completed=share)
        if share >= 1.0:
            bar.stop()

    return told


@contextmanager
def counting(stream: TextIO | None) -> Iterator[Callable[[], None]]:
    """A function that counts one report; from the second on the count is shown, unless results go to the same terminal."""
    if (stream is not None and stream.isatty()) or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} reports coded"), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task("reports", total=None)

    def one() -> None:
        bar.advance(task)
        if bar.tasks[0].completed > 1:
            bar.start()

    try:
        yield one
    finally:
        bar.stop()


@contextmanager
def counting_rows() -> Iterator[Callable[[int], None]]:
    """A function that is told of rows as they go; on a terminal they are counted on standard error."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:,} rows"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("rows", total=None)
        yield lambda number: bar.advance(task, number)


@contextmanager
def working(words: str) -> Iterator[None]:
    """Shows on a terminal's standard error what is being done, while it is done."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(words):
        yield
