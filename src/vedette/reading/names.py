"""Sentences -> Names: every name of a place, a party, a person or a day, found by look-up and by the parser together.

Look-up goes before the parser's own labels. A party's name that holds a place's ("Deir ez-Zor Military Council") is no
place; a country's name is both a place and a party.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from vedette.lexicon import Lexicon
from vedette.model import Name, Sentence
from vedette.reading.wording import mention_in
from vedette.resolving.actor_index import ActorHit, ActorIndex, actor_index, find_all_actors
from vedette.resolving.dates import find_dates
from vedette.resolving.gazetteer import Gazetteer
from vedette.resolving.place_words import words_of
from vedette.resolving.places import find_places

Label = Literal["actor", "place", "person", "demonym", "date"]
STATES = frozenset({"gov", "cop", "spy", "leg", "country"})
PLAIN_SORTS = {"outlet": "outlet", "office": "person", "mil": "military"}
GROUP_SECTORS = frozenset({"REB", "PRM", "CRM", "UAF", "PRE"})
SORT_OF_CANDIDATE = {
    "town": "town",
    "country": "country",
    "province": "province",
    "district": "area",
    "area": "area",
    "feature": "feature",
}


def find_names(sentences: Sequence[Sentence], gazetteer: Gazetteer, lexicon: Lexicon) -> tuple[Name, ...]:
    """All names of a report, by sentence and then by place in it."""
    index = actor_index(lexicon)
    hits = _all_hits(sentences, index)
    places = _placed(find_places(sentences, gazetteer, lexicon), sentences, gazetteer, lexicon)
    inside: dict[int, list[Name]] = {}
    for place in places:
        inside.setdefault(place.sentence, []).append(place)
    found: list[Name] = []
    for sentence in sentences:
        parties = list(_parties(sentence, hits[sentence.index], index))
        days = [
            _name(sentence, first, last, "date") for first, last in find_dates([token.text for token in sentence.tokens], lexicon)
        ]
        own = [name for name in inside.get(sentence.index, ()) if not _swallowed(name, parties)]
        people = list(_people(sentence, [*parties, *own]))
        found += sorted([*parties, *own, *people, *days], key=lambda name: (name.first, -name.last, name.label))
    return tuple(found)


def _all_hits(sentences: Sequence[Sentence], index: ActorIndex) -> dict[int, list[ActorHit]]:
    """Hits by sentence."""
    found = find_all_actors(index, [[token.text for token in sentence.tokens] for sentence in sentences])
    return {sentence.index: hits for sentence, hits in zip(sentences, found, strict=True)}


def _parties(sentence: Sentence, hits: Iterable[ActorHit], index: ActorIndex) -> Iterator[Name]:
    for hit in hits:
        if hit.sort in ("capital", "region"):
            continue
        label: Label = "demonym" if hit.sort == "demonym" else "actor"
        row = index.rows.get(hit.ids[0])
        called = tuple(row.words("kind_words")) if row is not None else ()
        yield replace(_name(sentence, hit.first, hit.last, label), sort=_sort(hit, index), called=called, ids=hit.ids)


def _sort(hit: ActorHit, index: ActorIndex) -> str:
    if hit.sort in STATES or hit.sort == "demonym":
        return "state"
    if hit.sort in PLAIN_SORTS:
        return PLAIN_SORTS[hit.sort]
    row = index.rows.get(hit.ids[0])
    sector = row.get("sector") if row is not None else None
    return "group" if sector in GROUP_SECTORS else "military" if sector == "MIL" else "body"


def _placed(names: Iterable[Name], sentences: Sequence[Sentence], gazetteer: Gazetteer, lexicon: Lexicon) -> list[Name]:
    """Names of places with their sort, by the best known place of the name."""
    kinds = words_of(lexicon).kinds
    tokens = {sentence.index: sentence.tokens for sentence in sentences}
    found = []
    for name in names:
        beside = [token.text.lower() for token in tokens[name.sentence][name.last : name.last + 1]]
        division = any(kinds.get(word) in ("province", "district") for word in beside)
        found.append(replace(name, sort=name.sort or _sort_of_place(name, division, gazetteer)))
    return found


def _sort_of_place(name: Name, division: bool, gazetteer: Gazetteer) -> str:
    """What a name is by itself; a division and the town that it is named after are the town unless "province" follows."""
    found = gazetteer.lookup(name.mention.text)
    if not found:
        return ""
    if found[0].kind in ("province", "district") and not division:
        towns = [one for one in found if one.kind == "town" and one.admin1 == found[0].admin1]
        if any(town.seat or town.capital or found[0].kind == "district" for town in towns):
            return "town"
    return SORT_OF_CANDIDATE[found[0].kind]


def _swallowed(place: Name, parties: Sequence[Name]) -> bool:
    """Whether a longer name of a party holds a place's name; a country's own name is both."""
    return any(
        party.first <= place.first
        and place.last <= party.last
        and party.label == "actor"
        and (party.last - party.first > place.last - place.first or party.sort != "state")
        for party in parties
    )


def _people(sentence: Sentence, taken: Sequence[Name]) -> Iterator[Name]:
    """Runs of tokens that the parser takes for a person and that no look-up has taken."""
    first = 0
    while first < len(sentence.tokens):
        last = first
        while last < len(sentence.tokens) and sentence.tokens[last].name == "PERSON":
            last += 1
        if last > first and not any(name.first < last and first < name.last for name in taken):
            yield replace(_name(sentence, first, last, "person"), sort="person")
        first = max(last, first + 1)


def _name(sentence: Sentence, first: int, last: int, label: Label) -> Name:
    return Name(mention_in(sentence, first, last), sentence.index, first, last, label, label == "demonym")
