"""The parameters of each address, with what they mean, as OpenAPI shows them; one that there is none of is refused."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from vedette.asking.wanted import Asked
from vedette.model import Order, Standing

MOST_WORDS = 300
Words = Annotated[str | None, Field(max_length=MOST_WORDS)]
Cursor = Annotated[str | None, Field(max_length=200, description="Where the last page ended: its `next`.")]
Limit = Annotated[int, Field(ge=1, le=500, description="No more than so many.")]
Day = Annotated[str | None, Field(max_length=40, description="A day, like 2017-11-04.", examples=["2017-11-04"])]
PlaceWords = Annotated[
    str | None,
    Field(max_length=MOST_WORDS, description="A place, province or country by name or code.", examples=["Albu Kamal"]),
]
Text = Annotated[
    str | None,
    Field(max_length=MOST_WORDS, description="All these words, in any form; in quotes side by side.", examples=["border town"]),
]
ActorWords = Annotated[
    str | None,
    Field(max_length=MOST_WORDS, description="A party on either side, by name, id, or country like SYR.", examples=["syr-mil"]),
]


class Parameters(BaseModel):
    """Parameters of an address."""

    model_config = ConfigDict(extra="forbid")


class Where(Parameters):
    """What a brief is asked for by."""

    place: Annotated[
        str | None,
        Field(
            max_length=MOST_WORDS,
            description="A place, province or country by name or code, or a point like 34.45,40.92.",
            examples=["Albu Kamal"],
        ),
    ] = None
    within: Annotated[
        float | None,
        Field(ge=0, le=20_016, allow_inf_nan=False, description="All within so many kilometres of `place`.", examples=[30]),
    ] = None
    actor: ActorWords = None
    since: Day = None
    until: Day = None


class Filters(Where):
    """Which events: all that is given must hold."""

    kind: Annotated[
        str | None, Field(max_length=2000, description="`conflict`, or kinds with commas between.", examples=["capture"])
    ] = None
    stance: Annotated[Words, Field(description="Stances with commas between.", examples=["asserted"])] = None
    status: Annotated[Words, Field(description="Statuses with commas between.", examples=["reported,corroborated"])] = None
    text: Text = None
    source: Annotated[Words, Field(description="A publisher, by name.", examples=["Levant Wire"])] = None
    bbox: Annotated[Words, Field(description="WEST,SOUTH,EAST,NORTH in degrees.", examples=["40,34,42,36"])] = None
    placed: Annotated[Literal["yes", "no"] | None, Field(description="With or without a point on the map.")] = None
    dated: Annotated[Literal["yes", "no"] | None, Field(description="With or without any day.")] = None
    disputed: Annotated[Literal["yes", "no"] | None, Field(description="Whether sources differ on some field.")] = None
    changed_since: Annotated[
        str | None, Field(max_length=40, description="New or read otherwise since this moment.", examples=["2026-11-28T00:00:00Z"])
    ] = None
    ids: Annotated[str | None, Field(max_length=9000, description="Up to 500 ids with commas between.")] = None

    def asked(self, limit: int | None = None) -> Asked:
        """What is asked for, as it was written."""
        given = {name: getattr(self, name) for name in Filters.model_fields}
        return Asked(**given, limit=limit)


class EventList(Filters):
    """A page of events, or all of them in a format."""

    sort: Annotated[Order, Field(description="By their days; else the most first.")] = "days"
    limit: Annotated[int | None, Field(ge=1, le=500, description="No more than so many; 50, unless you say.")] = None
    cursor: Cursor = None
    format: Annotated[
        str | None, Field(max_length=20, description="`json`, or a format of `vedette events`, without pages.", examples=["json"])
    ] = None


class ReportList(Parameters):
    """A page of reports."""

    text: Text = None
    source: Annotated[Words, Field(description="A publisher, by name.", examples=["Levant Wire"])] = None
    standing: Annotated[Standing | None, Field(description="How it stands.")] = None
    limit: Limit = 50
    cursor: Cursor = None


class Window(Parameters):
    """A part of a report's text, in code points."""

    start: Annotated[int | None, Field(ge=0, le=5_000_000)] = None
    end: Annotated[int | None, Field(ge=0, le=5_000_000)] = None


class Held(Parameters):
    """Who held what: on a day, or in the days from one to another."""

    place: PlaceWords = None
    at: Day = None
    since: Day = None
    until: Day = None
    format: Annotated[Literal["json", "jsonl", "geojson"], Field(description="How to write it.")] = "json"


class Changed(Parameters):
    """What changed between two days."""

    since: Annotated[str, Field(max_length=40, description="The first day.", examples=["2017-11-08"])]
    until: Annotated[str, Field(max_length=40, description="The second day.", examples=["2017-11-20"])]
    place: PlaceWords = None


class Compared(Parameters):
    """Which ties changed between two days."""

    since: Annotated[str, Field(max_length=40, description="The first day.", examples=["2017-11-08"])]
    until: Annotated[str, Field(max_length=40, description="The second day.", examples=["2017-11-20"])]
    actor: ActorWords = None


class Tied(Parameters):
    """How parties stood to each other: on a day, or in the days from one to another."""

    actor: ActorWords = None
    at: Day = None
    since: Day = None
    until: Day = None


class Written(Where):
    """A brief, and how to write it."""

    format: Annotated[Literal["json", "md", "html"], Field(description="JSON, Markdown, or a page of HTML.")] = "json"


class Suggested(Parameters):
    """What is looked for among the events."""

    of: Annotated[Literal["place", "actor", "source"], Field(description="Places, parties or publishers.")]
    q: Annotated[str, Field(max_length=100, description="The beginning of a word.", examples=["Albu"])] = ""


class Paged(Parameters):
    """A page of a list."""

    limit: Limit = 50
    cursor: Cursor = None


class LogList(Paged):
    """A page of the intake log."""

    outcome: Annotated[str | None, Field(max_length=20, description="Only this outcome.", examples=["failed"])] = None
