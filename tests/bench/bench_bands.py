"""Bands against what happened, and against queue × mean ÷ lanes, in worlds that are not the predictor's.

Each world is simulated for some days with fixed seeds (`tests/calling/world.py`); everybody is quoted at joining. Then
days of the demo, by site, with seeds that nothing was tuned on: the real commands decide, the demo's summary judges, as
in `serai demo --speed 0 --json --seed N` over HTTP. Also how long one computation of a whole line takes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from statistics import median
from time import perf_counter

from serai.calling.bands import Measured, Outlook, Truck, curves
from serai.calling.plan import LanePlan
from serai.demo.summary import Trip, by_wait, judged
from tests.bench.report import Report
from tests.calling.judge import BEGIN, verdict
from tests.calling.judge import run as quoted
from tests.calling.town import play
from tests.calling.world import Shape

WORLDS = {
    "bench world": (Shape(), 2),
    "one lane": (Shape(trucks_a_day=230, day=1, night=1, lunch=False), 2),
    "nights shut": (Shape(trucks_a_day=330, night=0), 2),
    "plan 20 % wrong, called in batches": (Shape(gamma=True, approach=300, call_every=300, plan_error=1.2), 2),
    "22 % slower from day 5": (Shape(drift=0.22), 8),
    "400 there at first": (Shape(initial=400, trucks_a_day=480), 1),
}
HELD_OUT = 11  # the first of six seeds of the demo's day; 1 to 4 were looked at


async def run(report: Report, rounds: int) -> None:
    for name, (shape, days) in WORLDS.items():
        found = verdict([quote for seed in range(1, 1 + min(rounds, 5)) for quote in quoted(seed, shape, days)])
        ours, naive = f"{found.error:.1f} min mean error", f"naive {found.naive:.1f} min"
        report.ratio(name, ours, naive, found.ratio, way="at most", aim=0.5)
        covered = f"{found.covered:.1%} of {found.quotes}"
        report.ratio(f"{name}: covered", covered, "90 %", found.covered / 0.9, way="at least", aim=0.85 / 0.9)
        report.note(f"{name}: mean width {found.width / found.error:.1f} × mean error")
    await _demo(report, range(HELD_OUT, HELD_OUT + min(rounds, 6)))
    for length in (300, 3000):
        report.note(f"one line of {length}: {_seconds(length) * 1000:.1f} ms a computation")


async def _demo(report: Report, seeds: Sequence[int]) -> None:
    told: dict[str, list[Trip]] = {}
    for seed in seeds:
        world = await play(seed)
        for visits in world.ports:
            now = world.timeline.now
            open_ = [trip for trip in visits.trips if trip.is_waiting and trip.promise and trip.promise.p95 >= now]
            told.setdefault(visits.port.site, []).extend(trip for trip in visits.trips if trip not in open_)
    every = [trip for trips in told.values() for trip in trips]
    for site, trips in {**told, "both": every}.items():
        found, name = judged(trips, datetime.max.replace(tzinfo=UTC)), f"demo, {site}, {len(seeds)} days"
        ours, naive = f"{found['error_minutes']} min mean error", f"naive {found['naive_error_minutes']} min"
        report.ratio(name, ours, naive, found["error_ratio"], way="at most", aim=0.5)
        covered = f"{found['coverage']:.1%} of {found['judged']}"
        report.ratio(f"{name}: covered", covered, "90 %", found["coverage"] / 0.9, way="at least", aim=0.85 / 0.9)
        for least, each in by_wait(trips, datetime.max.replace(tzinfo=UTC)).items():
            report.note(f"{name}: told {least} min or more: {each['coverage']:.1%} of {each['judged']} covered")


def _seconds(length: int) -> float:
    trucks = [Truck("general" if n % 4 else "fresh", 330.0, 600.0 if n < 6 else None) for n in range(length)]
    services = {"general": 330.0, "fresh": 240.0, "hazmat": 540.0, "long": 420.0}
    capacity, took = LanePlan(otherwise=3).capacity(BEGIN), []
    for _ in range(9):
        begun = perf_counter()
        curves(Outlook(capacity, 3, trucks, services, Measured()))
        took.append(perf_counter() - begun)
    return median(took)
