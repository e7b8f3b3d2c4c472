"""Bands against what happened, and against queue × mean ÷ lanes, in worlds that are not the predictor's.

Each world is simulated for some days with fixed seeds (`tests/calling/world.py`); everybody is quoted at joining. Also
how long one computation of a whole line takes.
"""

from __future__ import annotations

from statistics import median
from time import perf_counter

from serai.calling.bands import Measured, Outlook, Truck, curves
from serai.calling.plan import LanePlan
from tests.bench.report import Report
from tests.calling.judge import BEGIN, verdict
from tests.calling.judge import run as judged
from tests.calling.world import Shape

WORLDS = {
    "bench world": (Shape(), 2),
    "one lane": (Shape(trucks_a_day=230, day=1, night=1, lunch=False), 2),
    "nights shut": (Shape(trucks_a_day=330, night=0), 2),
    "plan 20 % wrong, called in batches": (Shape(gamma=True, approach=300, call_every=300, plan_error=1.2), 2),
    "22 % slower from day 5": (Shape(drift=0.22), 8),
    "400 there at first": (Shape(initial=400, trucks_a_day=480), 1),
}


async def run(report: Report, rounds: int) -> None:
    for name, (shape, days) in WORLDS.items():
        found = verdict([quote for seed in range(1, 1 + min(rounds, 5)) for quote in judged(seed, shape, days)])
        ours, naive = f"{found.error:.1f} min mean error", f"naive {found.naive:.1f} min"
        report.ratio(name, ours, naive, found.ratio, way="at most", aim=0.5)
        covered = f"{found.covered:.1%} of {found.quotes}"
        report.ratio(f"{name}: covered", covered, "90 %", found.covered / 0.9, way="at least", aim=0.85 / 0.9)
        report.note(f"{name}: mean width {found.width / found.error:.1f} × mean error")
    for length in (300, 3000):
        report.note(f"one line of {length}: {_seconds(length) * 1000:.1f} ms a computation")


def _seconds(length: int) -> float:
    trucks = [Truck("general" if n % 4 else "fresh", 330.0, 600.0 if n < 6 else None) for n in range(length)]
    services = {"general": 330.0, "fresh": 240.0, "hazmat": 540.0, "long": 420.0}
    capacity, took = LanePlan(otherwise=3).capacity(BEGIN), []
    for _ in range(9):
        begun = perf_counter()
        curves(Outlook(capacity, 3, trucks, services, Measured()))
        took.append(perf_counter() - begun)
    return median(took)
