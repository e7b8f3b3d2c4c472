"""Estimates that a line keeps of itself: its gates' speed, durations, who comes in front. Old facts fade. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import log, sqrt

from serai.calling.bands import Estimate
from serai.calling.scenarios import SERVICE_SPREAD

HALF_LIFE_SERVICES = 120.0
PLAN_WORTH = 24.0  # the lane plan's minutes count as so many services seen
USUAL = 1.05  # real over planned seconds before anything is known: gates also wait for trucks
LONGEST = 12.0  # services; a longer pause of fed gates is a stoppage and says nothing about their speed
DEPTHS = (3, 10, 30, 100, 300, 1000, 3000)
FADE = 0.98
GUESS = 0.05
DEEPER = 0.6  # the share of those ahead that passes, at a depth not yet seen, against the one before
UNHEARD_OF = 3.0  # standard deviations beyond which a duration has another cause


@dataclass(slots=True)
class Speed:
    """Server-seconds that gates took against those the plan gives for the same trucks; old services fade."""

    planned: float = 0.0
    taken: float = 0.0
    count: float = 0.0

    def seen(self, planned: float, taken: float) -> None:
        """One more completed service. A stoppage counts as a long service only."""
        fade = 0.5 ** (1 / HALF_LIFE_SERVICES)
        self.taken = self.taken * fade + min(taken, LONGEST * planned * self.slowness())
        self.planned = self.planned * fade + planned
        self.count = self.count * fade + 1

    def slowness(self, pending: float = 0.0) -> float:
        """Real seconds a planned second takes; `pending` server-seconds have passed since the last completion."""
        if not self.count:
            return USUAL
        typical = self.planned / self.count
        worth = PLAN_WORTH * typical
        before = (worth * USUAL + self.taken) / (worth + self.planned)
        overdue = max(0.0, min(pending, LONGEST * typical * before) - typical * before)
        return (worth * USUAL + self.taken + overdue) / (worth + self.planned)

    @property
    def doubt(self) -> float:
        return SERVICE_SPREAD / sqrt(PLAN_WORTH + self.count)


@dataclass(slots=True)
class Stretch:
    """Time in which gates had enough before them, since the last service was completed there.

    The first completion after a pause only starts the clock: until then the first trucks had to be called and to come.
    """

    seconds: float = 0.0
    is_warm: bool = False

    def pass_(self, servers: int, server_seconds: float, is_enough: bool) -> None:
        """So much time went by; where the gates were shut or short of trucks, a new stretch has to begin."""
        if not servers or not is_enough:
            self.seconds, self.is_warm = 0.0, False
        elif self.is_warm:
            self.seconds += server_seconds

    def completed(self, speed: Speed, planned: float, is_enough: bool) -> None:
        if self.is_warm and is_enough:
            speed.seen(planned, self.seconds)
        self.seconds, self.is_warm = 0.0, is_enough


@dataclass(slots=True)
class Habit:
    """A duration's mean and spread, from a guess worth `weight` sightings onward."""

    mean: float
    variance: float
    weight: float = 2.0

    def seen(self, seconds: float) -> None:
        """One more; one that is far off counts as one that is not quite so far."""
        self.weight = min(self.weight + 1, 30.0)
        most = UNHEARD_OF * sqrt(self.variance)
        seconds = min(seconds, self.mean + most)
        off = seconds - self.mean
        self.mean += off / self.weight
        self.variance += (off * (seconds - self.mean) - self.variance) / self.weight

    @property
    def estimate(self) -> Estimate:
        return Estimate(self.mean, sqrt(max(self.variance, 0.0)))


@dataclass(slots=True)
class Passed:
    """How many came in front of those who joined at about a rank: sums over trucks that had their turn, by depth."""

    trucks: list[float] = field(default_factory=lambda: [0.0] * len(DEPTHS))
    ranks: list[float] = field(default_factory=lambda: [0.0] * len(DEPTHS))
    count: list[float] = field(default_factory=lambda: [0.0] * len(DEPTHS))

    def seen(self, rank: int, trucks: int) -> None:
        """One joined at a rank of 2 or more, and was passed by so many (below 0: it passed others)."""
        at = min(range(len(DEPTHS)), key=lambda depth: abs(log(rank / DEPTHS[depth])))
        for sums, value in ((self.trucks, float(trucks)), (self.ranks, rank - 1.0), (self.count, 1.0)):
            sums[at] = sums[at] * FADE + value

    def points(self, guess: list[float] | None = None) -> list[tuple[float, float]]:
        """(rank, trucks) by depth, never falling; `guess` is the share of those ahead to start from at each depth."""
        found, most, share = [], 0.0, GUESS
        for at, depth in enumerate(DEPTHS):
            share = guess[at] if guess else share
            worth = 5.0 * depth
            share = max(0.0, (worth * share + self.trucks[at]) / (worth + self.ranks[at]))
            most = max(most, share * (depth - 1))
            found.append((float(depth), most))
            share *= DEEPER
        return found
