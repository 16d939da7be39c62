"""Scores whether events happened on sentences whose events people scored from -3 (did not) to +3 (did) (JSONL, a file a set).

Only targets beyond ±1.5 count. A target's stance is that of our event there, else (most are no events of conflict) the one
read at its token. What stands for +3 follows what a set asked. UDS-IH2: has it happened? Asserted alone. MEANTIME marks
certainty apart from time, and UW asks how sure it is: +3 is what is certain, also to come. Asserted and planned. For these
two, "asserted alone" is measured too; "denied or not" sets denied against all else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vedette.lexicon.kinds import chosen
from vedette.model import Claim, Mention, Report
from vedette.reading import claims
from vedette.reading.garble import find_garble
from vedette.reading.names import find_names
from vedette.reading.stance import find_stance
from vedette.scoring.lines import read_lines
from vedette.scoring.scores import Mark, Score, accuracy_score, macro_score

if TYPE_CHECKING:
    from vedette.pipeline import Coder
    from vedette.reading.coreference import Discourse

NAME = "factuality"
LEAST = 1.5
HAPPENED, NOT = "happened", "did not or not yet"
TOLD_AS_FACT = frozenset({"asserted"})
FACT_OR_TO_COME = frozenset({"asserted", "planned"})
NOT_DENIED = frozenset({"asserted", "planned", "possible", "hypothetical"})
FILES = {
    "MEANTIME_dev.jsonl": FACT_OR_TO_COME,
    "UW_dev.jsonl": FACT_OR_TO_COME,
    "UDS_IH2_dev.jsonl": TOLD_AS_FACT,
}
CLITICS = frozenset({"n't", "'s", "'re", "'ve", "'ll", "'d", "'m", "%"})
CLOSING = frozenset({".", ",", ";", ":", "?", "!", ")", "]", "}", "''"})
OPENING = frozenset({"(", "[", "{", "``", "$", "£", "€"})
PLAIN = {"``": '"', "''": '"'}


@dataclass(frozen=True, slots=True)
class Target:
    """An event's words in a sentence, and whether it happened."""

    words: Mention
    happened: bool


@dataclass(frozen=True, slots=True)
class Item:
    """One sentence, written as text is, with the targets that count."""

    id: str
    text: str
    targets: tuple[Target, ...]


Stances = Callable[[Report, Sequence[Mention]], tuple[str | None, ...]]


def score_factuality(folder: Path, stances: Stances) -> list[Score]:
    """The scores over each file that the folder holds; raises UnreadableFile, or BadRecord naming file and line."""
    files = [folder / name for name in FILES if (folder / name).is_file()]
    return [score for file in files for score in _file_scores(file, stances)]


def read_items(file: Path) -> tuple[Item, ...]:
    """The sentences with a target that counts, in order; raises UnreadableFile, or BadRecord naming file and line."""
    items = read_lines(file, _item, "a scored sentence")
    return tuple(item for item in items if item.targets)


def marks_of(item: Item, stances: Sequence[str | None], measure: str, happened: frozenset[str]) -> list[Mark]:
    """Each target beside what its stance comes to, by the stances that stand for `happened`.

    A word that no sentence of ours covers is answered with nothing.
    """
    return [_mark(item, target, stance, measure, happened) for target, stance in zip(item.targets, stances, strict=True)]


def read_stances(coder: Coder, report: Report, targets: Sequence[Mention]) -> tuple[str | None, ...]:
    """The stance of each target: that of our event whose trigger it overlaps, else the one read at its token."""
    sentences = coder.parser.parse(report, find_garble(report.text, coder.lexicon), coder.lexicon)
    names = find_names(sentences, coder.gazetteer, coder.lexicon)
    discourse = claims.set_discourse(sentences, names, coder.lexicon)
    found = claims.read_claims(discourse, report.id, chosen("all", coder.lexicon), coder.lexicon)
    return tuple(_stance(coder, discourse, found, target) for target in targets)


def _stance(coder: Coder, discourse: Discourse, found: Sequence[Claim], target: Mention) -> str | None:
    for claim in found:
        if claim.trigger.overlaps(target):
            return claim.stance
    for scene in discourse.scenes:
        for token in scene.sentence.tokens:
            if target.overlaps(token):
                return find_stance(scene, token.index, coder.lexicon).value
    return None


def _file_scores(file: Path, stances: Stances) -> Iterator[Score]:
    measure, alone, denied = file.stem, f"{file.stem}, asserted alone", f"{file.stem}, denied or not"
    happened = FILES[file.name]
    marks, by_fact, by_denial = [], [], []
    for item in read_items(file):
        said = stances(Report(item.id, item.text, language="en"), [target.words for target in item.targets])
        marks += marks_of(item, said, measure, happened)
        by_fact += marks_of(item, said, alone, TOLD_AS_FACT)
        by_denial += marks_of(item, said, denied, NOT_DENIED)
    always = [replace(mark, got=HAPPENED, right=mark.expected == HAPPENED) for mark in marks]
    yield macro_score(NAME, measure, marks, at_least=1)
    yield accuracy_score(NAME, f"{measure}, share right", [replace(mark, measure=f"{measure}, share right") for mark in marks])
    if happened != TOLD_AS_FACT:
        yield macro_score(NAME, alone, by_fact, at_least=1)
    yield macro_score(NAME, denied, by_denial, at_least=1)
    yield macro_score(NAME, f"{measure}, if all had happened", always, at_least=1)


def _mark(item: Item, target: Target, stance: str | None, measure: str, happened: frozenset[str]) -> Mark:
    expected = HAPPENED if target.happened else NOT
    got = None if stance is None else HAPPENED if stance in happened else NOT
    return Mark(measure, item.id, f"{target.words.text!r} ({stance}) in: {item.text}", expected, got, got == expected)


def _item(row: Mapping[str, Any], where: str) -> Item:
    text, spans = _written(row["text"].split(" "))
    targets = []
    for target in row["targets"]:
        first, end = target["span1"]
        start, stop = spans[first][0], spans[end - 1][1]
        if abs(target["label"]) > LEAST:
            targets.append(Target(Mention(text[start:stop], start, stop), target["label"] > 0))
    return Item(where, text, tuple(targets))


def _written(tokens: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """The text as it would be printed, and where each token stands in it: the set parts all words and signs by spaces."""
    text, spans, tight = "", [], True
    for token in tokens:
        word = PLAIN.get(token, token)
        if not (tight or token in CLOSING or token.lower() in CLITICS):
            text += " "
        spans.append((len(text), len(text) + len(word)))
        text += word
        tight = token in OPENING
    return text, spans
