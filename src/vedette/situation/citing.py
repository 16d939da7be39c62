"""What a statement tells -> the sentences that it rests on: as few as bear every name, place, day and figure in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

from vedette.model import ActorMention, JoinedEvent, Mention, Reading, ReportHead
from vedette.situation.telling import main_readings, toll_reading

Cite = tuple[str, Mention]
Heads = Mapping[str, ReportHead]
REPEATS = frozenset({"reprint", "paraphrase"})


def originals(reports: Iterable[str], heads: Heads) -> tuple[str, ...]:
    """The reports without those that only repeat another of them."""
    told = tuple(report for report in reports if report in heads)
    return tuple(one for one in told if not (heads[one].how in REPEATS and heads[one].copy_of in told)) or told


def voices(event: JoinedEvent, heads: Heads, stances: Iterable[str]) -> list[Reading]:
    """One reading of each report that tells of an event with these stances, copies left out."""
    said = main_readings(event, tuple(stances))
    kept = originals((reading.claim.report for reading in said), heads)
    return [reading for reading in said if reading.claim.report in kept]


def cites_of(event: JoinedEvent, said: Sequence[Reading], *, toll: bool = True) -> tuple[Cite, ...]:
    """The sentences of `said`, and of further readings until parties, place, days and with `toll` the toll are borne out."""
    chosen = list(said)
    for bears in _needs(event):
        fitting = sorted((reading for reading in event.readings if bears(reading)), key=_is_title)
        if fitting and not any(bears(reading) for reading in chosen):
            chosen.append(fitting[0])
    if toll:
        found = (toll_reading(event, one.toll, say) for one in event.toll for say in one.by)
        chosen += [reading for reading in found if reading is not None]
    return in_order(event.reports, [(reading.claim.report, reading.claim.sentence) for reading in chosen])


def in_order(reports: Sequence[str], cites: Iterable[Cite]) -> tuple[Cite, ...]:
    """Each sentence once, by the order of the reports, then of the text."""
    rank = {report: number for number, report in enumerate(reports)}
    once = {(report, sentence.start): (report, sentence) for report, sentence in cites}.values()
    return tuple(sorted(once, key=lambda cite: (rank.get(cite[0], len(rank)), cite[0], cite[1].start)))


def _needs(event: JoinedEvent) -> list[Callable[[Reading], bool]]:
    """What some cited reading must bear."""
    needs = [_with_party(mention) for mention in (*event.actors, *event.recipients)]
    if event.place is not None:
        needs.append(lambda reading: reading.place is not None and _place(reading) == _place_of(event))
    if event.when is not None:
        needs += [_with_day(event.when.value.earliest, "earliest"), _with_day(event.when.value.latest, "latest")]
    return needs


def _with_party(mention: ActorMention) -> Callable[[Reading], bool]:
    name = mention.match.value.name
    return lambda reading: name in {one.match.value.name for one in (*reading.actors, *reading.recipients)}


def _with_day(day: dt.date | None, end: Literal["earliest", "latest"]) -> Callable[[Reading], bool]:
    """That begins, or ends, on this day; a day that sentences only add up to is borne by any that has an end on it."""
    if day is None:
        return lambda _: True
    return lambda reading: reading.when is not None and getattr(reading.when.value, end) == day


def _is_title(reading: Reading) -> bool:
    return reading.claim.part == "title"


def _place(reading: Reading) -> object:
    place = reading.place
    return None if place is None else place.match.value if place.match else place.mention.named.text


def _place_of(event: JoinedEvent) -> object:
    place = event.place
    return None if place is None else place.match.value if place.match else place.mention.named.text
