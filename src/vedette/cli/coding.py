"""`vedette code`, `places` and `actors`: reports in, records or tables out, in input order.

What fails is said in one line on standard error and counted; the other reports are still coded.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from vedette.asking.wanted import day_of, kinds_of
from vedette.cli.options import AllowPrivate, Files, Format, LexiconDir, Model, Out, Published
from vedette.cli.output import counting, index_progress, opened, say, shape_of, show
from vedette.errors import ReportError
from vedette.errors import attempted as tried

if TYPE_CHECKING:
    from vedette.intake.ahead import Ahead
    from vedette.intake.finishing import Item
    from vedette.intake.warc import Marks
    from vedette.model import KillNotice, Report
    from vedette.pipeline import Coder

Kinds = Annotated[str, typer.Option("--kinds", metavar="all|conflict|KIND,…", help="Which kinds of event to give.")]
Explain = Annotated[bool, typer.Option("--explain", help="In jsonl, also list the rules that fired for each claim.")]


def code(
    *,
    files: Files,
    published: Published = None,
    kinds: Kinds = "all",
    format_: Format = None,
    explain: Explain = False,
    allow_private: AllowPrivate = None,
    lexicon: LexiconDir = None,
    out: Out = None,
    model: Model = None,
) -> None:
    """Read reports and give events, who holds which place, and how parties stand to each other.

    Example: vedette code article.txt --published 2017-11-04

    Example: vedette code https://example.org/news/article.html

    Example: vedette code reports.jsonl --kinds conflict --format jsonl --out events.jsonl
    """
    from vedette.formats import as_line, to_record

    day = day_of("--published", published)
    kinds_of("--kinds", kinds, lexicon)
    with opened(out, sources=files) as stream:
        shape = shape_of(format_, stream)
        coder = _coder(lexicon, model)

        def one(report: Report) -> None:
            coded = coder.code(report, kinds=kinds)
            if coded.notice:
                say(f"{report.shown}: {coded.notice}")
            if shape == "jsonl":
                stream.write(as_line(to_record(coded, explain=explain)) + "\n")
                return
            from vedette.formats.table import coded_table

            show(stream, lambda width: coded_table(coded, width=width))

        with counting(stream) as count:
            through = read_ahead(files, coder, kinds).through
            may_tell = coder.may_tell(kinds)
            failed = _each(files, day, one, count, may_tell=may_tell, allow_private=allow_private, through=through)
    _finish(failed)


def places(
    *,
    files: Files,
    published: Published = None,
    format_: Format = None,
    lexicon: LexiconDir = None,
    out: Out = None,
    model: Model = None,
) -> None:
    """List every mention of a place with what it is taken to mean, and why.

    Example: vedette places article.txt --format jsonl
    """
    _mentions("places", files, day_of("--published", published), format_, coder=_coder(lexicon, model), out=out)


def actors(
    *,
    files: Files,
    published: Published = None,
    format_: Format = None,
    lexicon: LexiconDir = None,
    out: Out = None,
    model: Model = None,
) -> None:
    """List every mention of a party with who it is taken to be, and why.

    Example: vedette actors article.txt --published 2017-11-04
    """
    _mentions("actors", files, day_of("--published", published), format_, coder=_coder(lexicon, model), out=out)


def _mentions(
    name: Literal["places", "actors"],
    files: Sequence[str],
    day: dt.date | None,
    format_: Format,
    *,
    coder: Coder,
    out: Path | None,
) -> None:
    from vedette.formats import as_line, mention_records

    with opened(out, sources=files) as stream:
        shape = shape_of(format_, stream)

        def one(report: Report) -> None:
            found = coder.places(report) if name == "places" else coder.actors(report)
            if shape == "jsonl":
                stream.write(as_line(mention_records(report, name, found)) + "\n")
                return
            from vedette.formats.table import mention_table

            show(stream, lambda _: mention_table(report, found))

        with counting(stream) as count:
            failed = _each(files, day, one, count)
    _finish(failed)


def _coder(lexicon: Path | None, model: str | None) -> Coder:
    from vedette.pipeline import Coder

    return Coder(lexicon_dir=lexicon, model=model, progress=index_progress())


def _each(
    files: Sequence[str],
    day: dt.date | None,
    one: Callable[[Report], None],
    count: Callable[[], None],
    *,
    may_tell: Callable[[str], bool] | None = None,
    allow_private: Sequence[str] | None = None,
    through: Callable[[Iterable[Item]], Iterable[Item]] = iter,
) -> int:
    """Calls `one` with each report of `files` that no kill notice before it is about; the number of those that failed.

    The items go `through` what may read ahead of the one that is in hand.
    """
    from vedette.intake import read_paths
    from vedette.model import KillNotice, Remark

    failed, notices = 0, list[KillNotice]()
    for item in through(read_paths(files, published=day, may_tell=may_tell, allow_private=allow_private or ())):
        if isinstance(item, KillNotice):
            notices.append(item)
            say(notice_words(item))
        elif isinstance(item, Remark):
            say(str(item))
        elif isinstance(item, ReportError):
            say(str(item))
            failed += 1
        elif any(notice.is_about(item) for notice in notices):
            say(f"{item.shown}: canceled by a notice before it: no events were read")
        elif (message := attempted(item, one)) is not None:
            say(message)
            failed += 1
        count()
    return failed


def read_ahead(
    files: Sequence[str], coder: Coder, kinds: str, *, marks: Marks | None = None, known: Callable[[Report], bool] | None = None
) -> Ahead[Item]:
    """What reads ahead of the report in hand, so that several are parsed at once; not of what comes by a pipe, where the next
    may be long in coming. Reports that are `known` are not parsed.
    """
    from vedette.intake.ahead import MOST_WAITING, Ahead

    piped = any(str(file) == "-" for file in files)
    return Ahead(partial(coder.parse_ahead, kinds=kinds), marks=marks, passed=known, at_once=1 if piped else MOST_WAITING)


def attempted(report: Report, one: Callable[[Report], object]) -> str | None:
    """Calls `one` with a report; what to say where it failed, None where it went well."""
    return tried(report.shown, lambda: one(report))


def notice_words(notice: KillNotice) -> str:
    """What is said of a kill notice."""
    return f"{notice.path}: {notice.item} is {notice.why}, says {notice.publisher or 'its publisher'}"


def _finish(failed: int) -> None:
    if failed:
        raise typer.Exit(1)
