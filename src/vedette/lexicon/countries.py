"""An ISO 3166 alpha-3 code -> what exports tell of the country: its name, its number, its region in ACLED and in UCDP."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from vedette.lexicon.tables import Lexicon, load


@dataclass(frozen=True, slots=True)
class Country:
    """A country; `number` is its ISO 3166 number, None where it has none."""

    iso3: str
    iso2: str | None
    name: str
    number: int | None
    region: str | None
    wide_region: str | None


def countries(lexicon: Lexicon | None = None) -> dict[str, Country]:
    """All countries by their alpha-3 codes; raises LexiconError where a row lacks a field."""
    return _countries(lexicon or load())


def country_named(words: str, lexicon: Lexicon | None = None) -> Country | None:
    """The country of this name, alias or alpha-3 code; None where there is none."""
    told = lexicon or load()
    return countries(told).get(words) or countries(told).get(_names(told).get(words.strip().casefold(), ""))


@lru_cache(maxsize=4)
def _names(lexicon: Lexicon) -> dict[str, str]:
    rows = [row for row in lexicon.rows("actors/countries", "country") if row.get("iso3")]
    return {name.casefold(): row["iso3"] for row in reversed(rows) for name in (*row.words("aliases"), row["name"])}


@lru_cache(maxsize=4)
def _countries(lexicon: Lexicon) -> dict[str, Country]:
    regions = {code: row for row in lexicon.rows("places/regions", "region") for code in row.words("countries")}
    found = {}
    for row in lexicon.rows("actors/countries", "country"):
        code = row.get("iso3")
        if code and code not in found:
            region = regions.get(code)
            wide = (region["ucdp"] or None) if region else None
            found[code] = Country(
                code, row.get("iso2"), row["name"], row.get("isonumeric"), region["name"] if region else None, wide
            )
    return found
