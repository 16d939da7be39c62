"""Feeds broken at random, read for some seconds of the processor: a feed or one line of refusal may come of any, and soon.

    python bench/fuzz_feeds.py --seconds 600 --seed 1

What is found is printed with the seed that makes it again, and belongs into tests/intake/test_feeds.py.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import sys
import time
import traceback
import warnings
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "intake"))

from test_feeds import ATOM, INDEX, JSON, NEWS, NOW, OLD, RDF, URL, item, rss

from vedette.errors import ReportError
from vedette.intake.entries import report_of_entry
from vedette.intake.feeds import read_feed
from vedette.model import Feed

SEEDS = [text.encode() for text in (ATOM, INDEX, JSON, NEWS, OLD, RDF, rss(*(item(number) for number in range(20))))]
SEEDS += [rss(item()).encode("utf-16"), rss(item(more="<content:encoded><![CDATA[<p>x</p>]]></content:encoded>")).encode()]
PIECES = b"""<![CDATA[ ]]> <!-- --> <!DOCTYPE <!ENTITY <?xml ?> &amp; &#0; &#xD800; &#x1F4A5; &nbsp; xmlns= xml:base=""
<item> </item> <entry> <rss> </rss> <content:encoded> <link href="//"/> http://[ javascript: %00 {"items": [ ] } null 1e999 \\ud800
9999-99-99 -0001
\xff\xfe \xef\xbb\xbf \x00 \xc3\x28 \xe2\x80\xae""".split()
# Longer than any of these inputs should take, also on a busy machine.
SLOW_SECONDS = 20.0


def broken(chance: random.Random) -> bytes:
    """A feed with a few things changed at random."""
    data = bytearray(chance.choice(SEEDS))
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + chance.choice((1, 3, 20, 200)))
        piece = bytes(data[at:end])
        match chance.randrange(7):
            case 0:
                del data[at:end]
            case 1:
                data[at:at] = chance.choice(PIECES)
            case 2:
                data[at:at] = piece * chance.choice((1, 2, 50, 1_000))
            case 3:
                data[at:end] = bytes(chance.randrange(256) for _ in range(end - at))
            case 4:
                other = chance.choice(SEEDS)
                data[at:at] = other[chance.randrange(len(other)) :]
            case 5:
                data[at:at] = chance.choice(PIECES) * chance.choice((10, 1_000))
            case _:
                del data[at:]
        if not data or len(data) > 2_000_000:
            break
    return bytes(data)


def tried(data: bytes, now: dt.datetime) -> str:
    """What came of it."""
    try:
        channel = read_feed(data, url=URL, now=now)
    except ReportError as error:
        assert str(error).strip() and "\n" not in str(error), "a refusal of more than one line"
        return "refused"
    for entry in channel.entries[:5]:
        try:
            report_of_entry(entry, Feed(URL, "Outlet", full_text=True), None, now=now)
        except ReportError:
            continue
    return "read"


def main() -> None:
    """Runs until the time is over; ends with 1 at the first that is wrong."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--seconds", type=float, default=60.0)
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args()
    warnings.simplefilter("ignore")
    seed, came, slowest = options.seed, {"read": 0, "refused": 0}, 0.0
    while time.process_time() < options.seconds:
        data, start = broken(random.Random(seed)), time.process_time()  # noqa: S311  # chances, not secrets
        try:
            came[tried(data, NOW)] += 1
        except Exception:
            print(f"seed {seed}: {len(data)} bytes\n{traceback.format_exc()}")
            sys.exit(1)
        lasted = time.process_time() - start
        slowest = max(slowest, lasted)
        if lasted > SLOW_SECONDS:
            print(f"seed {seed}: {len(data)} bytes lasted {lasted:.0f} s")
            sys.exit(1)
        seed += 1
    print(f"{seed - options.seed} feeds, seeds {options.seed}–{seed - 1}: {came}; the slowest {slowest:.1f} s")


if __name__ == "__main__":
    main()
