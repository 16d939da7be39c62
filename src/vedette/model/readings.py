"""What the words of claims are taken to mean: actors, places, days, counts, and the claims with these in them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from vedette.model.claims import Claim, HoldingClaim, TieClaim
from vedette.model.texts import Match, Mention

Precision = Literal["exact", "near", "district", "province", "country"]


@dataclass(frozen=True, slots=True)
class Actor:
    """A party, as far as it is known. `country` is ISO 3166 alpha-3 (or PLOVER's IGO, NGO, IMG …), `sector` a PLOVER sector.

    `id` is the roster's, or None for one known by its words alone.
    """

    id: str | None
    name: str
    country: str | None = None
    sector: str | None = None
    backed_by: tuple[str, ...] = ()
    acled: str | None = None

    @property
    def key(self) -> str:
        """What tells a party from another: its id, else its name."""
        return self.id or self.name


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the map.

    `radius_km` bounds where it may lie; `admin1` is a name; `geonames_id` is None where GeoNames lacks it.
    """

    name: str
    geonames_id: int | None
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    precision: Precision
    radius_km: float
    sort: Literal["town", "area", "province", "country", "feature"] = "town"
    population: int | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `earliest` to `latest`, both inclusive; None is open."""

    earliest: dt.date | None
    latest: dt.date | None


@dataclass(frozen=True, slots=True)
class Count:
    """A number as far as the words give it: "at least 14" is low 14, high None; "dozens" is 24 to 99."""

    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class TollPart:
    """People of a toll told apart by what they are ("six killed, including two children").

    `toll` is the toll's field, `who` the class: "children", "women", "civilians", "fighters".
    """

    toll: str
    who: str
    mention: Mention
    count: Match[Count]


@dataclass(frozen=True, slots=True)
class Toll:
    """Resolved counts of a claim or event; None is not told. `parts` tell who some of the counted were; the counts hold them."""

    killed: Match[Count] | None = None
    wounded: Match[Count] | None = None
    captured: Match[Count] | None = None
    missing: Match[Count] | None = None
    displaced: Match[Count] | None = None
    parts: tuple[TollPart, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Words that name a place, and what they are taken to mean (None: unresolved, with `reason`)."""

    mention: Mention
    demonym: bool
    match: Match[Place] | None
    reason: str


@dataclass(frozen=True, slots=True)
class ActorMention:
    """Words that name a party, and what they are taken to mean."""

    mention: Mention
    match: Match[Actor]


@dataclass(frozen=True, slots=True)
class Reading:
    """A Claim with its words resolved. `actors` and `recipients` stand in the order of the claim's mentions."""

    claim: Claim
    actors: tuple[ActorMention, ...] = ()
    recipients: tuple[ActorMention, ...] = ()
    place: PlaceMention | None = None
    when: Match[Interval] | None = None
    toll: Toll = field(default_factory=Toll)
    held: PlaceMention | None = None


@dataclass(frozen=True, slots=True)
class HoldingReading:
    """A HoldingClaim with its words resolved; `held` is the portion of the place that is held, where it is not the whole."""

    claim: HoldingClaim
    place: PlaceMention
    holder: ActorMention
    when: Match[Interval] | None
    held: PlaceMention | None = None


@dataclass(frozen=True, slots=True)
class TieReading:
    """A TieClaim with its words resolved."""

    claim: TieClaim
    source: ActorMention
    target: ActorMention
