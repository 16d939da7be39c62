"""Verbs that the parser takes for nouns: rows of (text, word, tag, subject, object)."""

import pytest

from vedette.reading import tree as trees

ROWS = [
    ("The Houthis control Sanaa.", "control", "VBP", ["Houthis"], ["Sanaa"]),
    ("Army control of Sanaa is in doubt.", "control", "NN", None, None),
    ("Rebel control", "control", "NN", None, None),
    ("The M23 is under Rwandan control.", "control", "NN", None, None),
]


@pytest.mark.parametrize(("text", "word", "tag", "subjects", "objects"), ROWS)
def test_mending(read, text, word, tag, subjects, objects):
    tree = read(text).discourse.scenes[0].tree
    at = next(token.index for token in tree.sentence.tokens if token.text == word)
    assert tree[at].tag == tag
    if subjects is not None:
        assert [tree[head].text for head in trees.subjects(tree, at)] == subjects
        assert [tree[head].text for head in trees.objects(tree, at)] == objects


OUTCOMES = [
    ("The army shelled the camp on Sunday, residents said, killing six people.", "killing", "shelled"),
    ("Rebels seized the town, officials said on Monday, cutting the road to the north.", "cutting", "seized"),
    # What the one who tells it does stays with the telling.
    ("Rebels seized the town, an officer told reporters, speaking on condition of anonymity.", "speaking", "told"),
]


@pytest.mark.parametrize(("text", "word", "over"), OUTCOMES)
def test_what_a_deed_brought_about_hangs_on_it(read, text, word, over):
    tree = read(text).discourse.scenes[0].tree
    at = next(token.index for token in tree.sentence.tokens if token.text == word)
    assert tree[tree[at].head].text == over
