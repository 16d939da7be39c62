"""Reports and their copies -> where the news of each comes from, with the reason: itself, the report it copies, or an outlet.

A credit at the head, the foot or in the byline names an agency; a lead that another outlet is said to tell ("…, AFP
reported") is that outlet's. Reports of one origin count as one source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from vedette.lexicon import load
from vedette.model import Coded, Copy, Origin, Reading, Report, Speaker
from vedette.resolving.sources import NOBODY, outlet_key, outlet_role, plain_name, report_key, source_of

OUTLETS = frozenset({"agency", "media"})
WATCHING = OUTLETS | {"monitor"}
CREDITED, CARRIED, QUOTED = 0.9, 0.7, 0.6
SHORT = 45  # characters that a credit line may have
LEADS = 2  # sentences whose carrier is the whole report's


def find_credits(coded: Sequence[Coded]) -> dict[str, Copy]:
    """The reports that are another outlet's by their own words, by report id."""
    publishers = {plain_name(one.report.publisher) for one in coded if one.report.publisher}
    found = {}
    for one in coded:
        credit = next(_credits(one, publishers), None)
        if credit is not None:
            found[one.report.id] = credit
    return found


def _credits(coded: Coded, publishers: set[str]) -> Iterator[Copy]:
    report = coded.report
    for name, words in _named(report):
        if _is_outlet(name, publishers) and not _own(name, report):
            yield Copy(report.id, outlet_key(name), "credit", CREDITED, f"{words!r} credits it to {name}")
    for reading in _leading(coded):
        for speaker in reading.claim.speakers:
            name = speaker.name or speaker.mention.named.text
            if speaker.role in OUTLETS and _is_outlet(name, publishers) and not _own(name, report):
                yield Copy(report.id, outlet_key(name), "credit", CARRIED, f"its lead is told after {name}")


def _named(report: Report) -> Iterator[tuple[str, str]]:
    """Names in the places where credits stand, with the words around them."""
    body = report.text[len(report.title) :].lstrip() if report.title and report.text.startswith(report.title) else report.text
    last = body.rstrip().rsplit("\n", 1)[-1].strip()
    stretches = {"opening": body[:120], "end": last if len(last) <= SHORT else last[-SHORT:], "byline": report.byline or ""}
    for where, pattern in _patterns():
        stretch = stretches[where]
        if where == "end" and pattern.pattern.startswith("(?:^") and len(last) > SHORT:
            continue  # a bare name ends a line of its own
        mark = pattern.search(stretch) if where == "end" else pattern.match(stretch)
        if mark is not None:
            yield mark["outlet"].strip(), mark.group().strip()


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["where"], re.compile(row["pattern"])) for row in load().rows("bylines", "credit"))


def _is_outlet(name: str, publishers: set[str]) -> bool:
    return outlet_role(name) in OUTLETS or plain_name(name) in publishers


def _own(name: str, report: Report) -> bool:
    return report.publisher is not None and outlet_key(name) == outlet_key(report.publisher)


def _leading(coded: Coded) -> list[Reading]:
    """The readings of the first sentences of the body that tell anything."""
    readings = [reading for event in coded.events for reading in event.readings if reading.claim.part == "body"]
    first = sorted({reading.claim.sentence_index for reading in readings})[:LEADS]
    return [reading for reading in readings if reading.claim.sentence_index in first]


def find_quotes(coded: Sequence[Coded], copies: Sequence[Copy]) -> list[Copy]:
    """The reports all of whose news one monitor or outlet tells, and that are no other copies."""
    known = {copy.report for copy in copies}
    found = []
    for one in coded:
        if one.report.id in known:
            continue
        speakers = _all_tell(one)
        if speakers is not None and speakers[0].role in WATCHING and source_of(speakers, "") not in ("", report_key(one.report)):
            found.append(
                Copy(
                    one.report.id,
                    source_of(speakers, ""),
                    "quote",
                    QUOTED,
                    f"all that it tells is told by {speakers[0].mention.text}",
                )
            )
    return found


def _all_tell(coded: Coded) -> tuple[Speaker, ...] | None:
    """The speakers of a report that has its news from one mouth."""
    chains = [
        reading.claim.speakers
        for event in coded.events
        if event.stance == "asserted"
        for reading in event.readings
        if reading.claim.part == "body"
    ]
    if not chains or any(not chain or chain[0].role in NOBODY for chain in chains):
        return None
    return chains[0] if len({source_of(chain, "") for chain in chains}) == 1 else None


def find_origins(coded: Sequence[Coded], copies: Sequence[Copy]) -> tuple[Origin, ...]:
    """Where each report's news comes from: along its copies to the first, by report id."""
    keys = {one.report.id: report_key(one.report) for one in coded}
    by_report = {copy.report: copy for copy in copies if copy.how != "quote"}
    return tuple(_origin(report, keys, by_report) for report in sorted(keys))


def _origin(report: str, keys: dict[str, str], copies: dict[str, Copy]) -> Origin:
    at, reason, seen = report, "its own words", {report}
    while at in copies and copies[at].of not in seen:
        copy = copies[at]
        reason = copy.reason if at == report else f"{reason}; {copy.reason}"
        seen.add(copy.of)
        at = copy.of
    return Origin(report, keys.get(at, at), reason)
