"""Coded reports and resolved phrases -> plain records of the contract, ready for JSON.

Every key is always there, null where unknown. Scores have two decimals, coordinates five, days are ISO strings.
An event is triggered by the first claim that has the event's own kind and stance.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from vedette.lexicon.kinds import codes_of
from vedette.model import (
    TOLLS,
    Actor,
    ActorMention,
    Coded,
    ControlStatement,
    Count,
    Event,
    Interval,
    JoinedEvent,
    Match,
    Mention,
    Place,
    PlaceMention,
    Reading,
    Report,
    Speaker,
    TieStatement,
    main_reading,
)

Record = dict[str, object]


def to_record(coded: Coded, *, explain: bool = False) -> Record:
    """The record of one coded report; with `explain`, each claim also lists the rules that fired under `explain`."""
    garbled: Record = {
        "score": rounded(coded.garble.score),
        "phrases": [{**words_record(phrase.mention), "plain": phrase.plain} for phrase in coded.garble.phrases],
    }
    return {
        "report": {**_report(coded.report), "garbled": garbled},
        "events": [_event(event, explain) for event in coded.events],
        "control": [_control(statement) for statement in coded.control],
        "ties": [_tie(statement) for statement in coded.ties],
    }


def mention_records(report: Report, name: str, mentions: Sequence[PlaceMention] | Sequence[ActorMention]) -> Record:
    """The record of one report's mentions under the key `name` ("places" or "actors")."""
    found = [_place_mention(m) if isinstance(m, PlaceMention) else actor_record(m) for m in mentions]
    return {"report": _report(report), name: found}


def candidate_records(matches: Iterable[Match[Actor] | Match[Place] | Match[Interval] | Match[Count]]) -> list[Record]:
    """The records of one phrase's candidates, in the order given, each with its fields, score and reason."""
    return [{**_value(match.value), "score": rounded(match.score), "reason": match.reason} for match in matches]


def _report(report: Report) -> Record:
    return {
        "id": report.id,
        "ref": report.ref,
        "path": report.path,
        "url": report.url,
        "publisher": report.publisher,
        "byline": report.byline,
        "title": report.title,
        "published": day_text(report.published),
        "language": report.language,
        "partial": report.partial,
        "text": report.text,
    }


def _event(event: Event, explain: bool) -> Record:
    return {
        "id": event.id,
        "kind": event.kind,
        "salience": rounded(event.salience),
        "stance": event.stance,
        "trigger": words_record(main_reading(event).claim.trigger),
        **code_records(event),
        "actors": [actor_record(actor) for actor in event.actors],
        "recipients": [actor_record(actor) for actor in event.recipients],
        "place": place_record(event.place) if event.place else None,
        "when": _when(event),
        "toll": {name: _toll(event, name) for name in TOLLS},
        "claims": [_claim(reading, explain) for reading in event.readings],
    }


def code_records(event: Event | JoinedEvent) -> Record:
    """An event's codes in ACLED, PLOVER and CAMEO."""
    found = codes_of(event)
    return {
        "acled": {"event_type": found.acled_event, "sub_event_type": found.acled_sub},
        "plover": {"type": found.plover_type, "mode": found.plover_mode},
        "cameo": found.cameo,
    }


def _claim(reading: Reading, explain: bool) -> Record:
    claim = reading.claim
    record: Record = {
        "id": claim.id,
        **words_record(claim.sentence),
        "trigger": words_record(claim.trigger),
        "told_by": [words_record(words) for words in claim.told_by],
        "stance": claim.stance,
        "speakers": [speaker_record(speaker) for speaker in claim.speakers],
    }
    return {**record, "explain": list(claim.notes)} if explain else record


def speaker_record(speaker: Speaker) -> Record:
    """A speaker with the role."""
    return {**words_record(speaker.mention), "name": speaker.name, "role": speaker.role}


def _when(event: Event) -> Record | None:
    if event.when is None:
        return None
    return {**words_record(event.when_words), **interval_record(event.when.value), "reason": event.when.reason}


def _toll(event: Event, name: str) -> Record | None:
    """A count of the event's toll, with the words of the first reading that gives this very count."""
    total: Match[Count] | None = getattr(event.toll, name)
    if total is None:
        return None
    told = [(getattr(r.toll, name), getattr(r.claim.toll, name)) for r in event.readings]
    worded = [(match is not None and match.value == total.value, mention) for match, mention in told if mention is not None]
    best = max(worded, key=lambda pair: pair[0], default=(False, None))
    parts = [
        {"who": part.who, **count_record(part.count.value), **words_record(part.mention)}
        for part in event.toll.parts
        if part.toll == name
    ]
    return {**count_record(total.value), **words_record(best[1]), "of_whom": parts}


def _control(statement: ControlStatement) -> Record:
    return {
        "place": place_record(statement.place),
        "holder": actor_record(statement.holder),
        **interval_record(statement.when.value if statement.when else Interval(None, None)),
        "change": statement.change,
        "stance": statement.stance,
        "start": statement.sentence.start,
        "end": statement.sentence.end,
    }


def _tie(statement: TieStatement) -> Record:
    return {
        "from": actor_record(statement.source),
        "to": actor_record(statement.target),
        "kind": statement.kind,
        "stance": statement.stance,
        "start": statement.sentence.start,
        "end": statement.sentence.end,
    }


def actor_record(mention: ActorMention) -> Record:
    """A party with its words, who it is taken to be, and why."""
    match = mention.match
    return {**words_record(mention.mention), **actor_value(match.value), "score": rounded(match.score), "reason": match.reason}


def place_record(mention: PlaceMention) -> Record:
    """A place with its words, what it is taken to be, and why."""
    match = mention.match
    score = rounded(match.score) if match else None
    reason = match.reason if match else mention.reason
    return {**words_record(mention.mention), **place_value(match.value if match else None), "score": score, "reason": reason}


def _place_mention(mention: PlaceMention) -> Record:
    record = place_record(mention)
    last = {key: record.pop(key) for key in ("score", "reason")}
    return {**record, "demonym": mention.demonym, **last}


def _value(value: Actor | Place | Interval | Count) -> Record:
    if isinstance(value, Actor):
        return actor_value(value)
    if isinstance(value, Place):
        return place_value(value)
    return interval_record(value) if isinstance(value, Interval) else count_record(value)


def actor_value(actor: Actor) -> Record:
    """Who a party is."""
    return {
        "id": actor.id,
        "name": actor.name,
        "country": actor.country,
        "sector": actor.sector,
        "backed_by": list(actor.backed_by),
    }


def place_value(place: Place | None) -> Record:
    """What a place is; all null for none."""
    return {
        "name": place and place.name,
        "geonames_id": place and place.geonames_id,
        "country": place and place.country,
        "admin1": place and place.admin1,
        "latitude": place and _degrees(place.latitude),
        "longitude": place and _degrees(place.longitude),
        "precision": place and place.precision,
        "radius_km": place and round(place.radius_km, 1),
    }


def interval_record(interval: Interval) -> Record:
    """The days of an interval."""
    return {"earliest": day_text(interval.earliest), "latest": day_text(interval.latest)}


def count_record(count: Count) -> Record:
    """A count, low and high."""
    return {"low": count.low, "high": count.high}


def words_record(mention: Mention | None) -> Record:
    """Words and where they stand."""
    if mention is None:
        return {"text": None, "start": None, "end": None}
    return {"text": mention.text, "start": mention.start, "end": mention.end}


def day_text(day: dt.date | None) -> str | None:
    """A day as YYYY-MM-DD."""
    return day.isoformat() if day else None


def rounded(score: float) -> float:
    """A score with two decimals."""
    return round(float(score), 2)


def _degrees(degrees: float | None) -> float | None:
    return None if degrees is None else round(float(degrees), 5)
