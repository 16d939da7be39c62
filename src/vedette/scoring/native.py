"""Scores the project's own gold: each case's report is coded and set beside what an analyst reads out of it.

Events are matched one to one, best first, by kind and by the words that they rest on. Fields are then compared pair by
pair: an event that was not found misses all its fields, a spurious one costs the measure "event" alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from vedette.errors import UnreadableFile
from vedette.model import ActorMention, Coded, ControlStatement, Count, Event, Interval, Mention, Report, Speaker, TieStatement
from vedette.scoring.cases import EITHER, Case, GoldControl, GoldEvent, GoldPlace, GoldSpeaker, GoldTie, read_cases
from vedette.scoring.scores import Mark, Score, accuracy_score, f1_score, great_circle

MEASURES = (
    "event",
    "trigger",
    "stance",
    "actors",
    "recipients",
    "place",
    "point",
    "when",
    "killed",
    "wounded",
    "speakers",
    "roles",
    "control",
    "ties",
)
WHOLE = "case"
# The files of a folder of gold and what is measured on each: those below the first two are each about one thing, and
# what else their sentences tell is not coded.
FILES: dict[str, tuple[str, ...]] = {
    "sentences.jsonl": MEASURES,
    "reports.jsonl": MEASURES,
    "attribution.jsonl": ("speakers", "roles", "chain", WHOLE),
    "stance.jsonl": ("stance", WHOLE),
    "holding.jsonl": ("control", "since", WHOLE),
    "backing.jsonl": ("ties", WHOLE),
}
SHARES = frozenset({"chain", "since", WHOLE})  # measures that are shares of what was expected
NEAR_KM = 25.0
MUTUAL = frozenset({"allied", "fights"})
Span = tuple[int, int]
Pair = tuple[GoldEvent, Event | None]
W = TypeVar("W")
G = TypeVar("G")


def score_native(gold: Path, code: Callable[[Report], Coded]) -> list[Score]:
    """The scores on a gold file, or on each of FILES in a gold folder; raises UnreadableFile, BadRecord."""
    files = [gold] if gold.is_file() else [gold / name for name in FILES if (gold / name).is_file()]
    if not files:
        raise UnreadableFile(f"{gold}: holds neither of {', '.join(FILES)}")
    return [score for file in files for score in _file_scores(file, code)]


def marks_of(case: Case, coded: Coded) -> list[Mark]:
    """All comparisons of one case with what was read out of its report."""
    pairs = _paired(case, coded.events)
    taken = {id(event) for _, event in pairs}
    marks = [mark for gold, event in pairs if not gold.optional for mark in _event_marks(case, gold, event)]
    for event in coded.events if "events" in case.given else ():
        if id(event) not in taken:
            words = _triggers(event)[0].text
            marks += [
                _mark(case, "event", None, f"{event.kind}: {words}", right=False),
                _mark(case, "trigger", None, words, right=False),
            ]
    return marks + list(_control_marks(case, coded.control)) + list(_tie_marks(case, coded.ties))


def spans_of(text: str, words: str) -> tuple[Span, ...]:
    """Where the words stand in the text as whole words, with all readings that " | " parts."""
    patterns = (rf"(?<!\w){re.escape(reading)}(?!\w)" for reading in words.split(EITHER))
    return tuple(match.span() for pattern in patterns for match in re.finditer(pattern, text))


def _file_scores(file: Path, code: Callable[[Report], Coded]) -> list[Score]:
    measures = FILES.get(file.name, MEASURES)
    marks: list[Mark] = []
    for case in read_cases(file):
        own = [mark for mark in marks_of(case, code(case.report)) if mark.measure in measures]
        marks += [*own, _whole_mark(case, own)]
    return [accuracy_score(file.stem, name, marks) if name in SHARES else f1_score(file.stem, name, marks) for name in measures]


def _whole_mark(case: Case, marks: Iterable[Mark]) -> Mark:
    """Whether nothing that is measured on the case is wrong."""
    wrong = "; ".join(f"{mark.measure}: {mark.got} for {mark.expected}" for mark in marks if not mark.right)
    return _mark(case, WHOLE, "all right", wrong or "all right", right=not wrong)


def _mark(case: Case, measure: str, expected: str | None, got: str | None, *, right: bool) -> Mark:
    return Mark(measure, case.report.id, case.report.text, expected, got, right)


# ── which event is which ──


def _paired(case: Case, events: Sequence[Event]) -> list[Pair]:
    ranked = sorted(
        (-weight, index, other)
        for index, gold in enumerate(case.events)
        for other, event in enumerate(events)
        if (weight := _closeness(case.report.text, gold, event))
    )
    chosen: dict[int, int] = {}
    for _, index, other in ranked:
        if index not in chosen and other not in chosen.values():
            chosen[index] = other
    return [
        (gold, events[chosen[index]] if index in chosen else _joined_with(case.report.text, gold, events))
        for index, gold in enumerate(case.events)
    ]


def _joined_with(text: str, gold: GoldEvent, events: Sequence[Event]) -> Event | None:
    """Where only its speakers are asked for, a telling that was joined with another's event is found in that event."""
    if gold.kinds or gold.stances:
        return None
    own = spans_of(text, gold.trigger)
    return next((event for event in events for told in _triggers(event) if _overlap(own[0], (told.start, told.end))), None)


def _closeness(text: str, gold: GoldEvent, event: Event) -> int:
    """0: not the same event. A shared trigger weighs more than the kind, the gold's own trigger more than another telling's."""
    own, others = spans_of(text, gold.trigger), tuple(span for words in gold.also for span in spans_of(text, words))
    at = [(mention.start, mention.end) for mention in _triggers(event)]
    weight = 8 * any(_overlap(one, two) for one in own for two in at) or 4 * any(_overlap(one, two) for one in others for two in at)
    kind = event.kind in gold.kinds
    beside = (
        any(reading.claim.sentence.start <= own[0][0] < reading.claim.sentence.end for reading in event.readings) if own else False
    )
    if not weight and not (kind and beside):
        return 0
    return weight + 2 * kind + (not gold.optional)


def _triggers(event: Event) -> list[Mention]:
    return [reading.claim.trigger for reading in event.readings]


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _alike(one: Span, other: Span) -> bool:
    """Whether two stretches of text name one thing: they share half of the shorter and a quarter of the longer.

    So "the army" is "the Syrian army", and a town in a long description of a person is not that person.
    """
    shared = min(one[1], other[1]) - max(one[0], other[0])
    lengths = sorted((one[1] - one[0], other[1] - other[0]))
    return shared >= lengths[0] / 2 and shared >= lengths[1] / 4


def _says(text: str, words: str, mention: Mention) -> bool:
    """Whether the mention, or the earlier words that it stands for, is one of the readings of `words`."""
    at = [(part.start, part.end) for part in (mention, mention.named)]
    return any(_alike(one, two) for one in spans_of(text, words) for two in at)


# ── the fields of an event ──


def _event_marks(case: Case, gold: GoldEvent, event: Event | None) -> Iterator[Mark]:
    words = None if event is None else _triggers(event)[0].text
    if gold.kinds:
        right = event is not None and event.kind in gold.kinds
        yield _mark(case, "event", f"{gold.kinds[0]}: {gold.trigger}", f"{event.kind}: {words}" if event else None, right=right)
    yield _mark(case, "trigger", gold.trigger, words, right=event is not None)
    if gold.stances:
        stance = None if event is None else event.stance
        yield _mark(case, "stance", gold.stances[0], stance, right=stance in gold.stances)
    yield from _actor_marks(case, "actors", gold, gold.actors, event.actors if event else ())
    yield from _actor_marks(case, "recipients", gold, gold.recipients, event.recipients if event else ())
    yield from _place_marks(case, gold, event)
    yield from _value_marks(case, "when", gold, _days(gold.when), _told_days(gold, event) if event else None)
    for field, toll in (("killed", gold.killed), ("wounded", gold.wounded)):
        match = getattr(event.toll, field) if event else None
        yield from _value_marks(case, field, gold, _number(toll), _number(match.value) if match else None)
    if "speakers" in gold.given:
        said = _speakers(case, gold, event) if event else None
        yield from _speaker_marks(case, gold.speakers, said or ())
        yield _chain_mark(case, gold, said)


def _actor_marks(case: Case, field: str, gold: GoldEvent, words: Sequence[str], actors: Sequence[ActorMention]) -> Iterator[Mark]:
    if field not in gold.given:
        return
    yield from _list_marks(
        case, field, words, actors, says=lambda one, actor: _says(case.report.text, one, actor.mention), shown=_shown_actor
    )


def _shown_actor(actor: ActorMention) -> str:
    return f"{actor.mention.text} ({actor.match.value.name})"


def _list_marks(
    case: Case, measure: str, wanted: Sequence[W], got: Sequence[G], *, says: Callable[[W, G], bool], shown: Callable[[G], str]
) -> Iterator[Mark]:
    """Each of `wanted` takes the first of `got` that says it; the rest are missed, or spurious."""
    left = list(got)
    for one in wanted:
        hit = next((other for other in left if says(one, other)), None)
        if hit is not None:
            left.remove(hit)
        if not getattr(one, "optional", False):
            yield _mark(case, measure, str(one), None if hit is None else shown(hit), right=hit is not None)
    for other in left:
        yield _mark(case, measure, None, shown(other), right=False)


def _value_marks(case: Case, field: str, gold: GoldEvent, wanted: str | None, got: str | None) -> Iterator[Mark]:
    if field in gold.given and (wanted is not None or got is not None):
        yield _mark(case, field, wanted, got, right=wanted == got)


def _told_days(gold: GoldEvent, event: Event) -> str | None:
    """Days that no words give (some day up to publication) are a bound, and no answer where the gold tells of none."""
    told = event.when is not None and (event.when_words is not None or gold.when is not None)
    return _days(event.when.value) if event.when is not None and told else None


def _days(when: Interval | None) -> str | None:
    return None if when is None else f"{when.earliest}..{when.latest}"


def _number(count: Count | None) -> str | None:
    return None if count is None else f"{count.low}..{count.high}"


def _place_marks(case: Case, gold: GoldEvent, event: Event | None) -> Iterator[Mark]:
    found = event.place if event else None
    if "place" not in gold.given or (gold.place is None and found is None):
        return
    right = gold.place is not None and found is not None and _says(case.report.text, gold.place.words, found.mention)
    yield _mark(case, "place", gold.place.words if gold.place else None, found.mention.text if found else None, right=right)
    if gold.place is not None and gold.place.point is not None:
        yield _point_mark(case, gold.place, gold.place.point, event)


def _point_mark(case: Case, place: GoldPlace, point: tuple[float, float], event: Event | None) -> Mark:
    match = event.place.match if event and event.place else None
    if match is None or match.value.latitude is None or match.value.longitude is None:
        return _mark(case, "point", f"{place.words} {point}", None, right=False)
    got = (match.value.latitude, match.value.longitude)
    return _mark(case, "point", f"{place.words} {point}", f"{match.value.name} {got}", right=great_circle(point, got) <= NEAR_KM)


# ── who says so ──


def _speakers(case: Case, gold: GoldEvent, event: Event) -> tuple[Speaker, ...]:
    """The chain of the telling that the gold rests on; of all tellings where that one was not found."""
    own = spans_of(case.report.text, gold.trigger)[0]
    claims = [reading.claim for reading in event.readings]
    told = [claim for claim in claims if _overlap(own, (claim.trigger.start, claim.trigger.end))]
    here = told or [claim for claim in claims if claim.sentence.start <= own[0] < claim.sentence.end] or claims
    return tuple({speaker.mention.start: speaker for claim in here for speaker in claim.speakers}.values())


def _speaker_marks(case: Case, wanted: Sequence[GoldSpeaker], got: Sequence[Speaker]) -> Iterator[Mark]:
    left = list(got)
    for one in wanted:
        hit = next((speaker for speaker in left if _says(case.report.text, one.words, speaker.mention)), None)
        if hit is not None:
            left.remove(hit)
        yield _mark(case, "speakers", one.words, hit.mention.text if hit else None, right=hit is not None)
        yield _mark(
            case,
            "roles",
            f"{one.words}: {one.roles[0]}",
            f"{hit.mention.text}: {hit.role}" if hit else None,
            right=bool(hit and hit.role in one.roles),
        )
    for speaker in left:
        yield _mark(case, "speakers", None, speaker.mention.text, right=False)


def _chain_mark(case: Case, gold: GoldEvent, got: Sequence[Speaker] | None) -> Mark:
    """Whether the chain is the gold's from first to last, each speaker with its role; None: the event was not found."""
    right = got is not None and len(got) == len(gold.speakers)
    right = right and all(
        _says(case.report.text, one.words, other.mention) and other.role in one.roles
        for one, other in zip(gold.speakers, got or (), strict=False)
    )
    wanted = " < ".join(f"{one.words} ({one.roles[0]})" for one in gold.speakers) or "the report itself"
    shown = None if got is None else " < ".join(f"{one.mention.text} ({one.role})" for one in got) or "the report itself"
    return _mark(case, "chain", f"{gold.trigger}: {wanted}", shown, right=right)


# ── who holds what, who is what to whom ──


def _control_marks(case: Case, statements: Iterable[ControlStatement]) -> Iterator[Mark]:
    if case.control is None:
        return
    text = case.report.text

    def says(gold: GoldControl, got: ControlStatement) -> bool:
        return (
            gold.change == got.change
            and _says(text, gold.holder, got.holder.mention)
            and _says(text, gold.place, got.place.mention)
        )

    asserted = {
        (got.holder.mention.text, got.place.mention.text, got.change): got for got in statements if got.stance == "asserted"
    }
    yield from _list_marks(
        case,
        "control",
        case.control,
        list(asserted.values()),
        says=says,
        shown=lambda got: f"{got.holder.mention.text} {got.change} {got.place.mention.text}",
    )
    for gold in case.control:
        if gold.since is not None:
            first = next((got.when.value.earliest for got in asserted.values() if got.when and says(gold, got)), None)
            yield _mark(case, "since", f"{gold}: {gold.since}", str(first) if first else None, right=first == gold.since)


def _tie_marks(case: Case, statements: Iterable[TieStatement]) -> Iterator[Mark]:
    if case.ties is None:
        return
    text = case.report.text

    def says(gold: GoldTie, got: TieStatement) -> bool:
        ends = [(got.source.mention, got.target.mention)]
        if got.kind in MUTUAL:
            ends.append((got.target.mention, got.source.mention))
        return got.kind in gold.kinds and any(_says(text, gold.source, one) and _says(text, gold.target, two) for one, two in ends)

    asserted = {(got.source.mention.text, got.target.mention.text, got.kind): got for got in statements if got.stance == "asserted"}
    yield from _list_marks(
        case,
        "ties",
        case.ties,
        list(asserted.values()),
        says=says,
        shown=lambda got: f"{got.source.mention.text} {got.kind} {got.target.mention.text}",
    )
