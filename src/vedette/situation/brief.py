"""What a database holds on what is asked -> the Brief: statements by templates, each resting on cited sentences.

A statement that no sentence can be cited for is not made. Questions and suppositions are left out and counted. What only one
side says stands under claims, not under what happened; what some deny stands with who denies it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from vedette.lexicon import load
from vedette.lexicon.kinds import kinds
from vedette.model import (
    Brief,
    BriefSection,
    Citation,
    Disputed,
    Found,
    Interval,
    JoinedEvent,
    Reading,
    ReportHead,
    SectionId,
    Statement,
    ToldEvent,
    Wanted,
)
from vedette.resolving.sources import independent, outlet_key, source_of
from vedette.situation.citing import Cite, Heads, cites_of, voices
from vedette.situation.drafts import Draft
from vedette.situation.phrases import days_words, frame, row, words
from vedette.situation.standing import change_drafts, control_drafts, tie_drafts
from vedette.situation.telling import (
    Say,
    by_words,
    chain_words,
    fields_of,
    happening,
    label,
    names_doer,
    one_sided,
    toll_reading,
    toll_told,
    toll_words,
    without_doer,
)

NO_DAY = "Day not told"
CLAIMS = ("claimed", "unconfirmed", "denied", "planned", "disputed")

ALWAYS = Interval(None, None)


@dataclass(frozen=True, slots=True)
class _Seen:
    """An event with its heads, its fields, and the frame that its standing calls for."""

    event: JoinedEvent
    heads: Heads
    fields: dict[str, str | None]
    frame: str

    @property
    def label(self) -> str:
        """Its name, which says who did it only where all who tell of it do."""
        said = voices(self.event, self.heads, {self.event.stance})
        agreed = all(names_doer(self.event, reading.claim.report) for reading in said)
        return label(self.event, self.fields if agreed else without_doer(self.fields))


def make_brief(found: Found, asked: str, period: Interval = ALWAYS) -> Brief:
    """The situation report on what was found; `asked` says what was asked for, `period` the days within which changes are told."""
    heads = {head.id: head for head in found.heads}
    seen = [_seen(told, heads) for told in sorted(found.events, key=_by_day) if told.event.stance != "hypothetical"]
    drafts: dict[str, list[Draft]] = {
        "happened": [draft for one in seen if one.frame == "happened" for draft in _told(one, _kept_words(one), _day(one))],
        "tolls": [draft for one in seen if one.event.stance == "asserted" for draft in _toll(one)],
        "control": list(control_drafts(found, heads)),
        "changed": list(change_drafts(found, heads, period)),
        "ties": list(tie_drafts(found, heads)),
        "claims": _claims(seen),
        "unknown": _unknown(seen),
    }
    told = {report for one in seen for report in one.event.reports if report in heads}
    citations, numbers = _numbered([draft for row_ in _sections() for draft in drafts[row_]], heads)
    return Brief(
        asked=asked,
        events=len(seen),
        reports=len(told),
        copies=sum(heads[report].how is not None for report in told),
        independent_sources=_sources(seen),
        first=min((day for one in seen if (day := _bounds(one.event)[0]) is not None), default=None),
        last=max((day for one in seen if (day := _bounds(one.event)[1]) is not None), default=None),
        left_out=len(found.events) - len(seen),
        sections=tuple(_section(name, drafts[name], numbers) for name in _sections() if drafts[name]),
        citations=citations,
    )


def asked_words(wanted: Wanted, place: str | None = None) -> str:
    """What is asked for, in words: "Tessit, within 30 km, JNIM, 1 to 30 March 2022"; `place` is what the user wrote."""
    around = wanted.around
    parts = [
        place or wanted.place or (f"{around.latitude}, {around.longitude}" if around else None),
        f"within {around.km:g} km" if around else None,
        wanted.actor,
        days_words(Interval(wanted.since, wanted.until)),
    ]
    return ", ".join(part for part in parts if part) or "All that is kept"


def _sections() -> tuple[SectionId, ...]:
    return tuple(one["id"] for one in load().rows("brief", "section"))


def _seen(told: ToldEvent, heads: Heads) -> _Seen:
    event = told.event
    own = {**heads, **{head.id: head for head in told.reports}}
    standing = {"unconfirmed": "unconfirmed", "denied": "denied", "planned": "planned"}.get(event.status, "happened")
    claimed = event.status == "reported" and one_sided(event)
    return _Seen(event, own, fields_of(event), "claimed" if claimed else standing)


def _kept_words(seen: _Seen) -> str:
    """The frame of what happened; of an act of words it quotes the sentence."""
    return "said" if seen.event.kind in words("is told in its words") else "happened"


def _by_day(told: ToldEvent) -> tuple[object, ...]:
    """By the last day that it may have been, what is surest first; without any day last."""
    days = told.event.when.value if told.event.when else Interval(None, None)
    day = days.latest or days.earliest or dt.date.max
    return (day, days.earliest is None, days.earliest or day, -told.event.salience, told.event.id)


def _day(seen: _Seen) -> str:
    return _capital_day(seen.fields["days"]) if seen.fields["days"] else NO_DAY


def _capital_day(days: str | None) -> str:
    return (days or "")[:1].upper() + (days or "")[1:]


def _told(seen: _Seen, name: str, under: str | None) -> Iterator[Draft]:
    """An event in the frame `name`, with who says so and who denies it."""
    event = seen.event
    said = voices(event, seen.heads, {event.stance})
    against = voices(event, seen.heads, {"denied"}) if event.status == "contested" else []
    fields = {
        **seen.fields,
        "happening": happening(event, seen.fields),
        "label": seen.label,
        "words": said[0].claim.sentence.text if said else None,
        "toll": toll_words(event),
        "by": by_words(_says(said, seen.heads)),
        "named": _named(seen, said),
        "against": by_words(_says(against, seen.heads)),
    }
    yield from _draft(seen, frame(name, fields), cites_of(event, [*said, *against]), under)


def _named(seen: _Seen, said: Sequence[Reading]) -> str | None:
    """Those who name who did it, where others of `said` do not."""
    naming = [reading for reading in said if names_doer(seen.event, reading.claim.report)]
    return by_words(_says(naming, seen.heads)) if 0 < len(naming) < len(said) else None


def _toll(seen: _Seen) -> Iterator[Draft]:
    """Who says which count of an event's toll."""
    event, told = seen.event, []
    for one in event.toll:
        found = [(say, toll_reading(event, one.toll, say)) for say in one.by]
        says = [(say, _say(reading, seen.heads)) for say, reading in found if reading is not None]
        if says:
            told.append(toll_told(one, says))
    if told:
        fields = {**seen.fields, "label": seen.label, "toll": "; ".join(told)}
        yield from _draft(seen, frame("toll", fields), cites_of(event, ()), None)


def _claims(seen: Sequence[_Seen]) -> list[Draft]:
    """What is claimed by one side, not confirmed, denied, planned, and what sources differ on, in this order."""
    headed = {name: row("frame", name)["heading"] for name in CLAIMS}
    drafts = {name: [draft for one in seen if one.frame == name for draft in _told(one, name, headed[name])] for name in CLAIMS}
    asserted = [one for one in seen if one.event.stance == "asserted"]
    drafts["disputed"] = [draft for one in asserted for field in one.event.disputed for draft in _disputed(one, field, headed)]
    return [draft for name in CLAIMS for draft in drafts[name]]


def _disputed(seen: _Seen, disputed: Disputed, headed: dict[str, str]) -> Iterator[Draft]:
    """What each report says of a field on which they differ."""
    known = {one["id"]: one["says"] for one in load().rows("brief", "field")}
    if disputed.field not in known:
        return
    told = [one for one in disputed.says if one.report in seen.heads]
    said = "; ".join(dict.fromkeys(f"{_outlet(seen.heads[one.report])}: {one.value}" for one in told))
    bearing = [
        reading
        for one in disputed.says
        for reading in seen.event.readings
        if reading.claim.report == one.report and getattr(reading, disputed.field) not in ((), None)
    ]
    fields = {**seen.fields, "label": seen.label, "field": known[disputed.field], "said": said}
    yield from _draft(seen, frame("disputed", fields), cites_of(seen.event, bearing, toll=False), headed["disputed"])


def _unknown(seen: Sequence[_Seen]) -> list[Draft]:
    """What is not told, each with the events of which it is not."""
    headed = {one["id"]: one["heading"] for one in load().rows("brief", "missing")}
    return [draft for name in headed for one in seen if _lacks(one, name) for draft in _told(one, "unknown", headed[name])]


def _lacks(seen: _Seen, name: str) -> bool:
    event = seen.event
    if event.stance != "asserted" or not kinds()[event.kind].conflict:
        return False
    lacks = {
        "actors": not event.actors and event.kind not in words("has no doer"),
        "place": event.place is None,
        "when": seen.fields["days"] is None,
        "toll": not event.toll and event.kind in words("counts a toll"),
    }
    return lacks[name]


def _draft(seen: _Seen, text: str | None, cites: tuple[Cite, ...], under: str | None) -> Iterator[Draft]:
    if text is not None and cites:
        event = seen.event
        yield Draft(text, cites, under, (event.id,), event.stance, event.status, event.independent_sources)


def _say(reading: Reading, heads: Heads) -> Say:
    return Say(chain_words(reading.claim.speakers, heads[reading.claim.report]), reading)


def _says(readings: Iterable[Reading], heads: Heads) -> list[Say]:
    return [_say(reading, heads) for reading in readings if reading.claim.report in heads]


def _outlet(head: ReportHead) -> str:
    return chain_words((), head)


def _numbered(drafts: Iterable[Draft], heads: Heads) -> tuple[tuple[Citation, ...], dict[tuple[str, int], int]]:
    """The references in the order in which they are first cited, and the number of each."""
    found: dict[tuple[str, int], Cite] = {}
    for draft in drafts:
        for report, sentence in draft.cites:
            found.setdefault((report, sentence.start), (report, sentence))
    numbers = {at: number for number, at in enumerate(found, start=1)}
    return tuple(Citation(numbers[at], heads[report], sentence) for at, (report, sentence) in found.items()), numbers


def _section(name: SectionId, drafts: Sequence[Draft], numbers: dict[tuple[str, int], int]) -> BriefSection:
    return BriefSection(name, row("section", name)["title"], tuple(_statement(draft, numbers) for draft in drafts))


def _statement(draft: Draft, numbers: dict[tuple[str, int], int]) -> Statement:
    return Statement(
        text=draft.text,
        citations=tuple(sorted(numbers[report, sentence.start] for report, sentence in draft.cites)),
        under=draft.under,
        events=draft.events,
        stance=draft.stance,
        status=draft.status,
        independent_sources=draft.independent_sources,
    )


def _sources(seen: Sequence[_Seen]) -> int:
    """How many independent sources there are, counted as those of one event are: no outlet brings more than one."""
    brought: dict[str, set[str]] = defaultdict(set)
    for one in seen:
        for reading in voices(one.event, one.heads, {one.event.stance}):
            head = one.heads[reading.claim.report]
            origin = outlet_key(head.publisher) if head.publisher else head.id
            brought[origin].add(source_of(reading.claim.speakers, origin))
    return len(independent(brought))


def _bounds(event: JoinedEvent) -> tuple[dt.date | None, dt.date | None]:
    """The first and the last day that an event may have been, each the other where it is open."""
    days = event.when.value if event.when else Interval(None, None)
    return days.earliest or days.latest, days.latest or days.earliest
