"""Who will be at the gates soon, as the queue knows it."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from serai.guidance.following import Follower
from serai.guidance.yard import YardState
from serai.queue.rules import Queue, Visit

DRIVE_SECONDS: Final = 600.0
"""From the waiting area to the gate, usually."""


def followers(queue: Queue, state: YardState, now: datetime) -> list[Follower]:
    """Those who are called, and the first of each class who waits."""
    called = [each for each in queue.visits.values() if each.status == "called"]
    first: dict[tuple[str, str], Visit] = {}
    for name in queue.lines:
        for each in queue.in_order(name):
            if each.status == "waiting":
                first.setdefault((name, each.cargo_class), each)
    return [_follower(each, state, now) for each in [*called, *first.values()] if each.id in state.trucks]


def _follower(visit: Visit, state: YardState, now: datetime) -> Follower:
    waited = (now - visit.arrived_at).total_seconds()
    eta = 1.5 * DRIVE_SECONDS
    if visit.at_gate_at is not None:
        eta = 0.0
    elif visit.called_at is not None:
        eta = max(0.0, DRIVE_SECONDS - (now - visit.called_at).total_seconds())
    return Follower(state.trucks[visit.id], visit.gate or visit.line, eta, waited)
