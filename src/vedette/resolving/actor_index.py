"""Finds the names of parties by look-up: groups, countries, their people, capitals, bodies and holders of office.

In: the word files under `actors/` and `outlets`, and the words of a sentence. Out: ActorHit, the longest name first.
Both sides are folded to the same pieces (no accents, no hyphens, no dots, "'s" apart), so that the parser's tokens and a
written name agree. Names all in capitals match case exactly; shared ones need the report to say whose they are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from vedette.lexicon.tables import Lexicon, Row
from vedette.resolving.actor_terms import Piece, fold, within

TABLES = ("agent", "modifier", "joint", "opening", "counting")
BODIES = {"government": "gov", "military": "mil", "police": "cop", "intelligence": "spy", "parliament": "leg"}
ANY = "*"  # among `allowed`: take ambiguous names as they stand
# Fields of a country's row that name it without being a body of its state, and what a name found there is.
COUNTRY_FIELDS = {
    "aliases": "country",
    "demonyms": "demonym",
    "regions": "region",
    "capital": "capital",
    "capital_aliases": "capital",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What one name may stand for. `sort`: group, outlet, office, country, demonym, region, capital, or a body's suffix."""

    id: str
    sort: str
    row: Row = field(compare=False)
    exact: tuple[str, ...] | None
    ambiguous: bool
    capital: bool
    homes: frozenset[str]

    @property
    def iso(self) -> str | None:
        """ISO 3166 of the country it belongs to; None for a group, which may be at home in many."""
        return next((code for code in self.homes if len(code) == 3), None) if self.sort != "group" else None

    def holds_on(self, date: dt.date | None) -> bool:
        """Whether the row's term covers the day; with no day known, whether it still runs."""
        return within(str(self.row.get("since", "")), str(self.row.get("until", "")), date)


@dataclass(frozen=True, slots=True)
class Generic:
    """A row of agents.toml and the table that it stands in."""

    table: str
    row: Row


@dataclass(frozen=True, slots=True)
class ActorHit:
    """A name over the words [first, last) of a sentence, the ids that it may mean, and what sort of name it is."""

    first: int
    last: int
    ids: tuple[str, ...]
    sort: str


@dataclass(frozen=True, slots=True)
class Span:
    """Pieces [first, last) and the entries that their name may mean."""

    first: int
    last: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ActorIndex:
    """The look-up tables of a lexicon: names and generic words by their pieces, rows by id, the ISO 3166 code of each land.

    `families` are names of one word that stand for holders of office alone.
    """

    names: dict[tuple[str, ...], tuple[Entry, ...]]
    generics: dict[tuple[str, ...], tuple[Generic, ...]]
    longest: dict[str, int]
    rows: dict[str, Row]
    titles: frozenset[str]
    agents: dict[str, Row]
    codes: dict[str, str]
    families: frozenset[str]


@lru_cache(maxsize=4)
def actor_index(lexicon: Lexicon) -> ActorIndex:
    """The index of a lexicon's parties, built once; raises LexiconError where a row lacks what it needs."""
    names: dict[tuple[str, ...], list[Entry]] = {}
    for words, entry in _all_entries(lexicon):
        key = tuple(piece.low for piece in words)
        if key and all(entry.id != other.id for other in names.setdefault(key, [])):
            names[key].append(entry)
    generics: dict[tuple[str, ...], list[Generic]] = {}
    for table in TABLES:
        for row in lexicon.rows("actors/agents", table):
            for text in row.words("words"):
                generics.setdefault(tuple(piece.low for piece in fold([text])), []).append(Generic(table, row))
    agents = lexicon.rows("actors/agents", "agent")
    return ActorIndex(
        names={key: tuple(found) for key, found in names.items()},
        generics={key: tuple(found) for key, found in generics.items()},
        longest=_longest([*names, *generics]),
        rows=_rows_by_id(lexicon),
        titles=frozenset(fold([text])[-1].low for row in agents if row.get("title") for text in row.words("words")),
        agents={row["id"]: row for row in agents},
        codes={row["id"]: _code_of(row) for row in lexicon.rows("actors/countries", "country")},
        families=frozenset(
            key[0] for key, found in names.items() if len(key) == 1 and all(entry.sort == "office" for entry in found)
        ),
    )


def find_actors(index: ActorIndex, words: Sequence[str], *, allowed: frozenset[str] = frozenset()) -> list[ActorHit]:
    """Names of parties among a sentence's words, left to right, longest first and never overlapping.

    `allowed` holds ids and ISO 3166 codes that the report has already shown: an ambiguous name counts only where one
    that it may mean, or a home of it, is among them or elsewhere in the sentence.
    """
    pieces = fold(words)
    return _hits(pieces, scan(index, pieces, allowed=allowed))


def find_all_actors(index: ActorIndex, sentences: Sequence[Sequence[str]]) -> list[list[ActorHit]]:
    """Names of parties in each sentence of a report; what one sentence shows allows the ambiguous names of the others."""
    folded = [fold(words) for words in sentences]
    strangers = frozenset(low for pieces in folded for low in _strangers(index, pieces))
    first = [_walk(index, pieces, frozenset(), False, strangers) for pieces in folded]
    open_ = [number for number, (_, doubtful) in enumerate(first) if doubtful]
    spans = [found for found, _ in first]
    for number in open_:
        spans[number] = scan(index, folded[number], allowed=frozenset(), strangers=strangers)
    seen = frozenset(_id_of(entry) for found in spans for span in found for entry in span.entries)
    for number in open_:
        spans[number] = scan(index, folded[number], allowed=seen, strangers=strangers)
    return [_hits(pieces, found) for pieces, found in zip(folded, spans, strict=True)]


def _hits(pieces: Sequence[Piece], spans: Iterable[Span]) -> list[ActorHit]:
    return [
        ActorHit(
            pieces[span.first].word, pieces[span.last - 1].word + 1, _unique(_id_of(e) for e in span.entries), span.entries[0].sort
        )
        for span in spans
    ]


def scan(
    index: ActorIndex,
    pieces: Sequence[Piece],
    *,
    allowed: frozenset[str],
    lenient: bool = False,
    strangers: frozenset[str] = frozenset(),
) -> list[Span]:
    """The names among folded pieces; `lenient` takes lower case for a name, as in a phrase typed by hand.

    `strangers` are family names that the report gives to others than the holders of office who bear them.
    """
    strangers = strangers | _strangers(index, pieces)
    spans, doubtful = _walk(index, pieces, frozenset(), lenient, strangers)
    if not doubtful:
        return spans
    shown = {code for span in spans for entry in span.entries for code in (entry.id, *_homes_shown(entry))}
    return _walk(index, pieces, allowed | shown | _lands(index, allowed), lenient, strangers)[0]


def _strangers(index: ActorIndex, pieces: Sequence[Piece]) -> frozenset[str]:
    """Family names of holders of office that stand behind another given name: "Jaime Ortega" is not Daniel Ortega."""
    return frozenset(
        pieces[at].low
        for at in range(1, len(pieces))
        if pieces[at].low in index.families and pieces[at].cased != pieces[at].low and _given_name(index, pieces, at - 1)
    )


def _given_name(index: ActorIndex, pieces: Sequence[Piece], at: int) -> bool:
    """Whether a piece is a capitalised word that no table holds, side by side with the next, and no name with it."""
    piece, after = pieces[at], pieces[at + 1]
    known = (piece.low,) in index.names or (piece.low,) in index.generics or piece.low in index.titles
    shouted = after.cased.isupper()
    whole = (piece.low, after.low) in index.names
    return not (known or whole or shouted) and piece.cased[:1].isupper() and after.word - piece.word <= 1


def _all_entries(lexicon: Lexicon) -> Iterable[tuple[list[Piece], Entry]]:
    """Every name with what it stands for; groups first, so that they win over a country's own list of bodies."""
    for row in lexicon.rows("actors/", "actor"):
        ambiguous = set(row.words("ambiguous"))
        homes = frozenset((*row.words("home"), row.get("country", "")))
        for text in dict.fromkeys((row["name"], *row.words("aliases"), *ambiguous)):
            yield _entry(text, row["id"], "group", row, (text in ambiguous, homes))
    for row in lexicon.rows("actors/countries", "country"):
        yield from _country_entries(row)
    countries = {row["id"]: row for row in lexicon.rows("actors/countries", "country")}
    for row in lexicon.rows("actors/offices", "office"):
        if row["country"] not in countries:
            raise row.wrong(f"no country {row['country']!r} in countries.toml")
        homes = frozenset((_code_of(countries[row["country"]]),))
        for words in ("words", "ambiguous"):
            for text in row.words(words):
                yield _entry(text, row["id"], "office", row, (words == "ambiguous", homes))
    for row in lexicon.rows("outlets", "outlet"):
        for text in (row["name"], *row.words("aliases")):
            yield _entry(text, row["id"], "outlet", row, (text in row.words("ambiguous"), frozenset((row.get("country", ""),))))


def _country_entries(row: Row) -> Iterable[tuple[list[Piece], Entry]]:
    ambiguous = frozenset(row.words("ambiguous"))
    homes = frozenset((_code_of(row),))
    yield _entry(row["name"], row["id"], "country", row, (False, homes))
    for words, sort in COUNTRY_FIELDS.items():
        for text in row.words(words):
            yield _entry(text, row["id"], sort, row, (text in ambiguous, homes))
    for body, suffix in BODIES.items():
        for text in row.words(f"{body}_names"):
            yield _entry(text, row["id"], suffix, row, (text in ambiguous, homes))
    yield _entry(row["government"], row["id"], "gov", row, (False, homes))


def _entry(text: str, id_: str, sort: str, row: Row, rest: tuple[bool, frozenset[str]]) -> tuple[list[Piece], Entry]:
    pieces = fold(text.split())
    if len(pieces) > 1 and pieces[0].low == "the":
        pieces = pieces[1:]
    cased = tuple(piece.cased for piece in pieces)
    ambiguous, homes = rest
    shouted = all(part.isupper() for part in cased) and sum(map(len, cased)) > 1
    capital = any(part != part.lower() for part in cased)
    return pieces, Entry(id_, sort, row, cased if shouted or ambiguous else None, ambiguous, capital, homes)


def _lands(index: ActorIndex, ids: Iterable[str]) -> frozenset[str]:
    """ISO 3166 codes of the lands among ids, by their own id ("syr") or a body's ("syr-mil")."""
    stems = (id_.rpartition("-")[0] if id_.rpartition("-")[2] in BODIES.values() else id_ for id_ in ids)
    return frozenset(index.codes[stem] for stem in stems if stem in index.codes)


def _code_of(row: Row) -> str:
    return str(row.get("iso3") or row.get("within", ""))


def _longest(keys: Iterable[tuple[str, ...]]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for key in keys:
        longest[key[0]] = max(longest.get(key[0], 0), len(key))
    return longest


def _rows_by_id(lexicon: Lexicon) -> dict[str, Row]:
    rows = {row["id"]: row for row in lexicon.rows("actors/", "actor")}
    for row in lexicon.rows("actors/countries", "country"):
        rows[row["id"]] = row
        rows.setdefault(_code_of(row), row)
    return rows


def _walk(
    index: ActorIndex, pieces: Sequence[Piece], allowed: frozenset[str], lenient: bool, strangers: frozenset[str]
) -> tuple[list[Span], bool]:
    """Spans from left to right, and whether an ambiguous name was passed over."""
    lows = tuple(piece.low for piece in pieces)
    shouting = len(pieces) > 3 and all(piece.cased == piece.cased.upper() for piece in pieces)
    spans: list[Span] = []
    doubtful, at = False, 0
    while at < len(lows):
        step = 1
        for size in range(min(index.longest.get(lows[at], 0), len(lows) - at), 0, -1):
            entries = index.names.get(lows[at : at + size])
            if entries is None or size == 1 and lows[at] in strangers:
                continue
            fitting = [entry for entry in entries if _cased_alike(entry, pieces[at : at + size], lenient)]
            sure = [entry for entry in fitting if not entry.ambiguous]
            shown = [] if shouting else [e for e in fitting if e.ambiguous and _shown(index, e, (pieces, at, size), allowed)]
            doubtful = doubtful or len(fitting) > len(sure) + len(shown)
            if sure or shown:
                spans.append(Span(at, at + size, tuple(_best_shown([*sure, *shown], allowed))))
                step = size
                break
        at += step
    return spans, doubtful


def _cased_alike(entry: Entry, pieces: Sequence[Piece], lenient: bool) -> bool:
    if entry.exact is not None:
        return entry.exact == tuple(piece.cased for piece in pieces)
    return lenient or not entry.capital or any(piece.cased != piece.low for piece in pieces)


def _shown(index: ActorIndex, entry: Entry, where: tuple[Sequence[Piece], int, int], allowed: frozenset[str]) -> bool:
    """Whether the report shows that an ambiguous name means this: by id or home, or, for a person, by a title beside it."""
    pieces, at, size = where
    if entry.sort == "office":
        before = at > 0 and pieces[at - 1].low in index.titles
        after = index.generics.get((pieces[at + size].low,), ()) if at + size < len(pieces) else ()
        return before or entry.id in allowed or any(g.row["id"] == "government" for g in after)
    return entry.id in allowed or ANY in allowed or not allowed.isdisjoint(entry.homes)


def _best_shown(entries: list[Entry], allowed: frozenset[str]) -> list[Entry]:
    """Entries with the report's own first; a group's before a country's body of the same name."""
    return sorted(entries, key=lambda e: (e.id not in allowed, allowed.isdisjoint(e.homes), e.ambiguous))


def _homes_shown(entry: Entry) -> frozenset[str]:
    """What a sure name shows of the report's lands: a country shows itself, a group or person only the one it belongs to."""
    return frozenset((str(entry.row.get("country", "")),)) if entry.sort == "group" else entry.homes


def _id_of(entry: Entry) -> str:
    return f"{entry.id}-{entry.sort}" if entry.sort in BODIES.values() else entry.id


def _unique(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
