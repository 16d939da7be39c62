"""Who the counted are: "20 people, including five children", "two soldiers and a farmer", "12, seven of whom were civilians".

In: a sentence and the words in it that count the killed, wounded …. Out: Parts, each a class of people with its own count and
words. The classes are in counts.toml ([[who]]). The one decision: a part that could belong to either of two tolls is given to none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from vedette.lexicon import Lexicon
from vedette.model import TOLLS, Mention, TollPart, TollWords
from vedette.resolving.counts import resolve_count

BEHIND = re.compile(
    r"\b(?:including|includes?|included|among (?:them|whom)|amongst them|(?:of|out of) (?:whom|them|these))\b"
    r"(?: were| was| are)?\s*(?:at least\s)?",
    re.IGNORECASE,
)
BEFORE = re.compile(
    r"(?P<count>(?:at least |more than |about )?[\w,.-]+(?: dozen)?) of (?:whom|them) (?:were|was|are|is)\s+(?P<who>[\w -]+)",
    re.IGNORECASE,
)
STOP = re.compile(
    r"[.;:()\[\]–—\"“”]|,? (?:were|was|have|had|who|when|after|in|at|by|on|from|near|while|during|according|said)\b"
    r"|, (?:and )?(?:\w+ing|\w+ed)\b"
)
JOINT = re.compile(r"\s*(?:,\s*(?:and|as well as)?|\band\b|\bas well as\b|\bplus\b)\s*")


COUNTED = re.compile(
    r"\s*(?:\d|an?\b|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b|dozens\b|several\b)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a list with where it begins in the sentence."""

    text: str
    start: int


def find_parts(sentence: Mention, toll: TollWords, lexicon: Lexicon) -> tuple[TollPart, ...]:
    """The parts of the tolls that `sentence` tells, in text order, each class once for a toll.

    >>> from vedette.lexicon import load
    >>> text = "Shelling killed 20 people, including five children."
    >>> words = TollWords(killed=Mention("20 people", 16, 25))
    >>> [(part.toll, part.who, part.count.value.low) for part in find_parts(Mention(text, 0, len(text)), words, load())]
    [('killed', 'children', 5)]
    """
    told = {field: mention for field in TOLLS if (mention := getattr(toll, field)) is not None and mention.plain is None}
    found: dict[tuple[str, str], TollPart] = {}
    for field, piece, counted in (*_before(sentence, told), *_behind(sentence, told), *_within(sentence, told)):
        who = _who(piece.text, lexicon)
        count = resolve_count(counted, lexicon) if who else None
        if who and count is not None and (field, who) not in found:
            start = sentence.start + piece.start
            found[field, who] = TollPart(field, who, Mention(piece.text, start, start + len(piece.text)), count)
    return tuple(sorted(found.values(), key=lambda part: part.mention.start))


def _behind(sentence: Mention, told: Mapping[str, Mention]) -> Iterator[tuple[str, _Piece, str]]:
    """What stands behind "including" and the like, to the end of its list."""
    for match in BEHIND.finditer(sentence.text):
        field = _owner(sentence.start + match.start(), told)
        if field is not None:
            for piece in _list(sentence.text, match.end()):
                yield field, piece, piece.text


def _before(sentence: Mention, told: Mapping[str, Mention]) -> Iterator[tuple[str, _Piece, str]]:
    """ "seven of whom were civilians"."""
    for match in BEFORE.finditer(sentence.text):
        field = _owner(sentence.start + match.start(), told)
        if field is not None:
            yield field, _Piece(match.group(), match.start()), f"{match['count']} {match['who']}"


def _within(sentence: Mention, told: Mapping[str, Mention]) -> Iterator[tuple[str, _Piece, str]]:
    """The members of the counted themselves: "two soldiers and a farmer"."""
    for field, mention in told.items():
        start = mention.start - sentence.start
        if start >= 0 and not BEHIND.search(mention.text):
            yield from ((field, piece, piece.text) for piece in _list(sentence.text[: mention.end - sentence.start], start))


def _owner(at: int, told: Mapping[str, Mention]) -> str | None:
    """The toll that a part told at an offset belongs to: the one that it stands in, or the only one before it."""
    around = [field for field, mention in told.items() if mention.start < at < mention.end]
    before = around or [field for field, mention in told.items() if mention.end <= at]
    return before[0] if len(before) == 1 else None


def _list(text: str, start: int) -> Iterator[_Piece]:
    """The members of a list; one behind a bare comma must begin with a number or "a", unlike in "four children, medics said"."""
    end = STOP.search(text, start)
    last = end.start() if end else len(text)
    at, bare = start, True
    for joint in (*JOINT.finditer(text, start, last), None):
        piece = text[at : joint.start() if joint else last]
        if piece.strip() and (bare or COUNTED.match(piece)):
            yield _Piece(piece.strip(), at + len(piece) - len(piece.lstrip()))
        at, bare = (joint.end(), joint.group().strip() != ",") if joint else (last, bare)


def _who(words: str, lexicon: Lexicon) -> str | None:
    """The class of the people that some words count, by the last word that tells one."""
    classes = _classes(lexicon)
    told = [classes[word] for word in re.findall(r"[a-z]+(?:-[a-z]+)*", words.lower()) if word in classes]
    return told[-1] if told else None


@lru_cache(maxsize=4)
def _classes(lexicon: Lexicon) -> dict[str, str]:
    return {word: row["id"] for row in lexicon.rows("counts", "who") for word in (*row.words("words"), *row.words("plural"))}
