"""`vedette add`, `recode` and `remove`: what goes into the database, is read anew, is taken out of count.

What fails is said in one line on standard error and counted; what was taken in before stays. Stopped in the middle, all
whole reports are kept and the next call goes on.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import vedette
from vedette.asking.wanted import day_of, kinds_of
from vedette.cli.bulk import take_in
from vedette.cli.coding import Kinds, attempted, notice_words, read_ahead
from vedette.cli.options import AllowPrivate, Database, Files, Format, LexiconDir, Model, Out, Published
from vedette.cli.output import JOINING, counting, index_progress, many, opened, say, shape_of, show, working
from vedette.errors import ReportError

if TYPE_CHECKING:
    from vedette.intake import Item
    from vedette.model import Coded, Report
    from vedette.pipeline import Coder
    from vedette.store import Store
    from vedette.store.outlines import Outlines

TOLD = {"added": "added", "corrected": "new versions", "known": "known already", "removed": "removed before"}
TOLD |= {"canceled": "canceled by their publisher", "notice": "kill notices", "failed": "failed"}

Named = Annotated[
    list[str], typer.Argument(metavar="REPORT", help="A report's id or the beginning of it, its ref, or its address.")
]
Some = Annotated[
    list[str] | None, typer.Argument(metavar="[REPORT…]", help="Reports by id, ref or address; all that count, unless you say.")
]
Why = Annotated[str | None, typer.Option("--why", metavar="WORDS", help="The reason, kept with the removal.")]
Undo = Annotated[bool, typer.Option("--undo", help="Take the removal back.")]


def add(
    *,
    files: Files,
    db: Database = "vedette.db",
    published: Published = None,
    kinds: Kinds = "all",
    allow_private: AllowPrivate = None,
    lexicon: LexiconDir = None,
    model: Model = None,
) -> None:
    """Take reports into the database: code them, keep them, join what tells of one happening. Safe to run again.

    Example: vedette add reports.jsonl

    Example: vedette add reports.jsonl --db sahel.db

    Example: cat article.txt | vedette add - --published 2017-11-04

    Example: vedette add https://example.org/news/article.html

    Example: vedette add CC-NEWS-20171104.warc.gz --kinds conflict

    Example: vedette add shards/ --db sahel.db
    """
    from vedette.archiving.folder import is_archive_folder
    from vedette.keeping import refresh

    day, came = day_of("--published", published), Counter[str]()
    kinds_of("--kinds", kinds, lexicon)
    reading = Reading(day, kinds, lexicon, model, allow_private or ())
    with opened_store(db, create=True) as store:
        with counting(None) as count:
            for is_archive, named in groupby(files, lambda file: is_archive_folder(Path(file))):
                for outcome in take_in(store, named) if is_archive else _read_in(store, list(named), reading):
                    came[outcome] += 1
                    count()
        came.pop("remark", None)
        with working(JOINING):
            refresh(store)
    say(", ".join(f"{came[name]} {words}" for name, words in TOLD.items() if came[name]) or "nothing to add")
    if came["failed"]:
        raise typer.Exit(1)


@dataclass(frozen=True)
class Reading:
    """How reports are read that are not coded yet."""

    day: dt.date | None
    kinds: str
    lexicon: Path | None
    model: str | None
    allowed: Sequence[str]

    @cached_property
    def coder(self) -> Coder:
        """What codes them, opened once, however files and archives take turns."""
        return _coder(self.lexicon, self.model)


def _read_in(store: Store, files: Sequence[str], how: Reading) -> Iterator[str]:
    """Reads, codes and keeps what the files hold; what came of each."""
    from vedette.intake import read_paths
    from vedette.keeping import known_as
    from vedette.store import ArchiveMarks

    code, may_tell = _coded_by(how.coder, how.kinds), how.coder.may_tell(how.kinds)
    # Words and kinds decide which pages of an archive are read, so how far it was read is kept for each.
    marks = ArchiveMarks(store, f"{how.kinds} {how.lexicon.resolve() if how.lexicon else ''}")
    ahead = read_ahead(files, how.coder, how.kinds, marks=marks, known=lambda report: known_as(store, report) is not None)
    for item in ahead.through(read_paths(files, published=how.day, may_tell=may_tell, marks=ahead, allow_private=how.allowed)):
        yield _one(store, item, code)


def recode(
    *,
    reports: Some = None,
    db: Database = "vedette.db",
    lexicon: LexiconDir = None,
    model: Model = None,
    format_: Format = None,
    out: Out = None,
) -> None:
    """Read kept reports anew, with this version and its words, and show what moved; what was read before stays beside it.

    Example: vedette recode

    Example: vedette recode 9e2fbb8c1ad51879 --lexicon words/
    """
    from vedette.intake.ahead import Ahead
    from vedette.keeping import recode as coded_anew
    from vedette.keeping import refresh
    from vedette.store import named

    with opened_store(db) as store:
        chosen = [named(store, name) for name in reports or []]
        before = _outlines(store)
        number = changed = 0
        with counting(None) as count:
            coder = _coder(lexicon, model)
            ahead: Ahead[Report] = Ahead(coder.parse_ahead)
            for _, differs in coded_anew(store, _coded_by(coder), chosen, through=ahead.through):
                number, changed = number + 1, changed + differs
                count()
        with working(JOINING):
            refresh(store, anew=True)
        moved = _show_moves(store, before, format_, out)
    say(f"{many(number, 'report', 'reports')} read anew, {changed} of them differently; {moved}")


def remove(
    *,
    reports: Named,
    db: Database = "vedette.db",
    why: Why = None,
    undo: Undo = False,
    format_: Format = None,
    out: Out = None,
) -> None:
    """Take reports, and what rests on them alone, out of count, and show what moved. They stay in the database, marked.

    Example: vedette remove 9e2fbb8c1ad51879 --why "a hoax"

    Example: vedette remove 9e2fbb8c1ad51879 --undo
    """
    from vedette.keeping import refresh
    from vedette.store import named
    from vedette.store import remove as removed
    from vedette.store import restore as restored

    with opened_store(db) as store:
        chosen = [named(store, name) for name in reports]
        with working(JOINING):
            refresh(store)
        before = _outlines(store)
        for report in chosen:
            done = restored(store, report.id) if undo else removed(store, report.id, why=why)
            words = ("counts again", "is not removed") if undo else ("is removed", "was removed before")
            say(f"{report.id} {words[0] if done else words[1]}")
        with working(JOINING):
            refresh(store)
        say(_show_moves(store, before, format_, out))


def _outlines(store: Store) -> Outlines:
    from vedette.store import outlines

    with store.reading() as connection:
        return outlines(connection)


def _show_moves(store: Store, before: Outlines, asked: Format, out: Out) -> str:
    """Writes what moved since `before`, and counts it in words."""
    from vedette.formats import as_line
    from vedette.formats.moves import move_record, move_table, moves_counted
    from vedette.store import find_moves

    with store.reading() as connection:
        moves = find_moves(connection, before)
    with opened(out, sources=[store.name]) as stream:
        if shape_of(asked, stream) == "table":
            show(stream, lambda _: move_table(moves))
        else:
            stream.writelines(as_line(move_record(move)) + "\n" for move in moves)
    return moves_counted(moves)


@contextmanager
def opened_store(db: str, *, create: bool = False) -> Iterator[Store]:
    """The database that `--db` names, let go at the end."""
    from vedette.store import open_store

    store = open_store(db, made_by=vedette.__version__, create=create)
    try:
        yield store
    finally:
        store.close()


def _coder(lexicon: Path | None, model: str | None) -> Coder:
    """The coder; its parser is opened by the first report that is not known."""
    from vedette.pipeline import Coder

    return Coder(lexicon_dir=lexicon, model=model, progress=index_progress())


def _coded_by(coder: Coder, kinds: str = "all") -> Callable[[Report], Coded]:
    """What codes a report, and says what there is to be said."""

    def code(report: Report) -> Coded:
        coded = coder.code(report, kinds=kinds)
        if coded.notice:
            say(f"{report.ref or report.path}: {coded.notice}")
        return coded

    return code


def _one(store: Store, item: Item, code: Callable[[Report], Coded]) -> str:
    """What came of one report or notice; what failed, and what else there is to say, is said and noted."""
    from vedette.keeping import add as kept
    from vedette.model import KillNotice, Remark
    from vedette.store import cancel, log_failure, log_once

    if isinstance(item, KillNotice):
        if cancel(store, item):
            say(notice_words(item))
        return "notice"
    if isinstance(item, Remark):
        say(str(item))
        log_once(store, "remark", item.where, item.words)
        return "remark"
    came: list[str] = []
    message = str(item) if isinstance(item, ReportError) else attempted(item, lambda report: came.append(kept(store, report, code)))
    if message is None:
        return came[0]
    say(message)
    log_failure(store, None if isinstance(item, ReportError) else item.path, message)
    return "failed"
