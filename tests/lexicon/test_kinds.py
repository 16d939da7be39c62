"""The table of kinds reaches every type of the taxonomies, gives each event its codes, and knows what `--kinds` may name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from by_hand import event

from vedette.errors import LexiconError
from vedette.lexicon import load
from vedette.lexicon.kinds import Kind, chosen, codes, codes_of, kinds
from vedette.model import Actor

# ACLED's event types with their sub-event types: all 25 pairs (ACLED codebook; dtacled/acledR acled_event_categories).
ACLED = {
    "Battles": ("Armed clash", "Government regains territory", "Non-state actor overtakes territory"),
    "Explosions/Remote violence": (
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    ),
    "Violence against civilians": ("Sexual violence", "Attack", "Abduction/forced disappearance"),
    "Protests": ("Peaceful protest", "Protest with intervention", "Excessive force against protesters"),
    "Riots": ("Violent demonstration", "Mob violence"),
    "Strategic developments": (
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    ),
}
PAIRS = [(event, sub) for event, subs in ACLED.items() for sub in subs]
# PLOVER's 16 types with the modes that each may have (PLOVER 2.0 manual).
PLOVER = {
    "AGREE": "",
    "CONSULT": "visit third-party multilateral phone",
    "SUPPORT": "",
    "CONCEDE": "",
    "COOPERATE": "",
    "AID": "",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
    "heavy-weapons crowd-control unconventional",
}

ARMY = Actor("col-mil", "Military Forces of Colombia", "COL", "MIL")
POLICE = Actor("ken-cop", "Police Forces of Kenya", "KEN", "COP")
MILITIA = Actor("bra-prm", "Militia (Brazil)", "BRA", "PRM")
REBELS = Actor("m23", "March 23 Movement", "COD", "REB")
GUNMEN = Actor(None, "Unidentified Armed Group", None, "UAF")
VILLAGERS = Actor("nga-cvl", "Civilians (Nigeria)", "NGA", "CVL")
NAMED_ONLY = Actor(None, "the Red Heron Brigade")


def pairs(kind: Kind) -> set[tuple[str, str]]:
    """All ACLED types that a kind may have, whoever does it to whom."""
    return {kind.acled, kind.acled_other, kind.acled_armed, kind.acled_civilian, kind.acled_crowd}


def test_the_tables_above_are_whole() -> None:
    assert len(PAIRS) == 25
    assert len(PLOVER) == 16


@pytest.mark.parametrize(("event", "sub"), PAIRS)
def test_every_acled_type_is_reached(event: str, sub: str) -> None:
    assert (event, sub) in {pair for kind in kinds().values() for pair in pairs(kind)}


@pytest.mark.parametrize("plover", PLOVER)
def test_every_plover_type_is_reached(plover: str) -> None:
    assert plover in {kind.plover[0] for kind in kinds().values()}


@pytest.mark.parametrize("kind", kinds())
def test_a_kind_has_only_codes_that_there_are(kind: str) -> None:
    row = kinds()[kind]
    assert pairs(row) <= set(PAIRS)
    assert row.plover[0] in PLOVER
    assert row.plover[1] is None or row.plover[1] in PLOVER[row.plover[0]].split()
    assert row.cameo.isdigit()
    assert 1 <= int(row.cameo[:2]) <= 20
    assert row.control in {"gains", "loses", "none"}
    assert row.gloss


CODES = [
    # A state that takes a place regains it, whoever else takes it overtakes it; who is not known counts to the state's side.
    ("capture", ARMY, None, "Government regains territory"),
    ("capture", POLICE, None, "Government regains territory"),
    ("capture", MILITIA, None, "Government regains territory"),
    # A paramilitary force that takes a place from its own country's army is no state's.
    ("capture", MILITIA, replace(ARMY, country="BRA"), "Non-state actor overtakes territory"),
    ("capture", MILITIA, ARMY, "Government regains territory"),
    ("capture", REBELS, None, "Non-state actor overtakes territory"),
    ("capture", REBELS, ARMY, "Non-state actor overtakes territory"),
    ("capture", GUNMEN, None, "Non-state actor overtakes territory"),
    ("capture", NAMED_ONLY, None, "Non-state actor overtakes territory"),
    ("capture", None, None, "Government regains territory"),
    # An attack on people who bear arms is a clash; on anyone else, or on nobody told, it is violence against civilians.
    ("attack", REBELS, VILLAGERS, "Attack"),
    ("attack", REBELS, None, "Attack"),
    ("attack", REBELS, NAMED_ONLY, "Attack"),
    ("attack", REBELS, ARMY, "Armed clash"),
    ("attack", GUNMEN, POLICE, "Armed clash"),
    ("killing", ARMY, REBELS, "Armed clash"),
    ("killing", ARMY, VILLAGERS, "Attack"),
    # What armies do to each other is violence against civilians where the target bears no arms, and a mob's where a crowd does it.
    ("raid", REBELS, ARMY, "Armed clash"),
    ("raid", REBELS, None, "Armed clash"),
    ("raid", REBELS, VILLAGERS, "Attack"),
    ("raid", VILLAGERS, ARMY, "Mob violence"),
    ("looting", REBELS, None, "Looting/property destruction"),
    ("looting", VILLAGERS, None, "Mob violence"),
    # A crowd that attacks is a mob, whomever it hits.
    ("attack", VILLAGERS, VILLAGERS, "Mob violence"),
    ("attack", VILLAGERS, ARMY, "Mob violence"),
    # Who is no state does not arrest.
    ("arrest", POLICE, VILLAGERS, "Arrests"),
    ("arrest", None, VILLAGERS, "Arrests"),
    ("arrest", REBELS, VILLAGERS, "Abduction/forced disappearance"),
    ("abduction", REBELS, ARMY, "Armed clash"),
    # What is told by its weapon or its deed stays so, whoever it hits.
    ("drone-strike", ARMY, REBELS, "Air/drone strike"),
    ("execution", REBELS, ARMY, "Attack"),
    ("withdraw", REBELS, None, "Non-violent transfer of territory"),
]


@pytest.mark.parametrize(
    ("kind", "actor", "recipient", "sub"), CODES, ids=lambda value: value.name if isinstance(value, Actor) else str(value)
)
def test_codes_depend_on_who_does_it_to_whom(kind: str, actor: Actor | None, recipient: Actor | None, sub: str) -> None:
    found = codes(kind, actor, recipient)
    assert found.acled_sub == sub
    assert (found.acled_event, found.acled_sub) in PAIRS


def test_codes_hold_all_three_taxonomies() -> None:
    found = codes("suicide-bombing", GUNMEN, VILLAGERS)
    assert (found.plover_type, found.plover_mode, found.cameo) == ("ASSAULT", "suicide-attack", "1831")
    assert codes("agreement", ARMY).plover_mode is None


# What is only said: an intention to help or to harm, help that is not given; what others plan or deny keeps its type.
SAID = [
    ("aid", "asserted", False, "AID"),
    ("aid", "planned", True, "AGREE"),
    ("aid", "hypothetical", True, "AGREE"),
    ("aid", "planned", False, "AID"),
    ("aid", "denied", False, "REJECT"),
    ("withdraw", "planned", True, "AGREE"),
    ("shelling", "planned", True, "THREATEN"),
    ("shelling", "planned", False, "ASSAULT"),
    ("shelling", "denied", False, "ASSAULT"),
    ("restrict", "planned", True, "THREATEN"),
    ("deploy", "planned", True, "MOBILIZE"),
    ("demand", "planned", True, "REQUEST"),
]


@pytest.mark.parametrize(("kind", "stance", "intended", "plover"), SAID)
def test_what_is_only_said_is_words(kind: str, stance: str, intended: bool, plover: str) -> None:
    told = event(kind, stance=stance)
    claim = replace(told.readings[0].claim, intended=intended)
    found = codes_of(replace(told, readings=(replace(told.readings[0], claim=claim),)))
    assert found.plover_type == plover
    assert found.acled_sub == codes(kind, None).acled_sub


def test_codes_of_no_kind() -> None:
    with pytest.raises(KeyError, match="picnic"):
        codes("picnic", ARMY)


def test_chosen() -> None:
    assert chosen("all") == frozenset(kinds())
    assert chosen("capture") == {"capture"}
    assert chosen("capture, air-strike,") == {"capture", "air-strike"}
    with pytest.raises(KeyError, match="picnic"):
        chosen("capture,picnic")


@pytest.mark.parametrize(
    ("kind", "is_conflict"),
    [("capture", True), ("protest", True), ("ceasefire", True), ("meet", False), ("strike", False), ("sanction", False)],
)
def test_conflict_leaves_out_diplomacy(kind: str, is_conflict: bool) -> None:
    assert (kind in chosen("conflict")) is is_conflict


def test_conflict_is_a_part_of_all() -> None:
    assert chosen("conflict") < chosen("all")


HALF_A_KIND = """
[[kind]]
id = "picnic"
family = "talk"
acled = ["Strategic developments", "Other"]
plover = ["CONSULT", ""]
cameo = "040"
control = "none"
sides = "two"
conflict = false
"""
BROKEN = [
    (HALF_A_KIND, r"kinds\.toml:2: the row lacks 'gloss'"),
    (
        HALF_A_KIND.replace('["CONSULT", ""]', '["CONSULT"]') + 'gloss = "a meal outdoors"\n',
        r"kinds\.toml:2: 'plover' must be two words",
    ),
]


@pytest.mark.parametrize(("text", "message"), BROKEN)
def test_a_broken_row_is_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "kinds.toml").write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=message):
        kinds(load(tmp_path))


def test_a_users_kind_is_added(tmp_path: Path) -> None:
    (tmp_path / "kinds.toml").write_text(HALF_A_KIND + 'gloss = "a meal outdoors"\n', encoding="utf-8")
    lexicon = load(tmp_path)
    assert set(kinds(lexicon)) == {*kinds(), "picnic"}
    assert chosen("picnic", lexicon) == {"picnic"}
    assert "picnic" not in chosen("conflict", lexicon)
