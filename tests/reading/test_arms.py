"""The weapon that makes an attack's kind exact: rows of (text, event's word, kind)."""

import pytest

from vedette.reading.arms import weapon_of
from vedette.reading.predicates import find_predicates
from vedette.reading.triggers import rules_of

ROWS = [
    ("Jets attacked Saada.", "attacked", "air-strike"),
    ("Drones attacked Saada.", "attacked", "drone-strike"),
    ("Rebels attacked Saada.", "attacked", "attack"),
    ("Rebels attacked Saada with mortars.", "attacked", "shelling"),
    ("Rebels attacked Saada with knives.", "attacked", "attack"),
    ("Rebels attacked Saada using drones.", "attacked", "drone-strike"),
    ("Saada was attacked by helicopters.", "attacked", "air-strike"),
    ("A drone attack closed the port.", "attack", "drone-strike"),
    ("A rocket attack closed the port.", "attack", "shelling"),
    ("A knife attack closed the port.", "attack", "attack"),
    ("A drone strike closed the port.", "strike", "drone-strike"),
    ("An air strike closed the port.", "strike", "air-strike"),
    ("A missile strike closed the port.", "strike", "missile-strike"),
    ("A suicide bombing closed the port.", "bombing", "suicide-bombing"),
    ("A car bombing closed the port.", "bombing", "bombing"),
    ("A suicide attack closed the port.", "attack", "suicide-bombing"),
    ("A roadside bomb exploded near Kirkuk.", "exploded", "mine"),
    ("A car bomb exploded near Kirkuk.", "exploded", "bombing"),
    ("A chemical attack killed dozens in Douma.", "attack", "chemical-attack"),
    ("Iskander missiles struck Kharkiv.", "struck", "missile-strike"),
    ("Tank shells struck Kharkiv.", "struck", "shelling"),
    ("Soldiers killed nine men with grenades.", "killed", "grenade"),
    ("Soldiers killed nine men near a mine.", "killed", "killing"),
]


@pytest.mark.parametrize(("text", "word", "expected"), ROWS)
def test_kinds_by_weapon(read, text, word, expected):
    assert read(text).predicate(word)[1].kind == expected


def test_the_note_names_the_weapon(read, coder):
    seen = read("Rebels attacked Saada with mortars.")
    assert find_predicates(seen.scene, coder.lexicon)[0].notes == ("'attacked' tells of shelling by 'mortar'",)


def test_a_rule_without_weapons_asks_for_none(read, coder):
    seen, rules = read("Rebels raided Saada with drones."), rules_of(coder.lexicon)
    rule = rules.verbs["raid"][0]
    assert weapon_of(seen.scene, seen.last("raided")[1], rule, rules) is None
