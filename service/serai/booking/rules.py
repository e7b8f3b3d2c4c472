"""Who may have which place: slots, holds and reservations. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from serai.booking.events import (
    HoldExpired,
    HoldTaken,
    ReservationArrived,
    ReservationCancelled,
    ReservationConfirmed,
    ReservationFulfilled,
    ReservationMissed,
    ReservationMoved,
)
from serai.core.errors import Invalid, Kind, Missing, Refusal
from serai.core.events import Event
from serai.core.folds import Fold
from serai.sites.rulebook import Rulebook

LIVE = frozenset({"confirmed", "arrived"})
"""States of a reservation that still claim something."""

MACHINE: Mapping[str, frozenset[str]] = {
    "confirmed": frozenset({"confirmed", "arrived", "cancelled", "missed"}),
    "arrived": frozenset({"fulfilled"}),
    "cancelled": frozenset(),
    "missed": frozenset({"arrived"}),
    "fulfilled": frozenset(),
}
"""The published machine (I-05). A missed vehicle that comes all the same has arrived, late."""


class SlotUnknown(Missing):
    """There is no such slot in the site's calendar."""

    code = "slot.unknown"


class SlotFull(Refusal):
    """Every place of this slot is taken; `alternatives` are the nearest free ones of the same lane."""

    code = "slot.full"


class SlotClosed(Refusal):
    """The lane is closed during this slot."""

    code = "slot.closed"


class SlotPast(Refusal):
    """This slot has begun, or begins too soon to be reserved; take a later one, or come as a walk-in."""

    code = "slot.past"


class SlotTooFar(Refusal):
    """This slot is beyond the site's horizon and cannot be reserved yet."""

    code = "slot.beyond_horizon"


class WrongClass(Refusal):
    """This lane does not take this class of cargo."""

    code = "lane.wrong_class"


class VehicleAlreadyBooked(Refusal):
    """This vehicle already has a live reservation whose arrival window overlaps with this one."""

    code = "vehicle.already_booked"


class HoldUnknown(Missing):
    """There is no such hold, or it is not yours."""

    code = "hold.unknown"


class HoldEnded(Refusal):
    """This hold has run out, or was already used; its place may be gone."""

    code = "hold.expired"


class HoldOfAnother(Refusal):
    """This hold was taken for another vehicle."""

    code = "hold.other_vehicle"


class HoldAgain(Refusal):
    """This vehicle held a place here a short while ago; holds cannot be renewed by taking them again."""

    code = "hold.cooldown"


class ReservationUnknown(Missing):
    """There is no such reservation, or it is not yours."""

    code = "reservation.unknown"


class ReservationEnded(Refusal):
    """This reservation is no longer one that can be changed."""

    code = "reservation.not_live"


class WaitlistUnavailable(Refusal):
    """This site keeps no waitlist; choose a slot that is free."""

    code = "waitlist.unavailable"


class SlotElsewhere(Invalid):
    """The slot, the hold and the site named do not belong together."""

    code = "slot.elsewhere"
    kind: ClassVar[Kind] = Kind.INVALID


@dataclass(frozen=True, slots=True)
class Slot:
    """An arrival window of one lane, as the calendar and the bookings have it."""

    id: str
    lane: str
    starts_at: datetime
    ends_at: datetime
    local_date: date
    zone: str
    capacity: int
    closed: bool = False
    taken: int = 0
    held: int = 0

    @property
    def free(self) -> int:
        return max(0, self.capacity - self.taken - self.held)

    def status(self, bookable_from: datetime) -> str:
        if self.starts_at < bookable_from:
            return "past"
        if self.closed:
            return "closed"
        return "open" if self.free else "full"


@dataclass(frozen=True, slots=True)
class Count:
    """Places of one slot: the capacity last decided upon, and what is gone."""

    capacity: int
    taken: int = 0
    held: int = 0


@dataclass(frozen=True, slots=True)
class Terms:
    """What a site's rulebook says about booking."""

    hold: timedelta
    hold_cooldown: timedelta
    horizon: timedelta
    lead: timedelta
    arrive_before: timedelta
    arrive_after: timedelta

    def window(self, slot: Slot) -> tuple[datetime, datetime]:
        """When a vehicle may come for a slot: half-open."""
        return slot.starts_at - self.arrive_before, slot.ends_at + self.arrive_after


@dataclass(frozen=True, slots=True)
class Hold:
    id: str
    slot: str
    lane: str
    owner: str
    vehicle_key: str
    status: str
    taken_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Claim:
    """A live reservation's arrival window, whoever made it and at whatever site."""

    reservation: str
    arrive_from: datetime
    arrive_until: datetime


@dataclass(frozen=True, slots=True)
class Reservation:
    """A vehicle's claim on one slot; `vehicle` and `driver` are personal and stay out of the ledger."""

    id: str
    reference: str
    site: str
    status: str
    slot: str
    lane: str
    starts_at: datetime
    ends_at: datetime
    local_date: date
    zone: str
    arrive_from: datetime
    arrive_until: datetime
    company: str | None
    cargo_class: str
    needs: tuple[str, ...]
    length_cm: int | None
    height_cm: int | None
    weight_kg: int | None
    visit: str | None
    version: int
    owner: str
    phone: str | None
    vehicle_key: str
    vehicle: Mapping[str, Any]
    driver: Mapping[str, Any]
    cargo: Mapping[str, Any]


PLACING = ("slot", "lane", "starts_at", "ends_at", "local_date", "zone", "arrive_from", "arrive_until")
"""What a reservation, its facts and its row all say of the slot."""


PERSONAL_DETAILS = ("vehicle", "driver", "cargo")
"""What a reservation carries besides that stays outside the ledger."""


def placed(slot: Slot, window: tuple[datetime, datetime]) -> dict[str, Any]:
    """What a reservation of this slot says of it; the members are PLACING."""
    values = (slot.id, slot.lane, slot.starts_at, slot.ends_at, slot.local_date, slot.zone, *window)
    return dict(zip(PLACING, values, strict=True))


def check_bookable(slot: Slot, terms: Terms, now: datetime) -> None:
    """Refuse a slot that cannot be reserved at all: past, too soon, too far or closed."""
    if slot.starts_at < now + terms.lead:
        raise SlotPast(slot=slot.id, starts_at=slot.starts_at.isoformat(), lead_minutes=_minutes(terms.lead))
    if slot.starts_at > now + terms.horizon:
        raise SlotTooFar(slot=slot.id, opens_at=(slot.starts_at - terms.horizon).isoformat())
    if slot.closed:
        raise SlotClosed(slot=slot.id, lane=slot.lane)


def check_vehicle(claims: Iterable[Claim], window: tuple[datetime, datetime], *, but: str | None = None) -> None:
    """Refuse a second live reservation of one vehicle whose window overlaps (I-04)."""
    opens, closes = window
    for claim in claims:
        if claim.reservation != but and claim.arrive_from < closes and opens < claim.arrive_until:
            raise VehicleAlreadyBooked(
                arrive={"from": claim.arrive_from.isoformat(), "until": claim.arrive_until.isoformat()}
            )


def check_hold_again(holds: Iterable[Hold], terms: Terms, now: datetime) -> None:
    """Refuse a hold to a vehicle that had one here within the cooldown (I-07)."""
    again = max((hold.taken_at + terms.hold + terms.hold_cooldown for hold in holds), default=None)
    if again is not None and now < again:
        raise HoldAgain(retry_after=int((again - now).total_seconds()) + 1, again_at=again.isoformat())


def check_arrival(reservation: Reservation, claims: Iterable[Claim]) -> None:
    """Refuse a check-in by a reservation that is over, or that was missed and has been replaced since (I-04, I-05)."""
    check_change(reservation, "arrived")
    check_vehicle(claims, (reservation.arrive_from, reservation.arrive_until), but=reservation.id)


def check_change(reservation: Reservation, to: str) -> None:
    """Refuse a step that the published machine does not have (I-05)."""
    if to not in MACHINE[reservation.status]:
        raise ReservationEnded(status=reservation.status)


def _minutes(duration: timedelta) -> int:
    return int(duration.total_seconds() // 60)


@dataclass(frozen=True, slots=True)
class InForce:
    """The rulebook at an instant, and what it says about booking, as of the entry that last put a rulebook."""

    put_by: int
    at: datetime
    rulebook: Rulebook
    terms: Terms


class Book(Fold):
    """What a site's booking facts add up to.

    `counts` is kept for every slot that was ever touched; reservations, holds and claims are loaded for a batch and let
    go after it.
    """

    def __init__(self, counts: dict[str, Count] | None = None) -> None:
        self.counts: dict[str, Count] = counts or {}
        self.reservations: dict[str, Reservation] = {}
        self.holds: dict[str, Hold] = {}
        self.claims: dict[str, dict[str, Claim]] = {}
        self.in_force: InForce | None = None

    def forget(self) -> None:
        self.reservations.clear()
        self.holds.clear()
        self.claims.clear()

    def counted(self, slot: Slot) -> Slot:
        """The calendar's slot with what is taken and held. Capacity never falls below what is promised."""
        count = self.counts.get(slot.id)
        if count is None:
            return slot
        gone = count.taken + count.held
        return Slot(
            slot.id,
            slot.lane,
            slot.starts_at,
            slot.ends_at,
            slot.local_date,
            slot.zone,
            max(slot.capacity, gone),
            slot.closed,
            count.taken,
            count.held,
        )

    def holds_of(self, vehicle_key: str) -> list[Hold]:
        return [hold for hold in self.holds.values() if hold.vehicle_key == vehicle_key]

    def claims_of(self, vehicle_key: str) -> list[Claim]:
        return list(self.claims.get(vehicle_key, {}).values())

    def apply(self, event: Event, at: datetime, seq: int) -> None:
        match event:
            case HoldTaken():
                self._count(event.slot, event.capacity, held=1)
            case HoldExpired():
                self._count(event.slot, held=-1)
                self._end_hold(event.hold, "expired")
            case ReservationConfirmed():
                self._count(event.slot, event.capacity, taken=1, held=-1 if event.hold else 0)
                self._end_hold(event.hold, "used")
            case ReservationMoved():
                self._count(event.from_slot, taken=-1)
                self._count(event.slot, event.capacity, taken=1)
                self._move(seq, event)
            case ReservationCancelled():
                self._count(event.slot, taken=-1)
                self._step(seq, event.reservation, "cancelled")
            case ReservationMissed():
                self._step(seq, event.reservation, "missed")
            case ReservationArrived():
                self._step(seq, event.reservation, "arrived", visit=event.visit)
            case ReservationFulfilled():
                self._step(seq, event.reservation, "fulfilled")
            case _:
                pass

    def _count(self, slot: str, capacity: int | None = None, *, taken: int = 0, held: int = 0) -> None:
        before = self.counts.get(slot) or Count(capacity or 0)
        self.counts[slot] = Count(
            before.capacity if capacity is None else capacity, before.taken + taken, before.held + held
        )

    def _end_hold(self, hold: str | None, status: str) -> None:
        if hold is not None and hold in self.holds:
            self.holds[hold] = replace(self.holds[hold], status=status)

    def _step(self, seq: int, reservation: str, status: str, **changes: Any) -> None:
        known = self.reservations.get(reservation)
        if known is None:
            return
        known = replace(known, status=status, version=seq, **changes)
        self.reservations[reservation] = known
        if status not in LIVE:
            self.claims.get(known.vehicle_key, {}).pop(reservation, None)

    def _move(self, seq: int, event: ReservationMoved) -> None:
        known = self.reservations.get(event.reservation)
        if known is None:
            return
        self.reservations[event.reservation] = replace(
            known, version=seq, **{name: getattr(event, name) for name in PLACING}
        )
        self.claims.setdefault(known.vehicle_key, {})[known.id] = Claim(known.id, event.arrive_from, event.arrive_until)
