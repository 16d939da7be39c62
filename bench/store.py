"""Queries over a database of 100,000 events, in SQLite and in PostgreSQL side by side: milliseconds of each, the median of nine.

    python bench/store.py [EVENTS] [FILE]

The database is made of one joined event, moved about in place, time, kind and parties; it is kept in FILE where one is named.
The server of PostgreSQL is one of its own, started for this, where that is installed; it gets its events by `vedette copy`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import postgres_server  # noqa: E402
import sqlalchemy as sa  # noqa: E402
from coded_example import coded, report  # noqa: E402

from vedette.formats.cards import card_line  # noqa: E402
from vedette.joining import join_reports  # noqa: E402
from vedette.lexicon.kinds import kinds  # noqa: E402
from vedette.model import Around, Interval, JoinedEvent, Rejoined, Restated, Wanted  # noqa: E402
from vedette.store import Store, begin_anew, find_event, find_events, open_store, replace_views, save  # noqa: E402
from vedette.store.copying import copy  # noqa: E402
from vedette.store.schema import claims, sentence_texts, unjoined  # noqa: E402

RUNS = 9
PAGE = 50
LOT = 10_000
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
    """So many events, so many at a time, and what they stand on."""
    chance = random.Random(7)  # noqa: S311  # a benchmark, not a secret
    example = coded(report())
    save(store, example)
    event = next(one for one in join_reports([example]).events if one.place and one.place.match and one.when)
    with store.writing() as connection:
        begin_anew(connection, store.made_by)
        seq = connection.scalar(sa.select(sa.func.max(claims.c.seq))) or 0
    for start in range(0, number, LOT):
        events = tuple(moved(event, n, chance) for n in range(start, min(start + LOT, number)))
        rows = [claim_row(reading.claim, chance) for one in events for reading in one.readings]
        numbered = [{**row, "seq": seq + n} for n, row in enumerate(rows, 1)]
        seq += len(rows)
        with store.writing() as connection:
            connection.execute(claims.insert(), numbered)
            connection.execute(sentence_texts.insert(), [{"rowid": row["seq"], "sentence": row["sentence"]} for row in numbered])
            parts = frozenset(part for one in events for part in one.parts)
            nothing: frozenset[str] = frozenset()
            made = Rejoined(nothing, nothing, nothing, parts, (), (), (), (), (), events)
            replace_views(connection, made, Restated(nothing, (), (), {}, {}), card_line)
    with store.writing() as connection:
        connection.execute(unjoined.delete())
        store.settle(connection)


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


def megabytes(store: Store) -> float:
    with store.reading() as connection:
        asked = {"sqlite": "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"}
        asked["postgresql"] = "SELECT pg_database_size(current_database())"
        return int(connection.exec_driver_sql(asked[connection.dialect.name]).scalar() or 0) / 1e6


@contextmanager
def on_a_server() -> Iterator[Store | None]:
    """An empty database of PostgreSQL as it comes from Debian, with 512 MB for what it holds in memory; none where it is not."""
    if postgres_server.found() is None:
        print(f"{postgres_server.LACKING}; SQLite alone is measured")
        yield None
        return
    with postgres_server.started({"shared_buffers": "512MB", "listen_addresses": "127.0.0.1"}) as server:
        store = open_store(server.make("bench"), made_by="bench")
        yield store
        store.close()


def main(number: int, path: Path) -> None:
    with on_a_server() as other:
        stores = [open_store(str(path), made_by="bench", create=True), *([other] if other else [])]
        start = time.perf_counter()
        fill(stores[0], number)
        print(f"{number:,} events written into SQLite in {time.perf_counter() - start:.0f} s, {megabytes(stores[0]):.0f} MB")
        if other:
            start = time.perf_counter()
            rows = sum(copy(stores[0], other).values())
            taken, size = time.perf_counter() - start, megabytes(other)
            speed = f"{rows:,} rows, {rows / taken:,.0f} a second"
            print(f"copied into PostgreSQL and looked over in {taken:.0f} s: {speed}; {size:.0f} MB")
        table(stores, number)
        for store in stores:
            store.close()


def table(stores: list[Store], number: int) -> None:
    last = hashlib.sha256(str(number - 1).encode()).hexdigest()[:16]
    heads = "".join(f" {store.engine.dialect.name + ' ms':>14}" for store in stores)
    print(f"{'query, ' + str(PAGE) + ' events at most':36}{heads} {'events':>7}")
    for name, wanted in QUERIES.items():
        told(name, [timed(lambda store=store, wanted=wanted: page(store, wanted)) for store in stores])  # type: ignore[misc]  # bound now
    told("one event by its id", [timed(lambda store=store: one(store, last)) for store in stores])  # type: ignore[misc]  # bound now


def told(name: str, measured: list[tuple[float, int]]) -> None:
    assert len({found for _, found in measured}) == 1, f"{name}: the databases differ: {measured}"
    print(f"{name:36}{''.join(f' {taken:14.1f}' for taken, _ in measured)} {measured[0][1]:7}")


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    if len(sys.argv) > 2:
        main(asked, Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(asked, Path(folder) / "bench.db")
