"""A sentence as a tree: deep subjects and objects, passives, phrases and their exact words."""

import pytest

from vedette.model import Sentence, Token
from vedette.reading.tree import (
    ancestors,
    conjuncts,
    grow,
    kids,
    objects,
    passive,
    prepositional,
    subjects,
    subtree,
)
from vedette.reading.wording import mention_in, noun_mention

# (text, verb, deep subjects, deep objects)
SLOTS = [
    ("Rebels attacked soldiers.", "attacked", ["Rebels"], ["soldiers"]),
    ("Soldiers were attacked by rebels.", "attacked", ["rebels"], ["Soldiers"]),
    ("Soldiers were attacked.", "attacked", [], ["Soldiers"]),
    ("Rebels and bandits attacked soldiers and guards.", "attacked", ["Rebels", "bandits"], ["soldiers", "guards"]),
    ("Rebels who attacked soldiers fled.", "attacked", ["Rebels"], ["soldiers"]),
    ("Soldiers attacked by rebels fled.", "attacked", ["rebels"], ["Soldiers"]),
    ("Rebels shelled and stormed the town.", "shelled", ["Rebels"], ["town"]),
    ("Rebels shelled and stormed the town.", "stormed", ["Rebels"], ["town"]),
    ("Rebels fled after attacking soldiers.", "attacking", ["Rebels"], ["soldiers"]),
    ("Rebels began to attack soldiers.", "attack", ["Rebels"], ["soldiers"]),
    ("Officers ordered rebels to attack soldiers.", "attack", ["rebels"], ["soldiers"]),
    ("Rebels were ordered to attack soldiers.", "attack", ["Rebels"], ["soldiers"]),
    ("Rebels mounted an offensive to recapture the town.", "recapture", ["Rebels"], ["town"]),
    ("The village the army shelled burned.", "shelled", ["army"], ["village"]),
    ("Rebels were killed and wounded by soldiers.", "killed", [], ["Rebels"]),
    ("Soldiers prevented rebels from attacking the town.", "attacking", ["rebels"], ["town"]),
    ("The rebels, backed by Iran, fled.", "backed", ["Iran"], ["rebels"]),
    ("In Atlixco, Puebla, members of the union blocked a road.", "blocked", ["members"], ["road"]),
]

PASSIVES = [
    ("The town was shelled.", "shelled", True),
    ("The army shelled the town.", "shelled", False),
    ("The army has shelled the town.", "shelled", False),
    ("The town has been shelled.", "shelled", True),
    ("The villages burned by the army were empty.", "burned", True),
    ("The town was shelled and stormed.", "stormed", True),
    ("The army was routed and fled.", "fled", False),
    ("Nine men were found shot dead.", "shot", True),
    ("Nine men were seen to shoot.", "shoot", False),
    ("Fourteen miners freed in Quibdo", "freed", True),
]

# (text, the head of a phrase, the phrase)
PHRASES = [
    ("The Free Syrian Army fled.", "Army", "The Free Syrian Army"),
    ("An Iraqi Shia Muslim defence force fled.", "force", "An Iraqi Shia Muslim defence force"),
    ("The soldiers who fled were shot.", "soldiers", "The soldiers"),
    ("The ministry of defence fell silent.", "ministry", "The ministry of defence"),
    ("The soldiers in Goma fled.", "soldiers", "The soldiers"),
    ("Soldiers and rebels fled.", "Soldiers", "Soldiers"),
    ("Abu Ali, a rebel commander, fled.", "commander", "a rebel commander"),
    ("Dozens of rebels fled.", "Dozens", "Dozens of rebels"),
    ("At least 14 rebels fled.", "rebels", "At least 14 rebels"),
    ("The US-backed rebels fled.", "rebels", "The US-backed rebels"),
]


def words(scene, heads):
    return [scene.tree[head].text for head in heads]


@pytest.mark.parametrize(("text", "verb", "subject", "thing"), SLOTS)
def test_deep_slots(read, text, verb, subject, thing):
    seen = read(text)
    token = seen.last(verb)[1]
    assert (words(seen.scene, subjects(seen.scene.tree, token)), words(seen.scene, objects(seen.scene.tree, token))) == (
        subject,
        thing,
    )


@pytest.mark.parametrize(("text", "verb", "expected"), PASSIVES)
def test_passives(read, text, verb, expected):
    seen = read(text)
    assert passive(seen.scene.tree, seen.last(verb)[1]) is expected


@pytest.mark.parametrize(("text", "head", "expected"), PHRASES)
def test_phrases(read, text, head, expected):
    seen = read(text)
    found = noun_mention(seen.scene.tree, seen.last(head)[1])
    assert found.text == expected
    assert text[found.start : found.end] == expected


def test_prepositional_asks_for_its_words(read):
    seen = read("Rebels in Gao fired at soldiers and guards.")
    fired = seen.last("fired")[1]
    assert words(seen.scene, prepositional(seen.scene.tree, fired, "at")) == ["soldiers", "guards"]
    assert prepositional(seen.scene.tree, fired, "from") == []


# A tree by hand: "Soldiers fled Goma ." with offsets that start at 10.
HAND = Sentence(
    index=0,
    start=10,
    end=30,
    text="Soldiers fled  Goma.",
    tokens=(
        Token(0, "Soldiers", "soldier", "NNS", "nsubj", 1, 10, 18),
        Token(1, "fled", "flee", "VBD", "ROOT", 1, 19, 23),
        Token(2, "Goma", "Goma", "NNP", "dobj", 1, 25, 29),
        Token(3, ".", ".", ".", "punct", 1, 29, 30),
    ),
)


def test_walks():
    tree = grow(HAND)
    assert tree.children == ((), (0, 2, 3), (), ())
    assert kids(tree, 1, "dobj", "nsubj") == [0, 2]
    assert sorted(subtree(tree, 1)) == [0, 1, 2, 3]
    assert list(ancestors(tree, 2)) == [1]
    assert list(ancestors(tree, 1)) == []
    assert conjuncts(tree, 2) == [2]


def test_a_mention_keeps_the_words_and_spaces_of_the_report():
    found = mention_in(HAND, 1, 3)
    assert (found.text, found.start, found.end, found.plain) == ("fled  Goma", 19, 29, None)
