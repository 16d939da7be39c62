"""What a sentence takes for granted: rows of (text, word, granted or not), boundaries in pairs."""

import pytest

from vedette.reading.granted import goes_on, known_noun, occurs, presupposed, sensed, stands_alone

NOUNS = [
    ("Chad left after the attack.", "attack", True),
    ("Chad left because of attacks.", "attacks", True),
    ("Chad will respond to the attack.", "attack", True),
    ("Chad will respond to an attack.", "attack", False),
    ("Chad will launch the attack.", "attack", False),
    ("Chad plans the attack.", "attack", False),
    ("Chad denied involvement in an attack.", "attack", True),
    ("Chad may be behind an attack.", "attack", True),
]


@pytest.mark.parametrize(("text", "word", "expected"), NOUNS)
def test_known_nouns(read, text, word, expected):
    seen = read(text)
    assert known_noun(seen.scene.tree, seen.last(word)[1], seen.discourse.lexicon) == expected


CLAUSES = [
    ("The army will leave Goma, which rebels attacked.", "attacked", True),
    ("The army will leave when rebels attack.", "attack", True),
    ("The army would not say why rebels attacked.", "attacked", True),
    ("The army would not say that rebels attacked.", "attacked", False),
    ("The army freed captured men.", "captured", True),
    ("The army began to attack.", "attack", False),
]


@pytest.mark.parametrize(("text", "word", "expected"), CLAUSES)
def test_clauses_that_stand_alone(read, text, word, expected):
    seen = read(text)
    assert stands_alone(seen.scene.tree, seen.last(word)[1], seen.discourse.lexicon) == expected


def test_an_event_under_a_verb_that_says_nothing_of_it_is_presupposed(read):
    seen = read("Chad ignored an attack.")
    assert presupposed(seen.scene.tree, seen.last("attack")[1], seen.discourse.lexicon)
    seen = read("Chad feared an attack.")
    assert not presupposed(seen.scene.tree, seen.last("attack")[1], seen.discourse.lexicon)


OCCURRING = [
    ("An attack took place.", "took", True, True),
    ("An attack could follow.", "follow", True, True),
    ("The attack helped.", "helped", False, False),
]


@pytest.mark.parametrize(("text", "verb", "denied", "expected"), OCCURRING)
def test_what_is_said_of_a_verb_and_of_its_subject(read, text, verb, denied, expected):
    seen = read(text)
    assert occurs(seen.scene.tree, seen.last("attack")[1], seen.last(verb)[1], denied=denied) == expected


ENDED = [
    ("Chad urged Niger to stop the attacks.", "attacks", "stop", True),
    ("Chad stopped the attacks.", "attacks", "stopped", False),
    ("Chad demanded an end to the siege.", "siege", "to", True),
]


@pytest.mark.parametrize(("text", "word", "above", "expected"), ENDED)
def test_what_is_to_be_ended_goes_on(read, text, word, above, expected):
    seen = read(text)
    assert goes_on(seen.scene.tree, seen.last(word)[1], seen.last(above)[1]) == expected


SENSED = [("Residents could hear shelling.", "hear", True), ("Residents hear shelling.", "hear", False)]


@pytest.mark.parametrize(("text", "verb", "expected"), SENSED)
def test_what_could_be_heard_was_heard(read, text, verb, expected):
    seen = read(text)
    assert sensed(seen.scene.tree, seen.last("shelling")[1], seen.last(verb)[1]) == expected
