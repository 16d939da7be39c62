"""What stands in a report: the report itself, its sentences and tokens, names, and words with where they stand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from typing import Generic, Literal, TypeVar

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
    """One news item. `text` never changes; a separate title stands first in it, then a blank line.

    `published` is the day that its outlet gives, `published_at` the moment, where a time and its zone were given; `version`
    the number that the outlet gives to this version of the item;
    `partial` why the text is not all that its outlet published, None where nothing tells so.
    """

    id: str
    text: str
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published: dt.date | None = None
    published_at: dt.datetime | None = None
    url: str | None = None
    language: str | None = None
    ref: str | None = None
    path: str | None = None
    version: int | None = None
    partial: str | None = None

    @property
    def shown(self) -> str:
        """What a report is called where something is said of it: where it stands, with the name that its source gives it."""
        return f"{self.path or 'report'} ({self.ref})" if self.ref else self.path or self.id


# What a row holds of a report as it is; the moment is written out.
REPORT_FIELDS = tuple(field.name for field in fields(Report) if field.name != "published_at")


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

    `text` is its words as they stand; `part` tells a title and a dateline from the body; `paragraph` counts from 0; the
    `index` of a dateline is below 0. One that is not `parsed` was passed over: its tokens hang on nothing and only capitals
    tell their tags, so names are looked up in it and nothing else.
    """

    index: int
    start: int
    end: int
    tokens: tuple[Token, ...]
    paragraph: int = 0
    part: Literal["title", "body", "dateline"] = "body"
    text: str = ""
    parsed: bool = True


@dataclass(frozen=True, slots=True)
class Name:
    """A name found in a sentence by look-up or by the parser: tokens [first, last) of sentence `sentence`.

    `demonym` marks "Syrian", "Russians": a country's adjective or people, not the place itself. `sort` says what a name
    is by look-up, before it is resolved: of an actor "state", "military", "group", "body", "outlet", "person"; of a place
    "town", "area", "province", "country", "feature"; "" where that is open. `called` are the nouns that a party is called by, `ids`
    those of the roster that it may be.
    """

    mention: Mention
    sentence: int
    first: int
    last: int
    label: Literal["actor", "place", "person", "demonym", "date"]
    demonym: bool = False
    sort: str = ""
    called: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and when a report says that it was written, in its own words: "BAGHDAD, Nov 3"; None is not said."""

    place: Mention | None = None
    day: Mention | None = None
