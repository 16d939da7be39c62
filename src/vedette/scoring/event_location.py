"""Scores which place of a sentence belongs to its marked verb, or none (JSONL, github ahalterman/event_location).

The sentence is coded as a report; the event is the one whose trigger overlaps the verb, or that the verb tells of beside its
trigger ("the attack occurred", "killing two"). Its place is right where it, or the words that it stands for ("the city"),
overlap one of the places that the row marks. A verb that is no event of ours has no place: that is missed where the row has one.
`PLACED` asks the rule that places events about the verb itself, event or not. Measured on only; trains nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vedette.model import Coded, Event, Mention, Report
from vedette.reading import scene as scenes
from vedette.reading import tree as trees
from vedette.reading.claims import set_discourse
from vedette.reading.garble import find_garble
from vedette.reading.names import find_names
from vedette.reading.placing import place_of
from vedette.reading.predicates import bare, find_predicates
from vedette.scoring.lines import read_lines
from vedette.scoring.scores import Mark, Score, accuracy_score, f1_score

if TYPE_CHECKING:  # the parser is not loaded to look at a set's name
    from vedette.pipeline import Coder

NAME = "event_location"
FILE = "event_location_dev.jsonl"
LEFT_OUT = "Masdar_RA"  # there many true places are unmarked
ROWS = 1000
PLACE, FOUND = "place of the verb's event, or none", "the same, where the verb is an event"
PLACED, TOLD = "the same, the rule asked about the verb itself", "the verb is an event"
PlaceVerb = Callable[[Report, Mention], Mention | None]


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence, its marked verb, and the places where that happened, often none."""

    id: str
    text: str
    verb: Mention
    places: tuple[Mention, ...]


def score_event_location(folder: Path, code: Callable[[Report], Coded], place: PlaceVerb) -> list[Score]:
    """The scores of `code` and `place` over the set's rows; raises UnreadableFile, or BadRecord naming file and line."""
    marks: list[Mark] = []
    for row in read_rows(folder / FILE):
        report = Report(id=row.id, text=row.text, language="en")
        marks += marks_of(row, code(report))
        marks += _place_marks(row, place(report, row.verb), PLACED)
    return [*(f1_score(NAME, measure, marks) for measure in (PLACE, FOUND, PLACED)), accuracy_score(NAME, TOLD, marks)]


def read_rows(file: Path) -> tuple[Row, ...]:
    """The thousand rows with the smallest SHA-256 of their id, so that no one chose them; raises UnreadableFile, BadRecord."""
    rows = [row for row in read_lines(file, lambda row, _: _row(row), "a row of event_location") if row is not None]
    return tuple(sorted(rows, key=lambda row: hashlib.sha256(row.id.encode()).hexdigest())[:ROWS])


def marks_of(row: Row, coded: Coded) -> list[Mark]:
    """All comparisons of one row with what was read out of its sentence."""
    event = next((event for event in coded.events if _told_by(event, row.verb)), None)
    told = Mark(TOLD, row.id, row.text, row.verb.text, row.verb.text if event else None, event is not None)
    got = event.place.mention if event and event.place else None
    return [told, *_place_marks(row, got, *((PLACE, FOUND) if event else (PLACE,)))]


def place_verb(coder: Coder, report: Report, verb: Mention) -> Mention | None:
    """The words for the place of what a verb tells of, by the rule that places events, whether it is one of ours or not."""
    sentences = coder.parser.parse(report, find_garble(report.text, coder.lexicon), coder.lexicon)
    names = find_names(sentences, coder.gazetteer, coder.lexicon)
    discourse = set_discourse(sentences, names, coder.lexicon)
    for at, scene in enumerate(discourse.scenes):
        for token in scene.sentence.tokens:
            if verb.overlaps(token):
                known = [one for one in find_predicates(scene, coder.lexicon) if one.token == token.index]
                objects = tuple(scenes.part(scene, head) for head in trees.objects(scene.tree, token.index))
                predicate = known[0] if known else replace(bare(token.index, ""), targets=objects)
                return place_of(discourse, at, predicate)
    return None


def _place_marks(row: Row, got: Mention | None, *measures: str) -> Iterator[Mark]:
    """A mark for each measure, none where there is no place and none was given."""
    wanted = " | ".join(place.text for place in row.places) or None
    if wanted is None and got is None:
        return
    right = got is not None and any(words.overlaps(place) for words in (got, got.named) for place in row.places)
    for measure in measures:
        yield Mark(measure, row.id, f"{row.text.strip()} [{row.verb.text}]", wanted, got.text if got else None, right)


def _row(row: Mapping[str, Any]) -> Row | None:
    if row["source"] == LEFT_OUT:
        return None
    verb = next(_labelled(row, "VERB"))
    return Row(str(row["id"]), row["text"], verb, tuple(_labelled(row, "LOCATION")))


def _labelled(row: Mapping[str, Any], label: str) -> Iterator[Mention]:
    return (Mention(span["text"], span["start"], span["end"]) for span in row["spans"] if span["label"] == label)


def _told_by(event: Event, verb: Mention) -> bool:
    claims = [reading.claim for reading in event.readings]
    return any(words.overlaps(verb) for claim in claims for words in (claim.trigger, *claim.told_by))
