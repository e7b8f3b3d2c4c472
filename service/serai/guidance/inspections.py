"""The order in which vehicles are inspected, and where each is. Pure."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from serai.guidance.yard import YardState
from serai.queue.inspections import NEED
from serai.queue.rules import Queue, Visit

NEARNESS: Final = {"parked": 0, "admitted": 1, "called": 2, "waiting": 3}
"""Who may be inspected, and how far from a bay each is."""
_NEVER: Final = datetime.max.replace(tzinfo=UTC)


def in_order(queue: Queue, state: YardState) -> list[Visit]:
    """Those who are to be inspected, and those detained: who has a bay for it, who was picked, who is nearest."""
    wanted = [each for each in queue.visits.values() if each.inspection and each.inspection.is_open]
    return sorted((each for each in wanted if each.status in NEARNESS), key=lambda each: _turn(each, state))


def _turn(visit: Visit, state: YardState) -> tuple[bool, datetime, int, datetime, str]:
    known = visit.inspection
    picked_at = known.picked_at if known else None
    since = known.since if known else visit.arrived_at
    ready = visit.parked_at or visit.admitted_at or visit.called_at or visit.arrived_at
    has = bay_for_it(visit, state) is not None
    return not has, picked_at or _NEVER, NEARNESS[visit.status], max(since, ready), visit.id


def bay_for_it(visit: Visit, state: YardState) -> str | None:
    """The inspection bay in which a visit stands, or to which it is on its way."""
    stay, ground = state.stays.get(visit.id), state.ground
    goal = stay.goal if stay is not None else None
    return goal if goal is not None and ground is not None and ground.yard.bays[goal].kind == NEED else None
