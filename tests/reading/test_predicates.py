"""Which words tell of which event: rows of (text, kinds in text order), the look-alikes that tell of none beside them."""

import pytest

# One word, two meanings: the upper tells of the event, the lower of another one or of none.
PAIRS = [
    ("Rebels attacked the barracks in Bukavu.", "attack"),
    ("Critics attacked the report in Brussels.", ""),
    ("He survived an attack in Istanbul.", "attack"),
    ("He suffered a heart attack in Istanbul.", ""),
    ("The government released forty prisoners in Caracas.", "release"),
    ("The government released a video of its new ships.", ""),
    ("Hezbollah fired rockets at Kiryat Shmona.", "shelling"),
    ("The president fired the defence minister on Tuesday.", ""),
    ("Soldiers fired at a bus near Bamenda.", "attack"),
    ("Railway workers went on strike in Lyon.", "strike"),
    ("Jets carried out a strike on Sanaa.", "air-strike"),
    ("A teachers' strike closed schools in Harare.", "strike"),
    ("A missile strike closed schools in Kharkiv.", "missile-strike"),
    ("Fighters took the town of Bentiu.", "capture"),
    ("Fighters took part in the parade.", ""),
    ("Gunmen took six people hostage in Manila.", "abduction"),
    ("A missile hit a warehouse in Odesa.", "missile-strike"),
    ("A cyclone hit the coast of Mozambique.", ""),
    ("The gang killed the mayor of Tixtla.", "killing"),
    ("The parliament killed the bill on Monday.", ""),
    ("Three soldiers died in an ambush near Gao.", "ambush"),
    ("Three soldiers died of malaria near Gao.", ""),
    ("The militia withdrew from Tarhuna.", "withdraw"),
    ("The senator withdrew his candidacy in Bogotá.", ""),
    ("The Taliban captured Kunduz.", "capture"),
    ("The film captured the mood in Kabul.", ""),
    ("The army captured nine fighters near Kidal.", "abduction"),
    ("Turkish artillery shelled Tel Rifaat.", "shelling"),
    ("Reporters bombarded the minister with questions.", ""),
    ("Militants executed ten captives in Palma.", "execution"),
    ("The ministry executed the plan in Palma.", ""),
    ("The army launched a military operation in Sambisa.", "offensive"),
    ("The army launched a rescue operation in Sambisa.", ""),
    ("Troops entered the city of Mekelle.", "advance"),
    ("The talks entered a second day in Geneva.", ""),
    ("Supporters rallied in Dhaka.", "protest"),
    ("Shares rallied in Tokyo.", ""),
    ("Colombia and the ELN signed an agreement in Havana.", "agreement"),
    ("The minister signed a book in Havana.", ""),
    ("Government forces battled rebels in Aden.", "armed-clash"),
    ("Firefighters battled a blaze in Aden.", ""),
    ("The two armies agreed a ceasefire in Doha.", "ceasefire"),
    ("The two armies broke the ceasefire in Doha.", "ceasefire-breach"),
    ("The European Union imposed sanctions on Belarus.", "sanction"),
    ("The European Union lifted sanctions on Belarus.", "concede"),
    ("Pakistan expelled the Indian ambassador.", "sanction"),
    ("Pakistan expelled Afghan refugees.", "deport"),
    ("Police fired tear gas at protesters in Nairobi.", "protest-with-intervention"),
    ("Police fired at protesters in Nairobi.", "force-against-protesters"),
    ("Protesters threw stones at the police in Nairobi.", "riot"),
    ("Families fled the village of Ituri.", "displace"),
    ("Soldiers fled the base at Dikwa.", "flee"),
    ("The army shot down a drone over Khartoum.", "weapons-seizure"),
    ("The army shot two men in Khartoum.", "attack"),
    ("Residents blocked a road in Oaxaca with burning tyres.", "riot"),
    ("Residents blocked a road in Oaxaca to demand water.", "protest demand"),
    ("Soldiers blocked a road in Oaxaca.", "blockade"),
    ("Activists held a climate strike in Oslo.", "strike"),
    ("Jets carried out a strike in Oslo.", "air-strike"),
    ("Rioters threw stones at police in Nablus.", "mob-violence"),
    ("Two gangs clashed in Kingston.", "armed-clash"),
    ("Two student groups clashed in Dhaka.", "mob-violence"),
    ("The senator clashed with students in Dhaka.", ""),
    ("Gunmen seized a truck near Menaka.", "looting"),
    ("Police seized a rifle near Menaka.", "weapons-seizure"),
    ("Bandits stole fifty cattle near Zamfara.", "looting"),
    ("The band stole the show in Zamfara.", ""),
    ("Motorists drove to the capitol to denounce the tax.", "protest accuse"),
    ("Motorists drove to the capitol to sell cars.", ""),
    ("Shoot-outs between gangs continued in Rio.", "armed-clash"),
]

KINDS = [
    ("A suicide bomber blew himself up outside a mosque in Peshawar.", "suicide-bombing"),
    ("A landmine exploded under a bus in Mopti.", "mine"),
    ("Gunmen kidnapped thirty pupils in Kaduna.", "abduction"),
    ("The court sentenced two officers to life in prison.", "convict"),
    ("Police arrested forty activists in Minsk.", "arrest"),
    ("Raiders burned down houses in Darfur.", "destruction"),
    ("Jihadists looted shops in Djibo.", "looting"),
    ("A general defected to the rebels in Naypyidaw.", "group-change"),
    ("Saudi Arabia deployed troops along the border with Yemen.", "deploy"),
    ("Villagers lynched a suspected thief in Puebla.", "mob-violence"),
    ("The rebels handed the town to the army.", "handover"),
    ("The foreign minister resigned on Monday.", "resign"),
    ("Kenya rejected the proposal.", "reject"),
    ("The paramilitaries besieged the garrison at El Fasher.", "siege"),
    ("M23 fighters advanced on Sake.", "advance"),
    ("Soldiers drove the militants out of Palma.", "capture"),
    ("Soldiers raped women in Tigray.", "sexual-violence"),
    ("Guards tortured detainees in Saydnaya.", "torture"),
    ("Warplanes dropped bombs on Aleppo.", "air-strike"),
    ("The regime used sarin on the suburb of Ghouta.", "chemical-attack"),
    ("Sudan cut ties with the Emirates.", "sanction"),
    ("The president visited Nicosia.", "meet"),
    ("Norway sent ammunition to Ukraine.", "aid"),
    ("The junta imposed a curfew on Yangon.", "restrict"),
    ("Someone threw a grenade into a bar in Bujumbura.", "grenade"),
    ("Rebels blocked the road to Bamako.", "blockade"),
    ("Nurses held a sit-in in Rabat.", "protest"),
    ("Police officers took the pastor away in Hanoi.", "arrest"),
    ("Gunmen took nine villagers away in Segou.", "abduction"),
    ("Employees took over the ministry in Texcoco to demand higher pay.", "protest demand"),
    ("Baotou was placed under a lockdown on Monday.", "restrict"),
    ("Thousands of refugees arrived in Adre.", "displace"),
    ("The group opened fire with mortars near Hama.", "shelling"),
    ("Israel bombed Rafah.", "air-strike"),
    ("The navy surrendered to the insurgents.", "surrender"),
    ("Russia and Ukraine exchanged prisoners.", "release"),
    ("China opened a base in Djibouti.", "base-established"),
]

# Several events of one sentence, and words that only carry one or are part of a name.
TOGETHER = [
    ("Iran condemned the attack in Ahvaz.", "accuse attack"),
    ("The army stormed the hospital and arrested ten men.", "raid arrest"),
    ("Thousands of families fled the fighting in Cabo Delgado.", "displace armed-clash"),
    ("The strike hit a hospital in Kunduz.", "air-strike"),
    ("Strikes targeting depots killed two in Latakia.", "air-strike"),
    ("Clashes killed nine in Tripoli.", "armed-clash"),
    ("The rebels vowed to attack Ndjamena.", "attack"),
    ("The rebels vowed revenge.", "threat"),
    ("Teachers marched to protest in Tegucigalpa.", "protest"),
    ("Riot police stood outside the court in Jakarta.", ""),
    ("The town fell without a fight.", "capture"),
    ("He was sentenced for genocide in Arusha.", "convict"),
    ("Operation Barkhane ended in Mali.", ""),
    ("The displaced waited in Bangui.", ""),
    ("Kenyan police clashed with protesters in Kisumu.", "riot"),
    ("The talks were held in March.", ""),
    ("An explosion ripped through a mosque in Peshawar.", "bombing"),
    ("Somali troops killed 30 al-Shabaab fighters in Galmudug.", "killing"),
    ("Two Tamil leaders surrendered on 17 May 2009.", "surrender"),
    ("Villagers found the bodies of nine men near Segou.", ""),
    ("Rwanda has repeatedly denied supporting the M23.", ""),
    ("Fighting raged in Bangui.", "armed-clash"),
]


def kinds(read, text):
    return " ".join(claim.kind for claim in read(text).claims)


@pytest.mark.parametrize(("text", "expected"), PAIRS)
def test_one_word_two_meanings(read, text, expected):
    assert kinds(read, text) == expected


@pytest.mark.parametrize(("text", "expected"), KINDS)
def test_kinds(read, text, expected):
    assert kinds(read, text) == expected


@pytest.mark.parametrize(("text", "expected"), TOGETHER)
def test_events_of_one_sentence(read, text, expected):
    assert kinds(read, text) == expected
