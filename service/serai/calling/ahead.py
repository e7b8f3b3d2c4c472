"""Who is called now so that they are at the gate when their bay is empty. Pure.

A bay that waits for a truck which is called only when the bay is free stands idle for the whole drive to the gate. So
trucks are called before: the next one as soon as it is expected to wait at the gate no longer than the hold bound. A
call is all it gets. Its bay is named at the gate, and only when that is known to be empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil, erfc, sqrt
from typing import Final

from serai.calling.bands import Estimate
from serai.guidance.releases import Release
from serai.guidance.rules import Truck
from serai.guidance.yard import YardState

HOLD_SECONDS: Final = 90.0
"""What a truck that is called may be expected to stand at the gate."""
_STEP: Final = 60.0
_FARTHEST: Final = 3_600.0
_TO_THE_BAY_SECONDS: Final = 180.0
"""From the gate until a truck stands in its bay, about."""
_POINTS: Final = (-1.28, -0.52, 0.0, 0.52, 1.28)
"""Five equally likely drives, in standard deviations from the mean."""


@dataclass(frozen=True, slots=True)
class Approach:
    """From the waiting area through the gate: the drive, and one service of each of so many servers, as measured."""

    drive: Estimate
    service_seconds: float
    servers: int = 1

    def queue(self, before: int) -> float:
        """Seconds until the gate has served so many who come before."""
        return before * self.service_seconds / max(self.servers, 1)


class Pool:
    """Bays that the same trucks fit: how many are empty, and when the others will be."""

    def __init__(self, free: int, releases: Sequence[Release]) -> None:
        self._free = free
        self._releases = releases
        self._known: dict[int, tuple[float, float]] = {}

    def late(self, nth: int, approach: Approach, before: int) -> float:
        """Seconds that a truck called now is expected to stand at the gate until there is an nth bay for it.

        `before` trucks reach the gate first; the queue that they make there counts as well.
        """
        if self._free + len(self._releases) < nth:
            return _FARTHEST
        queue, waits = approach.queue(before), 0.0
        for point in _POINTS:
            drive = max(0.0, approach.drive.mean + point * approach.drive.sd)
            waits += max(0.0, queue - drive) + self._missing(nth, max(drive, queue))
        return waits / len(_POINTS)

    def _missing(self, nth: int, after: float) -> float:
        """Seconds after that moment in which fewer than n bays have become empty, as expected."""
        total, step = 0.0, ceil(after / _STEP)
        while step * _STEP < after + _FARTHEST:
            chance = self._fewer(nth, step)
            total += chance * _STEP
            if chance < 0.01:
                break
            step += 1
        return total

    def _fewer(self, than: int, step: int) -> float:
        """The chance that fewer than so many are empty: as many as are now and those that were left, about normal."""
        if step not in self._known:
            chances = [each.chance(step * _STEP) for each in self._releases]
            self._known[step] = sum(chances), sum(chance * (1 - chance) for chance in chances)
        mean, variance = self._known[step]
        off = self._free + mean - (than - 0.5)
        return float(off < 0) if variance < 1e-6 else erfc(off / sqrt(2 * variance)) / 2


def next_to_call(
    state: YardState, waiting: Iterable[Truck], coming: Sequence[Truck], approach: Approach, now: datetime,
    hold_seconds: float = HOLD_SECONDS,
) -> list[str]:  # fmt: skip
    """The visits of those to call now, in order.

    `waiting` are those in line, first to last; `coming` those who are called and not admitted. Nobody is called before
    one who waits for the same bays; who waits for others is not kept by that.
    """
    expected = _expecting(state, now)
    pools: dict[frozenset[str], Pool] = {}
    rivals = [_bays(state, truck) for truck in coming]
    full: list[frozenset[str]] = []
    found: list[str] = []
    for truck in waiting:
        bays = _bays(state, truck)
        if any(bays & each for each in full):
            continue
        pool = pools.get(bays) or pools.setdefault(bays, expected(bays))
        nth = 1 + sum(1 for each in rivals if each & bays)
        if pool.late(nth, approach, len(rivals)) > hold_seconds:
            full.append(bays)
        else:
            found.append(truck.visit)
            rivals.append(bays)
    return found


def _bays(state: YardState, truck: Truck) -> frozenset[str]:
    """The open bays that a truck fits."""
    if state.ground is None:
        return frozenset()
    return frozenset(bay for bay in state.ground.fits(truck).bays if not state.stands[bay].closed)


def _expecting(state: YardState, now: datetime) -> Callable[[frozenset[str]], Pool]:
    def pool(bays: frozenset[str]) -> Pool:
        free = sum(state.is_free(bay) for bay in bays)
        return Pool(free, list(_releases(state, bays, now)))

    return pool


def _releases(state: YardState, bays: Iterable[str], now: datetime) -> Iterator[Release]:
    """When those bays will be empty in which somebody is known to stand, or to which somebody drives."""
    for bay in sorted(bays):
        stand = state.stands[bay]
        parked, given = state.stays.get(stand.parked or ""), state.stays.get(stand.given or "")
        if parked is not None and given is None:
            yield state.emptying(parked, now)
        elif given is not None:
            driven = (now - given.since).total_seconds()
            yield state.dwells.stay(given.truck.cargo_class, min(driven - _TO_THE_BAY_SECONDS, 0.0))
