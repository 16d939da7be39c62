"""Who holds a place: rows of (text, [place | holder | change | stance])."""

import pytest

ROWS = [
    ("The town of Raqqa is held by the Islamic State.", ["Raqqa | the Islamic State | holds | asserted"]),
    ("The town of Raqqa was formerly held by the Islamic State.", []),
    ("The army shelled the IS-held town of Raqqa.", ["Raqqa | IS | holds | asserted"]),
    ("The army shelled the formerly IS-held town of Raqqa.", []),
    ("The Houthis control Sanaa.", ["Sanaa | The Houthis | holds | asserted"]),
    ("The Houthis hold Sanaa.", ["Sanaa | The Houthis | holds | asserted"]),
    ("The Houthis no longer control Sanaa.", ["Sanaa | The Houthis | lost | asserted"]),
    ("The Houthis had controlled Sanaa.", []),
    ("The Houthis once controlled Sanaa.", []),
    ("The Houthis may control Sanaa.", ["Sanaa | The Houthis | holds | possible"]),
    ("The Houthis do not control Aden.", ["Aden | The Houthis | holds | denied"]),
    ("The Houthis control the traffic.", []),
    ("The Houthis held talks in Muscat.", []),
    ("Kunduz is in the hands of the Taliban.", ["Kunduz | the Taliban | holds | asserted"]),
    ("Bukavu is under M23 control.", ["Bukavu | M23 | holds | asserted"]),
    ("Bukavu is under the control of the M23.", ["Bukavu | the M23 | holds | asserted"]),
    ("Goma is in the hands of the M23.", ["Goma | the M23 | holds | asserted"]),
    ("The M23 is in control of Goma.", ["Goma | The M23 | holds | asserted"]),
    ("Troops shelled the Boko Haram stronghold of Gwoza.", ["Gwoza | Boko Haram | holds | asserted"]),
    ("Troops shelled Gwoza, a Boko Haram stronghold.", ["Gwoza | Boko Haram | holds | asserted"]),
    ("Troops shelled the former Boko Haram stronghold of Gwoza.", []),
    ("Gwoza is one of Boko Haram's strongholds.", ["Gwoza | Boko Haram | holds | asserted"]),
    ("Ukrainian drones hit Russian-occupied Melitopol.", ["Melitopol | Russian | holds | asserted"]),
    ("Families fled rebel-held Douma.", ["Douma | rebel | holds | asserted"]),
    ("Families fled the city of Myitkyina, which is controlled by the junta.", ["Myitkyina | the junta | holds | asserted"]),
    ("The Taliban captured Kunduz.", []),
    ("The election was held in Kunduz.", []),
    (
        "The Taliban run Kunduz and Baghlan.",
        ["Kunduz | The Taliban | holds | asserted", "Baghlan | The Taliban | holds | asserted"],
    ),
]


ROWS += [
    ("Bunia is now a Taliban town.", ["Bunia | Taliban | holds | asserted"]),
    ("The rebels are masters of Bunia.", ["Bunia | The rebels | holds | asserted"]),
    ("The junta retains control of Lashio.", ["Lashio | The junta | holds | asserted"]),
    ("Rebels entered Bunia and hold it still.", ["Bunia | Rebels | holds | asserted"]),
    ("The convoy waited while rebels held it.", []),
    ("Most of Bunia was in rebel hands.", ["Bunia | rebel | holds | asserted"]),
    ("With Bunia back in rebel hands, families fled.", ["Bunia | rebel | holds | asserted"]),
    ("Bunia has slipped from the army's hands.", ["Bunia | the army | lost | asserted"]),
    ("Bunia was occupied by the rebels on Monday.", []),
    ("Bunia is occupied by the rebels.", ["Bunia | the rebels | holds | asserted"]),
    ("Rebels hold the villages around Bunia.", []),
    ("The rebels used to hold Bunia.", []),
    ("Bunia is an oil town.", []),
    ("The army shelled Bunia, one of the last towns still held by the rebels.", ["Bunia | the rebels | holds | asserted"]),
    ("The army plans to retake rebel-held Douma.", ["Douma | rebel | holds | asserted"]),
]


def told(holding):
    return " | ".join([holding.place.named.text, holding.holder.text, holding.change, holding.stance])


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_holdings(read, text, expected):
    assert [told(holding) for holding in read(text).holdings] == expected


def test_who_says_so_and_when(read):
    found = read("The Houthis hold Hodeidah, the governor said.").holdings
    assert [speaker.mention.text for speaker in found[0].speakers] == ["the governor"]
    assert read("The Houthis hold Hodeidah.").holdings[0].speakers == ()


def test_the_note_says_why(read):
    assert read("The Houthis hold Hodeidah.").holdings[0].notes[0] == "'hold' says that 'The Houthis' holds 'Hodeidah'"
