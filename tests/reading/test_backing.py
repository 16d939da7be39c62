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
    ("The brigade split from Boko Haram.", ["The brigade | split_from | Boko Haram"]),
    ("The river splits Baghdad.", []),
    ("The US-led coalition bombed Mosul.", ["US | commands | The US-led coalition"]),
    ("The Saudi-led coalition bombed Saada.", ["Saudi | commands | The Saudi-led coalition"]),
    ("Uganda armed and trained the rebels.", ["Uganda | backs | the rebels"]),
    ("The doctors trained the nurses in Juba.", []),
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
]


@pytest.mark.parametrize(("text", "expected"), STANCES)
def test_stances(read, text, expected):
    assert [tie.stance for tie in read(text).ties] == [expected]


def test_speakers_and_antecedents(read):
    tie = read("Rwanda denied that it supports the M23.").ties[0]
    assert tie.source.named.text == "Rwanda"
    assert [speaker.mention.text for speaker in tie.speakers] == ["Rwanda"]
