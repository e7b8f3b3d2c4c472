"""A border gate for one day after the other, to judge bands on: the bench world of the data page, small and seeded.

Its model is not the predictor's: services are lognormal by class, each day has its own speed, lanes break down, trucks
drive to the gate after a call, some miss it, priority joins in front by a share, and servers are single machines.
"""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from math import exp, log

DAY = 86_400.0
MINUTES = {"general": 5.5, "fresh": 4.0, "hazmat": 9.0, "long": 7.0}
MIX = (("general", 0.65), ("fresh", 0.22), ("hazmat", 0.05), ("long", 0.08))
HOURLY = (5, 4, 4, 5, 8, 14, 22, 30, 32, 28, 22, 18, 17, 20, 26, 30, 30, 26, 20, 16, 14, 12, 9, 7)


@dataclass(frozen=True, slots=True)
class Shape:
    """What kind of days they are."""

    trucks_a_day: float = 430
    spread: float = 0.45
    speed_sd: float = 0.08
    drift: float = 0.0  # slower by this share from the fifth day
    breakdown_days: float = 1 / 3
    missed: float = 0.06
    leaves: float = 0.01
    approach: float = 600.0
    call_every: float = 60.0
    priority: bool = True
    plan_error: float = 1.0  # true minutes over planned minutes
    initial: int = 0
    arrivals: tuple[float, ...] = ()  # trucks in each hour from the start, instead of the two peaks
    night: int = 2  # servers from 19 to 7; by day there are `day`
    day: int = 3
    lunch: bool = True
    gamma: bool = False  # another service distribution


@dataclass(slots=True)
class Lorry:
    name: str
    cargo_class: str
    joined: float
    called: float | None = None
    admitted: float | None = None
    passed: int = 0


@dataclass(frozen=True, slots=True)
class Fact:
    """What the ledger would say: joined (with rank), called, uncalled, admitted, left; and `tick` once a minute."""

    kind: str
    at: float
    lorry: Lorry | None = None
    rank: int = 0


def servers_at(shape: Shape, at: float) -> int:
    hour = at % DAY / 3600
    if 7 <= hour < 19:
        return shape.day - (1 if shape.lunch and 12 <= hour < 13 else 0)
    return shape.night


@dataclass(slots=True)
class World:
    """Run with `facts(days)`; `queue` is the order now, those called first as they were called."""

    seed: int
    shape: Shape = field(default_factory=Shape)
    queue: list[Lorry] = field(default_factory=list)
    _rng: random.Random = field(init=False)
    _events: list[tuple[float, int, Callable[[float], Iterator[Fact]]]] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=count)
    _at_gate: list[Lorry] = field(default_factory=list)
    _serving: int = 0
    _broken: int = 0
    _speeds: dict[int, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._rng = random.Random(self.seed)

    def facts(self, days: int) -> Iterator[Fact]:
        for _ in range(self.shape.initial):
            yield from self._arrive(0.0)
        self._plan_arrivals(days)
        for day in range(days):
            if self._rng.random() < self.shape.breakdown_days:
                start = day * DAY + self._rng.uniform(6, 20) * 3600
                self._push(start, self._break)
        self._push(0.0, self._tick)
        while self._events:
            at, _, act = heapq.heappop(self._events)
            if at >= days * DAY:
                return
            yield from act(at)

    def _push(self, at: float, act: Callable[[float], Iterator[Fact]]) -> None:
        heapq.heappush(self._events, (at, next(self._numbers), act))

    def _plan_arrivals(self, days: int) -> None:
        for day in range(days):
            swing = self._rng.uniform(0.8, 1.2)
            for hour in range(24):
                if self.shape.arrivals:
                    index = day * 24 + hour
                    mean = self.shape.arrivals[index] if index < len(self.shape.arrivals) else 0.0
                else:
                    mean = self.shape.trucks_a_day * swing * HOURLY[hour] / sum(HOURLY)
                at = self._rng.expovariate(1.0)
                while at < mean:
                    self._push(day * DAY + hour * 3600 + at / mean * 3600, self._arrive)
                    at += self._rng.expovariate(1.0)

    def _arrive(self, at: float) -> Iterator[Fact]:
        cargo_class = self._rng.choices([c for c, _ in MIX], [w for _, w in MIX])[0]
        lorry = Lorry(f"t{next(self._numbers)}", cargo_class, at)
        rank = len(self.queue) + 1
        if self.shape.priority and cargo_class == "fresh":
            rank = self._in_front(rank)
        self.queue.insert(rank - 1, lorry)
        yield Fact("joined", at, lorry, rank)
        if self._rng.random() < self.shape.leaves:
            self._push(at + self._rng.uniform(0, 3 * 3600), lambda now: self._leave(now, lorry))

    def _in_front(self, rank: int) -> int:
        """After two ordinary ones that follow the last fresh one, and never past anybody who was passed often."""
        while rank > 3:
            before = self.queue[rank - 2]
            if before.called is not None or before.passed >= 6:
                break
            if "fresh" in (o.cargo_class for o in self.queue[rank - 4 : rank - 1]):
                break
            before.passed += 1
            rank -= 1
        return rank

    def _leave(self, at: float, lorry: Lorry) -> Iterator[Fact]:
        if lorry in self.queue and lorry.called is None:
            self.queue.remove(lorry)
            yield Fact("left", at, lorry)

    def _tick(self, at: float) -> Iterator[Fact]:
        """Keep the gate fed: as many on the way as the gates take while one drives, and one more."""
        yield from self._start(at)
        yield Fact("tick", at)
        servers = servers_at(self.shape, at)
        ahead = servers + round(servers * self.shape.approach / 330) + 1 if servers else 0
        out = sum(lorry.called is not None for lorry in self.queue)
        for lorry in [lorry for lorry in self.queue if lorry.called is None][: max(0, ahead - out)]:
            lorry.called = at
            yield Fact("called", at, lorry)
            if self._rng.random() < self.shape.missed:
                self._push(at + 1800, lambda now, lorry=lorry: self._miss(now, lorry))  # type: ignore[misc]
            else:
                drive = self.shape.approach * self._rng.uniform(0.7, 1.3)
                self._push(at + drive, lambda now, lorry=lorry: self._reach(now, lorry))  # type: ignore[misc]
        self._push(at + self.shape.call_every, self._tick)

    def _miss(self, at: float, lorry: Lorry) -> Iterator[Fact]:
        self.queue.remove(lorry)
        yield Fact("left", at, lorry)

    def _reach(self, at: float, lorry: Lorry) -> Iterator[Fact]:
        self._at_gate.append(lorry)
        yield from self._start(at)

    def _start(self, at: float) -> Iterator[Fact]:
        while self._at_gate and self._serving < servers_at(self.shape, at) - self._broken:
            lorry = self._at_gate.pop(0)
            self._serving += 1
            self._push(at + self._service(at, lorry), lambda now, lorry=lorry: self._admit(now, lorry))  # type: ignore[misc]
        return
        yield

    def speed_of_day(self, at: float) -> float:
        """How much longer than planned services take on this day, on the average."""
        day = int(at // DAY)
        if day not in self._speeds:
            self._speeds[day] = max(0.6, self._rng.gauss(1.0, self.shape.speed_sd))
        return self._speeds[day] * self.shape.plan_error * (1 + (self.shape.drift if day >= 5 else 0.0))

    def _service(self, at: float, lorry: Lorry) -> float:
        mean = MINUTES[lorry.cargo_class] * 60 * self.speed_of_day(at)
        if self.shape.gamma:
            return self._rng.gammavariate(3.0, mean / 3.0)
        sigma = (log(1 + self.shape.spread**2)) ** 0.5
        return mean * exp(self._rng.gauss(-sigma * sigma / 2, sigma))

    def _admit(self, at: float, lorry: Lorry) -> Iterator[Fact]:
        self._serving -= 1
        self.queue.remove(lorry)
        lorry.admitted = at
        yield Fact("admitted", at, lorry)
        yield from self._start(at)

    def _break(self, at: float) -> Iterator[Fact]:
        self._broken += 1
        self._push(at + self._rng.expovariate(1 / 2700), self._mend)
        return
        yield

    def _mend(self, at: float) -> Iterator[Fact]:
        self._broken -= 1
        yield from self._start(at)
