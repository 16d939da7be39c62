"""Text -> its language as ISO 639-1 code, or None where it has no letters.

Another language must be far likelier than English before it is believed: a headline made of foreign names is still
English, and a wrong guess would cost a report all its events.
"""

from __future__ import annotations

SAMPLE = 2_000
FEW_LETTERS = 40
# In py3langid's natural log units. Of 3,000 English notes and headlines made of foreign names none leads English by
# 10; sentences of 25 letters and more in twelve other languages lead by 30 and more.
CLEAR_LEAD = 20.0


def language_of(text: str) -> str | None:
    """The language of the beginning of `text`; short text in plain ASCII letters counts as English."""
    sample = text[:SAMPLE]
    letters = [character for character in sample if character.isalpha()]
    if not letters:
        return None
    if len(letters) < FEW_LETTERS and sum(letter.isascii() for letter in letters) > 0.8 * len(letters):
        return "en"
    return _likeliest(sample)


def _likeliest(sample: str) -> str:
    import py3langid

    ranked = [(str(code), float(score)) for code, score in py3langid.rank(sample)]
    best, score = ranked[0]
    english = dict(ranked)["en"]
    return best if score - english > CLEAR_LEAD else "en"
