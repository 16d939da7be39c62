"""`vedette archive`: whole archives into Parquet shards, on all cores or a cluster.

What fails is said in one line and costs nothing else. Stopped in the middle, what is committed stays, what is half made is
cleared away, and the same command goes on.
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import vedette
from vedette.asking.wanted import day_of, kinds_of
from vedette.cli.coding import Kinds
from vedette.cli.options import LexiconDir, Model, Published
from vedette.cli.output import index_progress, many, say, working
from vedette.errors import ReportError, UsageError

if TYPE_CHECKING:
    from vedette.archiving.jobs import Workers
    from vedette.archiving.options import Options
    from vedette.archiving.running import Round, Step
    from vedette.archiving.sources import Source

SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([KMG])B?", re.IGNORECASE)
UNITS = {"K": 10**3, "M": 10**6, "G": 10**9}
SMALLEST = 800_000_000
TOLD = {
    "done": ("source coded", "sources coded"),
    "known": ("done before", "done before"),
    "set aside": ("set aside", "set aside"),
    "changed": ("changed while it was read", "changed while they were read"),
}
COUNTED = {
    "reports": ("report", "reports"),
    "claims": ("claim", "claims"),
    "repeated": ("report twice", "reports twice"),
    "left out": ("not in the sample", "not in the sample"),
    "notices": ("kill notice", "kill notices"),
    "failed": ("failed", "failed"),
}

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE",
        help="Archives: .warc .jsonl .parquet, the first two also .gz; files, folders, patterns like 'news/*.gz', "
        "or URLs of stores like s3://bucket/news/.",
    ),
]
Into = Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="The folder of the shards; one that is there goes on.")]
Size = Annotated[int | None, typer.Option("--workers", metavar="N", min=1, max=1024, help="So many processes; as many as cores.")]
Memory = Annotated[
    str | None, typer.Option("--memory", metavar="SIZE", help="The most that a worker may take of its own, like 2GB.")
]
Scheduler = Annotated[
    str | None,
    typer.Option("--scheduler", metavar="ADDRESS", help="Code on the workers of this Dask cluster, like tcp://host:8786."),
]
Dashboard = Annotated[bool, typer.Option("--dashboard", help="With --scheduler, say where Dask's own page of it is.")]
Sample = Annotated[
    str | None, typer.Option("--sample", metavar="SHARE", help="Only a share of the reports, like 1%, always the same ones.")
]
Limit = Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="No more than so many reports of each source.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Code a few reports, keep nothing, and tell what all will take.")]
Retry = Annotated[bool, typer.Option("--retry", help="Try once more what was set aside.")]


def archive(
    *,
    sources: Sources,
    out: Into,
    kinds: Kinds = "all",
    published: Published = None,
    workers: Size = None,
    memory: Memory = None,
    scheduler: Scheduler = None,
    dashboard: Dashboard = False,
    sample: Sample = None,
    limit: Limit = None,
    retry: Retry = False,
    dry_run: DryRun = False,
    lexicon: LexiconDir = None,
    model: Model = None,
) -> None:
    """Code whole archives into Parquet shards of reports, claims and readings. Goes on where it was; see `vedette add DIR`.

    Example: vedette archive CC-NEWS-2017/ --out shards --kinds conflict

    Example: vedette archive 'news/*.jsonl.gz' --out shards --workers 8

    Example: vedette archive s3://bucket/news/ --out /shared/shards --scheduler tcp://10.0.0.5:8786
    """
    from vedette.archiving.copies import recopy
    from vedette.archiving.folder import opened, refuse_file
    from vedette.archiving.running import run, to_do

    options = _options(kinds, published, lexicon, model, sample=sample, limit=limit)
    most = _bytes(memory)
    counted, came = Counter[str](), Counter[str]()
    refuse_file(out)
    found, wrong = _found(sources, out)
    _build_index(lexicon)
    if dry_run:
        _estimate(found, options, workers or _cores())
        return
    with opened(out) as folder:
        with working("Looking what is done already"):
            round_ = to_do(folder, found, options, vedette.__version__, retry=retry)
        with _crew(options, workers, most, scheduler, dashboard) as crew:
            with _progress(round_) as (coded, done):
                for step in run(folder, round_, crew, options, vedette.__version__, coded=coded):
                    _tell(step)
                    came[step.sort] += 1
                    counted.update(step.counts)
                    done(step)
            with working("Looking for copies"):
                copies = recopy(folder, crew, vedette.__version__)
    _say_all(came, counted, copies)
    if wrong or came["set aside"] or came["changed"] or counted["failed"]:
        raise typer.Exit(1)


def _options(
    kinds: str, published: str | None, lexicon: Path | None, model: str | None, *, sample: str | None, limit: int | None
) -> Options:
    from vedette.archiving.options import Options

    day = day_of("--published", published)
    kinds_of("--kinds", kinds, lexicon)
    named = os.path.abspath(model) if model and Path(model).is_dir() else model  # noqa: PTH100  # links stay
    words = os.path.abspath(lexicon) if lexicon else None  # noqa: PTH100  # links stay
    return Options(kinds, day.isoformat() if day else None, words, named, _share(sample), limit)


def _share(words: str | None) -> float | None:
    """The share that "1%" or "0.01" is; raises UsageError."""
    if words is None:
        return None
    number, is_percent = words.strip().removesuffix("%"), words.strip().endswith("%")
    try:
        share = float(number) / (100 if is_percent else 1)
    except ValueError:
        share = 0.0
    if not 0 < share <= 1:
        raise UsageError(f"--sample: {words!r} is no share; write it like 1% or 0.01")
    return share


def _bytes(words: str | None) -> int | None:
    """The bytes of "2GB"; raises UsageError."""
    if words is None:
        return None
    found = SIZE.fullmatch(words.strip())
    if found is None:
        raise UsageError(f"--memory: {words!r} is no size; write it like 2GB or 1500MB")
    size = int(float(found.group(1)) * UNITS[found.group(2).upper()])
    if size < SMALLEST:
        raise UsageError(f"--memory {words}: a worker takes {SMALLEST // UNITS['M']} MB at least, for the parser and its tables")
    return size


def _found(words: Sequence[str], out: Path) -> tuple[list[Source], int]:
    """The sources, and how many were none, each of which is said; raises UsageError where nothing is left."""
    from vedette.archiving.sources import Source, find_sources
    from vedette.intake.walking import passed_words

    passed, sources, wrong = Counter[str](), list[Source](), 0
    for found in find_sources(words, out, passed):
        if isinstance(found, ReportError):
            say(str(found))
            wrong += 1
        else:
            sources.append(found)
    if passed:
        say(passed_words(passed))
    if not sources:
        raise UsageError("no archive to be coded")
    return sources, wrong


def _estimate(sources: Sequence[Source], options: Options, workers: int) -> None:
    """Tells on standard output what all will take."""
    from vedette.archiving.estimating import estimate

    with working("Coding a few reports"):
        found = estimate(sources, options)
    if found is None:
        raise UsageError("nothing could be read of the sources that were looked at")
    size = f"{found.sources:,} sources, {_size(found.size)}: about {found.reports:,.0f} reports to be coded"
    print(f"{size} ({found.looked_at} were looked at, {found.coded} coded)")
    each = found.seconds / found.reports
    print(f"about {_time(found.seconds / workers)} on {workers} cores of this machine ({each * 1000:,.0f} ms of one core a report)")
    print(f"about {_size(found.shards)} of shards")


def _size(number: float) -> str:
    for unit in ("B", "kB", "MB", "GB"):
        if number < 1000:
            return f"{number:,.0f} {unit}" if unit == "B" else f"{number:,.1f} {unit}"
        number /= 1000
    return f"{number:,.1f} TB"


def _time(seconds: float) -> str:
    for most, unit, name in ((120, 1, "seconds"), (7_200, 60, "minutes"), (172_800, 3_600, "hours")):
        if seconds < most:
            return f"{seconds / unit:,.0f} {name}"
    return f"{seconds / 86_400:,.1f} days"


def _build_index(lexicon: Path | None) -> None:
    """Has the place index built once, before many processes would."""
    from vedette.lexicon import load
    from vedette.resolving.gazetteer import build

    build(index_progress(), lexicon=load(lexicon))


@contextmanager
def _crew(options: Options, workers: int | None, memory: int | None, scheduler: str | None, dashboard: bool) -> Iterator[Workers]:
    from vedette.archiving.cluster import Cluster
    from vedette.archiving.crew import Crew

    if scheduler is None:
        if dashboard:
            raise UsageError("--dashboard is a page of Dask's scheduler: name one with --scheduler")
        with Crew(options, workers or _cores(), memory=memory) as crew:
            yield crew
        return
    if workers is not None or memory is not None:
        raise UsageError("--workers and --memory are for this machine; a cluster's workers are bounded where they are started")
    with Cluster(scheduler) as cluster:
        if dashboard:
            say(f"the cluster's own page is {cluster.dashboard}" if cluster.dashboard else "the cluster serves no page of its own")
        yield cluster


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _tell(step: Step) -> None:
    if step.message is not None:
        say(step.message)


def _say_all(came: Counter[str], counted: Counter[str], copies: int | None) -> None:
    parts = [many(came[sort], *words) for sort, words in TOLD.items() if came[sort]]
    parts += [many(counted[sort], *words) for sort, words in COUNTED.items() if counted[sort]]
    parts += [many(copies, "copy in all", "copies in all")] if copies is not None else []
    say(", ".join(parts) or "nothing to code")


@contextmanager
def _progress(found: Round) -> Iterator[tuple[Callable[[int], None], Callable[[Step], None]]]:
    """What draws how far it has come, on a terminal's standard error: told of reports coded, and of each source that is done."""
    if not sys.stderr.isatty():
        yield lambda _: None, lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn())
    sizes, done, reports = {source.key: max(1, source.size) for source in found.left}, 0, 0
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=sum(sizes.values()))

        def shown() -> None:
            bar.update(task, description=f"{done:,} of {len(sizes):,} sources, {reports:,} reports")

        def coded(number: int) -> None:
            nonlocal reports
            reports += number
            shown()

        def ended(step: Step) -> None:
            nonlocal done
            if step.source.key in sizes:
                done += 1
                bar.advance(task, sizes[step.source.key])
                shown()

        shown()
        yield coded, ended
