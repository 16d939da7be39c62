"""The form of every answer, as OpenAPI tells it: every key is always there, null where unknown. docs/api.md says what each is."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from vedette.api.settings import Login, Role
from vedette.model import Precision, Stance, Status


class Shape(BaseModel):
    """A JSON object with these keys, all of them always there; a later version may have more."""


class ProblemShape(Shape):
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    parameter: str | None


class Health(Shape):
    """That all is well."""

    status: Literal["ok"]


class Session(Shape):
    """Who is logged in."""

    login: Login
    name: str | None
    role: Role | None
    csrf: str | None


class KindShape(Shape):
    """A kind of event."""

    id: str
    label: str
    gloss: str
    family: str
    group: str
    conflict: bool
    acled: str
    plover: str


class Group(Shape):
    """Kinds that belong together."""

    id: str
    label: str
    kinds: list[str]


class Counts(Shape):
    """How much there is."""

    events: int
    placed: int
    dated: int
    reports: int
    copies: int
    control: int
    ties: int
    judgements: int
    awaiting: int


class Publisher(Shape):
    """An outlet with how many reports."""

    name: str
    reports: int


class Meta(Shape):
    """What the server tells of."""

    version: str
    database: str
    samples: bool
    joined: bool
    state: str
    role: Role
    tiles: str | None
    counts: Counts
    first: str | None
    last: str | None
    kinds: list[KindShape]
    groups: list[Group]
    stances: list[str]
    statuses: list[str]
    precisions: list[str]
    tie_kinds: list[str]
    roles: list[str]
    formats: list[str]
    publishers: list[Publisher]


class PlaceValue(Shape):
    """A place as it is known."""

    name: str | None
    geonames_id: int | None
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    precision: Precision | None
    radius_km: float | None


class PlaceInShort(PlaceValue):
    """A place with the words that name it."""

    text: str | None


class PartyInShort(Shape):
    """A party in short."""

    id: str | None
    name: str
    country: str | None


class ActorValue(PartyInShort):
    """A party as it is known."""

    sector: str | None
    backed_by: list[str]


class CountShape(Shape):
    """A count, low and high."""

    low: int | None
    high: int | None


class TollInShort(Shape):
    """Counts that are told."""

    killed: CountShape | None
    wounded: CountShape | None
    captured: CountShape | None
    missing: CountShape | None
    displaced: CountShape | None


class SentenceInShort(Shape):
    """A sentence with its report."""

    report: str | None
    text: str


class Card(Shape):
    """An event in short."""

    id: str
    kind: str
    stance: Stance
    status: Status
    earliest: str | None
    latest: str | None
    place: PlaceInShort | None
    actors: list[PartyInShort]
    recipients: list[PartyInShort]
    toll: TollInShort
    independent_sources: int
    reports: int
    publishers: list[str]
    disputed: list[str]
    grade: str
    salience: float
    judged: bool
    sentence: SentenceInShort | None
    changed: str


class Retired(Shape):
    """An id that is no event's any more."""

    id: str
    became: str | None
    at: str


class Page(Shape):
    """A page of a list."""

    total: int
    of: int
    next: str | None
    state: str


class EventPage(Page):
    """A page of events."""

    events: list[Card]
    retired: list[Retired]


class FeedNames(Shape):
    """What the numbers in the columns stand for."""

    kind: list[str]
    stance: list[str]
    status: list[str]
    precision: list[str]
    place: list[str]
    admin1: list[str]
    country: list[str]
    actor: list[str]


class FeedColumns(Shape):
    """Columns of one length."""

    id: list[str]
    kind: list[int]
    stance: list[int]
    status: list[int]
    first: list[int | None]
    last: list[int | None]
    latitude: list[float | None]
    longitude: list[float | None]
    precision: list[int | None]
    radius_km: list[float | None]
    place: list[int | None]
    admin1: list[int | None]
    country: list[int | None]
    killed_low: list[int | None]
    killed_high: list[int | None]
    sources: list[int]
    reports: list[int]
    disputed: list[int]
    actors: list[list[int]]
    recipients: list[list[int]]


class Feed(Shape):
    """Events in columns."""

    state: str
    total: int
    of: int
    names: FeedNames
    columns: FeedColumns


class FeedRows(Shape):
    """Which rows of the feed fit."""

    state: str
    total: int
    of: int
    rows: list[int] | None


class FacetCount(Shape):
    """How many there are of a value."""

    value: str
    count: int


class ActorCount(FacetCount):
    """How many events a party takes part in."""

    id: str | None


class DayCount(Shape):
    """How many events begin then."""

    day: str
    count: int


class FacetLists(Shape):
    """How events fall."""

    total: int
    of: int
    placed: int
    dated: int
    kind: list[FacetCount]
    status: list[FacetCount]
    stance: list[FacetCount]
    country: list[FacetCount]
    place: list[FacetCount]
    actor: list[ActorCount]
    source: list[FacetCount]
    days: list[DayCount]
    by: Literal["day", "month", "year"]


class Suggestion(Shape):
    """What to filter by."""

    value: str
    id: str | None
    label: str
    count: int


class Suggestions(Shape):
    """What begins so."""

    found: list[Suggestion]
