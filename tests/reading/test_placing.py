"""Where: rows of (text, event's word, words for the place)."""

import pytest

from vedette.reading.placing import place_of

PLACES = [
    ("Rebels attacked Goma.", "attacked", "Goma"),
    ("Rebels attacked soldiers in Goma.", "attacked", "Goma"),
    ("Rebels attacked soldiers near the town of Sake.", "attacked", "Sake"),
    ("Rebels attacked soldiers.", "attacked", None),
    ("Rebels killed nine farmers in the villages of Mapala and Mahini in Beni territory.", "killed", "Beni"),
    ("Rebels attacked soldiers close to Maryin Gubay.", "attacked", "Maryin Gubay"),
    ("Rebels captured 60% of Goma.", "captured", "Goma"),
    ("Rebels attacked men who were working near Sake.", "attacked", "Sake"),
    ("Rebels attacked men who came from Sake.", "attacked", None),
    ("Jets bombed a camp on the banks of the Euphrates near Raqqa.", "bombed", "Raqqa"),
    ("Jets bombed a camp on the banks of the Euphrates.", "bombed", "Euphrates"),
    ("In Goma, rebels attacked soldiers.", "attacked", "Goma"),
    ("The president said in Kigali that rebels had attacked Goma.", "attacked", "Goma"),
    ("The president said in Kigali that rebels had attacked soldiers.", "attacked", None),
    ("The Aleppo offensive began in July.", "offensive", "Aleppo"),
    ("Clashes erupted between the army and rebels in Taiz.", "Clashes", "Taiz"),
    ("The army launched an offensive to recapture Palma.", "offensive", "Palma"),
    ("The army withdrew from Bria to Bambari.", "withdrew", "Bria"),
    ("Rebels advanced on Bria from Bambari.", "advanced", "Bria"),
    ("Syrian rebels attacked soldiers.", "attacked", None),
    ("Rebels fled to Chad after soldiers entered Birao.", "entered", "Birao"),
    ("Rebels shelled Donetsk and attacked soldiers in Horlivka.", "attacked", "Horlivka"),
    ("Rebels shelled Donetsk and attacked soldiers in Horlivka.", "shelled", "Donetsk"),
    ("A bomb exploded at a market in Quetta.", "exploded", "Quetta"),
    ("A strike on a camp near Rafah killed nine.", "strike", "Rafah"),
    ("The Deir ez-Zor Military Council attacked soldiers.", "attacked", None),
    ("Rebels attacked Bria. Nine soldiers were killed in the town.", "killed", "Bria"),
    ("Armenia accused Azerbaijan of shelling Stepanakert.", "accused", None),
    ("Djibo has been under blockade since May.", "blockade", "Djibo"),
    ("Thousands of people fled Minova on Sunday.", "fled", "Minova"),
    ("Rebels attacked soldiers with machetes near Sake on Friday.", "attacked", "Sake"),
    ("Rebels attacked soldiers in the Darfur city of El-Fasher.", "attacked", "El-Fasher"),
    ("Rebels attacked soldiers in Turbat's main bazaar.", "attacked", "Turbat"),
    ("The attack was a response to the war in Gaza.", "attack", None),
    ("Armenia accused Azerbaijan of shelling Stepanakert.", "shelling", "Stepanakert"),
    ("Troops repelled an attack on Marib by Houthi fighters.", "attack", "Marib"),
    ("Rebels seized Homs. Soldiers pulled out of the city.", "pulled", "Homs"),
    ("Rebels seized Mosul. Soldiers pulled out of the city.", "pulled", "Mosul"),
    ("Rebels seized Saraqib. Soldiers pulled out.", "pulled", None),
    ("Two men were shot and killed near Hebron.", "shot", "Hebron"),
    ("Students protested outside the US embassy in Bangkok.", "protested", "Bangkok"),
    ("Students protested in front of the Parliament of Norway in Oslo.", "protested", "Oslo"),
    ("Rebels fought militias of the Tripoli government.", "fought", None),
    ("In Iraq's northern city of Kirkuk, gunmen killed a judge.", "killed", "Kirkuk"),
    ("In Goma, a clinic opened and a bomb exploded.", "exploded", "Goma"),
    ("Hundreds protested against Israel.", "protested", None),
    ("Three people were arrested after an argument at their camp in Srinagar.", "arrested", "Srinagar"),
]


@pytest.mark.parametrize(("text", "word", "expected"), PLACES)
def test_places(read, text, word, expected):
    seen = read(text)
    found = place_of(seen.discourse, *seen.predicate(word))
    assert (found.named.text if found else None) == expected


def test_a_place_that_is_named_before_keeps_the_words_that_stand_here(read):
    seen = read("Rebels attacked Bria. Nine soldiers were killed in the town.")
    found = place_of(seen.discourse, *seen.predicate("killed"))
    assert found is not None
    assert (found.text, found.named.text) == ("the town", "Bria")


# A name that the index lacks, and the known place that the text puts it in.
WITHIN = [
    ("Soldiers arrested four men in Tha Byar village (Hpakant township, Kachin state).", "arrested", "Tha Byar", "Hpakant"),
    ("Gunmen attacked a patrol at Kelmashti, North Kivu.", "attacked", "Kelmashti", "North Kivu"),
    ("Hundreds protested at Zuhour Plaza in Damascus.", "protested", "Zuhour Plaza", "Damascus"),
]


@pytest.mark.parametrize(("text", "word", "words", "within"), WITHIN)
def test_a_place_that_nobody_knows_lies_in_one_that_is_known(read, text, word, words, within):
    seen = read(text)
    found = place_of(seen.discourse, *seen.predicate(word))
    assert (found.text, found.named.text) == (words, within)
