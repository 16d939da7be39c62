"""Coded reports, mentions and candidates -> tables for a terminal, readable by a newcomer at 80 columns and at 120.

Each event stands with the sentence that it rests on beneath it. Under 110 columns stance and speakers share a column
with kind and toll. What is not plainly asserted is coloured, so that a plan or a denial is not read as a fact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from textwrap import shorten

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from vedette.formats import wording
from vedette.model import ActorMention, Coded, ControlStatement, Event, PlaceMention, Report, TieStatement

WIDE = 110
LONGEST_SENTENCE = 600
OPENING, TITLE = 200, 70  # a report without a title is headed by how it opens
STANCES = {"asserted": "", "denied": "red", "planned": "yellow", "possible": "yellow", "hypothetical": "yellow"}
CHANGES = {"gained": "gained by", "lost": "lost by", "holds": "held by"}
TIES = {"part_of": "is part of", "split_from": "split from", "allied": "is allied with"}
# Columns with their width in characters, or, where negative, with their share of what is left.
NARROW_EVENT = {"Date": 12, "Kind, stance": 14, "Actors → recipients": -18, "Place": 16, "Toll, speakers": -15}
WIDE_EVENT = {"Date": 13, "Kind": 15, "Stance": 12, "Actors → recipients": -30, "Place": 17, "Toll": 14, "Speakers": -18}
CONTROL = {"Date": 13, "Place": -14, "Control": 9, "Holder": -19, "Stance": 9, "Speakers": -16}
TIE = {"Actor": -24, "Tie": 11, "Other actor": -24, "Stance": 9, "Speakers": -16}
PLACES = {"Words": -16, "Place": -16, "Country": 7, "Point": 15, "Score": 5, "Why": -26}
ACTORS = {"Words": -18, "Actor": -20, "Country": 7, "Sector": 6, "Score": 5, "Why": -26}
# Two blanks between columns: one of padding, one of the box.
GAP = (0, 1, 0, 0)
UNSHOWN = ("geonames_id", "radius_km", "longitude")
LOOSE = ("name", "reason", "backed_by")


def coded_table(coded: Coded, *, width: int) -> RenderableType:
    """All that was read out of one report: its head, then events, control and ties, each where there is any."""
    text = coded.report.text
    parts = [_head(coded.report, coded), *_events(coded.events, text, width)]
    if coded.control:
        parts += [_title("Control: who holds which place", len(coded.control)), _control(coded.control)]
    if coded.ties:
        parts += [_title("Ties: how parties stand to each other", len(coded.ties)), _ties(coded.ties)]
    if not (coded.events or coded.control or coded.ties) and (coded.notice is None or coded.report.partial):
        parts.append(Text("No events found.", style="italic"))
    if coded.notice:
        parts.append(Text(wording.clean(coded.notice), style="italic"))
    return Group(*parts, Text(""))


def mention_table(report: Report, mentions: Sequence[PlaceMention] | Sequence[ActorMention]) -> RenderableType:
    """The place or actor mentions of one report, with what each is taken to mean and why."""
    columns = ACTORS if any(isinstance(mention, ActorMention) for mention in mentions) else PLACES
    table = _table(columns)
    for mention in mentions:
        table.add_row(*(_place_cells(mention) if isinstance(mention, PlaceMention) else _actor_cells(mention)))
    return Group(_head(report), table if mentions else Text("None found.", style="italic"), Text(""))


def candidate_table(records: Sequence[Mapping[str, object]]) -> RenderableType:
    """Candidates of one phrase, best first, a column a field."""
    table = Table(box=SIMPLE_HEAD, padding=GAP, pad_edge=False, show_edge=False)
    shown = [_shown(record) for record in records]
    for name in shown[0] if shown else ():
        table.add_column("why" if name == "reason" else name.replace("_", " "), overflow="fold", no_wrap=name not in LOOSE)
    for record in shown:
        table.add_row(*(Text(_cell(value)) for value in record.values()))
    return table


def _head(report: Report, coded: Coded | None = None) -> Group:
    name = report.title or shorten(wording.clean(report.text[:OPENING]), TITLE, placeholder=" …") or report.id
    path = "standard input" if report.path == "-" else report.path
    known = (report.publisher, report.byline, report.published and wording.day_words(report.published), report.ref or path)
    dated = " · ".join(wording.clean(str(part)) for part in known if part)
    lines: list[RenderableType] = [Rule(Text(wording.clean(name), style="bold"), align="left", style="dim"), Text(dated)]
    if report.published is None:
        lines.append(Text("No publication date: “on Friday” and the like stay undated (see --published).", style="yellow"))
    if coded is not None and coded.garble.phrases:
        number = len(coded.garble.phrases)
        lines.append(
            Text(f"Machine-paraphrased: {number} spun phrase{'s' * (number > 1)}; names and words may be wrong.", style="yellow")
        )
    return Group(*lines)


def _title(words: str, number: int) -> Text:
    return Text.assemble("\n", (words, "bold"), (f" ({number})", "dim"))


def _events(events: Sequence[Event], text: str, width: int) -> Iterator[RenderableType]:
    if not events:
        return
    yield _title("Events: what happened, the weightiest first", len(events))
    columns = WIDE_EVENT if width >= WIDE else NARROW_EVENT
    yield _table(columns)
    for event in events:
        row = _table(columns, header=False)
        row.add_row(*(_wide(event) if width >= WIDE else _narrow(event)))
        yield row
        yield Padding(_sentence(event, text), (0, 0, 1, 2))


def _wide(event: Event) -> list[Text]:
    return [
        Text(wording.interval_words(event.when.value if event.when else None)),
        Text(_broken(event.kind, WIDE_EVENT["Kind"]), style="bold"),
        _stance(event.stance),
        Text(wording.party_words(event.actors, event.recipients)),
        Text(wording.place_words(event.place)),
        Text(wording.toll_words(event.toll)),
        Text(_speakers(event)),
    ]


def _narrow(event: Event) -> list[Text]:
    date, kind, stance, parties, place, toll, speakers = _wide(event)
    last = [cell.plain for cell in (toll, speakers) if cell.plain != wording.UNKNOWN]
    return [date, Text("\n").join([kind, stance]), parties, place, Text("\n".join(last) or wording.UNKNOWN)]


def _broken(word: str, width: int) -> str:
    """A word longer than a column, broken after its hyphens: "protest-with-" above "intervention"."""
    lines = [""]
    for piece in word.replace("-", "-\0").split("\0"):
        if lines[-1] and len(lines[-1]) + len(piece) > width:
            lines.append("")
        lines[-1] += piece
    return "\n".join(lines)


def _speakers(event: Event) -> str:
    return wording.speaker_words([reading.claim.speakers for reading in event.readings])


def _stance(stance: str) -> Text:
    return Text(stance, style=STANCES.get(stance, ""))


def _sentence(event: Event, text: str) -> Text:
    """The sentence of the event's first claim, its trigger underlined, and how many more there are."""
    claim = event.readings[0].claim
    start, end = claim.sentence.start, min(claim.sentence.end, claim.sentence.start + LONGEST_SENTENCE)
    before, after = text[start : claim.trigger.start], text[claim.trigger.end : end]
    more = f"  (+{len(event.readings) - 1} more)" if len(event.readings) > 1 else ""
    if not start <= claim.trigger.start <= claim.trigger.end <= end:
        return Text(f"“{wording.clean(text[start:end])}”{more}", style="dim")
    pieces = (_loose(before), (_loose(claim.trigger.text), "underline"), _loose(after))
    return Text.assemble("“", *pieces, "”", more, style="dim")


def _loose(words: str) -> str:
    """Clean words that keep a space at either end."""
    inner = wording.clean(words)
    return f"{' ' * words[:1].isspace()}{inner}{' ' * (words[-1:].isspace() and bool(inner))}"


def _control(statements: Sequence[ControlStatement]) -> Table:
    table = _table(CONTROL)
    for statement in statements:
        table.add_row(
            wording.interval_words(statement.when.value if statement.when else None),
            Text(wording.place_words(statement.place)),
            CHANGES[statement.change],
            Text(wording.name_words([statement.holder])),
            _stance(statement.stance),
            Text(wording.speaker_words([statement.speakers])),
        )
    return table


def _ties(statements: Sequence[TieStatement]) -> Table:
    table = _table(TIE)
    for statement in statements:
        table.add_row(
            Text(wording.name_words([statement.source])),
            TIES.get(statement.kind, statement.kind),
            Text(wording.name_words([statement.target])),
            _stance(statement.stance),
            Text(wording.speaker_words([statement.speakers])),
        )
    return table


def _place_cells(mention: PlaceMention) -> list[Text]:
    words = Text(wording.clean(mention.mention.text))
    if mention.match is None:
        return [words, *(Text(wording.UNKNOWN) for _ in range(4)), Text(mention.reason)]
    place = mention.match.value
    located = place.latitude is not None and place.longitude is not None
    point = f"{place.latitude:.3f}, {place.longitude:.3f}" if located else None
    shown = (wording.place_words(mention), _cell(place.country), _cell(point), f"{mention.match.score:.2f}", mention.match.reason)
    return [words, *map(Text, shown)]


def _actor_cells(mention: ActorMention) -> list[Text]:
    actor = mention.match.value
    shown = (actor.name, _cell(actor.country), _cell(actor.sector), f"{mention.match.score:.2f}", mention.match.reason)
    return [Text(wording.clean(words)) for words in (mention.mention.text, *shown)]


def _shown(record: Mapping[str, object]) -> dict[str, object]:
    """The fields of a candidate that a table shows; a point is one field."""
    shown: dict[str, object] = {}
    for name, value in record.items():
        if name == "latitude":
            shown["point"] = None if value is None else f"{value}, {record['longitude']}"
        elif name not in UNSHOWN:
            shown[name] = value
    return shown


def _cell(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or wording.UNKNOWN
    return wording.UNKNOWN if value is None else wording.clean(str(value))


def _table(columns: Mapping[str, int], *, header: bool = True) -> Table:
    table = Table(box=SIMPLE_HEAD, expand=True, show_header=header, padding=GAP, pad_edge=False, show_edge=False)
    for name, width in columns.items():
        table.add_column(name, width=width if width > 0 else None, ratio=-width if width < 0 else None, overflow="fold")
    return table
