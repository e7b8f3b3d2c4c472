"""The band: how long until admission, for every rank of a line, with what is known of its gates and of those ahead.

One forward roll serves the whole line: the work ahead of a rank, in the plan's server-seconds, is turned into time by
the lane plan. What is uncertain (the gates' speed, single services, the way to the gate) is drawn once, as a fixed
lattice of scenarios, so that the same facts give the same band anywhere.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from math import ceil, exp, floor, sqrt
from statistics import NormalDist

from serai.calling.plan import Capacity

Point = list[int]  # rank, p05, p50, p95; the last three in minutes from `as_of`
Curve = list[Point]
Waits = dict[str, tuple[float, float, float]]  # seconds at p05, p50, p95 by class

SERVICE_SPREAD = 0.5  # one service against the mean of its class; measured gates show 0.4 to 0.5
REMAINING = 0.6  # of a service that is under way, seen at any moment: half of it, and more as they vary
PASSING_DOUBT = 0.35
SCENARIOS = 64
MOST_POINTS = 64
SERIES = (1, 2, 3, 5)  # then 10, 20, 50, 100, 200, 500 …


@dataclass(frozen=True, slots=True)
class Truck:
    """One in the queue: its class, the plan's seconds for its service, and how long ago it was called."""

    cargo_class: str
    seconds: float
    called_for: float | None = None


@dataclass(frozen=True, slots=True)
class Estimate:
    """A quantity as it has shown itself so far: seconds, and the standard deviation of the next one."""

    mean: float
    sd: float


@dataclass(frozen=True, slots=True)
class Measured:
    """What a line has taught about itself.

    `slowness`: real over planned seconds of service; `doubt`: its relative error; `drift`: how much more it may change
    in the hours to come. `answer`: joining to call where nobody is in the way; `approach`: call to admission likewise.
    `lapse`: share of the queue that never takes its turn. `passed`: by class ("" for any other), how many come in
    front of somebody who joined at a rank, as rising points (rank, trucks). `early`, `late`: width of the two halves
    against theory.
    """

    slowness: float = 1.0
    doubt: float = 0.18
    drift: float = 0.08
    answer: Estimate = Estimate(120.0, 150.0)
    approach: Estimate = Estimate(480.0, 240.0)
    lapse: float = 0.03
    passed: Mapping[str, Sequence[tuple[float, float]]] = field(default_factory=dict)
    early: float = 1.0
    late: float = 1.0

    def passed_by(self, cargo_class: str, rank: int) -> float:
        """Trucks that will have come in front of this class by its turn."""
        points = self.passed.get(cargo_class) or self.passed.get("") or ()
        at = bisect_right(points, float(rank), key=lambda point: point[0])
        if not points or at == 0:
            return points[0][1] * (rank - 1) / max(points[0][0] - 1, 1) if points else 0.0
        if at == len(points):
            return points[-1][1]
        (low, few), (high, more) = points[at - 1 : at + 1]
        return few + (more - few) * (rank - low) / (high - low)


def _lattice(count: int, dimensions: int) -> tuple[tuple[float, ...], ...]:
    """Evenly spread standard normal points (the R-sequence), each coordinate's mean 0."""
    root = 1.5
    for _ in range(40):
        root = (1 + root) ** (1 / (dimensions + 1))
    normal = NormalDist()
    steps = [root ** -(axis + 1) for axis in range(dimensions)]
    return tuple(tuple(normal.inv_cdf((0.5 + step * (n + 1)) % 1.0) for step in steps) for n in range(count))


_NORMAL = NormalDist()
_POINTS = _lattice(SCENARIOS, 4)


@dataclass(frozen=True, slots=True)
class Scenario:
    """One way things may go, as multipliers and shares that do not depend on the rank."""

    speed: float
    noise: float
    lag: float
    own: float
    share: float


def scenarios(early: float, late: float) -> list[Scenario]:
    """The lattice, its halves stretched by what earlier bands of this line have missed."""
    drawn = []
    for point in _POINTS:
        speed, noise, lag, own = (z * (early if z < 0 else late) for z in point)
        single = exp(SERVICE_SPREAD * own - SERVICE_SPREAD**2 / 2)
        drawn.append(Scenario(speed, noise, lag, single, _NORMAL.cdf(point[3])))
    return drawn


@dataclass(slots=True)
class Outlook:
    """One line at one instant, ready to be asked for any rank."""

    capacity: Capacity
    servers: int
    trucks: Sequence[Truck]
    services: Mapping[str, float]  # planned seconds by class, what a newcomer would take
    measured: Measured
    _ahead: list[float] = field(init=False)
    _spread: list[float] = field(init=False)
    _busy: int = field(init=False)
    _typical: float = field(init=False)
    _drawn: list[Scenario] = field(init=False)

    def __post_init__(self) -> None:
        known = [truck.seconds for truck in self.trucks] or list(self.services.values()) or [300.0]
        self._typical = sum(known) / len(known)
        travel = max(0.0, self.measured.approach.mean - self._typical * self.measured.slowness)
        at_gate = (t.called_for is not None and t.called_for >= travel for t in self.trucks[: self.servers])
        self._busy = sum(at_gate)
        stays = 1.0 - self.measured.lapse
        work = [truck.seconds * (REMAINING if rank < self._busy else stays) for rank, truck in enumerate(self.trucks)]
        self._ahead = list(accumulate(work, initial=0.0))
        self._spread = list(
            accumulate((t.seconds**2 * (SERVICE_SPREAD**2 + self.measured.lapse) for t in self.trucks), initial=0.0)
        )
        self._drawn = scenarios(self.measured.early, self.measured.late)

    def work_ahead(self, rank: int) -> tuple[float, float]:
        """Planned server-seconds before this rank's own service, and their variance; trucks ahead only as of now."""
        known = min(rank - 1, len(self.trucks))
        more = rank - 1 - known
        stays = 1.0 - self.measured.lapse
        return (
            self._ahead[known] + more * self._typical * stays,
            self._spread[known] + more * self._typical**2 * (SERVICE_SPREAD**2 + self.measured.lapse),
        )

    def starts(self, rank: int, passed: float) -> list[float]:
        """For each scenario, seconds until a server can turn to this rank; its own service comes on top."""
        mean, variance = self.work_ahead(rank)
        extra = passed * self._typical
        ready = max(self.servers, 1)
        # The last ones ahead are still being served, one at each other server, when this one's turn comes.
        mean = max(0.0, mean + extra - (min(ready, rank) - 1) * REMAINING * self._typical)
        hours = self.capacity.until(mean * self.measured.slowness) / 3600
        doubt = sqrt(self.measured.doubt**2 + self.measured.drift**2 * min(1.0, hours / 4))
        noise = sqrt(variance + extra * self._typical + (PASSING_DOUBT * extra) ** 2)
        until, slowness, middle = self.capacity.until, self.measured.slowness, doubt**2 / 2
        return [
            until(max(0.0, (mean + noise * s.noise) * slowness * exp(doubt * s.speed - middle))) for s in self._drawn
        ]

    def floors(self, rank: int) -> list[float]:
        """For each scenario, seconds until this rank can be admitted however free the gates are."""
        truck = self.trucks[rank - 1] if rank <= len(self.trucks) else None
        opens, measured = self.capacity.opens_in, self.measured
        mean, sd = measured.approach.mean, measured.approach.sd
        if truck is not None and truck.called_for is not None:
            gone = truck.called_for
            return [max(0.0, mean + sd * s.lag - gone) for s in self._drawn]
        mean, sd = mean + measured.answer.mean, sqrt(sd**2 + measured.answer.sd**2)
        return [opens + max(0.0, mean + sd * s.lag) for s in self._drawn]

    def at(self, rank: int) -> Waits:
        """p05, p50, p95 of the seconds until admission at a rank, by class."""
        at_gate = rank <= self._busy
        floors = [0.0] * SCENARIOS if at_gate else self.floors(rank)
        owns = [s.own * s.share if at_gate else s.own for s in self._drawn]
        begun: dict[float, list[float]] = {0.0: [0.0] * SCENARIOS} if at_gate else {}
        answer: Waits = {}
        for of, planned in self.services.items():
            passed = 0.0 if at_gate else self.measured.passed_by(of, rank)
            starts = begun.get(passed) or begun.setdefault(passed, self.starts(rank, passed))
            own = planned * self.measured.slowness
            waits = sorted(max(a + b * own, low) for a, b, low in zip(starts, owns, floors, strict=True))
            answer[of] = (quantile(waits, 0.05), quantile(waits, 0.5), quantile(waits, 0.95))
        return answer


def quantile(ordered: Sequence[float], share: float) -> float:
    """The value below which this share of an ordered sample lies, between neighbours on a line."""
    at = share * len(ordered) - 0.5
    low = min(max(floor(at), 0), len(ordered) - 1)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * min(max(at - low, 0.0), 1.0)


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
