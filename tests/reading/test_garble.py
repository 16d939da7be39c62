"""Garbled text: what is read in spun paragraphs about many wars, clean prose that stays untouched, exact spans, linear time."""

from pathlib import Path

import pytest

from vedette.errors import LexiconError
from vedette.lexicon.tables import Lexicon, load
from vedette.reading.garble import CLEAN_CEILING, find_garble

# Strong enough to make any short text that it is put after garbled, so that a row can test one phrase alone.
SPUN = "The useful resource businesses stated that the death toll changed into announced at some point of the equal day.\n\n"


def phrases(text):
    return [(phrase.mention.text, phrase.plain) for phrase in find_garble(text, load()).phrases]


def plain(text):
    """The text as reading sees it."""
    parts, done = [], 0
    for phrase in find_garble(text, load()).phrases:
        parts += [text[done : phrase.mention.start], phrase.plain]
        done = phrase.mention.end
    return "".join([*parts, text[done:]])


# (a spun sentence, the sentence as it is read). The sentence stands in a report that is garbled.
READINGS = [
    ("The rebels were quoted as pronouncing so.", "The rebels were quoted as saying so."),
    ("The general changed into quoted on Friday.", "The general was quoted on Friday."),
    ("Houthi opponents fled the port.", "Houthi fighters fled the port."),
    ("Malian authorities forces fled.", "Malian government forces fled."),
    ("Government troops are remaining in on Jowhar.", "Government troops are closing in on Jowhar."),
    ("Rebels neared in on Goma.", "Rebels closed in on Goma."),
    ("The closing bastion fell.", "The last bastion fell."),
    ("A navy supply informed the newspaper.", "A military source told the newspaper."),
    ("Rebels subsidized through Rwanda took Rutshuru.", "Rebels backed by Rwanda took Rutshuru."),
    ("The port is held with the aid of the Houthis.", "The port is held by the Houthis."),
    ("Fighters led by means of a former colonel attacked.", "Fighters led by a former colonel attacked."),
    ("seasoned-Russian separatists shelled Avdiivka.", "pro-Russian separatists shelled Avdiivka."),
    ("Pro-authorities militias entered Taiz.", "Pro-government militias entered Taiz."),
    ("Iranian-subsidized militias left.", "Iranian-backed militias left."),
    ("Three Taliban warring parties were killed.", "Three Taliban fighters were killed."),
    ("The Trump management has denied it.", "The Trump administration has denied it."),
    ("Civilians were put in damage’s way.", "Civilians were put in harm's way."),
    ("They rolled returned the gains of the militia.", "They rolled back the gains of the militia."),
    ("Lengthy-variety missiles hit Odesa.", "Long-range missiles hit Odesa."),
    ("Russian air energy helped.", "Russian air power helped."),
    ("The army took complete manage of Marawi.", "The army took full control of Marawi."),
    ("Volunteers came to sign up for the attack.", "Volunteers came to join the attack."),
    ("The generals are trying to find to stay.", "The generals seek to stay."),
    ("The junta is trying to find to stay.", "The junta seeks to stay."),
    ("Gunmen opened hearth on the convoy.", "Gunmen opened fire on the convoy."),
    ("The group claimed duty for the attack.", "The group claimed responsibility for the attack."),
    ("The demise toll rose.", "The death toll rose."),
    ("The Well being Ministry gave no figure.", "The Health Ministry gave no figure."),
    ("The White Home condemned it.", "The White House condemned it."),
    ("Humanitarian useful resource was looted.", "Humanitarian aid was looted."),
    ("The overseas minister flew to Doha.", "The foreign minister flew to Doha."),
    ("In keeping with officials, nobody was hurt.", "According to officials, nobody was hurt."),
    ("As indicated by police, nobody was hurt.", "According to police, nobody was hurt."),
    ("They crossed into the West Financial institution.", "They crossed into the West Bank."),
    ("Heavy preventing broke out in japanese Ukraine.", "Heavy fighting broke out in eastern Ukraine."),
    ("The ruling celebration won.", "The ruling party won."),
    ("He met the secretary-popular.", "He met the secretary-general."),
    ("A senior legitimate said so.", "A senior official said so."),
    ("The court sentenced him to loss of life.", "The court sentenced him to death."),
    ("Fear based oppressors struck Lahore.", "Terrorists struck Lahore."),
    ("Assembled Nations peacekeepers left Kidal.", "United Nations peacekeepers left Kidal."),
    ("The two sides agreed to harmony talks.", "The two sides agreed to peace talks."),
    ("The wounded were taken to the doctor's facility.", "The wounded were taken to the hospital."),
    ("It did no longer respond.", "It did not respond."),
    ("The metropolis fell.", "The city fell."),
    ("The ministry launched footage of the strike.", "The ministry released footage of the strike."),
    ("SYRIAN AUTHORITIES FORCES FLEE", "SYRIAN GOVERNMENT FORCES FLEE"),
]


@pytest.mark.parametrize(("spun", "read"), READINGS)
def test_spun_words_are_read_as_the_plain_ones(spun, read):
    assert plain(SPUN + spun).endswith("\n\n" + read)


# Words that are ordinary beside these neighbours, also in a garbled report.
KEPT = [
    "She works at the Brookings Institution.",
    "A well informed reader wrote.",
    "The agency was informed by letter.",
    "The Israel Defense Force withdrew.",
    "Saudi-subsidized bread is cheap.",
    "They focused on hearth and home.",
    "He is a seasoned Russian diplomat.",
    "The authorities held talks.",
    "Japanese officials arrived.",
    "He had pain in his lower back.",
    "In the past 12 months prices rose.",
    "A useful resource for teachers opened.",
    "The environmental protection minister left.",
    "The state trooper was among them.",
    "The union turned into a rival force.",
    "He painted the white home of his aunt.",
]


@pytest.mark.parametrize("sentence", KEPT)
def test_ordinary_words_are_kept_in_a_garbled_report(sentence):
    assert plain(SPUN + sentence).endswith("\n\n" + sentence)


GARBLED = [
    (
        "Somali authorities forces subsidized by means of African Union squaddies are remaining in on Bardhere, one of the "
        "closing cities nevertheless held by way of the al-Shabaab institution, a navy supply informed newshounds."
    ),
    (
        "At least 14 humans changed into killed and the demise toll is expected to upward push after gunmen opened hearth on a "
        "market in the nigerian metropolis of Maiduguri, in keeping with police. No institution has claimed duty for the "
        "assault."
    ),
    (
        "Ukraine’s Protection Ministry mentioned troopers had pushed the attackers out of the metropolis. The White Home "
        "mentioned it was “deeply involved”, the Related Press reported, and the U.N. Safety Council will meet on Monday."
    ),
    (
        "The Houthi opponents have misplaced manage of the airport, seasoned-regime media stated. Saudi air energy changed into"
        " used at some point of the preventing, and useful resource businesses pulled out."
    ),
    (
        "As indicated by police, fear based oppressors assaulted a healing facility in Quetta. The aggressors were harmed when "
        "security powers returned discharge, and an insight officer was among the dead."
    ),
    (
        "Squaddies in Myanmar seized electricity for the duration of the equal week, and the military shelled areas held with "
        "the aid of the Arakan Army. The overseas ministry did no longer straight away respond to a request for remark."
    ),
    (
        "Sudan’s warring events met for harmony talks in Jeddah. The paramilitary pressure denied that its opponents had "
        "carried out struggle crimes, and the army said it had beaten returned an attack at the outskirts of the capital."
    ),
    (
        "The Philippine army took complete manage of the metropolis of Marawi from militants backed with the aid of the IS "
        "institution, a senior legitimate said."
    ),
]


@pytest.mark.parametrize("text", GARBLED)
def test_spun_reports_are_called_garbled(text):
    garble = find_garble(text, load())
    assert garble.score >= 0.5
    assert len(garble.phrases) >= 5


CLEAN = [
    (
        "Somali government troops backed by African Union soldiers closed in on Bardhere on Monday, a military source told "
        "reporters. Residents of the city said al-Shabaab fighters had left the previous night."
    ),
    (
        "The Bank of England held interest rates at 5 per cent. The institution informed markets that inflation in the vicinity"
        " of 4 per cent would persist for the duration of the year, and economists stated that households were paying greater "
        "sums."
    ),
    (
        "A study of 1,200 patients in the metropolis of Lagos found that those who exercised for 12 months had better mental "
        "fitness. Medical institutions were informed of the findings."
    ),
    (
        "Kenya’s opposition leader told supporters the election had been stolen. Police fired tear gas at protesters near the "
        "airport and arrested 40 people, a spokesman said. The government denied using excessive force."
    ),
    (
        "Whilst the lads at the garage reckoned the motor was knackered, the council said it would look into the matter at some"
        " stage in the new year. Some residents are none too chuffed."
    ),
    (
        "The quarterback told reporters he was fixing to get back on the field a ways before the playoffs. “We gotta play "
        "ball,” he said, “and y’all know we’re not done.”"
    ),
    (
        "Colombian troops killed a commander of the ELN rebel group in Arauca department, the defence ministry said. Two "
        "soldiers were wounded. The rebels have not commented."
    ),
    (
        "The opposition party held a celebration in Warsaw. Its leader said the ruling coalition must now answer for the crisis"
        " in public health."
    ),
    (
        "Israel’s military said it had struck Hezbollah positions in southern Lebanon. Lebanon’s health ministry reported four "
        "deaths, and the United Nations peacekeeping force urged restraint on both sides of the Blue Line."
    ),
    (
        "The M23 rebels, whom UN experts say are backed by Rwanda, launched an offensive towards Goma. Thousands of people fled"
        " towards the border with their belongings; aid agencies warned of a humanitarian disaster."
    ),
    (
        "Oil rose above $90 a barrel after the attack on tankers in the Red Sea. Shares in the largest shipping companies fell,"
        " and traders were watching for news from the Opec meeting in Vienna."
    ),
    (
        "The Supreme Court of Pakistan ruled that the detention of the former prime minister was unlawful. His party’s "
        "supporters celebrated outside the court, while the army said it would respect the verdict."
    ),
    (
        "Navy divers recovered the body of a sailor from the wreck of the frigate. The institution’s museum will launch video "
        "of the dive, and the harbour authorities have closed the area."
    ),
    (
        "Russian forces shelled a residential area of Kharkiv, killing three civilians, including a child, the regional "
        "governor said. It was not immediately clear what had been the target."
    ),
]


@pytest.mark.parametrize("text", CLEAN)
def test_ordinary_prose_is_not_garbled(text):
    garble = find_garble(text, load())
    assert (garble.score, garble.phrases) == (0.0, ())


def test_one_strong_phrase_is_a_slip_and_two_are_a_trace():
    one = "The rebels held the town at some point of the rains, and the army stayed in its barracks."
    two = one + " A ceasefire was signed on the equal day."
    assert 0.0 < find_garble(one, load()).score <= CLEAN_CEILING
    assert phrases(one) == []
    assert phrases(two) == [("at some point of", "during"), ("equal", "same")]


def test_few_strong_phrases_in_a_long_report_are_quotations():
    quoted = "At some point of the siege they wrote: the equal day. "
    filler = "The convoy left the town before dawn and reached the border by noon. "
    assert find_garble(quoted + filler * 20, load()).phrases
    assert not find_garble(quoted + filler * 40, load()).phrases


def test_a_long_spun_report_is_garbled_however_long():
    assert find_garble("\n\n".join(GARBLED * 200), load()).phrases


def test_four_weak_kinds_stand_beside_one_strong_trace():
    three = "The metropolis fell at some point of the siege, which commenced on Monday, and its squaddies fled."
    assert phrases(three) == []
    assert len(phrases(three.replace("squaddies fled", "squaddies fled in the course of the night"))) == 5


TWINS = (
    "India launched pictures of jets striking a camp near the river in the disputed valley. "
    "India released footage of jets striking a camp near the river in the disputed valley. "
    "It happened on the equal day."
)


def test_a_sentence_that_stands_twice_with_synonyms_exchanged_is_a_trace():
    assert phrases(TWINS) == [("launched", "released"), ("pictures", "footage"), ("equal", "same")]
    assert phrases(TWINS.replace("released footage", "launched pictures")) == []
    assert phrases(TWINS.replace("launched pictures", "published film")) == []


SPANS = [
    ("🔥🔥 “The 💣 fell,” he said. The equal day, rebels opened hearth on troops.", ["equal", "hearth"]),
    (
        "‘Ça brûle’ — “n’importe où” 😀\n\nHe put them in damage's way and damage’s way on the equal day.",
        ["damage's", "damage’s", "equal"],
    ),
    ("İstanbul — the seasoned\u2011regime forces took vicinity on the equal day in İzmir.", ["seasoned", "vicinity", "equal"]),
]


@pytest.mark.parametrize(("text", "spun"), SPANS)
def test_spans_are_code_points_of_the_report(text, spun):
    found = find_garble(text, load()).phrases
    assert [phrase.mention.text for phrase in found] == spun
    assert all(text[phrase.mention.start : phrase.mention.end] == phrase.mention.text for phrase in found)


def test_phrases_stand_in_text_order_without_overlap():
    found = find_garble("\n\n".join(GARBLED), load()).phrases
    ends = [phrase.mention.end for phrase in found]
    starts = [phrase.mention.start for phrase in found]
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))


@pytest.mark.parametrize(
    ("joined", "apart"),
    [
        ("opened hearth\non them the equal day", "opened\n\nhearth on them the equal day"),
        ("a lengthy-variety missile hit the equal day", "a lengthy; variety missile hit the equal day"),
        ("the equal  day he opened hearth.", "the equal, day he opened hearth."),
    ],
)
def test_a_phrase_ends_with_its_clause(joined, apart):
    assert phrases(joined)
    assert not phrases(apart)


@pytest.mark.parametrize("text", ["", " \n", "…", "💣", "'s"])
def test_no_words_no_garble(text):
    assert find_garble(text, load()).score == 0.0


# (a row of a user's file, what the error says)
BAD_ROWS = [
    ('words = "metropolis"\nplain = "city"\nstrength = "sure"', "strong or weak"),
    ('words = "metropolis"\nplain = "Metropolis"\nstrength = "weak"', "other than these"),
    ('words = "(a|b) c"\nplain = "(d|e|f)"\nstrength = "weak"', "other than these|in step"),
    ('words = "c"\nplain = "(d|e)"\nstrength = "weak"', "in step"),
    ('words = "c"\nplain = "d"\nstrength = "weak"\nafter = ["{nobody}"]', "no word class"),
    ('words = "c"\nplain = "d"\nstrength = "weak"\ncase = "upper"', "lower or capital"),
    ('words = "c"\nstrength = "weak"', "lacks 'plain'"),
]


@pytest.mark.parametrize(("row", "message"), BAD_ROWS)
def test_a_wrong_row_is_named_by_file_and_line(row, message, tmp_path: Path):
    (tmp_path / "spun.toml").write_text(f"# My words\n[[spun]]\n{row}\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=rf"spun\.toml:2: .*({message})"):
        find_garble("text", Lexicon(tmp_path))


def test_a_users_row_adds_a_phrase(tmp_path: Path):
    row = '[[spun]]\nwords = "thunder (pipe|pipes)"\nplain = "(gun|guns)"\nstrength = "strong"\n'
    (tmp_path / "spun.toml").write_text(row, encoding="utf-8")
    found = find_garble("They fired thunder pipes the equal day.", Lexicon(tmp_path)).phrases
    assert [phrase.plain for phrase in found] == ["guns", "same"]


def test_the_table_is_large_and_has_both_strengths():
    rows = load().rows("spun", "spun")
    assert len(rows) >= 350
    assert {row["strength"] for row in rows} == {"strong", "weak"}


@pytest.mark.parametrize("text", ["\n\n".join(GARBLED), "Institution ", "the equal ", "U.S", "'s", "“equal” day. "])
def test_a_long_text_of_one_phrase_is_read_to_its_end(text):
    """Four hundred thousand characters; were the work to grow with the square, this would not end within the run."""
    long = (text * (400_000 // len(text) + 1))[:400_000]
    found = find_garble(long, load())
    assert 0 <= found.score <= 1
    assert all(long[phrase.mention.start : phrase.mention.end] == phrase.mention.text for phrase in found.phrases)
