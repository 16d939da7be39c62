"""Tellings -> the pairs worth comparing, in near-linear time: the same sort of happening, a day and a map cell in common.

A telling without a narrow place meets others through what else is rare: a kind, a count of the dead or a party of one
day. A block too full to tell anything is passed over. Each pair comes once, and the same in any order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from vedette.joining.tellings import Telling

CELL = 0.5  # degrees of a map cell
EDGE = 0.2  # degrees over which a place also counts to the cell beside it
LONGEST = 10  # days over which a telling is looked for day by day; longer ones meet by their month
FULLEST = 400  # a block of more than this many
FULLEST_WIDE = 40
MOST_PARTIES = 6
RARE = 3  # dead from which a count tells something

Cell = tuple[int, int]


def pairs(tellings: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    """Pairs of indices to compare, each once."""
    yield from _placed_pairs(tellings)
    yield from _wide_pairs(tellings)


def _placed_pairs(tellings: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    blocks: dict[tuple[str, int, Cell], list[int]] = defaultdict(list)
    cells = {}
    for index, one in enumerate(tellings):
        if one.narrow:
            cells[index] = _cells(one)
            for day in _days(one):
                for cell in cells[index]:
                    blocks[one.bundle, day, cell].append(index)
    for (_, day, cell), members in blocks.items():
        for i, j in _thinned(tellings, members):
            if _first_meeting(tellings[i], tellings[j]) == day and min(set(cells[i]) & set(cells[j])) == cell:
                yield i, j


def _thinned(tellings: Sequence[Telling], members: Sequence[int]) -> Iterator[tuple[int, int]]:
    """All pairs of a block; of one that is too full, those of one place name and kind, and of these the next few by id."""
    if len(members) <= FULLEST:
        yield from combinations(members, 2)
        return
    finer: dict[tuple[str | None, str], list[int]] = defaultdict(list)
    for index in members:
        one = tellings[index]
        finer[one.place.name if one.place else None, one.event.kind].append(index)
    for group in finer.values():
        ordered = sorted(group, key=lambda index: tellings[index].id)
        for at, i in enumerate(ordered):
            for j in ordered[at + 1 : at + 1 + FULLEST]:
                yield i, j


def _wide_pairs(tellings: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    blocks: dict[tuple[str, int, str], list[int]] = defaultdict(list)
    tokens = [_tokens(one) for one in tellings]
    for index, one in enumerate(tellings):
        for day in _days(one):
            for token in tokens[index]:
                blocks[one.bundle, day, token].append(index)
    for (_, day, token), members in blocks.items():
        wide = [index for index in members if not tellings[index].narrow]
        if not wide or len(members) > FULLEST_WIDE:
            continue
        for i in wide:
            for j in members:
                known = j < i and not tellings[j].narrow  # then j is the one whose turn it is
                if i == j or known or _first_meeting(tellings[i], tellings[j]) != day:
                    continue
                if min(tokens[i] & tokens[j]) == token:
                    yield min(i, j), max(i, j)


def _tokens(one: Telling) -> frozenset[str]:
    """What a telling may share with few others of its day: the kind, a count of the dead, a party."""
    found = [one.event.kind]
    if one.killed is not None and one.killed.low is not None and one.killed.low >= RARE:
        found.append(f"killed {one.killed.low}")
    return frozenset([*found, *sorted(one.keys[0] | one.keys[1])[:MOST_PARTIES]])


def _cells(one: Telling) -> list[Cell]:
    place = one.place
    if place is None or place.latitude is None or place.longitude is None:
        return [(999, hash_of(place.name) if place else 0)]
    rows = {int((place.latitude + edge + 90) // CELL) for edge in (-EDGE, EDGE)}
    columns = {int(((place.longitude + edge + 180) % 360) // CELL) for edge in (-EDGE, EDGE)}
    return sorted((row, column) for row in rows for column in columns)


def hash_of(name: str) -> int:
    """A number for a name, the same on every machine: places without a point meet by it."""
    return sum(ord(letter) * (at + 1) for at, letter in enumerate(name))


def _days(one: Telling) -> list[int]:
    """The days that a telling is looked for on; a long one's months (below 0), one without any day's 0."""
    if one.first is None or one.last is None:
        return [0]
    if one.last - one.first <= LONGEST:
        return list(range(one.first, one.last + 1))
    return [-(one.first // 30 + 1)]


def _first_meeting(one: Telling, other: Telling) -> int | None:
    """The first of the days that both are looked for on."""
    first, second = _days(one), _days(other)
    if first[0] <= 0 or second[0] <= 0:
        return first[0] if first == second else None
    day = max(first[0], second[0])
    return day if day <= min(first[-1], second[-1]) else None
