"""Queries over a database of 100,000 events: milliseconds of each, the median of nine.

    python bench/store.py [EVENTS] [FILE]

The database is made of one joined event, moved about in place, time, kind and parties; it is kept in FILE where one is named.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from coded_example import coded, report  # noqa: E402
from kept_example import put_views  # noqa: E402

from vedette.joining import join_reports  # noqa: E402
from vedette.lexicon.kinds import kinds  # noqa: E402
from vedette.model import Around, Interval, Joined, JoinedEvent, Wanted  # noqa: E402
from vedette.store import Store, find_event, find_events, open_store, save  # noqa: E402
from vedette.store.schema import claims, sentence_texts  # noqa: E402

RUNS = 9
PAGE = 50
FIRST = dt.date(2015, 1, 1)
WORDS = "convoy market bridge checkpoint village river hospital school barracks hill airport refinery mosque depot road".split()


def moved(event: JoinedEvent, number: int, chance: random.Random) -> JoinedEvent:
    """The event elsewhere, at another time, by others, with claims of its own."""
    day = FIRST + dt.timedelta(days=chance.randrange(4000))
    place, when, party = event.place, event.when, event.actors[0]
    assert place
    assert place.match
    assert when
    town = chance.randrange(3000)
    there = replace(place.match.value, name=f"Town {town}", latitude=-30 + town * 0.02, longitude=town * 0.03)
    who = chance.randrange(400)
    actor = replace(party, match=replace(party.match, value=replace(party.match.value, id=f"group-{who}", name=f"Group {who}")))
    readings = tuple(
        replace(reading, claim=replace(reading.claim, id=hashlib.sha256(f"{number} {n}".encode()).hexdigest()[:16]))
        for n, reading in enumerate(event.readings)
    )
    return replace(
        event,
        id=hashlib.sha256(str(number).encode()).hexdigest()[:16],
        kind=chance.choice(sorted(kinds())),
        status=chance.choice(("reported", "reported", "reported", "corroborated", "contested")),
        place=replace(place, match=replace(place.match, value=there)),
        when=replace(when, value=Interval(day, day + dt.timedelta(days=chance.choice((0, 0, 1, 6))))),
        actors=(actor,),
        readings=readings,
        parts=(str(number),),
    )


def fill(store: Store, number: int) -> None:
    chance = random.Random(7)  # noqa: S311  # a benchmark, not a secret
    example = coded(report())
    save(store, example)
    event = next(one for one in join_reports([example]).events if one.place and one.place.match and one.when)
    events = tuple(moved(event, n, chance) for n in range(number))
    with store.writing() as connection:
        rows = [claim_row(reading.claim, chance) for one in events for reading in one.readings]
        for start in range(0, len(rows), 1000):
            connection.execute(claims.insert(), rows[start : start + 1000])
        texts = connection.execute(claims.select().where(claims.c.seq > len(example.events))).all()
        connection.execute(sentence_texts.insert(), [{"rowid": row.seq, "sentence": row.sentence} for row in texts])
    put_views(store, Joined(events, (), (), ()))


def claim_row(claim: object, chance: random.Random) -> dict[str, object]:
    sentence = " ".join(chance.choices(WORDS, k=4)) + f" number{chance.randrange(5000)}"
    given = {name: getattr(claim, name) for name in ("id", "report", "kind", "stance")}
    return {**given, "coding": 1, "names_event": "", "sentence": sentence, "start": 0, "end": 9}


QUERIES = {
    "all, first page": Wanted(),
    "country and kind": Wanted(place="MLI", kinds=frozenset({"air-strike"})),
    "place by name": Wanted(place="Town 70"),
    "within 50 km": Wanted(around=Around(0.0, 45.0, 50.0)),
    "within 500 km, one month": Wanted(around=Around(0.0, 45.0, 500.0), since=dt.date(2020, 3, 1), until=dt.date(2020, 3, 31)),
    "one month": Wanted(since=dt.date(2020, 3, 1), until=dt.date(2020, 3, 31)),
    "actor by name": Wanted(actor="Group 77"),
    "actor and status": Wanted(actor="group-77", statuses=frozenset({"contested"})),
    "text, rare": Wanted(text="number77 market"),
    "text, common": Wanted(text="hospital bridge"),
    "all together": Wanted(
        around=Around(0.0, 45.0, 500.0), actor="Group 7", since=dt.date(2018, 1, 1), statuses=frozenset({"reported"}), text="market"
    ),
}


def timed(run: Callable[[], int]) -> tuple[float, int]:
    taken, found = [], 0
    for _ in range(RUNS):
        start = time.perf_counter()
        found = run()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken), found


def page(store: Store, wanted: Wanted) -> int:
    with store.reading() as connection:
        return len(list(find_events(connection, replace(wanted, limit=PAGE))))


def one(store: Store, id_: str) -> int:
    with store.reading() as connection:
        return int(find_event(connection, id_) is not None)


def main(number: int, path: Path) -> None:
    start = time.perf_counter()
    store = open_store(str(path), made_by="bench", create=True)
    fill(store, number)
    print(f"{number:,} events written in {time.perf_counter() - start:.0f} s, {path.stat().st_size / 1e6:.0f} MB")
    print(f"{'query, ' + str(PAGE) + ' events at most':36} {'ms':>7} {'events':>7}")
    for name, wanted in QUERIES.items():
        taken, found = timed(lambda wanted=wanted: page(store, wanted))  # type: ignore[misc]  # bound now
        print(f"{name:36} {taken:7.1f} {found:7}")
    last = hashlib.sha256(str(number - 1).encode()).hexdigest()[:16]
    taken, found = timed(lambda: one(store, last))
    print(f"{'one event by its id':36} {taken:7.1f} {found:7}")


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    if len(sys.argv) > 2:
        main(asked, Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(asked, Path(folder) / "bench.db")
