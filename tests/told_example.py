"""Events of many reports, built from the example, for tests of the ways out."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from coded_example import ARMY, JNIM, TESSIT, coded
from kept_example import code, item

from vedette.joining import join_reports
from vedette.model import Actor, ActorMention, Interval, JoinedEvent, Match, Mention, Place, ReportHead, ToldEvent

FORMULA = '=HYPERLINK("http://evil.example")'
CIVILIANS = Actor("mli-cvl", "Civilians (Mali)", "MLI", "CVL")
SOUTH_WEST = Place("Santa Cruz", None, "BOL", "Santa Cruz", -17.78629, -63.18117, "near", 25.0)


def head(id_: str, number: int = 1, **fields: object) -> ReportHead:
    given = {
        "ref": f"m{number}",
        "publisher": f"Outlet {number}",
        "published": dt.date(2022, 3, 5),
        "title": "A; title",
        "url": None,
    }
    return ReportHead(id_, **{**given, "url": None, "made_at": 1_700_000_000, **fields})  # type: ignore[arg-type]  # fields by name


def party(actor: Actor) -> ActorMention:
    return ActorMention(Mention(actor.name, 0, len(actor.name)), Match(actor, 0.9, "told so"))


def events() -> dict[str, JoinedEvent]:
    """The capture and the planned advance that two reports tell of, by kind."""
    return {event.kind: event for event in join_reports([code(item(1)), code(item(2))]).events}


def told(
    event: JoinedEvent | None = None, *, place: Place | None = TESSIT, days: tuple[str, str] | None = None, **fields: object
) -> ToldEvent:
    """The capture, with another place, days or fields where they are given, and its reports' heads."""
    base = event or events()["capture"]
    if base.place is not None and base.place.match is not None:
        match = replace(base.place.match, value=place) if place else None
        base = replace(base, place=replace(base.place, match=match))
    if days is not None and base.when is not None:
        base = replace(base, when=replace(base.when, value=Interval(*map(dt.date.fromisoformat, days))))
    base = replace(base, **fields)  # type: ignore[arg-type]  # fields by name
    return ToldEvent(base, tuple(head(report, number) for number, report in enumerate(base.reports, start=1)))


def planned() -> ToldEvent:
    """The advance, which has neither day nor a place on the map."""
    return told(events()["advance"])


__all__ = ["ARMY", "CIVILIANS", "FORMULA", "JNIM", "SOUTH_WEST", "coded", "events", "head", "party", "planned", "told"]
