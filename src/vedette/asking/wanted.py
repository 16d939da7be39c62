"""What a person asks for, in words -> a Wanted: days, kinds and lists read, places looked up. The parser is not needed.

The command line and the API ask in the same words; `mark` is what stands before a name in an error ("--place", "place").
Nothing heavy is loaded before a word needs it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, get_args

from vedette.errors import ReportError, UsageError
from vedette.model import Around, Box, Stance, Status, Wanted

if TYPE_CHECKING:
    import sqlalchemy as sa

T = TypeVar("T")
Progress = Callable[[float], None] | None
POINT = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*")
DEFAULT_KM = 25.0
HALF_WAY_ROUND_KM = 20_016.0
MOST_IDS = 500
ID = re.compile(r"[0-9a-f]{16}")
YES_NO = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for, as it was written; None asks nothing."""

    place: str | None = None
    within: float | None = None
    actor: str | None = None
    kind: str | None = None
    since: str | None = None
    until: str | None = None
    stance: str | None = None
    status: str | None = None
    text: str | None = None
    limit: int | None = None
    source: str | None = None
    bbox: str | None = None
    placed: str | None = None
    dated: str | None = None
    disputed: str | None = None
    changed_since: str | None = None
    ids: str | None = None


def wanted_of(connection: sa.Connection, asked: Asked, *, mark: str = "--", progress: Progress = None) -> Wanted:
    """What is asked for, understood; raises UsageError, which names what is wrong, and GazetteerError."""
    name, around = asked_place(connection, asked.place, asked.within, mark=mark, progress=progress)
    since, until = day_of(f"{mark}since", asked.since), day_of(f"{mark}until", asked.until)
    if since and until and since > until:
        raise UsageError(f"{mark}since: {since} is after {until}")
    return Wanted(
        place=name,
        around=around,
        actor=asked.actor or None,
        kinds=kinds_of(f"{mark}kind", asked.kind),
        since=since,
        until=until,
        stances=_chosen(f"{mark}stance", asked.stance, get_args(Stance)),
        statuses=_chosen(f"{mark}status", asked.status, get_args(Status)),
        text=asked.text,
        limit=asked.limit,
        source=asked.source or None,
        box=_box(f"{mark}bbox", asked.bbox),
        placed=_yes_no(f"{mark}placed", asked.placed),
        dated=_yes_no(f"{mark}dated", asked.dated),
        disputed=_yes_no(f"{mark}disputed", asked.disputed),
        changed_since=moment_of(f"{mark}changed_since", asked.changed_since),
        ids=_ids(f"{mark}ids", asked.ids),
    )


def asked_place(
    connection: sa.Connection, place: str | None, within: float | None, *, mark: str = "--", progress: Progress = None
) -> tuple[str | None, Around | None]:
    """The name that is asked for, or the circle; raises UsageError."""
    if within is not None and not 0 <= within <= HALF_WAY_ROUND_KM:
        raise UsageError(f"{mark}within: {within} is no distance in kilometres; write 0 to {HALF_WAY_ROUND_KM:.0f}")
    if not place:
        if within is not None:
            raise UsageError(f"{mark}within: name the {mark}place that is its middle")
        return None, None
    point = POINT.fullmatch(place)
    if point is not None:
        return None, Around(*_degrees(f"{mark}place", point), DEFAULT_KM if within is None else within)
    if within is None:
        return place_name(connection, place, progress=progress), None
    return None, Around(*_middle(connection, place, mark, progress), within)


def place_name(connection: sa.Connection, place: str, *, progress: Progress = None) -> str:
    """The name under which the database has a place: a country's code, the name itself, or the one that it is a spelling of."""
    from vedette.lexicon.countries import country_named
    from vedette.store import knows_place

    country = country_named(place)
    if country is not None:
        return country.iso3
    if knows_place(connection, place):
        return place
    found = _in_gazetteer(place, progress)
    return found[0] if found else place


def day_of(name: str, words: str | None) -> dt.date | None:
    """The day that `words` give; raises UsageError for what is no date."""
    from vedette.intake import read_day

    try:
        return read_day(words)
    except ReportError as error:
        raise UsageError(f"{name}: {error}") from None


def days_between(
    at: str | None, between: tuple[str | None, str | None], *, names: tuple[str, str, str]
) -> tuple[dt.date | None, dt.date | None]:
    """The first and the last day that are asked for, by one day or by two, which are called `names`; raises UsageError."""
    if at is not None and between != (None, None):
        raise UsageError(f"{names[0]} and {names[1]}: give one of them")
    if at is not None:
        between, names = (at, at), (names[0], names[0], names[0])
    first, last = day_of(names[1], between[0]), day_of(names[2], between[1])
    if first and last and first > last:
        raise UsageError(f"{names[1]}: {first} is after {last}")
    return first, last


def moment_of(name: str, words: str | None) -> str | None:
    """A moment or a day as a moment of UTC in ISO 8601; raises UsageError."""
    if not words:
        return None
    try:
        moment = dt.datetime.fromisoformat(words.strip().replace(" ", "+"))
    except ValueError:
        raise UsageError(f"{name}: {words!r} is no moment; write 2017-11-04 or 2017-11-04T10:15:00Z") from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    try:
        return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")
    except OverflowError:
        raise UsageError(f"{name}: {words!r} lies outside the calendar") from None


def kinds_of(name: str, words: str | None, lexicon: Path | None = None) -> frozenset[str]:
    """The kinds that `words` name, none for none; raises UsageError with what may have been meant."""
    from difflib import get_close_matches

    from vedette.lexicon import load
    from vedette.lexicon.kinds import chosen
    from vedette.lexicon.kinds import kinds as known

    if words is None:
        return frozenset()
    try:
        found = chosen(words, load(lexicon))
    except KeyError as error:
        near = get_close_matches(str(error.args[0]), [*known(load(lexicon)), "all", "conflict"], 3, 0.5)
        told = f"did you mean {', '.join(near)}?" if near else "write all, conflict, or kinds like shelling,capture"
        raise UsageError(f"{name}: {error.args[0]!r} is no kind; {told}") from None
    if not found:
        raise UsageError(f"{name}: name a kind, or write all or conflict")
    return found


def _chosen(name: str, words: str | None, known: Sequence[T]) -> frozenset[T]:
    """The words of a list with commas, each of which must be known."""
    names = [word.strip().lower() for word in (words or "").split(",") if word.strip()]
    wrong = [word for word in names if word not in known]
    if wrong:
        raise UsageError(f"{name}: {wrong[0]!r} is none; write {', '.join(map(str, known))}")
    return frozenset(word for word in known if word in names)


def _yes_no(name: str, words: str | None) -> bool | None:
    if not words:
        return None
    if words not in YES_NO:
        raise UsageError(f"{name}: {words!r} is none; write yes or no")
    return YES_NO[words]


def _ids(name: str, words: str | None) -> frozenset[str]:
    ids = frozenset(word.strip() for word in (words or "").split(",") if word.strip())
    wrong = sorted(id_ for id_ in ids if not ID.fullmatch(id_))
    if wrong:
        raise UsageError(f"{name}: {wrong[0]!r} is no id; an id has 16 of 0-9 and a-f")
    if len(ids) > MOST_IDS:
        raise UsageError(f"{name}: {len(ids)} ids are too many; {MOST_IDS} at most")
    return ids


def _box(name: str, words: str | None) -> Box | None:
    if not words:
        return None
    try:
        west, south, east, north = (float(part) for part in words.split(","))
    except ValueError:
        raise UsageError(f"{name}: {words!r} is no box; write west,south,east,north in degrees, like 40,34,42,36") from None
    if not (-90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180):
        raise UsageError(f"{name}: {words!r} lies off the map; west and east are -180 to 180, south to north -90 to 90")
    return Box(west, south, east, north)


def _degrees(name: str, point: re.Match[str]) -> tuple[float, float]:
    latitude, longitude = float(point[1]), float(point[2])
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise UsageError(f"{name}: {point[0]!r} is no point; write latitude,longitude, like 34.45,40.92")
    return latitude, longitude


def _middle(connection: sa.Connection, place: str, mark: str, progress: Progress) -> tuple[float, float]:
    from vedette.store import point_of

    point = point_of(connection, place)
    if point is not None:
        return point
    found = _in_gazetteer(place, progress)
    if found is None:
        raise UsageError(f"{mark}place: no place {place!r} is known; write a point, like 34.45,40.92")
    return found[1]


def _in_gazetteer(place: str, progress: Progress) -> tuple[str, tuple[float, float]] | None:
    from vedette.lexicon import load
    from vedette.resolving.gazetteer import open_gazetteer
    from vedette.resolving.places import resolve_place

    for match in resolve_place(place, open_gazetteer(progress, lexicon=load()), country=None):
        value = match.value
        if value.latitude is not None and value.longitude is not None:
            return value.name, (value.latitude, value.longitude)
    return None
