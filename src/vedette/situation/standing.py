"""Control and ties over time -> what a brief says of them, each with the sentences of the reports that assert or deny it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from vedette.model import (
    Actor,
    Coded,
    ControlInterval,
    ControlStatement,
    Found,
    Interval,
    JoinedEvent,
    Place,
    Reading,
    Speaker,
    TieInterval,
    TieStatement,
)
from vedette.resolving.states import state_of
from vedette.situation.changes import control_changes
from vedette.situation.citing import Cite, Heads, cites_of, in_order, originals, voices
from vedette.situation.drafts import Draft
from vedette.situation.phrases import day_words, fill, frame, listed, row
from vedette.situation.telling import chain_words, party_name, place_fields

Said = tuple[Coded, ControlStatement]
FRAMES = {"contested": "held-contested", "denied": "held-denied", "unconfirmed": "held-perhaps"}


def control_drafts(found: Found, heads: Heads) -> Iterator[Draft]:
    """Who held what, place by place, in order of time."""
    told = {one.report.id: one for one in found.coded}
    events = {one.event.id: one.event for one in found.events}
    for interval in found.control:
        said = list(_statements(interval.place, told.values()))
        for_, against = _for(interval, said, heads), _against(interval, said, heads)
        ending = _ending(interval, said)
        exact = _on_the_day(interval, for_, events)
        fields = {
            "holder": party_name(interval.holder),
            "place": place_fields(interval.place, "held"),
            "since": day_words(interval.since) if exact else None,
            "latest_since": None if exact else day_words(interval.since),
            "until": day_words(interval.until) if ending else None,
            "by": _by(_speakers(interval, for_, heads, events), heads),
            "against": _by(((one, statement.speakers) for one, statement in against), heads),
        }
        text = frame(FRAMES.get(interval.status, "held"), fields)
        cites = [_cite(one) for one in (*for_, *against, *ending)] + _of_events(interval, heads, events)
        if text is not None and for_:
            yield _control_draft(interval, text, in_order(_published(heads), cites))


def change_drafts(found: Found, heads: Heads, period: Interval) -> Iterator[Draft]:
    """Each change of hands within the period, from who is told to have held a place to who is told to hold it, by place and day."""
    told = {one.report.id: one for one in found.coded}
    events = {one.event.id: one.event for one in found.events}
    first = period.earliest - dt.timedelta(days=1) if period.earliest else dt.date.min
    last = period.latest or dt.date.max
    for step in control_changes(found.control, first, last):
        was, now = step.was, step.now
        if was is None or now is None or {was.status, now.status} & {"denied", "unconfirmed", "planned"}:
            continue
        said = list(_statements(step.place, told.values()))
        for_, before, against = _for(now, said, heads), _for(was, said, heads), _against(now, said, heads)
        fields = {
            "place": place_fields(step.place, "held"),
            "was": party_name(was.holder),
            "now": party_name(now.holder),
            "day": day_words(step.day),
            "by": _by(_speakers(now, for_, heads, events), heads),
            "against": _by(((one, statement.speakers) for one, statement in against), heads),
        }
        text = frame("changed" if _on_the_day(now, for_, events) else "changed-by", fields)
        cites = [_cite(one) for one in (*for_, *against, *before)] + _of_events(now, heads, events)
        if text is not None and for_ and before:
            yield _control_draft(now, text, in_order(_published(heads), cites))


def tie_drafts(found: Found, heads: Heads) -> Iterator[Draft]:
    """How parties stood to each other; a party that is known by words like "its allies" alone is no party to a tie."""
    told = {one.report.id: one for one in found.coded}
    for tie in found.ties:
        for_ = _tied(tie, told, originals(tie.asserted_by, heads), "asserted")
        against = _tied(tie, told, originals(tie.denied_by, heads), "denied")
        ends = {"source": party_name(tie.source), "target": party_name(tie.target)}
        fields = {
            "tie": fill(row("tie", tie.kind)["says"], ends),
            "since": day_words(tie.since),
            "by": _by(((one, statement.speakers) for one, statement in for_), heads),
            "against": _by(((one, statement.speakers) for one, statement in against), heads),
        }
        text = frame("tie", fields)
        if text is not None and for_ and _known(tie.source) and _known(tie.target):
            cites = in_order(_published(heads), [(one.report.id, statement.sentence) for one, statement in (*for_, *against)])
            yield Draft(text, cites, None, (), None, tie.status, tie.independent_sources)


def _control_draft(interval: ControlInterval, text: str, cites: tuple[Cite, ...]) -> Draft:
    return Draft(text, cites, interval.place.name, interval.events, None, interval.status, interval.independent_sources)


def _statements(place: Place, coded: Iterable[Coded]) -> Iterator[Said]:
    """All that reports say of who holds a place."""
    for one in coded:
        for statement in one.control:
            match = statement.place.match
            if match is not None and _spot(match.value) == _spot(place) and match.value.precision != "near":
                yield one, statement


def _spot(place: Place) -> object:
    return place.geonames_id or (place.name, place.latitude, place.longitude)


def _holder(statement: ControlStatement) -> str:
    return state_of(statement.holder.match.value).name


def _for(interval: ControlInterval, said: Sequence[Said], heads: Heads) -> list[Said]:
    """What the reports that assert an interval say: that he gained or holds it, else that he lost it."""
    kept = originals(interval.asserted_by, heads)
    mine = [
        pair
        for pair in said
        if pair[0].report.id in kept and _holder(pair[1]) == interval.holder.name and pair[1].stance != "denied"
    ]
    return _one_each([pair for pair in mine if pair[1].change != "lost"] or mine)


def _one_each(said: Sequence[Said]) -> list[Said]:
    """One statement a report, of its body where that says so."""
    best: dict[str, Said] = {}
    for pair in sorted(said, key=lambda pair: (_in_title(pair), pair[1].sentence.start)):
        best.setdefault(pair[0].report.id, pair)
    return sorted(best.values(), key=lambda pair: (pair[0].report.published or dt.date.max, pair[0].report.id))


def _in_title(pair: Said) -> bool:
    title = pair[0].report.title
    return title is not None and pair[1].sentence.end <= len(title)


def _on_the_day(interval: ControlInterval, for_: Sequence[Said], events: dict[str, JoinedEvent]) -> bool:
    """Whether it is told to have begun on its very first day, not only by then."""
    own = [statement.when for _, statement in for_] + [events[id_].when for id_ in interval.events if id_ in events]
    return any(when.value == Interval(interval.since, interval.since) for when in own if when is not None)


def _against(interval: ControlInterval, said: Sequence[Said], heads: Heads) -> list[Said]:
    """What the reports that deny it say: that it is not so, or that another holds it."""
    kept = originals(interval.denied_by, heads)
    told = [pair for pair in said if pair[0].report.id in kept]
    return _one_each([pair for pair in told if (pair[1].stance == "denied") == (_holder(pair[1]) == interval.holder.name)])


def _ending(interval: ControlInterval, said: Sequence[Said]) -> list[Said]:
    """What tells that it ended on its last day: his loss, or the gain of another."""
    if interval.until is None:
        return []
    ends = [
        pair
        for pair in said
        if pair[1].stance == "asserted" and (pair[1].change == "lost") == (_holder(pair[1]) == interval.holder.name)
    ]
    return [pair for pair in ends if _may_be(pair, interval.until)]


def _may_be(pair: Said, day: dt.date) -> bool:
    """Whether a statement's days, else those of its report, may be this day."""
    coded, statement = pair
    days = statement.when.value if statement.when else None
    if days is None:
        return coded.report.published == day
    return (days.earliest is None or days.earliest <= day) and (days.latest is not None and days.latest >= day)


def _speakers(
    interval: ControlInterval, for_: Sequence[Said], heads: Heads, events: dict[str, JoinedEvent]
) -> Iterator[tuple[Coded, Sequence[Speaker]]]:
    """Who says so in each report: of its event where there is one, since that is told in full."""
    told = {reading.claim.report: reading for reading in _readings(interval, heads, events)}
    for one, statement in for_:
        reading = told.get(one.report.id)
        yield one, reading.claim.speakers if reading is not None else statement.speakers


def _readings(interval: ControlInterval, heads: Heads, events: dict[str, JoinedEvent]) -> Iterator[Reading]:
    """The readings that assert the events behind an interval."""
    for id_ in interval.events:
        if id_ in events:
            yield from voices(events[id_], heads, {"asserted"})


def _of_events(interval: ControlInterval, heads: Heads, events: dict[str, JoinedEvent]) -> list[Cite]:
    """The sentences that bear the events behind an interval."""
    known = [events[id_] for id_ in interval.events if id_ in events]
    return [cite for event in known for cite in cites_of(event, voices(event, heads, {"asserted"}), toll=False)]


def _tied(tie: TieInterval, told: dict[str, Coded], reports: Iterable[str], stance: str) -> list[tuple[Coded, TieStatement]]:
    ends = {tie.source.name, tie.target.name}
    return [
        (told[report], statement)
        for report in reports
        if report in told
        for statement in told[report].ties
        if statement.kind == tie.kind and statement.stance == stance and ends <= _ends(statement)
    ]


def _known(actor: Actor) -> bool:
    return actor.id is not None or actor.name[:1].isupper()


def _ends(statement: TieStatement) -> set[str]:
    actors = (statement.source.match.value, statement.target.match.value)
    return {actor.name for actor in actors} | {state_of(actor).name for actor in actors}


def _by(said: Iterable[tuple[Coded, Sequence[Speaker]]], heads: Heads) -> str | None:
    return listed(chain_words(speakers, heads[one.report.id]) for one, speakers in said if one.report.id in heads)


def _cite(pair: Said) -> Cite:
    return pair[0].report.id, pair[1].sentence


def _published(heads: Heads) -> list[str]:
    return [head.id for head in sorted(heads.values(), key=lambda head: (head.published or dt.date.max, head.id))]
