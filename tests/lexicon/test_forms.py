"""Lemmas and the forms that they may be written in."""

import pytest

from vedette.lexicon.forms import any_forms, forms


@pytest.mark.parametrize(
    ("lemma", "part", "expected"),
    [
        ("attack", "verb", {"attack", "attacks", "attacked", "attacking"}),
        ("stab", "verb", {"stabbed", "stabbing"}),
        ("seize", "verb", {"seizes", "seized", "seizing"}),
        ("flee", "verb", {"flees", "fled", "fleeing"}),
        ("deploy", "verb", {"deploys", "deployed", "deploying"}),
        ("rally", "verb", {"rallies", "rallied", "rallying"}),
        ("die", "verb", {"dies", "died", "dying"}),
        ("shoot", "verb", {"shot", "shooting"}),
        ("casualty", "noun", {"casualties"}),
        ("gunman", "noun", {"gunmen"}),
        ("clash", "noun", {"clashes"}),
        ("deadly", "adjective", {"deadlier", "deadliest"}),
    ],
)
def test_forms_of_a_lemma(lemma, part, expected):
    assert expected <= forms(lemma, part)


def test_a_noun_is_not_bent_like_a_verb():
    assert "operationed" not in forms("operation", "noun")


def test_forms_are_in_lower_case():
    assert forms("Strike", "noun") == forms("strike", "noun") >= {"strike", "strikes"}


def test_a_word_of_no_known_part_takes_all_forms():
    assert {"fires", "fired", "firing", "fire"} <= any_forms("fire")
