"""The nouns, frozen. A stage takes records of one kind and makes records of the next; none is ever changed.

Offsets are Unicode code points into `Report.text`, half-open. Unknown is None, never 0 or "". Days are
inclusive at both ends. The chain: Report -> Sentence -> Claim (words only) -> Reading (what the words are
taken to mean) -> Event -> ControlStatement, TieStatement. See docs/nouns.md.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, fields
from typing import Generic, Literal, TypeVar

Stance = Literal["asserted", "denied", "planned", "possible", "hypothetical"]
Tense = Literal["past", "present", "pluperfect", "future", "none"]
Precision = Literal["exact", "near", "district", "province", "country"]
Change = Literal["gained", "lost", "holds"]
TieKind = Literal["backs", "allied", "fights", "part_of", "commands", "split_from"]
Role = Literal["official", "party", "monitor", "agency", "media", "witness", "unnamed"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a report and where they stand.

    `antecedent` is the words that a pronoun or "the group" stands for; `plain` the plain wording of a paraphraser's words,
    or whom the word for an event implies ("protest": protesters).
    """

    text: str
    start: int
    end: int
    antecedent: Mention | None = None
    plain: str | None = None

    @property
    def named(self) -> Mention:
        """The words that name the thing: the antecedent's where there is one, else its own."""
        return self.antecedent.named if self.antecedent is not None else self

    @property
    def words(self) -> str:
        """The words to be understood: the plain wording where there is one, else the text."""
        return self.plain if self.plain is not None else self.text

    def overlaps(self, other: Mention | Token) -> bool:
        """Whether they share a character of the report."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """One candidate for what a Mention means. `score` is 0–1; `reason` is a sentence that a user can read."""

    value: T
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """One news item. `text` never changes; a separate title stands first in it, then a blank line."""

    id: str
    text: str
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published: dt.date | None = None
    url: str | None = None
    language: str | None = None
    ref: str | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class SpunPhrase:
    """A paraphraser's phrase as it stands in the report, and the plain words that it replaced."""

    mention: Mention
    plain: str


@dataclass(frozen=True, slots=True)
class Garble:
    """How far a report bears the traces of machine paraphrasing: score 0–1, and each trace."""

    score: float
    phrases: tuple[SpunPhrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Token:
    """One word as the parser saw it. `start`, `end` point into the report, also where the parser was given plainer words.

    `tag` is the Penn Treebank tag, `dep` the ClearNLP label, `head` the index of the head within the sentence
    (a root is its own head), `name` the entity label of the parser ("GPE", "ORG", …) or "".
    """

    index: int
    text: str
    lemma: str
    tag: str
    dep: str
    head: int
    start: int
    end: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A span of a report with its tokens.

    `text` is its words as they stand; `part` tells a title from the body; `paragraph` counts from 0.
    """

    index: int
    start: int
    end: int
    tokens: tuple[Token, ...]
    paragraph: int = 0
    part: Literal["title", "body"] = "body"
    text: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A name found in a sentence by look-up or by the parser: tokens [first, last) of sentence `sentence`.

    `demonym` marks "Syrian", "Russians": a country's adjective or people, not the place itself. `sort` says what a name
    is by look-up, before it is resolved: of an actor "state", "military", "group", "body", "outlet", "person"; of a place
    "town", "area", "province", "country", "feature"; "" where that is open. `called` are the nouns that a party is called by.
    """

    mention: Mention
    sentence: int
    first: int
    last: int
    label: Literal["actor", "place", "person", "demonym", "date"]
    demonym: bool = False
    sort: str = ""
    called: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said or carried a claim. `role` is what the speaker is to the matter; `name` the roster's name, where known."""

    mention: Mention
    role: Role
    name: str | None = None


@dataclass(frozen=True, slots=True)
class TollWords:
    """The words that give the toll of a claim, each a Mention or None."""

    killed: Mention | None = None
    wounded: Mention | None = None
    captured: Mention | None = None
    missing: Mention | None = None
    displaced: Mention | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What one sentence of a report says happened, in the report's own words.

    `when` and `said_when` keep apart the time of the happening and the time of the saying ("said on Saturday that…");
    `when_counts_from_it` says that `when` counts from this happening to another ("a day after taking the city, …");
    `again` marks "the attack", said once more of an event told before; `held` is what changes hands in a capture or
    withdrawal, where that is less than the place: "two bridges in the capital".
    `beneath`: it hangs on another event's words ("demanded that they withdraw"); `intended`: by those who would do it.
    `notes` are the rules that fired, each with the words it rested on, for `--explain`.
    """

    id: str
    report: str
    kind: str
    stance: Stance
    trigger: Mention
    sentence: Mention
    sentence_index: int
    part: Literal["title", "body"]
    tense: Literal["past", "present", "pluperfect", "future", "none"]
    speakers: tuple[Speaker, ...] = ()
    actors: tuple[Mention, ...] = ()
    recipients: tuple[Mention, ...] = ()
    place: Mention | None = None
    when: Mention | None = None
    said_when: Mention | None = None
    when_counts_from_it: bool = False
    again: bool = False
    beneath: bool = False
    intended: bool = False
    held: Mention | None = None
    toll: TollWords = field(default_factory=TollWords)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HoldingClaim:
    """A plain statement of who holds a place ("the IS-held town", "the army retook it"), in the report's own words."""

    id: str
    report: str
    change: Change
    stance: Stance
    place: Mention
    holder: Mention
    sentence: Mention
    speakers: tuple[Speaker, ...] = ()
    when: Mention | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TieClaim:
    """A statement that one actor backs, fights, commands … another, in the report's own words."""

    id: str
    report: str
    kind: TieKind
    stance: Stance
    source: Mention
    target: Mention
    sentence: Mention
    speakers: tuple[Speaker, ...] = ()
    notes: tuple[str, ...] = ()


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
class Toll:
    """Resolved counts of a claim or event; None is not told."""

    killed: Match[Count] | None = None
    wounded: Match[Count] | None = None
    captured: Match[Count] | None = None
    missing: Match[Count] | None = None
    displaced: Match[Count] | None = None


TOLLS = tuple(field.name for field in fields(Toll))


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
    """A HoldingClaim with its words resolved."""

    claim: HoldingClaim
    place: PlaceMention
    holder: ActorMention
    when: Match[Interval] | None


@dataclass(frozen=True, slots=True)
class TieReading:
    """A TieClaim with its words resolved."""

    claim: TieClaim
    source: ActorMention
    target: ActorMention


@dataclass(frozen=True, slots=True)
class Event:
    """Readings that tell of one happening, and what they add up to. `readings` are in text order."""

    id: str
    kind: str
    stance: Stance
    salience: float
    readings: tuple[Reading, ...]
    actors: tuple[ActorMention, ...]
    recipients: tuple[ActorMention, ...]
    place: PlaceMention | None
    when: Match[Interval] | None
    when_words: Mention | None
    toll: Toll


@dataclass(frozen=True, slots=True)
class ControlStatement:
    """That a party gained, lost or holds a place, as one report says it; rests on `sentence`."""

    place: PlaceMention
    holder: ActorMention
    change: Change
    stance: Stance
    when: Match[Interval] | None
    sentence: Mention
    speakers: tuple[Speaker, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class TieStatement:
    """That one party backs, fights … another, as one report says it; rests on `sentence`."""

    source: ActorMention
    target: ActorMention
    kind: TieKind
    stance: Stance
    sentence: Mention
    speakers: tuple[Speaker, ...]


@dataclass(frozen=True, slots=True)
class Coded:
    """All that was read out of one report."""

    report: Report
    garble: Garble
    events: tuple[Event, ...]
    control: tuple[ControlStatement, ...]
    ties: tuple[TieStatement, ...]
    notice: str | None = None
