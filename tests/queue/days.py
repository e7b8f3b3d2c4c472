"""Whole random days at one gate: who comes when, with which slot, and what became of it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.queue.world import MINUTE, START, Port

SERVICE_SECONDS = 90
SHIFTS = (0, 0, 0, 0, -30, -60, 30, 60, -150, 120, 240)
"""Minutes by which a vehicle's slot differs from its arrival: mostly in time, now and then late or early."""


@dataclass(frozen=True)
class Truck:
    """`at` and `slot` are minutes from START."""

    name: str
    at: float
    cargo_class: str
    trusted: bool
    slot: int | None

    @property
    def is_ordinary(self) -> bool:
        return self.cargo_class != "fresh" and not self.trusted


@dataclass(frozen=True)
class Day:
    trucks: Sequence[Truck]


@dataclass
class Played:
    """The port as the day left it, and the minute at which each truck was let in."""

    port: Port
    let_in: dict[str, float] = field(default_factory=dict)
    seen: list[list[str]] = field(default_factory=list)


def days(seed: int, *, trucks: int = 300, fresh: float = 0.3, booked: float = 0.0, trusted: float = 0.1) -> Day:
    """Arrivals over hours that leave the gate idle, or far behind, or both in turn."""
    dice = random.Random(seed)
    load = dice.choice((0.8, 1.0, 1.3, 2.0))
    length = trucks * SERVICE_SECONDS / 60 / load
    peak = dice.random() < 0.5
    made: list[Truck] = []
    for at in sorted(dice.betavariate(2, 4) * length if peak else dice.random() * length for _ in range(trucks)):
        slot = int(at + dice.choice(SHIFTS)) // 30 * 30 if dice.random() < booked else None
        cargo_class = "fresh" if dice.random() < fresh else "general"
        made.append(Truck(f"t{len(made)}", at, cargo_class, dice.random() < trusted, slot))
    return Day(made)


def played(day: Day, *, gates: int = 1, looks: bool = False, **rulebook: Any) -> Played:
    """Every truck checked in when it comes, and the next let in whenever one of the gates is free."""
    made = Played(Port.opened(service_seconds=SERVICE_SECONDS, **rulebook))
    port, free, coming = made.port, [0.0] * gates, list(reversed(day.trucks))
    while coming or port.queue.waiting():
        gate = free.index(min(free))
        starts = max(free[gate], _minutes(port.now))
        if port.queue.waiting() and not (coming and coming[-1].at <= starts):
            _turn_to(port, starts)
            visit = port.serve()
            assert visit is not None
            made.let_in[visit], free[gate] = starts, starts + SERVICE_SECONDS / 60
            continue
        truck = coming.pop()
        _turn_to(port, max(truck.at, _minutes(port.now)))
        port.join(truck.cargo_class, trusted=truck.trusted, slot_in=truck.slot, name=truck.name)
        if looks:
            made.seen.append(port.order())
    return made


def _minutes(at: datetime) -> float:
    return (at - START) / MINUTE


def _turn_to(port: Port, minutes: float) -> None:
    """The clock goes on; windows that open on the way open at their own time."""
    then = START + minutes * MINUTE
    while True:
        early = [each for each in port.queue.visits.values() if "order.early" in each.because and each.is_in_line]
        due = [each.arrive_from for each in early if each.arrive_from is not None and each.arrive_from <= then]
        if not due:
            break
        port.now = max(port.now, min(due))
        port.open_windows()
    port.now = max(port.now, then)
