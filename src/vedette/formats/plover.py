"""Events of many reports -> PLOVER records (manual 2.0), one JSON object a line. Vague days are `date` to `enddate`.

The sentences' text is left out, since its rights are the outlets'; where it stands is told, report by report. What the
manual has no field for (stance, status, sources) is in `comment`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from vedette.formats.cells import days_of, degrees, place_of, several, standing_words, toll_of
from vedette.formats.jsonl import as_line
from vedette.formats.records import Record, day_text
from vedette.lexicon.countries import countries
from vedette.lexicon.kinds import codes_of
from vedette.model import ActorMention, JoinedEvent, Place, ToldEvent, main_reading

QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}
RESOLUTION = {"exact": 4, "near": 4, "district": 3, "province": 2, "country": 1}
SIZES = {"dead": "killed", "injured": "wounded", "arrested": "captured"}


def write_plover(told: Iterable[ToldEvent], stream: TextIO) -> None:
    """Writes a record an event."""
    for one in told:
        stream.write(as_line(_record(one)) + "\n")


def _record(told: ToldEvent) -> Record:
    event, days = told.event, days_of(told.event)
    found = codes_of(event)
    first = days.earliest or days.latest
    return {
        "id": event.id,
        "has_event": True,
        "date": day_text(first),
        "enddate": day_text(days.latest) if days.latest != first else None,
        "actor": [_entity(mention) for mention in event.actors],
        "recipient": [_entity(mention) for mention in event.recipients],
        "event": [found.plover_type],
        "mode": [found.plover_mode] if found.plover_mode else [],
        "context": [],
        "quad_code": QUADS.get(found.plover_type),
        "event_loc": _location(place_of(event), event),
        "event_text": [main_reading(event).claim.trigger.text],
        "size": {name: getattr(toll_of(event, toll), "low", None) for name, toll in SIZES.items()},
        "text": None,
        "text_info": [
            {"report": r.claim.report, "start": r.claim.sentence.start, "end": r.claim.sentence.end} for r in event.readings
        ],
        "cite_info": [
            {"citation": head.id, "url": head.url, "title": head.title, "publication": head.publisher, "language": "en"}
            for head in told.reports
        ],
        "coder": f"vedette {event.made_by}" if event.made_by else "vedette",
        "comment": standing_words(event),
    }


def _entity(mention: ActorMention) -> Record:
    actor = mention.match.value
    return {
        "code": actor.country,
        "sector": actor.sector,
        "entity_text": mention.mention.named.text,
        "identifier_id": None,
        "identifier_text": actor.name,
    }


def _location(place: Place | None, event: JoinedEvent) -> Record | None:
    if event.place is None:
        return None
    country = countries().get(place.country or "") if place else None
    town = place is not None and place.precision in ("exact", "near")
    return {
        "extracted_place": event.place.mention.named.text,
        "resolved_place": several((place.name, place.admin1, country.name if country else None), ", ") if place else None,
        "geonameid": place.geonames_id if place else None,
        "lat": degrees(place.latitude, 5) if place else None,
        "lon": degrees(place.longitude, 5) if place else None,
        "city": place.name if place and town else None,
        "district": place.name if place and place.precision == "district" else None,
        "province": place.admin1 if place else None,
        "country": country.name if country else None,
        "country_code": place.country if place else None,
        "resolution": RESOLUTION[place.precision] if place else None,
    }
