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
    Match,
    Mention,
    Place,
    PlaceMention,
    Reading,
    Report,
    Speaker,
    TieStatement,
)

Record = dict[str, object]


def to_record(coded: Coded, *, explain: bool = False) -> Record:
    """The record of one coded report; with `explain`, each claim also lists the rules that fired under `explain`."""
    garbled: Record = {
        "score": _score(coded.garble.score),
        "phrases": [{**_words(phrase.mention), "plain": phrase.plain} for phrase in coded.garble.phrases],
    }
    return {
        "report": {**_report(coded.report), "garbled": garbled},
        "events": [_event(event, explain) for event in coded.events],
        "control": [_control(statement) for statement in coded.control],
        "ties": [_tie(statement) for statement in coded.ties],
    }


def mention_records(report: Report, name: str, mentions: Sequence[PlaceMention] | Sequence[ActorMention]) -> Record:
    """The record of one report's mentions under the key `name` ("places" or "actors")."""
    found = [_place_mention(m) if isinstance(m, PlaceMention) else _actor(m) for m in mentions]
    return {"report": _report(report), name: found}


def candidate_records(matches: Iterable[Match[Actor] | Match[Place] | Match[Interval] | Match[Count]]) -> list[Record]:
    """The records of one phrase's candidates, in the order given, each with its fields, score and reason."""
    return [{**_value(match.value), "score": _score(match.score), "reason": match.reason} for match in matches]


def _report(report: Report) -> Record:
    return {
        "id": report.id,
        "ref": report.ref,
        "path": report.path,
        "url": report.url,
        "publisher": report.publisher,
        "byline": report.byline,
        "title": report.title,
        "published": _day(report.published),
        "language": report.language,
        "text": report.text,
    }


def _event(event: Event, explain: bool) -> Record:
    return {
        "id": event.id,
        "kind": event.kind,
        "salience": _score(event.salience),
        "stance": event.stance,
        "trigger": _words(_main_reading(event).claim.trigger),
        **_codes(event),
        "actors": [_actor(actor) for actor in event.actors],
        "recipients": [_actor(actor) for actor in event.recipients],
        "place": _place(event.place) if event.place else None,
        "when": _when(event),
        "toll": {name: _toll(event, name) for name in TOLLS},
        "claims": [_claim(reading, explain) for reading in event.readings],
    }


def _main_reading(event: Event) -> Reading:
    own = [r for r in event.readings if r.claim.kind == event.kind and r.claim.stance == event.stance]
    return (own or list(event.readings))[0]


def _codes(event: Event) -> Record:
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
        **_words(claim.sentence),
        "trigger": _words(claim.trigger),
        "told_by": [_words(words) for words in claim.told_by],
        "stance": claim.stance,
        "speakers": [_speaker(speaker) for speaker in claim.speakers],
    }
    return {**record, "explain": list(claim.notes)} if explain else record


def _speaker(speaker: Speaker) -> Record:
    return {**_words(speaker.mention), "name": speaker.name, "role": speaker.role}


def _when(event: Event) -> Record | None:
    if event.when is None:
        return None
    return {**_words(event.when_words), **_interval(event.when.value), "reason": event.when.reason}


def _toll(event: Event, name: str) -> Record | None:
    """A count of the event's toll, with the words of the first reading that gives this very count."""
    total: Match[Count] | None = getattr(event.toll, name)
    if total is None:
        return None
    told = [(getattr(r.toll, name), getattr(r.claim.toll, name)) for r in event.readings]
    worded = [(match is not None and match.value == total.value, mention) for match, mention in told if mention is not None]
    best = max(worded, key=lambda pair: pair[0], default=(False, None))
    parts = [
        {"who": part.who, **_count(part.count.value), **_words(part.mention)} for part in event.toll.parts if part.toll == name
    ]
    return {**_count(total.value), **_words(best[1]), "of_whom": parts}


def _control(statement: ControlStatement) -> Record:
    return {
        "place": _place(statement.place),
        "holder": _actor(statement.holder),
        **_interval(statement.when.value if statement.when else Interval(None, None)),
        "change": statement.change,
        "stance": statement.stance,
        "start": statement.sentence.start,
        "end": statement.sentence.end,
    }


def _tie(statement: TieStatement) -> Record:
    return {
        "from": _actor(statement.source),
        "to": _actor(statement.target),
        "kind": statement.kind,
        "stance": statement.stance,
        "start": statement.sentence.start,
        "end": statement.sentence.end,
    }


def _actor(mention: ActorMention) -> Record:
    match = mention.match
    return {**_words(mention.mention), **_actor_value(match.value), "score": _score(match.score), "reason": match.reason}


def _place(mention: PlaceMention) -> Record:
    match = mention.match
    score = _score(match.score) if match else None
    reason = match.reason if match else mention.reason
    return {**_words(mention.mention), **_place_value(match.value if match else None), "score": score, "reason": reason}


def _place_mention(mention: PlaceMention) -> Record:
    record = _place(mention)
    last = {key: record.pop(key) for key in ("score", "reason")}
    return {**record, "demonym": mention.demonym, **last}


def _value(value: Actor | Place | Interval | Count) -> Record:
    if isinstance(value, Actor):
        return _actor_value(value)
    if isinstance(value, Place):
        return _place_value(value)
    return _interval(value) if isinstance(value, Interval) else _count(value)


def _actor_value(actor: Actor) -> Record:
    return {
        "id": actor.id,
        "name": actor.name,
        "country": actor.country,
        "sector": actor.sector,
        "backed_by": list(actor.backed_by),
    }


def _place_value(place: Place | None) -> Record:
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


def _interval(interval: Interval) -> Record:
    return {"earliest": _day(interval.earliest), "latest": _day(interval.latest)}


def _count(count: Count) -> Record:
    return {"low": count.low, "high": count.high}


def _words(mention: Mention | None) -> Record:
    if mention is None:
        return {"text": None, "start": None, "end": None}
    return {"text": mention.text, "start": mention.start, "end": mention.end}


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _score(score: float) -> float:
    return round(float(score), 2)


def _degrees(degrees: float | None) -> float | None:
    return None if degrees is None else round(float(degrees), 5)
