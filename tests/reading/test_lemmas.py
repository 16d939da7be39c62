"""Lemmas that are remembered are the parser's own."""

import pytest
from plain_parser import plain_parser

from vedette.reading.lemmas import _neighbours, remember

TEXTS = [
    "Rebels attacked Goma and the soldiers fled; nobody was hurt.",
    "There were clashes, and there are more to come. Let's go, y'all.",
    "It ain't over: they're gonna fight, and she'd have left.",
    "Doing so was doin' nothin'.  \n They had done it.",
    "Rebels attacked Goma and the soldiers fled; nobody was hurt.",
    "🔥 12,000 people (as many as 3/4) were displaced — the UN's words.",
    "",
]


@pytest.fixture(scope="module")
def plain():
    return plain_parser()


def test_lemmas_are_those_of_the_whole_pipeline(plain):
    whole = [[token.lemma_ for token in doc if not token.is_space] for doc in plain.pipe(TEXTS)]
    quick = [[token.lemma_ for token in doc if not token.is_space] for doc in remember(plain).pipe(TEXTS, batch_size=2)]
    assert quick == whole


def test_a_rule_over_several_words_is_known_by_a_plain_one():
    assert _neighbours([{"patterns": [[{"LOWER": "gon"}, {"LOWER": "na"}], [{"TAG": "NN"}]]}]) == {"gon"}


@pytest.mark.parametrize("pattern", [[{"SHAPE": "Xx"}], [{"TAG": "NN"}, {"LOWER": {"REGEX": "a"}}]])
def test_a_rule_that_looks_at_more_is_not_remembered(pattern):
    assert _neighbours([{"patterns": [pattern]}]) is None


def test_a_pipeline_without_these_components_stays_as_it_is():
    class Bare:
        pipe_names = ("tagger", "ner")

    bare = Bare()
    assert remember(bare) is bare
