"""Resolving actors: rows of (phrase, context, expected id, name, country, sector), over many countries and wars."""

import datetime as dt

import pytest

from vedette.lexicon.tables import load
from vedette.resolving.actor_index import actor_index, find_actors
from vedette.resolving.actor_terms import fold, within
from vedette.resolving.actors import ActorContext, resolve_actor, resolve_parties

NONE = ActorContext()


def at(country=None, day=None, publisher=None):
    return ActorContext(dt.date.fromisoformat(day) if day else None, country, publisher)


def best(phrase, context=NONE):
    found = resolve_actor(phrase, load(), context)
    return found[0].value if found else None


# (phrase, country of the report, id, name, country, sector)
COUNTRIES = [
    ("the Syrian army", None, "syr-mil", "Military Forces of Syria", "SYR", "MIL"),
    ("Syrian army soldiers", None, "syr-mil", "Military Forces of Syria", "SYR", "MIL"),
    ("Syrian government forces", None, "syr-mil", "Military Forces of Syria", "SYR", "MIL"),
    ("Russian-backed Syrian government forces", None, "syr-mil", "Military Forces of Syria", "SYR", "MIL"),
    ("the Syrian authorities", None, "syr-gov", "Government of Syria", "SYR", "GOV"),
    ("Russia", None, "rus-gov", "Government of Russia", "RUS", "GOV"),
    ("Moscow", None, "rus-gov", "Government of Russia", "RUS", "GOV"),
    ("the Kremlin", None, "rus-gov", "Government of Russia", "RUS", "GOV"),
    ("Kremlin spokesman", None, "rus-gov", "Government of Russia", "RUS", "GOV"),
    ("Russia's defence ministry", None, "rus-mil", "Military Forces of Russia", "RUS", "MIL"),
    ("the Russian Ministry of Defence", None, "rus-mil", "Military Forces of Russia", "RUS", "MIL"),
    ("the Ministry of Defence of Ukraine", None, "ukr-mil", "Military Forces of Ukraine", "UKR", "MIL"),
    ("Russian warplanes", None, "rus-mil", "Military Forces of Russia", "RUS", "MIL"),
    ("Russian drones and missiles", None, "rus-mil", "Military Forces of Russia", "RUS", "MIL"),
    ("two Ukrainian drones", None, "ukr-mil", "Military Forces of Ukraine", "UKR", "MIL"),
    ("Ukraine's 47th Mechanized Brigade", None, "ukr-mil", "Military Forces of Ukraine", "UKR", "MIL"),
    ("Kiev", None, "ukr-gov", "Government of Ukraine", "UKR", "GOV"),
    ("Kyiv residents", None, "ukr-cvl", "Civilians (Ukraine)", "UKR", "CVL"),
    ("the Ukrainian parliament", None, "ukr-leg", "Parliament of Ukraine", "UKR", "LEG"),
    ("the Verkhovna Rada", None, "ukr-leg", "Parliament of Ukraine", "UKR", "LEG"),
    ("Azerbaijani troops", None, "aze-mil", "Military Forces of Azerbaijan", "AZE", "MIL"),
    ("Azeri forces", None, "aze-mil", "Military Forces of Azerbaijan", "AZE", "MIL"),
    ("Armenia's foreign ministry", None, "arm-gov", "Government of Armenia", "ARM", "GOV"),
    ("Karabakh Armenian forces", None, "artsakh-mil", "Military Forces of Artsakh", "AZE", "MIL"),
    ("Abkhaz soldiers", None, "abkhazia-mil", "Military Forces of Abkhazia", "GEO", "MIL"),
    ("South Ossetia's foreign minister", None, "south-ossetia-gov", "Government of South Ossetia", "GEO", "GOV"),
    ("the Israeli military", None, "isr-mil", "Military Forces of Israel", "ISR", "MIL"),
    ("the IDF", None, "isr-mil", "Military Forces of Israel", "ISR", "MIL"),
    ("Israeli air strikes", None, "isr-mil", "Military Forces of Israel", "ISR", "MIL"),
    ("Moroccan settlers", None, "mar-settlers", "Settlers (Morocco)", "MAR", "CVL"),
    ("Tel Aviv", None, "isr-gov", "Government of Israel", "ISR", "GOV"),
    ("Shin Bet", None, "isr-spy", "Intelligence Services of Israel", "ISR", "SPY"),
    ("Palestinian protesters", None, "pse-protesters", "Protesters (Palestine)", "PSE", "CVL"),
    ("Gaza's health ministry", None, "pse-gov", "Palestinian Authority", "PSE", "GOV"),
    ("Palestinian civilians", None, "pse-cvl", "Civilians (Palestine)", "PSE", "CVL"),
    ("Teheran", None, "irn-gov", "Government of Iran", "IRN", "GOV"),
    ("Iran's supreme leader", None, "irn-gov", "Government of Iran", "IRN", "GOV"),
    ("Iraqi police", None, "irq-cop", "Police Forces of Iraq", "IRQ", "COP"),
    ("the Iraqi army", None, "irq-mil", "Military Forces of Iraq", "IRQ", "MIL"),
    ("Iraqi forces in al-Qaim", None, "irq-mil", "Military Forces of Iraq", "IRQ", "MIL"),
    ("the Pentagon", None, "usa-mil", "Military Forces of the United States", "USA", "MIL"),
    ("Pentagon officials", None, "usa-mil", "Military Forces of the United States", "USA", "MIL"),
    ("US troops", None, "usa-mil", "Military Forces of the United States", "USA", "MIL"),
    ("U.S. Marines", None, "usa-mil", "Military Forces of the United States", "USA", "MIL"),
    ("the White House", None, "usa-gov", "Government of the United States", "USA", "GOV"),
    ("Washington", None, "usa-gov", "Government of the United States", "USA", "GOV"),
    ("the CIA", None, "usa-spy", "Intelligence Services of the United States", "USA", "SPY"),
    ("the Sudanese army", None, "sdn-mil", "Military Forces of Sudan", "SDN", "MIL"),
    ("South Sudanese soldiers", None, "ssd-mil", "Military Forces of South Sudan", "SSD", "MIL"),
    ("soldiers from Chad", None, "tcd-mil", "Military Forces of Chad", "TCD", "MIL"),
    ("the government of Ethiopia", None, "eth-gov", "Government of Ethiopia", "ETH", "GOV"),
    ("Eritrean troops in Tigray", None, "eri-mil", "Military Forces of Eritrea", "ERI", "MIL"),
    ("Somali police officers", None, "som-cop", "Police Forces of Somalia", "SOM", "COP"),
    ("Somaliland forces", None, "somaliland-mil", "Military Forces of Somaliland", "SOM", "MIL"),
    ("Kenyan riot police", None, "ken-cop", "Police Forces of Kenya", "KEN", "COP"),
    ("the FARDC", None, "cod-mil", "Military Forces of the Democratic Republic of Congo", "COD", "MIL"),
    ("Congolese soldiers", None, "cod-mil", "Military Forces of the Democratic Republic of Congo", "COD", "MIL"),
    ("Congolese police", "COG", "cog-cop", "Police Forces of the Republic of Congo", "COG", "COP"),
    ("Rwandan troops", None, "rwa-mil", "Military Forces of Rwanda", "RWA", "MIL"),
    ("Kigali", None, "rwa-gov", "Government of Rwanda", "RWA", "GOV"),
    ("Malian soldiers", None, "mli-mil", "Military Forces of Mali", "MLI", "MIL"),
    ("Burkinabe gendarmes", None, "bfa-cop", "Police Forces of Burkina Faso", "BFA", "COP"),
    ("Niger's junta", None, "ner-gov", "Government of Niger", "NER", "GOV"),
    ("Nigerien soldiers", None, "ner-mil", "Military Forces of Niger", "NER", "MIL"),
    ("Nigerian troops", None, "nga-mil", "Military Forces of Nigeria", "NGA", "MIL"),
    ("Mozambican farmers", None, "moz-agr", "Farmers and herders (Mozambique)", "MOZ", "AGR"),
    ("the Tatmadaw", None, "mmr-mil", "Military Forces of Myanmar", "MMR", "MIL"),
    ("the Myanmar junta", None, "mmr-gov", "Government of Myanmar", "MMR", "GOV"),
    ("Burmese soldiers", None, "mmr-mil", "Military Forces of Myanmar", "MMR", "MIL"),
    ("Philippine troops", None, "phl-mil", "Military Forces of the Philippines", "PHL", "MIL"),
    ("Filipino fishermen", None, "phl-agr", "Farmers and herders (Philippines)", "PHL", "AGR"),
    ("the Chinese coast guard", None, "chn-cop", "Police Forces of China", "CHN", "COP"),
    ("North Korea", None, "prk-gov", "Government of North Korea", "PRK", "GOV"),
    ("South Korea's military", None, "kor-mil", "Military Forces of South Korea", "KOR", "MIL"),
    ("Pakistani intelligence officials", None, "pak-spy", "Intelligence Services of Pakistan", "PAK", "SPY"),
    ("Indian farmers", None, "ind-agr", "Farmers and herders (India)", "IND", "AGR"),
    ("Afghan refugees", None, "afg-ref", "Refugees and displaced (Afghanistan)", "AFG", "REF"),
    ("Mexican marines", None, "mex-mil", "Military Forces of Mexico", "MEX", "MIL"),
    ("the Haitian National Police", None, "hti-cop", "Police Forces of Haiti", "HTI", "COP"),
    ("Colombia's army", None, "col-mil", "Military Forces of Colombia", "COL", "MIL"),
    ("Venezuelan journalists", None, "ven-jrn", "Journalists (Venezuela)", "VEN", "JRN"),
    ("Brazilian miners", None, "bra-lab", "Labor Group (Brazil)", "BRA", "LAB"),
    ("the French government", None, "fra-gov", "Government of France", "FRA", "GOV"),
    ("Turkish jets", None, "tur-mil", "Military Forces of Turkey", "TUR", "MIL"),
    ("Saudi Arabia", None, "sau-gov", "Government of Saudi Arabia", "SAU", "GOV"),
    ("Kosovo police", None, "xkx-cop", "Police Forces of Kosovo", "XKX", "COP"),
    ("Taiwanese students", None, "twn-students", "Students (Taiwan)", "TWN", "EDU"),
    ("the Knesset", None, "isr-leg", "Parliament of Israel", "ISR", "LEG"),
    ("Georgian rioters", None, "geo-rioters", "Rioters (Georgia)", "GEO", "CVL"),
    ("Syrians", None, "syr-cvl", "Civilians (Syria)", "SYR", "CVL"),
    ("residents of Damascus", None, "syr-cvl", "Civilians (Syria)", "SYR", "CVL"),
    ("former Afghan officials", None, None, "Former Government of Afghanistan", "AFG", "ELI"),
]

# Nouns without a country: the report's, where it can be told. (phrase, report's country, id, name, country, sector)
GENERIC = [
    ("the army", "SYR", "syr-mil", "Military Forces of Syria", "SYR", "MIL"),
    ("the army", None, None, "Military forces", None, "MIL"),
    ("pro-government forces", "SYR", "syr-mil", "Military Forces of Syria", "SYR", "MIL"),
    ("pro-government forces", None, None, "Military forces", None, "MIL"),
    ("the government", "SDN", "sdn-gov", "Government of Sudan", "SDN", "GOV"),
    ("the authorities", "HTI", "hti-gov", "Government of Haiti", "HTI", "GOV"),
    ("police", "MEX", "mex-cop", "Police Forces of Mexico", "MEX", "COP"),
    ("14 civilians", "SYR", "syr-cvl", "Civilians (Syria)", "SYR", "CVL"),
    ("14 civilians", None, None, "Civilians", None, "CVL"),
    ("between 20 and 30 villagers", "NGA", "nga-cvl", "Civilians (Nigeria)", "NGA", "CVL"),
    ("five to seven soldiers", "SYR", "syr-mil", "Military Forces of Syria", "SYR", "MIL"),
    ("at least 30 villagers", "NGA", "nga-cvl", "Civilians (Nigeria)", "NGA", "CVL"),
    ("dozens of protesters", "IRN", "irn-protesters", "Protesters (Iran)", "IRN", "CVL"),
    ("thousands of demonstrators", "GEO", "geo-protesters", "Protesters (Georgia)", "GEO", "CVL"),
    ("an angry mob", "BGD", "bgd-rioters", "Rioters (Bangladesh)", "BGD", "CVL"),
    ("unidentified gunmen", "COL", None, "Unidentified Armed Group (Colombia)", "COL", "UAF"),
    ("unidentified gunmen", None, None, "Unidentified Armed Group", None, "UAF"),
    ("armed bandits", "NGA", None, "Unidentified Gang (Nigeria)", "NGA", "CRM"),
    ("rebels", "CAF", "caf-reb", "Rebels (Central African Republic)", "CAF", "REB"),
    ("rebel fighters", "SYR", "syr-reb", "Rebels (Syria)", "SYR", "REB"),
    ("a rebel commander", "SYR", "syr-reb", "Rebels (Syria)", "SYR", "REB"),
    ("opposition forces", "SYR", "syr-reb", "Rebels (Syria)", "SYR", "REB"),
    ("Druze fighters", "SYR", None, "Unidentified Druze armed group (Syria)", "SYR", "UAF"),
    ("a Nuer force", None, None, "Unidentified Nuer militia (South Sudan)", "SSD", "PRM"),
    ("Kurdish fighters", "SYR", None, "Unidentified Kurdish armed group (Syria)", "SYR", "UAF"),
    ("jihadists", "BFA", None, "Islamist Militia (Burkina Faso)", "BFA", "REB"),
    ("members of the security forces", "TUN", "tun-cop", "Police Forces of Tunisia", "TUN", "COP"),
    ("a group of gunmen", "HTI", None, "Unidentified Armed Group (Haiti)", "HTI", "UAF"),
    ("a military spokesman", "PHL", "phl-mil", "Military Forces of the Philippines", "PHL", "MIL"),
    ("police in Cairo", None, "egy-cop", "Police Forces of Egypt", "EGY", "COP"),
    ("displaced people", "COD", "cod-ref", "Refugees and displaced (Democratic Republic of Congo)", "COD", "REF"),
    ("aid workers", "SSD", "ssd-aid", "Aid Workers (South Sudan)", "SSD", "SOC"),
    ("pirates", "SOM", None, "Pirates", None, "CRM"),
    ("warplanes", "SYR", None, "Unidentified aircraft", None, "MIL"),
    ("its army", "SYR", None, "Military forces", None, "MIL"),
    ("forces loyal to President Assad", None, "syr-mil", "Military Forces of Syria", "SYR", "MIL"),
    ("pro-Assad forces", None, "syr-mil", "Military Forces of Syria", "SYR", "MIL"),
    ("anti-government protesters", "THA", "tha-protesters", "Protesters (Thailand)", "THA", "CVL"),
    ("pro-Russian gunmen", "UKR", None, "Unidentified Armed Group (Ukraine)", "UKR", "UAF"),
    ("Iraqi Shia militia", None, None, "Unidentified Shia militia (Iraq)", "IRQ", "PRM"),
    ("An Iraqi Shia Muslim defense force", None, None, "Unidentified Shia militia (Iraq)", "IRQ", "PRM"),
    ("Syrian rebels", None, "syr-reb", "Rebels (Syria)", "SYR", "REB"),
    ("Fulani herdsmen", "NGA", "nga-agr", "Farmers and herders (Nigeria)", "NGA", "AGR"),
    ("the Black Falcon Brigade", "LBY", None, "Black Falcon Brigade", "LBY", "UAF"),
]

# Phrases that name no party.
NOBODY = [
    "Ivan Putin",  # a stranger of the name
    "it",
    "they",
    "the group",
    "the forces",
    "",
    "   ",
    "!?",
    "Syrian territory",
    "the Syrian war",
    "a spokesman",
    "in Moscow",
    "the offensive",
    "members",
]

# Groups of the roster: (phrase, report's country, id)
GROUPS = [
    ("Boko Haram", None, "boko-haram"),
    ("Boko Haram militants", None, "boko-haram"),
    ("suspected Boko Haram fighters", "NGA", "boko-haram"),
    ("a spokesman for Boko Haram", None, "boko-haram"),
    ("the M23 rebels", None, "m23"),
    ("fighters of the M23", None, "m23"),
    ("Rwanda-backed M23 rebels", None, "m23"),
    ("the paramilitary Rapid Support Forces", None, "rsf-sudan"),
    ("the Rapid Support Forces (RSF)", None, "rsf-sudan"),
    ("Russia's Wagner Group", None, "wagner-group"),
    ("Wagner mercenaries", None, "wagner-group"),
    ("the United Nations", None, "united-nations"),
    ("UN peacekeepers", None, "united-nations"),
    ("Reuters", None, "reuters"),
    ("IS fighters", "SYR", "islamic-state"),
    ("the Islamic State (IS) group", None, "islamic-state"),
    ("the Kataib Hezbollah militia", None, "kataib-hezbollah"),
    ("A spokesman for the Kataib Hezbollah militia, an Iranian-sponsored Iraqi institution", "IRQ", "kataib-hezbollah"),
    ("al-Qaeda-linked al-Shabaab", None, "al-shabaab"),
    ("the Iran-backed Houthis", "YEM", "houthis"),
    ("SNA", "SYR", "syrian-national-army"),
    ("US-led coalition warplanes", "SYR", "us-led-coalition"),
    ("the Arakan Army", "MMR", "arakan-army"),
    ("Abu Sayyaf militants", "PHL", "abu-sayyaf"),
    ("the Sinaloa cartel", "MEX", "sinaloa-cartel"),
    ("Hamas and Islamic Jihad", None, "hamas"),
]

# Those who stand to a group as the noun says are not the group: (phrase, report's country, id, country, sector)
NOT_THE_GROUP = [
    ("IS opponents", "SYR", None, "SYR", "UNK"),
    ("an al-Qaeda affiliate", "MLI", None, "MLI", "UNK"),
    ("Hezbollah supporters", "LBN", "lbn-cvl", "LBN", "CVL"),
    ("al-Qaeda-linked militants", "SOM", None, "SOM", "REB"),
    ("US ally Saudi Arabia", None, "sau-gov", "SAU", "GOV"),
    ("pro-Iranian militia", "IRQ", None, "IRQ", "PRM"),
    ("Syrian Kurds", None, None, "SYR", "CVL"),
    ("ethnic Albanians", "MKD", None, "MKD", "CVL"),
    ("Army of the Hidden Valley", "SYR", None, "SYR", "UAF"),
    ("the Vermont Air National Guard", "SYR", None, None, "COP"),
]

# Backers come and go: (phrase, day, backer, whether then)
BACKER_DAYS = [
    ("the Syrian army", "2015-09-29", "RUS", False),
    ("the Syrian army", "2015-09-30", "RUS", True),
    ("the Syrian army", "2024-12-07", "RUS", True),
    ("the Syrian army", "2024-12-08", "RUS", False),
    ("Central African soldiers", "2017-12-31", "RUS", False),
    ("Central African soldiers", "2018-01-01", "RUS", True),
]

# Names in a sentence: (words as the parser splits them, ids allowed, [(words of the hit, id)])
SENTENCES = [
    ("Russia 's air force struck IS positions", {"SYR"}, [("Russia", "rus"), ("IS", "islamic-state")]),
    ("It is the army that is there", {"SYR"}, []),
    ("IS is there", set(), []),
    ("IS is there", {"irq-mil"}, [("IS", "islamic-state")]),
    ("IS is there", {"islamic-state"}, [("IS", "islamic-state")]),
    ("Boko Haram attacked Chadian troops", set(), [("Boko Haram", "boko-haram"), ("Chadian", "tcd")]),
    ("the Jabhat al - Nusra front", set(), [("Jabhat al - Nusra", "jabhat-al-nusra")]),
    ("They told us to leave", set(), []),
    ("The US and U.K. said", set(), [("US", "usa"), ("U.K.", "gbr")]),
    ("President Bush spoke", set(), [("Bush", "george-w-bush")]),
    ("a bush fire spread", set(), []),
    ("Bush fires spread", set(), []),
    ("the FARDC and M23 clashed in Congo", set(), [("FARDC", "cod-mil"), ("M23", "m23"), ("Congo", "cod")]),
    ("South Sudan and Sudan agreed", set(), [("South Sudan", "ssd"), ("Sudan", "sdn")]),
    ("Niger and Nigeria", set(), [("Niger", "ner"), ("Nigeria", "nga")]),
    ("they may march on turkey farms", set(), []),
    ("Côte d’Ivoire denied it", set(), [("Côte d’Ivoire", "civ")]),
    ("The Philippine army hit Abu Sayyaf", set(), [("Abu Sayyaf", "abu-sayyaf")]),
]

# Public office, at the day of the report: (phrase, day, id, country, sector)
OFFICES = [
    ("President Bashar al-Assad", "2017-11-04", "syr-gov", "SYR", "GOV"),
    ("Bashar al-Assad", "2024-12-07", "syr-gov", "SYR", "GOV"),
    ("Bashar al-Assad", "2024-12-08", None, "SYR", "ELI"),
    ("Assad's forces", "2016-05-01", "syr-mil", "SYR", "MIL"),
    ("the Assad regime", "2013-08-21", "syr-gov", "SYR", "GOV"),
    ("President Vladimir Putin", "2022-02-24", "rus-gov", "RUS", "GOV"),
    ("Haider al-Abadi", "2017-07-10", "irq-gov", "IRQ", "GOV"),
    ("Haider al-Abadi", "2018-10-25", None, "IRQ", "ELI"),
    ("the Trump administration", "2017-11-04", "usa-gov", "USA", "GOV"),
    ("Biden", "2023-10-07", "usa-gov", "USA", "GOV"),
    ("Biden", "2025-01-20", None, "USA", "ELI"),
    ("US President Joe Biden", "2025-01-19", "usa-gov", "USA", "GOV"),
    ("former president Hamid Karzai", "2021-08-20", None, "AFG", "ELI"),
    ("President Bush", "2003-03-20", "usa-gov", "USA", "GOV"),
    ("Felix Tshisekedi", "2024-01-20", "cod-gov", "COD", "GOV"),
    ("Abdel Fattah al-Burhan", "2023-04-15", "sdn-gov", "SDN", "GOV"),
    ("Prime Minister Nikol Pashinyan", "2020-11-09", "arm-gov", "ARM", "GOV"),
]

# Who backs them: (phrase, report's country, day, backers that must be among them)
BACKED = [
    ("Russian-backed Syrian government forces", None, None, {"RUS"}),
    ("pro-government forces backed by Russian airpower", "SYR", "2017-11-04", {"RUS"}),
    ("the Syrian army", None, "2017-11-04", {"RUS", "IRN"}),
    ("Turkish-backed rebels", "SYR", None, {"TUR"}),
    ("rebels supported by Rwanda", "COD", None, {"RWA"}),
    ("a militia with support from Iran", "IRQ", None, {"IRN"}),
    ("US-backed fighters", "SYR", None, {"USA"}),
    ("an Iranian-sponsored Iraqi institution fighting along the Iraqi army against IS", None, None, {"IRN"}),
    ("government-backed militia", "SDN", None, {"SDN"}),
]


@pytest.mark.parametrize(("phrase", "country", "id_", "name", "code", "sector"), COUNTRIES + GENERIC)
def test_composed(phrase, country, id_, name, code, sector):
    actor = best(phrase, at(country))
    assert actor is not None
    assert (actor.id, actor.name, actor.country, actor.sector) == (id_, name, code, sector)


@pytest.mark.parametrize("phrase", NOBODY)
def test_nobody(phrase):
    assert best(phrase, at("SYR")) is None


@pytest.mark.parametrize(("phrase", "country", "id_"), GROUPS)
def test_groups(phrase, country, id_):
    actor = best(phrase, at(country))
    assert actor is not None
    assert actor.id == id_


@pytest.mark.parametrize(("phrase", "day", "id_", "code", "sector"), OFFICES)
def test_offices(phrase, day, id_, code, sector):
    actor = best(phrase, at(day=day))
    assert actor is not None
    assert (actor.id, actor.country, actor.sector) == (id_, code, sector)


@pytest.mark.parametrize(("phrase", "country", "day", "backers"), BACKED)
def test_backers(phrase, country, day, backers):
    actor = best(phrase, at(country, day))
    assert actor is not None
    assert backers <= set(actor.backed_by)
    assert actor.country not in {"RUS", "TUR", "RWA", "IRN", "USA"}


@pytest.mark.parametrize(("phrase", "country", "id_", "code", "sector"), NOT_THE_GROUP)
def test_not_the_group(phrase, country, id_, code, sector):
    actor = best(phrase, at(country))
    assert actor is not None
    assert (actor.id, actor.country, actor.sector) == (id_, code, sector)


@pytest.mark.parametrize(("phrase", "day", "backer", "then"), BACKER_DAYS)
def test_backers_by_day(phrase, day, backer, then):
    actor = best(phrase, at(day=day))
    assert actor is not None
    assert (backer in actor.backed_by) is then


@pytest.mark.parametrize(("sentence", "allowed", "expected"), SENTENCES)
def test_find_actors(sentence, allowed, expected):
    words = sentence.split()
    hits = find_actors(actor_index(load()), words, allowed=frozenset(allowed))
    found = [(" ".join(words[hit.first : hit.last]), hit.ids) for hit in hits]
    for name, id_ in expected:
        assert any(name == text and id_ in ids for text, ids in found), found
    if not expected:
        assert found == []


def test_two_parties_are_both_given_first_first():
    found = resolve_actor("Iraqi and Syrian soldiers", load())
    assert [match.value.id for match in found] == ["irq-mil", "syr-mil"]
    assert found[0].score > found[1].score


TWO = [
    ("Russian and Ukrainian forces", ["rus-mil", "ukr-mil"]),
    ("Russian forces", ["rus-mil"]),
    ("Chadian soldiers and Malian police", ["tcd-mil", "mli-cop"]),
]


@pytest.mark.parametrize(("phrase", "ids"), TWO)
def test_each_party_of_a_phrase(phrase, ids):
    assert [match.value.id for match in resolve_parties(phrase, load())] == ids


BY_DAY = [("2020-03-01", "REB", "Taliban"), ("2022-03-01", "MIL", "Military Forces of Afghanistan (2021-)")]


@pytest.mark.parametrize(("day", "sector", "acled"), BY_DAY)
def test_what_became_of_a_party(day, sector, acled):
    actor = best("Taliban fighters", at("AFG", day))
    assert (actor.id, actor.sector, actor.acled) == ("taliban", sector, acled)


def test_who_is_off_duty_bears_no_arms():
    assert best("an off-duty police officer", at("BRA")).sector == "CVL"
    assert best("a police officer on duty", at("BRA")).sector == "COP"


def test_shared_name_goes_to_the_reports_country():
    assert best("Congolese soldiers", at("COG")).country == "COG"
    assert best("Congolese soldiers", at("COD")).country == "COD"
    assert best("SNA", at("SYR")).id != best("SNA", at("SOM")).id


def test_publishers_country_is_a_weaker_ground_than_the_reports():
    (own,) = resolve_actor("police", load(), at("KEN"))
    (outlet,) = resolve_actor("police", load(), at(publisher="KEN"))
    assert own.value == outlet.value
    assert own.score > outlet.score


def test_what_was_seen_bears_out_an_acronym():
    seen = ActorContext(seen=frozenset({"islamic-state"}))
    assert resolve_actor("IS", load(), seen)[0].score > resolve_actor("IS", load())[0].score


@pytest.mark.parametrize("phrase", [row[0] for row in COUNTRIES + GENERIC] + [row[0] for row in GROUPS])
def test_scores_and_reasons(phrase):
    for match in resolve_actor(phrase, load(), at("SYR")):
        assert 0 < match.score <= 1
        assert match.reason.endswith(".")


def test_every_office_has_a_country_and_a_term():
    countries = {row["id"] for row in load().rows("actors/countries", "country")}
    for row in load().rows("actors/offices", "office"):
        assert row["country"] in countries, row.line
        since = dt.date.fromisoformat(row["since"])
        assert not row["until"] or since < dt.date.fromisoformat(row["until"]), row.line


def test_ids_and_codes_are_unique():
    rows = load().rows("actors/countries", "country")
    assert len({row["id"] for row in rows}) == len(rows) >= 200
    codes = [row["iso3"] for row in rows if row.get("iso3")]
    assert len(set(codes)) == len(codes)
    assert {"XKX", "PSE", "TWN", "ESH"} <= set(codes)


def test_a_users_folder_adds_a_word(tmp_path):
    folder = tmp_path / "actors"
    folder.mkdir()
    (folder / "agents.toml").write_text(
        '[[agent]]\nid = "wardens"\nwords = ["marsh wardens"]\nsector = "COP"\nname = "Police Forces of {country}"\n'
        'bare = "Police forces"\nsuffix = "cop"\ncontext = "state"\n',
        encoding="utf-8",
    )
    assert best("Iraqi marsh wardens") is None
    found = resolve_actor("Iraqi marsh wardens", load(tmp_path))
    assert found[0].value.id == "irq-cop"


FOLDED = [
    ("Kata'ib", "kataib"),
    ("Russia's", "russia 's"),
    ("U.S.-led", "us led"),
    ("al-Nusra", "al nusra"),
    ("Côte d’Ivoire", "cote divoire"),
    ("(YPG),", "ypg"),
    ("rebels'", "rebels"),
    ("–", ""),
]


@pytest.mark.parametrize(("text", "pieces"), FOLDED)
def test_fold(text, pieces):
    assert " ".join(piece.low for piece in fold(text.split())) == pieces


# (since, until, day, whether within)
TERMS = [
    ("2017", "", "2017-01-01", True),
    ("2017", "", "2016-12-31", False),
    ("", "2019", "2019-12-31", True),
    ("", "2019", "2020-01-01", False),
    ("", "2019-07", "2019-07-31", True),
    ("", "2019-07", "2019-08-01", False),
    ("", "2019-07-10", "2019-07-09", True),
    ("", "2019-07-10", "2019-07-10", False),
]


@pytest.mark.parametrize(("since", "until", "day", "expected"), TERMS)
def test_within(since, until, day, expected):
    assert within(since, until, dt.date.fromisoformat(day)) is expected
