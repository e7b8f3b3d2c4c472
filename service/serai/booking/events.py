from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from serai.core.events import Event


class HoldTaken(Event):
    """Capacity is kept for a vehicle until `expires_at`."""

    kind: ClassVar[str] = "hold.taken"
    hold: str
    slot: str
    lane: str
    starts_at: datetime
    capacity: int
    vehicle: str
    company: str | None
    expires_at: datetime


class HoldExpired(Event):
    """A hold ran out and its place is free again."""

    kind: ClassVar[str] = "hold.expired"
    hold: str
    slot: str


class ReservationConfirmed(Event):
    """A vehicle has a place in a slot. `capacity` is what the calendar gave the slot when it was decided."""

    kind: ClassVar[str] = "reservation.confirmed"
    reservation: str
    reference: str
    slot: str
    lane: str
    starts_at: datetime
    ends_at: datetime
    local_date: date
    zone: str
    arrive_from: datetime
    arrive_until: datetime
    capacity: int
    hold: str | None
    vehicle: str
    company: str | None
    cargo_class: str
    needs: list[str]
    length_cm: int | None
    height_cm: int | None
    weight_kg: int | None
    on_behalf: bool


class ReservationMoved(Event):
    """A reservation gave back one place and took another in the same moment."""

    kind: ClassVar[str] = "reservation.moved"
    reservation: str
    from_slot: str
    slot: str
    lane: str
    starts_at: datetime
    ends_at: datetime
    local_date: date
    zone: str
    arrive_from: datetime
    arrive_until: datetime
    capacity: int


class ReservationCancelled(Event):
    """A reservation was given back by whom it belonged to."""

    kind: ClassVar[str] = "reservation.cancelled"
    reservation: str
    slot: str


class ReservationArrived(Event):
    """Its vehicle checked in."""

    kind: ClassVar[str] = "reservation.arrived"
    reservation: str
    visit: str


class ReservationMissed(Event):
    """Its arrival window closed without the vehicle."""

    kind: ClassVar[str] = "reservation.missed"
    reservation: str
    slot: str


class ReservationFulfilled(Event):
    """Its vehicle departed."""

    kind: ClassVar[str] = "reservation.fulfilled"
    reservation: str
    visit: str
