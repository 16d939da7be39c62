"""Events of many reports -> FollowTheMoney entities, one JSON object a line: events, parties, addresses, articles and their ties.

An event has its parties as `involved`, its place as an Address, and a Documentation for each report that tells of it, whose
`role` says where that report is a copy. The reports' text is left out. Each entity goes out once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import TextIO

from vedette.formats.cells import days_of, place_name, place_of, standing_words
from vedette.formats.jsonl import as_line
from vedette.formats.records import Record
from vedette.lexicon.countries import countries
from vedette.lexicon.kinds import STATE_SECTORS
from vedette.model import Actor, JoinedEvent, Place, ReportHead, ToldEvent

DATASET = "vedette"
ARMED = frozenset({"MIL", "PRM", "REB", "UAF", "CRM", "SEP"})


def write_ftm(told: Iterable[ToldEvent], stream: TextIO) -> None:
    """Writes the entities of each event."""
    written: set[object] = set()
    for one in told:
        for entity in _entities(one):
            if entity["id"] not in written:
                written.add(entity["id"])
                stream.write(as_line(entity) + "\n")


def _entities(told: ToldEvent) -> Iterator[Record]:
    event, place = told.event, place_of(told.event)
    parties = {actor.key: actor for mention in (*event.actors, *event.recipients) for actor in [mention.match.value]}
    yield from (_party(actor) for actor in parties.values())
    if place is not None:
        yield _address(place)
    yield from (_article(head) for head in told.reports)
    yield _event(told, [_id("party", key) for key in parties])
    yield from (_documentation(event, head) for head in told.reports)


def _event(told: ToldEvent, parties: list[str]) -> Record:
    event, days, place = told.event, days_of(told.event), place_of(told.event)
    where = place_name(event)
    return _entity(
        "Event",
        _id("event", event.id),
        name=f"{event.kind}{f', {where}' if where else ''}",
        date=days.earliest if days.earliest == days.latest else None,
        startDate=days.earliest,
        endDate=days.latest,
        location=where,
        addressEntity=_place_id(place) if place else None,
        country=_country(place.country) if place else None,
        involved=parties,
        keywords=[event.kind, event.stance, event.status],
        summary=standing_words(event),
        recordId=event.id,
        publisher=[head.publisher for head in told.reports],
        sourceUrl=[head.url for head in told.reports],
    )


def _party(actor: Actor) -> Record:
    sector = actor.sector or ""
    schema = "PublicBody" if sector in STATE_SECTORS else "Organization" if sector in ARMED else "LegalEntity"
    return _entity(schema, _id("party", actor.key), name=actor.name, country=_country(actor.country), sector=actor.sector)


def _address(place: Place) -> Record:
    country = countries().get(place.country or "")
    parts = [place.name, place.admin1, country.name if country else None]
    return _entity(
        "Address",
        _place_id(place),
        full=", ".join(part for part in parts if part),
        city=place.name if place.precision in ("exact", "near") else None,
        state=place.admin1,
        country=_country(place.country),
        latitude=place.latitude,
        longitude=place.longitude,
        remarks=f"{place.precision}, within {place.radius_km:g} km",
    )


def _article(head: ReportHead) -> Record:
    return _entity(
        "Article",
        _id("report", head.id),
        title=head.title or head.id,
        publishedAt=head.published,
        publisher=head.publisher,
        sourceUrl=head.url,
    )


def _documentation(event: JoinedEvent, head: ReportHead) -> Record:
    role = f"{head.how} of {head.copy_of}" if head.copy_of else "report"
    ends = {"document": _id("report", head.id), "entity": _id("event", event.id)}
    return _entity("Documentation", _id("documentation", f"{event.id} {head.id}"), role=role, **ends)


def _entity(schema: str, id_: str, **properties: object) -> Record:
    """An entity; what is unknown is left out, every value is a text in a list."""
    held = {name: value if isinstance(value, list) else [value] for name, value in properties.items()}
    told = {name: list(dict.fromkeys(str(value) for value in values if value is not None)) for name, values in held.items()}
    return {
        "id": id_,
        "schema": schema,
        "properties": {name: values for name, values in told.items() if values},
        "datasets": [DATASET],
    }


def _country(code: str | None) -> str | None:
    country = countries().get(code or "")
    return country.iso2.lower() if country and country.iso2 else None


def _place_id(place: Place) -> str:
    return _id("place", f"{place.name} {place.latitude} {place.longitude} {place.precision}")


def _id(sort: str, words: str) -> str:
    return f"{DATASET}-{sort}-{hashlib.sha256(words.encode()).hexdigest()[:16]}"
