"""When two trucks that meet are both in their bays, and whether one can come when the other is called. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from serai.calling.forward import Scene
from serai.queue.rules import Queue
from serai.rendezvous.rules import Meetings, Rendezvous, Side

_TO_THE_BAY: Final = timedelta(minutes=3)
"""From the gate until a truck stands in its bay, about."""
_SLACK: Final = timedelta(minutes=10)
"""So much later than the one that is called the other may come."""


def meets_at(queue: Queue, meeting: Rendezvous, now: datetime) -> datetime:
    """When both are expected in their bays, by the middle of the band of who waits."""
    return max(_comes_at(queue, side, now) for side in meeting.sides).replace(second=0, microsecond=0)


def _comes_at(queue: Queue, side: Side, now: datetime) -> datetime:
    visit = queue.visits.get(side.visit or "")
    if visit is None:
        return max(side.starts_at or now, now) + _TO_THE_BAY
    if visit.parked_at is not None:
        return visit.parked_at
    if visit.admitted_at is not None:
        return max(visit.admitted_at + _TO_THE_BAY, now)
    band = queue.band(visit.id, now)
    return (now if band is None else max(band.p50, now)) + _TO_THE_BAY


def must_wait(scene: Scene, meetings: Meetings, visit: str, now: datetime) -> Rendezvous | None:
    """The rendezvous for whose sake this visit is not called, although its turn has come; None where it is."""
    found = meetings.agreed(visit)
    if found is None or found.mine(visit).awaits_until is not None or wait_of(scene, now) <= timedelta(0):
        return None
    return None if can_come(scene, found.theirs(visit), now) else found


def wait_of(scene: Scene, now: datetime) -> timedelta:
    return timedelta(minutes=scene.rulebook(now).rendezvous_wait_minutes)


def can_come(scene: Scene, side: Side, now: datetime) -> bool:
    """Whether a truck is called or in, or waits for the other as well, or is let in about when one called now is."""
    visit = scene.queue.visits.get(side.visit or "")
    if visit is None:
        return False
    if visit.status != "waiting" or side.awaits_until is not None:
        return True
    band = scene.queue.band(visit.id, now)
    drive = timedelta(seconds=scene.pace.line(visit.line, now).drive.mean)
    return band is not None and band.p50 <= now + drive + visit.farther + _SLACK
