"""How booking's facts stand in its tables."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import orjson

from serai.booking.book import Book
from serai.booking.events import (
    AppealDecided,
    HoldExpired,
    HoldTaken,
    MissAppealed,
    MissForgiven,
    OfferAccepted,
    OfferWithdrawn,
    ReservationArrived,
    ReservationCancelled,
    ReservationConfirmed,
    ReservationDeclared,
    ReservationDisplaced,
    ReservationDrawn,
    ReservationExpired,
    ReservationExtended,
    ReservationFulfilled,
    ReservationMissed,
    ReservationMoved,
    ReservationOffered,
    ReservationRetimed,
    ReservationRezoned,
    ReservationUnpaired,
    ReservationWaitlisted,
    VehicleSwapped,
    WishRezoned,
)
from serai.booking.placings import displacing, placed_by
from serai.booking.reservations import FORGIVE, PLACING
from serai.booking.tables import HoldRow, ReservationRow, SlotCount, VehicleClaim, VehicleMark
from serai.booking.waitlist import ASKED, DISPLACED
from serai.core.desk import Record, saves
from serai.declarations.saving import attached

_SIZES = ("length_cm", "height_cm", "weight_kg")
_ASKED = ("reference", "company", "trusted", "cargo_class", "vehicle", "declaration", *_SIZES)
_PERSONAL = ("owner", "phone", "salt", "details", "vehicle_key", "vin_key")
_NO_OFFER = dict.fromkeys(("offer_slot", "offer_starts_at", "offer_ends_at", "offer_zone", "offer_expires_at"))
_NO_CREDIT = dict.fromkeys(("credit_given", "credit_minutes", "credit_is_last"))
_NO_TURN = dict.fromkeys(("wanted_slot", "wanted_from", "wanted_until", "tier", "turn"))


@saves(HoldTaken)
def _hold_taken(event: HoldTaken, record: Record) -> None:
    _count(record, event.slot, event.lane, event.starts_at)
    record.writes.insert(
        HoldRow,
        id=event.hold,
        site=record.site,
        slot=event.slot,
        lane=event.lane,
        status="held",
        taken_at=record.at,
        expires_at=event.expires_at,
        company=event.company,
        vehicle=event.vehicle,
        owner=record.personal.get("owner"),
        vehicle_key=record.personal.get("vehicle_key"),
        vin_key=record.personal.get("vin_key"),
    )


@saves(HoldExpired)
def _hold_expired(event: HoldExpired, record: Record) -> None:
    _recount(record, event.slot)
    record.writes.update(HoldRow, id=event.hold, status="expired")


@saves(ReservationConfirmed)
def _confirmed(event: ReservationConfirmed, record: Record) -> None:
    _count(record, event.slot, event.lane, event.starts_at)
    if event.hold is not None:
        record.writes.update(HoldRow, id=event.hold, status="used")
    row = _row(event, record, "confirmed") | {name: getattr(event, name) for name in PLACING}
    row |= {"pair": event.pair, "placed_seq": record.seq}
    record.writes.insert(ReservationRow, **row)
    claim(record, event.reservation)


@saves(ReservationWaitlisted)
def _waitlisted(event: ReservationWaitlisted, record: Record) -> None:
    row = _row(event, record, "waitlisted")
    row |= {"lane": event.lane, "wanted_slot": event.wanted_slot, "wanted_from": event.wanted_from}
    row |= {"wanted_until": event.wanted_until, "tier": ASKED, "turn": record.seq}
    row |= {"draw": event.draw, "lot": event.lot, "known_as": " ".join(event.known_as) or None}
    record.writes.insert(ReservationRow, **row)
    claim(record, event.reservation)


def _row(event: ReservationConfirmed | ReservationWaitlisted, record: Record, status: str) -> dict[str, Any]:
    row = {name: getattr(event, name) for name in _ASKED}
    row |= {"id": event.reservation, "site": record.site, "status": status, "visit": None, "version": record.seq}
    row |= {"needs": orjson.dumps(event.needs).decode(), "swaps": 0, "accepted": False}
    return row | {name: record.personal.get(name) for name in _PERSONAL}


@saves(ReservationConfirmed, ReservationWaitlisted)
def _carries(event: ReservationConfirmed | ReservationWaitlisted, record: Record) -> None:
    if event.declaration is not None:
        attached(record, event.declaration, event.reservation)


@saves(ReservationDeclared)
def _declared(event: ReservationDeclared, record: Record) -> None:
    row = {"declaration": event.declaration, "version": record.seq}
    record.writes.update(ReservationRow, id=event.reservation, **row)
    if event.before is not None:
        attached(record, event.before, None)
    if event.declaration is not None:
        attached(record, event.declaration, event.reservation)


@saves(ReservationOffered)
def _offered(event: ReservationOffered, record: Record) -> None:
    _count(record, event.slot, event.lane, event.starts_at)
    offer = {"offer_slot": event.slot, "offer_starts_at": event.starts_at, "offer_ends_at": event.ends_at}
    offer |= {"offer_zone": event.zone, "offer_expires_at": event.expires_at}
    record.writes.update(ReservationRow, id=event.reservation, status="offered", version=record.seq, **offer)


@saves(OfferWithdrawn)
def _withdrawn(event: OfferWithdrawn, record: Record) -> None:
    _recount(record, event.slot)
    record.writes.update(ReservationRow, id=event.reservation, status=event.to, version=record.seq, **_NO_OFFER)


@saves(ReservationMoved, ReservationRetimed, OfferAccepted, ReservationDrawn)
def _moved(event: ReservationMoved | ReservationRetimed | OfferAccepted | ReservationDrawn, record: Record) -> None:
    if isinstance(event, ReservationMoved | ReservationRetimed) and event.from_slot is not None:
        _recount(record, event.from_slot)
    _count(record, event.slot, event.lane, event.starts_at)
    place = {name: getattr(event, name) for name in PLACING}
    row = {"id": event.reservation, "status": "confirmed", "version": record.seq}
    row |= {"accepted": isinstance(event, OfferAccepted), **placed_by(event, record.seq)}
    record.writes.update(ReservationRow, **row, **place, **_NO_OFFER, **_NO_TURN, **_NO_CREDIT)
    claim(record, event.reservation)


@saves(ReservationRezoned)
def _rezoned(event: ReservationRezoned, record: Record) -> None:
    _count(record, event.slot, event.lane, event.starts_at)
    place = {name: getattr(event, name) for name in PLACING}
    record.writes.update(ReservationRow, id=event.reservation, version=record.seq, **place, **_NO_CREDIT)
    claim(record, event.reservation)


@saves(WishRezoned)
def _wish_rezoned(event: WishRezoned, record: Record) -> None:
    wish = {"wanted_from": event.wanted_from, "wanted_until": event.wanted_until}
    record.writes.update(ReservationRow, id=event.reservation, version=record.seq, **wish)


@saves(ReservationUnpaired)
def _unpaired(event: ReservationUnpaired, record: Record) -> None:
    record.writes.update(ReservationRow, id=event.reservation, version=record.seq, pair=None)
    claim(record, event.reservation)


@saves(ReservationCancelled)
def _cancelled(event: ReservationCancelled, record: Record) -> None:
    if event.slot is not None:
        _recount(record, event.slot)
    if event.mark is not None:
        _mark(record, event.reservation, event.mark)
    elif event.was == "offered":
        _mark(record, event.reservation, "offer")
    _end(record, event.reservation, "cancelled", **_NO_OFFER, **_NO_TURN)


@saves(ReservationExpired)
def _expired(event: ReservationExpired, record: Record) -> None:
    if event.slot is not None:
        _recount(record, event.slot)
    if event.was == "offered":
        _mark(record, event.reservation, "offer")
    _end(record, event.reservation, "expired", **_NO_OFFER, **_NO_TURN)


@saves(ReservationDisplaced)
def _displaced(event: ReservationDisplaced, record: Record) -> None:
    _recount(record, event.slot)
    turn = {"wanted_from": event.wanted_from, "wanted_until": event.wanted_until, "tier": DISPLACED, "turn": record.seq}
    turn |= {"status": "displaced", "version": record.seq, **displacing(event)}
    record.writes.update(ReservationRow, id=event.reservation, **turn)
    for identity in _known_by(record):
        record.writes.update(
            VehicleClaim, vehicle=identity, reservation=event.reservation, arrive_from=None, arrive_until=None
        )


@saves(ReservationExtended)
def _extended(event: ReservationExtended, record: Record) -> None:
    until = {"arrive_until": event.arrive_until}
    record.writes.update(ReservationRow, id=event.reservation, version=record.seq, **until)
    _mark(record, event.reservation, "extension")
    claim(record, event.reservation)


@saves(VehicleSwapped)
def _swapped(event: VehicleSwapped, record: Record) -> None:
    row: dict[str, Any] = {name: getattr(event, name) for name in ("vehicle", "swaps", *_SIZES)}
    row |= {name: record.personal.get(name) for name in ("salt", "details", "vehicle_key", "vin_key")}
    record.writes.update(ReservationRow, id=event.reservation, version=record.seq, **row)
    for identity in record.personal.get("before", ()):
        record.writes.delete(VehicleClaim, vehicle=identity, reservation=event.reservation)
    claim(record, event.reservation)


@saves(ReservationMissed)
def _missed(event: ReservationMissed, record: Record) -> None:
    if event.struck:
        _mark(record, event.reservation, "miss")
    said = {"missed_seq": record.seq, "missed_at": record.at, "struck": event.struck, "forgiven": False}
    said |= {"appeal_until": event.appeal_until}
    _end(record, event.reservation, "missed", **said)


@saves(MissForgiven)
def _forgiven(event: MissForgiven, record: Record) -> None:
    record.writes.delete(VehicleMark, site=record.site, seq=event.missed)
    said = {"forgiven": True, "appeal_decision": FORGIVE, "appeal_answer": event.reason, "appeal_decided_at": record.at}
    record.writes.update(ReservationRow, id=event.reservation, version=record.seq, **said)


@saves(MissAppealed)
def _appealed(event: MissAppealed, record: Record) -> None:
    said = {"appealed_at": record.at, "appeal_reason": event.reason}
    record.writes.update(ReservationRow, id=event.reservation, version=record.seq, **said)


@saves(AppealDecided)
def _decided(event: AppealDecided, record: Record) -> None:
    said = {"appeal_decision": event.decision, "appeal_answer": event.reason, "appeal_decided_at": record.at}
    record.writes.update(ReservationRow, id=event.reservation, version=record.seq, **said)


@saves(ReservationArrived)
def _arrived(event: ReservationArrived, record: Record) -> None:
    record.writes.update(
        ReservationRow,
        id=event.reservation,
        status="arrived",
        visit=event.visit,
        arrived_at=record.at,
        version=record.seq,
    )
    claim(record, event.reservation)  # one that was missed had lost its claim


@saves(ReservationFulfilled)
def _fulfilled(event: ReservationFulfilled, record: Record) -> None:
    _end(record, event.reservation, "fulfilled")


def _end(record: Record, reservation: str, status: str, **changes: Any) -> None:
    """A state in which the reservation claims its vehicle's time no more."""
    record.writes.update(ReservationRow, id=reservation, status=status, version=record.seq, **changes)
    for identity in _known_by(record):
        record.writes.delete(VehicleClaim, vehicle=identity, reservation=reservation)


def _known_by(record: Record) -> list[str]:
    """What the vehicle is known by; nothing where a ledger is replayed without what is personal."""
    keys = (record.personal.get("vehicle_key"), record.personal.get("vin_key"))
    return [each for each in keys if each is not None]


def claim(record: Record, reservation: str) -> None:
    """What the reservation takes of its vehicle, as the memory has it by now."""
    for identity in _known_by(record):
        claim = record.memory.of(Book).claims[identity][reservation]
        opens, closes = claim.window or (None, None)
        record.writes.upsert(
            VehicleClaim, vehicle=identity, reservation=reservation, arrive_from=opens, arrive_until=closes,
            party=claim.party, number=claim.number,
        )  # fmt: skip


def _mark(record: Record, reservation: str, kind: str) -> None:
    whose = {name: record.personal.get(name) for name in ("vehicle_key", "vin_key")}
    said = {"reservation": reservation, "kind": kind, "at": record.at, "minutes": 0}
    record.writes.insert(VehicleMark, site=record.site, seq=record.seq, **said, **whose)


def _count(record: Record, slot: str, lane: str, starts_at: datetime) -> None:
    count = record.memory.of(Book).counts[slot]
    record.writes.upsert(
        SlotCount,
        site=record.site,
        slot=slot,
        lane=lane,
        starts_at=starts_at,
        capacity=count.capacity,
        taken=count.taken,
        held=count.held,
    )


def _recount(record: Record, slot: str) -> None:
    count = record.memory.of(Book).counts[slot]
    record.writes.update(SlotCount, site=record.site, slot=slot, taken=count.taken, held=count.held)
