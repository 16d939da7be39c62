"""Places names that are given: what the program takes gold's own mentions to mean, whether it would have found them or not.

The report is parsed as ever and the given names stand in for those that look-up and parser find, so that only the
resolution is measured.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from vedette.model import Mention, Name, PlaceMention, Report, Sentence
from vedette.reading.garble import find_garble
from vedette.resolving.places import resolve_places

if TYPE_CHECKING:
    from vedette.pipeline import Coder


def place_given(coder: Coder, report: Report, mentions: Sequence[Mention], *, demonyms: frozenset[str]) -> tuple[PlaceMention, ...]:
    """The mentions with what each is taken to mean, those of `demonyms` (in lower case) as a country's people or adjective.

    A mention that no sentence covers is left out.
    """
    sentences = coder.parser.parse(report, find_garble(report.text, coder.lexicon), coder.lexicon)
    names = [name for mention in mentions for name in _names(mention, sentences, demonym=mention.text.casefold() in demonyms)]
    return tuple(resolve_places(names, sentences, coder.gazetteer, lexicon=coder.lexicon))


def _names(mention: Mention, sentences: Sequence[Sentence], *, demonym: bool) -> Iterator[Name]:
    for sentence in sentences:
        inside = [token.index for token in sentence.tokens if mention.overlaps(token)]
        if inside:
            yield Name(mention, sentence.index, inside[0], inside[-1] + 1, "demonym" if demonym else "place", demonym)
            return
