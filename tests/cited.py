"""What of a brief is not in the sentences that it cites: numbers, days and names, looked up in what was read out of the reports."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from vedette.lexicon import load
from vedette.lexicon.kinds import kinds
from vedette.model import TOLLS, Actor, Brief, Citation, Coded, Interval, Match, Mention, PlaceMention, Reading, Speaker, Statement
from vedette.resolving.states import state_of
from vedette.situation.phrases import MONTHS

WORD = re.compile(r"[^\W_](?:[\w’'.-]*\w)?")
MONTH = "|".join(MONTHS)
DAY = re.compile(rf"(?:(\d+)(?: ({MONTH}))? to )?(\d+) ({MONTH}) (\d{{4}})")
WHOLE = re.compile(rf"(?:({MONTH}) )?(\d{{4}})\b")
TEMPLATES = (
    {
        word.casefold()
        for table in ("kind", "frame", "tie", "where", "missing", "field")
        for row in load().rows("brief", table)
        for key in ("says", "noun", "heading", "place", "at")
        for template in row.words(key)
        for word in WORD.findall(re.sub(r"\{\w+\}", " ", template))
    }
    | {"day", "by", "from", "there", "the"}
    | {word for kind in kinds() for word in kind.split("-")}
)


def uncited(brief: Brief, coded: Iterable[Coded]) -> list[str]:
    """Each statement that lacks a citation, and each number, day or name of one that its citations do not bear."""
    reports = {one.report.id: one for one in coded}
    numbered = {citation.number: citation for citation in brief.citations}
    found = []
    for citation in brief.citations:
        text = reports[citation.report.id].report.text
        if text[citation.sentence.start : citation.sentence.end] != citation.sentence.text:
            found.append(f"[{citation.number}] does not stand in its report")
    for statement in (one for section in brief.sections for one in section.statements):
        if not statement.citations or not set(statement.citations) <= set(numbered):
            found.append(f"{statement.text}: no citation")
            continue
        borne = _Borne([(reports[numbered[n].report.id], numbered[n]) for n in statement.citations])
        found += [f"{statement.text} {statement.citations}: {lack}" for lack in _lacking(statement, borne)]
    return found


def _lacking(statement: Statement, borne: _Borne) -> Iterator[str]:
    for text in (statement.text, statement.under or ""):
        for first, first_month, last, month, year in DAY.findall(text):
            days = [(last, month), *([(first, first_month or month)] if first else [])]
            for number, name in days:
                if dt.date(int(year), MONTHS.index(name) + 1, int(number)) not in borne.days:
                    yield f"the day {number} {name} {year}"
        rest = DAY.sub(" ", text)
        for name, year in WHOLE.findall(rest):
            told = not name and year in borne.numbers
            if not told and not any(day.year == int(year) and (not name or MONTHS[day.month - 1] == name) for day in borne.days):
                yield f"the days {name} {year}"
        rest = WHOLE.sub(" ", rest)
        numbers = {number.replace(",", "") for number in re.findall(r"\d[\d,]*", rest)}
        yield from (f"the number {number}" for number in numbers - borne.numbers)
        for place, word in enumerate(WORD.findall(rest)):
            known = word.casefold() in borne.words or (place == 0 and word.casefold() in TEMPLATES)
            if word[0].isupper() and not known:
                yield f"the name {word}"


class _Borne:
    """All that cited sentences bear, in their words and in what these are resolved to."""

    def __init__(self, cited: list[tuple[Coded, Citation]]) -> None:
        self.days: set[dt.date] = set()
        self.numbers: set[str] = set()
        self.words: set[str] = set()
        for coded, citation in cited:
            self._sentence(coded, citation.sentence)

    def _sentence(self, coded: Coded, sentence: Mention) -> None:
        report = coded.report
        self._names(sentence.text, report.publisher or report.title)  # one without an outlet is named by its title
        self._names(sentence.text.replace(",", ""))
        for reading in (reading for event in coded.events for reading in event.readings if reading.claim.sentence == sentence):
            self._reading(reading)
        statements = [one for one in (*coded.control, *coded.ties) if one.sentence == sentence]
        if report.published and statements:  # a plain statement without a day of its own is so when it is told
            self.days.add(report.published)
        for held in (one for one in coded.control if one.sentence == sentence):
            self._when(held.when)
            self._place(held.place)
            self._actors([held.holder.match.value])
            self._speakers(held.speakers)
        for tie in (one for one in coded.ties if one.sentence == sentence):
            self._actors([tie.source.match.value, tie.target.match.value])
            self._speakers(tie.speakers)

    def _reading(self, reading: Reading) -> None:
        self._when(reading.when)
        self._place(reading.place)
        self._actors(mention.match.value for mention in (*reading.actors, *reading.recipients))
        self._speakers(reading.claim.speakers)
        counts = [getattr(reading.toll, name) for name in TOLLS] + [part.count for part in reading.toll.parts]
        for count in (count.value for count in counts if count is not None):
            self.numbers |= {str(number) for number in (count.low, count.high) if number is not None}

    def _when(self, when: Match[Interval] | None) -> None:
        if when is not None:
            self.days |= {day for day in (when.value.earliest, when.value.latest) if day is not None}

    def _place(self, place: PlaceMention | None) -> None:
        if place is not None:
            self._names(place.match.value.name if place.match else place.mention.named.text)

    def _actors(self, actors: Iterable[Actor]) -> None:
        for actor in actors:
            self._names(actor.name, state_of(actor).name)

    def _speakers(self, speakers: Iterable[Speaker]) -> None:
        for speaker in speakers:
            self._names(speaker.mention.named.text, speaker.name)

    def _names(self, *names: str | None) -> None:
        told = [name for name in names if name]
        self.words |= {word.casefold() for name in told for word in WORD.findall(name)}
        self.numbers |= {number for name in told for number in re.findall(r"\d+", name)}
