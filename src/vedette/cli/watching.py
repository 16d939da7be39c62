"""`vedette watch`: feeds followed into the database, again and again; `vedette feeds`: a list tested, and how it stands.

What fails is said in one line and costs nothing else. Stopped (Ctrl-C, SIGTERM), the report in hand is finished and all
is joined; a second Ctrl-C breaks off.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from vedette.asking.wanted import kinds_of
from vedette.cli.coding import Kinds
from vedette.cli.logs import telling
from vedette.cli.options import AllowPrivate, Database, Format, LexiconDir, Model, Out
from vedette.cli.output import index_progress, opened, say, shape_of, show, working
from vedette.cli.storing import opened_store
from vedette.errors import UsageError

if TYPE_CHECKING:
    from vedette.model import Coded, Feed, Report

app = typer.Typer(help="Test a list of feeds, or show how those stand that are followed.", no_args_is_help=True)

FeedList = Annotated[Path, typer.Argument(metavar="FEEDS.toml", help="A list of feeds in TOML: a table named feed for each.")]
Once = Annotated[bool, typer.Option("--once", help="Ask every feed once, read what is new, and end.")]
Every = Annotated[str, typer.Option("--every", metavar="TIME", help="How often a feed is asked that does not say, like 30m or 2h.")]
Limit = Annotated[
    int | None, typer.Option("--limit", metavar="N", min=1, help="Read no more than so many entries of a feed at a time.")
]
Pause = Annotated[
    float, typer.Option("--pause", metavar="SECONDS", min=0, max=3600, help="The pause between two fetches from one host.")
]
AtOnce = Annotated[int, typer.Option("--at-once", metavar="N", min=1, max=64, help="How many hosts are asked at the same time.")]
LogJson = Annotated[bool, typer.Option("--log-json", help="Tell every step as a line of JSON on standard error.")]


def watch(
    *,
    feeds: FeedList,
    db: Database = "vedette.db",
    once: Once = False,
    kinds: Kinds = "all",
    every: Every = "30m",
    limit: Limit = None,
    pause: Pause = 1.0,
    at_once: AtOnce = 8,
    log_json: LogJson = False,
    allow_private: AllowPrivate = None,
    lexicon: LexiconDir = None,
    model: Model = None,
) -> None:
    """Follow feeds into the database: ask them when due, read what is new, code it, keep it, join it. Goes on where it was.

    Example: vedette watch feeds.toml

    Example: vedette watch feeds.toml --once --db sahel.db

    Example: vedette watch feeds.toml --every 15m --log-json 2>> watch.log
    """
    from vedette.watching import Plan, open_door, watch

    kinds_of("--kinds", kinds, lexicon)
    plan = Plan(_seconds("--every", every), once, limit, pause, at_once, kinds)
    listed, code, failed = _read(feeds, lexicon), _coder_of(lexicon, model), False
    with (
        stopping() as stop,
        opened_store(db, create=True) as store,
        open_door(allow_private or ()) as door,
        telling(as_json=log_json) as tell,
    ):
        for step in watch(store, listed, code, door, plan, stopped=stop.asked):
            tell(step)
            failed |= step.sort in ("failed", "later")
    if stop.by == signal.SIGINT:
        raise typer.Exit(130)
    if once and failed and stop.by is None:
        raise typer.Exit(1)


@app.command()
def check(
    *,
    feeds: FeedList,
    format_: Format = None,
    out: Out = None,
    pause: Pause = 1.0,
    at_once: AtOnce = 8,
    allow_private: AllowPrivate = None,
) -> None:
    """Test a list: ask each feed once, and tell what it holds and what is wrong with it. Nothing is kept.

    Example: vedette feeds check feeds.toml
    """
    from vedette.formats import as_line
    from vedette.formats.followed import checked_record, checked_table
    from vedette.watching import check as checked
    from vedette.watching import open_door
    from vedette.watching.rounds import utc_now

    listed = _read(feeds, None)
    with opened(out, sources=[feeds]) as stream, open_door(allow_private or ()) as door:
        with working(f"Asking {len(listed)} feeds"):
            came = {one.feed.url: one for one in checked(listed, door, pause=pause, at_once=at_once, now=utc_now())}
        found = [came[feed.url] for feed in listed]
        if shape_of(format_, stream) == "jsonl":
            stream.writelines(as_line(checked_record(one)) + "\n" for one in found)
        else:
            show(stream, lambda _: checked_table(found))
    bad = sum(one.problem is not None for one in found)
    if bad:
        say(f"{bad} of {len(found)} feeds cannot be followed")
        raise typer.Exit(1)


@app.command("list")
def list_(*, db: Database = "vedette.db", format_: Format = None, out: Out = None) -> None:
    """Show the feeds that are followed: when each was asked, what came of its entries, what is wrong.

    Example: vedette feeds list --db sahel.db
    """
    from vedette.formats import as_line
    from vedette.formats.followed import followed_record, followed_table
    from vedette.store import find_followed

    with opened_store(db) as store, opened(out) as stream:
        with store.reading() as connection:
            found = find_followed(connection)
        if shape_of(format_, stream) == "jsonl":
            stream.writelines(as_line(followed_record(state, counts)) + "\n" for state, counts in found)
        else:
            show(stream, lambda _: followed_table(found))


class Stop:
    """Whether an end was asked for, and by which signal."""

    def __init__(self) -> None:
        self.by: int | None = None

    def asked(self) -> bool:
        """Whether it was."""
        return self.by is not None

    def heed(self, number: int, _frame: FrameType | None) -> None:
        """What a signal calls: the first asks for an end, a second breaks off."""
        if self.by is not None:
            raise KeyboardInterrupt
        self.by = number
        say("stopping: the report in hand is finished and all is joined; once more breaks off")


@contextmanager
def stopping() -> Iterator[Stop]:
    """A Stop that heeds Ctrl-C and SIGTERM until the block ends."""
    stop = Stop()
    before = {number: signal.signal(number, stop.heed) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _read(path: Path, lexicon: Path | None) -> Sequence[Feed]:
    """The feeds of a list; each mistake in it is said on a line of its own."""
    from vedette.lexicon import load
    from vedette.watching.lists import read_list

    try:
        return read_list(path, load(lexicon))
    except UsageError as error:
        first, *others = str(error).splitlines()
        for line in others and [first, *others]:
            say(line)
        raise UsageError(f"{path}: {len(others) + 1} mistakes; no feed was asked" if others else first) from None


def _seconds(option: str, words: str) -> int:
    from vedette.watching.lists import seconds_of

    try:
        return seconds_of(words)
    except ValueError as error:
        raise UsageError(f"{option}: {error}") from None


def _coder_of(lexicon: Path | None, model: str | None) -> Callable[[Report, str], Coded]:
    from vedette.pipeline import Coder

    coder = Coder(lexicon_dir=lexicon, model=model, progress=index_progress())
    return lambda report, kinds: coder.code(report, kinds=kinds)
