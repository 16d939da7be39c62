"""Coded reports -> the rows of an archive's tables, flat, and rows -> one Parquet file: the same rows give the same bytes.

A table of reports with their texts; of claims in the report's own words; of readings, what these are taken to mean, a row a claim
too. What a report is found by among its likes (`marks`) and what was no report (`log`) stand beside them.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from vedette.formats.parquet import SETTINGS, quoted
from vedette.formats.records import Record, code_records, day_text, rounded
from vedette.model import (
    REPORT_FIELDS,
    TOLLS,
    ActorMention,
    Coded,
    Count,
    Event,
    Interval,
    Match,
    Mention,
    Place,
    PlaceMention,
    Reading,
    Report,
)

WORDS, LIST, NUMBER, MEASURE, DAY = "VARCHAR", "VARCHAR[]", "BIGINT", "DOUBLE", "DATE"
REPORTS = {
    "number": NUMBER,
    **dict.fromkeys(("id", "text", "title", "byline", "publisher"), WORDS),
    "published": DAY,
    **dict.fromkeys(("published_at", "url", "language", "ref", "path"), WORDS),
    "version": NUMBER,
    "partial": WORDS,
    "garbled": MEASURE,
    **dict.fromkeys(("events", "claims"), NUMBER),
    **dict.fromkeys(("notice", "record"), WORDS),
}
CLAIMS = {
    "report": WORDS,
    **dict.fromkeys(("id", "event", "kind", "stance", "tense", "part", "sentence"), WORDS),
    **dict.fromkeys(("start", "end"), NUMBER),
    "trigger": WORDS,
    **dict.fromkeys(("trigger_start", "trigger_end"), NUMBER),
    **dict.fromkeys(("actors", "recipients"), LIST),
    **dict.fromkeys(("place", "when", *TOLLS), WORDS),
    **dict.fromkeys(("speakers", "roles"), LIST),
}
READINGS = {
    **dict.fromkeys(("report", "claim", "event"), WORDS),
    "salience": MEASURE,
    "publisher": WORDS,
    "published": DAY,
    **dict.fromkeys(("kind", "stance"), WORDS),
    **dict.fromkeys(("acled_event_type", "acled_sub_event_type", "plover_type", "plover_mode", "cameo"), WORDS),
    **{f"{party}{end}": WORDS for party in ("actor", "recipient") for end in ("", "_id", "_country", "_sector")},
    **dict.fromkeys(("actors", "recipients"), LIST),
    "place": WORDS,
    "geonames_id": NUMBER,
    **dict.fromkeys(("country", "admin1"), WORDS),
    **dict.fromkeys(("latitude", "longitude"), MEASURE),
    "precision": WORDS,
    "radius_km": MEASURE,
    **dict.fromkeys(("earliest", "latest"), DAY),
    "days": NUMBER,
    **{f"{toll}_{end}": NUMBER for toll in TOLLS for end in ("low", "high")},
    "speaker": WORDS,
    "speakers": LIST,
}
MARKS = {
    **dict.fromkeys(("report", "publisher"), WORDS),
    "published": DAY,
    **dict.fromkeys(("url_key", "ref"), WORDS),
    "version": NUMBER,
    "bands": "UBIGINT[]",
    "names": LIST,
    **dict.fromkeys(("credit", "quote"), WORDS),
}
LOG = {"number": NUMBER, **dict.fromkeys(("outcome", "path", "message", "record"), WORDS)}
TABLES = {"reports": REPORTS, "claims": CLAIMS, "readings": READINGS, "marks": MARKS, "log": LOG}
# Rows that are held at once while a file is written or read: few, where one may hold a whole report.
GROUPS = {"reports": 2_048, "marks": 2_048}
GROUP = 20_480
PAGE = 64
LONGEST_LINE = 16_777_216
MEMORY = "512MB"


def report_row(coded: Coded, number: int, record: str) -> Record:
    """The row of a report, which has this `number` in its source; `record` is all that was read out of it, as databases keep it."""
    report = coded.report
    return {
        "number": number,
        **{name: getattr(report, name) for name in ("id", "text", "title", "byline", "publisher")},
        "published": day_text(report.published),
        "published_at": report.published_at.isoformat() if report.published_at else None,
        **{name: getattr(report, name) for name in ("url", "language", "ref", "path", "version", "partial")},
        "garbled": rounded(coded.garble.score),
        "events": len(coded.events),
        "claims": sum(len(event.readings) for event in coded.events),
        "notice": coded.notice,
        "record": record,
    }


def report_of(row: Mapping[str, Any]) -> Report:
    """The report of a row of `reports`, with as many of its columns as were asked for."""
    moment = dt.datetime.fromisoformat(row["published_at"]) if row["published_at"] else None
    return Report(**{name: row[name] for name in REPORT_FIELDS if name in row}, published_at=moment)


def rows_of(found: Any) -> Iterator[dict[str, Any]]:
    """The rows that a query of DuckDB gives, by the names of their columns; a few are held at a time."""
    names = [column[0] for column in found.description]
    while page := found.fetchmany(PAGE):
        yield from (dict(zip(names, row, strict=True)) for row in page)


def claim_rows(coded: Coded) -> Iterator[Record]:
    """A row for each claim, in the report's own words."""
    for event, reading in _readings(coded):
        claim = reading.claim
        yield {
            "report": claim.report,
            "id": claim.id,
            "event": event.id,
            **{name: getattr(claim, name) for name in ("kind", "stance", "tense", "part")},
            "sentence": claim.sentence.text,
            "start": claim.sentence.start,
            "end": claim.sentence.end,
            "trigger": claim.trigger.text,
            "trigger_start": claim.trigger.start,
            "trigger_end": claim.trigger.end,
            "actors": [mention.text for mention in claim.actors],
            "recipients": [mention.text for mention in claim.recipients],
            "place": _words(claim.place),
            "when": _words(claim.when),
            **{toll: _words(getattr(claim.toll, toll)) for toll in TOLLS},
            "speakers": [speaker.mention.text for speaker in claim.speakers],
            "roles": [speaker.role for speaker in claim.speakers],
        }


def reading_rows(coded: Coded) -> Iterator[Record]:
    """A row for each claim, its words resolved."""
    report = coded.report
    for event, reading in _readings(coded):
        speakers = [speaker.name or speaker.mention.named.text for speaker in reading.claim.speakers]
        yield {
            "report": report.id,
            "claim": reading.claim.id,
            "event": event.id,
            "salience": rounded(event.salience),
            "publisher": report.publisher,
            "published": day_text(report.published),
            "kind": reading.claim.kind,
            "stance": reading.claim.stance,
            **_codes(event),
            **_parties("actor", reading.actors),
            **_parties("recipient", reading.recipients),
            **_place(reading.place),
            **_days(reading.when),
            **_tolls(reading),
            "speaker": speakers[0] if speakers else None,
            "speakers": speakers,
        }


def write_shard(name: str, lines: Path, file: Path) -> int:
    """Writes the Parquet `file` of a table out of `lines` of JSON, in their order; how many rows it has."""
    import duckdb

    with lines.open("rb") as stream:
        longest = max(map(len, stream), default=0)
    settings = {**SETTINGS, "memory_limit": MEMORY, "temp_directory": str(file.parent)}
    with duckdb.connect(":memory:", config=settings) as database:
        read = database.read_json(
            str(lines), format="newline_delimited", columns=TABLES[name], maximum_object_size=max(LONGEST_LINE, longest + 1)
        )
        read.create_view("told")
        how = f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {GROUPS.get(name, GROUP)})"
        copied = database.execute(f"COPY (SELECT * FROM told) TO {quoted(str(file))} {how}").fetchone()  # noqa: S608  # quoted
    return int(copied[0]) if copied else 0


def as_json(row: Record) -> str:
    """A row as a line of JSON that DuckDB reads."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"


def _readings(coded: Coded) -> Iterable[tuple[Event, Reading]]:
    return ((event, reading) for event in coded.events for reading in event.readings)


def _words(mention: Mention | None) -> str | None:
    return mention.text if mention is not None else None


def _codes(event: Event) -> Record:
    acled, plover, cameo = (code_records(event)[name] for name in ("acled", "plover", "cameo"))
    return {
        **{f"acled_{name}": value for name, value in _items(acled)},
        **{f"plover_{name}": value for name, value in _items(plover)},
        "cameo": cameo,
    }


def _items(record: object) -> Iterable[tuple[str, object]]:
    return record.items() if isinstance(record, dict) else ()


def _parties(name: str, mentions: tuple[ActorMention, ...]) -> Record:
    """The first party, and the names of all."""
    actors = [mention.match.value for mention in mentions]
    first = actors[0] if actors else None
    return {
        name: first and first.name,
        **{f"{name}_{field}": getattr(first, field, None) for field in ("id", "country", "sector")},
        f"{name}s": [actor.name for actor in actors],
    }


def _place(mention: PlaceMention | None) -> Record:
    place: Place | None = mention.match.value if mention is not None and mention.match is not None else None
    return {
        "place": place and place.name,
        **{name: getattr(place, name, None) for name in ("geonames_id", "country", "admin1", "latitude", "longitude", "precision")},
        "radius_km": place and round(place.radius_km, 1),
    }


def _days(when: Match[Interval] | None) -> Record:
    first, last = (when.value.earliest, when.value.latest) if when is not None else (None, None)
    days = (last - first).days + 1 if first is not None and last is not None else None
    return {"earliest": day_text(first), "latest": day_text(last), "days": days}


def _tolls(reading: Reading) -> Record:
    found: Record = {}
    for toll in TOLLS:
        match: Match[Count] | None = getattr(reading.toll, toll)
        found |= {f"{toll}_low": match and match.value.low, f"{toll}_high": match and match.value.high}
    return found
