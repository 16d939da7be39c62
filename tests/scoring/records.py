"""Coded records made by hand from the words of a text, for the tests of the scorers."""

from __future__ import annotations

import datetime as dt
from typing import Any

from vedette.model import (
    Actor,
    ActorMention,
    Claim,
    Coded,
    ControlStatement,
    Count,
    Event,
    Garble,
    Interval,
    Match,
    Mention,
    Place,
    PlaceMention,
    Reading,
    Report,
    Speaker,
    TieStatement,
    Toll,
)


def report(text: str, published: str = "2024-05-14") -> Report:
    return Report(id="r", text=text, published=dt.date.fromisoformat(published), language="en")


def mention(text: str, words: str) -> Mention:
    start = text.index(words)
    return Mention(words, start, start + len(words))


def actor(
    text: str, words: str, name: str | None = None, country: str | None = None, sector: str | None = None, acled: str | None = None
) -> ActorMention:
    return ActorMention(mention(text, words), Match(Actor(None, name or words, country, sector, (), acled), 0.9, "told so"))


def place(text: str, words: str, point: tuple[float, float] | None = None, country: str | None = None) -> PlaceMention:
    match = Match(Place(words, None, country, None, point[0], point[1], "exact", 5.0), 0.9, "told so") if point else None
    return PlaceMention(mention(text, words), False, match, "told so")


def days(earliest: str, latest: str) -> Match[Interval]:
    return Match(Interval(dt.date.fromisoformat(earliest), dt.date.fromisoformat(latest)), 1.0, "told so")


def toll(killed: Count | None) -> Toll:
    return Toll(killed=Match(killed, 1.0, "told so") if killed else None)


def event(text: str, kind: str, trigger: str, **fields: Any) -> Event:
    speakers = tuple(Speaker(mention(text, words), role) for words, role in fields.pop("speakers", ()))
    stance = fields.pop("stance", "asserted")
    claim = Claim(
        f"{kind}-{trigger}", "r", kind, stance, mention(text, trigger), Mention(text, 0, len(text)), 0, "body", "past", speakers
    )
    empty: dict[str, Any] = {"actors": (), "recipients": (), "place": None, "when": None, "when_words": None, "toll": Toll()}
    return Event(id=claim.id, kind=kind, stance=stance, salience=1.0, readings=(Reading(claim),), **(empty | fields))


def control(text: str, holder: str, where: str, change: Any, stance: Any = "asserted") -> ControlStatement:
    return ControlStatement(
        place(text, where), actor(text, holder), change, stance, None, Mention(text, 0, len(text)), (), "told so"
    )


def tie(text: str, source: str, target: str, kind: Any) -> TieStatement:
    return TieStatement(actor(text, source), actor(text, target), kind, "asserted", Mention(text, 0, len(text)), ())


def coded(text: str, *events: Event, controls: tuple[ControlStatement, ...] = (), ties: tuple[TieStatement, ...] = ()) -> Coded:
    return Coded(report(text), Garble(0.0), events, controls, ties)
