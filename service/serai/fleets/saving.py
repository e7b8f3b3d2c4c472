"""How standing reservations stand in their tables."""

from __future__ import annotations

import orjson

from serai.core.desk import Record, saves
from serai.fleets.events import (
    StandingEnded,
    StandingMissedOut,
    StandingPostponed,
    StandingPut,
    StandingReserved,
    StandingShifted,
)
from serai.fleets.tables import StandingOccurrence, StandingRow

_SAID = (
    "company", "lane", "at", "first_date", "last_date", "may_wait", "on_behalf", "vehicle", "cargo_class",
    "length_cm", "height_cm", "weight_kg", "next_date", "next_at", "declaration",
)  # fmt: skip
_PERSONAL = ("owner", "phone", "salt", "vehicle_key", "vin_key", "details")


@saves(StandingPut)
def _put(event: StandingPut, record: Record) -> None:
    row = {name: getattr(event, name) for name in _SAID} | {name: record.personal.get(name) for name in _PERSONAL}
    row |= {"id": event.standing, "site": record.site, "status": "standing", "version": record.seq}
    row |= {"days": orjson.dumps(event.days).decode(), "needs": orjson.dumps(event.needs).decode()}
    record.writes.insert(StandingRow, **row)


@saves(StandingReserved, StandingMissedOut)
def _occurred(event: StandingReserved | StandingMissedOut, record: Record) -> None:
    reservation, problem, facts = None, None, None
    if isinstance(event, StandingReserved):
        reservation = event.reservation
    else:
        problem, facts = event.because, record.personal.get("facts")
    record.writes.insert(
        StandingOccurrence, site=record.site, standing=event.standing, local_date=event.local_date, slot=event.slot,
        reservation=reservation, problem=problem, facts=facts, at=record.at,
    )  # fmt: skip
    following = {"next_date": event.next_date, "next_at": event.next_at, "not_before": None}
    record.writes.update(StandingRow, site=record.site, id=event.standing, **following)


@saves(StandingShifted)
def _shifted(event: StandingShifted, record: Record) -> None:
    record.writes.update(StandingRow, site=record.site, id=event.standing, next_at=event.next_at)


@saves(StandingPostponed)
def _postponed(event: StandingPostponed, record: Record) -> None:
    record.writes.update(StandingRow, site=record.site, id=event.standing, not_before=event.not_before)


@saves(StandingEnded)
def _ended(event: StandingEnded, record: Record) -> None:
    row = {"status": "ended", "next_date": None, "next_at": None, "version": record.seq}
    record.writes.update(StandingRow, site=record.site, id=event.standing, **row)
