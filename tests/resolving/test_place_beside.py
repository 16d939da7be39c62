"""Words before a name that put the event beside the place: rows of (phrase, name, precision, kilometres from the town, radius)."""

import pytest

from vedette.lexicon import load
from vedette.model import Place
from vedette.resolving.distance import kilometres
from vedette.resolving.gazetteer import Gazetteer
from vedette.resolving.place_beside import led_by
from vedette.resolving.place_words import words_of
from vedette.resolving.places import resolve_place

LEADS = [
    ("30 km east of Goma", "30 km east of", "Goma"),
    ("about 12 miles south-west of Goma", "12 miles south-west of", "Goma"),
    ("some 9.5 kilometres to the north of Sirte", "9.5 kilometres to the north of", "Sirte"),
    ("15 kilometers (9 miles) south of Kharkiv", "15 kilometers (9 miles) south of", "Kharkiv"),
    ("north of Raqqa", "north of", "Raqqa"),
    ("on the outskirts of Bria", "on the outskirts of", "Bria"),
    ("near Mosul", "near", "Mosul"),
    ("between Goma and Sake", "between", "Goma and Sake"),
    ("Northam", "", "Northam"),
    ("30 men of Goma", "", "30 men of Goma"),
    ("Nearby", "", "Nearby"),
]


@pytest.mark.parametrize(("phrase", "lead", "rest"), LEADS)
def test_what_leads_a_name(phrase: str, lead: str, rest: str) -> None:
    assert led_by(phrase, words_of(load())) == (lead, rest)


# The town, the phrase, how far its point is from the town (at least, at most), and its radius.
MOVED = [
    ("Goma", "Goma", 0, 0, 5),
    ("Goma", "30 km east of Goma", 29, 31, 8),
    ("Goma", "12 miles south-west of Goma", 19, 20, 5),
    ("Raqqa", "north of Raqqa", 0, 0, 40),
    ("Mosul", "near Mosul", 0, 0, 25),
    ("Kharkiv", "40 km north of Kharkiv", 39, 41, 12),
]


@pytest.mark.parametrize(("town", "phrase", "least", "most", "radius"), MOVED)
def test_how_far_a_point_is_moved(gazetteer: Gazetteer, town: str, phrase: str, least: float, most: float, radius: float) -> None:
    at, there = (resolve_place(words, gazetteer)[0].value for words in (town, phrase))
    assert least <= away(at, there) <= most
    assert there.precision == ("exact" if phrase == town else "near")
    assert there.radius_km >= radius


def away(one: Place, other: Place) -> float:
    assert None not in (one.latitude, one.longitude, other.latitude, other.longitude)
    return kilometres(one.latitude or 0, one.longitude or 0, other.latitude or 0, other.longitude or 0)


def test_between_two_towns_is_half_the_way(gazetteer: Gazetteer) -> None:
    goma, sake, amid = (resolve_place(words, gazetteer)[0].value for words in ("Goma", "Sake", "between Goma and Sake"))
    assert away(goma, amid) == pytest.approx(away(sake, amid), abs=0.5)
    assert amid.radius_km == pytest.approx(away(goma, sake) / 2, abs=0.5)
    assert (amid.name, amid.precision, amid.geonames_id) == ("between Goma and Sake", "near", None)


def test_far_places_have_no_middle(gazetteer: Gazetteer) -> None:
    amid = resolve_place("between Goma and Mosul", gazetteer)[0].value
    assert (amid.name, amid.precision) == ("Goma", "exact")


def test_a_country_stays_as_vague_as_it_was(gazetteer: Gazetteer) -> None:
    assert resolve_place("north of Syria", gazetteer)[0].value.precision == "country"
