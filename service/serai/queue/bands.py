"""Published band curves: how long admission takes for each rank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

Point = tuple[int, int, int, int]
"""Rank and minutes until admission at p05, p50 and p95."""


@dataclass(frozen=True, slots=True)
class Band:
    """A 90 % interval of the instant of admission, and its middle."""

    p05: datetime
    p50: datetime
    p95: datetime


@dataclass(frozen=True, slots=True)
class Curves:
    """The bands in force at a site, by line and class."""

    curves: Mapping[str, Mapping[str, Sequence[Point]]]
    as_of: datetime

    def at(self, line: str, cargo_class: str, rank: int, now: datetime) -> Band | None:
        """The band of who stands at a rank now; of the line's first class where its own has none; None without any.

        Minutes count from `as_of`: a promise stands until another is published, it does not slide with the clock.
        """
        classes = self.curves.get(line)
        if not classes:
            return None
        points = classes.get(cargo_class) or next(iter(classes.values()))
        if not points:
            return None
        seconds = [interpolated(points, rank, column) for column in (1, 2, 3)]
        return Band(*(max(now, self.as_of + timedelta(seconds=each)) for each in seconds))


def interpolated(points: Sequence[Point], rank: int, column: int) -> int:
    """Seconds at a rank between points on a straight line; before the first its value, after the last its slope."""
    first, last = points[0], points[-1]
    if rank <= first[0] or len(points) == 1:
        return first[column] * 60
    left, right = next(((one, other) for one, other in pairwise(points) if rank <= other[0]), (points[-2], last))
    rise = (right[column] - left[column]) * 60
    return max(0, left[column] * 60 + rise * (rank - left[0]) // max(1, right[0] - left[0]))
