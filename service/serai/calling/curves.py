"""The bands of a line as they are published: curves by rank, and what stands beside them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from math import ceil, floor

from serai.calling.bands import Outlook, Truck, Waits
from serai.calling.plan import Capacity

Point = list[int]  # rank, p05, p50, p95; the last three in minutes from `as_of`
Curve = list[Point]

MOST_POINTS = 64
SERIES = (1, 2, 3, 5)  # then 10, 20, 50, 100, 200, 500 …
MOST_CALLED = 8
"""Ages of calls for which a line's bands are told; between them a reader draws a line."""


def ways(outlook: Outlook) -> dict[str, list[int]]:
    """Minutes from joining to admission, by class, where nobody is in the way and the gates are open."""
    servers = max(outlook.servers, 1)
    empty = Outlook(Capacity((0.0,), (0.0,), float(servers)), servers, (), outlook.services, outlook.measured)
    return {of: _whole([(1, band)])[0][1:] for of, band in empty.at(1).items()}


def calls(outlook: Outlook) -> dict[str, list[list[int]]]:
    """Minutes until admission of those who are called, by class: points `[minutes since the call, p05, p50, p95]`.

    From one that is called now to the one that was called first; told for who follows its call.
    """
    usual = sum(outlook.services.values()) / max(len(outlook.services), 1)
    called = [each for each in outlook.trucks if each.called_for is not None]
    called.append(Truck(next(iter(outlook.services), ""), usual, 0.0))
    measured = replace(outlook.measured, early=outlook.measured.call_early, late=outlook.measured.call_late)
    seen = replace(outlook, trucks=called, measured=measured)
    by_age = {int((each.called_for or 0.0) // 60): rank for rank, each in reversed(list(enumerate(called, 1)))}
    ages = sorted(by_age)
    told = {age: seen.at(by_age[age]) for age in {ages[at] for at in _evenly(len(ages), MOST_CALLED)}}
    return {of: [[age, *_whole([(1, told[age][of])])[0][1:]] for age in sorted(told)] for of in outlook.services}


def _evenly(count: int, most: int) -> set[int]:
    """At most so many of the first `count` numbers, the first and the last among them."""
    steps = min(count, most) - 1
    return {round(step * (count - 1) / steps) for step in range(steps + 1)} if steps else {0}


def ranks(length: int) -> list[int]:
    """1, 2, 3, 5, 10, 20, 50, 100 … to beyond a queue of this length, with the newcomer's own rank."""
    series = list(SERIES)
    while series[-1] <= length + 1:
        scale = 10 ** (len(str(series[-1])) - 1)
        series.append(series[-1] * 2 if series[-1] // scale in (1, 5) else scale * 5)
    return sorted({*series, length + 1})


def curves(outlook: Outlook) -> dict[str, Curve]:
    """The published curves, by class: whole minutes, p05 <= p50 <= p95, none falling as the rank rises.

    Between two ranks a reader draws a line, so a rank is added wherever that would be wrong (gates that shut for the
    night are a step).
    """
    known = {rank: outlook.at(rank) for rank in ranks(len(outlook.trucks))}
    ordered = sorted(known)
    pending = list(pairwise(ordered))
    kept = set(known)
    while pending and len(kept) < MOST_POINTS:
        low, high = pending.pop(0)
        if high - low < 2:
            continue
        middle = (low + high) // 2
        known[middle] = outlook.at(middle)
        if _bends(known[low], known[middle], known[high], (middle - low) / (high - low)):
            kept.add(middle)
            pending += [(low, middle), (middle, high)]
    return {of: _whole([(rank, known[rank][of]) for rank in sorted(kept)]) for of in outlook.services}


def _bends(low: Waits, middle: Waits, high: Waits, share: float) -> bool:
    """Whether a line from one rank to another would mislead somebody between them by more than 2 minutes and 5 %."""
    for of, here in middle.items():
        for a, seen, b in zip(low[of], here, high[of], strict=True):
            if abs(a + (b - a) * share - seen) > max(120.0, 0.05 * seen):
                return True
    return False


def _whole(points: Sequence[tuple[int, tuple[float, float, float]]]) -> Curve:
    """Whole minutes, rounded away from the middle, each column raised to its own running maximum."""
    curve: Curve = []
    low = middle = high = 0
    for rank, (p05, p50, p95) in points:
        low = max(low, floor(p05 / 60))
        middle = max(middle, low, round(p50 / 60))
        high = max(high, middle, ceil(p95 / 60))
        curve.append([rank, low, middle, high])
    return curve
