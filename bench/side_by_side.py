"""Vedette beside what a user would otherwise run, side by side, on the same texts in the same run; and how its cost grows.

    python bench/side_by_side.py [FILE|FOLDER…] [--reports 1000] [--grow 1000 10000 100000]
        [--claims 10000 100000] [--events 100000]

The texts are the samples unless others are named, each made into many with names, numbers and days changed. Each row is a process
of its own, on one core: start-up is the clock's time until its first report is done, imports and models included; rates are of
the processor's time for all that follow; memory is the most that the process held. A row of pages has the same texts, each in the
frame of a news site. With `--grow`, how rates and memory change with the number of reports; with `--claims`, what joining costs
(bench/joins.py); with `--events`, what queries cost (bench/store.py), on PostgreSQL too where one is installed.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from grown import Grown
from speed import SAMPLE, read

HERE = Path(__file__).parent
BATCH = 1000


def main() -> None:
    """Measure and print; in a process of its own, one row."""
    options = arguments()
    if options.row:
        print(json.dumps(ROWS[options.row](texts_of(options))))
        return
    print(f"{'':<42}{'start-up, s':>12}{'reports/s':>11}{'words/s':>10}{'÷ spaCy':>9}{'MB':>7}")
    beside = rated("spaCy alone", options, options.reports, None)
    for name in ROWS:
        if name != "spaCy alone":
            rated(name, options, options.reports, beside)
    for size in options.grow:
        rated("vedette code --kinds conflict", options, size, None, f"vedette code --kinds conflict, {size:,}")
    if options.claims:
        other("joins.py", *map(str, options.claims))
    if options.events:
        other("store.py", str(options.events))


def arguments() -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("texts", nargs="*", type=Path, default=[SAMPLE], help="files or folders of reports to make them of")
    parser.add_argument("--reports", type=int, default=1000, help="how many reports each row has")
    parser.add_argument("--grow", type=int, nargs="*", default=[], help="numbers of reports, for how cost grows")
    parser.add_argument("--claims", type=int, nargs="*", default=[], help="numbers of claims to join")
    parser.add_argument("--events", type=int, default=0, help="a number of events to ask for")
    parser.add_argument("--row", choices=sorted(ROWS), help=argparse.SUPPRESS)
    return parser.parse_args()


def texts_of(options: argparse.Namespace) -> Grown:
    """The reports that are measured."""
    return Grown([report for path in options.texts for report in read(path)], options.reports)


def rated(name: str, options: argparse.Namespace, size: int, beside: float | None, title: str = "") -> float:
    """Measures a row in a process of its own and prints it; the reports a second."""
    asked = [sys.executable, __file__, *map(str, options.texts), "--reports", str(size), "--row", name]
    begun = time.time()
    found = json.loads(subprocess.run(asked, check=True, stdout=subprocess.PIPE).stdout)
    rate = found["reports"] / found["seconds"]
    share = f"{beside / rate:>9.2f}" if beside else f"{'':>9}"
    line = f"{title or name:<42}{found['first'] - begun:>12.1f}{rate:>11.1f}{found['words'] / found['seconds']:>10,.0f}{share}"
    print(f"{line}{found['memory']:>7.0f}", flush=True)
    return float(rate)


def other(script: str, *words: str) -> None:
    """Runs another benchmark and lets it print."""
    print(f"\n{script} {' '.join(words)}", flush=True)
    subprocess.run([sys.executable, str(HERE / script), *words], check=True)


# ── what is measured, each given the reports ──


def run(work: Callable[[Iterable[Any]], Iterable[object]], things: Iterable[Any], words: Callable[[Any], int]) -> dict[str, float]:
    """Does the first thing alone, then the rest; when the first was done, and what the rest took.

    Things are made a batch at a time, and making them is not counted.
    """
    rest: Iterator[Any] = iter(things)
    list(work([next(rest)]))
    first, seconds, number, counted = time.time(), 0.0, 0, 0
    while batch := list(islice(rest, BATCH)):
        start = time.process_time()
        for _ in work(batch):
            pass
        seconds += time.process_time() - start
        number, counted = number + len(batch), counted + sum(words(one) for one in batch)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"first": first, "seconds": seconds, "reports": number, "words": counted, "memory": memory}


def words_in(report: Any) -> int:
    return len(report.text.split())


def spacy_alone(reports: Grown) -> dict[str, float]:
    from speed import baseline

    nlp = baseline()
    return run(lambda batch: nlp.pipe(report.text for report in batch), reports, words_in)


def coding(kinds: str) -> Callable[[Grown], dict[str, float]]:
    def measured(reports: Grown) -> dict[str, float]:
        from speed import coded

        from vedette.pipeline import Coder

        coder = Coder()
        return run(lambda batch: coded(coder, batch, kinds), reports, words_in)

    return measured


def framed(reports: Grown) -> Iterator[tuple[bytes, int]]:
    """Each report as a page of a news site, with its number of words."""
    from pages import framed_page

    for number, report in enumerate(reports):
        yield framed_page(number, report.text.split("\n\n")), words_in(report)


def trafilatura_alone(reports: Grown) -> dict[str, float]:
    from trafilatura import extract

    return run(lambda batch: (extract(page) for page, _ in batch), framed(reports), lambda one: int(one[1]))


def trafilatura_and_spacy(reports: Grown) -> dict[str, float]:
    from speed import baseline
    from trafilatura import extract

    nlp = baseline()
    return run(lambda batch: nlp.pipe(extract(page) or "" for page, _ in batch), framed(reports), lambda one: int(one[1]))


def pages_coded(reports: Grown) -> dict[str, float]:
    from pages import coded_from
    from speed import coded

    from vedette.pipeline import Coder

    coder = Coder()
    return run(lambda batch: coded(coder, (coded_from(page) for page, _ in batch), "all"), framed(reports), lambda one: int(one[1]))


ROWS: dict[str, Callable[[Grown], dict[str, float]]] = {
    "spaCy alone": spacy_alone,
    "vedette code": coding("all"),
    "vedette code --kinds conflict": coding("conflict"),
    "trafilatura alone, pages": trafilatura_alone,
    "trafilatura, then spaCy, pages": trafilatura_and_spacy,
    "vedette code, pages": pages_coded,
}


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main()
