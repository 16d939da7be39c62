"""What a token is: a party, a place, one of a class of words; and the words that name a party before a noun."""

import pytest

from vedette.reading.scene import is_a, is_party, is_place, modifiers, part, party_before

# (text, word, is it a party?)
PARTIES = [
    ("Rebels fled.", "Rebels", True),
    ("Rumours fled.", "Rumours", False),
    ("The Taliban fled.", "Taliban", True),
    ("They fled.", "They", True),
    ("Those fled.", "Those", False),
    ("The Turkish lira fell.", "lira", False),
    ("Dozens of rebels fled.", "Dozens", True),
    ("Dozens of rumours spread.", "Dozens", False),
    ("Angela Merkel left.", "Merkel", True),
    ("Nigeria condemned it.", "Nigeria", True),
    ("The Syrians left.", "Syrians", True),
    ("The weather turned.", "weather", False),
]

# (text, word, is it a place?)
PLACES = [
    ("Rebels left Aleppo.", "Aleppo", True),
    ("Rebels left the village.", "village", True),
    ("Rebels left the meeting.", "meeting", False),
    ("The Taliban fled.", "Taliban", False),
    ("Rebels left Peru.", "Peru", True),
]

# (text, word, class asked for, answer)
CLASSES = [
    ("Soldiers fled.", "Soldiers", "fighter", True),
    ("Teachers fled.", "Teachers", "fighter", False),
    ("Hundreds of soldiers fled.", "Hundreds", "fighter", True),
    ("Hundreds of teachers fled.", "Hundreds", "fighter", False),
    ("Soldiers fled.", "Soldiers", "=soldier", True),
    ("Soldiers fled.", "Soldiers", "=army", False),
    ("Soldiers fled.", "Soldiers", "@any", True),
    ("Rebels left Aleppo.", "Aleppo", "@place", True),
    ("They fled.", "They", "@name", True),
]

# (text, noun, the party named before it)
BEFORE = [
    ("An Israeli army raid began.", "raid", ["Israeli army"]),
    ("A Taliban attack began.", "attack", ["Taliban"]),
    ("A deadly attack began.", "attack", []),
    ("A rebel attack began.", "attack", ["rebel"]),
]


@pytest.mark.parametrize(("text", "word", "expected"), PARTIES)
def test_parties(read, text, word, expected):
    seen = read(text)
    assert is_party(seen.scene, seen.last(word)[1]) is expected


@pytest.mark.parametrize(("text", "word", "expected"), PLACES)
def test_places(read, text, word, expected):
    seen = read(text)
    assert is_place(seen.scene, seen.last(word)[1]) is expected


@pytest.mark.parametrize(("text", "word", "wanted", "expected"), CLASSES)
def test_classes(read, text, word, wanted, expected):
    seen = read(text)
    assert is_a(seen.scene, seen.last(word)[1], [wanted]) is expected


@pytest.mark.parametrize(("text", "noun", "expected"), BEFORE)
def test_parties_before_a_noun(read, text, noun, expected):
    seen = read(text)
    token = seen.last(noun)[1]
    found = party_before(seen.scene, token)
    assert seen.words(0, found) == expected


def test_modifiers_stand_before_their_noun(read):
    seen = read("A deadly Taliban attack in Kabul began.")
    assert [seen.scene.tree[at].text for at in modifiers(seen.scene, seen.last("attack")[1])] == ["deadly", "Taliban"]


def test_a_part_spans_its_phrase(read):
    seen = read("The Somali army fled.")
    found = part(seen.scene, seen.last("army")[1])
    assert (found.first, found.last) == (0, 3)


def test_names_are_those_of_the_sentence(read):
    seen = read("Rebels entered Bukavu. Soldiers entered Aleppo.")
    assert [[name.mention.text for name in scene.names] for scene in seen.discourse.scenes] == [["Bukavu"], ["Aleppo"]]
