"""Reports by chance on a few towns and days: told again, copied, credited, denied, corrected, with control and ties, for tests."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, replace

from vedette.intake import make_report
from vedette.joining.adding_up import add_up
from vedette.model import (
    Actor,
    ActorMention,
    Claim,
    Coded,
    ControlStatement,
    Count,
    Garble,
    Interval,
    Match,
    Mention,
    Place,
    PlaceMention,
    Reading,
    Report,
    Speaker,
    TieStatement,
    Toll,
    TollWords,
)

KINDS = ("armed-clash", "air-strike", "shelling", "capture", "withdraw", "attack", "killing")
WORDS = (
    "market convoy bridge rockets hospital border patrol checkpoint river dawn families vehicles road houses camp school".split()
)
ARMY = Actor("mli-mil", "Military Forces of Mali", "MLI", "MIL")
JNIM = Actor("jnim", "Jamaat Nusrat al-Islam wal-Muslimin", "MLI", "REB")
MEN = Actor(None, "Gunmen", "MLI", "UAF")
OUTLETS = ("Sahel Wire", "Gao Post", "River News", "Desert Monitor", "Reuters")
TOWNS = tuple(Place(f"Town {n}", n + 1, "MLI", "Gao", 16.0 + 0.02 * n, 0.1 * n, "exact", 5.0) for n in range(3))
PROVINCE = Place("Gao", 90, "MLI", "Gao", 16.5, 0.5, "province", 150.0, "province")
START = dt.date(2023, 3, 1)


@dataclass(frozen=True)
class Chance:
    """What is drawn from: `days` from the start, so that few or many reports meet."""

    rng: random.Random
    days: int = 14

    def reports(self, number: int) -> list[Coded]:
        """So many coded reports."""
        made: list[Coded] = []
        for n in range(number):
            before = self.rng.choice(made) if made and self.rng.random() < 0.35 else None
            made.append(self.report(n, before))
        return made

    def report(self, number: int, before: Coded | None) -> Coded:
        """A report of one or two happenings; a copy of another's text, or another's happenings told anew, where one is given."""
        day = START + dt.timedelta(self.rng.randrange(self.days))
        text = f"{self._sentence()} {self._sentence()} {self._sentence()}"
        if before is not None and before.report.published is not None:
            day = before.report.published + dt.timedelta(self.rng.randrange(3))
            if self.rng.random() < 0.6:
                text = f"{self.rng.choice(('', '(Sahel Wire) - ', f'As {OUTLETS[3]} reports. '))}{before.report.text}"
        publisher = self.rng.choice(OUTLETS)
        item = make_report(
            text + f" {number}." * self.rng.randrange(2),
            published=day if self.rng.random() < 0.9 else None,
            publisher=publisher,
            url=f"https://{publisher.replace(' ', '').lower()}.example/{number if self.rng.random() < 0.8 else number // 4}",
            ref=str(number),
        )
        return self.coded(replace(item, language="en"), day, before)

    def coded(self, item: Report, day: dt.date, before: Coded | None = None) -> Coded:
        """What the report tells: of its own, or what another report told."""
        told = [reading for event in before.events for reading in event.readings] if before is not None else []
        readings = [self._again(item, reading) for reading in told] or [
            self._reading(item, n, day - dt.timedelta(self.rng.randrange(3))) for n in range(self.rng.choice((1, 1, 2)))
        ]
        sentence = readings[0].claim.sentence
        when = readings[0].when
        control = tuple(
            ControlStatement(
                reading.place, holder, change, self.rng.choice(("asserted", "asserted", "denied")), when, sentence, (), ""
            )
            for reading in readings
            if reading.place is not None and self.rng.random() < 0.5
            for holder, change in [(self._party(item), self.rng.choice(("gained", "lost", "holds")))]
        )
        ties = tuple(
            TieStatement(self._party(item), self._party(item), kind, "asserted", sentence, ())
            for kind in (self.rng.choice(("backs", "allied", "fights")),)
            if self.rng.random() < 0.3
        )
        return Coded(item, Garble(0.0), tuple(add_up([one], salience=0.5) for one in readings), control, ties)

    def _sentence(self) -> str:
        return f"In {self.rng.choice(TOWNS).name} {' '.join(self.rng.choices(WORDS, k=9))}."

    def _again(self, item: Report, reading: Reading) -> Reading:
        """A reading told by another report, with some field of it otherwise."""
        claim = replace(reading.claim, id=f"{item.id}-{reading.claim.id[-1]}", report=item.id, sentence=self._first(item))
        if self.rng.random() < 0.15:
            claim = replace(claim, stance="denied")
        return replace(reading, claim=claim, toll=self._toll() if self.rng.random() < 0.3 else reading.toll)

    def _reading(self, item: Report, number: int, day: dt.date) -> Reading:
        town = self.rng.choice((*TOWNS, TOWNS[0], PROVINCE, None))
        named = Mention(town.name if town else "there", 3, 9)
        told = self.rng.random() < 0.7
        claim = Claim(
            id=f"{item.id}-{number}",
            report=item.id,
            kind=self.rng.choice(KINDS),
            stance="asserted",
            trigger=Mention(item.text[:2], 0, 2),
            sentence=self._first(item),
            sentence_index=number,
            part="body",
            tense="past",
            when=named if told else None,
            place=named if town else None,
            toll=TollWords(killed=named),
            speakers=(Speaker(Mention(OUTLETS[3], 3, 17), "monitor", OUTLETS[3]),) if self.rng.random() < 0.2 else (),
        )
        return Reading(
            claim,
            actors=(self._party(item),),
            recipients=(self._party(item),) if self.rng.random() < 0.5 else (),
            place=PlaceMention(named, False, Match(town, 0.9, ""), "") if town else None,
            when=Match(Interval(day, day) if told else Interval(None, day), 0.9, "") if self.rng.random() < 0.9 else None,
            toll=self._toll(),
        )

    def _toll(self) -> Toll:
        dead = self.rng.choice((None, 1, 4, 4, 9))
        return Toll(killed=Match(Count(dead, dead), 1.0, "") if dead else None)

    def _party(self, item: Report) -> ActorMention:
        return ActorMention(Mention(item.text[:2], 0, 2), Match(self.rng.choice((ARMY, JNIM, MEN)), 0.9, ""))

    def _first(self, item: Report) -> Mention:
        end = item.text.index(".") + 1
        return Mention(item.text[:end], 0, end)
