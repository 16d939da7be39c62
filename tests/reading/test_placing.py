"""Where and when: rows of (text, event's word, words for the place), and of (text, event's word, its day, day of the saying)."""

import pytest

from vedette.reading.placing import place_of, when_of

PLACES = [
    ("Rebels attacked Goma.", "attacked", "Goma"),
    ("Rebels attacked soldiers in Goma.", "attacked", "Goma"),
    ("Rebels attacked soldiers near the town of Sake.", "attacked", "Sake"),
    ("Rebels attacked soldiers.", "attacked", None),
    ("In Goma, rebels attacked soldiers.", "attacked", "Goma"),
    ("The president said in Kigali that rebels had attacked Goma.", "attacked", "Goma"),
    ("The president said in Kigali that rebels had attacked soldiers.", "attacked", None),
    ("The Aleppo offensive began in July.", "offensive", "Aleppo"),
    ("Clashes erupted between the army and rebels in Taiz.", "Clashes", "Taiz"),
    ("The army launched an offensive to recapture Palma.", "offensive", "Palma"),
    ("The army withdrew from Bria to Bambari.", "withdrew", "Bria"),
    pytest.param(
        "Rebels advanced on Bria from Bambari.",
        "advanced",
        "Bria",
        marks=pytest.mark.xfail(strict=True, reason="a place that the parser takes for a person is not looked up"),
    ),
    ("Syrian rebels attacked soldiers.", "attacked", None),
    ("Rebels fled to Chad after soldiers entered Birao.", "entered", "Birao"),
    ("Rebels shelled Donetsk and attacked soldiers in Horlivka.", "attacked", "Horlivka"),
    ("Rebels shelled Donetsk and attacked soldiers in Horlivka.", "shelled", "Donetsk"),
    ("A bomb exploded at a market in Quetta.", "exploded", "Quetta"),
    ("A strike on a camp near Rafah killed nine.", "strike", "Rafah"),
    ("The Deir ez-Zor Military Council attacked soldiers.", "attacked", None),
    ("Rebels attacked Bria. Nine soldiers were killed in the town.", "killed", "Bria"),
    pytest.param(
        "Armenia accused Azerbaijan of shelling Stepanakert.",
        "accused",
        None,
        marks=pytest.mark.xfail(strict=True, reason="a country that is accused is taken for the place of the accusation"),
    ),
    ("Armenia accused Azerbaijan of shelling Stepanakert.", "shelling", "Stepanakert"),
    pytest.param(
        "Troops repelled an attack on Marib by Houthi fighters.",
        "attack",
        "Marib",
        marks=pytest.mark.xfail(strict=True, reason="a place that the parser takes for a person is not looked up"),
    ),
    pytest.param(
        "Rebels seized Homs. Soldiers pulled out of the city.",
        "pulled",
        "Homs",
        marks=pytest.mark.xfail(strict=True, reason="a province that bears its capital's name hides the town"),
    ),
    ("Rebels seized Mosul. Soldiers pulled out of the city.", "pulled", "Mosul"),
    ("Rebels seized Saraqib. Soldiers pulled out.", "pulled", None),
]

TIMES = [
    ("Rebels attacked Goma on Friday.", "attacked", "Friday", None),
    ("On Friday, rebels attacked Goma.", "attacked", "Friday", None),
    ("Rebels attacked Goma on 3 May 2019.", "attacked", "3 May 2019", None),
    ("Rebels attacked Goma last week.", "attacked", "last week", None),
    ("Rebels attacked Goma.", "attacked", None, None),
    ("Rebels attacked Goma, the mayor said on Saturday.", "attacked", None, "Saturday"),
    ("Rebels attacked Goma on Friday, the mayor said on Saturday.", "attacked", "Friday", "Saturday"),
    ("The mayor said on Saturday that rebels attacked Goma.", "attacked", None, "Saturday"),
    ("The mayor said that rebels attacked Goma on Friday.", "attacked", "Friday", None),
    ("Rebels who attacked Goma on Friday fled on Sunday.", "attacked", "Friday", None),
    ("Rebels who attacked Goma on Friday fled on Sunday.", "fled", "Sunday", None),
    ("The attack on Friday killed nine.", "attack", "Friday", None),
    ("Friday's attack killed nine.", "attack", "Friday", None),
    ("Rebels shelled Goma on Monday and entered Sake on Tuesday.", "shelled", "Monday", None),
    ("Rebels shelled Goma on Monday and entered Sake on Tuesday.", "entered", "Tuesday", None),
    ("A day after taking Kunduz, rebels attacked Herat.", "taking", "A day after", None),
    ("Nine people were killed yesterday when rebels attacked Goma.", "attacked", "yesterday", None),
]


@pytest.mark.parametrize(("text", "word", "expected"), PLACES)
def test_places(read, text, word, expected):
    seen = read(text)
    found = place_of(seen.discourse, *seen.predicate(word))
    assert (found.named.text if found else None) == expected


@pytest.mark.parametrize(("text", "word", "own", "said"), TIMES)
def test_times(read, text, word, own, said):
    seen = read(text)
    found = when_of(seen.discourse, *seen.predicate(word))
    assert [mention.text if mention else None for mention in (found.own, found.said)] == [own, said]


def test_a_day_that_counts_from_this_event_says_so(read):
    seen = read("A day after taking Kunduz, rebels attacked Herat.")
    assert when_of(seen.discourse, *seen.predicate("taking")).counts_from_it
    assert not when_of(seen.discourse, *seen.predicate("attacked")).counts_from_it


def test_a_place_that_is_named_before_keeps_the_words_that_stand_here(read):
    seen = read("Rebels attacked Bria. Nine soldiers were killed in the town.")
    found = place_of(seen.discourse, *seen.predicate("killed"))
    assert found is not None
    assert (found.text, found.named.text) == ("the town", "Bria")
