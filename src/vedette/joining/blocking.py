"""Marks of tellings -> the pairs worth comparing, in near-linear time: the same sort of happening, a day and a map cell in common.

A telling without a narrow place meets others through what else is rare: a kind, a count of the dead or a party of one
day. A block too full to tell anything is passed over. Each pair comes once, and the same in any order; only pairs with one
that was `chosen` are given, and what a block gains or loses by being too full is told by `shifted`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain

from vedette.joining.tellings import Telling
from vedette.model import LOOKED_FOR, TellingMark

CELL = 0.5  # degrees of a map cell
EDGE = 0.2  # degrees over which a place also counts to the cell beside it
ROW = 1000  # cells of a row of the map, and more
NOWHERE = 10**9  # where the cells of places without a point begin
FULLEST = 400  # a block of more than this many
FULLEST_WIDE = 40
MOST_PARTIES = 6
RARE = 3  # dead from which a count tells something

Key = tuple[str, int, int | str]  # a bundle, a day, a cell or a token
Blocks = dict[Key, list[TellingMark]]
KeysOf = Callable[[TellingMark], Iterable[Key]]


def telling_mark(one: Telling) -> TellingMark:
    """What a telling is found by."""
    low, high = _days(one)
    return TellingMark(
        part=one.id,
        report=one.report,
        bundle=one.bundle,
        kind=one.event.kind,
        place=one.place.name if one.place else None,
        narrow=one.narrow,
        low=low,
        high=high,
        cells=_cells(one) if one.narrow else (),
        tokens=_tokens(one),
    )


def pairs(marks: Sequence[TellingMark], chosen: Collection[str]) -> Iterator[tuple[str, str]]:
    """Pairs of parts to compare, each once, that have a chosen one; `marks` are all that are looked for on their days."""
    for (_, day, cell), members in _blocks(marks, chosen, _placed).items():
        for one, other in _thinned(members, chosen):
            if _first_meeting(one, other) == day and min(set(one.cells) & set(other.cells)) == cell:
                yield one.part, other.part
    for (_, day, token), members in _blocks(marks, chosen, _wide).items():
        if len(members) <= FULLEST_WIDE and not all(one.narrow for one in members):
            for one, other in _crossed(members, chosen):
                met = not (one.narrow and other.narrow) and _first_meeting(one, other) == day
                if met and min(set(one.tokens) & set(other.tokens)) == token:
                    yield one.part, other.part


def shifted(before: Sequence[TellingMark], after: Sequence[TellingMark], chosen: Collection[str]) -> set[str]:
    """The parts whose pairs change because a block is, or no longer is, too full through those that were chosen."""
    found: set[str] = set()
    for keys_of, most in ((_placed, FULLEST), (_wide, FULLEST_WIDE)):
        old, new = _blocks(before, chosen, keys_of), _blocks(after, chosen, keys_of)
        for key in old.keys() | new.keys():
            was, now = old.get(key, []), new.get(key, [])
            if (len(was) > most) != (len(now) > most):
                found.update(one.part for one in chain(was, now))
            elif len(now) > most and most == FULLEST:
                mine = {(one.place, one.kind) for one in chain(was, now) if one.part in chosen}
                found.update(one.part for one in now if (one.place, one.kind) in mine)
    return found


def _placed(mark: TellingMark) -> Iterator[Key]:
    yield from ((mark.bundle, day, cell) for day in range(mark.low, mark.high + 1) for cell in mark.cells)


def _wide(mark: TellingMark) -> Iterator[Key]:
    yield from ((mark.bundle, day, token) for day in range(mark.low, mark.high + 1) for token in mark.tokens)


def _blocks(marks: Iterable[TellingMark], chosen: Collection[str], keys_of: KeysOf) -> Blocks:
    """The blocks that hold a chosen one."""
    keys = {key for mark in marks if mark.part in chosen for key in keys_of(mark)}
    blocks: Blocks = defaultdict(list)
    for mark in marks:
        for key in keys_of(mark):
            if key in keys:
                blocks[key].append(mark)
    return blocks


def _crossed(members: Sequence[TellingMark], chosen: Collection[str]) -> Iterator[tuple[TellingMark, TellingMark]]:
    """All pairs of a block that have a chosen one, each once."""
    for at, one in enumerate(members):
        own = one.part in chosen
        yield from ((one, other) for other in members[at + 1 :] if own or other.part in chosen)


def _thinned(members: Sequence[TellingMark], chosen: Collection[str]) -> Iterator[tuple[TellingMark, TellingMark]]:
    """All pairs of a block; of one that is too full, those of one place name and kind, and of these the next few by id."""
    if len(members) <= FULLEST:
        yield from _crossed(members, chosen)
        return
    finer: dict[tuple[str | None, str], list[TellingMark]] = defaultdict(list)
    for one in members:
        finer[one.place, one.kind].append(one)
    for group in finer.values():
        ordered = sorted(group, key=lambda one: one.part)
        for at, one in enumerate(ordered):
            near = ordered[at + 1 : at + 1 + FULLEST]
            yield from ((one, other) for other in near if one.part in chosen or other.part in chosen)


def _tokens(one: Telling) -> tuple[str, ...]:
    """What a telling may share with few others of its day: the kind, a count of the dead, a party."""
    found = [one.event.kind]
    if one.killed is not None and one.killed.low is not None and one.killed.low >= RARE:
        found.append(f"killed {one.killed.low}")
    return tuple(sorted({*found, *sorted(one.keys[0] | one.keys[1])[:MOST_PARTIES]}))


def _cells(one: Telling) -> tuple[int, ...]:
    place = one.place
    if place is None or place.latitude is None or place.longitude is None:
        return (NOWHERE + (hash_of(place.name) if place else 0),)
    rows = {int((place.latitude + edge + 90) // CELL) for edge in (-EDGE, EDGE)}
    columns = {int(((place.longitude + edge + 180) % 360) // CELL) for edge in (-EDGE, EDGE)}
    return tuple(sorted(row * ROW + column for row in rows for column in columns))


def hash_of(name: str) -> int:
    """A number for a name, the same on every machine: places without a point meet by it."""
    return sum(ord(letter) * (at + 1) for at, letter in enumerate(name))


def _days(one: Telling) -> tuple[int, int]:
    """The days from which to which a telling is looked for; a long one's month (below 0), one without any day's 0."""
    if one.first is None or one.last is None:
        return 0, 0
    if one.last - one.first <= LOOKED_FOR:
        return one.first, one.last
    month = -(one.first // 30 + 1)
    return month, month


def _first_meeting(one: TellingMark, other: TellingMark) -> int | None:
    """The first of the days that both are looked for on."""
    day = max(one.low, other.low)
    return day if day <= min(one.high, other.high) else None
