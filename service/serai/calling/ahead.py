"""Who is called now so that they are at the gate when their bay is empty. Pure.

A bay that waits for a truck which is called only when the bay is free stands idle for the whole drive to the gate. So
trucks are called before: the next one as soon as it is expected to wait at the gate no longer than the hold bound. A
call is all it gets. Its bay is named at the gate, and only when that is known to be empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import heappop, heappush
from math import ceil, erfc, inf, sqrt
from typing import Final

from serai.calling.bands import Estimate
from serai.guidance.releases import Release
from serai.guidance.rules import Truck
from serai.guidance.yard import YardState

HOLD_SECONDS: Final = 90.0
"""What a truck that is called may be expected to stand at the gate, beyond what keeps its server busy."""
SPARE: Final = 0.5
"""Services' worth of trucks that is to stand before each server, since services and drives are never as expected."""
_STEP: Final = 60.0
_FARTHEST: Final = 3_600.0
_TO_THE_BAY_SECONDS: Final = 180.0
"""From the gate until a truck stands in its bay, about."""
_POINTS: Final = (-1.28, -0.52, 0.0, 0.52, 1.28)
"""Five equally likely drives, in standard deviations from the mean."""


@dataclass(frozen=True, slots=True)
class Approach:
    """From the waiting area through the gate: the drive, and one service of each of so many servers, as measured.

    `coming` are the seconds from now at which those who are called reach the gate, below 0 for who has been there; None
    where that is not known.
    """

    drive: Estimate
    service_seconds: float
    servers: int = 1
    coming: tuple[float, ...] | None = None

    def queue(self, before: int) -> float:
        """Seconds until a server is free of those who come, as far as it is known when, and of so many before."""
        return self._busy() + before * self.service_seconds / max(self.servers, 1)

    @property
    def would_idle(self) -> bool:
        """Whether it is known that a server has next to nobody left by the time that a truck called now comes."""
        return self.coming is not None and self._busy() < self.drive.mean + self.spare_seconds

    @property
    def spare_seconds(self) -> float:
        return SPARE * self.service_seconds

    def _busy(self) -> float:
        free = [-inf] * max(self.servers, 1)
        for arrives in sorted(self.coming or ()):
            begins = max(heappop(free), arrives)
            heappush(free, begins + self.service_seconds)
        return max(0.0, free[0])


class Pool:
    """Bays that the same trucks fit: how many are empty, and when the others will be."""

    def __init__(self, free: int, releases: Sequence[Release]) -> None:
        self.free = free
        self._releases = releases
        self._known: dict[int, tuple[float, float]] = {}

    def late(self, nth: int, approach: Approach, before: int) -> float:
        """Seconds that a truck called now is expected to stand at the gate until there is an nth bay for it.

        `before` trucks reach the gate first, beside those of whom it is known when; the queue there counts as well, but
        for what is to stand there so that the gate has always somebody to serve.
        """
        if self.free + len(self._releases) < nth:
            return _FARTHEST
        queue, waits = approach.queue(before), 0.0
        for point in _POINTS:
            drive = max(0.0, approach.drive.mean + point * approach.drive.sd)
            waits += max(0.0, queue - drive - approach.spare_seconds) + self._missing(nth, max(drive, queue))
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
        off = self.free + mean - (than - 0.5)
        return float(off < 0) if variance < 1e-6 else erfc(off / sqrt(2 * variance)) / 2


@dataclass(frozen=True, slots=True)
class Ready:
    """A truck to call now: how long it is expected to stand at the gate, and whether its bay is empty already."""

    visit: str
    hold_seconds: float
    has_bay: bool


def ready(
    state: YardState, waiting: Iterable[Truck], coming: Sequence[Truck], approach: Approach, now: datetime,
    hold_seconds: float = HOLD_SECONDS, elsewhere: Sequence[Truck] = (),
) -> Iterator[Ready]:  # fmt: skip
    """Those to call now, in order.

    `waiting` are those in line, first to last; `coming` those who are called and not admitted; `elsewhere` those who
    come to other gates, and want bays as well. Nobody is called before one who waits for the same bays; who waits for
    others is not kept by that.
    """
    pools: dict[frozenset[str], Pool] = {}
    fitting: dict[object, frozenset[str]] = {}

    def bays_of(truck: Truck) -> frozenset[str]:
        like = (truck.cargo_class, truck.needs, truck.size)
        return fitting.get(like) or fitting.setdefault(like, _bays(state, truck))

    rivals = [bays_of(truck) for truck in (*coming, *elsewhere)]
    before = len(coming) if approach.coming is None else 0
    full: set[frozenset[str]] = set()
    has_one = {stand.kept for stand in state.stands.values()}
    for truck in waiting:
        if truck.visit in has_one:
            yield Ready(truck.visit, 0.0, True)
            before += 1
            continue
        bays = bays_of(truck)
        if bays in full or any(bays & each for each in full):
            full.add(bays)
            continue
        pool = pools.get(bays) or pools.setdefault(bays, _pool(state, bays, now))
        nth = 1 + sum(1 for each in rivals if each & bays)
        late = pool.late(nth, approach, before)
        if late > hold_seconds:
            full.add(bays)
        else:
            yield Ready(truck.visit, late, nth <= pool.free)
            rivals.append(bays)
            before += 1


def _bays(state: YardState, truck: Truck) -> frozenset[str]:
    """The open bays that a truck fits."""
    if state.ground is None:
        return frozenset()
    fitting = state.ground.fits(truck).bays
    return frozenset(bay for bay in fitting if not state.stands[bay].closed and state.serves(bay, truck))


def _pool(state: YardState, bays: frozenset[str], now: datetime) -> Pool:
    return Pool(sum(state.is_free(bay) for bay in bays), list(_releases(state, bays, now)))


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
