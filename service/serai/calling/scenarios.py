"""What is uncertain of a wait, drawn once: a fixed lattice of scenarios, the same wherever it is used. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, floor, log
from statistics import NormalDist

SERVICE_SPREAD = 0.5  # one service against the mean of its class; measured gates show 0.4 to 0.5
SPANS = (900.0, 3600.0, 14_400.0)  # waits that are calibrated each for itself, and those between them by both
SCENARIOS = 64
NORMAL = NormalDist()


def _lattice(count: int, dimensions: int) -> tuple[tuple[float, ...], ...]:
    """Evenly spread standard normal points (the R-sequence), each coordinate's mean 0."""
    root = 1.5
    for _ in range(40):
        root = (1 + root) ** (1 / (dimensions + 1))
    steps = [root ** -(axis + 1) for axis in range(dimensions)]
    return tuple(tuple(NORMAL.inv_cdf((0.5 + step * (n + 1)) % 1.0) for step in steps) for n in range(count))


_POINTS = _lattice(SCENARIOS, 4)


@dataclass(frozen=True, slots=True)
class Scenario:
    """One way things may go, as multipliers and shares that do not depend on the rank."""

    speed: float
    noise: float
    lag: float
    own: float
    share: float
    delay: float  # exponential, of mean 1


def nearness(seconds: float) -> tuple[float, float, float]:
    """The share that each of `SPANS` has in a wait, together 1."""
    short, middle, long = SPANS
    if seconds < middle:
        share = min(max((seconds - short) / (middle - short), 0.0), 1.0)
        return 1 - share, share, 0.0
    share = min((seconds - middle) / (long - middle), 1.0)
    return 0.0, 1 - share, share


def scenarios(early: float, late: float) -> Sequence[Scenario]:
    """The lattice, its halves stretched, to a hundredth, by what earlier bands of this line have missed."""
    return _drawn(round(100 * early), round(100 * late))


@lru_cache(maxsize=1024)
def _drawn(early_percent: int, late_percent: int) -> Sequence[Scenario]:
    early, late, drawn = early_percent / 100, late_percent / 100, []
    for point in _POINTS:
        speed, noise, lag, own = (z * (early if z < 0 else late) for z in point)
        single = exp(SERVICE_SPREAD * own - SERVICE_SPREAD**2 / 2)
        delay = -log(1 - NORMAL.cdf(point[2]))
        drawn.append(Scenario(speed, noise, lag, single, NORMAL.cdf(point[3]), delay))
    return tuple(drawn)


def later(gone: float, mean: float, sd: float, drawn: Sequence[Scenario]) -> list[float]:
    """The lags of scenarios, in standard deviations, when a time so spread has lasted so long already and goes on."""
    passed = NORMAL.cdf((gone - mean) / max(sd, 1.0))
    if passed > 1 - 1e-6:
        return [(gone - mean) / max(sd, 1.0)] * len(drawn)
    return [NORMAL.inv_cdf(min(passed + (1 - passed) * NORMAL.cdf(s.lag), 1 - 1e-9)) for s in drawn]


def moved(ordered: Sequence[float], share: float, missed: float, recall: float) -> float:
    """The quantile of a sample at which a share of all is reached, when some of it come so much later.

    Never beyond the sample: where more miss their call than a band may miss, it does not reach to the second call.
    """
    count = len(ordered)

    def reached(at: int) -> float:
        """The share of all that has come by the middle of the one at this place."""
        return ((1 - missed) * (at + 0.5) + missed * bisect_right(ordered, ordered[at] - recall)) / count

    after = bisect_left(range(count), share, key=reached)
    if after in (0, count):
        return share / (1 - missed) if after == 0 else 1.0
    low, high = reached(after - 1), reached(after)
    return (after - 0.5 + (share - low) / (high - low)) / count


def quantile(ordered: Sequence[float], share: float) -> float:
    """The value below which this share of an ordered sample lies, between neighbours on a line."""
    at = share * len(ordered) - 0.5
    low = min(max(floor(at), 0), len(ordered) - 1)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * min(max(at - low, 0.0), 1.0)
