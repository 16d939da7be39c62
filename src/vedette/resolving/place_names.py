"""Sentences -> names of places and demonyms in them, by look-up of capitalised words and the parser's labels together.

In: sentences, the index, the words beside places. Out: Names in text order, labelled place or demonym. The one decision: the
longest run of words that the index knows wins; a single plain or personal name needs the parser's word, a preposition or a
word for a kind of place beside it. Names of people, papers, units and clubs are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vedette.lexicon import Lexicon
from vedette.model import Mention, Name, Sentence, Token
from vedette.resolving.folding import fold
from vedette.resolving.gazetteer import Candidate, Gazetteer
from vedette.resolving.place_slots import Slots, slots_of
from vedette.resolving.place_tokens import (
    NO_PLACE,
    PLACE_LABELS,
    SHORT,
    capital,
    goes_on,
    in_dateline,
    lands_in,
    over_hyphens,
    people_in,
    renown,
    short_is_meant,
    text_of,
    tied_on,
    touches,
)
from vedette.resolving.place_words import Words, words_of

LONGEST = 9
# A town with this many people is known by its bare name, without evidence beside it.
FAMOUS = 400_000
KNOWN = 15_000
# A small word for a kind of place that can end a name: "Rafah crossing"; "Karak city" is Karak.
PART_OF_NAME = frozenset({"water", "land", "site"})


def find_places(sentences: Sequence[Sentence], gazetteer: Gazetteer, lexicon: Lexicon) -> tuple[Name, ...]:
    """Names of places and demonyms in the sentences, in text order, none overlapping another.

    A name that the parser calls a place and the index lacks is given too, so that it can be said to be unresolved.
    """
    words = words_of(lexicon)
    people = people_in(sentences, gazetteer, words)
    lands = lands_in(sentences, gazetteer, words)
    return tuple(
        name
        for sentence in sentences
        for name in _Finder(sentence, gazetteer, words, people, lands, slots_of(sentence.tokens, lexicon)).names()
    )


@dataclass(slots=True)
class _Finder:
    """One sentence being read."""

    sentence: Sentence
    gazetteer: Gazetteer
    words: Words
    people: frozenset[str]
    lands: frozenset[str]
    slots: Slots
    listed: int = -1  # where the last name of a place ended: what "and" joins to it is one too

    def names(self) -> Iterator[Name]:
        tokens = self.sentence.tokens
        at = 0
        while at < len(tokens):
            found = self._at(at)
            if found is None:
                at += 1
                continue
            yield found
            self.listed = found.last if found.label == "place" else -1
            at = max(found.last, at + 1)

    def _at(self, first: int) -> Name | None:
        tokens = self.sentence.tokens
        token = tokens[first]
        if not (capital(token.text) or self._article(first)) or token.name in NO_PLACE:
            return None
        ends = self._ends(first)
        if (seat := self._seat(first, ends)) is not None:
            return seat
        for last in reversed(ends):
            if self._demonym(first, last):
                return self._name(first, last, demonym=True)
            text = text_of(tokens[first:last])
            if self.gazetteer.knows(fold(text)) and self._is_place(first, last, text):
                return self._name(first, self._with_kind(first, last))
        return self._compound(first) or self._parsers(first) or self._told_to_be(first)

    def _seat(self, first: int, ends: Sequence[int]) -> Name | None:
        """ "the Syrian capital", where no name of it follows."""
        tokens = self.sentence.tokens
        for last in ends:
            if last < len(tokens) and tokens[last].text == "capital" and self._demonym(first, last):
                following = [token for token in tokens[last + 1 : last + 3] if token.text not in (",", "of")][:1]
                named = any(capital(token.text) or token.text in self.words.kinds for token in following)
                return self._name(first, last + 1) if not named else None
        return None

    def _compound(self, first: int) -> Name | None:
        """The country in a word that the parser left whole: "U.S.-led"."""
        token = self.sentence.tokens[first]
        head, hyphen, tail = token.text.rpartition("-")
        if not hyphen or not tail.islower() or not head.replace(".", "").isupper() or token.end - token.start != len(token.text):
            return None
        found = self.gazetteer.lookup(head)
        if not found or found[0].kind != "country":
            return None
        return Name(Mention(head, token.start, token.start + len(head)), self.sentence.index, first, first + 1, "place")

    def _with_kind(self, first: int, last: int) -> int:
        """The end of the name with a capitalised word for a kind of division that follows it: "Adair County"."""
        tokens = self.sentence.tokens
        if self._abbreviated(first, last):
            return last + 1
        if last >= len(tokens) or not capital(tokens[last].text) or tokens[last].start != tokens[last - 1].end + 1:
            return last
        if self.words.kinds.get(tokens[last].text.lower()) not in ("province", "district"):
            return last
        bare = self.gazetteer.lookup(text_of(tokens[first:last]))
        after = tokens[last + 1].text if last + 1 < len(tokens) else ""
        if tokens[last].text == "State" and capital(after):
            return last
        return last + 1 if any(c.kind in ("province", "district") for c in bare) else last

    def _abbreviated(self, first: int, last: int) -> bool:
        """Whether the point after the name is its own, as in "Barrie, Ont., said"."""
        tokens = self.sentence.tokens
        if last + 1 >= len(tokens) or tokens[last].text != "." or tokens[last].start != tokens[last - 1].end:
            return False
        return first > 0 and tokens[first - 1].text == "," and any(not c.own for c in self.gazetteer.lookup(tokens[first].text)[:1])

    def _article(self, first: int) -> bool:
        """A small article that begins a name: "al-Qaim", which the parser splits in three."""
        tokens = self.sentence.tokens
        return (
            tokens[first].text in self.words.articles
            and first + 2 < len(tokens)
            and tokens[first + 1].text in ("-", "–")
            and capital(tokens[first + 2].text)
            and tokens[first].end == tokens[first + 1].start
        )

    def _ends(self, first: int) -> list[int]:
        """Where a name that begins at `first` may end: after each capitalised word, over small words and hyphens."""
        tokens = self.sentence.tokens
        ends = []
        for at in range(first, min(first + LONGEST, len(tokens))):
            text = tokens[at].text
            if (
                capital(text)
                or (at > first and text.isdigit())
                or (
                    at > first
                    and tokens[at - 1].text in ("-", "–", "’", "'", "`")
                    and text.isalpha()
                    and tokens[at].start == tokens[at - 1].end
                )
            ):
                ends.append(at + 1)
            elif text not in self.words.joint and not (at > first and text in self.words.kinds and at + 1 <= len(tokens)):
                break
            elif self.words.kinds.get(text) in PART_OF_NAME:
                ends.append(at + 1)
        return ends

    def _demonym(self, first: int, last: int) -> bool:
        tokens = self.sentence.tokens
        text = text_of(tokens[first:last])
        if (text not in self.words.demonyms and text not in self.words.peoples) or not capital(tokens[first].text):
            return False
        following = tokens[last] if last < len(tokens) else None
        hyphened = first > 0 and tokens[first - 1].text == "-" and tokens[first - 1].end == tokens[first].start
        if all(token.name == "PERSON" for token in tokens[first:last]) and not hyphened:
            return False
        return not (following is not None and tokens[first].name == "LANGUAGE" and following.text == "language")

    def _is_place(self, first: int, last: int, text: str) -> bool:
        tokens = self.sentence.tokens
        before = tokens[first - 1] if first else None
        after = tokens[last] if last < len(tokens) else None
        if self._barred(before, after, first, last):
            return False
        candidates = self.gazetteer.lookup(text)
        if not candidates or not self._whole(first, last, candidates) or self._only_a_name(first, last, candidates):
            return False
        if last - first == 1 and text.lower() in self.words.articles and text.istitle():
            return False  # "Al", whose name goes on behind it and is not known
        if last - first == 1 and len(fold(text)) <= SHORT and not short_is_meant(tokens[first], before, after, candidates):
            return False
        labels = {token.name for token in tokens[first:last] if token.text not in ("-", "–")}
        best = max(candidates, key=renown)
        famous = best.kind in ("country", "area", "feature") or best.population >= FAMOUS or best.kind == "province"
        single = last - first == 1
        sort = self.words.common.get(fold(text))
        if sort in ("direction", "building"):
            return False
        evidence = self._evidence(before, after, first) or last - 1 in self.slots.either or in_dateline(tokens, first, last)
        if self._within_longer(first, last, best if famous or best.population >= KNOWN and best.own else None):
            return False
        if not famous and (self._cut_out(first, last) or tied_on(tokens, first, last, self.gazetteer)):
            return False
        if labels & {"PERSON"}:
            return self._although_person(first, last, sort, candidates)
        if single and fold(text) in self.people and not labels & PLACE_LABELS and not evidence:
            return False
        if labels & PLACE_LABELS:
            return sort != "organisation" or evidence
        if sort is not None and not famous:
            return evidence and sort != "organisation"
        if famous and best.own:
            return sort != "organisation"
        if not single:
            return best.population >= KNOWN or best.curated or evidence
        if self._starts(first) and tokens[first].tag not in ("NNP", "NNPS"):
            return False
        return evidence or famous or best.population >= KNOWN and best.own and tokens[first].tag in ("NNP", "NNPS")

    def _only_a_name(self, first: int, last: int, candidates: Sequence[Candidate]) -> bool:
        """ "the Madina mosque": a house named after a place of no country that the report speaks of."""
        tokens = self.sentence.tokens
        after = tokens[last].text if last < len(tokens) else ""
        the = first > 0 and tokens[first - 1].text.lower() == "the"
        return bool(the and self.lands and after in self.words.named_after and self.lands.isdisjoint(c.country for c in candidates))

    def _whole(self, first: int, last: int, candidates: Sequence[Candidate]) -> bool:
        """Whether the words are a name's own: "The" begins few, and a small word after a hyphen is seldom its end."""
        tokens = self.sentence.tokens
        if tokens[first].text in ("The", "A", "An", "In", "At"):
            return any(c.own and c.name.startswith(tokens[first].text + " ") for c in candidates)
        if not capital(tokens[last - 1].text) and tokens[last - 1].text not in self.words.kinds:
            return candidates[0].tier == "exact"
        following = tokens[last : last + 2]
        hyphened = len(following) == 2 and following[0].text == "-" and following[0].start == tokens[last - 1].end
        return not (hyphened and tokens[last - 1].name == "PERSON")

    def _barred(self, before: Token | None, after: Token | None, first: int, last: int) -> bool:
        """A paper, a unit, a club, a person: what stands beside the name makes it the name of something else."""
        tokens = self.sentence.tokens
        if after is not None and after.text in self.words.after and touches(tokens[last - 1], after):
            return not (after.name in PLACE_LABELS and tokens[last - 1].name in PLACE_LABELS)
        if before is None:
            return False
        if before.text in self.words.before and before.name not in PLACE_LABELS:
            return True
        if before.text in self.words.titles and before.text not in ("General", "Major", "Chief"):
            return True
        return before.name == "PERSON" and tokens[first].name == "PERSON" and capital(before.text)

    def _within_longer(self, first: int, last: int, known: Candidate | None) -> bool:
        """Whether the parser gives the words as part of a longer name of another thing.

        A well-known place inside the name of a body ("Kentucky State Police") is where the body is, and stays.
        """
        tokens = self.sentence.tokens
        for at, edge in ((first - 1, first), (last, last - 1)):
            if not 0 <= at < len(tokens) or tokens[at].name != tokens[edge].name or not tokens[at].name:
                continue
            label, text = tokens[at].name, tokens[at].text
            if label in ("GPE", "LOC") or not (capital(text) or text in ("of", "for", "de", "&")):
                continue
            if label == "ORG" and known is not None and self.words.common.get(fold(tokens[first].text)) is None:
                continue
            if label == "FAC" and text.lower() in self.words.kinds and known is not None:
                continue
            return True
        return False

    def _although_person(self, first: int, last: int, sort: str | None, candidates: Sequence[Candidate]) -> bool:
        """The parser often calls names of towns persons; a place only where more speaks for it.

        After "in" or "the town of" a place of a country that the report speaks of is enough.
        """
        tokens = self.sentence.tokens
        best = max(candidates, key=renown)
        before, after = tokens[first - 1] if first else None, tokens[last] if last < len(tokens) else None
        if fold(text_of(tokens[first:last])) in self.people or (sort is not None and not self._called(after, first)):
            return False
        if last - 1 in self.slots.only:
            return True
        evidence = self._evidence(before, after, first) or last - 1 in self.slots.either
        if self._inside(before, after, first) and any(c.country in self.lands and (c.own or c.curated) for c in candidates):
            return True
        if last - first > 1:
            return evidence or best.curated or best.population >= KNOWN
        return evidence and (best.population >= KNOWN or best.curated) or best.kind in ("country",) or best.population >= 4 * FAMOUS

    def _inside(self, before: Token | None, after: Token | None, first: int) -> bool:
        """Words that leave no doubt: "in X", "the town of X", "X village", "control of X"."""
        if self._called(after, first):
            return True
        if before is None:
            return False
        return before.text.lower() in self.words.within or before.text.lower() == "of" and self._of(first)

    def _called(self, after: Token | None, first: int) -> bool:
        """Whether the text says what kind of place it is: "X village", "the southern town of X"."""
        tokens = self.sentence.tokens
        if after is not None and after.text in self.words.kinds:
            return True
        return first > 1 and tokens[first - 1].text == "of" and tokens[first - 2].text in self.words.kinds

    def _evidence(self, before: Token | None, after: Token | None, first: int) -> bool:
        """A preposition, a direction or a word for a kind of place beside the name, or that it fell."""
        tokens = self.sentence.tokens
        if after is not None and (after.text in self.words.kinds or after.text in self.words.falls):
            return True
        if before is None:
            return False
        word = before.text.lower()
        if word in ("and", "or") and first - 1 == self.listed:
            return True
        if word == "to" and first > 1 and tokens[first - 2].text.lower() == "according":
            return False
        if word in self.words.at or word == "the" and first > 1 and tokens[first - 2].text.lower() in self.words.at:
            return True
        if word == "on" and first > 1:
            return tokens[first - 2].text.lower() in self.words.onto
        return word == "of" and self._of(first)

    def _of(self, first: int) -> bool:
        """Whether the word before "of" is of a place: "the town of X", "the north of X", "control of X"."""
        word = self.sentence.tokens[first - 2].text.lower() if first > 1 else ""
        return word in self.words.kinds or word in self.words.parts or word in self.words.held

    def _cut_out(self, first: int, last: int) -> bool:
        """Whether a lesser town's name is only a piece of a longer one that the index lacks: "Bani" of "Bani Fadil"."""
        tokens = self.sentence.tokens
        if last < len(tokens) and goes_on(tokens[last - 1], tokens[last], self.words):
            return tokens[last].text.lower() not in self.words.kinds
        if (
            not first
            or first == 1
            and tokens[0].tag not in ("NNP", "NNPS")
            or not goes_on(tokens[first - 1], tokens[first], self.words)
        ):
            return False
        text = tokens[first - 1].text
        return text.lower() not in self.words.kinds and text.lower() not in self.words.parts and text not in self.words.titles

    def _told_to_be(self, first: int) -> Name | None:
        """A name that neither index nor parser knows and that the text calls a town or a village: "Tha Byar village"."""
        tokens = self.sentence.tokens
        last = first
        while last < len(tokens) and last - first < LONGEST and capital(tokens[last].text) and tokens[last].tag in ("NNP", "NNPS"):
            last = over_hyphens(tokens, last + 1)
        following = tokens[last].text if last < len(tokens) else ""
        called = self.words.kinds.get(following) in ("town", "suburb", "district") and last - first < 5
        alone = over_hyphens(tokens, first + 1) == last
        meant = alone and first in self.slots.only and fold(tokens[first].text) not in self.people
        of_kind = first > 1 and tokens[first - 1].text == "of" and tokens[first - 2].text in ("village", "town", "city", "hamlet")
        if last == first or not (called or of_kind or meant) or first and goes_on(tokens[first - 1], tokens[first], self.words):
            return None
        if any(token.text in self.words.demonyms or token.text in self.words.peoples for token in tokens[first:last]):
            return None
        text = text_of(tokens[first:last])
        if fold(text) in self.words.common or fold(text) in self.words.kinds or text in ("The", "A", "This"):
            return None
        return self._name(first, last)

    def _starts(self, first: int) -> bool:
        return first == 0 or self.sentence.tokens[first - 1].text in ('"', "“", "‘", ":", "—", "–", "-")

    def _parsers(self, first: int) -> Name | None:
        """A name that the parser calls a place and the index does not know, whole and without "the"."""
        tokens = self.sentence.tokens
        label = tokens[first].name
        if label not in PLACE_LABELS or not capital(tokens[first].text):
            return None
        if first and tokens[first - 1].name == label and tokens[first - 1].text not in ("the", "The", "'s", "’s", ",", "and"):
            return None
        last = first + 1
        while last < len(tokens) and tokens[last].name == label and tokens[last].text not in ("'s", "’s", ",", "and", "("):
            last += 1
        while last > first + 1 and not capital(tokens[last - 1].text):
            last -= 1
        last = over_hyphens(tokens, last)
        first += tokens[first].text in ("The", "A", "An") and last > first + 1
        text = text_of(tokens[first:last])
        if text in ("The", "A") or fold(text) in self.people or fold(text) in self.words.common:
            return None
        before = tokens[first - 1] if first else None
        if label != "FAC" and self._barred(before, tokens[last] if last < len(tokens) else None, first, last):
            return None
        return self._name(first, last) if label != "FAC" or last - first > 1 else None

    def _name(self, first: int, last: int, *, demonym: bool = False) -> Name:
        tokens = self.sentence.tokens[first:last]
        mention = Mention(text_of(tokens), tokens[0].start, tokens[-1].end)
        label = "demonym" if demonym else "place"
        return Name(mention, self.sentence.index, first, last, "demonym" if label == "demonym" else "place", demonym)
