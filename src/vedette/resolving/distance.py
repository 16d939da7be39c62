"""Two points -> the kilometres between them, by the flat map of their middle latitude: right to a few per cent, which is enough."""

from __future__ import annotations

import math
from typing import Protocol

EARTH_KM = 6371.0


class Point(Protocol):
    """Anything with a latitude and a longitude in degrees."""

    @property
    def latitude(self) -> float:
        """Degrees north."""

    @property
    def longitude(self) -> float:
        """Degrees east."""


def km(one: Point, other: Point) -> float:
    """Kilometres between two things that have a point."""
    return kilometres(one.latitude, one.longitude, other.latitude, other.longitude)


def kilometres(a: float, b: float, c: float, d: float) -> float:
    """Kilometres from latitude a, longitude b to latitude c, longitude d, also across the date line.

    >>> round(kilometres(33.51, 36.29, 36.2, 37.16)), round(kilometres(-18, 179.9, -18, -179.9))
    (310, 21)
    """
    x = math.radians(((d - b + 180.0) % 360.0) - 180.0) * math.cos(math.radians((a + c) / 2))
    return EARTH_KM * math.hypot(x, math.radians(c - a))
