"""Who is called now so that they are at the gate when their bay is empty. Pure.

A bay that waits for a truck which is called only when the bay is free stands idle for the whole drive to the gate. So
trucks are called before: the next one as soon as it is expected to wait at the gate no longer than the hold bound. A
call is all it gets. Its bay is named at the gate, and only when that is known to be empty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil, erfc, inf, sqrt
from typing import Final

from serai.calling.gates import Approach, Gates
from serai.guidance.releases import Release
from serai.guidance.rules import Truck
from serai.guidance.yard import YardState

HOLD_SECONDS: Final = 90.0
"""What a truck that is called may be expected to stand at the gate, beyond what keeps its server busy."""
_STEP: Final = 60.0
_FARTHEST: Final = 3_600.0
_TO_THE_BAY_SECONDS: Final = 180.0
"""From the gate until a truck stands in its bay, about."""
_ANYWHERE: Final = frozenset({""})
_POINTS: Final = (-1.28, -0.52, 0.0, 0.52, 1.28)
"""Five equally likely drives, in standard deviations from the mean."""


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
    """A truck to call now: how long it is expected to stand at the gate, and whether its bay is empty already.

    `is_farther`: those before it who want the same are nearer to the gate, and are called later to be there first.
    """

    visit: str
    hold_seconds: float
    has_bay: bool
    is_farther: bool = False


def ready(
    state: YardState, waiting: Iterable[Truck], gates_of: Callable[[Truck], Gates], now: datetime,
    hold_seconds: float = HOLD_SECONDS, elsewhere: Sequence[Truck] = (),
) -> Iterator[Ready]:  # fmt: skip
    """Those to call now, in order, as many as the gates allow; where there is no yard, simply the next ones.

    `waiting` are those in line, first to last, `gates_of` the gates as they look from where one waits; `elsewhere`
    those who come to other gates, and want bays as well. Nobody is called before one who waits for the same bays; but
    where it is the gates for which those in front wait, who is farther away than they are comes after them all the same
    when called before.
    """
    claims = _Claims(state, elsewhere, now)
    crowded = -1.0
    for truck in waiting:
        gates, bays = gates_of(truck), claims.bays_of(truck)
        is_kept = truck.visit in claims.has_one
        if gates.drive_seconds <= crowded or not (is_kept or claims.are_open(bays, gates.drive_seconds)):
            claims.wait(bays, gates.drive_seconds)
            continue
        if claims.called >= gates.allowance(claims.waiting(bays))[0]:
            crowded = gates.drive_seconds
            claims.wait(bays, gates.drive_seconds)
            continue
        nth, late = (0, 0.0) if is_kept else claims.late(bays, gates)
        if late > hold_seconds:
            claims.wait(bays, inf)
            continue
        yield Ready(truck.visit, late, nth <= claims.free(bays), claims.waiting(bays) > 0)
        claims.call(frozenset() if is_kept else bays)


class _Claims:
    """Who wants which bays, of those who come and of those in line as far as it was gone through."""

    def __init__(self, state: YardState, elsewhere: Iterable[Truck], now: datetime) -> None:
        self._state, self._now = state, now
        self._fitting: dict[object, frozenset[str]] = {}
        self._pools: dict[frozenset[str], Pool] = {}
        self._elsewhere = [self.bays_of(truck) for truck in elsewhere]
        self._called: Counter[frozenset[str]] = Counter()
        self._waiting: Counter[frozenset[str]] = Counter()
        self._farthest: dict[frozenset[str], float] = {}
        self.has_one = {stand.kept for stand in state.stands.values()}

    def bays_of(self, truck: Truck) -> frozenset[str]:
        """The open bays that a truck fits; where there is no yard all want the same."""
        if self._state.ground is None:
            return _ANYWHERE
        like = (truck.cargo_class, truck.needs, truck.size)
        return self._fitting.get(like) or self._fitting.setdefault(like, _bays(self._state, truck))

    def are_open(self, bays: frozenset[str], drive_seconds: float) -> bool:
        """Whether nobody in front waits for some of these bays who drives as long, or longer."""
        return not any(far >= drive_seconds and each & bays for each, far in self._farthest.items())

    def wait(self, bays: frozenset[str], drive_seconds: float) -> None:
        self._waiting[bays] += 1
        self._farthest[bays] = max(self._farthest.get(bays, 0.0), drive_seconds)

    def call(self, bays: frozenset[str]) -> None:
        self._called[bays] += 1

    @property
    def called(self) -> int:
        """How many of those in line are called by now."""
        return self._called.total()

    def waiting(self, bays: frozenset[str]) -> int:
        """How many of those in front want some of these bays and are not called yet."""
        return _count(self._waiting, bays)

    def free(self, bays: frozenset[str]) -> float:
        return inf if self._state.ground is None else self._pool(bays).free

    def late(self, bays: frozenset[str], gates: Gates) -> tuple[int, float]:
        """Which of these bays to become empty is a truck's that is called now, and how late it is for that."""
        if self._state.ground is None:
            return 1, 0.0
        coming = (self.bays_of(truck) for truck in gates.called)
        rivals = sum(1 for each in (*coming, *self._elsewhere) if each & bays)
        nth = 1 + rivals + _count(self._called, bays) + _count(self._waiting, bays)
        before = self.called + self.waiting(bays) + (len(gates.called) if gates.approach.coming is None else 0)
        return nth, self._pool(bays).late(nth, gates.approach, before)

    def _pool(self, bays: frozenset[str]) -> Pool:
        return self._pools.get(bays) or self._pools.setdefault(bays, _pool(self._state, bays, self._now))


def _count(counted: Counter[frozenset[str]], bays: frozenset[str]) -> int:
    """How many want some of these bays."""
    return sum(many for each, many in counted.items() if each & bays)


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
