"""How booking's facts stand in its tables."""

from __future__ import annotations

from datetime import datetime

import orjson

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
from serai.booking.rules import PLACING, Book
from serai.booking.tables import HoldRow, ReservationRow, SlotCount, VehicleClaim
from serai.core.desk import Record, saves

_DECIDED = ("reference", "company", "cargo_class", "length_cm", "height_cm", "weight_kg", "vehicle", *PLACING)


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
    vehicle = record.personal.get("vehicle_key")
    row = {name: getattr(event, name) for name in _DECIDED}
    row |= {"id": event.reservation, "site": record.site, "status": "confirmed", "visit": None, "version": record.seq}
    row |= {"needs": orjson.dumps(event.needs).decode(), "vehicle_key": vehicle}
    row |= {name: record.personal.get(name) for name in ("owner", "phone", "salt", "details")}
    record.writes.insert(ReservationRow, **row)
    if vehicle is not None:
        _claim(record, vehicle, event)


@saves(ReservationMoved)
def _moved(event: ReservationMoved, record: Record) -> None:
    _recount(record, event.from_slot)
    _count(record, event.slot, event.lane, event.starts_at)
    moved = {name: getattr(event, name) for name in PLACING}
    record.writes.update(ReservationRow, id=event.reservation, version=record.seq, **moved)
    vehicle = record.personal.get("vehicle_key")
    if vehicle is not None:
        _claim(record, vehicle, event)


@saves(ReservationCancelled)
def _cancelled(event: ReservationCancelled, record: Record) -> None:
    _recount(record, event.slot)
    _step(record, event.reservation, "cancelled")


@saves(ReservationMissed)
def _missed(event: ReservationMissed, record: Record) -> None:
    _step(record, event.reservation, "missed")


@saves(ReservationArrived)
def _arrived(event: ReservationArrived, record: Record) -> None:
    record.writes.update(ReservationRow, id=event.reservation, status="arrived", visit=event.visit, version=record.seq)
    vehicle = record.personal.get("vehicle_key")
    if vehicle is not None:  # one that was missed had lost its claim
        opens, closes = record.personal["window"]
        row = {"vehicle": vehicle, "reservation": event.reservation, "arrive_from": opens, "arrive_until": closes}
        record.writes.upsert(VehicleClaim, **row)


@saves(ReservationFulfilled)
def _fulfilled(event: ReservationFulfilled, record: Record) -> None:
    _step(record, event.reservation, "fulfilled")


def _step(record: Record, reservation: str, status: str) -> None:
    record.writes.update(ReservationRow, id=reservation, status=status, version=record.seq)
    vehicle = record.personal.get("vehicle_key")
    if vehicle is not None:
        record.writes.delete(VehicleClaim, vehicle=vehicle, reservation=reservation)


def _claim(record: Record, vehicle: str, event: ReservationConfirmed | ReservationMoved) -> None:
    record.writes.upsert(
        VehicleClaim,
        vehicle=vehicle,
        reservation=event.reservation,
        arrive_from=event.arrive_from,
        arrive_until=event.arrive_until,
    )


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
