"""What awaits a person -> one question for a terminal: both sides' sentences, and beneath them where their readings differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from vedette.formats import wording
from vedette.model import Awaiting, Reading, ReportHead

Heads = Mapping[str, ReportHead]
ASKS = {"joined": "Joined into one event. One happening, or two?", "apart": "Left apart as two events. Two happenings, or one?"}
SIDES = {"join": ("One", "Other"), "control": ("For it", "Against it")}
# So many sentences of a side are shown, the rest counted.
MOST = 4
FIELDS: dict[str, Callable[[Reading], str]] = {
    "kind": lambda reading: f"{reading.claim.kind}, {reading.claim.stance}",
    "who": lambda reading: wording.party_words(reading.actors, reading.recipients),
    "where": lambda reading: wording.place_words(reading.place),
    "when": lambda reading: wording.interval_words(reading.when.value if reading.when else None),
    "toll": lambda reading: wording.toll_words(reading.toll),
    "says": lambda reading: wording.speaker_words([reading.claim.speakers]),
}


def question_view(asked: Awaiting, sides: tuple[Sequence[Reading], Sequence[Reading]], heads: Heads) -> RenderableType:
    """One question: what stands and why, the sentences of either side, and a row for each field, marked where they differ."""
    question = ASKS.get(asked.outcome, f"Contested: {wording.clean(asked.outcome)}")
    score = f" ({asked.score:.2f})" if asked.score is not None else ""
    parts: list[RenderableType] = [Text(question, style="bold"), Text(wording.clean(f"{asked.reason}{score}"), style="dim")]
    names = SIDES[asked.sort]
    for name, side in zip(names, sides, strict=True):
        parts.append(Text(f"\n{name}:" if side else f"\n{name}: no sentence tells it as an event"))
        parts += [Padding(Text(words), (0, 0, 0, 2)) for words in _sentences(side, heads)]
    parts.append(_differences(names, sides))
    return Group(*parts)


def _sentences(side: Sequence[Reading], heads: Heads) -> Iterator[str]:
    """The sentences of a side, each once, with outlet and day of publication."""
    told = {reading.claim.sentence.text: reading.claim.report for reading in side}
    for text, report in list(told.items())[:MOST]:
        head = heads.get(report)
        outlet = (head.publisher or head.ref or report) if head else report
        day = f", {wording.day_words(head.published)}" if head and head.published else ""
        yield f"{wording.clean(outlet)}{day}: “{wording.clean(text)}”"
    if len(told) > MOST:
        yield f"and {len(told) - MOST} more"


def _differences(names: tuple[str, str], sides: tuple[Sequence[Reading], Sequence[Reading]]) -> Table:
    table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False, padding=(0, 1, 0, 0))
    for name in ("", "", *names):
        table.add_column(name, ratio=1 if name else None, overflow="fold")
    for field, words_of in FIELDS.items():
        cells = [_each(side, words_of) for side in sides]
        differ = cells[0] != cells[1]
        table.add_row("≠" if differ else "", field, *(Text(cell, style="bold" if differ else "") for cell in cells))
    return table


def _each(side: Sequence[Reading], words_of: Callable[[Reading], str]) -> str:
    told = dict.fromkeys(words for reading in side if (words := words_of(reading)) != wording.UNKNOWN)
    return "; ".join(told) or wording.UNKNOWN
