"""Scores the sentences of PLOVER's gold standard records (JSONL): type of the event, who does it, to whom it is done.

Nothing but the sentence is given, so the most salient event of ours stands beside the record. Parties are compared by
head word: a span of the gold is found where its head word stands in the words of a party of ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from vedette.lexicon.kinds import codes_of
from vedette.model import ActorMention, Coded, Event, Mention, Report
from vedette.scoring.lines import read_lines
from vedette.scoring.scores import Mark, Score, accuracy_score, f1_score, macro_score

NAME = "plover_gsr"
FILE = "plover_gsr.jsonl"
LEAST_ROWS = 10
Side = Literal["actor", "recipient", "either"]
# The tags of the markup that name parties; a span under SRC/TAR is one of several that do it to each other.
SIDES: dict[str, Side] = {"SRC": "actor", "TAR": "recipient", "SRC/TAR": "either", "SRC/LOC": "actor", "TAR/LOC": "recipient"}
MARKUP = re.compile(r"\((SRC/TAR|SRC/LOC|TAR/LOC|SRC|TAR|EVT|LOC): ?")
BEHIND_HEAD = re.compile(r"\s*(?:,|\(|\b(?:of|in|from|for|to|on|at|who|loyal)\b).*$", re.DOTALL)
WORD = re.compile(r"[\w'’.-]*\w\.?")


@dataclass(frozen=True, slots=True)
class Party:
    """A party of the record: the head word of its span in the sentence, the span's words, and its side."""

    head: Mention
    words: str
    side: Side


@dataclass(frozen=True, slots=True)
class Record:
    """One sentence, the PLOVER type of its event and its parties."""

    id: str
    text: str
    type: str
    parties: tuple[Party, ...]


def score_plover_gsr(folder: Path, code: Callable[[Report], Coded]) -> list[Score]:
    """The scores over all records of the folder; raises UnreadableFile, or BadRecord naming file and line."""
    records = read_records(folder / FILE)
    marks = [mark for record in records for mark in marks_of(record, code(Report(record.id, record.text, language="en")))]
    types = [mark for mark in marks if mark.measure == "type"]
    return [
        accuracy_score(NAME, "type", marks),
        macro_score(NAME, f"type, over types with {LEAST_ROWS} records", types, at_least=LEAST_ROWS),
        accuracy_score(NAME, "type, of any event found", marks),
        f1_score(NAME, "actors", marks),
        f1_score(NAME, "recipients", marks),
        f1_score(NAME, "actors and recipients", marks),
        f1_score(NAME, "actors and recipients, where the type is right", marks),
    ]


def read_records(file: Path) -> tuple[Record, ...]:
    """The records of the set in order; raises UnreadableFile, or BadRecord naming file and line."""
    return read_lines(file, lambda row, _: _record(row), "a record of PLOVER's")


def marks_of(record: Record, coded: Coded) -> list[Mark]:
    """All comparisons of one record with what was read out of its sentence."""
    event = coded.events[0] if coded.events else None
    said = [_type(one) for one in coded.events]
    first = said[0] if said else None
    marks = [
        _mark(record, "type", record.type, first, right=first == record.type),
        _mark(record, "type, of any event found", record.type, ", ".join(said) or None, right=record.type in said),
    ]
    parties = list(_party_marks(record, event))
    both = [_renamed(mark, "actors and recipients") for mark in parties]
    right = [_renamed(mark, "actors and recipients, where the type is right") for mark in parties if first == record.type]
    return marks + parties + both + right


def _record(row: Mapping[str, Any]) -> Record:
    """A record; one of them has its markup one step further up than the others."""
    info, text = row["textInfo"], row["text"]
    markup = info if isinstance(info, str) else info["markup"]
    return Record(row["id"], text, row["event_v2"], tuple(_parties(markup, text)))


def _mark(record: Record, measure: str, expected: str | None, got: str | None, *, right: bool) -> Mark:
    return Mark(measure, record.id, record.text, expected, got, right)


def _renamed(mark: Mark, measure: str) -> Mark:
    return Mark(measure, mark.case, mark.text, mark.expected, mark.got, mark.right)


# ── the markup ──


def _parties(markup: str, text: str) -> Iterator[Party]:
    """The parties in order. The markup's sentence is not always the text's letter by letter, so words are looked for nearby."""
    for opening in MARKUP.finditer(markup):
        side = SIDES.get(opening[1])
        words = _plain(markup[opening.end() : _closing(markup, opening.end())])
        before = len(_plain(markup[: opening.start()]))
        head = _head(words)
        found = _nearest(text, words, head, before) if side else None
        if side and found:
            yield Party(found, words, side)


def _closing(markup: str, start: int) -> int:
    """Where the bracket that was opened before `start` closes; a curly one is a slip of the set's for a round one."""
    depth = 1
    for at in range(start, len(markup)):
        depth += {"(": 1, ")": -1, "}": -1}.get(markup[at], 0)
        if depth == 0:
            return at
    return len(markup)


def _plain(markup: str) -> str:
    """The words of a stretch of markup: tags and the brackets that close them are left out."""
    parts: list[str] = []
    at = 0
    while opening := MARKUP.search(markup, at):
        end = _closing(markup, opening.end())
        parts += [markup[at : opening.start()], _plain(markup[opening.end() : end])]
        at = end + 1
    return ("".join(parts) + markup[at:]).strip(" ") if parts else markup


def _head(words: str) -> str:
    """The last word before the first "of", comma or bracket: of "King Hassan of Morocco" it is "Hassan"."""
    core = BEHIND_HEAD.sub("", words) or words
    last: str = WORD.findall(core)[-1]
    return last.removesuffix("'s").removesuffix("’s")


def _nearest(text: str, words: str, head: str, near: int) -> Mention | None:
    """The head word where its span stands nearest, or the word by itself where the text writes the span otherwise."""
    shift = BEHIND_HEAD.sub("", words).rfind(head)
    places = [match.start() + max(shift, 0) for match in re.finditer(rf"(?<!\w){re.escape(words)}", text)]
    places = places or [match.start() for match in re.finditer(rf"(?<!\w){re.escape(head)}(?!\w)", text)]
    at = min(places, key=lambda place: abs(place - near), default=None)
    return None if at is None else Mention(head, at, at + len(head))


# ── what the program says ──


def _type(event: Event) -> str:
    return codes_of(event).plover_type


def _party_marks(record: Record, event: Event | None) -> Iterator[Mark]:
    """A party of the gold takes the first of ours on its side that has its head word; one of ours may be several of the gold's."""
    ours = {"actors": list(event.actors) if event else [], "recipients": list(event.recipients) if event else []}
    taken: set[int] = set()
    for party in record.parties:
        measure = "recipients" if party.side == "recipient" else "actors"
        among = [*ours["actors"], *ours["recipients"]] if party.side == "either" else ours[measure]
        hit = next((mention for mention in among if _has(mention, party.head)), None)
        taken |= {id(hit)} if hit else set()
        yield _mark(record, measure, party.words, hit.mention.text if hit else None, right=hit is not None)
    for measure, mentions in ours.items():
        yield from _spurious(record, measure, (mention for mention in mentions if id(mention) not in taken))


def _spurious(record: Record, measure: str, mentions: Iterable[ActorMention]) -> Iterator[Mark]:
    for mention in mentions:
        yield _mark(record, measure, None, mention.mention.text, right=False)


def _has(ours: ActorMention, head: Mention) -> bool:
    return any(one.start <= head.start and head.end <= one.end for one in (ours.mention, ours.mention.named))
