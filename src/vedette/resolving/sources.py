"""Outlets and speakers -> the sources that a statement rests on, and how many of them are independent.

A statement rests on its innermost speaker where that is someone by name or a side of the war, else on the report's origin:
"residents said" is the outlet's own word, "the Monitor said" is the Monitor's, whoever prints it. A state's army and its
ministries speak with one mouth.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from vedette.lexicon import load
from vedette.model import Report, Speaker

NOBODY = frozenset({"witness", "unnamed"})
PROPER = re.compile(r"(?:[A-Z][\w.’'-]*(?:\s+(?:of|for|and|al-\w+|the)(?=\s+[A-Z]))*\s*)+$")
STATE_PART = re.compile(r"^(?:Military|Police|Security|Intelligence) Forces of (?:the )?")
SPACES = re.compile(r"[\W_]+")


def outlet_key(name: str) -> str:
    """What an outlet is told apart by: its id in `outlets.toml`, else its name without case, marks and article."""
    plain = plain_name(name)
    return _outlets().get(plain, plain)


def outlet_role(name: str) -> str | None:
    """An outlet's role where the list has it: "agency", "media", "monitor"."""
    return _roles().get(plain_name(name))


def plain_name(name: str) -> str:
    """A name in lower case without marks or article."""
    plain = SPACES.sub(" ", name.casefold()).strip()
    return plain.removeprefix("the ")


def report_key(report: Report) -> str:
    """The source that a report is: its outlet, else itself."""
    return outlet_key(report.publisher) if report.publisher else report.id


def source_of(speakers: Sequence[Speaker], origin: str) -> str:
    """The source of a statement: the innermost speaker who is someone on his own, else `origin`."""
    for speaker in speakers:
        if speaker.role in NOBODY:
            return origin
        if speaker.name is not None and not speaker.name.endswith(")"):  # "Civilians (Syria)" are nobody by name
            return outlet_key(STATE_PART.sub("Government of ", speaker.name))
        name = PROPER.search(speaker.mention.named.text)
        if name is not None:
            return _short_form(outlet_key(name.group()), origin)
    return origin


def _short_form(key: str, origin: str) -> str:
    """ "The Monitor" in a report of the Euphrates Monitor is that."""
    return origin if key and origin.endswith(f" {key}") else key


def independent(brought: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """The sources that count: each report's origin brings at most one, each source counts once (a largest matching), sorted.

    >>> independent({"r1": ["army"], "r2": ["army"], "r3": ["army", "monitor"]})
    ('army', 'monitor')
    """
    taken: dict[str, str] = {}
    offers = {origin: sorted(set(sources)) for origin, sources in brought.items()}
    for origin in sorted(offers):
        _place(origin, offers, taken, set())
    return tuple(sorted(taken))


def _place(origin: str, offers: Mapping[str, Sequence[str]], taken: dict[str, str], seen: set[str]) -> bool:
    for source in offers[origin]:
        if source in seen:
            continue
        seen.add(source)
        if source not in taken or _place(taken[source], offers, taken, seen):
            taken[source] = origin
            return True
    return False


@lru_cache(maxsize=1)
def _outlets() -> dict[str, str]:
    return {
        plain_name(name): row["id"] for row in load().rows("outlets", "outlet") for name in (row["name"], *row.words("aliases"))
    }


@lru_cache(maxsize=1)
def _roles() -> dict[str, str]:
    return {
        plain_name(name): row["role"] for row in load().rows("outlets", "outlet") for name in (row["name"], *row.words("aliases"))
    }
