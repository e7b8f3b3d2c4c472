"""Trucks waiting at nine road crossings, read every three hours at best: how many will wait in three and in six hours.

Nobody counted who was served there, so nothing can be rolled forward. What is left is judged: the present length and
what this hour of the day has brought here before, where that has missed by less so far, with an interval as wide as its
own earlier misses had to be. A reading is predicted with what was read before it and with nothing else.
"""

from __future__ import annotations

import csv
import os
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

READINGS = Path(os.environ.get("BORDER_READINGS", "../shared/data/border_trucks_waiting.csv"))
HOURS = (3, 6)
NEAR = timedelta(minutes=45)
"""A reading this near to the hour that was predicted is the one that was predicted."""
HALF_BELIEVED = 6.0
"""So many changes seen at an hour of the day until half of what they say is believed."""
MISSES = 60
FEWEST = 19
"""Misses from which an interval can be told: below, no nine in ten of them are known."""


@dataclass(frozen=True, slots=True)
class Told:
    """One prediction: what was said, what came, and the interval's half width where one could be told."""

    said: float
    persistence: int
    happened: int
    half: float | None


@dataclass(slots=True)
class Hours:
    """What each of eight parts of the day has brought at one crossing."""

    sums: dict[int, tuple[float, int]] = field(default_factory=dict)

    def seen(self, at: datetime, change: int) -> None:
        total, count = self.sums.get(at.hour // 3, (0.0, 0))
        self.sums[at.hour // 3] = total + change, count + 1

    def usual(self, at: datetime) -> float:
        total, count = self.sums.get(at.hour // 3, (0.0, 0))
        return total / (count + HALF_BELIEVED)


def crossings(path: Path) -> dict[str, list[tuple[datetime, int]]]:
    found: dict[str, list[tuple[datetime, int]]] = {}
    with path.open(newline="") as file:
        for row in csv.DictReader(file):
            at = datetime.fromisoformat(row["observed_at_utc"])
            found.setdefault(row["crossing"], []).append((at, int(row["trucks_waiting"])))
    return {name: sorted(readings) for name, readings in sorted(found.items())}


def told(readings: Sequence[tuple[datetime, int]], hours: int) -> Iterator[Told]:
    """Each reading that has another so many hours later, predicted from what had been read by then."""
    pairs = list(_pairs(readings, timedelta(hours=hours)))
    known, learnt = Hours(), 0
    hourly, still = list[float](), list[float]()
    for at, now, _, then in pairs:
        while learnt < len(pairs) and pairs[learnt][2] <= at:
            since, before, _, after = pairs[learnt]
            hourly.append(abs(before + known.usual(since) - after))
            still.append(abs(before - after))
            known.seen(since, after - before)
            learnt += 1
        is_earned = sum(hourly[-MISSES:]) < sum(still[-MISSES:])
        said = max(0.0, now + (known.usual(at) if is_earned else 0.0))
        yield Told(said, now, then, _half((hourly if is_earned else still)[-MISSES:]))


def _pairs(readings: Sequence[tuple[datetime, int]], apart: timedelta) -> Iterator[tuple[datetime, int, datetime, int]]:
    times = [at for at, _ in readings]
    for at, now in readings:
        first = bisect_left(times, at + apart - NEAR)
        near = [each for each in readings[first : first + 4] if abs(each[0] - at - apart) <= NEAR]
        if near:
            then = min(near, key=lambda each: abs(each[0] - at - apart))
            yield at, now, *then


def _half(misses: Sequence[float]) -> float | None:
    if len(misses) < FEWEST:
        return None
    ordered = sorted(misses)
    return ordered[min(len(ordered) - 1, int(0.9 * (len(ordered) + 1)))]
