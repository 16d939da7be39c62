"""Who does it and to whom: rows of (text, event's word, actors, recipients), each the whole noun phrase."""

import pytest

ROLES = [
    # active and passive
    ("Rebels attacked government soldiers in Bambari.", "attacked", ["Rebels"], ["government soldiers"]),
    ("Government soldiers were attacked by rebels in Bambari.", "attacked", ["rebels"], ["Government soldiers"]),
    ("Government soldiers were attacked in Bambari.", "attacked", [], ["Government soldiers"]),
    ("Soldiers attacked by rebels fled Bambari.", "attacked", ["rebels"], ["Soldiers"]),
    ("Rebels attacking soldiers in Bambari were killed.", "attacking", ["Rebels"], ["soldiers"]),
    # borrowed subjects and shared objects
    ("The militia entered Ituri and killed nine farmers.", "killed", ["The militia"], ["nine farmers"]),
    ("The militia entered Ituri, killing nine farmers.", "killing", ["The militia"], ["nine farmers"]),
    ("Gunmen kidnapped and killed a priest in Kaduna.", "kidnapped", ["Gunmen"], ["a priest"]),
    ("Gunmen kidnapped and killed a priest in Kaduna.", "killed", ["Gunmen"], ["a priest"]),
    ("The rebels, who killed nine farmers, fled.", "killed", ["The rebels"], ["nine farmers"]),
    pytest.param(
        "The farmers whom the rebels killed were unarmed.",
        "killed",
        ["the rebels"],
        ["The farmers"],
        marks=pytest.mark.xfail(strict=True, reason='the parser misreads "whom"'),
    ),
    ("The junta ordered soldiers to arrest the monks.", "arrest", ["soldiers"], ["the monks"]),
    ("The junta wants to arrest the monks.", "arrest", ["The junta"], ["the monks"]),
    pytest.param(
        "Peru accused the rebels of kidnapping two engineers.",
        "kidnapping",
        ["the rebels"],
        ["two engineers"],
        marks=pytest.mark.xfail(strict=True, reason='a gerund behind "of" on the accused borrows the accuser as its subject'),
    ),
    # coordination
    ("Turkey and Iran condemned the coup.", "condemned", ["Turkey", "Iran"], []),
    ("Police and soldiers arrested students and monks.", "arrested", ["Police", "soldiers"], ["students", "monks"]),
    # event nouns
    ("An attack by the Taliban on an army convoy closed the road.", "attack", ["the Taliban"], ["an army convoy"]),
    ("The Taliban carried out an attack on an army convoy.", "attack", ["The Taliban"], ["an army convoy"]),
    ("A Taliban attack closed the road.", "attack", ["Taliban"], []),
    ("Israel's strikes on Hezbollah continued.", "strikes", ["Israel"], ["Hezbollah"]),
    ("Clashes erupted between the army and the Houthis in Taiz.", "Clashes", ["the army", "the Houthis"], []),
    ("The army clashed with the Houthis in Taiz.", "clashed", ["The army", "the Houthis"], []),
    ("Boko Haram claimed responsibility for the bombing.", "bombing", ["Boko Haram"], []),
    ("Officials blamed Boko Haram for the bombing.", "bombing", ["Boko Haram"], []),
    ("The patrol suffered an ambush near Ménaka.", "ambush", [], ["The patrol"]),
    # weapons give way to who wields them, property to its owner
    ("Turkish jets bombed PKK positions in Qandil.", "bombed", ["Turkish jets"], ["PKK"]),
    ("Shells from the Burmese army hit Demoso.", "hit", ["the Burmese army"], []),
    ("Rebels attacked a base of the Chadian army.", "attacked", ["Rebels"], ["the Chadian army"]),
    ("Rebels attacked a base.", "attacked", ["Rebels"], []),
    # words and diplomacy: a place's name stands for its government, a thing for whose it is
    ("Kinshasa accused Kigali of theft.", "accused", ["Kinshasa"], ["Kigali"]),
    ("The Houthis rejected an Omani proposal.", "rejected", ["The Houthis"], ["Omani"]),
    ("The rebels rejected an offer by the president.", "rejected", ["The rebels"], ["the president"]),
    ("Brazil condemned the jailing of two priests.", "condemned", ["Brazil"], []),
    ("Chad called on the country's parliament to meet.", "called", ["Chad"], ["the country's parliament"]),
    ("Chad demanded that Sudan return the prisoners.", "demanded", ["Chad"], ["Sudan"]),
    ("Kuwait's emir said Iraq must free the sailors.", "said", ["Kuwait's emir"], ["Iraq"]),
    ("Spain is ready to help and to mediate between Togo and Benin.", "mediate", ["Spain"], ["Togo", "Benin"]),
    # taking and handing over
    ("Rebels captured Bria from the army.", "captured", ["Rebels"], ["the army"]),
    ("The town of Bria fell to the rebels.", "fell", ["the rebels"], []),
    ("The army drove the rebels out of Bria.", "drove", ["The army"], ["the rebels"]),
    ("Families fled Bria.", "fled", [], ["Families"]),
    ("Rebels fled Bria.", "fled", ["Rebels"], []),
    (
        "Fighters from the Islamic State ambushed a convoy near Damboa.",
        "ambushed",
        ["Fighters from the Islamic State"],
        ["a convoy"],
    ),
    ("Fighters of the Islamic State ambushed a convoy near Damboa.", "ambushed", ["Fighters of the Islamic State"], ["a convoy"]),
    ("Officials condemned the killing of aid workers in Darfur.", "condemned", ["Officials"], []),
    pytest.param(
        "Ukraine recaptured Kupiansk, a supply hub, from Russian forces.",
        "recaptured",
        ["Ukraine"],
        ["Russian forces"],
        marks=pytest.mark.xfail(strict=True, reason='"from" behind an apposition is lost'),
    ),
    ("Ukraine recaptured Kupiansk from Russian forces.", "recaptured", ["Ukraine"], ["Russian forces"]),
    pytest.param(
        "Rebels attacked the armoured corps base in Omdurman.",
        "attacked",
        ["Rebels"],
        ["the armoured corps"],
        marks=pytest.mark.xfail(strict=True, reason="an owner before a noun is cut to its last word"),
    ),
    ("A Russian missile hit Dnipro.", "hit", ["Russian"], []),
    ("Houthi fighters attacked a camp near Marib.", "attacked", ["Houthi fighters"], []),
    # nobody
    ("A bomb exploded in Bria.", "exploded", [], []),
    ("The cabinet fell in Sofia, but three soldiers died.", "died", [], ["three soldiers"]),
]


@pytest.mark.parametrize(("text", "word", "actors", "recipients"), ROLES)
def test_actors_and_recipients(read, text, word, actors, recipients):
    seen = read(text)
    at, found = seen.predicate(word)
    assert (seen.words(at, found.actors), seen.words(at, found.targets)) == (actors, recipients)


# What is done to a place: rows of (text, event's word, words of the place's head).
PLACES = [
    ("Rebels captured the town of Bria.", "captured", ["town"]),
    ("Rebels captured Bria and Bambari.", "captured", ["Bria", "Bambari"]),
    ("Bria fell to the rebels.", "fell", ["Bria"]),
    ("The army drove the rebels from Bria.", "drove", ["Bria"]),
    ("The army drove the rebels from power.", None, []),
    ("The army withdrew from Bria.", "withdrew", ["Bria"]),
    ("Rebels killed nine farmers.", "killed", []),
]


@pytest.mark.parametrize(("text", "word", "places"), PLACES)
def test_places_done_to(read, text, word, places):
    seen = read(text)
    if word is None:
        assert seen.claims == ()
        return
    at, found = seen.predicate(word)
    assert [seen.discourse.scenes[at].tree[head].text for head in found.places] == places


@pytest.mark.parametrize(
    ("text", "actors", "targets"),
    [
        ("Rebels shelled the Islamic State of Iraq and the Levant.", ["Rebels"], ["the Islamic State of Iraq and the Levant"]),
        ("Men of the Islamic State of Iraq and Syria attacked Rutba.", ["Men of the Islamic State of Iraq and Syria"], []),
        ("Hamas and Fatah attacked Rutba.", ["Hamas", "Fatah"], []),
    ],
)
def test_a_name_with_an_and_in_it_is_one_party(read, text, actors, targets):
    [claim] = read(text).claims
    assert [party.text for party in claim.actors] == actors
    assert [party.text for party in claim.recipients] == targets
