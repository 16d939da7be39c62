"""Readings built by hand, as if a parser had read them, for tests of joining and situation."""

from __future__ import annotations

import datetime as dt
from typing import Any

from vedette.joining.adding_up import add_up
from vedette.model import (
    TOLLS,
    Actor,
    ActorMention,
    Claim,
    Count,
    Event,
    HoldingClaim,
    HoldingReading,
    Interval,
    Match,
    Mention,
    Place,
    PlaceMention,
    Reading,
    Speaker,
    TieClaim,
    TieReading,
    Toll,
    TollWords,
)

# Sentence n of a text by hand begins at n times this.
STRIDE = 1000


def mention(words: str, start: int = 0) -> Mention:
    return Mention(words, start, start + len(words))


def party(id_: str | None, name: str = "", *, score: float = 0.9, words: str | None = None) -> ActorMention:
    """A party by its roster id ("mli-mil": country and sector are read off it), or, with None, by its name alone."""
    country, _, sector = (id_ or "").partition("-")
    known = len(country) == 3 and bool(sector)
    value = Actor(id_, name or id_ or "", country.upper() if known else None, sector.upper() if known else ("REB" if id_ else None))
    return ActorMention(mention(words or value.name), Match(value, score, "told so"))


def place(name: str, country: str = "MLI", **fields: Any) -> PlaceMention:
    """A resolved place; a town of 5 km unless `fields` say otherwise."""
    told: dict[str, Any] = {"admin1": None, "precision": "exact", "radius_km": 5.0, "sort": "town"} | fields
    value = Place(name, None, country, latitude=1.0, longitude=1.0, **told)
    return PlaceMention(mention(name), False, Match(value, 0.9, "told so"), "told so")


def nowhere(name: str) -> PlaceMention:
    """A place that nobody knows."""
    return PlaceMention(mention(name), False, None, f"{name!r} is not known as a place")


def days(first: str | None, last: str | None, score: float = 0.9) -> Match[Interval]:
    """The days from `first` to `last`, each MM-DD of 2022 or None for open."""
    told = [dt.date.fromisoformat(f"2022-{day}") if day else None for day in (first, last)]
    return Match(Interval(told[0], told[1]), score, "told so")


def count(low: int | None, high: int | None) -> Match[Count]:
    return Match(Count(low, high), 1.0, "told so")


def reading(kind: str, sentence: int, **fields: Any) -> Reading:
    """A reading of sentence `sentence`. `fields` are the claim's (stance, part, tense, words, speakers) and the reading's.

    `when` counts as told by the report's words unless `when_told` is false; `words` is the sentence's text.
    """
    start = sentence * STRIDE + fields.pop("offset", 0)
    toll = {field: fields.pop(field) for field in TOLLS if field in fields}
    when = fields.get("when")
    told = fields.pop("when_told", when is not None)
    words = fields.pop("words", f"{kind}{start}")
    claim = Claim(
        id=fields.pop("id", f"{kind}-{start}"),
        report="r",
        kind=kind,
        stance=fields.pop("stance", "asserted"),
        trigger=mention(kind, start),
        sentence=mention(words, sentence * STRIDE),
        sentence_index=sentence,
        part=fields.pop("part", "body"),
        tense=fields.pop("tense", "past"),
        speakers=fields.pop("speakers", ()),
        when=mention(f"on day {start}", start) if told else None,
        toll=TollWords(),
    )
    return Reading(claim, toll=Toll(**toll), **fields)


def event(kind: str, sentence: int = 0, **fields: Any) -> Event:
    """An event of one reading."""
    return add_up([reading(kind, sentence, **fields)], salience=0.5)


def holding(change: Any, where: PlaceMention, holder: ActorMention, sentence: int = 0, **fields: Any) -> HoldingReading:
    """A plain statement of holding."""
    claim = HoldingClaim(
        id=f"h{sentence}",
        report="r",
        change=change,
        stance=fields.pop("stance", "asserted"),
        place=where.mention,
        holder=holder.mention,
        sentence=mention(f"sentence {sentence}", sentence * STRIDE),
        **fields,
    )
    return HoldingReading(claim, where, holder, days(None, "03-05"))


def tie(kind: Any, source: ActorMention, target: ActorMention, sentence: int = 0, **fields: Any) -> TieReading:
    """A statement of a tie."""
    claim = TieClaim(
        id=f"t{sentence}",
        report="r",
        kind=kind,
        stance=fields.pop("stance", "asserted"),
        source=source.mention,
        target=target.mention,
        sentence=mention(f"sentence {sentence}", sentence * STRIDE),
        **fields,
    )
    return TieReading(claim, source, target)


def speaker(words: str, role: Any = "party") -> Speaker:
    return Speaker(mention(words), role)
