"""The API over a database of 50,000 events under load: filtered events at 200 requests a second, and what a page asks for.

    python bench/api.py [EVENTS] [FILE]

The database is that of bench/store.py, made in FILE where it is not there. The server is `vedette serve` on the loopback. A client
of our own asks at a steady pace, then wrk as fast as it is answered; each request has another of many filters. Needs wrk on PATH.
"""

from __future__ import annotations

import gzip
import http.client
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote_plus

sys.path.insert(0, str(Path(__file__).parent))

from store import WORDS, fill  # noqa: E402

import vedette  # noqa: E402
from vedette.lexicon.kinds import kinds  # noqa: E402
from vedette.store import open_store  # noqa: E402

PACE, SECONDS, CONNECTIONS = 200, 10, 16
STATUSES = ("reported", "corroborated", "contested")


def filters(number: int) -> list[str]:
    """Addresses of filtered events, each another, of all sorts of filter."""
    chance = random.Random(11)  # noqa: S311  # a benchmark, not a secret
    known = sorted(kinds())

    def one() -> str:
        day = f"20{chance.randrange(15, 25)}-{chance.randrange(1, 13):02}"
        west, south = chance.randrange(0, 80), chance.randrange(-30, 25)
        return chance.choice(
            [
                f"kind={chance.choice(known)}&status={chance.choice(STATUSES)}",
                f"place=Town+{chance.randrange(3000)}",
                f"place={chance.randrange(-30, 25)}.5,{chance.randrange(0, 80)}.5&within={chance.choice((25, 50, 200))}",
                f"since={day}-01&until={day}-28",
                f"actor=group-{chance.randrange(400)}",
                f"text={chance.choice(WORDS)}+number{chance.randrange(5000)}",
                f"bbox={west},{south},{west + 5},{south + 5}&kind={chance.choice(known)},{chance.choice(known)}",
                f"kind=conflict&since={day}-01&until={day}-28&sort=-killed",
            ]
        )

    return [f"/api/events?{one()}" for _ in range(number)]


@contextmanager
def serving(path: Path) -> Iterator[tuple[int, int]]:
    """The port of `vedette serve` on the database, and the number of its process."""
    command = [sys.executable, "-m", "vedette", "serve", "--db", str(path), "--port", "0"]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr
        for line in server.stderr:
            found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
            if found:
                yield int(found[1]), server.pid
                return
        raise SystemExit("the server did not start")
    finally:
        server.terminate()
        server.wait(30)


def asked(connection: http.client.HTTPConnection, address: str, **headers: str) -> tuple[float, bytes]:
    """Milliseconds until the whole answer is there, and the answer."""
    start = time.perf_counter()
    connection.request("GET", address, headers={"Accept-Encoding": "gzip", **headers})
    answer = connection.getresponse()
    body = answer.read()
    taken = (time.perf_counter() - start) * 1000
    assert answer.status in (200, 304), (answer.status, address, body[:200])
    return taken, gzip.decompress(body) if answer.getheader("Content-Encoding") == "gzip" else body


def by_wrk(port: int, addresses: list[str], folder: Path) -> None:
    """As many requests as are answered, by wrk."""
    listed = ",".join(json.dumps(address) for address in addresses)
    script = folder / "filters.lua"
    script.write_text(
        f"local paths = {{{listed}}}\nlocal n = 0\n"
        "request = function() n = n % #paths + 1; return wrk.format('GET', paths[n], {['Accept-Encoding'] = 'gzip'}) end\n"
    )
    wrk = ["wrk", "-t1", "-c8", f"-d{SECONDS}s", "--latency", "-s", str(script), f"http://127.0.0.1:{port}"]
    told = subprocess.run(wrk, capture_output=True, text=True, check=True, timeout=SECONDS + 60).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", told)
    lines = [
        line.strip() for line in told.splitlines() if re.match(r"\s+(50|90|99)%", line) or "Non-2xx" in line or "Socket" in line
    ]
    print(f"wrk, 8 connections, as fast as they go: {float(rate[1]) if rate else 0:.0f} requests a second; {'; '.join(lines)}")


def processor_ms(process: int) -> float:
    """Milliseconds of processor that a process has had so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def at_pace(port: int, addresses: list[str]) -> None:
    """So many requests a second, each begun at its own time whether others are answered or not."""
    start, taken, lock = time.perf_counter() + 0.2, [], threading.Lock()
    numbers = iter(range(PACE * SECONDS))

    def ask() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while True:
            with lock:
                number = next(numbers, None)
            if number is None:
                return
            due = start + number / PACE
            time.sleep(max(0.0, due - time.perf_counter()))
            asked(connection, addresses[number % len(addresses)])
            with lock:
                taken.append((time.perf_counter() - due) * 1000)  # what waited for a connection counts too

    threads = [threading.Thread(target=ask) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    cuts = statistics.quantiles(taken, n=100)
    rate = len(taken) / (time.perf_counter() - start)
    told = f"median {cuts[49]:.1f} ms, p95 {cuts[94]:.1f} ms, p99 {cuts[98]:.1f} ms"
    print(f"{PACE} asked a second for {SECONDS} s: {rate:.0f} answered a second, {told}")


def the_page(port: int) -> None:
    """What a page asks for when it is opened, and when a filter changes."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    for name in ("first", "again"):
        taken, body = asked(connection, "/api/feed")
        print(f"feed, {name}: {taken:.0f} ms, {len(body) / 1e6:.1f} MB, {len(gzip.compress(body, 5)) / 1e6:.1f} MB packed")
    for address in ("kind=conflict", "text=hospital", f"actor={quote_plus('Group 77')}", "since=2020-03-01&until=2020-03-31"):
        taken, body = asked(connection, f"/api/feed/rows?{address}")
        print(f"rows, {address}: {taken:.0f} ms, {json.loads(body)['total']} of {json.loads(body)['of']}")
    for address in ("/api/meta", "/api/facets", "/api/facets?kind=conflict", "/api/events?sort=-killed"):
        print(f"{address}: {asked(connection, address)[0]:.0f} ms")


def main(number: int, path: Path, folder: Path) -> None:
    if not path.exists():
        store = open_store(str(path), made_by=vedette.__version__, create=True)
        fill(store, number)
        store.close()
    load = f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    print(f"{number:,} events, {path.stat().st_size / 1e6:.0f} MB; {load}")
    addresses = filters(2000)
    with serving(path) as (port, process):
        the_page(port)
        before = processor_ms(process)
        at_pace(port, addresses)
        print(f"{(processor_ms(process) - before) / (PACE * SECONDS):.1f} ms of processor a request")
        by_wrk(port, addresses, folder)
    print(f"load of the machine after: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    if shutil.which("wrk") is None:
        raise SystemExit("wrk is not on PATH: apt install wrk")
    events = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    with tempfile.TemporaryDirectory() as scratch:
        main(events, Path(sys.argv[2]) if len(sys.argv) > 2 else Path(scratch) / "bench.db", Path(scratch))
