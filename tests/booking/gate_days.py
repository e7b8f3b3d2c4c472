"""Days at a gate with and without slots: trucks that wish to come, what they are given, and what they wait. Seeded.

The load is that of the data page. Its own event simulation: services lognormal by class, each day with its own speed,
lanes that break down, vehicles that do not come, come early or come late. What is tried on it is the product's: the
calendar's windows, the show rates learnt from the facts of bookings, and the capacities advised from what was served.
A wait ends when a gate begins with the truck.
"""

from __future__ import annotations

import heapq
import random
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from math import exp, log

HOUR, DAY = 3600.0, 86_400.0
HOURLY = (5, 4, 4, 5, 8, 14, 22, 30, 32, 28, 22, 18, 17, 20, 26, 30, 30, 26, 20, 16, 14, 12, 9, 7)
BEFORE, LENGTH, AFTER = HOUR, HOUR, 0.5 * HOUR
"""A window opens an hour before its slot, and closes half an hour after it."""
SHOWS = {"trusted": (0.2, 0.97), "company": (0.5, 0.93), "driver": (0.3, 0.85)}
"""By class of company: its part of the trucks, and how many of them come."""
PATIENCE = 12 * HOUR
DRIVE = 600.0


@dataclass(frozen=True, slots=True)
class Setting:
    """What gates these are: lanes with their part of the trucks and minutes of service, and servers by hour."""

    name: str
    trucks: float
    lanes: Mapping[str, tuple[float, float]]
    servers: Sequence[int]
    spread: float = 0.45
    speed_sd: float = 0.08
    breakdown_days: float = 1 / 3
    swing: float = 0.2


@dataclass(slots=True)
class Truck:
    """`wished` and all else in seconds from the start; `slot` and `arrives` as it was given, `began` at the gate."""

    number: int
    lane: str
    company: str
    wished: float
    tolerance: float
    comes: bool
    off: float
    work: float
    slot: float | None = None
    arrives: float | None = None
    began: float | None = None
    ended: float | None = None
    is_standby: bool = False
    called: float | None = None


def trucks(setting: Setting, seed: int, days: int) -> list[Truck]:
    """All that wish to come, the same whatever the policy."""
    rng = random.Random(seed)
    made: list[Truck] = []
    sigma = log(1 + setting.spread**2) ** 0.5
    lanes, classes = list(setting.lanes), list(SHOWS)
    for day in range(days):
        swing, speed = rng.uniform(1 - setting.swing, 1 + setting.swing), max(0.6, rng.gauss(1, setting.speed_sd))
        for hour, part in enumerate(HOURLY):
            mean = setting.trucks * swing * part / sum(HOURLY)
            at = rng.expovariate(1.0)
            while at < mean:
                lane = rng.choices(lanes, [setting.lanes[each][0] for each in lanes])[0]
                company = rng.choices(classes, [SHOWS[each][0] for each in classes])[0]
                minutes = setting.lanes[lane][1] * speed
                made.append(
                    Truck(
                        len(made), lane, company, (day * 24 + hour + at / mean) * HOUR,
                        rng.uniform(3, 12) * HOUR, rng.random() < SHOWS[company][1], _punctuality(rng),
                        60 * minutes * exp(rng.gauss(-sigma * sigma / 2, sigma)),
                    )
                )  # fmt: skip
                at += rng.expovariate(1.0)
    return made


def _punctuality(rng: random.Random) -> float:
    """Seconds from the middle of its slot: most a little early, one in twenty later than its window allows."""
    if rng.random() < 0.05:
        return HOUR + rng.expovariate(1 / HOUR)
    return min(max(rng.gauss(-600, 1500), -2 * HOUR), HOUR)


def breakdowns(setting: Setting, seed: int, days: int) -> list[tuple[float, float]]:
    """From when to when one lane does not work."""
    rng = random.Random(f"broken {seed}")
    found = []
    for day in range(days):
        if rng.random() < setting.breakdown_days:
            start = (day * 24 + rng.uniform(6, 20)) * HOUR
            found.append((start, start + rng.expovariate(1 / 2700)))
    return found


@dataclass(slots=True)
class Gate:
    """One line of trucks and the gates it leads to. Run to an instant, add trucks, run on."""

    setting: Setting
    broken: Sequence[tuple[float, float]]
    on_end: Callable[[Truck], None] = lambda truck: None
    at: float = 0.0
    peaks: dict[int, int] = field(default_factory=dict)
    standby: deque[Truck] = field(default_factory=deque)
    _events: list[tuple[float, int, Callable[[float], None]]] = field(default_factory=list)
    _order: list[tuple[int, float, int, Truck]] = field(default_factory=list)
    _waiting: dict[int, tuple[int, float]] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=count)
    _serving: int = 0
    _driving: int = 0

    def __post_init__(self) -> None:
        for start, end in self.broken:
            self._push(start, lambda _: None)
            self._push(end, self._start)

    def _push(self, at: float, act: Callable[[float], None]) -> None:
        heapq.heappush(self._events, (at, next(self._numbers), act))

    def servers(self, at: float) -> int:
        planned = self.setting.servers[int(at % DAY // HOUR)]
        return max(0, planned - sum(start <= at < end for start, end in self.broken)) if planned else 0

    def open_day(self, day: int) -> None:
        """Every quarter of an hour the gates look whether somebody can be served or called."""
        for quarter in range(96):
            self._push(day * DAY + quarter * 900, self._start)

    def expect(self, truck: Truck) -> None:
        """A truck that will come at `arrives`."""
        if truck.arrives is not None:
            self._push(truck.arrives, lambda at: self._arrive(at, truck))

    def wait_outside(self, truck: Truck) -> None:
        """A truck without a slot, from its wish on, until the gates have nobody before them."""
        self._push(truck.wished, lambda at: self._stand_by(at, truck))

    def run(self, until: float) -> None:
        while self._events and self._events[0][0] < until:
            self.at, _, act = heapq.heappop(self._events)
            act(self.at)

    def _stand_by(self, at: float, truck: Truck) -> None:
        truck.is_standby = True
        self.standby.append(truck)
        self._start(at)

    def _arrive(self, at: float, truck: Truck) -> None:
        if truck.slot is None:
            self._join(truck, (1, at))
        elif at < truck.slot - BEFORE:
            self._join(truck, (1, at))
            self._push(truck.slot - BEFORE, lambda _: self._window(truck))
        elif at < truck.slot + LENGTH + AFTER:
            self._join(truck, (0, truck.slot))
        else:
            self._join(truck, (1, at))
        self._start(at)

    def _window(self, truck: Truck) -> None:
        if truck.number in self._waiting and truck.slot is not None:
            self._join(truck, (0, truck.slot))

    def _join(self, truck: Truck, key: tuple[int, float]) -> None:
        self._waiting[truck.number] = key
        heapq.heappush(self._order, (*key, truck.number, truck))

    def _start(self, at: float) -> None:
        servers = self.servers(at)
        while self._waiting and self._serving < servers:
            rank, key, number, truck = heapq.heappop(self._order)
            if self._waiting.get(number) != (rank, key):
                continue
            del self._waiting[number]
            truck.began = at
            self._serving += 1
            self._push(at + truck.work, lambda now, truck=truck: self._end(now, truck))  # type: ignore[misc]
        self._call(at, servers)
        day = int(at // DAY)
        self.peaks[day] = max(self.peaks.get(day, 0), len(self._waiting))

    def _call(self, at: float, servers: int) -> None:
        """Those who stand by are called when fewer wait and drive than gates work; who waited too long has gone."""
        while self.standby and at - self.standby[0].wished > PATIENCE:
            self.standby.popleft()
        while self.standby and len(self._waiting) + self._driving < servers:
            truck = self.standby.popleft()
            truck.called, truck.arrives = at, at + DRIVE
            self._driving += 1
            self._push(at + DRIVE, lambda now, truck=truck: self._come(now, truck))  # type: ignore[misc]

    def _come(self, at: float, truck: Truck) -> None:
        self._driving -= 1
        self._arrive(at, truck)

    def _end(self, at: float, truck: Truck) -> None:
        self._serving -= 1
        truck.ended = at
        self.on_end(truck)
        self._start(at)


_BY_CLASS = {"general": (0.65, 5.5), "fresh": (0.22, 4.0), "hazmat": (0.05, 9.0), "long": (0.08, 7.0)}
_ALL_DAY = (*[2] * 7, *[3] * 5, 2, *[3] * 6, *[2] * 5)

MOHAN = Setting(
    "one lane at 1.5 min, 07-21 h, 515 trucks", 515, {"general": (1.0, 1.5)}, (*[0] * 7, *[1] * 14, *[0] * 3)
)
"""The Mohan-like load: 515 trucks a day at one lane in, which serves 40 an hour."""


def three_lanes(number: float) -> Setting:
    """The bench world's gates: three lanes by day, two at night and one less at noon, and four classes of cargo."""
    return Setting(f"three lanes, all day, {number:.0f} trucks", number, _BY_CLASS, _ALL_DAY)
