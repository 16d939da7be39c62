"""Claims -> Readings, in text order; the holder of a place under attack is its recipient where no other is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vedette.interpreting.context import Context
from vedette.interpreting.days import (
    Point,
    Told,
    after_saying,
    day_above,
    day_counted_to,
    is_short,
    near_enough,
    opened,
    when_held,
    when_of,
)
from vedette.interpreting.parties import actor_of, armed, holder_of, name_speaker, resolve_actors
from vedette.interpreting.places import country_near, part_of, place_of, point_of, portion_of
from vedette.lexicon.kinds import kinds
from vedette.model import (
    TOLLS,
    ActorMention,
    Claim,
    Count,
    HoldingClaim,
    HoldingReading,
    Interval,
    Match,
    Mention,
    Reading,
    TieClaim,
    TieReading,
    Toll,
)
from vedette.resolving.count_parts import find_parts
from vedette.resolving.counts import resolve_count

UNDER_ATTACK = frozenset({"advance", "offensive", "siege", "shelling", "air-strike"})
ARMED_FAMILIES = frozenset({"fight", "take", "leave", "remote", "mobilise", "harm", "destroy"})


def interpret(claims: Sequence[Claim], holdings: Sequence[HoldingClaim], context: Context) -> tuple[Reading, ...]:
    """The readings of a report's claims, in text order."""
    before, point, met = Point(), Point(), -1
    known: dict[int, Match[Interval]] = {}
    found = []
    for claim in claims:
        for at in range(met + 1, claim.sentence_index + 1):
            before, point = point, opened(at, point, context)
        met = max(met, claim.sentence_index)
        counted_to = day_counted_to(claim, claims, point.days, context) if claim.when_counts_from_it else None
        opening = context.days_set.get(claim.sentence_index)
        days = before.days if opening is not None and claim.when == opening else point.days
        near = near_enough(claim, point, context)
        above = day_above(claim.sentence, context)
        told = Told(days if near else above or days, near or above is not None, counted_to, known, above)
        reading = _reading(claim, told, holdings, context)
        if reading.when is not None and claim.when is not None:
            known[claim.when.start] = reading.when
            if claim.stance != "planned" and is_short(reading.when.value):
                point = Point(reading.when.value, claim.sentence_index, claim.when.end)
        point = after_saying(claim, point, context)
        found.append(reading)
    return tuple(found)


def interpret_holdings(holdings: Sequence[HoldingClaim], context: Context) -> tuple[HoldingReading, ...]:
    """The readings of statements of holding; one whose place or holder stays open is left out."""
    found = []
    for claim in holdings:
        place = place_of(claim.place, context)
        holder = holder_of(claim.holder, country_near(context, place), context)
        if place is not None and holder is not None:
            held = portion_of(claim.held, place) if claim.held is not None else None
            found.append(HoldingReading(claim, place, holder, when_held(claim, context), held))
    return tuple(found)


def interpret_ties(ties: Sequence[TieClaim], context: Context) -> tuple[TieReading, ...]:
    """The readings of statements of ties; one with a side that stays open, or with itself, is left out."""
    found = []
    for claim in ties:
        source, target = actor_of(claim.source, context.country, context), actor_of(claim.target, context.country, context)
        if source is not None and target is not None and source.match.value.key != target.match.value.key:
            found.append(TieReading(claim, source, target))
    return tuple(found)


def _reading(claim: Claim, told: Told, holdings: Sequence[HoldingClaim], context: Context) -> Reading:
    place = place_of(claim.place, context) if claim.place is not None else None
    country = country_near(context, place)
    body = "armed forces" if kinds(context.lexicon)[claim.kind].family in ARMED_FAMILIES else "government"
    actors = tuple(armed(actor, claim, country, context) for actor in resolve_actors(claim.actors, country, context, body))
    recipients = resolve_actors(claim.recipients, country, context, body) or _holder(claim, holdings, actors, context)
    return Reading(
        claim=replace(claim, speakers=tuple(name_speaker(speaker, (*actors, *recipients), context) for speaker in claim.speakers)),
        actors=actors,
        recipients=recipients,
        place=place,
        held=part_of(claim.held, context, place) if claim.held is not None else None,
        when=when_of(claim, told, context),
        toll=_toll(claim, context),
    )


def _holder(
    claim: Claim, holdings: Sequence[HoldingClaim], actors: Sequence[ActorMention], context: Context
) -> tuple[ActorMention, ...]:
    """The holder of the place under attack, as the same report says it."""
    if claim.kind not in UNDER_ATTACK or claim.place is None:
        return ()
    where = point_of(place_of(claim.place, context))
    for holding in holdings:
        held = place_of(holding.place, context)
        if holding.stance != "asserted" or where is None or point_of(held) != where:
            continue
        holder = actor_of(holding.holder, context.country, context)
        if holder is not None and holder.match.value.key not in {actor.match.value.key for actor in actors}:
            why = f"holds {holding.place.named.text!r}, the place under attack; {holder.match.reason}"
            return (ActorMention(holder.mention, replace(holder.match, reason=why)),)
    return ()


def _toll(claim: Claim, context: Context) -> Toll:
    """The counts that a claim gives, and who the counted were."""
    counts = {field: _count(getattr(claim.toll, field), context) for field in TOLLS}
    return Toll(**counts, parts=find_parts(claim.sentence, claim.toll, context.lexicon))


def _count(mention: Mention | None, context: Context) -> Match[Count] | None:
    return resolve_count(mention.words, context.lexicon) if mention is not None else None
