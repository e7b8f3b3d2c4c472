"""When somebody is let in who has not come yet: with a slot, and with a reservation. One roll of a line serves all."""

from __future__ import annotations

from datetime import datetime

from serai.booking.reservations import Reservation
from serai.calling import rules
from serai.calling.arriving import FARTHEST
from serai.calling.control import Control
from serai.calling.kept import Rolls
from serai.calling.rules import Pace
from serai.core.desk import Memory
from serai.queue.bands import Band
from serai.queue.rules import Queue
from serai.sites.rules import SiteFold


def comer(memory: Memory, rolls: Rolls, lane_code: str, comes_at: datetime, now: datetime) -> Band | None:
    """The band of one that checks in at an instant, as reserved; None where that is past or beyond four days."""
    site, queue, pace, control = memory.of(SiteFold), memory.of(Queue), memory.of(Pace), memory.of(Control)
    line = site.place.line_of.get(lane_code)
    if line is None or not now <= comes_at <= now + FARTHEST:
        return None
    found = rolls.of(
        site.place.code, line, memory.seq, now, lambda: rules.rolled(site, queue, pace, line, now, control)
    )
    return found.at(comes_at, site.place.lanes[lane_code].cargo_class)


def reserved(memory: Memory, rolls: Rolls, reservation: Reservation, now: datetime) -> Band | None:
    """The band of a reservation: its visit's while that is in line; else of who comes as its slot starts, or now."""
    if reservation.visit is not None:
        return memory.of(Queue).band(reservation.visit, now)
    place = reservation.place
    if reservation.status != "confirmed" or place is None or now > place.arrive_until:
        return None
    return comer(memory, rolls, reservation.lane, max(place.starts_at, now), now)
