"""Events of single reports that tell of one happening -> the JoinedEvent that they add up to, with what its sources differ on.

A copy adds no source and no figure. Place and days are the tightest that the sources agree on; each count runs from the
lowest to the highest that an independent source gives; who asserts and who denies make the status.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from vedette.joining.adding_up import PLURAL, kind_of, overlap, parties_of
from vedette.joining.comparing import counts_meet, of_somebody, sides, standing
from vedette.model import (
    TOLLS,
    Actor,
    ActorMention,
    Count,
    Disputed,
    Event,
    Grade,
    Interval,
    JoinedEvent,
    Match,
    PlaceMention,
    Report,
    Said,
    Stance,
    Status,
    TollRange,
    TollSay,
)
from vedette.resolving.sources import independent, source_of

TAKEN_AND_LEFT = frozenset({"capture", "withdraw", "handover"})

# Why the truth of what is told cannot be judged, by how it stands.
NOT_JUDGED: dict[Status, str] = {
    "reported": "no independent second source",
    "unconfirmed": "no source asserts it as fact",
    "planned": "it is only planned",
    "denied": "it is only denied",
}


@dataclass(frozen=True, slots=True)
class Brought:
    """One report's event, the report's origin, and whether the report copies another's text."""

    event: Event
    report: Report
    origin: str
    copied: bool

    @property
    def order(self) -> tuple[str, str, str]:
        """The order of publication, then of ids: the same whatever order the reports came in."""
        return (self.report.published.isoformat() if self.report.published else "9", self.report.id, self.event.id)


def add_up_reports(brought: Sequence[Brought], reasons: tuple[str, ...] = ()) -> JoinedEvent:
    """The event of these, which joining found to be of one happening."""
    told = sorted(brought, key=lambda one: one.order)
    own = [one for one in told if not one.copied] or told[:1]
    claims = [reading.claim for one in told for reading in one.event.readings]
    kind = _kind(own)
    stance = _stance(told)
    asserting = _sources(one for one in told if one.event.stance == stance)
    denying = _sources(one for one in told if one.event.stance == "denied")
    status = _status(stance, asserting, denying)
    actors, recipients = _sides(own, kind)
    disputed = _disputed(own, status)
    return JoinedEvent(
        id=hashlib.sha256(min(claim.id for claim in claims).encode()).hexdigest()[:16],
        kind=kind,
        stance=stance,
        status=status,
        parts=tuple(sorted(one.event.id for one in told)),
        reports=tuple(dict.fromkeys(one.report.id for one in told)),
        readings=tuple(reading for one in told for reading in one.event.readings),
        actors=parties_of(_named(actors) or actors),
        recipients=parties_of(_named(recipients) or recipients),
        place=_place(own),
        when=_when(own),
        toll=_toll(own),
        independent_sources=len(asserting),
        sources=asserting,
        disputed=disputed,
        grade=_grade(status, (asserting, denying), disputed),
        salience=max(one.event.salience for one in told),
        reasons=reasons,
    )


def _kind(told: Sequence[Brought]) -> str:
    kinds = [one.event.kind for one in told]
    if set(kinds) <= TAKEN_AND_LEFT and "capture" in kinds:
        return "capture"
    return kind_of(kinds)


def _stance(told: Sequence[Brought]) -> Stance:
    """Asserted where anyone asserts it, else possible where anyone thinks so, else what all say."""
    stances = {one.event.stance for one in told}
    first: tuple[Stance, ...] = ("asserted", "possible", "planned", "denied", "hypothetical")
    return next(stance for stance in first if stance in stances)


def _sources(told: Iterable[Brought]) -> tuple[str, ...]:
    brought: dict[str, set[str]] = defaultdict(set)
    for one in told:
        brought[one.origin] |= {source_of(reading.claim.speakers, one.origin) for reading in one.event.readings}
    return independent(brought)


def _status(stance: Stance, asserting: tuple[str, ...], denying: tuple[str, ...]) -> Status:
    if stance == "asserted":
        return "contested" if denying else "corroborated" if len(asserting) > 1 else "reported"
    if stance == "possible":
        return "contested" if denying else "unconfirmed"
    return "planned" if stance == "planned" else "denied" if stance == "denied" else "unconfirmed"


def _sides(told: Sequence[Brought], kind: str) -> tuple[list[ActorMention], list[ActorMention]]:
    """Actors and recipients of all; who left a place that another took is the one that it was taken from."""
    actors: list[ActorMention] = []
    recipients: list[ActorMention] = []
    for one in told:
        if kind == "capture" and one.event.kind == "withdraw":
            recipients += one.event.actors
        else:
            actors += one.event.actors
            recipients += one.event.recipients
    return actors, recipients


# ── place and days ──


def _place(told: Sequence[Brought]) -> PlaceMention | None:
    """The tightest place among those that most tellings bear out; of equals the first by name."""
    places = [one.event.place for one in told if one.event.place is not None]
    sure = [place for place in places if place.match is not None]
    if not sure:
        return places[0] if places else None
    borne = {id(place): sum(_agree(place, other) for other in sure) for place in sure}
    most = max(borne.values())
    return min((place for place in sure if borne[id(place)] == most), key=_tightness)


def _agree(one: PlaceMention, other: PlaceMention) -> bool:
    return one.match is not None and other.match is not None and standing(one.match.value, other.match.value) != "apart"


def _tightness(place: PlaceMention) -> tuple[float, float, str]:
    if place.match is None:
        return (1e9, 0.0, "")
    return (place.match.value.radius_km, -place.match.score, place.match.value.name)


def _when(told: Sequence[Brought]) -> Match[Interval] | None:
    """The narrowest days that words give, cut to what each further telling allows."""
    dated = sorted((one for one in told if one.event.when is not None), key=lambda one: (_looseness(one.event), one.order))
    if not dated or dated[0].event.when is None:
        return None
    best = dated[0].event.when
    days = best.value
    for one in dated[1:]:
        if one.event.when is not None:
            days = overlap(days, one.event.when.value) or days
    return best if days == best.value else replace(best, value=days, reason=f"{best.reason}; cut to what the other reports allow")


def _looseness(event: Event) -> tuple[bool, int]:
    days = event.when.value if event.when else Interval(None, None)
    width = (days.latest - days.earliest).days if days.earliest and days.latest else 10**6
    return (event.when_words is None, width)


# ── toll ──


def _toll(told: Sequence[Brought]) -> tuple[TollRange, ...]:
    return tuple(found for field in TOLLS if (found := _range(told, field)) is not None)


def _range(told: Sequence[Brought], field: str) -> TollRange | None:
    """From the lowest to the highest that a source gives; of one source's counts its last stands."""
    last: dict[str, tuple[Brought, Match[Count]]] = {}
    for one in told:
        count: Match[Count] | None = getattr(one.event.toll, field)
        if count is not None and one.event.stance != "denied":
            last[one.origin] = (one, count)
    if not last:
        return None
    counts = [_without_plural(count.value, [other.value for _, other in last.values()]) for _, count in last.values()]
    lows = [count.low for count in counts if count.low is not None]
    highs = [count.high for count in counts if count.high is not None]
    low = min(lows, default=None)
    high = max(highs) if highs and max(highs) >= max(lows, default=0) else None
    return TollRange(field, low, high, tuple(_say(one, count, field) for one, count in last.values()))


def _without_plural(count: Count, others: Sequence[Count]) -> Count:
    """ "Civilians were killed" counts two or more: beside a count, that is no lower bound of its own."""
    vague = count == PLURAL
    return Count(None, None) if vague and any(other != count and (other.low or 0) >= 2 for other in others) else count


def _say(one: Brought, count: Match[Count], field: str) -> TollSay:
    telling = next((reading for reading in one.event.readings if getattr(reading.toll, field) is not None), one.event.readings[0])
    speakers = tuple(speaker.name or speaker.mention.text for speaker in telling.claim.speakers)
    return TollSay(one.report.id, speakers, count.value, getattr(telling.claim.toll, field))


# ── what sources differ on ──


def _disputed(told: Sequence[Brought], status: Status) -> tuple[Disputed, ...]:
    found = [_parties_differ(told, "actors"), _parties_differ(told, "recipients"), _counts_differ(told, "killed")]
    if status == "contested":
        found.append(Disputed("stance", tuple(Said(one.report.id, one.event.stance) for one in told)))
    return tuple(one for one in found if one is not None)


def _parties_differ(told: Sequence[Brought], field: str) -> Disputed | None:
    named = [(one, _named(getattr(one.event, field))) for one in told if one.event.kind != "withdraw"]
    named = [(one, side) for one, side in named if side]
    if not any(sides(_actors(side), _actors(other)) == "differ" for _, side in named for _, other in named):
        return None
    return Disputed(field, tuple(Said(one.report.id, ", ".join(actor.name for actor in _actors(side))) for one, side in named))


def _named(side: Sequence[ActorMention]) -> list[ActorMention]:
    """The parties of a side without those that are only somebody's."""
    return [mention for mention in side if not of_somebody(mention.match.value)]


def _actors(side: Sequence[ActorMention]) -> list[Actor]:
    return [mention.match.value for mention in side]


def _counts_differ(told: Sequence[Brought], field: str) -> Disputed | None:
    counts = [(one, getattr(one.event.toll, field).value) for one in told if getattr(one.event.toll, field) is not None]
    if all(counts_meet(count, other) for _, count in counts for _, other in counts):
        return None
    return Disputed(field, tuple(Said(one.report.id, _count_words(count)) for one, count in counts))


def _count_words(count: Count) -> str:
    if count.high is None:
        return f"at least {count.low}"
    return str(count.low) if count.low == count.high else f"{count.low} to {count.high}"


def _grade(status: Status, sources: tuple[tuple[str, ...], tuple[str, ...]], disputed: tuple[Disputed, ...]) -> Grade:
    """F6 unless sources bear each other out: reliability is for people to judge, 1 needs an independent second source.

    `sources` are those that assert it and those that deny it.
    """
    asserting, denying = sources
    if status == "corroborated":
        telling = f"{len(asserting)} independent sources assert it: {', '.join(asserting)}"
        fields = ", ".join(one.field for one in disputed)
        return Grade("F", 2, f"{telling}; they differ on {fields}") if disputed else Grade("F", 1, telling)
    if status == "contested":
        return Grade("F", 4, f"asserted by {', '.join(asserting)}, denied by {', '.join(denying)}")
    return Grade("F", 6, f"{NOT_JUDGED[status]}; how reliable its sources are has not been judged")
