"""What was told beside a protest makes of it: arrests, force, violence, and what is told of another place, day or ground."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from by_hand import days, party, place, reading

from vedette.joining import join_within
from vedette.model import Reading

POLICE, CROWD, ARMY = party("ken-cop"), party("ken-cvl"), party("ken-mil")
NAIROBI, MOMBASA = place("Nairobi", "KEN"), place("Mombasa", "KEN")
PROTEST = reading("protest", 0, actors=(CROWD,), place=NAIROBI)

# (kind, fields of what is told in the next sentence, the kind of the protest)
BESIDE = [
    ("arrest", {"actors": (POLICE,)}, "protest-with-intervention"),
    ("arrest", {}, "protest-with-intervention"),
    ("attack", {"actors": (POLICE,)}, "force-against-protesters"),
    ("attack", {"actors": (CROWD,)}, "riot"),
    ("destruction", {}, "riot"),
    ("destruction", {"actors": (CROWD,)}, "riot"),
    ("destruction", {"actors": (ARMY,)}, "protest"),
    ("armed-clash", {}, "riot"),
    ("armed-clash", {"actors": (ARMY,)}, "protest"),
    ("meet", {"actors": (CROWD,)}, "protest"),
    ("arrest", {"actors": (POLICE,), "place": MOMBASA}, "protest"),
    ("arrest", {"actors": (POLICE,), "when": days("07-02", "07-02")}, "protest"),
    ("arrest", {"actors": (POLICE,), "stance": "denied"}, "protest"),
    ("arrest", {"actors": (POLICE,), "tense": "pluperfect"}, "protest"),
]


def kinds(*told: Reading) -> list[str]:
    return [event.kind for event in join_within(told)]


@pytest.mark.parametrize(("kind", "fields", "expected"), BESIDE)
def test_what_follows_says_of_what_kind_a_protest_was(kind: str, fields: dict[str, Any], expected: str) -> None:
    assert kinds(PROTEST, reading(kind, 1, **fields)) == [expected, kind]


def test_what_follows_four_sentences_later_says_nothing() -> None:
    assert kinds(PROTEST, reading("arrest", 4, actors=(POLICE,))) == ["protest", "arrest"]


def test_what_only_grounds_it_says_nothing() -> None:
    arrest = reading("arrest", 0, offset=50, actors=(POLICE,))
    aside = replace(arrest, claim=replace(arrest.claim, aside=True))
    assert kinds(PROTEST, aside) == ["protest", "arrest"]
    assert kinds(PROTEST, arrest) == ["protest-with-intervention", "arrest"]


def test_who_met_the_protest_is_its_other_side() -> None:
    event = join_within([PROTEST, reading("arrest", 1, actors=(POLICE,))])[0]
    assert ([one.match.value.id for one in event.actors], [one.match.value.id for one in event.recipients]) == (
        ["ken-cvl"],
        ["ken-cop"],
    )


def test_a_clash_at_a_protest_is_a_riot_and_without_one_a_mob() -> None:
    clash = reading("mob-violence", 0, offset=20, actors=(CROWD,))
    assert kinds(clash, PROTEST) == ["riot"]
    assert kinds(clash) == ["mob-violence"]


def test_what_only_led_to_the_rest_stands_behind_it() -> None:
    assert kinds(reading("abduction", 0), reading("killing", 0, offset=20)) == ["killing", "abduction"]
    assert kinds(reading("shelling", 0), reading("killing", 0, offset=20)) == ["shelling", "killing"]
