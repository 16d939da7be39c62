"""A lemma -> the forms that it may be written in: "fight" gives "fights", "fighting", "fought".

Too many rather than too few: an ending that the word never takes is met nowhere. Irregular forms are data (`forms.toml`).
"""

from __future__ import annotations

from functools import lru_cache

from vedette.lexicon.tables import load

# For each part of speech: what a lemma ends with, what takes the ending's place; a row with "" fits every lemma.
ENDINGS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "verb": (
        ("", ("", "s", "es", "d", "ed", "ing")),
        ("e", ("ing",)),
        ("y", ("ies", "ied")),
        ("ie", ("ying",)),
        ("c", ("cked", "cking")),
    ),
    "noun": (("", ("", "s", "es")), ("y", ("ies",)), ("f", ("ves",)), ("fe", ("ves",)), ("man", ("men",))),
    "adjective": (("", ("", "r", "er", "st", "est")), ("y", ("ier", "iest"))),
}
DOUBLED = {"verb": ("ed", "ing"), "noun": (), "adjective": ("er", "est")}
VOWELS = frozenset("aeiou")


@lru_cache(maxsize=8192)
def forms(lemma: str, part: str) -> frozenset[str]:
    """Every form that a lemma may be written in as a "verb", "noun" or "adjective", in lower case, itself too.

    >>> sorted(forms("stab", "noun"))
    ['stab', 'stabes', 'stabs']
    """
    word = lemma.lower()
    found = {word[: len(word) - len(end)] + new for end, news in ENDINGS[part] if word.endswith(end) for new in news}
    if word and word[-1] not in VOWELS:
        found |= {word + word[-1] + end for end in DOUBLED[part]}
    return frozenset(found | _irregular().get((word, part), frozenset()))


def any_forms(lemma: str) -> frozenset[str]:
    """Every form that a lemma may be written in, whatever it is."""
    return forms(lemma, "verb") | forms(lemma, "noun") | forms(lemma, "adjective")


@lru_cache(maxsize=1)
def _irregular() -> dict[tuple[str, str], frozenset[str]]:
    """The forms of the table by lemma and part of speech."""
    lines = [(row["id"], line.split()) for row in load().rows("forms", "irregular") for line in row.words("words")]
    return {(lemma, part): frozenset(own) for part, (lemma, *own) in lines}
