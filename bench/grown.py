"""Many reports out of few: each report again and again with other days, months, numbers and towns, so that no two are the same."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vedette.intake.reports import make_report
from vedette.model import Report

DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
TOWNS = "Aleppo Homs Raqqa Mosul Tikrit Donetsk Mariupol Kharkiv Goma Bukavu Mekele Gondar Sanaa Taiz Hodeidah Gao Kidal".split()


@dataclass(frozen=True)
class Grown:
    """So many reports made of `origins`, made as they are asked for; the same ones each time."""

    origins: Sequence[Report]
    number: int

    def __iter__(self) -> Iterator[Report]:
        for number in range(self.number):
            yield grown(self.origins[number % len(self.origins)], number)

    def __len__(self) -> int:
        return self.number


def grown(report: Report, number: int) -> Report:
    """The report with what is changed for this number."""
    dice = random.Random(number)  # noqa: S311 (no secret)
    paragraphs = [changed(part, dice) for part in report.text.split("\n\n")]
    published = f"20{10 + number % 15}-{1 + number % 12:02}-{1 + number % 28:02}"
    return make_report("\n\n".join(paragraphs), published=published, publisher=report.publisher, ref=f"made-{number}")


def changed(text: str, dice: random.Random) -> str:
    """The text with other days, months, numbers and towns."""
    shift = dice.randrange(1, 7)
    turned = {day: DAYS[(at + shift) % 7] for at, day in enumerate(DAYS)}
    turned |= {month: MONTHS[(at + shift) % 12] for at, month in enumerate(MONTHS) if month != "May"}
    turned |= {town: dice.choice(TOWNS) for town in TOWNS}
    swapped = re.sub(r"[A-Z][a-z]+", lambda found: turned.get(found.group(), found.group()), text)
    return re.sub(r"\b\d{1,2}\b", lambda found: str(1 + (int(found.group()) + shift) % 28), swapped)
