from __future__ import annotations

from collections import Counter

import pytest

from vedette.lexicon import load
from vedette.lexicon.countries import countries, country_named

NAMED = [
    ("Syria", "SYR"),
    ("SYR", "SYR"),
    ("  mali ", "MLI"),
    ("Islamic Republic of Afghanistan", "AFG"),
    ("syr", None),
    ("Gao", None),
    ("", None),
]


@pytest.mark.parametrize(("words", "code"), NAMED)
def test_a_country_is_known_by_its_names_and_its_code(words: str, code: str | None) -> None:
    found = country_named(words)
    assert (found.iso3 if found else None) == code


def test_every_country_lies_in_one_region_and_has_its_number() -> None:
    found = countries()
    assert [code for code, country in found.items() if country.region is None] == []
    assert [code for code, country in found.items() if country.number is None] in ([], ["XKX"])
    listed = Counter(code for row in load().rows("places/regions", "region") for code in row.words("countries"))
    assert [code for code, times in listed.items() if times > 1] == []
    assert (found["SYR"].number, found["SYR"].region, found["SYR"].wide_region) == (760, "Middle East", "Middle East")
