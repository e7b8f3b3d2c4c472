"""Another gate than that of `world.py`, and built another way: a clock that ticks, and machines that wear.

Nothing is drawn from a list of events. Each ten seconds trucks may come (in convoys), give up, be called, arrive and be
worked on. Every server is a machine of its own that wears and is mended, stops at the change of shifts, and works at a
speed that wanders from hour to hour around that of the day. A service is a gamma one, or now and then an inspection.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.calling.world import DAY, Fact, Lorry

STEP = 10.0
HOUR = 3600.0
MEANS = {"general": 360.0, "fresh": 270.0, "hazmat": 600.0, "long": 480.0}
MIX = (("general", 0.60), ("fresh", 0.22), ("hazmat", 0.08), ("long", 0.10))
CALM, RUSH = 11.0, 27.0


@dataclass(frozen=True, slots=True)
class Pattern:
    """What kind of days they are; `drift`: slower by this share from `drifts_on` (a day) on."""

    trucks_a_day: float = 400.0
    drift: float = 0.0
    drifts_on: int = 4
    missed: float = 0.07
    gives_up: float = 1 / (60 * HOUR)
    speed_sd: float = 0.08
    wander: float = 0.10
    inspections: float = 0.12
    wears_out: float = 1 / (30 * HOUR)
    day: int = 3
    evening: int = 2
    night: int = 1

    def planned(self, at: float) -> int:
        """Servers that the lane plan has."""
        hour = at % DAY / HOUR
        return self.day if 6 <= hour < 18 else self.evening if 18 <= hour < 23 else self.night


@dataclass(slots=True)
class Machine:
    left: float = 0.0
    lorry: Lorry | None = None
    down_until: float = 0.0


@dataclass(slots=True)
class Terminal:
    """Run with `facts(days)`; `queue` is the order now."""

    seed: int
    pattern: Pattern = field(default_factory=Pattern)
    queue: list[Lorry] = field(default_factory=list)
    _rng: random.Random = field(init=False)
    _machines: list[Machine] = field(default_factory=lambda: [Machine() for _ in range(3)])
    _reach: dict[str, float] = field(default_factory=dict)  # who was called: when it is at the gate
    _back: dict[str, float] = field(default_factory=dict)  # who does not come: when it waits again
    _numbers: int = 0
    _days: dict[int, tuple[float, float]] = field(default_factory=dict)
    _wandered: float = 0.0

    def __post_init__(self) -> None:
        self._rng = random.Random(f"terminal {self.seed}")

    def facts(self, days: int) -> Iterator[Fact]:
        for step in range(int(days * DAY / STEP)):
            at = step * STEP
            if at % HOUR == 0:
                self._wandered = 0.8 * self._wandered + self._rng.gauss(0.0, 0.6 * self.pattern.wander)
            yield from self._come(at)
            yield from self._give_up(at)
            yield from self._work(at)
            if at % 120 == 0:
                yield from self._call(at)
            if at % 60 == 0:
                yield Fact("tick", at)

    def speed_of_day(self, at: float) -> float:
        """How much longer than planned services take on this day, on the average."""
        return self._day(at)[1] * (1 + (self.pattern.drift if at >= self.pattern.drifts_on * DAY else 0.0))

    def _day(self, at: float) -> tuple[float, float]:
        day = int(at // DAY)
        if day not in self._days:
            slow = max(0.7, self._rng.gauss(1.0, self.pattern.speed_sd))
            self._days[day] = self._rng.uniform(0.85, 1.12), slow
        return self._days[day]

    def _come(self, at: float) -> Iterator[Fact]:
        hour = at % DAY / HOUR
        shape = RUSH if 7 <= hour < 11 or 14 <= hour < 18 else CALM
        rate = self.pattern.trucks_a_day * self._day(at)[0] * shape / (8 * RUSH + 16 * CALM) / HOUR
        if self._rng.random() < rate / 1.6 * STEP:
            while True:
                yield self._join(at)
                if self._rng.random() > 0.375:  # a convoy of 1.6 on the average
                    break

    def _join(self, at: float) -> Fact:
        self._numbers += 1
        of = self._rng.choices([each for each, _ in MIX], [share for _, share in MIX])[0]
        lorry, rank = Lorry(f"n{self._numbers}", of, at), len(self.queue) + 1
        while of == "fresh" and rank > 4 and self._may_pass(rank):
            self.queue[rank - 2].passed += 1
            rank -= 1
        self.queue.insert(rank - 1, lorry)
        return Fact("joined", at, lorry, rank)

    def _may_pass(self, rank: int) -> bool:
        """Three ordinary ones stand between two with priority, and nobody is passed for ever."""
        before = self.queue[rank - 2]
        three = self.queue[rank - 4 : rank - 1]
        return before.called is None and before.passed < 5 and all(each.cargo_class != "fresh" for each in three)

    def _give_up(self, at: float) -> Iterator[Fact]:
        if self._rng.random() < self.pattern.gives_up * STEP * len(self.queue):
            lorry = self._rng.choice(self.queue)
            if lorry.called is None:
                self.queue.remove(lorry)
                yield Fact("left", at, lorry)

    def _call(self, at: float) -> Iterator[Fact]:
        servers = self.pattern.planned(at)
        wanted = servers + round(servers * 540 / 380) + 1 if servers else 0
        wanted -= sum(each.called is not None for each in self.queue)
        for lorry in [each for each in self.queue if each.called is None and self._back.get(each.name, 0.0) <= at]:
            if wanted <= 0:
                break
            wanted -= 1
            lorry.called = at
            if self._rng.random() < self.pattern.missed:
                self._back[lorry.name] = at + 1500
            else:
                self._reach[lorry.name] = at + self._rng.triangular(300, 1100, 420)
            yield Fact("called", at, lorry)

    def _work(self, at: float) -> Iterator[Fact]:
        for lorry in [each for each in self.queue if self._back.get(each.name) == at]:
            lorry.called = None
            yield Fact("uncalled", at, lorry)
            if self._rng.random() < 0.5:
                self.queue.remove(lorry)
                yield Fact("left", at, lorry)
        pace = STEP / (self.speed_of_day(at) * (1 + max(-0.4, self._wandered)))
        handover = at % DAY / HOUR in (6, 14, 22)
        for number, machine in enumerate(self._machines):
            if handover:
                machine.down_until = max(machine.down_until, at + 480)
            if self._rng.random() < self.pattern.wears_out * STEP:
                machine.down_until = at + self._rng.uniform(600, 5400)
            if at < machine.down_until:
                continue
            machine.left -= pace
            if machine.lorry is not None and machine.left <= 0:
                self.queue.remove(machine.lorry)
                machine.lorry.admitted = at
                yield Fact("admitted", at, machine.lorry)
                machine.lorry = None
            if machine.lorry is None and number < self.pattern.planned(at):
                self._begin(machine, at)

    def _begin(self, machine: Machine, at: float) -> None:
        at_gate = [(reached, name) for name, reached in self._reach.items() if reached <= at]
        if at_gate:
            name = min(at_gate)[1]
            del self._reach[name]
            machine.lorry = next(each for each in self.queue if each.name == name)
            machine.left = self._service(machine.lorry.cargo_class)

    def _service(self, of: str) -> float:
        share = self.pattern.inspections
        usual = MEANS[of] / (1 - share + 2.5 * share)
        if self._rng.random() < share:
            return usual * self._rng.uniform(1.5, 3.5)
        return usual * self._rng.gammavariate(5.0, 0.2)
