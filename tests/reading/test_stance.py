"""Whether an event happened: rows of (text, event's word, stance), boundaries in pairs."""

import pytest

from vedette.reading.stance import find_stance

MODALS = [
    ("Rebels attacked Goma.", "attacked", "asserted"),
    ("Rebels will attack Goma.", "attack", "planned"),
    ("Rebels would attack Goma within days.", "attack", "planned"),
    ("Rebels may attack Goma.", "attack", "possible"),
    ("Rebels could attack Goma.", "attack", "possible"),
    ("Rebels did not attack Goma.", "attack", "denied"),
    ("Rebels never attacked Goma.", "attacked", "denied"),
    ("Rebels are attacking Goma, we cannot tell who leads them.", "attacking", "asserted"),
    ("In March, after rebels attacked Goma, the army called off its truce.", "attacked", "asserted"),
    ("Rebels have attacked Goma.", "attacked", "asserted"),
    ("The rebels are attacking Goma.", "attacking", "asserted"),
    ("The rebels are going to attack Goma.", "attack", "planned"),
    ("Rebels should attack Goma.", "attack", "hypothetical"),
    ("Rebels reportedly attacked Goma.", "attacked", "possible"),
    ("Rebels allegedly shelled Goma.", "shelled", "possible"),
    ("Rebels repeatedly shelled Goma.", "shelled", "asserted"),
    ("Did the rebels attack Goma?", "attack", "hypothetical"),
    ("Rebels would have attacked Goma.", "attacked", "hypothetical"),
    ("Rebels almost shot down a jet.", "shot", "denied"),
    ("Rebels not only attacked Goma, they burned it.", "attacked", "asserted"),
    ("The rebels did not withdraw until Friday.", "withdraw", "asserted"),
    ("The rebels will not withdraw until Friday.", "withdraw", "denied"),
    ("The rebels are withdrawing from Goma.", "withdrawing", "asserted"),
    ("The rebels are withdrawing from Goma tomorrow.", "withdrawing", "planned"),
    ("“Attack the barracks,” the general told his men.", "Attack", "planned"),
    ("“We attacked the barracks,” the general told his men.", "attacked", "asserted"),
    ("Chad to withdraw troops from Bangui", "withdraw", "planned"),
    ("Chad withdraws troops from Bangui", "withdraws", "asserted"),
    ("The rebels fired no shot at Goma.", "fired", "denied"),
    ("The rebels took no part in it but shelled Goma.", "shelled", "asserted"),
]

GOVERNORS = [
    ("The army denied that it had shelled Taiz.", "shelled", "denied"),
    ("The army confirmed that it had shelled Taiz.", "shelled", "asserted"),
    ("The army denied shelling Taiz.", "shelling", "denied"),
    ("The army admitted shelling Taiz.", "shelling", "asserted"),
    ("Jordan plans to deport the refugees.", "deport", "planned"),
    ("Jordan began to deport the refugees.", "deport", "asserted"),
    ("The junta threatened to execute the captives.", "execute", "planned"),
    ("The junta managed to capture Myawaddy.", "capture", "asserted"),
    ("The junta failed to capture Myawaddy.", "capture", "denied"),
    ("The junta tried to capture Myawaddy.", "capture", "planned"),
    ("The general ordered his men to storm the palace.", "storm", "planned"),
    ("The general forced his men to storm the palace.", "storm", "asserted"),
    ("Police prevented protesters from storming the palace.", "storming", "denied"),
    ("Serbia refused to deploy troops.", "deploy", "denied"),
    ("Serbia agreed to deploy troops.", "deploy", "planned"),
    ("The army is believed to have shelled Taiz.", "shelled", "possible"),
    ("The army is expected to shell Taiz.", "shell", "planned"),
    ("The army appears to have shelled Taiz.", "shelled", "possible"),
    ("The mayor said that rebels had attacked Goma.", "attacked", "asserted"),
    ("The mayor warned that rebels could attack Goma.", "attack", "possible"),
    ("The mayor feared that rebels had attacked Goma.", "attacked", "possible"),
    ("Officials could not confirm that rebels had attacked Goma.", "attacked", "possible"),
    ("It is unclear whether rebels attacked Goma.", "attacked", "hypothetical"),
    ("Neighbours urged Chad to withdraw from Bangui.", "withdraw", "planned"),
    ("The rebels were unable to hold Goma and withdrew from it.", "withdrew", "asserted"),
    ("The rebels have yet to withdraw from Goma.", "withdraw", "denied"),
    ("Peru accused the rebels of shelling Ayacucho.", "shelling", "asserted"),
    ("The army could not prevent rebels from burning the village.", "burning", "asserted"),
    ("The army failed to prevent rebels from burning the village.", "burning", "asserted"),
    ("Nothing could stop the crowd from burning the village.", "burning", "asserted"),
    ("The army did not refuse to release the monks.", "release", "possible"),
    ("Washington ruled out sending troops to Idlib.", "sending", "denied"),
    ("The court ruled that soldiers had shelled Idlib.", "shelled", "asserted"),
    ("The gunmen kept shooting at the bus.", "shooting", "asserted"),
    ("Police kept the gunmen from shooting at the bus.", "shooting", "denied"),
    ("Villagers talked the rebels out of burning the bridge.", "burning", "denied"),
    ("The cabinet decided against deploying troops.", "deploying", "denied"),
    ("The cabinet decided to deploy troops.", "deploy", "planned"),
    ("The brigade was too weak to storm Sabha.", "storm", "denied"),
    ("The rebels were close to capturing Keren.", "capturing", "planned"),
    ("Militias made good on their threat to burn Dili.", "burn", "asserted"),
    ("Militias repeated their threat to burn Dili.", "burn", "planned"),
    ("Efforts to capture Dili collapsed.", "capture", "denied"),
    ("A foiled plot to bomb Dili was revealed.", "bomb", "denied"),
    ("Jets helped the army to capture Palmyra.", "capture", "asserted"),
    ("There is no evidence that soldiers bombed the mosque.", "bombed", "possible"),
    ("There is evidence that soldiers bombed the mosque.", "bombed", "asserted"),
    ("According to unverified reports, soldiers bombed the mosque.", "bombed", "possible"),
    ("The junta would not say why soldiers had shot the boy.", "shot", "asserted"),
    ("The junta would not say whether soldiers had shot the boy.", "shot", "hypothetical"),
    ("The army pretended to withdraw.", "withdraw", "denied"),
    ("Rebels were reported to have captured Buner.", "captured", "possible"),
    ("The army rejected a claim to have bombed Buner.", "bombed", "denied"),
    ("The army repeated a claim to have bombed Buner.", "bombed", "asserted"),
    ("NATO would have reacted had Russia invaded Moldova.", "reacted", "hypothetical"),
]

NOUNS = [
    ("The army prepared an offensive on Marib.", "offensive", "planned"),
    ("The army launched an offensive on Marib.", "offensive", "asserted"),
    ("Kosovo condemned the attack.", "attack", "asserted"),
    ("Kosovo did not respond to the attack.", "attack", "asserted"),
    ("Kosovo will respond to the attack.", "attack", "asserted"),
    ("Kosovo will launch the attack.", "attack", "planned"),
    ("The attack did not deter Kosovo.", "attack", "asserted"),
    ("The attack did not take place.", "attack", "denied"),
    ("Both armies deny that a clash took place.", "clash", "denied"),
    ("Kosovo called the attack a crime.", "attack", "asserted"),
    ("Kosovo called off the attack.", "attack", "denied"),
    ("Kosovo urged Serbia to stop its attacks.", "attacks", "asserted"),
    ("Kosovo demanded an end to the siege.", "siege", "asserted"),
    ("Kosovo denied the attack.", "attack", "denied"),
    ("Kosovo feared an attack.", "attack", "possible"),
    ("A suspected attack closed the airport.", "attack", "possible"),
    ("A deadly attack closed the airport.", "attack", "asserted"),
    ("A failed attack shook the capital.", "attack", "denied"),
    ("The planned offensive alarmed Ankara.", "offensive", "planned"),
    ("The recent offensive alarmed Ankara.", "offensive", "asserted"),
    ("Police foiled a bombing in Brussels.", "bombing", "denied"),
    ("Police investigated a bombing in Brussels.", "bombing", "asserted"),
    ("No attack was reported in Basra.", "attack", "denied"),
    ("Iran threatened to retaliate for the assassination in Damascus.", "assassination", "asserted"),
    ("Iran threatened to retaliate after the assassination in Damascus.", "assassination", "asserted"),
    ("The general threatened a bombardment of Stepanakert.", "bombardment", "planned"),
]

CLAUSES = [
    ("If rebels attack Goma, the army will leave.", "attack", "hypothetical"),
    ("If rebels attack Goma, the army will leave.", "leave", "hypothetical"),
    ("When rebels attacked Goma, the army left.", "attacked", "asserted"),
    ("The army will leave Goma, which rebels attacked on Monday.", "attacked", "asserted"),
    ("The army launched an offensive to recapture Palma.", "recapture", "planned"),
    ("Villagers gathered to protest in Palma.", "protest", "asserted"),
    ("The army launched an offensive and recaptured Palma.", "recaptured", "asserted"),
    ("It took the rebels a month to recapture Palma.", "recapture", "asserted"),
    ("The rebels were the first to enter Palma.", "enter", "asserted"),
    ("The rebels left Palma before the army could capture it.", "capture", "denied"),
    ("The rebels left Palma before the army captured it.", "captured", "asserted"),
    ("The border stays shut until the army withdraws.", "withdraws", "planned"),
    ("The rebels left Palma instead of burning it.", "burning", "denied"),
    ("The rebels left Palma rather than burn it.", "burn", "denied"),
    ("Were Angola to invade Congo, Rwanda would send troops.", "invade", "hypothetical"),
    ("The paper describes a scenario in which rebels capture Palma.", "capture", "hypothetical"),
    ("Provided that Angola agrees, Rwanda could withdraw.", "withdraw", "hypothetical"),
    ("The junta plans to free captured soldiers.", "captured", "asserted"),
    ("The army denied that its men, who shelled Taiz on Friday, had fled.", "shelled", "asserted"),
    ("The army will leave Goma after rebels attacked it.", "attacked", "asserted"),
    ("Nobody was killed in the attack.", "killed", "denied"),
    ("Nobody was killed in the attack.", "attack", "asserted"),
    ("The capture of the city is expected within days.", "capture", "planned"),
    ("The capture of the city was announced on Friday.", "capture", "asserted"),
    ("Soldiers, trying to stop a car, killed its driver.", "killed", "asserted"),
    ("Bandits are thought to have attacked the convoy.", "attacked", "possible"),
    ("It is not true that bandits attacked the convoy.", "attacked", "denied"),
    ("NATO has no plans to deploy troops.", "deploy", "denied"),
    ("Nine people were killed, unconfirmed reports said.", "killed", "possible"),
    ("Reports that the army had captured Juba were false.", "captured", "denied"),
    ("Had Russia invaded Moldova, NATO would have reacted.", "invaded", "hypothetical"),
    ("Talks on a withdrawal of Ethiopian troops began.", "withdrawal", "planned"),
    ("The army denied any attack on the hospital.", "attack", "denied"),
    ("The army denied involvement in the bombing.", "bombing", "asserted"),
    ("The group denied responsibility for the bombing.", "bombing", "asserted"),
    ("Residents could hear shelling in Sumy.", "shelling", "asserted"),
    ("Kyiv delayed its offensive.", "offensive", "planned"),
    ("The rebels did not flee but attacked the convoy.", "attacked", "asserted"),
    ("The rebels will storm Sake and capture Goma.", "capture", "planned"),
    ("The rebels stormed Sake and will capture Goma.", "stormed", "asserted"),
    ("The junta said it would not arrest the monks.", "arrest", "denied"),
    ("The junta said it had arrested the monks.", "arrested", "asserted"),
    ("The convoy left without attacking the village.", "attacking", "denied"),
    ("Fighters killed by the army were buried in Derna.", "killed", "asserted"),
]


def check(read, text, word, expected):
    seen = read(text)
    at, token = seen.last(word)
    found = find_stance(seen.discourse.scenes[at], token, seen.discourse.lexicon)
    assert found.value == expected, found.reason
    assert found.reason.startswith(f"{expected}: ")


@pytest.mark.parametrize(("text", "word", "expected"), MODALS)
def test_words_beside_the_event(read, text, word, expected):
    check(read, text, word, expected)


@pytest.mark.parametrize(("text", "word", "expected"), GOVERNORS)
def test_words_over_the_event(read, text, word, expected):
    check(read, text, word, expected)


@pytest.mark.parametrize(("text", "word", "expected"), NOUNS)
def test_event_nouns(read, text, word, expected):
    check(read, text, word, expected)


@pytest.mark.parametrize(("text", "word", "expected"), CLAUSES)
def test_clauses(read, text, word, expected):
    check(read, text, word, expected)


def test_the_reason_names_the_deciding_word(read):
    seen = read("Jordan plans to deport the refugees.")
    found = find_stance(seen.scene, seen.last("deport")[1], seen.discourse.lexicon)
    assert found.reason == "planned: 'plans' governs it"
    assert 0 < found.score < 1
