"""Readings of one happening -> the Event that they add up to: the tightest place and days, all parties, the fullest toll."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from vedette.joining.comparing import sides
from vedette.joining.protests import WEIGHT
from vedette.lexicon.grammar import listed
from vedette.lexicon.kinds import kinds
from vedette.model import TOLLS, ActorMention, Count, Event, Interval, Match, Mention, PlaceMention, Reading, Toll, TollPart

MET = ("protest-with-intervention", "force-against-protesters")
CROWD = frozenset({*WEIGHT, "mob-violence"})
FROM_THE_AIR = frozenset({"air-strike", "drone-strike"})
TOTALS = listed("totals")
FURTHER = listed("further")
COUNTS = listed("number-words") | listed("tens-words") | listed("round-numbers") | FURTHER
PLURAL = Count(2, None)
_WORDS = re.compile(r"\w+")


def add_up(readings: Sequence[Reading], *, salience: float, came_to: Sequence[tuple[str, Reading]] = ()) -> Event:
    """The event of these readings, which agree on stance; its kind is the one that most of them, then the first, tell.

    `came_to` are the kinds that what is told beside a protest makes of it, each with the reading that does.
    """
    claims = [reading.claim for reading in readings]
    exact = {claim.kind for claim in claims if claim.part == "body"} - {"attack", "killing"}
    kept = [
        claim for claim in claims if not (exact and claim.part == "title" and claim.kind == "attack")
    ]  # a headline's word for it
    told = [*(claim.kind for claim in kept), *(kind for kind, _ in came_to)]
    actors, recipients = _sides(readings)
    actors = _without_implied(actors, readings)
    recipients += [actor for kind, reading in came_to if kind in MET for actor in reading.actors]
    when, words = _when(readings)
    in_order = sorted(readings, key=lambda reading: reading.claim.trigger.start)
    return Event(
        id=hashlib.sha256(min(claim.id for claim in claims).encode()).hexdigest()[:16],
        kind=(kind := kind_of(told)),
        stance=claims[0].stance,
        salience=salience,
        readings=tuple(in_order),
        actors=parties_of(actors),
        recipients=_others(parties_of(recipients), parties_of(actors))
        if kinds()[kind].two_sided or kind in CROWD
        else parties_of(recipients),
        place=_place(readings),
        when=when,
        when_words=words,
        toll=_toll(in_order),
    )


def kind_of(kinds: Sequence[str]) -> str:
    """The kind that most tell, then the first; a protest is what the gravest of its readings makes of it (ACLED codebook).

    A killing that is told of another event is what that brought about, so it has no say; nor has
    "the bombing" of what came from the air.
    """
    kinds = [kind for kind in kinds if kind != "killing"] or kinds
    if FROM_THE_AIR & set(kinds):
        kinds = [kind for kind in kinds if kind != "bombing"]
    if set(kinds) <= CROWD and set(kinds) != {"mob-violence"}:
        return max(("riot" if kind == "mob-violence" else kind for kind in kinds), key=WEIGHT.index)
    return max(kinds, key=lambda kind: (kinds.count(kind), -kinds.index(kind)))


def _sides(readings: Sequence[Reading]) -> tuple[list[ActorMention], list[ActorMention]]:
    """Actors and recipients; who disperses a protest that is itself told is the crowd's other side, not its fellow."""
    crowd = [reading for reading in readings if reading.claim.kind in ("protest", "riot")]
    met = [reading for reading in readings if reading.claim.kind in MET]
    if crowd and met:
        others = [actor for reading in met for actor in reading.actors]
        return [actor for reading in crowd for actor in reading.actors], others
    return _told_best(readings, lambda reading: reading.actors), _told_best(readings, lambda reading: reading.recipients)


def _told_best(readings: Sequence[Reading], side: Callable[[Reading], Sequence[ActorMention]]) -> list[ActorMention]:
    """One side's parties; a headline's give way to those of the body that they may be."""
    body = [actor for reading in readings if reading.claim.part != "title" for actor in side(reading)]
    title = [actor for reading in readings if reading.claim.part == "title" for actor in side(reading)]
    told = [actor for actor in title if not any(_same_side(actor, other) for other in body)]
    return [*told, *body]


def _same_side(one: ActorMention, other: ActorMention) -> bool:
    return sides([one.match.value], [other.match.value]) in ("same", "alike")


def _without_implied(actors: list[ActorMention], readings: Sequence[Reading]) -> list[ActorMention]:
    """The actors without the protesters that the word for a protest implies, where anybody is named."""
    triggers = {reading.claim.trigger.start for reading in readings if reading.claim.kind in CROWD}
    told = [actor for actor in actors if actor.mention.start not in triggers]
    return told or actors


def parties_of(mentions: Sequence[ActorMention]) -> tuple[ActorMention, ...]:
    """Each party once, by its surest mention; one known only by a general word gives way to a named one of its side."""
    best: dict[str, ActorMention] = {}
    for mention in mentions:
        key = mention.match.value.key
        if key not in best or mention.match.score > best[key].match.score:
            best[key] = mention
    named = [mention for mention in best.values() if mention.match.value.id is not None]
    kept = [mention for mention in best.values() if not _gives_way(mention, named)]
    told = [mention for mention in kept if not _only_counted(mention)]
    return tuple(told or kept)


def _only_counted(mention: ActorMention) -> bool:
    """Whether a party is no more than a number of people: the "nine" whom a headline's strike kills."""
    value = mention.match.value
    words = set(mention.mention.text.lower().replace(",", "").split())
    return value.id is None and value.sector is None and all(word.isdigit() or word in COUNTS for word in words)


def _others(recipients: Sequence[ActorMention], actors: Sequence[ActorMention]) -> tuple[ActorMention, ...]:
    """The recipients of what two sides do to each other, without its fallen: "four militants" of a side that is named."""
    keys = {actor.match.value for actor in actors}
    named = [actor for actor in actors if actor.match.value.id is not None]
    return tuple(one for one in recipients if one.match.value not in keys and not _gives_way(one, named))


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
    provinces = {place.match.value.admin1 for place in sure if place.match and place.match.value.admin1 != place.match.value.name}
    sure = [
        place for place in sure if place.match and place.match.value.name not in provinces
    ] or sure  # "in Kaduna", the headline says
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
    if best.when is not None and best.claim.when is None and (later := _at_latest(days, told)) != days:
        return replace(best.when, value=later, reason=f"{best.when.reason}; it was over when told"), None
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


def _at_latest(days: Interval, told: Sequence[Reading]) -> Interval:
    """Days that only go on from what was told before begin there, and end when another reading was over: "have retaken X"."""
    ends = [reading.when.value for reading in told if reading.when is not None and reading.when.value.earliest is None]
    latest = [end.latest for end in ends if end.latest is not None]
    if days.earliest is None or days.latest is None or not latest:
        return days
    return Interval(days.earliest, max(days.latest, *latest))


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


def is_total(reading: Reading) -> bool:
    """Whether a reading counts all that its report tells of: "In total, 14 people died", or "14 dead." and nothing else."""
    words = _count_words(reading)
    if not words:
        return False
    others = set(_WORDS.findall(reading.claim.sentence.text.lower())) - words
    return bool(others & TOTALS) or bool(words & TOTALS) or others <= set(_WORDS.findall(reading.claim.trigger.text.lower()))


def counts_further(reading: Reading) -> bool:
    """Whether a reading counts people besides those counted before: "two others died"."""
    return reading.claim.toll.killed is not None and bool(_count_words(reading) & FURTHER)


def _count_words(reading: Reading) -> set[str]:
    told = [mention for field in TOLLS if (mention := getattr(reading.claim.toll, field)) is not None]
    return {word for mention in told for word in _WORDS.findall(mention.text.lower())}


def _toll(readings: Sequence[Reading]) -> Toll:
    """The counts of all readings, with the parts of those readings that give the count that was taken."""
    counts = {field: _count(readings, field) for field in TOLLS}
    parts: dict[tuple[str, str], TollPart] = {}
    for reading in readings:
        for part in reading.toll.parts:
            total, own = counts[part.toll], getattr(reading.toll, part.toll)
            if total is not None and own is not None and total.value == own.value:
                parts.setdefault((part.toll, part.who), part)
    return Toll(**counts, parts=tuple(parts.values()))


def _count(readings: Sequence[Reading], field: str) -> Match[Count] | None:
    """The last total; else the first count told, or a later one that is exact where that is not, with those counted besides."""
    told = [reading for reading in readings if getattr(reading.toll, field) is not None]
    totals = [reading for reading in told if is_total(reading)]
    if totals:
        return _of(totals[-1], field)
    first = _counted([_of(reading, field) for reading in told if not _besides(reading, told, field)])
    further = {_of(reading, field).value: _of(reading, field) for reading in told if _besides(reading, told, field)}
    exact = [count for count in first if count.value.low == count.value.high]
    base = exact[0] if exact else first[0] if first else None
    for count in further.values():
        base = _summed(base, count) if base is not None else count
    return base


def _counted(counts: list[Match[Count]]) -> list[Match[Count]]:
    """Counts without the bare plurals ("civilians were killed"), where a number is told too."""
    return [count for count in counts if count.value != PLURAL] or counts


def _besides(reading: Reading, told: Sequence[Reading], field: str) -> bool:
    """Whether a reading counts some besides those that an earlier sentence counts."""
    mention = getattr(reading.claim.toll, field)
    earlier = any(other.claim.sentence_index < reading.claim.sentence_index for other in told)
    return earlier and mention is not None and bool(set(_WORDS.findall(mention.text.lower())) & FURTHER)


def _of(reading: Reading, field: str) -> Match[Count]:
    found: Match[Count] = getattr(reading.toll, field)
    return found


def _summed(one: Match[Count], other: Match[Count]) -> Match[Count]:
    high = None if one.value.high is None or other.value.high is None else one.value.high + other.value.high
    count = Count((one.value.low or 0) + (other.value.low or 0), high)
    return Match(count, min(one.score, other.score) * 0.9, f"{one.reason} Besides these, {other.reason}")
