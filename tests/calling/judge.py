"""Bands against what happened: run a world, quote at each joining, compare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from serai.calling.bands import Curve, Outlook, Truck, curves
from serai.calling.pace import LinePace
from serai.calling.plan import LanePlan, Shift
from serai.queue.bands import interpolated
from tests.calling.world import DAY, MINUTES, Shape, World, servers_at

BEGIN = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Quote:
    joined: float
    low: float
    middle: float
    high: float
    naive: float
    happened: float


@dataclass(frozen=True, slots=True)
class Verdict:
    quotes: int
    covered: float
    error: float  # minutes
    naive: float
    width: float

    @property
    def ratio(self) -> float:
        return self.error / self.naive

    def __str__(self) -> str:
        return (
            f"{self.quotes:6d} quotes  covered {self.covered:5.1%}  error {self.error:6.1f} min"
            f"  naive {self.naive:6.1f}"
            f"  ratio {self.ratio:4.2f}  width/error {self.width / self.error:4.1f}"
        )


def plan_of(shape: Shape, days: int) -> LanePlan:
    hours = [BEGIN + timedelta(hours=h) for h in range(24 * days + 1)]
    return LanePlan.of(Shift(a, b, servers_at(shape, a.timestamp())) for a, b in pairwise(hours))


def run(seed: int, shape: Shape, days: int, *, ahead: int = 5, every: float = 180) -> list[Quote]:
    """Quotes of every truck that was admitted within the days.

    The plan reaches `ahead` days further; bands are published again after `every` seconds, as in quiet service.
    """
    world, pace = World(seed, shape), LinePace(plan=plan_of(shape, days + ahead))
    services = {name: minutes * 60 for name, minutes in MINUTES.items()}
    given: dict[str, tuple[float, tuple[float, float, float], float]] = {}
    quotes = []
    for fact in world.facts(days):
        at, lorry = fact.at, fact.lorry
        if fact.kind == "tick":
            if pace.published is None or at - pace.published[0] >= every:
                publish(pace, world, at, services)
            continue
        assert lorry is not None
        if fact.kind == "joined":
            pace.joined(at, lorry.name, lorry.cargo_class, services[lorry.cargo_class], fact.rank)
            if pace.published is not None:
                as_of, published = pace.published
                naive = len(world.queue) * 5.5 / 2.5
                given[lorry.name] = (as_of, read(published[lorry.cargo_class], fact.rank), naive)
        elif fact.kind == "called":
            pace.called(at, lorry.name)
        elif fact.kind == "left":
            pace.left(at, lorry.name)
        elif fact.kind == "admitted":
            pace.admitted(at, lorry.name)
            if lorry.name in given:
                as_of, (low, middle, high), naive = given[lorry.name]
                quotes.append(Quote(lorry.joined, low, middle, high, naive, (at - as_of) / 60))
    return quotes


def read(curve: Curve, rank: int) -> tuple[float, float, float]:
    """Minutes, as a reader of the feed reads them."""
    points = [(r, low, middle, high) for r, low, middle, high in curve]
    low, middle, high = (interpolated(points, rank, column) / 60 for column in (1, 2, 3))
    return low, middle, high


def publish(pace: LinePace, world: World, at: float, services: dict[str, float]) -> None:
    trucks = [
        Truck(o.cargo_class, services[o.cargo_class], at - o.called if o.called is not None else None)
        for o in world.queue
    ]
    now = BEGIN + timedelta(seconds=at)
    outlook = Outlook(pace.plan.capacity(now), pace.plan.at(at), trucks, services, pace.measured(at))
    pace.published = (at, curves(outlook))


def verdict(quotes: Sequence[Quote]) -> Verdict:
    count = len(quotes)
    return Verdict(
        count,
        sum(q.low <= q.happened <= q.high for q in quotes) / count,
        sum(abs(q.middle - q.happened) for q in quotes) / count,
        sum(abs(q.naive - q.happened) for q in quotes) / count,
        sum(q.high - q.low for q in quotes) / count,
    )


__all__ = ["DAY", "Quote", "Shape", "Verdict", "plan_of", "run", "verdict"]
