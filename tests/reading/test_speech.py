"""Who says what: rows of (text, a word of what is said, chain of "words | role", innermost first)."""

import pytest

from vedette.reading.speech import speakers_of

SAYING = [
    ("The Commission learned that rebels attacked Goma.", "attacked", ["The Commission | official"]),
    ("The monitor has received reports that rebels attacked Goma.", "attacked", ["The monitor | monitor"]),
    ("The governor put the number of rebels killed since May at 53.", "killed", ["The governor | official"]),
    ("Rebels attacked Goma, a local activist group said.", "attacked", ["a local activist group | monitor"]),
    ("Rebels attacked Goma, a local resistance group said.", "attacked", ["a local resistance group | party"]),
    ("Rebels attacked Goma, the Ministry of Defence said.", "attacked", ["the Ministry of Defence | party"]),
    (
        "Rebels attacked Goma, the International Organization for Migration said.",
        "attacked",
        ["the International Organization for Migration | official"],
    ),
    ("Rebels attacked Goma, the mayor told our reporter.", "attacked", ["the mayor | official"]),
    ("Rebels attacked Goma.", "attacked", []),
    (
        "Rebels attacked Goma, killing nine, four of them children, residents and the mayor said.",
        "attacked",
        ["residents | witness", "the mayor | official"],
    ),
    ("The mayor said that rebels attacked Goma.", "attacked", ["The mayor | official"]),
    ("The mayor said rebels attacked Goma.", "attacked", ["The mayor | official"]),
    ("Rebels attacked Goma, the mayor said.", "attacked", ["the mayor | official"]),
    ("Rebels attacked Goma, said the mayor.", "attacked", ["the mayor | official"]),
    ("Rebels, the mayor said, attacked Goma.", "attacked", ["the mayor | official"]),
    ("The mayor denied that rebels attacked Goma.", "attacked", ["The mayor | official"]),
    ("The mayor confirmed that rebels attacked Goma.", "attacked", ["The mayor | official"]),
    ("Residents reported that rebels attacked Goma.", "attacked", ["Residents | witness"]),
    ("Rebels attacked Goma, witnesses and doctors said.", "attacked", ["witnesses | witness", "doctors | witness"]),
    ("The army said in a statement that rebels attacked Goma.", "attacked", ["The army | party"]),
    ("An army spokesman said rebels attacked Goma.", "attacked", ["An army spokesman | party"]),
    ("A government spokesman said rebels attacked Goma.", "attacked", ["A government spokesman | official"]),
    (
        "The Syrian Observatory for Human Rights said jets bombed Idlib.",
        "bombed",
        ["The Syrian Observatory for Human Rights | monitor"],
    ),
    ("State television said jets bombed Idlib.", "bombed", ["State television | media"]),
    ("A security source said jets bombed Idlib.", "bombed", ["A security source | unnamed"]),
    ("The mayor accused rebels of attacking Goma.", "attacking", ["The mayor | official"]),
    ("The mayor met rebels who attacked Goma.", "attacked", []),
    ("The mayor left when rebels attacked Goma.", "attacked", []),
    ("The figures say that rebels attacked Goma.", "attacked", []),
    ("It is said that rebels attacked Goma.", "attacked", []),
    ("A spokesman for the Ukrainian army said drones hit Sumy.", "hit", ["A spokesman for the Ukrainian army | party"]),
    ("In an address, the interior minister said the rebels fled.", "fled", ["the interior minister | official"]),
    ("The Kremlin denied that its forces attacked Odesa.", "attacked", ["The Kremlin | party"]),
    ("Kyiv says Russia attacked Odesa.", "attacked", ["Kyiv | party"]),
    ("President Volodymyr Zelensky said Russia attacked Odesa.", "attacked", ["President Volodymyr Zelensky | official"]),
    ("“Soldiers attacked us,” said Musa, a villager.", "attacked", ["Musa | witness"]),
    ("The group claimed in a statement on Telegram that soldiers fled.", "fled", ["The group | party"]),
    ("Soldiers killed nine men, Human Rights Watch said in a report.", "killed", ["Human Rights Watch | monitor"]),
    ("Soldiers attacked the ward, a doctor at the clinic said by phone.", "attacked", ["a doctor | witness"]),
    ("Soldiers killed nine men, according to a report by Amnesty International.", "killed", ["Amnesty International | monitor"]),
    ("The ministry said it had received reports that soldiers fled.", "fled", ["The ministry | official"]),
    ("A rebel commander boasted that his men attacked Goma.", "attacked", ["A rebel commander | party"]),
    ("The health ministry said shelling killed nine in Gaza.", "killed", ["The health ministry | official"]),
]

CARRIED = [
    ("According to the mayor, rebels attacked Goma.", "attacked", ["the mayor | official"]),
    ("Rebels attacked Goma, according to local residents.", "attacked", ["local residents | witness"]),
    ("Rebels attacked Goma, Reuters reported.", "attacked", ["Reuters | agency"]),
    ("Rebels attacked Goma, Reuters reported, citing the mayor.", "attacked", ["the mayor | official", "Reuters | agency"]),
    ("Citing residents, AFP reported that rebels attacked Goma.", "attacked", ["residents | witness", "AFP | agency"]),
    ("The mayor told Reuters that rebels attacked Goma.", "attacked", ["The mayor | official", "Reuters | agency"]),
    ("“Rebels attacked Goma,” residents told the BBC.", "attacked", ["residents | witness", "the BBC | media"]),
    (
        "Soldiers fled Goma, a senior official who asked not to be named told AFP.",
        "fled",
        ["a senior official | official", "AFP | agency"],
    ),
    ("The mayor told reporters that rebels attacked Goma.", "attacked", ["The mayor | official"]),
    ("The mayor told his wife that rebels attacked Goma.", "attacked", ["The mayor | official"]),
    (
        "“Rebels attacked Goma,” the mayor was quoted as saying by Xinhua.",
        "attacked",
        ["the mayor | official", "Xinhua | agency"],
    ),
    ("TASS quoted the governor as saying that drones hit Belgorod.", "hit", ["the governor | official", "TASS | agency"]),
    ("The agency said the mayor reported that rebels attacked Goma.", "attacked", ["the mayor | official", "The agency | agency"]),
]

SEVERAL = [
    ("Police say rebels attacked a bus, but its driver insists that bandits stopped it.", "attacked", ["Police | official"]),
    ("Police say rebels attacked a bus, but its driver insists that bandits stopped it.", "stopped", ["its driver | witness"]),
    ("The army said it shelled Sake; the governor said rebels burned Goma.", "shelled", ["The army | party"]),
    ("Shelling killed nine, the army said, while the mayor put the toll at 20.", "killed", ["the army | party"]),
    ("Shelling killed nine, the army said, while the mayor put the toll at 20.", "put", ["the mayor | official"]),
    ("Niger said nine soldiers died in an ambush, an attack claimed by JNIM.", "attack", ["JNIM | party"]),
    ("The army said it shelled Sake; the governor said rebels burned Goma.", "burned", ["the governor | official"]),
    ("The army said rebels shelled Sake, while the rebels accused it of burning Goma.", "shelled", ["The army | party"]),
    ("The army said rebels shelled Sake, while the rebels accused it of burning Goma.", "burning", ["the rebels | party"]),
    (
        "A soldier told AFP that villagers had reported an attack near Sake.",
        "attack",
        ["villagers | witness", "A soldier | party", "AFP | agency"],
    ),
]

CHAINS = [
    (
        "Rebels attacked Goma, an officer close to the army was quoted by Xinhua as saying.",
        "attacked",
        ["an officer | official", "Xinhua | agency"],
    ),
    ("Residents quoted by AFP said rebels attacked Goma.", "attacked", ["Residents | witness", "AFP | agency"]),
    ("A colonel, reached by Reuters, said rebels attacked Goma.", "attacked", ["A colonel | party", "Reuters | agency"]),
    ("Rebels attacked Goma, the mayor confirmed to Reuters.", "attacked", ["the mayor | official", "Reuters | agency"]),
    (
        "Rebels attacked Goma, Reuters said, citing information from the police.",
        "attacked",
        ["the police | official", "Reuters | agency"],
    ),
    ("Rebels attacked Goma, a police chief, Jean Kabila, said.", "attacked", ["a police chief | official"]),
    ("Reuters could not verify the report that rebels attacked Goma.", "attacked", []),
    ("“Rebels attacked us,” said Halima, who fled Goma.", "attacked", ["Halima | witness"]),
    ("Rebels attacked Goma, the army said on Telegram.", "attacked", ["the army | party"]),
    ("Rebels attacked Goma, a village council said, adding that nine were hurt.", "attacked", ["a village council | official"]),
    (
        "Rebels attacked the market in Goma, the general, who leads the troops, told Xinhua.",
        "attacked",
        ["the general | party", "Xinhua | agency"],
    ),
    (
        "Amnesty International, having met survivors, concluded that rebels attacked Goma.",
        "attacked",
        ["Amnesty International | monitor"],
    ),
    (
        "Rebels attacked Goma, according to Indepaz, a watchdog in Bogota.",
        "attacked",
        ["Indepaz | monitor"],
    ),
    ("Radio Okapi aired a statement in which M23 said it attacked Goma.", "attacked", ["M23 | party", "Radio Okapi | media"]),
    ("AFP learned from residents that rebels attacked Goma.", "attacked", ["residents | witness", "AFP | agency"]),
    ("Rebels attacked Goma, the news agency Xinhua said.", "attacked", ["the news agency Xinhua | agency"]),
    ("Rebels attacked Goma, the army said on its website.", "attacked", ["the army | party"]),
    ("Rebels attacked Goma, the army told Vladimir Putin.", "attacked", ["the army | party"]),
    (
        "Rebels attacked Goma, Amnesty International said in a report published on Friday.",
        "attacked",
        ["Amnesty International | monitor"],
    ),
]

LABELS = [
    ("Army: rebels attacked Goma", "attacked", ["Army | party"]),
    ("Blast kills four in Lahore – police", "kills", ["police | official"]),
    ("The mayor was blunt: “Rebels attacked Goma.”", "attacked", ["The mayor | official"]),
    ("By one survivor’s account, rebels attacked Goma.", "attacked", ["one survivor | witness"]),
    ("Syria: rebels attacked Idlib.", "attacked", []),
    ("A shoot-out kills four in Lahore", "kills", []),
]

CLAIMED = [
    ("Hezbollah claimed responsibility for the attack.", "attack", ["Hezbollah | party"]),
    ("Responsibility for the attack was claimed by Hezbollah.", "attack", ["Hezbollah | party"]),
    ("Nine soldiers died in an attack that Hezbollah later claimed.", "attack", ["Hezbollah | party"]),
    ("No group has claimed responsibility for the attack.", "attack", []),
    ("Hezbollah has not claimed responsibility for the attack.", "attack", []),
]

QUOTED = [
    ("“Rebels attacked Goma,” the mayor said.", "attacked", ["the mayor | official"]),
    ('"Rebels attacked Goma," the mayor said.', "attacked", ["the mayor | official"]),
    ("“The rebels came at dawn,” a farmer said. “They burned the church.”", "burned", ["a farmer | witness"]),
    ("The rebels came at dawn, a farmer said. They burned the church.", "burned", []),
    ("“They burned the church. They killed the priest,” a farmer said.", "burned", ["a farmer | witness"]),
]

BOUNDS = [
    ("Rebels attacked Goma and the mayor said the army fled.", "fled", ["the mayor | official"]),
    ("Rebels attacked Goma and the mayor said the army fled.", "attacked", []),
    ("The mayor, who fled Goma, said the army had withdrawn.", "fled", []),
    ("The mayor, who fled Goma, said the army had withdrawn.", "withdrawn", ["The mayor | official"]),
]


def check(read, text, word, expected):
    seen = read(text)
    at, token = seen.last(word)
    found = speakers_of(seen.discourse.frames[at], token)
    assert [f"{speaker.mention.text} | {speaker.role}" for speaker in found] == expected
    assert all(text[one.mention.start : one.mention.end] == one.mention.text for one in found)


@pytest.mark.parametrize(("text", "word", "expected"), SAYING)
def test_verbs_of_saying(read, text, word, expected):
    check(read, text, word, expected)


@pytest.mark.parametrize(("text", "word", "expected"), CARRIED)
def test_who_carried_it(read, text, word, expected):
    check(read, text, word, expected)


@pytest.mark.parametrize(("text", "word", "expected"), SEVERAL)
def test_each_speaks_for_itself(read, text, word, expected):
    check(read, text, word, expected)


@pytest.mark.parametrize(("text", "word", "expected"), CHAINS)
def test_chains(read, text, word, expected):
    check(read, text, word, expected)


@pytest.mark.parametrize(("text", "word", "expected"), LABELS)
def test_speech_without_a_verb(read, text, word, expected):
    check(read, text, word, expected)


@pytest.mark.parametrize(("text", "word", "expected"), CLAIMED)
def test_claims_of_responsibility(read, text, word, expected):
    check(read, text, word, expected)


@pytest.mark.parametrize(("text", "word", "expected"), QUOTED)
def test_quotations_run_on(read, text, word, expected):
    check(read, text, word, expected)


@pytest.mark.parametrize(("text", "word", "expected"), BOUNDS)
def test_how_far_saying_reaches(read, text, word, expected):
    check(read, text, word, expected)


# What a pronoun or "the source" that speaks stands for: rows of (text, word, named speakers | role).
NAMED = [
    ("Sudan's army fled Wad Madani, it said.", "fled", ["Sudan's army | party"]),
    ("The governor was blunt. “Rebels attacked Sake,” he said.", "attacked", ["The governor | official"]),
    ("A nurse sat in the shade. “Rebels attacked us,” she said. “They burned the church.”", "burned", ["A nurse | witness"]),
    ("The mayor of Goma left on Friday. He said rebels attacked Sake.", "attacked", ["The mayor of Goma | official"]),
    ("A security source spoke on Friday. The source said rebels attacked Sake.", "attacked", ["The source | unnamed"]),
    (
        "General Mark Milley said rebels fled Mosul. He added that they attacked Tikrit.",
        "attacked",
        ["General Mark Milley | party"],
    ),
    (
        "The Kenyan army said rebels fled Lamu. It added that soldiers killed nine.",
        "killed",
        ["The Kenyan army | party"],
    ),
]


@pytest.mark.parametrize(("text", "word", "expected"), NAMED)
def test_speakers_of_claims_are_named(read, text, word, expected):
    claims = [claim for claim in read(text).claims if word in claim.trigger.text]
    found = [f"{one.mention.named.text} | {one.role}" for claim in claims for one in claim.speakers]
    assert found == expected
