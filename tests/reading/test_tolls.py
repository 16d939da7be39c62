"""Which words count the dead and hurt, and of which event: rows of (text, {event's word: "what | words"})."""

from dataclasses import fields

import pytest

from vedette.reading.predicates import find_predicates
from vedette.reading.tolls import fold_tolls

ROWS = [
    # a death of its own
    ("Gunmen killed nine farmers.", {"killed": ["killed | nine farmers"]}),
    ("Nine farmers were killed.", {"killed": ["killed | Nine farmers"]}),
    ("Between 800 and 1,000 people have been killed.", {"killed": ["killed | Between 800 and 1,000 people"]}),
    ("The shelling killed between 20 and 30 people.", {"shelling": ["killed | between 20 and 30 people"]}),
    ("Nine farmers died.", {"died": ["killed | Nine farmers"]}),
    ("Gunmen wounded nine farmers.", {"wounded": ["wounded | nine farmers"]}),
    ("Gunmen threatened nine farmers.", {"threatened": []}),
    # folded into its cause
    ("Air strikes killed 22 people in Saada.", {"strikes": ["killed | 22 people"]}),
    ("Jets bombed Saada, killing at least 14 people.", {"bombed": ["killed | at least 14 people"]}),
    ("Nine people were killed when a bomb went off in Quetta.", {"went": ["killed | Nine people"]}),
    ("Nine people died in a bombing in Quetta.", {"bombing": ["killed | Nine people"]}),
    ("A bombing killed nine and wounded twenty in Quetta.", {"bombing": ["killed | nine", "wounded | twenty"]}),
    ("Nine people were killed and 20 were wounded in a bombing in Quetta.", {"bombing": ["killed | Nine people", "wounded | 20"]}),
    ("22 dead in bombing of camp", {"bombing": ["killed | 22 dead"]}),
    ("Six dead after shelling of Taiz market", {"shelling": ["killed | Six dead"]}),
    ("Clashes left dozens dead in Tripoli.", {"Clashes": ["killed | dozens"]}),
    ("The ambush killed two soldiers and a child near Gao.", {"ambush": ["killed | two soldiers and a child"]}),
    ("Hundreds of civilians were killed in the siege of Mariupol.", {"siege": ["killed | Hundreds of civilians"]}),
    ("A bombing killed twenty people and wounded nine in Quetta.", {"bombing": ["killed | twenty people", "wounded | nine"]}),
    ("Two soldiers were killed and three injured in a bombing.", {"bombing": ["killed | Two soldiers", "wounded | three"]}),
    ("At least six protesters were shot dead by police.", {"shot": ["killed | At least six protesters"]}),
    ("Police shot dead six protesters in Conakry.", {"shot": ["killed | six protesters"]}),
    ("Police shot six protesters in Conakry.", {"shot": []}),
    ("Residents beat to death an alleged burglar in Nairobi.", {"beat": ["killed | an alleged burglar"]}),
    ("A baker and his cousin were killed in Oaxaca.", {"killed": ["killed | A baker and his cousin"]}),
    ("One smuggler and one ranger were killed in Juba.", {"killed": ["killed | One smuggler and one ranger"]}),
    ("Gunmen attacked Gao, killing 24 of them.", {"attacked": ["killed | 24 of them"]}),
    ("1 killed.", {"killed": ["killed | 1"]}),
    ("Shelling wounded 13 in Sumy.", {"Shelling": ["wounded | 13"]}),
    ("Nobody was killed in the attack on Goma.", {"attack": ["killed | Nobody"]}),
    ("Artillery fire by the army killed nine people in Taiz.", {"fire": ["killed | nine people"]}),
    ("Nine farmers were found shot dead near Taiz.", {"shot": ["killed | Nine farmers"]}),
    ("The ministry put the number of rebels killed at nine.", {"killed": ["killed | nine"]}),
    ("Nine rebels were neutralised near Taiz.", {"neutralised": ["killed | Nine rebels"]}),
    ("Two volunteers died when their truck hit an improvised explosive device.", {"hit": ["killed | Two volunteers"]}),
    ("The talks were suspended after killing of nine farmers.", {"suspended": [], "killing": ["killed | nine farmers"]}),
    ("Nine farmers were killed by shelling in Taiz.", {"shelling": ["killed | Nine farmers"]}),
    ("Nine rebels were killed and 344 injured.", {"killed": ["killed | Nine rebels", "wounded | 344"]}),
    ("Two soldiers were slightly hurt in the ambush.", {"ambush": ["wounded | Two soldiers"]}),
    # two things of one sentence
    (
        "Jets bombed Hodeidah, a day after a drone launched by the Houthis killed one man in Eilat.",
        {"bombed": [], "launched": ["killed | one man"]},
    ),
    ("Rebels shelled Sake, and a mine killed three farmers.", {"shelled": [], "killed": ["killed | three farmers"]}),
    pytest.param(
        "Rebels shelled Sake and soldiers killed three farmers.",
        {"shelled": [], "killed": ["killed | three farmers"]},
        marks=pytest.mark.xfail(strict=True, reason="the parser joins the subject of a second clause to the object of the first"),
    ),
    (
        "The mayor condemned the attack and said nine people were killed.",
        {"condemned": [], "attack": [], "killed": ["killed | nine people"]},
    ),
    ("Rebels shelled Sake.", {"shelled": []}),
    # other counts
    ("Police arrested 40 activists in Minsk.", {"arrested": ["captured | 40 activists"]}),
    ("Gunmen kidnapped 30 pupils in Kaduna.", {"kidnapped": ["captured | 30 pupils"]}),
    ("The war displaced two million people.", {"displaced": ["displaced | two million people"]}),
    ("Police released 40 activists in Minsk.", {"released": []}),
    ("Fighting displaced 900 families in Goma.", {"Fighting": [], "displaced": ["displaced | 900 families"]}),
]


def counts(toll):
    return [f"{field.name} | {getattr(toll, field.name).text}" for field in fields(toll) if getattr(toll, field.name) is not None]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_tolls(read, coder, text, expected):
    scene = read(text).scene
    found = fold_tolls(scene, find_predicates(scene, coder.lexicon))
    assert {scene.tree[one.predicate.token].text: counts(one.toll) for one in found} == expected


# The dead of an event are its recipients where it names no others: rows of (text, event's word, recipients).
VICTIMS = [
    ("Air strikes killed 22 people in Saada.", "strikes", ["22 people"]),
    ("Jets bombed Houthi fighters in Saada, killing 22 people.", "bombed", ["Houthi fighters"]),
]


@pytest.mark.parametrize(("text", "word", "expected"), VICTIMS)
def test_victims(read, coder, text, word, expected):
    seen = read(text)
    found = fold_tolls(seen.scene, find_predicates(seen.scene, coder.lexicon))
    wanted = [one.predicate for one in found if seen.scene.tree[one.predicate.token].text == word]
    assert seen.words(0, wanted[0].targets) == expected
