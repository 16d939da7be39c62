"""What single words of a report tell before names of places are looked for: its people, its countries, short names.

In: sentences or tokens, the index, the words beside places. Out: small facts that the search for names rests on.
"""

from __future__ import annotations

from collections.abc import Sequence

from vedette.model import Sentence, Token
from vedette.resolving.folding import fold
from vedette.resolving.gazetteer import Candidate, Gazetteer
from vedette.resolving.place_words import Words

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
NO_PLACE = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY"})
SHORT = 3
SIZABLE = 50_000  # a town of three letters (Gao, Goa) needs this many people where only a preposition speaks for it
WHERE = frozenset({"in", "near", "at", "outside", "around"})
SAYING = frozenset({"say", "tell", "add", "write"})


def people_in(sentences: Sequence[Sentence], gazetteer: Gazetteer, words: Words) -> frozenset[str]:
    """The last words of full names of persons in the report: afterwards they stand alone and mean the person.

    Two capitalised words that say something ("Ishaku Madaki said") are a person's too, where they name no place.
    """
    found: set[str] = set()
    for sentence in sentences:
        tokens = sentence.tokens
        for token, after in zip(tokens, tokens[1:], strict=False):
            if token.name == "PERSON" and after.name == "PERSON" and after.text[:1].isupper():
                last = tokens[after.index + 1] if after.index + 1 < len(tokens) else None
                if last is None or last.name != "PERSON":
                    found.add(fold(after.text))
            if _says(sentence, token, after) and not gazetteer.knows(fold(text_of((token, after)))):
                found.add(fold(after.text))
            if token.text in words.titles and after.text[:1].isupper() and after.name in ("PERSON", ""):
                found.add(fold(after.text))
    return frozenset(found)


def _says(sentence: Sentence, token: Token, after: Token) -> bool:
    """Whether two proper nouns side by side are who says what the sentence tells."""
    verb = sentence.tokens[after.head]
    named = token.tag == after.tag == "NNP" and token.head == after.index and after.dep == "nsubj" and touches(token, after)
    return named and verb.lemma in SAYING and token.name not in PLACE_LABELS and after.name not in PLACE_LABELS


def lands_in(sentences: Sequence[Sentence], gazetteer: Gazetteer, words: Words) -> frozenset[str]:
    """The countries (alpha-3) that a report speaks of, by their names, their peoples and their provinces."""
    capitals = {token.text for sentence in sentences for token in sentence.tokens if capital(token.text)}
    peoples = {words.demonyms[text] for text in capitals & words.demonyms.keys()}
    named = (c for text in capitals if len(text) > SHORT for c in gazetteer.lookup(text)[:1] if c.kind in ("country", "province"))
    return frozenset(peoples | {c.country for c in named})


def capital(text: str) -> bool:
    """Whether a word begins with a capital, also behind an apostrophe."""
    return text[:1].isupper() or (text[:1] in "'‘’`ʻ" and text[1:2].isupper())


def short_is_meant(token: Token, before: Token | None, after: Token | None, candidates: Sequence[Candidate]) -> bool:
    """A name of up to three letters: an abbreviation stands in capitals or ends with a point, a real name is the parser's place.

    Two capitals that stand for a province ("KY", "IN", "OR") must follow a comma, as in an address.
    """
    letters = token.text.replace(".", "")
    short = [candidate for candidate in candidates if candidate.curated and not candidate.own]
    if letters.isupper() and len(letters) > 1:
        if short and short[0].kind == "province" and len(letters) == 2 and "." not in token.text:
            return before is not None and before.text == ","
        return bool(short)
    if token.text.endswith(".") or (after is not None and after.text == "." and after.start == token.end and short):
        return bool(short) and before is not None and before.text == ","
    own = [candidate for candidate in candidates if candidate.own]
    where = before is not None and before.text.lower() in WHERE and token.tag == "NNP"
    return bool(own) and (token.name in PLACE_LABELS or (where and any(candidate.population >= SIZABLE for candidate in own)))


def text_of(tokens: Sequence[Token]) -> str:
    """The words as they stand in the report, as far as tokens tell: a gap is a space."""
    pieces = [tokens[0].text]
    for before, token in zip(tokens, tokens[1:], strict=False):
        pieces.append((" " if token.start > before.end else "") + token.text)
    return "".join(pieces)


def renown(candidate: Candidate) -> tuple[bool, int]:
    """What makes a name stand without evidence: being a country, province or feature, else the people of the town."""
    return candidate.kind not in ("town", "district"), candidate.population


def touches(one: Token, other: Token) -> bool:
    """Whether nothing but a space stands between two words."""
    return other.start - one.end <= 1


def over_hyphens(tokens: Sequence[Token], last: int) -> int:
    """The end of a name that ends at `last`, with what hyphens tie to it: "Pont-Sonde"."""
    while last + 1 < len(tokens) and _tied(tokens, last) and capital(tokens[last + 1].text):
        last += 2
    return last


def tied_on(tokens: Sequence[Token], first: int, last: int, gazetteer: Gazetteer) -> bool:
    """Whether a hyphen ties words to a name that nobody knows: "Pont" of "Pont-Sonde". Two places so tied are both meant."""
    beyond = [at for at, dash in ((first - 2, first - 1), (last + 1, last)) if 0 <= at < len(tokens) and _tied(tokens, dash)]
    return any(capital(tokens[at].text) and not gazetteer.knows(fold(tokens[at].text)) for at in beyond)


def _tied(tokens: Sequence[Token], dash: int) -> bool:
    """Whether a token is a hyphen with no space on either side."""
    if not 0 < dash < len(tokens) - 1 or tokens[dash].text not in ("-", "–"):
        return False
    return tokens[dash - 1].end == tokens[dash].start and tokens[dash].end == tokens[dash + 1].start


def goes_on(one: Token, other: Token, words: Words) -> bool:
    """Whether two capitalised words stand side by side with nothing that parts them."""
    if other.start != one.end + 1 or one.name != other.name or one.name in NO_PLACE:
        return False
    return all(
        capital(token.text)
        and token.tag in ("NNP", "NNPS")
        and token.text.isalpha()
        and token.text not in words.demonyms
        and words.common.get(fold(token.text)) != "direction"
        for token in (one, other)
    )


def in_dateline(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a name in capitals opens a paragraph before a comma or a dash: "GLASGOW, Ky. (WBKO) —"."""
    if first or last >= len(tokens) or not all(token.text.isupper() or not token.text.isalpha() for token in tokens[:last]):
        return False
    return tokens[last].text in (",", "-", "–", "—", "(", "--") and len(tokens[0].text) > SHORT
