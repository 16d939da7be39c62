"""Who is tied to whom: rows of (text, [source | kind | target])."""

import pytest

ROWS = [
    ("Russian-backed separatists shelled Avdiivka.", ["Russian | backs | Russian-backed separatists"]),
    ("The Russian separatists shelled Avdiivka.", []),
    ("Iran backs the Houthis.", ["Iran | backs | the Houthis"]),
    ("The Houthis are backed by Iran.", ["Iran | backs | The Houthis"]),
    ("The Houthis, backed by Iran, fired missiles.", ["Iran | backs | The Houthis"]),
    ("Iran backed the proposal.", []),
    ("Rwanda supports the M23.", ["Rwanda | backs | the M23"]),
    ("Rwanda supports peace.", []),
    ("Rwanda denied that it supports the M23.", ["it | backs | the M23"]),
    ("The militia fights alongside the Syrian army.", ["The militia | allied | the Syrian army"]),
    ("The militia fights against the Syrian army.", ["The militia | fights | the Syrian army"]),
    ("The YPG is the armed wing of the PYD.", ["The YPG | part_of | the PYD"]),
    ("The YPG, an ally of the United States, took Manbij.", ["The YPG | allied | the United States"]),
    ("The YPG, an enemy of Turkey, took Manbij.", ["The YPG | fights | Turkey"]),
    ("The ELN ambush left seven soldiers dead.", []),
    ("The brigade split from Boko Haram.", ["The brigade | split_from | Boko Haram"]),
    ("The river splits Baghdad.", []),
    ("The Monitor was silent. It was the last town under the control of the Houthis.", []),
    ("The US-led coalition bombed Mosul.", ["US | commands | The US-led coalition"]),
    ("The Saudi-led coalition bombed Saada.", ["Saudi | commands | The Saudi-led coalition"]),
    ("Uganda armed and trained the rebels.", ["Uganda | backs | the rebels"]),
    ("The doctors trained the nurses in Juba.", []),
]


ROWS += [
    ("Hamas and Hezbollah formed an alliance.", ["Hamas | allied | Hezbollah"]),
    ("Hamas, an offshoot of the Muslim Brotherhood, runs Gaza.", ["Hamas | split_from | the Muslim Brotherhood"]),
    ("Al-Shabaab is at war with Kenya.", ["Al-Shabaab | fights | Kenya"]),
    ("Iran's proxy Hezbollah fired rockets.", ["Iran | backs | Hezbollah"]),
    ("Iran's support for Hezbollah is old.", ["Iran | backs | Hezbollah"]),
    ("Iran ended its support for Hezbollah.", []),
    ("Iran no longer backs Hezbollah.", []),
    ("Hezbollah receives weapons from Iran.", ["Iran | backs | Hezbollah"]),
    ("Iran provided Hezbollah with rockets.", ["Iran | backs | Hezbollah"]),
    ("Iran provided Hezbollah with figures.", []),
    ("The M23 fights under the command of Rwanda.", ["Rwanda | commands | The M23"]),
    ("Goma is under the control of the M23.", []),
    ("The mayor backs the senator.", []),
    ("China is Canada's trading partner.", []),
    ("A former ally of Russia left the talks.", []),
]


def told(tie):
    return f"{tie.source.text} | {tie.kind} | {tie.target.text}"


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_ties(read, text, expected):
    assert [told(tie) for tie in read(text).ties] == expected


# What is said of a tie: rows of (text, stance).
STANCES = [
    ("Rwanda supports the M23.", "asserted"),
    ("Rwanda denied that it supports the M23.", "denied"),
    ("Rwanda allegedly supports the M23.", "possible"),
    ("Rwanda will support the M23.", "planned"),
    ("Turkey plans to strike the Russian-backed forces.", "asserted"),
]


@pytest.mark.parametrize(("text", "expected"), STANCES)
def test_stances(read, text, expected):
    assert [tie.stance for tie in read(text).ties] == [expected]


def test_speakers_and_antecedents(read):
    tie = read("Rwanda denied that it supports the M23.").ties[0]
    assert tie.source.named.text == "Rwanda"
    assert [speaker.mention.text for speaker in tie.speakers] == ["Rwanda"]
