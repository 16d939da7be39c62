"""Resolves words of number ("at least 14", "dozens", "six, including two children") into a low and a high count.

In: a phrase, with the nouns counted. Out: a Match of a Count, or None where nothing is counted. The words' bounds are in
counts.toml. A vague word is an interval: ACLED's fixed readings of it (several = 3 or 10, dozens = 12) belong to the export
in ACLED's form, not here. A part told after "including" is not added; the members of a list are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vedette.lexicon.tables import Lexicon, load
from vedette.model import Count, Match
from vedette.resolving.count_phrases import NUMERAL, Numbered, Numbers, numbered, numbers_of, split_phrase, spoken

STATES = frozenset({"displaced", "captured", "detained", "missing"})  # before a noun: what they were already


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a list: its bounds, the noun counted, what happened to them, what joins it on, and whether a number is said."""

    number: Numbered
    noun: str
    outcome: str | None
    joined: str
    explicit: bool


def resolve_count(phrase: str, lexicon: Lexicon) -> Match[Count] | None:
    """The number that `phrase` gives for what it counts; None where it counts nothing. Raises LexiconError for a wrong word file.

    "at least 14" is 14 to None, "up to 20" None to 20; "dozens" is 24 to 99, by counts.toml, which says why; a bare plural
    is two or more. How ACLED reads vague words (dozens = 12) is that data set's convention and is left to its export.

    >>> resolve_count("six people, including two children", load()).value
    Count(low=6, high=6)
    """
    known = numbers_of(lexicon)
    whole = split_phrase(phrase)
    words, part = _without_parts(whole, known)
    members = _members(words, known)
    if not members:
        return None
    members, breakdown = _added(members, known)
    low, high = _sum([member.number.low for member in members], 0), _sum([member.number.high for member in members], None)
    low = None if all(member.number.low is None for member in members) else low
    why = members[0].number.why
    if len(members) > 1:
        why = f"names {len(members)} numbers, {' and '.join(_bare(member) for member in members)}: together {spoken(low, high)}"
    if part or breakdown:
        why += f"; those told after {part!r} are among them" if part else "; the numbers after it are parts of it"
    score = min(member.number.score for member in members) * (0.95 if len(members) > 1 else 1.0)
    return Match(Count(low, high), round(score, 3), f"'{phrase.strip()}' {why}.")


def find_counts(words: Sequence[str], lexicon: Lexicon | None = None) -> list[tuple[int, int]]:
    """Spans [first, last) of the numbers that count things in a sentence's words, with the words that bound them.

    >>> find_counts("At least 14 civilians were killed 30 km from Route 60 .".split())
    [(0, 3)]
    """
    return [(number.first, number.last) for number in numbered(words, numbers_of(lexicon or load()))]


def _without_parts(words: list[str], known: Numbers) -> tuple[list[str], str]:
    """The words up to "including" and the like, or to a bracket or colon, and the words that tell the part."""
    lowered = [word.lower() for word in words]
    for index in range(1, len(words)):
        for length in (2, 1):
            told = " ".join(lowered[index : index + length])
            if told in known.sets["including"]:
                comma = told.startswith("of ") and "," in words[1:index]
                return words[: _last_comma(words, index) if comma else index], told
        if lowered[index] in ("(", ":", ";", "—", "–") and not _digit(words, index):
            return words[:index], ""
    return words, ""


def _last_comma(words: Sequence[str], end: int) -> int:
    return max(index for index in range(1, end) if words[index] == ",")


def _digit(words: Sequence[str], index: int) -> bool:
    return index + 1 < len(words) and words[index - 1][-1:].isdigit() and words[index + 1][:1].isdigit()


def _members(words: list[str], known: Numbers) -> list[Member]:
    """The members of the list that the words are: those with a number, and nouns that stand for one or more."""
    numbers = numbered(words, known)
    inside = {index for number in numbers for index in range(number.first, number.last)}
    joints = [i for i, word in enumerate(words) if i not in inside and (word == "," or word.lower() in known.sets["joining"])]
    members: list[Member] = []
    told_of = False
    for start, end in zip([-1, *joints], [*joints, len(words)], strict=True):
        here = [number for number in numbers if start < number.first < end]
        segment = words[start + 1 : end]
        if here and not _of_one(words[start + 1 : here[0].first], known):
            number: Numbered | None = here[0]
        else:
            number, here = (None if told_of else _implied(segment, known, first=start < 0)), []
        told_of = told_of or any(word.lower() in known.sets["ending"] - {"of"} for word in segment)
        if number is None or (members and members[0].explicit and number.high is None and not here):
            continue
        after = words[number.last : end] if here else segment
        joined = words[start].lower() if start >= 0 else ""
        members.append(Member(number, _head(after, known), _outcome(segment, known), joined, bool(here)))
    return members


def _of_one(before: Sequence[str], known: Numbers) -> bool:
    """Whether what stands before a number is one person that it only describes: "the head of 100 households"."""
    told = any(word.lower() in known.sets["ending"] for word in before)
    return told and _head(before, known).lower() in known.sets["person"]


def _head(words: Sequence[str], known: Numbers) -> str:
    """The noun that a phrase without its number is about: the last word before what tells where, how or by whom."""
    kept: list[str] = []
    for word in words:
        if word.lower() in known.sets["ending"] or not (word[0].isalnum() or word in ("-", "'")):
            break
        kept.append(word)
    return kept[-1] if kept else ""


def _outcome(words: Sequence[str], known: Numbers) -> str | None:
    """What happened to them; "six displaced villagers" says only who they were."""
    told = [
        word.lower()
        for word, after in zip(words, [*words[1:], ""], strict=True)
        if not (word.lower() in STATES and after.isalpha())
    ]
    return next((known.outcomes[word] for word in told if word in known.outcomes), None)


def _implied(words: Sequence[str], known: Numbers, *, first: bool) -> Numbered | None:
    """ "a soldier" is one, "civilians" two or more. Later in a list only people count, not "a village"."""
    if not words:
        return None
    lowered = [word.lower() for word in words]
    if lowered[0] in known.pronouns and len(words) == 1:
        row = known.pronouns[lowered[0]]
        return Numbered(0, 1, row["low"], row.get("high"), 0.7, f"stands for {spoken(row['low'], row.get('high'))}")
    at = 1 if lowered[0] in known.sets["determiner"] else 0
    head = _head(words[at:], known)
    noun = head.lower()
    single = bool(at) and lowered[0] in known.singles
    if first and single and len(words) == 1:
        return Numbered(0, 1, 1, 1, 0.85, "is in the singular, so one")
    if not noun or (not first and noun not in known.sets["person"] | known.plurals):
        return None
    if noun in known.sets["collective"]:
        return Numbered(0, at, 2, None, 0.5, "names a group, so two or more") if single else None
    lone = noun not in known.plurals and (noun in known.sets["person"] or (at and head.islower() and not _plural(noun)))
    if single or (lone and (at or first)):
        return Numbered(0, at, 1, 1, 0.9 if single else 0.75, "is in the singular, so one")
    if any(
        part in known.symbols and known.symbols[part][0] in NUMERAL or part.isdigit()
        for word in lowered
        for part in word.split("-")
    ):
        return None
    if noun in known.plurals or (head.islower() and _plural(noun)):
        return Numbered(0, at, 2, None, 0.5, "is a plural without a number, so two or more")
    return None


def _plural(noun: str) -> bool:
    return noun.endswith("s") and not noun.endswith(("ss", "us", "is")) and len(noun) > 3


def _added(members: list[Member], known: Numbers) -> tuple[list[Member], bool]:
    """The members that add up: those of the first's outcome, people with people, and no parts of a whole told first."""
    first, rest = members[0], members[1:]
    rest = [member for member in rest if member.outcome in (None, first.outcome) or first.outcome is None and not _split(members)]
    if first.noun.lower() not in known.sets["thing"]:
        rest = [member for member in rest if member.noun.lower() not in known.sets["thing"]]
    if not rest or not any(member.joined != "," for member in rest):
        return [first], False
    parts = _sum([member.number.low for member in rest], 0) == first.number.low and first.number.low == first.number.high
    general = rest[0].joined == "," and first.noun.lower() in known.sets["general"]
    if (parts and len(rest) > 1) or general:
        return [first], True
    return [first, *rest], False


def _split(members: Sequence[Member]) -> bool:
    return len({member.outcome for member in members}) > 1


def _sum(numbers: Sequence[int | None], unknown: int | None) -> int | None:
    if unknown is None and any(number is None for number in numbers):
        return None
    return sum(number or 0 for number in numbers)


def _bare(member: Member) -> str:
    return spoken(member.number.low, member.number.high)
