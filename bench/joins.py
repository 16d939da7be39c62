"""What joining costs as reports grow: copies, joins, adding up of 10,000, 100,000 and, where asked, a million made-up claims.

    python bench/joins.py [CLAIMS…]     10000 100000 without numbers

Reports are invented: wars of several countries, towns of unequal size, three or four reports of one happening, some of
them reprints; a tenth of a million claims is a year's. Prints a table, in seconds of one core. Ratios count.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import resource
import sys
import time
from dataclasses import replace
from itertools import accumulate

from vedette.intake import make_report
from vedette.joining import join_reports
from vedette.joining.adding_up import add_up
from vedette.model import (
    Actor,
    ActorMention,
    Claim,
    Coded,
    Count,
    Garble,
    Interval,
    Match,
    Mention,
    Place,
    PlaceMention,
    Reading,
    Report,
    Toll,
    TollWords,
)
from vedette.situation import control_intervals

CLAIMS_A_DAY = 270
KINDS = ("armed-clash", "air-strike", "shelling", "bombing", "capture", "withdraw", "attack", "protest", "arrest", "killing")
COUNTRIES = ("SYR", "YEM", "MLI", "SDN", "MMR", "UKR", "COD", "SOM", "AFG", "NGA")
OUTLETS = tuple(f"Outlet {number}" for number in range(60))
WORDS = tuple(
    "market convoy bridge rockets residents hospital officials militia border patrol checkpoint night river dawn families "
    "statement vehicles road houses fire camp school wounded aid troops shelter siege smoke council elders spokesman".split()
)
START = dt.date(2020, 1, 1)


def main() -> None:
    """Measure and print."""
    sizes = [int(word) for word in sys.argv[1:]] or [10_000, 100_000]
    print(f"{'claims':>10}{'reports':>10}{'events':>10}{'copies':>10}{'joining, s':>12}{'control, s':>12}{'MB':>8}")
    before = None
    for size in sizes:
        coded = invented(size)
        start = time.process_time()
        joined = join_reports(coded)
        middle = time.process_time()
        control_intervals(coded, joined)
        end = time.process_time()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        row = f"{size:>10}{len(coded):>10}{len(joined.events):>10}{len(joined.copies):>10}"
        print(f"{row}{middle - start:>12.1f}{end - middle:>12.1f}{memory:>8.0f}", flush=True)
        if before is not None:
            print(f"  {size / before[0]:.0f} times the claims, {(middle - start) / before[1]:.1f} times the time")
        before = (size, middle - start)


def invented(claims: int) -> list[Coded]:
    """Coded reports with so many claims in all."""
    rng = random.Random(7)  # noqa: S311 (not for secrets)
    places = [place(rng, number) for number in range(400)]
    weights = list(accumulate(1 / (number + 3) for number in range(len(places))))
    days = max(10, claims // CLAIMS_A_DAY)
    coded: list[Coded] = []
    made = 0
    while made < claims:
        where = rng.choices(places, cum_weights=weights)[0]
        day = START + dt.timedelta(rng.randrange(days))
        happening = (rng.choice(KINDS), where, day, rng.randrange(1, 40), rng.sample(WORDS, 12))
        told = rng.choice((1, 1, 1, 2, 2, 3, 5))
        for copy in range(told):
            repeats = coded[-1] if copy and rng.random() < 0.15 else None
            coded.append(report(rng, happening, repeats.report.text if repeats else None))
            made += len(coded[-1].events)
    return coded


def place(rng: random.Random, number: int) -> Place:
    """A town somewhere in its country."""
    country = number % len(COUNTRIES)
    latitude, longitude = 5.0 + 5 * country + rng.random() * 4, 10.0 + 4 * country + rng.random() * 4
    return Place(f"Town {number}", number + 1, COUNTRIES[country], "North", latitude, longitude, "exact", 5.0)


Happening = tuple[str, Place, dt.date, int, list[str]]


def report(rng: random.Random, happening: Happening, text: str | None) -> Coded:
    """One report of a happening and of another thing."""
    kind, where, day, dead, words = happening
    own = rng.sample(words, 6) + rng.sample(WORDS, 14)
    rng.shuffle(own)
    text = text or f"{kind} in {where.name} killed {dead}. {' '.join(own)}. {' '.join(rng.sample(WORDS, 20))}."
    made = make_report(text, published=day + dt.timedelta(rng.randrange(2)), publisher=rng.choice(OUTLETS), url=str(rng.random()))
    made = replace(made, language="en")
    readings = [reading(made, kind, where, day, dead), reading(made, rng.choice(KINDS), where, day - dt.timedelta(9), None)]
    events = tuple(add_up([one], salience=0.5) for one in readings)
    return Coded(made, Garble(0.0), events, (), ())


def reading(made: Report, kind: str, where: Place, day: dt.date, dead: int | None) -> Reading:
    """A reading of the first sentence."""
    words = Mention(made.text.split(".")[0], 0, made.text.index("."))
    named = Mention(where.name, 0, len(where.name))
    code = (where.country or "").lower()
    claim = Claim(
        id=hashlib.sha256(f"{made.id} {kind} {day}".encode()).hexdigest()[:16],
        report=made.id,
        kind=kind,
        stance="asserted",
        trigger=words,
        sentence=words,
        sentence_index=0,
        part="body",
        tense="past",
        when=named,
        place=named,
        toll=TollWords(killed=named if dead else None),
    )
    army = ActorMention(named, Match(Actor(f"{code}-mil", f"Army of {code}", where.country, "MIL"), 0.9, "invented"))
    return Reading(
        claim,
        actors=(army,),
        place=PlaceMention(named, False, Match(where, 0.9, "invented"), "invented"),
        when=Match(Interval(day, day), 0.9, "invented"),
        toll=Toll(killed=Match(Count(dead, dead), 1.0, "invented") if dead else None),
    )


if __name__ == "__main__":
    main()
