"""What is wanted -> the conditions of a query. Every value goes to the database as a parameter.

A place is asked by name, or by a box that an index knows and then by distance.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterator

import sqlalchemy as sa

from vedette.model import Around, Box, Wanted
from vedette.resolving.distance import EARTH_KM
from vedette.resolving.folding import fold
from vedette.store.dialects import HasPhrase, HasWords, InBox, Touches
from vedette.store.schema import (
    event_cards,
    event_claims,
    event_days,
    event_parties,
    event_points,
    event_sentences,
    events,
    parties,
    party_words,
    reports,
    sentence_texts,
)
from vedette.store.words import stems_of

Condition = sa.ColumnElement[bool]


def wanted_events(wanted: Wanted) -> Iterator[Condition]:
    """The conditions that an event must meet."""
    if wanted.around is not None:
        yield from _near(wanted.around)
    elif wanted.place:
        yield named_place(events, wanted.place)
    if wanted.actor:
        yield _takes_part(wanted.actor)
    for column, values in ((events.c.kind, wanted.kinds), (events.c.stance, wanted.stances), (events.c.status, wanted.statuses)):
        if values:
            yield column.in_(sorted(values))
    if wanted.since or wanted.until:
        since, until = wanted.since or dt.date.min, wanted.until or dt.date.max
        touching = Touches(event_days.c.first, event_days.c.last, since.toordinal(), until.toordinal())
        yield events.c.seq.in_(sa.select(event_days.c.id).where(touching))
    if wanted.text is not None:
        said = event_sentences.c.sentence.in_(matching(sentence_texts, wanted.text))
        yield events.c.seq.in_(sa.select(event_sentences.c.event).where(said))
    yield from _further(wanted)


def _further(wanted: Wanted) -> Iterator[Condition]:
    if wanted.source is not None:
        by = sa.select(reports.c.id).where(sa.func.lower(reports.c.publisher) == wanted.source.lower())
        yield events.c.seq.in_(sa.select(event_claims.c.event).where(event_claims.c.report.in_(by)))
    if wanted.box is not None:
        yield from _in_box(wanted.box)
    for column, has in ((events.c.latitude, wanted.placed), (events.c.first, wanted.dated)):
        if has is not None:
            yield column.is_not(None) if has else column.is_(None)
    if wanted.disputed is not None:
        disputed = sa.select(event_cards.c.event).where(event_cards.c.disputed != "")
        yield events.c.seq.in_(disputed) if wanted.disputed else events.c.seq.not_in(disputed)
    if wanted.changed_since is not None:
        yield events.c.seq.in_(sa.select(event_cards.c.event).where(event_cards.c.changed >= wanted.changed_since))
    if wanted.ids:
        yield events.c.id.in_(sorted(wanted.ids))


def _in_box(box: Box) -> Iterator[Condition]:
    yield events.c.latitude.between(box.south, box.north)
    east, west = events.c.longitude <= box.east, events.c.longitude >= box.west
    yield (west & east) if box.west <= box.east else (west | east)


def named_place(table: sa.Table, place: str) -> Condition:
    """By the name of the place, of its province, or by the three letters of its country."""
    name = fold(place)
    named = (table.c.place == name) | (table.c.admin1 == name)
    return named | (table.c.country == place.upper()) if len(place) == 3 and place.isascii() else named


def _near(around: Around) -> Iterator[Condition]:
    """By a box, then by distance."""
    reach = math.degrees(around.km / EARTH_KM)
    wide = reach / max(math.cos(math.radians(min(abs(around.latitude) + reach, 89.9))), 0.01)
    west, east = around.longitude - wide, around.longitude + wide
    if west < -180 or east > 180:  # a box across the date line is left to the distance alone
        west, east = -180.0, 180.0
    box, point = (around.latitude - reach, around.latitude + reach, west, east), event_points.c
    within = InBox(point.south, point.north, point.west, point.east, *box)
    yield events.c.seq.in_(sa.select(point.id).where(within))
    yield sa.func.kilometres(events.c.latitude, events.c.longitude, around.latitude, around.longitude) <= around.km


def _takes_part(actor: str) -> Condition:
    """By a party's id, name, or words that reports have for it; three capitals are a country and all its parties."""
    name = fold(actor)
    known = sa.select(party_words.c.party).where((" " + party_words.c.words + " ").like(f"% {like(name)} %", escape="\\"))
    meant = sa.select(event_parties.c.event).where(event_parties.c.party.in_(known))
    if len(actor) == 3 and actor.isascii() and actor.isupper():
        country = sa.select(parties.c.seq).where(parties.c.country == actor)
        meant = sa.select(event_parties.c.event).where(event_parties.c.party.in_(known) | event_parties.c.party.in_(country))
    return events.c.seq.in_(meant)


def held_between(table: sa.Table, since: dt.date | None, until: dt.date | None) -> Iterator[Condition]:
    """That an interval of the table touches the days from `since` to `until`, both inclusive."""
    if since:
        yield table.c.until.is_(None) | (table.c.until > since)
    if until:
        yield table.c.since.is_(None) | (table.c.since <= until)


def matching(table: sa.Table, text: str) -> sa.Select[tuple[int]]:
    """The rows of a table of texts that hold all words of `text`; words in quotes stand side by side."""
    rowid, column = table.c
    pieces = [quoted or word for quoted, word in re.findall(r'"([^"]+)"|(\S+)', text.replace("\0", " "))]
    asked = " ".join('"' + piece.replace('"', " ") + '"' for piece in pieces)
    phrases = [stems for stems in map(stems_of, pieces) if stems]
    # Stems are letters and digits alone: nothing in them has to be escaped.
    every = " & ".join(f"'{one}'" for stems in phrases for one in stems)
    query = sa.select(rowid).where(HasWords(column, sa.literal(asked or '""'), sa.literal(every)))
    return query.where(*(HasPhrase(column, sa.literal(" ".join(stems))) for stems in phrases if len(stems) > 1))


def like(words: str) -> str:
    """`words` with what LIKE would take for a wildcard escaped by a backslash."""
    return re.sub(r"([\\%_])", r"\\\1", words)
