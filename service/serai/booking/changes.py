"""Changing what one has: cancel, move, extend, swap the vehicle, answer an offer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from sqlalchemy.ext.asyncio import AsyncConnection

from serai.booking import credits, declared, refusals, rules, slots, turns
from serai.booking.actions import Asker, check_vehicle, commitment, load_reservations, load_vehicles
from serai.booking.book import Book
from serai.booking.events import (
    MissForgiven,
    OfferAccepted,
    ReservationCancelled,
    ReservationExtended,
    ReservationMoved,
    ReservationUnpaired,
    VehicleSwapped,
)
from serai.booking.reservations import LIVE, OPEN, Place, Reservation, details, identities, keys, placing
from serai.booking.tables import ReservationRow
from serai.core.desk import Command, Draft
from serai.core.errors import check_version


@dataclass(frozen=True)
class Change(Command[Reservation]):
    """A change of one reservation; `match` are the versions that it may be made to."""

    reservation: str
    asker: Asker
    match: frozenset[str] | None = None

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        await load_reservations(connection, draft, [command.reservation for command in commands])

    def mine(self, draft: Draft) -> Reservation:
        """The reservation as it may be changed; ReservationUnknown or Stale."""
        found = draft.of(Book).reservations.get(self.reservation)
        if found is None or found.site != draft.site or not self.asker.reaches(found):
            raise refusals.ReservationUnknown(reservation=self.reservation)
        check_version(self.match, found.version)
        return found

    def now(self, draft: Draft) -> Reservation:
        """The reservation after what was recorded of it."""
        return draft.of(Book).reservations[self.reservation]


@dataclass(frozen=True)
class Cancel(Change):
    """Give a reservation back; its place goes to whoever waits for it, or is free again at once."""

    def decide(self, draft: Draft) -> Reservation:
        reservation = self.mine(draft)
        if reservation.status == "cancelled":
            return reservation
        return cancel(draft, reservation)


@dataclass(frozen=True)
class Decline(Change):
    """Turn an offered place down: it goes to the next one who waits."""

    def decide(self, draft: Draft) -> Reservation:
        reservation = self.mine(draft)
        if reservation.status == "cancelled":
            return reservation
        if reservation.status != "offered":
            raise refusals.OfferNone(status=reservation.status)
        return cancel(draft, reservation)


def cancel(draft: Draft, reservation: Reservation) -> Reservation:
    """Give back whatever a reservation has: its place, its offer, its turn."""
    rules.check_change(reservation, "cancelled")
    if reservation.status == "arrived":  # the vehicle is here: its visit ends, and its reservation by that
        raise refusals.ReservationEnded(status=reservation.status)
    was, slot = reservation.status, None
    if was == "confirmed":
        slot = reservation.placed.slot
    elif reservation.offer is not None:
        slot = reservation.offer.slot
    late = was == "confirmed" and rules.is_late(reservation, slots.terms(draft), draft.now)
    event = ReservationCancelled(reservation=reservation.id, slot=slot, company=reservation.company, was=was, late=late)
    draft.record(event, **keys(reservation))
    credits.give_back(draft, reservation.id, "cancelled")
    turns.settle_hours(draft, [slot], reservation.company)
    return draft.of(Book).reservations[reservation.id]


@dataclass(frozen=True)
class Accept(Change):
    """Take the place that is offered."""

    def decide(self, draft: Draft) -> Reservation:
        reservation = self.mine(draft)
        if reservation.status == "confirmed" and reservation.accepted:
            return reservation
        rules.check_offer(reservation, draft.now)
        slot, terms = slots.find(draft, reservation.offer.slot if reservation.offer else ""), slots.terms(draft)
        was = reservation.place
        place = terms.place(slot) if was is None else terms.place_instead(slot, was)
        party = _party(draft, reservation, place)
        check_vehicle(draft, slot, reservation.identities, but=reservation.id, party=party)
        rules.check_declared(place, reservation.declaration, draft.now)
        _part(draft, reservation, party)
        credits.make_way(draft, place, reservation.identities, but=reservation.id, party=party)
        event = OfferAccepted(
            reservation=reservation.id, company=reservation.company, capacity=slot.capacity, **placing(place)
        )
        draft.record(event, **keys(reservation))
        credits.use(draft, reservation.id, reservation.credit)
        return self.now(draft)


def _party(draft: Draft, reservation: Reservation, place: Place) -> str:
    """Whose windows may overlap with a place that it would take: out of its pair's reach, nobody else's."""
    others = [each.placed for each in draft.of(Book).both(reservation)[1:] if each.status in LIVE]
    return reservation.party if all(other.meets(place) for other in others) else reservation.id


def _part(draft: Draft, reservation: Reservation, party: str) -> None:
    if party != reservation.party:
        draft.record(ReservationUnpaired(reservation=reservation.id), **keys(reservation))


@dataclass(frozen=True)
class Move(Change):
    """Give one place back and take another in the same moment: never none, never two."""

    slot: str = ""

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        await super().load(connection, draft, commands)
        turns.settle(draft, [command.slot for command in commands])

    def decide(self, draft: Draft) -> Reservation:
        terms = slots.terms(draft)
        reservation = self.mine(draft)
        if reservation.status not in ("confirmed", "displaced"):
            raise refusals.ReservationEnded(status=reservation.status)
        slot = slots.find(draft, self.slot)
        has = reservation.placed.slot if reservation.status == "confirmed" else None
        if slot.id == has:
            return reservation
        rules.check_free_change(reservation, terms, draft.now)
        rules.check_bookable(slot, terms, draft.now)
        slots.check_released(draft, slot)
        slots.check_class(draft, slot.lane, reservation.cargo_class)
        slots.check_direction(draft, slot.lane, reservation.lane)
        place = terms.place(slot)
        rules.check_declared(place, reservation.declaration, draft.now)
        declared.check_again(draft, reservation, lane=slot.lane)
        party = _party(draft, reservation, place)
        check_vehicle(draft, slot, reservation.identities, but=reservation.id, party=party)
        slots.check_share(draft, slot, reservation.company, but=has)
        slots.check_free(draft, slot)
        turns.check_turn(draft, slot)
        _part(draft, reservation, party)
        credits.make_way(draft, place, reservation.identities, but=reservation.id, party=party)
        event = ReservationMoved(
            reservation=reservation.id,
            from_slot=has,
            company=reservation.company,
            capacity=slot.capacity,
            **placing(place),
        )
        draft.record(event, **keys(reservation))
        credits.use(draft, reservation.id, reservation.credit)
        turns.settle_hours(draft, [has], reservation.company)
        return self.now(draft)


@dataclass(frozen=True)
class Extend(Change):
    """Let the vehicle come later than its window says; the slot stays the same."""

    def decide(self, draft: Draft) -> Reservation:
        book, terms = draft.of(Book), slots.terms(draft)
        reservation = self.mine(draft)
        rules.check_extension(reservation, book.marks_of(reservation.identities), terms, draft.now)
        place = reservation.placed
        longer = rules.extended(place, terms)
        claims = book.claims_of(reservation.identities)
        rules.check_vehicle(claims, longer, but=reservation.id, party=reservation.party)
        event = ReservationExtended(reservation=reservation.id, arrive_until=longer.arrive_until)
        draft.record(event, **keys(reservation))
        return self.now(draft)


@dataclass(frozen=True)
class SwapVehicle(Change):
    """Name another vehicle of the same company; everything in `vehicle` is personal."""

    vehicle_key: str = ""
    vin_key: str | None = None
    vehicle: Mapping[str, Any] = field(default_factory=dict)
    length_cm: int | None = None
    height_cm: int | None = None
    weight_kg: int | None = None
    salt: str = ""

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        await super().load(connection, draft, commands)
        known_by = {each for command in commands for each in identities(command.vehicle_key, command.vin_key)}
        await load_vehicles(connection, draft, known_by)

    def decide(self, draft: Draft) -> Reservation:
        reservation = self.mine(draft)
        if self.vehicle_key == reservation.vehicle_key and self.vin_key in (None, reservation.vin_key):
            return reservation
        self._check(draft, reservation)
        event = VehicleSwapped(
            reservation=reservation.id,
            vehicle=commitment(self.salt, self.vehicle_key),
            swaps=reservation.swaps + 1,
            length_cm=self.length_cm,
            height_cm=self.height_cm,
            weight_kg=self.weight_kg,
        )
        # What the site owes is owed to the vehicle that waited, not to whoever comes instead.
        reservation = credits.take_off(draft, reservation, "swapped")
        book = draft.of(Book)
        book.rename(reservation, self.vehicle_key, self.vin_key, self.vehicle)
        renamed = book.reservations[reservation.id]
        draft.record(
            event, **keys(renamed), salt=self.salt, details=details(renamed), before=reservation.identities
        )  # fmt: skip
        credits.use(draft, reservation.id)
        return self.now(draft)

    def _check(self, draft: Draft, reservation: Reservation) -> None:
        """Refuse it where the company, the quotas or another window of the other vehicle do not allow it."""
        book, terms, party = draft.of(Book), slots.terms(draft), reservation.party
        rules.check_swap(reservation, terms, draft.now)
        declared.check_again(draft, reservation, vehicle_key=self.vehicle_key)
        known_by = identities(self.vehicle_key, self.vin_key)
        claims = book.claims_of(known_by)
        check_vehicle(draft, slots.find(draft, reservation.placed.slot), known_by, but=reservation.id, party=party)
        rules.check_vehicle(claims, reservation.placed, but=reservation.id, party=party)
        rules.check_open([each for each in claims if each.reservation != reservation.id], terms)
        rules.check_rebooks(book.marks_of(known_by), terms, draft.now)


@dataclass(frozen=True)
class Forgive(Change):
    """Take a miss off its vehicle's record, with a reason: the site was late, the road was closed."""

    reason: str = ""
    note: str | None = None

    def decide(self, draft: Draft) -> Reservation:
        reservation = self.mine(draft)
        if reservation.miss is None or not reservation.miss.counts:
            raise refusals.MissUnknown(reservation=reservation.id)
        forgive(draft, reservation, self.reason, self.note)
        return self.now(draft)


def forgive(draft: Draft, reservation: Reservation, reason: str, note: str | None = None) -> None:
    """Take the miss of a reservation off its vehicle's record, if it still counts."""
    miss = reservation.miss
    if miss is not None and miss.counts:
        draft.record(MissForgiven(reservation=reservation.id, missed=miss.seq, reason=reason), note=note)


@dataclass(frozen=True)
class GiveNumber(Change):
    """Another number at which its driver is told things. It is personal and decides nothing: no fact tells of it."""

    number: str = ""

    def decide(self, draft: Draft) -> Reservation:
        reservation = self.mine(draft)
        if reservation.driver.get("phone") == self.number:
            return reservation
        if reservation.status not in OPEN:
            raise refusals.ReservationEnded(status=reservation.status)
        told = replace(reservation, driver={**reservation.driver, "phone": self.number})
        draft.of(Book).reservations[told.id] = told
        draft.writes.update(ReservationRow, id=told.id, details=details(told))
        return told
