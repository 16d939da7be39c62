"""Given names reach the resolver as names of the tokens that they cover."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from scoring.records import mention, report

from vedette.lexicon import load
from vedette.model import Mention, Name, Sentence, Token
from vedette.scoring import given

TEXT = "Troops left Kidal. Malian radio named Timbuktu-Ville."


def parsed(text: str) -> tuple[Sentence, ...]:
    sentences = []
    for number, part in enumerate(("Troops left Kidal.", "Malian radio named Timbuktu-Ville.")):
        start, tokens, at = text.index(part), [], 0
        for index, word in enumerate(part.replace(".", " .").split()):
            at = text.index(word, start if not index else at)
            tokens.append(Token(index, word, word, "NN", "dep", 0, at, at + len(word)))
            at += len(word)
        sentences.append(Sentence(index=number, start=start, end=start + len(part), tokens=tuple(tokens)))
    return tuple(sentences)


GIVEN = [
    # the mention, the sentence and tokens that its name covers, and whether it is a demonym
    (mention(TEXT, "Kidal"), (0, 2, 3, "place", False)),
    (mention(TEXT, "Malian"), (1, 0, 1, "demonym", True)),
    (mention(TEXT, "Ville"), (1, 3, 4, "place", False)),
    (mention(TEXT, "radio named"), (1, 1, 3, "place", False)),
    (Mention("nowhere", 500, 507), None),
]


@pytest.mark.parametrize(("one", "expected"), GIVEN)
def test_names_of_given_mentions(monkeypatch: pytest.MonkeyPatch, one: Mention, expected: Any) -> None:
    taken: list[Name] = []
    monkeypatch.setattr(given, "resolve_places", lambda names, *_, **__: taken.extend(names) or ())
    coder: Any = SimpleNamespace(parser=SimpleNamespace(parse=lambda *_: parsed(TEXT)), lexicon=load(), gazetteer=None)
    assert given.place_given(coder, report(TEXT), [one], demonyms=frozenset({"malian"})) == ()
    got = [(name.sentence, name.first, name.last, name.label, name.demonym) for name in taken]
    assert got == ([expected] if expected else [])
