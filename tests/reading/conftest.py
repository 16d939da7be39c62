"""One open coder for all of this folder, and a text made ready to be asked about: its scenes, claims, holdings and ties."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import pytest

from vedette.lexicon.kinds import chosen
from vedette.model import Claim, Garble, HoldingClaim, Name, Report, Sentence, TieClaim
from vedette.pipeline import Coder
from vedette.reading.backing import read_ties
from vedette.reading.claims import read_claims, set_discourse
from vedette.reading.coreference import Discourse
from vedette.reading.holding import read_holdings
from vedette.reading.predicates import Predicate, find_predicates
from vedette.reading.scene import Scene, mention


@dataclass(frozen=True, slots=True)
class Seen:
    """A text with all that this room reads out of it."""

    text: str
    garble: Garble
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]
    discourse: Discourse
    claims: tuple[Claim, ...]
    holdings: tuple[HoldingClaim, ...]
    ties: tuple[TieClaim, ...]

    @property
    def scene(self) -> Scene:
        """The scene of a text of one sentence."""
        assert len(self.discourse.scenes) == 1, [sentence.text for sentence in self.sentences]
        return self.discourse.scenes[0]

    def last(self, word: str) -> tuple[int, int]:
        """The number of the sentence and of the token where a word stands last in the text."""
        found = [(sentence.index, token.index) for sentence in self.sentences for token in sentence.tokens if token.text == word]
        assert found, f"{word!r} is no token of {self.text!r}"
        return found[-1]

    def predicate(self, word: str) -> tuple[int, Predicate]:
        """The event that a word tells of, with the number of its sentence."""
        at, token = self.last(word)
        found = {one.token: one for one in find_predicates(self.discourse.scenes[at], self.discourse.lexicon)}
        assert token in found, f"{word!r} tells of no event in {self.text!r}"
        return at, found[token]

    def words(self, at: int, parts: object) -> list[str]:
        """The words of participants, in text order."""
        return [mention(self.discourse.scenes[at], part).text for part in sorted(parts, key=lambda part: part.head)]


@pytest.fixture(scope="session")
def coder() -> Coder:
    return Coder()


@pytest.fixture(scope="session")
def read(coder: Coder) -> Callable[..., Seen]:
    """Reads a text, with its title where it has one."""

    @lru_cache(maxsize=512)
    def reading(text: str, title: str | None = None) -> Seen:
        garble, sentences, names, _ = coder._read(Report("r", text, title=title))
        discourse = set_discourse(sentences, names, coder.lexicon)
        return Seen(
            text=text,
            garble=garble,
            sentences=sentences,
            names=names,
            discourse=discourse,
            claims=read_claims(discourse, "r", chosen("all", coder.lexicon), coder.lexicon),
            holdings=read_holdings(discourse, "r", coder.lexicon),
            ties=read_ties(discourse, "r", coder.lexicon),
        )

    return reading
