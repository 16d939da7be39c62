"""What a pronoun or "the town" stands for: rows of (text, the word, last in the text, words that it stands for or None)."""

import pytest

from vedette.reading.coreference import party_antecedent, place_antecedent

PARTIES = [
    ("The Taliban entered Herat. They killed two guards.", "They", "The Taliban"),
    ("The M23 entered Goma. It killed two guards.", "It", "The M23"),
    pytest.param(
        "The army shelled Taiz. It killed nine people.",
        "It",
        None,
        marks=pytest.mark.xfail(strict=True, reason="a party without a name is no candidate, so that a pronoun falls to a place"),
    ),
    ("Hezbollah said it had fired rockets.", "it", "Hezbollah"),
    ("Hezbollah is based in Lebanon. The group fired rockets.", "group", "Hezbollah"),
    ("Boko Haram fighters entered Dikwa. The militants killed nine.", "militants", "Boko Haram fighters"),
    ("Al-Shabaab attacked a base. The group killed nine Ugandan soldiers.", "group", "Al-Shabaab"),
    ("Emmanuel Macron visited Kyiv. He pledged tanks.", "He", "Emmanuel Macron"),
    ("Emmanuel Macron visited the Ukrainian army. It received tanks.", "It", "the Ukrainian army"),
    ("The Ethiopian army entered Adwa. The troops burned houses.", "troops", "The Ethiopian army"),
    ("The Ethiopian army fought the TPLF in Adwa. The group withdrew.", "group", "the TPLF"),
    ("The Ethiopian army fought the TPLF in Adwa. The army withdrew.", "army", "The Ethiopian army"),
    ("The Houthi group fired a missile.", "group", None),
    ("A group attacked Bria.", "group", None),
    ("They attacked Bria.", "They", None),
    ("The group attacked Bria.", "group", None),
    ("Villagers saw smoke. The group attacked Bria.", "group", None),
    ("The Sudanese government denied it. The government blamed the RSF.", "government", "The Sudanese government"),
    ("The Arakan Army took Paletwa. The rebels now hold the river.", "rebels", "The Arakan Army"),
    ("The crowd cheered Emmanuel Macron. Reporters asked him about Mali.", "him", "Emmanuel Macron"),
]

PLACES = [
    ("Rebels attacked Goma on Friday. Soldiers fled the city.", "city", "Goma"),
    ("Rebels attacked the town of Sake near Goma. Soldiers fled the town.", "town", "Sake"),
    ("Rebels attacked Goma. Soldiers were killed there.", "there", "Goma"),
    ("Rebels attacked a city. Goma lies nearby.", "city", None),
    ("The Aleppo offensive began. Soldiers fled the city.", "city", None),
    ("Clashes shook Helmand. Soldiers fled the province.", "province", "Helmand"),
    ("Rebels entered Mali in May. Soldiers fled the country.", "country", "Mali"),
    ("Rebels entered Bamako in Mali. Soldiers fled the city.", "city", "Bamako"),
    ("Rebels entered Bamako in Mali. Soldiers fled the country.", "country", "Mali"),
    ("Soldiers fled the city.", "city", None),
    ("Rebels reached the Kakhovka Dam in May. Floods hit Kherson. Soldiers shelled the dam.", "dam", "Kakhovka Dam"),
    ("Rebels entered Kherson in May. Soldiers shelled the dam.", "dam", None),
    ("RSF shelling hit the South Hospital in El Fasher on Friday. Thousands fled towards Zamzam camp.", "Hospital", None),
    ("Floods hit Beira. Elsewhere, soldiers fled a town.", "town", None),
    ("Israeli jets bombed Khan Younis. Tanks entered the city at night.", "city", "Khan Younis"),
    ("Khan Younis was bombed. The army said the city was empty.", "city", "Khan Younis"),
]


@pytest.mark.parametrize(("text", "word", "expected"), PARTIES)
def test_parties(read, text, word, expected):
    seen = read(text)
    found = party_antecedent(seen.discourse, *seen.last(word))
    assert (found.text if found else None) == expected


@pytest.mark.parametrize(("text", "word", "expected"), PLACES)
def test_places(read, text, word, expected):
    seen = read(text)
    found = place_antecedent(seen.discourse, *seen.last(word))
    assert (found.text if found else None) == expected


# A town named only afterwards: rows of (text, the noun in its first sentence, words that it stands for or None).
AHEAD = [
    ("Rebels attacked a border town. Soldiers fled the town of Bunagana.", "town", "Bunagana"),
    ("Rebels attacked a border town. Soldiers fled Bunagana.", "town", None),
    ("Rebels attacked a border town near Rutshuru. Soldiers fled the town of Bunagana.", "town", None),
]


@pytest.mark.parametrize(("text", "word", "expected"), AHEAD)
def test_towns_named_afterwards(read, text, word, expected):
    seen = read(text)
    head = next(token.index for token in seen.sentences[0].tokens if token.text == word)
    found = place_antecedent(seen.discourse, 0, head)
    assert (found.text if found else None) == expected
