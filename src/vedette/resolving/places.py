"""Names of places -> what they mean, over a whole report; and one phrase -> a ranked list.

In: the Names that `find_places` found and the sentences they stand in. Out: a PlaceMention for each, with a place, a score and a
reason, or no place and the reason why. The one decision: a name means one thing throughout a report, chosen by all its mentions.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from vedette.lexicon import Lexicon, load
from vedette.model import Match, Name, Place, PlaceMention, Precision, Sentence, Token
from vedette.resolving.folding import fold
from vedette.resolving.gazetteer import Candidate, Gazetteer
from vedette.resolving.place_beside import BETWEEN, amid, beside, led_by, moved
from vedette.resolving.place_choice import KNOWN, Choice, Link, Query, choose
from vedette.resolving.place_names import find_places
from vedette.resolving.place_tails import LONGEST, tailed
from vedette.resolving.place_words import Words, words_of

COMMA, OWNER, IN, DEMONYM = 5.0, 3.5, 3.0, 3.0
LONGEST_GAP = 8
MOST = 10
# The precision that the radius of a town, an area or a feature stands for; wider than the last is as vague as a country.
BY_RADIUS: tuple[tuple[float, Precision], ...] = ((12.0, "exact"), (60.0, "district"), (450.0, "province"))


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of a report beside its text: the country (alpha-3) of its outlet, if any."""

    country: str | None = None


def resolve_places(
    names: Sequence[Name],
    sentences: Sequence[Sentence],
    gazetteer: Gazetteer,
    context: Context | None = None,
    *,
    lexicon: Lexicon | None = None,
) -> tuple[PlaceMention, ...]:
    """What each name means, in the order of the names."""
    words = words_of(lexicon or load())
    by_index = {sentence.index: sentence for sentence in sentences}
    queries: list[Query] = []
    number: dict[tuple[str, str], int] = {}
    of_name: list[int] = []
    for name in names:
        hint = _hint(name, by_index[name.sentence], words)
        country = words.demonyms.get(name.mention.text) if name.demonym else None
        key = (fold(name.mention.text), "demonym" if name.demonym else hint)
        if key not in number:
            number[key] = len(queries)
            found = _demonym(name.mention.text, words, gazetteer) if name.demonym else _called(name.mention.text, words, gazetteer)
            queries.append(Query(name.mention.text, hint, 0, found, country=country))
        queries[number[key]].count += 1
        of_name.append(number[key])
    _link(names, of_name, queries, by_index, words)
    choices = choose(queries, gazetteer, context.country if context else None)
    mentions = [_mention(name, choices[of_name[n]]) for n, name in enumerate(names)]
    leads = [_lead(name, by_index[name.sentence]) for name in names]
    tails = [[token.text for token in by_index[name.sentence].tokens[name.last : name.last + LONGEST]] for name in names]
    return tuple(tailed(tuple(beside(mentions, leads, words)), tails, words))


def _lead(name: Name, sentence: Sentence) -> str:
    """The words of its sentence before a name, the last dozen, as they are read aloud."""
    return " ".join(token.text for token in sentence.tokens[max(0, name.first - 12) : name.first])


def _hint(name: Name, sentence: Sentence, words: Words) -> str:
    """The kind of place that the words beside a name give: "X province", "the town of X"."""
    if name.demonym:
        return ""
    tokens = sentence.tokens
    own = tokens[name.last - 1].text
    if name.last - name.first > 1 and own.lower() in words.kinds:
        return words.kinds[own.lower()]
    after = tokens[name.last].text if name.last < len(tokens) else ""
    if after in words.kinds or (after.lower() in words.kinds and after[:1].isupper()):
        return words.kinds[after.lower()]
    before = [token.text.lower() for token in tokens[max(0, name.first - 2) : name.first]]
    if len(before) == 2 and before[1] == "of" and before[0] in words.kinds:
        return words.kinds[before[0]]
    return words.kinds[before[-1]] if before and before[-1] in words.kinds else ""


def _called(text: str, words: Words, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """The places of a name, or of the name without its word for a kind of place: "Adair County", "Fars Province"."""
    found = gazetteer.lookup(text)
    if found and all(c.kind == "town" and c.population < KNOWN for c in found):
        found = gazetteer.lookup_with_articles(text)
    bare, _, kind = text.rpartition(" ")
    if not bare or words.kinds.get(kind.lower()) not in ("province", "district"):
        return found
    areas = tuple(c for c in gazetteer.lookup(bare) if c.kind in ("province", "district"))
    return tuple({c.row: c for c in (*found, *areas)}.values())


def _demonym(text: str, words: Words, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    if text in words.demonyms:
        return gazetteer.country(words.demonyms[text])
    found = gazetteer.lookup(words.peoples.get(text, text))
    return found[:1] if found and found[0].kind in ("country", "area", "feature") else found


def _link(names: Sequence[Name], of_name: list[int], queries: list[Query], by_index: dict[int, Sentence], words: Words) -> None:
    """Notes for each query which others the text says it lies in."""
    for at, (name, after) in enumerate(zip(names, names[1:], strict=False)):
        if name.sentence != after.sentence or after.first - name.last > LONGEST_GAP:
            continue
        one, two = of_name[at], of_name[at + 1]
        tokens = by_index[name.sentence].tokens
        gap = [token.text for token in tokens[name.last : after.first]]
        weight, inward = _joined(name, after, gap, words)
        if one == two or not weight or (weight == COMMA and _listed(queries[one], queries[two], tokens, name, after)):
            continue
        inner, outer = (one, two) if inward else (two, one)
        queries[inner].links.append(Link(outer, weight))
        if not queries[outer].country:
            queries[outer].holds.append(Link(inner, weight * 0.6))
    _chain(queries)


def _chain(queries: list[Query]) -> None:
    """In "Fo (Houet, Hauts-Bassins)" the first lies in the last too."""
    for query in queries:
        further = [
            Link(beyond.inside, COMMA)
            for link in query.links
            if link.weight == COMMA
            for beyond in queries[link.inside].links
            if beyond.weight == COMMA and queries[beyond.inside] is not query
        ]
        query.links.extend(further[:2])


def _joined(name: Name, after: Name, gap: Sequence[str], words: Words) -> tuple[float, bool]:
    """How plainly one name is put inside the other, and whether the first lies in the second."""
    if after.demonym:
        return 0.0, True
    if name.demonym:
        return (DEMONYM if _of_people(gap, words) else 0.0), False
    if not gap:
        return 0.0, True
    if gap in ([","], ["("]) or (len(gap) == 2 and gap[0] in words.kinds and gap[1] in (",", "(")):
        return COMMA, True
    if gap[0] in ("'s", "’s", "'", "’") and all(
        word in words.parts or word in words.kinds or word in ("of", "-") for word in gap[1:]
    ):
        return OWNER, False
    lead = [word for word in gap if word not in ("the", ",", "-") and word not in words.parts]
    if (
        lead
        and lead[-1] in words.inside
        and all(word in words.kinds or word in words.inside or word in ("a", "an") for word in lead)
    ):
        return IN, True
    return 0.0, True


def _of_people(gap: Sequence[str], words: Words) -> bool:
    """ "the Syrian border town of X": a word for a kind of place close behind the people's name, and nothing but "of" after it."""
    kinds = [at for at, word in enumerate(gap[:3]) if word in words.kinds]
    return bool(kinds) and all(word in ("of", "-", "the") for word in gap[kinds[-1] + 1 :])


def _listed(one: Query, two: Query, tokens: Sequence[Token], name: Name, after: Name) -> bool:
    """Whether a comma between two names is that of a list: "Russia, China and Iran", "in Homs, Hama, Idlib"."""
    if any(c.kind == "country" for c in one.candidates) and any(c.kind == "country" for c in two.candidates):
        return True
    before = tokens[name.first - 1].text if name.first else ""
    following = [token.text for token in tokens[after.last : after.last + 2]]
    return following[:1] in (["and"], ["or"]) and before == "," or following == [",", "and"]


def _mention(name: Name, choice: Choice) -> PlaceMention:
    if choice.candidate is None:
        return PlaceMention(name.mention, name.demonym, None, choice.reason)
    reason = f"{name.mention.text} is said of {choice.candidate.name}" if name.demonym else choice.reason
    return PlaceMention(name.mention, name.demonym, Match(_place(choice.candidate), choice.score, reason), reason)


def _place(candidate: Candidate) -> Place:
    return Place(
        name=candidate.name,
        geonames_id=candidate.geonames_id,
        country=candidate.country or None,
        admin1=candidate.admin1_name,
        latitude=candidate.latitude,
        longitude=candidate.longitude,
        precision=_precision(candidate),
        radius_km=candidate.radius_km,
        sort="area" if candidate.kind == "district" else candidate.kind,
        population=candidate.population or None,
    )


def _precision(candidate: Candidate) -> Precision:
    if candidate.kind in ("country", "province", "district"):
        return candidate.kind
    for most, precision in BY_RADIUS:
        if candidate.radius_km <= most or (candidate.kind == "town" and precision == "exact"):
            return precision
    return "country"


def resolve_place(
    phrase: str, gazetteer: Gazetteer, *, country: str | None = None, lexicon: Lexicon | None = None
) -> list[Match[Place]]:
    """Every place that a phrase may mean, best first, at most ten; [] where nothing fits.

    `phrase` may carry "the city of", "province", "near", "north of" and ", Syria". `country` (alpha-3) keeps only its places.
    """
    words = words_of(lexicon or load())
    text = " ".join(phrase.split())
    lead, core = led_by(text, words)
    if lead:
        ends = core.split(" and ", 1) if lead == BETWEEN else [core]
        wholes = [resolve_place(end, gazetteer, country=country, lexicon=lexicon) for end in ends]
        if lead == BETWEEN:
            return [amid(wholes[0][0], wholes[1][0])] if len(wholes) == 2 and all(wholes) else []
        return [moved(match, lead, words) for match in wholes[0]]
    text, hint = _bare(text, words)
    outer = None
    if "," in text and not gazetteer.lookup(text):
        text, _, rest = text.partition(",")
        outer = Query(rest.strip(), "", 1, gazetteer.lookup(_bare(rest.strip(), words)[0]))
    query = Query(text.strip(), hint, 1, gazetteer.lookup(text.strip()))
    queries = [query]
    if outer is not None:
        queries.append(outer)
        query.links.append(Link(1, COMMA))
    if country is not None:
        query.candidates = tuple(c for c in query.candidates if country in c.countries)
        queries.append(Query(country, "", 1, gazetteer.country(country), country=country))
        query.links.append(Link(len(queries) - 1, COMMA))
    first = choose(queries, gazetteer)[0]
    found = [first] if first.candidate is not None else []
    for other in query.candidates if found else ():
        if first.candidate is not None and other.row != first.candidate.row and len(found) < MOST:
            found.append(_alone(replace_candidates(queries, other), gazetteer, first.score))
    matches = [Match(_place(c.candidate), c.score, c.reason) for c in found if c.candidate is not None]
    return sorted(matches, key=lambda match: -match.score)


def replace_candidates(queries: Sequence[Query], only: Candidate) -> list[Query]:
    """The same queries, the first with one candidate left."""
    first = queries[0]
    return [Query(first.text, "", 1, (only,), links=first.links), *queries[1:]]


def _alone(queries: list[Query], gazetteer: Gazetteer, ceiling: float) -> Choice:
    only = queries[0].candidates[0]
    choice = choose(queries, gazetteer)[0]
    if choice.candidate is None or choice.candidate.row != only.row:
        return Choice(None, 0.0, choice.reason)
    worth = min(1.0, math.log10(only.population + 10) / 7)
    where = ", ".join(filter(None, (only.name, only.admin1_name, only.country)))
    return Choice(only, round(ceiling * 0.7 * worth, 2), f"{where}: another place of that name")


def _bare(phrase: str, words: Words) -> tuple[str, str]:
    """The name alone of "the city of X", "X province", and the kind that the words give."""
    text = phrase.strip()
    for article in ("the ", "The ", "a ", "A "):
        text = text.removeprefix(article)
    tokens = text.split(" ")
    for length in (2, 1):
        lead = " ".join(tokens[:length]).lower()
        if len(tokens) > length + 1 and tokens[length].lower() == "of" and lead in words.kinds:
            return " ".join(tokens[length + 1 :]), words.kinds[lead]
        tail = " ".join(tokens[-length:]).lower()
        if len(tokens) > length and tail in words.kinds and "," not in text:
            return " ".join(tokens[:-length]), words.kinds[tail]
    if len(tokens) > 1 and tokens[0].lower() in words.parts and tokens[0].islower():
        return " ".join(tokens[1:]), ""
    return text, ""


__all__ = ["Context", "find_places", "resolve_place", "resolve_places"]
