"""Points on the ground: distances in centimetres, directions in degrees. Exact enough for a yard, not for a map."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt
from typing import NamedTuple

_EARTH_CM = 637_100_880
_SCALE = 10_000_000


class Point(NamedTuple):
    """A place in ten-millionths of a degree (about a centimetre): whole numbers, so that equal places compare equal."""

    lon: int
    lat: int

    @property
    def degrees(self) -> list[float]:
        """As GeoJSON writes a position."""
        return [self.lon / _SCALE, self.lat / _SCALE]


Line = tuple[Point, ...]


def point(lon: float, lat: float) -> Point:
    """A place from degrees."""
    return Point(round(lon * _SCALE), round(lat * _SCALE))


def distance_cm(a: Point, b: Point) -> int:
    """The great-circle distance."""
    lat_a, lat_b = radians(a.lat / _SCALE), radians(b.lat / _SCALE)
    half_lat, half_lon = (lat_b - lat_a) / 2, radians((b.lon - a.lon) / _SCALE) / 2
    h = sin(half_lat) ** 2 + cos(lat_a) * cos(lat_b) * sin(half_lon) ** 2
    return round(2 * _EARTH_CM * asin(sqrt(min(1.0, h))))


def length_cm(line: Sequence[Point]) -> int:
    """The length of a line along its points."""
    return sum(distance_cm(a, b) for a, b in pairwise(line))


def nearest(a: Point, b: Point, to: Point) -> tuple[float, float]:
    """Of the straight line from `a` to `b` the point nearest to a third: its distance in metres, and how far along."""
    (ax, ay), (bx, by) = _flat(a, to), _flat(b, to)
    dx, dy = bx - ax, by - ay
    along = min(1.0, max(0.0, -(ax * dx + ay * dy) / (dx * dx + dy * dy))) if a != b else 0.0
    return hypot(ax + along * dx, ay + along * dy), along


def _flat(each: Point, origin: Point) -> tuple[float, float]:
    """Metres east and north of a place close by."""
    a_metre = _SCALE * 100 / _EARTH_CM
    return (
        radians(each.lon - origin.lon) * cos(radians(origin.lat / _SCALE)) / a_metre,
        radians(each.lat - origin.lat) / a_metre,
    )


def bearing(a: Point, b: Point) -> float | None:
    """The direction from `a` to `b` in degrees clockwise from north; None where they are the same place."""
    if a == b:
        return None
    east = (b.lon - a.lon) * cos(radians((a.lat + b.lat) / 2 / _SCALE))
    return degrees(atan2(east, b.lat - a.lat)) % 360


def turn(before: float, after: float) -> float:
    """The turn from one direction to another in degrees: positive to the right, in (-180, 180]."""
    change = (after - before) % 360
    return change - 360 if change > 180 else change
