"""Re-timing 5,000 reservations over 14 days of half-hour slots against the 5 seconds it may take, on one core.

Seconds of processor time of the pure computation, medians of rounds. "limited": the part of the drivers who declared
limits, each other ones. The peer is not a program but the time allowed.
"""

from __future__ import annotations

from datetime import UTC, datetime
from statistics import median
from time import process_time
from typing import Any

from serai.disruption.retiming import Plan, retime
from tests.bench.report import Report
from tests.disruption.shocks import shock

NOW = datetime(2026, 11, 22, tzinfo=UTC)
SHOCKS: dict[str, dict[str, Any]] = {
    "lane shut 09-13": {"shut": (18, 26)},
    "shut 09-13, then half a day at half": {"shut": (18, 26), "halved": (26, 50)},
    "site stopped for two days": {"shut": (18, 114)},
    "half the capacity from 09 to the end": {"halved": (18, 672)},
}
SIZES = ((500, 48, 0.3, (0.3,)), (5000, 672, 5.0, (0.0, 0.3, 1.0)))


async def run(report: Report, rounds: int) -> None:
    for reservations, slots, allowed, parts in SIZES:
        for name, hit in SHOCKS.items():
            if hit.get("shut", (0, 0))[1] > slots:
                continue
            for limited in parts:
                seconds, plan = _measured(min(rounds, 3), reservations, slots, limited, hit)
                what = f"{reservations} reservations, {name}, {limited:.0%} limited"
                report.ratio(what, f"{seconds:.2f} s", f"{allowed} s", seconds / allowed, way="at most", aim=1.0)
                report.note(
                    f"{what}: {len(plan.moves)} move by {plan.mean_minutes} min in the mean, {plan.longest_minutes} at "
                    f"most, {len(plan.unkept)} cannot be kept"
                )


def _measured(rounds: int, reservations: int, slots: int, limited: float, hit: dict[str, Any]) -> tuple[float, Plan]:
    took, plan = [], None
    for seed in range(1, 1 + rounds):
        booked, openings = shock(seed, reservations, slots, limited, now=NOW, **hit)
        begun = process_time()
        plan = retime(booked, openings, NOW, whole_day=True)
        took.append(process_time() - begun)
    assert plan is not None
    return median(took), plan
