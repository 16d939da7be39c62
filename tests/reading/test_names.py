"""Names by look-up and by the parser: rows of (text, "words | label"), in text order."""

import pytest

ROWS = [
    ("Rebels entered Aleppo.", ["Aleppo | place"]),
    ("The Taliban fled.", ["Taliban | actor"]),
    ("The Taliban entered Kunduz on Friday.", ["Taliban | actor", "Kunduz | place", "Friday | date"]),
    ("Syrian soldiers fled.", ["Syrian | demonym"]),
    ("Peru condemned the coup.", ["Peru | actor", "Peru | place"]),
    ("The Deir ez-Zor Military Council fled.", ["Deir ez-Zor Military Council | actor"]),
    ("Soldiers fled Deir ez-Zor.", ["Deir ez-Zor | place"]),
    ("A day after the vote, soldiers fled.", ["A day after | date"]),
    ("Reuters asked soldiers.", ["Reuters | actor"]),
    ("Soldiers fled.", []),
    ("Boko Haram burned Baga in January 2015.", ["Boko Haram | actor", "Baga | place", "January 2015 | date"]),
    ("Jens Stoltenberg spoke.", ["Jens Stoltenberg | person"]),
    ("The Kachin Independence Army took Bhamo.", ["Kachin Independence Army | actor", "Bhamo | place"]),
    ("Goma fell to the rebels.", ["Goma | place"]),
]

# What a name is: rows of (text, words, sort).
SORTS = [
    ("The Taliban fled.", "Taliban", "group"),
    ("Reuters asked soldiers.", "Reuters", "outlet"),
    ("Jens Stoltenberg spoke.", "Jens Stoltenberg", "person"),
    ("Soldiers fled Mosul.", "Mosul", "town"),
    ("Soldiers fled Helmand.", "Helmand", "province"),
    ("Soldiers fled Homs.", "Homs", "town"),
]


def told(name):
    return f"{name.mention.text} | {name.label}"


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_names(read, text, expected):
    assert list(dict.fromkeys(told(name) for name in read(text).names)) == expected


@pytest.mark.parametrize(("text", "words", "expected"), SORTS)
def test_sorts(read, text, words, expected):
    assert [name.sort for name in read(text).names if name.mention.text == words] == [expected]


def test_a_name_spans_its_tokens_and_its_words(read):
    text = "Boko Haram burned Baga."
    seen = read(text)
    for name in seen.names:
        tokens = seen.sentences[name.sentence].tokens[name.first : name.last]
        assert (tokens[0].start, tokens[-1].end) == (name.mention.start, name.mention.end)
        assert text[name.mention.start : name.mention.end] == name.mention.text


def test_a_short_name_is_taken_where_the_long_one_stands(read):
    labels = [told(name) for name in read("The Islamic State took Sirte. Soldiers fought IS there.").names]
    assert "IS | actor" in labels


def test_demonyms_are_marked(read):
    assert {(name.label, name.demonym) for name in read("Syrian soldiers fled.").names} == {("demonym", True)}
