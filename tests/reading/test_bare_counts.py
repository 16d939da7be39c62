"""Counts of dead and hurt without a verb of their own: rows of (text, {event's word: "what | words"})."""

from dataclasses import fields

import pytest

from vedette.reading.bare_counts import with_bare_counts
from vedette.reading.predicates import find_predicates
from vedette.reading.tolls import fold_tolls

ROWS = [
    ("An explosion left 12 dead and 30 injured.", {"explosion": ["killed | 12", "wounded | 30"]}),
    ("Nine officers were killed and six wounded on Monday.", {"killed": ["killed | Nine officers", "wounded | six"]}),
    (
        "A patrol came under fire near Bria, leaving four officers dead and another six hurt.",
        {"came": ["killed | four officers", "wounded | another six"]},
    ),
    ("Three officers were shot dead and two hurt.", {"shot": ["killed | Three officers", "wounded | two"]}),
    (
        "A bomb exploded in Bria, with 15 people killed and more than 40 injured.",
        {"exploded": ["killed | 15 people", "wounded | more than 40"]},
    ),
    ("Shelling of Taiz left dozens missing.", {"Shelling": ["missing | dozens"]}),
    # what is told already stays
    ("The blast killed two people and wounded four.", {"blast": ["killed | two people", "wounded | four"]}),
    ("Shelling killed nine farmers in Taiz.", {"Shelling": ["killed | nine farmers"]}),
    # no count of people harmed
    ("Rebels shelled Taiz on 12 May.", {"shelled": []}),
    ("A captain of battalion 101 was killed in Bria.", {"killed": ["killed | A captain of battalion 101"]}),
    ("The blast left the market in ruins.", {"blast": []}),
]


def counts(toll):
    return [f"{field.name} | {getattr(toll, field.name).text}" for field in fields(toll) if getattr(toll, field.name) is not None]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_bare_counts(read, coder, text, expected):
    scene = read(text).scene
    found = with_bare_counts(scene, fold_tolls(scene, find_predicates(scene, coder.lexicon)))
    assert {scene.tree[one.predicate.token].text: counts(one.toll) for one in found} == expected
