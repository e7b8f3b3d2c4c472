"""Who will be at the gates soon, as the queue knows it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from serai.guidance.following import Follower
from serai.guidance.yard import YardState
from serai.queue.inspections import NEED
from serai.queue.rules import Queue, Visit

DRIVE_SECONDS: Final = 600.0
"""From the waiting area to the gate, usually."""
KEPT: Final = timedelta(minutes=30)
"""So long an inspection bay stays empty for who was picked and has not been heard of since: three such drives."""


def followers(queue: Queue, state: YardState, now: datetime) -> list[Follower]:
    """Those who are called, and the first of each class who waits."""
    called = _called(queue)
    first: dict[tuple[str, str], Visit] = {}
    for name in queue.lines:
        for each in queue.in_order(name):
            if each.status == "waiting":
                first.setdefault((name, each.cargo_class), each)
    others = [_follower(each, state, now) for each in [*called, *first.values()] if each.id in state.trucks]
    return [*others, *(each for each in picks(queue, state, now) if each.truck.visit in state.stays)]


def picks(queue: Queue, state: YardState, now: datetime) -> list[Follower]:
    """Whom the authority takes next to be inspected, called or inside, for whom an inspection bay is kept."""
    inside = [queue.visits[id_] for id_ in state.stays if id_ in queue.visits]
    wanted = [each for each in [*_called(queue), *inside] if each.id in state.trucks and _keeps_a_bay(each, state, now)]
    return [_follower(each, state, now) for each in wanted]


def _called(queue: Queue) -> list[Visit]:
    return [queue.visits[id_] for line in queue.lines.values() for id_ in line.summoned()]


def _keeps_a_bay(visit: Visit, state: YardState, now: datetime) -> bool:
    known, stay = visit.inspection, state.stays.get(visit.id)
    if known is None or known.picked_at is None or visit.status not in ("called", "admitted", "parked"):
        return False
    if stay is not None and stay.goal is not None and state.ground and state.ground.yard.bays[stay.goal].kind == NEED:
        return False
    seen = [at for at in (visit.called_at, visit.admitted_at, visit.parked_at) if at is not None]
    is_at_gate = visit.status == "called" and visit.at_gate_at is not None
    return is_at_gate or now < max([known.picked_at, *seen]) + KEPT


def _follower(visit: Visit, state: YardState, now: datetime) -> Follower:
    waited = (now - visit.arrived_at).total_seconds()
    eta = 1.5 * DRIVE_SECONDS
    if visit.at_gate_at is not None:
        eta = 0.0
    elif visit.called_at is not None:
        eta = max(0.0, DRIVE_SECONDS - (now - visit.called_at).total_seconds())
    picked_at = visit.inspection.picked_at if visit.inspection and _keeps_a_bay(visit, state, now) else None
    return Follower(state.trucks[visit.id], visit.gate or visit.line, eta, waited, picked_at)
