from __future__ import annotations

from dataclasses import replace

import pytest
from told_example import ARMY, CIVILIANS, JNIM, SOUTH_WEST, TESSIT, head, party, told

from vedette.lexicon.kinds import kinds
from vedette.model import Actor, Mention, Place, Role, Speaker
from vedette.situation.telling import chain_words, fields_of, happening, label, one_sided, party_name, place_fields, without_doer


@pytest.mark.parametrize(
    ("actor", "name"),
    [
        (ARMY, "the Military Forces of Mali"),
        (JNIM, "Jamaat Nusrat al-Islam wal-Muslimin"),
        (CIVILIANS, "civilians (Mali)"),
        (Actor(None, "Unidentified Armed Group (Mali)"), "unidentified armed group (Mali)"),
        (Actor("rsf", "Rapid Support Forces"), "the Rapid Support Forces"),
        (Actor(None, "its allies"), "“its allies”"),
    ],
)
def test_names(actor: Actor, name: str) -> None:
    assert party_name(actor) == name


@pytest.mark.parametrize(
    ("place", "itself", "at"),
    [
        (TESSIT, "Tessit", "in Tessit"),
        (SOUTH_WEST, "a place near Santa Cruz", "near Santa Cruz"),
        (replace(TESSIT, precision="province"), "a place in Tessit (province)", "in Tessit (province)"),
        (replace(TESSIT, precision="country"), "a place in Tessit", "in Tessit"),
    ],
)
def test_places(place: Place, itself: str, at: str) -> None:
    assert (place_fields(place, "place"), place_fields(place, "at")) == (itself, at)


def speaker(text: str, role: Role = "official", name: str | None = None) -> Speaker:
    return Speaker(Mention(text, 0, len(text), antecedent=Mention("Rwanda", 50, 56)), role, name)


@pytest.mark.parametrize(
    ("text", "name", "outlet", "words"),
    [
        ("The general staff", None, "Sahel Wire", "the general staff (Sahel Wire)"),
        ("Residents", None, "Sahel Wire", "residents (Sahel Wire)"),
        ("the Sahel Wire", None, "Sahel Wire", "the Sahel Wire"),
        ("the Wire", None, "Sahel Wire", "Sahel Wire"),
        ("the government", None, "Sahel Wire", "the government (Sahel Wire)"),  # the words of the sentence, not the antecedent's
        ("It", "Military Forces of Mali", "Sahel Wire", "Military Forces of Mali (Sahel Wire)"),
        ("it", None, "Sahel Wire", "Rwanda (Sahel Wire)"),
        ("its spokesman", None, "Sahel Wire", "“its spokesman” (Sahel Wire)"),
        ("Médecins Sans Frontières", None, None, "Médecins Sans Frontières (A; title)"),
    ],
)
def test_who_says_so(text: str, name: str | None, outlet: str | None, words: str) -> None:
    assert chain_words([speaker(text, name=name)], head("r1", publisher=outlet)) == words


def test_an_outlet_says_so_itself() -> None:
    assert chain_words([], head("r1")) == "Outlet 1"


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_every_kind_tells_who_where_and_to_whom_without_a_gap(kind: str) -> None:
    event = replace(told().event, kind=kind, actors=(party(ARMY),), recipients=(party(JNIM),))
    for each in (event, replace(event, recipients=()), replace(event, place=None), replace(event, actors=(), place=None)):
        for words in (happening(each, fields_of(each)), label(each, fields_of(each))):
            assert words.strip() == words
            assert not set("{}[]") & set(words)
            assert "  " not in words
            assert "None" not in words


def test_a_name_without_the_doer() -> None:
    event = replace(told().event, kind="air-strike", actors=(party(ARMY),), recipients=(party(JNIM),))
    assert "Military" in label(event, fields_of(event))
    assert "Military" not in label(event, without_doer(fields_of(event)))


def test_the_word_of_a_side_is_one_sided() -> None:
    event = told().event

    def said_by(*speakers: Speaker) -> bool:
        return one_sided(
            replace(event, readings=tuple(replace(r, claim=replace(r.claim, speakers=speakers)) for r in event.readings))
        )

    assert said_by(speaker("the army", "party"))
    assert said_by(speaker("a source", "unnamed", ARMY.name))
    assert not said_by(speaker("residents", "witness"))
    assert not said_by()
