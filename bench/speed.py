"""What coding costs beside parsing alone, on the same texts in the same run; start-up, one cold article, memory.

    python bench/speed.py [FOLDER]      FOLDER holds .md or .txt reports; without one, the samples are used

Prints a table. Ratios count; seconds are this machine's, of this minute.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from vedette.intake.files import read_paths
from vedette.model import Garble, Report
from vedette.pipeline import Coder

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "samples" / "albu-kamal.jsonl"
COMMAND = [sys.executable, "-m", "vedette"]


def main() -> None:
    """Measure and print."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    paths = sorted([*folder.glob("*.md"), *folder.glob("*.txt")]) if folder else [SAMPLE]
    reports = [report for report in read_paths(paths) if isinstance(report, Report)]
    words = sum(len(report.text.split()) for report in reports)
    print(f"{len(reports)} reports, {words} words")
    row("vedette --help, s (best of 5)", min(timed(lambda: run("--help")) for _ in range(5)))
    cold = [timed(lambda: run("code", str(article(reports)), "--format", "jsonl")) for _ in range(3)]
    row("one article, cold, s (best of 3)", min(cold))
    coder = Coder()
    coder.code(reports[0])
    parsing = timed(lambda: [coder.parser.parse(report, Garble(0.0), coder.lexicon) for report in reports])
    coding = timed(lambda: [coder.code(report) for report in reports])
    row("parsing alone, s", parsing)
    row("coding, parsing included, s", coding)
    row("coding / parsing", coding / parsing)
    row("words a second, coded", words / coding)
    row("reports a second, coded", len(reports) / coding)
    row("memory at most, MB", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


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
    print(f"{name:<40}{value:>12.2f}")


if __name__ == "__main__":
    main()
