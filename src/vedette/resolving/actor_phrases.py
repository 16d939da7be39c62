"""Takes a noun phrase for a party apart: who is named, what noun heads it, who backs it, where it is, what only describes it.

In: the phrase's words and an ActorIndex. Out: Parts, one for each party that the phrase may mean, the likeliest first.
The head ends at the first word that opens another clause; what stands before "backed", "held" or "anti" is no actor.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from vedette.lexicon import load
from vedette.lexicon.tables import Row
from vedette.resolving.actor_index import ActorIndex, Entry, Generic, scan
from vedette.resolving.actor_terms import Piece, fold

SEGMENTS = re.compile(r"\s*[,;:](?:\s+|$)|\s+[-–—]+\s+|\s*—\s*|[()\[\]]")
QUOTES = re.compile(r"[\"“”«»]")
NUMBER = re.compile(r"\d[\d.,]*(?:st|nd|rd|th|s|m|k)?$")


@dataclass(frozen=True, slots=True)
class Item:
    """One word or term of a phrase: a name, a generic word, a number, or a word that no table holds.

    `named` marks a noun with its own name ("Army of Conquest").
    """

    text: str
    entries: tuple[Entry, ...] = ()
    generics: tuple[Generic, ...] = ()
    number: bool = False
    named: bool = False

    def row(self, table: str) -> Row | None:
        """The row that the item has in a table of agents.toml, or None."""
        return next((generic.row for generic in self.generics if generic.table == table), None)

    def sort(self, table: str) -> str:
        """The sort of that row, or ""."""
        row = self.row(table)
        return str(row.get("sort", "plain")) if row is not None else ""

    @property
    def unknown(self) -> bool:
        """Whether no table holds it."""
        return not (self.entries or self.generics or self.number)


@dataclass(frozen=True, slots=True)
class Part:
    """One party as its words show it. `items` run as in an English noun phrase, the head noun last; `quote` is all of it."""

    items: tuple[Item, ...] = ()
    backers: tuple[Entry, ...] = ()
    place: tuple[Entry, ...] = ()
    leader: Item | None = None
    foe: Item | None = None
    state_backed: bool = False
    loyal_to: Entry | None = None
    former: bool = False
    owned: bool = False
    fighting: bool = False
    pointed: bool = False
    segment: int = 0
    rank: int = 0
    text: str = ""
    quote: str = ""


def parse_phrase(index: ActorIndex, text: str, *, allowed: frozenset[str]) -> list[Part]:
    """The parties that a noun phrase may mean: of its head first, then of what stands in brackets or apposition.

    `allowed` holds the ids and countries that the report has shown, as in `find_actors`. No error for any text.
    """
    parts: list[Part] = []
    aside: tuple[Entry, ...] = ()
    lenient = text == text.lower()
    for number, segment in enumerate(piece for piece in SEGMENTS.split(_without_brackets(text)) if piece and piece.strip()):
        found = [replace(part, quote=segment.strip()) for part in _parts_of(_items(index, segment, allowed, lenient), number)]
        aside += tuple(entry for part in found for entry in part.backers)
        parts += found
    if parts and aside:
        parts[0] = replace(parts[0], backers=tuple(dict.fromkeys((*parts[0].backers, *aside))))
    return parts


def _without_brackets(text: str) -> str:
    """The text with bracketed asides moved to its end, so that "Islamic State (IS) group" stays one phrase."""
    plain = _range().sub("", QUOTES.sub("", text))
    asides = re.findall(r"[(\[]([^()\[\]]*)[)\]]", plain)
    kept = re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", plain)
    return "; ".join([kept, *asides])


@lru_cache(maxsize=1)
def _range() -> re.Pattern[str]:
    """ "between 20 and 30 people", "five to seven soldiers": what stands before the last number of a range names nobody."""
    number = "|".join((r"\d[\d.,]*", *(re.escape(word) for row in load().rows("counts", "number") for word in row.words("words"))))
    first = rf"^\s*(?:(?:between|from)\s+)?(?:{number})(?:\s+(?:and|to|or)\s+|\s*[-–]\s*)"
    return re.compile(rf"{first}(?=(?:{number})\s)", re.IGNORECASE)


def _items(index: ActorIndex, text: str, allowed: frozenset[str], lenient: bool) -> list[Item]:
    """The phrase as items: at each place the longest of name and generic word, a name where they are as long."""
    pieces = fold(text.split())
    spans = {span.first: span for span in scan(index, pieces, allowed=allowed, lenient=lenient)}
    lows = tuple(piece.low for piece in pieces)
    items: list[Item] = []
    at = 0
    while at < len(pieces):
        span = spans.get(at)
        named = span.last - at if span else 0
        size = _longest_generic(index, lows, at, spans)
        if span and named >= size:
            items.append(Item(_text(pieces[at : at + named]), entries=span.entries))
            at += named
        elif size:
            items.append(Item(_text(pieces[at : at + size]), generics=index.generics[lows[at : at + size]]))
            at += size
        else:
            items.append(Item(pieces[at].cased, number=bool(NUMBER.match(lows[at]))))
            at += 1
    return [item for item in items if item.text != "'s"]


def _longest_generic(index: ActorIndex, lows: tuple[str, ...], at: int, spans: Iterable[int]) -> int:
    """Pieces of the longest generic term at a place that does not run into a name further on."""
    room = min((first for first in spans if first > at), default=len(lows)) - at
    inside = at in set(spans)
    limit = len(lows) - at if inside else room
    sizes = range(min(index.longest.get(lows[at], 0), limit), 0, -1)
    return next((size for size in sizes if lows[at : at + size] in index.generics), 0)


def _text(pieces: Sequence[Piece]) -> str:
    return " ".join(piece.cased for piece in pieces)


def _parts_of(items: list[Item], segment: int) -> list[Part]:
    """The parties of one stretch between commas: its head noun phrase, cut into what "and" joins; none after a preposition."""
    if items and items[0].sort("opening") not in ("", "and") and not items[0].row("counting"):
        return []
    heads = _conjuncts(items)
    shared = Part(segment=segment, rank=segment)
    sections = _sections(heads[-1])
    shared = _after_head(sections, shared)
    found = []
    for number, head in enumerate(heads):
        own = _sections(head)
        part = _after_head(own, shared) if number < len(heads) - 1 else shared
        part = replace(part, rank=segment + number, text=" ".join(item.text for item in own[0][1]))
        found.append(_unhitched(_joined(own), part))
    return [part for part in found if part.items or part.foe]


def _conjuncts(items: list[Item]) -> list[list[Item]]:
    """What "and" joins before any clause opens; adjectives alone borrow the last one's noun ("Iraqi and Syrian forces")."""
    heads: list[list[Item]] = [[]]
    opened = False
    for item in items:
        sort = item.sort("opening")
        if sort == "and" and not opened:
            heads.append([])
            continue
        opened = opened or bool(sort and heads[-1])
        heads[-1].append(item)
    heads = [head for head in heads if head] or [[]]
    noun = [item for item in heads[-1] if not item.entries]
    return [*(head if any(i.row("agent") or _stands_alone(i) for i in head) else head + noun for head in heads[:-1]), heads[-1]]


def _stands_alone(item: Item) -> bool:
    return any(entry.sort not in ("demonym", "region") for entry in item.entries) or item.unknown


def _sections(items: list[Item]) -> list[tuple[str, list[Item]]]:
    """The phrase cut at its openings: ("head", …), then ("of" | "in" | "stop" | "fighting" | "backed", …)."""
    sections: list[tuple[str, list[Item]]] = [("head", [])]
    for at, item in enumerate(items):
        sort = item.sort("opening")
        follows = items[at + 1].sort("opening") if at + 1 < len(items) else ""
        if at and sort and sort != "and" and (sections[-1][1] or sections[-1][0] == "backed"):
            if sections[-1][0] == "backed" and not sections[-1][1]:
                continue
            sections.append((sort, []))
        elif at and item.sort("joint") == "backed" and (follows or at + 1 == len(items)):
            sections.append(("backed", []))
        elif at and item.sort("joint") in ("tied", "led", "run") and follows:
            sections.append(("stop", []))
        else:
            sections[-1][1].append(item)
    return sections


def _after_head(sections: list[tuple[str, list[Item]]], part: Part) -> Part:
    """What the clauses after the head tell: backers, place, and whether the party fights."""
    backers: list[Entry] = []
    place: list[Entry] = []
    closed = support = False
    for sort, items in sections[1:]:
        names = [item.entries[0] for item in items if item.entries]
        support = (support and sort == "of") or any(item.sort("joint") == "support" for item in items)
        if sort == "backed" or support:
            backers += names
        elif sort == "in" and not closed:
            place += names
        closed = closed or sort in ("stop", "fighting")
    fighting = any(sort == "fighting" for sort, _ in sections)
    return replace(part, backers=tuple(backers), place=tuple(place), fighting=fighting)


def _joined(sections: list[tuple[str, list[Item]]]) -> list[Item]:
    """The head with what "of" adds, in the order of a plain noun phrase ("spokesman for the army" -> "the army spokesman")."""
    head = sections[0][1]
    for sort, owner in sections[1:]:
        if sort != "of" or any(item.entries for item in head):
            break
        if all(_transparent(item) for item in head):
            kept = [item for item in head if item.row("agent") is not None and item.sort("counting") != "part"]
            head = _uncounted(owner) + kept
        elif len(head) == 1 and head[0].text[:1].isupper() and _all_proper(_uncounted(owner)):
            head = [replace(head[0], text=f"{head[0].text} of {' '.join(item.text for item in owner)}", named=True)]
        else:
            head = [item for item in owner if item.entries][:1] + head
    return head


def _all_proper(items: list[Item]) -> bool:
    return bool(items) and all(item.unknown and item.text[:1].isupper() for item in items)


def _transparent(item: Item) -> bool:
    """Whether a noun before "of" takes its meaning from what follows: "members", "leader", "dozens"."""
    agent = item.row("agent")
    return item.number or bool(item.row("counting")) or bool(item.sort("joint")) or bool(agent and agent.get("weak"))


def _uncounted(items: list[Item]) -> list[Item]:
    return [item for item in items if item.sort("counting") != "plain"]


# Joints that make the name before them a mere description of what follows.
DESCRIBING = {"backed", "tied", "led"}


def _unhitched(items: list[Item], part: Part) -> Part:
    """The items without joints and what they tie; what they tell goes into the part."""
    kept: list[Item] = []
    backers = list(part.backers)
    for at, item in enumerate(items):
        joint = item.sort("joint")
        before = kept[-1] if kept else None
        after = items[at + 1] if at + 1 < len(items) else None
        if joint in DESCRIBING and before is not None and (before.entries or before.row("modifier")):
            kept.pop()
            backers += before.entries[:1] if joint == "backed" else ()
            state = joint == "backed" and not before.entries and bool(before.row("modifier"))
            part = replace(part, state_backed=part.state_backed or state, leader=before if joint == "led" else part.leader)
        elif joint in ("against", "for") and after is not None:
            continue
        elif at and items[at - 1].sort("joint") == "against":
            part = replace(part, foe=item)
        elif at and items[at - 1].sort("joint") == "for" and item.entries:
            loyal = item.entries[0] if item.entries[0].sort == "office" else None
            part = replace(part, loyal_to=loyal or part.loyal_to)
        elif joint == "former":
            part = replace(part, former=True)
        elif item.row("counting") and not item.row("agent"):
            part = replace(part, pointed=True, owned=part.owned or item.sort("counting") == "possessive")
        elif not (joint and not item.row("agent") and not item.row("modifier")):
            kept.append(item)
    return replace(part, items=tuple(kept), backers=tuple(dict.fromkeys(backers)))
