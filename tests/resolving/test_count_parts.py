"""Who the counted are: the classes of a toll told apart in its sentence."""

from __future__ import annotations

import pytest

from vedette.lexicon import load
from vedette.model import Mention, TollWords
from vedette.resolving.count_parts import find_parts

CASES = [
    (
        "Shelling killed 20 people, including five children and three women.",
        {"killed": "20 people"},
        "killed: children 5-5, women 3-3",
    ),
    ("A blast killed two soldiers and a farmer.", {"killed": "two soldiers and a farmer"}, "killed: fighters 2-2, civilians 1-1"),
    ("Twelve people died, seven of whom were civilians.", {"killed": "Twelve people"}, "killed: civilians 7-7"),
    ("Nine people were killed, among them four children, medics said.", {"killed": "Nine people"}, "killed: children 4-4"),
    ("At least 14 fighters were killed.", {"killed": "At least 14 fighters"}, "killed: fighters 14-None"),
    ("The strike killed 8 people, including women and children.", {"killed": "8 people"}, "killed: women 2-None, children 2-None"),
    (
        "Gunmen killed 12 people, including a priest, and wounded 30.",
        {"killed": "12 people", "wounded": "30"},
        "killed: civilians 1-1",
    ),
    # Which of two tolls the children belong to is not told.
    ("Gunmen killed 12 people and wounded 30, including five children.", {"killed": "12 people", "wounded": "30"}, ""),
    ("The attack killed six people.", {"killed": "six people"}, ""),
    ("Three men were shot dead, including a man from Goma.", {"killed": "Three men"}, ""),
]


@pytest.mark.parametrize(("text", "words", "wanted"), CASES)
def test_parts(text: str, words: dict[str, str], wanted: str) -> None:
    sentence = Mention(text, 100, 100 + len(text))
    toll = TollWords(
        **{field: Mention(told, 100 + text.index(told), 100 + text.index(told) + len(told)) for field, told in words.items()}
    )
    parts = find_parts(sentence, toll, load())
    assert all(text[part.mention.start - 100 : part.mention.end - 100] == part.mention.text for part in parts)
    found = ", ".join(f"{part.who} {part.count.value.low}-{part.count.value.high}" for part in parts)
    assert (f"{parts[0].toll}: {found}" if parts else "") == wanted
