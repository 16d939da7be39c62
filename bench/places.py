"""How fast places are: look-ups a second, loading the index, and the cost of the four resolvers over a report of 500 words.

    python bench/places.py [FILE]      FILE: a report to measure over; without it, one that is made up here

Prints a table with the machine and the date. The parser is not measured: names and phrases are looked for in parsed sentences.
"""

from __future__ import annotations

import datetime as dt
import gc
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from vedette.lexicon import load
from vedette.model import Report
from vedette.pipeline import Coder
from vedette.reading.garble import find_garble
from vedette.resolving.actors import ActorContext, resolve_actor
from vedette.resolving.counts import resolve_count
from vedette.resolving.dates import DateContext, find_dates, resolve_date
from vedette.resolving.gazetteer import open_gazetteer
from vedette.resolving.places import find_places, resolve_places

NAMES = "Goma|Deir al-Zour|Aleppo|al-Qaim|Sloviansk|Kyauktaw|N'Djamena|Qelmashta|San Cristobal|Khan Younis|Tokmak|Zarqandil".split(
    "|"
)
STORY = """Clashes broke out on Friday near Sake, 25 km west of Goma in North Kivu, a military official said. At least 14 fighters
of the M23 and three soldiers of the Congolese army were killed, and dozens of civilians fled towards Minova. The United Nations
mission said two days later that rebels had left Kitshanga and moved on Masisi. Rwanda denied on 12 May that its troops had
crossed the border. In Kinshasa the government called on Kigali to withdraw. More than 40,000 people have fled to Bukavu since
the beginning of March.
"""
TIMES = 15


def main(arguments: list[str]) -> None:
    """Measures and prints."""
    text = Path(arguments[0]).read_text("utf-8") if arguments else STORY.replace("\n", " ") * 6
    coder = Coder()
    index = open_gazetteer(lexicon=coder.lexicon)
    rows = [
        ("look-ups a second, new names, most of them unknown", f"{1 / cold(index.lookup):,.0f}"),
        ("look-ups a second, names told before", f"{1 / warm(index.lookup):,.0f}"),
        ("loading the index, ms, in this process", f"{median(lambda: open_gazetteer(lexicon=load())) * 1000:.0f}"),
        ("loading the index, ms, in a new one, imports too", f"{fresh() * 1000:.0f}"),
        *resolvers(coder, text),
    ]
    print(f"{dt.date.today()}, {machine()}, Python {platform.python_version()}")
    for what, figure in rows:
        print(f"  {what:<56}{figure:>12}")


def cold(look_up: Callable[[str], object]) -> float:
    """Seconds a look-up of names that differ in one letter from real ones, so that no cache helps."""
    names = [f"{name}{'abcdefghij'[number % 10]}{number}" for number in range(2000) for name in NAMES] + NAMES
    return timed(lambda: [look_up(name) for name in names]) / len(names)


def warm(look_up: Callable[[str], object]) -> float:
    """Seconds a look-up of a dozen names again and again."""
    return timed(lambda: [look_up(name) for _ in range(2000) for name in NAMES]) / (2000 * len(NAMES))


def fresh() -> float:
    """Seconds that a new process takes to open the index, with what it imports for it, less an empty one's."""
    script = "from vedette.resolving.gazetteer import open_gazetteer; open_gazetteer().lookup('Goma')"
    return median(lambda: subprocess.run([sys.executable, "-c", script], check=True)) - median(
        lambda: subprocess.run([sys.executable, "-c", "import numpy, vedette.lexicon"], check=True)
    )


def resolvers(coder: Coder, text: str) -> list[tuple[str, str]]:
    """What places, dates, actors and counts each cost for 500 words of a text, in milliseconds."""
    report = Report(id="bench", text=text, published=dt.date(2024, 5, 17), language="en")
    sentences = coder.parser.parse(report, find_garble(text, coder.lexicon), coder.lexicon)
    day, words = DateContext(report.published, None, "past"), coder.lexicon
    tokens = [[token.text for token in sentence.tokens] for sentence in sentences]
    dates = [" ".join(line[first:last]) for line in tokens for first, last in find_dates(line, words)]
    parties = [mention.mention.words for mention in coder.actors(report)]
    counts = [token.text for sentence in sentences for token in sentence.tokens if token.tag == "CD"]
    jobs: list[tuple[str, Callable[[], object]]] = [
        ("places found", lambda: find_places(sentences, coder.gazetteer, words)),
        (
            "places resolved",
            lambda: resolve_places(find_places(sentences, coder.gazetteer, words), sentences, coder.gazetteer, lexicon=words),
        ),
        ("dates resolved", lambda: [resolve_date(phrase, day, words) for phrase in dates]),
        (
            "actors resolved",
            lambda: [resolve_actor(phrase, words, ActorContext(date=report.published, country=None)) for phrase in parties],
        ),
        ("counts resolved", lambda: [resolve_count(phrase, words) for phrase in counts]),
    ]
    share = 500 / len(text.split())
    figures = [(name, median(job) * 1000 * share) for name, job in jobs]
    total = sum(cost for name, cost in figures if name != "places found")
    rows = [(f"{name}, ms for 500 words", f"{cost:.2f}") for name, cost in figures]
    return [*rows, ("the four resolvers together, ms for 500 words", f"{total:.2f}")]


def median(job: Callable[[], object]) -> float:
    """The median of the seconds that a job takes, after one run that is not counted."""
    job()
    return statistics.median(timed(job) for _ in range(TIMES))


def timed(job: Callable[[], object]) -> float:
    """Seconds that a job takes once."""
    gc.collect()
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def machine() -> str:
    """The processor and how many cores it shows."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").splitlines() if info.is_file() else []
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.processor())
    return f"{model or platform.machine()}, {os.cpu_count()} cores"


if __name__ == "__main__":
    main(sys.argv[1:])
