"""The same day twice, with what devices say of the time and without: the ledgers are the same (I-21)."""

from __future__ import annotations

from typing import Any

from tests.simulation.broken import Broken
from tests.simulation.conftest import NewDatabase
from tests.simulation.history import History
from tests.simulation.mix import REPORTED
from tests.simulation.run import Simulation


async def told_and_untold(seed: int, new: NewDatabase, steps: int) -> int:
    """Both step by step; how many facts had a device's time. Raises Broken where a decision rests on one."""
    async with (
        Simulation(seed, new(), acts=REPORTED).opened() as told,
        Simulation(seed, new(), acts=REPORTED, has_devices=False).opened() as untold,
    ):
        for step in range(steps):
            for each in (told, untold):
                await each.step(step)
            pairs = zip(told.histories.values(), untold.histories.values(), strict=True)
            if wrong := [f"I-21 {found}" for one, other in pairs for found in _apart(one, other)]:
                raise Broken(seed, step, wrong, told.log)
        return sum(_has_device(entry.event) for each in told.histories.values() for entry in each.entries)


def _has_device(event: Any) -> bool:
    return getattr(event, "device_at", None) is not None


def _apart(one: History, other: History) -> list[str]:
    """What was recorded otherwise, the first of it."""
    mine, its = [[_said(entry.event) for entry in each.entries] for each in (one, other)]
    if mine == its:
        return []
    at = next((n for n, (a, b) in enumerate(zip(mine, its, strict=False)) if a != b), min(len(mine), len(its)))
    return [f"{one.site} entry {at + 1}: {mine[at : at + 1]} as devices tell, {its[at : at + 1]} without"]


def _said(event: Any) -> dict[str, Any]:
    return {"kind": event.kind, **event.model_dump(exclude={"device_at", "written_at"})}
