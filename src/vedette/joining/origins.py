"""Reports and their copies -> where the news of each comes from, with the reason: itself, the report it copies, or an outlet.

A credit at the head, the foot or in the byline names an agency; a lead that another outlet is said to tell ("…, AFP
reported") is that outlet's. Reports of one origin count as one source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from vedette.lexicon import load
from vedette.model import Coded, Copy, Origin, Reading, Report, Speaker
from vedette.resolving.sources import NOBODY, outlet_key, outlet_role, plain_name, report_key, source_of

OUTLETS = frozenset({"agency", "media"})
WATCHING = OUTLETS | {"monitor"}
CREDITED, CARRIED, QUOTED = 0.9, 0.7, 0.6
SHORT = 45  # characters that a credit line may have
LEADS = 2  # sentences whose carrier is the whole report's


def credit_of(coded: Coded, publishers: frozenset[str]) -> Copy | None:
    """What a report is by its own words, where these credit it to another outlet; `publishers` are plain names of outlets."""
    report = coded.report
    for name, score, reason in _credits(coded):
        if (outlet_role(name) in OUTLETS or plain_name(name) in publishers) and not _own(name, report):
            return Copy(report.id, outlet_key(name), "credit", score, reason)
    return None


def names_of_credits(coded: Coded) -> tuple[str, ...]:
    """The plain names in the places of credits that no list knows: they are credits where a publisher has that name."""
    return tuple(sorted({plain_name(name) for name, _, _ in _credits(coded) if outlet_role(name) not in OUTLETS}))


def _credits(coded: Coded) -> Iterator[tuple[str, float, str]]:
    """Names that stand where a credit does, each with a score and a reason."""
    for name, words in _named(coded.report):
        yield name, CREDITED, f"{words!r} credits it to {name}"
    for reading in _leading(coded):
        for speaker in reading.claim.speakers:
            name = speaker.name or speaker.mention.named.text
            if speaker.role in OUTLETS:
                yield name, CARRIED, f"its lead is told after {name}"


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


def _own(name: str, report: Report) -> bool:
    return report.publisher is not None and outlet_key(name) == outlet_key(report.publisher)


def _leading(coded: Coded) -> list[Reading]:
    """The readings of the first sentences of the body that tell anything."""
    readings = [reading for event in coded.events for reading in event.readings if reading.claim.part == "body"]
    first = sorted({reading.claim.sentence_index for reading in readings})[:LEADS]
    return [reading for reading in readings if reading.claim.sentence_index in first]


def quote_of(coded: Coded) -> Copy | None:
    """What a report is where one monitor or outlet tells all of its news."""
    speakers = _all_tell(coded)
    if speakers is None or speakers[0].role not in WATCHING:
        return None
    source = source_of(speakers, "")
    if source in ("", report_key(coded.report)):
        return None
    return Copy(coded.report.id, source, "quote", QUOTED, f"all that it tells is told by {speakers[0].mention.text}")


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


def find_origins(coded: Mapping[str, Coded], copies: Mapping[str, Copy]) -> dict[str, Origin]:
    """Where each report's news comes from: along its copies to the first; by report id."""
    return {report: _origin(report, coded, copies) for report in coded}


def _origin(report: str, coded: Mapping[str, Coded], copies: Mapping[str, Copy]) -> Origin:
    at, reason, seen = report, "its own words", {report}
    while (copy := copies.get(at)) is not None and copy.how != "quote" and copy.of not in seen:
        reason = copy.reason if at == report else f"{reason}; {copy.reason}"
        seen.add(copy.of)
        at = copy.of
    return Origin(report, report_key(coded[at].report) if at in coded else at, reason)
