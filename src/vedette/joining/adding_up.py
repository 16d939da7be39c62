"""Readings of one happening -> the Event that they add up to: the tightest place and days, all parties, the fullest toll."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from vedette.model import ActorMention, Count, Event, Interval, Match, Mention, PlaceMention, Reading, Toll

PROTEST_BY_WEIGHT = ("protest", "protest-with-intervention", "force-against-protesters", "riot")
TOLLS = ("killed", "wounded", "captured", "missing", "displaced")


def add_up(readings: Sequence[Reading], *, salience: float) -> Event:
    """The event of these readings, which agree on stance; its kind is the one that most of them, then the first, tell."""
    claims = [reading.claim for reading in readings]
    kinds = [claim.kind for claim in claims]
    actors, recipients = _sides(readings)
    when, words = _when(readings)
    return Event(
        id=hashlib.sha256(min(claim.id for claim in claims).encode()).hexdigest()[:16],
        kind=_kind(kinds),
        stance=claims[0].stance,
        salience=salience,
        readings=tuple(sorted(readings, key=lambda reading: reading.claim.trigger.start)),
        actors=_parties(actors),
        recipients=_parties(recipients),
        place=_place(readings),
        when=when,
        when_words=words,
        toll=Toll(**{field: _count([getattr(reading.toll, field) for reading in readings]) for field in TOLLS}),
    )


def _kind(kinds: Sequence[str]) -> str:
    """The kind that most tell, then the first; a protest is what the gravest of its readings makes of it (ACLED codebook)."""
    if all(kind in PROTEST_BY_WEIGHT for kind in kinds):
        return max(kinds, key=PROTEST_BY_WEIGHT.index)
    return max(kinds, key=lambda kind: (kinds.count(kind), -kinds.index(kind)))


def _sides(readings: Sequence[Reading]) -> tuple[list[ActorMention], list[ActorMention]]:
    """Actors and recipients; who disperses a protest that is itself told is the crowd's other side, not its fellow."""
    crowd = [reading for reading in readings if reading.claim.kind in ("protest", "riot")]
    met = [reading for reading in readings if reading.claim.kind in ("protest-with-intervention", "force-against-protesters")]
    if crowd and met:
        others = [actor for reading in met for actor in reading.actors]
        return [actor for reading in crowd for actor in reading.actors], others
    actors = [actor for reading in readings for actor in reading.actors]
    return actors, [actor for reading in readings for actor in reading.recipients]


def _parties(mentions: Sequence[ActorMention]) -> tuple[ActorMention, ...]:
    """Each party once, by its surest mention; one known only by a general word gives way to a named one of its side."""
    best: dict[str, ActorMention] = {}
    for mention in mentions:
        key = mention.match.value.id or mention.match.value.name
        if key not in best or mention.match.score > best[key].match.score:
            best[key] = mention
    named = [mention for mention in best.values() if mention.match.value.id is not None]
    return tuple(mention for mention in best.values() if not _gives_way(mention, named))


def _gives_way(mention: ActorMention, named: Sequence[ActorMention]) -> bool:
    """ "Unidentified aircraft" gives way to a party of the roster that may be the same."""
    value = mention.match.value
    if value.id is not None or not value.name.startswith("Unidentified"):
        return False
    return any(
        value.country in (None, other.match.value.country) and value.sector in (None, other.match.value.sector) for other in named
    )


def _place(readings: Sequence[Reading]) -> PlaceMention | None:
    """The place with the smallest radius; an unresolved one only where no other is told."""
    told = [reading.place for reading in readings if reading.place is not None]
    sure = [place for place in told if place.match is not None]
    if sure:
        return min(sure, key=lambda place: place.match.value.radius_km if place.match else 0.0)
    return told[0] if told else None


def _when(readings: Sequence[Reading]) -> tuple[Match[Interval] | None, Mention | None]:
    """The narrowest days that words give, else the narrowest of all, within what the others allow; with the words.

    "It was going on when told" bounds nothing: the words for "the killing" stand in the present where it is over.
    """
    told = [reading for reading in readings if reading.when is not None]
    if not told:
        return None, None
    best = min(
        told, key=lambda reading: (reading.claim.when is None, _width(reading), -(reading.when.score if reading.when else 0.0))
    )
    days = best.when.value if best.when else Interval(None, None)
    for other in told:
        if other.claim.tense != "present" or other.claim.when is not None:
            days = (overlap(days, other.when.value) if other.when else None) or days
    cut = best.when is not None and days != best.when.value
    when = (
        replace(best.when, value=days, reason=f"{best.when.reason}; cut to what the other sentences allow")
        if best.when and cut
        else best.when
    )
    return when, best.claim.when


def overlap(one: Interval, other: Interval) -> Interval | None:
    """The days that two intervals share; None where they share none."""
    starts = [day for day in (one.earliest, other.earliest) if day is not None]
    ends = [day for day in (one.latest, other.latest) if day is not None]
    earliest, latest = max(starts, default=None), min(ends, default=None)
    if earliest is not None and latest is not None and earliest > latest:
        return None
    return Interval(earliest, latest)


def _width(reading: Reading) -> int:
    days = reading.when.value if reading.when else Interval(None, None)
    if days.earliest is None or days.latest is None:
        return 10**6
    return (days.latest - days.earliest).days


def _count(counts: Sequence[Match[Count] | None]) -> Match[Count] | None:
    """The first count told, or a later one that is exact where the first is not."""
    told = [count for count in counts if count is not None]
    exact = [count for count in told if count.value.low == count.value.high]
    return exact[0] if exact else told[0] if told else None
