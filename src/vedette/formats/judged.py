"""What awaits a person, and judgements -> plain records for JSON, and tables for a terminal.

Each row of what awaits says what stands, why it is not sure, and the commands for either answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from vedette.formats import wording
from vedette.formats.records import Record, actor_value, place_value, rounded
from vedette.model import Awaiting, Judgement, Labels, ReportHead, Told

Heads = Mapping[str, ReportHead]
SHORT = 8
ASKS = {"joined": "One happening, as it stands, or two?", "apart": "Two happenings, as it stands, or one?"}
STYLES = {"accept": "green", "split": "yellow", "merge": "yellow", "relabel": "yellow", "remove": "red", "cancel": "red"}


def awaiting_record(asked: Awaiting, heads: Heads) -> Record:
    """The record of what awaits a person; `heads` are those of the reports that its sentences stand in."""
    return {
        "id": asked.id,
        "awaits": asked.sort,
        "stands": asked.outcome,
        "score": rounded(asked.score) if asked.score is not None else None,
        "reason": asked.reason,
        "events": list(asked.events),
        "claims": [_sentence(one, heads) for one in asked.one],
        "other_claims": [_sentence(one, heads) for one in asked.other],
    }


def judgement_record(judgement: Judgement) -> Record:
    """The record of a judgement, withdrawn or not."""
    return {
        "id": judgement.id,
        "decision": judgement.decision,
        "subject": judgement.subject,
        "by": judgement.who,
        "at": judgement.made_at,
        "why": judgement.why,
        "claims": list(judgement.one),
        "other_claims": list(judgement.other),
        "together": judgement.together,
        "labels": _labels(judgement.labels) if judgement.labels else None,
        "withdrawn_at": judgement.withdrawn_at,
        "withdrawn_by": judgement.withdrawn_by,
        "version": judgement.made_by,
    }


def awaiting_table(awaiting: Sequence[Awaiting], heads: Heads) -> RenderableType:
    """Each question with the sentences that it rests on."""
    parts: list[RenderableType] = []
    for asked in awaiting:
        question = ASKS.get(asked.outcome, "Contested.")
        parts.append(Text.assemble((asked.id[:SHORT], "bold"), "  ", question, "  ", (wording.clean(asked.reason), "dim")))
        if asked.sort == "control":
            parts.append(Padding(Text(wording.clean(asked.outcome)), (0, 0, 0, 2)))
        for side in (asked.one, asked.other):
            parts += [Padding(Text(wording.clean(words)), (0, 0, 0, 2)) for words in _side(side, heads)]
        parts.append(Padding(Text(_answers(asked), style="dim"), (0, 0, 1, 2)))
    return Group(*parts) if parts else Text("Nothing awaits review.", style="italic")


def judgement_table(judgements: Sequence[Judgement]) -> RenderableType:
    """Judgements in the order in which they were made."""
    parts: list[RenderableType] = []
    for one in judgements:
        why = f": {wording.clean(one.why)}" if one.why else ""
        head = Text.assemble(
            (one.id[:SHORT], "bold"), "  ", (one.decision, STYLES[one.decision]), f"  {wording.clean(one.subject)}"
        )
        parts += [head, Padding(Text(f"{wording.clean(one.who)}, {one.made_at[:10]}{why}"), (0, 0, 0, 2))]
        if one.labels is not None:
            parts.append(Padding(Text(wording.clean(label_words(one.labels))), (0, 0, 0, 2)))
        if one.withdrawn_at is not None:
            by = wording.clean(one.withdrawn_by or "")
            parts.append(Padding(Text(f"withdrawn by {by}, {one.withdrawn_at[:10]}", style="red"), (0, 0, 0, 2)))
    return Group(*parts) if parts else Text("No judgements.", style="italic")


def label_words(labels: Labels) -> str:
    """What a person says that an event is: "kind advance; place Gao"."""
    told = {
        "kind": labels.kind,
        "stance": labels.stance,
        "place": labels.place.name if labels.place else None,
        "actors": ", ".join(actor.name for actor in labels.actors),
        "recipients": ", ".join(actor.name for actor in labels.recipients),
    }
    return "; ".join(f"{field} {words}" for field, words in told.items() if words)


def _sentence(told: Told, heads: Heads) -> Record:
    publisher = heads[told.report].publisher if told.report in heads else None
    return {"id": told.claim, "event": told.event, "report": told.report, "publisher": publisher, "text": told.text}


def _side(side: Sequence[Told], heads: Heads) -> Iterator[str]:
    """The first sentence of a side, with how many say the like."""
    for one in side[:1]:
        publisher = heads[one.report].publisher if one.report in heads else None
        more = f"  (+{len(side) - 1} more)" if len(side) > 1 else ""
        yield f"event {one.event[:SHORT]}, claim {one.claim[:SHORT]}, {publisher or one.report}: “{one.text}”{more}"


def _labels(labels: Labels) -> Record:
    return {
        "kind": labels.kind,
        "stance": labels.stance,
        "place": place_value(labels.place) if labels.place else None,
        "actors": [actor_value(actor) for actor in labels.actors],
        "recipients": [actor_value(actor) for actor in labels.recipients],
    }


def _answers(asked: Awaiting) -> str:
    """The command that lets it stand, and the one that does not."""
    accept = f"vedette review accept {asked.id[:SHORT]}"
    if asked.outcome == "joined":
        return f"{accept}  |  vedette review split {asked.events[0][:SHORT]} {' '.join(one.report[:SHORT] for one in asked.other)}"
    if asked.outcome == "apart":
        return f"{accept}  |  vedette review merge {' '.join(event[:SHORT] for event in asked.events)}"
    return accept
