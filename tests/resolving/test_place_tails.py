"""Words behind a town's name for a thing beside it or the land around it make the place as vague as they are."""

from __future__ import annotations

from typing import Literal

import pytest

from vedette.lexicon import load
from vedette.model import Match, Mention, Place, PlaceMention
from vedette.resolving.place_tails import tailed
from vedette.resolving.place_words import words_of


def mention(sort: Literal["town", "province"] = "town") -> PlaceMention:
    place = Place("Kidal", None, "MLI", None, 18.4, 1.4, "exact", 5.0, sort)
    return PlaceMention(Mention("Kidal", 0, 5), False, Match(place, 0.9, "known"), "known")


@pytest.mark.parametrize(
    ("tail", "precision", "radius"),
    [
        (["airbase", "fell"], "near", 15.0),
        (["Military", "Airport", "."], "near", 15.0),
        (["countryside", "on", "Friday"], "district", 25.0),
        (["fell", "airbase"], "exact", 5.0),
        ([], "exact", 5.0),
    ],
)
def test_a_town_is_widened_by_what_stands_behind_it(tail: list[str], precision: str, radius: float) -> None:
    [found] = tailed([mention()], [tail], words_of(load()))
    assert found.match is not None
    assert (found.match.value.precision, found.match.value.radius_km) == (precision, radius)


def test_only_towns_are_widened() -> None:
    [found] = tailed([mention("province")], [["airbase"]], words_of(load()))
    assert found == mention("province")
