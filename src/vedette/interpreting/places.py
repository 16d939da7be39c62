"""The places of claims: what their words, or the words that they stand for, were resolved to over the whole report."""

from __future__ import annotations

from dataclasses import replace

from vedette.interpreting.context import Context
from vedette.model import (
    Mention,
    PlaceMention,
    Precision,
)
from vedette.resolving.distance import kilometres

WITHIN_KM = 25.0


def place_of(mention: Mention, context: Context) -> PlaceMention | None:
    """The resolution of a place's words, or of those that they stand for, under the words that the claim has."""
    known = context.places.get(mention.named.start)
    if known is None:
        return PlaceMention(mention, False, None, f"{mention.named.text!r} is not known as a place")
    if mention.antecedent is None:
        return known
    if mention.start in context.places:
        own = context.places[mention.start]
        return own if _reaches(known, own) else _inside(mention, known)
    why = f"{mention.text!r} stands for {mention.named.text!r}; {known.reason}"
    return PlaceMention(mention, False, replace(known.match, reason=why) if known.match else None, why)


def _reaches(around: PlaceMention, inner: PlaceMention) -> bool:
    """Whether a place may lie in the one that the text puts it in, as far as their points tell."""
    if around.match is None or inner.match is None:
        return False
    wide, narrow = around.match.value, inner.match.value
    if wide.latitude is None or wide.longitude is None or narrow.latitude is None or narrow.longitude is None:
        return wide.country is None or wide.country == narrow.country
    apart = kilometres(wide.latitude, wide.longitude, narrow.latitude, narrow.longitude)
    return apart <= wide.radius_km + narrow.radius_km + WITHIN_KM


def _inside(mention: Mention, around: PlaceMention) -> PlaceMention:
    """A named place that is not known, by the known one that the text puts it in: no nearer than its district."""
    why = f"{mention.text!r} is not known there; the text puts it in {mention.named.text!r}; {around.reason}"
    if around.match is None:
        return PlaceMention(mention, False, None, why)
    value = around.match.value
    wide: Precision = "district" if value.precision in ("exact", "near") else value.precision
    held = replace(value, precision=wide, radius_km=max(value.radius_km, WITHIN_KM))
    return PlaceMention(mention, False, replace(around.match, value=held, reason=why), why)


def part_of(mention: Mention, context: Context, whole: PlaceMention | None = None) -> PlaceMention:
    """A part of a place, under its own words and near the place that they name: "Tabqa airbase" is no farther than by Tabqa.

    Where they name none, it is the part of `whole`.
    """
    inside = [place for start, place in context.places.items() if mention.start <= start < mention.end and not place.demonym]
    return portion_of(mention, next((place for place in inside if place.match is not None), whole))


def portion_of(mention: Mention, whole: PlaceMention | None) -> PlaceMention:
    """A portion of a place under its own words, near the whole."""
    if whole is None or whole.match is None:
        return PlaceMention(mention, False, None, f"{mention.text!r} is not known as a place")
    why = f"{mention.text!r} is a part of {whole.match.value.name}; {whole.match.reason}"
    near: Precision = "near" if whole.match.value.precision == "exact" else whole.match.value.precision
    match = replace(whole.match, value=replace(whole.match.value, precision=near), reason=why)
    return PlaceMention(mention, False, match, why)


def country_near(context: Context, place: PlaceMention | None) -> str | None:
    """The country in which a bare "the army" is to be looked for."""
    return (
        place.match.value.country
        if place is not None and place.match is not None and place.match.value.country
        else context.country
    )


def point_of(place: PlaceMention | None) -> tuple[str, float | None, float | None] | None:
    """A place's name and point, to tell whether two are one; None where it is not resolved."""
    if place is None or place.match is None:
        return None
    value = place.match.value
    return value.name, value.latitude, value.longitude
