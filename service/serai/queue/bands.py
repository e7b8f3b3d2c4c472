"""Published band curves: how long admission takes for each rank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TypeVar

T = TypeVar("T")
NEAR = timedelta(0)
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
    """The bands in force at a site, by line and class.

    `ways`: likewise, minutes from joining to admission where nobody is in the way and the gates are open. `calls`:
    likewise for who is called, points with the minutes since its call in the place of the rank. `basis`: by line, what
    they rest on, `services` being how many were measured lately.
    """

    curves: Mapping[str, Mapping[str, Sequence[Point]]]
    as_of: datetime
    ways: Mapping[str, Mapping[str, Sequence[int]]] = field(default_factory=dict)
    basis: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    calls: Mapping[str, Mapping[str, Sequence[Point]]] = field(default_factory=dict)

    def at(
        self, line: str, cargo_class: str, rank: int, now: datetime, joined: datetime, farther: timedelta = NEAR
    ) -> Band | None:
        """The band of who joined then and stands at a rank now; of the line's first class where its own has none.

        Minutes count from `as_of`: a promise stands until another is published, it does not slide with the clock. But
        bands that are older than a vehicle do not know of it: it has its whole way before it, however long ago a line
        was empty. Who waits `farther` from the gates than in the nearest area, from which they are told, is called now
        at best, and is let in as much later than one near by that is called now. None without bands, and where the last
        of what they say has passed: they are outlived.
        """
        points = _of(self.curves, line, cargo_class)
        if not points:
            return None
        band = [self.as_of + timedelta(seconds=interpolated(points, rank, column)) for column in (1, 2, 3)]
        begins = max(joined, self.as_of)
        way = _of(self.ways, line, cargo_class)
        if way and joined > self.as_of:
            band = [max(at, begins + timedelta(minutes=each)) for at, each in zip(band, way, strict=True)]
        called = _of(self.calls, line, cargo_class) if farther else None
        if called:
            told = (timedelta(seconds=interpolated(called, 0, column)) for column in (1, 2, 3))
            band = [max(at, begins + farther + each) for at, each in zip(band, told, strict=True)]
        return Band(*(max(now, each) for each in band)) if band[-1] > now else None

    def called(self, line: str, cargo_class: str, now: datetime, called_at: datetime) -> Band | None:
        """The band of who was called then and is not in, if it follows its call; None where there is none, likewise.

        Of who waited farther from the gate `called_at` is when it would have been called from near by.
        """
        points = _of(self.calls, line, cargo_class)
        if not points:
            return None
        since, begins = int((self.as_of - called_at).total_seconds() // 60), max(self.as_of, called_at)
        band = [begins + timedelta(seconds=interpolated(points, since, column)) for column in (1, 2, 3)]
        return Band(*(max(now, each) for each in band)) if band[-1] > now else None


def _of(classes_of: Mapping[str, Mapping[str, Sequence[T]]], line: str, cargo_class: str) -> Sequence[T] | None:
    classes = classes_of.get(line)
    return (classes.get(cargo_class) or next(iter(classes.values()))) if classes else None


def interpolated(points: Sequence[Point], rank: int, column: int) -> int:
    """Seconds at a rank between points on a straight line; before the first its value, after the last its slope."""
    first, last = points[0], points[-1]
    if rank <= first[0] or len(points) == 1:
        return first[column] * 60
    left, right = next(((one, other) for one, other in pairwise(points) if rank <= other[0]), (points[-2], last))
    rise = (right[column] - left[column]) * 60
    return max(0, left[column] * 60 + rise * (rank - left[0]) // max(1, right[0] - left[0]))


def curves(
    bands: dict[str, dict[str, list[list[int]]]],
    as_of: datetime,
    ways: dict[str, dict[str, list[int]]],
    basis: dict[str, dict[str, int]],
    calls: dict[str, dict[str, list[list[int]]]] | None = None,
) -> Curves:
    """Bands as they are published, ready to be looked up.

    In the order of their names, for the first class of a line stands in for one that has no bands of its own, and
    that must not depend on who read them from where.
    """

    def points(listed: list[list[int]]) -> list[Point]:
        return [(rank, p05, p50, p95) for rank, p05, p50, p95 in listed]

    def found(listed: dict[str, dict[str, list[list[int]]]]) -> dict[str, dict[str, list[Point]]]:
        return {line: {name: points(each) for name, each in sorted(listed[line].items())} for line in sorted(listed)}

    in_order = {line: dict(sorted(ways[line].items())) for line in sorted(ways)}
    return Curves(found(bands), as_of, in_order, basis, found(calls or {}))
