"""Claims -> Readings: each claim's words resolved, with the report as context.

The report's country is the one that its places and people point to most; a claim's own place narrows it. Days hang on
the publication and on the day last told of. The holder of a place under attack is its recipient where no other is told.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from vedette.lexicon import Lexicon
from vedette.lexicon.grammar import listed
from vedette.lexicon.kinds import kinds
from vedette.model import (
    TOLLS,
    Actor,
    ActorMention,
    Claim,
    Count,
    Dateline,
    HoldingClaim,
    HoldingReading,
    Interval,
    Match,
    Mention,
    PlaceMention,
    Precision,
    Reading,
    Report,
    Speaker,
    TieClaim,
    TieReading,
    Toll,
)
from vedette.resolving.actor_index import actor_index, find_actors
from vedette.resolving.actors import ActorContext, resolve_actor, resolve_parties
from vedette.resolving.count_parts import find_parts
from vedette.resolving.counts import resolve_count
from vedette.resolving.dates import DateContext, resolve_anchor, resolve_date
from vedette.resolving.day_of_writing import clock_of
from vedette.resolving.distance import kilometres

LOCAL = listed("local-officials")
SHOTS = listed("shots")
SOMEBODY = listed("somebody")
UNNAMED = listed("one-of-many")
STATE = frozenset({"GOV", "MIL"})
SEVERAL = frozenset({"MIL", "COP", "GOV", "REB", "PRM", "CRM", "UAF"})  # one phrase may join several: "police and gang members"
SPEAKS_FOR = 0.5
WITHIN_KM = 25.0
# Sentences within which an event without a day is of the day told last: into the next paragraph one, within a paragraph more.
GOES_ON, GOES_ON_INSIDE = 2, 5
UNDER_ATTACK = frozenset({"advance", "offensive", "siege", "shelling", "air-strike"})
ARMED_FAMILIES = frozenset({"fight", "take", "leave", "remote", "mobilise", "harm", "destroy"})
PRONOUNS = listed("open-pronouns")
TITLE_WEIGHT = 3


@dataclass(frozen=True, slots=True)
class Context:
    """What a report's words are resolved against: its places by where they stand, its country, its day.

    `days_set` are the days that sentences open with, by sentence; `clock` holds the day on which it was written.
    """

    report: Report
    places: Mapping[int, PlaceMention]
    country: str | None
    lexicon: Lexicon
    days_set: Mapping[int, Mention]
    clock: DateContext


@dataclass(frozen=True, slots=True)
class Told:
    """The days last told of, whether that was near enough to go on from, and the day that a phrase counts to.

    `known` are the days of words met before, by where they stand: two events of one "the day before" share it.
    """

    days: Interval | None
    fresh: bool
    counted_to: Interval | None
    known: Mapping[int, Match[Interval]]


@dataclass(frozen=True, slots=True)
class Point:
    """The days that a report's story has come to, and the sentence and the offset at which they were told."""

    days: Interval | None = None
    sentence: int = -GOES_ON_INSIDE
    offset: int = 0


def set_context(
    report: Report,
    places: Sequence[PlaceMention],
    lexicon: Lexicon,
    days_set: Mapping[int, Mention] | None = None,
    *,
    dateline: Dateline | None = None,
) -> Context:
    """The context of one report; `days_set` are the days that its sentences open with, by sentence."""
    dateline = dateline or Dateline()
    where = next((place.match.value for place in places if place.mention == dateline.place and place.match), None)
    by_start = {place.mention.start: place for place in sorted(places, key=lambda place: place.mention.end)}
    return Context(
        report, by_start, _country(report, places), lexicon, days_set or {}, clock_of(report, dateline.day, where, lexicon)
    )


def interpret(claims: Sequence[Claim], holdings: Sequence[HoldingClaim], context: Context) -> tuple[Reading, ...]:
    """The readings of a report's claims, in text order."""
    before, point, met = Point(), Point(), -1
    known: dict[int, Match[Interval]] = {}
    found = []
    for claim in claims:
        for at in range(met + 1, claim.sentence_index + 1):
            before, point = point, _opened(at, point, context)
        met = max(met, claim.sentence_index)
        counted_to = _counted_to(claim, claims, point.days, context) if claim.when_counts_from_it else None
        opening = context.days_set.get(claim.sentence_index)
        days = before.days if opening is not None and claim.when == opening else point.days
        reading = _reading(claim, Told(days, _near_enough(claim, point, context), counted_to, known), holdings, context)
        if reading.when is not None and claim.when is not None:
            known[claim.when.start] = reading.when
            if claim.stance != "planned" and _short(reading.when.value):
                point = Point(reading.when.value, claim.sentence_index, claim.when.end)
        found.append(reading)
    return tuple(found)


def _opened(at: int, point: Point, context: Context) -> Point:
    """Where the story stands when a sentence opens: at the day that it opens with, else where it stood."""
    words = context.days_set.get(at)
    if words is None:
        return point
    found = resolve_date(words.words, replace(context.clock, narrative=point.days), context.lexicon)
    return Point(found.value, at, words.end) if found is not None and _short(found.value) else point


def _near_enough(claim: Claim, point: Point, context: Context) -> bool:
    """Whether a claim stands near enough to the day last told to go on from it."""
    away = claim.sentence_index - point.sentence
    same_paragraph = "\n\n" not in context.report.text[point.offset : claim.trigger.start]
    return away < (GOES_ON_INSIDE if same_paragraph else GOES_ON)


def _counted_to(claim: Claim, claims: Sequence[Claim], told: Interval | None, context: Context) -> Interval | None:
    """The day that "a day after taking X, …" counts to: the main event's own, or the day on which it was said."""
    main = [other for other in claims if other.sentence_index == claim.sentence_index and not other.when_counts_from_it]
    for words in (*(other.when for other in main), claim.said_when, *(other.said_when for other in main)):
        found = resolve_date(words.words, replace(context.clock, narrative=told), context.lexicon) if words is not None else None
        if found is not None and _short(found.value):
            return found.value
    return None


def interpret_holdings(holdings: Sequence[HoldingClaim], context: Context) -> tuple[HoldingReading, ...]:
    """The readings of statements of holding; one whose place or holder stays open is left out."""
    found = []
    for claim in holdings:
        place = _place(claim.place, context)
        holder = _actor(claim.holder, _near(context, place), context)
        if place is not None and holder is not None:
            found.append(HoldingReading(claim, place, holder, _when_held(claim, context)))
    return tuple(found)


def interpret_ties(ties: Sequence[TieClaim], context: Context) -> tuple[TieReading, ...]:
    """The readings of statements of ties; one with a side that stays open, or with itself, is left out."""
    found = []
    for claim in ties:
        source, target = _actor(claim.source, context.country, context), _actor(claim.target, context.country, context)
        if source is not None and target is not None and _key(source) != _key(target):
            found.append(TieReading(claim, source, target))
    return tuple(found)


def name_speaker(speaker: Speaker, sides: Sequence[ActorMention], context: Context) -> Speaker:
    """A speaker with the name of who it speaks for, where known; an official of a state among the `sides` is a party."""
    matches = resolve_actor(speaker.mention.named.words, context.lexicon, _actor_context(context.country, context))
    if not matches or matches[0].score < SPEAKS_FOR:
        return speaker
    voice = matches[0].value
    own = any(side.match.value.country == voice.country and side.match.value.sector in STATE for side in sides)
    words = speaker.mention.words.lower().replace("’s", "").replace("'s", "").split()
    local = words[0] in UNNAMED or set(words) & LOCAL  # "a U.S. official" is one of many, and does not speak for the state
    role = "party" if speaker.role == "official" and not local and voice.country and voice.sector in STATE and own else speaker.role
    return replace(speaker, name=voice.name, role=role)


def _country(report: Report, places: Sequence[PlaceMention]) -> str | None:
    votes: Counter[str] = Counter()
    for place in places:
        if place.match is not None and place.match.value.country:
            weight = TITLE_WEIGHT if report.title and place.mention.end <= len(report.title) else 1
            votes[place.match.value.country] += weight * (1 if place.demonym or place.match.value.sort == "country" else 2)
    return max(votes, key=lambda code: votes[code]) if votes else None


def _reading(claim: Claim, told: Told, holdings: Sequence[HoldingClaim], context: Context) -> Reading:
    place = _place(claim.place, context) if claim.place is not None else None
    country = _near(context, place)
    body = "armed forces" if kinds(context.lexicon)[claim.kind].family in ARMED_FAMILIES else "government"
    actors = tuple(_armed(actor, claim, country, context) for actor in _actors(claim.actors, country, context, body))
    recipients = _actors(claim.recipients, country, context, body) or _holder(claim, holdings, actors, context)
    return Reading(
        claim=replace(claim, speakers=tuple(name_speaker(speaker, (*actors, *recipients), context) for speaker in claim.speakers)),
        actors=actors,
        recipients=recipients,
        place=place,
        held=_place(claim.held, context) if claim.held is not None else None,
        when=_when(claim, told, context),
        toll=_toll(claim, context),
    )


def _armed(actor: ActorMention, claim: Claim, country: str | None, context: Context) -> ActorMention:
    """Somebody who shoots is armed: "two men shot a trader" tells of gunmen."""
    words = actor.mention.named.words.lower().split()
    if (
        actor.match.value.sector != "CVL"
        or not words
        or words[-1] not in SOMEBODY
        or not set(claim.trigger.words.lower().split()) & SHOTS
    ):
        return actor
    matches = resolve_actor("gunmen", context.lexicon, _actor_context(country, context))
    why = f"{actor.mention.text!r} shoots, so it is armed"
    return ActorMention(actor.mention, replace(matches[0], reason=why)) if matches else actor


def _near(context: Context, place: PlaceMention | None) -> str | None:
    """The country in which a bare "the army" is to be looked for."""
    return (
        place.match.value.country
        if place is not None and place.match is not None and place.match.value.country
        else context.country
    )


def _place(mention: Mention, context: Context) -> PlaceMention | None:
    """The resolution of a place's words, or of those that they stand for, under the words that the claim has."""
    known = context.places.get(mention.named.start)
    if known is None:
        return PlaceMention(mention, False, None, f"{mention.named.text!r} is not known as a place")
    if mention.antecedent is None:
        return known
    if mention.start in context.places:
        own = context.places[mention.start]
        return own if _reaches(known, own) else _inside(mention, known)
    why = f"{mention.text!r} stands for {mention.named.text!r}; {known.reason}"
    return PlaceMention(mention, False, replace(known.match, reason=why) if known.match else None, why)


def _reaches(around: PlaceMention, inner: PlaceMention) -> bool:
    """Whether a place may lie in the one that the text puts it in, as far as their points tell."""
    if around.match is None or inner.match is None:
        return False
    wide, narrow = around.match.value, inner.match.value
    if wide.latitude is None or wide.longitude is None or narrow.latitude is None or narrow.longitude is None:
        return wide.country is None or wide.country == narrow.country
    apart = kilometres(wide.latitude, wide.longitude, narrow.latitude, narrow.longitude)
    return apart <= wide.radius_km + narrow.radius_km + WITHIN_KM


def _inside(mention: Mention, around: PlaceMention) -> PlaceMention:
    """A named place that is not known, by the known one that the text puts it in: no nearer than its district."""
    why = f"{mention.text!r} is not known; the text puts it in {mention.named.text!r}; {around.reason}"
    if around.match is None:
        return PlaceMention(mention, False, None, why)
    value = around.match.value
    wide: Precision = "district" if value.precision in ("exact", "near") else value.precision
    held = replace(value, precision=wide, radius_km=max(value.radius_km, WITHIN_KM))
    return PlaceMention(mention, False, replace(around.match, value=held, reason=why), why)


def _actors(mentions: Sequence[Mention], country: str | None, context: Context, body: str) -> tuple[ActorMention, ...]:
    found = [
        one for mention in mentions for one in (_actor(mention, country, context, body=body), *_joined(mention, country, context))
    ]
    return tuple({_key(one): one for one in reversed([one for one in found if one is not None])}.values())[::-1]


def _joined(mention: Mention, country: str | None, context: Context) -> tuple[ActorMention, ...]:
    """The further states' bodies that one phrase joins: of "Russian and Ukrainian forces" the second."""
    if " and " not in mention.named.words:
        return ()
    parties = resolve_parties(mention.named.words, context.lexicon, _actor_context(country, context))
    return tuple(
        ActorMention(mention, match) for match in parties[1:] if match.value.sector in SEVERAL and match.score >= SPEAKS_FOR
    )


def _actor(mention: Mention, country: str | None, context: Context, *, body: str = "government") -> ActorMention | None:
    """A party's words resolved; a bare adjective ("Israeli strikes", "Russian-backed") is its state's `body`."""
    if mention.named.words.lower() in PRONOUNS:
        return None
    matches = resolve_actor(mention.named.words, context.lexicon, _actor_context(country, context))
    if not matches and _is_demonym(mention.named.words, context):
        matches = resolve_actor(f"{mention.named.words} {body}", context.lexicon, _actor_context(country, context))
    if not matches:
        return _by_words(mention)
    best = matches[0]
    if mention.antecedent is not None:
        best = replace(best, reason=f"{mention.text!r} stands for {mention.named.text!r}; {best.reason}")
    return ActorMention(mention, best)


def _is_demonym(words: str, context: Context) -> bool:
    """Whether words are only a people's adjective: "Israeli", "the Russian"."""
    hits = find_actors(actor_index(context.lexicon), words.split())
    return len(hits) == 1 and hits[0].sort == "demonym" and len(words.split()) <= 2


def _by_words(mention: Mention) -> ActorMention | None:
    """A party that nothing is known of but its words."""
    words = mention.named.words
    if len(words) < 3 or len(words.split()) > 12:
        return None
    return ActorMention(mention, Match(Actor(None, words), 0.2, f"{words!r} is known by these words alone"))


def _key(actor: ActorMention) -> str:
    value: Actor = actor.match.value
    return value.id or value.name


def _actor_context(country: str | None, context: Context) -> ActorContext:
    return ActorContext(date=context.report.published, country=country)


def _holder(
    claim: Claim, holdings: Sequence[HoldingClaim], actors: Sequence[ActorMention], context: Context
) -> tuple[ActorMention, ...]:
    """The holder of the place under attack, as the same report says it."""
    if claim.kind not in UNDER_ATTACK or claim.place is None:
        return ()
    where = _point(_place(claim.place, context))
    for holding in holdings:
        held = _place(holding.place, context)
        if holding.stance != "asserted" or where is None or _point(held) != where:
            continue
        holder = _actor(holding.holder, context.country, context)
        if holder is not None and _key(holder) not in {_key(actor) for actor in actors}:
            why = f"holds {holding.place.named.text!r}, the place under attack; {holder.match.reason}"
            return (ActorMention(holder.mention, replace(holder.match, reason=why)),)
    return ()


def _point(place: PlaceMention | None) -> tuple[str, float | None, float | None] | None:
    if place is None or place.match is None:
        return None
    value = place.match.value
    return value.name, value.latitude, value.longitude


def _toll(claim: Claim, context: Context) -> Toll:
    """The counts that a claim gives, and who the counted were."""
    counts = {field: _count(getattr(claim.toll, field), context) for field in TOLLS}
    return Toll(**counts, parts=find_parts(claim.sentence, claim.toll, context.lexicon))


def _count(mention: Mention | None, context: Context) -> Match[Count] | None:
    return resolve_count(mention.words, context.lexicon) if mention is not None else None


def _when(claim: Claim, told: Told, context: Context) -> Match[Interval] | None:
    """The days of a claim: by its own words, else bounded by when it was said or published."""
    day = replace(context.clock, narrative=told.days, tense="future" if claim.stance == "planned" else claim.tense)
    if claim.when is not None and claim.when.start in told.known:
        return told.known[claim.when.start]
    if claim.when is not None:
        if claim.when_counts_from_it:
            anchored = resolve_anchor(claim.when.words, replace(day, narrative=told.counted_to), context.lexicon)
            if anchored is not None:
                return anchored
        found = resolve_date(claim.when.words, day, context.lexicon)
        if found is not None:
            return found
    return _bounded(claim, told, context)


def _bounded(claim: Claim, told: Told, context: Context) -> Match[Interval] | None:
    here = replace(context.clock, narrative=told.days)
    said = resolve_date(claim.said_when.words, here, context.lexicon) if claim.said_when else None
    goes_on = (
        told.fresh and claim.said_when is None and claim.tense in ("past", "none") and claim.stance in ("asserted", "possible")
    )
    if goes_on and told.days is not None:
        return Match(told.days, 0.45, "no day is told; it goes on from what was told just before")
    latest = said.value.latest if said is not None and said.value.latest is not None else here.published
    if latest is None or claim.stance == "hypothetical":
        return None
    if claim.stance == "planned":
        return Match(Interval(latest, None), 0.4, f"no day is told; it lay ahead on {_day(latest)}")
    if claim.tense == "present" and not claim.again:
        return Match(Interval(latest, latest), 0.5, f"no day is told; it was going on when told, on {_day(latest)}")
    return Match(Interval(None, latest), 0.4, f"no day is told; it was over when told, on {_day(latest)}")


def _when_held(claim: HoldingClaim, context: Context) -> Match[Interval] | None:
    published = context.clock.published
    if claim.when is not None:
        found = resolve_date(claim.when.words, context.clock, context.lexicon)
        if found is not None:
            return found
    if published is None:
        return None
    return Match(Interval(None, published), 0.4, f"no day is told; it was so when told, on {_day(published)}")


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _short(days: Interval) -> bool:
    """Whether an interval is narrow enough for "the same day" to hang on it."""
    return days.earliest is not None and days.latest is not None and (days.latest - days.earliest).days <= 3


def interpret_parties(mentions: Sequence[Mention], context: Context) -> tuple[ActorMention, ...]:
    """Every party's words resolved, in text order; those that mean nobody known are left out."""
    found = [_actor(mention, context.country, context) for mention in mentions]
    return tuple(actor for actor in found if actor is not None)
