"""Events of many reports -> ACLED's export, 31 columns, for tools made for it; it is no ACLED data.

Its codebook asks for one day and one number: a week's or month's middle day with `time_precision` 2 or 3, the lowest toll,
0 where none is told. What has no day keeps an empty one. What did not plainly happen says so in `tags`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TextIO

from vedette.formats.cells import (
    Cell,
    acled_name,
    country_of,
    days_of,
    degrees,
    grade_of,
    place_name,
    place_of,
    sentences_of,
    several,
    toll_of,
    write_events,
)
from vedette.lexicon.kinds import codes
from vedette.model import Actor, JoinedEvent, ToldEvent

COLUMNS = tuple(
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 actor2 "
    "assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude longitude "
    "geo_precision source source_scale notes fatalities tags timestamp".split()
)
INTERS = {
    **dict.fromkeys(("GOV", "MIL", "COP", "SPY", "JUD", "LEG"), (1, "State forces")),
    **dict.fromkeys(("REB", "SEP"), (2, "Rebel group")),
    **dict.fromkeys(("UAF", "CRM", "PRM"), (3, "Political militia")),
    **dict.fromkeys(("CVL", "MED", "REL", "BUS", "EDU", "LAB", "AGR", "HLH", "JRN", "REF", "SOC", "OPP", "PTY"), (7, "Civilians")),
}
Inter = tuple[int, str] | None
OTHERS = (8, "External/Other forces")
PROTESTERS, RIOTERS, STATE, CIVILIANS = (6, "Protesters"), (5, "Rioters"), 1, 7
CROWDS = {"Protests": PROTESTERS, "Riots": RIOTERS}
DISORDER = {
    "Protests": "Demonstrations",
    "Strategic developments": "Strategic developments",
    "Excessive force against protesters": "Political violence; Demonstrations",
    "Violent demonstration": "Demonstrations",
}
GEO_PRECISION = {"exact": 1, "near": 2, "district": 2, "province": 3, "country": 3}


def write_acled(told: Iterable[ToldEvent], stream: TextIO) -> None:
    """Writes ACLED's header and a row an event."""
    write_events(stream, COLUMNS, map(_given, told))


def day_of(event: JoinedEvent) -> tuple[dt.date | None, int | None]:
    """ACLED's one day of an event and its `time_precision`; none where the days are open or wider than a month."""
    days = days_of(event)
    if days.earliest is None or days.latest is None:
        return None, None
    width = (days.latest - days.earliest).days
    middle = days.earliest + dt.timedelta(days=width // 2)
    precision = next((number for most, number in ((0, 1), (7, 2), (31, 3)) if width <= most), None)
    return (middle, precision) if precision else (None, None)


def fatalities(event: JoinedEvent) -> int:
    """The lowest count of the dead; 0 where none is told, as ACLED's codebook has it."""
    killed = toll_of(event, "killed")
    return (killed.low or 0) if killed else 0


def _given(told: ToldEvent) -> dict[str, Cell]:
    event = told.event
    place, country, (day, precision) = place_of(event), country_of(event), day_of(event)
    return {
        "event_id_cnty": f"{country.iso3 if country else ''}{event.id}",
        "event_date": day,
        "year": day.year if day else None,
        "time_precision": precision,
        **_types_and_sides(event),
        "iso": country.number if country else None,
        "region": country.region if country else None,
        "country": country.name if country else None,
        "admin1": place.admin1 if place else None,
        "location": place_name(event),
        "latitude": degrees(place.latitude, 4) if place else None,
        "longitude": degrees(place.longitude, 4) if place else None,
        "geo_precision": GEO_PRECISION[place.precision] if place else None,
        "source": several(head.publisher for head in told.reports),
        "notes": " ".join(sentences_of(told)),
        "fatalities": fatalities(event),
        "tags": _tags(event),
        "timestamp": max((head.made_at for head in told.reports if head.made_at), default=None),
    }


def _tags(event: JoinedEvent) -> str:
    stands = f"stance={event.stance}; status={event.status}"
    return f"{stands}; independent sources={event.independent_sources}; grade={grade_of(event)}; version={event.made_by or ''}"


def _types_and_sides(event: JoinedEvent) -> dict[str, Cell]:
    first, second = sides_of(event)
    found = codes(event.kind, first[0] if first else None, second[0] if second else None)
    home = place.country if (place := place_of(event)) else None
    one, other = _inter(first, found.acled_event, home), _inter(second, "", home)
    civilian = bool(other and other[0] == CIVILIANS) and found.acled_event not in ("Strategic developments", "Protests")
    return {
        "disorder_type": DISORDER.get(found.acled_sub) or DISORDER.get(found.acled_event, "Political violence"),
        "event_type": found.acled_event,
        "sub_event_type": found.acled_sub,
        "actor1": acled_name(first[0]) if first else None,
        "assoc_actor_1": several(acled_name(actor) for actor in first[1:]),
        "inter1": one[1] if one else None,
        "actor2": acled_name(second[0]) if second else None,
        "assoc_actor_2": several(acled_name(actor) for actor in second[1:]),
        "inter2": other[1] if other else None,
        "interaction": _interaction(one, other, sides=bool(first) + bool(second)),
        "civilian_targeting": "Civilian targeting" if civilian else None,
    }


def sides_of(event: JoinedEvent) -> tuple[list[Actor], list[Actor]]:
    """Both sides of an event; two actors of whom none is the attacker stand on a side each."""
    actors = [mention.match.value for mention in event.actors]
    recipients = [mention.match.value for mention in event.recipients]
    if len(actors) == 2 and not recipients and codes(event.kind, None).acled_event == "Battles":
        return actors[:1], actors[1:]
    return actors, recipients


def _inter(side: list[Actor], event_type: str, home: str | None) -> Inter:
    """The number and name of the first party of a side; another country's state forces are external, unknown stays unknown."""
    if not side or side[0].sector is None:
        return None
    found = INTERS.get(side[0].sector, OTHERS)
    if found[0] == STATE and home is not None and side[0].country != home:
        return OTHERS
    return CROWDS.get(event_type, found) if found[0] == CIVILIANS else found


def _interaction(one: Inter, other: Inter, *, sides: int) -> int | None:
    """ACLED's two digits: both sides' numbers in order, or one side's and 0; none where a side is of no known sort."""
    numbers = sorted(inter[0] for inter in (one, other) if inter)
    if not numbers or len(numbers) < sides:
        return None
    return numbers[0] * 10 + (numbers[1] if len(numbers) == 2 else 0)
