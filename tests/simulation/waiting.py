"""Whose turn a place is, by hand: places gone, who waits for one, and where vehicles are due, as a ledger says it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from serai.booking import events as booked
from serai.booking.draw_events import DrawHeld
from serai.core.events import Entry
from tests.simulation.ground import FAMILIES


@dataclass
class Places:
    """Places gone of each slot, counted from the facts by hand."""

    taken: dict[str, int] = field(default_factory=dict)
    held: dict[str, int] = field(default_factory=dict)

    def take(self, event: Any) -> None:
        match event:
            case booked.HoldTaken():
                self._add(self.held, event.slot, 1)
            case booked.HoldExpired():
                self._add(self.held, event.slot, -1)
            case booked.ReservationConfirmed():
                self._add(self.taken, event.slot, 1)
                self._add(self.held, event.slot, -1 if event.hold else 0)
            case booked.ReservationMoved() | booked.ReservationRetimed():
                self._add(self.taken, event.from_slot, -1)
                self._add(self.taken, event.slot, 1)
            case booked.ReservationCancelled() | booked.ReservationExpired():
                self._add(self.held if event.was == "offered" else self.taken, event.slot, -1)
            case booked.ReservationDisplaced():
                self._add(self.taken, event.slot, -1)
            case booked.ReservationOffered():
                self._add(self.held, event.slot, 1)
            case booked.ReservationDrawn():
                self._add(self.taken, event.slot, 1)
            case booked.OfferAccepted():
                self._add(self.held, event.slot, -1)
                self._add(self.taken, event.slot, 1)
            case booked.OfferWithdrawn():
                self._add(self.held, event.slot, -1)

    def gone(self, slot: str) -> int:
        return self.taken.get(slot, 0) + self.held.get(slot, 0)

    @staticmethod
    def _add(counts: dict[str, int], slot: str | None, by: int) -> None:
        if slot is not None:
            counts[slot] = counts.get(slot, 0) + by


@dataclass(frozen=True, slots=True)
class Turn:
    """One that waits, as its facts say; the order is (tier, seq)."""

    tier: int
    seq: int
    company: str | None
    lane: str
    slot: str | None
    from_: datetime
    until: datetime

    def takes(self, event: Any) -> bool:
        if self.slot is not None:
            return self.slot == event.slot
        return self.lane == event.lane and self.from_ <= event.starts_at < self.until


@dataclass
class Due:
    """When the vehicle of a reservation was ever due, at whatever site: it may be passed over then (I-04)."""

    vehicle: dict[str, str] = field(default_factory=dict)
    windows: dict[str, list[tuple[str, datetime, datetime]]] = field(default_factory=dict)

    def take(self, event: Any) -> None:
        if isinstance(event, booked.ReservationConfirmed | booked.ReservationWaitlisted | booked.VehicleSwapped):
            before = self.windows.get(self._whose(event.reservation), [])
            moved = [each for each in before if each[0] == event.reservation]
            self.vehicle[event.reservation] = event.vehicle
            self.windows.setdefault(self._whose(event.reservation), []).extend(moved)
        if isinstance(event, booked.Placed) and not isinstance(event, booked.ReservationOffered):
            window = event.reservation, event.arrive_from, event.arrive_until
            self.windows.setdefault(self._whose(event.reservation), []).append(window)

    def then(self, reservation: str, event: Any) -> bool:
        """Whether the vehicle was ever due elsewhere when a place would have it come."""
        return any(
            other != reservation and opens < event.arrive_until and event.arrive_from < closes
            for other, opens, closes in self.windows.get(self._whose(reservation), ())
        )

    def _whose(self, reservation: str) -> str:
        vehicle = self.vehicle.get(reservation, "")
        return FAMILIES.get(vehicle, vehicle)


@dataclass
class Turns:
    """Who waits for a place, by hand; left out where somebody is passed: companies, for they have their share, and
    vehicles that are due elsewhere then."""

    due: Due
    waiting: dict[str, Turn] = field(default_factory=dict)
    offered: set[str] = field(default_factory=set)
    entered: dict[str, str] = field(default_factory=dict)

    def take(self, entry: Entry) -> str | None:
        """What is wrong with who got a place (I-08), if anything."""
        event: Any = entry.event
        wrong = None
        match event:
            case booked.ReservationWaitlisted():
                where = (event.lane, event.wanted_slot, event.wanted_from, event.wanted_until)
                self.waiting[event.reservation] = Turn(1, entry.seq, event.company, *where)
                if event.draw is not None:
                    self.entered[event.reservation] = event.draw
            case booked.ReservationDisplaced():
                where = (event.lane, None, event.wanted_from, event.wanted_until)
                self.waiting[event.reservation] = Turn(0, entry.seq, event.company, *where)
            case booked.ReservationOffered():
                own = self.waiting.get(event.reservation)
                if own is None or not own.takes(event):
                    wrong = f"{event.reservation} did not wait for {event.slot}"
                else:
                    wrong = self._passed(event, own)
                self.offered.add(event.reservation)
            case booked.OfferWithdrawn():
                self.offered.discard(event.reservation)
            case booked.ReservationConfirmed(hold=None) | booked.ReservationMoved():
                self.waiting.pop(event.reservation, None)
                wrong = self._passed(event, None)
            case booked.ReservationDrawn():
                own = self.waiting.get(event.reservation)
                if own is None or not own.takes(event) or self.entered.get(event.reservation) != event.draw:
                    wrong = f"{event.reservation} was not entered in {event.draw} for {event.slot}"
                self._gone(event.reservation)
            case DrawHeld():
                for reservation, turn in event.turns().items():
                    self.waiting[reservation] = replace(self.waiting[reservation], seq=turn)
            case booked.OfferAccepted() | booked.ReservationRetimed():
                self._gone(event.reservation)
            case booked.ReservationCancelled() | booked.ReservationExpired():
                self._gone(event.reservation)
        return wrong

    def _gone(self, reservation: str) -> None:
        self.waiting.pop(reservation, None)
        self.offered.discard(reservation)

    def _passed(self, event: Any, own: Turn | None) -> str | None:
        for id_, other in self.waiting.items():
            before = own is None or (other.tier, other.seq) < (own.tier, own.seq)
            is_asked = id_ not in self.offered and other.takes(event)
            if before and other.company is None and is_asked and not self.due.then(id_, event):
                return f"{event.reservation} got a place in {event.slot} before {id_}"
        return None
