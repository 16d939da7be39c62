"""What fills a slot: rows of (text, word, slot's name, words of the heads)."""

import pytest

from vedette.reading.slots import light_verb, slot
from vedette.reading.triggers import rules_of

ROWS = [
    ("Rebels attacked soldiers in Gao.", "attacked", "subj", ["Rebels"]),
    ("Rebels attacked soldiers in Gao.", "attacked", "obj", ["soldiers"]),
    ("Rebels attacked soldiers in Gao.", "attacked", "in", ["Gao"]),
    ("Rebels attacked soldiers in Gao.", "attacked", "near", []),
    ("Soldiers were attacked by rebels.", "attacked", "subj", ["rebels"]),
    ("Rebels seized control of the town.", "seized", "obj.of", ["town"]),
    ("Rebels seized control of the town.", "seized", "obj.over", []),
    ("A Taliban attack began.", "attack", "mod", ["Taliban"]),
    ("Iran's attack began.", "attack", "poss", ["Iran"]),
    ("Rebels mounted an offensive on Gao.", "offensive", "light", ["Rebels"]),
    ("Rebels mounted an offensive on Gao.", "offensive", "on", ["Gao"]),
    ("Rebels watched an offensive on Gao.", "offensive", "light", []),
    ("Clashes erupted between soldiers and rebels.", "Clashes", "between", ["soldiers", "rebels"]),
    ("Airstrikes targeting fuel depots closed the port.", "Airstrikes", "targeting", ["depots"]),
    ("Soldiers shot down a drone.", "shot", "prt", ["down"]),
    ("Soldiers shot a man.", "shot", "prt", []),
    ("Workers went on strike.", "strike", "gov", ["went"]),
]

# (text, event noun, the agent's light verb or None)
LIGHT = [
    ("Rebels mounted an offensive.", "offensive", "mounted"),
    ("Rebels took part in an offensive.", "offensive", "took"),
    ("An offensive was launched by rebels.", "offensive", "launched"),
    ("Rebels launched raids and an offensive.", "offensive", "launched"),
    ("Rebels feared an offensive.", "offensive", None),
    ("Rebels mourned an offensive.", "offensive", None),
]


@pytest.mark.parametrize(("text", "word", "name", "expected"), ROWS)
def test_slots(read, coder, text, word, name, expected):
    seen = read(text)
    found = slot(seen.scene, seen.last(word)[1], name, rules_of(coder.lexicon))
    assert [seen.scene.tree[head].text for head in found] == expected


@pytest.mark.parametrize(("text", "noun", "expected"), LIGHT)
def test_light_verbs(read, coder, text, noun, expected):
    seen = read(text)
    found = light_verb(seen.scene, seen.last(noun)[1], rules_of(coder.lexicon).light)
    assert (None if found is None else seen.scene.tree[found].text) == expected
