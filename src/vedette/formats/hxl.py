"""Events of many reports -> CSV with HXL's tags under the header, in the columns that ACLED's data have on HDX."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

from vedette.formats.acled import fatalities
from vedette.formats.cells import Cell, write_sheet
from vedette.formats.sheet import fields_of
from vedette.lexicon.countries import countries
from vedette.model import ToldEvent

# Column -> its tag, and the field of the project's own sheet that fills it.
COLUMNS = {
    "event_id": ("#event+code", "id"),
    "date_start": ("#date+start", "earliest"),
    "date_end": ("#date+end", "latest"),
    "event_type": ("#event+type", "acled_event_type"),
    "sub_event_type": ("#event+subtype", "acled_sub_event_type"),
    "kind": ("#event+type+kind", "kind"),
    "stance": ("#status+stance", "stance"),
    "status": ("#status+name", "status"),
    "independent_sources": ("#indicator+sources+num", "independent_sources"),
    "grade": ("#meta+grade", "grade"),
    "actors": ("#group+name+first", "actors"),
    "recipients": ("#group+name+second", "recipients"),
    "country": ("#country+name", "country_name"),
    "iso3": ("#country+code", "country"),
    "admin1": ("#adm1+name", "admin1"),
    "location": ("#loc+name", "place"),
    "latitude": ("#geo+lat", "latitude"),
    "longitude": ("#geo+lon", "longitude"),
    "killed_low": ("#affected+killed+min", "killed_low"),
    "killed_high": ("#affected+killed+max", "killed_high"),
    "injured_low": ("#affected+injured+min", "wounded_low"),
    "injured_high": ("#affected+injured+max", "wounded_high"),
    "fatalities": ("#affected+killed", "fatalities"),
    "source": ("#meta+source", "publishers"),
    "url": ("#meta+url", "urls"),
    "version": ("#meta+version", "version"),
    "notes": ("#description", "sentences"),
}


def write_hxl(told: Iterable[ToldEvent], stream: TextIO) -> None:
    """Writes the header, the tags and a row an event."""
    write_sheet(stream, _rows(told))


def _rows(told: Iterable[ToldEvent]) -> Iterator[list[Cell]]:
    yield list(COLUMNS)
    yield [tag for tag, _ in COLUMNS.values()]
    for one in told:
        fields = fields_of(one)
        country = countries().get(str(fields["country"]))
        more: dict[str, Cell] = {"country_name": country.name if country else None, "fatalities": fatalities(one.event)}
        yield [more[field] if field in more else fields[field] for _, field in COLUMNS.values()]
