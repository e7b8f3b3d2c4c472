"""Every write of booking. Reservations are confirmed, moved and given back here, and their rows saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Self

from sqlalchemy.ext.asyncio import AsyncConnection

from serai.booking import queries, rules, slots
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
from serai.booking.rules import Book, Claim, Hold, Reservation, Slot
from serai.core.agenda import Due
from serai.core.desk import Command, Draft
from serai.core.errors import check_version
from serai.core.ids import reference
from serai.identity.rights import Relation
from serai.identity.rules import Belonging, Caller, reaches


@dataclass(frozen=True, slots=True)
class Request:
    """What a reservation is asked for with; everything in it but the numbers is personal."""

    vehicle_key: str
    vehicle: Mapping[str, Any]
    driver: Mapping[str, Any]
    cargo: Mapping[str, Any]
    cargo_class: str
    needs: tuple[str, ...] = ()
    length_cm: int | None = None
    height_cm: int | None = None
    weight_kg: int | None = None


@dataclass(frozen=True)
class TakeHold(Command[Hold]):
    """Keep a place for a vehicle for a few minutes."""

    id: str
    slot: str
    vehicle_key: str
    salt: str
    owner: str
    company: str | None

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        vehicles = {command.vehicle_key for command in commands}
        book, terms = draft.of(Book), slots.terms(draft)
        since = draft.now - terms.hold - terms.hold_cooldown
        book.holds.update({hold.id: hold for hold in await queries.holds_of(connection, draft.site, vehicles, since)})
        await _load_claims(connection, book, vehicles)

    def decide(self, draft: Draft) -> Hold:
        book, terms = draft.of(Book), slots.terms(draft)
        slot = slots.find(draft, self.slot)
        rules.check_bookable(slot, terms, draft.now)
        rules.check_vehicle(book.claims_of(self.vehicle_key), terms.window(slot))
        rules.check_hold_again(book.holds_of(self.vehicle_key), terms, draft.now)
        slots.check_free(draft, slot)
        hold = Hold(
            self.id, slot.id, slot.lane, self.owner, self.vehicle_key, "held", draft.now, draft.now + terms.hold
        )
        book.holds[hold.id] = hold
        event = HoldTaken(
            hold=hold.id,
            slot=slot.id,
            lane=slot.lane,
            starts_at=slot.starts_at,
            capacity=slot.capacity,
            vehicle=commitment(self.salt, self.vehicle_key),
            company=self.company,
            expires_at=hold.expires_at,
        )
        draft.record(event, owner=self.owner, vehicle_key=self.vehicle_key)
        return hold


@dataclass(frozen=True)
class Reserve(Command[Reservation]):
    """Confirm a place in a slot, or the place that a hold has kept."""

    id: str
    slot: str | None
    hold: str | None
    request: Request
    salt: str
    owner: str
    phone: str | None
    company: str | None
    on_behalf: bool = False

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        book = draft.of(Book)
        held = [command.hold for command in commands if command.hold is not None]
        book.holds.update(await queries.holds(connection, draft.site, held))
        await _load_claims(connection, book, {command.request.vehicle_key for command in commands})

    def decide(self, draft: Draft) -> Reservation:
        book, terms = draft.of(Book), slots.terms(draft)
        hold = self._held(draft)
        slot = slots.find(draft, hold.slot if hold else self.slot or "")
        rules.check_bookable(slot, terms, draft.now)
        slots.check_class(draft, slot, self.request.cargo_class)
        window = terms.window(slot)
        rules.check_vehicle(book.claims_of(self.request.vehicle_key), window)
        if hold is None:
            slots.check_free(draft, slot)
        return _confirm(draft, self, slot, window)

    def _held(self, draft: Draft) -> Hold | None:
        if self.hold is None:
            return None
        hold = draft.of(Book).holds.get(self.hold)
        if hold is None or hold.owner != self.owner:
            raise rules.HoldUnknown(hold=self.hold)
        if self.slot is not None and self.slot != hold.slot:
            raise rules.SlotElsewhere(slot=self.slot, hold=self.hold)
        if hold.vehicle_key != self.request.vehicle_key:
            raise rules.HoldOfAnother(hold=self.hold)
        if hold.status != "held" or hold.expires_at <= draft.now:
            raise rules.HoldEnded(hold=self.hold, expires_at=hold.expires_at.isoformat())
        return hold


def _confirm(draft: Draft, asked: Reserve, slot: Slot, window: tuple[datetime, datetime]) -> Reservation:
    book, request = draft.of(Book), asked.request
    placed = rules.placed(slot, window)
    stated: dict[str, Any] = {
        "cargo_class": request.cargo_class,
        "length_cm": request.length_cm,
        "height_cm": request.height_cm,
    }
    stated |= {"weight_kg": request.weight_kg, "company": asked.company}
    whose: dict[str, Any] = {"owner": asked.owner, "phone": asked.phone, "vehicle_key": request.vehicle_key}
    details: dict[str, Any] = {"vehicle": request.vehicle, "driver": request.driver, "cargo": request.cargo}
    called: dict[str, Any] = {"reference": reference(draft.site, draft.next_seq)}
    reservation = Reservation(
        id=asked.id,
        site=draft.site,
        status="confirmed",
        visit=None,
        version=draft.next_seq,
        needs=request.needs,
        **called,
        **placed,
        **stated,
        **whose,
        **details,
    )
    book.reservations[reservation.id] = reservation
    book.claims.setdefault(request.vehicle_key, {})[reservation.id] = Claim(reservation.id, *window)
    event = ReservationConfirmed(
        reservation=asked.id,
        capacity=slot.capacity,
        hold=asked.hold,
        vehicle=commitment(asked.salt, request.vehicle_key),
        needs=list(request.needs),
        on_behalf=asked.on_behalf,
        **called,
        **placed,
        **stated,
    )
    draft.record(event, **whose, salt=asked.salt, details=details)
    return reservation


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and how a thing must stand to them."""

    caller: Caller
    relation: Relation

    def reaches(self, reservation: Reservation) -> bool:
        return reaches(self.relation, self.caller, belonging(reservation))


def belonging(reservation: Reservation) -> Belonging:
    """Whose a reservation is."""
    return Belonging(reservation.site, reservation.company, reservation.owner, reservation.id, reservation.phone)


@dataclass(frozen=True)
class _Change(Command[Reservation]):
    """A change of one reservation; `match` are the versions that it may be made to."""

    reservation: str
    asker: Asker
    match: frozenset[str] | None = None

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        await load_reservations(connection, draft, [command.reservation for command in commands])

    def _mine(self, draft: Draft) -> Reservation:
        found = draft.of(Book).reservations.get(self.reservation)
        if found is None or found.site != draft.site or not self.asker.reaches(found):
            raise rules.ReservationUnknown(reservation=self.reservation)
        check_version(self.match, found.version)
        return found


@dataclass(frozen=True)
class Cancel(_Change):
    """Give a reservation back; its place is free again at once."""

    def decide(self, draft: Draft) -> Reservation:
        reservation = self._mine(draft)
        if reservation.status == "cancelled":
            return reservation
        rules.check_change(reservation, "cancelled")
        event = ReservationCancelled(reservation=reservation.id, slot=reservation.slot)
        draft.record(event, vehicle_key=reservation.vehicle_key)
        return draft.of(Book).reservations[reservation.id]


@dataclass(frozen=True)
class Move(_Change):
    """Give one place back and take another in the same moment: never none, never two."""

    slot: str = ""

    def decide(self, draft: Draft) -> Reservation:
        book, terms = draft.of(Book), slots.terms(draft)
        reservation = self._mine(draft)
        rules.check_change(reservation, "confirmed")
        slot = slots.find(draft, self.slot)
        if slot.id == reservation.slot:
            return reservation
        rules.check_bookable(slot, terms, draft.now)
        slots.check_class(draft, slot, reservation.cargo_class)
        window = terms.window(slot)
        rules.check_vehicle(book.claims_of(reservation.vehicle_key), window, but=reservation.id)
        slots.check_free(draft, slot)
        event = ReservationMoved(
            reservation=reservation.id,
            from_slot=reservation.slot,
            capacity=slot.capacity,
            **rules.placed(slot, window),
        )
        draft.record(event, vehicle_key=reservation.vehicle_key)
        return book.reservations[reservation.id]


@dataclass(frozen=True)
class Lapse(Command[int]):
    """End what has run out: holds past their life, and reservations whose vehicle did not come."""

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        book = draft.of(Book)
        book.holds.update({hold.id: hold for hold in await queries.due_holds(connection, draft.site, draft.now)})
        missed = await queries.due_misses(connection, draft.site, draft.now)
        book.reservations.update({each.id: each for each in missed if each.id not in book.reservations})

    def decide(self, draft: Draft) -> int:
        book = draft.of(Book)
        over = [hold for hold in book.holds.values() if hold.status == "held" and hold.expires_at <= draft.now]
        missed = [
            each
            for each in book.reservations.values()
            if each.status == "confirmed" and each.arrive_until <= draft.now and each.site == draft.site
        ]
        for hold in over:
            draft.record(HoldExpired(hold=hold.id, slot=hold.slot))
        for each in missed:
            event = ReservationMissed(reservation=each.id, slot=each.slot)
            draft.record(event, vehicle_key=each.vehicle_key)
        return len(over) + len(missed)


def arrive(draft: Draft, reservation: Reservation, visit: str) -> None:
    """The vehicle checked in; for the queue's check-in, in its transaction, after `rules.check_arrival`."""
    book, window = draft.of(Book), (reservation.arrive_from, reservation.arrive_until)
    book.claims.setdefault(reservation.vehicle_key, {})[reservation.id] = Claim(reservation.id, *window)
    draft.record(
        ReservationArrived(reservation=reservation.id, visit=visit), vehicle_key=reservation.vehicle_key, window=window
    )


def fulfil(draft: Draft, reservation: str, visit: str) -> None:
    """The reservation's vehicle departed; for the departure, in its transaction."""
    known = draft.of(Book).reservations.get(reservation)
    if known is not None and known.status == "arrived":
        draft.record(ReservationFulfilled(reservation=reservation, visit=visit), vehicle_key=known.vehicle_key)


async def load_reservations(connection: AsyncConnection, draft: Draft, ids: Sequence[str]) -> None:
    """Bring reservations, and the claims of their vehicles, into the draft."""
    book = draft.of(Book)
    found = await queries.reservations(connection, [each for each in ids if each not in book.reservations])
    book.reservations.update(found)
    await _load_claims(connection, book, {each.vehicle_key for each in found.values()})


async def _load_claims(connection: AsyncConnection, book: Book, vehicles: set[str]) -> None:
    book.claims.update(await queries.claims(connection, [each for each in vehicles if each not in book.claims]))


async def lapsing(connection: AsyncConnection) -> list[Due]:
    """When the next hold or arrival window of each site ends (a duty)."""
    return [Due(at, Lapse(site)) for site, at in await queries.next_due(connection)]


def commitment(salt: str, vehicle_key: str) -> str:
    """What stands for a vehicle in the ledger: it proves which one it was to whoever knows the salt."""
    return sha256(f"{salt}\n{vehicle_key}".encode()).hexdigest()
