"""Who stands for whom: rows of (one party, another, whether they are one side)."""

from __future__ import annotations

import pytest

from vedette.model import Actor
from vedette.resolving.states import backs, may_hold, one_side

SYRIA = Actor("syr-gov", "Government of Syria", "SYR", "GOV", ("RUS", "IRN"))
RUSSIA = Actor("rus-mil", "Military Forces of Russia", "RUS", "MIL")
TURKEY = Actor("tur-mil", "Military Forces of Turkey", "TUR", "MIL")
COALITION = Actor(None, "Turkish-led coalition", "IMG", "MIL", ("TUR",))
REBELS = Actor("turkish-backed-rebels", "Turkish-backed Syrian rebels", "SYR", "REB", ("TUR",))
SOME_REBELS = Actor(None, "Rebels (Syria)", "SYR", "REB")
JIHADISTS = Actor(None, "Islamist Militia (Syria)", "SYR", "REB")
IS = Actor("islamic-state", "Islamic State", None, "REB")
YPG = Actor("ypg", "People's Protection Units", "SYR", "REB", ("USA",))
SDF = Actor("syrian-democratic-forces", "Syrian Democratic Forces", "SYR", "REB", ("USA",))
IRAQ = Actor("irq-mil", "Military Forces of Iraq", "IRQ", "MIL", ("USA",))

SIDES = [
    (SYRIA, SYRIA, True),
    (SYRIA, RUSSIA, True),
    (SYRIA, TURKEY, False),
    (REBELS, TURKEY, True),
    (REBELS, COALITION, True),
    (TURKEY, COALITION, True),
    (REBELS, SOME_REBELS, True),
    (IS, JIHADISTS, True),
    (IS, SOME_REBELS, False),
    (YPG, SDF, True),
    (SDF, IRAQ, False),
]


@pytest.mark.parametrize(("one", "other", "same"), SIDES, ids=lambda row: row.name if isinstance(row, Actor) else None)
def test_one_side(one: Actor, other: Actor, same: bool) -> None:
    assert one_side(one, other) == one_side(other, one) == same


def test_who_backs_whom() -> None:
    assert backs(RUSSIA, SYRIA)
    assert not backs(SYRIA, RUSSIA)
    assert not backs(SDF, YPG)


@pytest.mark.parametrize(
    ("holder", "may"),
    [
        (SYRIA, True),
        (IS, True),
        (COALITION, True),
        (Actor(None, "units"), False),
        (Actor(None, "Ansar Movement"), True),
        (Actor("sohr", "Syrian Observatory for Human Rights", "SYR", "CVL"), False),
        (Actor(None, "Journalists (Syria)", "SYR", "JRN"), False),
    ],
    ids=lambda row: row.name if isinstance(row, Actor) else None,
)
def test_who_may_hold_a_place(holder: Actor, may: bool) -> None:
    assert may_hold(holder) == may
