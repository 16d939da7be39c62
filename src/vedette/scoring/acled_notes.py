"""Scores analysts' notes with ACLED's full coding (JSONL, ACLED's field names): the note is the report, its row the gold.

What is set beside the row is the event of conflict that the program puts first. The note's timestamp stands for the day of
publication. The set is under ACLED's terms: it is measured on and trains nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from vedette.lexicon import load
from vedette.lexicon.kinds import codes, kinds
from vedette.model import Actor, ActorMention, Coded, Event, Report
from vedette.scoring.lines import read_lines
from vedette.scoring.scores import Mark, Score, accuracy_score, f1_score, great_circle, macro_score

NAME = "acled_notes"
FILE = "acled_notes_dev.jsonl"
NEAR_KM, FAR_KM = 25.0, 100.0
LEAST_ROWS = 10
ARMED = frozenset({"MIL", "COP", "PRM", "REB", "UAF", "CRM", "SPY"})
STATE = frozenset({"GOV", "LEG", "JUD"})
IRREGULAR = frozenset({"UAF", "REB", "CRM", "PRM"})
UNARMED = None
# How ACLED's names of unnamed and state actors begin (ACLED codebook, actor names), and the PLOVER sectors that they may
# be; None: any but armed or of the state.
FORMULAS: tuple[tuple[str, frozenset[str] | None], ...] = (
    ("Military Forces of ", frozenset({"MIL"})),
    ("Police Forces of ", frozenset({"COP"})),
    ("Government of ", STATE),
    ("Protesters (", UNARMED),
    ("Rioters (", UNARMED),
    ("Civilians (", UNARMED),
    ("Unidentified Gang", IRREGULAR),
    ("Unidentified Armed Group", IRREGULAR),
    ("Unidentified Military Forces", frozenset({"MIL"})),
    ("Militia (", IRREGULAR),
)
# The others have in brackets the country where the event is, so one of ours without a country of its own takes it from
# there too.
NATIONAL = frozenset({"Military Forces of ", "Police Forces of ", "Government of "})
LAND = re.compile(r"(?:Military Forces|Police Forces|Government) of (?:the )?([^()]+?)(?= \(|$)|\(([^()]+)\)")
YEARS = re.compile(r"\(\d{4}-(?:\d{4})?\)")


@dataclass(frozen=True, slots=True)
class Row:
    """One note and its coding."""

    id: str
    note: str
    day: dt.date
    coded_on: dt.date
    exact_day: bool
    sub_event: str
    actors: tuple[str, ...]
    associates: tuple[str, ...]
    point: tuple[float, float] | None
    deaths: int


def score_acled_notes(folder: Path, code: Callable[[Report], Coded]) -> list[Score]:
    """The scores over all notes of the folder; raises UnreadableFile, or BadRecord naming file and line."""
    marks = [mark for row in read_rows(folder / FILE) for mark in marks_of(row, code(_report(row)))]
    types = [mark for mark in marks if mark.measure == "sub-event type"]
    return [
        accuracy_score(NAME, "sub-event type", marks),
        macro_score(NAME, f"sub-event type, over types with {LEAST_ROWS} rows", types, at_least=LEAST_ROWS),
        f1_score(NAME, "actors", marks),
        accuracy_score(NAME, "place within 25 km", marks),
        accuracy_score(NAME, "place wrong by over 100 km", marks, sort="rate"),
        accuracy_score(NAME, "date exact", marks),
        accuracy_score(NAME, "deaths exact on fatal events", marks),
    ]


def read_rows(file: Path) -> tuple[Row, ...]:
    """The rows of the set in order; raises UnreadableFile, or BadRecord naming file and line."""
    return read_lines(file, lambda row, _: _row(row), "a row of ACLED's")


def marks_of(row: Row, coded: Coded) -> list[Mark]:
    """All comparisons of one row with what was read out of its note."""
    event = _first(coded.events)
    marks = [_mark(row, "sub-event type", row.sub_event, _sub_event(event) if event else None)]
    marks += _actor_marks(row, event)
    if row.point is not None:
        marks += _place_marks(row, row.point, event)
    if row.exact_day:
        marks.append(_mark(row, "date exact", str(row.day), _day(event) if event else None))
    if row.deaths:
        marks.append(_mark(row, "deaths exact on fatal events", str(row.deaths), _deaths(coded.events)))
    return marks


def _row(row: Mapping[str, Any]) -> Row:
    return Row(
        id=row["event_id_cnty"],
        note=row["notes"],
        day=dt.date.fromisoformat(row["event_date"]),
        coded_on=dt.datetime.fromtimestamp(row["timestamp"], dt.UTC).date(),
        exact_day=row["time_precision"] == 1,
        sub_event=row["sub_event_type"],
        actors=tuple(row[key] for key in ("actor1", "actor2") if row[key]),
        associates=tuple(name for key in ("assoc_actor_1", "assoc_actor_2") for name in (row[key] or "").split("; ") if name),
        point=(row["latitude"], row["longitude"]) if row["geo_precision"] == 1 else None,
        deaths=int(row["fatalities"]),
    )


def _report(row: Row) -> Report:
    return Report(id=row.id, text=row.note, published=row.coded_on, language="en")


def _mark(row: Row, measure: str, expected: str | None, got: str | None, *, right: bool | None = None) -> Mark:
    return Mark(measure, row.id, row.note, expected, got, expected == got if right is None else right)


# ── what the program says of a note ──


def _first(events: Iterable[Event]) -> Event | None:
    """The first event of a kind of conflict in the program's order, by salience, or else the first of all."""
    table = kinds()
    return min(events, key=lambda event: not table[event.kind].conflict, default=None)


def _at(event: Event) -> int:
    return min(reading.claim.trigger.start for reading in event.readings)


def _sub_event(event: Event) -> str:
    return codes(event.kind, _party(event.actors), _party(event.recipients)).acled_sub


def _party(mentions: tuple[ActorMention, ...]) -> Actor | None:
    return mentions[0].match.value if mentions else None


def _day(event: Event) -> str | None:
    when = event.when.value if event.when else None
    if when is None:
        return None
    return str(when.earliest) if when.earliest == when.latest else f"{when.earliest}..{when.latest}"


def _deaths(events: Iterable[Event]) -> str | None:
    """Deaths of the first event that tells of any; "at least 14" is 14, as ACLED's coders take it."""
    counts = (event.toll.killed.value for event in sorted(events, key=_at) if event.toll.killed is not None)
    count = next(counts, None)
    return None if count is None else str(count.low if count.low is not None else count.high)


# ── places ──


def _place_marks(row: Row, point: tuple[float, float], event: Event | None) -> Iterator[Mark]:
    place = event.place.match.value if event and event.place and event.place.match else None
    if place is None or place.latitude is None or place.longitude is None:
        yield _mark(row, "place within 25 km", str(point), None, right=False)
        yield _mark(row, "place wrong by over 100 km", str(point), None, right=False)
        return
    away = great_circle(point, (place.latitude, place.longitude))
    got = f"{place.name} ({place.latitude}, {place.longitude}), {away:.0f} km away"
    yield _mark(row, "place within 25 km", str(point), got, right=away <= NEAR_KM)
    yield _mark(row, "place wrong by over 100 km", str(point), got, right=away > FAR_KM)


# ── parties ──


def _actor_marks(row: Row, event: Event | None) -> Iterator[Mark]:
    """Each party of the row takes the first of ours that is it; ours that are the row's associates are left out."""
    land = event.place.match.value.country if event and event.place and event.place.match else None
    left = [*event.actors, *event.recipients] if event else []
    for name in row.actors:
        hit = next((mention for mention in left if same_party(name, mention, land)), None)
        left = [mention for mention in left if mention is not hit and not (hit and mention.match.value == hit.match.value)]
        yield _mark(row, "actors", name, _shown(hit) if hit else None, right=hit is not None)
    for mention in left:
        if not any(same_party(name, mention, land) for name in row.associates):
            yield _mark(row, "actors", None, _shown(mention), right=False)


def _shown(mention: ActorMention) -> str:
    actor = mention.match.value
    return f"{mention.mention.text} ({actor.name}, {actor.country} {actor.sector})"


def same_party(name: str, mention: ActorMention, land: str | None) -> bool:
    """Whether ACLED's `name` and ours are one party: by the group's name, or by country and sector where ACLED's is a formula.

    `land` is the country of the event: ACLED names protesters, civilians and unknown groups after it.
    """
    actor = mention.match.value
    ours = {_bare(words) for words in (actor.acled, actor.name, mention.mention.text, mention.mention.named.text) if words}
    return bool(_names(name) & ours) or any(_fits(name, actor, land, *row) for row in FORMULAS if row[0] in name)


def _fits(name: str, actor: Actor, land: str | None, formula: str, sectors: frozenset[str] | None) -> bool:
    own = actor.country or (None if formula in NATIONAL else land)
    country = _country(name)
    if country is not None and own != country:
        return False
    return actor.sector in sectors if sectors is not None else actor.sector not in ARMED | STATE


def _bare(words: str) -> str:
    return re.sub(r"[\W_]", "", YEARS.sub("", words).casefold().removeprefix("the "))


def _names(name: str) -> set[str]:
    """ "JNIM: Group for Support of Islam and Muslims" is known by its letters, by its long name and by both."""
    without = re.sub(r" \([^()]*\)", "", name)
    return {_bare(name), *(_bare(part) for part in without.split(": "))}


def _country(name: str) -> str | None:
    found = LAND.search(name)
    return _countries().get(_bare(found[1] or found[2])) if found else None


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    rows = load().rows("actors/countries", "country")
    return {_bare(name): row.get("iso3") or row["within"] for row in rows for name in (row["name"], *row.words("aliases"))}
