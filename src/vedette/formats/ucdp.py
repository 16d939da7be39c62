"""Events of many reports -> UCDP GED's 49 columns, for tools made for it; it is no UCDP data.

Conflicts, dyads and Gleditsch-Ward numbers are UCDP's own and stay empty. `source_original` holds the speakers. The
dead are civilian where only civilians are recipients, else of unknown side; `best` is the lowest that is told.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TextIO

from vedette.formats.acled import sides_of
from vedette.formats.cells import (
    Cell,
    country_of,
    days_of,
    degrees,
    names_of,
    place_name,
    place_of,
    several,
    speakers_of,
    toll_of,
    write_events,
)
from vedette.formats.wording import clean
from vedette.lexicon.kinds import ARMED_SECTORS, STATE_SECTORS
from vedette.model import JoinedEvent, Place, ToldEvent

COLUMNS = tuple(
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id "
    "dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources "
    "source_article source_office source_date source_headline source_original where_prec where_coordinates where_description "
    "adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity date_prec date_start date_end "
    "deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob".split()
)
WHERE = {"exact": 1, "near": 2, "district": 3, "province": 4, "country": 6}
# The most days between first and last -> date_prec.
DATES = ((0, 1), (5, 2), (6, 3), (30, 4), (math.inf, 5))
STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
# Ids are numbers there; so many hexadecimal digits of ours fit into any reader's.
DIGITS = 12


def write_ucdp(told: Iterable[ToldEvent], stream: TextIO) -> None:
    """Writes UCDP's header and a row an event."""
    write_events(stream, COLUMNS, map(_given, told))


def priogrid(latitude: float, longitude: float) -> int:
    """The number of the half-degree cell that a point lies in.

    >>> priogrid(-89.9, -179.9), priogrid(89.9, 179.9)
    (1, 259200)
    """
    row = min(math.floor((latitude + 90) * 2), 359)
    return row * 720 + min(math.floor((longitude + 180) * 2), 719) + 1


def _given(told: ToldEvent) -> dict[str, Cell]:
    event = told.event
    country = country_of(event)
    return {
        "id": int(event.id[:DIGITS], 16),
        "relid": event.id,
        "type_of_violence": _violence(event),
        "dyad_name": several((names_of(event.actors), names_of(event.recipients)), " - "),
        "side_a": names_of(event.actors),
        "side_b": names_of(event.recipients),
        "number_of_sources": event.independent_sources,
        **_sources(told),
        **_where(event, place_of(event)),
        "country": country.name if country else None,
        "region": country.wide_region if country else None,
        **_when(event),
        **_deaths(event),
    }


def _sources(told: ToldEvent) -> dict[str, Cell]:
    """Lists that run side by side, a report an entry, so that an unknown keeps its place."""
    heads = told.reports
    days = [head.published.isoformat() if head.published else "" for head in heads]
    entries = [(clean(head.publisher or ""), day, clean(head.title or "")) for head, day in zip(heads, days, strict=True)]
    parts = [[value.replace(";", ",") for value in entry] for entry in entries]
    return {
        "source_article": ";".join(f'"{office},{day},{headline}"' for office, day, headline in parts),
        "source_office": ";".join(office for office, _, _ in parts),
        "source_date": ";".join(day for _, day, _ in parts),
        "source_headline": ";".join(headline for _, _, headline in parts),
        "source_original": several(speaker.name or speaker.mention.named.text for speaker in speakers_of(told.event)),
    }


def _where(event: JoinedEvent, place: Place | None) -> dict[str, Cell]:
    if place is None:
        return {"where_description": place_name(event)}
    located = place.latitude is not None and place.longitude is not None
    latitude, longitude = degrees(place.latitude, 6), degrees(place.longitude, 6)
    return {
        "where_prec": WHERE[place.precision],
        "where_coordinates": place.name,
        "where_description": clean(event.place.mention.named.text) if event.place else None,
        "adm_1": place.admin1,
        "latitude": latitude,
        "longitude": longitude,
        "geom_wkt": f"POINT ({longitude} {latitude})" if located else None,
        "priogrid_gid": priogrid(latitude, longitude) if latitude is not None and longitude is not None else None,
    }


def _when(event: JoinedEvent) -> dict[str, Cell]:
    days = days_of(event)
    width = (days.latest - days.earliest).days if days.earliest and days.latest else None
    day = days.earliest or days.latest
    return {
        "year": day.year if day else None,
        "date_prec": next((number for most, number in DATES if width <= most), None) if width is not None else 5 if day else None,
        "date_start": days.earliest,
        "date_end": days.latest,
        "event_clarity": (1 if width is not None and width <= 1 else 2) if day else None,
    }


def _deaths(event: JoinedEvent) -> dict[str, Cell]:
    killed = toll_of(event, "killed")
    best = (killed.low or 0) if killed else 0
    high = best if killed is None or killed.high is None else killed.high
    civilian = bool(event.recipients) and all(mention.match.value.sector == "CVL" for mention in event.recipients)
    return {
        "deaths_a": 0,
        "deaths_b": 0,
        "deaths_civilians": best if civilian else 0,
        "deaths_unknown": 0 if civilian else best,
        "best": best,
        "high": high,
        "low": best,
    }


def _violence(event: JoinedEvent) -> int | None:
    """1 where a state fights, 2 where none does, 3 where an armed side attacks civilians; None where a side is not told."""
    first, second = ([actor.sector for actor in side] for side in sides_of(event))
    if not second or not any(sector in ARMED_SECTORS | STATE_SECTORS for sector in first):
        return None
    if all(sector == "CVL" for sector in second):
        return ONE_SIDED
    if not any(sector in ARMED_SECTORS | STATE_SECTORS for sector in second):
        return None
    return STATE_BASED if any(sector in STATE_SECTORS for sector in (*first, *second)) else NON_STATE
