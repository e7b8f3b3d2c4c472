"""What a reservation keeps of how it got its place and how it lost one: in memory and in its row the same. Pure."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from serai.booking.events import (
    OfferAccepted,
    ReservationDisplaced,
    ReservationDrawn,
    ReservationMoved,
    ReservationRetimed,
    ReservationRezoned,
)

Placing = ReservationMoved | ReservationRetimed | ReservationRezoned | ReservationDrawn | OfferAccepted
"""Facts that say where a reservation that was known before has its place from now on."""

_NOT_LOST = {"displaced_because": None, "displaced_reason": None}


def placed_by(event: Placing, seq: int) -> dict[str, Any]:
    """Which entry gave it the place, and why it has that one, if the site chose it.

    Where only the clocks changed it is the place that it had.
    """
    match event:
        case ReservationRezoned():
            return {}
        case ReservationRetimed():
            before = event.starts_at - timedelta(minutes=event.shift_minutes)
            why = {} if event.because == "displaced" else _NOT_LOST
            return {"placed_seq": seq, "retimed_from": before, **why}
    return {"placed_seq": seq, "retimed_from": None, **_NOT_LOST}


def displacing(event: ReservationDisplaced) -> dict[str, Any]:
    """Why it lost its place."""
    return {"displaced_because": event.because, "displaced_reason": event.reason, "retimed_from": None}
