"""Whether somebody who says where he is stands at the site. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, radians
from typing import Final

_METRES_A_DEGREE: Final = 111_320.0
"""Of latitude; of longitude as many times the cosine. Right to a part in two hundred, over some kilometres."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Position:
    """Where a device says it is, in degrees, and by how many metres that may be wrong. Never stored."""

    latitude: float
    longitude: float
    accuracy_m: float


def metres_from(position: Position, shape: Sequence[Point]) -> float:
    """How far a position is from a shape of (latitude, longitude): a point, a line of two, or the area of more.

    0 inside an area. The shape's last point is joined to its first.
    """
    flat = [_flat(position, each) for each in shape]
    if len(flat) > 2 and _is_inside(flat):
        return 0.0
    closed = [*flat, flat[0]]
    return min(_from_origin(one, other) for one, other in pairwise(closed))


def _flat(position: Position, point: Point) -> Point:
    """Metres east and north of the position; across the date line the short way."""
    east = (point[1] - position.longitude + 180) % 360 - 180
    return east * _METRES_A_DEGREE * cos(radians(position.latitude)), (point[0] - position.latitude) * _METRES_A_DEGREE


def _from_origin(one: Point, other: Point) -> float:
    along = (other[0] - one[0], other[1] - one[1])
    length = along[0] ** 2 + along[1] ** 2
    share = 0.0 if length == 0 else max(0.0, min(1.0, -(one[0] * along[0] + one[1] * along[1]) / length))
    return hypot(one[0] + share * along[0], one[1] + share * along[1])


def _is_inside(shape: Sequence[Point]) -> bool:
    """Whether the origin is: a ray to the east crosses the border an odd number of times."""
    crossed = False
    for (x1, y1), (x2, y2) in pairwise([*shape, shape[0]]):
        if (y1 > 0) != (y2 > 0) and x1 + (x2 - x1) * -y1 / (y2 - y1) > 0:
            crossed = not crossed
    return crossed
