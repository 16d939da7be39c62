"""An event of many reports -> the words that a brief has for it: that it happened, its name, its toll, and who says so.

Names are those that the mentions of its readings are resolved to; speakers stand in the report's words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from vedette.model import (
    Actor,
    ActorMention,
    Count,
    JoinedEvent,
    Place,
    PlaceMention,
    Reading,
    ReportHead,
    Speaker,
    TollRange,
    TollSay,
)
from vedette.resolving.sources import plain_name
from vedette.situation.phrases import (
    Fields,
    count_words,
    counted,
    days_words,
    fill,
    first_filled,
    kind_templates,
    listed,
    row,
    words,
)

MOST_NAMED = 4
# A bare plural ("civilians were killed") counts nobody apart.
PLURAL = Count(2, None)
ARTICLES = ("The ", "A ", "An ", "Its ", "Their ")
Heads = Mapping[str, ReportHead]


@dataclass(frozen=True, slots=True)
class Say:
    """Who says something, in words, with the reading that holds it."""

    by: str
    reading: Reading


def fields_of(event: JoinedEvent) -> dict[str, str | None]:
    """The fields that the templates of a kind may ask for."""
    actors, recipients = [_name(one) for one in event.actors], [_name(one) for one in event.recipients]
    several = len({*actors, *recipients}) > 1 and bool(actors)
    return {
        "kind": event.kind.replace("-", " "),
        "actors": listed(actors),
        "recipients": listed(recipients),
        "sides": listed([*actors, *recipients]) if several else None,
        "place": _where(event.place, "place"),
        "at": _where(event.place, "at"),
        "days": days_words(event.when.value if event.when else None),
    }


def happening(event: JoinedEvent, fields: Fields) -> str:
    """That it happened: "The Military Forces of Mali took Tessit"."""
    return first_filled(kind_templates(event.kind, "says"), fields) or f"There was {label(event, fields)}"


def label(event: JoinedEvent, fields: Fields) -> str:
    """Its name: "capture of Tessit by the Military Forces of Mali"."""
    return first_filled(kind_templates(event.kind, "noun"), fields) or str(fields["kind"])


def toll_words(event: JoinedEvent) -> str | None:
    """Its toll in short: "14 to 22 killed, 30 wounded"."""
    return ", ".join(f"{count_words(one.low, one.high)} {one.toll}" for one in event.toll) or None


def toll_told(one: TollRange, says: Sequence[tuple[TollSay, Say]]) -> str:
    """One count of a toll with who says which: "14 to 22 killed (at least 14 according to …; 22, among them 9 children, …)"."""
    told = dict.fromkeys(f"{counted(say.count)}{_parts(one.toll, who.reading)}, according to {who.by}" for say, who in says)
    if len(told) == 1:
        who = says[0][1]
        return f"{count_words(one.low, one.high)} {one.toll}{_parts(one.toll, who.reading)}, according to {who.by}"
    return f"{count_words(one.low, one.high)} {one.toll} ({'; '.join(told)})"


def by_words(says: Iterable[Say]) -> str | None:
    """Who says so, each once: "residents (Border Post) and the Euphrates Monitor"."""
    names = list({name.casefold(): name for name in reversed([say.by for say in says])}.values())[::-1]
    more = ["others"] if len(names) > MOST_NAMED else []
    return listed([*names[:MOST_NAMED], *more])


def chain_words(speakers: Sequence[Speaker], head: ReportHead) -> str:
    """Who says it, in the report's words, and the outlet where that is another: "a military source (Levant Wire)"."""
    outlet = head.publisher or head.title or head.ref or head.id
    if not speakers:
        return outlet
    first = _speaker(speakers[0])
    if plain_name(first) != plain_name(outlet) and plain_name(first) in plain_name(
        outlet
    ):  # "the Monitor" in a report of the Euphrates Monitor
        return outlet
    return first if plain_name(outlet) in plain_name(first) else f"{first} ({outlet})"


def main_readings(event: JoinedEvent, stances: Iterable[str]) -> list[Reading]:
    """One reading a report of these stances: of its body where that tells it, in the order of the reports."""
    best: dict[str, Reading] = {}
    for reading in event.readings:
        known = best.get(reading.claim.report)
        if reading.claim.stance in stances and (known is None or (known.claim.part, reading.claim.part) == ("title", "body")):
            best[reading.claim.report] = reading
    return [best[report] for report in event.reports if report in best]


def toll_reading(event: JoinedEvent, toll: str, say: TollSay) -> Reading | None:
    """The reading that gives what a report says of a count: of the body before the title, one that tells who they were first."""
    counts = [(reading, getattr(reading.toll, toll)) for reading in event.readings if reading.claim.report == say.report]
    mine = [(reading, count.value == say.count) for reading, count in counts if count is not None]
    ranked = sorted(mine, key=lambda pair: (not pair[1], pair[0].claim.part == "title", not pair[0].toll.parts))
    return ranked[0][0] if ranked else None


def names_doer(event: JoinedEvent, report: str) -> bool:
    """Whether a report names one of those who did it."""
    doers = {mention.match.value.name for mention in event.actors}
    mine = [reading for reading in event.readings if reading.claim.report == report]
    return any(one.match.value.name in doers for reading in mine for one in (*reading.actors, *reading.recipients))


def without_doer(fields: Fields) -> Fields:
    """The fields of an event whose name must not say who did it, since not all who tell of it do."""
    return {**fields, "actors": None, "sides": None}


def one_sided(event: JoinedEvent) -> bool:
    """Whether only a side's own word stands for it: that of a party, or of one who speaks for a party of the event."""
    parties = {mention.match.value.name for mention in (*event.actors, *event.recipients)}
    said = main_readings(event, ("asserted",))
    return bool(said) and all(
        reading.claim.speakers and (reading.claim.speakers[0].role == "party" or reading.claim.speakers[0].name in parties)
        for reading in said
    )


def party_name(actor: Actor) -> str:
    """A party's name, with the article where it takes one; words that are not resolved in quotes."""
    if actor.id is None and actor.name[:1].islower():
        return f"“{actor.name}”"
    if actor.name.split()[0] in words("is no name"):
        return " ".join(word.lower() if word in words("is no name") else word for word in actor.name.split())
    article = actor.name.startswith(words("takes the article")) or actor.name.endswith(words("takes the article by its end"))
    return f"the {actor.name}" if article else actor.name


def place_fields(place: Place, key: str) -> str | None:
    """A place by its precision: itself ("place"), as what is held ("held") or as where something happened ("at")."""
    return fill(row("where", place.precision)[key], {"name": place.name})


def _name(mention: ActorMention) -> str:
    return party_name(mention.match.value)


def _where(mention: PlaceMention | None, key: str) -> str | None:
    if mention is None:
        return None
    if mention.match is None:
        return fill(row("where", "unresolved")[key], {"name": mention.mention.named.text})
    return place_fields(mention.match.value, key)


def _speaker(speaker: Speaker) -> str:
    """A speaker in the sentence's own words, which hold even where it is not certain whom they stand for."""
    said = speaker.mention.text
    if said.casefold() in words("names nobody"):
        return speaker.name or speaker.mention.named.text
    lower = said[:1].lower() + said[1:] if said.startswith(ARTICLES) or _common(said) else said
    return f"“{lower}”" if lower.split()[0] in words("stands for another") else lower


def _common(said: str) -> bool:
    """Whether a speaker at the head of a sentence has a capital for that alone: "Residents"."""
    return len(said.split()) == 1 and said.casefold().endswith("s") and said[:1].isupper() and said[1:].islower()


def _parts(toll: str, reading: Reading) -> str:
    total = getattr(reading.toll, toll)
    parts = [part for part in reading.toll.parts if part.toll == toll and part.count.value != PLURAL]
    told = [f"{counted(part.count.value)} {part.who}" for part in parts if total is None or part.count.value != total.value]
    return f", among them {listed(told)}" if told else ""
