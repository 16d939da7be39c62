"""Where only a place can stand: rows of (text, words where only a place can, words where one often does)."""

import datetime as dt

import pytest

from vedette.lexicon import load
from vedette.model import Garble, Report
from vedette.reading.sentences import Parser
from vedette.resolving.place_slots import slots_of

ROWS = [
    ("Rebels overran Bunia.", ["Bunia"], []),
    ("Bunia was overrun.", ["Bunia"], []),
    ("The soldiers hold Bunia.", ["Bunia"], []),
    ("The police hold Martin.", ["Martin"], []),
    ("Prosecutors hold Martin.", [], ["Martin"]),
    ("The army captured Bunia from the rebels.", ["Bunia"], []),
    ("The army captured Martin on Monday.", [], ["Martin"]),
    ("The army withdrew from Bunia.", ["Bunia"], []),
    ("Rebel-held Bunia is quiet.", ["Bunia"], []),
    ("Bunia is back in rebel hands.", ["Bunia"], []),
    ("The army took most of Bunia from the rebels.", ["Bunia"], []),
    ("Martin is in hospital.", [], []),
]


@pytest.fixture(scope="module")
def parser():
    return Parser()


@pytest.mark.parametrize(("text", "only", "often"), ROWS)
def test_slots(parser, text, only, often):
    lexicon = load()
    sentence = parser.parse(Report("x", text, published=dt.date(2024, 5, 1)), Garble(0.0), lexicon)[0]
    found = slots_of(sentence.tokens, lexicon)
    assert [sentence.tokens[at].text for at in sorted(found.only)] == only
    assert [sentence.tokens[at].text for at in sorted(found.often)] == often
