"""Which event hangs on the words of another, and what those who would do it intend: rows of (text, event's word, expected)."""

import pytest

BENEATH = [
    ("Ghana urged Togo to withdraw its troops.", "urged", False),
    ("Ghana urged Togo to withdraw its troops.", "withdraw", True),
    ("Brazil condemned the bombing in Quito.", "bombing", True),
    ("The army bombed Sirte and accused the rebels of torture.", "bombed", False),
    ("The army bombed Sirte and accused the rebels of torture.", "torture", True),
    # What hangs on violence stands on its own: both are what a report of conflict is about.
    ("Rebels took Bria after clashes with the army.", "clashes", False),
    # An intention is words, whatever is intended.
    ("Eritrea threatened to shell Zalambessa after the raid.", "shell", False),
    ("Eritrea threatened to shell Zalambessa after the raid.", "raid", True),
]
INTENDED = [
    ("Kenya will send tents to Malawi.", "send", True),
    ("Kenya sent tents to Malawi.", "sent", False),
    ("Kenya is ready to send tents to Malawi.", "send", True),
    ("Kenya offered to mediate in the dispute.", "mediate", True),
    ("The junta threatened to bomb Loikaw.", "bomb", True),
    ("The junta would bomb Loikaw if the rebels attacked.", "bomb", True),
    ("The junta would bomb Loikaw if the rebels attacked.", "attacked", False),
    ("Kenya urged Malawi to send tents to the camp.", "send", False),
    ("Observers expect the rebels to attack Loikaw.", "attack", False),
]


@pytest.mark.parametrize(("text", "word", "expected"), BENEATH)
def test_what_hangs_on_the_words_of_another(read, text, word, expected):
    assert read(text).predicate(word)[1].beneath is expected


@pytest.mark.parametrize(("text", "word", "expected"), INTENDED)
def test_what_is_intended(read, text, word, expected):
    assert read(text).predicate(word)[1].intended is expected
